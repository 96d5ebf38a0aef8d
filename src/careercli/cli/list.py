"""`careercli list`: lists the roles."""

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

    Use --dataset for those of an imported dataset. The last line names the folder of your own role files.
    """
    display = Display(format, json, output, color, width, inputs=role_files)

    with open_catalog(role_files, dataset) as catalog:
        roles = catalog.get_list()
    display.write(roles)
