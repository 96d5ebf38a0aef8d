"""Problems in words: the line and the caret below the place."""

import pytest

from careercli.errors import Problem
from careercli.render.problems import AROUND, MOST, render_problems


def _problem(line: str, column: int) -> Problem:
    return Problem("a.yaml", 1, column, "CC010", "this is wrong", "that", "do this", line)


@pytest.mark.parametrize(
    ("before", "width"),
    [
        pytest.param("abc", 3, id="ASCII"),
        pytest.param("看護師", 6, id="wide"),
        pytest.param("\uff21\uff22", 4, id="fullwidth"),
        pytest.param("\uff71\uff72", 2, id="halfwidth"),
        pytest.param("e\u0301a\u0308", 2, id="combining"),
        pytest.param("\u2764\ufe0f", 1, id="variation selector"),
        pytest.param("\u0905\u0902", 1, id="combining class 0"),
        pytest.param("a\u20dd", 1, id="enclosing"),
        pytest.param("\u00e4\u0416\u0645", 3, id="other scripts"),
    ],
)
def test_the_caret_is_below_the_place(before: str, width: int) -> None:
    """The caret is as many columns in as a terminal gives to what is before the place."""
    _, line, caret = render_problems([_problem(f"{before}: x", len(before) + 1)]).splitlines()
    assert line == f"    {before}: x"
    assert caret == " " * (4 + width) + "^"


def test_a_long_line_is_shown_around_the_place() -> None:
    """Of a long line 60 characters on either side of the place are shown, and the caret is below it."""
    text = "".join(chr(ord("a") + number % 26) for number in range(300))
    _, line, caret = render_problems([_problem(text, 201)]).splitlines()
    assert line == f"    {text[200 - AROUND : 200 + AROUND]}"
    assert line[caret.index("^")] == text[200]
    _, line, caret = render_problems([_problem(text, AROUND)]).splitlines()
    assert line.startswith("    abc")
    assert line[caret.index("^")] == text[AROUND - 1]


@pytest.mark.parametrize("line", ["", "   "])
def test_an_empty_line_is_not_shown(line: str) -> None:
    """A problem without a line, or with a blank one, takes one line."""
    assert render_problems([_problem(line, 1)]) == "a.yaml:1:1: CC010: this is wrong; expected that; do this\n"


def test_the_others_are_counted() -> None:
    """The first 20 problems are shown and the others counted."""
    problems = [_problem("", number) for number in range(1, MOST + 3)]
    assert len(render_problems(problems[:MOST]).splitlines()) == MOST
    assert render_problems(problems[:-1]).splitlines()[MOST:] == ["and 1 more problem"]
    assert render_problems(problems).splitlines()[MOST:] == ["and 2 more problems"]


def test_no_part_of_a_problem_reaches_a_terminal_raw() -> None:
    """What a terminal obeys is removed from every part of a problem."""
    bad = "a\x1b[31m\u202eb"
    assert render_problems([Problem(bad, 1, 1, "CC010", bad, bad, bad, "")]) == ("ab:1:1: CC010: ab; expected ab; ab\n")
