"""Completion in real shells: nothing that a data file holds is run, whatever a person types."""

import contextlib
import fcntl
import os
import pty
import re
import select
import shutil
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from program import environment, run
from releases import ONET, write_onet

SHELLS = ("bash", "zsh", "fish")
OWN_TERMINAL = ("setsid", "--ctty")
WAIT = 20.0
ESCAPE = re.compile(r"\x1b(?:\[[0-9;?]*[A-Za-z]|\(B)")
INJECTED = (
    "\\$({})",
    "$({})",
    "\\\\$({})",
    "`{}`",
    "\\`{}\\`",
    "; {};",
    "| {} |",
    "& {} &",
    "' ; {} ; '",
    '" ; {} ; "',
    "'$({})'",
    "<({})",
    "=({})",
    "${{x:-$({})}}",
    ":$({})",
    ")) ; {} ; ((",
    "' )) ; {} ; (( '",
    "{{a,$({})}} * ? ~ ! #",
)
"""Ways to put a command into a title."""


def _title(number: int, made: str) -> str:
    return f"q{number:02} {INJECTED[number].format(f'touch {made}{number:02}')}"


def _role_file(prefix: str, made: str) -> str:
    titles = (_title(number, made).replace("'", "''") for number in range(len(INJECTED)))
    return "roles:\n" + "".join(
        f"  {prefix}{number:02}:\n    title: '{title}'\n" for number, title in enumerate(titles)
    )


class Shell:
    """An interactive shell on a terminal of its own."""

    def __init__(self, name: str, env: dict[str, str], folder: Path) -> None:
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 60, 200, 0, 0))
        self._process = subprocess.Popen(
            (*OWN_TERMINAL, name, "-i"), stdin=theirs, stdout=theirs, stderr=theirs, env=env, cwd=folder
        )
        os.close(theirs)
        self.run()

    def type(self, keys: str, wait: str) -> str:
        """Sends keys and reads until the screen has shown `wait`, or nothing more comes; returns what was shown."""
        os.write(self._ours, keys.encode())
        shown = ""
        end = time.monotonic() + WAIT
        while wait not in shown and time.monotonic() < end and select.select([self._ours], [], [], WAIT / 4)[0]:
            try:
                shown = ESCAPE.sub("", shown + os.read(self._ours, 65536).decode(errors="replace"))
            except OSError:  # the shell has ended
                break
        return shown

    def run(self, line: str = "") -> str:
        """Runs a line, or what is on the line already, and waits until it has ended."""
        return self.type(f"{line}\r", "\n") + self.type("echo end-of-$(echo it)\r", "end-of-it")

    def close(self) -> None:
        """Ends the shell."""
        with contextlib.suppress(OSError):
            os.write(self._ours, b"\x03\rexit\r")
        try:
            self._process.wait(2)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.close(self._ours)


@pytest.fixture(params=SHELLS)
def shell(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shell]:
    """A shell into which completion was installed as the documentation says, in an empty folder; own role files and an
    imported release have titles that are commands."""
    name = request.param
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    home, work, programs = tmp_path / "home", tmp_path / "work", tmp_path / "bin"
    for folder in (home, work, programs):
        folder.mkdir()
    program = programs / "careercli"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m careercli "$@"\n')
    program.chmod(0o755)
    (home / ".zshrc").touch()  # without one zsh asks how to begin
    (home / ".local/share/fish/generated_completions").mkdir(parents=True)  # without it fish reads every manual page
    (home / "own.yaml").write_text(_role_file("z", "own"))
    (tmp_path / "more.yaml").write_text(_role_file("y", "more"))
    rows = [(f"51-99{number:02}.00", _title(number, "imported"), "D.") for number in range(len(INJECTED))]
    release = {"Occupation Data": (ONET["Occupation Data"][0], *rows)}
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    env = environment(CAREERCLI_HOME=str(home), HOME=str(home), PATH=path, SHELL=str(shutil.which(name)))
    assert run("import", "onet", write_onet(tmp_path, release), env=env).code == 0
    for variable in ("HISTFILE", "TMOUT"):
        env.pop(variable, None)
    with contextlib.closing(Shell(name, env, work)) as first:
        assert f"{name} completion installed" in first.type("careercli --install-completion\r", "installed in")
    with contextlib.closing(Shell(name, env, work)) as again:
        yield again


def test_no_command_in_a_title_is_run(shell: Shell, tmp_path: Path) -> None:
    """Titles of an own file, of --roles and of an imported release that are commands are listed, inserted and entered,
    and not one of the commands runs; what is inserted names the role."""
    for line, known in (
        ("careercli show z", "z17"),
        ("careercli compare --roles ../more.yaml y", "y17"),
        ("careercli show q", "q17-a-touch-imported17"),
    ):
        assert known in shell.type(f"{line}\t\t", known)
        shell.type("\x03", "\n")
        shell.run()
    shown = ""
    for number in range(len(INJECTED)):
        shell.type(f"careercli show q{number:02}\t", f"q{number:02}-touch-imported{number:02}")
        shown += shell.run()
    assert sorted(file.name for file in (tmp_path / "work").iterdir()) == []
    assert [number for number in range(len(INJECTED)) if f"Occupation: q{number:02}" not in shown] == []
