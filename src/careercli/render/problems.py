"""What is wrong in files, in words: each problem with its line and a caret below the place."""

from collections.abc import Sequence
from unicodedata import combining, east_asian_width

from careercli.errors import Problem
from careercli.text import clean

MOST = 20
"""How many problems are told; of the others their count."""

AROUND = 60
"""How much of a long line is shown on either side of the place."""


def render_problems(problems: Sequence[Problem]) -> str:
    """The first problems, three lines each at most, and how many more there are."""
    told = [_render(problem) for problem in problems[:MOST]]
    rest = len(problems) - MOST
    if rest > 0:
        told.append(f"and {rest:,} more {'problem' if rest == 1 else 'problems'}\n")
    return "".join(told)


def _render(problem: Problem) -> str:
    sentence = clean(str(problem))
    if not problem.source_line.strip():
        return f"{sentence}\n"
    start = max(0, problem.column - 1 - AROUND)
    line = problem.source_line[start : problem.column - 1 + AROUND]
    return f"{sentence}\n    {line}\n    {' ' * _width(problem.source_line[start : problem.column - 1])}^\n"


def _width(text: str) -> int:
    """The columns that a text takes on a terminal."""
    return sum(2 if east_asian_width(char) in "WF" else not combining(char) for char in text)
