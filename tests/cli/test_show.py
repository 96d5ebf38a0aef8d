"""`careercli show` as a user types it."""

import json
from collections.abc import Callable

import pytest

from careercli.model import SECTIONS
from program import Result

Call = Callable[..., Result]


def test_json_is_the_contract(call: Call) -> None:
    """--json prints one role document with the keys of the contract, in its order."""
    code, out, err = call("show", "practice-administrator", "--json")
    document = json.loads(out)
    assert (code, err) == (0, "")
    assert list(document) == ["schema", "role", "sources", "notes"]
    assert document["schema"] == "careercli.role/1"
    assert list(document["role"]) == [
        *("id", "title", "dataset", "aliases", "summary", "codes", "reports_to", "ladder", "salary", "outlook"),
        *("duties", "requirements", "skills", "environment", "interests", "related", "source"),
    ]
    keys = ["item", "label", "area", "statements", "agreement", "ratings", "rank"]
    assert list(document["role"]["duties"][0]) == keys


@pytest.mark.parametrize(
    ("role", "lines"),
    [
        (
            "operations-manager",
            ["Reports to: Upper management, and that directly (typical) [1]", "neighbours: not stated"],
        ),
        ("practice-manager", ["(level 2 of 3)", "below: Medical Office Manager", "above: Practice Administrator"]),
        ("practice-administrator", ["Reports to: not stated", "(level 3 of 3)", "nothing above"]),
        ("medical-office-manager", ["Medical Office Manager  not stated", "SKILLS\n", "Also called: not stated"]),
    ],
)
def test_a_role_is_shown_with_its_ladder(call: Call, role: str, lines: list[str]) -> None:
    """The table says whom a role reports to, its ladder and its neighbours, or says that it is not stated."""
    out = call("show", role, "--full", "--width", "160").out
    assert [line for line in lines if line not in out] == []


@pytest.mark.parametrize("format", ["table", "csv", "markdown"])
def test_every_statement_is_in_every_format(call: Call, format: str) -> None:
    """No format leaves out a statement of a role."""
    role = json.loads(call("show", "practice-administrator", "--json").out)["role"]
    full = [] if format == "csv" else ["--full"]
    out = " ".join(call("show", "practice-administrator", "-f", format, *full, "--width", "1000").out.split())
    cells = [cell for section in SECTIONS for cell in role[section]]
    texts = [statement["text"] for cell in cells for statement in cell["statements"]]
    assert [text for text in texts if text not in out] == []


def test_one_section(call: Call) -> None:
    """--section shows that section and not the others."""
    out = call("show", "office-manager", "--section", "requirements").out
    assert "REQUIREMENTS" in out
    assert "PAY" not in out
    assert "SKILLS" not in out


@pytest.mark.parametrize("format", ["table", "markdown"])
def test_a_section_comes_without_the_rest(call: Call, format: str) -> None:
    """--section prints who the role is and that section, not its other names and neighbours."""
    full = call("show", "29-1141", "--full", "-f", format).out
    pay = call("show", "29-1141", "-s", "pay", "-f", format).out
    for each in ("Also called: ", "Reports to: ", "Related, "):
        assert each in full
        assert each not in pay
    assert "$97,550" in pay
