"""`careercli export`."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from program import Result, environment, start

Call = Callable[..., Result]


def test_says_what_it_wrote(call: Call, tmp_path: Path) -> None:
    """Stdout names the folder, and how many roles, tables and rows it has; stderr is empty."""
    done = call("export", str(tmp_path / "tables"), "--format", "csv", "--dataset", "bundled")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"{tmp_path}/tables: 5 roles in 17 tables, ")
    assert json.loads((tmp_path / "tables" / "datapackage.json").read_bytes())["choice"] == {
        "roles of the dataset": "bundled"
    }


def test_needs_pyarrow_for_parquet(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without pyarrow Parquet is wrong usage, said with the line that installs it, before anything is read; CSV is
    written."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "careercli.export.parquet", raising=False)
    done = call("export", str(tmp_path / "tables"))
    assert done.code == 2
    assert 'pip install "careercli[parquet]"' in done.err
    assert [*tmp_path.iterdir()] == []
    assert call("export", str(tmp_path / "tables"), "--format", "csv", "--dataset", "bundled").code == 0


def test_adds_role_files_and_chooses_a_place(call: Call, tmp_path: Path) -> None:
    """--roles adds roles, --place chooses where pay is paid."""
    role = tmp_path / "lead.yaml"
    role.write_text("roles: {lead: {title: Lead}}")
    done = call("export", str(tmp_path / "tables"), "-f", "csv", "--roles", str(role), "--dataset", "user")
    assert (done.code, "1 roles" in done.out) == (0, True)
    done = call("export", str(tmp_path / "tables"), "-f", "csv", "--dataset", "bundled", "--place", "Atlantis")
    assert done.code == 3
    done = call("export", str(tmp_path / "tables"), "-f", "csv", "--dataset", "bundled", "--place", "Texas")
    assert done.code == 0
    assert "Only roles of the dataset: bundled. Only pay in: Texas." in (tmp_path / "tables" / "README.md").read_text()


def test_a_folder_with_something_else_is_refused(call: Call, tmp_path: Path) -> None:
    """Exit code 5, and nothing is read or changed."""
    (tmp_path / "mine.txt").write_text("mine")
    done = call("export", str(tmp_path), "-f", "csv")
    assert (done.code, "holds something else" in done.err) == (5, True)
    assert [each.name for each in tmp_path.iterdir()] == ["mine.txt"]


def test_progress_only_on_a_terminal(tmp_path: Path) -> None:
    """Into a pipe stderr stays empty."""
    args = ("export", str(tmp_path / "tables"), "-f", "csv", "--dataset", "bundled")
    process = start(*args, env=environment())
    _, err = process.communicate()
    assert (process.returncode, err) == (0, b"")
