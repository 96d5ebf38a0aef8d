"""`careercli similar`: the roles most like one."""

from typing import Annotated

import typer

from careercli.answers import MOST_SIMILAR, find_similar
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
    PlaceOption,
    PlainOption,
    RolesOption,
    View,
    WidthOption,
    complete_role,
    make_text,
    open_catalog,
)

FEW = 10


EXAMPLES = ("careercli similar registered nurse", "careercli similar 29-1141 --pays-more --limit 5")


def similar(
    role: Annotated[
        list[str],
        typer.Argument(
            metavar="ROLE",
            help="The role, by title, other name, id or code.",
            show_default=False,
            autocompletion=complete_role,
        ),
    ],
    pays_more: Annotated[bool, typer.Option("--pays-more", help="Only roles that pay more.")] = False,
    growing: Annotated[bool, typer.Option("--growing", help="Only roles with more jobs to come.")] = False,
    no_new_degree: Annotated[
        bool, typer.Option("--no-new-degree", help="Only roles that usually ask for no higher degree.")
    ] = False,
    zone: Annotated[int | None, typer.Option("--zone", min=1, max=5, help="Only roles of this job zone.")] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=MOST_SIMILAR, help="How many to show.")] = FEW,
    brief: BriefOption = None,
    place: PlaceOption = None,
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
    """List the roles most like one, and why: shared activities, knowledge, words of titles.

    Each with the change of pay, education and jobs. Exits with 1 if none is known or fits.
    """
    display = Display(
        format, json, output, color, width, inputs=role_files, view=View(brief, plain, no_pager), open=open
    )
    from careercli.comparison.similar import Filters

    filters = Filters(limit, pays_more=pays_more, growing=growing, no_new_degree=no_new_degree, zone=zone)
    with open_catalog(role_files, dataset) as catalog:
        if place is not None:
            catalog.choose_place(make_text(place))
        (role_id,) = find_ids(catalog, role, "similar")
        document = find_similar(catalog, role_id, filters)
    display.write(document)
    if not document.similar and not document.of_nearest:
        raise typer.Exit(1)
