"""The full view of a comparison and of a role: all that is stated, word for word."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from rich.cells import cell_len
from rich.table import Table

from careercli.documents import Comparison, RoleDocument, Row
from careercli.model import SECTIONS, Cell, Role, Stated
from careercli.render import Style
from careercli.render.origins import describe_origins, describe_origins_of_role
from careercli.render.table.figures import add_outlook, add_pay
from careercli.render.table.page import BOLD, DIM, GOOD, GUTTER, HEADING, WARNING, Lines, Page, make_columns, wrap
from careercli.render.wording import (
    HOW_TO_READ,
    HOW_TO_READ_RATINGS,
    LETTERS,
    NO_ROWS,
    NOT_STATED,
    SECTION_TITLES,
    count_rows,
    describe_code,
    describe_differences,
    describe_ladder,
    describe_marks,
    describe_neighbours,
    describe_related,
    get_mark,
    get_shown,
    has_ratings,
    introduce,
    qualify,
    say_absent,
)
from careercli.words import capitalise

LEAST_CELL = 24
"""The narrowest column that still reads well; below it, cells are stacked."""

LEAST_LABEL, MOST_LABEL = 18, 30


def render_comparison(comparison: Comparison, style: Style) -> str:
    """The comparison: the answer in sentences, then pay, outlook and the tables of items, then the sources."""
    page = Page(style, get_shown(comparison, style.sections))
    heads = [role.title for role in comparison.roles]
    if len(heads) > 2:
        heads = [f"{letter} {title}" for letter, title in zip(LETTERS, heads, strict=False)]
    page.add("  vs  ".join(heads), style=BOLD)
    sentences = (*(() if style.sections else comparison.summary), *comparison.notes)
    if sentences:
        page.add()
    for sentence in sentences:
        page.add_prose(f"{page.bullet} {sentence}", hang=2)
    titles = {role.id: role.title for role in comparison.roles}
    if style.shows("salary"):
        add_pay(page, titles, comparison.salary.estimates, comparison.salary.gaps)
    if style.shows("outlook"):
        add_outlook(page, titles, comparison.outlook)
    for section in SECTIONS:
        rows = comparison.section(section)
        if style.shows_items(section, rows):
            page.add_title(SECTION_TITLES[section], count_rows(rows))
            if rows:
                _add_rows(page, titles, rows)
            else:
                page.add(NO_ROWS[style.only])
    cells = (cell for section in SECTIONS for row in comparison.section(section) for cell in row.roles.values())
    page.add_sources()
    return page.text(*_keys(style, cells), *describe_origins(comparison, comparison.sources))


def _keys(style: Style, cells: Iterable[Cell | Stated | None]) -> list[str]:
    """How to read what the sections say."""
    keys = [HOW_TO_READ] if any(map(style.shows, SECTIONS)) else []
    return [*keys, HOW_TO_READ_RATINGS] if has_ratings(cells) else keys


def _add_rows(page: Page, titles: Mapping[str, str], rows: Sequence[Row]) -> None:
    """The rows by area: a column per role where there is room for it, else stacked."""
    room = page.style.width - GUTTER
    label = min(MOST_LABEL, max(LEAST_LABEL, room // 4))
    cell = (room - label - GUTTER) // len(titles) - GUTTER
    legend = describe_marks(list(titles.values()), rows)
    whole = "   ".join(legend)
    for line in [whole] if cell_len(whole) <= page.style.width else legend:
        page.add(line, hang=2, style=DIM)
    if cell >= LEAST_CELL and not page.style.plain:
        page.add_part(_beside(page, titles, rows, label, cell))
    else:
        _add_stacked(page, titles, rows)


def _beside(page: Page, titles: Mapping[str, str], rows: Sequence[Row], label: int, cell: int) -> Table:
    """The rows as a table: the mark, the label, a column per role."""
    table = make_columns([GUTTER, label + GUTTER, *[cell + GUTTER] * len(titles)])
    heads = [Lines().add(wrap(title, cell), BOLD) for title in titles.values()]
    table.add_row("", "", *heads)
    for area, of_area in groupby(rows, key=lambda row: row.area):
        table.add_row("", Lines().add(["", *(wrap(capitalise(area), label) if area else [])], HEADING))
        for row in of_area:
            mark = get_mark(row, list(titles))
            table.add_row(
                Lines().add([mark], GOOD if mark == "=" else BOLD),
                _label(row, label, tell_differences=len(titles) == 2),
                *(_cell(page, row.roles[role], cell, absent=say_absent(row, role)) for role in titles),
            )
    return table


def _label(row: Row, width: int, *, tell_differences: bool) -> Lines:
    """The label of a row and, of two roles, how their ratings differ."""
    lines = Lines().add(wrap(row.label, width))
    differences = describe_differences(row.differences) if tell_differences else ""
    return lines.add(wrap(differences, width), DIM) if differences else lines


def _add_stacked(page: Page, titles: Mapping[str, str], rows: Sequence[Row]) -> None:
    """Each row as a paragraph: its label, then what each role's cell says."""
    for area, of_area in groupby(rows, key=lambda row: row.area):
        page.add()
        if area:
            page.add(capitalise(area), style=HEADING)
        for row in of_area:
            page.add(f"{get_mark(row, list(titles))} {row.label}", hang=2, style=BOLD)
            if len(titles) == 2 and (differences := describe_differences(row.differences)):
                page.add(differences, indent=4, hang=2, style=DIM)
            for role, title in titles.items():
                cell = row.roles[role]
                if cell is None:
                    continue
                before = introduce(cell)
                if len(cell.statements) == 1 and not before:
                    statement = cell.statements[0]
                    page.add(f"{title}: {qualify(statement)}{page.refs(statement.sources)}", indent=4, hang=2)
                    continue
                page.add(f"{title}: {before}".rstrip(), indent=4, hang=2)
                for statement in cell.statements:
                    page.add(f"{page.bullet} {qualify(statement)}{page.refs(statement.sources)}", indent=4, hang=2)
            _add_absent(page, titles, row)


def _add_absent(page: Page, titles: Mapping[str, str], row: Row) -> None:
    """The roles that do not state an item, in a line; those that there is no data for, in another."""
    silent: dict[str, list[str]] = {}
    for role, title in titles.items():
        if row.roles[role] is None:
            silent.setdefault(say_absent(row, role), []).append(title)
    for absent, of_absent in silent.items():
        page.add(f"{', '.join(of_absent)}: {absent}", indent=4, hang=2, style=DIM)


def _cell(page: Page, cell: Cell | Stated | None, width: int, indent: int = 0, absent: str = NOT_STATED) -> Lines:
    """All that is stated in one cell: a hanging paragraph each where there is more than one statement; `absent` is what
    an empty one says."""
    lines = Lines(indent)
    if cell is None:
        return lines.add([absent], DIM)
    if before := introduce(cell):
        lines.add(wrap(before, width), WARNING)
    bullet, hang = (f"{page.bullet} ", 2) if len(cell.statements) > 1 else ("", 0)
    for statement in cell.statements:
        lines.add(wrap(f"{bullet}{qualify(statement)}{page.refs(statement.sources)}", width, hang))
    return lines


def render_role(document: RoleDocument, style: Style) -> str:
    """One role: who it is and, unless sections are asked for, its names and its place on ladders; then all that is
    stated of it, then the sources."""
    role = document.role
    page = Page(style, document.sources)
    page.add(role.title, style=BOLD)
    page.add(role.summary or f"summary {NOT_STATED}")
    for note in document.notes:
        page.add(f"{page.bullet} {note}", hang=2)
    page.add()
    for code in role.codes:
        page.add(describe_code(code), hang=2)
    if not style.sections:
        _add_place(page, role)
    titles = {role.id: role.title}
    if style.shows("salary"):
        add_pay(page, titles, role.salary)
    if style.shows("outlook"):
        add_outlook(page, titles, role.outlook)
    for section in SECTIONS:
        cells = role.section(section)
        if style.shows_items(section, cells):
            page.add_title(SECTION_TITLES[section], f"{len(cells)} stated" if cells else "")
            if cells:
                _add_cells(page, cells)
            else:
                page.add(NOT_STATED)
    page.add_sources()
    keys = _keys(style, (cell for section in SECTIONS for cell in role.section(section)))
    return page.text(*keys, *describe_origins_of_role(role, document.sources))


def _add_place(page: Page, role: Role) -> None:
    """What else a role is called, whom it reports to, and its neighbours."""
    page.add(f"Also called: {', '.join(role.aliases) or NOT_STATED}", hang=2)
    superiors = [f"{qualify(said)}{page.refs(said.sources)}" for cell in role.reports_to for said in cell.statements]
    page.add(f"Reports to: {'; '.join(superiors) or NOT_STATED}", hang=2)
    _add_neighbours(page, role)


def _add_neighbours(page: Page, role: Role) -> None:
    """The ladders that a role is on, and the roles that its publisher calls related."""
    for ladder in role.ladder:
        page.add(f"Ladder: {describe_ladder(ladder, page.arrow)}{page.refs(ladder.sources)}", hang=2)
        page.add(f"Neighbours: {describe_neighbours(ladder)}", hang=2)
    if not role.ladder:
        page.add(f"Ladder and neighbours: {NOT_STATED}")
    for line in describe_related(role.related):
        page.add(line, hang=2)


def _add_cells(page: Page, cells: Sequence[Stated]) -> None:
    """The cells of a role by area: label and statements beside each other where there is room, else stacked."""
    label = min(MOST_LABEL, page.style.width // 3)
    room = page.style.width - label - GUTTER
    for area, of_area in groupby(cells, key=lambda cell: cell.area):
        page.add()
        if area:
            page.add(capitalise(area), style=HEADING)
        if room < 2 * LEAST_CELL or page.style.plain:
            for cell in of_area:
                page.add(cell.label, hang=2, style=BOLD)
                page.add_part(_cell(page, cell, page.style.width - 4, indent=4))
            continue
        table = make_columns([label + GUTTER, room])
        for cell in of_area:
            table.add_row(Lines().add(wrap(cell.label, label)), _cell(page, cell, room))
        page.add_part(table)
