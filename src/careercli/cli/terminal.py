"""What the terminal is like, and the writing to it: payload on stdout, conversation on stderr."""

import os
import select
import shutil
import sys
from collections.abc import Sequence
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import Self, TextIO

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
    stdout = sys.__stdout__
    return stdout is not None and stdout.isatty() and env.get("CLICOLOR") != "0" and env.get("TERM") != "dumb"


def can_draw() -> bool:
    """Whether the encoding of stdout has lines, bars and arrows; where not, ASCII stands for them."""
    try:
        PROBE.encode(_get_encoding(sys.__stdout__))
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
    """Writes the payload to stdout, all of it, in the encoding that is named or else stdout's own, with ? for what that
    does not have.

    Raises OutputError where it cannot, ReaderLeftError where the reader left.
    """
    stdout = sys.__stdout__  # not sys.stdout, which `app.run` replaces; None where the process was started without one
    if stdout is None:
        raise OutputError("stdout: cannot be written (it is closed); the output is not complete")
    try:
        _write_all(text.encode(encoding or _get_encoding(stdout), "replace"), stdout.fileno())
    except BrokenPipeError as error:  # by another name, since Typer makes an exit code of its own of this one
        raise ReaderLeftError("the reader of the output left") from error
    except OSError as error:
        raise OutputError(f"stdout: cannot be written ({error.strerror}); the output is not complete") from error


def get_encoding() -> str:
    """The encoding of stdout."""
    return _get_encoding(sys.__stdout__)


def _get_encoding(stream: TextIO | None) -> str:
    return getattr(stream, "encoding", None) or "ascii"


def _write_all(data: bytes, file: int) -> None:
    # Past the buffers of Python, which lose what a full disk or a pipe that does not block leaves over.
    rest = memoryview(data)
    while rest:
        try:
            rest = rest[os.write(file, rest) :]
        except BlockingIOError:
            select.select([], [file], [])


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
        # a name of its own: one made of the target's could be longer than names may be
        handle, part = tempfile.mkstemp(prefix=".careercli-", dir=target.parent)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(handle)
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        Path(part).chmod(mode)
        Path(part).replace(target)
        part = None
    except (OSError, RuntimeError) as error:  # pathlib tells a loop of links as a RuntimeError
        why = getattr(error, "strerror", None) or "a loop of links"
        raise OutputError(f"{path}: cannot be written ({why}); name another file") from error
    finally:  # also after an interrupt
        if part:
            with suppress(OSError):
                Path(part).unlink()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def tell(text: str) -> None:
    """Writes conversation to stderr, with ? for what its encoding does not have. Where stderr is closed or full nobody
    can be told, which is no failure."""
    stderr = sys.__stderr__
    if stderr is not None:
        with suppress(OSError):
            _write_all(text.encode(_get_encoding(stderr), "replace"), stderr.fileno())


class Progress:
    """A line on stderr that says how far a long command is, where stderr is a terminal; it is gone when all is done."""

    def __init__(self) -> None:
        stderr = sys.__stderr__
        self._is_seen = stderr is not None and stderr.isatty() and os.environ.get("TERM") != "dumb"

    def __enter__(self) -> Self:
        return self

    def show(self, text: str) -> None:
        """Puts a text in the place of the one shown before."""
        if self._is_seen:
            tell(f"\r\x1b[K{text}")

    def __exit__(self, *_: object) -> None:
        self.show("")


def fail(error: CareercliError, *, as_json: bool) -> int:
    """Tells an error in one line on stderr, and under --json as a document on stdout; returns its exit code, also where
    neither can be written."""
    line = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in error.message)
    if error.problems:
        from careercli.render.problems import render_problems

        tell(render_problems(error.problems))
    else:
        tell(f"careercli: {line}\n")
    if as_json:
        from careercli.render.json import render_error

        with suppress(OutputError, ReaderLeftError):
            write(render_error(error), "utf-8")
    return error.exit_code
