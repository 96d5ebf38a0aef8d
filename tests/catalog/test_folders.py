"""Where the files of careercli are, and what happens if they cannot be read."""

import errno
import json
import os
import pwd
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from careercli.catalog.folders import get_home, get_store_file
from careercli.errors import StoreError
from program import Result, environment, run
from releases import write_onet

Call = Callable[..., Result]
FOLDER_VARIABLES = ("CAREERCLI_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "HOME", "LOCALAPPDATA", "USERPROFILE")


def _set(monkeypatch: pytest.MonkeyPatch, platform: str, env: dict[str, str]) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    for name in FOLDER_VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)


ACCOUNT = pwd.getpwuid(os.getuid()).pw_dir


@pytest.mark.parametrize(
    ("platform", "env", "config", "data"),
    [
        ("linux", {"CAREERCLI_HOME": "/x", "HOME": "/h"}, "/x", "/x"),
        ("linux", {"CAREERCLI_HOME": "relative"}, "relative", "relative"),
        ("linux", {"CAREERCLI_HOME": "", "HOME": "/h"}, "/h/.config/careercli", "/h/.local/share/careercli"),
        ("linux", {"HOME": "/h", "XDG_CONFIG_HOME": "/c"}, "/c/careercli", "/h/.local/share/careercli"),
        ("linux", {"HOME": "/h", "XDG_DATA_HOME": "/d"}, "/h/.config/careercli", "/d/careercli"),
        (
            "linux",
            {"HOME": "/h", "XDG_CONFIG_HOME": "c", "XDG_DATA_HOME": "./d"},
            "/h/.config/careercli",
            "/h/.local/share/careercli",
        ),
        ("linux", {}, f"{ACCOUNT}/.config/careercli", f"{ACCOUNT}/.local/share/careercli"),
        ("linux", {"HOME": ""}, f"{ACCOUNT}/.config/careercli", f"{ACCOUNT}/.local/share/careercli"),
        ("linux", {"HOME": "h"}, f"{ACCOUNT}/.config/careercli", f"{ACCOUNT}/.local/share/careercli"),
        ("freebsd14", {"HOME": "/h"}, "/h/.config/careercli", "/h/.local/share/careercli"),
        (
            "darwin",
            {"HOME": "/h", "XDG_CONFIG_HOME": "/c"},
            *["/h/Library/Application Support/careercli"] * 2,
        ),
        ("win32", {"LOCALAPPDATA": "/l", "USERPROFILE": "/u", "HOME": "/h"}, *["/l/careercli"] * 2),
        ("win32", {"USERPROFILE": "/u", "HOME": "/h"}, *["/u/AppData/Local/careercli"] * 2),
    ],
)
def test_the_folders_are_those_of_the_system(
    monkeypatch: pytest.MonkeyPatch, platform: str, env: dict[str, str], config: str, data: str
) -> None:
    """CAREERCLI_HOME, else the system's folder; relative XDG variables are ignored, and without HOME the account's home
    counts."""
    _set(monkeypatch, platform, env)
    assert get_home() == Path(config)
    assert get_store_file() == Path(data, "datasets.sqlite")


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_an_account_without_a_home_needs_careercli_home(
    call: Call, monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    """An account that has no home folder is one line and exit code 5; CAREERCLI_HOME mends it."""

    def fail(_: int) -> None:
        raise KeyError

    _set(monkeypatch, platform, {})
    monkeypatch.setattr(pwd, "getpwuid", fail)
    with pytest.raises(StoreError, match="no home folder; set CAREERCLI_HOME"):
        get_home()
    for command in (("list",), ("datasets",), ("compare", "practice-manager", "office-manager")):
        code, out, err = call(*command)
        assert (code, out, err.count("\n")) == (5, "", 1)
    monkeypatch.setenv("CAREERCLI_HOME", "/nowhere")
    assert call("list").code == 0


COMMANDS = (
    ("list",),
    ("list", "--json"),
    ("show", "office-manager"),
    ("compare", "practice-manager", "office-manager", "--json"),
    ("search", "manager"),
)


@pytest.fixture(params=["a file", "below a file", "too long", "a name that is too long", "a loop", "no entry"])
def unreadable(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A home that cannot be entered."""
    kind = request.param
    (tmp_path / "file").touch()
    (tmp_path / "loop").symlink_to("loop")
    if kind == "no entry":  # root may enter every folder
        real, scan = Path.stat, os.scandir

        def refuse(path: Path, **more: bool) -> os.stat_result:
            if str(path).startswith("/locked"):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
            return real(path, **more)

        monkeypatch.setattr(Path, "stat", refuse)
        monkeypatch.setattr(os, "scandir", lambda path: refuse(Path(path)) and scan(path))
        return "/locked/home"
    return {
        "a file": str(tmp_path / "file"),
        "below a file": str(tmp_path / "file" / "home"),
        "too long": "/x" * 3000,
        "a name that is too long": f"/{'x' * 300}",
        "a loop": str(tmp_path / "loop"),
    }[kind]


@pytest.mark.parametrize("args", COMMANDS)
def test_a_home_that_cannot_be_entered_does_not_stop_the_bundled_roles(
    call: Call, monkeypatch: pytest.MonkeyPatch, unreadable: str, args: tuple[str, ...]
) -> None:
    """Where the user's folder cannot be entered the bundled roles are there, and stderr says what is left out."""
    monkeypatch.setenv("CAREERCLI_HOME", unreadable)
    code, out, err = call(*args)
    assert code == 0
    assert "Office Manager" in out
    assert f"careercli: {unreadable}: cannot be read (" in err
    assert "your own role files are left out\n" in err


def test_what_is_left_out_is_said_where_it_is_asked_for(
    call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """With --dataset user too stderr says that own files are left out; with --dataset bundled none would be read."""
    (tmp_path / "file").touch()
    monkeypatch.setenv("CAREERCLI_HOME", str(tmp_path / "file"))
    more = tmp_path / "more.yaml"
    more.write_text("roles: {lead: {title: Clinic Lead}}")
    said = f"careercli: {tmp_path / 'file'}: cannot be read (Not a directory); your own role files are left out\n"
    assert call("list", "--dataset", "user", "--roles", str(more)).err == said
    assert call("list", "--dataset", "bundled").err == ""


@pytest.mark.parametrize(
    "args", [("datasets",), ("datasets", "remove", "onet"), ("list", "--dataset", "onet"), ("import", "onet", "{}")]
)
def test_commands_that_need_a_home_that_cannot_be_entered(
    call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, unreadable: str, args: tuple[str, ...]
) -> None:
    """What needs the datasets ends with a documented code, never with a bug."""
    release = write_onet(tmp_path)
    monkeypatch.setenv("CAREERCLI_HOME", unreadable)
    code, _, err = call(*(arg.format(release) for arg in args))
    assert code in {0, 3, 5}
    assert "a bug in careercli" not in err


@pytest.mark.parametrize("args", COMMANDS)
def test_only_visible_files_in_the_folder_are_role_files(call: Call, home: Path, args: tuple[str, ...]) -> None:
    """An editor's lock, a system's shadow of a file, a dangling link, a loop, a folder, a pipe: none is read."""
    plain = call(*args)
    (home / ".#a.yaml").symlink_to("user@host.1234")
    (home / "._a.yaml").write_bytes(b"\0\5\x16\7")
    (home / ".yaml").write_text("roles: [")
    (home / "b.yaml").symlink_to("nothing")
    (home / "c.yaml").symlink_to("c.yaml")
    (home / "d.yaml").mkdir()
    (home / "#e.yaml#").write_text("roles: [")
    (home / "f.yaml~").write_text("roles: [")
    os.mkfifo(home / "g.yml")
    assert call(*args) == plain


def test_links_to_role_files_are_read(call: Call, home: Path, tmp_path: Path) -> None:
    """A link to a role file, and the ending .yml, count."""
    (tmp_path / "real").write_text("roles: {lead: {title: Clinic Lead}}")
    (home / "mine.yml").symlink_to(tmp_path / "real")
    assert "Clinic Lead" in call("list").out


def test_an_invalid_own_file_stops_only_what_needs_it(call: Call, home: Path, tmp_path: Path) -> None:
    """Bundled and imported roles asked for by --dataset are there though an own file is invalid; without it the file
    is refused, so that no role is missing silently."""
    assert call("import", "onet", write_onet(tmp_path)).code == 0
    plain = {name: call("list", "--dataset", name) for name in ("bundled", "onet")}
    (home / "broken.yaml").write_text("roles: [")
    for name, result in plain.items():
        assert result.code == 0
        assert call("list", "--dataset", name) == result
    assert call("compare", "practice-manager", "office-manager", "--dataset", "bundled").code == 0
    assert call("show", "moon bakers", "--dataset", "onet").code == 0
    for args in (("list",), ("list", "--dataset", "user"), ("show", "office-manager")):
        assert call(*args).code == 4
    more = tmp_path / "more.yaml"
    more.write_text("roles: [")
    assert call("list", "--dataset", "bundled", "--roles", str(more)).code == 4


def test_a_file_name_is_printable_in_every_message(call: Call, home: Path, tmp_path: Path) -> None:
    """A file name with a control or a bidi character is shown with a replacement for it, in JSON too."""
    name = "a\u202eb\x1b[31m\n.yaml"
    shown = "a\ufffdb\ufffd[31m\ufffd.yaml"
    (home / name).write_text("roles: [")
    (tmp_path / name).write_text("roles: {a: {titel: X}}")
    for args in (("list",), ("check", str(tmp_path / name)), ("list", "--roles", str(tmp_path / "x\u202e"))):
        plain = call(*args)
        document = call(*args, "--json")
        texts = json.dumps(json.loads(document.out), ensure_ascii=False)
        assert "\u202e" not in plain.err + document.out
        assert "\x1b" not in plain.err + document.out
        assert shown in texts or "x\ufffd" in texts
    document = json.loads(call("check", str(tmp_path / name), "--json").out)
    assert document["files"] == [f"{tmp_path}/{shown}"]
    assert document["problems"][0]["file"] == f"{tmp_path}/{shown}"


@pytest.mark.parametrize("word", [b"\xff", b"a\xffb"])
@pytest.mark.parametrize("command", ["show", "compare office-manager", "search", "list --dataset", "datasets remove"])
def test_a_name_that_is_no_text_is_no_name(home: Path, tmp_path: Path, command: str, word: bytes) -> None:
    """An argument that is not UTF-8 names nothing, beside a store too."""
    env = environment(CAREERCLI_HOME=str(home))
    assert run("import", "onet", write_onet(tmp_path), env=env).code == 0
    args = command.split()
    expected = {0, 1, 2} if command == "search" else {3}
    result = run(*args, os.fsdecode(word), "--json", env=env)
    assert result.code in expected
    assert "a bug" not in result.err
    assert result.out
