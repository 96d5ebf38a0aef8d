"""Gap, similar and path as Markdown."""

from careercli.render import Style
from careercli.render.markdown.text import escape, make_document, make_footnotes, make_table, refer
from careercli.render.moves import Line, Moves, make_view
from careercli.render.wording import number_sources

ARROW = "→"


def render_moves(document: Moves, style: Style) -> str:
    """A gap, similar roles or a path."""
    view = make_view(document, brief=style.brief, arrow=ARROW, full=style.full)
    numbers = number_sources(view.sources)

    def say(line: Line) -> str:
        text = f"**{escape(line.text)}**" if line.is_strong else escape(line.text)
        return f"{'  ' * (line.level > 0)}- {text}{refer(line.sources, numbers)}"

    lines = [f"# {escape(view.title)}", "", *map(say, view.intro), ""]
    for block in view.blocks:
        lines += [f"## {escape(block.title)}", "", *([escape(block.note), ""] if block.note else [])]
        if block.grid is not None:
            rows = [[escape(text) for text in row] for row in block.grid.rows]
            lines += make_table(block.grid.head, rows)
        lines += [*map(say, block.lines), ""]
    lines += [*(f"{escape(note)}\n" for note in view.notes)]
    return make_document([*lines, *make_footnotes(view.sources)])
