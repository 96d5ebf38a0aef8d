"""What the readers of O*NET's tables share: the occupations, the cells made so far, and the checks of a row."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter

from careercli.datasets.reader import Reader
from careercli.datasets.release import SEPARATOR, CellRecord, OriginRecord
from careercli.datasets.tables import Table, Tables
from careercli.model import Section

CODE = re.compile(r"\d\d-\d{4}\.\d\d", re.ASCII)
MONTH = re.compile(r"(0[1-9]|1[0-2])/(\d{4})", re.ASCII)
ELEMENT = re.compile(r"[0-9A-Za-z.-]{1,50}", re.ASCII)
NOT_THERE = {"n/a", ""}
"""How a missing value is written: in text, and in CSV and Excel."""

FLAGS = {"Y": True, "N": False, "n/a": False, "": False}

SCALES = {
    "IM": ("importance", 1.0, 5.0),
    "LV": ("level", 0.0, 7.0),
    "OI": ("interest", 1.0, 7.0),
    "WI": ("impact", -3.0, 3.0),
    "CX": ("context", 1.0, 5.0),
    "CT": ("context of three", 1.0, 3.0),
}
"""The scales of the ratings that are kept: name, lowest and highest value, unless the release has its own bounds."""

KNOWN_SCALES = frozenset({"CXP", "CTP", "IH", "DR", "VH", "EX", "RL", "RW", "PT", "OJ", "FT", "RT", *SCALES})
"""The scales that a table of ratings may use beside those its release lists; all but SCALES are left out."""

Cells = dict[str, dict[Section, list[CellRecord]]]
"""The cells of each occupation, by code and section."""


def get_role_id(code: str) -> str:
    """The id of the role that an occupation becomes."""
    return f"onet-{code.replace('.', '-')}"


def get_element_id(element: str) -> str:
    """The id of the item that an element of the content model becomes."""
    return f"onet-{element.lower().replace('.', '-')}"


Origin = tuple[str, str, str]
"""Code, date and source of a row, as published."""

ORIGIN = ("O*NET-SOC Code", "Date", "Domain Source")


def find_origin(table: Table) -> Callable[[Sequence[str]], Origin] | None:
    """What takes the origin from a row; None if the table does not have it."""
    code, date, source = table.find_columns(*ORIGIN)
    return None if code is None or date is None or source is None else itemgetter(code, date, source)


class OnetReader(Reader):
    """Reads one O*NET release; collects items, cells and counts."""

    def __init__(self, tables: Tables) -> None:
        super().__init__(tables)
        self.titles: dict[str, str] = {}
        """The title of each occupation, by code."""

        self.numbers: dict[str, float] = {}
        """The numbers read so far, by cell: most are there many times."""

        self.scales = dict(SCALES)
        self.known_scales = set(KNOWN_SCALES)
        self.cells: Cells = {}
        self.origins: dict[str, dict[str, OriginRecord]] = {}
        """When and from whom the data of each occupation is, by code and area."""

        self.frequent: dict[str, list[str]] = {}
        """The labels of what matters enough in each occupation to find it by, by code."""

    def add_cell(self, code: str, section: Section, cell: CellRecord) -> None:
        """Adds a cell to an occupation."""
        self.cells[code].setdefault(section, []).append(cell)

    def add_origins(self, table: Table, areas: Iterable[str], rows: Mapping[Origin, int]) -> None:
        """Keeps when and from whom each occupation has its data of some areas: the newest date, and all sources.

        `rows` has the number of a row with each origin.
        """
        at_code, at_date, at_source = table.columns_at(*ORIGIN) if rows else (0, 0, 0)
        found: dict[str, list[tuple[str, str]]] = {}
        for (code, date, source), number in rows.items():
            self.check_code(table, number, at_code, code)
            month = "" if date in NOT_THERE else self._get_month(table, number, at_date, date)
            name = "" if source in NOT_THERE else self.title(table, number, at_source, source, "a source")
            found.setdefault(code, []).append((month, name))
        for code, of_code in found.items():
            months, names = zip(*of_code, strict=True)
            origin = OriginRecord(max(months) or None, SEPARATOR.join(sorted({*names} - {""})) or None)
            if origin != OriginRecord():
                self.origins[code] |= dict.fromkeys(areas, origin)

    def _get_month(self, table: Table, row: int, column: int, cell: str) -> str:
        """A cell such as 08/2023 as `2023-08`. Raises InvalidFileError if it is no month."""
        month = MONTH.fullmatch(cell)
        if not month:
            raise self.wrong(table, row, column, cell, "a month such as 08/2023")
        return f"{month[2]}-{month[1]}"

    def check_code(self, table: Table, row: int, column: int, code: str) -> None:
        """Raises InvalidFileError for a code that Occupation Data does not have."""
        if code not in self.titles:
            message = f"{code[:80]!r} is not an occupation of this release"
            raise self.unknown(table, row, column, message, "a code of Occupation Data")

    def check_element(self, table: Table, row: int, column: int, element: str) -> str:
        """The same id of an element. Raises InvalidFileError if it cannot be one."""
        if not ELEMENT.fullmatch(element):
            raise self.wrong(table, row, column, element, "an id such as 2.A.1.a")
        return element

    def find_names(self, table: Table, column: str, key: str, reference: str) -> tuple[int, dict[str, str]]:
        """The column that names what a row is about, and {}; or the column with its key, and the names by key, which
        only the table `reference` has. Raises InvalidFileError if neither has the names."""
        (at_name,) = table.find_columns(column)
        if at_name is not None:
            return at_name, {}
        found = self.tables.find(reference)
        in_key, in_name = found.columns_at(key, column) if found else (0, 0)
        names = {row[in_key]: row[in_name] for row in found.rows} if found else {}
        return table.columns_at(key if names else column)[0], names

    def get_name(self, table: Table, row: int, column: int, cell: str, names: dict[str, str]) -> str:
        """The name of what a row is about; `column` and `names` are from `find_names`, `cell` is that column's."""
        if names and cell not in names:
            raise self.wrong(table, row, column, cell, "a key of the table that has the names")
        return self.title(table, row, column, names.get(cell, cell), "a name")

    def find_number(
        self, table: Table, row: int, column: int, cell: str, low: float = -1e9, high: float = 1e9
    ) -> float | None:
        """A cell as a number, or None if it is missing. Raises InvalidFileError if it is none, or not in the range."""
        value = self.numbers.get(cell)
        if value is None:
            if cell in NOT_THERE:
                return None
            value = self.numbers[cell] = float(self.number(table, row, column, cell, "a number", -1e9, 1e9))
        if not low <= value <= high:
            raise self.wrong(table, row, column, cell, f"{low:g} to {high:g}")
        return value

    def get_flag(self, table: Table, row: int, column: int | None, cells: Sequence[str]) -> bool:
        """True if a cell says Y; a column that the release does not have says nothing."""
        if column is None or cells[column] == "N":
            return False
        flag = FLAGS.get(cells[column])
        if flag is None:
            raise self.wrong(table, row, column, cells[column], "Y, N or n/a")
        return flag
