"""The options and arguments that commands share, and the way from a result to the output."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from careercli.cli import terminal
from careercli.documents import Document
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


class Color(StrEnum):
    """When to colour."""

    auto = "auto"
    always = "always"
    never = "never"


SectionName = StrEnum("SectionName", [(name, name) for name in (*FIGURE_SECTIONS, *SECTIONS)])  # type: ignore[misc]
"""The sections of a comparison and of a role."""


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
        with load_catalog(ctx.params.get("role_files") or (), ctx.params.get("dataset")) as catalog:
            found = catalog.complete(incomplete)
    except CareercliError:  # a word is being typed: not the time to tell
        return []
    return [(name, title) for name, title in found if name not in already]


def complete_dataset(incomplete: str) -> list[str]:
    """The names of datasets with roles that a word may become."""
    from careercli.catalog.catalog import load_catalog
    from careercli.errors import CareercliError

    try:
        with load_catalog() as catalog:
            return [name for name in catalog.count_roles() if name.startswith(incomplete)]
    except CareercliError:
        return []


@contextmanager
def open_catalog(role_files: Sequence[str] | None, dataset: str | None = None) -> "Iterator[Catalog]":
    """The catalog with the files that --roles named, or only that dataset of it; says on stderr which roles were
    replaced.

    Raises InvalidFileError with all the problems of all the files, StoreError and UnknownDatasetError.
    """
    from careercli.catalog.catalog import load_catalog

    warnings: list[str] = []
    with load_catalog(role_files or (), dataset, warnings.append) as catalog:
        for sentence in catalog.replaced:
            terminal.tell(f"careercli: {clean(sentence)}\n")
        yield catalog
    for warning in warnings:  # not if the command fails: then this is its error
        terminal.tell(f"careercli: imported datasets are left out: {clean(warning)}\n")


FormatOption = Annotated[Format, typer.Option("--format", "-f", help="What to print.")]
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
    list[SectionName] | None, typer.Option("--section", help="Only this section; may be given several times.")
]


class Display:
    """How a command was asked to show its result. Raises UsageError where the options contradict each other."""

    def __init__(
        self, format: Format, json: bool, output: Path | None, color: Color = Color.auto, width: int | None = None
    ) -> None:
        if json and format not in {Format.table, Format.json}:
            raise UsageError(f"--json and --format {format} contradict each other; use one of them")
        if output == Path():
            raise UsageError("--output needs the name of a file, or - for stdout")
        self._format = Format.json if json else format
        self._output = None if str(output) in {"-", "/dev/stdout"} else output
        self._color = color
        self._width = width

    def write(self, document: Document, sections: Sequence[str] = (), only: str | None = None) -> None:
        """Renders a result, of which these sections and rows were asked for, and writes it to stdout or to a file."""
        to_file = self._output is not None
        style = Style(
            width=terminal.get_width(self._width, to_file=to_file),
            color=self._color == "always" if to_file else terminal.wants_color(self._color),
            draw=to_file or terminal.can_draw(),
            sections=tuple(sections),
            only=only,
        )
        self.write_text(render(document, self._format.value, style))

    def write_text(self, text: str) -> None:
        """Writes text to stdout or to the file that was named."""
        if self._output is not None:
            terminal.write_file(text, self._output)
        else:
            terminal.write(text, None if self._format is Format.table else "utf-8")
