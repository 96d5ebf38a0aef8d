"""The Occupational Employment and Wage Statistics of the BLS (bls.gov/oes): pay by occupation, place and year.

What a release marks as not available (`*`, `**`), as at or above its top code (`#`), or as not published by the hour or
by the year, stays that.
"""

import re
from calendar import month_name
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from careercli.datasets.files import problem, refuse
from careercli.datasets.oews_places import make_place
from careercli.datasets.oews_text import find_text_release
from careercli.datasets.pay import (
    CELLS,
    DETAILED,
    KINDS,
    Occupation,
    PayRow,
    PayTable,
    TopCodes,
    get_record_pattern,
)
from careercli.datasets.reader import MAX_OCCUPATIONS, SOC_CODE, About, Reader
from careercli.datasets.release import Release
from careercli.datasets.tables import Sheets, Table, Tables
from careercli.errors import InvalidFileError
from careercli.model import Place, PlaceType, Source

TITLE = re.compile(r"(January|May|November) (20\d\d)(?: OEWS| OES|,| National|$)", re.ASCII)
TOP_CODE = re.compile(r"\$(\d[\d,.]{0,20}) per hour or \$(\d[\d,]{0,20}) per year", re.ASCII)
FILE = re.compile(r"m(20\d\d)", re.ASCII)
MAX_PLACES = 10_000

COLUMNS = (
    *("TOT_EMP", "EMP_PRSE", "H_MEAN", "A_MEAN", "MEAN_PRSE"),
    *("H_PCT10", "H_PCT25", "H_MEDIAN", "H_PCT75", "H_PCT90"),
    *("A_PCT10", "A_PCT25", "A_MEDIAN", "A_PCT75", "A_PCT90"),
    *("JOBS_1000", "LOC_QUOTIENT"),
)
"""The columns of pay.CELLS."""

NOT_EVERYWHERE = {"EMP_PRSE", "MEAN_PRSE", "JOBS_1000", "LOC_QUOTIENT"}
"""Those that not every file has; without one its cells are empty, as what is not published."""

HOURLY, YEARLY = (slice(5, 10), 2), (slice(10, 15), 3)
"""Where pay by the hour and by the year is in a record."""

GROUP = ("O_GROUP", "OCC_GROUP", "GROUP")
LEVELS = {"total": 0, "major": 0, "minor": 1, "broad": 2, "detailed": DETAILED}
NATION = {"99", "0"}
ALL_INDUSTRIES = {"cross-industry", ""}


class _Year(NamedTuple):
    month: str
    year: int

    @property
    def date(self) -> str:
        return f"{self.year}-{[*month_name].index(self.month):02}"


TOP_CODES = {2022: TopCodes(115, 239_200), 2020: TopCodes(100, 208_000)}
"""What `#` means from a year on, if a file does not say. Source: the notes of the releases of these years."""


def read_oews(tables: Tables) -> list[Release]:
    """The releases in `tables`, one for each table. Raises InvalidFileError if there is none, if one is wrong, or if
    the places of one year are there twice.

    The rows of a release are read, and its places and occupations known, as its pay is gone through.
    """
    if text := find_text_release(tables):
        return [make_release(*text)]
    releases = []
    seen: dict[tuple[int, PlaceType], object] = {}
    for name in tables.names:
        sheets = tables.open_sheets(name)
        found = [sheets.find(sheet) for sheet in sheets.names] if sheets else [tables.find(name)]
        releases += [
            _Oews(tables, table, _describe(sheets), seen).read()
            for table in found
            if table and _find_group(table) is not None
        ]
    if not releases:
        raise tables.not_a_release("OEWS", "a table with the columns OCC_CODE and O_GROUP")
    return releases


ABOUT = About(
    Source(
        title="Occupational Employment and Wage Statistics: pay by occupation and place",
        publisher="U.S. Bureau of Labor Statistics",
        kind="statistics",
        licence="public domain",
    ),
    "https://www.bls.gov/oes/special-requests/oesm25nat.zip (nation), oesm25st.zip (states), oesm25ma.zip (metros)",
    read_oews,
)


def make_release(version: str, date: str, pay: PayTable) -> Release:
    """The release of a month and year (`May 2025`, `2025-05`)."""
    return Release(
        publisher="oews",
        name=f"oews-{date[:4]}",
        version=version,
        source_id=f"oews-{date[:4]}",
        source=Source(
            title=f"Occupational Employment and Wage Statistics, {version}",
            publisher="U.S. Bureau of Labor Statistics",
            date=date,
            kind="statistics",
            licence="public domain",
            url="https://www.bls.gov/oes/",
        ),
        counts={},
        pay=pay,
    )


def _find_group(table: Table) -> int | None:
    """The column that marks detailed occupations and groups, or None if this is no table of occupations."""
    places = table.find_columns(*GROUP) if table.find_columns("OCC_CODE")[0] is not None else ()
    return next((at for at in places if at is not None), None)


def _describe(sheets: Sheets | None) -> str:
    """All text of the sheet that describes the fields."""
    for name in sheets.names if sheets else ():
        table = sheets.find(name) if sheets and "description" in name.casefold() else None
        if table:
            rows: list[Sequence[str]] = [table.columns, *table.rows]
            return "\n".join(" ".join(row) for row in rows)
    return ""


class _Columns(NamedTuple):
    """Where the columns of a table are, each with what it is if it is missing."""

    code: int
    title: int
    group: int
    scope: tuple[int | None, ...]
    """Area, type, name, state, industry."""
    cells: tuple[int | None, ...]
    only: tuple[int | None, int | None]
    """Whether pay is published by the year only, or by the hour only."""


class _Oews(Reader):
    """Reads one table; `description` is the text of the sheet that describes its fields. `seen` are the types of place
    of each year that the tables read so far have, with the table."""

    def __init__(
        self, tables: Tables, table: Table, description: str, seen: dict[tuple[int, PlaceType], object]
    ) -> None:
        super().__init__(tables)
        self.table = table
        self.when = self._get_year(description)
        self.top = self._get_top(description)
        self.columns = self._find_columns()
        self._seen = seen
        self._places: dict[str, Place] = {}
        self._occupations: dict[str, Occupation] = {}
        self._scopes: dict[tuple[str, ...], Place] = {}

    def read(self) -> Release:
        """The release, of which the first row is read. Raises InvalidFileError if it is not as it must be."""
        rows = self._read_rows()
        first = next(rows)
        pay = PayTable(chain([first], rows), self._places, self._occupations, self.top)
        return make_release(f"{self.when.month} {self.when.year}", self.when.date, pay)

    def _get_year(self, description: str) -> _Year:
        if found := TITLE.search(description):
            return _Year(found[1], int(found[2]))
        if in_name := FILE.search(self.table.file.casefold()):
            return _Year("May", int(in_name[1]))
        message = "the year of the figures is unknown"
        remedy = "give the file its published name, such as national_M2024_dl.xlsx"
        raise refuse(self.table.file, 1, "CC108", message, "its year on the sheet or in its name", remedy)

    def _get_top(self, description: str) -> TopCodes:
        if found := TOP_CODE.search(description):
            hour, year = (
                self.number(self.table, 1, 0, text.rstrip("."), "a top code in the description")
                for text in found.groups()
            )
            return TopCodes(hour, year)
        since = max((first for first in TOP_CODES if first <= self.when.year), default=None)
        return TOP_CODES[since] if since is not None else TopCodes()

    def _find_columns(self) -> _Columns:
        table = self.table
        code, title, *_ = table.columns_at("OCC_CODE", "OCC_TITLE", *(set(COLUMNS) - NOT_EVERYWHERE))
        area, kind, *names, prim_state, st, industry, only_year, only_hour = table.find_columns(
            *("AREA", "AREA_TYPE", "AREA_TITLE", "AREA_NAME", "STATE", "PRIM_STATE", "ST", "I_GROUP"),
            *("ANNUAL", "HOURLY"),
        )
        name = next((at for at in names if at is not None), None)
        state = prim_state if prim_state is not None else st
        scope = (area, kind, name, state, industry)
        return _Columns(
            code, title, _find_group(table) or 0, scope, table.find_columns(*COLUMNS), (only_year, only_hour)
        )

    def _read_rows(self) -> Iterator[PayRow]:
        """The rows of all occupations and groups, an occupation that is also a group once."""
        table, columns = self.table, self.columns
        get_scope = itemgetter(*(at if at is not None else columns.code for at in columns.scope))
        get_record = self._make_getter()
        levels: dict[str, int] = {}
        done: dict[str, dict[str, int]] = {}
        is_there = False
        for number, row in enumerate(table.rows, table.first_row):
            place = self._scopes.get(get_scope(row)) or self._get_place(get_scope(row), number)
            level = levels.get(row[columns.group])
            if level is None:
                level = levels[row[columns.group]] = LEVELS.get(row[columns.group].strip().casefold(), -1)
            if level < 0:
                continue
            code = row[columns.code]
            if code not in self._occupations or self._occupations[code].level < level:
                code = self._add_occupation(code.strip(), row, number, level)
            in_place = done.setdefault(place.code, {})
            before = in_place.get(code, -1)
            if before >= level:
                if level == DETAILED:
                    raise self.twice(table, number, columns.code, code)
                continue
            in_place[code] = level
            is_there = is_there or level == DETAILED
            yield PayRow(code, place.code, get_record(row, number))
        if not is_there:
            raise self.tables.not_a_release("OEWS", "rows of detailed occupations")

    def _make_getter(self) -> Callable[[Sequence[str], int], str]:
        """What makes a record of a row. Raises InvalidFileError if it is none."""
        columns = self.columns
        get_cells = itemgetter(*(at if at is not None else columns.code for at in columns.cells))
        missing = [at for at, place in enumerate(columns.cells) if place is None]
        only_year, only_hour = columns.only
        is_record = get_record_pattern().fullmatch
        has_top = self.top.hour is not None

        def get_record(row: Sequence[str], number: int) -> str:
            cells: Sequence[str] = get_cells(row)
            if missing or (only_year is not None and row[only_year]) or (only_hour is not None and row[only_hour]):
                cells = self._blank(row, list(cells), missing)
            record = "\t".join(cells)
            if not is_record(record):
                record = self._correct(cells, number)
            if not has_top and "#" in record:
                at = record.split("\t").index("#")
                raise self.wrong(self.table, number, columns.cells[at] or 0, "#", "a number, as no top code is stated")
            return record

        return get_record

    def _add_occupation(self, code: str, row: Sequence[str], number: int, level: int) -> str:
        """The code, once its occupation is known."""
        table, columns = self.table, self.columns
        if not SOC_CODE.fullmatch(code):
            raise self.wrong(table, number, columns.code, code, "a code such as 11-1011")
        if self._occupations.get(code, Occupation("", -1)).level < level:
            title = self.title(table, number, columns.title, row[columns.title])
            self._occupations[code] = Occupation(title, level)
            self.check_size(table, number, len(self._occupations), MAX_OCCUPATIONS, "occupations")
        return code

    def _get_place(self, scope: tuple[str, ...], number: int) -> Place:
        """The place of a row. Raises InvalidFileError if that is unknown or there already, or if the row is not for all
        industries."""
        at_area, at_kind, at_name, _, at_industry = self.columns.scope
        area, kind, name, state, industry = (
            "" if at is None else " ".join(cell.split()) for at, cell in zip(self.columns.scope, scope, strict=True)
        )
        if industry.casefold() not in ALL_INDUSTRIES:
            raise self._wrong_scope(number, at_industry, industry, "figures of all industries")
        if at_kind is None and (area.lstrip("0") or "0") in NATION:
            kind = "1"
        elif at_kind is None and at_name is not None:
            kind = "2" if len(area) < 3 else "4"
        place = make_place(kind, area, name or state, state)
        if place is None:
            raise self._wrong_scope(number, at_area, area, "the nation, a state or a metropolitan area")
        self.title(self.table, number, at_name or 0, place.name, "the name of a place")
        if self._seen.setdefault((self.when.year, place.type), self) is not self:
            message = f"the {place.type} figures of oews-{self.when.year} are there twice"
            raise refuse(self.table.file, number, "CC109", message, "them once", "name one of the files")
        self._scopes[scope] = self._places[place.code] = place
        self.check_size(self.table, number, max(len(self._scopes), len(self._places)), MAX_PLACES, "places")
        return place

    def _wrong_scope(self, number: int, at: int | None, what: str, expected: str) -> InvalidFileError:
        message = f"this is for {what[:80]} only"
        remedy = "get the national, state or metropolitan file"
        return InvalidFileError.of(
            [problem(self.table.file, number, (at or 0) + 1, "CC108", message, expected, remedy)]
        )

    def _blank(self, row: Sequence[str], cells: list[str], missing: Sequence[int]) -> list[str]:
        """The cells of a record without those that the table lacks, and without the marks of a period that is not
        published for the occupation at all."""
        for at in missing:
            cells[at] = ""
        for only, (points, mean) in zip(self.columns.only, (HOURLY, YEARLY), strict=True):
            if only is not None and row[only].strip().casefold() in {"true", "1"}:
                cells[points] = ["" if cell.strip() == "*" else cell for cell in cells[points]]
                cells[mean] = "" if cells[mean].strip() == "*" else cells[mean]
        return cells

    def _correct(self, cells: Sequence[str], number: int) -> str:
        """A record without spaces and thousands separators. Raises InvalidFileError if it is none even so."""
        plain = [cell.strip().replace(",", "") for cell in cells]
        for name, kind, cell, at in zip(CELLS, KINDS, plain, self.columns.cells, strict=True):
            if not re.fullmatch(kind, cell, re.ASCII):
                what = "a number of people, or **" if name == "employment" else "a number, *, ** or #"
                raise self.wrong(self.table, number, at or 0, cell, what)
        return "\t".join(plain)
