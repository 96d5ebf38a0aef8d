"""--output: never over an input, and otherwise as `cp` would, whole or not at all."""

import json
import os
import select
import shutil
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from careercli.catalog.box import find_bundled_roles
from program import CALL, Result, environment, run, start
from releases import write_onet

Call = Callable[..., Result]
ROLE = "roles: {lead: {title: Clinic Lead}}\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A role file."""
    path = tmp_path / "r.yaml"
    path.write_text(ROLE)
    return path


def _name_again(file: Path, way: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Another name of a file."""
    other = file.with_name("other.yaml")
    if way == "hard link":
        other.hardlink_to(file)
        return str(other)
    if way == "link":
        other.symlink_to(file.name)
        return str(other)
    if way == "link to its folder":
        other.symlink_to(".")
        return str(other / file.name)
    if way == "relative":
        monkeypatch.chdir(file.parent)
        return file.name
    return f"{file.parent}/./../{file.parent.name}//{file.name}"


COMMANDS = {
    "list": ("list", "--roles", "{}"),
    "compare": ("compare", "lead", "office-manager", "--roles", "{}"),
    "show": ("show", "lead", "--roles", "{}", "--json"),
    "search": ("search", "lead", "--roles", "{}"),
    "check": ("check", "{}"),
    "check of two": ("check", "/dev/null", "{}"),
    "import": ("import", "onet", "{}"),
}


@pytest.mark.parametrize("way", ["hard link", "link", "link to its folder", "relative", "spelling"])
@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_writes_over_an_input(
    call: Call, file: Path, monkeypatch: pytest.MonkeyPatch, command: str, way: str
) -> None:
    """The output may be no input, under whatever name: exit code 5, one line, and the file is as it was."""
    args = [arg.format(file) for arg in COMMANDS[command]]
    output = _name_again(file, way, monkeypatch)
    code, _, err = call(*args, "-o", output)
    assert (code, err) == (
        5,
        f"careercli: {Path(output)}: cannot be written (it is an input of this command); name another file\n",
    )
    assert file.read_text() == ROLE


def test_an_import_does_not_write_into_its_folder(call: Call, tmp_path: Path) -> None:
    """A file in a folder that is imported is an input too; nothing is imported then."""
    (tmp_path / "release" / "deep").mkdir(parents=True)
    release = Path(write_onet(tmp_path / "release" / "deep"))
    before = release.read_bytes()
    assert call("import", "onet", str(tmp_path / "release"), "-o", str(release)).code == 5
    assert release.read_bytes() == before
    assert json.loads(call("datasets", "--json").out)["datasets"][0]["imported"] is None


def test_stdin_is_an_input(file: Path) -> None:
    """The file that stdin comes from is not written over."""
    assert run("list", "--roles", "-", "-o", str(file), redirect=f"<{file}").code == 5
    assert file.read_text() == ROLE


@pytest.mark.parametrize("args", [("list",), ("schema", "role"), ("datasets",), ("show", "office-manager")])
def test_files_of_careercli_are_not_written_over(call: Call, home: Path, tmp_path: Path, args: tuple[str, ...]) -> None:
    """Own role files, the file of the datasets and that of the bundled roles are no output of any command."""
    own = home / "mine.yaml"
    own.write_text(ROLE)
    assert call("import", "onet", write_onet(tmp_path)).code == 0
    for file in (own, home / "datasets.sqlite", find_bundled_roles()):
        before = file.read_bytes()
        code, _, err = call(*args, "-o", str(file))
        assert (code, err.count("\n")) == (5, 1)
        assert file.read_bytes() == before
    (home / "datasets.sqlite-journal").touch()
    assert call("list", "-o", str(home / "datasets.sqlite-journal")).code == 5


def test_a_file_beside_the_inputs_is_written(call: Call, file: Path) -> None:
    """What is no input is written, in the same folder too, also if it exists."""
    for _ in range(2):
        assert call("list", "--roles", str(file), "-o", str(file.with_name("out"))).code == 0
    assert file.read_text() == ROLE


def test_new_makes_a_file_and_replaces_none(call: Call, home: Path, tmp_path: Path) -> None:
    """`new` writes over no file unless --force allows it, and then not over the datasets or the bundled roles."""
    target = tmp_path / "lead.yaml"
    assert call("new", "Lead", "-o", str(target)).code == 0
    made = target.read_text()
    target.write_text("mine\n")
    assert call("new", "Lead", "-o", str(target)) == (
        5,
        "",
        f"careercli: {target}: exists already; name another file, or use --force to write over it\n",
    )
    assert target.read_text() == "mine\n"
    assert call("new", "Lead", "--force", "-o", str(target)).code == 0
    assert target.read_text() == made
    (home / "own.yaml").write_text("old\n")
    assert call("new", "Lead", "-o", str(home / "own.yaml")).code == 5
    assert call("new", "Lead", "--force", "-o", str(home / "own.yaml")).code == 0
    bundled = find_bundled_roles().read_bytes()
    assert call("new", "Lead", "--force", "-o", str(find_bundled_roles())).code == 5
    assert find_bundled_roles().read_bytes() == bundled
    assert [path.name for path in tmp_path.iterdir()] == ["lead.yaml"]


@pytest.mark.parametrize("links", [True, False])
def test_new_does_not_replace_what_was_made_meanwhile(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    """A file that another program makes while `new` writes stays; a file system without hard links is enough."""

    def fail(*_: object) -> None:
        raise PermissionError

    if not links:
        monkeypatch.setattr(Path, "hardlink_to", fail)
    assert call("new", "Lead", "-o", str(tmp_path / "a.yaml")).code == 0
    monkeypatch.setattr("careercli.cli.files._stat", lambda _: None)
    (tmp_path / "b.yaml").write_text("mine\n")
    assert call("new", "Lead", "-o", str(tmp_path / "b.yaml")).code == (5 if links else 0)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.yaml", "b.yaml"]
    if links:
        assert (tmp_path / "b.yaml").read_text() == "mine\n"


def test_all_names_of_a_file_get_the_output(call: Call, tmp_path: Path) -> None:
    """A file with several names is written in place, so that all of them show the output, as `cp` does."""
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("old\n" * 10_000)
    two.hardlink_to(one)
    assert call("list", "-o", str(one)) == (0, "", "")
    assert one.read_text("utf-8") == two.read_text("utf-8") == call("list", "--width", "80").out


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755])
def test_owner_and_mode_stay(call: Call, tmp_path: Path, mode: int) -> None:
    """The file that is written keeps its owner and its mode."""
    target = tmp_path / "out"
    target.touch()
    target.chmod(mode)
    if os.geteuid() == 0:
        os.chown(target, 65534, 65534)
    before = target.stat()
    assert call("list", "-o", str(target)).code == 0
    after = target.stat()
    assert (after.st_mode, after.st_uid, after.st_gid) == (before.st_mode, before.st_uid, before.st_gid)
    assert "Office Manager" in target.read_text("utf-8")


def test_a_link_to_a_link_is_followed(call: Call, tmp_path: Path) -> None:
    """A chain of links is followed to its file, and the links stay; a dangling one makes the file."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "one").symlink_to("two")
    (tmp_path / "two").symlink_to("folder/file")
    for _ in range(2):
        assert call("list", "-o", str(tmp_path / "one")).code == 0
        assert "Office Manager" in (tmp_path / "folder" / "file").read_text("utf-8")
    assert (tmp_path / "one").is_symlink()
    assert (tmp_path / "two").is_symlink()


@pytest.mark.parametrize("loop", [("a",), ("a", "b"), ("a", "b", "c")])
def test_a_loop_of_links_is_refused(call: Call, tmp_path: Path, loop: tuple[str, ...]) -> None:
    """A loop of links, of one or several, as the file or on the way to it, is one line and exit code 5."""
    for one, two in zip(loop, (*loop[1:], loop[0]), strict=True):
        (tmp_path / one).symlink_to(two)
    for output in (tmp_path / "a", tmp_path / "a" / "out"):
        code, out, err = call("list", "-o", str(output))
        assert (code, out) == (5, "")
        assert err == (
            f"careercli: {output}: cannot be written (Too many levels of symbolic links); name another file\n"
        )


def test_devices_and_pipes_get_the_output(call: Call, tmp_path: Path) -> None:
    """A device and a pipe with a reader are written to; a pipe without one is refused at once."""
    assert call("list", "-o", "/dev/null") == (0, "", "")
    assert call("new", "Lead", "-o", "/dev/null") == (0, "", "")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert call("list", "-o", str(pipe)) == (
        5,
        "",
        f"careercli: {pipe}: cannot be written (nobody reads this pipe); name another file\n",
    )
    got: list[str] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_text("utf-8")))
    reader.start()
    while call("show", "office-manager", "--json", "-o", str(pipe)).code:  # until the reader is there
        pass
    reader.join()
    assert got == [call("show", "office-manager", "--json").out]


def test_a_reader_of_a_pipe_may_leave(tmp_path: Path) -> None:
    """Where the reader of a pipe that --output names leaves before the end, the program ends with 141 and says
    nothing, as with stdout."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    process = start("compare", "practice-manager", "office-manager", "--json", "-o", str(pipe))
    while not select.select([reader], [], [], 60)[0]:
        pass
    os.close(reader)
    assert process.communicate() == (b"", b"")
    assert process.returncode == 141


def test_the_substitution_of_a_process_gets_the_output() -> None:
    """`-o >(command)` writes to the command."""
    script = f'"{sys.executable}" -m careercli list -o >(cat; echo end) | cat'
    done = subprocess.run(["/bin/bash", "-c", script], capture_output=True, check=True, env=environment(), text=True)
    assert "office-manager" in done.stdout
    assert done.stdout.endswith("end\n")


@pytest.mark.parametrize("args", [("list",), ("list", "--json"), ("new", "Lead"), ("schema", "role")])
def test_names_that_are_no_text_are_refused_as_text(args: tuple[str, ...]) -> None:
    """A path that is not UTF-8 and cannot be written is one line, and a document under --json, not a traceback."""
    script = f"\"{sys.executable}\" -m careercli {' '.join(args)} -o $'/nonexistent/\\xff\\u202e'"
    done = subprocess.run(["/bin/bash", "-c", script], capture_output=True, check=False, env=environment())
    assert done.returncode == 5
    assert done.stderr.decode().startswith("careercli: /nonexistent/\ufffd\ufffd: cannot be written (")
    if "--json" in args:
        message = json.loads(done.stdout)["error"]["message"]
        assert done.stderr.decode() == f"careercli: {message}\n"


WEAK = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search,-chown,-fowner")
"""Runs a program as root without what lets root write everywhere."""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_a_file_that_may_not_be_written_is_not_replaced(tmp_path: Path) -> None:
    """A read-only file in a folder that one may write to stays; a file that one may write to, in a folder that one may
    not, or of somebody else, is written in place."""

    def write(output: Path) -> tuple[int, str]:
        call = [*WEAK, *CALL, "list", "-o", str(output)]
        done = subprocess.run(call, capture_output=True, check=False, env=environment(), text=True)
        return done.returncode, done.stderr

    mine, readable, other = tmp_path / "mine", tmp_path / "readable", tmp_path / "other"
    for file, mode, owner in ((mine, 0o600, 0), (readable, 0o644, 65534), (other, 0o666, 65534)):
        file.write_text("old\n")
        file.chmod(mode)
        os.chown(file, owner, owner)
    assert write(readable) == (5, f"careercli: {readable}: cannot be written (Permission denied); name another file\n")
    assert readable.read_text() == "old\n"
    assert write(other) == (0, "")
    assert other.stat().st_uid == 65534
    tmp_path.chmod(0o555)
    assert write(mine) == (0, "")
    assert write(tmp_path / "new")[0] == 5
    for file in (mine, other):
        assert "Office Manager" in file.read_text("utf-8")
    assert len(list(tmp_path.iterdir())) == 3


def test_a_running_program_is_not_replaced(call: Call, tmp_path: Path) -> None:
    """What the system refuses to open for writing is not replaced behind its back."""
    program = tmp_path / "sleep"
    shutil.copy(str(shutil.which("sleep")), program)
    before = program.read_bytes()
    with subprocess.Popen([program, "60"]) as running:
        try:
            code, _, err = call("list", "-o", str(program))
        finally:
            running.kill()
    assert (code, err) == (5, f"careercli: {program}: cannot be written (Text file busy); name another file\n")
    assert program.read_bytes() == before
