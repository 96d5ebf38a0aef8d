"""What the terminal can show, and writing to it: results to stdout, messages to stderr."""

import os
import select
import shutil
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import pairwise
from typing import Self, TextIO

from msgspec.structs import replace

from careercli.errors import (
    AmbiguousRoleError,
    Candidate,
    CareercliError,
    OutputError,
    Problem,
    ReaderLeftError,
)

MIN_WIDTH, MAX_WIDTH = 20, 1000
LEAST_LINES, LINES_AROUND = 10, 12
"""How many roles a list has at least, and how many lines come before and after them."""

PROBE = "\u2500\u2588\u2192\u2022"
"""Characters that a terminal must have for lines, bars and arrows to be drawn."""

MAX_MESSAGE = 5_000
"""How long an error or a file name may be; of a longer one the beginning and the end are shown."""


def get_width(asked: int | None, *, to_file: bool) -> int:
    """The columns to fill: as asked, else COLUMNS, else the terminal's, else 80; for a file as asked, else 80."""
    width = asked or (80 if to_file else shutil.get_terminal_size((80, 24)).columns)
    return min(MAX_WIDTH, max(MIN_WIDTH, width))


def get_screenful() -> int | None:
    """How many lines of a list a screen has room for; None if stdout is not a terminal."""
    stdout = sys.__stdout__
    if stdout is None or not stdout.isatty():
        return None
    return max(LEAST_LINES, shutil.get_terminal_size((80, 24)).lines - LINES_AROUND)


def wants_color(asked: str) -> bool:
    """True if output is to be coloured: `always` and `never` decide; `auto` depends on the environment, then on whether
    stdout is a terminal."""
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
    """True if the encoding of stdout has lines, bars and arrows; if not, ASCII is used instead."""
    try:
        PROBE.encode(_get_encoding(sys.__stdout__))
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def asks_json(argv: Sequence[str]) -> bool:
    """True if the command line asks for JSON; found without parsing it, so that errors in it are JSON too."""
    words = list(argv[: argv.index("--")] if "--" in argv else argv)
    pairs = list(pairwise(words))
    return any(word in {"--json", "--format=json", "-fjson"} for word in words) or any(
        pair in pairs for pair in (("--format", "json"), ("-f", "json"))
    )


def write(text: str, encoding: str | None = None) -> None:
    """Writes all of the text to stdout in `encoding`, or in stdout's own, with ? for characters that it lacks.

    Raises OutputError if it cannot be written, ReaderLeftError if the reader of the pipe left.
    """
    stdout = sys.__stdout__  # not sys.stdout, which `app.run` replaces; None if the process was started without one
    if stdout is None:
        raise OutputError("stdout: cannot be written (it is closed); the output is not complete")
    try:
        _write_all(text.encode(encoding or _get_encoding(stdout), "replace"), stdout.fileno())
    except BrokenPipeError as error:  # Typer would turn this one into an exit code of its own
        raise ReaderLeftError("the reader of the output left") from error
    except OSError as error:
        raise OutputError(f"stdout: cannot be written ({error.strerror}); the output is not complete") from error


def get_encoding() -> str:
    """The encoding of stdout."""
    return _get_encoding(sys.__stdout__)


def _get_encoding(stream: TextIO | None) -> str:
    return getattr(stream, "encoding", None) or "ascii"


def _write_all(data: bytes, file: int) -> None:
    # Not through Python's buffers, which lose what a full disk or a non-blocking pipe does not take.
    rest = memoryview(data)
    while rest:
        try:
            rest = rest[os.write(file, rest) :]
        except BlockingIOError:
            select.select([], [file], [])


def report(text: str) -> None:
    """Writes a message to stderr, with ? for characters that its encoding lacks; if it cannot, that is no error."""
    stderr = sys.__stderr__
    if stderr is not None:
        with suppress(OSError):
            _write_all(text.encode(_get_encoding(stderr), "replace"), stderr.fileno())


class Progress:
    """A line on stderr, if that is a terminal, that shows how far a long command is, and is removed at the end."""

    def __init__(self) -> None:
        stderr = sys.__stderr__
        self._is_seen = stderr is not None and stderr.isatty() and os.environ.get("TERM") != "dumb"

    def __enter__(self) -> Self:
        return self

    def show(self, text: str) -> None:
        """Shows a text instead of the last one."""
        if self._is_seen:
            report(f"\r\x1b[K{text}")

    def __exit__(self, *_: object) -> None:
        self.show("")


def make_printable(text: str) -> str:
    """The text in one line, not too long, with a replacement character for all that cannot be printed."""
    if len(text) > MAX_MESSAGE:
        text = f"{text[: MAX_MESSAGE // 2]} ... {text[-MAX_MESSAGE // 2 :]}"
    return text if text.isprintable() else "".join(char if char.isprintable() else "\ufffd" for char in text)


def make_problems_printable(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems with the names of files, which may hold anything, made printable."""
    return tuple(
        replace(problem, file=make_printable(problem.file), message=make_printable(problem.message))
        for problem in problems
    )


def can_ask() -> bool:
    """True if a person can be asked: stdin and stderr are a terminal."""
    return all(stream is not None and stream.isatty() for stream in (sys.__stdin__, sys.__stderr__))


def ask(question: str, candidates: Sequence[Candidate]) -> Candidate | None:
    """Asks which role is meant: a number and Enter, or Enter for the first; None after Esc or the end of input."""
    from careercli.render.candidates import render_candidates

    report(f"{make_printable(question)}\n{render_candidates(candidates, _get_message_width())}")
    while True:
        report("Which one? Its number, Enter for the first, Esc to leave: ")
        typed = _read_keys()
        report("\n")
        if typed is None:
            return None
        if not typed or (typed.isascii() and typed.isdigit() and 1 <= int(typed[:9]) <= len(candidates)):
            return candidates[int(typed[:9] or 1) - 1]


def _read_keys() -> str | None:
    """What is typed before Enter, or None after Esc or the end of input."""
    try:
        import termios
        import tty
    except ImportError:  # no such terminals on Windows: Esc needs an Enter there
        line = sys.stdin.readline()
        return None if not line or "\x1b" in line else line.strip()
    file = sys.__stdin__.fileno() if sys.__stdin__ is not None else 0
    before = termios.tcgetattr(file)
    typed = ""
    try:
        tty.setcbreak(file, termios.TCSADRAIN)  # not TCSAFLUSH, which drops what was typed already
        while True:
            key = os.read(file, 1).decode("ascii", "replace")
            match key:
                case "" | "\x04" | "\x1b":
                    return None
                case "\r" | "\n":
                    return typed
                case "\x7f" | "\b":
                    report("\b \b" if typed else "")
                    typed = typed[:-1]
                case _ if key.isprintable() and len(typed) < MIN_WIDTH:
                    report(key)
                    typed += key
    finally:
        termios.tcsetattr(file, termios.TCSADRAIN, before)


def _get_message_width() -> int:
    stderr = sys.__stderr__
    with suppress(OSError, ValueError):
        if stderr is not None:
            return min(MAX_WIDTH, max(MIN_WIDTH, os.get_terminal_size(stderr.fileno()).columns))
    return get_width(None, to_file=False)


def fail(error: CareercliError, *, as_json: bool, argv: Sequence[str] = ()) -> int:
    """Writes an error as one line to stderr, or its problems, and with `as_json` as a document to stdout.

    If a name in the arguments `argv` may mean several roles, they are listed below it, with the command to paste.

    Returns its exit code, even if nothing can be written.
    """
    message = make_printable(error.message)
    problems = make_problems_printable(error.problems)
    if problems:
        from careercli.render.problems import render_problems

        report(render_problems(problems))
    else:
        report(f"careercli: {message}\n")
        if isinstance(error, AmbiguousRoleError) and error.candidates:
            report(_list_candidates(error, argv))
    if as_json:
        from careercli.render.json import render_error

        with suppress(OutputError, ReaderLeftError):
            write(render_error(type(error)(message, problems, error.candidates, places=error.places)), "utf-8")
    return error.exit_code


def _list_candidates(error: CareercliError, argv: Sequence[str]) -> str:
    """The roles that a name may mean, and the command for the first of them."""
    from careercli.cli.names import make_command
    from careercli.render.candidates import render_candidates

    command = make_command(argv, error.name or "", error.candidates[0].id)
    return f"{render_candidates(error.candidates, _get_message_width())}For the first: {make_printable(command)}\n"
