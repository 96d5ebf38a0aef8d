"""A folder written aside and moved into place whole, never over anything but an earlier export."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from careercli.errors import OutputError
from careercli.export.package import DICTIONARY, NAME
from careercli.export.tables import TABLES

FILES = {f"{table.name}.{suffix}" for table in TABLES for suffix in ("parquet", "csv")}
OWN = {DICTIONARY, "README.md", "queries", *FILES}
"""What an export may hold."""


@contextmanager
def write_folder(path: Path) -> Iterator[Path]:
    """An empty folder beside `path`, which takes its place at the end, unless an exception is raised.

    Raises OutputError if `path` is a file or a folder that holds anything but an earlier export, or cannot be written.
    """
    target = Path(os.path.realpath(path))
    check_folder(path)
    try:
        aside = Path(tempfile.mkdtemp(prefix=".careercli-", dir=target.parent))
    except OSError as error:
        raise _explain(path, error) from error
    try:
        made = aside / "new"
        made.mkdir()
        yield made
        check_folder(path)  # something may have been put there meanwhile
        if target.exists():
            target.rename(aside / "old")
        try:
            made.rename(target)
        except OSError:
            with suppress(OSError):
                (aside / "old").rename(target)
            raise
    except OSError as error:
        raise _explain(path, error) from error
    finally:  # also after an interrupt
        shutil.rmtree(aside, ignore_errors=True)


def check_folder(path: Path) -> None:
    """Raises OutputError if there is anything but an empty folder or an earlier export."""
    try:
        if not path.exists() and not path.is_symlink():
            return
        there = {entry.name for entry in os.scandir(path)}
        if not there or (there <= OWN and _is_export(path)):
            return
    except NotADirectoryError:
        raise OutputError(f"{path}: cannot be written (this is a file); name a new folder") from None
    except OSError as error:
        raise _explain(path, error) from error
    raise OutputError(f"{path}: cannot be written (it holds something else); name a new folder")


def _is_export(path: Path) -> bool:
    try:
        described = json.loads((path / DICTIONARY).read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(described, dict) and described.get("name") == NAME


def _explain(path: Path, error: OSError) -> OutputError:
    return OutputError(f"{path}: cannot be written ({error.strerror or error}); name another folder")
