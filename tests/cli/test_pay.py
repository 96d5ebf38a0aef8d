"""`careercli pay`, `careercli places`, and the options --place and --per."""

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from program import Result
from releases import write_placed

Call = Callable[..., Result]
NURSE, ASSISTANT = "29-1141.00", "29-1071.00"


def test_states_by_median(call: Call) -> None:
    """Without options the states and territories come by median pay, the highest first, the nation beside them."""
    found = json.loads(call("pay", NURSE, "--json").out)
    assert found["schema"] == "careercli.pay/1"
    amounts = [row["pay"]["onet-29-1141-00"]["amount"] for row in found["places"]]
    known = [amount for amount in amounts if amount is not None]
    assert known == sorted(known, reverse=True)
    assert amounts[len(known) :] == [None] * (len(amounts) - len(known))
    assert found["total"] == len(found["places"]) == 54
    assert found["nation"]["pay"]["onet-29-1141-00"]["amount"] == 97_550


@pytest.mark.parametrize("width", ["60", "100"])
def test_a_line_a_place(call: Call, width: str) -> None:
    """The table has median, people, jobs, quotient and error of each place; narrow, they are below its name."""
    out = call("pay", NURSE, "--top", "2", "--width", width).out
    assert "Registered Nurses: pay by state" in out
    for each in ("California", "$140,270", "338,940", "18.6", "0.86", "0.3%", "2 of 54 states"):
        assert each in out
    assert out.count("cost of living") == 1


def test_two_roles_side_by_side(call: Call) -> None:
    """Two roles have a line a place, with the gap."""
    out = call("pay", NURSE, ASSISTANT, "--place", "tx", "--place", "California", "--width", "100").out
    assert "+$38,580 (40%)" in out
    assert out.index("California") < out.index("Texas")
    assert "pay by place" in out


def test_csv_and_markdown(call: Call) -> None:
    """CSV has a row per place and role; Markdown a table of figures, and one of gaps."""
    args = ("pay", NURSE, ASSISTANT, "--place", "tx")
    rows = list(csv.DictReader(io.StringIO(call(*args, "-f", "csv").out)))
    assert [(row["place"], row["role"], row["median"], row["difference"]) for row in rows[:2]] == [
        ("48", "onet-29-1141-00", "95970", ""),
        ("48", "onet-29-1071-00", "134550", "38580"),
    ]
    out = call(*args, "--place", "florida", "-f", "markdown").out
    names = re.findall(r"^\| (\w[\w ]+) \| (\w[\w ]+) \| .*\$\d+,\d+\[", out, re.MULTILINE)
    assert names == [
        (place, role)
        for place in ("Texas", "Florida", "United States")
        for role in ("Registered Nurses", "Physician Assistants")
    ]
    assert "| Texas | Registered Nurses | $95,970[^1] | $67,120 | $79,170 | $105,100 | $127,950 | 271,380 |" in out
    assert "| Place | Registered Nurses to Physician Assistants |\n| --- | --- |\n| Texas | \\+$38,580 (40%) |" in out
    out = call("pay", NURSE, "--place", "tx", "-f", "markdown").out
    assert "| Place | Median | 10th |" in out
    assert "| Texas | $95,970[^1] | $67,120 |" in out
    assert "## Gaps" not in out


def test_a_bundled_role_has_the_pay_of_its_nearest_occupation(call: Call) -> None:
    """The pay of a bundled role is that of its nearest occupation, and the output says so."""
    out = " ".join(call("pay", "practice-manager", "--top", "1").out.split())
    assert "that of the nearest occupation, Medical and Health Services Managers (11-9111), which is broader" in out


@pytest.mark.parametrize("roles", [("55-1011",), ("55-1011", "55-1012"), ("55-1011", "55-1012", "55-1013")])
@pytest.mark.parametrize("style", [("--width", "100"), ("--width", "60"), ("--plain",), ("-f", "markdown")])
def test_no_pay_anywhere(call: Call, roles: tuple[str, ...], style: tuple[str, ...]) -> None:
    """Roles whose pay is not published for any place have no table, and a sentence each that says so."""
    result = call("pay", *roles, *style)
    assert result.code == 0
    assert result.out.count("No official pay by place was found for") == len(roles)
    assert "edians in US dollars" not in result.out


def test_hourly_pay(call: Call) -> None:
    """--per hour shows pay by the hour; an occupation without yearly pay has that anyway."""
    found = json.loads(call("pay", NURSE, "--per", "hour", "--json").out)
    assert found["period"] == "hour"
    assert json.loads(call("pay", "actors", "--json").out)["period"] == "hour"


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("pay", NURSE, "--by", "metro"), 3, "there is no pay by metro; import it"),
        (("pay", "a", "b", "c", "d"), 2, "pay takes 1 to 3 roles, not 4"),
        (("pay", NURSE, "--place", "atlantis"), 3, "no place is called 'atlantis'"),
        (
            ("compare", NURSE, ASSISTANT, "--place", "virg"),
            3,
            "'virg' fits 3 places: Virgin Islands (VI); Virginia (VA)",
        ),
        (("show", NURSE, "--place", "\x1b]0;x"), 3, "no place is called"),
    ],
)
def test_errors(call: Call, args: tuple[str, ...], code: int, said: str) -> None:
    """What cannot be shown is said in one line, with its exit code; under --json in a document too."""
    result = call(*args)
    assert result.code == code
    assert said in result.err
    assert result.err.count("\n") == 1
    assert json.loads(call(*args, "--json").out)["schema"] == "careercli.error/1"


def test_a_comparison_in_a_place(call: Call) -> None:
    """With --place the gap is between figures of that place; the national ones stay beside them."""
    found = json.loads(call("compare", NURSE, ASSISTANT, "--place", "texas", "--json").out)
    assert found["salary"]["gaps"][0]["difference"] == 134_550 - 95_970
    assert {pay["area"] for pay in found["salary"]["estimates"]} == {"Texas", "United States"}
    assert found["highlights"]["pay_gap"]["area"] == "Texas"
    out = " ".join(call("compare", NURSE, ASSISTANT, "--place", "texas").out.split())
    assert "medians in Texas" in out
    assert "United States $97,550" in out


def test_a_place_without_the_occupation_says_so(call: Call) -> None:
    """Where a place has no figure that is said, and the national one is shown as such."""
    out = " ".join(call("compare", NURSE, ASSISTANT, "--place", "guam").out.split())
    assert "No pay in Guam is published for Physician Assistants: see the national figures." in out
    assert "medians in the United States" in out


def test_figures_that_are_not_available_have_no_bar(call: Call) -> None:
    """Pay that is not available in a place says so on its line, and so do its percentiles; no line is left empty."""
    out = call("compare", NURSE, "29-1171", "--place", "Guam", "-s", "pay", "--width", "90").out
    assert "Registered Nurses, Guam: not available (median) [2]\n" in out
    assert "percentiles: not available\n" in out
    assert "medians, United States, 2025-05: +$34,750" in " ".join(out.split())
    assert not any(line.isspace() for line in out.splitlines())


def test_a_role_in_a_place(call: Call) -> None:
    """Show has the pay of the place first, then that of the nation; people in its first sentence are the nation's."""
    found = json.loads(call("show", NURSE, "--place", "tx", "--per", "year", "--json").out)
    assert [(pay["area"], pay["period"]) for pay in found["role"]["salary"]] == [
        *[("Texas", "year")] * 2,
        *[("United States", "year")] * 2,
    ]
    assert "3,379,720 people employed in the US" in found["role"]["summary"]


def test_the_nation_is_the_default(call: Call) -> None:
    """--place with the nation is the same as without."""
    args = ("compare", NURSE, ASSISTANT, "--json")
    assert call(*args, "--place", "US").out == call(*args).out


def test_a_gap_by_the_hour(call: Call) -> None:
    """Actors, who are paid by the hour, can be compared with producers, who have both; --per chooses."""
    pay = json.loads(call("compare", "actors", "27-2012.00", "--json").out)["salary"]
    assert (pay["gaps"][0]["period"], pay["gaps"][0]["comparable"]) == ("hour", True)
    pay = json.loads(call("compare", NURSE, ASSISTANT, "--per", "hour", "--json").out)["salary"]
    assert (pay["gaps"][0]["period"], pay["gaps"][0]["difference"]) == ("hour", 18.43)
    pay = json.loads(call("compare", "practice-manager", "office-manager", "--per", "hour", "--json").out)["salary"]
    assert [gap["period"] for gap in pay["gaps"]] == ["year", "hour"]


def test_places_of_an_import(call: Call, tmp_path: Path) -> None:
    """Imported places are beside those of the box; the latest date is in force for each."""
    assert call("import", write_placed(tmp_path, year=2026)).code == 0
    found = json.loads(call("places", "--json").out)
    assert found["schema"] == "careercli.places/1"
    assert {"code": "12420", "name": "Crater-Rim, TX-AR", "type": "metro", "postal": "TX-AR"} in found["places"]
    assert "12420  TX-AR   metro  Crater-Rim, TX-AR" in call("places", "crater").out
    assert "`12420`" in call("places", "crater", "-f", "markdown").out
    assert call("places", "crater", "-f", "csv").out.splitlines()[1] == '12420,"Crater-Rim, TX-AR",metro,TX-AR'
    assert call("places", "nowhere").code == 1


def test_completion_of_places(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """Places are completed in the form that needs no quotes, and that names them."""
    monkeypatch.setenv("COMP_WORDS", "careercli show office-manager --place new-")
    monkeypatch.setenv("COMP_CWORD", "4")
    monkeypatch.setenv("_CAREERCLI_COMPLETE", "complete_bash")
    assert call().out.split() == ["new-hampshire", "new-jersey", "new-mexico", "new-york"]
    assert call().code == 0


def test_a_list_in_a_place(call: Call) -> None:
    """With --place, the pay of a list is that of the place: of the nearest occupation of a bundled role too, which is
    said; where none is published, that is said."""
    found = json.loads(call("list", "nurse", "--place", "tx", "--sort", "pay", "--json").out)
    assert found["place"] == "Texas"
    assert {pay["area"] for role in found["roles"] for pay in role["salary"]} == {"Texas"}
    assert found["roles"][0]["salary"][0]["amount"] == 244_990
    out = call("list", "--place", "texas", "--width", "100").out
    assert "pay in Texas" in out
    assert "$114,150" in out
    assert "nearest, broader one" in out
    assert "| Pay in Texas |" in call("list", "--place", "texas", "-f", "markdown").out
    assert "not published" in call("list", "anesthesiologist assistants", "--place", "guam").out


@pytest.mark.parametrize("format", ["table", "markdown", "csv", "json"])
def test_a_search_in_a_place(call: Call, format: str) -> None:
    """With --place, what a search found has its pay there, in every format."""
    out = call("search", "registered nurse", "--place", "tx", "--limit", "1", "-f", format).out
    assert ("95,970" if format in {"table", "markdown"} else "95970") in out
    if format != "csv":
        assert "Texas" in out
    assert call("search", "nurse", "--place", "atlantis").code == 3
