"""Names on the command line: words without quotes, `vs`, and asking which role is meant."""

import json
import os
import pty
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from careercli.cli.names import make_command, split_versus
from program import CALL, Result, environment

Call = Callable[..., Result]
ROLES = """
roles:
  one: {title: Moon Baker, aliases: [loafer]}
  two: {title: Rim Guide, aliases: [loafer]}
  three: {title: Moon Guide}
"""


@pytest.fixture
def own(home: Path) -> Path:
    """A folder of the user's own role files, with two roles that share a name."""
    (home / "own.yaml").write_text(ROLES)
    return home


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["a", "b"], ["a", "b"]),
        (["a", "b", "vs", "c"], ["a b", "c"]),
        (["a b", "VS.", "c"], ["a b", "c"]),
        (["a b versus c"], ["a b", "c"]),
        (["canvas", "b"], ["canvas", "b"]),
        (["vs", "a"], ["a"]),
    ],
)
def test_versus_parts_names(words: list[str], names: list[str]) -> None:
    """What is before and after "vs" is a name each, with or without quotes."""
    assert split_versus(words) == names


@pytest.mark.parametrize(
    "words",
    [
        ("moon", "baker", "rim", "guide"),
        ("moon", "baker", "rim guide"),
        ("moon", "baker", "vs", "rim", "guide"),
        ("moon baker vs rim guide",),
    ],
)
def test_names_without_quotes_are_understood(own: Path, call: Call, words: tuple[str, ...]) -> None:
    """Words that can be read as names in one way are, also without quotes."""
    document = json.loads(call("compare", *words, "--json").out)
    assert [role["id"] for role in document["roles"]] == ["one", "two"]
    assert call("show", "moon", "baker").code == 0


def test_words_that_are_no_names_say_how_to_quote(own: Path, call: Call) -> None:
    """Where words cannot be read as names the error says how to quote."""
    code, _, err = call("compare", "moon", "bakery", "guide")
    assert code == 3
    assert "put a name of several words in quotes" in err
    assert call("show", "rim", "guide", "moon", "guide").code == 2


def test_several_are_listed_with_a_command_to_paste(own: Path, call: Call) -> None:
    """Several that fit are a numbered list on stderr, with a whole command, and candidates under --json."""
    code, out, err = call("compare", "loafer", "three", "--json")
    assert code == 3
    assert [each["id"] for each in json.loads(out)["error"]["candidates"]] == ["one", "two"]
    assert err.splitlines()[1:] == [
        "  1. Moon Baker (one, user)",
        "  2. Rim Guide (two, user)",
        "For the first: careercli compare one three --json",
    ]


@pytest.mark.parametrize(
    ("argv", "name", "command"),
    [
        (("show", "loafer"), "loafer", "careercli show x"),
        (("show", "big", "loafer", "--json"), "big loafer", "careercli show x --json"),
        (("compare", "a b", "c"), "c", "careercli compare 'a b' x"),
        (("compare", "a vs c d"), "c d", "careercli show x"),
    ],
)
def test_the_command_to_paste(argv: tuple[str, ...], name: str, command: str) -> None:
    """It is the command line with the id instead of the name, quoted for a shell."""
    assert make_command(argv, name, "x") == command


def ask(keys: bytes, home: Path, *, stdin: int | None = None) -> tuple[int, str]:
    """Runs `show loafer` on a terminal on which keys are typed; returns the exit code and what was shown."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*CALL, "show", "loafer", "--json"],
        stdin=theirs if stdin is None else stdin,
        stdout=subprocess.PIPE,
        stderr=theirs,
        env=environment(CAREERCLI_HOME=str(home)),
    )
    os.close(theirs)
    shown = b""
    typed = False
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # how Linux says that the other end is closed
            break
        shown += part
        if not part:
            break
        if b"to leave: " in shown and not typed:
            os.write(ours, keys)
            typed = True
    os.close(ours)
    out, _ = process.communicate()
    return process.returncode, shown.decode() + out.decode()


@pytest.mark.parametrize(
    ("keys", "role_id"), [(b"\r", "one"), (b"2\r", "two"), (b"9\r2\r", "two"), (b"1\x7f2\r", "two")]
)
def test_a_person_is_asked(own: Path, keys: bytes, role_id: str) -> None:
    """On a terminal Enter takes the first, a number that one; a number that is none asks again."""
    code, shown = ask(keys, own)
    assert code == 0
    assert f'"id":"{role_id}"' in shown


def test_a_person_may_leave(own: Path) -> None:
    """Esc leaves with the exit code of a name that fits several."""
    code, shown = ask(b"\x1b", own)
    assert code == 3
    assert "none was chosen" in shown


def test_a_pipe_is_never_asked(own: Path) -> None:
    """Where stdin is no terminal the list is printed and nothing is asked."""
    code, shown = ask(b"", own, stdin=subprocess.DEVNULL)
    assert code == 3
    assert "to leave" not in shown
