"""--open: a page in the browser. The only place that starts one."""

import os
from collections.abc import Mapping
from pathlib import Path

from careercli.cli import screen, terminal
from careercli.errors import OutputError, UsageError

REMOTE = ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY")
"""Variables of a shell on another machine, whose browser nobody would see."""


def check_open(env: Mapping[str, str]) -> None:
    """Raises UsageError where no browser is to be started: over a remote shell, or if stdout is not a terminal."""
    if any(env.get(name) for name in REMOTE):
        raise UsageError("--open does not work over a remote shell; write the page with -o FILE")
    if not screen.is_terminal():
        raise UsageError("--open needs a terminal; write the page with -o FILE")


def name_page() -> Path:
    """A file for a page in a new folder that only the user can read. It stays: the browser may read it later."""
    from tempfile import mkdtemp

    return Path(mkdtemp(prefix="careercli-")) / "page.html"


def open_page(file: Path) -> None:
    """Opens a file in the browser that BROWSER names, else the system's, and says on stderr which file it is.

    Raises OutputError if no browser can be started.
    """
    import webbrowser

    path = Path(os.path.abspath(file))  # noqa: PTH100  # links are the browser's to follow
    if not webbrowser.open(path.as_uri()):
        raise OutputError(f"no browser could be started; the page is {path}")
    terminal.report(f"careercli: opened {terminal.make_printable(str(path))}\n")
