"""The shared options, and the completion of role ids."""

import errno
import os
import re
import stat
import types
import unicodedata
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careercli.cli.options import complete_dataset, complete_role, describe_safely
from program import Result, environment, run

Call = Callable[..., Result]


def _complete(*words: str) -> list[str]:
    env = environment(
        _CAREERCLI_COMPLETE="complete_zsh", _TYPER_COMPLETE_ARGS=" ".join(["careercli", *words]), COMP_CWORD="9"
    )
    return [line for line in run(env=env).out.splitlines() if line]


def test_role_ids_are_completed_with_their_titles() -> None:
    """Completion offers the ids that begin as typed, each with its title."""
    out = "\n".join(_complete("show", "pr"))
    assert '"practice-administrator":"Practice Administrator"' in out
    assert '"practice-manager":"Practice Manager"' in out
    assert "office-manager" not in out.replace("medical-office-manager", "")


def test_a_role_named_already_is_not_offered_again() -> None:
    """Completing the second role of a comparison leaves out the first."""
    out = "\n".join(_complete("compare", "practice-manager", "pr"))
    assert '"practice-administrator"' in out
    assert '"practice-manager"' not in out


SAFE = re.compile(r"[a-z0-9][a-z0-9.-]*")
UNSAFE = "`$\\'\";&|<>(){}[]*?!#~:\n\r\t\x00\x1b=^%@/"


@given(st.text() | st.text(UNSAFE + "ab, .-"))
def test_descriptions_hold_nothing_that_a_shell_evaluates(text: str) -> None:
    """A description has letters and digits of any script, spaces, commas, periods and hyphens, 80 at most, and keeps
    all of these that the text has."""
    said = describe_safely(text)
    assert all(char in " ,.-" or unicodedata.category(char)[0] in "LMN" for char in said)
    assert not set(said) & set(UNSAFE)
    assert len(said) <= 80
    kept = [char for char in text if char in ",.-" or unicodedata.category(char)[0] in "LMN"]
    assert said.replace(" ", "") == "".join(kept)[: len(said.replace(" ", ""))]
    assert len(describe_safely(f"{text}{'x' * 100}")) <= 80
    assert len(said) > 60 or said.replace(" ", "") == "".join(kept)


def test_descriptions_are_short() -> None:
    """Of a long title the first 80 characters describe a role."""
    assert describe_safely("x" * 79 + "yz") == "x" * 79 + "y"


def test_descriptions_keep_letters_of_any_script() -> None:
    """Letters, vowel signs and digits of any script stay, and what stood between words is one space."""
    assert describe_safely("Agente (m/f), 2.\u00aa -- \u0939\u093f\u0928\u094d\u0926\u0940 \u770b\u8b77") == (
        "Agente m f , 2.\u00aa -- \u0939\u093f\u0928\u094d\u0926\u0940 \u770b\u8b77"
    )


def test_completion_offers_only_safe_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the catalog says, only words that need no quotes in any shell are offered."""
    words = ["a", "a-1.b", "-a", ".a", "", "A", "a b", "a$(b)", "a\n", "\u00e4", "a'", "a:b"]
    catalog = types.SimpleNamespace(
        complete=lambda _: [(word, "`x`") for word in words], count_roles=lambda: dict.fromkeys(words, 1)
    )
    monkeypatch.setattr("careercli.catalog.catalog.load_catalog", lambda *_: nullcontext(catalog))
    context = types.SimpleNamespace(params={})
    assert complete_role(context, "") == [("a", "x"), ("a-1.b", "x")]  # type: ignore[arg-type]
    assert complete_dataset("a") == ["a", "a-1.b"]


def test_what_is_typed_is_never_shortened(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where several words begin alike, but not as what is typed, that is offered too, so that bash keeps it."""
    context = types.SimpleNamespace(params={})
    for words, kept in (
        (["real-nurse", "retail-nurse"], True),
        (["real-nurse"], False),
        (["nurses", "real-nurse"], False),
    ):
        catalog = types.SimpleNamespace(complete=lambda _, words=words: [(word, "X") for word in words])
        monkeypatch.setattr("careercli.catalog.catalog.load_catalog", lambda *_, made=catalog: nullcontext(made))
        offered = [word for word, _ in complete_role(context, "nurse")]  # type: ignore[arg-type]
        assert offered == [*words, *(["nurse"] if kept else [])]


def test_completion_regards_the_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Completion reads the files of --roles, but not stdin, which is the terminal, and keeps to --dataset."""
    asked: list[object] = []

    def load(*args: object) -> nullcontext[types.SimpleNamespace]:
        asked.append(args)
        return nullcontext(types.SimpleNamespace(complete=lambda _: [("lead", "Lead"), ("other", "Other")]))

    monkeypatch.setattr("careercli.catalog.catalog.load_catalog", load)
    context = types.SimpleNamespace(params={"role_files": ["a", "-"], "dataset": "user", "roles": ["lead"]})
    assert complete_role(context, "") == [("other", "Other")]  # type: ignore[arg-type]
    assert asked == [(["a"], "user")]


def test_files_are_completed_by_the_shell() -> None:
    """For names of files the program offers nothing, so that the shell does; what was typed is not said back."""
    for words in (("list", "-o", "x$(touch"), ("list", "--roles", "x"), ("check", "x")):
        assert _complete(*words) == ["_files"]


def test_an_invalid_file_ends_completion_quietly(home: Path) -> None:
    """Where role files cannot be read completion offers nothing and says nothing."""
    (home / "broken.yaml").write_text("roles: [")
    env = {"_CAREERCLI_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "careercli show of"}
    assert run(env=environment(CAREERCLI_HOME=str(home), **env)) == (0, "_files\n", "")


def test_commands_are_completed() -> None:
    """Completion knows every command."""
    out = "\n".join(_complete("s"))
    assert '"show"' in out
    assert '"schema"' in out


def test_output_goes_to_a_file(call: Call, tmp_path: Path) -> None:
    """--output writes what stdout would get, in UTF-8, prints nothing, and respects the umask."""
    file = tmp_path / "roles.json"
    assert call("list", "--json", "-o", str(file)) == (0, "", "")
    assert file.read_text("utf-8") == call("list", "--json").out
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(file.stat().st_mode) == 0o666 & ~mask


def test_a_file_that_cannot_be_written_stays_as_it_was(call: Call, tmp_path: Path) -> None:
    """An --output that cannot be written is one line and exit code 5, and leaves nothing behind."""
    for target in (tmp_path, tmp_path / "missing" / "out.txt", Path("/dev/full")):
        code, out, err = call("list", "-o", str(target))
        assert (code, out) == (5, "")
        assert err.startswith(f"careercli: {target}: cannot be written")
        assert err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_output_replaces_a_file_and_keeps_its_mode(call: Call, tmp_path: Path) -> None:
    """--output over an existing file replaces the content and keeps the permissions."""
    file = tmp_path / "list.txt"
    file.write_text("old")
    file.chmod(0o600)
    assert call("list", "-o", str(file)).code == 0
    assert "Office Manager" in file.read_text("utf-8")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["-", "/dev/stdout"])
def test_a_dash_is_stdout(call: Call, name: str) -> None:
    """--output - and /dev/stdout print as without --output."""
    assert call("list", "-o", name) == call("list")


def test_an_empty_file_name_is_wrong_usage(call: Call) -> None:
    """--output needs a name."""
    assert call("list", "-o", "").code == 2


def test_a_file_that_was_there_stays_whole(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When writing fails half way, the file that was there before is there still, and nothing else."""

    def fail(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    file = tmp_path / "list.txt"
    file.write_text("old")
    monkeypatch.setattr(os, "fsync", fail)
    code, out, err = call("list", "-o", str(file))
    assert (code, out) == (5, "")
    assert err == f"careercli: {file}: cannot be written (No space left on device); name another file\n"
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_output_follows_a_link(call: Call, tmp_path: Path) -> None:
    """--output to a link writes the file that it points to and leaves the link; a loop of links is told."""
    (tmp_path / "link").symlink_to("file")
    assert call("list", "-o", str(tmp_path / "link")).code == 0
    assert (tmp_path / "link").is_symlink()
    assert "Office Manager" in (tmp_path / "file").read_text("utf-8")
    (tmp_path / "loop").symlink_to("loop")
    assert call("list", "-o", str(tmp_path / "loop")).code == 5
    assert call("list", "-o", str(tmp_path / ("x" * 300))).code == 5


@pytest.mark.parametrize(
    ("suffix", "begins"),
    [(".md", "# "), (".markdown", "# "), (".csv", "section,"), (".json", '{"schema"'), (".txt", "Office Manager\n")],
)
def test_the_suffix_of_the_file_chooses_the_format(call: Call, tmp_path: Path, suffix: str, begins: str) -> None:
    """Without --format the format goes by the suffix of --output; --format is stronger."""
    file = tmp_path / f"out{suffix}"
    assert call("show", "office-manager", "-o", str(file)).code == 0
    assert file.read_text("utf-8").startswith(begins)
    assert call("show", "office-manager", "-o", str(file), "-f", "json").code == 0
    assert file.read_text("utf-8").startswith('{"schema"')


def test_md_is_markdown(call: Call) -> None:
    """`--format md` is `--format markdown`."""
    assert call("show", "office-manager", "-f", "md") == call("show", "office-manager", "-f", "markdown")


@pytest.mark.parametrize(
    ("given", "old"), [("pay", "salary"), ("work-environment", "environment"), ("Work Environment", "environment")]
)
def test_sections_have_the_names_of_their_headings(call: Call, given: str, old: str) -> None:
    """A section is named as its heading is, in any case; the old names stay."""
    assert call("show", "office-manager", "-s", given) == call("show", "office-manager", "--section", old)


def test_several_sections_are_named_with_commas(call: Call) -> None:
    """`-s pay,skills` is `-s pay -s skills`; a name that no section has is wrong usage and lists those there are."""
    both = call("show", "office-manager", "-s", "pay, skills")
    assert both == call("show", "office-manager", "-s", "pay", "-s", "skills")
    assert (both.code, "DUTIES" in both.out) == (0, False)
    names = ("pay", "outlook", "duties", "requirements", "skills", "work-environment", "interests")
    assert call("show", "office-manager", "-s", "pay,perks") == (
        2,
        "",
        f"careercli: no section 'perks'; choose from {', '.join(names)}\n",
    )


@pytest.mark.parametrize("length", ["--brief", "--full"])
def test_csv_has_one_length(call: Call, tmp_path: Path, length: str) -> None:
    """--brief and --full are wrong usage with CSV, also if a suffix asks for it; --brief with --section is, too."""
    for args in (("-f", "csv"), ("-o", str(tmp_path / "x.csv"))):
        code, out, err = call("compare", "office-manager", "practice-manager", length, *args)
        assert (code, out) == (2, "")
        assert err.startswith(f"careercli: {length} does not go with CSV")
    assert call("show", "office-manager", "--brief", "-s", "pay").code == 2


@pytest.mark.parametrize("format", ["table", "markdown"])
def test_what_people_read_is_brief_and_what_programs_read_is_full(call: Call, format: str) -> None:
    """Tables and Markdown are brief unless --full or --section, JSON is full unless --brief."""
    args = ("show", "office-manager")
    assert call(*args, "-f", format) == call(*args, "-f", format, "--brief") != call(*args, "-f", format, "--full")
    assert call(*args, "--json") == call(*args, "--json", "--full") != call(*args, "--json", "--brief")
