"""`careercli list`: the roles there are."""

from careercli.cli.options import (
    Color,
    ColorOption,
    DatasetOption,
    Display,
    FormatOption,
    JsonOption,
    OutputOption,
    RolesOption,
    WidthOption,
    open_catalog,
)


def list(
    dataset: DatasetOption = None,
    role_files: RolesOption = None,
    format: FormatOption = None,
    json: JsonOption = False,
    output: OutputOption = None,
    color: ColorOption = Color.auto,
    width: WidthOption = None,
) -> None:
    """List the roles: id, title, pay and dataset.

    Those of an imported dataset are listed with --dataset. The last line says where your own role files are looked for.
    """
    display = Display(format, json, output, color, width)

    display.write(open_catalog(role_files, dataset).get_list())
