"""Pay by occupation and place, as published: the figures of one occupation in one place, with their marks. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Literal

from msgspec import Struct

from careercli.entries import EstimateEntry, Period
from careercli.model import Figure, Number, Percentiles, Place, Point

CELLS = (
    *("employment", "employment_error", "h_mean", "a_mean", "error"),
    *("h_p10", "h_p25", "h_p50", "h_p75", "h_p90", "a_p10", "a_p25", "a_p50", "a_p75", "a_p90"),
    *("jobs_per_1000", "location_quotient"),
)
"""What a record holds: hourly (`h_`) and yearly (`a_`) pay; errors are relative standard errors in percent, `error`
that of the means."""

POINTS: tuple[Point, ...] = ("p10", "p25", "p50", "p75", "p90")
_MOST = r"\d{1,15}(?:\.\d{1,30})?|10{15}"
PEOPLE = r"(?:\d{1,15}|10{15}|\*\*)"
ERROR = r"(?:\d{1,9}(?:\.\d{1,30})?|\*{1,2}|)"
WAGE = rf"(?:{_MOST}|[*#]|)"
RATE = rf"(?:{_MOST}|\*{{1,2}}|)"
KINDS = (PEOPLE, ERROR, WAGE, WAGE, ERROR, *[WAGE] * 10, RATE, RATE)
"""What each cell may be: a number; `*` or `**`, not available; `#`, at or above the top code; empty, not published."""

PLACES: dict[Literal["hour", "year"], tuple[int, ...]] = {
    "year": (*range(10, 15), 3),
    "hour": (*range(5, 10), 2),
}
"""Where the percentiles and the mean of each period are, the period first that estimates begin with."""


MARKS = {"", "*", "**", "#"}
MOST = 10.0**15
SHORT = 15
"""Digits of the longest whole numbers that cannot be above it."""
MAX_DIGITS = 46
"""Characters of the longest number in a cell."""
_NO_CELLS = str.maketrans("", "", "0123456789.*#\t")


@cache
def get_record_pattern() -> re.Pattern[str]:
    """What a record is: the cells with tabs between them. Compiling it is felt at the start of a command."""
    return re.compile("\t".join(KINDS), re.ASCII)


@cache
def _get_plain_pattern() -> re.Pattern[str]:
    """Nearly every record: see `is_readable`, which this makes three times as fast."""
    cell = r"(?:[0-9]{1,15}(?:\.[0-9]{1,30})?|\*{1,2}|#|)"
    return re.compile(rf"(?:{cell}\t){{{len(CELLS) - 1}}}{cell}")


def is_readable(cells: str) -> bool:
    """Whether a stored text can be read as a record."""
    if _get_plain_pattern().fullmatch(cells):
        return True
    parts = cells.split("\t")
    if len(parts) != len(CELLS) or cells.translate(_NO_CELLS):
        return False
    return all(cell in MARKS or _is_number(cell) for cell in parts if not cell.isdecimal() or len(cell) > SHORT)


def _is_number(cell: str) -> bool:
    is_number = cell[0].isdecimal() and cell.replace(".", "", 1).isdecimal()
    return is_number and len(cell) <= MAX_DIGITS and float(cell) <= MOST


class TopCodes(Struct, frozen=True, array_like=True):
    """What `#` means, by period in dollars; None if the release does not say."""

    hour: Number | None = None
    year: Number | None = None


class Occupation(Struct, frozen=True):
    """An occupation or a group of occupations: its level is 0 for all and the major groups, 1 minor, 2 broad, 3 for a
    detailed occupation."""

    title: str
    level: int


DETAILED = 3


class PayRow(Struct, frozen=True):
    """The figures of one occupation in one place; `cells` matches `get_record_pattern`."""

    code: str
    place: str
    cells: str


class PayTable(Struct, frozen=True):
    """The pay of a release. `rows` can be gone through once, and may be read meanwhile; `places` and `occupations`, by
    code, are complete only then."""

    rows: Iterable[PayRow]
    places: Mapping[str, Place]
    occupations: Mapping[str, Occupation]
    top: TopCodes


class Rates(Struct, frozen=True):
    """How much of a place's work an occupation is; None where it is not published. `employment_error`: relative
    standard error in percent."""

    employment_error: Number | None
    jobs_per_1000: Number | None
    location_quotient: Number | None


def _number(cell: str) -> Number | None:
    """A cell as a number, or None if it is a mark."""
    if cell.isdecimal():
        return int(cell)
    return float(cell) if cell and cell[0] not in "*#" else None


def get_rates(cells: str) -> Rates:
    """The rates of a record."""
    parts = cells.split("\t")
    return Rates(_number(parts[1]), _number(parts[15]), _number(parts[16]))


class PayFigures(Struct, frozen=True):
    """Pay by the hour or by the year: the percentiles and then the mean, and the top codes of those that are only known
    to be at or above one; the relative standard error of the mean in percent; people."""

    period: Period
    values: tuple[Number | None, ...]
    tops: tuple[Number | None, ...]
    error: Number | None
    employment: int | None


class PayRecord(Struct, frozen=True):
    """What is published of an occupation in one place: the cells, and what they are read with."""

    cells: str
    top: TopCodes
    source: str
    place: str
    date: str | None

    @property
    def entries(self) -> tuple[EstimateEntry, ...]:
        """The estimates, see `make_entries`."""
        return make_entries(self.cells, self.top, self.source, self.place, self.date)

    @property
    def rates(self) -> Rates:
        """How much of the place's work the occupation is."""
        return get_rates(self.cells)

    def list_figures(self) -> Iterator[PayFigures]:
        """The figures of each period in which any is published, or of the year if none is: what `make_entries` makes
        estimates of, in a tenth of the time."""
        parts = self.cells.split("\t")
        people = _number(parts[0])
        for period in _list_periods(parts):
            wages = [parts[at] for at in PLACES[period]]
            top = self.top.hour if period == "hour" else self.top.year
            values = tuple(map(_number, wages))
            tops = tuple(top if cell == "#" else None for cell in wages)
            employment = None if people is None else int(people)
            yield PayFigures(period, values, tops, _number(parts[4]), employment)


def _list_periods(parts: Sequence[str]) -> list[Literal["hour", "year"]]:
    """The periods in which any figure is published; the year if there is none."""
    return [period for period, at in PLACES.items() if any(parts[each] not in {"*", ""} for each in at)] or ["year"]


def make_entries(cells: str, top: TopCodes, source: str, place: str, date: str | None) -> tuple[EstimateEntry, ...]:
    """The estimates of a record: median with percentiles, then mean, by the year and then by the hour, as far as any
    figure of that period is published. If none of either is, those by the year say so."""
    parts = cells.split("\t")
    people = _number(parts[0])
    lacks: tuple[Figure, ...] = ("employment",) if people is None else ()
    entries: list[EstimateEntry] = []
    for period in _list_periods(parts):
        wages = [parts[at] for at in PLACES[period]]
        top_code = top.hour if period == "hour" else top.year
        tops = [top_code if cell == "#" else None for cell in wages]
        values = [_number(cell) for cell in wages]
        common = _Common(people, period, place, date, source)
        lacking = [cell in {"*", ""} for cell in wages]
        points: dict[Point, Number | None] = dict(zip(POINTS, values[:5], strict=True))
        unknown: list[Figure] = [point for point, lacks_it in zip(POINTS, lacking[:5], strict=True) if lacks_it]
        at_or_above = {point: at for point, at in zip(POINTS, tops[:5], strict=True) if at is not None}
        median: tuple[Figure, ...] = ("amount", *unknown, *lacks) if lacking[2] else (*unknown, *lacks)
        entries.append(
            common.make("median", values[2], tops[2], median, None, Percentiles(**points, at_or_above=at_or_above))
        )
        mean: tuple[Figure, ...] = ("amount", *lacks) if lacking[5] else lacks
        entries.append(common.make("mean", values[5], tops[5], mean, _number(parts[4])))
    return tuple(entries)


class _Common(Struct, frozen=True):
    """What all estimates of one record and period have in common."""

    people: Number | None
    period: Period
    place: str
    date: str | None
    source: str

    def make(
        self,
        statistic: Literal["median", "mean"],
        amount: Number | None,
        top: Number | None,
        lacks: tuple[Figure, ...],
        error: Number | None,
        percentiles: Percentiles | None = None,
    ) -> EstimateEntry:
        """An estimate."""
        return EstimateEntry(
            amount=amount,
            at_or_above=top,
            statistic=statistic,
            percentiles=percentiles,
            currency="USD",
            period=self.period,
            area=self.place,
            date=self.date,
            employment=None if self.people is None else int(self.people),
            not_available=lacks,
            sources=(self.source,),
            error=error,
        )
