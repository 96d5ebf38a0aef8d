"""What one release of one publisher holds, ready to be stored: values without I/O."""

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from msgspec import Struct

from careercli.entries import OccupationEntry
from careercli.model import (
    Code,
    Item,
    Modality,
    Section,
    Source,
)

Publisher = Literal["onet", "oews", "projections", "esco"]


class ScoreRecord(Struct, frozen=True, array_like=True, gc=False):
    """A value on one of the release's scales, as published; null where it is missing."""

    scale: str
    value: float | None
    standard_error: float | None = None
    suppressed: bool = False
    not_relevant: bool = False


class StatementRecord(Struct, frozen=True, array_like=True, gc=False):
    """What a release says of an item, in its own words."""

    text: str
    modality: Modality = "stated"
    condition: str | None = None


class CellRecord(Struct, frozen=True, array_like=True, gc=False):
    """What a release says of one item for one role; `item` is the item's place in `Release.items`."""

    item: int
    statements: tuple[StatementRecord, ...] = ()
    scores: tuple[ScoreRecord, ...] = ()


class RelatedRecord(Struct, frozen=True, array_like=True, gc=False):
    """An occupation that the publisher calls related: the id of its role, and how closely."""

    id: str
    tier: str | None


class RoleRecord(Struct, frozen=True, array_like=True, gc=False):
    """All that a release says of one role but its pay and outlook."""

    id: str
    title: str
    summary: str | None
    aliases: tuple[str, ...]
    codes: tuple[Code, ...]
    sections: dict[Section, tuple[CellRecord, ...]]
    related: tuple[RelatedRecord, ...] = ()


class RoleEntry(NamedTuple):
    """A role to store: its record, what else it may be called by (codes, URIs, hidden labels), and the texts that a
    search goes through beside title, aliases and summary."""

    record: RoleRecord
    codes: tuple[str, ...]
    hidden: tuple[str, ...]
    duties: tuple[str, ...]
    skills: tuple[str, ...]


class Release(NamedTuple):
    """One release of one publisher. `roles` may be made while it is stored; the rest is there at once.

    `name` is what the dataset is called here (`onet`, `oews-2024`); `version` how the publisher calls the release
    (`29.0`, `May 2024`); `scales` has the lowest and the highest value of each scale; `figures` pay or outlook by
    `SOC` code; `missing` what the release lacks, and `notes` what was left out and why, a sentence each.
    """

    publisher: Publisher
    name: str
    version: str
    source_id: str
    source: Source
    counts: Mapping[str, int]
    items: tuple[Item, ...] = ()
    roles: Iterable[RoleEntry] = ()
    scales: Mapping[str, tuple[float, float]] = {}
    figures: Mapping[str, OccupationEntry] = {}
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
