"""The files of a release: opened safely, and never read further than their size allows."""

import os
import struct
import zipfile
from pathlib import Path

import pytest

from careercli.datasets import files
from careercli.datasets.files import list_files
from careercli.datasets.tables import open_tables
from careercli.errors import InvalidFileError
from releases import to_workbook, to_zip

TEXT = "Code\tTitle\n1\tone\n"


def read_all(path: Path | str) -> None:
    """Reads all files that a path has."""
    for file in list_files([str(path)]):
        for _ in file.read_blocks():
            pass


def read_until_refused(file: files.File) -> int:
    """How many bytes are read of a file before it is refused for its size."""
    blocks: list[int] = []
    with pytest.raises(InvalidFileError, match="CC102"):
        blocks.extend(map(len, file.read_blocks()))
    return sum(blocks)


@pytest.mark.parametrize("name", ["Skills.txt", "skills.csv", "Skills.xlsx", "release.zip", "release"])
@pytest.mark.parametrize("kind", ["pipe", "device", "link to a device"])
def test_pipes_and_devices_are_refused_at_once(tmp_path: Path, name: str, kind: str) -> None:
    """Whatever its name, a pipe that nobody writes to and an endless device are refused instead of read."""
    path = tmp_path / name
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path = Path("/dev/zero")
    else:
        path.symlink_to("/dev/zero")
    with pytest.raises(InvalidFileError, match="CC101: cannot be read .it is not a regular file"):
        list_files([str(path)])


def test_a_pipe_in_a_folder_is_refused(tmp_path: Path) -> None:
    """Files of a folder are opened as safely as a file that is named."""
    os.mkfifo(tmp_path / "Skills.txt")
    with pytest.raises(InvalidFileError, match="CC101.*not a regular file"):
        list_files([str(tmp_path)])


def test_a_file_that_becomes_a_pipe_is_refused(tmp_path: Path) -> None:
    """Each opening is safe, not only the first."""
    path = tmp_path / "Skills.txt"
    path.write_text(TEXT)
    (file,) = list_files([str(path)])
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(InvalidFileError, match="CC101.*not a regular file"):
        list(file.read_blocks())


def test_a_pipe_is_not_even_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is no regular file is not opened, since opening a device may do something."""
    os.mkfifo(tmp_path / "Skills.txt")
    monkeypatch.setattr("careercli.datasets.files.os.open", lambda *_: pytest.fail("it was opened"))
    with pytest.raises(InvalidFileError, match="CC101.*not a regular file"):
        list_files([str(tmp_path / "Skills.txt")])


def test_what_was_opened_is_looked_at_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe that takes the place of a file just before it is opened is refused, without waiting for its writer."""
    regular = Path(__file__).stat()
    os.mkfifo(tmp_path / "Skills.txt")
    monkeypatch.setattr("careercli.datasets.files.os.stat", lambda _: regular)
    with pytest.raises(InvalidFileError, match="CC101.*not a regular file"):
        list_files([str(tmp_path / "Skills.txt")])


def test_folders_are_read_to_a_depth(tmp_path: Path) -> None:
    """Tables are found in folders below the one that is named, but not at any depth."""
    at = tmp_path
    for depth in range(files.MAX_DEPTH + 2):
        (at / f"{depth}.txt").write_text(TEXT)
        at = at / "folder"
        at.mkdir()
    assert [file.path.stem for file in list_files([str(tmp_path)])] == [*map(str, range(files.MAX_DEPTH + 1))]


@pytest.mark.parametrize("name", ["national_M2024_dl.csv", "Skills.txt", "Skills.xlsx"])
def test_the_size_is_asked_before_a_file_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A sparse file of a gigabyte is refused unread."""
    path = tmp_path / name
    with path.open("wb") as file:
        file.truncate(2**30)
    monkeypatch.setattr(files._Bounded, "read", lambda *_: pytest.fail("it was read"))
    with pytest.raises(InvalidFileError, match="CC102.*more than 256 MB"):
        open_tables([str(path)])


def test_a_file_that_grew_is_not_read_further(tmp_path: Path) -> None:
    """What is read is bounded by the size that was asked for, even if the file has grown since."""
    path = tmp_path / "Skills.txt"
    path.write_text(TEXT)
    (file,) = list_files([str(path)])
    with path.open("wb") as grown:
        grown.truncate(2**28)
    assert read_until_refused(file) <= files.CHUNK


def test_a_zip_unpacks_in_proportion_to_its_size(tmp_path: Path) -> None:
    """A file of a zip may unpack to a hundred times its packed size, or a megabyte, and is read no further."""
    (file,) = list_files([to_zip(tmp_path / "a.zip", {"Skills.txt": "x" * (4 * files.CHUNK)})])
    assert file.packed * files.MAX_RATIO < files.CHUNK
    assert read_until_refused(file) <= files.CHUNK


def test_lines_are_counted_in_proportion_to_the_packed_size(tmp_path: Path) -> None:
    """Thousands of lines in a few bytes are refused: what a reader keeps of a line costs more than its bytes."""
    lines = files.FREE_ROWS + 2_000
    with pytest.raises(InvalidFileError, match="CC102"):
        read_all(to_zip(tmp_path / "a.zip", {"Skills.txt": "\n" * lines}))
    read_all(to_zip(tmp_path / "b.zip", {"Skills.txt": "\n" * (files.FREE_ROWS - 1)}))


def test_a_zip_of_too_many_files_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A zip, and a folder, may have as many files as MAX_MEMBERS and no more."""
    monkeypatch.setattr(files, "MAX_MEMBERS", 3)
    assert len(list_files([to_zip(tmp_path / "a.zip", {f"{n}.txt": "x\n" for n in range(3)})])) == 3
    with pytest.raises(InvalidFileError, match="CC102"):
        list_files([to_zip(tmp_path / "b.zip", {f"{n}.pdf": "x\n" for n in range(4)})])
    folder = tmp_path / "folder"
    folder.mkdir()
    for number in range(4):
        (folder / f"{number}.txt").write_text("x\n")
    with pytest.raises(InvalidFileError, match="CC102"):
        list_files([str(folder)])


def test_a_long_list_of_files_is_not_read(tmp_path: Path) -> None:
    """A zip whose own list of files is megabytes long is refused before a record is made for each of them."""
    path = tmp_path / "release.zip"
    entry = struct.pack("<4s6H3L5H2L", b"PK\1\2", *[0] * 9, 1, *[0] * 6) + b"a"
    count = files.MAX_DIRECTORY // len(entry) + 1
    size = count * len(entry)
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, size, 0, 0)
    path.write_bytes(entry * count + end)
    with pytest.raises(InvalidFileError, match=r"CC101.*list of files is too long"):
        list_files([str(path)])


def test_a_workbook_in_a_zip_is_bounded_by_the_outer_zip(tmp_path: Path) -> None:
    """A workbook that packs a hundred times better once more is refused."""
    inner = Path(to_workbook(tmp_path / "a.xlsx", {"a": [["x"]]})).read_bytes()
    with zipfile.ZipFile(tmp_path / "a.xlsx", "a", zipfile.ZIP_STORED) as book:
        book.writestr("docProps/padding.xml", b" " * (3 * files.CHUNK))
    padded = (tmp_path / "a.xlsx").read_bytes()
    assert open_tables([to_zip(tmp_path / "whole.zip", {"Skills.xlsx": inner})]).find("skills")
    with pytest.raises(InvalidFileError, match="CC102"):
        open_tables([to_zip(tmp_path / "padded.zip", {"Skills.xlsx": padded})]).find("skills")


def test_lines_have_a_limit_of_their_own(tmp_path: Path) -> None:
    """However large a file is, it has no more lines than MAX_ROWS."""
    path = tmp_path / "Skills.txt"
    path.write_bytes(b"a\n" * files.MAX_ROWS)
    read_all(path)
    path.write_bytes(b"a\n" * (files.MAX_ROWS + 1))
    with pytest.raises(InvalidFileError, match="CC102"):
        read_all(path)


@pytest.mark.parametrize("name", [".hidden.txt", "__MACOSX/Skills.txt", "._Skills.txt", "notes.pdf"])
def test_what_is_no_table_is_left_out(tmp_path: Path, name: str) -> None:
    """Hidden files, those of macOS, and files of other kinds are left out, in zips and folders."""
    assert list_files([to_zip(tmp_path / "a.zip", {name: TEXT})]) == []
    path = tmp_path / "folder" / name
    path.parent.mkdir(parents=True)
    path.write_text(TEXT)
    assert list_files([str(tmp_path / "folder")]) == []


def test_names_of_files_are_cleaned(tmp_path: Path) -> None:
    """A name that turns text around, or is no UTF-8, is printed without that."""
    path = tmp_path / "a\u202eb.zip"
    to_zip(path, {"x/\u202eSkills.txt": TEXT})
    (file,) = list_files([str(path)])
    assert file.label == "ab.zip/Skills.txt"
    odd = os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")
    Path(odd).write_text(TEXT)
    (file,) = list_files([odd])
    assert file.label == "\ufffd.txt"
