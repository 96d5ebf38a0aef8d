"""Gap, similar and path as Markdown."""

from careercli.render import Style
from careercli.render.markdown.text import escape, make_document, make_footnotes, make_table, refer
from careercli.render.moves import Line, Moves, make_view
from careercli.render.wording import number_sources

ARROW = "→"
INDENT = "    "
"""As much as the widest number of a list takes."""


def render_moves(document: Moves, style: Style) -> str:
    """A gap, similar roles or a path."""
    view = make_view(document, brief=style.brief, arrow=ARROW, full=style.full)
    numbers = number_sources(view.sources)

    def say(line: Line) -> str:
        number, text = _part_number(line) if line.is_strong else ("-", line.text)
        text = f"**{escape(text)}**" if line.is_strong else escape(text)
        return f"{INDENT * (line.level > 0)}{number} {text}{refer(line.sources, numbers)}"

    lines = [f"# {escape(view.title)}", "", *map(say, view.intro), ""]
    for block in view.blocks:
        lines += [f"## {escape(block.title)}", "", *([escape(block.note), ""] if block.note else [])]
        if block.grid is not None:
            rows = [[escape(text) for text in row] for row in block.grid.rows]
            lines += make_table([escape(text) for text in block.grid.head], rows)
        lines += [*map(say, block.lines), ""]
    lines += [*(f"{escape(note)}\n" for note in view.notes)]
    return make_document([*lines, *make_footnotes(view.sources)])


def _part_number(line: Line) -> tuple[str, str]:
    """The mark of a list's item and its text: a number that the text begins with is that of an ordered list."""
    number, dot, text = line.text.partition(". ")
    return (f"{number}.", text) if dot and number.isdecimal() and len(number) < len(INDENT) - 1 else ("-", line.text)
