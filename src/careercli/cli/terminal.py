"""What the terminal is like, and the writing to it: payload on stdout, conversation on stderr."""

import os
import select
import shutil
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from careercli.errors import CareercliError, OutputError, ReaderLeftError

MIN_WIDTH, MAX_WIDTH = 20, 1000
PROBE = "\u2500\u2588\u2192\u2022"
"""Characters that a terminal must be able to show for lines, bars and arrows to be used."""


def get_width(asked: int | None, *, to_file: bool) -> int:
    """The columns to fill: what was asked for, else COLUMNS, else the terminal's, else 80 (a file has no width)."""
    width = asked or (80 if to_file else shutil.get_terminal_size((80, 24)).columns)
    return min(MAX_WIDTH, max(MIN_WIDTH, width))


def wants_color(asked: str) -> bool:
    """Whether to colour: `always` and `never` decide; `auto` goes by the environment, then by whether stdout is a
    terminal."""
    if asked != "auto":
        return asked == "always"
    env = os.environ
    forced = [env[name] not in {"0", "false"} for name in ("FORCE_COLOR", "CLICOLOR_FORCE") if env.get(name)]
    if env.get("NO_COLOR"):
        return False
    if forced:
        return any(forced)
    return sys.stdout.isatty() and env.get("CLICOLOR") != "0" and env.get("TERM") != "dumb"


def can_draw() -> bool:
    """Whether the encoding of stdout has lines, bars and arrows; where not, ASCII stands for them."""
    try:
        PROBE.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def asks_json(argv: Sequence[str]) -> bool:
    """Whether the command line asks for JSON, told without parsing it: an error in it must be told as JSON too."""
    words = list(argv[: argv.index("--")] if "--" in argv else argv)
    pairs = list(pairwise(words))
    return any(word in {"--json", "--format=json", "-fjson"} for word in words) or any(
        pair in pairs for pair in (("--format", "json"), ("-f", "json"))
    )


def write(text: str, encoding: str | None = None) -> None:
    """Writes the payload to stdout, all of it. Raises OutputError where it cannot, ReaderLeftError where the reader
    left."""
    sys.stdout.flush()
    rest = memoryview(text.encode(encoding or sys.stdout.encoding or "ascii", "replace"))
    file = sys.stdout.fileno()
    while rest:
        try:
            rest = rest[os.write(file, rest) :]
        except BlockingIOError:
            select.select([], [file], [])
        except BrokenPipeError as error:  # by another name, since Typer makes an exit code of its own of this one
            raise ReaderLeftError("the reader of the output left") from error
        except OSError as error:
            raise OutputError(f"stdout: cannot be written ({error.strerror}); the output is not complete") from error


def write_file(text: str, path: Path) -> None:
    """Writes the payload to a file, whole or not at all: what was there before stays until all of it is written.

    Raises OutputError where it cannot.
    """
    import tempfile  # only --output needs it

    part: str | None = None
    try:
        target = path.resolve()
        if target.exists() and not target.is_file():
            raise OutputError(f"{path}: cannot be written (not a regular file); name another file")
        handle, part = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(handle)
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        Path(part).chmod(mode)
        Path(part).replace(target)
    except (OSError, RuntimeError) as error:  # pathlib tells a loop of links as a RuntimeError
        if part:
            Path(part).unlink(missing_ok=True)
        why = getattr(error, "strerror", None) or "a loop of links"
        raise OutputError(f"{path}: cannot be written ({why}); name another file") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def abandon_stdout() -> None:
    """After the reader of the pipe left: whatever is still buffered goes nowhere, quietly."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def fail(error: CareercliError, *, as_json: bool) -> int:
    """Tells an error in one line on stderr, and under --json as a document on stdout; returns its exit code."""
    line = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in error.message)
    print(f"careercli: {line}", file=sys.stderr)
    if as_json:
        from careercli.render.json import render_error

        try:
            write(render_error(error), "utf-8")
        except (OutputError, ReaderLeftError):
            abandon_stdout()
    return error.exit_code
