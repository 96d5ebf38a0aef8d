"""The steps from one role to another, through related work or along a stated ladder. Pure.

docs/methods/path.md has the rules and formulas. A route is searched in a graph that was made at import.
"""

from collections import deque
from collections.abc import Callable, Collection, Sequence
from heapq import heappop, heappush
from typing import NamedTuple, Protocol

from careercli.documents import Rule

MOST_STEPS = 4
"""More steps than these are retraining."""

MORE = 2
"""How many steps more than the fewest a gentle route may take, up to MOST_STEPS."""

MOST_ZONES = 1
LEAST_PAY = 0.9
LEAST_COVERAGE = 0.7
"""What a step must keep to: the rise of the job zone, the share of the pay before, the share of the level needed."""

RULES: tuple[Rule, ...] = ("pay", "coverage", "job-zone")
"""The rules of a step, in the order in which they are given up to see which one blocks a route."""


class Graph(Protocol):
    """Which roles are one step apart, see datasets/steps.py."""

    @property
    def roles(self) -> Sequence[str]:
        """The ids of the roles; a place is where a role is in them."""

    @property
    def zones(self) -> Sequence[int]:
        """The job zone of each role, 0 if unknown."""

    @property
    def firsts(self) -> Sequence[int]:
        """Where the steps from each role begin, and the number of all."""

    @property
    def others(self) -> Sequence[int]:
        """The place that each step leads to."""

    @property
    def distances(self) -> Sequence[float]:
        """How far each step is."""

    @property
    def coverages(self) -> Sequence[float]:
        """The share of the level needed that is there before each step, below 0 if unknown."""


class Paid(NamedTuple):
    """The yearly median pay of a role; `inherited` if it is that of the broader occupation it is part of."""

    amount: float | None
    inherited: bool = False


class Hop(NamedTuple):
    """One step of a route: places, and what the graph says of it; `coverage` is None if unknown."""

    start: int
    end: int
    distance: float
    coverage: float | None
    breaks: tuple[Rule, ...]


class Route(NamedTuple):
    """The steps, or the rule that blocks them and the steps there would be without it."""

    hops: tuple[Hop, ...]
    rule: Rule | None = None
    without: tuple[Hop, ...] = ()


class _State(NamedTuple):
    """A role on a route, and the pay that the next one is compared with: its own; if that is inherited or the role is
    the first of several such, the last own pay before it; None if unknown."""

    place: int
    reference: float | None


class _Reached(NamedTuple):
    """The best way to a state: what it costs, the state before it, and the step."""

    cost: float
    before: _State | None
    step: int


_Layer = dict[_State, _Reached]


class PathFinder:
    """Searches one graph for routes to one role. `get_pay` gives the pay of a role by its id."""

    def __init__(self, graph: Graph, end: int, get_pay: Callable[[str], Paid]) -> None:
        self._graph = graph
        self._end = end
        self._get_pay = get_pay
        self._pay: dict[int, Paid] = {}
        self._hops = self._count_hops()

    def _count_hops(self) -> dict[int, int]:
        """The fewest steps to the end from each role, whatever the rules: no step beside these can be on a route."""
        firsts, others = self._graph.firsts, self._graph.others
        hops = {self._end: 0}
        queue = deque([self._end])
        while queue:
            place = queue.popleft()
            for other in others[firsts[place] : firsts[place + 1]]:
                if other not in hops:
                    hops[other] = hops[place] + 1
                    queue.append(other)
        return hops

    def _pay_of(self, place: int) -> Paid:
        if place not in self._pay:
            self._pay[place] = self._get_pay(self._graph.roles[place])
        return self._pay[place]

    def find(self, start: int, *, gentle: bool = False) -> Route:
        """The route from a role: of the fewest steps or, if `gentle`, of those with a few more steps at most; of these
        the one whose largest step is the smallest, then the shortest in sum."""
        if start not in self._hops:
            return Route((), "unconnected")
        hops = self._search(start, RULES, gentle=gentle)
        if hops:
            return Route(hops)
        if self._is_reachable(start):
            return Route((), "retraining")
        for rule in RULES:
            without = self._search(start, [each for each in RULES if each != rule])
            if without:
                return Route((), rule, without)
        without = self._search(start, ())
        return Route((), "several" if without else "retraining", without)

    def _search(self, start: int, rules: Collection[Rule], *, gentle: bool = False) -> tuple[Hop, ...]:
        """The best route of MOST_STEPS at most; empty if there is none."""
        first = _State(start, self._refer(start, None))
        for limit in range(self._hops[start], MOST_STEPS + 1):
            layers = self._reach(first, rules, limit)
            if self._find_end(layers, limit) is None:
                continue
            if gentle:
                limit = min(limit + MORE, MOST_STEPS)  # noqa: PLW2901  the fewest steps are known now
                layers = self._reach(first, rules, limit)
            costs = {steps: end[1].cost for steps in range(1, limit + 1) if (end := self._find_end(layers, steps))}
            cap = min(costs.values())
            layers = self._reach(first, rules, limit, cap)
            ends = [(end[1].cost, steps, end[0]) for steps in costs if (end := self._find_end(layers, steps))]
            _, steps, state = min(ends)
            return self._trace(layers, steps, state)
        return ()

    def _find_end(self, layers: Sequence[_Layer], steps: int) -> tuple[_State, _Reached] | None:
        """The best way to the end in exactly so many steps."""
        ends = [(state, reached) for state, reached in layers[steps].items() if state.place == self._end]
        return min(ends, key=lambda each: each[1].cost) if ends else None

    def _reach(self, first: _State, rules: Collection[Rule], limit: int, cap: float | None = None) -> list[_Layer]:
        """The roles that can be reached in 0 to `limit` steps on the way to the end: the cost is the largest step or,
        with a `cap` that no step may exceed, the sum."""
        graph, hops = self._graph, self._hops
        distances, others = graph.distances, graph.others
        layers: list[_Layer] = [{first: _Reached(0.0, None, -1)}]
        for done in range(1, limit + 1):
            layer: _Layer = {}
            for state, (cost, _, _) in layers[-1].items():
                if state.place == self._end:
                    continue
                for step in range(graph.firsts[state.place], graph.firsts[state.place + 1]):
                    other, distance = others[step], distances[step]
                    if hops[other] > limit - done or (cap is not None and distance > cap):
                        continue
                    total = max(cost, distance) if cap is None else cost + distance
                    if not self._is_allowed(state, step, rules):
                        continue
                    after = _State(other, self._refer(other, state.reference) if other != self._end else None)
                    if after not in layer or total < layer[after].cost:
                        layer[after] = _Reached(total, state, step)
            layers.append(layer)
        return layers

    def _refer(self, place: int, before: float | None) -> float | None:
        """The pay that the role after this one is compared with."""
        paid = self._pay_of(place)
        return before if paid.inherited else paid.amount

    def _is_allowed(self, state: _State, step: int, rules: Collection[Rule]) -> bool:
        """Whether a step keeps to the rules."""
        graph = self._graph
        zone, other = graph.zones[state.place], graph.others[step]
        if "job-zone" in rules and zone and graph.zones[other] > zone + MOST_ZONES:
            return False
        if "coverage" in rules and 0 <= graph.coverages[step] < LEAST_COVERAGE:
            return False
        return "pay" not in rules or self._keeps_pay(state, other)

    def _keeps_pay(self, state: _State, other: int) -> bool:
        """Whether a step keeps enough of the pay before. Unknown and inherited pay decides nothing, nor does that of
        the end: who wants to go there knows."""
        if other == self._end or state.reference is None:
            return True
        paid = self._pay_of(other)
        return paid.inherited or paid.amount is None or paid.amount >= LEAST_PAY * state.reference

    def _is_reachable(self, start: int) -> bool:
        """Whether the rules allow any route, however long. What is nearer to the end is looked at first, and pay last:
        most routes are found before that of many roles is read."""
        firsts, others = self._graph.firsts, self._graph.others
        seen: set[_State] = set()
        queue: list[tuple[int, int, _State | None, int]] = [(self._hops[start], 0, None, -1)]
        pushed = 0
        while queue:
            _, _, before, step = heappop(queue)
            place = others[step] if before is not None else start
            if place == self._end:
                return True
            if before is not None and not self._keeps_pay(before, place):
                continue
            state = _State(place, self._refer(place, before.reference if before is not None else None))
            if state in seen:
                continue
            seen.add(state)
            for after in range(firsts[place], firsts[place + 1]):
                if self._is_allowed(state, after, ("coverage", "job-zone")):
                    pushed += 1
                    heappush(queue, (self._hops[others[after]], pushed, state, after))
        return False

    def _trace(self, layers: Sequence[_Layer], steps: int, end: _State) -> tuple[Hop, ...]:
        """The steps that lead to a state."""
        hops: list[Hop] = []
        state = end
        for number in range(steps, 0, -1):
            reached = layers[number][state]
            before = reached.before
            if before is None:
                break
            coverage = self._graph.coverages[reached.step]
            hops.append(
                Hop(
                    start=before.place,
                    end=state.place,
                    distance=self._graph.distances[reached.step],
                    coverage=None if coverage < 0 else coverage,
                    breaks=tuple(rule for rule in RULES if not self._is_allowed(before, reached.step, (rule,))),
                )
            )
            state = before
        return tuple(reversed(hops))
