"""What commands print: the documents of the JSON contract (docs/json-output.md), and the one table of them."""

from typing import Any, Literal

from msgspec import Struct, field

from careercli.entries import RoleFile
from careercli.errors import CheckDocument, ErrorDocument
from careercli.model import Cell, Estimate, Number, Outlook, Role, Section, Source, strength

Status = Literal["shared", "partial", "unique", "none"]


Field = Literal["title", "alias", "summary", "duty", "skill"]


Basis = Literal["own", "nearest"]


STATUSES: tuple[Status, ...] = ("shared", "partial", "unique", "none")


class RoleHead(Struct, frozen=True):
    """A compared role."""

    id: str
    title: str
    dataset: str
    summary: str | None
    source: str | None = None


class Difference(Struct, frozen=True):
    """How much higher the second of two roles is rated than the first, in percent of the scale.

    `clear` is whether it exceeds 1.96 combined standard errors, null where these are not known; `difference` is null
    where a rating is missing, suppressed or not relevant.
    """

    from_: str = field(name="from")
    to: str
    scale: str
    difference: float | None
    clear: bool | None


class Row(Struct, frozen=True):
    """One item and what each role states of it (null: not stated).

    `shared`: every role states it; `unique`: one does; `partial`: some of three or more do; `none`: all that is said of
    it denies it.
    """

    item: str
    label: str
    area: str | None
    status: Status
    roles: dict[str, Cell | None]
    differences: tuple[Difference, ...] = ()

    @property
    def is_contested(self) -> bool:
        """Whether the sources disagree in any of the row's cells."""
        return any(cell is not None and cell.agreement == "contested" for cell in self.roles.values())

    @property
    def strength(self) -> int:
        """How strongly the firmest statement that gives a role the item says it, see `strength`; 0: none does."""
        return max(
            (
                strength(statement.modality)
                for cell in self.roles.values()
                if cell
                for statement in cell.statements
                if not statement.against
            ),
            default=0,
        )


class Overlap(Struct, frozen=True):
    """What two ranges from the 10th to the 90th percentile have in common: from `low` to `high`, all null where they
    do not meet. Where both ends are top-coded `high` is null, and `at_or_above` the top code."""

    low: Number | None
    high: Number | None
    at_or_above: Number | None


class Standing(Struct, frozen=True):
    """Where the median of `role` stands in the range of `in_range_of`: at the percentile that `at_least` and `at_most`
    both are, linear between published percentiles; between the two where it is not known more closely, or, where one is
    null, beyond the last published percentile."""

    role: str
    in_range_of: str
    at_least: float | None
    at_most: float | None


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
    overlap: Overlap | None = None
    standings: tuple[Standing, ...] = ()


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
    notes: tuple[str, ...] = ()

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
    """A role as the list of all tells it, with its own pay estimates."""

    id: str
    title: str
    dataset: str
    aliases: tuple[str, ...]
    salary: tuple[Estimate, ...]


class RoleList(Struct, frozen=True, tag_field="schema", tag="careercli.list/1"):
    """The roles that were asked for, the sources of their pay, by id, the folder of the user's own role files, and how
    many more roles each dataset has."""

    roles: tuple[Listing, ...]
    sources: dict[str, Source]
    home: str
    more: dict[str, int] = {}


class Hit(Struct, frozen=True):
    """A role that a search found, and the words that match: `field` is where they stand, `text` what stands there."""

    id: str
    title: str
    dataset: str
    field: Field
    text: str
    sources: tuple[str, ...]


class SearchResults(Struct, frozen=True, tag_field="schema", tag="careercli.search/1"):
    """The roles that fit a text, the best first; `total` is how many fit, of which `hits` may be the first few."""

    query: str
    total: int
    hits: tuple[Hit, ...]
    sources: dict[str, Source]


class Dataset(Struct, frozen=True):
    """An imported release, or (`imported` is null) one that can be: what it holds and where to get it.

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


class DatasetList(Struct, frozen=True, tag_field="schema", tag="careercli.datasets/1"):
    """The datasets there are and can be, and the file that holds them."""

    datasets: tuple[Dataset, ...]
    file: str


Document = Comparison | RoleDocument | RoleList | SearchResults | DatasetList
"""What can be rendered in every format."""

Format = Literal["table", "json", "csv", "markdown"]
"""The formats, the default first."""

DOCUMENTS: dict[str, type] = {
    "comparison": Comparison,
    "role": RoleDocument,
    "list": RoleList,
    "search": SearchResults,
    "datasets": DatasetList,
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
