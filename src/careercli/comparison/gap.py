"""What a role asks for that another lacks: levels of skills and knowledge, requirements, education, experience. Pure.

The definitions, and what they were checked against, are in docs/methods.md.
"""

from math import hypot

from msgspec import Struct

from careercli.comparison.known import Kind, get_kinds, get_vocabulary
from careercli.documents import Change, Size
from careercli.model import Role, Score, Section, Stated, get_share, in_order, is_stated, strength
from careercli.scales import get_position

ENOUGH = 50.0
"""The importance, in points of 100, from which on an item is needed."""

LEAST = 5.0
"""The smallest difference of levels that counts, in points of 100."""

Z = 1.96
"""How many combined standard errors a difference must exceed."""

MEDIUM, LARGE = 10.0, 25.0
"""From 10 points on a gap is medium, above 25 it is large."""

DOMAINS: dict[str, Section] = {"knowledge": "skills", "skills": "skills", "general work activities": "duties"}
"""The areas whose items have an importance and a level, and the section each is in."""

TYPICAL_ERRORS = {
    "knowledge": {"importance": 6.1, "level": 5.4},
    "skills": {"importance": 4.1, "level": 2.3},
    "general work activities": {"importance": 6.8, "level": 6.0},
}
"""The median standard error of each domain, in points of 100: in the place of an error that is missing or zero."""

CLASSES = ("required education", "related work experience")
"""The areas of classes that a step asks for: what a person must have, not what the job teaches."""

JOB_ZONE = "job zone"

EXAMPLES = frozenset({"technology"})
"""Areas of examples, which are never asked for."""

ASKED = strength("typical")
"""How strongly a requirement or skill must be stated to be asked for."""


class Level(Struct, frozen=True):
    """One rated item that is needed: its importance at the target, and its level in both roles, in points of 100."""

    item: str
    label: str
    area: str
    importance: float
    at_from: float
    at_to: float
    error: float
    is_estimated: bool
    """An error is missing or zero, and the typical one is used."""
    is_imprecise: bool
    """The publisher recommends to suppress a value."""

    @property
    def difference(self) -> float:
        """The level at the target less that at the origin."""
        return round(self.at_to - self.at_from, 2)

    @property
    def is_clear(self) -> bool:
        """Whether the levels differ by 5 points or more, and by more than 1.96 combined standard errors."""
        return abs(self.difference) >= LEAST and abs(self.difference) > Z * self.error

    @property
    def size(self) -> Size:
        """How large the difference is: over 25 points large, from 10 on medium, else small."""
        points = abs(self.difference)
        return "large" if points > LARGE else "medium" if points >= MEDIUM else "small"

    @property
    def weight(self) -> float:
        """What a gap is sorted by: importance times difference."""
        return self.importance * self.difference


class Dropped(Struct, frozen=True):
    """A rated item that is important at the origin and clearly less, and not needed, at the target."""

    item: str
    label: str
    area: str
    from_importance: float
    to_importance: float


class Domain(Struct, frozen=True):
    """The rated items of one area, of two roles."""

    area: str
    rated: int
    """How many items both roles are rated on."""
    needed: tuple[Level, ...]
    not_needed: tuple[Dropped, ...]

    @property
    def higher(self) -> tuple[Level, ...]:
        """What is needed at a clearly higher level, the weightiest first."""
        found = [level for level in self.needed if level.is_clear and level.difference > 0]
        return tuple(sorted(found, key=lambda level: -level.weight))

    @property
    def more_than_needed(self) -> tuple[Level, ...]:
        """What is needed at a clearly lower level, the weightiest first."""
        found = [level for level in self.needed if level.is_clear and level.difference < 0]
        return tuple(sorted(found, key=lambda level: level.weight))

    @property
    def coverage(self) -> float | None:
        """The share of the needed level that is there, in percent, weighted by importance: the sum of importance times
        min(1, level at the origin / at the target), over the sum of importance; None if nothing is needed."""
        total = sum(level.importance for level in self.needed)
        there = sum(
            level.importance * (min(1.0, level.at_from / level.at_to) if level.at_to else 1.0) for level in self.needed
        )
        return there / total * 100 if total else None


class Classed(Struct, frozen=True):
    """The class of a role in one area: the commonest one of a distribution, or a job zone."""

    label: str
    number: int


class ClassPair(Struct, frozen=True):
    """The classes of two roles in one area; None where a role has no data."""

    area: str
    at_from: Classed | None
    at_to: Classed | None

    @property
    def change(self) -> Change:
        """Whether the target's class is the higher one."""
        if self.at_from is None or self.at_to is None:
            return "unknown"
        if self.at_from.number == self.at_to.number:
            return "same"
        return "higher" if self.at_to.number > self.at_from.number else "lower"


class RoleGap(Struct, frozen=True):
    """What one role asks for, beside what another has."""

    from_: str
    to: str
    domains: tuple[Domain, ...]
    new: dict[Section, tuple[Stated, ...]]
    """By section, what is stated or typical of the target and not listed for the origin."""
    carried: dict[Section, tuple[Stated, ...]]
    """By section, what is stated or typical of the target and listed for the origin as well."""
    classes: tuple[ClassPair, ...]
    """Education, experience and job zone, if either role has data."""
    unknown: tuple[Section, ...]
    """The sections in which what is new is not known: there are no statements for one of the roles."""
    unrated: tuple[str, ...]
    """The areas in which only one of the roles is rated."""


ASKING: tuple[Section, ...] = ("requirements", "skills")
"""The sections that say what a role asks for."""


def find_gap(one: Role, two: Role) -> RoleGap:
    """What the second role asks for, beside what the first has.

    Roles of different vocabularies have nothing in common that could be compared: all is unknown then.
    """
    alike = get_vocabulary(one) == get_vocabulary(two)
    asked: dict[Section, tuple[Stated, ...]] = {section: _find_asked(two, section) for section in ASKING}
    listed = {section: {cell.item for cell in one.section(section) if is_stated(cell)} for section in ASKING}
    unknown = tuple(section for section in ASKING if not (alike and _has_statements(one, two, section)))
    known = [section for section in ASKING if section not in unknown]
    return RoleGap(
        one.id,
        two.id,
        tuple(domain for area in DOMAINS if alike and (domain := _find_domain(one, two, area)) is not None),
        {section: tuple(cell for cell in asked[section] if cell.item not in listed[section]) for section in known},
        {section: tuple(cell for cell in asked[section] if cell.item in listed[section]) for section in known},
        tuple(
            pair for area in (JOB_ZONE, *CLASSES) if (pair := _pair_classes(one, two, area, alike=alike)) is not None
        ),
        unknown,
        tuple(area for area in DOMAINS if _is_unrated(one, two, area, alike=alike)),
    )


def _has_statements(one: Role, two: Role, section: Section) -> bool:
    """Whether both roles have statements in a section; examples and job zones are not such."""
    return all(Kind(section, None) in get_kinds(role) for role in (one, two))


def _find_asked(role: Role, section: Section) -> tuple[Stated, ...]:
    """What a role asks for: stated or typical, no rating, no example, no job zone (see `RoleGap.classes`)."""
    return tuple(
        cell
        for cell in role.section(section)
        if not cell.ratings
        and cell.area not in EXAMPLES
        and not (cell.area == JOB_ZONE and get_class_number(cell.item))
        and any(strength(said.modality) >= ASKED for said in cell.statements if not said.against)
    )


def _find_domain(one: Role, two: Role, area: str) -> Domain | None:
    """The rated items of one area; None if one of the roles is not rated there."""
    ours, theirs = _get_rated(one, area), _get_rated(two, area)
    needed, dropped = [], []
    errors = TYPICAL_ERRORS[area]
    both = [item for item in theirs if item in ours]
    for item in both:
        level = _find_level(ours[item], theirs[item], area, errors["level"])
        if level is not None:
            needed.append(level)
            continue
        lost = _find_dropped(ours[item], theirs[item], area, errors["importance"])
        if lost is not None:
            dropped.append(lost)
    needed.sort(key=lambda level: (-level.importance, level.label))
    dropped.sort(key=lambda each: (each.to_importance - each.from_importance, each.label))
    return Domain(area, len(both), tuple(needed), tuple(dropped)) if both else None


def _get_rated(role: Role, area: str) -> dict[str, Stated]:
    """The items of an area that a role has an importance of, by id."""
    return {
        cell.item: cell for cell in role.section(DOMAINS[area]) if cell.area == area and "importance" in cell.ratings
    }


def _is_unrated(one: Role, two: Role, area: str, *, alike: bool) -> bool:
    """Whether there are ratings in an area, but none to compare."""
    there = [bool(_get_rated(role, area)) for role in (one, two)]
    return any(there) and not (all(there) and alike)


def _find_level(ours: Stated, theirs: Stated, area: str, typical: float) -> Level | None:
    """An item's levels if it is needed at the target, and both are known."""
    wanted = theirs.ratings.get("level")
    had = ours.ratings.get("level")
    importance = get_position("importance", theirs.ratings["importance"])
    if wanted is None or had is None or wanted.not_relevant or importance is None or importance < ENOUGH:
        return None
    at_to = get_position("level", wanted)
    at_from = 0.0 if had.not_relevant else get_position("level", had)
    if at_to is None or at_from is None:
        return None
    error, is_estimated = _combine(had, wanted, typical)
    used = [*(cell.ratings["importance"] for cell in (ours, theirs)), had, wanted]
    is_imprecise = any(score.suppressed for score in used)
    return Level(theirs.item, theirs.label, area, importance, at_from, at_to, error, is_estimated, is_imprecise)


def _find_dropped(ours: Stated, theirs: Stated, area: str, typical: float) -> Dropped | None:
    """An item that is important at the origin and clearly less important, and not needed, at the target."""
    had, wanted = ours.ratings["importance"], theirs.ratings["importance"]
    before, after = get_position("importance", had), get_position("importance", wanted)
    level = theirs.ratings.get("level")
    is_needed = after is not None and after >= ENOUGH and not (level and level.not_relevant)
    if before is None or after is None or before < ENOUGH or is_needed:
        return None
    error, _ = _combine(had, wanted, typical)
    return Dropped(theirs.item, theirs.label, area, before, after) if before - after > Z * error else None


def _combine(first: Score, second: Score, typical: float) -> tuple[float, bool]:
    """The combined standard error of two scores, and whether a typical error is in the place of one of theirs."""
    errors = [score.standard_error or typical for score in (first, second)]
    return hypot(*errors), not (first.standard_error and second.standard_error)


def get_class(role: Role, area: str) -> Classed | None:
    """The class of a role: the commonest one of a distribution, also if it is suppressed; or its job zone. The number
    of a class is the last part of its item's id."""
    cells = [cell for cell in in_order(role.requirements) if cell.area == area]
    for cell in cells:
        if get_class_number(cell.item) and (get_share(cell.ratings) if area != JOB_ZONE else is_stated(cell)):
            return Classed(cell.label, get_class_number(cell.item))
    return None


def get_class_number(item: str) -> int:
    """The number that an item's id ends in; 0 for none."""
    last = item.rpartition("-")[2]
    return int(last) if last.isascii() and last.isdecimal() else 0


def _pair_classes(one: Role, two: Role, area: str, *, alike: bool) -> ClassPair | None:
    ours, theirs = (get_class(role, area) if alike else None for role in (one, two))
    return ClassPair(area, ours, theirs) if ours or theirs else None
