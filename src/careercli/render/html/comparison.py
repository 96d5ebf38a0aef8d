"""The page of a comparison: the answer, charts, what both list and what one lists alone, then the evidence."""

from collections.abc import Collection, Mapping

from careercli.comparison.gap import CLASSES
from careercli.comparison.highlights import TECHNOLOGY
from careercli.documents import Comparison
from careercli.model import SECTIONS
from careercli.render import Style
from careercli.render.brief import get_titles
from careercli.render.brief.answer import is_comparable, make_answer
from careercli.render.brief.figures import list_figures
from careercli.render.brief.lists import (
    CONTESTED,
    NO_DATA,
    STATED,
    WEAKLY,
    Column,
    MarkPart,
    Part,
    cite,
    get_classes,
    list_marks,
    list_parts,
    list_technology,
)
from careercli.render.brief.notes import NOT_LISTED, describe_left_out, get_sources, list_origins
from careercli.render.brief.ratings import (
    cite_ratings,
    describe_contrasts,
    list_contrasts,
    list_ratings,
    say_difference,
)
from careercli.render.brief.steps import list_steps
from careercli.render.charts.ratings import Dots, draw_ratings
from careercli.render.html.content import (
    Block,
    Facts,
    Head,
    Items,
    Links,
    Page,
    Paragraph,
    Row,
    Run,
    Section,
    Table,
    Text,
    make_anchor,
    say,
    say_sentence,
)
from careercli.render.html.evidence import list_comparison, make_evidence
from careercli.render.html.figures import cite_only, make_figure, make_pay
from careercli.render.wording import LETTERS
from careercli.words import capitalise, join

MARKS = {STATED: "listed", WEAKLY: "possibly", NO_DATA: "no data", "": "not listed"}
"""What a mark of the brief views is in words."""

PART_CAPTION = "{}: what both list, and what only one of them does"
MARKS_CAPTION = "{}: what several of them list"


def make_page(comparison: Comparison, style: Style, links: Links) -> Page:
    """The page of a comparison."""
    titles = get_titles(comparison)
    letters = dict(zip(titles, LETTERS, strict=False))
    sections: list[Section] = []
    notes: list[str] = []
    if not style.sections:
        answer = [say_sentence(sentence) for sentence in make_answer(comparison)]
        lead: list[Block] = [Paragraph(text, is_lead=not number) for number, text in enumerate(answer)]
        sections.append(Section("answer", "The answer", lead))
        gaps = (comparison.highlights.pay_gap, comparison.highlights.official_gap)
        groups, left_out = list_figures(titles, comparison.salary.estimates, comparison.outlook, gaps)
        sections.append(make_pay(groups, comparison.sources, letters))
        if is_comparable(comparison):
            sections += _list_sections(comparison, style, letters)
        notes += [NOT_LISTED, *list_origins(comparison)]
        notes += [describe_left_out(comparison, left_out)] if style.brief else []
    if not style.brief:
        sections += make_evidence(list_comparison(comparison, letters, style))
    heading: list[Run] = []
    for role, title in titles.items():
        heading += [Run(" vs ", tone="soft")] if heading else []
        heading.append(Run(title, href=links(role), letter=letters[role]))
    return Page(
        title=" vs ".join(titles.values()),
        heading=tuple(heading),
        about=" ".join(comparison.summary[:1]),
        sections=sections,
        sources=get_sources(comparison) if style.brief else comparison.sources,
        notes=[note for note in notes if note],
    )


def _list_sections(comparison: Comparison, style: Style, letters: Mapping[str, str]) -> list[Section]:
    titles = get_titles(comparison)
    contested = _find_contested(comparison)
    sections = [_make_steps(comparison), *_make_ratings(comparison, letters)]
    if len(titles) == 2:
        sections += [_make_part(part, letters, contested) for part in list_parts(comparison, style.only)]
    else:
        sections += [_make_marks(part, titles, letters, contested) for part in list_marks(comparison, style.only)]
    sections += _make_classes(comparison, letters)
    if technology := list_technology(comparison, style.only):
        sources = cite(comparison, [*SECTIONS], {TECHNOLOGY})
        blocks = _list_columns(technology, contested)
        sections.append(
            Section("technology", "Technology", [Paragraph((Run("Hot technology only.", sources),)), *blocks])
        )
    return sections


def _find_contested(comparison: Comparison) -> set[str]:
    """The labels of contested items, as the brief views mark them."""
    return {
        f"{row.label}{CONTESTED}" for section in SECTIONS for row in comparison.section(section) if row.is_contested
    }


def say_label(label: str, contested: Collection[str]) -> Text:
    """A label, with a word for the mark of what sources disagree on."""
    if label in contested:
        return (Run(label.removesuffix(CONTESTED)), Run("contested", tone="flag"))
    return say(label)


def _make_steps(comparison: Comparison) -> Section:
    steps = list_steps(comparison)
    if len(comparison.roles) > 2:
        return Section(
            "steps",
            "What each step takes",
            [Facts([(say(name), [say(capitalise(line)) for line in said]) for name, said in steps])],
        )
    (name, there), *back = steps
    blocks: list[Block] = [Items([say(capitalise(line)) for line in there])]
    blocks += [Paragraph((Run(f"{head}: ", tone="strong"), Run(said[0]))) for head, said in back]
    return Section("steps", f"From {name}", blocks)


def _make_ratings(comparison: Comparison, letters: Mapping[str, str]) -> list[Section]:
    titles = get_titles(comparison)
    differences = [each for each in comparison.highlights.differences if each.largest]
    if not differences:
        return []
    title = f"{capitalise(differences[0].scale)} in points of 100"
    names = [f"{letters[role]} {title}" for role, title in titles.items()]
    if len(titles) > 2:
        rows = [Dots(row.label, [row.values[role] for role in titles]) for row in list_ratings(comparison)]
        chart = draw_ratings("ratings-chart", title, rows, names)
    else:
        every = [each for side in list_contrasts(differences[0]).values() for each in side]
        rows = [Dots(each.label, (each.from_value, each.to_value), say_difference(each)) for each in every]
        chart = draw_ratings("ratings-chart", title, rows, names, "Difference")
        chart = chart._replace(
            key=f"Difference: {join(list(titles.values())[::-1], 'less')}. {describe_contrasts(differences[0])}"
        )
    lead = Paragraph((Run(f"{title}.", cite_ratings(comparison)),))
    figure = make_figure(chart)
    return [Section("ratings", "Ratings that differ most", [lead, figure])]


def _make_part(part: Part, letters: Mapping[str, str], contested: Collection[str]) -> Section:
    heads = [Head("Area")]
    heads += [
        Head(
            f"{column.head} ({column.number})",
            letters[column.role] if column.role else " ".join(letters.values()),
            short=column.head,
        )
        for column in part.columns
    ]
    rows = [
        Row(
            say(area),
            [[say_label(label, contested) for label in column.cells.get(area, [])] for column in part.columns],
        )
        for area in part.areas
    ]
    blocks: list[Block] = [
        Table(PART_CAPTION.format(part.title), heads, rows, stacks=True, note=cite_only(part.sources))
    ]
    if part.none:
        blocks.insert(0, Paragraph(say(f"None {join(part.none)}."), is_small=True))
    return Section(make_anchor(part.title), part.title, blocks)


def _make_marks(
    part: MarkPart, titles: Mapping[str, str], letters: Mapping[str, str], contested: Collection[str]
) -> Section:
    blocks: list[Block] = []
    if part.rows:
        rows = []
        area = ""
        for row in part.rows:
            cells = []
            for mark in row.marks:
                word = MARKS[mark.removesuffix(CONTESTED)]
                text = say(word, tone="" if mark.startswith((STATED, WEAKLY)) else "soft")
                cells.append([(*text, Run("contested", tone="flag")) if mark.endswith(CONTESTED) else text])
            rows.append(Row(say(row.label), cells, row.area if row.area != area else None))
            area = row.area
        heads = [Head("Item"), *(Head(title, letters[role]) for role, title in titles.items())]
        blocks.append(Table(MARKS_CAPTION.format(part.title), heads, rows, note=cite_only(part.sources)))
    return Section(make_anchor(part.title), part.title, [*blocks, *_list_columns(part.only, contested)])


def _list_columns(columns: Collection[Column], contested: Collection[str]) -> list[Block]:
    """What several roles, or one alone, list: names of columns, with a line for each area."""
    pairs = []
    for column in columns:
        lines = []
        for area, labels in column.cells.items():
            text: list[Run] = [Run(f"{area}: ", tone="strong")] if area and area != TECHNOLOGY else []
            for number, label in enumerate(labels):
                text += [Run("; "), *say_label(label, contested)] if number else say_label(label, contested)
            lines.append(tuple(text))
        pairs.append((say(f"{column.head} ({column.number})"), lines))
    return [Facts(pairs)] if pairs else []


def _make_classes(comparison: Comparison, letters: Mapping[str, str]) -> list[Section]:
    titles, classes = get_titles(comparison), get_classes(comparison)
    if not classes:
        return []
    rows = []
    for area, of_roles in classes.items():
        cells = []
        for role in titles:
            each = of_roles.get(role)
            cells.append([say(f"{each.label}{f' ({each.share})' if each.share else ''}" if each else "not rated")])
        rows.append(Row(say(capitalise(area)), cells))
    heads = [Head(""), *(Head(title, letters[role]) for role, title in titles.items())]
    note = cite_only(cite(comparison, ["requirements"], CLASSES))
    table = Table("The commonest class of each", heads, rows, stacks=len(titles) == 2, note=note)
    return [Section("classes", "Education and experience", [table])]
