"""The files of a release, in zips, folders or alone, all of them read as hostile.

Nothing is written to disk, nothing is held open between two reads, and no read goes further than the limits below. What
a file may unpack to grows with its packed size, so that a small file never costs much.
"""

import io
import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import PurePosixPath
from typing import BinaryIO, NamedTuple, cast

from careercli.errors import InvalidFileError, Problem
from careercli.text import clean

MAX_FILE = 256 * 2**20
"""Bytes of one file, unpacked."""

MAX_INPUT = 2**30
"""Bytes of all files together, unpacked."""

MAX_WORKBOOK = 64 * 2**20
"""Bytes of a workbook inside a zip, which is kept in memory."""

MAX_MEMBERS = 10_000
MAX_DIRECTORY = 4 * 2**20
"""Bytes of a zip's own list of its files."""

MAX_RATIO = 100
"""Unpacked bytes for each packed one; real releases reach 26. Every file may have CHUNK bytes."""

FREE_ROWS = 10_000
BYTES_PER_ROW = 2
"""Packed bytes for each line of text beyond FREE_ROWS; real releases have 4 at least."""

MAX_ROWS = 500_000
"""Lines of one file of text; real ones reach 300,000."""

MAX_DEPTH = 3
CHUNK = 2**20
BLOCK = 2**17
KINDS = {".txt", ".tsv", ".csv", ".xlsx"}
AGAIN = "download the release again"

DAMAGED = (OSError, EOFError, RuntimeError, ValueError, NotImplementedError, zipfile.BadZipFile, zlib.error)
"""What reading a zip raises."""


def problem(file: str, row: int, column: int, code: str, message: str, expected: str, remedy: str = AGAIN) -> Problem:
    """What is wrong in a file; row and column count from 1."""
    return Problem(file, row, column, code, clean(message[:1000])[:500], expected, remedy, "")


def refuse(file: str, row: int, code: str, message: str, expected: str, remedy: str = AGAIN) -> InvalidFileError:
    """The error to raise for a row of a file, or a whole file (row 1)."""
    return InvalidFileError.of([problem(file, row, 1, code, message, expected, remedy)])


def too_large(file: str, what: str, row: int = 1) -> InvalidFileError:
    """The error to raise for what is larger than in any release."""
    return refuse(file, row, "CC102", f"too large: {what}", "a release as published")


def unreadable(file: str, why: str, remedy: str = AGAIN) -> InvalidFileError:
    """The error to raise for a file that cannot be read, or is damaged."""
    return refuse(file, 1, "CC101", f"cannot be read ({why})", "", remedy)


class File(NamedTuple):
    """One file of a release: `label` names it in problems, `packed` is its size in bytes where it lies."""

    label: str
    path: PurePosixPath
    packed: int
    is_whole: bool
    """True if truncation would be noticed anyway (zip CRC); otherwise the last line must be complete."""

    open: Callable[[], AbstractContextManager[BinaryIO]]

    @property
    def suffix(self) -> str:
        """The suffix of its name, in lower case."""
        return self.path.suffix.lower()

    def read_blocks(self, most: int = MAX_FILE) -> Iterator[bytes]:
        """The bytes, a block at a time. Raises InvalidFileError if it is damaged or has more than `most` bytes."""
        most = min(most, max(CHUNK, self.packed * MAX_RATIO))
        rows = min(MAX_ROWS, FREE_ROWS + self.packed // BYTES_PER_ROW)
        try:
            with self.open() as opened:
                while block := opened.read(BLOCK):
                    most -= len(block)
                    rows -= block.count(b"\n")
                    if most < 0 or rows < 0:
                        raise too_large(
                            self.label, f"far more in it than in {self.packed:,} packed bytes of any release"
                        )
                    yield block
        except DAMAGED as error:
            raise unreadable(self.label, f"damaged: {_why(error)}") from None

    @contextmanager
    def open_seekable(self) -> Iterator[BinaryIO]:
        """The file, opened so that one can move in it; one inside a zip is unpacked to memory."""
        if self.is_whole:
            with _Bounded(io.BytesIO(b"".join(self.read_blocks(MAX_WORKBOOK)))) as unpacked:
                yield unpacked
        else:
            with self.open() as opened:
                yield opened


class _Bounded(io.BufferedReader):
    """A file of which no single read takes much: `zipfile` reads a zip's list of files at once, however long it is."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > MAX_DIRECTORY:
            raise zipfile.BadZipFile("its list of files is too long")
        return super().read(size)


def open_archive(file: BinaryIO, label: str) -> zipfile.ZipFile:
    """A zip, opened. Raises InvalidFileError if it is none, damaged, or has too many files."""
    try:
        archive = zipfile.ZipFile(file)
    except DAMAGED as error:
        raise unreadable(label, f"no whole zip: {_why(error)}") from None
    if len(archive.infolist()) > MAX_MEMBERS:
        raise too_large(label, f"more than {MAX_MEMBERS:,} files")
    return archive


def name_of(path: str) -> str:
    """The last part of a path, as problems print it."""
    return clean(os.fsencode(path).decode("utf-8", "replace").rstrip("/").rpartition("/")[2]) or "/"


def list_files(paths: Sequence[str]) -> list[File]:
    """The files in zips, folders and files that may hold tables. Raises InvalidFileError if one cannot be read."""
    files = []
    for path in paths:
        for file in _list(path):
            files.append(file)
            if len(files) > MAX_MEMBERS:
                raise too_large(name_of(path), f"more than {MAX_MEMBERS:,} files")
    return files


def _list(path: str) -> Iterator[File]:
    label = name_of(path)
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116, Path refuses some paths
    except (OSError, ValueError) as error:
        raise unreadable(label, _why(error), "name another file") from None
    if stat.S_ISDIR(mode):
        yield from _list_folder(path, label)
    elif PurePosixPath(label).suffix.lower() in KINDS:
        yield _file(path, label)
    else:
        yield from _list_archive(path, label)


def _file(path: str, label: str) -> File:
    """A file that lies on the disk. Raises InvalidFileError if it is too large or no regular file."""
    with _open(path, label) as opened:
        size = os.fstat(opened.fileno()).st_size
    if size > MAX_FILE:
        raise too_large(label, f"more than {MAX_FILE // 2**20:,} MB")
    return File(label, PurePosixPath(name_of(path)), size, False, partial(_open, path, label))


def _open(path: str, label: str) -> BinaryIO:
    """A regular file, opened without waiting for the writer of a pipe. Raises InvalidFileError for any other."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116, as above; opening a device may act on it
            raise unreadable(label, "it is not a regular file", "name another file")
        file = io.FileIO(os.open(path, flags))
    except (OSError, ValueError) as error:
        raise unreadable(label, _why(error), "name another file") from None
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):  # it was replaced in between
        file.close()
        raise unreadable(label, "it is not a regular file", "name another file")
    return _Bounded(file)


def _list_folder(folder: str, label: str) -> Iterator[File]:
    """The tables in a folder and those below it; links to other folders are not followed."""
    for here, folders, names in os.walk(folder):
        inner = PurePosixPath(os.path.relpath(here, folder))
        shown = sorted(each for each in folders if not each.startswith((".", "__")))
        folders[:] = shown if len(inner.parts) < MAX_DEPTH else []
        for name in sorted(names):
            if not name.startswith(".") and PurePosixPath(name).suffix.lower() in KINDS:
                path = os.path.join(here, name)  # noqa: PTH118, as above
                yield _file(path, clean(os.fsencode(label / inner / name).decode("utf-8", "replace")))


def _list_archive(path: str, label: str) -> Iterator[File]:
    with _open(path, label) as opened:
        if not zipfile.is_zipfile(opened):
            kinds = "a zip, a folder, or a .txt, .csv or .xlsx file"
            raise refuse(label, 1, "CC101", "neither a table nor a whole zip", kinds)
        with open_archive(opened, label) as archive:
            members = archive.infolist()
    for member in members:
        inner = PurePosixPath(member.filename)
        hidden = any(part.startswith((".", "__")) for part in inner.parts)
        if not member.is_dir() and not hidden and inner.suffix.lower() in KINDS:
            inside = f"{label}/{clean(inner.name)}"
            yield File(inside, inner, member.compress_size, True, partial(_unpack, path, label, member))


@contextmanager
def _unpack(path: str, label: str, member: zipfile.ZipInfo) -> Iterator[BinaryIO]:
    with _open(path, label) as opened, open_archive(opened, label) as archive, archive.open(member) as unpacked:
        yield cast("BinaryIO", unpacked)


def _why(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
