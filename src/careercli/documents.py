"""What commands print: the documents of the JSON contract (docs/json-output.md), and the one table of them.

The module is long because the contract is one list: what a document may hold is read from top to bottom.

Over 400 lines, since the contract is in one place: types without logic.
"""

from typing import Any, Literal

from msgspec import Struct, field

from careercli.entries import RoleFile
from careercli.errors import CheckDocument, ErrorDocument
from careercli.model import (
    Cell,
    Estimate,
    Figure,
    Modality,
    Number,
    OccupationRef,
    Outlook,
    Percentiles,
    Place,
    PlaceType,
    Role,
    Section,
    Source,
    strength,
)

Status = Literal["shared", "partial", "unique", "unknown", "none"]

Reason = Literal[
    "no-pay",
    "no-official-pay",
    "own-official-pay",
    "same-occupation",
    "unlike-statistics",
    "top-coded",
    "no-amount",
    "currencies",
    "periods",
    "dates",
    "places",
]
"""Why there is no pay gap. `own-official-pay`: what is official of both roles is their own pay, see the other basis."""

Size = Literal["large", "medium", "small"]

Change = Literal["higher", "same", "lower", "unknown"]


Field = Literal["title", "alias", "summary", "duty", "skill"]


Basis = Literal["own", "nearest"]

Sort = Literal["pay", "growth", "title"]
"""What a list of roles may be sorted by: the highest pay or growth first."""


STATUSES: tuple[Status, ...] = ("shared", "partial", "unique", "unknown", "none")


class RoleHead(Struct, frozen=True):
    """A compared role."""

    id: str
    title: str
    dataset: str
    summary: str | None
    source: str | None = None


class Difference(Struct, frozen=True):
    """How much higher the second of two roles is rated than the first, in points of 100 from the scale's lowest to its
    highest value.

    `clear`: whether that is more than chance explains (docs/methods.md); null where no error is published. `difference`
    is null where a rating is missing, suppressed or not relevant.
    """

    from_: str = field(name="from")
    to: str
    scale: str
    difference: float | None
    clear: bool | None


class Row(Struct, frozen=True):
    """One item and what each role states of it (null: not stated).

    `shared`: every role states it; `unique`: one does; `partial`: some of three or more do; `unknown`: one does, and
    there is no data of that kind for another; `none`: all that is said of it denies it. `unknown` are the ids of the
    roles without data of that kind.
    """

    item: str
    label: str
    area: str | None
    status: Status
    roles: dict[str, Cell | None]
    differences: tuple[Difference, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def is_rated(self) -> bool:
        """Whether a cell has ratings."""
        for cell in self.roles.values():  # noqa: SIM110  asked of each row, often: any() takes twice as long
            if cell is not None and cell.ratings:
                return True
        return False

    @property
    def is_contested(self) -> bool:
        """Whether the sources disagree in any of the row's cells."""
        return any(cell is not None and cell.agreement == "contested" for cell in self.roles.values())

    @property
    def strength(self) -> int:
        """How strongly the firmest statement that gives a role the item says it, see `strength`; 0: none does."""
        found = [
            strength(statement.modality)
            for cell in self.roles.values()
            if cell
            for statement in cell.statements
            if not statement.against
        ]
        return max(found, default=0)


class Overlap(Struct, frozen=True):
    """What two ranges from the 10th to the 90th percentile have in common: from `low` to `high`, all null where they
    do not meet. Where both ends are top-coded `high` is null, and `at_or_above` the top code."""

    low: Number | None
    high: Number | None
    at_or_above: Number | None


class Standing(Struct, frozen=True):
    """The place of the median of `role` in the range of `in_range_of`, as (low, high) percentile bounds: equal if it is
    published or interpolated (linearly); null on a side beyond the published percentiles."""

    role: str
    in_range_of: str
    at_least: float | None
    at_most: float | None


class Gap(Struct, frozen=True):
    """How much more the second of two roles earns than the first, in `currency` a `period`.

    `difference` is the second's amount less the first's; `percent_of_from` and `percent_of_to` are that difference in
    percent of the first's and of the second's amount, to two decimals. All are null where the figures cannot be
    compared: `reason` is then a code, and the first note the sentence for it; otherwise the notes say what to keep in
    mind. `basis` is whether the figures are the roles' own or those of their nearest occupations. `clear`: whether the
    means beside the figures differ by more than 1.96 of their combined standard errors; null where none is published.
    `area`, `as_of` and `sources` are those of the figures; the first two null if none is given.
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
    overlap: Overlap | None = None
    standings: tuple[Standing, ...] = ()
    reason: Reason | None = None
    clear: bool | None = None
    area: str | None = None
    as_of: str | None = None
    sources: tuple[str, ...] = ()


class Pay(Struct, frozen=True):
    """The pay estimates of all roles, and the gap for each pair of them."""

    estimates: tuple[Estimate, ...]
    gaps: tuple[Gap, ...]


class PayGap(Struct, frozen=True):
    """The lowest and the highest pay of the roles: of two the figures that their gap is of; of more, within the
    statistic, currency and period that most of them have. `percent` is of the lower amount. Where the figures cannot be
    compared all of it is null, and `reason` is that of the first gap. `left_out` are the roles without such a figure.
    `clear`: see Gap; `area` is the place that official figures are for.
    """

    basis: Basis
    higher: str | None = None
    lower: str | None = None
    higher_amount: Number | None = None
    lower_amount: Number | None = None
    difference: Number | None = None
    percent: float | None = None
    statistic: str | None = None
    currency: str | None = None
    period: str | None = None
    reason: Reason | None = None
    left_out: tuple[str, ...] = ()
    clear: bool | None = None
    area: str | None = None


class Listed(Struct, frozen=True):
    """Items of one section and area that `roles` list: `ids` are all of them, the most telling first, `labels` those of
    the first ones, `contested` the ids of those on which sources disagree."""

    roles: tuple[str, ...]
    section: Section
    area: str | None
    ids: tuple[str, ...]
    labels: tuple[str, ...]
    contested: tuple[str, ...]


class Contrast(Struct, frozen=True):
    """How two roles are rated on one item, in points of 100; see Difference."""

    item: str
    label: str
    area: str | None
    from_value: float
    to_value: float
    difference: float
    clear: bool | None


class Contrasts(Struct, frozen=True):
    """The largest differences of two roles on one scale, the largest first; and how many ratings of both differ
    clearly, do not, cannot be judged since no error is published, or have no value."""

    from_: str = field(name="from")
    to: str
    scale: str
    clear: int
    unclear: int
    unjudged: int
    without_value: int
    largest: tuple[Contrast, ...]


class Rise(Struct, frozen=True):
    """A rated item needed at a clearly higher level; importance and levels in points of 100. `estimated`: an error is
    missing or zero and was replaced by a typical one; `imprecise`: the publisher recommends to suppress a value."""

    item: str
    label: str
    area: str | None
    importance: float
    from_level: float
    to_level: float
    difference: float
    size: Size
    estimated: bool
    imprecise: bool


class Coverage(Struct, frozen=True):
    """How much of the level needed in one area is there already: `needed` of `rated` items are needed, `higher` of them
    at a clearly higher level; `percent` is the share of the level, weighted by importance."""

    area: str
    rated: int
    needed: int
    higher: int
    percent: float | None


class ClassChange(Struct, frozen=True):
    """Education, experience or job zone: the class of each role, of a distribution the commonest one."""

    area: str
    from_: str | None = field(name="from")
    to: str | None
    change: Change


class Step(Struct, frozen=True):
    """What moving from one role to another calls for; see docs/methods.md.

    `new`: requirements and skills that are stated or typical of the second and not listed for the first; `higher`:
    rated skills and knowledge. What is new is not known in the sections `unknown`, for which one of the roles has no
    statements, and in the areas `unrated`, in which only one is rated.
    """

    from_: str = field(name="from")
    to: str
    new: tuple[Listed, ...]
    higher: tuple[Rise, ...]
    coverage: tuple[Coverage, ...]
    classes: tuple[ClassChange, ...]
    unknown: tuple[Section, ...]
    unrated: tuple[str, ...]


LeftOutReason = Literal["weak", "technology", "rated", "class", "denied"]


class LeftOut(Struct, frozen=True):
    """How many rows of a section the highlights leave out.

    `weak`: only possible, or in some places; `technology`: neither hot nor in demand; `rated`: ratings not among the
    largest differences; `class`: classes of education, experience and training; `denied`: all that is said denies it.
    """

    section: Section
    reason: LeftOutReason
    count: int


class Highlights(Struct, frozen=True):
    """The answer in a structured form: what the brief views show.

    `shared`: all roles list it; `partial`: some of three or more do; `only`: one does; `unknown`: one does, and another
    has no data of that kind. `steps`: of two roles there and back, of more from each to the next.
    """

    pay_gap: PayGap = PayGap("own")
    official_gap: PayGap = PayGap("nearest")
    shared: tuple[Listed, ...] = ()
    partial: tuple[Listed, ...] = ()
    only: tuple[Listed, ...] = ()
    unknown: tuple[Listed, ...] = ()
    steps: tuple[Step, ...] = ()
    differences: tuple[Contrasts, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


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
    interests: tuple[Row, ...]
    sources: dict[str, Source]
    notes: tuple[str, ...] = ()
    highlights: Highlights = Highlights()

    def section(self, name: Section) -> tuple[Row, ...]:
        """The rows of one section."""
        rows: tuple[Row, ...] = getattr(self, name)
        return rows


class RoleDocument(Struct, frozen=True, tag_field="schema", tag="careercli.role/1"):
    """One role, and the sources that it names, by id."""

    role: Role
    sources: dict[str, Source]
    notes: tuple[str, ...] = ()


class Listing(Struct, frozen=True):
    """A role in the list of all, with its own pay estimates; `aliases` are empty unless they were asked for, `code` is
    the code of its occupation, `change_percent` by how much its employment is projected to change."""

    id: str
    title: str
    dataset: str
    aliases: tuple[str, ...]
    salary: tuple[Estimate, ...]
    code: str | None = None
    change_percent: float | None = None


class RoleList(Struct, frozen=True, tag_field="schema", tag="careercli.list/1"):
    """The roles that were asked for, the sources of their pay, by id, the folder of the user's own role files, and how
    many more roles each dataset has. `total` is how many fit, of which `roles` may be the first few. `place` is the
    name of the place that all pay is of, if one was chosen; pay there may be that of the nearest occupation."""

    roles: tuple[Listing, ...]
    sources: dict[str, Source]
    home: str
    more: dict[str, int] = {}
    total: int = 0
    place: str | None = None


class Hit(Struct, frozen=True):
    """A role that a search found, and the words that match: `field` is where they are, `text` what is there; `code` is
    the code of its occupation, `salary` its pay in the place that was chosen, if one was."""

    id: str
    title: str
    dataset: str
    field: Field
    text: str
    sources: tuple[str, ...]
    code: str | None = None
    salary: tuple[Estimate, ...] = ()


class SearchResults(Struct, frozen=True, tag_field="schema", tag="careercli.search/1"):
    """The roles that fit a text, the best first; `total` is how many fit, of which `hits` may be the first few.

    `spelling` is the likeliest of the spellings that were searched for instead, if nothing fits the text as it is;
    `place` as in RoleList.
    """

    query: str
    total: int
    hits: tuple[Hit, ...]
    sources: dict[str, Source]
    spelling: str | None = None
    place: str | None = None


class Dataset(Struct, frozen=True):
    """A release in force, imported or in the box, or (`imported` null, `box` false) one that can be imported: what it
    holds and where to get it.

    `counts` says how many of what; `missing` what the release lacks, `notes` what was left out and why.
    """

    name: str
    publisher: str
    version: str | None
    imported: str | None
    counts: dict[str, int]
    missing: tuple[str, ...]
    notes: tuple[str, ...]
    source: Source
    get_from: str
    box: bool = False


class DatasetList(Struct, frozen=True, tag_field="schema", tag="careercli.datasets/1"):
    """The datasets there are and can be, and the file that holds them."""

    datasets: tuple[Dataset, ...]
    file: str


PlaceSort = Literal["pay", "jobs", "quotient", "name"]
"""What places are sorted by; `jobs` is the number of people employed."""


class PaidRole(Struct, frozen=True):
    """A role whose pay is shown by place, and the occupation that this is for, if that is only the nearest one."""

    id: str
    title: str
    dataset: str
    nearest: OccupationRef | None


class PlacePay(Struct, frozen=True):
    """The median pay of a role in a place with its percentiles, and the mean with its relative standard error in
    percent; see Estimate and model.Placed.

    `clear`: whether the mean differs from that of the place where the role's median is highest by more than 1.96 of
    their combined standard errors; null for that place itself, and where an error or a mean is not published.
    """

    amount: Number | None
    at_or_above: Number | None
    percentiles: Percentiles | None
    mean: Number | None
    mean_at_or_above: Number | None
    error: Number | None
    clear: bool | None
    employment: int | None
    employment_error: Number | None
    jobs_per_1000: Number | None
    location_quotient: Number | None
    as_of: str | None
    sources: tuple[str, ...]
    not_available: tuple[Figure, ...]


class PlaceGap(Struct, frozen=True):
    """How much more the second of two roles earns than the first in one place, by the medians; all null where these
    cannot be compared. `clear`: see Gap."""

    from_: str = field(name="from")
    to: str
    difference: Number | None
    percent_of_from: float | None
    percent_of_to: float | None
    clear: bool | None


class PlaceRow(Struct, frozen=True):
    """The pay of each role in one place (null: none is published), and the gap of each pair."""

    place: Place
    pay: dict[str, PlacePay | None]
    gaps: tuple[PlaceGap, ...]


class PayByPlace(Struct, frozen=True, tag_field="schema", tag="careercli.pay/1"):
    """Where one to three roles pay most: `places` in the order asked for, of `total` places of the type `by` (null: the
    places were named) in which any of them has a figure; `nation` beside them."""

    roles: tuple[PaidRole, ...]
    by: PlaceType | None
    sort: PlaceSort
    currency: str
    period: str
    nation: PlaceRow | None
    total: int
    places: tuple[PlaceRow, ...]
    sources: dict[str, Source]
    notes: tuple[str, ...] = ()


class PlaceList(Struct, frozen=True, tag_field="schema", tag="careercli.places/1"):
    """The places that there is pay of, or those that fit a text."""

    query: str | None
    places: tuple[Place, ...]


Counted = Literal["skills and knowledge", "education", "credentials"]
"""What a gap counts, never added up: they are unlike."""

CoveredBy = Literal["level", "importance", "count"]
"""What a share is weighted by: importance and level reached; importance; nothing."""


class GapItem(Struct, frozen=True):
    """One item of a gap. `modality` and `condition` are those of the firmest statement of the role that asks for it
    or, of what is not needed, of the role that has it; null for ratings.

    Importance and levels are in points of 100, with `error` the combined standard error of the levels (of importance,
    of what is not needed); null where there is none. `near`: what the first role does that belongs to the same
    intermediate activity. `estimated`, `imprecise`: see Rise.
    """

    item: str
    label: str
    section: Section
    area: str | None
    modality: Modality | None = None
    condition: str | None = None
    importance: Number | None = None
    from_level: Number | None = None
    to_level: Number | None = None
    difference: Number | None = None
    error: Number | None = None
    size: Size | None = None
    estimated: bool = False
    imprecise: bool = False
    hot: bool = False
    near: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


class GapCount(Struct, frozen=True):
    """How many items of a kind the second role needs, how many of them are there, new, or needed at a higher level.

    All are null where that is not known; `note` says why, or what is not in the data.
    """

    of: Counted
    needed: int | None
    there: int | None
    new: int | None
    higher: int | None
    note: str | None = None


class GapCoverage(Struct, frozen=True):
    """The share, in percent, of what the second role needs in one area that is there; `there` of `needed` items are
    there in full. `area` is null for statements."""

    section: Section
    area: str | None
    needed: int
    there: int
    percent: float | None
    by: CoveredBy


class Matched(Struct, frozen=True):
    """What a person has, in their words, and the items of the second role that it is."""

    text: str
    items: tuple[str, ...]
    labels: tuple[str, ...]


class Unrecognised(Struct, frozen=True):
    """What a person has, in their words, that is no item of the second role; and what may be meant."""

    text: str
    suggestions: tuple[str, ...]


class GapDocument(Struct, frozen=True, tag_field="schema", tag="careercli.gap/1"):
    """What the second role asks for, beside what the first, or a person, has.

    `from` is null where a person's own list is compared. `unknown` are sections, `unrated` areas, in which what is new
    is not known. `arithmetic` has how each number comes about, if that was asked for.
    """

    from_: RoleHead | None = field(name="from")
    to: RoleHead
    counts: tuple[GapCount, ...]
    coverage: tuple[GapCoverage, ...]
    education: tuple[ClassChange, ...]
    pay: Pay
    shared: tuple[GapItem, ...]
    missing: tuple[GapItem, ...]
    higher: tuple[GapItem, ...]
    not_needed: tuple[GapItem, ...]
    matched: tuple[Matched, ...]
    unrecognised: tuple[Unrecognised, ...]
    unknown: tuple[Section, ...]
    unrated: tuple[str, ...]
    arithmetic: tuple[str, ...]
    sources: dict[str, Source]
    notes: tuple[str, ...] = ()


class PayChange(Struct, frozen=True):
    """How much more the second of two roles earns, see Gap; `percent` is of the first's pay. `inherited`: a figure is
    that of a broader occupation than the role; `area` and `as_of` are the place and date of the figures. Null with the
    `reason` where figures cannot be compared."""

    difference: Number | None
    percent: float | None
    amount: Number | None
    currency: str | None
    period: str | None
    inherited: bool
    reason: Reason | None
    area: str | None = None
    as_of: str | None = None


class SharedKnowledge(Struct, frozen=True):
    """An area of knowledge that is important in both roles, with both importances in points of 100."""

    item: str
    label: str
    from_importance: Number
    to_importance: Number


class Why(Struct, frozen=True):
    """Why two roles are alike, what counts most first: labels of what both do (`near`: an example of each that belongs
    to one wider activity), areas of knowledge, words of titles, skills. `listed`: how many items both list."""

    activities: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    knowledge: tuple[SharedKnowledge, ...] = ()
    words: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    listed: int = 0


class SimilarRole(Struct, frozen=True):
    """A role that is alike: its rank, and its tier (1 to 3; null beyond the last, and where items are counted).

    `education` and `zone` are those of this role beside that of the role asked for; `growth` is the projected change
    of employment in percent; `published`: the publisher calls the two related.
    """

    id: str
    title: str
    dataset: str
    rank: int
    tier: int | None
    why: Why
    pay: PayChange
    education: ClassChange | None
    zone: ClassChange | None
    growth: float | None
    published: bool


class SimilarDocument(Struct, frozen=True, tag_field="schema", tag="careercli.similar/1"):
    """The roles most like one.

    `by` is what they were compared by: parts of a release, or `listed items`, which are counted. `similar` are those
    that pass the filters, `total` how many were looked at. `nearest` is the occupation that a role of a role file is
    nearest to, `of_nearest` the roles most like that one, `by_nearest` what those were compared by.
    """

    role: RoleHead
    by: tuple[str, ...]
    unrated: bool
    total: int
    similar: tuple[SimilarRole, ...]
    nearest: RoleHead | None
    by_nearest: tuple[str, ...]
    of_nearest: tuple[SimilarRole, ...]
    sources: dict[str, Source]
    notes: tuple[str, ...] = ()


Rule = Literal["job-zone", "pay", "coverage", "several", "retraining", "unconnected"]
"""Why there is no path. `several`: more than one rule; `unconnected`: the data does not join the two roles."""

StepBy = Literal["ladder", "computed"]


class PathStep(Struct, frozen=True):
    """One step of a path: to which role, stated by a ladder's sources or computed from what roles have in common.

    `adds` is its gap in one line; `coverage` the share of the level needed there that is there before, in percent;
    `distance` 0 for the closest pair of the release, 1 for a usual fiftieth neighbour; `breaks` the rules that it
    breaks. All null where not known.
    """

    from_: str = field(name="from")
    to: str
    title: str
    by: StepBy
    ladder: str | None
    adds: str
    pay: PayChange
    zone: ClassChange | None
    coverage: float | None
    distance: float | None
    breaks: tuple[Rule, ...]
    sources: tuple[str, ...]


class PathDocument(Struct, frozen=True, tag_field="schema", tag="careercli.path/1"):
    """The steps from one role to another. Where there are none, `rule` says why, `without` has the steps that would be
    left without that rule, and `gap` what the second role asks for.

    `start` and `end` are the occupations that stand for roles of role files; null if those have steps of their own.
    """

    from_: RoleHead = field(name="from")
    to: RoleHead
    start: RoleHead | None
    end: RoleHead | None
    gentle: bool
    steps: tuple[PathStep, ...]
    rule: Rule | None
    without: tuple[PathStep, ...]
    gap: GapDocument | None
    sources: dict[str, Source]
    notes: tuple[str, ...] = ()


Document = (
    Comparison
    | RoleDocument
    | RoleList
    | SearchResults
    | DatasetList
    | PayByPlace
    | PlaceList
    | GapDocument
    | SimilarDocument
    | PathDocument
)
"""What can be rendered in every format."""

Format = Literal["table", "json", "csv", "markdown", "html"]
"""The formats, the default first."""

DOCUMENTS: dict[str, type] = {
    "comparison": Comparison,
    "role": RoleDocument,
    "list": RoleList,
    "search": SearchResults,
    "datasets": DatasetList,
    "gap": GapDocument,
    "similar": SimilarDocument,
    "path": PathDocument,
    "pay": PayByPlace,
    "places": PlaceList,
    "error": ErrorDocument,
    "check": CheckDocument,
}
"""The JSON documents that commands print, by name; the schema of one is `careercli.NAME/1`."""

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def get_schema(name: str) -> dict[str, Any]:
    """The JSON Schema called `name`: "role-file" or one of DOCUMENTS; raises KeyError for any other.

    A document always has all of its keys.
    """
    import msgspec  # only schemas need all of it

    if name == "role-file":
        return {"$schema": DIALECT, **msgspec.json.schema(RoleFile)}
    schema = {"$schema": DIALECT, **msgspec.json.schema(DOCUMENTS[name])}
    for definition in schema["$defs"].values():
        if "properties" in definition:
            definition["required"] = list(definition["properties"])
            definition.pop("additionalProperties", None)
    return schema
