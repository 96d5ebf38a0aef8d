"""The full view of a comparison and of a role as Markdown."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from careercli.comparison.pay import get_estimates
from careercli.documents import (
    Comparison,
    Gap,
    RoleDocument,
    Row,
)
from careercli.model import (
    SECTIONS,
    Cell,
    Estimate,
    Outlook,
    Role,
    Stated,
    Statement,
)
from careercli.render import Style
from careercli.render.markdown.text import escape, make_document, make_footnotes, make_table, refer
from careercli.render.origins import describe_origins, describe_origins_of_role
from careercli.render.wording import (
    HOW_TO_READ,
    HOW_TO_READ_RATINGS,
    NO_ROWS,
    NOT_STATED,
    SECTION_TITLES,
    count_rows,
    describe_amount,
    describe_code,
    describe_differences,
    describe_gaps,
    describe_ladder,
    describe_marks,
    describe_neighbours,
    describe_outlook,
    describe_percentiles,
    describe_related,
    describe_scope,
    get_mark,
    get_shown,
    group_figures,
    has_ratings,
    introduce,
    number_sources,
    qualify,
    say_absent,
)
from careercli.words import capitalise

ARROW = "\u2192"


def _say(statement: Statement, numbers: Mapping[str, int]) -> str:
    return escape(qualify(statement)) + refer(statement.sources, numbers)


def _cell(cell: Cell | Stated | None, numbers: Mapping[str, int], absent: str = NOT_STATED) -> str:
    if cell is None:
        return f"*{absent}*"
    said = "; ".join(_say(statement, numbers) for statement in cell.statements)
    word, _, why = introduce(cell).partition(":")
    return f"**{word}:** {f'*{escape(why.strip())}* ' if why else ''}{said}" if word else said


def _pay(
    titles: Mapping[str, str], estimates: Sequence[Estimate], gaps: Sequence[Gap], numbers: Mapping[str, int]
) -> list[str]:
    lines = [f"## {SECTION_TITLES['salary']}", ""]
    own: list[Sequence[str]] = []
    for role, title in titles.items():
        figures = [estimate for estimate in get_estimates(estimates, "own") if estimate.role == role]
        pay = "; ".join(_figure(figure) + refer(figure.sources, numbers) for figure in figures)
        own.append((escape(title), pay or f"*{NOT_STATED}*"))
    lines += make_table(("Role", "As the sources state it"), own)
    lines += _gaps([gap for gap in gaps if gap.basis == "own"], titles)
    groups = group_figures(titles, get_estimates(estimates, "nearest"))
    if groups:
        lines += ["Official figures for the nearest occupations, which are broader than the roles:", ""]
        for group in groups:
            lines.append(f"- {escape(group.title)}")
            for estimate in group.estimates:
                parts = [describe_amount(estimate), describe_scope(estimate)]
                if estimate.percentiles:
                    parts.append(describe_percentiles(estimate.percentiles, estimate.currency))
                said = escape("; ".join(part for part in parts if part))
                lines.append(f"  - {said}{refer(estimate.sources, numbers)}")
        nearest = {estimate.role: estimate.nearest.title for estimate in estimates if estimate.nearest}
        lines += ["", *_gaps([gap for gap in gaps if gap.basis == "nearest"], {**titles, **nearest})]
    return lines


def _figure(figure: Estimate) -> str:
    """A role's own pay, with its scope and percentiles where these are published."""
    if figure.percentiles is None and figure.error is None:
        return escape(describe_amount(figure))
    parts = [describe_amount(figure), describe_scope(figure)]
    parts += [describe_percentiles(figure.percentiles, figure.currency)] if figure.percentiles else []
    return escape(", ".join(part for part in parts if part))


def _gaps(gaps: Sequence[Gap], names: Mapping[str, str]) -> list[str]:
    found, notes = describe_gaps(gaps, names, ARROW)
    lines = [f"- {escape(f'{line}. {note}')}" for line, note in found]
    return [*lines, *(f"- {escape(note)}" for note in notes), ""]


def _outlook(titles: Mapping[str, str], outlook: Sequence[Outlook], numbers: Mapping[str, int]) -> list[str]:
    lines = [f"## {SECTION_TITLES['outlook']}", ""]
    for group in group_figures(titles, outlook=outlook):
        for figure in group.outlook:
            said = "; ".join(describe_outlook(figure)) or NOT_STATED
            lines.append(f"- {escape(group.title)}: {escape(said)}{refer(figure.sources, numbers)}")
    return [*(lines if outlook else [*lines, f"*{NOT_STATED}*"]), ""]


def _heading(area: str | None) -> list[str]:
    return [f"### {escape(capitalise(area))}", ""] if area else []


def render_comparison(comparison: Comparison, style: Style) -> str:
    """The comparison: the answer in sentences, pay, outlook, a table per area, footnotes."""
    numbers = number_sources(comparison.sources)
    titles = {role.id: role.title for role in comparison.roles}
    lines = [f"# {' vs '.join(escape(title) for title in titles.values())}", ""]
    sentences = (*(() if style.sections else comparison.summary), *comparison.notes)
    lines += [*(f"- {escape(sentence)}" for sentence in sentences), ""]
    if style.shows("salary"):
        lines += _pay(titles, comparison.salary.estimates, comparison.salary.gaps, numbers)
    if style.shows("outlook"):
        lines += _outlook(titles, comparison.outlook, numbers)
    for section in SECTIONS:
        rows = comparison.section(section)
        if not style.shows_items(section, rows):
            continue
        lines += [f"## {SECTION_TITLES[section]}", ""]
        if not rows:
            lines += [f"*{NO_ROWS[style.only]}*", ""]
            continue
        marks = ", ".join(f"`{mark[0]}` {escape(mark[2:])}" for mark in describe_marks(list(titles.values()), rows))
        lines += [f"{count_rows(rows)}. {marks}", ""]
        for area, of_area in groupby(rows, key=lambda row: row.area):
            lines += _heading(area)
            lines += make_table(
                ("", "Item", *(escape(title) for title in titles.values())),
                [
                    (
                        f"`{get_mark(row, list(titles))}`",
                        _label(row, tell_differences=len(titles) == 2),
                        *(_cell(row.roles[role], numbers, say_absent(row, role)) for role in titles),
                    )
                    for row in of_area
                ],
            )
    cells = (cell for section in SECTIONS for row in comparison.section(section) for cell in row.roles.values())
    origins = map(escape, describe_origins(comparison, comparison.sources))
    return make_document(
        [*lines, *make_footnotes(get_shown(comparison, style.sections), *_keys(style, cells), *origins)]
    )


def _label(row: Row, *, tell_differences: bool) -> str:
    """The label of a row and, of two roles, how their ratings differ."""
    differences = describe_differences(row.differences) if tell_differences else ""
    return escape(f"{row.label} ({differences})" if differences else row.label)


def _keys(style: Style, cells: Iterable[Cell | Stated | None]) -> list[str]:
    """How to read what the sections say."""
    keys = [HOW_TO_READ] if any(map(style.shows, SECTIONS)) else []
    return [*keys, HOW_TO_READ_RATINGS] if has_ratings(cells) else keys


def _describe_place(role: Role, numbers: Mapping[str, int]) -> list[str]:
    """What else a role is called, whom it reports to, and its neighbours."""
    lines = [f"- Also called: {escape(', '.join(role.aliases) or NOT_STATED)}"]
    superiors = [_say(statement, numbers) for cell in role.reports_to for statement in cell.statements]
    lines.append(f"- Reports to: {'; '.join(superiors) or NOT_STATED}")
    for ladder in role.ladder:
        lines.append(f"- Ladder: {escape(describe_ladder(ladder, ARROW))}{refer(ladder.sources, numbers)}")
        lines.append(f"- Neighbours: {escape(describe_neighbours(ladder))}")
    if not role.ladder:
        lines.append(f"- Ladder and neighbours: {NOT_STATED}")
    return [*lines, *(f"- {escape(line)}" for line in describe_related(role.related))]


def render_role(document: RoleDocument, style: Style) -> str:
    """One role: who it is and, unless sections are asked for, its names and its place on ladders; then all that is
    stated of it, footnotes."""
    role = document.role
    numbers = number_sources(document.sources)
    lines = [f"# {escape(role.title)}", "", escape(role.summary or f"summary {NOT_STATED}"), ""]
    lines += [f"- {escape(note)}" for note in document.notes]
    lines += [f"- {escape(describe_code(code))}" for code in role.codes]
    lines += [] if style.sections else _describe_place(role, numbers)
    lines.append("")
    titles = {role.id: role.title}
    if style.shows("salary"):
        lines += _pay(titles, role.salary, (), numbers)
    if style.shows("outlook"):
        lines += _outlook(titles, role.outlook, numbers)
    for section in SECTIONS:
        cells = role.section(section)
        if not style.shows_items(section, cells):
            continue
        lines += [f"## {SECTION_TITLES[section]}", ""]
        if not cells:
            lines += [f"*{NOT_STATED}*", ""]
        for area, of_area in groupby(cells, key=lambda cell: cell.area):
            lines += _heading(area)
            lines += make_table(
                ("Item", "Statements"), [(escape(cell.label), _cell(cell, numbers)) for cell in of_area]
            )
    every = (cell for section in SECTIONS for cell in role.section(section))
    origins = map(escape, describe_origins_of_role(role, document.sources))
    return make_document([*lines, *make_footnotes(document.sources, *_keys(style, every), *origins)])
