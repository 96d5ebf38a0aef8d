"""`careercli similar`: the roles most like one."""

from typing import TYPE_CHECKING, Annotated

import typer

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

if TYPE_CHECKING:
    from careercli.catalog.catalog import Catalog
    from careercli.comparison.similar import Found
    from careercli.model import Role

FEW, MOST = 10, 50


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
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=MOST, help="How many to show.")] = FEW,
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
    from careercli.comparison.similar import Filters, find_similar

    filters = Filters(limit, pays_more=pays_more, growing=growing, no_new_degree=no_new_degree, zone=zone)
    most = MOST if filters.is_any else limit
    with open_catalog(role_files, dataset) as catalog:
        if place is not None:
            catalog.choose_place(make_text(place))
        (role_id,) = find_ids(catalog, role, "similar")
        asked = catalog.get_role(role_id)
        found, nearest = _find(catalog, asked, most)
        document = find_similar(found, catalog.sources, filters, nearest=nearest, notes=catalog.notes)
    display.write(document)
    if not document.similar and not document.of_nearest:
        raise typer.Exit(1)


def _find(catalog: "Catalog", role: "Role", most: int) -> "tuple[Found, Found | None]":
    """The roles most like one; of a role of a role file also those most like the occupation nearest to it."""
    from careercli.comparison.similar import Found, count_shared

    if role.source is not None:
        return _find_neighbours(catalog, role, most) or Found(role, (), ()), None
    found = count_shared(role, catalog.get_own_roles())
    occupation = catalog.find_occupation(role)
    return found, _find_neighbours(catalog, catalog.get_role(occupation), most) if occupation else None


def _find_neighbours(catalog: "Catalog", role: "Role", most: int) -> "Found | None":
    from careercli.comparison.similar import Alike, Found

    found = catalog.find_alike(role, most)
    return found and Found(role, [Alike(*each) for each in found.alike], found.by, found.is_unrated)
