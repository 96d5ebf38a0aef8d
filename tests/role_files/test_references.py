"""The names in role files: what is unknown, what is redefined, and what may be a typo."""

from collections.abc import Iterable

import pytest

from careercli.catalog.resolve import FileInForce, Resolver
from careercli.errors import Problem
from careercli.model import SECTIONS
from careercli.role_files import references
from careercli.role_files.read import Parsed, parse_role_file
from careercli.role_files.references import MAX_COMPARISONS, MOST_HINTS, find_hints, find_reference_problems

ITEMS = "items:\n  run-the-rota: {label: Run the rota, kind: duty}\n  plan-work: {label: Plan work, kind: skill}\n"


def parse(*texts: str) -> tuple[list[Parsed], Resolver]:
    """The files that texts are, in force together."""
    files = [parse_role_file(text.encode(), f"{number}.yaml") for number, text in enumerate(texts)]
    return files, Resolver([FileInForce(one.file, "user", one.tree.name) for one in files])


def find(*texts: str) -> list[Problem]:
    """The problems of the first of some files that are in force together."""
    files, resolver = parse(*texts)
    return find_reference_problems(files[0], [one.file for one in files], resolver.items, resolver.titles)


def hint(text: str) -> list[str]:
    """The hints for one file."""
    (one,), resolver = parse(text)
    return find_hints(one, resolver.items)


@pytest.mark.parametrize(
    "role",
    [
        "duties: [{item: Open up, against: true}, Open up]",
        "duties: [open up, {item: Open up, against: true}, {item: OPEN UP, contradicts: It is shut.}]",
        "duties: [{item: run-the-rota, contradicts: Nobody does.}, {item: run-the-rota}, Plan]",
        "duties: [{item: Open up, against: true}]",
    ],
)
def test_a_statement_may_deny_or_contradict_others(role: str) -> None:
    """Statements on an item that deny it or contradict another one are accepted, in any order and case."""
    assert find(f"{ITEMS}roles: {{a: {{title: A, {role}}}}}") == []


@pytest.mark.parametrize(
    "role",
    [
        "duties: [{item: Open up, contradicts: No.}, Close up]",
        "duties: [{item: Open up, contradicts: No.}], skills: [Open up]",
    ],
)
def test_a_contradiction_is_not_alone(role: str) -> None:
    """A statement that contradicts another one is refused if its section has no other on its item."""
    (problem,) = find(f"roles:\n  b: {{title: B, duties: [Open up]}}\n  a: {{title: A, {role}}}")
    assert (problem.code, problem.line, problem.column) == ("CC030", 3, 26)


def test_a_ladder_has_known_roles_once() -> None:
    """A ladder's rungs are roles of any file in force, each once; its sources are known."""
    one = "ladders: {{l: {{title: L, rungs: [{}], sources: [{}]}}}}\nroles: {{a: {{title: A}}, b: {{title: B}}}}\n"
    other = "sources: {s: {title: S}}\nroles: {c: {title: C}}\n"
    assert find(one.format("a, b, c", "s"), other) == []
    assert find(one.format("c", ""), other) == []
    for rungs, sources, column, message in (
        ("a, d, c", "s", 36, "no role is called 'd'"),
        ("a, c, a", "s", 39, "'a' is on this ladder twice"),
        ("a, c", "t", 50, "no source is called 't'"),
        ("c, c", "s", 36, "'c' is on this ladder twice"),
    ):
        (problem,) = find(one.format(rungs, sources), other)
        assert (problem.message, problem.line, problem.column) == (message, 1, column)
    assert [problem.message for problem in find(one.format("c", ""))] == ["no role is called 'c'"]


def test_every_list_of_sources_is_checked() -> None:
    """Sources are known in ladders, in pay and outlook of roles and occupations, and in statements of every section."""
    figures = "salary: [{amount: 1, sources: [s]}], outlook: [{sources: [s]}]"
    sections = ", ".join(f"{section}: [{{item: A, sources: [t, s]}}]" for section in (*SECTIONS, "reports_to"))
    text = (
        "ladders: {l: {title: L, rungs: [a], sources: [s]}}\n"
        f"occupations: {{'1': {{scheme: s, title: O, {figures}}}}}\n"
        f"roles: {{a: {{title: A, {figures}, {sections}}}}}\n"
    )
    defined = "sources: {t: {title: T}, s: {title: S}}\n"
    assert [problem.message for problem in find(text + "sources: {t: {title: T}}\n")] == ["no source is called 's'"] * (
        5 + len((*SECTIONS, "reports_to"))
    )
    assert find(text + defined) == []
    assert find(text, f"{defined}roles: {{b: {{title: B}}}}") == []


def test_an_item_is_in_the_section_of_its_kind() -> None:
    """An item named by id in a section of another kind is refused; a label is an item of the section's own."""
    assert find(f"{ITEMS}roles: {{a: {{title: A, duties: [Run-The-Rota, Plan work], skills: [plan-work]}}}}") == []
    (problem,) = find(f"{ITEMS}roles: {{a: {{title: A, duties: [plan-work]}}}}")
    assert problem.message == "the item 'plan-work' is of kind skill"
    assert problem.expected == "an item of kind duty"


@pytest.mark.parametrize(
    ("duty", "is_a_typo"),
    [
        ("run-the-rotas", True),
        ("run-a-rota", True),
        ("Run the rotas", False),
        ("run the-rotas", False),
        ("walk-the-dog", False),
        ("rota", False),
    ],
)
def test_what_looks_like_an_id_may_be_a_typo(duty: str, is_a_typo: bool) -> None:
    """A statement that looks like an id and nearly is a known one is refused; any other names a new item."""
    problems = find(f"{ITEMS}roles: {{a: {{title: A, duties: [{duty}]}}}}")
    assert [problem.remedy for problem in problems] == ["did you mean 'run-the-rota'?"] * is_a_typo


@pytest.mark.parametrize("broader", [{"a": "a"}, {"a": "b", "b": "a"}, {"a": "b", "b": "c", "c": "d", "d": "b"}])
def test_no_item_is_broader_than_itself(broader: dict[str, str]) -> None:
    """A cycle of broader items is refused once, whether all of it is in the file or a part."""
    entries = {
        item: f"items: {{{item}: {{label: {item}, kind: duty, broader: {above}}}}}\n" for item, above in broader.items()
    }
    together = "items:\n" + "".join(f"  {entry[8:-2]}\n" for entry in entries.values())
    (problem,) = find(f"{together}roles: {{r: {{title: R}}}}")
    assert problem.code == "CC032"
    apart = [f"{entry}roles: {{r: {{title: R}}}}" for entry in reversed(entries.values())]
    (problem,) = find(*apart)
    assert (problem.code, problem.line) == ("CC032", 1)


def test_broader_items_may_form_a_tree() -> None:
    """A tree of broader items is accepted; so is an item below a cycle of another file."""
    tree = "".join(f"  i{number}: {{label: I, kind: duty, broader: i{number // 2}}}\n" for number in range(1, 50))
    assert find(f"items:\n  i0: {{label: I, kind: duty}}\n{tree}roles: {{r: {{title: R}}}}") == []
    mine = "items: {x: {label: X, kind: duty, broader: a}}\nroles: {r: {title: R}}"
    assert find(mine, "items: {a: {label: A, kind: duty, broader: a}}\nroles: {r: {title: R}}") == []


def test_the_first_problems_get_a_suggestion() -> None:
    """The first 20 unknown names get a suggestion; the others do not."""
    rungs = ", ".join(f"clinic-hed-{number}" for number in range(30))
    text = f"ladders: {{l: {{title: L, rungs: [{rungs}]}}}}\nroles: {{clinic-head: {{title: A}}}}"
    remedies = [problem.remedy for problem in find(text)]
    assert remedies == ["did you mean 'clinic-head'?"] * MOST_HINTS + ["define it, or use another name"] * 10
    assert MOST_HINTS == 20


def test_what_was_expected_reads_well() -> None:
    """What is expected in place of an unknown name has its article."""
    text = "items: {x: {label: X, kind: duty, broader: y}}\nladders: {l: {title: L, rungs: [b], sources: [s]}}\n"
    problems = find(f"{text}roles: {{a: {{title: A}}}}")
    assert [problem.expected for problem in problems] == ["the id of an item", "the id of a source", "the id of a role"]


def test_nothing_is_suggested_where_nothing_is_known() -> None:
    """An unknown source is not suggested to itself."""
    (problem,) = find("roles: {a: {title: A, duties: [{item: A, sources: [s]}]}}")
    assert problem.remedy == "define it, or use another name"


def test_hints() -> None:
    """A new item that is nearly called like a known one of its kind gets a hint, once; 20 hints at most."""
    text = "roles:\n  a:\n    title: A\n    duties: [{}]\n    skills: [Run the rotas]\n"
    assert hint(ITEMS + text.format("Run the rota, run-the-rota, Walk, Plan works, Ran to a rota")) == []
    assert hint(ITEMS + text.format("Run the rotas, run THE rotas, Walk")) == [
        "0.yaml:7:14: 'Run the rotas' is a new item; did you mean 'Run the rota'?"
    ]
    assert hint(ITEMS + text.format("Run the rota, run-the-rota, Run the rotas")) == [
        "0.yaml:7:42: 'Run the rotas' is a new item; did you mean 'Run the rota'?"
    ]
    many = [f"Run the rota{letter}{other}" for letter in "abcde" for other in "fghij"]
    assert len(hint(ITEMS + text.format(", ".join(many)))) == MOST_HINTS


@pytest.mark.parametrize("number", [5_000, 4_999])
def test_the_search_for_typos_has_a_budget(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """However many names are unknown, no more than a million comparisons are made, by one search, give or take one."""
    compared = 0

    def count(name: str, known: Iterable[str], limit: int = 1, cutoff: float = 0.6) -> list[str]:
        nonlocal compared
        compared += len(list(known))
        return []

    monkeypatch.setattr(references, "find_nearest", count)
    items = "items:\n" + "".join(f"  item-{n}: {{label: Item {n}, kind: duty}}\n" for n in range(number))
    for name in ("itam-{}", "Itam {}"):
        duties = ", ".join(name.format(n) for n in range(999))
        text = f"{items}roles: {{a: {{title: A, duties: [{duties}]}}}}"
        compared = 0
        assert (find(text), hint(text)) == ([], [])
        searches = 2 if name == "itam-{}" else 1
        assert MAX_COMPARISONS * searches <= compared < (MAX_COMPARISONS + number) * searches
