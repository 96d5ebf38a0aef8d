"""The pages of gap, similar and path: the brief view with its chart, then all of it."""

from collections.abc import Iterable, Iterator, Sequence

from careercli.documents import GapDocument, PathDocument, PathStep, SimilarDocument
from careercli.render import Style
from careercli.render.charts.ladder import DrawnRung, draw_ladder
from careercli.render.charts.ratings import Dots, draw_ratings
from careercli.render.html.content import (
    Block,
    Facts,
    Figure,
    Fold,
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
    say,
)
from careercli.render.html.figures import make_figure
from careercli.render.moves import Block as ViewBlock
from careercli.render.moves import Line, Moves, describe_pay, make_view
from careercli.render.moves.gap import FEW
from careercli.text import slug

ARROW = "\u2192"


def make_page(document: Moves, style: Style, links: Links) -> Page:
    """The page of a gap, of similar roles or of a path."""
    view = make_view(document, brief=True, arrow=ARROW)
    full = make_view(document, brief=False, arrow=ARROW)
    hrefs = _list_links(document, links)
    intro: list[Block] = [_show_intro(line, is_lead=not number) for number, line in enumerate(view.intro)]
    sections = [Section("answer", "The answer", [*intro, *_draw(document)])]
    seen: set[str] = {"answer", "sources", "evidence"}
    for block in view.blocks:
        sections.append(Section(_make_anchor(block.title, seen), block.title, _show(block, hrefs), block.note))
    if not style.brief:
        hrefs = _list_links(document, links)
        more = [(block, _show(block, hrefs)) for block in full.blocks]
        folds = [
            Fold(f"{block.title}{f', {block.note}' if block.note else ''}", shown)
            for block, shown in more
            if block not in view.blocks
        ]
        if folds:
            sections.append(Section("evidence", "All of it", folds))
    about = " ".join(line.text for line in view.intro[:2])
    return Page(view.title, say(view.title), about, sections, dict(view.sources), view.notes)


def _show_intro(line: Line, *, is_lead: bool) -> Paragraph:
    return Paragraph((Run(line.text, line.sources),), is_lead=is_lead)


def _make_anchor(title: str, seen: set[str]) -> str:
    """An anchor that no other section has."""
    base = slug(title) or "part"
    name, number = base, 1
    while name in seen:
        number += 1
        name = f"{base}-{number}"
    seen.add(name)
    return name


def _list_links(document: Moves, links: Links) -> Iterator[str | None]:
    """Where the lines lead that name a role, in their order."""
    if isinstance(document, SimilarDocument):
        return iter([links(each.id) for each in (*document.similar, *document.of_nearest)])
    if isinstance(document, PathDocument):
        return iter([links(step.to) for step in document.steps or document.without])
    return iter(())


def _show(block: ViewBlock, hrefs: Iterator[str | None]) -> list[Block]:
    blocks: list[Block] = []
    if block.grid is not None:
        heads = [Head(text or "Item", is_number=number > 1) for number, text in enumerate(block.grid.head)]
        rows = [Row(say(first), [[say(cell)] if cell else [] for cell in rest]) for first, *rest in block.grid.rows]
        blocks.append(Table(f"{block.title}: {block.note}" if block.note else block.title, heads, rows))
    if any(line.is_strong for line in block.lines):
        blocks.append(Facts([*_pair(block.lines, hrefs)]))
    elif block.lines:
        blocks.append(Items([(Run(line.text, line.sources),) for line in block.lines]))
    return blocks


def _pair(lines: Sequence[Line], hrefs: Iterator[str | None]) -> Iterable[tuple[Text, list[Text]]]:
    """Each line that names a role, with those that are about it."""
    pairs: list[tuple[Text, list[Text]]] = []
    for line in lines:
        if line.is_strong:
            pairs.append(((Run(line.text, line.sources, href=next(hrefs, None)),), []))
        elif pairs:
            pairs[-1][1].append((Run(line.text, line.sources),))
    return pairs


def _draw(document: Moves) -> list[Figure]:
    """The chart of a document, if it has one."""
    if isinstance(document, GapDocument):
        rows = [
            Dots(each.label, (each.from_level, each.to_level), f"+{each.difference:.0f}")
            for each in document.higher[:FEW]
            if each.difference is not None
        ]
        title = "Levels needed, in points of 100"
        return [make_figure(draw_ratings("gap-chart", title, rows, {"a": "Now", "b": "Needed"}, "More"))] if rows else []
    if isinstance(document, PathDocument):
        steps = document.steps or document.without
        return [_draw_path(document, steps)] if steps else []
    return []


def _draw_path(document: PathDocument, steps: Sequence[PathStep]) -> Figure:
    start = document.start or document.from_
    rungs = [DrawnRung(start.title, is_marked=True)]
    rungs += [DrawnRung(step.title, describe_pay(step.pay), is_marked=step is steps[-1]) for step in steps]
    title = "The path" if document.steps else "The path if the rule is set aside"
    return make_figure(draw_ladder("path-chart", title, rungs, ("Rung", "Role", "Pay")))
