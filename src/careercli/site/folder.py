"""The folder of a site: what careercli made there, and nothing else, is written over or removed.

A file in it, the manifest, lists the pages with the fingerprint of what each was made from and of what it holds.
"""

import os
from collections.abc import Iterable
from contextlib import suppress
from hashlib import file_digest, sha256
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec import Struct

from careercli.errors import OutputError
from careercli.site.addresses import OURS

MANIFEST = "careercli-site.json"
LENGTH = 32


class Made(NamedTuple):
    """A page that was made: the fingerprint of what it was made from, and of its bytes; both empty until it is made."""

    of: str = ""
    bytes: str = ""


class Manifest(Struct, frozen=True, tag_field="schema", tag="careercli.site/1"):
    """What careercli made in a folder, by file."""

    files: dict[str, Made]


class Folder:
    """A folder of pages."""

    def __init__(self, path: Path) -> None:
        """Raises OutputError if there is anything but an empty folder or a site that careercli made."""
        self.path = path
        self._made = self._read()

    def _read(self) -> dict[str, Made]:
        try:
            is_empty = not any(self.path.iterdir())
        except FileNotFoundError:
            if not self.path.is_symlink():
                return {}
            raise OutputError(f"{self.path}: cannot be written (this link leads nowhere); name a new folder") from None
        except NotADirectoryError:
            raise OutputError(f"{self.path}: cannot be written (this is a file); name a new folder") from None
        except OSError as error:
            raise self._explain(error) from error
        if is_empty:
            return {}
        try:
            files = msgspec.json.decode((self.path / MANIFEST).read_bytes(), type=Manifest).files
        except (OSError, msgspec.MsgspecError):
            files = {"": Made()}
        if not all(map(OURS.fullmatch, files)):
            raise OutputError(f"{self.path}: cannot be written (it holds something else); name a new folder")
        return files

    def claim(self, addresses: Iterable[str]) -> None:
        """Notes that these files are ours, before any is written. Raises OutputError if one is there and is not."""
        claimed = dict(self._made)
        for address in addresses:
            if address not in claimed and os.path.lexists(self.path / address):
                raise OutputError(
                    f"{self.path / address}: cannot be written (careercli did not make this file); name a new folder"
                )
            claimed.setdefault(address, Made())
        if claimed != self._made or not self._made:
            self._made = claimed
            self.save()

    def is_current(self, address: str, of: str) -> bool:
        """True if a file was made from what has this fingerprint, and is still as it was made."""
        made = self._made.get(address)
        if made is None or made.of != of:
            return False
        try:
            with (self.path / address).open("rb") as file:
                return made.bytes == file_digest(file, "sha256").hexdigest()[:LENGTH]
        except OSError:
            return False

    def put(self, address: str, of: str, bytes: str) -> None:
        """Notes that a file was made."""
        self._made[address] = Made(of, bytes)

    def remove_others(self, addresses: Iterable[str]) -> int:
        """Removes the files that were made earlier and are not among these; returns how many."""
        left = self._made.keys() - set(addresses)
        for address in sorted(left):
            file = self.path / address
            try:
                file.unlink(missing_ok=True)
            except OSError as error:
                raise self._explain(error) from error
            with suppress(OSError):  # others are in it
                file.parent.rmdir()
            del self._made[address]
        return len(left)

    def save(self) -> None:
        """Writes the manifest."""
        manifest = msgspec.json.format(msgspec.json.encode(Manifest(dict(sorted(self._made.items())))), indent=0)
        write_page(self.path, MANIFEST, manifest)

    def _explain(self, error: OSError) -> OutputError:
        return OutputError(f"{error.filename or self.path}: cannot be written ({error.strerror}); name another folder")


def write_page(folder: Path, address: str, data: bytes) -> tuple[str, bool]:
    """Writes a file whole or not at all, unless it is there with these bytes; returns the fingerprint of its bytes, and
    whether it was written. Raises OutputError."""
    file = folder / address
    part = file.with_name(f".{file.name}.part")
    try:
        is_written = not _has(file, data)
        if is_written:
            _make_folders(folder, file.parent)
            part.unlink(missing_ok=True)
            try:
                with part.open("xb") as opened:
                    opened.write(data)
                part.replace(file)
            finally:
                part.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"{file}: cannot be written ({error.strerror}); name another folder") from error
    return sha256(data).hexdigest()[:LENGTH], is_written


def _make_folders(top: Path, folder: Path) -> None:
    top.mkdir(parents=True, exist_ok=True)
    below = top
    for name in folder.relative_to(top).parts:
        below /= name
        if below.is_symlink():  # it may lead out of the site
            raise OutputError(f"{below}: cannot be written (this is a link); name a new folder")
        below.mkdir(exist_ok=True)


def _has(file: Path, data: bytes) -> bool:
    """True if this is a file of its own with these bytes."""
    try:
        return not file.is_symlink() and file.stat().st_size == len(data) and file.read_bytes() == data
    except FileNotFoundError:
        return False
