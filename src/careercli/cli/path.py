"""`careercli path`: the steps from one role to another."""

from typing import TYPE_CHECKING, Annotated

import typer

from careercli.cli.names import find_ids, split_versus
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
from careercli.errors import UsageError

if TYPE_CHECKING:
    from careercli.catalog.catalog import Catalog
    from careercli.documents import PathDocument
    from careercli.model import Role


EXAMPLES = ("careercli path cashiers accountants-and-auditors", "careercli path 31-1131 29-1141 --gentle")


def path(
    roles: Annotated[
        list[str],
        typer.Argument(
            metavar="FROM TO",
            help="The role you have, and the one you want.",
            autocompletion=complete_role,
            show_default=False,
        ),
    ],
    gentle: Annotated[
        bool, typer.Option("--gentle", help="Take up to two steps more if the largest one is smaller then.")
    ] = False,
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
    """Find the fewest steps from one role to another, through related work or along a stated ladder.

    What each step adds and pays. A step keeps 90% of the pay, rises by one job zone at most, and starts with 70% of the
    level needed. Exits with 1 if there is no such path, and says which rule blocks it.
    """
    display = Display(
        format, json, output, color, width, inputs=role_files, view=View(brief, plain, no_pager), open=open
    )
    if len(split_versus(roles)) < 2:
        raise UsageError("path takes two roles, not 1; see `careercli path --help`")
    with open_catalog(role_files, dataset) as catalog:
        if place is not None:
            catalog.choose_place(make_text(place))
        one, two = map(catalog.get_role, find_ids(catalog, roles, "path", 2, 2, "two roles"))
        document = _find(catalog, one, two, gentle=gentle)
    display.write(document)
    if document.rule is not None:
        raise typer.Exit(1)


def _find(catalog: "Catalog", one: "Role", two: "Role", *, gentle: bool) -> "PathDocument":
    """The path along ladders; if none joins the roles, through related work."""
    from careercli.comparison.path import Paid, PathFinder, Route
    from careercli.comparison.path_document import Searched, find_ladder_route, make_ladder_path, make_path

    roles, ladders = find_ladder_route(one, two.id, catalog.get_role)
    if ladders:
        return make_ladder_path(roles, ladders, catalog.sources, catalog.notes, gentle=gentle)
    first, last = (_stand_in(catalog, role) for role in (one, two))
    graph = catalog.find_steps(first.dataset) if first.dataset == last.dataset else None
    places = {role: place for place, role in enumerate(graph.roles)} if graph else {}
    route = Route((), "unconnected")
    if graph is not None and first.id in places and last.id in places and first.id != last.id:
        codes = graph.codes

        def get_pay(role_id: str) -> Paid:
            return Paid(*(catalog.find_median_pay(codes[places[role_id]]) or (None,)))

        route = PathFinder(graph, places[last.id], get_pay).find(places[first.id], gentle=gentle)
    searched = Searched(first, last, route, graph, gentle)
    return make_path((one, two), searched, catalog.get_role, catalog.sources, catalog.notes)


def _stand_in(catalog: "Catalog", role: "Role") -> "Role":
    """The occupation that a role of a role file is nearest to; any other role itself."""
    occupation = catalog.find_occupation(role) if role.source is None else None
    return catalog.get_role(occupation) if occupation else role
