"""The content of a role file or a release before it is resolved to roles: the schema of both, without I/O."""

from collections.abc import Iterator
from typing import Annotated, Literal, get_args

from msgspec import Meta, Struct

from careercli.model import (
    ID_PATTERN,
    SECTIONS,
    Figure,
    Kind,
    Match,
    Modality,
    Money,
    Name,
    Number,
    Percentiles,
    Point,
    Source,
    Text,
)

Id = Annotated[str, Meta(pattern=ID_PATTERN, max_length=64)]
MAX_ENTRIES = 1_000
"""How many entries a list may have."""

Ids = Annotated[tuple[Id, ...], Meta(max_length=MAX_ENTRIES)]
Statistic = Literal["average", "mean", "median"]
Count = Annotated[int, Meta(ge=0, le=10**15)]
Year = Annotated[int, Meta(ge=1000, le=9999)]
Period = Literal["hour", "day", "week", "month", "year"]
CURRENCY_PATTERN = "^[A-Z]{3}$"
Currency = Annotated[str, Meta(pattern=CURRENCY_PATTERN)]
"""A currency's code by ISO 4217, such as USD."""

LEAST_PAY = 0.01
"""The least pay above zero."""


class Entry(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A mapping in a role file: unknown keys are problems."""


class Defaults(Entry, frozen=True):
    """Values for every pay estimate of the file that does not have its own."""

    currency: Currency = "USD"
    period: Period = "year"
    area: Name | None = None


class ItemEntry(Entry, frozen=True):
    """A canonical item."""

    label: Name
    kind: Kind
    area: Name | None = None
    broader: Id | None = None


class StatementEntry(Entry, frozen=True):
    """One role states one item: an item's id or label, and how, under which condition and by whom it is said.

    `against` marks a statement that denies the role the item. `contradicts` says in one sentence why it cannot be true
    together with another statement of its cell.
    """

    item: Text
    text: Text | None = None
    modality: Modality = "stated"
    condition: Text | None = None
    sources: Ids = ()
    against: bool = False
    contradicts: Text | None = None


class EstimateEntry(Entry, frozen=True):
    """A pay estimate; `date` is that of the figure, `employment` the number of people it covers.

    `at_or_above`: the top code, if the amount is only known to be that or more. `not_available`: the figures that the
    publisher marks as not available. `error`: the relative standard error of the amount in percent.
    """

    amount: Money | None = None
    at_or_above: Money | None = None
    statistic: Statistic = "average"
    percentiles: Percentiles | None = None
    currency: Currency | None = None
    period: Period | None = None
    area: Name | None = None
    date: Name | None = None
    employment: Count | None = None
    not_available: tuple[Figure, ...] = ()
    sources: Ids = ()
    error: Annotated[float, Meta(ge=0, le=10**9)] | None = None


class OutlookEntry(Entry, frozen=True):
    """A projection for an occupation: people in the first and the last of `years`, change in percent of the first,
    openings a year."""

    employment: Count | None = None
    projected_employment: Count | None = None
    change_percent: Annotated[float, Meta(ge=-100, le=10**6)] | None = None
    openings_per_year: Count | None = None
    years: tuple[Year, Year] | None = None
    entry_education: Text | None = None
    experience: Text | None = None
    training: Text | None = None
    sources: Ids = ()


class OccupationEntry(Entry, frozen=True):
    """A record of an outside taxonomy and the figures published for it; its code is its key."""

    scheme: Name
    title: Name
    salary: tuple[EstimateEntry, ...] = ()
    outlook: tuple[OutlookEntry, ...] = ()


class CodeEntry(Entry, frozen=True):
    """The occupation that a role is, or that is nearest to it."""

    scheme: Name
    code: Name
    match: Match


class LadderEntry(Entry, frozen=True):
    """A career ladder: the ids of roles, the lowest first."""

    title: Name
    rungs: Annotated[tuple[Id, ...], Meta(min_length=1, max_length=MAX_ENTRIES)]
    sources: Ids = ()


Statements = Annotated[tuple[Text | StatementEntry, ...], Meta(max_length=MAX_ENTRIES)]


class RoleEntry(Entry, frozen=True):
    """A role: only `title` is required. A plain string in a list of statements names an item by id or label."""

    title: Name
    aliases: Annotated[tuple[Name, ...], Meta(max_length=MAX_ENTRIES)] = ()
    summary: Text | None = None
    notes: Text | None = None
    url: Text | None = None
    codes: Annotated[tuple[CodeEntry, ...], Meta(max_length=MAX_ENTRIES)] = ()
    reports_to: Statements = ()
    salary: Money | tuple[EstimateEntry, ...] = ()
    outlook: tuple[OutlookEntry, ...] = ()
    duties: Statements = ()
    requirements: Statements = ()
    skills: Statements = ()
    environment: Statements = ()
    interests: Statements = ()


KINDS: dict[str, Kind] = {**{name: section.kind for name, section in SECTIONS.items()}, "reports_to": "reporting-line"}
"""The fields of a role that hold statements, and the kind of their items."""


class RoleFile(Entry, frozen=True):
    """A role file: roles by id, and the sources, items, occupations and ladders they refer to."""

    roles: Annotated[dict[Id, RoleEntry], Meta(min_length=1)]
    defaults: Defaults = Defaults()
    sources: dict[Id, Source] = {}
    items: dict[Id, ItemEntry] = {}
    occupations: dict[str, OccupationEntry] = {}
    ladders: dict[Id, LadderEntry] = {}


class Fault(Struct, frozen=True):
    """Figures of an entry, each valid by itself, that cannot all be right: where in the entry, and in words."""

    at: tuple[str, ...]
    message: str
    expected: str
    remedy: str


def find_pay_faults(entry: EstimateEntry) -> Iterator[Fault]:
    """The faults of a pay estimate: no figure at all, an amount too small to pay, a value beside its own top code, a
    percentile below a lower one. A role file is refused for them; a release may be."""
    points = entry.percentiles or Percentiles()
    values: dict[Point, Number | None] = {point: getattr(points, point) for point in get_args(Point)}
    tops = points.at_or_above
    amounts = [entry.amount, entry.at_or_above, *values.values(), *tops.values()]
    if all(amount is None for amount in amounts) and not entry.not_available:
        yield Fault(
            (), "a pay estimate without a figure", "`amount` or `percentiles`", "add one, or remove the estimate"
        )
    for at, amount in zip(_find_places(values, tops), amounts, strict=True):
        if amount is not None and 0 < amount < LEAST_PAY:
            yield Fault(at, "the amount is too small", f"0, or {LEAST_PAY} at least", "correct it")
    if entry.amount is not None and entry.at_or_above is not None:
        yield _both(("at_or_above",), "amount")
    if entry.statistic == "median" and values["p50"] is None and "p50" not in tops:
        values["p50"] = entry.amount if entry.amount is not None else entry.at_or_above
    low: tuple[str, Number] | None = None
    for point, value in values.items():
        top = tops.get(point)
        if value is not None and top is not None:
            yield _both(("percentiles", "at_or_above", point), point)
        figure = top if value is None else value
        if figure is None:
            continue
        if low and figure < low[1]:
            at = ("percentiles", point) if value is not None else ("percentiles", "at_or_above", point)
            yield Fault(at, f"{point} is less than {low[0]}", f"{low[1]} at least", "put the percentiles in order")
        low = point, figure


def _find_places(values: dict[Point, Number | None], tops: dict[Point, Money]) -> Iterator[tuple[str, ...]]:
    yield from (("amount",), ("at_or_above",))
    yield from (("percentiles", point) for point in values)
    yield from (("percentiles", "at_or_above", point) for point in tops)


def _both(at: tuple[str, ...], name: str) -> Fault:
    return Fault(at, f"{name} has a value and a top code", "one of the two", "keep the value if it is known")


def find_outlook_faults(entry: OutlookEntry) -> Iterator[Fault]:
    """The fault of an outlook whose last year is not after its first."""
    if entry.years and entry.years[1] <= entry.years[0]:
        first, last = entry.years
        yield Fault(("years",), f"the years go from {first} to {last}", "the first year, then the last", "swap them")
