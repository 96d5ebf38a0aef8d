"""Exit codes, errors and help: docs/exit-codes.md."""

import json
from collections.abc import Callable

import pytest

import careercli
from careercli.cli import app
from careercli.errors import (
    CareercliError,
    InvalidFileError,
    OutputError,
    ReaderLeftError,
)
from program import Result

Call = Callable[..., Result]


def test_version_is_printed(call: Call) -> None:
    """--version prints the name and the version and exits with 0."""
    assert call("--version") == (0, f"careercli {careercli.__version__}\n", "")


@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help_names_every_command(call: Call, flag: str) -> None:
    """-h and --help print all commands on stdout and exit with 0."""
    code, out, err = call(flag)
    assert (code, err) == (0, "")
    assert all(f"\n  {command} " in out for command in app.COMMANDS)


def test_no_arguments_prints_what_to_try(call: Call) -> None:
    """Called with nothing at all, the program prints three commands to try, which work."""
    code, out, err = call()
    assert (code, err) == (0, "")
    assert [line.split()[1] for line in out.splitlines() if line.startswith("  careercli ")] == [
        "compare",
        "show",
        "search",
    ]


def test_help_is_a_command_too(call: Call) -> None:
    """`help` is --help, and `help COMMAND` is the help of a command; of none there is, it is wrong usage."""
    assert call("help") == call("--help") == call("help", "help")
    assert call("help", "show") == call("show", "--help")
    assert call("help", "dance").code == 2


@pytest.mark.parametrize("command", app.COMMANDS)
def test_help_ends_with_examples(call: Call, command: str) -> None:
    """The help of every command ends with examples of it, each a line."""
    _, _, examples = call(command, "--help").out.partition("\n  Examples:\n")
    assert examples
    assert all(
        line.startswith(f"    careercli {command} ") or line == f"    careercli {command}"
        for line in examples.splitlines()
    )


@pytest.mark.parametrize("command", app.COMMANDS)
def test_every_command_has_help(call: Call, command: str) -> None:
    """-h works behind every command and cuts no sentence."""
    code, out, err = call(command, "-h")
    assert (code, err) == (0, "")
    assert out.startswith(f"Usage: careercli {command} ")
    assert "..." not in out.replace("ROLE...", "").replace("FILE...", "")


@pytest.mark.parametrize(
    "args",
    [
        ("foo",),
        ("--foo",),
        ("compare",),
        ("compare", "office-manager"),
        ("compare", *map(str, range(7))),
        ("compare", "office-manager", "Office  Manager"),
        ("compare", "office-manager", "practice-manager", "--only", "same"),
        ("compare", "office-manager", "practice-manager", "--width", "wide"),
        ("compare", "office-manager", "practice-manager", "--width", "3"),
        ("show",),
        ("show", "office-manager", "practice-manager"),
        ("show", "office-manager", "--section", "hobbies"),
        ("show", "office-manager", "--format", "pdf"),
        ("datasets", "--format", "html"),
        ("places", "-o", "places.html"),
        ("show", "office-manager", "--open", "-f", "md"),
        ("show", "office-manager", "--open", "-f", "csv"),
        ("show", "office-manager", "--width"),
        ("schema", "person"),
        ("schema", "role", "-f", "csv"),
        ("schema", "role", "-f", "markdown"),
        ("search", "?"),
        ("datasets", "remove"),
        ("datasets", "drop", "onet"),
        ("new", " \u200b"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(call: Call, args: tuple[str, ...]) -> None:
    """What cannot be asked is told in one line on stderr, nothing on stdout, exit code 2."""
    code, out, err = call(*args)
    assert (code, out) == (2, "")
    assert err.startswith("careercli: ")
    assert err.count("\n") == 1


def test_wrong_usage_names_the_page_that_helps(call: Call) -> None:
    """What is wrong with a command's options points to the help of that command, all else to that of the program."""
    assert call("show", "--xyz").err == "careercli: no such option: --xyz; see `careercli show --help`\n"
    assert call("foo").err == "careercli: no such command 'foo'; see `careercli --help`\n"


def test_a_long_argument_is_not_repeated_whole(call: Call) -> None:
    """Wrong usage repeats 300 characters at most."""
    for args in (("x" * 1000,), ("list", "-f", "x" * 1000)):
        assert len(call(*args).err) < 400


def test_contradicting_formats_are_wrong_usage(call: Call) -> None:
    """--json with another format is refused, and told as JSON too."""
    code, out, err = call("list", "--json", "--format", "csv")
    assert (code, err) == (2, "careercli: --json and --format csv contradict each other; use one of them\n")
    assert json.loads(out)["error"]["code"] == "usage"


def test_same_role_twice_says_so(call: Call) -> None:
    """Two names of one role are an error that names both and the role."""
    _, _, err = call("compare", "Practice Manager", "medical practice manager")
    assert "'Practice Manager' and 'medical practice manager' are the same role, practice-manager" in err


@pytest.mark.parametrize(
    ("args", "code", "name"),
    [
        (("show", "astronaut", "--json"), 3, "unknown-role"),
        (("compare", "office-manager", "11-9111", "--dataset", "bundled", "--format", "json"), 3, "ambiguous-role"),
        (("compare", "office-manager", "-f", "json"), 2, "usage"),
        (("show", "--nonsense", "--json"), 2, "usage"),
    ],
)
def test_errors_under_json_are_documents(call: Call, args: tuple[str, ...], code: int, name: str) -> None:
    """Under --json a failure is a document on stdout, the sentence on stderr, and the exit code the same as without."""
    plain = [arg for arg in args if arg not in {"--json", "--format", "-f", "json"}]
    result = call(*args)
    document = json.loads(result.out)
    assert result.code == call(*plain).code == code
    assert document["schema"] == "careercli.error/1"
    assert document["error"]["code"] == name
    assert document["error"]["problems"] == []
    sentence, *listed = result.err.splitlines()
    assert sentence == f"careercli: {document['error']['message']}"
    assert bool(listed) == (name == "ambiguous-role")
    assert bool(document["error"]["candidates"]) == (name != "usage")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (InvalidFileError("x.yaml: no"), 4),
        (OutputError("stdout: no"), 5),
        (CareercliError("oh"), 70),
        (ZeroDivisionError("oh"), 70),
        (KeyboardInterrupt(), 130),
        (ReaderLeftError("gone"), 141),
    ],
)
def test_every_exception_has_its_exit_code(
    call: Call, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int
) -> None:
    """Whatever goes wrong ends with its own exit code, without a traceback; an interrupt and a gone reader quietly."""

    def fail(_: str | None = None) -> None:
        raise error

    monkeypatch.setattr(app, "build_app", fail)
    monkeypatch.delenv("CAREERCLI_DEBUG", raising=False)
    result = call("list")
    assert (result.code, result.out) == (code, "")
    assert result.err.count("\n") == (code < 130)
    assert "Traceback" not in result.err


def test_debug_shows_the_traceback_of_a_bug(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """CAREERCLI_DEBUG=1 lets a bug through with its traceback."""
    monkeypatch.setattr(app, "build_app", lambda _: 1 / 0)
    monkeypatch.setenv("CAREERCLI_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        call("list")


def test_control_characters_of_a_name_do_not_reach_the_terminal(call: Call) -> None:
    """A name is told back without any control character that it may hold."""
    _, _, err = call("show", "a\x1b[31mb\nc\u202ed")
    assert "\x1b" not in err
    assert "\u202e" not in err
    assert err.count("\n") == 1
