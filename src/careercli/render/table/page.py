"""A page for a terminal or a plain text file: paragraphs, titles, tables and footnote numbers.

Text is wrapped here, once: Rich takes five times as long to wrap the cells of a table.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from itertools import chain

from rich.cells import cell_len, chop_cells
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.segment import Segment
from rich.style import Style as RichStyle
from rich.table import Table

from careercli.model import Source
from careercli.render import Style
from careercli.render.wording import describe_source, describe_voices, number_sources

GUTTER = 2
MOST_PROSE = 100
"""The most columns that a paragraph fills."""

BOLD = RichStyle(bold=True)
DIM = RichStyle(dim=True)
HEADING = RichStyle(bold=True, underline=True)
WARNING = RichStyle(color="yellow")
GOOD = RichStyle(color="green")
FIGURE = RichStyle(color="blue")
LINKED = ("https://", "http://")
"""What the address of a link begins with."""

LINK_ID = r"\x1b\]8;id=[\d-]+;"
"""How Rich begins a link, with a random number."""

HUES = tuple(RichStyle(color=f"color({number})") for number in (32, 166, 28, 164, 94, 98))
"""A hue for each of six roles. Each has a contrast of 3.7 or more both on black and on white."""


def wrap(text: str, width: int, hang: int = 0) -> list[str]:
    """Text in lines of at most `width` columns, all but the first indented by `hang`; a longer word is folded."""
    lines: list[str] = []
    line, used = "", 0
    for word in text.split(" "):
        length = len(word) if word.isascii() else cell_len(word)
        if line and used + 1 + length <= width:
            line, used = f"{line} {word}", used + 1 + length
            continue
        for part in [word] if length <= width - hang else chop_cells(word, width - hang):
            if line:
                lines.append(line)
            line = " " * hang + part if lines else part
        used = cell_len(line)
    return [*lines, line]


def pad(text: str, width: int) -> str:
    """Text with spaces up to `width` columns."""
    return text + " " * (width - cell_len(text))


class Lines:
    """Lines that are wrapped already, made of pieces in styles of their own."""

    def __init__(self, indent: int = 0) -> None:
        """`indent` is how many spaces come before each line."""
        self._segments: list[Segment] = []
        self._indent = " " * indent

    def add(self, lines: Iterable[str], style: RichStyle | None = None) -> "Lines":
        """Adds lines in one style."""
        for line in lines:
            self._segments += (Segment(self._indent + line, style), Segment.line())
        return self

    def add_pieces(self, *pieces: tuple[str, RichStyle | None]) -> "Lines":
        """Adds one line made of pieces."""
        self._segments.append(Segment(self._indent))
        self._segments += (Segment(text, style) for text, style in pieces)
        self._segments.append(Segment.line())
        return self

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """What Rich prints."""
        return self._segments


class Page:
    """The parts of a page so far, the numbers of the footnotes, and the characters that may be used."""

    def __init__(self, style: Style, sources: Mapping[str, Source]) -> None:
        """`sources` are numbered in their order."""
        self.style = style
        self.sources = sources
        self.numbers = number_sources(sources)
        self.arrow = "\u2192" if style.draw else "->"
        self.bullet = "\u2022" if style.draw else "-"
        self.bar = "\u2588" if style.draw else "#"
        self.rule = "\u2500" if style.draw else "-"
        self.dot = "\u00b7" if style.draw else "."
        self.dash = "\u2013" if style.draw else "-"
        self.range = ("\u2500", "\u2501", "\u2588") if style.draw else ("-", "=", "#")
        self.marks = ("\u25cb", "\u25cf") if style.draw else ("o", "*")
        self.prose = min(style.width, MOST_PROSE)
        self._parts: list[RenderableType] = []

    def add(self, text: str = "", indent: int = 0, hang: int = 0, style: RichStyle | None = None) -> None:
        """Adds a paragraph: indented, and its later lines indented by `hang` more."""
        lines = wrap(text, self.style.width - indent, hang)
        self._parts.append(Lines().add((" " * indent + line for line in lines), style))

    def add_prose(self, text: str, indent: int = 0, hang: int = 0, style: RichStyle | None = None) -> None:
        """Adds a paragraph that is no wider than reads well."""
        lines = wrap(text, self.prose - indent, hang)
        self._parts.append(Lines(indent).add(lines, style))

    def add_line(self, line: str, indent: int = 0, style: RichStyle | None = None) -> None:
        """Adds a line that is known to fit, spaces and all."""
        self._parts.append(Lines().add([" " * indent + line], style))

    def add_part(self, part: Table | Lines) -> None:
        """Adds a table, or lines that are wrapped already."""
        self._parts.append(part)

    def add_title(self, title: str, note: str = "") -> None:
        """Adds the title of a section between an empty line and a rule."""
        self.add()
        self.add(f"{title.upper()}  {note}".rstrip(), style=BOLD)
        self.add(self.rule * self.style.width, style=DIM)

    def add_heading(self, title: str, note: str = "") -> None:
        """Adds an empty line and the title of a section; behind it a rule and the note, or the note below it."""
        self.add()
        room = self.style.width - cell_len(title) - cell_len(note) - GUTTER
        if self.style.plain or room < GUTTER:
            self.add(title.upper(), style=BOLD)
            if note:
                self.add(note, style=DIM)
            return
        lines = Lines()
        lines.add_pieces((title.upper(), BOLD), (f" {self.rule * room}{' ' if note else self.rule}{note}", DIM))
        self._parts.append(lines)

    def add_linked(self, refs: Sequence[tuple[str, str | None]], text: str, hang: int = 4) -> None:
        """Adds a paragraph that begins with footnote numbers, which are links if the page has links."""
        first, *rest = wrap(f"{''.join(ref for ref, _ in refs)} {text}", self.prose, hang)
        lines = Lines()
        pieces: list[tuple[str, RichStyle | None]] = []
        for ref, url in refs:
            if not first.startswith(ref):
                break
            first = first.removeprefix(ref)
            pieces.append((ref, RichStyle(link=url) if url and self.style.links and url.startswith(LINKED) else None))
        self._parts.append(lines.add_pieces(*pieces, (first, None)).add(rest))

    def refs(self, sources: Iterable[str]) -> str:
        """The footnote numbers of sources, behind a space: ` [1][3]`."""
        numbers = "".join(f"[{number}]" for number in sorted(self.numbers[source] for source in sources))
        return f" {numbers}" if numbers else ""

    def ranges(self, sources: Iterable[str]) -> str:
        """The same in short: ` [1-3,5]`."""
        return f" {number_ranges((self.numbers[source] for source in sources), self.dash)}".rstrip()

    def add_sources(self) -> None:
        """Adds the footnotes, and which of them are one voice."""
        if not self.sources:
            return
        self.add_title("Sources")
        for source_id, source in self.sources.items():
            self.add(f"[{self.numbers[source_id]}] {describe_source(source)}", hang=4)
        for sentence in describe_voices(self.sources, "[{}]"):
            self.add(sentence)

    def text(self, *notes: str) -> str:
        """The page, and below it notes; no line ends in spaces."""
        for sentence in notes:
            self.add(sentence)
        file = StringIO()
        console = Console(
            file=file,
            width=self.style.width,
            force_terminal=self.style.color or self.style.links,
            color_system="256" if self.style.color else None,
            no_color=not self.style.color,
            markup=False,
            emoji=False,
            highlight=False,
            legacy_windows=False,
            _environ={},
        )
        console.print(Group(*self._parts), crop=self.style.cuts)
        text = file.getvalue()
        if self.style.links:
            text = re.sub(LINK_ID, "\x1b]8;;", text)
        return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def number_ranges(numbers: Iterable[int], dash: str) -> str:
    """Numbers in brackets, three or more in a row as a range: `[1-3,5]`; nothing if there are none."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = chain.from_iterable([f"{run[0]}{dash}{run[-1]}"] if len(run) > 2 else map(str, run) for run in runs)
    text = ",".join(parts)
    return f"[{text}]" if text else ""


def make_columns(widths: Iterable[int]) -> Table:
    """A table without lines whose columns have these widths, gutters included."""
    table = Table(box=None, padding=0, pad_edge=False, show_header=False)
    for width in widths:
        table.add_column(width=width)
    return table
