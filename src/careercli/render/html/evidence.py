"""All that is stated, word for word: the rows of a comparison and the items of a role, as tables."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from careercli.documents import Comparison, Gap
from careercli.documents import Row as ComparedRow
from careercli.model import SECTIONS, Cell, Estimate, Outlook, Role, Stated
from careercli.render import Style
from careercli.render.html.content import Block, Fold, Head, Items, Paragraph, Row, Run, Section, Table, Text, say
from careercli.render.wording import (
    HOW_TO_READ,
    HOW_TO_READ_RATINGS,
    NO_ROWS,
    NOT_STATED,
    SECTION_TITLES,
    count_rows,
    describe_amount,
    describe_differences,
    describe_gaps,
    describe_outlook,
    describe_percentiles,
    describe_scope,
    group_figures,
    has_ratings,
    introduce,
    qualify,
    say_absent,
)
from careercli.words import capitalise, count

ARROW = "\u2192"


def say_cell(cell: Cell | Stated | None, absent: str = NOT_STATED) -> list[Text]:
    """What a role states of an item, a text for each statement."""
    if cell is None:
        return [say(absent, tone="soft")]
    said: list[Text] = [(Run(qualify(statement), statement.sources),) for statement in cell.statements]
    word, _, why = introduce(cell).partition(":")
    return (
        [(Run(f"{word}:", tone="flag"), *((Run(f" {why.strip()}"),) if why.strip() else ())), *said] if word else said
    )


def say_estimate(figure: Estimate) -> Text:
    """A pay figure with all that is known of it."""
    parts = [describe_amount(figure), describe_scope(figure)]
    parts += [describe_percentiles(figure.percentiles, figure.currency)] if figure.percentiles else []
    return say(", ".join(part for part in parts if part), figure.sources)


def list_figures(
    titles: Mapping[str, str], estimates: Sequence[Estimate], outlook: Sequence[Outlook], gaps: Sequence[Gap] = ()
) -> list[Block]:
    """All pay figures and projections in a table, and the pay gaps."""
    rows = [
        Row(
            say(group.title),
            [
                [say_estimate(figure) for figure in group.estimates] or [say(NOT_STATED, tone="soft")],
                [say("; ".join(describe_outlook(each)) or NOT_STATED, each.sources) for each in group.outlook]
                or [say(NOT_STATED, tone="soft")],
            ],
        )
        for group in group_figures(titles, estimates, outlook)
    ]
    found, notes = describe_gaps(gaps, titles, ARROW)
    lines = [say(f"{line}. {note}".strip()) for line, note in found] + [say(note) for note in notes]
    heads = [Head("Of"), Head("Pay"), Head("Outlook")]
    return [*([Table("All figures", heads, rows, stacks=True)] if rows else []), *([Items(lines)] if lines else [])]


def list_comparison(comparison: Comparison, letters: Mapping[str, str], style: Style) -> list[Block]:
    """A fold for each section of a comparison; open if sections were asked for."""
    titles = {role.id: role.title for role in comparison.roles}
    is_open = bool(style.sections)
    blocks: list[Block] = []
    figures = style.shows("salary"), style.shows("outlook")
    shown = list_figures(
        titles,
        comparison.salary.estimates if figures[0] else (),
        comparison.outlook if figures[1] else (),
        comparison.salary.gaps if figures[0] else (),
    )
    if any(figures):
        blocks.append(_fold_figures(shown, figures, is_open=is_open))
    for section in SECTIONS:
        rows = comparison.section(section)
        if not style.shows_items(section, rows):
            continue
        if not rows:
            if is_open:
                blocks.append(Fold(SECTION_TITLES[section], [Paragraph(say(NO_ROWS[style.only]))], is_open))
            continue
        heads = [Head("Item"), *(Head(title, letters.get(role, "")) for role, title in titles.items())]
        table = Table(
            f"{SECTION_TITLES[section]}: {count_rows(rows)}",
            heads,
            [_make_row(row, titles, group) for group, row in _head_groups(rows)],
            stacks=len(titles) == 2,
        )
        summary = f"{SECTION_TITLES[section]}, {count(len(rows), 'row')}"
        blocks.append(Fold(summary, [table, *_explain(row.roles.values() for row in rows)], is_open))
    return blocks


def _fold_figures(shown: list[Block], figures: tuple[bool, bool], *, is_open: bool) -> Fold:
    names = [SECTION_TITLES[name] for name, is_asked in zip(("salary", "outlook"), figures, strict=True) if is_asked]
    return Fold(" and ".join([names[0], *map(str.lower, names[1:])]), shown or [Paragraph(say(NOT_STATED))], is_open)


def _head_groups(rows: Iterable[ComparedRow]) -> Iterable[tuple[str | None, ComparedRow]]:
    for area, of_area in groupby(rows, key=lambda row: row.area):
        for number, row in enumerate(of_area):
            yield (capitalise(area) if area and not number else None), row


def _make_row(row: ComparedRow, titles: Mapping[str, str], group: str | None) -> Row:
    differences = describe_differences(row.differences) if len(titles) == 2 else ""
    label: Text = (Run(row.label), *((Run(f" ({differences})", tone="soft"),) if differences else ()))
    return Row(label, [say_cell(row.roles[role], say_absent(row, role)) for role in titles], group)


def _explain(cells: Iterable[Iterable[Cell | Stated | None]]) -> list[Block]:
    every = [cell for each in cells for cell in each]
    said = f"{HOW_TO_READ} {HOW_TO_READ_RATINGS}" if has_ratings(every) else HOW_TO_READ
    return [Paragraph(say(said), is_small=True)]


def list_role(role: Role, style: Style) -> list[Block]:
    """A fold for each section of a role; open if sections were asked for."""
    is_open = bool(style.sections)
    figures = style.shows("salary"), style.shows("outlook")
    titles = {role.id: role.title}
    shown = list_figures(titles, role.salary if figures[0] else (), role.outlook if figures[1] else ())
    blocks: list[Block] = [_fold_figures(shown, figures, is_open=is_open)] if any(figures) else []
    for section in SECTIONS:
        cells = role.section(section)
        if not style.shows_items(section, cells):
            continue
        if not cells:
            if is_open:
                blocks.append(Fold(SECTION_TITLES[section], [Paragraph(say(NOT_STATED))], is_open))
            continue
        rows = [
            Row(say(cell.label), [say_cell(cell)], capitalise(area) if area and not number else None)
            for area, of_area in groupby(cells, key=lambda cell: cell.area)
            for number, cell in enumerate(of_area)
        ]
        info = SECTIONS[section]
        summary = f"{info.title}, {count(len(cells), info.noun, info.plural)}"
        table = Table(summary, [Head("Item"), Head("Statements")], rows, stacks=True)
        blocks.append(Fold(summary, [table, *_explain([cells])], is_open))
    return blocks


def make_evidence(blocks: Sequence[Block]) -> list[Section]:
    """The section of the evidence; none without any."""
    note = "All that the sources state, word for word."
    return [Section("evidence", "The evidence", blocks, note)] if blocks else []
