"""One release of one publisher, ready to be stored: values without I/O."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Literal

from msgspec import Meta, Struct

from careercli.datasets.pay import PayTable
from careercli.entries import OccupationEntry
from careercli.model import (
    Code,
    Item,
    Modality,
    Section,
    Source,
)

Publisher = Literal["onet", "oews", "projections", "esco"]
Month = Annotated[str, Meta(pattern=r"^\d{4}-\d\d\Z")]
"""A month by ISO 8601: `2023-08`."""

SEPARATOR = "; "
"""What is between several sources of one origin."""

DUTIES = "duties"
"""The area under which `RoleRecord.origins` has the origin of statements of duties, whatever their own area."""


class ScoreRecord(Struct, frozen=True, array_like=True, gc=False):
    """A value on one of the release's scales, as published; null where it is missing."""

    scale: str
    value: float | None
    standard_error: float | None = None
    suppressed: bool = False
    not_relevant: bool = False


class StatementRecord(Struct, frozen=True, array_like=True, gc=False):
    """A sentence of a release about an item."""

    text: str
    modality: Modality = "stated"
    condition: str | None = None


class CellRecord(Struct, frozen=True, array_like=True, gc=False):
    """All that a release says about one item for one role; `item` is its place in `Release.items`."""

    item: int
    statements: tuple[StatementRecord, ...] = ()
    scores: tuple[ScoreRecord, ...] = ()


class RelatedRecord(Struct, frozen=True, array_like=True, gc=False):
    """An occupation that the publisher calls related: the id of its role, and how closely."""

    id: str
    tier: str | None


class OriginRecord(Struct, frozen=True, array_like=True, gc=False):
    """When data was last updated, and whom or what it was collected from, in the publisher's words."""

    date: Month | None = None
    collected_from: str | None = None


class RoleRecord(Struct, frozen=True, array_like=True, gc=False):
    """All that a release says about one role, except pay and outlook. `origins` are by area, that of its duties in
    words is DUTIES."""

    id: str
    title: str
    summary: str | None
    aliases: tuple[str, ...]
    codes: tuple[Code, ...]
    sections: dict[Section, tuple[CellRecord, ...]]
    related: tuple[RelatedRecord, ...] = ()
    origins: dict[str, OriginRecord] = {}


class ReleasedRole(Struct, frozen=True):
    """A role to store: its record, its other names (codes, URIs, hidden labels), what a search goes through beside
    title, aliases and summary, and which of the aliases its workers report."""

    record: RoleRecord
    codes: tuple[str, ...]
    hidden: tuple[str, ...]
    duties: tuple[str, ...]
    skills: tuple[str, ...]
    reported: tuple[str, ...] = ()


class Release(Struct, frozen=True):
    """One release of one publisher. `roles` may be made one by one while they are stored.

    `name` is the dataset's (`onet`, `oews-2024`), `version` the publisher's (`29.0`, `May 2024`); `scales` has the
    lowest and highest value of each scale; `figures` has the outlook by SOC code, `pay` what is paid in which place,
    which adds to the other places of a dataset of this name; `missing` lists what the release lacks, `notes` what was
    left out and why, a sentence each.
    """

    publisher: Publisher
    name: str
    version: str
    source_id: str
    source: Source
    counts: Mapping[str, int]
    items: tuple[Item, ...] = ()
    roles: Iterable[ReleasedRole] = ()
    scales: Mapping[str, tuple[float, float]] = {}
    figures: Mapping[str, OccupationEntry] = {}
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    pay: PayTable | None = None
