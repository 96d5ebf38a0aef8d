"""`careercli show`: one role, all of it."""

from typing import Annotated

import typer

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


def show(
    role: Annotated[
        str,
        typer.Argument(metavar="ROLE", help="The role, by id, title, alias or code.", autocompletion=complete_role),
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
    """Show one role, all of it.

    All that is stated of the role and by whom, whom it reports to, the ladder it stands on and its neighbours there.
    """
    display = Display(format, json, output, color, width)
    from careercli.comparison.sections import select_role

    with open_catalog(role_files, dataset) as catalog:
        document = catalog.get_document(role)
    display.write(select_role(document, section or ()), section or ())
