"""The options and arguments that commands share, and how a command shows its result."""

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec import Struct

from careercli.cli import screen, terminal
from careercli.documents import Document
from careercli.documents import Format as FormatName
from careercli.errors import UsageError
from careercli.model import HEADINGS, SECTION_NAMES
from careercli.render import Style, render
from careercli.text import clean

if TYPE_CHECKING:
    from careercli.catalog.catalog import Catalog

SAFE_WORD = r"[a-z0-9][a-z0-9.-]*"
"""A word that every shell takes as it is."""

MAX_DESCRIPTION = 80


class Format(StrEnum):
    """What the output can be."""

    table = "table"
    json = "json"
    csv = "csv"
    markdown = "markdown"
    md = "md"
    html = "html"


class Color(StrEnum):
    """When to colour."""

    auto = "auto"
    always = "always"
    never = "never"


FORMATS: dict[Format, FormatName] = {
    Format.table: "table",
    Format.json: "json",
    Format.csv: "csv",
    Format.markdown: "markdown",
    Format.md: "markdown",
    Format.html: "html",
}
"""The format of each word."""

SUFFIXES = {
    ".md": Format.markdown,
    ".markdown": Format.markdown,
    ".csv": Format.csv,
    ".json": Format.json,
    ".html": Format.html,
    ".htm": Format.html,
}
"""The format that the name of an output file asks for."""


class Per(StrEnum):
    """What pay is for."""

    hour = "hour"
    year = "year"


class OnlyRows(StrEnum):
    """Which rows of a comparison."""

    shared = "shared"
    different = "different"


def _is_safe(word: str) -> bool:
    return re.fullmatch(SAFE_WORD, word) is not None


def describe_safely(text: str) -> str:
    """A text that no shell can evaluate: letters and digits of any script, commas, periods, hyphens and spaces."""
    kept = (char if char in ",.-" or unicodedata.category(char)[0] in "LMN" else " " for char in text)
    return " ".join("".join(kept).split())[:MAX_DESCRIPTION].strip()


def complete_role(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """The names of roles that a word may become, with their titles; without those named already.

    Titles come from files: shells insert the names as they are, and zsh evaluates the titles.
    """
    from careercli.catalog.catalog import load_catalog
    from careercli.errors import CareercliError

    already = ctx.params.get("roles") or []
    files = [file for file in ctx.params.get("role_files") or () if file != "-"]  # stdin is the terminal here
    try:
        with load_catalog(files, ctx.params.get("dataset")) as catalog:
            found = catalog.complete(make_text(incomplete))
    except CareercliError:  # there is no place for it while a word is typed
        return []
    offered = [(name, describe_safely(title)) for name, title in found if name not in already and _is_safe(name)]
    common = os.path.commonprefix([name for name, _ in offered])  # noqa: RUF071, by characters, as bash does
    is_kept = len(offered) < 2 or not common or common.startswith(incomplete)
    if not is_kept and _is_safe(incomplete):  # bash would put what all begin with in place of what is typed
        offered.append((incomplete, ""))
    return offered


def complete_dataset(incomplete: str) -> list[str]:
    """The names of datasets with roles that a word may become."""
    from careercli.catalog.catalog import load_catalog
    from careercli.errors import CareercliError

    try:
        with load_catalog() as catalog:
            names = [*catalog.count_roles()]
    except CareercliError:
        return []
    return [name for name in names if name.startswith(incomplete) and _is_safe(name)]


def complete_place(incomplete: str) -> list[tuple[str, str]]:
    """The names of places that a word may become, in the form that needs no quotes."""
    from careercli.catalog.catalog import load_catalog
    from careercli.catalog.places import make_key, sort_places
    from careercli.errors import CareercliError

    key = make_key(incomplete)
    try:
        with load_catalog() as catalog:
            places = sort_places(catalog.places.values())
    except CareercliError:
        return []
    words = {make_key(place.name).replace(" ", "-"): place.name for place in places}
    beginning = key.replace(" ", "-")
    return [
        (word, describe_safely(name)) for word, name in words.items() if word.startswith(beginning) and _is_safe(word)
    ]


def complete_file() -> list[str]:
    """Nothing, so that the shell completes the names of files itself."""
    return []


def make_text(argument: str) -> str:
    """An argument as text, with a replacement character for what is not UTF-8 in it."""
    return argument.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


@contextmanager
def open_catalog(role_files: Sequence[str] | None, dataset: str | None = None) -> "Iterator[Catalog]":
    """The catalog with the files of --roles, or only one dataset of it; says on stderr which roles were replaced.

    Raises InvalidFileError with the problems of all files, StoreError and UnknownDatasetError.
    """
    from careercli.catalog.catalog import load_catalog
    from careercli.catalog.folders import explain_home

    warnings: list[str] = []
    with load_catalog(role_files or (), make_text(dataset) if dataset else None, warnings.append) as catalog:
        for sentence in catalog.replaced:
            terminal.report(f"careercli: {clean(sentence)}\n")
        yield catalog
    for warning in warnings:  # not if the command fails: then this is its error
        terminal.report(f"careercli: {clean(warning)}\n")
    if dataset in {None, "user"} and (unread := explain_home()):
        terminal.report(f"careercli: {clean(unread)}\n")


def read_sections(names: list[str] | None) -> list[str] | None:
    """The sections that --section names, one or several with commas between; raises UsageError for another name."""
    known = {**SECTION_NAMES, **{name: name for name in HEADINGS}}
    found = []
    for name in (part.strip() for each in names or () for part in each.split(",")):
        section = known.get(name.lower().replace(" ", "-"))
        if section is None:
            raise UsageError(f"no section {name!r}; choose from {', '.join(SECTION_NAMES)}")
        found.append(section)
    return list(dict.fromkeys(found)) or None


def complete_section(incomplete: str) -> list[str]:
    """The names of sections that a word may become."""
    return [name for name in SECTION_NAMES if name.startswith(incomplete)]


FormatOption = Annotated[
    Format | None,
    typer.Option("--format", "-f", help="What to print; if not given, by the suffix of --output, else a table."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="The same as --format json.")]
OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to a file; - is stdout.", autocompletion=complete_file),
]
OpenOption = Annotated[bool, typer.Option("--open", help="Open the result as an HTML page in the browser.")]
ColorOption = Annotated[Color, typer.Option("--color", help="When to colour.")]
WidthOption = Annotated[
    int | None,
    typer.Option(
        "--width",
        metavar="COLUMNS",
        min=terminal.MIN_WIDTH,
        max=terminal.MAX_WIDTH,
        help="Columns to fill; the terminal's if not given.",
    ),
]
RolesOption = Annotated[
    list[str] | None,
    typer.Option("--roles", metavar="FILE", help="Add the roles of this file; repeatable; - is stdin."),
]
DatasetOption = Annotated[
    str | None,
    typer.Option(
        "--dataset",
        metavar="NAME",
        help="Only roles of this dataset: bundled, user, onet or esco.",
        autocompletion=complete_dataset,
    ),
]
PLACE_HELP = "a state by name or postal code, or a metropolitan area by name, a part of it, or its code"
PlaceOption = Annotated[
    str | None,
    typer.Option("--place", metavar="PLACE", help=f"Pay in this place: {PLACE_HELP}.", autocompletion=complete_place),
]
PlacesOption = Annotated[
    list[str] | None,
    typer.Option(
        "--place",
        metavar="PLACE",
        help=f"Only this place: {PLACE_HELP}; repeatable.",
        autocompletion=complete_place,
    ),
]
PeriodOption = Annotated[
    Per | None, typer.Option("--per", help="Official pay by the hour or by the year, where both are published.")
]
SectionOption = Annotated[
    list[str] | None,
    typer.Option(
        "--section",
        "-s",
        metavar="NAME[,NAME]",
        help=f"Only these sections, in full: {', '.join(SECTION_NAMES)}; repeatable.",
        callback=read_sections,
        autocompletion=complete_section,
    ),
]
BriefOption = Annotated[
    bool | None,
    typer.Option("--brief/--full", help="The answer on one screen (tables, Markdown), or all of it (JSON, CSV)."),
]
PlainOption = Annotated[bool, typer.Option("--plain", help="Lists in place of columns and charts, for screen readers.")]
PagerOption = Annotated[
    bool, typer.Option("--no-pager", help="Never use a pager (PAGER, else less) for what is longer than the screen.")
]


class View(Struct, frozen=True):
    """How long a result is to be, and whether it may have columns and a pager; `brief` is None if that is not said."""

    brief: bool | None = None
    plain: bool = False
    no_pager: bool = False


class Display:
    """How a command shows its result: format, colour, width, and the file that it is written to."""

    def __init__(
        self,
        format: Format | None,
        json: bool,
        output: Path | None,
        color: Color = Color.auto,
        width: int | None = None,
        *,
        inputs: Iterable[str] | None = None,
        force: bool | None = None,
        view: View | None = None,
        open: bool | None = None,
    ) -> None:
        """`inputs` are the files that the command reads. `force` says, of a command that makes a file of the user's
        own, if it may write over one. `open` says if the result is opened in the browser; None: it is no page.

        Raises UsageError if the options contradict each other, OutputError if `output` is an input.
        """
        if open:
            if json or format not in {None, Format.html}:
                raise UsageError("--open shows an HTML page and goes with no other format; leave one of them out")
            format = Format.html
        if json and format not in {None, Format.table, Format.json}:
            raise UsageError(f"--json and --format {format} contradict each other; use one of them")
        if output == Path():
            raise UsageError("--output needs the name of a file, or - for stdout")
        by_suffix = SUFFIXES.get(output.suffix.lower(), Format.table) if output else Format.table
        self._format = Format.json if json else format or by_suffix
        if open is None and self._format is Format.html:
            raise UsageError("there is no HTML page of this; choose table, json, csv or markdown")
        if view and view.brief is not None and self._format is Format.csv:
            raise UsageError(
                f"--{'brief' if view.brief else 'full'} does not go with CSV, which has one length; leave it out"
            )
        self._view = view
        self._output = None if str(output) in {"-", "/dev/stdout"} else output
        self._open = bool(open)
        if self._open:
            from careercli.cli.browser import check_open, name_page

            check_open(os.environ)
            self._output = self._output or name_page()
        self._color = color
        self._width = width
        self._replace = force is not False
        if self._output is not None:
            from careercli.cli.files import protect_inputs

            protect_inputs(self._output, inputs or (), own=force is None)

    @property
    def is_table(self) -> bool:
        """True if the output is a table."""
        return self._format is Format.table

    def write(self, document: Document, sections: Sequence[str] = (), only: str | None = None) -> None:
        """Renders a result and writes it to stdout or to the file.

        `sections` and `only` are what was asked for, so that nothing left out reads "not stated".
        """
        to_file = self._output is not None
        view = self._view or View(brief=False)
        if view.brief and sections:
            raise UsageError("--brief does not go with --section, which shows a section in full; leave one of them out")
        is_readable = FORMATS[self._format] in {"table", "markdown"}
        to_screen = not to_file and screen.is_terminal()
        style = Style(
            width=terminal.get_width(self._width, to_file=to_file),
            color=self._color == "always" if to_file else terminal.wants_color(self._color),
            draw=to_file or terminal.can_draw(),
            plain=view.plain or (to_screen and screen.is_dumb()),
            links=to_screen and self._color != "never" and screen.has_links(os.environ),
            indent=to_screen,
            brief=is_readable and not sections if view.brief is None else view.brief,
            cuts=to_screen or self._width is not None,
            sections=tuple(sections),
            only=only,
        )
        self.write_text(render(document, FORMATS[self._format], style), is_long=is_readable and view.brief is False)

    def write_text(self, text: str, *, is_long: bool = False) -> None:
        """Writes text to stdout, with a pager if it `is_long` or longer than the screen, or to the file."""
        encoding = None if self._format is Format.table else "utf-8"
        if self._output is not None:
            from careercli.cli.files import write_file

            write_file(text, self._output, replace=self._replace)
            if self._open:
                from careercli.cli.browser import open_page

                open_page(self._output)
            return
        may_page = screen.is_terminal() and not (self._view and self._view.no_pager)
        if may_page and (is_long or screen.is_longer(text)) and (pager := screen.get_pager()):
            screen.page(text, pager, encoding or terminal.get_encoding())
        else:
            terminal.write(text, encoding)
