"""The tables of a release, from a zip, a folder or single files, all of them read as hostile."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Table(NamedTuple):
    """A table: `file` is how problems call it (`db_29_0_text.zip/Skills.txt`), `columns` the names of its header,
    `first_row` the number of the first of its `rows` (the header of most is row 1); every row has a cell per column."""

    file: str
    columns: tuple[str, ...]
    first_row: int
    rows: Iterable[Sequence[str]]


class Tables:
    """The tables of a release by name."""

    def find(self, *names: str) -> Table | None:
        """The table of the first of these names that is there."""
        raise NotImplementedError

    def find_text(self, name: str) -> str | None:
        raise NotImplementedError


def open_tables(paths: Sequence[str]) -> Tables:
    raise NotImplementedError
