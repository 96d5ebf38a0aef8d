"""The brief views of a comparison and of a role as Markdown."""

from collections.abc import Iterable, Mapping, Sequence

from careercli.comparison.gap import CLASSES
from careercli.comparison.highlights import TECHNOLOGY
from careercli.documents import Comparison, RoleDocument
from careercli.model import SECTIONS, Source
from careercli.render import Style
from careercli.render.brief import Sentence, get_titles
from careercli.render.brief.answer import is_comparable, make_answer
from careercli.render.brief.figures import (
    Group,
    describe_amount,
    describe_group,
    describe_line,
    describe_ranges,
    list_figures,
    name_kind,
)
from careercli.render.brief.lists import (
    CONTESTED,
    STATED,
    WEAKLY,
    Column,
    MarkPart,
    Part,
    cite,
    describe_classes,
    get_classes,
    has_contested,
    list_marks,
    list_parts,
    list_technology,
)
from careercli.render.brief.notes import (
    CONTESTED_KEY,
    MARKS_KEY,
    NOT_LISTED,
    describe_left_out,
    describe_ways,
    get_sources,
    group_sources,
    list_origins,
)
from careercli.render.brief.ratings import (
    cite_ratings,
    describe_contrasts,
    list_contrasts,
    list_ratings,
    say_difference,
)
from careercli.render.brief.role import (
    describe_left_out as describe_rest,
)
from careercli.render.brief.role import (
    describe_relatives,
    describe_technology,
    list_requirements,
    list_tops,
    shorten,
)
from careercli.render.brief.steps import list_steps
from careercli.render.markdown.text import escape, make_document, make_footnotes, make_table, refer
from careercli.render.origins import describe_origins_of_role
from careercli.render.wording import NOT_STATED, describe_codes, number_sources, qualify
from careercli.words import capitalise, join

SIGNS = ("\u25cb", "\u25cf")

Numbers = Mapping[str, int]


def render_comparison(comparison: Comparison, style: Style) -> str:
    """The brief view of a comparison."""
    sources = get_sources(comparison)
    numbers, titles = number_sources(sources), get_titles(comparison)
    lines = [f"# {' vs '.join(map(escape, titles.values()))}", ""]
    for sentence in make_answer(comparison):
        lines += [_say(sentence, numbers), ""]
    gaps = (comparison.highlights.pay_gap, comparison.highlights.official_gap)
    groups, figures = list_figures(titles, comparison.salary.estimates, comparison.outlook, gaps)
    lines += _list_figures(groups, sources)
    parts: Sequence[Part | MarkPart] = ()
    technology = list_technology(comparison, style.only)
    if is_comparable(comparison):
        lines += _list_steps(comparison)
        lines += _list_ratings(comparison, numbers)
        if len(titles) == 2:
            parts = list_parts(comparison, style.only)
            lines += [line for part in parts for line in _list_part(part, numbers)]
        else:
            parts = list_marks(comparison, style.only)
            lines += [line for part in parts for line in _list_marks(part, titles, numbers)]
        if classes := get_classes(comparison):
            refs = refer(cite(comparison, ["requirements"], CLASSES), numbers)
            lines += ["## Education and experience", "", f"The commonest class of each.{refs}", ""]
            lines += [*(f"- {escape(line)}" for line in describe_classes(titles, classes)), ""]
        if technology:
            refs = refer(cite(comparison, [*SECTIONS], {TECHNOLOGY}), numbers)
            lines += ["## Technology", "", f"Hot technology only.{refs}", "", *_list_columns(technology)]
    keys = [MARKS_KEY.format(*SIGNS)] if any(isinstance(part, MarkPart) for part in parts) else []
    keys += [CONTESTED_KEY] if has_contested(parts, technology) else []
    keys += [NOT_LISTED, *list_origins(comparison), describe_left_out(comparison, figures), describe_ways(style.full)]
    return make_document([*lines, *_list_sources(sources), escape(" ".join(key for key in keys if key))])


def _say(sentence: Sentence, numbers: Numbers) -> str:
    """A sentence with its footnotes; the spaces between its parts stay."""
    parts = []
    for part in sentence:
        before, after = (" " * part.text.startswith(" "), " " * part.text.endswith(" "))
        parts.append(f"{before}{escape(part.text)}{after}{refer(part.sources, numbers)}")
    return "".join(parts)


def _list_figures(groups: Sequence[Group], sources: Mapping[str, Source]) -> list[str]:
    """A table for each group of figures."""
    lines = ["## Pay and outlook", ""]
    numbers = number_sources(sources)
    for group in groups:
        unit = f", {name_kind(group.kind)}" if group.kind else ""
        lines += [escape(f"{capitalise(describe_group(group, sources))}{unit}:"), ""]
        rows = [
            (
                escape(line.label),
                escape(describe_amount(line)) + refer(line.sources, numbers),
                escape(describe_ranges(line)),
                escape(describe_line(line, group, sources)),
            )
            for line in group.lines
        ]
        lines += make_table(("Role", "Pay", "Range", "More"), rows)
    return lines if groups else [*lines, f"*{NOT_STATED}*", ""]


def _list_steps(comparison: Comparison) -> list[str]:
    steps = list_steps(comparison)
    if len(comparison.roles) > 2:
        lines = [f"- {escape(name)}: {escape('; '.join(of_step))}" for name, of_step in steps]
        return ["## What each step takes", "", *lines, ""]
    (name, there), *back = steps
    lines = [f"- {escape(capitalise(line))}" for line in there]
    lines += [f"- {escape(head)}: {escape(of_back[0])}" for head, of_back in back]
    return [f"## From {escape(name)}", "", *lines, ""]


def _list_ratings(comparison: Comparison, numbers: Numbers) -> list[str]:
    titles = get_titles(comparison)
    differences = [each for each in comparison.highlights.differences if each.largest]
    if not differences:
        return []
    refs = refer(cite_ratings(comparison), numbers)
    lines = ["## Ratings that differ most", "", f"{capitalise(differences[0].scale)}, in points of 100.{refs}", ""]
    if len(titles) > 2:
        rows = [
            (escape(row.label), *("" if value is None else f"{value:.0f}" for value in row.values.values()))
            for row in list_ratings(comparison)
        ]
        return [*lines, *make_table(("Item", *map(escape, titles.values())), rows)]
    entries = [each for side in list_contrasts(differences[0]).values() for each in side]
    table = [
        (escape(each.label), f"{each.from_value:.0f}", f"{each.to_value:.0f}", escape(say_difference(each)))
        for each in entries
    ]
    heads = ("Item", *map(escape, titles.values()), "Difference")
    return [*lines, *make_table(heads, table), escape(describe_contrasts(differences[0])), ""]


def _cite(sources: Sequence[str], numbers: Numbers) -> str:
    """The sources of a whole part."""
    return f"Sources:{refer(sources, numbers)}" if sources else ""


def _list_part(part: Part, numbers: Numbers) -> list[str]:
    none = f"None {join(part.none)}." if part.none else ""
    heads = ("Area", *(escape(f"{column.head} ({column.number})") for column in part.columns))
    rows = [
        (escape(area), *(escape("; ".join(column.cells.get(area, []))) for column in part.columns))
        for area in part.areas
    ]
    return [
        f"## {part.title}",
        "",
        f"{escape(none)} {_cite(part.sources, numbers)}".strip(),
        "",
        *make_table(heads, rows),
    ]


def _list_marks(part: MarkPart, titles: Mapping[str, str], numbers: Numbers) -> list[str]:
    lines = [f"## {part.title}", "", _cite(part.sources, numbers), ""]
    if part.rows:
        signs = {STATED: SIGNS[1], WEAKLY: SIGNS[0], "": ""}
        rows = []
        for row in part.rows:
            marks = []
            for mark in row.marks:
                sign = signs.get(mark.removesuffix(CONTESTED), "?")
                marks.append(sign + escape(CONTESTED) * mark.endswith(CONTESTED))
            rows.append((escape(row.area), escape(row.label), *marks))
        lines += make_table(("Area", "Item", *map(escape, titles.values())), rows)
    return [*lines, *_list_columns(part.only)]


def _list_columns(columns: Iterable[Column]) -> list[str]:
    """A list item for each column, with a list of areas below it."""
    lines = []
    for column in columns:
        head = f"- {escape(f'{column.head} ({column.number})')}"
        if [*column.cells] in ([""], [TECHNOLOGY]):
            (labels,) = column.cells.values()
            lines.append(f"{head}: {escape('; '.join(labels))}")
            continue
        lines.append(head)
        lines += [
            f"  - {escape(f'{area}: ' * bool(area) + '; '.join(of_area))}" for area, of_area in column.cells.items()
        ]
    return [*lines, ""] if lines else []


def _list_sources(sources: Mapping[str, Source]) -> list[str]:
    """Who says so, those of one voice together; then a footnote for each source."""
    if not sources:
        return []
    numbers = number_sources(sources)
    groups = [f"- {refer(group.ids, numbers)} {escape(group.text)}" for group in group_sources(sources)]
    title, blank, *footnotes = make_footnotes(sources, voices=False)
    return [title, blank, *groups, "", *footnotes, ""]


def render_role(document: RoleDocument, style: Style) -> str:
    """The brief view of a role."""
    role, sources = document.role, document.sources
    numbers = number_sources(sources)
    lines = [f"# {escape(role.title)}", ""]
    lines += [escape(text) + "\n" for text in ([role.summary] if role.summary else []) + list(document.notes)]
    lines += [f"- {escape(line)}" for line in describe_codes(role.codes)]
    lines += [f"- Also called: {escape(shorten(role.aliases, len(role.aliases)))}"] if role.aliases else []
    superiors = [
        escape(qualify(said)) + refer(said.sources, numbers) for cell in role.reports_to for said in cell.statements
    ]
    lines += [f"- Reports to: {'; '.join(superiors)}"] if superiors else []
    groups, figures = list_figures({role.id: role.title}, role.salary, role.outlook)
    lines += ["", *_list_figures(groups, sources)]
    parts = list_tops(role)
    classes = [f"- {escape(line)}" for line in list_requirements(role)]
    for part in parts:
        lines += [f"## {part.title} ({part.number})", ""]
        for top in part.items:
            value = f": {top.value:.0f} of 100" if top.value is not None else ""
            lines.append(f"- {escape(top.label)}{value}{refer(top.sources, numbers)}")
        lines += [*(classes if part.title == "Requirements" else []), ""]
    if classes and not any(part.title == "Requirements" for part in parts):
        lines += ["## Requirements", "", *classes, ""]
    if technology := describe_technology(role):
        lines += ["## Technology", "", f"Hot technology only: {escape(technology)}", ""]
    if relatives := describe_relatives(role):
        lines += ["## Ladder and relatives", "", *(f"- {escape(line)}" for line in relatives), ""]
    is_contested = any(top.label.endswith(CONTESTED) for part in parts for top in part.items)
    origins = describe_origins_of_role(role, sources)
    keys = [CONTESTED_KEY * is_contested, NOT_LISTED, *origins, describe_rest(role, figures), describe_ways(style.full)]
    return make_document([*lines, *_list_sources(sources), escape(" ".join(key for key in keys if key))])
