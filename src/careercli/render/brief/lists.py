"""Items for the brief views: what both list and what one lists alone, by area; of more roles who lists what."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain

from msgspec import Struct

from careercli.comparison.gap import CLASSES, JOB_ZONE
from careercli.comparison.highlights import TECHNOLOGY, WEAK
from careercli.documents import Comparison, Listed, Row, Status
from careercli.model import SECTIONS, Cell, Section, is_stated, strength
from careercli.render.brief import collect, get_titles
from careercli.words import capitalise, join

PARTS: dict[str, tuple[Section, ...]] = {
    "Duties": ("duties",),
    "What it takes": ("requirements", "skills"),
}
PARTS |= {info.title: (section,) for section, info in SECTIONS.items() if section not in chain(*PARTS.values())}
"""The headings of the brief view, and the sections under each."""

MOST_ITEMS, MOST_ROWS, LEAST_ALONE = 62, 72, 26
"""How many items are listed in all: of two roles; of more, where what one alone lists gets what the rows leave, and
LEAST_ALONE at least."""

MOST_RATED, MOST_TECHNOLOGY = 6, 5
"""How many items a column lists of rated occupations, whose duties are many, and a list of technology."""

APART = frozenset({TECHNOLOGY, JOB_ZONE})
"""Areas that have a place of their own."""

MOST_AREAS = 2
"""How many areas of duties a column lists of rated occupations: those with most of them."""

CONTESTED = "!"
STATED, WEAKLY, NO_DATA = "stated", "weak", "no data"


class Column(Struct, frozen=True):
    """Items by area of one set of roles: `head` is who lists them, `role` the one if it is one."""

    head: str
    role: str | None
    cells: dict[str, list[str]]
    total: int

    @property
    def shown(self) -> int:
        """How many items are listed."""
        return sum(map(len, self.cells.values()))

    @property
    def number(self) -> str:
        """How many items there are: `10`, or `6 of 19` if not all are listed."""
        return f"{self.total:,}" if self.shown == self.total else f"{self.shown:,} of {self.total:,}"


class Part(Struct, frozen=True):
    """A heading with its columns; `areas` are their rows, in order, `none` the heads of columns without items."""

    title: str
    areas: list[str]
    columns: list[Column]
    none: list[str]
    sources: tuple[str, ...]


def label_area(section: Section, area: str | None, *, is_mixed: bool) -> str:
    """The name of an area; of none, that of its section where several are together."""
    if area is None:
        return SECTIONS[section].title if is_mixed else ""
    return "General skills" if (section, area) == ("skills", "general") else capitalise(area)


def keeps(only: str | None, status: Status) -> bool:
    """True if rows of a status are asked for."""
    return only is None or (only == "shared") == (status == "shared")


def list_parts(comparison: Comparison, only: str | None = None, share: float = 1) -> list[Part]:
    """The parts of a comparison of two roles that list anything, and of as many items as there is room for a share."""
    titles = get_titles(comparison)
    highlights = comparison.highlights
    lists: list[tuple[str, str | None, Sequence[Listed]]] = []
    if keeps(only, "shared"):
        lists.append(("Both", None, highlights.shared))
    if keeps(only, "unique"):
        for role, title in titles.items():
            other = next(name for each, name in titles.items() if each != role)
            lists.append((f"Only {title}", role, [each for each in highlights.only if each.roles == (role,)]))
            unknown = [each for each in highlights.unknown if each.roles == (role,)]
            lists.append((f"{title}; {NO_DATA} for {other}", role, unknown))
    is_rated = bool(highlights.differences)
    most = MOST_RATED if is_rated else _find_most([each for *_, each in lists], MOST_ITEMS)
    most = max(1, round(most * share))
    parts = []
    for title, sections in PARTS.items():
        columns = [_make_column(*each, sections, most, is_rated=is_rated) for each in lists]
        areas = _order_areas(comparison, sections, columns)
        there = [column for column in columns if column.total]
        none = [_say_none(column.head) for column in columns if not column.total and NO_DATA not in column.head]
        is_known = not any(NO_DATA in column.head for column in there)
        if there:
            parts.append(Part(title, areas, there, none if is_known else [], cite(comparison, sections)))
    return parts


def _say_none(head: str) -> str:
    return "in both" if head == "Both" else f"only {head.removeprefix('Only ')}"


def _choose(lists: Iterable[Listed], sections: Sequence[Section]) -> list[Listed]:
    return [each for each in lists if each.section in sections and each.area not in APART]


def _find_most(columns: Iterable[Sequence[Listed]], total: int) -> int:
    """How many items a column may list, so that all columns of all parts list about `total`; 1 at least."""
    sizes = [
        sum(len(each.ids) for each in _choose(lists, sections)) for lists in columns for sections in PARTS.values()
    ]
    most = min(max(sizes, default=1), total)
    while most > 1 and sum(min(size, most) for size in sizes) > total:
        most -= 1
    return max(1, most)


def _make_column(  # noqa: PLR0913  # what makes a column
    head: str,
    role: str | None,
    lists: Iterable[Listed],
    sections: Sequence[Section],
    most: int,
    *,
    is_rated: bool,
) -> Column:
    """At most `most` items of these sections, the first ones of each area."""
    chosen = _choose(lists, sections)
    largest = sorted(chosen, key=lambda each: -len(each.ids))[:MOST_AREAS]
    room = [each for each in chosen if each in largest] if is_rated else chosen
    take = _share_out([len(each.labels) for each in room], most)
    cells: dict[str, list[str]] = {}
    for each, number in zip(room, take, strict=True):
        name = label_area(each.section, each.area, is_mixed=len(sections) > 1)
        if number:
            cells.setdefault(name, []).extend(mark_labels(each)[:number])
    return Column(head, role, cells, sum(len(each.ids) for each in chosen))


def _share_out(sizes: Sequence[int], most: int) -> list[int]:
    """How many of each to take so that it is `most` in all: one of each, then a second of each, and so on."""
    taken = [0] * len(sizes)
    left = most
    while left and any(taken[index] < size for index, size in enumerate(sizes)):
        for index, size in enumerate(sizes):
            if left and taken[index] < size:
                taken[index] += 1
                left -= 1
    return taken


def mark_labels(each: Listed) -> list[str]:
    """The labels of a list, with a mark on what sources disagree on."""
    contested = set(each.contested)
    return [
        f"{label}{CONTESTED}" if item in contested else label
        for item, label in zip(each.ids, each.labels, strict=False)
    ]


def _order_areas(comparison: Comparison, sections: Sequence[Section], columns: Iterable[Column]) -> list[str]:
    """The areas that have items, in the order of the rows."""
    there = {area for column in columns for area in column.cells}
    rows = (
        label_area(section, row.area, is_mixed=len(sections) > 1)
        for section in sections
        for row in comparison.section(section)
    )
    return [area for area in dict.fromkeys(rows) if area in there]


def list_technology(comparison: Comparison, only: str | None = None) -> list[Column]:
    """Technology that several roles list, and what one alone does."""
    highlights, titles = comparison.highlights, get_titles(comparison)
    of_status: dict[Status, tuple[Listed, ...]] = {
        "shared": highlights.shared,
        "partial": highlights.partial,
        "unique": highlights.only,
        "unknown": highlights.unknown,
    }
    columns = []
    for status, lists in of_status.items():
        for each in lists if keeps(only, status) else ():
            if each.area == TECHNOLOGY:
                head = "Only " * (status == "unique") + join([titles[role] for role in each.roles])
                if status == "shared":
                    head = "Both" if len(titles) == 2 else "All"
                role = each.roles[0] if len(each.roles) == 1 else None
                columns.append(Column(head, role, {TECHNOLOGY: mark_labels(each)[:MOST_TECHNOLOGY]}, len(each.ids)))
    order = [None, *titles]
    return sorted(columns, key=lambda column: order.index(column.role))


def cite(comparison: Comparison, sections: Sequence[Section], areas: Collection[str] = ()) -> tuple[str, ...]:
    """The sources of the statements in these sections, or in these areas of them."""
    return collect(
        said.sources
        for section in sections
        for row in comparison.section(section)
        if not areas or row.area in areas
        for cell in row.roles.values()
        if cell
        for said in cell.statements
    )


class MarkRow(Struct, frozen=True):
    """An item that several of three or more roles list: a mark for each role."""

    area: str
    label: str
    marks: tuple[str, ...]


class MarkPart(Struct, frozen=True):
    """A heading with the items that several roles list, and columns of what one alone does."""

    title: str
    rows: list[MarkRow]
    only: list[Column]
    sources: tuple[str, ...]


def list_marks(comparison: Comparison, only: str | None = None) -> list[MarkPart]:
    """The parts of a comparison of three or more roles that list anything."""
    titles, highlights = get_titles(comparison), comparison.highlights
    alone: dict[str, list[Listed]] = {role: [] for role in titles}
    for each in (*highlights.only, *highlights.unknown):
        alone[each.roles[0]].append(each)
    shown = {
        item
        for status, lists in (("shared", highlights.shared), ("partial", highlights.partial))
        for each in lists
        if keeps(only, status)  # type: ignore[arg-type]
        for item in each.ids
    }
    is_rated = bool(highlights.differences)
    most = MOST_RATED if is_rated else _find_most(alone.values(), max(LEAST_ALONE, MOST_ROWS - len(shown)))
    parts = []
    for title, sections in PARTS.items():
        rows = [
            MarkRow(
                label_area(section, row.area, is_mixed=len(sections) > 1),
                row.label,
                tuple(_mark(row, r) for r in titles),
            )
            for section in sections
            for row in comparison.section(section)
            if row.item in shown and row.area not in APART
        ]
        columns = [
            _make_column(f"Only {titles[role]}", role, lists, sections, most, is_rated=is_rated)
            for role, lists in alone.items()
            if keeps(only, "unique")
        ]
        columns = [column for column in columns if column.total]
        if rows or columns:
            parts.append(MarkPart(title, rows, columns, cite(comparison, sections)))
    return parts


def _mark(row: Row, role: str) -> str:
    """What a role's cell says in short: stated, weak or no data, with a mark if sources disagree; nothing if the role
    does not list the item."""
    cell = row.roles[role]
    if cell is None or not is_stated(cell):
        return NO_DATA if role in row.unknown else ""
    mark = WEAKLY if _get_strength(cell) <= WEAK else STATED
    return f"{mark}{CONTESTED}" if cell.agreement == "contested" else mark


def _get_strength(cell: Cell) -> int:
    return max((strength(said.modality) for said in cell.statements if not said.against), default=0)


def has_contested(parts: Iterable[Part | MarkPart], more: Iterable[Column] = ()) -> bool:
    """True if any item that is shown is marked as contested."""
    columns: list[Column] = [*more]
    for part in parts:
        columns += part.columns if isinstance(part, Part) else part.only
        if isinstance(part, MarkPart) and any(mark.endswith(CONTESTED) for row in part.rows for mark in row.marks):
            return True
    return any(label.endswith(CONTESTED) for column in columns for labels in column.cells.values() for label in labels)


class Class(Struct, frozen=True):
    """The commonest class of a role: `share` is its percentage of jobs, as it is said."""

    label: str
    share: str


def get_classes(comparison: Comparison) -> dict[str, dict[str, Class]]:
    """Job zone, education and experience: of each the commonest class of each role."""
    found: dict[str, dict[str, tuple[float, Class]]] = {}
    for row in comparison.requirements:
        for role, cell in row.roles.items():
            share = cell.ratings.get("percent") if cell else None
            if row.area == JOB_ZONE and cell:
                found.setdefault(JOB_ZONE, {})[role] = 0, Class(row.label, "")
            elif row.area in CLASSES and share and share.published is not None:
                said = "share too imprecise" if share.suppressed else f"{share.published:.0f}%"
                before = found.setdefault(row.area, {}).get(role)
                if before is None or share.published > before[0]:
                    found[row.area][role] = share.published, Class(row.label, said)
    order = [JOB_ZONE, *CLASSES]
    return {area: {role: each for role, (_, each) in found[area].items()} for area in order if area in found}


def describe_classes(titles: Mapping[str, str], classes: Mapping[str, Mapping[str, Class]]) -> list[str]:
    """A line for each kind of class; what all roles have in common is said once."""
    lines = []
    for area, of_roles in classes.items():
        labels = {each.label for each in of_roles.values()}
        if len(labels) == 1 and len(of_roles) == len(titles):
            shares = "; ".join(each.share for each in of_roles.values() if each.share)
            said = f"{'both' if len(titles) == 2 else 'all'} {labels.pop()}{f' ({shares})' if shares else ''}"
        else:
            said = "; ".join(
                f"{titles[role]}, {each.label}{f' ({each.share})' if each.share else ''}"
                for role, each in of_roles.items()
            )
        lines.append(f"{capitalise(area)}: {said}")
    return lines
