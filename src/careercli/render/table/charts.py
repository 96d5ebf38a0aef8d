"""Charts: pay on one axis, and the ratings that differ most as dots."""

from collections.abc import Iterable, Mapping, Sequence
from math import floor, log10

from rich.cells import cell_len
from rich.style import Style as RichStyle

from careercli.documents import Contrasts
from careercli.model import Number
from careercli.render.brief.figures import (
    Group,
    Line,
    describe_amount,
    describe_group,
    describe_line,
    describe_ranges,
    name_kind,
)
from careercli.render.brief.ratings import describe_contrasts, list_contrasts, say_difference
from careercli.render.table.page import BOLD, DIM, GUTTER, HUES, Lines, Page, pad, wrap
from careercli.render.wording import list_values

Hues = Mapping[str, RichStyle]
"""The hue of each role."""

LEAST_WIDTH = 80
"""From this width on a chart is beside its labels."""

LEAST_AXIS, MOST_AXIS = 24, 80
MOST_LABEL = 30
TICK = 10
"""How many columns a tick and its label need at least."""


def give_hues(roles: Iterable[str]) -> dict[str, RichStyle]:
    """A hue for each role."""
    return dict(zip(roles, HUES, strict=False))


class Axis:
    """An axis from zero, so many columns long."""

    def __init__(self, most: Number, width: int) -> None:
        """`most` is the largest value."""
        self.width = width
        self.step = _find_step(float(most) or 1.0, max(2, width // TICK))
        self.end = float(most) or 1.0

    def column(self, value: Number) -> int:
        """The column of a value."""
        return round((self.width - 1) * float(value) / self.end)

    def ticks(self) -> str:
        """The labels of the axis, each centred on its column."""
        line = [" "] * self.width
        number = 0
        while number * self.step <= self.end:
            label = _label(number * self.step)
            start = min(max(0, self.column(number * self.step) - len(label) // 2), self.width - len(label))
            if all(char == " " for char in line[max(0, start - 1) : start + len(label)]):
                line[start : start + len(label)] = label
            number += 1
        return "".join(line)


def _find_step(most: float, count: int) -> float:
    """A round step of which at most `count` reach `most`."""
    size = 10.0 ** floor(log10(most / count))
    return next(size * factor for factor in (1, 2, 2.5, 5, 10, 20) if size * factor * count >= most)


def _label(value: float) -> str:
    for size, unit in ((1_000_000, "m"), (1_000, "k")):
        if value >= size:
            return f"{value / size:g}{unit}"
    return f"{value:g}"


def draw(page: Page, line: Line, axis: Axis) -> str:
    """One figure on its axis: a range with its median, or a dot with a dotted line up to it."""
    estimate = line.estimate
    cells = [" "] * axis.width
    if estimate is None:
        return ""
    value = estimate.amount if estimate.amount is not None else estimate.at_or_above
    if estimate.percentiles:
        thin, thick, median = page.range
        there = estimate.percentiles
        low, high = there.p10, there.p90 if there.p90 is not None else there.at_or_above.get("p90")
        quarter = there.p75 if there.p75 is not None else there.at_or_above.get("p75")
        for start, end, char in ((low, high, thin), (there.p25, quarter, thick)):
            if start is not None and end is not None:
                first, last = axis.column(start), axis.column(end)
                cells[first : last + 1] = char * (last + 1 - first)
        if there.at_or_above and high is not None:
            cells[axis.column(high)] = ">"
        if value is not None:
            cells[axis.column(value)] = median
    elif value is not None:
        end = axis.column(value)
        cells[:end] = page.dot * end
        cells[end] = ">" if estimate.amount is None else page.marks[1]
    return "".join(cells).rstrip()


def add_pay(page: Page, groups: Sequence[Group], hues: Hues) -> None:
    """The figures of each kind on one axis: beside the labels if there is room, else below them; without a chart if
    the page is plain."""
    for kind in dict.fromkeys(group.kind for group in groups):
        of_kind = [group for group in groups if group.kind == kind]
        if kind and len({group.kind for group in groups}) > 1:
            page.add(name_kind(kind), style=BOLD)
        if kind is None or page.style.plain:
            _add_plain(page, of_kind)
        else:
            _add_chart(page, of_kind, hues)


def _add_plain(page: Page, groups: Sequence[Group]) -> None:
    for group in groups:
        head = describe_group(group, page.sources)
        if head:
            page.add_prose(head, indent=GUTTER, hang=2)
        for line in group.lines:
            refs, amount = page.ranges(line.sources), describe_amount(line)
            if line.estimate is None:
                parts = [f"{line.label}: pay {amount}", f"{describe_line(line, group, page.sources)}{refs}"]
            else:
                parts = [
                    f"{line.label}: {amount}{refs}",
                    describe_ranges(line),
                    describe_line(line, group, page.sources),
                ]
            page.add_prose("; ".join(part for part in parts if part), indent=4 if head else GUTTER, hang=2)


def _add_chart(page: Page, groups: Sequence[Group], hues: Hues) -> None:
    lines = [line for group in groups for line in group.lines]
    most = max((value for line in lines for value in list_values(line.estimate)), default=0)
    amounts = max(cell_len(describe_amount(line)) for line in lines)
    refs = max(cell_len(page.ranges(line.sources)) for line in lines)
    label = min(MOST_LABEL, page.style.width // 4, max(cell_len(line.label) for line in lines))
    label = max(cell_len(part) for line in lines for part in wrap(line.label, label))
    room = page.style.width - GUTTER - label - GUTTER - amounts - GUTTER - refs
    is_beside = page.style.width >= LEAST_WIDTH and room >= LEAST_AXIS
    axis = Axis(most, min(MOST_AXIS, room if is_beside else page.style.width - GUTTER))
    start = page.style.width - room - refs if is_beside else GUTTER
    for number, group in enumerate(groups):
        _add_head(page, group, axis, start, has_ticks=number == 0 and is_beside)
        for line in group.lines:
            style = hues.get(line.roles[0]) if len(line.roles) == 1 else None
            drawn, amount, source = draw(page, line, axis), describe_amount(line), page.ranges(line.sources)
            if is_beside:
                *above, last = wrap(line.label, label)
                part = Lines(GUTTER).add(above, style)
                head = f"{pad(last, label)}  {amount:>{amounts}}  "
                part.add_pieces((head, style), (pad(drawn, axis.width), style), (source, DIM))
                page.add_part(part)
            else:
                page.add(f"{line.label}  {amount}{source}", indent=2, hang=2, style=style)
                if drawn:
                    page.add_line(drawn, indent=2, style=style)
            if more := describe_line(line, group, page.sources):
                page.add_prose(more, indent=4, hang=2)
    if not is_beside:
        page.add_line(axis.ticks(), indent=GUTTER, style=DIM)


def _add_head(page: Page, group: Group, axis: Axis, start: int, *, has_ticks: bool) -> None:
    """What the figures of a group are, with the key of ranges; behind it, if there is room, the ticks of the axis."""
    thin, thick, median = page.range
    key = f"median {median}, 25{page.dash}75% {thick}, 10{page.dash}90% {thin}" if group.has_ranges else ""
    text = describe_group(group, page.sources, key)
    if not has_ticks:
        if text:
            page.add_prose(text, indent=GUTTER, hang=2, style=DIM)
        return
    if cell_len(text) + GUTTER + 1 < start:
        page.add_line(f"{pad(text, start - GUTTER)}{axis.ticks()}", indent=GUTTER, style=DIM)
        return
    page.add_prose(text, indent=GUTTER, hang=2, style=DIM)
    page.add_line(axis.ticks(), indent=start, style=DIM)


def add_contrasts(page: Page, titles: Mapping[str, str], contrasts: Contrasts, hues: Hues) -> None:
    """The largest differences of two roles: both ratings, the difference, and two dots on an axis from 0 to 100."""
    sides = list_contrasts(contrasts)
    entries = [each for side in sides.values() for each in side]
    marks = dict(zip((contrasts.from_, contrasts.to), page.marks, strict=True))
    label = min(page.style.width // 3, max(len(each.label) for each in entries))
    room = page.style.width - 4 - label - GUTTER - 14 - GUTTER
    is_drawn = page.style.width >= LEAST_WIDTH and not page.style.plain
    axis = Axis(100, min(MOST_AXIS, max(LEAST_AXIS, room)))
    if is_drawn:
        heads = [(f"{marks[role]:>4}", hues.get(role)) for role in (contrasts.from_, contrasts.to)]
        page.add_part(Lines(4 + label).add_pieces(*heads, (f"{' ' * 8}{axis.ticks()}", DIM)))
    for role, side in sides.items():
        mark = f"{marks[role]} " if is_drawn else ""
        page.add(f"{mark}{titles[role]}: rated higher", indent=2, hang=2, style=hues.get(role))
        for each in side:
            if not is_drawn:
                values = f"{each.from_value:.0f} and {each.to_value:.0f}, {say_difference(each)}"
                page.add(f"{each.label}: {values}", indent=4, hang=2)
                continue
            *above, last = wrap(each.label, label)
            part = Lines(4).add(above)
            figures = f"{each.from_value:>4.0f}{each.to_value:>4.0f} {say_difference(each):>5}  "
            dots = [
                (axis.column(each.from_value), page.marks[0], hues.get(contrasts.from_)),
                (axis.column(each.to_value), page.marks[1], hues.get(contrasts.to)),
            ]
            part.add_pieces((f"{pad(last, label)}{figures}", None), *_draw_dots(dots, page.rule))
            page.add_part(part)
    page.add_prose(describe_contrasts(contrasts), indent=2, hang=2, style=DIM)


def _draw_dots(dots: Sequence[tuple[int, str, RichStyle | None]], rule: str) -> list[tuple[str, RichStyle | None]]:
    """Two dots, each with its column and its hue, and the line between them."""
    (left, first, hue), (right, second, other) = sorted(dots, key=lambda dot: dot[0])
    pieces: list[tuple[str, RichStyle | None]] = [(" " * left, None), (first, hue)]
    if right > left:
        pieces += [(rule * (right - left - 1), DIM), (second, other)]
    return pieces
