"""What the commands and the assistant's tools ask: roles of a catalog to a document."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal

from msgspec.structs import replace

from careercli.documents import Comparison, GapDocument, PathDocument, PayByPlace, SimilarDocument
from careercli.errors import UnknownPlaceError, UsageError
from careercli.model import Role

if TYPE_CHECKING:
    from careercli.catalog.catalog import Catalog
    from careercli.comparison.by_place import Choice
    from careercli.comparison.have import Have
    from careercli.comparison.similar import Filters, Found

LEAST_COMPARED, MOST_COMPARED = 2, 6
MOST_SIMILAR = 50
MOST_PAID = 3

Period = Literal["hour", "year"]


def pair_names(names: Iterable[str], ids: Iterable[str]) -> dict[str, str]:
    """The ids that names mean, each with its name. Raises UsageError if two names mean one role."""
    found: dict[str, str] = {}
    for name, role_id in zip(names, ids, strict=True):
        if role_id in found:
            same = f"{found[role_id]!r} and {name!r} are the same role, {role_id}"
            if name == found[role_id]:
                same = f"{name!r} is named twice"
            raise UsageError(f"{same}; name two different roles")
        found[role_id] = name
    return found


def compare_roles(catalog: "Catalog", ids: Iterable[str], per: Period | None = None) -> Comparison:
    """The roles with these ids side by side; official pay by the hour or by the year, where both are published."""
    from careercli.comparison.compare import compare
    from careercli.comparison.pay import select_period

    roles = [catalog.get_role(role_id) for role_id in ids]
    roles = [select_period(role, per) for role in roles] if per else roles
    return compare(roles, catalog.sources, catalog.notes)


def find_gap(catalog: "Catalog", have: "str | Have", role_id: str, *, explain: bool = False) -> GapDocument:
    """What a role asks for beside what another one, by its id, or a person has."""
    role = catalog.get_role(role_id)
    if isinstance(have, str):
        from careercli.comparison.gap_document import make_gap

        return make_gap(catalog.get_role(have), role, catalog.sources, catalog.notes, explain=explain)
    from careercli.comparison.have import make_own_gap

    return make_own_gap(have, role, catalog.sources, catalog.notes, explain=explain)


def find_similar(catalog: "Catalog", role_id: str, filters: "Filters") -> SimilarDocument:
    """The roles most like one; of a role of a role file also those most like the occupation nearest to it."""
    from careercli.comparison.similar import Found, count_shared
    from careercli.comparison.similar import find_similar as make_similar

    role = catalog.get_role(role_id)
    most = MOST_SIMILAR if filters.is_any else filters.limit
    nearest = None
    if role.source is not None:
        found = _find_neighbours(catalog, role, most) or Found(role, (), ())
    else:
        found = count_shared(role, catalog.get_own_roles())
        occupation = catalog.find_occupation(role)
        nearest = _find_neighbours(catalog, catalog.get_role(occupation), most) if occupation else None
    return make_similar(found, catalog.sources, filters, nearest=nearest, notes=catalog.notes)


def _find_neighbours(catalog: "Catalog", role: Role, most: int) -> "Found | None":
    from careercli.comparison.similar import Alike, Found

    found = catalog.find_alike(role, most)
    if found is None:
        return None
    return Found(role, [Alike(*each) for each in found.alike], found.by, found.is_unrated)


def find_path(catalog: "Catalog", start: str, end: str, *, gentle: bool = False) -> PathDocument:
    """The path between two roles, by their ids, along ladders; if none joins them, through related work."""
    from careercli.comparison.path import Paid, PathFinder, Route
    from careercli.comparison.path_document import Searched, find_ladder_route, make_ladder_path, make_path

    one, two = catalog.get_role(start), catalog.get_role(end)
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


def _stand_in(catalog: "Catalog", role: Role) -> Role:
    """The occupation that a role of a role file is nearest to; any other role itself."""
    occupation = catalog.find_occupation(role) if role.source is None else None
    return catalog.get_role(occupation) if occupation else role


def rank_pay(catalog: "Catalog", ids: Iterable[str], places: Sequence[str], choice: "Choice") -> PayByPlace:
    """The pay of roles in the places with these names, or, if there are none, in all of the type chosen.

    Raises UnknownPlaceError and AmbiguousPlaceError.
    """
    from careercli.comparison.by_place import rank_places

    named = tuple(dict.fromkeys(map(catalog.find_place, places)))
    if not named and not any(each.type == choice.by for each in catalog.places.values()):
        raise UnknownPlaceError(f"there is no pay by {choice.by}; import it, see `careercli datasets`")
    types = {each.type for each in named} if named else {choice.by}
    paid = [catalog.get_placed(role_id, {"nation", *types}) for role_id in ids]
    return rank_places(paid, catalog.sources, replace(choice, places=named), catalog.notes)
