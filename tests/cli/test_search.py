"""`careercli search` as a user types it."""

import csv
import json
from collections.abc import Callable

import pytest

from program import Result

Call = Callable[..., Result]


@pytest.mark.parametrize("format", ["table", "json", "csv", "markdown"])
def test_nothing_found_is_an_answer(call: Call, format: str) -> None:
    """A search that finds something exits with 0, one that finds nothing with 1, and prints its result either way."""
    code, out, err = call("search", "scheduling", "-f", format, "--dataset", "bundled")
    assert (code, err) == (0, "")
    assert "office-manager" in out
    code, out, err = call("search", "qqxzz", "-f", format)
    assert (code, err) == (1, "")
    assert out


def test_the_limit_is_obeyed(call: Call) -> None:
    """--limit shows that many of the roles that fit, in the same order, and says how many there are."""
    whole = json.loads(call("search", "manager", "--json", "-n", "1000").out)
    for limit in (1, 2):
        part = json.loads(call("search", "manager", "--json", "-n", str(limit)).out)
        assert part["hits"] == whole["hits"][:limit]
        assert part["total"] == whole["total"] == len(whole["hits"]) > 2
    assert call("search", "manager", "--limit", "0").code == 2


def test_words_of_several_arguments_are_one_text(call: Call) -> None:
    """Words may be quoted or not."""
    assert call("search", "office", "manager") == call("search", "office manager")


def test_every_format_has_the_same_roles(call: Call) -> None:
    """The table, CSV, Markdown and JSON name the same roles in the same order."""
    hits = json.loads(call("search", "staff", "--json").out)["hits"]
    rows = [row for row in csv.DictReader(call("search", "staff", "-f", "csv").out.splitlines()) if row["id"]]
    assert [row["id"] for row in rows] == [hit["id"] for hit in hits]
    for format, start in (("table", "\n"), ("markdown", "\n| ")):
        out = "\n" + call("search", "staff", "-f", format, "--width", "200").out
        places = [out.index(f"{start}{hit['title']}") for hit in hits]
        assert places == sorted(places)
