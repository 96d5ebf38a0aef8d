"""The Employment Projections of the BLS (bls.gov/emp): growth and openings by occupation, and what entry requires."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from careercli.datasets.files import refuse
from careercli.datasets.reader import MAX_OCCUPATIONS, SOC_CODE, About, Reader
from careercli.datasets.release import Release
from careercli.datasets.soc import SCHEME
from careercli.datasets.tables import Table, Tables, normalise
from careercli.entries import OccupationEntry, OutlookEntry
from careercli.model import Source

SHEET = "Table 1.2"
LINE_ITEM = "line item"
NOT_THERE = {"\N{EM DASH}", "\N{EN DASH}", "-", ""}

COLUMNS = {
    "title": r"matrix title|^occupation title",
    "code": r"matrix code|^occupation code",
    "type": r"^occupation type",
    "change": r"^employment change percent",
    "openings": r"^occupational openings",
    "education": r"^typical education",
    "experience": r"^work experience",
    "training": r"^typical on the job training",
}
YEAR = re.compile(r"employment (20\d\d)", re.ASCII)


class _Header(NamedTuple):
    """The names of the columns, the number of the row below them, and the rows from there."""

    names: list[str]
    first_row: int
    rows: Iterator[Sequence[str]]


def read_projections(tables: Tables) -> list[Release]:
    """The one release in `tables`. Raises InvalidFileError if there is none, or if it is wrong."""
    found = _find_table(tables)
    if found is None:
        raise tables.not_a_release("the BLS employment projections", f"a sheet {SHEET} with codes and openings")
    return [_Projections(tables, *found).read()]


def is_projections(tables: Tables) -> bool:
    """Whether a release is in `tables`. Raises InvalidFileError if they cannot be read."""
    return _find_table(tables) is not None


ABOUT = About(
    Source(
        title="Employment Projections: growth, openings, and what entry requires",
        publisher="U.S. Bureau of Labor Statistics",
        kind="statistics",
        licence="public domain",
    ),
    "https://www.bls.gov/emp/ind-occ-matrix/occupation.xlsx",
    read_projections,
)


def _clean_name(column: str) -> str:
    return re.sub(r"\s*\[\d+\]", "", normalise(column.replace("\N{EN DASH}", "-")))


def _find_table(tables: Tables) -> tuple[Table, _Header] | None:
    """The table of occupations, with its header."""
    for name in tables.names:
        sheets = tables.open_sheets(name)
        table = sheets.find(SHEET) if sheets else tables.find(name)
        header = _find_header(table) if table else None
        if table and header:
            return table, header
    return None


def _find_header(table: Table) -> _Header | None:
    """The header, which may have up to two rows above it."""
    rows = iter(table.rows)
    row: Sequence[str] = table.columns
    for number in range(table.first_row, table.first_row + 3):
        names = [_clean_name(name) for name in row]
        if all(any(re.search(pattern, name) for name in names) for pattern in COLUMNS.values()):
            return _Header(names, number, rows)
        following = next(rows, None)
        if following is None:
            return None
        row = following
    return None


class _Projections(Reader):
    """Reads the table of one release."""

    def __init__(self, tables: Tables, table: Table, header: _Header) -> None:
        super().__init__(tables)
        self.table = table
        self.header = header
        self.at = {
            key: next(place for place, name in enumerate(header.names) if re.search(pattern, name))
            for key, pattern in COLUMNS.items()
        }

    def read(self) -> Release:
        """The release. Raises InvalidFileError if a row is not as it must be."""
        years = sorted(
            (int(found[1]), place)
            for place, name in enumerate(self.header.names)
            if (found := YEAR.fullmatch(name)) is not None
        )
        if len(years) != 2:
            message = "the columns of employment in the first and the last year are missing"
            raise refuse(self.table.file, self.header.first_row - 1, "CC104", message, "such as Employment, 2024")
        (start, _), (end, _) = years
        version = f"{start}-{end % 100:02}"
        source_id = f"projections-{version}"
        figures: dict[str, OccupationEntry] = {}
        for number, row in enumerate(self.header.rows, self.header.first_row):
            if row[self.at["type"]].strip().casefold() == LINE_ITEM:
                code = row[self.at["code"]].strip().removeprefix('="').removesuffix('"')
                if not SOC_CODE.fullmatch(code):
                    raise self.wrong(self.table, number, self.at["code"], code, "a code such as 11-1011")
                if code in figures:
                    raise self.twice(self.table, number, self.at["code"], code)
                figures[code] = self._read_row(number, row, years, source_id)
                self.check_size(self.table, number, len(figures), MAX_OCCUPATIONS, "occupations")
        if not figures:
            raise self.tables.not_a_release("the BLS employment projections", "rows of the type Line item")
        return Release(
            publisher="projections",
            name="projections",
            version=version,
            source_id=source_id,
            source=Source(
                title=f"Employment Projections, {version}",
                publisher="U.S. Bureau of Labor Statistics",
                kind="statistics",
                licence="public domain",
                url="https://www.bls.gov/emp/",
            ),
            counts={"occupations": len(figures)},
            figures=figures,
        )

    def _read_row(
        self, number: int, row: Sequence[str], years: Sequence[tuple[int, int]], source_id: str
    ) -> OccupationEntry:
        (start, at_start), (end, at_end) = years
        at = self.at
        title = self.title(self.table, number, at["title"], re.split(r"\s\* ", row[at["title"]])[0])
        outlook = OutlookEntry(
            employment=self._people(number, at_start, row),
            projected_employment=self._people(number, at_end, row),
            change_percent=self._percent(number, at["change"], row),
            openings_per_year=self._people(number, at["openings"], row),
            years=(start, end),
            entry_education=_text(row[at["education"]]),
            experience=_text(row[at["experience"]]),
            training=_text(row[at["training"]]),
            sources=(source_id,),
        )
        return self.check(self.table, number, OccupationEntry(SCHEME, title, (), (outlook,)))

    def _percent(self, number: int, place: int, row: Sequence[str]) -> float | None:
        if row[place].strip() in NOT_THERE:
            return None
        return float(self.number(self.table, number, place, row[place], "a change in percent", -100, 10**6))

    def _people(self, number: int, place: int, row: Sequence[str]) -> int | None:
        """A number of people, given in thousands."""
        if row[place].strip() in NOT_THERE:
            return None
        return round(self.number(self.table, number, place, row[place], "thousands of people", high=10**12) * 1000)


def _text(cell: str) -> str | None:
    """What a cell says, or None if it says nothing."""
    text = " ".join(cell.split())
    return None if text in NOT_THERE else text
