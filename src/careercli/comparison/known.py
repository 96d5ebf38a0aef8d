"""What is known of each role: unknown is not the same as not stated. Pure.

Roles of role files share one vocabulary of items; each imported dataset has its own. Within a vocabulary, data comes in
kinds: the ratings of one area (knowledge, say), or the statements of one section. If a role has nothing of a kind, what
another role lists there may apply to it too.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from careercli.model import SECTIONS, Cell, Role, Section, Source, Stated, is_stated
from careercli.words import join

ROLE_FILES = "role files"
"""The vocabulary of all roles that come from role files."""


class Kind(Struct, frozen=True):
    """One kind of data: the statements of a section, or the ratings of an area in it."""

    section: Section
    area: str | None
    """None: statements."""


Known = Mapping[str, frozenset[Kind]]
"""The kinds of data there are for each role, by id."""


def get_vocabulary(role: Role) -> str:
    """The vocabulary whose items describe a role: its dataset, or ROLE_FILES."""
    return ROLE_FILES if role.source is None else role.dataset


def get_kind(section: Section, area: str | None, cell: Cell | Stated) -> Kind:
    """The kind of data that a cell is."""
    return Kind(section, (area or "") if cell.ratings else None)


def get_kinds(role: Role) -> frozenset[Kind]:
    """The kinds of data there are for a role."""
    found: set[tuple[Section, str | None]] = set()  # tuples, which cost less to make than what they become
    for section in SECTIONS:
        for cell in role.section(section):
            kind = (section, (cell.area or "") if cell.ratings else None)
            if kind not in found and is_stated(cell):  # asked of hundreds of cells, a dozen times in a comparison
                found.add(kind)
    return frozenset(Kind(*kind) for kind in found)


def get_unknown(
    roles: Sequence[Role], kinds: Known, section: Section, cells: Mapping[str, Stated | None]
) -> tuple[str, ...]:
    """The ids of the roles that have no data of the kind that one item of a section is, by the cells of the item."""
    vocabularies = {get_vocabulary(role) for role in roles if cells[role.id] is not None}
    kind = next(get_kind(section, cell.area, cell) for cell in cells.values() if cell is not None)
    return tuple(
        sorted(
            role.id
            for role in roles
            if cells[role.id] is None and (get_vocabulary(role) not in vocabularies or kind not in kinds[role.id])
        )
    )


def describe_unknown(roles: Sequence[Role], sources: Mapping[str, Source]) -> list[str]:
    """What there is no data of although another role of the vocabulary has some, a sentence for each role."""
    return [sentence for role in roles if (sentence := _describe(role, roles, sources))]


def _describe(role: Role, roles: Sequence[Role], sources: Mapping[str, Source]) -> str:
    alike = [other for other in roles if get_vocabulary(other) == get_vocabulary(role)]
    there = frozenset[Kind]().union(*(get_kinds(other) for other in alike))
    own = get_kinds(role)
    missing = there - own
    if not missing:
        return ""
    if role.source is None:
        names = [info.plural for section, info in SECTIONS.items() if Kind(section, None) in missing]
        names += _name_ratings(missing, own)
        return f"No source lists {join(names, 'or')} for {role.title}."
    names = [*_name_ratings(missing, own), *_name_statements(missing, alike)]
    title = sources[role.source].title.removesuffix(" Database")
    return f"{title} has no {join(names, 'or')} for {role.title}."


def _name_ratings(missing: frozenset[Kind], own: frozenset[Kind]) -> list[str]:
    """What ratings are missing: `ratings` if there are none at all, else `ratings of skills`."""
    areas = [kind.area for kind in sorted(missing, key=_order) if kind.area is not None]
    if areas and all(kind.area is None for kind in own):
        return ["ratings"]
    return [f"ratings of {join(areas, 'or')}"] if areas else []


def _name_statements(missing: frozenset[Kind], roles: Sequence[Role]) -> list[str]:
    """What statements are missing, of a dataset: their area (`technology`) if all have one, else their section."""
    names = []
    for kind in sorted(missing, key=_order):
        if kind.area is None:
            areas = {cell.area for role in roles for cell in role.section(kind.section) if not cell.ratings}
            (area,) = areas if len(areas) == 1 else (None,)
            names.append(area or SECTIONS[kind.section].plural)
    return names


def _order(kind: Kind) -> tuple[bool, int, str]:
    return kind.section == "requirements", [*SECTIONS].index(kind.section), kind.area or ""
