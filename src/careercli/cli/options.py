"""The options and arguments that commands share, and the way from a result to the output."""

import os
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from careercli.cli import screen, terminal
from careercli.documents import Document
from careercli.documents import Format as FormatName
from careercli.errors import UsageError
from careercli.model import FIGURE_SECTIONS, SECTIONS
from careercli.render import Style, render
from careercli.text import clean

if TYPE_CHECKING:
    from careercli.catalog.catalog import Catalog


class Format(StrEnum):
    """What the output can be."""

    table = "table"
    json = "json"
    csv = "csv"
    markdown = "markdown"
    md = "md"


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
}
"""The format of each word."""

SUFFIXES = {".md": Format.markdown, ".markdown": Format.markdown, ".csv": Format.csv, ".json": Format.json}
"""The format that the name of an output file asks for."""

HEADINGS: dict[str, str] = {**FIGURE_SECTIONS, **{name: section.title for name, section in SECTIONS.items()}}
SECTION_NAMES = {heading.lower().replace(" ", "-"): name for name, heading in HEADINGS.items()}
"""The sections of a comparison and of a role, by the names of their headings."""


class OnlyRows(StrEnum):
    """Which rows of a comparison."""

    shared = "shared"
    different = "different"


def complete_role(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """The ids that a word may become, with their titles; not those that the command line already has."""
    from careercli.catalog.catalog import load_catalog
    from careercli.errors import CareercliError

    already = ctx.params.get("roles") or []
    try:
        found = load_catalog(ctx.params.get("role_files") or (), ctx.params.get("dataset")).complete(incomplete)
    except CareercliError:  # a word is being typed: not the time to tell
        return []
    return [(name, title) for name, title in found if name not in already]


def complete_dataset(incomplete: str) -> list[str]:
    """The names of datasets with roles that a word may become."""
    from careercli.catalog.catalog import load_catalog
    from careercli.errors import CareercliError

    try:
        return [name for name in load_catalog().count_roles() if name.startswith(incomplete)]
    except CareercliError:
        return []


def _warn(message: str) -> None:
    terminal.tell(f"careercli: {clean(message)}\n")


def open_catalog(role_files: Sequence[str] | None, dataset: str | None = None) -> "Catalog":
    """The catalog with the files that --roles named, or only that dataset of it; says on stderr which roles were
    replaced.

    Raises InvalidFileError with all the problems of all the files, StoreError and UnknownDatasetError.
    """
    from careercli.catalog.catalog import load_catalog

    catalog = load_catalog(role_files or (), dataset, _warn)
    for sentence in catalog.replaced:
        terminal.tell(f"careercli: {clean(sentence)}\n")
    return catalog


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
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file; - is stdout.")
]
ColorOption = Annotated[Color, typer.Option("--color", help="When to colour.")]
WidthOption = Annotated[
    int | None,
    typer.Option(
        "--width",
        metavar="COLUMNS",
        min=terminal.MIN_WIDTH,
        max=terminal.MAX_WIDTH,
        help="Columns to fill, the terminal's if unset.",
    ),
]
RolesOption = Annotated[
    list[str] | None,
    typer.Option("--roles", metavar="FILE", help="Take the roles of this file too; repeatable; - is stdin."),
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


class View(NamedTuple):
    """How long a result is to be, and whether it may have columns and a pager; `brief` is None if that is not said."""

    brief: bool | None = None
    plain: bool = False
    no_pager: bool = False


class Display:
    """How a command was asked to show its result. Raises UsageError where the options contradict each other."""

    def __init__(
        self,
        format: Format | None,
        json: bool,
        output: Path | None,
        color: Color = Color.auto,
        width: int | None = None,
        *,
        view: View | None = None,
    ) -> None:
        if json and format not in {None, Format.table, Format.json}:
            raise UsageError(f"--json and --format {format} contradict each other; use one of them")
        if output == Path():
            raise UsageError("--output needs the name of a file, or - for stdout")
        by_suffix = SUFFIXES.get(output.suffix.lower(), Format.table) if output else Format.table
        self._format = Format.json if json else format or by_suffix
        if view and view.brief is not None and self._format is Format.csv:
            raise UsageError(
                f"--{'brief' if view.brief else 'full'} does not go with CSV, which has one length; leave it out"
            )
        self._view = view
        self._output = None if str(output) in {"-", "/dev/stdout"} else output
        self._color = color
        self._width = width

    def write(self, document: Document, sections: Sequence[str] = (), only: str | None = None) -> None:
        """Renders a result, of which these sections and rows were asked for, and writes it to stdout or to a file."""
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
            sections=tuple(sections),
            only=only,
        )
        self.write_text(render(document, FORMATS[self._format], style), is_long=is_readable and view.brief is False)

    def write_text(self, text: str, *, is_long: bool = False) -> None:
        """Writes text to stdout, with a pager if it `is_long` or longer than the screen, or to the file."""
        encoding = None if self._format is Format.table else "utf-8"
        if self._output is not None:
            terminal.write_file(text, self._output)
            return
        may_page = screen.is_terminal() and not (self._view and self._view.no_pager)
        if may_page and (is_long or screen.is_longer(text)) and (pager := screen.get_pager()):
            screen.page(text, pager, encoding or terminal.get_encoding())
        else:
            terminal.write(text, encoding)
