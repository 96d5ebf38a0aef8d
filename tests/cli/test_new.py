"""`careercli new` as a user types it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from program import Result

Call = Callable[..., Result]


@pytest.mark.parametrize(
    ("title", "role_id"),
    [
        ("Clinic Lead", "clinic-lead"),
        ("  Clinic  Lead ", "clinic-lead"),
        ("Head Nurse (A&E), Level 3", "head-nurse-a-e-level-3"),
        ("Chef d'\u00c9quipe: #1", "chef-d-equipe-1"),
        ("it's 'quoted'", "it-s-quoted"),
        ("? no: - list #x", "no-list-x"),
        ("yes", "yes"),
        ("\u770b\u8b77\u5e2b", "my-role"),
        ("{x}", "x"),
        ("w " * 99 + "w", "-".join("w" * 32)),
        ("x" * 200, "x" * 64),
    ],
)
def test_a_role_file_to_start_from(call: Call, tmp_path: Path, title: str, role_id: str) -> None:
    """Whatever the title, the file is valid, has that title exactly, and an id of 64 characters at most."""
    file = tmp_path / "new.yaml"
    assert call("new", title, "-o", str(file)) == (0, "", "")
    assert call("new", title).out == file.read_text("utf-8")
    assert call("check", str(file)) == (0, "no problems: 1 file, 1 role\n", "")
    role = json.loads(call("show", role_id, "--roles", str(file), "--json").out)["role"]
    assert (role["id"], role["title"]) == (role_id, title.strip())


def test_a_title_has_200_characters_at_most(call: Call) -> None:
    """A title of 200 characters makes a file, a longer one is refused."""
    assert call("new", "x" * 200).code == 0
    assert call("new", "x" * 201) == (2, "", "careercli: the title has 201 characters; use 200 at most\n")


def test_what_the_comments_say_works(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands in the comments run, and with every # taken off what can be filled in the file is valid still."""
    monkeypatch.chdir(tmp_path)
    assert call("new", "Clinic Lead", "-o", "clinic-lead.yaml").code == 0
    text = Path("clinic-lead.yaml").read_text("utf-8")
    commands = [line.split("careercli ", 1)[1].split() for line in text.splitlines() if "with    careercli " in line]
    commands += [
        line.split("careercli ", 1)[1].split() for line in text.splitlines() if "with         careercli " in line
    ]
    assert len(commands) == 2
    for command in commands:
        assert call(*command).code == 0
    head, _, rest = text.partition("can fill in.\n")
    short = [line for line in rest.splitlines() if "salary: 61000" not in line]
    Path("whole.yaml").write_text("\n".join([head, *(line.replace("# ", "", 1) for line in short)]), "utf-8")
    assert call("check", "whole.yaml") == (0, "no problems: 1 file, 1 role\n", "")
