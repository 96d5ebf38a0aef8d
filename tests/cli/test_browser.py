"""--open: a page in the browser."""

import os
import stat
from pathlib import Path

import pytest

from careercli.cli.browser import REMOTE
from program import environment, run, run_on_terminal


@pytest.fixture
def browser(tmp_path: Path) -> dict[str, str]:
    """An environment whose browser writes the address that it is to show to a file."""
    script = tmp_path / "browser"
    script.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/opened\n', "utf-8")
    script.chmod(0o755)
    return environment(BROWSER=str(script), TMPDIR=str(tmp_path), CAREERCLI_HOME=str(tmp_path))


def test_a_page_is_opened(browser: dict[str, str], tmp_path: Path) -> None:
    """--open writes a page to a new file that only the user can read, opens it, and says where it is."""
    code, out, _ = run_on_terminal("show", "office-manager", "--open", columns=200, env=browser)
    address = (tmp_path / "opened").read_text("utf-8").strip()
    file = Path(address.removeprefix("file://"))
    assert code == 0
    assert out == f"careercli: opened {file}\n"
    assert file.read_text("utf-8").startswith("<!doctype html>")
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert file.parent.parent == tmp_path


def test_a_file_that_is_named_is_opened(browser: dict[str, str], tmp_path: Path) -> None:
    """--open with -o writes and opens that file, whatever its name."""
    file = tmp_path / "a page & more.txt"
    code, _, _ = run_on_terminal("list", "--open", "-o", str(file), columns=200, env=browser)
    assert code == 0
    assert (tmp_path / "opened").read_text("utf-8").strip() == file.as_uri()
    assert file.read_text("utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize("name", REMOTE)
def test_no_browser_over_a_remote_shell(browser: dict[str, str], tmp_path: Path, name: str) -> None:
    """Over a remote shell --open is wrong usage, and nothing is written or opened."""
    env = {**browser, name: "10.0.0.1 22"}
    code, out, _ = run_on_terminal("list", "--open", columns=200, env=env)
    assert code == 2
    assert "remote shell" in out
    assert sorted(each.name for each in tmp_path.iterdir()) == ["browser"]


def test_no_browser_in_a_pipe(browser: dict[str, str], tmp_path: Path) -> None:
    """Into a pipe --open is wrong usage."""
    code, out, err = run("list", "--open", env=browser)
    assert (code, out) == (2, "")
    assert "--open needs a terminal" in err
    assert not (tmp_path / "opened").exists()


def test_without_a_browser_the_page_is_there(browser: dict[str, str], tmp_path: Path) -> None:
    """Where no browser can be started, the exit code is 5 and the message says where the page is."""
    env = {**browser, "BROWSER": "/nowhere/browser", "PATH": os.path.dirname(os.devnull)}  # noqa: PTH120
    code, out, _ = run_on_terminal("list", "--open", columns=200, env=env)
    assert code == 5
    assert "no browser could be started; the page is " in out
    assert Path(out.strip().rpartition(" ")[2]).read_text("utf-8").startswith("<!doctype html>")
