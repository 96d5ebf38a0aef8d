"""`careercli show`: shows all of one role."""

from typing import Annotated

import typer

from careercli.cli.names import find_ids
from careercli.cli.options import (
    Color,
    ColorOption,
    DatasetOption,
    Display,
    Format,
    FormatOption,
    JsonOption,
    OutputOption,
    RolesOption,
    SectionOption,
    WidthOption,
    complete_role,
    open_catalog,
)

EXAMPLES = ("careercli show registered nurse", "careercli show office-manager --section salary")


def show(
    role: Annotated[
        list[str],
        typer.Argument(
            metavar="ROLE",
            help="The role, by title, other name, id or code.",
            show_default=False,
            autocompletion=complete_role,
        ),
    ],
    section: SectionOption = None,
    dataset: DatasetOption = None,
    role_files: RolesOption = None,
    format: FormatOption = Format.table,
    json: JsonOption = False,
    output: OutputOption = None,
    color: ColorOption = Color.auto,
    width: WidthOption = None,
) -> None:
    """Show all of one role.

    Everything that is stated of it and by whom, whom it reports to, its career ladder and its neighbours there.
    """
    display = Display(format, json, output, color, width, inputs=role_files)
    from careercli.comparison.sections import select_role

    with open_catalog(role_files, dataset) as catalog:
        (role_id,) = find_ids(catalog, role, "show")
        document = catalog.get_document(role_id)
    display.write(select_role(document, section or ()), section or ())
