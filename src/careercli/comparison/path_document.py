"""A path between two roles as a document: ladders first, then steps through related work. Pure."""

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from careercli.comparison.gap import CLASSES, JOB_ZONE, find_gap
from careercli.comparison.gap_document import RATED, make_gap, make_head
from careercli.comparison.path import MOST_STEPS, Graph, Hop, Route
from careercli.comparison.similar import change_class, find_pay_change
from careercli.documents import PathDocument, PathStep
from careercli.model import SECTIONS, Ladder, Role, Source
from careercli.words import count, join, name_apart, name_some

NAMED = 3
"""How many items a step names."""

GetRole = Callable[[str], Role]


def find_ladder_route(start: Role, end: str, get_role: GetRole) -> tuple[tuple[Role, ...], tuple[Ladder, ...]]:
    """The roles from one to another along stated ladders, fewest steps first, and the ladder of each step; empty if
    no ladders join them."""
    routes: dict[str, tuple[tuple[Role, ...], tuple[Ladder, ...]]] = {start.id: ((start,), ())}
    queue = deque([start])
    while queue:
        role = queue.popleft()
        roles, ladders = routes[role.id]
        for ladder in role.ladder:
            for rung in (ladder.above, ladder.below):
                if rung is not None and rung.id not in routes:
                    after = get_role(rung.id)
                    routes[rung.id] = (*roles, after), (*ladders, ladder)
                    queue.append(after)
        if end in routes:
            return routes[end]
    return (), ()


def make_ladder_path(
    roles: Sequence[Role],
    ladders: Sequence[Ladder],
    sources: Mapping[str, Source],
    notes: Sequence[str],
    *,
    gentle: bool,
) -> PathDocument:
    """The path along ladders."""
    steps = tuple(
        _describe(one, two, sources, ladder=ladder)
        for one, two, ladder in zip(roles[:-1], roles[1:], ladders, strict=True)
    )
    document = PathDocument(
        from_=make_head(roles[0]),
        to=make_head(roles[-1]),
        start=None,
        end=None,
        gentle=gentle,
        steps=steps if len(steps) <= MOST_STEPS else (),
        rule=None if len(steps) <= MOST_STEPS else "retraining",
        without=(),
        gap=None if len(steps) <= MOST_STEPS else make_gap(roles[0], roles[-1], sources),
        sources={},
        notes=tuple(notes),
    )
    return _cite(document, roles, sources)


class Searched(NamedTuple):
    """What was searched for: the roles of the graph that stand for those asked for (themselves, or the occupations that
    they are nearest to), and the route between them. Without a graph there is none."""

    start: Role
    end: Role
    route: Route
    graph: Graph | None
    gentle: bool = False


def make_path(
    asked: tuple[Role, Role],
    searched: Searched,
    get_role: GetRole,
    sources: Mapping[str, Source],
    notes: Sequence[str] = (),
) -> PathDocument:
    """The path that was found from the first to the second role asked for. `sources` has every source that is named."""
    known = {role.id: role for role in (*asked, searched.start, searched.end)}
    route = searched.route

    def get(place: int) -> Role:
        role_id = searched.graph.roles[place] if searched.graph else ""
        if role_id not in known:
            known[role_id] = get_role(role_id)
        return known[role_id]

    def describe(hops: Iterable[Hop]) -> tuple[PathStep, ...]:
        return tuple(_describe(get(hop.start), get(hop.end), sources, hop=hop) for hop in hops)

    one, two = asked
    document = PathDocument(
        from_=make_head(one),
        to=make_head(two),
        start=make_head(searched.start) if searched.start.id != one.id else None,
        end=make_head(searched.end) if searched.end.id != two.id else None,
        gentle=searched.gentle,
        steps=describe(route.hops),
        rule=route.rule,
        without=describe(route.without),
        gap=None if route.hops else make_gap(one, two, sources),
        sources={},
        notes=tuple(notes),
    )
    return _cite(document, [*known.values()], sources)


def _describe(
    one: Role, two: Role, sources: Mapping[str, Source], *, hop: Hop | None = None, ladder: Ladder | None = None
) -> PathStep:
    coverage = hop.coverage if hop else None
    return PathStep(
        from_=one.id,
        to=two.id,
        title=two.title,
        by="ladder" if ladder else "computed",
        ladder=ladder.title if ladder else None,
        adds=say_gap(one, two),
        pay=find_pay_change(one, two, sources),
        zone=change_class(one, two, JOB_ZONE),
        coverage=None if coverage is None else round(coverage * 100, 2),
        distance=round(hop.distance, 4) if hop else None,
        breaks=hop.breaks if hop else (),
        sources=ladder.sources if ladder else (),
    )


def say_gap(one: Role, two: Role) -> str:
    """The gap from one role to another in one line."""
    gap = find_gap(one, two)
    higher = sorted(
        (level for domain in gap.domains if domain.area in RATED for level in domain.higher),
        key=lambda level: -level.weight,
    )
    parts = []
    if higher:
        labels = name_apart([(level.label, level.area) for level in higher])
        parts.append(f"{count(len(higher), 'higher level')}: {name_some(labels, NAMED)}")
    new = [cell.label for cells in gap.new.values() for cell in cells]
    if new:
        parts.append(f"{len(new):,} new: {name_some(new, NAMED)}")
    parts += [
        f"{pair.area}: {pair.at_to.label}"
        for pair in gap.classes
        if pair.area in CLASSES and pair.change == "higher" and pair.at_to is not None
    ]
    if unknown := [pair.area for pair in gap.classes if pair.change == "unknown"]:
        parts.append(f"{join(unknown)} unknown")
    unrated = [area for area in gap.unrated if area in RATED]
    if unrated:
        parts.append(f"levels of {join(unrated)} unknown")
    if not parts and two.source is not None and not any(domain.area in RATED for domain in gap.domains):
        parts.append(f"levels of {join(RATED)} unknown")
    if gap.unknown and not parts:
        parts.append(f"what is new of {join([SECTIONS[section].plural for section in gap.unknown])} is not known")
    return "; ".join(parts) or "nothing that is not there already"


def _cite(document: PathDocument, roles: Iterable[Role], sources: Mapping[str, Source]) -> PathDocument:
    """The document with the sources that its parts name."""
    shown = {document.from_.id, document.to.id}
    shown |= {head.id for head in (document.start, document.end) if head}
    for step in (*document.steps, *document.without):
        shown |= {step.from_, step.to}
    cited: dict[str, None] = {}
    for role in roles:
        if role.id in shown:
            cited |= dict.fromkeys([role.source] if role.source else [])
            cited |= dict.fromkeys(source for estimate in role.salary for source in estimate.sources)
    cited |= dict.fromkeys(source for step in document.steps for source in step.sources)
    cited |= dict.fromkeys(document.gap.sources if document.gap else ())
    return replace(document, sources={source: sources[source] for source in cited})
