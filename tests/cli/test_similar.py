"""`careercli similar`."""

import json
from collections.abc import Callable

import pytest

from program import Result

Call = Callable[..., Result]


def test_an_occupation(call: Call) -> None:
    """An occupation of the box has neighbours in tiers, with reasons and what changes; those that the publisher calls
    related, too, are marked."""
    code, out, _ = call("similar", "registered nurses", "--limit", "20", "--json")
    document = json.loads(out)
    assert (code, document["schema"]) == (0, "careercli.similar/1")
    assert [each["rank"] for each in document["similar"]] == [*range(1, 21)]
    assert [each["tier"] for each in document["similar"]].count(3) == 10
    assert all(each["why"]["words"] or each["why"]["knowledge"] for each in document["similar"])
    assert sum(each["published"] for each in document["similar"]) > 10
    assert document["nearest"] is None
    assert len(json.loads(call("similar", "registered nurses", "--json").out)["similar"]) == 10


def test_a_role_of_a_role_file(call: Call) -> None:
    """A role of a role file has counted items, and the neighbours of its nearest occupation apart."""
    document = json.loads(call("similar", "practice-manager", "-n", "3", "--json").out)
    assert document["by"] == ["listed items"]
    assert document["similar"][0]["id"] == "practice-administrator"
    assert all(each["tier"] is None and each["why"]["listed"] for each in document["similar"])
    assert document["nearest"]["id"] == "onet-11-9111-00"
    assert len(document["of_nearest"]) == 3


def test_filters_look_beyond_the_limit(call: Call) -> None:
    """All neighbours are looked at for those that pass."""
    out = call("similar", "registered nurses", "--pays-more", "--growing", "--zone", "5", "-n", "3", "--json").out
    document = json.loads(out)
    assert len(document["similar"]) == 3
    assert document["total"] == 50
    for each in document["similar"]:
        assert each["pay"]["difference"] > 0
        assert each["growth"] > 0
        assert each["zone"]["to"].startswith("Job Zone Five")


def test_nothing_fits(call: Call) -> None:
    """If no role passes the filters the command says so, and exits with 1."""
    code, out, _ = call("similar", "registered nurses", "--zone", "1")
    assert code == 1
    assert "No role fits." in out


@pytest.mark.parametrize("args", [("--zone", "6"), ("-n", "0"), ("-n", "51")])
def test_wrong_usage(call: Call, args: tuple[str, str]) -> None:
    """Zones go from 1 to 5, and at most 50 neighbours are known."""
    assert call("similar", "registered nurses", *args).code == 2


def test_pay_of_a_place(call: Call) -> None:
    """With --place the pay is that of the place; a role without pay there adds no note."""
    nation, texas = (
        json.loads(call("similar", "registered nurses", *place, "--json").out) for place in ((), ("--place", "Texas"))
    )
    assert [each["id"] for each in nation["similar"]] == [each["id"] for each in texas["similar"]]
    assert [each["pay"]["amount"] for each in nation["similar"]] != [each["pay"]["amount"] for each in texas["similar"]]
    assert texas["notes"] == nation["notes"]
