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
from careercli.render.moves import Grid, Line, Moves, describe_pay, make_view
from careercli.text import slug
from careercli.words import capitalise, count

ARROW = "\u2192"


def make_page(document: Moves, style: Style, links: Links) -> Page:
    """The page of a gap, of similar roles or of a path."""
    view = make_view(document, brief=True, arrow=ARROW)
    full = make_view(document, brief=False, arrow=ARROW)
    hrefs = _list_links(document, links)
    intro: list[Block] = [_show_intro(line, is_lead=not number) for number, line in enumerate(view.intro)]
    path = [_draw_path(document)] if isinstance(document, PathDocument) and _get_steps(document) else []
    sections = [Section("answer", "The answer", [*intro, *path])]
    seen: set[str] = {"answer", "sources", "evidence"}
    for block in view.blocks:
        shown = _draw_levels(block, document, style) if isinstance(document, GapDocument) and block.grid else None
        sections.append(
            Section(_make_anchor(block.title, seen), block.title, shown or _show(block, hrefs), capitalise(block.note))
        )
    if not style.brief:
        hrefs = _list_links(document, links)
        more = [(block, _show(block, hrefs, "all of them")) for block in full.blocks]
        folds = [
            Fold(f"{block.title}{f', {block.note}' if block.note else ''}", shown)
            for block, shown in more
            if block not in view.blocks
        ]
        if folds:
            sections.append(Section("evidence", "All of it", folds))
    about = " ".join(line.text for line in view.intro[:2])
    return Page(view.title, _head(document, view.title, links), about, sections, dict(view.sources), view.notes)


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
        return iter([links(step.to) for step in _get_steps(document)])
    return iter(())


def _show(block: ViewBlock, hrefs: Iterator[str | None], which: str = "") -> list[Block]:
    blocks: list[Block] = [_make_table(block, block.grid, which)] if block.grid else []
    if any(line.is_strong for line in block.lines):
        blocks.append(Facts([*_pair(block.lines, hrefs)]))
    elif block.lines and not block.grid:
        blocks.append(Items([(Run(line.text, line.sources),) for line in block.lines]))
    return blocks


def _make_table(block: ViewBlock, grid: Grid, which: str = "") -> Table:
    heads = [Head(capitalise(text) or "Item", is_number=number > 1) for number, text in enumerate(grid.head)]
    rows = [Row(say(first), [[say(cell)] if cell else [] for cell in rest]) for first, *rest in grid.rows]
    return Table(", ".join(part for part in (block.title, which) if part), heads, rows)


def _pair(lines: Sequence[Line], hrefs: Iterator[str | None]) -> Iterable[tuple[Text, list[Text]]]:
    """Each line that names a role, with those that are about it."""
    pairs: list[tuple[Text, list[Text]]] = []
    for line in lines:
        if line.is_strong:
            pairs.append(((Run(line.text, line.sources, href=next(hrefs, None)),), []))
        elif pairs:
            pairs[-1][1].append((Run(capitalise(line.text), line.sources),))
    return pairs


def _draw_levels(block: ViewBlock, document: GapDocument, style: Style) -> list[Block]:
    """The levels now and needed as a chart, with the grid of the view as its table."""
    grid = block.grid or Grid((), ())
    rows = [
        Dots(each.label, (each.from_level, each.to_level), f"+{each.difference:.0f}")
        for each in document.higher[: len(grid.rows)]
        if each.difference is not None
    ]
    more = len(document.higher) - len(grid.rows)
    where = "left out" if style.brief else "below, under All of it"
    key = f"{count(more, 'more is', 'more are')} {where}." if more else ""
    chart = draw_ratings("levels-chart", "Levels, in points of 100", rows, ("Now", "Needed"), "More")
    return [Figure(chart._replace(key=key), _make_table(block, grid))]


def _get_steps(document: PathDocument) -> Sequence[PathStep]:
    """The steps that are shown."""
    return document.steps or document.without


def _draw_path(document: PathDocument) -> Figure:
    steps = _get_steps(document)
    rungs = [DrawnRung((document.start or document.from_).title, is_marked=True)]
    rungs += [DrawnRung(step.title, describe_pay(step.pay), is_marked=step is steps[-1]) for step in steps]
    title = "The path" if document.steps else "The path if the rule is set aside"
    return make_figure(draw_ladder("path-chart", title, rungs, ("Rung", "Role", "Pay")))


def _head(document: Moves, title: str, links: Links) -> Text:
    """The heading, in which the names of roles lead to their pages."""
    if isinstance(document, SimilarDocument):
        return Run("Most like "), Run(document.role.title, href=links(document.role.id))
    if document.from_ is None:
        return say(title)
    one, two = document.from_, document.to
    return Run("From "), Run(one.title, href=links(one.id)), Run(" to "), Run(two.title, href=links(two.id))
