"""Pay by place as a ranked chart: a range for each place and role, and the nation's median across."""

from collections.abc import Mapping, Sequence

from careercli.documents import PayByPlace, PlacePay, PlaceRow
from careercli.model import Number
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
from careercli.render.wording import LETTERS, POINTS

MOST = 60
"""How many places are drawn; the table has all."""

BAR = 17
NATION_KEY = "Dashed line: the median of the nation."


def draw_places(id: str, document: PayByPlace, head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Chart:
    """The places in their order; `head` and `rows` are the numbers for the table."""
    titles = {role.id: role.title for role in document.roles}
    shown = document.places[:MOST]
    nation = [document.nation] if document.nation else []
    axis = make_axis(max((value for row in (*shown, *nation) for value in _get_values(row)), default=1.0))
    names = [f"{letter} {title}" for letter, title in zip(LETTERS, titles.values(), strict=False)]
    body, top = make_key(names) if len(titles) > 1 else ([], 0.0)
    y = top
    for row in shown:
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
    title = f"Median pay in {name_kind((document.currency, document.period))}"
    said = _describe(shown, titles, document)
    key = " ".join([RANGE_KEY, "Mark: median.", *([NATION_KEY] if lines else [])])
    if len(document.places) > MOST:
        key += f" The first {MOST} of {len(document.places):,} are drawn; the table has all."
    ticks = make_ticks(axis.ticks(), top, y)
    return Chart(title, make_svg(id, title, said, y + LINE + 4, [*ticks, *lines, *body]), head, rows, key)


def _describe(shown: Sequence[PlaceRow], titles: Mapping[str, str], document: PayByPlace) -> str:
    """The first and the last place of each role, in words."""
    parts = []
    for role, title in titles.items():
        paid = [(row.place.name, pay) for row in shown if (pay := row.pay[role]) is not None]
        ends = [paid[0], *([paid[-1]] if len(paid) > 1 else [])] if paid else []
        said = [f"{name} {describe_amount(pay, document.currency)}" for name, pay in ends]
        parts.append(f"{title}: {' to '.join(said) or 'no figure'}")
    return f"{len(shown)} places in the order of the table. {'; '.join(parts)}."


def _get_values(row: PlaceRow) -> list[Number]:
    values: list[Number | None] = []
    for pay in row.pay.values():
        if pay is not None:
            values += [pay.amount, pay.at_or_above]
            if pay.percentiles:
                values += [getattr(pay.percentiles, point) for point in POINTS]
                values += pay.percentiles.at_or_above.values()
    return [value for value in values if value is not None]


def _draw_pay(pay: PlacePay, axis: Axis, y: float, number: int) -> list[str]:
    parts = draw_percentiles(pay.percentiles, axis, y, number) if pay.percentiles else []
    tops = [*(pay.percentiles.at_or_above.values() if pay.percentiles else ())]
    tops += [pay.at_or_above] if pay.at_or_above is not None else []
    parts += [draw_arrow(axis.place(max(tops)), y)] if tops else []
    return [*parts, *([make_mark(number, axis.place(pay.amount), y)] if pay.amount is not None else [])]
