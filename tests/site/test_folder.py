"""The folder of a site."""

import os
from pathlib import Path

import pytest

from careercli.errors import OutputError
from careercli.site.folder import Folder, write_page


def test_a_page_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If a page cannot be moved into place, the old one stays and nothing is left beside it."""
    write_page(tmp_path, "roles/a.html", b"old")

    def refuse(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OutputError, match="No space left"):
        write_page(tmp_path, "roles/a.html", b"new")
    assert [file.name for file in (tmp_path / "roles").iterdir()] == ["a.html"]
    assert (tmp_path / "roles" / "a.html").read_bytes() == b"old"


def test_a_page_that_is_the_same_is_not_written(tmp_path: Path) -> None:
    """A page that is there with the same bytes keeps its time; a link to such a file does not count as one."""
    file = tmp_path / "index.html"
    fingerprint, is_new = write_page(tmp_path, "index.html", b"page")
    assert is_new
    os.utime(file, (1, 1))
    assert write_page(tmp_path, "index.html", b"page") == (fingerprint, False)
    assert file.stat().st_mtime == 1
    file.rename(tmp_path / "elsewhere")
    file.symlink_to(tmp_path / "elsewhere")
    assert write_page(tmp_path, "index.html", b"page") == (fingerprint, True)
    assert not file.is_symlink()


def test_what_a_broken_off_write_left_is_no_obstacle(tmp_path: Path) -> None:
    """The part of a page that a killed run left is replaced, even if it is a link to another file."""
    (tmp_path / "mine").write_bytes(b"mine")
    (tmp_path / ".index.html.part").symlink_to(tmp_path / "mine")
    write_page(tmp_path, "index.html", b"page")
    assert (tmp_path / "mine").read_bytes() == b"mine"
    assert {file.name for file in tmp_path.iterdir()} == {"mine", "index.html"}


def test_claimed_files_are_ours_before_they_are_written(tmp_path: Path) -> None:
    """A folder of which a run was killed is known as a site: what it meant to write is in the manifest."""
    folder = Folder(tmp_path / "shelf")
    folder.claim(["index.html", "roles/a.html"])
    write_page(folder.path, "roles/a.html", b"page")
    again = Folder(tmp_path / "shelf")
    assert not again.is_current("roles/a.html", "")
    assert again.remove_others(["index.html"]) == 1
    assert not (tmp_path / "shelf" / "roles").exists()


def test_a_link_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    """A folder that is a link to nothing is refused; one that is a link to an empty folder is taken."""
    (tmp_path / "link").symlink_to(tmp_path / "nothing")
    with pytest.raises(OutputError, match="leads nowhere"):
        Folder(tmp_path / "link")
    (tmp_path / "nothing").mkdir()
    Folder(tmp_path / "link").claim(["index.html"])
    assert (tmp_path / "nothing" / "careercli-site.json").is_file()
