"""Hostile role files, made by a generator that is named in CAREERCLI_TEST_BADINPUTS: none breaks any command."""

import csv
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pages import Read
from program import Result, measure

Call = Callable[..., Result]
GENERATOR = os.environ.get("CAREERCLI_TEST_BADINPUTS")
CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
COMMANDS = (("compare", "office-manager", "practice-manager"), ("show", "office-manager"), ("list",))
FORMATS = ("table", "json", "csv", "markdown", "html")
MOST_SECONDS = 30
"""What takes longer hangs; how long it takes is measured by bench/role_files.py."""

if GENERATOR is None:
    pytest.skip("CAREERCLI_TEST_BADINPUTS names no generator of hostile files", allow_module_level=True)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    """The rows of the manifest, with the path of each file."""
    folder = tmp_path_factory.mktemp("hostile")
    command = [sys.executable, str(GENERATOR), str(folder), "--big"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    with (folder / "manifest.tsv").open(encoding="ascii", newline="") as file:
        return [{**row, "path": str(folder / row["file"])} for row in csv.DictReader(file, delimiter="\t")]


def test_check_tells_what_is_wrong_where(call: Call, corpus: list[dict[str, str]]) -> None:
    """`check` refuses every file that is to be refused, at the right line, and accepts every control file."""
    wrong = []
    for row in corpus:
        code, out, err = call("check", row["path"])
        place = re.match(re.escape(row["path"]) + r":(\d+):(\d+): CC\d\d\d: ", err)
        if row["expected"] == "reject":
            if code != 1 or out or not place or row["line"] not in {"-", place[1]}:
                wrong.append((row["file"], row["line"], code, err[:200]))
        elif code not in {0, 1} or (row["category"] == "control-good" and code != 0):
            wrong.append((row["file"], row["line"], code, err[:200]))
    assert wrong == []
    assert len(corpus) > 300


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_no_command_breaks(call: Call, corpus: list[dict[str, str]], command: tuple[str, ...], format: str) -> None:
    """No file makes a command fail but with 4, hang, or print a control byte, a traceback or half an answer."""
    wrong = []
    for row in corpus:
        start = time.monotonic()
        code, out, err = call(*command, "--roles", row["path"], "-f", format)
        slow = time.monotonic() - start > MOST_SECONDS
        refused = code == 4 and (format == "json" or not out)
        bad = CONTROLS.search(out.replace("\r\n", "\n")) or CONTROLS.search(err) or "Traceback" in err
        if slow or bad or not (refused or (code == 0 and row["expected"] != "reject")):
            wrong.append((row["file"], code, slow, err[:200]))
    assert wrong == []


@pytest.mark.parametrize("format", FORMATS)
def test_what_is_accepted_is_shown_safely(call: Call, corpus: list[dict[str, str]], format: str) -> None:
    """A role of a file that is accepted is shown without a control byte in every format."""
    shown = 0
    for row in corpus:
        if row["expected"] == "reject" or call("check", row["path"]).code:
            continue
        code, out, _ = call("show", "tester", "--roles", row["path"], "-f", format)
        assert code in {0, 3}, row["file"]
        assert not CONTROLS.search(out.replace("\r\n", "\n")), row["file"]
        if format == "html" and code == 0:
            assert Read(out).strange == set(), row["file"]
        shown += code == 0
    assert shown > 80


def test_large_and_exploding_files_take_little_memory(corpus: list[dict[str, str]]) -> None:
    """A billion-laughs file and a file of 100 MB are refused in less than 150 MB."""
    for name in ("alias--laughs-9", "alias--laughs-12", "bomb--big-scalar-100MB", "bomb--big-depth-100k"):
        (path,) = [row["path"] for row in corpus if Path(row["path"]).stem == name]
        code, megabytes = measure("check", path)
        assert code == 1
        assert megabytes < 150
