"""What a role file or a release states, before it is resolved to roles: the schema of both, without I/O."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from careercli.model import (
    ID_PATTERN,
    SECTIONS,
    Figure,
    Kind,
    Match,
    Modality,
    Money,
    Percentiles,
    Source,
    Text,
)

Id = Annotated[str, Meta(pattern=ID_PATTERN, max_length=64)]
MAX_ENTRIES = 1_000
"""How many entries a list of a role may have."""

Ids = Annotated[tuple[Id, ...], Meta(max_length=MAX_ENTRIES)]
Statistic = Literal["average", "mean", "median"]
Count = Annotated[int, Meta(ge=0, le=10**15)]
Year = Annotated[int, Meta(ge=1000, le=9999)]
Period = Literal["hour", "day", "week", "month", "year"]


class Entry(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A mapping in a role file: unknown keys are problems."""


class Defaults(Entry, frozen=True):
    """What every pay estimate of the file has unless it says otherwise."""

    currency: Text = "USD"
    period: Period = "year"
    area: Text | None = None


class ItemEntry(Entry, frozen=True):
    """A canonical item."""

    label: Text
    kind: Kind
    area: Text | None = None
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

    `at_or_above`: the top code of an amount that is only known to be that or more. `not_available`: what the publisher
    marks as not available.
    """

    amount: Money | None = None
    at_or_above: Money | None = None
    statistic: Statistic = "average"
    percentiles: Percentiles | None = None
    currency: Text | None = None
    period: Period | None = None
    area: Text | None = None
    date: Text | None = None
    employment: Count | None = None
    not_available: tuple[Figure, ...] = ()
    sources: Ids = ()


class OutlookEntry(Entry, frozen=True):
    """A projection for an occupation: people in the first and the last year, percent of the first, openings a year."""

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
    """A record of an outside taxonomy, under its code, with the figures published for it."""

    scheme: Text
    title: Text
    salary: tuple[EstimateEntry, ...] = ()
    outlook: tuple[OutlookEntry, ...] = ()


class CodeEntry(Entry, frozen=True):
    """The occupation that a role is, or comes nearest to."""

    scheme: Text
    code: Text
    match: Match


class LadderEntry(Entry, frozen=True):
    """Roles that follow each other, the lowest first."""

    title: Text
    rungs: Annotated[tuple[Id, ...], Meta(min_length=1, max_length=MAX_ENTRIES)]
    sources: Ids = ()


Statements = Annotated[tuple[Text | StatementEntry, ...], Meta(max_length=MAX_ENTRIES)]


class RoleEntry(Entry, frozen=True):
    """A role: only its title is required. A plain string in a list names an item by id or label."""

    title: Text
    aliases: Annotated[tuple[Text, ...], Meta(max_length=MAX_ENTRIES)] = ()
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


KINDS: dict[str, Kind] = {**{name: section.kind for name, section in SECTIONS.items()}, "reports_to": "reporting-line"}
"""The fields of a role that hold statements, and the kind of item that each states."""


class RoleFile(Entry, frozen=True):
    """A role file: roles by id, and what they refer to."""

    roles: Annotated[dict[Id, RoleEntry], Meta(min_length=1)]
    defaults: Defaults = Defaults()
    sources: dict[Id, Source] = {}
    items: dict[Id, ItemEntry] = {}
    occupations: dict[str, OccupationEntry] = {}
    ladders: dict[Id, LadderEntry] = {}
