"""The screen: a pager for what is longer than it, as git has one, and links where the terminal has them."""

import os
import re
import shutil
from pathlib import Path

import pytest

from careercli.cli import screen
from program import environment, run, run_on_terminal

PAIR = ("compare", "practice-manager", "office-manager")
BRIEF = "PAY AND OUTLOOK"


def _pager(tmp_path: Path, script: str) -> str:
    path = tmp_path / "pager"
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o755)
    return str(path)


def test_what_is_longer_than_the_screen_goes_through_the_pager(tmp_path: Path) -> None:
    """PAGER gets a text that has more lines than the screen, and --full whatever its length; not what is short."""
    env = environment(PAGER=f"{_pager(tmp_path, 'sed s/^/paged:/')}")
    assert "paged:" in run_on_terminal(*PAIR, columns=100, env=env).out
    assert "paged:" in run_on_terminal("show", "office-manager", "--full", "-s", "pay", columns=100, env=env).out
    assert "paged:" not in run_on_terminal("show", "office-manager", "-s", "pay", columns=100, env=env).out


@pytest.mark.parametrize(
    ("args", "more"), [(("--no-pager",), {}), ((), {"PAGER": ""}), ((), {"PAGER": "cat"}), ((), {"TERM": "dumb"})]
)
def test_the_pager_can_be_turned_off(tmp_path: Path, args: tuple[str, ...], more: dict[str, str]) -> None:
    """--no-pager, PAGER empty or `cat`, and a dumb terminal: no pager is started."""
    env = environment(**{"PAGER": _pager(tmp_path, "sed s/^/paged:/"), **more})
    out = run_on_terminal(*PAIR, "--full", *args, columns=100, env=env).out
    assert "Practice Manager" in out
    assert "paged:" not in out


def test_a_pipe_and_a_file_have_no_pager(tmp_path: Path) -> None:
    """What does not go to a terminal never goes through the pager."""
    env = environment(PAGER=_pager(tmp_path, "sed s/^/paged:/"))
    assert "paged:" not in run(*PAIR, "--full", env=env).out
    file = tmp_path / "x.txt"
    assert run_on_terminal(*PAIR, "-o", str(file), columns=80, env=env).out == ""
    assert BRIEF in file.read_text("utf-8")


def test_a_pager_that_is_not_there_costs_no_word(tmp_path: Path) -> None:
    """If the pager cannot be started, the text is written, and a line on stderr says so."""
    code, out, _ = run_on_terminal(*PAIR, columns=80, env=environment(PAGER=str(tmp_path / "none")))
    assert code == 0
    assert "cannot be started (No such file or directory); PAGER= turns it off" in out
    assert BRIEF in out


def test_a_pager_that_fails_is_an_error(tmp_path: Path) -> None:
    """A pager that exits with an error is exit code 5 and one line; one that leaves early is none."""
    failed = run_on_terminal(*PAIR, columns=80, env=environment(PAGER=_pager(tmp_path, "cat >/dev/null; exit 3")))
    assert failed.code == 5
    assert "failed (exit code 3); --no-pager does without" in " ".join(failed.out.split())
    early = run_on_terminal(*PAIR, "--full", columns=80, env=environment(PAGER=_pager(tmp_path, "head -n 1")))
    assert early.code == 0
    assert "Practice Manager" in early.out


@pytest.mark.parametrize(
    ("env", "has"),
    [
        ({"TERM": "xterm"}, False),
        ({"TERM": "xterm", "VTE_VERSION": "6003"}, True),
        ({"TERM": "xterm", "VTE_VERSION": "4800"}, False),
        ({"TERM": "xterm", "TERM_PROGRAM": "iTerm.app"}, True),
        ({"TERM": "xterm-kitty", "KITTY_WINDOW_ID": "1"}, True),
        ({"TERM": "dumb", "KITTY_WINDOW_ID": "1"}, False),
        ({"TERM": "screen-256color", "VTE_VERSION": "6003"}, False),
        ({"TERM": "foot"}, True),
        ({}, False),
    ],
)
def test_links_are_for_terminals_that_have_them(env: dict[str, str], has: bool) -> None:
    """Links go by what the terminal says of itself."""
    assert screen.has_links(env) is has


def test_sources_are_links_on_a_terminal_that_has_them(tmp_path: Path) -> None:
    """The number of a source is a link to its web address, and to no other; not in a pipe, not through a pager."""
    roles = tmp_path / "clerk.yaml"
    roles.write_text(
        "sources: {page: {title: A page, url: https://example.org/a}, mine: {title: Mine, url: file:///etc/passwd}}\n"
        "roles: {clerk: {title: Clerk, duties: [{item: File, text: File, sources: [page, mine]}]}}\n",
        "utf-8",
    )
    args = ("show", "clerk", "--roles", str(roles))
    env = environment(TERM="xterm-256color", VTE_VERSION="6003")
    out = run_on_terminal(*args, columns=80, env=env).out
    assert re.findall(r"\x1b\]8;;([^\x1b]*)\x1b\\", out) == ["https://example.org/a", ""]
    assert "\x1b]8;;https://example.org/a\x1b\\[1]\x1b]8;;\x1b\\ A page" in out
    assert "\x1b]8" not in run(*args, env=env).out
    paged = run_on_terminal(*args, "--full", columns=80, env={**env, "PAGER": "sed s/^//"})
    assert "\x1b]8" not in paged.out


def test_a_dumb_terminal_gets_lists() -> None:
    """TERM=dumb on a terminal is --plain; in a pipe it changes nothing."""
    env = environment(TERM="dumb")
    assert run_on_terminal(*PAIR, columns=80, env=env).out == run(*PAIR, "--plain").out
    assert run(*PAIR, env=env).out == run(*PAIR).out


def test_json_is_indented_on_a_terminal_only() -> None:
    """JSON is on one line in a pipe and indented on a terminal."""
    assert run("list", "--json").out.count("\n") == 1
    assert run_on_terminal("list", "--json", columns=80).out.startswith('{\n  "schema"')


def test_lines_are_counted_as_the_screen_wraps_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line wider than the screen counts as often as it wraps, and the prompt needs a line."""
    monkeypatch.setattr(shutil, "get_terminal_size", lambda *_: os.terminal_size((10, 4)))
    assert not screen.is_longer("a\n" * 3)
    assert screen.is_longer("a\n" * 4)
    assert screen.is_longer("a" * 31)
