"""What a role and a comparison of roles are: typed, frozen values without I/O.

The values that are printed as JSON have exactly the keys of the JSON contract (docs/json-output.md), in its order.
"""

from typing import Annotated, Literal

from msgspec import Meta, Struct, field

Modality = Literal["stated", "typical", "common", "some", "possible"]
Agreement = Literal["single", "agreed", "contested"]
Kind = Literal["duty", "requirement", "skill", "environment", "reporting-line"]
Section = Literal["duties", "requirements", "skills", "environment"]
Match = Literal["exact", "nearest"]
Number = int | float
Money = Annotated[int, Meta(ge=0, le=10**15)] | Annotated[float, Meta(ge=0, le=10**15)]
Status = Literal["shared", "partial", "unique"]
Point = Literal["p10", "p25", "p50", "p75", "p90"]
Basis = Literal["own", "nearest"]

MODALITIES: tuple[Modality, ...] = ("stated", "typical", "common", "some", "possible")
"""The modalities, the strongest first."""

STATUSES: tuple[Status, ...] = ("shared", "partial", "unique")

SECTIONS: tuple[Section, ...] = ("duties", "requirements", "skills", "environment")
"""The sections of a role that hold items, in the order in which they are shown."""

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
"""What the id of a role, an item or a source looks like; 64 characters at most."""

MAX_TEXT = 20_000
Text = Annotated[str, Meta(min_length=1, max_length=MAX_TEXT, pattern=r"\S")]
"""A text that can be seen."""

AREAS = (
    *("overall", "operations", "people", "finance", "compliance and quality", "strategy", "marketing"),
    *("patients and clients", "facilities and records"),
    *("education", "experience", "certification"),
    *("general", "management", "industry knowledge", "medical office work"),
    *("setting", "contact", "hours", "travel", "place in the organisation", "training on offer"),
    "variation",
)
"""The areas that careercli knows, in display order; any other area follows, by name."""


def strength(modality: Modality) -> int:
    """How strongly a modality says it: 5 for "stated" down to 1 for "possible"."""
    return len(MODALITIES) - MODALITIES.index(modality)


def area_rank(area: str | None) -> tuple[int, str]:
    """The sort key of an area: known areas in display order, then the others by name, no area last."""
    if area is None:
        return len(AREAS) + 1, ""
    return (AREAS.index(area), "") if area in AREAS else (len(AREAS), area)


class Source(Struct, frozen=True, forbid_unknown_fields=True):
    """Who says it. Sources with one `voice` count once; without a voice a source speaks for itself."""

    title: Text
    publisher: str | None = None
    date: str | None = None
    kind: str | None = None
    licence: str | None = None
    voice: str | None = None
    url: str | None = None


class Item(Struct, frozen=True):
    """A canonical duty, requirement, skill, environment trait or reporting line."""

    id: str
    label: str
    kind: Kind
    area: str | None = None
    broader: str | None = None


class Statement(Struct, frozen=True):
    """One role states one item, in its own words; `sources` are source ids."""

    text: str
    modality: Modality
    condition: str | None
    sources: tuple[str, ...]


class Cell(Struct, frozen=True):
    """All that is stated of one item for one role."""

    statements: tuple[Statement, ...]
    agreement: Agreement


class Stated(Struct, frozen=True):
    """An item as one role states it: the item and the members of its cell."""

    item: str
    label: str
    area: str | None
    statements: tuple[Statement, ...]
    agreement: Agreement


class Code(Struct, frozen=True):
    """The occupation of an outside taxonomy that a role is (`exact`) or comes nearest to (`nearest`)."""

    scheme: str
    code: str
    title: str | None
    match: Match


class OccupationRef(Struct, frozen=True):
    """The occupation that a figure is for, where that is only the nearest one to the role."""

    scheme: str
    code: str
    title: str

    @property
    def name(self) -> str:
        """Title and code: `General and Operations Managers (11-1021)`."""
        return f"{self.title} ({self.code})"


class Percentiles(Struct, frozen=True, forbid_unknown_fields=True):
    """Pay at the 10th to the 90th percentile; a percentile that is only known to be at or above a top code is null,
    and the top code stands in `at_or_above`."""

    p10: Money | None = None
    p25: Money | None = None
    p50: Money | None = None
    p75: Money | None = None
    p90: Money | None = None
    at_or_above: dict[Point, Money] = {}


class Estimate(Struct, frozen=True):
    """A pay estimate: `amount` of `currency` a `period`, of the kind that `statistic` names.

    `as_of` is the date of the figure (null: the source gives none), `nearest` the occupation it is for where that is
    not the role itself, `employment` the number of people it covers, `sources` source ids.
    """

    role: str
    amount: Number | None
    percentiles: Percentiles | None
    statistic: str
    currency: str
    period: str
    area: str | None
    as_of: str | None
    nearest: OccupationRef | None
    employment: int | None
    sources: tuple[str, ...]


class Outlook(Struct, frozen=True):
    """A projection: people employed in the first and the last of `years`, change in percent of the first, openings a
    year; and what entry to the occupation typically asks for."""

    role: str
    nearest: OccupationRef | None
    employment: int | None
    projected_employment: int | None
    change_percent: float | None
    openings_per_year: int | None
    years: tuple[int, int] | None
    entry_education: str | None
    experience: str | None
    training: str | None
    sources: tuple[str, ...]


class Rung(Struct, frozen=True):
    """One role on a ladder."""

    id: str
    title: str


class Ladder(Struct, frozen=True):
    """A ladder that a role stands on: rungs, the lowest first; the role's level (1 is lowest); its neighbours."""

    id: str
    title: str
    level: int
    rungs: tuple[Rung, ...]
    below: Rung | None
    above: Rung | None
    sources: tuple[str, ...]


class Role(Struct, frozen=True):
    """What a person compares."""

    id: str
    title: str
    dataset: str
    aliases: tuple[str, ...]
    summary: str | None
    codes: tuple[Code, ...]
    reports_to: tuple[Stated, ...]
    ladder: tuple[Ladder, ...]
    salary: tuple[Estimate, ...]
    outlook: tuple[Outlook, ...]
    duties: tuple[Stated, ...]
    requirements: tuple[Stated, ...]
    skills: tuple[Stated, ...]
    environment: tuple[Stated, ...]

    def section(self, name: Section) -> tuple[Stated, ...]:
        """The items of one section, as the role states them."""
        stated: tuple[Stated, ...] = getattr(self, name)
        return stated


class RoleHead(Struct, frozen=True):
    """A compared role."""

    id: str
    title: str
    dataset: str
    summary: str | None


class Row(Struct, frozen=True):
    """One item and what each role states of it (null: not stated).

    `shared`: every role states it; `unique`: one does; `partial`: some of three or more do.
    """

    item: str
    label: str
    area: str | None
    status: Status
    roles: dict[str, Cell | None]

    @property
    def is_contested(self) -> bool:
        """Whether the sources disagree in any of the row's cells."""
        return any(cell is not None and cell.agreement == "contested" for cell in self.roles.values())

    @property
    def strength(self) -> int:
        """How strongly the firmest of the row's statements says it, see `strength`."""
        return max(
            strength(statement.modality) for cell in self.roles.values() if cell for statement in cell.statements
        )


class Gap(Struct, frozen=True):
    """What the second of two roles pays more than the first, in `currency` a `period`.

    `difference` is the second's amount less the first's; `percent_of_from` and `percent_of_to` are that difference in
    percent of the first's and of the second's amount, to two decimals. All are null where the figures cannot be
    compared; `notes` then says why, and otherwise what to keep in mind. `basis` is whether the figures are the roles'
    own or those of their nearest occupations.
    """

    from_: str = field(name="from")
    to: str
    basis: Basis
    difference: Number | None
    percent_of_from: float | None
    percent_of_to: float | None
    currency: str | None
    period: str | None
    statistic: str | None
    comparable: bool
    notes: tuple[str, ...]


class Pay(Struct, frozen=True):
    """The pay estimates of all roles, and the gap for each pair of them."""

    estimates: tuple[Estimate, ...]
    gaps: tuple[Gap, ...]


class Comparison(Struct, frozen=True, tag_field="schema", tag="careercli.comparison/1"):
    """What two or more roles have in common and what not."""

    roles: tuple[RoleHead, ...]
    summary: tuple[str, ...]
    salary: Pay
    outlook: tuple[Outlook, ...]
    duties: tuple[Row, ...]
    requirements: tuple[Row, ...]
    skills: tuple[Row, ...]
    environment: tuple[Row, ...]
    sources: dict[str, Source]

    def section(self, name: Section) -> tuple[Row, ...]:
        """The rows of one section."""
        rows: tuple[Row, ...] = getattr(self, name)
        return rows


class RoleDocument(Struct, frozen=True, tag_field="schema", tag="careercli.role/1"):
    """One role, and the sources that it names, by id."""

    role: Role
    sources: dict[str, Source]


class Listing(Struct, frozen=True):
    """A role as the list of all tells it, with its own pay estimates."""

    id: str
    title: str
    dataset: str
    aliases: tuple[str, ...]
    salary: tuple[Estimate, ...]


class RoleList(Struct, frozen=True, tag_field="schema", tag="careercli.list/1"):
    """The roles there are, the sources of their pay, by id, and the folder of the user's own role files."""

    roles: tuple[Listing, ...]
    sources: dict[str, Source]
    home: str
