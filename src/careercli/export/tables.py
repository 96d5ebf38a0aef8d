"""The tables of an export: what a row of each is, with descriptions, units and keys.

A table is a NamedTuple: its fields are the columns, their annotations the types and descriptions. A column whose type
has no None is never empty.
"""

from collections.abc import Iterator
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin, get_type_hints


class Unit(NamedTuple):
    """The unit of a number, in the annotation of its column."""

    name: str


POINTS = Unit("points of 100")
PERCENT = Unit("percent")
PEOPLE = Unit("people")
MONEY = Unit("`currency` a `period`")
DOLLARS = Unit("USD a `period`")

ID = "The role's id."
SECTION = "The section of a role: duties, requirements, skills, environment, interests or reports_to."
ITEM = "The item's id; roles are compared by section and item."
SOURCE = "The source that says so, or null."
OTHERS = "Ids of the further sources, with spaces between them; null if there is none."
DATE = "The date of the source (`2024-08`), or null."
UPDATED = "The month in which the publisher last updated the role's data of this kind, else the date of the source."
COLLECTED = "Whom or what the publisher has it from, in its words, or null."
NEAREST = "if the figures are for the nearest occupation and not for the role itself"


class SourceRow(NamedTuple):
    """Who says it. Sources with one voice are one speaker and count once."""

    source: Annotated[str, "The source's id."]
    title: Annotated[str, "Title."]
    publisher: Annotated[str | None, "Publisher."]
    date: Annotated[str | None, "Date of publication or release, as far as it is known."]
    kind: Annotated[str | None, "What it is: article, statistics, database, ..."]
    licence: Annotated[str | None, "Licence."]
    voice: Annotated[str | None, "Who is really speaking; null: the source is a voice of its own."]
    url: Annotated[str | None, "Address."]
    attribution: Annotated[str | None, "The sentence that the licence requires wherever the content is shown."]


class RoleRow(NamedTuple):
    """What is compared: a role of a role file, or an occupation of a dataset."""

    role: Annotated[str, ID]
    title: Annotated[str, "Title."]
    dataset: Annotated[str, "The dataset that the role is from: bundled, user, onet, esco, ..."]
    vocabulary: Annotated[str, "Whose items describe the role: those of another vocabulary are not matched."]
    summary: Annotated[str | None, "What the role is, in a sentence or two."]
    code: Annotated[str | None, "The code of its occupation as people read it."]
    soc: Annotated[str | None, "The SOC code of the occupation that its pay is published for; null: none is."]
    is_detail: Annotated[bool, "The role is only a part of the occupation `soc`."]
    is_occupation: Annotated[bool, "The role is all of an occupation that has a code, so that its own pay is official."]
    employment: Annotated[int | None, "People who have the occupation `soc`, by the latest official figures.", PEOPLE]
    pay_occupation: Annotated[str | None, "The occupation of `pay_by_place` whose pay is that of the role."]
    source: Annotated[str | None, "The release that the role is from; null: its statements have sources of their own."]
    date: Annotated[str | None, DATE]


class CodeRow(NamedTuple):
    """The occupations of outside taxonomies that a role is (exact) or is nearest to."""

    role: Annotated[str, ID]
    number: Annotated[int, "The place among the role's codes, from 1."]
    scheme: Annotated[str, "The taxonomy."]
    code: Annotated[str, "The code in it."]
    title: Annotated[str | None, "The occupation's title, if it is known."]
    match: Annotated[str, "exact: the role is this occupation; nearest: the occupation comes nearest to it."]
    source: Annotated[str | None, SOURCE]
    date: Annotated[str | None, DATE]


class NameRow(NamedTuple):
    """What roles are called, as it is written."""

    role: Annotated[str, ID]
    kind: Annotated[str, "id, code, title or alias."]
    name: Annotated[str, "The name."]
    source: Annotated[str | None, SOURCE]
    date: Annotated[str | None, DATE]


class FormRow(NamedTuple):
    """The forms under which names match: every name, its parts and what it has in brackets, folded."""

    role: Annotated[str, ID]
    form: Annotated[str, "A name without case, number, spaces and articles, as the function `fold` makes it."]
    is_title: Annotated[bool, "It is the role's title; of roles of role files also an alias."]
    weight: Annotated[int, "How well the name fits the role, in millionths; 0 for roles of role files."]
    source: Annotated[str | None, SOURCE]
    date: Annotated[str | None, DATE]


class ItemRow(NamedTuple):
    """What roles are described with."""

    vocabulary: Annotated[str, "Whose item it is."]
    section: Annotated[str, SECTION]
    item: Annotated[str, ITEM]
    label: Annotated[str, "What it is, in words."]
    area: Annotated[str | None, "The group that it belongs to."]
    source: Annotated[str | None, SOURCE]
    date: Annotated[str | None, DATE]


class CellRow(NamedTuple):
    """Which role states which item: what comparisons count."""

    role: Annotated[str, ID]
    section: Annotated[str, SECTION]
    item: Annotated[str, ITEM]
    kind: Annotated[str, "The kind of data: statements, or ratings of an area. What a role has none of is unknown."]
    is_stated: Annotated[bool, "False: all that is said of the item denies it to the role."]
    agreement: Annotated[str, "single (one voice), agreed (several) or contested (sources contradict each other)."]
    modality: Annotated[str | None, "How firmly it is stated: stated, typical, common, some, possible; null: denied."]
    rank: Annotated[int | None, "The place in the role's own order of importance, from 1; null: there is none."]
    source: Annotated[str | None, SOURCE]
    date: Annotated[str | None, UPDATED]


class StatementRow(NamedTuple):
    """What sources say of a role in words. Items that are only rated have none."""

    role: Annotated[str, ID]
    section: Annotated[str, SECTION]
    item: Annotated[str, ITEM]
    number: Annotated[int, "The place among the statements of this item, from 1."]
    text: Annotated[str, "What is said."]
    modality: Annotated[str, "How strongly: stated, typical, common, some or possible."]
    condition: Annotated[str | None, "When it holds."]
    is_against: Annotated[bool, "It denies the role the item."]
    contradicts: Annotated[str | None, "Why it cannot be true together with another statement of the item."]
    source: Annotated[str | None, SOURCE]
    other_sources: Annotated[str | None, OTHERS]
    date: Annotated[str | None, UPDATED]
    collected_from: Annotated[str | None, COLLECTED]


class RatingRow(NamedTuple):
    """How important an item is, at what level it is needed, or in what share of jobs."""

    role: Annotated[str, ID]
    section: Annotated[str, SECTION]
    item: Annotated[str, ITEM]
    scale: Annotated[str, "The scale: importance, level, percent, ..."]
    value: Annotated[float | None, "From 0, the lowest of the scale, to 100; null where it is not to be used.", POINTS]
    standard_error: Annotated[float | None, "Its standard error; null: none is published.", POINTS]
    position: Annotated[float | None, "The value, also where it is suppressed: gaps of levels are of it.", POINTS]
    published: Annotated[float | None, "The value on the publisher's own scale."]
    is_suppressed: Annotated[bool, "The publisher recommends not to use it: it is too imprecise."]
    is_not_relevant: Annotated[bool, "The publisher calls it not relevant for the role."]
    source: Annotated[str | None, SOURCE]
    date: Annotated[str | None, UPDATED]
    collected_from: Annotated[str | None, COLLECTED]


class RequirementRow(NamedTuple):
    """What roles ask for: education, experience, training, credentials."""

    role: Annotated[str, ID]
    area: Annotated[str | None, "What it is about: required education, job zone, certification, ..."]
    item: Annotated[str, ITEM]
    label: Annotated[str, "What it is, in words."]
    class_number: Annotated[int | None, "Of classes of an area the number, the lowest 1; null for all else."]
    percent: Annotated[float | None, "The share of jobs that ask for this class.", PERCENT]
    is_class: Annotated[bool, "It is the role's class in this area: the commonest one, or its job zone."]
    modality: Annotated[str | None, "How firmly it is stated; null: denied."]
    source: Annotated[str | None, SOURCE]
    date: Annotated[str | None, UPDATED]


class PayRow(NamedTuple):
    """Pay estimates, in the order in which a comparison prefers them."""

    role: Annotated[str, ID]
    number: Annotated[int, "The place among the role's estimates, from 1."]
    basis: Annotated[str, "own: of the role itself; nearest: of the occupation nearest to it."]
    statistic: Annotated[str, "median, mean, or average where the source does not say which."]
    amount: Annotated[float | None, "The amount; null where it is not known.", MONEY]
    at_or_above: Annotated[float | None, "The top code, if the amount is only known to be that or more.", MONEY]
    p10: Annotated[float | None, "The 10th percentile.", MONEY]
    p25: Annotated[float | None, "The 25th percentile.", MONEY]
    p50: Annotated[float | None, "The median.", MONEY]
    p75: Annotated[float | None, "The 75th percentile.", MONEY]
    p90: Annotated[float | None, "The 90th percentile.", MONEY]
    p90_at_or_above: Annotated[float | None, "The top code of the 90th percentile.", MONEY]
    currency: Annotated[str, "ISO 4217."]
    period: Annotated[str, "hour, day, week, month or year."]
    place: Annotated[str | None, "The name of the place where it is paid."]
    error: Annotated[float | None, "The relative standard error of the amount.", PERCENT]
    employment: Annotated[int | None, "The people that it covers.", PEOPLE]
    nearest_scheme: Annotated[str | None, f"The taxonomy of the nearest occupation, {NEAREST}."]
    nearest_code: Annotated[str | None, f"Its code, {NEAREST}."]
    nearest_title: Annotated[str | None, f"Its title, {NEAREST}."]
    is_official: Annotated[bool, "It is an official statistic: dates and places must agree for it to be subtracted."]
    source: Annotated[str | None, SOURCE]
    other_sources: Annotated[str | None, OTHERS]
    date: Annotated[str | None, "The date of the figure, or null."]


class PlaceRow(NamedTuple):
    """The places that there is pay of."""

    place: Annotated[str, "The place's code."]
    name: Annotated[str, "Its name."]
    type: Annotated[str, "nation, state or metro."]
    postal: Annotated[str | None, "The postal code of the state; of a metropolitan area those of its states: TX-AR."]


class PlacedRow(NamedTuple):
    """Official pay of occupations by place; roles have theirs by `roles.pay_occupation`."""

    occupation: Annotated[str, "The SOC code of the occupation."]
    place: Annotated[str, "The place's code."]
    period: Annotated[str, "hour or year."]
    median: Annotated[float | None, "The median; null where it is not known.", DOLLARS]
    median_at_or_above: Annotated[float | None, "The top code, if it is only known to be that or more.", DOLLARS]
    mean: Annotated[float | None, "The mean; null where it is not known.", DOLLARS]
    mean_at_or_above: Annotated[float | None, "The top code, if it is only known to be that or more.", DOLLARS]
    error: Annotated[float | None, "The relative standard error of the mean.", PERCENT]
    p10: Annotated[float | None, "The 10th percentile.", DOLLARS]
    p25: Annotated[float | None, "The 25th percentile.", DOLLARS]
    p75: Annotated[float | None, "The 75th percentile.", DOLLARS]
    p90: Annotated[float | None, "The 90th percentile.", DOLLARS]
    p90_at_or_above: Annotated[float | None, "The top code of the 90th percentile.", DOLLARS]
    employment: Annotated[int | None, "People employed; null: not published.", PEOPLE]
    employment_error: Annotated[float | None, "Its relative standard error.", PERCENT]
    jobs_per_1000: Annotated[float | None, "Of 1,000 jobs in the place, how many are of the occupation."]
    location_quotient: Annotated[float | None, "That share in terms of the nation's."]
    published_as: Annotated[str, "The code that the figures have: a combination of occupations, perhaps."]
    source: Annotated[str, SOURCE]
    date: Annotated[str | None, DATE]


class OutlookRow(NamedTuple):
    """Projections of employment, and what entry to an occupation typically requires."""

    role: Annotated[str, ID]
    number: Annotated[int, "The place among the role's projections, from 1."]
    employment: Annotated[int | None, "People employed in the first year.", PEOPLE]
    projected_employment: Annotated[int | None, "People employed in the last year.", PEOPLE]
    change_percent: Annotated[float | None, "The change, of the first year's.", PERCENT]
    openings_per_year: Annotated[int | None, "Openings a year."]
    first_year: Annotated[int | None, "The first year."]
    last_year: Annotated[int | None, "The last year."]
    entry_education: Annotated[str | None, "Education."]
    experience: Annotated[str | None, "Experience; `None` in words is none, null is unknown."]
    training: Annotated[str | None, "Training on the job."]
    nearest_scheme: Annotated[str | None, f"The taxonomy of the nearest occupation, {NEAREST}."]
    nearest_code: Annotated[str | None, f"Its code, {NEAREST}."]
    nearest_title: Annotated[str | None, f"Its title, {NEAREST}."]
    source: Annotated[str | None, SOURCE]
    date: Annotated[str | None, DATE]


class NeighbourRow(NamedTuple):
    """The roles most like one, as `careercli similar` lists them."""

    role: Annotated[str, ID]
    neighbour: Annotated[str, "The id of the role that is like it."]
    rank: Annotated[int, "1: the most like."]
    tier: Annotated[int | None, "1 to 3; null beyond the last."]
    source: Annotated[str | None, "The release that it was computed from."]
    date: Annotated[str | None, DATE]


class RelatedRow(NamedTuple):
    """The roles that the publisher of a dataset calls related."""

    role: Annotated[str, ID]
    related: Annotated[str, "The id of the related role."]
    tier: Annotated[str | None, "How closely, in the publisher's words."]
    source: Annotated[str | None, SOURCE]
    date: Annotated[str | None, DATE]


class LadderRow(NamedTuple):
    """The rungs of career ladders."""

    ladder: Annotated[str, "The ladder's id."]
    level: Annotated[int, "1 is the lowest."]
    title: Annotated[str, "The ladder's title."]
    role: Annotated[str, ID]
    source: Annotated[str | None, SOURCE]
    other_sources: Annotated[str | None, OTHERS]
    date: Annotated[str | None, DATE]


Row = (
    SourceRow | RoleRow | CodeRow | NameRow | FormRow | ItemRow | CellRow | StatementRow | RatingRow | RequirementRow
    | PayRow | PlaceRow | PlacedRow | OutlookRow | NeighbourRow | RelatedRow | LadderRow
)  # fmt: skip

Type = Literal["string", "integer", "number", "boolean"]
TYPES: dict[type, Type] = {str: "string", int: "integer", float: "number", bool: "boolean"}


class Column(NamedTuple):
    """A column of a table; `is_required`: it is never null."""

    name: str
    type: Type
    is_required: bool
    description: str
    unit: str | None


class Table(NamedTuple):
    """A table: its name is that of its file. `refers` has, by column, the table and the column that it refers to."""

    name: str
    row: type[Row]
    key: tuple[str, ...]
    refers: dict[str, tuple[str, str]]

    @property
    def description(self) -> str:
        """What a row of it is."""
        return " ".join((self.row.__doc__ or "").split())

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns, in order."""
        return tuple(_list_columns(self.row))


def _list_columns(row: type[Row]) -> Iterator[Column]:
    for name, hint in get_type_hints(row, include_extras=True).items():
        type_, description, *units = get_args(hint)
        alternatives: tuple[Any, ...] = get_args(type_) if get_origin(type_) else (type_,)
        yield Column(
            name, TYPES[alternatives[0]], type(None) not in alternatives, description, units[0].name if units else None
        )


ROLE = {"role": ("roles", "role"), "source": ("sources", "source")}

TABLES: tuple[Table, ...] = (
    Table("sources", SourceRow, ("source",), {}),
    Table("roles", RoleRow, ("role",), {"source": ("sources", "source")}),
    Table("codes", CodeRow, ("role", "number"), ROLE),
    Table("names", NameRow, ("role", "kind", "name"), ROLE),
    Table("forms", FormRow, ("role", "form"), ROLE),
    Table("items", ItemRow, ("vocabulary", "section", "item"), {"source": ("sources", "source")}),
    Table("cells", CellRow, ("role", "section", "item"), ROLE),
    Table("statements", StatementRow, ("role", "section", "item", "number"), ROLE),
    Table("ratings", RatingRow, ("role", "section", "item", "scale"), ROLE),
    Table("requirements", RequirementRow, ("role", "item"), ROLE),
    Table("pay", PayRow, ("role", "number"), ROLE),
    Table("places", PlaceRow, ("place",), {}),
    Table(
        "pay_by_place",
        PlacedRow,
        ("occupation", "place", "period"),
        {"place": ("places", "place"), "source": ("sources", "source")},
    ),
    Table("outlook", OutlookRow, ("role", "number"), ROLE),
    Table("neighbours", NeighbourRow, ("role", "neighbour"), {**ROLE, "neighbour": ("roles", "role")}),
    Table("related", RelatedRow, ("role", "related"), {**ROLE, "related": ("roles", "role")}),
    Table("ladders", LadderRow, ("ladder", "level"), ROLE),
)
"""All tables; those that others refer to come first."""

NAMES: dict[type, str] = {table.row: table.name for table in TABLES}
"""The table that each kind of row belongs to."""
