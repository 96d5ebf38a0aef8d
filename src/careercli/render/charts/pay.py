"""Pay on one axis: ranges with their medians, and a mark for a figure without a range."""

from collections.abc import Mapping, Sequence

from careercli.model import Number, Percentiles, Point, Source
from careercli.render.brief.figures import (
    Group,
    Kind,
    Line,
    describe_amount,
    describe_group,
    name_kind,
)
from careercli.render.charts.axis import Axis, make_axis
from careercli.render.charts.svg import (
    LINE,
    Chart,
    make_element,
    make_line,
    make_mark,
    make_svg,
    make_text,
    make_ticks,
    percent,
    wrap,
)
from careercli.render.wording import POINTS, list_values
from careercli.words import capitalise, format_money, join

BAR = 22
"""The height of a bar with the room around it."""

HEAD = ("Role", "Pay", "10th", "25th", "Median", "75th", "90th")
RANGE_KEY = "Thin line: 10th to 90th percentile. Thick bar: 25th to 75th."
TOP_KEY = "Arrow: at or above."


def draw_pay(id: str, groups: Sequence[Group], sources: Mapping[str, Source], letters: Mapping[str, str]) -> Chart:
    """The figures of groups of one kind on one axis. `letters` are those of the roles, none if there is only one."""
    kind: Kind = groups[0].kind or ("", "")
    lines = [line for group in groups for line in group.lines]
    axis = make_axis(max((value for line in lines for value in list_values(line.estimate)), default=1.0))
    numbers = {role: number for number, role in enumerate(letters)}
    body: list[str] = []
    y = 0.0
    for group in groups:
        for text in wrap(f"{capitalise(describe_group(group, sources))}:", 44):
            y += LINE
            body.append(make_text(text, 0, y - 4, "h"))
        for line in group.lines:
            names = " ".join(letters[role] for role in line.roles if letters.get(role))
            amount = describe_amount(line)
            first, *rest = wrap(f"{names} {line.label}".strip(), 28)
            y += LINE + 3
            body += [make_text(first, 0, y - 4), make_text(amount, "100%", y - 4, "v", "end")]
            for text in rest:
                y += LINE
                body.append(make_text(text, 0, y - 4))
            body += draw_range(line, axis, y + BAR / 2 - 2, numbers.get(line.roles[0], 0))
            y += BAR
        y += 8
    title = f"Pay in {name_kind(kind)}"
    said = [f"{line.label}: {describe_amount(line)}" for line in lines]
    has_ranges, has_dots = (
        any(line.estimate and bool(line.estimate.percentiles) is flag for line in lines) for flag in (True, False)
    )
    tops = any(line.estimate and _find_top(line) is not None for line in lines)
    marks = join(["median"] * has_ranges + ["the figure as stated"] * has_dots, "or")
    keys = [RANGE_KEY] * has_ranges + [f"Mark: {marks}."] * bool(marks) + [TOP_KEY] * tops
    return Chart(
        title,
        make_svg(id, title, f"{'; '.join(said)}.", y + LINE + 4, [*make_ticks(axis.ticks(), 0, y), *body]),
        HEAD,
        [_list_points(line) for line in lines],
        " ".join(keys),
    )


def _find_top(line: Line) -> Number | None:
    """The top code of a line, if a figure of it is only known to be at or above that."""
    estimate = line.estimate
    if estimate is None:
        return None
    there = estimate.percentiles.at_or_above.values() if estimate.percentiles else ()
    return max([*there, *([estimate.at_or_above] if estimate.at_or_above is not None else [])], default=None)


def draw_range(line: Line, axis: Axis, y: float, number: int) -> list[str]:
    """A figure of the role with this number: its range, and its mark; an arrow where it is at or above a top code."""
    estimate = line.estimate
    if estimate is None:
        return []
    parts = draw_percentiles(estimate.percentiles, axis, y, number) if estimate.percentiles else []
    top = _find_top(line)
    if top is not None:
        parts.append(draw_arrow(axis.place(top), y))
    if estimate.amount is not None:
        if not estimate.percentiles:
            parts.insert(0, make_line(0, axis.place(estimate.amount), y, "dots"))
        parts.append(make_mark(number, axis.place(estimate.amount), y))
    return parts


def draw_percentiles(percentiles: Percentiles, axis: Axis, y: float, number: int) -> list[str]:
    """The range of the middle 80% and that of the middle half."""
    parts = []
    ranges: tuple[tuple[Point, Point, str], ...] = (("p10", "p90", "thin"), ("p25", "p75", "thick"))
    for low, high, width in ranges:
        start = getattr(percentiles, low)
        end = getattr(percentiles, high)
        end = percentiles.at_or_above.get(high) if end is None else end
        if start is not None and end is not None:
            parts.append(make_line(axis.place(start), axis.place(end), y, f"{width} c{number}"))
    return parts


def draw_arrow(x: float, y: float) -> str:
    """An arrow to the right, for at or above."""
    return make_element("svg", make_element("path", d="M0-5L8 0L0 5Z"), x=percent(x), y=y, class_="m top")


def _list_points(line: Line) -> tuple[str, ...]:
    estimate = line.estimate
    points = []
    for point in POINTS:
        percentiles = estimate.percentiles if estimate else None
        value = getattr(percentiles, point) if percentiles else None
        top = percentiles.at_or_above.get(point) if percentiles else None
        currency = estimate.currency if estimate else ""
        if value is not None:
            points.append(format_money(value, currency))
        else:
            points.append(f"{format_money(top, currency)} or more" if top is not None else "")
    return line.label, describe_amount(line), *points
