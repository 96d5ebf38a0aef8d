"""The Occupational Employment and Wage Statistics of the BLS (bls.gov/oes): national pay by occupation and year.

What the workbook marks as not available (`*`, `**`) or as at or above its top code (`#`) stays that.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from careercli.datasets.release import Release
from careercli.datasets.soc import SCHEME
from careercli.datasets.tables import Table, Tables, problem
from careercli.entries import EstimateEntry, OccupationEntry, Period
from careercli.errors import InvalidFileError
from careercli.model import (
    Figure,
    Number,
    Percentiles,
    Point,
    Source,
)

CODE = re.compile(r"\d\d-\d{4}", re.ASCII)
TITLE = re.compile(r"(January|May|November) (20\d\d)(?: OEWS| OES|,| National|$)")
TOP_CODE = re.compile(r"\$([\d,.]+) per hour or \$([\d,]+) per year")
FILE = re.compile(r"m(20\d\d)")
POINTS: tuple[tuple[Point, str], ...] = (
    *(("p10", "PCT10"), ("p25", "PCT25"), ("p50", "MEDIAN")),
    *(("p75", "PCT75"), ("p90", "PCT90")),
)
MONTHS = {"January": "01", "May": "05", "November": "11"}
PREFIXES = ("A", "H")
"""How the names of the columns of yearly and of hourly pay begin."""

GROUP = ("O_GROUP", "OCC_GROUP", "GROUP")


class _Top(NamedTuple):
    """What `#` stands for, by period in dollars; none where the workbook does not say."""

    hour: Number | None
    year: Number | None


class _Year(NamedTuple):
    month: str
    year: int

    @property
    def date(self) -> str:
        return f"{self.year}-{MONTHS[self.month]}"


TOP_CODES = {2022: _Top(115, 239_200), 2020: _Top(100, 208_000)}
"""What `#` stands for from a year on, where a file does not say. Source: the notes of the releases of these years."""


def read_oews(tables: Tables) -> list[Release]:
    """The releases in `tables`, one a year. Raises InvalidFileError where there is none, or one is not as it should."""
    releases = []
    for name in tables.names:
        sheets = tables.get_sheets(name)
        candidates = [*sheets.values()] if sheets else [table for table in (tables.find(name),) if table]
        found = [table for table in candidates if _find_group(table) is not None]
        releases += [_read(table, _describe(sheets), tables) for table in found]
    if not releases:
        raise tables.not_a_release("OEWS", "a table with the columns OCC_CODE and O_GROUP")
    twice = {release.name for release in releases if sum(each.name == release.name for each in releases) > 1}
    if twice:
        message = f"the year of {', '.join(sorted(twice))} is there twice"
        raise InvalidFileError.of([problem(tables.label, 1, 1, "CC109", message, "it once", "name one of the files")])
    return releases


def _find_group(table: Table) -> int | None:
    """The place of the column that tells detailed occupations from groups, in a table of occupations."""
    places = table.find_columns(*GROUP) if table.find_columns("OCC_CODE")[0] is not None else ()
    return next((at for at in places if at is not None), None)


def _describe(sheets: dict[str, Table]) -> str:
    """All text of the sheet that describes the fields."""
    for name, table in sheets.items():
        if "description" in name.casefold():
            rows: list[Sequence[str]] = [table.columns, *table.rows]
            return "\n".join(" ".join(row) for row in rows)
    return ""


def _get_year(description: str, table: Table) -> _Year:
    found = TITLE.search(description)
    if found:
        return _Year(found[1], int(found[2]))
    in_name = FILE.search(table.file.casefold())
    if in_name:
        return _Year("May", int(in_name[1]))
    message = "the year of the figures cannot be told"
    remedy = "give the file its published name, such as national_M2024_dl.xlsx"
    raise InvalidFileError.of([problem(table, 1, 1, "CC108", message, "its year on the sheet or in its name", remedy)])


def _get_top(description: str, year: int) -> _Top:
    found = TOP_CODE.search(description)
    if found:
        return _Top(_plain(float(found[1].replace(",", ""))), _plain(float(found[2].replace(",", ""))))
    since = max((first for first in TOP_CODES if first <= year), default=None)
    return TOP_CODES[since] if since is not None else _Top(None, None)


def _plain(value: float) -> Number:
    return int(value) if value.is_integer() else value


def _read(table: Table, description: str, tables: Tables) -> Release:
    when = _get_year(description, table)
    reader = _Reader(table, _get_top(description, when.year), when.date, f"oews-{when.year}")
    figures = reader.read()
    if not figures:
        raise tables.not_a_release("OEWS", "rows of detailed occupations")
    version = f"{when.month} {when.year}"
    return Release(
        publisher="oews",
        name=f"oews-{when.year}",
        version=version,
        source_id=f"oews-{when.year}",
        source=Source(
            title=f"Occupational Employment and Wage Statistics, {version}",
            publisher="U.S. Bureau of Labor Statistics",
            date=when.date,
            kind="statistics",
            licence="public domain",
            url="https://www.bls.gov/oes/",
        ),
        counts={"occupations": len(figures)},
        figures=figures,
    )


class _Reader:
    """One table on its way in."""

    def __init__(self, table: Table, top: _Top, date: str, source_id: str) -> None:
        self.table = table
        self.top = top
        self.date = date
        self.source_id = source_id

    def read(self) -> dict[str, OccupationEntry]:
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
            self._check_scope(row, number, at_area, at_industry)
            if row[at_group].strip().casefold() != "detailed":
                continue
            code = row[at_code].strip()
            if not CODE.fullmatch(code):
                raise self._wrong(number, at_code, code, "a code such as 11-1011")
            if code in figures:
                raise InvalidFileError.of(
                    [problem(table, number, at_code + 1, "CC107", f"{code} is there twice", "once")]
                )
            if not row[at_title].strip():
                raise self._wrong(number, at_title, row[at_title], "a title")
            people, lacks = self._employment(row[at_people], number, at_people)
            is_yearly = any(row[at].strip() not in {"*", ""} for at in at_pay["A"])
            period: Period = "year" if is_yearly else "hour"
            pay = self._read_pay(row, at_pay["A" if is_yearly else "H"], number, period)
            median, mean = (
                replace(each, employment=people, not_available=(*each.not_available, *lacks)) for each in pay
            )
            figures[code] = OccupationEntry(SCHEME, row[at_title].strip(), (median, mean))
        return figures

    def _check_scope(self, row: Sequence[str], number: int, at_area: int | None, at_industry: int | None) -> None:
        """Refuses what is not national and of all industries."""
        for at, wanted in ((at_area, {"99", "0", ""}), (at_industry, {"cross-industry", ""})):
            if at is not None and row[at].strip().casefold().lstrip("0") not in {each.lstrip("0") for each in wanted}:
                message = f"this is for {row[at].strip()} only"
                remedy = "get the national file"
                expected = "national figures of all industries"
                raise InvalidFileError.of([problem(self.table, number, at + 1, "CC108", message, expected, remedy)])

    def _employment(self, cell: str, number: int, at: int) -> tuple[int | None, tuple[Figure, ...]]:
        """The number of people, and what is not available as the cell says."""
        if cell.strip() == "**":
            return None, ("employment",)
        value = self._number(cell, number, at)
        if value < 0 or value != int(value):
            raise self._wrong(number, at, cell, "a number of people")
        return int(value), ()

    def _number(self, cell: str, number: int, at: int) -> Number:
        text = cell.strip().replace(",", "")
        if not re.fullmatch(r"\d+(\.\d+)?", text, re.ASCII):
            raise self._wrong(number, at, cell, "a number, *, ** or #")
        return _plain(float(text))

    def _read_pay(
        self, row: Sequence[str], places: Sequence[int], number: int, period: Period
    ) -> tuple[EstimateEntry, EstimateEntry]:
        """The median with the percentiles, and the mean; as `#` and `*` say, at or above the top code or not known."""
        top = self.top.hour if period == "hour" else self.top.year
        values: list[Number | None] = []
        tops: list[Number | None] = []
        for at in places:
            mark = row[at].strip()
            if mark == "#" and top is None:
                raise self._wrong(number, at, mark, "a number, as the top code is not stated")
            values.append(None if mark in {"*", "#", ""} else self._number(mark, number, at))
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
            date=self.date,
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

    def _wrong(self, number: int, at: int, cell: str, expected: str) -> InvalidFileError:
        return InvalidFileError.of([problem(self.table, number, at + 1, "CC106", f"{cell[:60]!r}", expected)])
