"""Routes in made-up graphs of roles: the fewest steps, the gentlest, and the rules."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careercli.comparison.path import LEAST_COVERAGE, LEAST_PAY, MORE, MOST_STEPS, MOST_ZONES, Paid, PathFinder, Route


class MadeGraph(NamedTuple):
    """A graph: see `path.Graph`."""

    roles: Sequence[str]
    zones: Sequence[int]
    firsts: Sequence[int]
    others: Sequence[int]
    distances: Sequence[float]
    coverages: Sequence[float]


Edges = Mapping[tuple[int, int], tuple[float, float]]
"""Distance and coverage of each step."""


def make_graph(number: int, edges: Edges, zones: Mapping[int, int] | None = None) -> MadeGraph:
    """A graph of so many roles."""
    steps = sorted(edges)
    firsts = [sum(start < place for start, _ in steps) for place in range(number + 1)]
    return MadeGraph(
        [str(place) for place in range(number)],
        [(zones or {}).get(place, 0) for place in range(number)],
        firsts,
        [end for _, end in steps],
        [edges[step][0] for step in steps],
        [edges[step][1] for step in steps],
    )


def both(edges: Edges) -> Edges:
    """The steps there and back."""
    return {**{(end, start): values for (start, end), values in edges.items()}, **edges}


def join(*steps: tuple[int, int], distance: float = 0.5) -> dict[tuple[int, int], tuple[float, float]]:
    """Steps there and back that no rule forbids."""
    return dict(both(dict.fromkeys(steps, (distance, 1.0))))


def find(
    graph: MadeGraph,
    start: int,
    end: int,
    pay: Mapping[int, float | Paid] | None = None,
    *,
    gentle: bool = False,
) -> Route:
    """The route between two places."""

    def get_pay(role: str) -> Paid:
        found = (pay or {}).get(int(role))
        return found if isinstance(found, Paid) else Paid(found)

    return PathFinder(graph, end, get_pay).find(start, gentle=gentle)


def list_places(route: Route) -> list[int]:
    """The places that a route leads to."""
    return [hop.end for hop in route.hops]


def test_the_fewest_steps() -> None:
    """Of all routes the shortest is taken."""
    graph = make_graph(5, join((0, 1), (1, 2), (2, 4), (0, 3), (3, 4)))
    assert list_places(find(graph, 0, 4)) == [3, 4]


def test_of_equals_the_smallest_largest_step_then_the_smallest_sum() -> None:
    """Of routes with as many steps the one with the smallest largest step is taken; of such, the shortest in sum."""
    edges = join((0, 1), distance=0.9) | join((1, 4), distance=0.1) | join((0, 2), (2, 4), (3, 4), distance=0.6)
    graph = make_graph(5, edges | join((0, 3), distance=0.5))
    assert list_places(find(graph, 0, 4)) == [3, 4]


def test_gentle_takes_more_steps_for_a_smaller_largest_one() -> None:
    """A gentle route may be two steps longer if its largest step is smaller, and no longer than four steps."""
    direct = join((0, 5), distance=0.9)
    graph = make_graph(6, direct | join((0, 1), (1, 2), (2, 5), distance=0.3))
    assert list_places(find(graph, 0, 5)) == [5]
    assert list_places(find(graph, 0, 5, gentle=True)) == [1, 2, 5]
    far = make_graph(6, direct | join((0, 1), (1, 2), (2, 3), (3, 5), distance=0.3))
    assert list_places(find(far, 0, 5, gentle=True)) == [5]


def test_a_gentle_route_is_no_longer_than_it_must_be() -> None:
    """With the same largest step, the route that is shorter in sum is taken."""
    graph = make_graph(4, join((0, 3), (0, 1), (1, 3), distance=0.3))
    assert list_places(find(graph, 0, 3, gentle=True)) == [3]


@pytest.mark.parametrize(("zone", "rule"), [(3, None), (4, "job-zone"), (0, None)])
def test_a_step_rises_by_one_job_zone_at_most(zone: int, rule: str | None) -> None:
    """Two zones up is too much; an unknown zone forbids nothing, and down is free."""
    graph = make_graph(2, join((0, 1)), {0: 2, 1: zone})
    assert find(graph, 0, 1).rule == rule
    assert find(graph, 1, 0).rule is None


@pytest.mark.parametrize(("coverage", "rule"), [(0.7, None), (0.69, "coverage"), (-1.0, None)])
def test_a_step_starts_with_enough(coverage: float, rule: str | None) -> None:
    """Less than 70 % of the level needed is too little; unknown forbids nothing."""
    assert find(make_graph(2, {(0, 1): (0.5, coverage), (1, 0): (0.5, 1.0)}), 0, 1).rule == rule


@pytest.mark.parametrize(("pay", "rule"), [(90, None), (89, "pay"), (None, None)])
def test_a_step_keeps_most_of_the_pay(pay: float | None, rule: str | None) -> None:
    """A step on the way pays at least 90 % of the one before; unknown pay forbids nothing; the last may pay less."""
    graph = make_graph(3, join((0, 1), (1, 2)))
    amounts: dict[int, float | Paid] = {0: 100, 2: 10}
    if pay is not None:
        amounts[1] = pay
    assert find(graph, 0, 2, amounts).rule == rule


def test_inherited_pay_does_not_satisfy_the_rule_alone() -> None:
    """The pay of a broader occupation decides nothing: the step after it is compared with the last own pay."""
    graph = make_graph(4, join((0, 1), (1, 2), (2, 3)))
    inherited = Paid(200.0, inherited=True)
    assert find(graph, 0, 3, {0: 100, 1: inherited, 2: 95}).rule is None
    assert find(graph, 0, 3, {0: 100, 1: inherited, 2: 80}).rule == "pay"
    assert find(graph, 0, 3, {0: 100, 1: Paid(20.0, inherited=True), 2: 95}).rule is None


def test_the_rule_that_blocks_is_named_with_the_route_without_it() -> None:
    """Without a route, the one rule that blocks it is named, and the step that breaks it marked."""
    route = find(make_graph(3, join((0, 1), (1, 2)), {0: 1, 1: 2, 2: 4}), 0, 2)
    assert (route.hops, route.rule) == ((), "job-zone")
    assert [hop.breaks for hop in route.without] == [(), ("job-zone",)]


def test_several_rules_block() -> None:
    """If no single rule is to blame, all of them are."""
    edges = {**join((0, 1), (1, 2)), (0, 1): (0.5, 0.2)}
    route = find(make_graph(3, edges, {0: 1, 1: 1, 2: 4}), 0, 2)
    assert route.rule == "several"
    assert [hop.breaks for hop in route.without] == [("coverage",), ("job-zone",)]


def test_more_than_four_steps_are_retraining() -> None:
    """A route of five steps is no path, with and without rules that would allow it."""
    chain = join(*((place, place + 1) for place in range(5)))
    assert len(find(make_graph(6, chain), 0, 4).hops) == MOST_STEPS
    assert find(make_graph(6, chain), 0, 5) == Route((), "retraining")
    assert find(make_graph(6, chain, {0: 1, 5: 5, 4: 1}), 0, 5) == Route((), "retraining")


def test_a_longer_way_by_the_rules_is_not_blocked() -> None:
    """If the rules allow a long way round, no rule is to blame: it is retraining, whatever short cut breaks a rule."""
    edges = join(*((place, place + 1) for place in range(5))) | join((0, 5))
    route = find(make_graph(6, edges, {0: 1, 1: 1, 2: 2, 3: 3, 4: 3, 5: 4}), 0, 5)
    assert route == Route((), "retraining")


def test_roles_that_nothing_joins() -> None:
    """Where no steps lead to the role, whatever the rules, that is said."""
    assert find(make_graph(3, join((0, 1))), 0, 2) == Route((), "unconnected")


drawn_graphs = st.integers(3, 9).flatmap(
    lambda number: st.tuples(
        st.just(number),
        st.dictionaries(
            st.tuples(st.integers(0, number - 1), st.integers(0, number - 1)).filter(lambda step: step[0] < step[1]),
            st.tuples(st.floats(0.02, 1.5), st.sampled_from([-1.0, 0.5, 0.8, 1.0])),
            max_size=20,
        ),
        st.lists(st.integers(0, 5), min_size=number, max_size=number),
        st.lists(
            st.none() | st.builds(Paid, st.floats(50, 150), st.booleans()) | st.floats(50, 150),
            min_size=number,
            max_size=number,
        ),
        st.booleans(),
    )
)


@given(drawn_graphs)
def test_routes_keep_the_rules(drawn: tuple[int, Edges, list[int], list[float | Paid | None], bool]) -> None:
    """No role comes twice, no step breaks a rule, there are four at most; without a route there is a reason, and a
    gentle route is no longer and no steeper than it may be."""
    number, edges, zones, pay, gentle = drawn
    graph = make_graph(number, both(edges), dict(enumerate(zones)))
    amounts = {place: each for place, each in enumerate(pay) if each is not None}
    route = find(graph, 0, number - 1, amounts, gentle=gentle)
    assert bool(route.hops) == (route.rule is None)
    places = [0, *list_places(route)]
    assert len({*places}) == len(places) <= MOST_STEPS + 1
    reference = None
    for hop in route.hops:
        before, after = (amounts.get(place) for place in (hop.start, hop.end))
        if not isinstance(before, Paid) or not before.inherited:
            reference = before.amount if isinstance(before, Paid) else before
        assert hop.breaks == ()
        assert not zones[hop.start] or zones[hop.end] <= zones[hop.start] + MOST_ZONES
        assert hop.coverage is None or hop.coverage >= LEAST_COVERAGE
        own = None if isinstance(after, Paid) and after.inherited else after
        amount = own.amount if isinstance(own, Paid) else own
        if reference is not None and amount is not None and hop.end != number - 1:
            assert amount >= LEAST_PAY * reference
    if gentle and route.hops:
        fewest = find(graph, 0, number - 1, amounts)
        assert len(fewest.hops) <= len(route.hops) <= len(fewest.hops) + MORE
        assert max(hop.distance for hop in route.hops) <= max(hop.distance for hop in fewest.hops)
