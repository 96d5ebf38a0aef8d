"""Pay by place as a ranked chart: a range for each place and role, and the nation's median across."""

from collections.abc import Mapping, Sequence

from careercli.documents import PayByPlace, PlacePay, PlaceRow
from careercli.render.brief.figures import name_kind
from careercli.render.charts.axis import Axis, make_axis
from careercli.render.charts.pay import RANGE_KEY, draw_arrow, draw_percentiles
from careercli.render.charts.svg import (
    LINE,
    Chart,
    make_element,
    make_key,
    make_mark,
    make_svg,
    make_text,
    make_ticks,
    percent,
    wrap,
)
from careercli.render.places import describe_amount
from careercli.render.wording import LETTERS, list_values

MOST = 60
"""How many places are drawn; the table has all."""

BAR = 17
SHEET = 750
"""How many pixels high a drawing may be, so that it fits on a sheet of paper."""

NATION_KEY = "Dashed line: the median of the nation."


def draw_places(id: str, document: PayByPlace, head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Chart:
    """The places in their order, in drawings that each fit on a sheet of paper; `head` and `rows` are the numbers for
    the table."""
    titles = {role.id: role.title for role in document.roles}
    shown = document.places[:MOST]
    nation = [document.nation] if document.nation else []
    values = [value for row in (*shown, *nation) for pay in row.pay.values() for value in list_values(pay)]
    axis = make_axis(max(values, default=1.0))
    title = f"Median pay in {name_kind((document.currency, document.period))}"
    size = max(1, SHEET // (LINE + 1 + BAR * len(titles)))
    parts = []
    for first in range(0, len(shown), size):
        part = shown[first : first + size]
        name = title if len(shown) <= size else f"{title}, places {first + 1} to {first + len(part)}"
        body, height = _draw(part, axis, document, titles)
        said = "; ".join(_describe(row, titles, document) for row in part)
        parts.append(make_svg(f"{id}-{first + 1}", name, f"{said}.", height, body))
    key = " ".join([RANGE_KEY, "Mark: median.", *([NATION_KEY] if nation else [])])
    if len(document.places) > MOST:
        key += f" The first {MOST} of {len(document.places):,} are drawn; the table has all."
    return Chart(title, "".join(parts), head, rows, key)


def _draw(
    rows: Sequence[PlaceRow], axis: Axis, document: PayByPlace, titles: Mapping[str, str]
) -> tuple[list[str], float]:
    """Places on an axis, and how high the drawing is."""
    names = [f"{letter} {title}" for letter, title in zip(LETTERS, titles.values(), strict=False)]
    body, top = make_key(names) if len(titles) > 1 else ([], 0.0)
    y = top
    for row in rows:
        amounts = " / ".join(describe_amount(pay, document.currency) for pay in row.pay.values())
        first, *rest = wrap(row.place.name, 30 if len(titles) < 2 else 20)
        y += LINE + 1
        body += [make_text(first, 0, y - 4), make_text(amounts, "100%", y - 4, "v", "end")]
        for text in rest:
            y += LINE
            body.append(make_text(text, 0, y - 4))
        for number, role in enumerate(titles):
            pay = row.pay[role]
            if pay is not None:
                body += _draw_pay(pay, axis, y + BAR / 2 - 1, number)
            y += BAR
    lines = []
    for number, role in enumerate(titles):
        median = document.nation.pay[role] if document.nation else None
        if median is not None and median.amount is not None:
            x = percent(axis.place(median.amount))
            lines.append(make_element("line", x1=x, x2=x, y1=top, y2=y, class_=f"nation c{number}"))
    return [*make_ticks(axis.ticks(), top, y), *lines, *body], y + LINE + 4


def _describe(row: PlaceRow, titles: Mapping[str, str], document: PayByPlace) -> str:
    """A place and its medians in words."""
    amounts = [describe_amount(row.pay[role], document.currency) for role in titles]
    return f"{row.place.name}: {', '.join(amounts)}"


def _draw_pay(pay: PlacePay, axis: Axis, y: float, number: int) -> list[str]:
    parts = draw_percentiles(pay.percentiles, axis, y, number) if pay.percentiles else []
    tops = [*(pay.percentiles.at_or_above.values() if pay.percentiles else ())]
    tops += [pay.at_or_above] if pay.at_or_above is not None else []
    parts += [draw_arrow(axis.place(max(tops)), y)] if tops else []
    return [*parts, *([make_mark(number, axis.place(pay.amount), y)] if pay.amount is not None else [])]
