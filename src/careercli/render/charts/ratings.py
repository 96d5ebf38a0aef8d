"""Ratings as dots: how important each role's is, on one line for each item."""

from collections.abc import Sequence
from typing import NamedTuple

from careercli.render.charts.axis import Axis
from careercli.render.charts.svg import (
    LINE,
    Chart,
    make_key,
    make_line,
    make_mark,
    make_svg,
    make_text,
    make_ticks,
    wrap,
)

POINTS = Axis(100, 25)
DOTS = 18
"""The height of a line of dots."""


class Dots(NamedTuple):
    """An item and the rating of each role, in points of 100 (None: no value); `note` is at the end of its line."""

    label: str
    values: Sequence[float | None]
    note: str = ""


def draw_ratings(id: str, title: str, rows: Sequence[Dots], names: Sequence[str], note: str = "") -> Chart:
    """A line for each item; `names` are those of the values, `note` that of the notes."""
    body, top = make_key(names) if len(names) > 1 else ([], 0.0)
    y = top
    for row in rows:
        first, *rest = wrap(row.label, 34)
        y += LINE + 2
        body += [make_text(first, 0, y - 4), *([make_text(row.note, "100%", y - 4, "v", "end")] if row.note else [])]
        for text in rest:
            y += LINE
            body.append(make_text(text, 0, y - 4))
        y += DOTS
        middle = y - DOTS / 2 - 1
        there = [value for value in row.values if value is not None]
        if len(row.values) == 1 and there:
            body.append(make_line(0, POINTS.place(there[0]), middle, "dots"))
        if len(there) > 1:
            body.append(make_line(POINTS.place(min(there)), POINTS.place(max(there)), middle, "join"))
        body += [
            make_mark(number, POINTS.place(value), middle)
            for number, value in enumerate(row.values)
            if value is not None
        ]
        y += 2
    said = [
        f"{row.label}: {', '.join('no value' if value is None else f'{value:.0f}' for value in row.values)}"
        for row in rows
    ]
    ticks = make_ticks(POINTS.ticks(), top, y + 2)
    head = ("Item", *names, *([note] if note else []))
    return Chart(
        title,
        make_svg(id, title, f"{'; '.join(said)}.", y + LINE + 6, [*ticks, *body]),
        head,
        [
            (row.label, *("" if value is None else f"{value:.0f}" for value in row.values), *([row.note] * bool(note)))
            for row in rows
        ],
    )
