"""What users see, kept as files that were read by eye; UPDATE_GOLDEN=1 in the environment writes them anew."""

import os
from itertools import product
from pathlib import Path

import pytest

from program import run, run_on_terminal

GOLDEN = Path(__file__).parent / "golden"
COMMANDS = {
    "compare": ("compare", "practice-manager", "office-manager"),
    "compare-three": ("compare", "operations-manager", "medical-office-manager", "office-manager"),
    "show": ("show", "operations-manager"),
    "list": ("list",),
}
WIDTHS = (60, 80, 100, 160)
FORMATS = {"csv": "csv", "markdown": "md", "json": "json"}


def _check(name: str, text: str) -> None:
    file = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(text, "utf-8", newline="")
    assert text == file.read_bytes().decode()


@pytest.mark.parametrize(("command", "width"), list(product(COMMANDS, WIDTHS)))
def test_into_a_pipe(command: str, width: int) -> None:
    """Into a pipe a command prints the same complete text at a given width, without colour."""
    code, out, err = run(*COMMANDS[command], "--width", str(width))
    assert (code, err) == (0, "")
    _check(f"{command}-{width}-pipe.txt", out)


@pytest.mark.parametrize(("command", "width"), list(product(COMMANDS, WIDTHS)))
def test_on_a_terminal(command: str, width: int) -> None:
    """On a terminal a command prints the same text, coloured, as wide as the terminal."""
    code, out, _ = run_on_terminal(*COMMANDS[command], columns=width)
    assert code == 0
    _check(f"{command}-{width}-terminal.txt", out)


@pytest.mark.parametrize(("command", "format"), list(product(COMMANDS, FORMATS)))
def test_other_formats(command: str, format: str) -> None:
    """CSV, Markdown and JSON stay as they are."""
    code, out, err = run(*COMMANDS[command], "--format", format)
    assert (code, err) == (0, "")
    _check(f"{command}.{FORMATS[format]}", out.replace("\r\n", "\n") if format == "csv" else out)
