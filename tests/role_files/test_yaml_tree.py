"""The tree of a file: its limits, and the places of everything in it."""

import pytest
import yaml

from careercli.errors import InvalidFileError, Problem
from careercli.role_files.yaml_tree import MAX_LINE, MAX_NODES, Tree


def get_problems(text: str | bytes) -> tuple[Problem, ...]:
    """The problems of a text that is refused."""
    with pytest.raises(InvalidFileError) as caught:
        Tree(text.encode() if isinstance(text, str) else text, "a.yaml")
    return caught.value.problems


@pytest.mark.parametrize(
    ("nest", "line", "column"),
    [
        pytest.param("[" * 5_000, 4, 35, id="lists in a line"),
        pytest.param("{a: " * 5_000, 4, 128, id="mappings in a line"),
        pytest.param("\r\n    [" * 5_000, 36, 5, id="lists in lines"),
        pytest.param("{看: [" * 5_000, 4, 83, id="both, not ASCII"),
    ],
)
def test_a_deep_nest_is_refused_at_its_place(nest: str, line: int, column: int) -> None:
    """A nest that is too deep is refused where it passes level 32, once, after the problems before it, whichever
    version of libyaml reads it."""
    problems = get_problems(f"# 看護師\r\na: &x 看護師\r\nb: !y c\r\nd: {nest}")
    found = [(problem.code, problem.line, problem.column) for problem in problems]
    assert found == [("CC014", 2, 4), ("CC013", 3, 4), ("CC016", line, column)]
    assert {problem.expected for problem in problems[2:]} == {"at most 32 levels"}


def test_blocks_nest_as_deep() -> None:
    """Blocks have the same limit, at 1,000 levels and more too."""
    (problem,) = get_problems("".join(f"{' ' * depth}a:\n" for depth in range(2_000)))
    assert (problem.code, problem.line, problem.column) == ("CC016", 33, 33)
    (problem,) = get_problems("- " * 2_000)
    assert (problem.code, problem.line, problem.column) == ("CC016", 1, 65)


def test_the_number_of_keys_and_values_has_a_limit() -> None:
    """A file may have 300,000 keys and values, and no more."""
    text = "[" + "a, " * (MAX_NODES - 1) + "]"
    assert Tree(text.encode(), "a.yaml").root == ["a"] * (MAX_NODES - 1)
    (problem,) = get_problems(f"{text[:-1]}b]")
    assert (problem.code, problem.column) == ("CC003", 3 * MAX_NODES - 1)


def test_what_pyyaml_lets_through_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of PyYAML's own is reported at the last place read, with nothing that a terminal obeys."""

    def parse(*_: object, **__: object) -> None:
        raise ValueError("a\u202eb\x1b[31m")

    monkeypatch.setattr(yaml, "parse", parse)
    (problem,) = get_problems("a: b")
    assert (problem.code, problem.line, problem.column) == ("CC010", 1, 1)
    assert problem.message == "this is not YAML: ab"


def test_an_error_without_a_place_is_at_the_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error for which PyYAML gives no place is reported in line 1, column 1."""

    def parse(*_: object, **__: object) -> None:
        raise yaml.MarkedYAMLError(problem="broken")

    monkeypatch.setattr(yaml, "parse", parse)
    (problem,) = get_problems("a: b")
    assert (problem.code, problem.line, problem.column) == ("CC010", 1, 1)


@pytest.mark.parametrize("text", ["a: b", "看護師: 看護師"])
@pytest.mark.parametrize("encoding", ["UTF-16-LE", "UTF-16-BE", "UTF-32-LE", "UTF-32-BE"])
def test_an_encoding_with_a_mark_is_called_by_its_name(text: str, encoding: str) -> None:
    """A file that begins with the mark of UTF-16 or UTF-32 is refused by that name, whatever its language."""
    (problem,) = get_problems(f"\ufeff{text}".encode(encoding))
    assert (problem.code, problem.message) == ("CC004", f"the file is {encoding[:6]}")


def test_a_few_nulls_are_characters_and_no_encoding() -> None:
    """A null now and then is a character that YAML does not allow; where more than a third are nulls, the file is in
    another encoding."""
    (problem,) = get_problems(b"a: b" + b"\0" * 5 + b"c" * 60)
    assert (problem.code, problem.column) == ("CC005", 5)
    (problem,) = get_problems(b"a: b" + b"\0" * 3)
    assert problem.code == "CC004"


@pytest.mark.parametrize(("length", "shown"), [(3, "a" * 3), (60, "a" * 60), (61, f"{'a' * 60}...")])
def test_a_long_key_is_cut_in_a_message(length: int, shown: str) -> None:
    """A message quotes a key whole, or the first 60 characters of a longer one and three dots."""
    (problem,) = get_problems(f"{'a' * length}: b\n{'a' * length}: c\n")
    assert problem.message == f"the key {shown!r} is given twice"


def test_places() -> None:
    """A path has the place of its key, or of its entry in a list; a path that is not there that of what is above it."""
    tree = Tree(b"a:\n  b: [x,\n    {c: d}]\n", "a.yaml")
    assert tree.root == {"a": {"b": ["x", {"c": "d"}]}}
    assert [tree.place(path) for path in ((), ("a",), ("a", "b"), ("a", "b", 0), ("a", "b", 1, "c"))] == [
        *((1, 1), (1, 1), (2, 3), (2, 7), (3, 6))
    ]
    assert [tree.place(path) for path in (("z",), ("z", "a", "b"), ("a", "z"), ("a", "b", 7), ("a", "b", 0, "c"))] == [
        *((1, 1), (1, 1), (1, 1), (2, 3), (2, 7))
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"])
def test_each_problem_has_its_line(end: str) -> None:
    """Lines count and are shown as YAML ends them; problems of one line share its text, however many they are."""
    problems = get_problems(end.join(["a: &x b", "'\tc\U000e0041': !y d", "", "e: &z f", ""]))
    assert [(problem.line, problem.column) for problem in problems] == [(1, 4), (2, 1), (2, 8), (4, 4)]
    assert [problem.source_line for problem in problems] == ["a: &x b", *["' c\ufffd': !y d"] * 2, "e: &z f"]
    assert problems[1].source_line is problems[2].source_line


def test_a_long_line_is_cut() -> None:
    """Of a long line the beginning is shown; a problem further on has none."""
    start, end = get_problems(f"[&a b, {'c, ' * MAX_LINE} &d e]")
    assert len(start.source_line) == MAX_LINE
    assert (end.source_line, end.column) == ("", 9 + 3 * MAX_LINE)
    last, after = get_problems(f"{' ' * (MAX_LINE - 2)}[&a b,&c d]")
    assert [(problem.column, bool(problem.source_line)) for problem in (last, after)] == [
        *((MAX_LINE, True), (MAX_LINE + 5, False))
    ]


def test_an_empty_value_is_none_or_text() -> None:
    """A plain scalar left empty is None; one in quotes is an empty text, also if it is cleaned to nothing."""
    assert Tree(b"[a, '', \"\\u200b\"]", "a.yaml").root == ["a", "", ""]
    assert Tree(b"{a: , b: }", "a.yaml").root == {"a": None, "b": None}


@pytest.mark.parametrize("text", ["", "# a\n", "---\n", "--- # a\n...\n"])
def test_nothing_is_none(text: str) -> None:
    """A file without a value has the root None."""
    assert Tree(text.encode(), "a.yaml").root is None
