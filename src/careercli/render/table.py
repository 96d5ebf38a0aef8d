"""Tables for a terminal or a plain text file: the only module that knows Rich.

Nothing is ever cut: what does not fit beside each other is stacked. Text is wrapped here, once: Rich takes five times
as long to wrap the cells of a table.
"""

from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from itertools import groupby
from typing import assert_never

from rich.cells import cell_len, chop_cells
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.segment import Segment
from rich.style import Style as RichStyle
from rich.table import Table

from careercli.comparison.pay import get_estimates
from careercli.documents import (
    Comparison,
    DatasetList,
    Document,
    Gap,
    RoleDocument,
    RoleList,
    Row,
    SearchResults,
)
from careercli.model import (
    SECTIONS,
    Cell,
    Estimate,
    Number,
    Outlook,
    Percentiles,
    Role,
    Source,
    Stated,
)
from careercli.render import Style
from careercli.render.wording import (
    BAR_KEY,
    FIELDS,
    HOW_TO_READ,
    HOW_TO_READ_RATINGS,
    LETTERS,
    NO_ROWS,
    NOT_STATED,
    POINTS,
    SECTION_TITLES,
    count_rows,
    describe_amount,
    describe_code,
    describe_counts,
    describe_differences,
    describe_found,
    describe_gaps,
    describe_ladder,
    describe_marks,
    describe_more,
    describe_neighbours,
    describe_origin,
    describe_outlook,
    describe_percentiles,
    describe_related,
    describe_scope,
    describe_source,
    describe_voices,
    get_mark,
    get_unshown,
    group_figures,
    has_ratings,
    introduce,
    number_sources,
    qualify,
    say_absent,
)
from careercli.words import capitalise

LEAST_CELL = 24
"""The narrowest column that still reads well; below it, cells are stacked."""

LEAST_LABEL, MOST_LABEL = 18, 30
LEAST_BAR, MOST_BAR = 10, 50
GUTTER = 2

BOLD = RichStyle(bold=True)
DIM = RichStyle(dim=True)
HEADING = RichStyle(bold=True, underline=True)
WARNING = RichStyle(color="yellow")
GOOD = RichStyle(color="green")
FIGURE = RichStyle(color="blue")


def wrap(text: str, width: int, hang: int = 0) -> list[str]:
    """Text in lines of at most `width` columns, all but the first indented by `hang`; a longer word is folded."""
    lines: list[str] = []
    line, used = "", 0
    for word in text.split(" "):
        length = len(word) if word.isascii() else cell_len(word)
        if line and used + 1 + length <= width:
            line, used = f"{line} {word}", used + 1 + length
            continue
        for part in [word] if length <= width - hang else chop_cells(word, width - hang):
            if line:
                lines.append(line)
            line = " " * hang + part if lines else part
        used = cell_len(line)
    return [*lines, line]


class _Lines:
    """Lines that are wrapped already, each in one style."""

    def __init__(self, indent: int = 0) -> None:
        self._segments: list[Segment] = []
        self._indent = " " * indent

    def add(self, lines: Iterable[str], style: RichStyle | None = None) -> "_Lines":
        for line in lines:
            self._segments += (Segment(self._indent + line, style), Segment.line())
        return self

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        return self._segments


class _Page:
    """What a page has in common: its parts so far, the numbers of the footnotes, and the characters it may use."""

    def __init__(self, style: Style, sources: Mapping[str, Source]) -> None:
        self.style = style
        self.sources = sources
        self.numbers = number_sources(sources)
        self.arrow = "\u2192" if style.draw else "->"
        self.bullet = "\u2022" if style.draw else "-"
        self.bar = "\u2588" if style.draw else "#"
        self.rule = "\u2500" if style.draw else "-"
        self.range = ("\u2500", "\u2501", "\u2588") if style.draw else ("-", "=", "#")
        self._parts: list[RenderableType] = []

    def add(self, text: str = "", indent: int = 0, hang: int = 0, style: RichStyle | None = None) -> None:
        """Adds a paragraph: indented, and its later lines indented by `hang` more."""
        lines = wrap(text, self.style.width - indent, hang)
        self._parts.append(_Lines().add((" " * indent + line for line in lines), style))

    def add_line(self, line: str, indent: int = 0, style: RichStyle | None = None) -> None:
        """Adds a line that is known to fit, spaces and all."""
        self._parts.append(_Lines().add([" " * indent + line], style))

    def add_part(self, part: Table | _Lines) -> None:
        """Adds a table, or lines that are wrapped already."""
        self._parts.append(part)

    def add_title(self, title: str, note: str = "") -> None:
        """Adds the title of a section between an empty line and a rule."""
        self.add()
        self.add(f"{title.upper()}  {note}".rstrip(), style=BOLD)
        self.add(self.rule * self.style.width, style=DIM)

    def refs(self, sources: Iterable[str]) -> str:
        """The footnote numbers of sources, behind a space: ` [1][3]`."""
        numbers = "".join(f"[{number}]" for number in sorted(self.numbers[source] for source in sources))
        return f" {numbers}" if numbers else ""

    def cell(self, cell: Cell | Stated | None, width: int, indent: int = 0, absent: str = NOT_STATED) -> _Lines:
        """All that is stated in one cell: a hanging paragraph each where there is more than one statement; `absent` is
        what an empty one says."""
        lines = _Lines(indent)
        if cell is None:
            return lines.add([absent], DIM)
        if before := introduce(cell):
            lines.add(wrap(before, width), WARNING)
        bullet, hang = (f"{self.bullet} ", 2) if len(cell.statements) > 1 else ("", 0)
        for statement in cell.statements:
            lines.add(wrap(f"{bullet}{qualify(statement)}{self.refs(statement.sources)}", width, hang))
        return lines

    def text(self, *notes: str) -> str:
        """The page with its footnotes, and notes on them; no line ends in spaces."""
        if self.sources:
            self.add_title("Sources")
            for source_id, source in self.sources.items():
                self.add(f"[{self.numbers[source_id]}] {describe_source(source)}", hang=4)
            for sentence in (*describe_voices(self.sources, "[{}]"), *notes):
                self.add(sentence)
        file = StringIO()
        console = Console(
            file=file,
            width=self.style.width,
            force_terminal=self.style.color,
            color_system="standard" if self.style.color else None,
            markup=False,
            emoji=False,
            highlight=False,
            legacy_windows=False,
            _environ={},
        )
        console.print(Group(*self._parts))
        return "".join(f"{line.rstrip()}\n" for line in file.getvalue().splitlines())


def _columns(widths: Iterable[int]) -> Table:
    """A table without lines whose columns have these widths, gutters included."""
    table = Table(box=None, padding=0, pad_edge=False, show_header=False)
    for width in widths:
        table.add_column(width=width)
    return table


def _render_comparison(comparison: Comparison, style: Style) -> str:
    """The comparison: the answer in sentences, then pay, outlook and the tables of items, then the sources."""
    page = _Page(style, comparison.sources)
    heads = [role.title for role in comparison.roles]
    if len(heads) > 2:
        heads = [f"{letter} {title}" for letter, title in zip(LETTERS, heads, strict=False)]
    page.add("  vs  ".join(heads), style=BOLD)
    page.add()
    for sentence in comparison.summary:
        page.add(f"{page.bullet} {sentence}", hang=2)
    for note in comparison.notes:
        page.add(f"{page.bullet} {note}", hang=2)
    if unshown := get_unshown(comparison):
        page.add(f"The pay told above rests also on{page.refs(unshown)}.")
    titles = {role.id: role.title for role in comparison.roles}
    if style.shows("salary"):
        _add_pay(page, titles, comparison.salary.estimates, comparison.salary.gaps)
    if style.shows("outlook"):
        _add_outlook(page, titles, comparison.outlook)
    for section in SECTIONS:
        if style.shows(section):
            rows = comparison.section(section)
            page.add_title(SECTION_TITLES[section], count_rows(rows))
            if rows:
                _add_rows(page, titles, rows)
            else:
                page.add(NO_ROWS[style.only])
    cells = (cell for section in SECTIONS for row in comparison.section(section) for cell in row.roles.values())
    return page.text(*_keys(style, cells))


def _keys(style: Style, cells: Iterable[Cell | Stated | None]) -> list[str]:
    """How to read what the sections tell."""
    keys = [HOW_TO_READ] if any(map(style.shows, SECTIONS)) else []
    return [*keys, HOW_TO_READ_RATINGS] if has_ratings(cells) else keys


def _add_rows(page: _Page, titles: Mapping[str, str], rows: Sequence[Row]) -> None:
    """The rows by area: a column per role where there is room for it, else stacked."""
    room = page.style.width - GUTTER
    label = min(MOST_LABEL, max(LEAST_LABEL, room // 4))
    cell = (room - label - GUTTER) // len(titles) - GUTTER
    legend = describe_marks(list(titles.values()), rows)
    whole = "   ".join(legend)
    for line in [whole] if cell_len(whole) <= page.style.width else legend:
        page.add(line, hang=2, style=DIM)
    if cell >= LEAST_CELL:
        page.add_part(_beside(page, titles, rows, label, cell))
    else:
        _add_stacked(page, titles, rows)


def _beside(page: _Page, titles: Mapping[str, str], rows: Sequence[Row], label: int, cell: int) -> Table:
    """The rows as a table: the mark, the label, a column per role."""
    table = _columns([GUTTER, label + GUTTER, *[cell + GUTTER] * len(titles)])
    heads = [_Lines().add(wrap(title, cell), BOLD) for title in titles.values()]
    table.add_row("", "", *heads)
    for area, of_area in groupby(rows, key=lambda row: row.area):
        table.add_row("", _Lines().add(["", *(wrap(capitalise(area), label) if area else [])], HEADING))
        for row in of_area:
            mark = get_mark(row, list(titles))
            table.add_row(
                _Lines().add([mark], GOOD if mark == "=" else BOLD),
                _label(row, label, tell_differences=len(titles) == 2),
                *(page.cell(row.roles[role], cell, absent=say_absent(row, role)) for role in titles),
            )
    return table


def _label(row: Row, width: int, *, tell_differences: bool) -> _Lines:
    """The label of a row and, of two roles, how their ratings differ."""
    lines = _Lines().add(wrap(row.label, width))
    differences = describe_differences(row.differences) if tell_differences else ""
    return lines.add(wrap(differences, width), DIM) if differences else lines


def _add_stacked(page: _Page, titles: Mapping[str, str], rows: Sequence[Row]) -> None:
    """Each row as a paragraph: its label, then what each role's cell says."""
    for area, of_area in groupby(rows, key=lambda row: row.area):
        page.add()
        if area:
            page.add(capitalise(area), style=HEADING)
        for row in of_area:
            page.add(f"{get_mark(row, list(titles))} {row.label}", hang=2, style=BOLD)
            if len(titles) == 2 and (differences := describe_differences(row.differences)):
                page.add(differences, indent=4, hang=2, style=DIM)
            for role, title in titles.items():
                cell = row.roles[role]
                if cell is None:
                    continue
                before = introduce(cell)
                if len(cell.statements) == 1 and not before:
                    statement = cell.statements[0]
                    page.add(f"{title}: {qualify(statement)}{page.refs(statement.sources)}", indent=4, hang=2)
                    continue
                page.add(f"{title}: {before}".rstrip(), indent=4, hang=2)
                for statement in cell.statements:
                    page.add(f"{page.bullet} {qualify(statement)}{page.refs(statement.sources)}", indent=4, hang=2)
            _add_absent(page, titles, row)


def _add_absent(page: _Page, titles: Mapping[str, str], row: Row) -> None:
    """The roles that do not state an item, in a line; those that there is no data for, in another."""
    silent: dict[str, list[str]] = {}
    for role, title in titles.items():
        if row.roles[role] is None:
            silent.setdefault(say_absent(row, role), []).append(title)
    for absent, of_absent in silent.items():
        page.add(f"{', '.join(of_absent)}: {absent}", indent=4, hang=2, style=DIM)


def _add_pay(page: _Page, titles: Mapping[str, str], estimates: Sequence[Estimate], gaps: Sequence[Gap] = ()) -> None:
    """Pay with bars: what the sources state of the roles, then, apart from it, the official figures for the nearest
    occupations."""
    page.add_title(SECTION_TITLES["salary"])
    page.add("As the sources state it", style=BOLD)
    own = get_estimates(estimates, "own")
    _add_bars(page, titles, own)
    scales = _get_scales(estimates)
    spread = [estimate for estimate in own if estimate.percentiles]
    if spread:
        _add_bar_key(page, scales)
    for estimate in spread:
        page.add(
            "; ".join(part for part in (titles[estimate.role], describe_scope(estimate)) if part), indent=2, hang=2
        )
        _add_percentiles(page, estimate, scales)
    _add_gaps(page, [gap for gap in gaps if gap.basis == "own"], titles)
    groups = group_figures(titles, get_estimates(estimates, "nearest"))
    if not groups:
        return
    page.add()
    page.add("Official figures for the nearest occupations, which are broader than the roles", style=BOLD)
    if not spread:
        _add_bar_key(page, scales)
    for group in groups:
        page.add(group.title, indent=2, hang=2)
        for estimate in group.estimates:
            parts = (describe_amount(estimate), describe_scope(estimate))
            page.add(f"{'; '.join(part for part in parts if part)}{page.refs(estimate.sources)}", indent=4, hang=2)
            _add_percentiles(page, estimate, scales)
    nearest = {estimate.role: estimate.nearest.title for estimate in estimates if estimate.nearest}
    _add_gaps(page, [gap for gap in gaps if gap.basis == "nearest"], {**titles, **nearest})


Scales = Mapping[tuple[str, str], Number]
"""The highest figure of each currency and period."""


def _get_scales(estimates: Iterable[Estimate]) -> Scales:
    """The scales of all percentiles, own and official, so that their bars can be compared."""
    scales: dict[tuple[str, str], Number] = {}
    for each in estimates:
        if each.percentiles:
            kind = each.currency, each.period
            scales[kind] = max(scales.get(kind, 0), *(value or 0 for value in _values(each.percentiles)))
    return scales


def _add_bar_key(page: _Page, scales: Scales) -> None:
    thin, thick, median = page.range
    scale = "on one scale" if len(scales) < 2 else "on one scale for each currency and period"
    page.add(BAR_KEY.format(scale=scale, thin=thin, thick=thick, median=median), indent=2, style=DIM)


def _add_percentiles(page: _Page, estimate: Estimate, scales: Scales) -> None:
    """The percentiles of an estimate, in figures and as a line on the scale of its currency and period."""
    if estimate.percentiles:
        page.add(describe_percentiles(estimate.percentiles, estimate.currency), indent=4, hang=2)
        most = scales[estimate.currency, estimate.period]
        page.add_line(_range(page, estimate.percentiles, most), indent=4, style=FIGURE)


def _add_bars(page: _Page, titles: Mapping[str, str], estimates: Sequence[Estimate]) -> None:
    """A line per role: amount and bar, the bar below where there is no room; a role without pay says so. Bars of one
    currency and period are on one scale."""
    most: dict[tuple[str, str], Number] = {}
    for each in estimates:
        kind = each.currency, each.period
        most[kind] = max(most.get(kind, 0), each.amount or each.at_or_above or 0)
    lines: list[tuple[str, str, Estimate | None]] = []
    for role, title in titles.items():
        own = [estimate for estimate in estimates if estimate.role == role]
        lines += [(title, describe_amount(estimate), estimate) for estimate in own] or [(title, NOT_STATED, None)]
    name = max(cell_len(title) for title, _, _ in lines)
    amount = max(len(text) for _, text, _ in lines)
    refs = max((len(page.refs(estimate.sources)) for estimate in estimates), default=0)
    room = page.style.width - 2 - name - GUTTER - amount - GUTTER - refs
    beside = room >= LEAST_BAR
    length = min(MOST_BAR, room if beside else max(1, page.style.width - 4 - refs))
    for title, text, estimate in lines:
        value = (estimate.amount or estimate.at_or_above or 0) if estimate else 0
        size = round(length * value / most[estimate.currency, estimate.period]) if estimate and value else 0
        end = ">" if estimate and estimate.at_or_above is not None and size else ""
        bar = f"{page.bar * (size - len(end))}{end}{page.refs(estimate.sources)}" if estimate else ""
        if beside:
            pad = " " * (name - cell_len(title))
            page.add_line(f"{title}{pad}  {text:<{amount}}  {bar}".rstrip(), indent=2)
        else:
            page.add(f"{title}: {text}", indent=2, hang=2)
            page.add_line(bar, indent=4)


def _add_gaps(page: _Page, gaps: Sequence[Gap], names: Mapping[str, str]) -> None:
    """Gaps in words, and what to keep in mind about them."""
    told, notes = describe_gaps(gaps, names, page.arrow)
    for line, note in told:
        page.add(line, indent=2, hang=2)
        if note:
            page.add(note, indent=4, style=DIM)
    for note in notes:
        page.add(note, indent=4 if told else 2, style=DIM)


def _values(percentiles: Percentiles | None) -> list[Number | None]:
    """All figures of published percentiles, top codes included."""
    if percentiles is None:
        return []
    return [*(getattr(percentiles, point) for point in POINTS), *percentiles.at_or_above.values()]


def _range(page: _Page, percentiles: Percentiles, most: Number) -> str:
    """The percentiles as a line from zero to the highest figure: p10 to p90, the middle half thick, the median."""
    thin, thick, median = page.range
    width = min(MOST_BAR, page.style.width - 8)

    def column(value: Number) -> int:
        return round((width - 1) * value / most) if most else 0

    line = [" "] * width
    low, high = percentiles.p10, percentiles.p90 or percentiles.at_or_above.get("p90")
    for start, end, char in ((low, high, thin), (percentiles.p25, percentiles.p75, thick)):
        if start is not None and end is not None:
            first, last = column(start), column(end)
            line[first : last + 1] = char * (last + 1 - first)
    if percentiles.p50 is not None:
        line[column(percentiles.p50)] = median
    if "p90" in percentiles.at_or_above:
        line[column(percentiles.at_or_above["p90"])] = ">"
    return "".join(line).rstrip()


def _add_outlook(page: _Page, titles: Mapping[str, str], outlook: Sequence[Outlook]) -> None:
    """Projections: a role's own, then those for the nearest occupations."""
    page.add_title(SECTION_TITLES["outlook"])
    for group in group_figures(titles, outlook=outlook):
        page.add(group.title, indent=2, hang=2)
        for figure in group.outlook:
            first, *rest = describe_outlook(figure) or [NOT_STATED]
            page.add(f"{first}{page.refs(figure.sources)}", indent=4, hang=2)
            for line in rest:
                page.add(line, indent=4, hang=2)
    if not outlook:
        page.add(NOT_STATED)


def _render_role(document: RoleDocument, style: Style) -> str:
    """One role: who it is and where it stands, then all that is stated of it, then the sources."""
    role = document.role
    page = _Page(style, document.sources)
    page.add(role.title, style=BOLD)
    page.add(role.summary or f"summary {NOT_STATED}")
    for note in document.notes:
        page.add(f"{page.bullet} {note}", hang=2)
    page.add()
    for code in role.codes:
        page.add(describe_code(code), hang=2)
    page.add(f"Also called: {', '.join(role.aliases) or NOT_STATED}", hang=2)
    superiors = [f"{qualify(said)}{page.refs(said.sources)}" for cell in role.reports_to for said in cell.statements]
    page.add(f"Reports to: {'; '.join(superiors) or NOT_STATED}", hang=2)
    _add_neighbours(page, role)
    titles = {role.id: role.title}
    if style.shows("salary"):
        _add_pay(page, titles, role.salary)
    if style.shows("outlook"):
        _add_outlook(page, titles, role.outlook)
    for section in SECTIONS:
        if style.shows(section):
            cells = role.section(section)
            page.add_title(SECTION_TITLES[section], f"{len(cells)} stated" if cells else "")
            if cells:
                _add_cells(page, cells)
            else:
                page.add(NOT_STATED)
    return page.text(*_keys(style, (cell for section in SECTIONS for cell in role.section(section))))


def _add_neighbours(page: _Page, role: Role) -> None:
    """The ladders that a role stands on, and the roles that its publisher calls related."""
    for ladder in role.ladder:
        page.add(f"Ladder: {describe_ladder(ladder, page.arrow)}{page.refs(ladder.sources)}", hang=2)
        page.add(f"Neighbours: {describe_neighbours(ladder)}", hang=2)
    if not role.ladder:
        page.add(f"Ladder and neighbours: {NOT_STATED}")
    for line in describe_related(role.related):
        page.add(line, hang=2)


def _add_cells(page: _Page, cells: Sequence[Stated]) -> None:
    """The cells of a role by area: label and statements beside each other where there is room, else stacked."""
    label = min(MOST_LABEL, page.style.width // 3)
    room = page.style.width - label - GUTTER
    for area, of_area in groupby(cells, key=lambda cell: cell.area):
        page.add()
        if area:
            page.add(capitalise(area), style=HEADING)
        if room < 2 * LEAST_CELL:
            for cell in of_area:
                page.add(cell.label, hang=2, style=BOLD)
                page.add_part(page.cell(cell, page.style.width - 4, indent=4))
            continue
        table = _columns([label + GUTTER, room])
        for cell in of_area:
            table.add_row(_Lines().add(wrap(cell.label, label)), page.cell(cell, room))
        page.add_part(table)


def _render_list(roles: RoleList, style: Style) -> str:
    """The roles: id, title, own pay, dataset."""
    page = _Page(style, roles.sources)
    lines = [("id", "title", "pay", "dataset")]
    for role in roles.roles:
        pay = "; ".join(f"{describe_amount(estimate)}{page.refs(estimate.sources)}" for estimate in role.salary)
        lines.append((role.id, role.title, pay or NOT_STATED, role.dataset))
    widths = [max(cell_len(line[column]) for line in lines) for column in range(4)]
    widths[2] = min(widths[2], style.width - sum(widths) + widths[2] - len(widths) * GUTTER)
    if widths[2] >= LEAST_CELL // 2:
        table = _columns(width + GUTTER for width in widths)
        for line in lines:
            look = BOLD if line is lines[0] else None
            table.add_row(*(_Lines().add(wrap(text, size), look) for text, size in zip(line, widths, strict=True)))
        page.add_part(table)
    else:
        for role_id, title, pay, dataset in lines[1:]:
            page.add(role_id, style=BOLD)
            page.add(f"{title}; {pay}; {dataset}", indent=4)
    more = describe_more(roles)
    return page.text(*([more] if more else []), f"Your own role files: *.yaml in {roles.home}")


def _render_search(results: SearchResults, style: Style) -> str:
    """What a search found: title, id and dataset of each role, and below them what matches."""
    page = _Page(style, results.sources)
    for hit in results.hits:
        page.add(f"{hit.title}  {hit.id} ({hit.dataset}){page.refs(hit.sources)}", hang=2, style=BOLD)
        if hit.field != "title":
            page.add(f"{FIELDS[hit.field]}: {hit.text}", indent=4, hang=2)
    page.add(describe_found(results))
    return page.text()


def _render_datasets(datasets: DatasetList, style: Style) -> str:
    """The datasets: what is imported and what it holds, then what is not and where to get it."""
    page = _Page(style, {})
    for dataset in datasets.datasets:
        page.add(dataset.name, style=BOLD)
        lines = [describe_source(dataset.source)]
        if dataset.version:
            lines.append(f"{describe_origin(dataset)}; {describe_counts(dataset)}")
            lines += [f"missing: {each}" for each in dataset.missing]
            lines += dataset.notes
        else:
            lines.append(f"not imported; get it from {dataset.get_from}")
            lines.append(f"then: careercli import {dataset.name} FILE...")
        for line in lines:
            page.add(line, indent=4, hang=2)
    page.add(f"The file of the datasets: {datasets.file}")
    return page.text()


def render(document: Document, style: Style) -> str:
    """A document as tables for a terminal."""
    match document:
        case Comparison():
            return _render_comparison(document, style)
        case RoleDocument():
            return _render_role(document, style)
        case RoleList():
            return _render_list(document, style)
        case SearchResults():
            return _render_search(document, style)
        case DatasetList():
            return _render_datasets(document, style)
        case _:
            assert_never(document)
