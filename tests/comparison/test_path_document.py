"""Paths as documents: ladders, stand-ins, what each step adds."""

from msgspec.structs import replace

from careercli.comparison.path import Hop, Route
from careercli.comparison.path_document import Searched, find_ladder_route, make_ladder_path, make_path, say_gap
from careercli.model import Ladder, Role, Rung
from rated import SOURCES, make_role, rate, spread_classes, state


class MadeGraph:
    """A graph of two roles."""

    roles = ("a", "b")
    zones = (0, 0)
    firsts = (0, 1, 2)
    others = (1, 0)
    distances = (0.5, 0.5)
    coverages = (0.8, 0.9)


def make_ladder(*names: str) -> dict[str, Role]:
    """Roles of a role file on one ladder, the lowest first."""
    rungs = tuple(Rung(name, name.title()) for name in names)
    roles = {}
    for place, name in enumerate(names):
        below = rungs[place - 1] if place else None
        above = rungs[place + 1] if place + 1 < len(rungs) else None
        ladder = Ladder("ladder", "The ladder", place + 1, rungs, below, above, ("paper",))
        roles[name] = replace(make_role(name, source=None), ladder=(ladder,))
    return roles


def get_role(role_id: str) -> Role:
    """A role for a place of the graph."""
    return make_role(role_id)


def test_ladders_lead_up_and_down() -> None:
    """A route along a ladder goes from rung to rung, in both directions; to a role on none there is no such route."""
    roles = make_ladder("a", "b", "c")
    up, ladders = find_ladder_route(roles["a"], "c", roles.__getitem__)
    assert [role.id for role in up] == ["a", "b", "c"]
    assert len(ladders) == 2
    down, _ = find_ladder_route(roles["c"], "a", roles.__getitem__)
    assert [role.id for role in down] == ["c", "b", "a"]
    assert find_ladder_route(roles["a"], "elsewhere", roles.__getitem__) == ((), ())


def test_a_ladder_is_stated() -> None:
    """A step along a ladder says which, and by which sources."""
    roles = make_ladder("a", "b")
    document = make_ladder_path(*find_ladder_route(roles["a"], "b", roles.__getitem__), SOURCES, ["note"], gentle=False)
    (step,) = document.steps
    assert (step.by, step.ladder, step.sources, step.coverage) == ("ladder", "The ladder", ("paper",), None)
    assert (document.rule, document.gap, document.notes) == (None, None, ("note",))
    assert "paper" in document.sources


def test_a_ladder_of_more_than_four_steps_is_retraining() -> None:
    """Five rungs up is no path, and the gap comes instead."""
    roles = make_ladder(*"abcdef")
    document = make_ladder_path(*find_ladder_route(roles["a"], "f", roles.__getitem__), SOURCES, [], gentle=True)
    assert (document.steps, document.rule) == ((), "retraining")
    assert document.gap is not None


def test_a_computed_path() -> None:
    """A computed step has its coverage in percent and its distance; roles of the graph that were asked for are no
    stand-ins."""
    hop = Hop(0, 1, 0.5, 0.8, ())
    searched = Searched(make_role("a"), make_role("b"), Route((hop,)), MadeGraph(), gentle=True)
    document = make_path((make_role("a"), make_role("b")), searched, get_role, SOURCES)
    (step,) = document.steps
    assert (step.from_, step.to, step.by, step.coverage, step.distance) == ("a", "b", "computed", 80, 0.5)
    assert (document.start, document.end, document.gap, document.gentle) == (None, None, None, True)


def test_stand_ins_are_named() -> None:
    """An occupation that stands for a role of a role file is named as such."""
    searched = Searched(make_role("a"), make_role("b"), Route((Hop(0, 1, 0.5, None, ()),)), MadeGraph())
    document = make_path((make_role("own", source=None), make_role("b")), searched, get_role, SOURCES)
    assert document.start is not None
    assert (document.start.id, document.end, document.from_.id) == ("a", None, "own")


def test_without_a_route_there_is_the_gap() -> None:
    """The rule, the steps without it, marked, and the gap are there where there is no path."""
    route = Route((), "pay", (Hop(0, 1, 0.5, 0.8, ("pay",)),))
    searched = Searched(make_role("a"), make_role("b"), route, MadeGraph())
    document = make_path((make_role("a"), make_role("b")), searched, get_role, SOURCES)
    assert (document.steps, document.rule) == ((), "pay")
    assert [step.breaks for step in document.without] == [("pay",)]
    assert document.gap is not None


def test_what_a_step_adds_in_one_line() -> None:
    """Higher levels by their weight, what is new, more education; nothing, or what is not known."""
    one = make_role("a", rate("skills", "sums", "Sums", importance=60, level=20), *spread_classes({1: 90, 2: 10}))
    two = make_role(
        "b",
        rate("skills", "sums", "Sums", importance=60, level=50),
        state("requirements", "care"),
        *spread_classes({2: 90, 1: 10}),
    )
    three = make_role("c", state("requirements", "wit"))
    assert say_gap(one, two).startswith("1 higher level: Sums; ")
    assert "required education: Education 2" in say_gap(one, two)
    assert say_gap(make_role("d"), two) == "required education unknown; levels of skills unknown"
    assert say_gap(make_role("d"), make_role("e")) == "levels of knowledge and skills unknown"
    without, listed = (
        make_role(name, *made, source=None) for name, made in (("f", []), ("g", [state("skills", "wit")]))
    )
    assert say_gap(without, listed) == "what is new of requirements and skills is not known"
    assert say_gap(listed, listed) == "what is new of requirements is not known"
    assert "1 new: Wit" in say_gap(two, three)
    low, high = (
        make_role(
            name,
            rate("skills", "sums", "Sums", importance=60, level=level),
            rate("skills", "sums-too", "Sums", importance=60, level=level, area="knowledge"),
        )
        for name, level in (("low", 20), ("high", 60))
    )
    assert {*say_gap(low, high).removeprefix("2 higher levels: ").split("; ")} == {"Sums (skills)", "Sums (knowledge)"}
    assert "levels of skills unknown" in say_gap(two, three)
