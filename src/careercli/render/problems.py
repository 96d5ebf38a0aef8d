"""Problems in words: each with its line and a caret below the place."""

from collections.abc import Sequence
from unicodedata import category, east_asian_width

from careercli.errors import Problem
from careercli.text import clean

MOST = 20
"""How many problems are shown; the others are counted."""

AROUND = 60
"""How many characters of a long line are shown on either side of the place."""


def render_problems(problems: Sequence[Problem]) -> str:
    """The first problems, three lines each at most, and how many more there are."""
    shown = [_render(problem) for problem in problems[:MOST]]
    rest = len(problems) - MOST
    if rest > 0:
        shown.append(f"and {rest:,} more {'problem' if rest == 1 else 'problems'}\n")
    return "".join(shown)


def _render(problem: Problem) -> str:
    sentence = clean(str(problem))
    if not problem.source_line.strip():
        return f"{sentence}\n"
    start = max(0, problem.column - 1 - AROUND)
    line = problem.source_line[start : problem.column - 1 + AROUND]
    return f"{sentence}\n    {line}\n    {' ' * _width(problem.source_line[start : problem.column - 1])}^\n"


def _width(text: str) -> int:
    """The number of terminal columns that `text` takes."""
    return sum(2 if east_asian_width(char) in "WF" else category(char) not in {"Mn", "Me", "Cf"} for char in text)
