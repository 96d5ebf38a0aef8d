"""`careercli compare` as a user types it."""

import json
from collections.abc import Callable

import pytest

from careercli.model import SECTIONS
from program import Result

Call = Callable[..., Result]
PAIR = ("practice-manager", "office-manager")


@pytest.mark.parametrize(
    "name", ["Practice Manager", "PRACTICE-MANAGER", " practice  manager ", "Medical practice manager"]
)
def test_a_role_answers_to_all_its_names(call: Call, name: str) -> None:
    """Id, title and alias, in any case and spacing, print the same comparison; a name that an occupation of the box has
    too says so."""
    by_name = json.loads(call("compare", name, "office-manager", "--json").out)
    assert [note.partition(";")[0] for note in by_name.pop("notes")] == [
        f"{name!r}: taken for Practice Manager (practice-manager)"
    ]
    by_id = json.loads(call("compare", *PAIR, "--json").out)
    assert by_id.pop("notes") == []
    assert by_name == by_id


def test_json_is_the_contract(call: Call) -> None:
    """--json and --format json print one comparison document with the first gap that scripts ask for."""
    code, out, err = call("compare", *PAIR, "--json")
    document = json.loads(out)
    assert (code, err) == (0, "")
    assert out == call("compare", *PAIR, "-f", "json").out
    assert document["schema"] == "careercli.comparison/1"
    assert [role["id"] for role in document["roles"]] == list(PAIR)
    assert document["salary"]["gaps"][0]["difference"] == -9994


def test_sections_and_rows_can_be_chosen(call: Call) -> None:
    """--section leaves the other sections empty and --only the other rows; no key vanishes, the sentences stay."""
    whole = json.loads(call("compare", *PAIR, "--json").out)
    part = json.loads(call("compare", *PAIR, "--json", "--section", "skills", "--only", "shared").out)
    assert part.keys() == whole.keys()
    assert part["summary"] == whole["summary"]
    assert part["duties"] == part["outlook"] == part["salary"]["gaps"] == []
    assert part["skills"] == [row for row in whole["skills"] if row["status"] == "shared"] != []


def test_a_table_tells_left_out_from_not_stated(call: Call) -> None:
    """A section that was not asked for is not shown; one without rows says why it has none."""
    _, out, _ = call("compare", "office-manager", "medical-office-manager", "--section", "skills", "--only", "shared")
    assert "DUTIES" not in out
    assert "SKILLS\n" in out
    assert "nothing in common" in out


@pytest.mark.parametrize("format", ["table", "json", "csv", "markdown"])
def test_two_to_six_roles_in_every_format(call: Call, format: str) -> None:
    """Every format renders two roles and all five, and names each of them."""
    roles = [*PAIR, "practice-administrator", "operations-manager", "medical-office-manager"]
    for count in (2, 5):
        code, out, err = call("compare", *roles[:count], "-f", format)
        assert (code, err) == (0, "")
        assert all(role in out or role.replace("-", " ").title() in out for role in roles[:count])


def test_width_is_obeyed(call: Call) -> None:
    """No line is wider than --width asks."""
    for width in (20, 41, 60, 79, 80, 81, 100, 160, 250):
        out = call("compare", *PAIR, "practice-administrator", "--width", str(width)).out
        assert max(len(line) for line in out.splitlines()) <= width


def test_six_roles_are_let_through_and_seven_are_not(call: Call) -> None:
    """Six names are looked up, one after the other; seven are too many whatever they are."""
    assert call("compare", *"abcdef").code == 3
    assert (
        call("compare", *"abcdefg").err
        == "careercli: compare takes 2 to 6 roles, not 7; put a name of several words in quotes\n"
    )


def test_a_section_is_shown_without_the_rest(call: Call) -> None:
    """--section shows that section in full with its sources, and no sentences; JSON keeps the sentences and theirs."""
    args = ("compare", *PAIR, "--section", "skills")
    assert any("oews" in source for source in json.loads(call(*args, "--json").out)["sources"])
    for format in ("table", "markdown"):
        out = call(*args, "-f", format).out
        assert "Climb the Ladder" in out
        assert "Wage Statistics" not in out
        assert "$9,994" not in out


def test_brief_json_has_the_schema_and_no_rows(call: Call) -> None:
    """--brief --json has the keys of the full document and all of it but the rows, and hourly pay beside yearly; it is
    small."""
    full = json.loads(call("compare", *PAIR, "--json").out)
    out = call("compare", *PAIR, "--json", "--brief").out
    sections = tuple(SECTIONS)
    assert {pay["period"] for pay in full["salary"]["estimates"]} == {"hour", "year"}
    full["salary"]["estimates"] = [pay for pay in full["salary"]["estimates"] if pay["period"] == "year"]
    assert json.loads(out) == {**full, **{section: [] for section in sections}}
    assert len(out) <= 20_000
