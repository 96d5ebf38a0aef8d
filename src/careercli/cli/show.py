"""`careercli show`: shows all of one role."""

from typing import Annotated

import typer
from msgspec.structs import replace

from careercli.cli.names import find_ids
from careercli.cli.options import (
    BriefOption,
    Color,
    ColorOption,
    DatasetOption,
    Display,
    FormatOption,
    JsonOption,
    OpenOption,
    OutputOption,
    PagerOption,
    PeriodOption,
    PlaceOption,
    PlainOption,
    RolesOption,
    SectionOption,
    View,
    WidthOption,
    complete_role,
    make_text,
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
    brief: BriefOption = None,
    place: PlaceOption = None,
    per: PeriodOption = None,
    dataset: DatasetOption = None,
    role_files: RolesOption = None,
    format: FormatOption = None,
    json: JsonOption = False,
    output: OutputOption = None,
    open: OpenOption = False,
    color: ColorOption = Color.auto,
    width: WidthOption = None,
    plain: PlainOption = False,
    no_pager: PagerOption = False,
) -> None:
    """Show one role: pay, outlook, what matters most, its ladder and relatives, and who says so.

    --full shows all that is stated, word for word.
    """
    display = Display(
        format, json, output, color, width, inputs=role_files, view=View(brief, plain, no_pager), open=open
    )
    from careercli.comparison.pay import select_period
    from careercli.comparison.sections import select_role

    with open_catalog(role_files, dataset) as catalog:
        if place is not None:
            catalog.choose_place(make_text(place))
        (role_id,) = find_ids(catalog, role, "show")
        document = catalog.get_document(role_id)
    if per:
        document = replace(document, role=select_period(document.role, per))
    display.write(select_role(document, section or ()), section or ())
