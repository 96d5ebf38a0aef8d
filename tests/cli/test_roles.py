"""The user's own role files: --roles, the folder, layers."""

import io
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from program import Result

Call = Callable[..., Result]
OFFER = """
roles:
  lead:
    title: Clinic Lead
    salary: 61000
    duties: [supervise STAFF, Water the plants]
"""
BETTER = """
defaults: {currency: EUR, period: month}
roles:
  lead:
    title: Better Lead
    salary: 5000
"""


@pytest.fixture
def offer(tmp_path: Path) -> str:
    """A role file with one role."""
    file = tmp_path / "offer.yaml"
    file.write_text(OFFER)
    return str(file)


@pytest.mark.parametrize("format", ["table", "json", "csv", "markdown"])
def test_a_role_of_a_file_is_compared_with_a_bundled_one(call: Call, offer: str, format: str) -> None:
    """--roles adds the roles of a file to every command, in every format."""
    for args in (("compare", "clinic lead", "office-manager"), ("show", "lead"), ("list",)):
        code, out, err = call(*args, "--roles", offer, "-f", format)
        assert code == 0
        assert ("lead" if format == "csv" else "Clinic Lead") in out
        assert "Traceback" not in err


def test_items_meet_on_what_they_are(call: Call, offer: str) -> None:
    """What a file writes as plain text is the known item of that label, else an item of its own; pay gaps are told."""
    document = json.loads(call("compare", "office-manager", "lead", "--roles", offer, "--json").out)
    rows = {row["label"]: row for row in document["duties"]}
    assert rows["Supervise staff"]["status"] == "shared"
    assert rows["Water the plants"]["status"] == "unique"
    assert document["salary"]["gaps"][0]["difference"] == 61000 - 55923
    assert document["roles"][1]["dataset"] == "user"


def test_stdin_is_a_role_file(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """--roles - reads the file from stdin."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(OFFER.encode())))
    assert call("show", "lead", "--roles", "-").out.startswith("Clinic Lead\n")


def test_files_in_the_folder_are_in_force(call: Call, home: Path) -> None:
    """Every *.yaml in the user's folder is in force, and `list` says where that is."""
    (home / "mine.yaml").write_text(OFFER)
    (home / "notes.txt").write_text("not: [a role file")
    code, out, err = call("list")
    assert (code, err) == (0, "")
    assert "Clinic Lead" in out
    assert f"Your own role files: *.yaml in {home}" in " ".join(out[: out.index("SOURCES")].split())
    assert json.loads(call("list", "--json").out)["home"] == str(home)


def test_a_later_layer_replaces_and_says_so(call: Call, home: Path, tmp_path: Path) -> None:
    """A role takes the place of one with its id in an earlier layer, and stderr says so; defaults are the file's."""
    (home / "mine.yaml").write_text(OFFER)
    better = tmp_path / "better.yaml"
    better.write_text(BETTER)
    code, out, err = call("show", "lead", "--roles", str(better), "--json")
    role = json.loads(out)["role"]
    assert code == 0
    assert err == f"careercli: lead of {better} replaces the one of {home / 'mine.yaml'}\n"
    assert (role["title"], role["duties"]) == ("Better Lead", [])
    assert (role["salary"][0]["currency"], role["salary"][0]["period"]) == ("EUR", "month")


def test_a_bundled_role_can_be_replaced(call: Call, tmp_path: Path) -> None:
    """A file's role with the id of a bundled one replaces it, and stderr says so."""
    file = tmp_path / "own.yaml"
    file.write_text("roles: {office-manager: {title: Our Office Manager}}")
    code, out, err = call("show", "office-manager", "--roles", str(file))
    assert (code, err) == (0, f"careercli: office-manager of {file} replaces the one of the bundled roles\n")
    assert out.startswith("Our Office Manager\n")


@pytest.mark.parametrize("kind", ["fifo", "folder", "device", "loop", "missing", "empty name"])
def test_what_is_no_file_is_refused_at_once(call: Call, tmp_path: Path, kind: str) -> None:
    """A FIFO, a folder, a device, a loop of links, a missing file: one line, exit code 4, no wait."""
    path = tmp_path / "x.yaml"
    if kind == "fifo":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "loop":
        path.symlink_to(path)
    name = {"device": "/dev/zero", "empty name": ""}.get(kind, str(path))
    code, out, err = call("list", "--roles", name)
    assert (code, out) == (4, "")
    assert err.count("\n") == 1
    assert ": CC00" in err


def test_errors_of_all_files_are_told_together(call: Call, tmp_path: Path) -> None:
    """Problems of several files are told at once, and under --json as data."""
    for name in "ab":
        (tmp_path / name).write_text(f"roles: {{{name}: {{titel: X}}}}")
    code, out, err = call("list", "--roles", str(tmp_path / "a"), "--roles", str(tmp_path / "b"), "--json")
    problems = json.loads(out)["error"]["problems"]
    assert code == 4
    assert {problem["file"] for problem in problems} == {str(tmp_path / "a"), str(tmp_path / "b")}
    assert err.count("did you mean 'title'?") == 2


def test_a_possible_typo_is_reported_and_is_no_problem(call: Call, tmp_path: Path) -> None:
    """A label that is nearly a known one is accepted as it is, and `check` asks whether that one was meant."""
    file = tmp_path / "own.yaml"
    file.write_text("roles:\n  lead:\n    title: Lead\n    skills: [Comunication, Juggling]\n")
    hint = f"{file}:4:14: 'Comunication' is a new item; did you mean 'Communication'?\n"
    assert call("check", str(file)) == (0, "no problems: 1 file, 1 role\n", hint)


@pytest.mark.parametrize(
    "line",
    [
        "salary: 1e3",
        "salary: -0",
        "salary: 'null'",
        "salary: [{amount: 5, employment: 5.0}]",
        "salary: [{percentiles: {at_or_above: {p99: 5}}}]",
        "outlook: [{years: [2e3, 2034]}]",
        "duties: [{item: A, against: 1}, A]",
    ],
)
def test_numbers_are_plain(call: Call, tmp_path: Path, line: str) -> None:
    """A number is a plain decimal, a count is whole, a truth value is true or false; else the line is told."""
    file = tmp_path / "own.yaml"
    file.write_text(f"roles:\n  lead:\n    title: Lead\n    {line}\n")
    code, out, err = call("check", str(file))
    assert (code, out) == (1, "")
    assert err.startswith(f"{file}:4:")


def test_of_many_unknown_names_the_first_get_suggestions(call: Call, tmp_path: Path) -> None:
    """The problems that are shown have a suggestion each; none is looked for beyond them."""
    known = "".join(f"  source-{number}: {{title: T}}\n" for number in range(600))
    cited = ", ".join(f"sourse-{number}" for number in range(600))
    file = tmp_path / "own.yaml"
    duties = f"    duties: [{{item: A, sources: [{cited}]}}]\n"
    file.write_text(f"sources:\n{known}roles:\n  lead:\n    title: Lead\n{duties}")
    code, _, err = call("check", str(file))
    assert code == 1
    assert err.count("did you mean") == 20
    assert "and 580 more problems\n" in err


def test_closed_or_twofold_stdin_is_told(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stdin that is closed cannot be read, and stdin can be named once."""
    monkeypatch.setattr(sys, "stdin", None)
    assert call("list", "--roles", "-").code == 4
    assert call("list", "--roles", "-", "--roles", "-").code == 2


def test_percentiles_of_a_file_are_shown(call: Call, tmp_path: Path) -> None:
    """A median that stands among percentiles only is the amount, and a role's own percentiles are shown."""
    file = tmp_path / "own.yaml"
    file.write_text("roles: {lead: {title: Lead, salary: [{statistic: median, percentiles: {p25: 4, p50: 5}}]}}")
    out = call("show", "lead", "--roles", str(file), "--full").out
    assert "$5 a year (median)" in out
    assert "percentiles: 25th $4, 50th $5" in out


def test_a_code_of_another_scheme_is_another_code(call: Call, tmp_path: Path) -> None:
    """A code finds the occupation of its own scheme only."""
    file = tmp_path / "own.yaml"
    file.write_text("roles: {lead: {title: Lead, codes: [{scheme: zz, code: 11-9111, match: exact}]}}")
    out = call("show", "lead", "--roles", str(file)).out
    assert "Occupation: title not stated (ZZ 11-9111)" in out
    assert "$" not in out


def test_a_title_that_is_too_long_makes_no_file(call: Call) -> None:
    """`new` refuses a title that no one would read."""
    assert call("new", "w " * 500).code == 2


def test_a_role_is_on_a_ladder_once(call: Call, tmp_path: Path) -> None:
    """A ladder that names a role twice is refused where it does so again."""
    file = tmp_path / "own.yaml"
    file.write_text("ladders:\n  l: {title: L, rungs: [lead, office-manager, lead]}\nroles: {lead: {title: Lead}}\n")
    code, _, err = call("check", str(file))
    assert code == 1
    assert err.startswith(f"{file}:2:47: CC030: 'lead' is on this ladder twice")
