"""`careercli path`."""

import json
from collections.abc import Callable
from itertools import pairwise

import pytest

from careercli.comparison.path import MOST_STEPS
from program import Result

Call = Callable[..., Result]


def list_steps(call: Call, *args: str) -> list[str]:
    """The ids of the roles that a path leads to."""
    return [step["to"] for step in json.loads(call("path", *args, "--json").out)["steps"]]


@pytest.mark.parametrize(
    ("start", "end", "fewest", "gentle"),
    [
        ("43-6013.00", "11-9111.00", ["29-2072"], ["29-2072", "29-9021"]),
        ("31-1121.00", "29-1141.00", ["31-1131"], None),
        ("41-2011.00", "13-2011.00", ["43-3021"], ["43-3071", "43-3031"]),
        ("29-1141.00", "15-1211.00", ["15-1211-01"], None),
    ],
)
def test_the_worked_routes(call: Call, start: str, end: str, fewest: list[str], gentle: list[str] | None) -> None:
    """The routes of docs/methods/path.md, from the box."""

    def name(codes: list[str]) -> list[str]:
        return [f"onet-{code if code.count('-') > 1 else f'{code}-00'}" for code in [*codes, end.replace(".", "-")]]

    assert list_steps(call, start, end) == name(fewest)
    if gentle is not None:
        assert list_steps(call, start, end, "--gentle") == name(gentle)


def test_a_path_is_along_a_stated_ladder_first(call: Call) -> None:
    """Bundled roles of one ladder are joined by its rungs, which name their sources."""
    code, out, _ = call("path", "medical-office-manager", "practice-administrator", "--json")
    document = json.loads(out)
    assert (code, document["schema"]) == (0, "careercli.path/1")
    assert [step["to"] for step in document["steps"]] == ["practice-manager", "practice-administrator"]
    assert all(step["by"] == "ladder" and step["sources"] for step in document["steps"])


def test_a_role_of_a_role_file_is_taken_as_its_nearest_occupation(call: Call) -> None:
    """Between roles that no ladder joins, the nearest occupations are joined, and said to be such."""
    code, out, _ = call("path", "medical-office-manager", "operations-manager")
    assert code in {0, 1}
    assert "is taken as the occupation nearest to it" in " ".join(out.split())


def test_retraining(call: Call) -> None:
    """More than four steps are no path: exit code 1, no steps, the rule, and the gap instead."""
    code, out, _ = call("path", "Cooks, Restaurant", "Software Developers", "--json")
    document = json.loads(out)
    assert code == 1
    assert (document["steps"], document["rule"]) == ([], "retraining")
    assert document["gap"]["schema"] == "careercli.gap/1"
    assert "this is retraining" in " ".join(call("path", "Cooks, Restaurant", "Software Developers").out.split())


def test_steps_lead_from_one_to_the_next(call: Call) -> None:
    """Each step begins where the one before ended, and says what it adds."""
    document = json.loads(call("path", "cashiers", "accountants and auditors", "--gentle", "--json").out)
    steps = document["steps"]
    assert steps[0]["from"] == document["from"]["id"]
    assert all(before["to"] == after["from"] for before, after in pairwise(steps))
    assert 1 < len(steps) <= MOST_STEPS
    assert all(step["adds"] for step in steps)


def test_one_role_is_no_path(call: Call) -> None:
    """A path leads to another role."""
    code, _, err = call("path", "cashiers", "41-2011.00")
    assert code == 2
    assert "are the same role" in err


def test_datasets_are_not_joined(call: Call) -> None:
    """A role without an occupation has no path to one: nothing joins them."""
    code, out, _ = call("path", "office-manager", "43-1011.00", "--json")
    assert code == 1
    assert json.loads(out)["rule"] == "unconnected"


def test_names_without_quotes(call: Call) -> None:
    """Names of several words need no quotes where they can be read in one way."""
    assert list_steps(call, "home", "health", "aides", "registered", "nurses")[-1] == "onet-29-1141-00"


def test_pay_of_a_place(call: Call) -> None:
    """With --place steps are chosen by and shown with the pay of that place."""
    steps = [
        json.loads(call("path", "cashiers", "bookkeepers", *place, "--json").out)["steps"]
        for place in ((), ("--place", "Texas"))
    ]
    amounts = [[step["pay"]["amount"] for step in each] for each in steps]
    assert amounts[0] != amounts[1]
    assert all(amount is not None for amount in amounts[1])
