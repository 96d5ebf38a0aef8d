"""What a role is: typed, frozen values without I/O.

Values that are printed as JSON have exactly the keys of the JSON contract (docs/json-output.md), in its order.
"""

from collections.abc import Iterable, Mapping
from math import inf
from typing import Annotated, Literal

from msgspec import Meta, Struct

Modality = Literal["stated", "typical", "common", "some", "possible"]
Agreement = Literal["single", "agreed", "contested"]
Kind = Literal["duty", "requirement", "skill", "environment", "interest", "reporting-line"]
Section = Literal["duties", "requirements", "skills", "environment", "interests"]
Match = Literal["exact", "nearest"]
Number = int | float
Money = Annotated[int, Meta(ge=0, le=10**15)] | Annotated[float, Meta(ge=0, le=10**15)]
Point = Literal["p10", "p25", "p50", "p75", "p90"]
PlaceType = Literal["nation", "state", "metro"]
Figure = Literal["amount", "p10", "p25", "p50", "p75", "p90", "employment"]

MODALITIES: tuple[Modality, ...] = ("stated", "typical", "common", "some", "possible")
"""How strongly a source states something, the strongest first."""


class SectionInfo(Struct, frozen=True):
    """A section: its heading, the kind of item it holds, and what one and several of them are called. `is_rare`: few
    sources know it, so that it is left out if it is empty."""

    title: str
    kind: Kind
    noun: str
    plural: str
    is_rare: bool = False


SECTIONS: dict[Section, SectionInfo] = {
    "duties": SectionInfo("Duties", "duty", "duty", "duties"),
    "requirements": SectionInfo("Requirements", "requirement", "requirement", "requirements"),
    "skills": SectionInfo("Skills", "skill", "skill", "skills"),
    "environment": SectionInfo("Work environment", "environment", "environment trait", "environment traits"),
    "interests": SectionInfo("Interests", "interest", "interest", "interests", is_rare=True),
}
"""The sections of a role that hold items, in display order."""

FIGURE_SECTIONS = {"salary": "Pay", "outlook": "Outlook"}
HEADINGS: dict[str, str] = {**FIGURE_SECTIONS, **{name: section.title for name, section in SECTIONS.items()}}
SECTION_NAMES = {heading.lower().replace(" ", "-"): name for name, heading in HEADINGS.items()}
"""The sections of a comparison and of a role, by the names of their headings."""
"""The sections that hold figures, with their headings, in display order; they come before the others."""

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
"""The id of a role, an item or a source; at most 64 characters."""

MAX_TEXT = 20_000
MAX_NAME = 500
VISIBLE_PATTERN = r"[^\s\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0]"
"""A character that can be seen: no space, no filler (Hangul, Khmer, blank Braille), no variation selector."""

Text = Annotated[str, Meta(min_length=1, max_length=MAX_TEXT, pattern=VISIBLE_PATTERN)]
"""A text with at least one visible character."""

Name = Annotated[str, Meta(min_length=1, max_length=MAX_NAME, pattern=VISIBLE_PATTERN)]
"""A title, label or other name with at least one visible character."""

AREAS = (
    *("overall", "operations", "people", "finance", "compliance and quality", "strategy", "marketing"),
    *("patients and clients", "facilities and records"),
    *("education", "experience", "certification"),
    *("general", "management", "industry knowledge", "medical office work"),
    *("job zone", "required education", "related work experience", "on-site training", "on-the-job training"),
    *("setting", "contact", "hours", "travel", "place in the organisation", "training on offer"),
    "variation",
)
"""The areas that careercli knows, in display order; any other area follows, by name."""


_STRENGTHS = {modality: len(MODALITIES) - place for place, modality in enumerate(MODALITIES)}
_AREA_PLACES = {area: place for place, area in enumerate(AREAS)}


def strength(modality: Modality) -> int:
    """The strength of a modality: 5 for "stated" down to 1 for "possible"."""
    return _STRENGTHS[modality]


def area_rank(area: str | None, first: int | None = None) -> tuple[int, float, str]:
    """The sort key of an area: known areas in display order; then areas of ranked items by `first`, the least of their
    ranks; then the others by name; no area last."""
    if area is None:
        return len(AREAS) + 1, 0, ""
    if area in _AREA_PLACES:
        return _AREA_PLACES[area], 0, ""
    return len(AREAS), inf if first is None else first, area


class Source(Struct, frozen=True, forbid_unknown_fields=True):
    """Who says it. Sources with the same `voice` count once; a source without a voice counts as its own.

    `attribution` is the sentence that the licence requires wherever the content is shown.
    """

    title: Name
    publisher: str | None = None
    date: str | None = None
    kind: str | None = None
    licence: str | None = None
    voice: str | None = None
    url: str | None = None
    attribution: str | None = None


class Item(Struct, frozen=True):
    """A canonical duty, requirement, skill, trait, interest or reporting line. Roles are compared by item id."""

    id: str
    label: str
    kind: Kind
    area: str | None = None
    broader: str | None = None


class Statement(Struct, frozen=True):
    """One role states one item, in its own words; `sources` are source ids.

    `against`: the statement denies the role the item. `contradicts`: why it cannot be true together with another
    statement of the cell, in one sentence. `date` and `collected_from`: see `Score`.
    """

    text: str
    modality: Modality
    condition: str | None
    sources: tuple[str, ...]
    against: bool = False
    contradicts: str | None = None
    date: str | None = None
    collected_from: str | None = None


class Score(Struct, frozen=True):
    """A rating on one scale: `value` and `standard_error` in percent of the scale, from 0 (its lowest value) to 100;
    `published` is the value on the scale itself.

    `value` is null if the publisher recommends suppressing it or calls it not relevant. `date` is the month in which
    the publisher last updated the role's data of this kind, `collected_from` whom or what it has them from.
    """

    value: float | None
    standard_error: float | None
    published: float | None
    suppressed: bool
    not_relevant: bool
    date: str | None = None
    collected_from: str | None = None


class Cell(Struct, frozen=True):
    """Everything stated about one item for one role, and its ratings by the name of their scale.

    `rank` is the item's place in the role's own order of importance, 1 first; null where its source has no such order.
    """

    statements: tuple[Statement, ...]
    agreement: Agreement
    ratings: dict[str, Score] = {}
    rank: int | None = None


class Stated(Struct, frozen=True):
    """One item of one role: the item, and what a Cell has."""

    item: str
    label: str
    area: str | None
    statements: tuple[Statement, ...]
    agreement: Agreement
    ratings: dict[str, Score] = {}
    rank: int | None = None


def is_stated(cell: Cell | Stated | None) -> bool:
    """Whether a role states the item: a cell whose statements all deny it the item does not count."""
    if cell is not None:
        for statement in cell.statements:  # asked of each cell, often: all() takes twice as long
            if not statement.against:
                return True
    return False


def get_share(ratings: Mapping[str, Score]) -> float:
    """The percentage of jobs in a class of education, experience or training, also if it is suppressed; else 0."""
    score = ratings.get("percent")
    return (score.published or 0) if score else 0


def in_order(cells: Iterable[Stated]) -> tuple[Stated, ...]:
    """Cells by area (see `area_rank`); in an area by rank, classes with the commonest first, the others as given."""
    cells = tuple(cells)
    first: dict[str | None, int] = {}
    for cell in cells:
        if cell.rank is not None:
            first[cell.area] = min(first.get(cell.area, cell.rank), cell.rank)
    return tuple(
        sorted(
            cells,
            key=lambda cell: (area_rank(cell.area, first.get(cell.area)), cell.rank or 0, -get_share(cell.ratings)),
        )
    )


class Code(Struct, frozen=True):
    """The occupation of an outside taxonomy that a role is (`exact`) or is nearest to (`nearest`)."""

    scheme: str
    code: str
    title: str | None
    match: Match


class OccupationRef(Struct, frozen=True):
    """The occupation that a figure is for, if that is only the nearest one to the role."""

    scheme: str
    code: str
    title: str

    @property
    def name(self) -> str:
        """Title and code: `General and Operations Managers (11-1021)`."""
        return f"{self.title} ({self.code})"


class Percentiles(Struct, frozen=True, forbid_unknown_fields=True):
    """Pay at the 10th to the 90th percentile. A percentile known only to be at or above a top code is null; the top
    code is in `at_or_above`."""

    p10: Money | None = None
    p25: Money | None = None
    p50: Money | None = None
    p75: Money | None = None
    p90: Money | None = None
    at_or_above: dict[Point, Money] = {}


class Place(Struct, frozen=True):
    """Where pay is paid: the nation, a state or territory, or a metropolitan area (or what of a state is outside of
    them). `postal` is the postal code of the state, of a metro those of its states (`TX-AR`)."""

    code: str
    name: str
    type: PlaceType
    postal: str | None


class Estimate(Struct, frozen=True):
    """A pay estimate: `amount` in `currency` per `period`; `statistic` says whether it is a median, mean or average.

    `as_of` is the date of the figure (null: the source gives none), `nearest` the occupation it is for if that is not
    the role itself, `employment` the number of people it covers, `sources` source ids. `area` is the name of the place
    where it is paid, `error` the relative standard error of the amount in percent.
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
    at_or_above: Number | None = None
    not_available: tuple[Figure, ...] = ()
    error: Number | None = None


class Placed(Struct, frozen=True):
    """The official pay of a role in one place, and how much of the work there it is: jobs per 1,000 jobs, and that in
    terms of the nation's (location quotient); None where it is not published. `employment_error` is the relative
    standard error of the number of people in percent."""

    place: Place
    salary: tuple[Estimate, ...]
    employment_error: Number | None
    jobs_per_1000: Number | None
    location_quotient: Number | None


class Outlook(Struct, frozen=True):
    """A projection: people employed in the first and the last of `years`, change in percent of the first, openings a
    year; and what entry to the occupation typically requires."""

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
    """A career ladder that includes a role: rungs, the lowest first; the role's level (1 is lowest); its neighbours."""

    id: str
    title: str
    level: int
    rungs: tuple[Rung, ...]
    below: Rung | None
    above: Rung | None
    sources: tuple[str, ...]


class Related(Struct, frozen=True):
    """A role that the publisher of the dataset calls related, and how closely, in the publisher's word."""

    id: str
    title: str
    tier: str | None


class Role(Struct, frozen=True):
    """What a person compares; `source` is the release a role of a dataset comes from."""

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
    interests: tuple[Stated, ...] = ()
    related: tuple[Related, ...] = ()
    source: str | None = None

    def section(self, name: Section) -> tuple[Stated, ...]:
        """The items of one section."""
        stated: tuple[Stated, ...] = getattr(self, name)
        return stated


class SearchEntry(Struct, frozen=True):
    """The texts of a role to search: title, aliases, summary, duties, and skills with requirements."""

    id: str
    title: str
    dataset: str
    texts: tuple[tuple[str, ...], ...]
