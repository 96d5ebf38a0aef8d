"""Answers: the longest ones, parts in full, and what is said of what is left out."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from careercli.assistant.answer import QUOTED, Answer, answer
from careercli.assistant.fit import MAX_CONTENT, MAX_TEXT, get_size
from careercli.assistant.session import Session
from careercli.assistant.tools import TOOLS
from careercli.catalog.catalog import Catalog
from careercli.documents import get_schema
from program import Result

SIX = ["29-1141", "29-1071", "11-9111", "13-2011", "41-2011", "35-3023"]

LONG: list[tuple[str, dict[str, Any]]] = [
    ("compare_roles", {"roles": SIX}),
    ("compare_roles", {"roles": SIX, "place": "Texas"}),
    ("compare_roles", {"roles": SIX, "section": "skills"}),
    ("compare_roles", {"roles": SIX, "section": "pay"}),
    ("compare_roles", {"roles": ["29-1141", "29-1071"], "section": "duties"}),
    ("show_role", {"role": "29-1141", "section": "skills"}),
    ("gap", {"from": "29-1141", "to": "11-9111"}),
    ("gap", {"from": "29-1141", "to": "11-9111", "section": "missing"}),
    ("gap", {"to": "11-9111", "have": [f"{number} {'x' * 190}" for number in range(100)]}),
    ("similar", {"role": "29-1141", "limit": 50}),
    ("find_role", {"role": "manager", "limit": 50, "place": "Texas"}),
    ("pay", {"roles": SIX[:3], "limit": 50}),
    ("path", {"from": "35-3023", "to": "29-1229"}),
]


@pytest.fixture
def session() -> Iterator[Session]:
    """The roles in force."""
    opened = Session(pytest.fail)
    yield opened
    opened.close()


def check(name: str, found: Answer) -> None:
    """That an answer fits, begins as all do, has its sources, and is as the whole schema says."""
    assert not found.is_error, found.text
    assert get_size(found.content) <= MAX_CONTENT
    assert len(found.text.encode()) <= MAX_TEXT
    assert found.text.startswith(QUOTED)
    assert "## Sources" in found.text
    assert found.content["sources"]
    Draft202012Validator(get_schema(TOOLS[name].document)).validate(found.content)


@pytest.mark.parametrize(("name", "given"), LONG)
def test_the_longest_answers_fit(session: Session, name: str, given: dict[str, Any]) -> None:
    """An answer of any length is within the limits, with its sources, and valid."""
    check(name, answer(session, name, given))


def test_what_is_left_out_is_said_in_both_forms(session: Session) -> None:
    """An answer that is cut says how much of what it lacks, and how to ask for it, in its JSON and in its text."""
    found = answer(session, "gap", {"from": "29-1141", "to": "11-9111"})
    (said,) = [note for note in found.content["notes"] if note.startswith("Left out here")]
    assert said.endswith("Ask with section, and skip to read on.")
    assert said.replace("_", "\\_") in found.text


@pytest.mark.parametrize(
    ("name", "given", "path"),
    [
        ("gap", {"from": "29-1141", "to": "11-9111", "section": "missing"}, ("missing",)),
        ("show_role", {"role": "29-1141", "section": "skills"}, ("role", "skills")),
        ("compare_roles", {"roles": ["29-1141", "29-1071"], "section": "skills"}, ("skills",)),
    ],
)
def test_a_part_is_read_to_its_end(
    session: Session, catalog: Catalog, name: str, given: dict[str, Any], path: tuple[str, ...]
) -> None:
    """A section that is too long comes in pages: each says where the next begins, and together they are all of it."""
    items: list[str] = []
    total = pages = 0
    while pages == 0 or len(items) < total:
        found = answer(session, name, {**given, "skip": len(items)})
        check(name, found)
        (said,) = [note for note in found.content["notes"] if note.startswith("Rows ")]
        assert said in found.text
        rows: Any = found.content
        for key in path:
            rows = rows[key]
        words = said.split()
        total = int(words[5])
        assert words[1:4] == [str(len(items) + 1), "to", str(len(items) + len(rows))]
        items += [row["item"] for row in rows]
        assert (f"skip {len(items)} shows the next" in said) == (len(items) < total)
        pages += 1
    assert pages > 1
    assert len({*items}) == len(items) == total


def test_a_section_is_as_the_program_has_it(session: Session, call: Any) -> None:
    """A section that fits is the one of `--section --json`, and its text is the Markdown of `--section`."""
    args = ("show", "practice-manager", "--section", "duties")
    shown: Result = call(*args, "--format", "markdown")
    found = answer(session, "show_role", {"role": "practice-manager", "section": "duties"})
    assert found.text.removeprefix(f"{QUOTED}\n\n") == shown.out


def test_a_brief_answer_is_that_of_the_program(session: Session, call: Any) -> None:
    """An answer's JSON is what `--brief --json` prints."""
    import json

    for args, name, given in (
        (("compare", "29-1141", "29-1071", "--brief"), "compare_roles", {"roles": ["29-1141", "29-1071"]}),
        (("show", "office-manager", "--brief"), "show_role", {"role": "office-manager"}),
        (("path", "cashiers", "13-2011"), "path", {"from": "cashiers", "to": "13-2011"}),
        (("similar", "cashiers"), "similar", {"role": "cashiers"}),
        (("search", "nurse", "-n", "10"), "find_role", {"role": "nurse"}),
        (("datasets",), "list_datasets", {}),
        (("pay", "29-1141", "--place", "Texas"), "pay", {"roles": ["29-1141"], "place": "Texas"}),
    ):
        assert json.loads(call(*args, "--json").out) == answer(session, name, given).content


def test_no_answer_names_options_of_the_program(session: Session) -> None:
    """Texts point to arguments of the tools, not to options of the program."""
    for name, given, argument in (
        ("compare_roles", {"roles": ["29-1141", "29-1071"]}, "argument section"),
        ("show_role", {"role": "office-manager"}, "argument section"),
        ("gap", {"from": "29-1141", "to": "11-9111"}, "argument section"),
        ("find_role", {"role": "nurse", "limit": 2}, "use limit for more"),
        ("pay", {"roles": ["29-1141"], "limit": 2}, "limit shows more"),
    ):
        text = answer(session, name, given).text
        assert not re.search(r" --[a-z]", text)
        assert argument in text


def make_role(home: Path, title: str) -> None:
    """A role of one's own with 200 duties, each with a source of its own that is called so."""
    sources = "".join(f"  s{number}:\n    title: {title} {number}\n" for number in range(200))
    duties = "".join(f"      - item: duty {number}\n        sources: [s{number}]\n" for number in range(200))
    (home / "own.yaml").write_text(
        f"sources:\n{sources}roles:\n  long:\n    title: Long\n    duties:\n{duties}", "utf-8"
    )


def test_a_role_with_many_sources_is_shown(session: Session, home: Path) -> None:
    """Of a role with more sources than fit those stay that are named by what is shown, and the others are counted."""
    make_role(home, "x" * 300)
    found = answer(session, "show_role", {"role": "long"})
    assert not found.is_error
    assert "200 of 200 of sources" in str(found.content["notes"])
    assert "sources left out here.)" in found.text
    page = answer(session, "show_role", {"role": "long", "section": "duties"})
    assert len(page.content["role"]["duties"]) == len(page.content["sources"])


ERRORS: list[tuple[str, dict[str, Any], str, str]] = [
    (
        "show_role",
        {"role": "medical biller"},
        "ambiguous-role",
        "`onet-29-2072-00`: Medical Records Specialists (onet, ",
    ),
    ("show_role", {"role": "offise maneger"}, "unknown-role", "the nearest names are those of candidates"),
    ("show_role", {"role": "xyzzy plugh"}, "unknown-role", "nothing is called 'xyzzy plugh'; find_role looks further"),
    ("compare_roles", {"roles": ["29-1141", "registered nurse"]}, "usage", "are the same role"),
    ("pay", {"roles": ["29-1141"], "place": "Carolina"}, "ambiguous-place", "North Carolina"),
    ("gap", {"to": "office-manager", "from": "29-1141", "have": ["x"]}, "usage", "either from"),
]


@pytest.mark.parametrize(("name", "given", "code", "said"), ERRORS)
def test_an_error_says_what_may_be_meant(
    session: Session, name: str, given: dict[str, Any], code: str, said: str
) -> None:
    """An error is the error document, valid, and its text has the sentence and all that may be meant."""
    found = answer(session, name, given)
    assert found.is_error
    assert found.content["error"]["code"] == code
    Draft202012Validator(get_schema("error")).validate(found.content)
    text = found.text.replace("\\", "")
    assert said in text
    meant = [*found.content["error"]["candidates"], *found.content["error"]["places"]]
    assert meant or "ambiguous" not in code
    for each in meant:
        assert each.get("title", each.get("name")) in text


def test_an_answer_that_cannot_be_cut_is_refused(session: Session, home: Path) -> None:
    """An answer that is too long even without its lists is an error that says what to do."""
    summary = "\u20ac" * 15_000
    (home / "own.yaml").write_text(f"roles:\n  long:\n    title: Long\n    summary: {summary}\n", "utf-8")
    found = answer(session, "show_role", {"role": "long"})
    assert found.is_error
    assert "too long even without its lists" in found.content["error"]["message"]


def test_problems_of_an_own_file_are_said(session: Session, home: Path) -> None:
    """An invalid role file is an error with its problems, in both forms."""
    (home / "own.yaml").write_text("roles:\n  lead:\n    titel: Lead\n", "utf-8")
    found = answer(session, "find_role", {"role": "nurse"})
    assert found.content["error"]["code"] == "invalid-file"
    assert all(problem["code"] in found.text for problem in found.content["error"]["problems"])
