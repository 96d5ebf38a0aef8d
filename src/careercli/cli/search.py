"""`careercli search`: finds the roles that match a text."""

from typing import Annotated

import typer

from careercli.cli.options import (
    Color,
    ColorOption,
    DatasetOption,
    Display,
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
from careercli.errors import UsageError

FEW, MOST = 20, 10_000
EXAMPLES = ("careercli search nurse", "careercli search 'medical billing' --limit 5 --dataset onet")


def search(
    text: Annotated[list[str], typer.Argument(metavar="TEXT", help="Words to search for.", show_default=False)],
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=MOST, help="How many to show.")] = FEW,
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
    """Search titles, other names, descriptions, duties and skills.

    The best match comes first, with what matched. Words match in all their forms, and by their beginning. Exits with 1
    if nothing matches.
    """
    display = Display(format, json, output, color, width, inputs=role_files, open=open)
    words = make_text(" ".join(text))
    if not any(char.isalnum() for char in words):
        raise UsageError("there is no word to search for; name one")
    with open_catalog(role_files, dataset) as catalog:
        if place is not None:
            catalog.choose_place(make_text(place))
        results = catalog.search(words, limit)
    display.write(results)
    if not results.hits:
        raise typer.Exit(1)
