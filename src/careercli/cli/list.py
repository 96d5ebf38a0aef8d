"""`careercli list`: lists the roles."""

import builtins
from typing import Annotated

import typer

from careercli.cli import terminal
from careercli.cli.options import (
    Color,
    ColorOption,
    DatasetOption,
    Display,
    Format,
    FormatOption,
    JsonOption,
    OpenOption,
    OutputOption,
    PlaceOption,
    RolesOption,
    WidthOption,
    make_text,
    open_catalog,
)
from careercli.documents import Sort

EXAMPLES = (
    "careercli list",
    "careercli list nurse --sort pay",
    "careercli list --dataset onet --sort growth --limit 10",
)
MOST = 100_000


def list(
    text: Annotated[
        builtins.list[str] | None,
        typer.Argument(metavar="[TEXT]", help="Only roles with these words in title, id or code.", show_default=False),
    ] = None,
    sort: Annotated[Sort | None, typer.Option("--sort", help="Highest pay or growth first, or by title.")] = None,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit", "-n", min=1, max=MOST, help="How many to show; on a terminal a screenful if not given."
        ),
    ] = None,
    aliases: Annotated[bool, typer.Option("--aliases", help="With other names, in JSON.")] = False,
    place: PlaceOption = None,
    dataset: DatasetOption = None,
    role_files: RolesOption = None,
    format: FormatOption = None,
    json: JsonOption = False,
    output: OutputOption = None,
    open: OpenOption = False,
    color: ColorOption = Color.auto,
    width: WidthOption = None,
) -> None:
    """List roles, one a line: id, title, pay a year and dataset.

    Without TEXT and --dataset: your own and the bundled ones, and how many more there are.
    """
    display = Display(format, json, output, color, width, inputs=role_files, open=open)
    if limit is None and format in {None, Format.table} and not json and output is None and not open:
        limit = terminal.get_screenful()
    with open_catalog(role_files, dataset) as catalog:
        if place is not None:
            catalog.choose_place(make_text(place))
        roles = catalog.get_list(make_text(" ".join(text or ())), limit, sort, with_aliases=aliases)
    display.write(roles)
    if not roles.roles and text:
        raise typer.Exit(1)
