"""`careercli places`: lists the places that there is pay of."""

from typing import Annotated

import typer

from careercli.cli.options import (
    Color,
    ColorOption,
    Display,
    FormatOption,
    JsonOption,
    OutputOption,
    WidthOption,
    make_text,
    open_catalog,
)

EXAMPLES = ("careercli places", "careercli places texas")


def places(
    text: Annotated[
        list[str] | None, typer.Argument(metavar="[TEXT]", help="Only places that fit: a part of the name, or a code.")
    ] = None,
    format: FormatOption = None,
    json: JsonOption = False,
    output: OutputOption = None,
    color: ColorOption = Color.auto,
    width: WidthOption = None,
) -> None:
    """List the places that there is pay of: the nation, states and metropolitan areas.

    --place takes a name, a part of it, a postal code or a code of this list. Exits with 1 if nothing fits.
    """
    display = Display(format, json, output, color, width)
    with open_catalog(None) as catalog:
        found = catalog.get_place_list(make_text(" ".join(text)) if text else None)
    display.write(found)
    if text and not found.places:
        raise typer.Exit(1)
