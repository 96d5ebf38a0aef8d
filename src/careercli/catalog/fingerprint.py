"""What pages made earlier depend on: the program, and the datasets in force."""

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import msgspec

from careercli.catalog.box import FOLDERS, MADE, PACKAGE, TABLES, find_ready_made
from careercli.catalog.catalog import Catalog
from careercli.catalog.folders import get_store_file
from careercli.errors import StoreError

LENGTH = 32


def make_fingerprint(*parts: str | bytes) -> str:
    """A short text that is the same for the same parts, and for no others."""
    total = sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        total.update(b"%d:" % len(data))
        total.update(data)
    return total.hexdigest()[:LENGTH]


def get_fingerprint(catalog: Catalog) -> str:
    """The fingerprint of the program and of all that its datasets hold; not of role files.

    While it is the same, so is what the catalog says about a role of a dataset.
    """
    parts: list[str] = []
    for file in _find_files():
        with suppress(FileNotFoundError):
            parts += [file.name, _sum(file)]
    ids = {source for layer in catalog.layers if layer.serves_all for source in layer.sources}
    sources = {source: catalog.sources[source] for source in sorted(ids)}  # a role file may replace one
    return make_fingerprint(*parts, msgspec.json.encode(sources))


def _find_files() -> list[Path]:
    files = [file for file in PACKAGE.rglob("*") if file.is_file() and file.suffix not in {".pyc", ".pyo"}]
    if not (MADE / "box.sqlite").is_file() or find_ready_made() is None:  # the tables are read
        files += [file for folder in FOLDERS for file in (TABLES / folder).rglob("*.txt")]
    with suppress(StoreError):  # without a home there is no store
        store = get_store_file()
        files += [store, *(store.with_name(f"{store.name}{suffix}") for suffix in ("-journal", "-wal"))]
    return sorted(files)


def _sum(file: Path) -> str:
    """The checksum of a file. Raises StoreError if it cannot be read."""
    total = sha256()
    try:
        with file.open("rb") as opened:
            while part := opened.read(1 << 20):
                total.update(part)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise StoreError(f"{os.fspath(file)}: cannot be read ({error.strerror})") from error
    return total.hexdigest()
