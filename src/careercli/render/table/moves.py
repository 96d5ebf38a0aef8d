"""Gap, similar and path for a terminal."""

from rich.cells import cell_len

from careercli.render import Style
from careercli.render.moves import Grid, Moves, make_view
from careercli.render.table.brief import add_sources
from careercli.render.table.page import BOLD, DIM, GUTTER, Lines, Page, pad, wrap

LEAST_LABEL = 20
"""The narrowest column of labels that still reads well; below it, each row is a paragraph."""


def render_moves(document: Moves, style: Style) -> str:
    """A gap, similar roles or a path."""
    page = Page(style, document.sources)
    view = make_view(document, brief=style.brief, arrow=page.arrow)
    page.add(view.title, style=BOLD)
    page.add()
    for line in view.intro:
        page.add_prose(f"{line.text}{page.ranges(line.sources)}")
    for block in view.blocks:
        page.add_heading(block.title, block.note)
        if block.grid is not None:
            _add_grid(page, block.grid)
        for line in block.lines:
            indent = line.level * GUTTER or GUTTER * (not line.is_strong)
            page.add_prose(f"{line.text}{page.ranges(line.sources)}", indent, GUTTER, BOLD if line.is_strong else None)
    if view.sources:
        if style.brief:
            add_sources(page)
        else:
            page.add_sources()
    if view.notes:
        page.add()
    for note in view.notes:
        page.add_prose(note, style=DIM)
    return page.text()


def _add_grid(page: Page, grid: Grid) -> None:
    """The rows in columns where there is room, else one after the other."""
    columns = [*zip(grid.head, *grid.rows, strict=True)]
    widths = [max(map(cell_len, column)) for column in columns]
    room = page.style.width - GUTTER - sum(width + GUTTER for width in widths[1:])
    if page.style.plain or room < LEAST_LABEL:
        for row in grid.rows:
            said = [f"{name} {text}" for name, text in zip(grid.head[1:], row[1:], strict=True) if text]
            page.add(f"{row[0]}: {', '.join(said)}", GUTTER, GUTTER)
        return
    widths[0] = min(widths[0], room)
    for number, row in enumerate((grid.head, *grid.rows)):
        *above, last = wrap(row[0], widths[0], GUTTER)
        cells = [f"{' ' * (width - cell_len(text))}{text}" for text, width in zip(row[1:], widths[1:], strict=True)]
        lines = (
            Lines(GUTTER)
            .add(above)
            .add([f"{(' ' * GUTTER).join([pad(last, widths[0]), *cells])}"], None if number else DIM)
        )
        page.add_part(lines)
