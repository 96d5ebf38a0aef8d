"""Pay by place as a table with ranges on one axis, and the list of places."""

from collections.abc import Sequence

from rich.cells import cell_len

from careercli.documents import PayByPlace, PlaceList, PlacePay, PlaceRow
from careercli.model import Number
from careercli.render import Style
from careercli.render.places import (
    describe_amount,
    describe_figures,
    describe_found,
    describe_gap,
    describe_heading,
    describe_place,
    describe_point,
    describe_rates,
    list_notes,
)
from careercli.render.table.charts import LEAST_WIDTH, Axis
from careercli.render.table.page import BOLD, DIM, GUTTER, HUES, Lines, Page, make_columns, pad, wrap
from careercli.render.wording import LETTERS, POINTS, list_values

LEAST_AXIS, MOST_AXIS = 14, 60
LEAST_PLACE, MOST_PLACE = 14, 34
HEADS = ("people", "/1,000", "quotient", "error")


def render_pay(document: PayByPlace, style: Style) -> str:
    """Pay by place: a line a place, or below each other where that is too wide; the nation, then notes and sources."""
    page = Page(style, document.sources)
    page.add(describe_heading(document), style=BOLD)
    rows = [*document.places, *([document.nation] if document.nation and not _has_nation(document) else [])]
    if rows:
        page.add(describe_figures(document), style=DIM)
        page.add()
        _add_rows(page, document, rows)
    page.add()
    for note in list_notes(document):
        page.add_prose(note, hang=2)
    page.add_sources()
    return page.text()


def _add_rows(page: Page, document: PayByPlace, rows: Sequence[PlaceRow]) -> None:
    if page.style.width < LEAST_WIDTH or page.style.plain:
        _add_stacked(page, document, rows)
    elif len(document.roles) == 1:
        _add_one(page, document, rows)
    else:
        _add_several(page, document, rows)


def _has_nation(document: PayByPlace) -> bool:
    return any(row.place.type == "nation" for row in document.places)


def _find_most(rows: Sequence[PlaceRow]) -> Number:
    return max((value for row in rows for pay in row.pay.values() for value in list_values(pay)), default=0)


def _draw(page: Page, pay: PlacePay | None, axis: Axis) -> str:
    """The range of one place on the axis: 10th to 90th percentile, the middle half thick, the median."""
    cells = [" "] * axis.width
    if pay is None or pay.percentiles is None:
        return ""
    thin, thick, median = page.range
    there = pay.percentiles
    tops = there.at_or_above
    ends = {point: getattr(there, point) if getattr(there, point) is not None else tops.get(point) for point in POINTS}
    for low, high, char in ((ends["p10"], ends["p90"], thin), (ends["p25"], ends["p75"], thick)):
        if low is not None and high is not None:
            first, last = axis.column(low), axis.column(high)
            cells[first : last + 1] = char * (last + 1 - first)
    if tops and ends["p90"] is not None:
        cells[axis.column(ends["p90"])] = ">"
    if pay.amount is not None:
        cells[axis.column(pay.amount)] = median
    return "".join(cells).rstrip()


def _add_one(page: Page, document: PayByPlace, rows: Sequence[PlaceRow]) -> None:
    """One role: median, range, people employed, jobs per 1,000, quotient and error."""
    role = document.roles[0].id
    cells = [(describe_amount(row.pay[role], document.currency), *describe_rates(row.pay[role])) for row in rows]
    heads = ("median", *HEADS)
    widths = [max(len(head), *(len(each[at]) for each in cells)) for at, head in enumerate(heads)]
    room = page.style.width - sum(widths) - GUTTER * len(widths)
    place = min(MOST_PLACE, max(LEAST_PLACE, room - LEAST_AXIS - GUTTER), max(len(row.place.name) for row in rows))
    room -= place + GUTTER
    axis = Axis(_find_most(rows), min(MOST_AXIS, room)) if room >= LEAST_AXIS else None
    head = f"{pad('', place)}{_align(heads, widths)}"
    thin, thick, median = page.range
    page.add_line(f"{head}  {axis.ticks() if axis else ''}".rstrip(), style=DIM)
    for row, figures in zip(rows, cells, strict=True):
        *above, last = wrap(row.place.name, place)
        drawn = _draw(page, row.pay[role], axis) if axis else ""
        look = BOLD if row is document.nation else None
        lines = Lines().add(above, look)
        lines.add_pieces((f"{pad(last, place)}{_align(figures, widths)}  ", look), (drawn, HUES[0]))
        page.add_part(lines)
    if axis:
        key = f"{thin} 10th to 90th percentile, {thick} 25th to 75th, {median} median; /1,000: of 1,000 jobs there"
        page.add_prose(key, style=DIM)


def _align(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "".join(f"{' ' * GUTTER}{cell:>{width}}" for cell, width in zip(cells, widths, strict=True))


def _add_several(page: Page, document: PayByPlace, rows: Sequence[PlaceRow]) -> None:
    """Two or three roles: the median of each, the gap of each pair, and the medians as letters on one axis."""
    letters = dict(zip((role.id for role in document.roles), LETTERS, strict=False))
    for paid in document.roles:
        page.add(f"{letters[paid.id]}  {paid.title}", hang=3)
    page.add()
    heads = [*letters.values(), *(f"{letters[gap.from_]} to {letters[gap.to]}" for gap in rows[0].gaps)]
    cells = [
        [
            *(describe_amount(row.pay[role], document.currency) for role in letters),
            *(describe_gap(gap, document.currency) for gap in row.gaps),
        ]
        for row in rows
    ]
    widths = [max(len(head), *(len(each[at]) for each in cells)) for at, head in enumerate(heads)]
    room = page.style.width - sum(widths) - GUTTER * len(widths)
    longest = max(len(row.place.name) for row in rows)
    place = min(MOST_PLACE, max(LEAST_PLACE, room - LEAST_AXIS - GUTTER), longest)
    room -= place + GUTTER
    medians = [pay.amount for row in rows for pay in row.pay.values() if pay and pay.amount is not None]
    axis = Axis(max(medians, default=0), min(MOST_AXIS, room)) if room >= LEAST_AXIS else None
    page.add_line(f"{pad('', place)}{_align(heads, widths)}  {axis.ticks() if axis else ''}".rstrip(), style=DIM)
    for row, figures in zip(rows, cells, strict=True):
        *above, last = wrap(row.place.name, place)
        drawn = [" "] * (axis.width if axis else 0)
        for role, letter in letters.items() if axis else ():
            pay = row.pay[role]
            if axis and pay and pay.amount is not None:
                drawn[axis.column(pay.amount)] = letter
        look = BOLD if row is document.nation else None
        lines = Lines().add(above, look)
        lines.add_pieces((f"{pad(last, place)}{_align(figures, widths)}  ", look), ("".join(drawn).rstrip(), HUES[0]))
        page.add_part(lines)


def _add_stacked(page: Page, document: PayByPlace, rows: Sequence[PlaceRow]) -> None:
    """Each place as a paragraph."""
    for row in rows:
        page.add(describe_place(row.place), style=BOLD)
        for role in document.roles:
            pay = row.pay[role.id]
            parts = [describe_amount(pay, document.currency)]
            if pay:
                low, high = (describe_point(pay, point, document.currency) for point in (POINTS[0], POINTS[-1]))
                people, jobs, quotient, error = describe_rates(pay)
                parts += [f"8 in 10 {low} to {high}"] if low and high else []
                parts += [f"{people} people"]
                parts += [f"{jobs} per 1,000 jobs"] if jobs else []
                parts += [f"quotient {quotient}"] if quotient else []
                parts += [f"error {error}"] if error else []
            title = f"{role.title}: " if len(document.roles) > 1 else ""
            page.add(f"{title}{'; '.join(parts)}", indent=2, hang=2)
        titles = {role.id: role.title for role in document.roles}
        for gap in row.gaps:
            if said := describe_gap(gap, document.currency):
                page.add(f"{titles[gap.from_]} {page.arrow} {titles[gap.to]}: {said}", indent=2, hang=2)


def render_places(places: PlaceList, style: Style) -> str:
    """The places: code, postal code, type and name, a line each."""
    page = Page(style, {})
    if places.places:
        lines = [("code", "postal", "type", "name")]
        lines += [(place.code, place.postal or "", place.type, place.name) for place in places.places]
        widths = [max(cell_len(line[at]) for line in lines) for at in range(3)]
        table = make_columns([*(width + GUTTER for width in widths), max(10, style.width - sum(widths) - 3 * GUTTER)])
        for line in lines:
            name = Lines().add(wrap(line[3], max(10, style.width - sum(widths) - 3 * GUTTER)))
            table.add_row(*(Lines().add([text]) for text in line[:3]), name)
        page.add_part(table)
    page.add(describe_found(places))
    return page.text()
