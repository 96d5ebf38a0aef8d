"""Markdown: a readable document with footnotes."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import assert_never

from careercli.comparison.pay import get_estimates
from careercli.documents import (
    Comparison,
    DatasetList,
    Document,
    Gap,
    RoleDocument,
    RoleList,
    Row,
    SearchResults,
)
from careercli.model import (
    SECTIONS,
    Cell,
    Estimate,
    Outlook,
    Source,
    Stated,
    Statement,
)
from careercli.render import Style
from careercli.render.wording import (
    FIELDS,
    HOW_TO_READ,
    HOW_TO_READ_RATINGS,
    NO_ROWS,
    NOT_STATED,
    SECTION_TITLES,
    count_rows,
    describe_amount,
    describe_code,
    describe_counts,
    describe_differences,
    describe_found,
    describe_gaps,
    describe_ladder,
    describe_marks,
    describe_more,
    describe_neighbours,
    describe_origin,
    describe_outlook,
    describe_percentiles,
    describe_related,
    describe_scope,
    describe_source,
    describe_voices,
    get_mark,
    get_unshown,
    group_figures,
    has_ratings,
    introduce,
    number_sources,
    qualify,
    say_absent,
)
from careercli.words import capitalise

ARROW = "\u2192"


def escape(text: str) -> str:
    """Text that Markdown shows as it is: its own syntax, HTML and table pipes escaped, line ends as spaces."""
    text = re.sub(r"([\\`*_{}\[\]<>#|~&!])", r"\\\1", " ".join(text.split()))
    text = re.sub(r"^([-+=])", r"\\\1", text)
    return re.sub(r"^(\d+)([.)])", r"\1\\\2", text)


def _refs(sources: Iterable[str], numbers: Mapping[str, int]) -> str:
    return "".join(f"[^{number}]" for number in sorted(numbers[source] for source in sources))


def _say(statement: Statement, numbers: Mapping[str, int]) -> str:
    return escape(qualify(statement)) + _refs(statement.sources, numbers)


def _cell(cell: Cell | Stated | None, numbers: Mapping[str, int], absent: str = NOT_STATED) -> str:
    if cell is None:
        return f"*{absent}*"
    said = "; ".join(_say(statement, numbers) for statement in cell.statements)
    word, _, why = introduce(cell).partition(":")
    return f"**{word}:** {f'*{escape(why.strip())}* ' if why else ''}{said}" if word else said


def _table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> list[str]:
    rows = [head, ["---"] * len(head), *lines]
    return [*(f"| {' | '.join(row)} |" for row in rows), ""]


def _footnotes(sources: Mapping[str, Source], *notes: str) -> list[str]:
    if not sources:
        return []
    voices = [f"{sentence}\n" for sentence in (*describe_voices(sources, "[^{}]", escape), *notes)]
    footnotes = [
        f"[^{number}]: {escape(describe_source(sources[source]))}" for source, number in number_sources(sources).items()
    ]
    return ["## Sources", "", *voices, *footnotes]


def _document(lines: Iterable[str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def _pay(
    titles: Mapping[str, str], estimates: Sequence[Estimate], gaps: Sequence[Gap], numbers: Mapping[str, int]
) -> list[str]:
    lines = [f"## {SECTION_TITLES['salary']}", ""]
    own: list[Sequence[str]] = []
    for role, title in titles.items():
        figures = [estimate for estimate in get_estimates(estimates, "own") if estimate.role == role]
        pay = "; ".join(_figure(figure) + _refs(figure.sources, numbers) for figure in figures)
        own.append((escape(title), pay or f"*{NOT_STATED}*"))
    lines += _table(("Role", "As the sources state it"), own)
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
                lines.append(f"  - {said}{_refs(estimate.sources, numbers)}")
        nearest = {estimate.role: estimate.nearest.title for estimate in estimates if estimate.nearest}
        lines += ["", *_gaps([gap for gap in gaps if gap.basis == "nearest"], {**titles, **nearest})]
    return lines


def _figure(figure: Estimate) -> str:
    """A role's own pay, with its scope and percentiles where these are published."""
    if figure.percentiles is None:
        return escape(describe_amount(figure))
    parts = [describe_amount(figure), describe_scope(figure), describe_percentiles(figure.percentiles, figure.currency)]
    return escape(", ".join(part for part in parts if part))


def _gaps(gaps: Sequence[Gap], names: Mapping[str, str]) -> list[str]:
    told, notes = describe_gaps(gaps, names, ARROW)
    lines = [f"- {escape(f'{line}. {note}')}" for line, note in told]
    return [*lines, *(f"- {escape(note)}" for note in notes), ""]


def _outlook(titles: Mapping[str, str], outlook: Sequence[Outlook], numbers: Mapping[str, int]) -> list[str]:
    lines = [f"## {SECTION_TITLES['outlook']}", ""]
    for group in group_figures(titles, outlook=outlook):
        for figure in group.outlook:
            said = "; ".join(describe_outlook(figure)) or NOT_STATED
            lines.append(f"- {escape(group.title)}: {escape(said)}{_refs(figure.sources, numbers)}")
    return [*(lines if outlook else [*lines, f"*{NOT_STATED}*"]), ""]


def _heading(area: str | None) -> list[str]:
    return [f"### {escape(capitalise(area))}", ""] if area else []


def _render_comparison(comparison: Comparison, style: Style) -> str:
    """The comparison: the answer in sentences, pay, outlook, a table per area, footnotes."""
    numbers = number_sources(comparison.sources)
    titles = {role.id: role.title for role in comparison.roles}
    lines = [f"# {' vs '.join(escape(title) for title in titles.values())}", ""]
    lines += [*(f"- {escape(sentence)}" for sentence in (*comparison.summary, *comparison.notes)), ""]
    if unshown := get_unshown(comparison):
        lines += [f"The pay told above rests also on {_refs(unshown, numbers)}.", ""]
    if style.shows("salary"):
        lines += _pay(titles, comparison.salary.estimates, comparison.salary.gaps, numbers)
    if style.shows("outlook"):
        lines += _outlook(titles, comparison.outlook, numbers)
    for section in SECTIONS:
        if not style.shows(section):
            continue
        rows = comparison.section(section)
        lines += [f"## {SECTION_TITLES[section]}", ""]
        if not rows:
            lines += [f"*{NO_ROWS[style.only]}*", ""]
            continue
        marks = ", ".join(f"`{mark[0]}` {escape(mark[2:])}" for mark in describe_marks(list(titles.values()), rows))
        lines += [f"{count_rows(rows)}. {marks}", ""]
        for area, of_area in groupby(rows, key=lambda row: row.area):
            lines += _heading(area)
            lines += _table(
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
    return _document([*lines, *_footnotes(comparison.sources, *_keys(style, cells))])


def _label(row: Row, *, tell_differences: bool) -> str:
    """The label of a row and, of two roles, how their ratings differ."""
    differences = describe_differences(row.differences) if tell_differences else ""
    return escape(f"{row.label} ({differences})" if differences else row.label)


def _keys(style: Style, cells: Iterable[Cell | Stated | None]) -> list[str]:
    """How to read what the sections tell."""
    keys = [HOW_TO_READ] if any(map(style.shows, SECTIONS)) else []
    return [*keys, HOW_TO_READ_RATINGS] if has_ratings(cells) else keys


def _render_role(document: RoleDocument, style: Style) -> str:
    """One role: who it is and where it stands, then all that is stated of it, footnotes."""
    role = document.role
    numbers = number_sources(document.sources)
    lines = [f"# {escape(role.title)}", "", escape(role.summary or f"summary {NOT_STATED}"), ""]
    lines += [f"- {escape(note)}" for note in document.notes]
    lines += [f"- {escape(describe_code(code))}" for code in role.codes]
    lines.append(f"- Also called: {escape(', '.join(role.aliases) or NOT_STATED)}")
    superiors = [_say(statement, numbers) for cell in role.reports_to for statement in cell.statements]
    lines.append(f"- Reports to: {'; '.join(superiors) or NOT_STATED}")
    for ladder in role.ladder:
        lines.append(f"- Ladder: {escape(describe_ladder(ladder, ARROW))}{_refs(ladder.sources, numbers)}")
        lines.append(f"- Neighbours: {escape(describe_neighbours(ladder))}")
    if not role.ladder:
        lines.append(f"- Ladder and neighbours: {NOT_STATED}")
    lines += [f"- {escape(line)}" for line in describe_related(role.related)]
    lines.append("")
    titles = {role.id: role.title}
    if style.shows("salary"):
        lines += _pay(titles, role.salary, (), numbers)
    if style.shows("outlook"):
        lines += _outlook(titles, role.outlook, numbers)
    for section in SECTIONS:
        if not style.shows(section):
            continue
        cells = role.section(section)
        lines += [f"## {SECTION_TITLES[section]}", ""]
        if not cells:
            lines += [f"*{NOT_STATED}*", ""]
        for area, of_area in groupby(cells, key=lambda cell: cell.area):
            lines += _heading(area)
            lines += _table(("Item", "Statements"), [(escape(cell.label), _cell(cell, numbers)) for cell in of_area])
    every = (cell for section in SECTIONS for cell in role.section(section))
    return _document([*lines, *_footnotes(document.sources, *_keys(style, every))])


def _render_list(roles: RoleList, style: Style) -> str:
    """The roles as a table: id, title, own pay, dataset."""
    numbers = number_sources(roles.sources)
    lines = []
    for role in roles.roles:
        pay = "; ".join(escape(describe_amount(pay)) + _refs(pay.sources, numbers) for pay in role.salary)
        lines.append((f"`{role.id}`", escape(role.title), pay or f"*{NOT_STATED}*", escape(role.dataset)))
    head = ("Id", "Title", "Pay", "Dataset")
    return _document(
        ["# Roles", "", *_table(head, lines), escape(describe_more(roles)), "", *_footnotes(roles.sources)]
    )


def _render_search(results: SearchResults, style: Style) -> str:
    """What a search found as a table: title, id, dataset, and what matches."""
    numbers = number_sources(results.sources)
    lines = [
        (
            escape(hit.title) + _refs(hit.sources, numbers),
            f"`{hit.id}`",
            escape(hit.dataset),
            escape(f"{FIELDS[hit.field]}: {hit.text}"),
        )
        for hit in results.hits
    ]
    table = _table(("Title", "Id", "Dataset", "Matches"), lines) if lines else []
    title = f"# {escape(results.query)}"
    return _document([title, "", *table, escape(describe_found(results)), "", *_footnotes(results.sources)])


def _render_datasets(datasets: DatasetList, style: Style) -> str:
    """The datasets as a list: what is imported and what it holds, what is not and where to get it."""
    lines = ["# Datasets", ""]
    for dataset in datasets.datasets:
        lines += [f"## {escape(dataset.name)}", "", f"- {escape(describe_source(dataset.source))}"]
        if dataset.version:
            lines.append(f"- {escape(describe_origin(dataset))}: {escape(describe_counts(dataset))}")
            lines += [f"- missing: {escape(each)}" for each in dataset.missing]
            lines += [f"- {escape(each)}" for each in dataset.notes]
        else:
            lines.append(f"- not imported; get it from {escape(dataset.get_from)}")
        lines.append("")
    return _document(lines)


def render(document: Document, style: Style) -> str:
    """A document as Markdown."""
    match document:
        case Comparison():
            return _render_comparison(document, style)
        case RoleDocument():
            return _render_role(document, style)
        case RoleList():
            return _render_list(document, style)
        case SearchResults():
            return _render_search(document, style)
        case DatasetList():
            return _render_datasets(document, style)
        case _:
            assert_never(document)
