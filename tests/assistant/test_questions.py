"""Twenty questions of an adviser, each answered with at most two calls."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from careercli.assistant.answer import answer
from careercli.assistant.session import Session

QUESTIONS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("questions.toml").read_text("utf-8"))[
    "questions"
]


def test_there_are_twenty() -> None:
    """There are twenty questions, all different, of at most two calls each."""
    assert len({each["question"] for each in QUESTIONS}) == 20
    assert all(1 <= len(each["calls"]) <= 2 for each in QUESTIONS)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: each["question"])
def test_a_question_is_answered(question: dict[str, Any]) -> None:
    """The texts of the answers contain what the question asks for, and none is an error."""
    session = Session(pytest.fail)
    found = [answer(session, call["tool"], call["arguments"]) for call in question["calls"]]
    session.close()
    assert not any(each.is_error for each in found)
    text = "\n".join(each.text for each in found).replace("\\", "").casefold()
    assert [each for each in question["contains"] if each.casefold() not in text] == []
