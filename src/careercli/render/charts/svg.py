"""SVG as text: the only place that writes its markup, and escapes what it is given.

Charts are as wide as the page: places on the axis are percentages, heights and letters pixels, so that text keeps its
size on a narrow screen. Colours and fonts are the style sheet's: an element has a class.
"""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

LINE = 17
"""The height of a line of text."""

MOST_LETTERS = 38
"""How many letters a line of text holds on a narrow screen."""

SHAPES = (
    "M-5.5 0a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0Z",
    "M-5-5h10v10h-10Z",
    "M0-6.8L6.8 0L0 6.8L-6.8 0Z",
    "M0-6.4L6.4 5H-6.4Z",
    "M0 6.4L6.4-5H-6.4Z",
    "M-2-6h4v4h4v4h-4v4h-4v-4h-4v-4h4Z",
)
"""The mark of each role: circle, square, diamond, triangles, cross."""


class Chart(NamedTuple):
    """A chart: `svg` is its markup, `head` and `rows` its numbers, for a table."""

    title: str
    svg: str
    head: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    key: str = ""


def make_element(name: str, *children: str, **attributes: str | float) -> str:
    """An element. Its children are markup already, attributes are escaped; `class_` is `class`, `_` a hyphen."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_format(value))}"' for key, value in attributes.items()
    )
    return f"<{name}{said}>{''.join(children)}</{name}>" if children else f"<{name}{said}/>"


def _format(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")


def percent(share: float) -> str:
    """A place on the axis, from 0 to 1, as SVG has it."""
    return f"{_format(min(1.0, max(0.0, share)) * 100)}%"


def make_text(text: str, x: str | float, y: float, class_: str = "", anchor: str = "") -> str:
    """A line of text; `anchor` is `middle` or `end`."""
    more = {key: value for key, value in (("class_", class_), ("text_anchor", anchor)) if value}
    return make_element("text", escape(text), x=x, y=y, **more)


def make_mark(shape: int, x: float, y: float) -> str:
    """The mark of the role with this number, on the axis."""
    drawn = make_element("path", d=SHAPES[shape % len(SHAPES)])
    return make_element("svg", drawn, x=percent(x), y=y, class_=f"m c{shape % len(SHAPES)}")


def make_key(names: Sequence[str]) -> tuple[list[str], float]:
    """Which mark is whose, a line for each role, and the height of that."""
    parts: list[str] = []
    y = 0.0
    for number, name in enumerate(names):
        for index, text in enumerate(wrap(name)):
            y += LINE
            if not index:
                drawn = make_element("path", d=SHAPES[number % len(SHAPES)])
                parts.append(make_element("svg", drawn, x=7, y=y - 8, class_=f"m c{number % len(SHAPES)}"))
            parts.append(make_text(text, 20, y - 4))
    return parts, y + 4


def make_line(low: float, high: float, y: float, class_: str) -> str:
    """A line along the axis."""
    return make_element("line", x1=percent(low), x2=percent(high), y1=y, y2=y, class_=class_)


def make_ticks(ticks: Sequence[tuple[float, str]], top: float, bottom: float) -> list[str]:
    """Lines across the axis, each with its label below; the first and the last label stay inside."""
    parts = []
    for place, label in ticks:
        anchor = "" if place < 0.03 else "end" if place > 0.97 else "middle"  # 3% of the axis
        x = percent(place)
        parts.append(make_element("line", x1=x, x2=x, y1=top, y2=bottom, class_="g"))
        parts.append(make_text(label, x, bottom + LINE - 3, "t", anchor))
    return parts


def wrap(text: str, most: int = MOST_LETTERS) -> list[str]:
    """A text in lines that fit on a narrow screen; words that are too long are broken."""
    from textwrap import wrap as wrap_text

    return wrap_text(text, most, break_on_hyphens=False) or [""]


def make_svg(id: str, title: str, description: str, height: float, body: Sequence[str]) -> str:
    """A whole drawing with its title and description; `id` is unique in the page."""
    return make_element(
        "svg",
        make_element("title", escape(title), id=f"{id}-title"),
        make_element("desc", escape(description), id=f"{id}-desc"),
        *body,
        class_="chart",
        role="img",
        aria_labelledby=f"{id}-title {id}-desc",
        width="100%",
        height=height,
    )
