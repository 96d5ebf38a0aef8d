"""Items side by side: Both, Only A, Only B by area; of more roles a column of marks for each."""

from collections.abc import Mapping, Sequence
from itertools import chain, groupby, product

from rich.box import SIMPLE_HEAD, Box
from rich.cells import cell_len
from rich.style import Style as RichStyle
from rich.table import Table

from careercli.comparison.highlights import TECHNOLOGY
from careercli.render.brief.lists import CONTESTED, NO_DATA, STATED, WEAKLY, Column, MarkPart, MarkRow, Part
from careercli.render.brief.ratings import RatedRow
from careercli.render.table.charts import LEAST_WIDTH, Hues
from careercli.render.table.page import BOLD, DIM, Lines, Page, wrap
from careercli.render.wording import LETTERS
from careercli.words import join

PLAIN = RichStyle()
LEAST_LABEL = 12
LEAST_COLUMN, STEP = 16, 3

LEAST_ITEM, LEAST_TEXT, LEAST_MARK, MOST_MARK = 24, 12, 3, 15


def make_table(page: Page, heads: Sequence[tuple[str, int, RichStyle]]) -> Table:
    """A table with a rule below its heads, which are (text, width, style); a gutter is between columns."""
    box = SIMPLE_HEAD if page.style.draw else Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)
    table = Table(box=box, padding=0, pad_edge=False, show_edge=False, border_style=DIM)
    for number, (text, width, style) in enumerate(heads):
        room = width - 1 if 0 < number < len(heads) - 1 else width
        table.add_column(Lines().add(wrap(text, room), style), width=width)
    return table


def add_parts(page: Page, parts: Sequence[Part], hues: Hues, *, is_rated: bool) -> None:
    """The parts of a comparison of two roles: columns beside each other, or below each other on a narrow page."""
    label = _fit_labels([text for part in parts for text in (*part.areas, part.title)], page.style.width // 4) + 1
    for part in parts:
        if page.style.plain or page.style.width < LEAST_WIDTH:
            page.add_heading(part.title, page.ranges(part.sources).strip())
            for column in part.columns:
                add_column(page, column, hues)
            if part.none:
                page.add_prose(f"None {join(part.none)}.", indent=2, hang=2, style=DIM)
            continue
        if is_rated:
            none = f"none {join(part.none)}" if part.none else ""
            page.add_heading(part.title, f"{none}{page.ranges(part.sources)}".strip())
            page.add_part(_make_lists(page, part, hues))
            continue
        like = [each for each in parts if _get_roles(each) == _get_roles(part)]
        page.add()
        page.add_part(_make_columns(page, part, label, _fit_columns(like, page.style.width - label - 1), hues))


def _get_roles(part: Part) -> list[str | None]:
    return [column.role for column in part.columns]


def _make_columns(page: Page, part: Part, label: int, widths: Sequence[int], hues: Hues) -> Table:
    """The columns of a part under its title, a row for each area."""
    styles = [_get_hue(column, hues) for column in part.columns]
    heads = [(*head, BOLD + style) for head, style in zip(_get_heads(part, widths), styles, strict=True)]
    rooms = _get_rooms(widths)
    none = f" (none {join(part.none)})" if part.none else ""
    table = make_table(page, [(f"{part.title.upper()}{none}{page.ranges(part.sources)}", label, BOLD), *heads])
    for area in part.areas:
        cells = [
            Lines().add(wrap("; ".join(column.cells.get(area, [])), room), style)
            for column, room, style in zip(part.columns, rooms, styles, strict=True)
        ]
        table.add_row(Lines().add(wrap(area, label - 1), BOLD), *cells)
    return table


def _make_lists(page: Page, part: Part, hues: Hues) -> Table:
    """The columns of a part without common areas, each with its own areas."""
    widths = _split(page.style.width, len(part.columns))
    styles = [_get_hue(column, hues) for column in part.columns]
    heads = [(*head, BOLD + style) for head, style in zip(_get_heads(part, widths), styles, strict=True)]
    table = make_table(page, heads)
    cells = []
    for column, room, style in zip(part.columns, _get_rooms(widths), styles, strict=True):
        lines = Lines()
        for area, labels in column.cells.items():
            lines.add(wrap(f"{area}: {'; '.join(labels)}" if area else "; ".join(labels), room, 2), style)
        cells.append(lines)
    table.add_row(*cells)
    return table


def _get_heads(part: Part, widths: Sequence[int]) -> list[tuple[str, int]]:
    return [(f"{column.head} ({column.number})", width) for column, width in zip(part.columns, widths, strict=True)]


def _get_rooms(widths: Sequence[int]) -> list[int]:
    """How much of each column text may fill: the last one has no column behind it to stay away from."""
    return [*(width - 1 for width in widths[:-1]), widths[-1]]


def _split(room: int, count: int) -> list[int]:
    """Equal widths with a gutter of one between them; the last one has what is left over."""
    width, rest = divmod(room - count + 1, count)
    return [width] * (count - 1) + [width + rest]


def _fit_columns(parts: Sequence[Part], room: int) -> list[int]:
    """The widths of columns that make for the fewest lines; a gutter of one is between them."""
    even = _split(room, len(parts[0].columns))
    rows = [
        [_measure("; ".join(column.cells.get(area, []))) for column in part.columns]
        for part in parts
        for area in part.areas
    ]
    rows += [[_measure(head) for head, _ in _get_heads(part, even)] for part in parts]
    least = min(LEAST_COLUMN, *even)
    widths = range(least, sum(even) - least * (len(even) - 1) + 1, STEP)
    lines = {width: [[_count_lines(cell, width - 1) for cell in row] for row in rows] for width in widths}
    found = [even]
    for first in product(widths, repeat=len(even) - 1):
        last = sum(even) - sum(first)
        if last >= least:
            rounded = least + (last - least) // STEP * STEP
            found.append([*first, last])
            lines.setdefault(rounded, [])

    def rate(choice: Sequence[int]) -> tuple[int, int]:
        counts = [lines[least + (width - least) // STEP * STEP] for width in choice]
        total = sum(max(of_width[row][column] for column, of_width in enumerate(counts)) for row in range(len(rows)))
        return total, max(abs(width - of_even) for width, of_even in zip(choice, even, strict=True))

    return min(found, key=rate)


def _measure(text: str) -> list[int]:
    return [cell_len(word) for word in text.split()]


def _count_lines(words: Sequence[int], width: int) -> int:
    """How many lines words of these lengths fill."""
    lines, used = 1 if words else 0, -1
    for length in words:
        if used + 1 + length > width and used >= 0:
            lines, used = lines + 1, -1
        used += 1 + length
    return lines


def _fit_labels(labels: Sequence[str], most: int) -> int:
    """The width of a column of labels: that of the longest word, or of the longest label if that is short."""
    words = [word for label in labels for word in label.split()]
    longest = max(map(cell_len, words), default=0)
    return min(most, max(longest, min(LEAST_LABEL, max(map(cell_len, labels), default=0)), 1))


def _get_hue(column: Column, hues: Hues) -> RichStyle:
    return hues.get(column.role or "", PLAIN)


def add_column(page: Page, column: Column, hues: Hues, indent: int = 0) -> None:
    """One column as a list: who, then a line for each area; all in one line if there is no area to name."""
    style = _get_hue(column, hues)
    head = f"{column.head} ({column.number})"
    if [*column.cells] in ([""], [TECHNOLOGY]):
        items = "; ".join(chain.from_iterable(column.cells.values()))
        page.add_prose(f"{head}: {items}", indent=indent, hang=2, style=style)
        return
    page.add(head, indent=indent, style=BOLD + style)
    for area, labels in column.cells.items():
        page.add_prose(f"{area}: {'; '.join(labels)}" if area else "; ".join(labels), indent=2, hang=2, style=style)


def add_marks(page: Page, titles: Mapping[str, str], part: MarkPart, hues: Hues) -> None:
    """A part of a comparison of three or more roles: a row for each item that several list, with a mark for each role;
    then what one alone lists."""
    room = page.style.width - page.style.width // 4 - (LEAST_MARK + 1) * len(titles)
    if page.style.plain or not part.rows or room < LEAST_TEXT:
        page.add_heading(part.title, page.ranges(part.sources).strip())
        _add_plain_marks(page, titles, part.rows)
    else:
        page.add()
        page.add_part(_make_marks(page, titles, part, hues))
    if part.rows and part.only:
        page.add()
    for column in part.only:
        add_column(page, column, hues)


def _make_marks(page: Page, titles: Mapping[str, str], part: MarkPart, hues: Hues) -> Table:
    has_areas = any(row.area for row in part.rows)
    area = _fit_labels([*(row.area for row in part.rows), part.title], page.style.width // 4) + 1 if has_areas else 0
    width, heads = fit_heads(page, list(titles.values()), area)
    item = page.style.width - area - has_areas - (width + 1) * len(titles)
    roles = [(head, width, BOLD + hues.get(role, PLAIN)) for role, head in zip(titles, heads, strict=True)]
    title = f"{part.title.upper()}{page.ranges(part.sources)}"
    labels = [(title, area, BOLD), ("", item, BOLD)] if has_areas else [(title, item, BOLD)]
    table = make_table(page, [*labels, *roles])
    signs = {STATED: page.marks[1], WEAKLY: page.marks[0], NO_DATA: "?"}
    for name, of_area in groupby(part.rows, key=lambda row: row.area):
        label = Lines().add(wrap(name, area - 1), BOLD) if has_areas else Lines()
        for row in of_area:
            marks = []
            for role, mark in zip(titles, row.marks, strict=True):
                sign = signs.get(mark.removesuffix(CONTESTED), "") + (CONTESTED if mark.endswith(CONTESTED) else "")
                marks.append(Lines().add([sign], hues.get(role)))
            table.add_row(*([label] if has_areas else []), Lines().add(wrap(row.label, item - 1)), *marks)
            label = Lines()
    return table


def fit_heads(page: Page, titles: Sequence[str], label: int) -> tuple[int, list[str]]:
    """The width of a narrow column for each role, and their heads: the titles if these fit, else letters."""
    longest = max(cell_len(word) for title in titles for word in title.split()) + 1
    room = (page.style.width - label - LEAST_ITEM) // len(titles) - 1
    width = min(MOST_MARK, room)
    if width >= longest:
        return max(longest, min(width, max(map(cell_len, titles)) + 1)), list(titles)
    return LEAST_MARK, list(LETTERS[: len(titles)])


def _add_plain_marks(page: Page, titles: Mapping[str, str], rows: Sequence[MarkRow]) -> None:
    """The rows in words: the item, and who lists it."""
    for name, of_area in groupby(rows, key=lambda row: row.area):
        if name:
            page.add(name, style=BOLD)
        for row in of_area:
            who = []
            for title, mark in zip(titles.values(), row.marks, strict=True):
                said = mark.removesuffix(CONTESTED)
                notes = [said] if said in {WEAKLY, NO_DATA} else []
                notes += ["sources disagree"] if mark.endswith(CONTESTED) else []
                if mark:
                    who.append(f"{title} ({', '.join(notes)})" if notes else title)
            page.add_prose(f"{row.label}: {', '.join(who)}", indent=2, hang=2)


def add_values(page: Page, titles: Mapping[str, str], rows: Sequence[RatedRow], hues: Hues) -> None:
    """Ratings of three or more roles: a column for each."""
    values = [
        (row, {role: "-" if value is None else f"{value:.0f}" for role, value in row.values.items()}) for row in rows
    ]
    if page.style.plain or page.style.width < LEAST_TEXT + (LEAST_MARK + 1) * len(titles):
        for row, of_row in values:
            said = ", ".join(f"{titles[role]} {value}" for role, value in of_row.items())
            page.add_prose(f"{row.label}: {said}", indent=2, hang=2)
        return
    width, heads = fit_heads(page, list(titles.values()), 0)
    item = page.style.width - (width + 1) * len(titles)
    columns = [(head, width, BOLD + hues.get(role, PLAIN)) for role, head in zip(titles, heads, strict=True)]
    table = make_table(page, [("", item, BOLD), *columns])
    for row, of_row in values:
        cells = [Lines().add([value], hues.get(role)) for role, value in of_row.items()]
        table.add_row(Lines().add(wrap(row.label, item - 1)), *cells)
    page.add_part(table)
