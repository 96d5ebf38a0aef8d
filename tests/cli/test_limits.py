"""Arguments and texts of any length: answered, in few words."""

from collections.abc import Callable
from pathlib import Path

import pytest

from careercli.cli.terminal import MAX_MESSAGE
from careercli.model import MAX_NAME, MAX_TEXT
from program import Result
from releases import write_onet

Call = Callable[..., Result]
LONG = {
    "a word": "a" * 60_000,
    "words": "ab " * 20_000,
    "many words": " ".join(map(str, range(12_000))),
    "CJK": "\u770b" * 20_000,
    "hyphens": "-" * 60_000,
    "pairs": "\u00e9-" * 20_000,
    "zeros": "0" * 60_000,
    "not UTF-8": "\udcff" * 60_000,
}
COMMANDS = (
    ("show", "{}"),
    ("compare", "{}", "{}x"),
    ("compare", "{}", "{}"),
    ("search", "{}"),
    ("list", "--dataset", "{}"),
    ("list", "--roles", "{}"),
    ("list", "-o", "{}"),
    ("list", "--width", "{}"),
    ("list", "-f", "{}"),
    ("list", "--{}"),
    ("check", "{}"),
    ("new", "{}"),
    ("new", "Lead", "-o", "{}"),
    ("schema", "{}"),
    ("datasets", "{}"),
    ("datasets", "remove", "{}"),
    ("import", "onet", "{}"),
    ("import", "{}", "{}"),
    ("{}",),
)


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_long_argument_is_refused_in_few_words(call: Call, home: Path, tmp_path: Path, text: str) -> None:
    """An argument of 60 kB in any place ends with a documented code and a short message, beside a store too."""
    assert call("import", "onet", write_onet(tmp_path)).code == 0
    for command in COMMANDS:
        for more in ((), ("--json",)):
            args = [arg.format(text) if "{" in arg else arg for arg in command]
            code, out, err = call(*args, *more)
            assert code in ({0, 1, 2} if command[0] == "search" else {1, 2, 3, 4, 5}), (command, err[:200])
            assert len(err) < 3 * MAX_MESSAGE, command
            assert "a bug in careercli" not in err, command
            assert out == "" or more or command[0] == "search"


def test_the_beginning_and_the_end_of_a_long_message_are_shown(call: Call) -> None:
    """Of a file name that is too long to show both ends are shown."""
    _, _, err = call("list", "-o", f"/begin{'x' * 60_000}end")
    assert err.startswith("careercli: /beginxxx")
    assert "xxx ... xxx" in err
    assert "xxend: cannot be written (File name too long); name another file\n" in err


@pytest.mark.parametrize("char", ["\u770b", "a", "ab ", "e\u0301", "\U0001f469\u200d\U0001f680"])
def test_a_long_title_is_compared(call: Call, tmp_path: Path, char: str) -> None:
    """A role whose title and statements are as long as they may be is shown in every format, whole."""
    title, text = ((char * most)[:most].strip(" \u200d") for most in (MAX_NAME, MAX_TEXT))
    file = tmp_path / "own.yaml"
    duties = f"[{{item: '{title}', text: '{text}'}}, Supervise staff]"
    file.write_text(f"roles:\n  lead:\n    title: '{title}'\n    salary: 5\n    duties: {duties}\n")
    for format in ("table", "json", "csv", "markdown"):
        for roles in (("lead", "office-manager"), ("office-manager", "practice-manager", "lead")):
            full = () if format == "csv" else ("--full",)
            code, out, _ = call("compare", *roles, "--roles", str(file), "-f", format, "--width", "60", *full)
            assert code == 0
            assert out.count(char[0]) >= (title + text).count(char[0])
