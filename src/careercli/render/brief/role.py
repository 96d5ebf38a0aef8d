"""What the brief view of one role shows: the most important items of each section, and how many more there are."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from careercli.comparison.gap import CLASSES
from careercli.comparison.highlights import HOT, SCALE, STEP_AREAS, TECHNOLOGY, WEAK
from careercli.model import SECTIONS, Role, Stated, get_share, is_stated, strength
from careercli.render.brief import collect
from careercli.render.brief.lists import CONTESTED
from careercli.render.wording import describe_neighbours
from careercli.words import capitalise, count, join, name_apart

MOST = 10
"""How many items of a section, aliases and technologies are named."""

MOST_RELATED = 5
SHOWN = ("duties", "requirements", "skills")
"""The sections whose items are shown."""

RATED = "Skills and knowledge"


class Top(Struct, frozen=True):
    """An item of a role: `value` is its rating in points of 100, if it is rated."""

    label: str
    value: float | None
    sources: tuple[str, ...]


class TopPart(Struct, frozen=True):
    """The first items of a section, and how many there are."""

    title: str
    items: tuple[Top, ...]
    total: int

    @property
    def number(self) -> str:
        """How many items there are: `8`, or `10 of 38`."""
        return f"{self.total:,}" if len(self.items) == self.total else f"{len(self.items):,} of {self.total:,}"


def _strength(cell: Stated) -> int:
    return max((strength(said.modality) for said in cell.statements if not said.against), default=0)


def _order(cell: Stated) -> tuple[float, int, int]:
    """The highest rated first, then the most firmly stated, then by the role's own order."""
    score = cell.ratings.get(SCALE)
    return -(score.value or 0 if score else 0), -_strength(cell), cell.rank or 0


def _make_top(cell: Stated, name: str) -> Top:
    score = cell.ratings.get(SCALE)
    label = f"{name}{CONTESTED}" if cell.agreement == "contested" else name
    return Top(label, score.value if score else None, collect(said.sources for said in cell.statements))


def _pick(title: str, cells: Iterable[Stated]) -> TopPart:
    there = sorted((cell for cell in cells if is_stated(cell)), key=_order)
    shown = [cell for cell in there if SCALE in cell.ratings or _strength(cell) > WEAK][:MOST]
    names = name_apart([(cell.label, cell.area) for cell in shown])
    return TopPart(title, tuple(map(_make_top, shown, names)), len(there))


def list_tops(role: Role) -> list[TopPart]:
    """Duties, skills and requirements of a role; knowledge apart from skills where both are rated."""
    skills = [cell for cell in role.skills if cell.area != TECHNOLOGY]
    if any(cell.ratings for cell in skills):
        rated = [cell for cell in skills if SCALE in cell.ratings]
        rated = [cell for cell in rated if cell.area in STEP_AREAS] or rated
        parts = [_pick("Duties", role.duties), _pick(RATED, rated)]
    else:
        parts = [_pick("Duties", role.duties), _pick("Skills", skills)]
    parts.append(_pick("Requirements", (cell for cell in role.requirements if not cell.ratings)))
    return [part for part in parts if part.total]


def list_requirements(role: Role) -> list[str]:
    """Of education and experience the commonest class, with its share of jobs."""
    lines = []
    for area in CLASSES:
        cells = [cell for cell in role.requirements if cell.area == area and "percent" in cell.ratings]
        if cells:
            commonest = max(cells, key=lambda cell: get_share(cell.ratings))
            score = commonest.ratings["percent"]
            share = "share too imprecise" if score.suppressed else f"{get_share(commonest.ratings):.0f}% of jobs"
            lines.append(f"{capitalise(area)}: {commonest.label} ({share})")
    return lines


def describe_technology(role: Role) -> str:
    """Hot technology in a line; nothing if there is none."""
    every = [cell for cell in role.skills if cell.area == TECHNOLOGY]
    hot = [cell.label for cell in every if any(HOT in (said.condition or "") for said in cell.statements)]
    return shorten(hot, len(hot)) if hot else ""


def shorten(names: Sequence[str], total: int, most: int = MOST) -> str:
    """The first names, and how many more there are: `a; b (+118)`."""
    more = total - min(most, len(names))
    return "; ".join(names[:most]) + (f" (+{more:,})" if more else "")


def describe_relatives(role: Role) -> list[str]:
    """The neighbours on each ladder, and the roles that the publisher calls most closely related."""
    lines = [f"{ladder.title}: {describe_neighbours(ladder)}" for ladder in role.ladder]
    if role.related:
        titles = [each.title for each in role.related]
        lines.append(f"Related: {shorten(titles, len(titles), MOST_RELATED)}")
    return lines


def describe_left_out(role: Role, figures: int) -> str:
    """What the brief view of a role leaves out, counted."""
    rated = [cell for cell in role.skills if cell.ratings]
    parts: list[str] = []
    cool = sum(cell.area == TECHNOLOGY for cell in role.skills) - sum(
        any(HOT in (said.condition or "") for said in cell.statements)
        for cell in role.skills
        if cell.area == TECHNOLOGY
    )
    classes = [cell for cell in role.requirements if cell.ratings]
    for section, info in SECTIONS.items():
        cells = role.section(section)
        parts += [count(len(cells), info.noun, info.plural)] if cells and section not in SHOWN else []
    parts += [count(cool, "technology that is not hot", "technologies that are not hot")] if cool else []
    others = len(rated) - next((part.total for part in list_tops(role) if part.title == RATED), 0)
    parts += [count(others, "other rating")] if others else []
    parts += [count(len(classes), "class of education and experience", "classes of education and experience")] * bool(
        classes
    )
    parts += [count(figures, "pay figure")] if figures else []
    return f"Left out: {join(parts)}." if parts else ""
