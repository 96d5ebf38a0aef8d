"""No run loses output quietly, whatever its streams, its environment and the moment of an interrupt are like."""

import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import nullcontext
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from careercli.catalog.catalog import Catalog
from careercli.cli import terminal
from program import CALL, Result, environment, run, run_on_terminal, start

PAIR = ("compare", "practice-manager", "office-manager")
COMPLETION = {"_CAREERCLI_COMPLETE": "complete_bash", "COMP_WORDS": "careercli show ", "COMP_CWORD": "2"}
COMMANDS: dict[str, tuple[tuple[str, ...], dict[str, str]]] = {
    "table": ((*PAIR, "--full"), {}),
    "json": ((*PAIR, "--json"), {}),
    "csv": ((*PAIR, "-f", "csv"), {}),
    "markdown": ((*PAIR, "-f", "markdown", "--full"), {}),
    "help": (("--help",), {}),
    "version": (("--version",), {}),
    "schema": (("schema", "role"), {}),
    "completion": ((), COMPLETION),
}
UTF_8 = {"json", "csv", "markdown", "schema"}
PIPE = 4096
"""The least that a pipe can hold."""

INTERRUPT = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # whatever the tests were started with
def interrupt(*_):
    os.kill(os.getpid(), signal.SIGINT)
"""

each_command = pytest.mark.parametrize(("command", "unbuffered"), list(product(COMMANDS, ("", "1"))))


@cache
def _get_whole(command: str) -> bytes:
    """All that a command prints where nothing is wrong."""
    args, env = COMMANDS[command]
    out, err = (process := start(*args, env=environment(**env))).communicate()
    assert (process.returncode, err) == (0, b"")
    assert out.endswith(b"\n")
    return out


def _start(
    command: str, unbuffered: str, *, stdout: int = subprocess.PIPE, first: str = "", redirect: str = ""
) -> subprocess.Popen[bytes]:
    args, env = COMMANDS[command]
    env = environment(PYTHONUNBUFFERED=unbuffered, **env)
    return start(*args, env=env, stdout=stdout, first=first, redirect=redirect)


def _open_pipe() -> tuple[int, int]:
    ours, theirs = os.pipe()
    fcntl.fcntl(theirs, fcntl.F_SETPIPE_SZ, PIPE)
    return ours, theirs


@each_command
def test_a_full_disk_is_told(command: str, unbuffered: str) -> None:
    """Output that does not fit is one line on stderr and exit code 5, whatever is printed, however it is buffered."""
    process = _start(command, unbuffered, redirect=">/dev/full")
    _, err = process.communicate()
    assert process.returncode == 5
    assert err == b"careercli: stdout: cannot be written (No space left on device); the output is not complete\n"


@each_command
def test_a_closed_stdout_is_told(command: str, unbuffered: str) -> None:
    """Where there is no stdout at all, that is one line on stderr and exit code 5."""
    process = _start(command, unbuffered, redirect=">&-")
    _, err = process.communicate()
    assert process.returncode == 5
    assert err == b"careercli: stdout: cannot be written (it is closed); the output is not complete\n"


@each_command
def test_a_disk_that_fills_up_is_told(tmp_path: Path, command: str, unbuffered: str) -> None:
    """Output of which only the beginning fits is one line on stderr and exit code 5."""
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))"
    with (tmp_path / "out").open("wb") as file:
        process = _start(command, unbuffered, stdout=file.fileno(), first=limit)
        _, err = process.communicate()
    assert process.returncode == 5
    assert err == b"careercli: stdout: cannot be written (File too large); the output is not complete\n"
    assert (tmp_path / "out").read_bytes() == _get_whole(command)[:10]


@each_command
def test_a_reader_that_is_gone_is_left_in_peace(command: str, unbuffered: str) -> None:
    """When the reader of the pipe has gone, the program ends with 141 and says nothing."""
    ours, theirs = _open_pipe()
    os.close(ours)
    process = _start(command, unbuffered, stdout=theirs)
    os.close(theirs)
    assert process.communicate()[1] == b""
    assert process.returncode == 141


@each_command
def test_a_reader_may_leave_after_the_first_line(command: str, unbuffered: str) -> None:
    """When the reader leaves before all of the output could be handed over, the program ends with 141, else with 0."""
    whole = _get_whole(command)
    assert not PIPE <= len(whole) <= 2 * PIPE, "it would be chance how much is handed over"
    ours, theirs = _open_pipe()
    process = _start(command, unbuffered, stdout=theirs)
    os.close(theirs)
    with os.fdopen(ours, "rb", buffering=0) as pipe:
        first = whole.splitlines(keepends=True)[0][:PIPE]  # JSON is one line
        assert pipe.readline(PIPE) == first
    assert process.communicate()[1] == b""
    assert process.returncode == (141 if len(whole) > PIPE else 0)


@each_command
def test_a_pipe_that_does_not_block_gets_everything(command: str, unbuffered: str) -> None:
    """A pipe that is full and does not block is waited for."""
    whole = _get_whole(command)
    ours, theirs = _open_pipe()
    os.set_blocking(theirs, False)
    process = _start(command, unbuffered, stdout=theirs)
    os.close(theirs)
    with os.fdopen(ours, "rb") as pipe:
        out = pipe.read(1)
        time.sleep(0.01)  # so that the pipe fills up
        out += pipe.read()
    assert process.communicate()[1] == b""
    assert (process.returncode, out) == (0, whole)


def test_head_gets_its_line_of_a_long_output() -> None:
    """`careercli ... | head -1` shows one line and nothing else, also of more than a pipe holds."""
    roles = (
        "practice-manager",
        "office-manager",
        "practice-administrator",
        "operations-manager",
        "medical-office-manager",
    )
    script = '"$@" | head -1; echo "${PIPESTATUS[@]}"'
    done = subprocess.run(
        ["/bin/bash", "-c", script, "bash", *CALL, "compare", *roles, "--full", "--width", "20"],
        capture_output=True,
        check=True,
        env=environment(),
        text=True,
    )
    assert (done.stdout, done.stderr) == ("A Practice Manager\n141 0\n", "")


@pytest.mark.parametrize("redirect", ["2>&-", "2>/dev/full", "2>&- <&-"])
@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("list",), 0),
        (("--help",), 0),
        (("show", "astronaut"), 3),
        (("show", "astronaut", "--json"), 3),
        (("list", "--json", "-o", "/proc/none/out"), 5),
    ],
)
def test_stderr_is_not_needed(args: tuple[str, ...], code: int, redirect: str) -> None:
    """Where stderr is closed or full, stdout and the exit code are as always."""
    assert run(*args, redirect=redirect) == (code, run(*args).out, "")


def test_a_stderr_whose_reader_left_is_not_needed() -> None:
    """Where nobody reads stderr, the exit code is as always."""
    ours, theirs = _open_pipe()
    os.close(ours)
    process = start("show", "astronaut", stderr=theirs)
    os.close(theirs)
    assert (process.communicate()[0], process.returncode) == (b"", 3)


@pytest.mark.parametrize("redirect", [">&- 2>&-", ">/dev/full 2>/dev/full"])
@pytest.mark.parametrize("flag", ["--version", "--json"])
def test_with_no_stream_left_the_exit_code_still_tells(redirect: str, flag: str) -> None:
    """Where neither stdout nor stderr takes anything, the exit code is 5 all the same."""
    assert run(*(("list", flag) if flag == "--json" else (flag,)), redirect=redirect).code == 5


def test_a_file_needs_no_stdout(tmp_path: Path) -> None:
    """With --output a closed stdout does not matter."""
    assert run("list", "-o", str(tmp_path / "out"), redirect=">&- 2>&-") == (0, "", "")
    assert (tmp_path / "out").read_text("utf-8") == run("list", "--width", "80").out


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    """Where the disk fills up under --output, the file that was there is still there whole, and nothing beside it."""
    file = tmp_path / "out"
    file.write_bytes(b"what was there before\n")
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))"
    code, out, err = run("list", "-o", str(file), first=limit)
    assert (code, out, err) == (5, "", f"careercli: {file}: cannot be written (File too large); name another file\n")
    assert file.read_bytes() == b"what was there before\n"
    assert list(tmp_path.iterdir()) == [file]


def test_an_interrupt_leaves_the_old_file(tmp_path: Path) -> None:
    """An interrupt while a file is written leaves the file that was there, and nothing beside it."""
    file = tmp_path / "out"
    file.write_bytes(b"what was there before\n")
    assert run("list", "-o", str(file), first=f"{INTERRUPT}os.fsync = interrupt") == (130, "", "")
    assert file.read_bytes() == b"what was there before\n"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("name", ["missing/out", "file/out", ".", "n" * 256, "/proc/none"])
def test_a_file_that_cannot_be_written_is_told(call: Callable[..., Result], tmp_path: Path, name: str) -> None:
    """An --output that cannot be is one line on stderr and exit code 5, and leaves nothing behind."""
    (tmp_path / "file").write_bytes(b"")
    code, out, err = call("list", "-o", str(tmp_path / name))
    assert (code, out, err.count("\n")) == (5, "", 1)
    assert err.startswith(f"careercli: {tmp_path / name}: cannot be written (")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_name_may_be_as_long_as_names_can_be(call: Callable[..., Result], tmp_path: Path) -> None:
    """A file whose name is as long as the file system allows can be written."""
    assert call("list", "-o", str(tmp_path / ("n" * 255))) == (0, "", "")


def test_a_run_can_be_interrupted() -> None:
    """Ctrl-C ends a run with 130, quietly."""
    slow = """
import careercli.catalog.catalog, time
def load_catalog(*_):
    os.write(1, b".")
    time.sleep(60)
careercli.catalog.catalog.load_catalog = load_catalog
"""
    process = start("list", first=INTERRUPT + slow)
    assert process.stdout is not None
    assert process.stdout.read(1) == b"."
    process.send_signal(signal.SIGINT)
    assert process.communicate() == (b"", b"")
    assert process.returncode == 130


@pytest.mark.parametrize(
    "module",
    [
        "typer",
        "careercli.errors",
        "msgspec",
        "careercli.cli.list",
        "careercli.catalog.box",
        "careercli.render.table",
        "rich",
    ],
)
def test_loading_can_be_interrupted(module: str) -> None:
    """Ctrl-C while modules load ends the run like any other."""
    finder = f"""
class Finder:
    def find_spec(name, *_):
        if name == {module!r}:
            interrupt()
sys.meta_path.insert(0, Finder)
"""
    assert run("list", first=INTERRUPT + finder) == (130, "", "")


@pytest.mark.parametrize("args", [("list",), ("--help",), ("list", "--nonsense"), ("list", "--nonsense", "--json")])
def test_writing_can_be_interrupted(args: tuple[str, ...]) -> None:
    """Ctrl-C while a result, the help or an error is written ends the run like any other."""
    assert run(*args, first=f"{INTERRUPT}os.write = interrupt") == (130, "", "")


@pytest.mark.parametrize(("command", "encoding"), list(product(COMMANDS, ("ascii", "cp1252"))))
def test_a_terminal_gets_what_it_can_show(command: str, encoding: str) -> None:
    """A table, help and completions are in the encoding of the terminal, the other formats in UTF-8."""
    args, env = COMMANDS[command]
    process = start(*args, env=environment(PYTHONIOENCODING=encoding, **env))
    out, err = process.communicate()
    assert (process.returncode, err) == (0, b"")
    assert out.decode("utf-8" if command in UTF_8 else encoding)
    assert (out == _get_whole(command)) is (command != "table")


@pytest.mark.parametrize(("encoding", "shown"), [("ascii", b"a???"), ("cp1252", b"a?\xe9\x97"), ("utf-8", None)])
def test_what_cannot_be_shown_is_a_question_mark(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, encoding: str, shown: bytes | None
) -> None:
    """A character that the encoding of stdout does not have is written as a question mark."""
    text = "a\u2192\u00e9\u2014"
    with (tmp_path / "out").open("w", encoding=encoding) as file:
        monkeypatch.setattr(sys, "__stdout__", file)
        terminal.write(text)
        monkeypatch.undo()
    assert (tmp_path / "out").read_bytes() == (shown or text.encode())


@pytest.mark.parametrize(("encoding", "shown"), [("ascii", b"'Zo? ?'"), ("cp1252", b"'Zo\xeb ?'")])
def test_an_error_is_shown_on_any_terminal(encoding: str, shown: bytes) -> None:
    """A character of an error that the encoding of stderr does not have is written as a question mark."""
    process = start("show", "Zo\u00eb \u2192", env=environment(PYTHONIOENCODING=encoding))
    out, err = process.communicate()
    assert (process.returncode, out) == (3, b"")
    assert shown in err


@pytest.mark.parametrize("command", ["table", "markdown", "help", "version", "completion"])
@pytest.mark.parametrize(
    "more",
    [{"COLUMNS": "1"}, {"HOME": None}, {"HOME": "/proc/none"}, {"TERM": "dumb"}, {"TERM": None}, {"LC_ALL": "POSIX"}],
    ids=str,
)
def test_a_poor_environment_is_enough(command: str, more: dict[str, str | None]) -> None:
    """A terminal one column wide, a home that is missing or that nobody can write to, a terminal that can do nothing,
    and no language: every run ends with 0 and says nothing on stderr."""
    args, own = COMMANDS[command]
    env = {name: value for name, value in {**environment(**own), **more}.items() if value is not None}
    code, out, err = run(*args, env=env)
    assert (code, err) == (0, "")
    assert out.endswith("\n")


def test_completion_that_cannot_be_installed_is_told() -> None:
    """--install-completion in a home that cannot be written is one line on stderr and exit code 5."""
    env = environment(HOME="/proc/none")
    bash = "import shellingham; shellingham.detect_shell = lambda *_: ('bash', 'bash')"
    code, out, err = run("--install-completion", env=env, first=bash)
    assert (code, out) == (5, "")
    assert err == "careercli: /proc/none: cannot be written (No such file or directory)\n"


def test_any_colour_variables_are_enough(
    call: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, catalog: Catalog
) -> None:
    """Any mixture of NO_COLOR, FORCE_COLOR, CLICOLOR and CLICOLOR_FORCE prints the same words, and colours them only if
    NO_COLOR does not forbid and one of the others forces it, for stdout is no terminal here."""
    kept = nullcontext(catalog)  # not read 256 times, and not closed
    monkeypatch.setattr("careercli.catalog.catalog.load_catalog", lambda *_: kept)
    names = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE")
    plain = call("list", "--color", "never", "--width", "80").out
    colourful = call("list", "--color", "always", "--width", "80").out
    assert plain != colourful
    for values in product((None, "", "0", "1"), repeat=4):
        for name, value in zip(names, values, strict=True):
            if value is None:
                monkeypatch.delenv(name, raising=False)
            else:
                monkeypatch.setenv(name, value)
        no, force, _, force_too = values
        wanted = colourful if not no and "1" in {force, force_too} else plain
        assert call("list", "--width", "80") == (0, wanted, ""), values


@pytest.mark.parametrize("value", ["", "0", "1"])
def test_any_colour_variables_are_enough_on_a_terminal(value: str) -> None:
    """All the colour variables at once, whatever their value, end with 0 on a terminal too."""
    env = environment(NO_COLOR=value, FORCE_COLOR=value, CLICOLOR=value, CLICOLOR_FORCE=value)
    code, out, _ = run_on_terminal("list", columns=80, env=env)
    assert code == 0
    assert ("\x1b" in out) is (value == "")
