"""What the terminal is like, and that all of the payload reaches it."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from careercli.cli import terminal
from program import CALL, environment, run, run_on_terminal

PAIR = ("compare", "practice-manager", "office-manager")


class Screen(io.StringIO):
    """A stdout that is a terminal, or says that it is not."""

    def __init__(self, *, tty: bool) -> None:
        super().__init__()
        self._tty = tty

    def isatty(self) -> bool:
        """What it says."""
        return self._tty


@pytest.mark.parametrize(
    ("env", "tty", "wanted"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"FORCE_COLOR": "0"}, True, False),
        ({"CLICOLOR_FORCE": "1"}, False, True),
        ({"CLICOLOR_FORCE": "0", "FORCE_COLOR": "1"}, False, True),
        ({"CLICOLOR": "0"}, True, False),
        ({"CLICOLOR": "1"}, False, False),
        ({"TERM": "dumb"}, True, False),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, True, True),
    ],
)
def test_colour_goes_by_the_environment(
    monkeypatch: pytest.MonkeyPatch, env: dict[str, str], tty: bool, wanted: bool
) -> None:
    """NO_COLOR forbids, FORCE_COLOR and CLICOLOR_FORCE force, else a terminal that can decides; options stand above."""
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "CLICOLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "__stdout__", Screen(tty=tty))
    assert terminal.wants_color("auto") is wanted
    assert terminal.wants_color("always") is True
    assert terminal.wants_color("never") is False


@pytest.mark.parametrize(
    ("encoding", "can"), [("utf-8", True), ("ascii", False), ("cp1252", False), ("cp437", False), (None, False)]
)
def test_lines_and_bars_need_an_encoding_that_has_them(
    monkeypatch: pytest.MonkeyPatch, encoding: str | None, can: bool
) -> None:
    """Lines, bars and arrows are drawn only where the encoding of stdout has them all."""
    stdout = io.TextIOWrapper(io.BytesIO(), encoding=encoding) if encoding else io.StringIO()
    monkeypatch.setattr(sys, "__stdout__", stdout)
    assert terminal.can_draw() is can


def test_without_stdout_there_is_neither_colour_nor_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that was started without a stdout is told so when it writes, not by a traceback before."""
    monkeypatch.setattr(sys, "__stdout__", None)
    assert not terminal.can_draw()
    assert not terminal.wants_color("auto")


def test_ascii_output_is_ascii() -> None:
    """Where stdout is ASCII, the whole table is, and says the same."""
    env = environment(PYTHONIOENCODING="ascii", COLUMNS="100")
    ascii_out, utf_out = (run(*PAIR, env=one).out for one in (env, environment(COLUMNS="100")))
    assert ascii_out.isascii()
    assert not utf_out.isascii()
    assert ascii_out.count("\n") == utf_out.count("\n")


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        (["list", "--json"], True),
        (["list", "-f", "json"], True),
        (["list", "-fjson"], True),
        (["list", "--format=json"], True),
        (["list", "--format", "json"], True),
        (["list", "--format", "csv"], False),
        (["show", "--", "--json"], False),
        ([], False),
    ],
)
def test_json_is_seen_before_the_line_is_parsed(words: list[str], asked: bool) -> None:
    """Whether an error is told as JSON does not depend on whether the command line can be parsed."""
    assert terminal.asks_json(words) is asked


@pytest.mark.parametrize("columns", ["0", "1", "-5", "many", ""])
def test_a_strange_width_still_prints_everything(columns: str) -> None:
    """COLUMNS that is no width, or too small to use, never loses output."""
    code, out, err = run(*PAIR, env=environment(COLUMNS=columns))
    assert (code, err) == (0, "")
    assert " ".join(out.split()).endswith("Page: -o page.html.")


def test_a_terminal_gets_colour_and_its_own_width() -> None:
    """On a terminal the table has colour and fills its width; --color never takes the colour away and nothing else."""
    colourful = run_on_terminal(*PAIR, columns=90).out
    plain = run_on_terminal(*PAIR, "--color", "never", columns=90).out
    assert "\x1b[1m" in colourful
    assert "\x1b" not in plain
    assert max(len(line) for line in plain.splitlines()) == 90
    assert plain == run(*PAIR, "--width", "90").out


@pytest.mark.parametrize("blocked", [False, True])
def test_all_of_the_payload_is_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, blocked: bool) -> None:
    """A write that takes only a part, or that would block, is followed by others until all is written."""
    real = os.write
    turns = iter(range(10_000))

    def write_little(file: int, data: memoryview) -> int:
        if blocked and next(turns) % 2:
            raise BlockingIOError
        return real(file, data[:100])

    with (tmp_path / "out").open("w+", encoding="utf-8") as file:
        monkeypatch.setattr(sys, "__stdout__", file)
        monkeypatch.setattr(os, "write", write_little)
        monkeypatch.setattr("select.select", lambda *_: ([], [], []))
        terminal.write("x" * 1234 + "end\n")
        monkeypatch.undo()
    assert (tmp_path / "out").read_text("utf-8") == "x" * 1234 + "end\n"


def test_other_formats_are_utf_8_whatever_the_terminal() -> None:
    """JSON, CSV and Markdown are UTF-8 also where stdout is ASCII; only the table goes by the terminal."""
    env = environment(PYTHONIOENCODING="ascii")
    done = subprocess.run([*CALL, *PAIR, "-f", "markdown", "--full"], capture_output=True, check=True, env=env)
    assert "\u2192" in done.stdout.decode("utf-8")


def test_a_file_goes_by_itself(tmp_path: Path) -> None:
    """A file gets no colour that the environment forces, lines whatever the encoding of stdout, and 80 columns."""
    env = environment(FORCE_COLOR="1", PYTHONIOENCODING="ascii", COLUMNS="200")
    assert run(*PAIR, "-o", str(tmp_path / "out"), env=env) == (0, "", "")
    text = (tmp_path / "out").read_text("utf-8")
    assert "\x1b" not in text
    assert "\u2500" * 80 + "\n" in text
    assert max(len(line) for line in text.splitlines()) == 80


@pytest.mark.parametrize("columns", ["99999999999", "5000"])
def test_a_huge_width_is_capped(columns: str) -> None:
    """A terminal is never taken for wider than 1,000 columns."""
    out = run(*PAIR, env=environment(COLUMNS=columns)).out
    assert max(len(line) for line in out.splitlines()) == 1000
