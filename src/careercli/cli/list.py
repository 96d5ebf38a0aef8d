"""`careercli list`: the roles there are."""

from careercli.cli.options import (
    Color,
    ColorOption,
    Display,
    Format,
    FormatOption,
    JsonOption,
    OutputOption,
    WidthOption,
)


def list(
    format: FormatOption = Format.table,
    json: JsonOption = False,
    output: OutputOption = None,
    color: ColorOption = Color.auto,
    width: WidthOption = None,
) -> None:
    """List the roles: id, title, pay and dataset."""
    display = Display(format, json, output, color, width)
    from careercli.catalog import load_catalog

    display.write(load_catalog().get_list())
