"""The Occupational Employment and Wage Statistics of the BLS (bls.gov/oes): national pay by occupation and year.

What the workbook marks as not available (`*`, `**`) or as at or above its top code (`#`) stays that.
"""

import re
from calendar import month_name
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from careercli.datasets.files import problem, refuse
from careercli.datasets.reader import MAX_OCCUPATIONS, SOC_CODE, About, Reader
from careercli.datasets.release import Release
from careercli.datasets.soc import SCHEME
from careercli.datasets.tables import Sheets, Table, Tables
from careercli.entries import EstimateEntry, OccupationEntry, Period
from careercli.errors import InvalidFileError
from careercli.model import Figure, Number, Percentiles, Point, Source

TITLE = re.compile(r"(January|May|November) (20\d\d)(?: OEWS| OES|,| National|$)", re.ASCII)
TOP_CODE = re.compile(r"\$(\d[\d,.]{0,20}) per hour or \$(\d[\d,]{0,20}) per year", re.ASCII)
FILE = re.compile(r"m(20\d\d)", re.ASCII)
POINTS: tuple[tuple[Point, str], ...] = (
    *(("p10", "PCT10"), ("p25", "PCT25"), ("p50", "MEDIAN")),
    *(("p75", "PCT75"), ("p90", "PCT90")),
)
PREFIXES = ("A", "H")
"""How the names of the columns of yearly and of hourly pay begin."""

GROUP = ("O_GROUP", "OCC_GROUP", "GROUP")
NATION = {"99", "0", ""}
ALL_INDUSTRIES = {"cross-industry", ""}


class _Top(NamedTuple):
    """What `#` means, by period in dollars; None if the workbook does not say."""

    hour: Number | None
    year: Number | None


class _Year(NamedTuple):
    month: str
    year: int

    @property
    def date(self) -> str:
        return f"{self.year}-{[*month_name].index(self.month):02}"


TOP_CODES = {2022: _Top(115, 239_200), 2020: _Top(100, 208_000)}
"""What `#` means from a year on, if a file does not say. Source: the notes of the releases of these years."""


def read_oews(tables: Tables) -> list[Release]:
    """The releases in `tables`, one for each year. Raises InvalidFileError if there is none, or if one is wrong."""
    releases = []
    for name in tables.names:
        sheets = tables.open_sheets(name)
        found = [sheets.find(sheet) for sheet in sheets.names] if sheets else [tables.find(name)]
        releases += [
            _Oews(tables, table, _describe(sheets)).read()
            for table in found
            if table and _find_group(table) is not None
        ]
    if not releases:
        raise tables.not_a_release("OEWS", "a table with the columns OCC_CODE and O_GROUP")
    twice = [name for name, times in Counter(release.name for release in releases).items() if times > 1]
    if twice:
        message = f"the year of {', '.join(sorted(twice))} is there twice"
        raise refuse(tables.label, 1, "CC109", message, "it once", "name one of the files")
    return releases


ABOUT = About(
    Source(
        title="Occupational Employment and Wage Statistics: national pay by occupation",
        publisher="U.S. Bureau of Labor Statistics",
        kind="statistics",
        licence="public domain",
    ),
    "https://www.bls.gov/oes/tables.htm, national, XLS (a zip)",
    read_oews,
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


class _Oews(Reader):
    """Reads the table of one year; `description` is the text of the sheet that describes its fields."""

    def __init__(self, tables: Tables, table: Table, description: str) -> None:
        super().__init__(tables)
        self.table = table
        self.when = self._get_year(description)
        self.top = self._get_top(description)
        self.source_id = f"oews-{self.when.year}"

    def read(self) -> Release:
        """The release. Raises InvalidFileError if a row is not as it must be."""
        figures = self._read_figures()
        if not figures:
            raise self.tables.not_a_release("OEWS", "rows of detailed occupations")
        version = f"{self.when.month} {self.when.year}"
        return Release(
            publisher="oews",
            name=f"oews-{self.when.year}",
            version=version,
            source_id=self.source_id,
            source=Source(
                title=f"Occupational Employment and Wage Statistics, {version}",
                publisher="U.S. Bureau of Labor Statistics",
                date=self.when.date,
                kind="statistics",
                licence="public domain",
                url="https://www.bls.gov/oes/",
            ),
            counts={"occupations": len(figures)},
            figures=figures,
        )

    def _get_year(self, description: str) -> _Year:
        if found := TITLE.search(description):
            return _Year(found[1], int(found[2]))
        if in_name := FILE.search(self.table.file.casefold()):
            return _Year("May", int(in_name[1]))
        message = "the year of the figures is unknown"
        remedy = "give the file its published name, such as national_M2024_dl.xlsx"
        raise refuse(self.table.file, 1, "CC108", message, "its year on the sheet or in its name", remedy)

    def _get_top(self, description: str) -> _Top:
        if found := TOP_CODE.search(description):
            hour, year = (
                self.number(self.table, 1, 0, text.rstrip("."), "a top code in the description")
                for text in found.groups()
            )
            return _Top(hour, year)
        since = max((first for first in TOP_CODES if first <= self.when.year), default=None)
        return TOP_CODES[since] if since is not None else _Top(None, None)

    def _read_figures(self) -> dict[str, OccupationEntry]:
        """The detailed occupations by code."""
        table = self.table
        at_code, at_title, at_people = table.columns_at("OCC_CODE", "OCC_TITLE", "TOT_EMP")
        at_group = _find_group(table) or 0
        at_pay = {
            prefix: table.columns_at(*(f"{prefix}_{name}" for _, name in POINTS), f"{prefix}_MEAN")
            for prefix in PREFIXES
        }
        at_area, at_industry = table.find_columns("AREA", "I_GROUP")
        figures: dict[str, OccupationEntry] = {}
        for number, row in enumerate(table.rows, table.first_row):
            self._check_scope(row, number, at_area, NATION)
            self._check_scope(row, number, at_industry, ALL_INDUSTRIES)
            if row[at_group].strip().casefold() != "detailed":
                continue
            code = row[at_code].strip()
            if not SOC_CODE.fullmatch(code):
                raise self.wrong(table, number, at_code, code, "a code such as 11-1011")
            if code in figures:
                raise self.twice(table, number, at_code, code)
            title = self.title(table, number, at_title, row[at_title])
            people, lacks = self._employment(row[at_people], number, at_people)
            is_yearly = any(row[at].strip() not in {"*", ""} for at in at_pay["A"])
            pay = self._read_pay(row, at_pay["A" if is_yearly else "H"], number, "year" if is_yearly else "hour")
            median, mean = (
                replace(each, employment=people, not_available=(*each.not_available, *lacks)) for each in pay
            )
            figures[code] = self.check(table, number, OccupationEntry(SCHEME, title, (median, mean)))
            self.check_size(table, number, len(figures), MAX_OCCUPATIONS, "occupations")
        return figures

    def _check_scope(self, row: Sequence[str], number: int, at: int | None, wanted: set[str]) -> None:
        """Refuses what is not national and of all industries."""
        if at is not None and (row[at].strip().casefold().lstrip("0") or "0") not in {each or "0" for each in wanted}:
            message = f"this is for {row[at].strip()[:80]} only"
            expected, remedy = "national figures of all industries", "get the national file"
            raise InvalidFileError.of([problem(self.table.file, number, at + 1, "CC108", message, expected, remedy)])

    def _employment(self, cell: str, number: int, at: int) -> tuple[int | None, tuple[Figure, ...]]:
        """The number of people, and what the cell says is not available."""
        if cell.strip() == "**":
            return None, ("employment",)
        value = self.number(self.table, number, at, cell, "a number of people, or **")
        if not isinstance(value, int):
            raise self.wrong(self.table, number, at, cell, "a whole number of people")
        return value, ()

    def _read_pay(
        self, row: Sequence[str], places: Sequence[int], number: int, period: Period
    ) -> tuple[EstimateEntry, EstimateEntry]:
        """The median with the percentiles, and the mean; at or above the top code (`#`) or not available (`*`)."""
        top = self.top.hour if period == "hour" else self.top.year
        values: list[Number | None] = []
        tops: list[Number | None] = []
        for at in places:
            mark = row[at].strip()
            if mark == "#" and top is None:
                raise self.wrong(self.table, number, at, mark, "a number, as no top code is stated")
            is_number = mark not in {"*", "#", ""}
            values.append(self.number(self.table, number, at, mark, "a number, *, ** or #") if is_number else None)
            tops.append(top if mark == "#" else None)
        lacking = [value is None and at_least is None for value, at_least in zip(values, tops, strict=True)]
        points: list[Figure] = [name for name, _ in POINTS]
        unknown: list[Figure] = [name for name, lacks in zip(points, lacking[:5], strict=True) if lacks]
        at_or_above = {
            name: at_least for (name, _), at_least in zip(POINTS, tops[:5], strict=True) if at_least is not None
        }
        amount_unknown: list[list[Figure]] = [["amount"] if lacks else [] for lacks in lacking]
        median = EstimateEntry(
            amount=values[2],
            at_or_above=tops[2],
            statistic="median",
            percentiles=Percentiles(
                p10=values[0], p25=values[1], p50=values[2], p75=values[3], p90=values[4], at_or_above=at_or_above
            ),
            currency="USD",
            period=period,
            area="United States",
            date=self.when.date,
            not_available=(*amount_unknown[2], *unknown),
            sources=(self.source_id,),
        )
        mean = replace(
            median,
            amount=values[5],
            at_or_above=tops[5],
            statistic="mean",
            percentiles=None,
            not_available=tuple(amount_unknown[5]),
        )
        return median, mean
