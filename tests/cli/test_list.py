"""`careercli list` as a user types it."""

import csv
import json
from collections.abc import Callable

from program import Result

Call = Callable[..., Result]


def test_every_format_lists_all_roles_with_their_pay(call: Call) -> None:
    """Id, title, pay and dataset of every role stand in every format; a role without pay says so or has null."""
    roles = json.loads(call("list", "--json").out)["roles"]
    rows = list(csv.DictReader(call("list", "-f", "csv").out.splitlines()))
    assert [role["id"] for role in roles] == [row["id"] for row in rows]
    assert [role["salary"][0]["amount"] if role["salary"] else "" for role in roles] == [
        int(row["amount"]) if row["amount"] else "" for row in rows
    ]
    for out in (call("list", "--width", "120").out, call("list", "-f", "markdown").out):
        lines = [line for line in out.splitlines() if "bundled" in line]
        assert len(lines) == len(roles) == 5
        for role, line in zip(roles, lines, strict=True):
            amount = f"${role['salary'][0]['amount']:,}" if role["salary"] else "not stated"
            assert role["id"] in line
            assert role["title"] in line
            assert amount in line


def test_a_narrow_list_is_stacked(call: Call) -> None:
    """Where the columns do not fit, each role is a paragraph and no word is cut."""
    out = call("list", "--width", "40").out
    assert "medical-office-manager\n    Medical Office Manager; not stated;\n    bundled\n" in out


def test_a_list_in_a_pipe_has_whole_titles(call: Call) -> None:
    """A title that does not fit is cut where a width is asked for; in a pipe its line is longer."""
    title = "Transportation, Storage, and Distribution Managers"
    (cut,) = call("list", "storage", "--dataset", "onet", "--width", "80").out.splitlines()[1:2]
    (whole,) = call("list", "storage", "--dataset", "onet").out.splitlines()[1:2]
    assert title not in cut
    assert len(cut) <= 80 < len(whole)
    assert title in whole
    assert whole.endswith("onet")
