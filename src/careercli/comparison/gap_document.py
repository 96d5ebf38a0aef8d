"""The gap between two roles as a document: what carries over, what is new, needed more, or not needed any more. Pure.

gap.py has the mathematics, docs/methods/gap.md says what all of it means.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from careercli.comparison.gap import (
    EXAMPLES,
    ClassPair,
    Domain,
    Dropped,
    Level,
    RoleGap,
    Z,
    find_gap,
)
from careercli.comparison.known import get_vocabulary
from careercli.comparison.pay import get_gaps
from careercli.documents import (
    ClassChange,
    Counted,
    GapCount,
    GapCoverage,
    GapDocument,
    GapItem,
    Pay,
    RoleHead,
)
from careercli.model import Role, Section, Source, Stated, Statement, in_order, is_stated, strength
from careercli.words import join

TECHNOLOGY = "technology"
HOT = "hot technology"
RATED = ("knowledge", "skills")
"""The rated areas that a gap is of."""

SCHOOLING = frozenset({"education", "experience"})
CREDENTIALS = frozenset({"certification"})
"""The areas of requirements that are counted as education, and as credentials."""

NO_REQUIREMENTS = "no requirements are listed for one of the roles"
NO_CREDENTIALS = "{} lists no licences or certificates; a law or an employer may ask for some."

_DETAILED = re.compile(r"(onet(?:-[0-9a-z]+)+-i\d+)-d\d+", re.ASCII)
"""The id of a detailed work activity, which begins with that of its intermediate one."""


class Kept(NamedTuple):
    """The items of a gap, by what becomes of them."""

    shared: tuple[GapItem, ...]
    missing: tuple[GapItem, ...]
    higher: tuple[GapItem, ...]
    not_needed: tuple[GapItem, ...]


def make_head(role: Role) -> RoleHead:
    """What documents say of a role."""
    return RoleHead(role.id, role.title, role.dataset, role.summary, role.source)


def make_gap(
    one: Role, two: Role, sources: Mapping[str, Source], notes: Sequence[str] = (), *, explain: bool = False
) -> GapDocument:
    """The gap from the first role to the second. `sources` has every source that they name; with `explain` the document
    has its arithmetic."""
    gap = find_gap(one, two)
    domains = [domain for domain in gap.domains if domain.area in RATED]
    items = _find_items(one, two, gap, domains)
    pay = Pay((*one.salary, *two.salary), get_gaps([one, two], sources))
    document = GapDocument(
        from_=make_head(one),
        to=make_head(two),
        counts=_count(two, gap, domains, items, sources),
        coverage=tuple(_cover(gap, domains)),
        education=make_changes(gap.classes),
        pay=pay,
        shared=items.shared,
        missing=items.missing,
        higher=items.higher,
        not_needed=items.not_needed,
        matched=(),
        unrecognised=(),
        unknown=gap.unknown,
        unrated=tuple(area for area in gap.unrated if area in RATED),
        arithmetic=tuple(_explain(domains)) if explain else (),
        sources={},
        notes=(*notes, *_note(one, two)),
    )
    return replace(document, sources={source: sources[source] for source in list_cited(document)})


def list_cited(document: GapDocument) -> list[str]:
    """The ids of the sources that a gap names, each once, in the order in which it is read."""
    heads = [head.source for head in (document.from_, document.to) if head and head.source]
    figures = [source for estimate in document.pay.estimates for source in estimate.sources]
    items = (*document.missing, *document.higher, *document.shared, *document.not_needed)
    return [*dict.fromkeys([*heads, *figures, *(source for item in items for source in item.sources)])]


def make_changes(pairs: Iterable[ClassPair]) -> tuple[ClassChange, ...]:
    """Education, experience and job zone of two roles."""
    return tuple(
        ClassChange(
            pair.area,
            pair.at_from.label if pair.at_from else None,
            pair.at_to.label if pair.at_to else None,
            pair.change,
        )
        for pair in pairs
    )


def _note(one: Role, two: Role) -> list[str]:
    if get_vocabulary(one) == get_vocabulary(two):
        return []
    return [
        f"{one.title} and {two.title} use different vocabularies that careercli does not match; what is new is unknown."
    ]


def _find_items(one: Role, two: Role, gap: RoleGap, domains: Sequence[Domain]) -> Kept:
    shared = [make_level(level, two) for domain in domains for level in domain.needed if not _is_gap(level)]
    shared += [make_stated(cell, section) for section, cells in gap.carried.items() for cell in cells]
    missing = [make_stated(cell, section) for section, cells in gap.new.items() for cell in cells]
    if get_vocabulary(one) == get_vocabulary(two):
        both, new = _find_beside(one, two)
        shared += both
        missing += new
    return Kept(
        tuple(shared),
        tuple(missing),
        tuple(make_level(level, two) for domain in domains for level in domain.higher),
        (
            *(_make_dropped(lost, two) for domain in domains for lost in domain.not_needed),
            *_find_unlisted(one, two, gap),
        ),
    )


def _is_gap(level: Level) -> bool:
    return level.is_clear and level.difference > 0


def make_level(level: Level, role: Role) -> GapItem:
    """A rated item that is needed."""
    return GapItem(
        item=level.item,
        label=level.label,
        section="skills",
        area=level.area,
        importance=level.importance,
        from_level=level.at_from,
        to_level=level.at_to,
        difference=level.difference,
        error=round(level.error, 2),
        size=level.size if _is_gap(level) else None,
        estimated=level.is_estimated,
        imprecise=level.is_imprecise,
        sources=(role.source,) if role.source else (),
    )


def _make_dropped(lost: Dropped, role: Role) -> GapItem:
    """A rated item that is important at the origin only; its importances are in the place of levels."""
    return GapItem(
        item=lost.item,
        label=lost.label,
        section="skills",
        area=lost.area,
        importance=lost.to_importance,
        difference=round(lost.to_importance - lost.from_importance, 2),
        sources=(role.source,) if role.source else (),
    )


def make_stated(cell: Stated, section: Section, near: Sequence[str] = ()) -> GapItem:
    """An item that is stated, as its firmest statement has it."""
    said = [statement for statement in cell.statements if not statement.against]
    firmest = _find_firmest(cell)
    return GapItem(
        item=cell.item,
        label=cell.label,
        section=section,
        area=cell.area,
        modality=firmest.modality,
        condition=firmest.condition,
        hot=any(HOT in (statement.condition or "") for statement in said),
        near=tuple(near),
        sources=tuple(dict.fromkeys(source for statement in said for source in statement.sources)),
    )


def _find_firmest(cell: Stated) -> Statement:
    return max((said for said in cell.statements if not said.against), key=_strength)


def _strength(statement: Statement) -> int:
    return strength(statement.modality)


def _find_beside(one: Role, two: Role) -> tuple[list[GapItem], list[GapItem]]:
    """Duties and technology of the second role: those of both, and those that are new, hot technology first."""
    shared, new = [], []
    sections: tuple[tuple[Section, Callable[[Stated], bool]], ...] = (("duties", _is_duty), ("skills", _is_technology))
    for section, fits in sections:
        ours = {cell.item: cell for cell in one.section(section) if fits(cell)}
        if not ours:
            continue
        groups: dict[str, list[str]] = {}
        for cell in ours.values():
            if found := _DETAILED.fullmatch(cell.item):
                groups.setdefault(found[1], []).append(cell.label)
        for cell in _by_rank(cell for cell in two.section(section) if fits(cell)):
            found = _DETAILED.fullmatch(cell.item)
            if cell.item in ours:
                shared.append(make_stated(cell, section))
            else:
                new.append(make_stated(cell, section, groups.get(found[1], ()) if found else ()))
    return shared, sorted(new, key=lambda item: item.area == TECHNOLOGY and not item.hot)


def _by_rank(cells: Iterable[Stated]) -> list[Stated]:
    """Cells by the role's own order, core duties first."""
    return sorted(cells, key=lambda cell: cell.rank or 0)


def _is_duty(cell: Stated) -> bool:
    return not cell.ratings and is_stated(cell)


def _is_technology(cell: Stated) -> bool:
    return cell.area == TECHNOLOGY and is_stated(cell)


def _find_unlisted(one: Role, two: Role, gap: RoleGap) -> list[GapItem]:
    """What the first role asks for by statements, and the second does not list."""
    back = find_gap(two, one)
    return [
        make_stated(cell, section)
        for section, cells in back.new.items()
        if section not in gap.unknown
        for cell in in_order(cells)
        if cell.area not in EXAMPLES
    ]


def _get_kind(item: GapItem) -> Counted | None:
    """What an item is counted as; None for duties and technology, which are beside it."""
    if item.section == "duties" or item.area == TECHNOLOGY:
        return None
    if item.area in CREDENTIALS:
        return "credentials"
    return "education" if item.area in SCHOOLING else "skills and knowledge"


def _count(
    two: Role, gap: RoleGap, domains: Sequence[Domain], items: Kept, sources: Mapping[str, Source]
) -> tuple[GapCount, ...]:
    """The three counts."""
    levels = {level.item for domain in domains for level in domain.needed}

    def number(of: Counted, kept: Iterable[GapItem]) -> int:
        return sum(_get_kind(item) == of for item in kept)

    counts = []
    kinds: tuple[Counted, ...] = ("skills and knowledge", "education", "credentials")
    for of in kinds:
        there, new, higher = (number(of, kept) for kept in (items.shared, items.missing, items.higher))
        if of == "education":
            known = [pair for pair in gap.classes if pair.change != "unknown"]
            there += sum(pair.change != "higher" for pair in known)
            higher += sum(pair.change == "higher" for pair in known)
        is_listed = any(map(is_stated, two.requirements))
        note = _explain_unknown(of, two, gap, is_counted=bool(levels or there + new + higher), sources=sources)
        if note and not there + new + higher and (of != "credentials" or two.source is not None or not is_listed):
            counts.append(GapCount(of, None, None, None, None, note))
        else:
            counts.append(GapCount(of, there + new + higher, there, new, higher, note))
    return tuple(counts)


def _explain_unknown(
    of: Counted, two: Role, gap: RoleGap, *, is_counted: bool, sources: Mapping[str, Source]
) -> str | None:
    """Why a count may not be whole."""
    if of == "credentials" and two.source is not None:
        return NO_CREDENTIALS.format(sources[two.source].title.removesuffix(" Database"))
    if of == "credentials":
        return name_credentials(two) if any(map(is_stated, two.requirements)) else NO_REQUIREMENTS
    if of == "skills and knowledge":
        return _explain_unknown_skills(two, gap, is_counted=is_counted)
    if of == "education" and any(pair.change == "unknown" for pair in gap.classes):
        areas = [pair.area for pair in gap.classes if pair.change == "unknown"]
        return f"not known for one of the roles: {join(areas)}"
    if "requirements" in gap.unknown and not gap.classes:
        return NO_REQUIREMENTS
    return None


def name_credentials(role: Role) -> str | None:
    """The credentials that sources name for a role of a role file, but do not ask for as a rule."""
    cells = [cell for cell in role.requirements if cell.area in CREDENTIALS and is_stated(cell)]
    weak = [cell.label for cell in cells if _strength(_find_firmest(cell)) < strength("typical")]
    return f"not asked for as a rule, but named: {join(weak)}" if weak else None


def _explain_unknown_skills(two: Role, gap: RoleGap, *, is_counted: bool) -> str | None:
    if missing := [area for area in gap.unrated if area in RATED]:
        return f"only one of the roles has ratings of {join(missing)}"
    if is_counted:
        return None
    if "skills" in gap.unknown:
        return "no skills are listed for one of the roles"
    return "neither of the roles has ratings of knowledge and skills" if two.source is not None else None


def _cover(gap: RoleGap, domains: Sequence[Domain]) -> Iterable[GapCoverage]:
    """The coverage of each rated area, and of what is stated in each section."""
    for domain in domains:
        if domain.needed:
            percent = domain.coverage
            yield GapCoverage(
                section="skills",
                area=domain.area,
                needed=len(domain.needed),
                there=len(domain.needed) - len(domain.higher),
                percent=None if percent is None else round(percent, 2),
                by="level",
            )
    for section, carried in gap.carried.items():
        needed = len(carried) + len(gap.new[section])
        if needed:
            yield GapCoverage(section, None, needed, len(carried), round(len(carried) / needed * 100, 2), "count")


def _explain(domains: Iterable[Domain]) -> Iterable[str]:
    """How the numbers of rated areas come about."""
    for domain in domains:
        if not domain.needed:
            continue
        total = sum(level.importance for level in domain.needed)
        there = sum(
            level.importance * (min(1.0, level.at_from / level.at_to) if level.at_to else 1.0)
            for level in domain.needed
        )
        yield (
            f"Coverage of {domain.area}: importance x min(1, level there / level needed), summed over "
            f"{len(domain.needed)} needed of {domain.rated} rated: {there:.1f}; importance summed: {total:.1f}; "
            f"{there:.1f} / {total:.1f} = {there / total * 100:.1f}%."
        )
        for level in domain.higher:
            marks = [
                *(["an error that is missing or zero is replaced by a typical one"] if level.is_estimated else []),
                *(["low precision: the publisher recommends to suppress a value"] if level.is_imprecise else []),
            ]
            yield (
                f"{level.label}: importance {level.importance:.1f} (50 or more: needed); level {level.at_to:.1f} - "
                f"{level.at_from:.1f} = {level.difference:.1f}, at least 5, and more than {Z} x {level.error:.2f} = "
                f"{Z * level.error:.1f}; {level.size}; order: {level.importance:.1f} x {level.difference:.1f} = "
                f"{level.weight:.0f}{'; ' * bool(marks)}{'; '.join(marks)}."
            )
