"""The graph of steps between made-up occupations."""

from itertools import pairwise

import pytest

from careercli.datasets.neighbours import Neighbour, Neighbours, Statistics
from careercli.datasets.release import CellRecord, RoleRecord, ScoreRecord, StatementRecord
from careercli.datasets.steps import StepCollector, Steps
from careercli.model import Code, Item

ITEMS = (
    Item("zone-2", "Job Zone Two", "requirement", "job zone"),
    Item("zone-4", "Job Zone Four", "requirement", "job zone"),
    Item("sums", "Sums", "skill", "skills"),
    Item("law", "Law", "skill", "knowledge"),
    Item("wit", "Wit", "skill", "work styles"),
)
SCALES = {"importance": (1.0, 5.0), "level": (0.0, 7.0)}
SOC = Code("soc-2018", "51-9901", None, "exact")


def rate(item: int, importance: float, level: float, *, not_relevant: bool = False) -> CellRecord:
    """A rated item."""
    scores = (ScoreRecord("importance", importance), ScoreRecord("level", level, not_relevant=not_relevant))
    return CellRecord(item, (), scores)


def make(role_id: str, *cells: CellRecord, zone: int | None = None) -> RoleRecord:
    """A role with rated skills, and a job zone by its place in ITEMS."""
    zones = (CellRecord(zone, (StatementRecord("zone"),)),) if zone is not None else ()
    return RoleRecord(role_id, role_id, None, (), (SOC,), {"skills": cells, "requirements": zones})


def find(nearest: dict[str, dict[str, float]], *records: RoleRecord) -> Steps:
    """The graph of roles with these neighbours and scores."""
    ids = sorted(
        {*nearest, *(other for near in nearest.values() for other in near), *(record.id for record in records)}
    )
    collector = StepCollector(ITEMS, SCALES)
    for record in [*records, *(make(each) for each in ids if each not in {record.id for record in records})]:
        collector.add(record)
    rows = tuple(
        tuple(Neighbour(ids.index(other), score) for other, score in nearest.get(role, {}).items()) for role in ids
    )
    return collector.find(Neighbours(tuple(ids), rows, (), (), Statistics(len(ids), {}, {}, {})))


def list_steps(steps: Steps) -> dict[tuple[str, str], tuple[float, float]]:
    """Distance and coverage of each step, by the two ids."""
    return {
        (steps.roles[place], steps.roles[steps.others[at]]): (steps.distances[at], steps.coverages[at])
        for place, (first, last) in enumerate(pairwise(steps.firsts))
        for at in range(first, last)
    }


def test_a_step_goes_both_ways() -> None:
    """A step leads to a neighbour and back, even if only one of the two has the other among its nearest."""
    assert list_steps(find({"a": {"b": 0.9}, "b": {"c": 0.8}})).keys() == {
        ("a", "b"),
        ("b", "a"),
        ("b", "c"),
        ("c", "b"),
    }


def test_distance_is_counted_from_the_closest_pair() -> None:
    """The closest pair is next to nothing apart, a usual last neighbour 1."""
    steps = list_steps(find({"a": {"b": 0.9, "c": 0.5}, "b": {"a": 0.9, "c": 0.5}, "c": {"a": 0.5, "b": 0.5}}))
    assert steps["a", "b"][0] == pytest.approx(0.02)
    assert steps["b", "c"][0] == pytest.approx(1.0)
    assert steps["a", "c"][0] == pytest.approx(1.0)


def test_far_neighbours_are_no_step_unless_they_are_the_closest() -> None:
    """Farther than a usual last neighbour, only the five nearest are one step apart."""
    names = "bcdefg"
    far = {"a": dict(zip(names, (0.5, 0.4, 0.3, 0.2, 0.1, 0.05), strict=True))}
    close = {f"x{number}": {f"y{number}": 0.9, f"z{number}": 0.8} for number in range(5)}
    steps = list_steps(find({**far, **close}))
    assert {other for one, other in steps if one == "a"} == {*"bcdef"}
    assert ("x0", "z0") in steps


def test_coverage_is_of_what_the_target_needs() -> None:
    """The share of the level needed, weighted by importance: 50 of 100 or more counts, and relevant levels alone."""
    one = make("a", rate(2, 3.0, 2.0), rate(3, 5.0, 7.0))
    two = make("b", rate(2, 5.0, 4.0), rate(3, 4.0, 3.0), rate(4, 5.0, 5.0))
    steps = list_steps(find({"a": {"b": 0.9}}, one, two))
    assert steps["a", "b"][1] == pytest.approx((100 * 0.5 + 75 * 1) / 175, abs=1e-4)
    assert steps["b", "a"][1] == pytest.approx((50 * 1 + 100 * 3 / 7) / 150, abs=1e-4)
    unimportant = make("b", rate(2, 2.9, 7.0), rate(3, 4.0, 3.0))
    irrelevant = make("b", rate(2, 5.0, 7.0, not_relevant=True), rate(3, 4.0, 3.0))
    for record in (unimportant, irrelevant):
        assert list_steps(find({"a": {"b": 0.9}}, one, record))["a", "b"][1] == 1


def test_coverage_of_an_unrated_role_is_unknown() -> None:
    """Where one of the two is not rated the coverage is -1, both ways."""
    steps = list_steps(find({"a": {"b": 0.9}}, make("a", rate(2, 5.0, 2.0)), make("b")))
    assert {coverage for _, coverage in steps.values()} == {-1}


def test_zones_and_codes() -> None:
    """The graph has the job zone of each role, 0 for none, and its codes."""
    steps = find({"a": {"b": 0.9}}, make("a", zone=1), make("b", zone=0), make("c"))
    assert steps.zones == (4, 2, 0)
    assert steps.codes == ((SOC,), (SOC,), (SOC,))


def test_without_neighbours_there_are_no_steps() -> None:
    """Roles without neighbours have no step; no role, no graph."""
    assert list_steps(find({}, make("a"))) == {}
    assert find({}).roles == ()
