"""The problems of role files: each code, its place, and what to do."""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from careercli.catalog.files import check_role_files
from careercli.entries import MAX_ENTRIES
from careercli.errors import Problem
from careercli.model import MAX_NAME, MAX_TEXT
from careercli.render.problems import MOST
from careercli.role_files.yaml_tree import MAX_BYTES, MAX_NODES, MAX_PROBLEMS
from program import Result

Call = Callable[..., Result]
ROOT = Path(__file__).parent.parent
FOLDER = Path(__file__).parent / "problems"
PAGE = ROOT / "docs" / "problems.md"
GOOD = "roles:\n  clinic-lead:\n    title: Clinic Lead\n"


class Case(NamedTuple):
    """The place of the one problem of a file, and the text that begins there (none: no line is shown)."""

    line: int
    column: int
    text: str = ""


FILES = {
    "CC004-latin-1": Case(3, 15, "\N{REPLACEMENT CHARACTER} Lead"),
    "CC004-utf-16": Case(1, 1),
    "CC004-utf-16-without-mark": Case(1, 1),
    "CC004-utf-32": Case(1, 1),
    "CC005-control-character": Case(4, 29, "\N{REPLACEMENT CHARACTER} at noon"),
    "CC010-colon": Case(3, 23, ": North"),
    "CC010-open-bracket": Case(5, 11, ": [Communication]"),
    "CC010-open-quote": Case(5, 1),
    "CC010-tab": Case(3, 1, " title"),
    "CC010-wrong-indent": Case(4, 4, "summary"),
    "CC011-second-document": Case(4, 1, "---"),
    "CC012-field-twice": Case(5, 5, "salary: 64000"),
    "CC012-role-twice": Case(4, 3, "clinic-lead"),
    "CC013-tag": Case(3, 12, "!!str"),
    "CC014-alias": Case(4, 15, "*other"),
    "CC014-anchor": Case(2, 16, "&lead"),
    "CC015-merge-key": Case(3, 5, "<<"),
    "CC016-too-deep": Case(4, 42, "["),
    "CC017-empty-key": Case(4, 5, "''"),
    "CC017-list-as-key": Case(4, 5, "[summary, notes]"),
    "CC017-unseen-character": Case(4, 5, "sum\N{REPLACEMENT CHARACTER}mary"),
    "CC020-misspelt-field": Case(4, 5, "dutys"),
    "CC020-misspelt-section": Case(1, 1, "rolse"),
    "CC020-unknown-field": Case(4, 5, "colour"),
    "CC020-unknown-statement-field": Case(6, 9, "conditon"),
    "CC021-no-item": Case(5, 9, "text"),
    "CC021-no-roles": Case(1, 1, "defaults"),
    "CC021-no-title": Case(2, 3, "clinic-lead"),
    "CC022-list-for-mapping": Case(1, 1, "roles"),
    "CC022-list-for-statement": Case(5, 9, "[Open the clinic]"),
    "CC022-list-for-text": Case(3, 5, "title"),
    "CC022-text-for-list": Case(4, 5, "duties"),
    "CC022-text-for-role": Case(2, 3, "clinic-lead"),
    "CC022-three-years": Case(6, 9, "years"),
    "CC023-currency": Case(4, 5, "salary"),
    "CC023-exponent": Case(4, 5, "salary"),
    "CC023-negative": Case(4, 5, "salary"),
    "CC023-part-of-a-person": Case(6, 9, "employment"),
    "CC023-range": Case(5, 9, "amount"),
    "CC024-kind": Case(2, 39, "kind: duties"),
    "CC024-modality": Case(5, 33, "modality: typcal"),
    "CC024-truth-value": Case(6, 33, "against: yes"),
    "CC024-truth-value-1": Case(6, 33, "against: 1"),
    "CC025-role-id": Case(2, 3, "Clinic Lead"),
    "CC025-source-id": Case(5, 43, "Staff Handbook"),
    "CC026-empty-list": Case(2, 27, "rungs: []"),
    "CC026-empty-list-entry": Case(6, 8),
    "CC026-empty-text": Case(4, 5, "summary"),
    "CC026-invisible-title": Case(3, 5, "title"),
    "CC026-no-title": Case(3, 5, "title"),
    "CC026-nothing-under-role": Case(2, 3, "clinic-lead"),
    "CC027-currency": Case(5, 25, "currency: EURO"),
    "CC027-currency-of-defaults": Case(1, 12, "currency: usd"),
    "CC028-median-above-p75": Case(7, 35, "p75: 58000"),
    "CC028-next-to-nothing": Case(4, 5, "salary"),
    "CC028-next-to-nothing-at-p25": Case(5, 29, "p25: 0.009"),
    "CC028-no-figure": Case(5, 9, "{statistic: median"),
    "CC028-percentile-and-top-code": Case(5, 50, "p90: 260000}"),
    "CC028-percentiles": Case(6, 35, "p50: 48000"),
    "CC028-top-code-below": Case(5, 50, "p90: 239200"),
    "CC028-value-and-top-code": Case(5, 26, "at_or_above"),
    "CC028-years": Case(5, 29, "years"),
    "CC030-broader-item": Case(2, 51, "broader: run-the-clinic"),
    "CC030-item-of-other-kind": Case(5, 14, "supervise-staff"),
    "CC030-lone-contradiction": Case(5, 9, "{item: Open the clinic"),
    "CC030-misspelt-item": Case(4, 14, "suprvise-staff"),
    "CC030-misspelt-source": Case(7, 43, "staff-handbok"),
    "CC030-source-of-pay": Case(5, 35, "our-own-books"),
    "CC030-unknown-rung": Case(2, 55, "clinic-hed"),
    "CC031-empty-file": Case(1, 1),
    "CC031-no-role": Case(1, 1, "roles"),
    "CC031-only-comments": Case(1, 1, "# no roles yet"),
    "CC032-circle": Case(2, 51, "broader: plan-the-week"),
    "CC032-itself": Case(2, 51, "broader: run-the-rota"),
}
TAKEN = {
    "CC030-taken-item": Case(2, 3, "supervise-staff"),
    "CC030-taken-source": Case(2, 3, "bls-oews-2024"),
}
"""Files that give an id of the bundled file another meaning."""

MADE = {
    "CC001-missing-file": Case(1, 1),
    "CC002-folder": Case(1, 1),
    "CC002-pipe": Case(1, 1),
    "CC003-too-large": Case(1, 1),
    "CC003-too-many-values": Case(MAX_NODES - 1, 3, "a"),
    "CC018-long-key": Case(4, 7, "aaa"),
    "CC018-long-text": Case(4, 14, "aaa"),
    "CC018-long-title": Case(3, 5, "title: aaa"),
    "CC018-long-item": Case(5, 9, "aaa"),
    "CC019-long-list": Case(4, 5, "duties"),
}
"""What is too large for a file of the project, or is no file."""

CONTENTS = {
    "CC003-too-large": GOOD + "#" * MAX_BYTES,
    "CC003-too-many-values": "roles:\n" + "- a\n" * MAX_NODES,
    "CC018-long-item": f"{GOOD}    duties:\n      - {'a' * (MAX_TEXT + 1)}\n",
    "CC018-long-key": f"{GOOD}    ? {'a' * (MAX_NAME + 1)}\n    : a\n",
    "CC018-long-text": f"{GOOD}    summary: {'a' * (MAX_TEXT + 1)}\n",
    "CC018-long-title": GOOD.replace("Clinic Lead", "a" * (MAX_NAME + 1)),
    "CC019-long-list": f"{GOOD}    duties:\n" + "".join(f"      - Duty {n}\n" for n in range(MAX_ENTRIES + 1)),
}
"""What is in those that are files."""

CASES = FILES | MADE
WITHOUT_EXPECTED = {"CC010", "CC013", "CC014", "CC015"}
"""The codes whose message needs no more."""

SUGGESTIONS = {
    "CC020-misspelt-field": "did you mean 'duties'?",
    "CC020-misspelt-section": "did you mean 'roles'?",
    "CC020-unknown-statement-field": "did you mean 'condition'?",
    "CC024-kind": "write duty",
    "CC024-modality": "write typical",
    "CC025-role-id": "write 'clinic-lead'",
    "CC027-currency": "write the code (ISO 4217)",
    "CC027-currency-of-defaults": "write USD",
    "CC030-broader-item": "did you mean 'run-the-rota'?",
    "CC030-misspelt-item": "did you mean 'supervise-staff'?",
    "CC030-misspelt-source": "did you mean 'staff-handbook'?",
    "CC030-unknown-rung": "did you mean 'clinic-head'?",
}


@pytest.fixture(autouse=True)
def empty_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home without role files, so that those of the machine do not count."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("CAREERCLI_HOME", str(home))


def make(name: str, folder: Path) -> str:
    """The path of a case's file, made in `folder` if the project has none."""
    path = folder / f"{name}.yaml"
    if name == "CC002-folder":
        path.mkdir()
    elif name == "CC002-pipe":
        os.mkfifo(path)
    elif name in CONTENTS:
        path.write_text(CONTENTS[name], encoding="utf-8")
    elif name not in MADE:
        path = FOLDER / path.name
    return str(path)


def get_problem(path: str) -> Problem:
    """The one problem of a file."""
    (problem,) = check_role_files([path]).problems
    return problem


def get_page_sections() -> dict[str, str]:
    """The sections of docs/problems.md that are about a code, by code."""
    parts = re.split(r"^### (CC\d{3})\b", PAGE.read_text("utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def get_source_codes() -> set[str]:
    """The codes that the source has for role files; those of releases begin with CC1."""
    sources = (path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))
    return {code for source in sources for code in re.findall(r'"(CC0\d{2})"', source)}


@pytest.mark.parametrize("name", CASES)
def test_a_file_has_just_its_problem(name: str, tmp_path: Path) -> None:
    """A file with one thing wrong has that one problem, with its code, its place and what to do."""
    path = make(name, tmp_path)
    problem = get_problem(path)
    assert (problem.file, problem.code) == (path, name[:5])
    assert (problem.line, problem.column) == CASES[name][:2]
    assert problem.message.strip()
    assert problem.remedy.strip()
    assert bool(problem.expected.strip()) == (problem.code not in WITHOUT_EXPECTED)


@pytest.mark.parametrize("name", CASES)
def test_a_problem_is_shown_in_three_lines(name: str, tmp_path: Path, call: Call) -> None:
    """`check` shows the place and what is wrong, the line, and a caret below the place; the first alone if there is no
    line. It exits with 1 and prints nothing on stdout."""
    path = make(name, tmp_path)
    case = CASES[name]
    result = call("check", path)
    assert (result.code, result.out) == (1, "")
    problem = get_problem(path)
    first, *shown = result.err.splitlines()
    assert first.startswith(f"{path}:{case.line}:{case.column}: {name[:5]}: {problem.message}")
    assert first.endswith(f"; {problem.remedy}")
    assert problem.expected in first
    if not problem.source_line:
        assert (shown, case.text) == ([], "")
        return
    line, caret = shown
    assert line[:4] == "    "
    assert problem.source_line.startswith(line[4:])
    assert caret == " " * (3 + case.column) + "^"
    assert line[caret.index("^") :].startswith(case.text)


@pytest.mark.parametrize("name", TAKEN)
def test_an_id_of_the_bundled_file_keeps_its_meaning(name: str) -> None:
    """A source or an item that has the id of a bundled one, but is another, is refused at its place."""
    problem = get_problem(make(name, FOLDER))
    assert (problem.code, problem.line, problem.column) == (name[:5], *TAKEN[name][:2])


def test_two_files_may_not_mean_different_things_by_an_id(tmp_path: Path) -> None:
    """Two files that give one id to different sources, items, occupations or ladders are refused, equal ones not."""
    first, second = tmp_path / "first.yaml", tmp_path / "second.yaml"
    for kind, one, other in (
        ("source", "sources: {handbook: {title: Handbook}}\n", "sources: {handbook: {title: Rule book}}\n"),
        ("item", "items: {rota: {label: Rota, kind: duty}}\n", "items: {rota: {label: Rota, kind: skill}}\n"),
        ("occupation", "occupations: {'1': {scheme: s, title: A}}\n", "occupations: {'1': {scheme: s, title: B}}\n"),
        (
            "ladder",
            "ladders: {clinic: {title: Clinic, rungs: [clinic-lead]}}\n",
            "ladders: {clinic: {title: Ward, rungs: [clinic-lead]}}\n",
        ),
    ):
        first.write_text(one + GOOD, encoding="utf-8")
        second.write_text(other + GOOD, encoding="utf-8")
        problems = check_role_files([str(first), str(second)]).problems
        assert {problem.code for problem in problems} == {"CC030"}
        assert all(f"is another {kind} in another file" in problem.message for problem in problems)
        second.write_text(one + GOOD, encoding="utf-8")
        assert check_role_files([str(first), str(second)]).problems == []


@pytest.mark.parametrize("name", SUGGESTIONS)
def test_a_misspelt_name_gets_a_suggestion(name: str, tmp_path: Path) -> None:
    """The remedy of a misspelt field, value or id names the right one."""
    assert get_problem(make(name, tmp_path)).remedy == SUGGESTIONS[name]


def test_a_name_like_no_other_gets_no_suggestion() -> None:
    """A field or a source that is like none known gets no suggestion."""
    assert "did you mean" not in get_problem(str(FOLDER / "CC020-unknown-field.yaml")).remedy
    assert "did you mean" not in get_problem(str(FOLDER / "CC030-source-of-pay.yaml")).remedy


def test_of_many_problems_the_first_are_shown(tmp_path: Path, call: Call) -> None:
    """Of 900 problems the first 20 are shown, in the order of the file, and how many more there are."""
    path = tmp_path / "many.yaml"
    roles = (f"  role-{number}:\n    title: Role\n    salary: much\n" for number in range(900))
    path.write_text("roles:\n" + "".join(roles), encoding="utf-8")
    assert len(check_role_files([str(path)]).problems) == 900
    result = call("check", str(path))
    assert (result.code, result.out) == (1, "")
    *shown, rest = result.err.splitlines()
    assert rest == "and 880 more problems"
    assert MOST == 20
    assert [line.split(": ")[0] for line in shown[::3]] == [f"{path}:{4 + 3 * number}:5" for number in range(MOST)]


@pytest.mark.parametrize(
    "many",
    [
        pytest.param("&a [" + "&a b, " * 2_000 + "]", id="of the YAML"),
        pytest.param("{" + "".join(f"f{number}: a, " for number in range(2_000)) + "}", id="of the fields"),
        pytest.param("{title: A, salary: [" + "{}, " * 2_000 + "]}", id="of the figures"),
        pytest.param(
            "{title: A, outlook: [{sources: [" + "a, " * 900 + "]}, {sources: [" + "a, " * 900 + "]}]}", id="of names"
        ),
    ],
)
def test_no_more_than_1_000_problems_are_reported(many: str, tmp_path: Path) -> None:
    """Of more than 1,000 problems of one kind in a file the first 1,000 are reported."""
    path = tmp_path / "many.yaml"
    path.write_text(f"roles:\n  a: {many}\n", encoding="utf-8")
    assert len(check_role_files([str(path)]).problems) == MAX_PROBLEMS == 1_000


@pytest.mark.parametrize("number", [MAX_PROBLEMS - 1, MAX_PROBLEMS])
def test_up_to_1_000_problems_are_all_reported(number: int, tmp_path: Path) -> None:
    """Of 999 and of 1,000 problems none is left out; two at one value do not make one too many."""
    path = tmp_path / "many.yaml"
    path.write_text("roles:\n" + "  - &a a\n" * (number - 1) + "  - &a !b c\n", encoding="utf-8")
    assert len(check_role_files([str(path)]).problems) == min(number + 1, MAX_PROBLEMS)
    path.write_text("roles:\n" + "  - &a a\n" * number, encoding="utf-8")
    assert len(check_role_files([str(path)]).problems) == number


def test_all_problems_of_a_file_are_reported(tmp_path: Path) -> None:
    """A file with several things wrong has all of them reported at once."""
    path = tmp_path / "several.yaml"
    path.write_text(f"{GOOD}    dutys: []\n    salary: much\n    skills: [{{item: A, modality: maybe}}]\n", "utf-8")
    assert [problem.code for problem in check_role_files([str(path)]).problems] == ["CC020", "CC023", "CC024"]


def test_the_problems_of_all_files_are_reported_together(call: Call) -> None:
    """`check` goes on after a bad file: it reports the problems of all files, each under the file's name."""
    names = ("CC004-latin-1", "CC013-tag", "CC021-no-title", "CC030-misspelt-item")
    paths = [str(FOLDER / f"{name}.yaml") for name in names]
    result = call("check", *paths)
    assert (result.code, result.out) == (1, "")
    assert [line.split(": ")[1] for line in result.err.splitlines() if line.startswith(str(FOLDER))] == [
        name[:5] for name in names
    ]
    assert [problem.file for problem in check_role_files(paths).problems] == paths


def test_a_good_file_gets_one_line(tmp_path: Path, call: Call) -> None:
    """`check` of files without problems exits with 0, prints one line, and says nothing on stderr."""
    path = tmp_path / "good.yaml"
    path.write_text(GOOD, encoding="utf-8")
    assert call("check", str(path)) == (0, "no problems: 1 file, 1 role\n", "")


def test_check_prints_json(tmp_path: Path, call: Call) -> None:
    """`check --json` prints the files, the number of roles and the problems, each with all that is known of it, and
    exits as without it."""
    good, bad = tmp_path / "good.yaml", str(FOLDER / "CC020-misspelt-field.yaml")
    good.write_text(GOOD, encoding="utf-8")
    problem = get_problem(bad)
    result = call("check", "--json", bad, str(good))
    assert result.code == 1
    document = json.loads(result.out)
    assert list(document) == ["schema", "files", "roles", "problems"]
    assert document == {
        "schema": "careercli.check/1",
        "files": [bad, str(good)],
        "roles": 1,
        "problems": [
            {
                "file": bad,
                "line": 4,
                "column": 5,
                "code": "CC020",
                "message": "unknown field 'dutys'",
                "expected": problem.expected,
                "remedy": "did you mean 'duties'?",
                "source_line": "    dutys: [Open the clinic]",
            }
        ],
    }
    result = call("check", "--json", str(good))
    assert (result.code, result.err) == (0, "")
    assert json.loads(result.out) == {
        "schema": "careercli.check/1",
        "files": [str(good)],
        "roles": 1,
        "problems": [],
    }


@pytest.mark.parametrize(
    "command", [("list",), ("show", "office-manager"), ("compare", "office-manager", "practice-manager")]
)
@pytest.mark.parametrize("name", ["CC001-missing-file", "CC004-latin-1", "CC021-no-title", "CC030-misspelt-item"])
def test_other_commands_refuse_a_bad_file(command: tuple[str, ...], name: str, tmp_path: Path, call: Call) -> None:
    """A command given a bad file with --roles reports what `check` does, exits with 4 and prints nothing."""
    path = make(name, tmp_path)
    result = call(*command, "--roles", path)
    assert (result.code, result.out) == (4, "")
    assert result.err == call("check", path).err


@pytest.mark.parametrize(
    "title", ["Clinic Lead", "Ärztliche: Leitung", "O'Brien's", "看護師", "- x", "#1", "null", "A" * 200, '"', "{id} %"]
)
def test_what_new_prints_is_valid(title: str, tmp_path: Path, call: Call) -> None:
    """What `new` prints passes `check` as it is, and has the title that was asked for, however odd."""
    made = call("new", "--", title)
    assert (made.code, made.err) == (0, "")
    path = tmp_path / "new.yaml"
    path.write_text(made.out, encoding="utf-8")
    assert call("check", str(path)) == (0, "no problems: 1 file, 1 role\n", "")
    listed = json.loads(call("list", "--json", "--roles", str(path)).out)
    assert title in [role["title"] for role in listed["roles"]]


def test_every_code_has_a_case_and_a_section_on_the_page() -> None:
    """Every code of role files has a case here and a section in docs/problems.md, and there are no others;
    each file of a problem is tried."""
    codes = get_source_codes()
    assert len(codes) > 20
    assert {name[:5] for name in CASES} == codes
    assert set(get_page_sections()) == codes
    assert set(re.findall(r"CC\d{3}", PAGE.read_text("utf-8"))) == codes
    assert {path.name for path in FOLDER.iterdir()} == {f"{name}.yaml" for name in FILES | TAKEN}


def test_examples_on_the_page_are_tried() -> None:
    """Each example in docs/problems.md is the content of a file of its code; each code that a file can show in plain
    sight has an example."""
    contents: dict[str, list[str]] = {}
    for path in FOLDER.iterdir():
        text = path.read_bytes().decode("utf-8", "replace")
        if text and text.replace("\n", "").isprintable() and "\N{REPLACEMENT CHARACTER}" not in text:
            contents.setdefault(path.name[:5], []).append(text)
    for code, section in get_page_sections().items():
        examples = re.findall(r"^```yaml\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
        assert all(example in contents.get(code, []) for example in examples), code
        assert bool(examples) == (code in contents), code


def test_the_page_shows_a_problem_as_it_is_printed(tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """docs/problems.md shows what `check` prints."""
    text = (FOLDER / "CC024-modality.yaml").read_text("utf-8")
    (tmp_path / "clinic.yaml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert f"```\n$ careercli check clinic.yaml\n{call('check', 'clinic.yaml').err}```\n" in PAGE.read_text("utf-8")
