"""The screen of a terminal: a pager for what is longer than it, and links."""

import os
import re
import shutil
import signal
import sys
from collections.abc import Mapping

from careercli.cli import terminal
from careercli.errors import OutputError

DEFAULT = ("less", "-FRX")
OFF = {"", "cat"}

LINKING = {"iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "rio", "Tabby"}
"""Values of TERM_PROGRAM of terminals that have links."""

LINKING_VARIABLES = ("KITTY_WINDOW_ID", "WT_SESSION", "KONSOLE_VERSION", "ALACRITTY_WINDOW_ID", "DOMTERM")
"""Variables that only terminals with links set."""

VTE_WITH_LINKS = 5000


LINK = r"\x1b\]8;;[^\x1b]*\x1b\\\\"
"""Where a link begins or ends."""


def is_terminal() -> bool:
    """True if stdout is a terminal."""
    return sys.__stdout__ is not None and sys.__stdout__.isatty()


def is_dumb() -> bool:
    """True if stdout is a terminal that can only print lines."""
    return is_terminal() and os.environ.get("TERM") == "dumb"


def has_links(env: Mapping[str, str]) -> bool:
    """True if the terminal that set these variables is known to have links (OSC 8)."""
    if env.get("TERM") in {"dumb", "linux"} or env.get("TERM", "").startswith(("screen", "tmux")):
        return False
    vte = env.get("VTE_VERSION", "")
    return (
        env.get("TERM_PROGRAM") in LINKING
        or any(env.get(name) for name in LINKING_VARIABLES)
        or (vte.isdecimal() and int(vte) >= VTE_WITH_LINKS)
        or env.get("TERM", "").startswith(("foot", "contour"))
    )


def is_longer(text: str) -> bool:
    """True if a text needs more lines than the screen has."""
    columns, lines = shutil.get_terminal_size((80, 24))
    needed = 1  # for the prompt
    for line in text.splitlines():
        needed += max(1, -(-len(line) // max(1, columns)))
    return needed > lines


def get_pager() -> list[str]:
    """The pager's command line, by PAGER as git reads it; empty if there is to be none."""
    pager = os.environ.get("PAGER")
    if pager is None:
        return [*DEFAULT] if shutil.which(DEFAULT[0]) else []
    if pager.strip() in OFF or os.environ.get("TERM") == "dumb":
        return []
    try:
        import shlex

        return shlex.split(pager)
    except ValueError:
        return [pager]


def page(text: str, pager: list[str], encoding: str) -> None:
    """Shows a text with a pager, without its links, which not all pagers know. If that cannot be started, writes the
    text and says so on stderr.

    Raises OutputError if the pager fails.
    """
    import subprocess  # only a terminal needs it

    env = {"LESS": "FRX", "LV": "-c", **os.environ}
    try:
        process = subprocess.Popen(pager, stdin=subprocess.PIPE, env=env)  # noqa: S603  # the user's own choice
    except OSError as error:
        terminal.report(
            f"careercli: the pager {pager[0]!r} cannot be started ({error.strerror}); PAGER= turns it off\n"
        )
        terminal.write(text, encoding)
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the pager's to handle
    try:
        process.communicate(re.sub(LINK, "", text).encode(encoding, "replace"))  # a pager that leaves early is no error
    finally:
        code = process.wait()
        signal.signal(signal.SIGINT, before)
    if code > 0:  # below zero: a signal, the user's
        raise OutputError(f"the pager {pager[0]!r} failed (exit code {code}); --no-pager does without")
