"""The tools: what an assistant may ask, and the document that answers it. Knows no protocol."""

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, Literal, NamedTuple

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from careercli import answers
from careercli.answers import LEAST_COMPARED, MOST_COMPARED, MOST_PAID
from careercli.catalog.catalog import Catalog
from careercli.comparison.sections import GapSection
from careercli.documents import Document, get_schema
from careercli.errors import UsageError
from careercli.model import SECTION_NAMES
from careercli.text import clean

MAX_NAME = 200
"""Characters of a name; the longest title has about 100."""

MOST_LISTED = 50
MOST_HAD = 100

SectionName = Literal[tuple(SECTION_NAMES)]  # type: ignore[valid-type]

Name = Annotated[str, Meta(min_length=1, max_length=MAX_NAME)]
OneRole = Annotated[Name, Meta(description="Title, other name, id or code")]
Place = Annotated[Name, Meta(description="US state or metro area: official pay there")]
Skip = Annotated[int, Meta(ge=0, le=100_000, description="With section: rows to leave out, to read on")]


class Arguments(Struct, forbid_unknown_fields=True, rename={"from_": "from"}):
    """What a tool takes; what is UNSET was not given."""


class FindArguments(Arguments):
    """Arguments of find_role."""

    role: Annotated[Name, Meta(description="Words of a title, other name, duty or skill")]
    place: Place | UnsetType = UNSET
    limit: Annotated[int, Meta(ge=1, le=MOST_LISTED)] = 10


class ShowArguments(Arguments):
    """Arguments of show_role."""

    role: OneRole
    place: Place | UnsetType = UNSET
    section: Annotated[SectionName, Meta(description="This part in full, word for word")] | UnsetType = UNSET  # type: ignore[valid-type]
    skip: Skip = 0


class CompareArguments(Arguments):
    """Arguments of compare_roles."""

    roles: Annotated[
        tuple[Name, ...],
        Meta(min_length=LEAST_COMPARED, max_length=MOST_COMPARED, description="Titles, other names, ids or codes"),
    ]
    place: Place | UnsetType = UNSET
    section: Annotated[SectionName, Meta(description="This part in full, word for word")] | UnsetType = UNSET  # type: ignore[valid-type]
    skip: Skip = 0


class GapArguments(Arguments):
    """Arguments of gap."""

    to: OneRole
    from_: Annotated[Name, Meta(description="The role one has; or use have")] | UnsetType = UNSET
    have: (
        Annotated[tuple[Name, ...], Meta(min_length=1, max_length=MOST_HAD, description="What a person can, instead")]
        | UnsetType
    ) = UNSET
    place: Place | UnsetType = UNSET
    section: Annotated[GapSection, Meta(description="This list in full")] | UnsetType = UNSET
    skip: Skip = 0


class SimilarArguments(Arguments):
    """Arguments of similar."""

    role: OneRole
    place: Place | UnsetType = UNSET
    limit: Annotated[int, Meta(ge=1, le=MOST_LISTED)] = 10


class PathArguments(Arguments):
    """Arguments of path."""

    from_: OneRole
    to: OneRole
    place: Place | UnsetType = UNSET


class PayArguments(Arguments):
    """Arguments of pay."""

    roles: Annotated[
        tuple[Name, ...], Meta(min_length=1, max_length=MOST_PAID, description="Titles, other names, ids or codes")
    ]
    place: (
        Annotated[Name | tuple[Name, ...], Meta(description="One or several; none: the best paying states")] | UnsetType
    ) = UNSET
    limit: Annotated[int, Meta(ge=1, le=MOST_LISTED)] = 10


class NoArguments(Arguments):
    """A tool that takes nothing."""


class Page(NamedTuple):
    """The rows of a section from `skip` to, at most, `stop`; and how many there are."""

    document: Document
    shown: int
    total: int


class Result(NamedTuple):
    """A document, the section that was asked for, and how to get a page of that; None where it has no rows."""

    document: Document
    section: str | None = None
    get_page: Callable[[int], Page] | None = None
    skip: int = 0


class Tool(NamedTuple):
    """A tool: its name and title, its arguments, the document that it answers with, and how to see what is left out."""

    name: str
    title: str
    arguments: type[Arguments]
    document: str
    answer: Callable[[Catalog, Any], Result]
    way: str


def _choose(catalog: Catalog, place: str | UnsetType) -> None:
    if place is not UNSET:
        catalog.choose_place(place)


def _get_ids(catalog: Catalog, names: Sequence[str]) -> list[str]:
    return [*answers.pair_names(names, catalog.get_ids(names))]


def _find(catalog: Catalog, asked: FindArguments) -> Result:
    if not any(char.isalnum() for char in asked.role):
        raise UsageError("role: there is no word to search for; name one")
    _choose(catalog, asked.place)
    return Result(catalog.search(asked.role, asked.limit))


def _show(catalog: Catalog, asked: ShowArguments) -> Result:
    from careercli.comparison.sections import page_role, select_role

    _choose(catalog, asked.place)
    whole = catalog.get_document(catalog.get_id(asked.role))
    if asked.section is UNSET:
        return Result(select_role(whole))
    section = SECTION_NAMES[asked.section]
    document = select_role(whole, (section,))
    return Result(document, section, lambda stop: Page(*page_role(document, section, asked.skip, stop)), asked.skip)


def _compare(catalog: Catalog, asked: CompareArguments) -> Result:
    from careercli.comparison.sections import page_comparison, select_comparison, select_part

    _choose(catalog, asked.place)
    whole = answers.compare_roles(catalog, _get_ids(catalog, asked.roles))
    if asked.section is UNSET:
        return Result(select_comparison(whole))
    section = SECTION_NAMES[asked.section]
    document = select_part(whole, section)
    return Result(
        document, section, lambda stop: Page(*page_comparison(document, section, asked.skip, stop)), asked.skip
    )


def _gap(catalog: Catalog, asked: GapArguments) -> Result:
    from careercli.comparison.have import Have
    from careercli.comparison.sections import page_gap, select_gap

    if (asked.from_ is UNSET) == (asked.have is UNSET):
        raise UsageError("gap takes either from, a role, or have, what a person can")
    _choose(catalog, asked.place)
    if asked.from_ is not UNSET:
        start, end = _get_ids(catalog, (asked.from_, asked.to))
        document = answers.find_gap(catalog, start, end)
    else:
        words = tuple(dict.fromkeys(word for each in asked.have or () if (word := clean(each).strip())))
        if not words:
            raise UsageError("have names nothing; write what a person can")
        document = answers.find_gap(catalog, Have(words), catalog.get_id(asked.to))
    if asked.section is UNSET:
        return Result(document)
    section = asked.section
    chosen = select_gap(document, section)
    return Result(chosen, section, lambda stop: Page(*page_gap(chosen, section, asked.skip, stop)), asked.skip)


def _similar(catalog: Catalog, asked: SimilarArguments) -> Result:
    from careercli.comparison.similar import Filters

    _choose(catalog, asked.place)
    return Result(answers.find_similar(catalog, catalog.get_id(asked.role), Filters(asked.limit)))


def _path(catalog: Catalog, asked: PathArguments) -> Result:
    _choose(catalog, asked.place)
    return Result(answers.find_path(catalog, *_get_ids(catalog, (asked.from_, asked.to))))


def _pay(catalog: Catalog, asked: PayArguments) -> Result:
    from careercli.comparison.by_place import Choice

    places = () if asked.place is UNSET else (asked.place,) if isinstance(asked.place, str) else asked.place
    ids = _get_ids(catalog, asked.roles)
    return Result(answers.rank_pay(catalog, ids, places, Choice(top=None if places else asked.limit)))


def _list_datasets(catalog: Catalog, asked: NoArguments) -> Result:  # noqa: ARG001, every tool gets the same
    from careercli.catalog.datasets import get_dataset_list

    return Result(get_dataset_list())


READ_ON = "Ask with section, and skip to read on."
FEWER = "Ask with a lower limit or for one role."

USES = {
    "find_role": (
        "Find roles by words of titles, other names, duties or skills. Use it when a title is vague or unknown;"
        " the other tools take names, too. A match does not mean that a person has that job."
    ),
    "show_role": (
        "One role: pay, outlook, duties, requirements, skills, and who says so. Not for judging a person or an"
        " employer; what is not listed is not stated, which is not no."
    ),
    "compare_roles": (
        "Two to six roles side by side: what they share, what only one has, pay gap, what the step takes. Gaps"
        " go from the first role to the second. Subtract no figures that it refuses to compare."
    ),
    "gap": (
        "What role `to` asks for beside role `from`, or beside what a person can (`have`): carries over, new,"
        " needed at a higher level. Not a test of a person; shares of unlike kinds are never added up."
    ),
    "similar": (
        "The roles most like one, why, and how pay, education and jobs differ. There is no score: do not make one up."
    ),
    "path": (
        "The fewest steps from one role to another, what each adds and pays; or which rule blocks them. It"
        " shows related work, not how likely a move is."
    ),
    "pay": (
        "Official US pay of one to three roles in places that are named, or where it is highest. Not an offer, not"
        " adjusted for the cost of living."
    ),
    "list_datasets": (
        "The data behind all answers: publisher, version, licence, what is missing. Use it when asked how old"
        " or complete the data is."
    ),
}
"""When to use each tool, and what its answer may not be used for."""

TOOLS: dict[str, Tool] = {
    tool.name: tool
    for tool in (
        Tool("find_role", "Find a role", FindArguments, "search", _find, FEWER),
        Tool("show_role", "Show one role", ShowArguments, "role", _show, READ_ON),
        Tool("compare_roles", "Compare roles", CompareArguments, "comparison", _compare, READ_ON),
        Tool("gap", "What a move takes", GapArguments, "gap", _gap, READ_ON),
        Tool("similar", "Similar roles", SimilarArguments, "similar", _similar, FEWER),
        Tool("path", "Steps to a role", PathArguments, "path", _path, "The tool gap has them."),
        Tool("pay", "Pay by place", PayArguments, "pay", _pay, FEWER),
        Tool("list_datasets", "List the datasets", NoArguments, "datasets", _list_datasets, ""),
    )
}
"""All tools by name."""


def read_arguments(tool: Tool, given: Mapping[str, Any]) -> Arguments:
    """The arguments of a call; null counts as not given. Raises UsageError that says what is wrong where."""
    try:
        return msgspec.convert({key: value for key, value in given.items() if value is not None}, tool.arguments)
    except msgspec.ValidationError as error:
        what, _, where = str(error).partition(" - at `$")
        place = where.strip("`.") or "arguments"
        raise UsageError(f"{place}: {what[:1].lower()}{what[1:]}") from None


def get_input_schema(tool: Tool) -> dict[str, Any]:
    """The JSON Schema of a tool's arguments."""
    schema = msgspec.json.schema(tool.arguments)
    definition: dict[str, Any] = schema["$defs"][tool.arguments.__name__]
    for each in definition["properties"].values():
        each.update({"type": "string"} if "enum" in each else {})
    return {key: value for key, value in definition.items() if key not in {"title", "description"}}


def get_output_schema(tool: Tool) -> dict[str, Any]:
    """The JSON Schema of a tool's answer: the members of its document with their types, no deeper; or an error, since
    some clients check errors, too."""
    members, required, name = _get_top(tool.document)
    errors, required_of_error, error = _get_top("error")
    return {
        "type": "object",
        "properties": {"schema": {"type": "string"}, **members, **errors},
        "anyOf": [
            {"properties": {"schema": {"const": name}}, "required": required},
            {"properties": {"schema": {"const": error}}, "required": required_of_error},
        ],
    }


def _get_top(document: str) -> tuple[dict[str, Any], list[str], str]:
    """Of a document the types of its members, the names of those it always has, and its own name."""
    schema = get_schema(document)
    top = schema["$defs"][schema["$ref"].rpartition("/")[2]]
    (name,) = top["properties"]["schema"]["enum"]
    return {key: _flatten(each) for key, each in top["properties"].items() if key != "schema"}, top["required"], name


def _flatten(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Only the types that a schema allows, each in a branch of its own, which all clients read."""
    types = [{"type": each} for each in _list_types(schema)]
    return types[0] if len(types) == 1 else {"anyOf": types} if types else {}


def _list_types(schema: Mapping[str, Any]) -> list[str]:
    if "anyOf" in schema:
        return list(dict.fromkeys(each for part in schema["anyOf"] for each in _list_types(part)))
    if "$ref" in schema:
        return ["object"]
    if "enum" in schema:
        return list(dict.fromkeys("null" if each is None else "string" for each in schema["enum"]))
    return [schema["type"]] if "type" in schema else []
