"""Tables for a terminal or a plain text file: the only module that knows Rich.

Nothing is ever cut: what does not fit beside each other is stacked.
"""

from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from itertools import groupby

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from careercli.model import (
    SECTIONS,
    Cell,
    Comparison,
    Estimate,
    Gap,
    Number,
    Outlook,
    Percentiles,
    RoleDocument,
    RoleList,
    Row,
    Source,
    Stated,
    Statement,
)
from careercli.pay import format_money
from careercli.render import Style
from careercli.render.wording import (
    NOT_STATED,
    SECTION_TITLES,
    count_rows,
    describe_amount,
    describe_ladder,
    describe_marks,
    describe_neighbours,
    describe_occupation,
    describe_outlook,
    describe_percentiles,
    describe_scope,
    describe_source,
    describe_voices,
    get_mark,
    group_by_occupation,
    number_sources,
    qualify,
)

LEAST_CELL = 24
"""The narrowest column that still reads well; below it, cells are stacked."""

LEAST_LABEL, MOST_LABEL = 18, 30
MOST_BAR = 50
GUTTER = 2


class _Page:
    """What a page has in common: its lines so far, the numbers of the footnotes, and the characters it may use."""

    def __init__(self, style: Style, sources: Mapping[str, Source]) -> None:
        self.style = style
        self.sources = sources
        self.numbers = number_sources(sources)
        self.arrow = "\u2192" if style.draw else "->"
        self.bullet = "\u2022" if style.draw else "-"
        self.bar = "\u2588" if style.draw else "#"
        self.rule = "\u2500" if style.draw else "-"
        self._file = StringIO()
        self._console = Console(
            file=self._file,
            width=style.width,
            force_terminal=style.color,
            color_system="standard" if style.color else None,
            no_color=not style.color,
            markup=False,
            emoji=False,
            highlight=False,
            legacy_windows=False,
            _environ={},
        )

    def add(self, line: RenderableType = "", indent: int = 0) -> None:
        """Adds a paragraph or a table, wrapped to the width less the indent."""
        if isinstance(line, str):
            line = Text(line)
        self._console.print(Padding(line, (0, 0, 0, indent)) if indent else line, overflow="fold")

    def add_title(self, title: str, note: str = "") -> None:
        """Adds the title of a section between an empty line and a rule."""
        self.add()
        self.add(Text.assemble((title.upper(), "bold"), (f"  {note}" if note else "", "dim")))
        self.add(Text(self.rule * self.style.width, "dim"))

    def add_listed(self, lines: Iterable[Text | str], mark: str = "") -> None:
        """Adds paragraphs, each behind a mark, with a hanging indent."""
        grid = Table.grid(padding=(0, 1, 0, 0))
        grid.add_column(no_wrap=True)
        grid.add_column(overflow="fold")
        for line in lines:
            grid.add_row(Text(mark or self.bullet), line if isinstance(line, Text) else Text(line))
        self.add(grid)

    def refs(self, sources: Iterable[str]) -> str:
        """The footnote numbers of sources: `[1][3]`."""
        return "".join(f"[{number}]" for number in sorted(self.numbers[source] for source in sources))

    def say(self, statement: Statement) -> Text:
        """A statement with its footnotes."""
        refs = self.refs(statement.sources)
        return Text.assemble(qualify(statement), (f" {refs}" if refs else "", "cyan"))

    def cell(self, cell: Cell | Stated | None, width: int) -> Text:
        """All that is stated in one cell, wrapped: a hanging paragraph each where there is more than one statement."""
        if cell is None:
            return Text(NOT_STATED, "dim")
        said = [self.say(statement) for statement in cell.statements]
        lines = [Text("contested:", "yellow")] if cell.agreement == "contested" else []
        for text in said:
            if len(said) == 1:
                lines.append(text)
            else:
                for number, line in enumerate(text.wrap(self._console, width - 2, overflow="fold")):
                    lines.append(Text.assemble("  " if number else f"{self.bullet} ", line))
        return Text("\n").join(lines)

    def text(self) -> str:
        """The page with its footnotes; no line ends in spaces."""
        if self.sources:
            self.add_title("Sources")
            grid = Table.grid(padding=(0, 1, 0, 0))
            grid.add_column(no_wrap=True, justify="right")
            grid.add_column(overflow="fold")
            for source_id, source in self.sources.items():
                grid.add_row(Text(f"[{self.numbers[source_id]}]", "cyan"), Text(describe_source(source)))
            self.add(grid)
            for sentence in describe_voices(self.sources):
                self.add(sentence)
        return "".join(f"{line.rstrip()}\n" for line in self._file.getvalue().splitlines())


def render_comparison(comparison: Comparison, style: Style) -> str:
    """The comparison: the answer in sentences, then pay, outlook and the tables of items, then the sources."""
    page = _Page(style, comparison.sources)
    page.add(Text("  vs  ".join(role.title for role in comparison.roles), "bold"))
    page.add()
    page.add_listed(comparison.summary)
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
                _add_rows(page, comparison, rows)
            else:
                page.add("no such rows" if style.only else NOT_STATED)
    return page.text()


def _add_rows(page: _Page, comparison: Comparison, rows: Sequence[Row]) -> None:
    """The rows by area: a column per role where there is room for it, else stacked."""
    roles = [role.id for role in comparison.roles]
    room = page.style.width - 2
    label = min(MOST_LABEL, max(LEAST_LABEL, room // 4))
    cell = (room - label - GUTTER * len(roles)) // len(roles)
    beside = cell >= LEAST_CELL
    page.add(Text("   ".join(describe_marks(comparison)), "dim"))
    if beside:
        page.add(_beside([("", ["", *(Text(role.title, "bold") for role in comparison.roles)])], label, cell))
    for area, of_area in groupby(rows, key=lambda row: row.area):
        page.add()
        if area:
            page.add(Text(area[0].upper() + area[1:], "bold underline" if page.style.color else "bold"))
        if beside:
            lines = [
                (get_mark(row, roles), [row.label, *(page.cell(row.roles[role], cell) for role in roles)]) for row in of_area
            ]
            page.add(_beside(lines, label, cell))
        else:
            for row in of_area:
                _add_stacked(page, comparison, row)


def _beside(lines: Iterable[tuple[str, Sequence[Text | str]]], label: int, cell: int) -> Table:
    """A grid of fixed columns: the mark, the label, a cell per role."""
    grid = Table.grid(padding=0)
    grid.add_column(width=2)
    for number, (mark, cells) in enumerate(lines):
        if number == 0:
            grid.add_column(width=label + GUTTER)
            for _ in cells[1:]:
                grid.add_column(width=cell + GUTTER)
        padded = [Padding(Text(text) if isinstance(text, str) else text, (0, GUTTER, 0, 0)) for text in cells]
        grid.add_row(Text(mark, "bold green" if mark == "=" else "bold"), *padded)
    return grid


def _add_stacked(page: _Page, comparison: Comparison, row: Row) -> None:
    """A row as a paragraph: its label, then what each role's cell says."""
    roles = [role.id for role in comparison.roles]
    page.add(Text.assemble((get_mark(row, roles), "bold"), " ", (row.label, "bold")))
    for role in comparison.roles:
        cell = row.roles[role.id]
        if cell is not None:
            said = page.cell(cell, page.style.width - 4)
            apart = "\n" if len(cell.statements) > 1 else " "
            page.add(Text.assemble((f"{role.title}:", "italic"), apart, said), indent=4)
    silent = [role.title for role in comparison.roles if row.roles[role.id] is None]
    if silent:
        page.add(Text(f"{', '.join(silent)}: {NOT_STATED}", "dim"), indent=4)


def _add_pay(
    page: _Page, titles: Mapping[str, str], estimates: Sequence[Estimate], gaps: Sequence[Gap] = ()
) -> None:
    """Pay with bars: what the sources state of the roles, then, apart from it, the official figures for the nearest
    occupations."""
    own = [estimate for estimate in estimates if estimate.nearest is None]
    page.add_title(SECTION_TITLES["salary"])
    page.add(Text("As the sources state it", "bold"))
    _add_bars(page, titles, own)
    for gap in gaps:
        if gap.basis == "own":
            _add_gap(page, titles, gap)
    groups = group_by_occupation(titles, estimates, ())
    if not groups:
        return
    page.add()
    page.add(Text("Official figures for the nearest occupations, which are broader than the roles", "bold"))
    points = [
        value
        for group in groups
        for estimate in group.estimates
        for value in (estimate.amount, *_ends(estimate.percentiles))
        if value is not None
    ]
    for group in groups:
        page.add(Text(f"{describe_occupation(group.nearest)}, nearest to {', '.join(group.titles)}"), indent=2)
        for estimate in group.estimates:
            scope = describe_scope(estimate)
            refs = page.refs(estimate.sources)
            page.add(
                Text.assemble(describe_amount(estimate), f"; {scope}" if scope else "", (f" {refs}", "cyan")), indent=4
            )
            if estimate.percentiles:
                page.add(describe_percentiles(estimate.percentiles, estimate.currency), indent=4)
                page.add(Text(_range(page, estimate.percentiles, max(points)), "blue"), indent=4)
    for gap in gaps:
        if gap.basis == "nearest":
            _add_gap(page, titles, gap)


def _add_bars(page: _Page, titles: Mapping[str, str], estimates: Sequence[Estimate]) -> None:
    """A line per role: amount and bar; a role without pay says so."""
    most = max((estimate.amount or 0 for estimate in estimates), default=0)
    lines = []
    for role, title in titles.items():
        own = [estimate for estimate in estimates if estimate.role == role]
        lines += [(title, describe_amount(estimate), estimate) for estimate in own] or [(title, NOT_STATED, None)]
    name = max(len(title) for title, _, _ in lines)
    amount = max(len(text) for _, text, _ in lines)
    room = min(MOST_BAR, page.style.width - 2 - name - GUTTER - amount - GUTTER - 8)
    for title, text, estimate in lines:
        line = Text(f"{title:<{name}}  {text:<{amount}}" if room >= LEAST_LABEL // 2 else f"{title}: {text}")
        if estimate is not None and estimate.amount is not None:
            length = room if room >= LEAST_LABEL // 2 else min(MOST_BAR, page.style.width - 12)
            bar = page.bar * max(1, round(length * estimate.amount / most)) if most else ""
            line.append("  " if room >= LEAST_LABEL // 2 else "\n")
            line.append(bar, "green")
            line.append(f" {page.refs(estimate.sources)}", "cyan")
        page.add(line, indent=2)


def _add_gap(page: _Page, titles: Mapping[str, str], gap: Gap) -> None:
    """A gap from the first role to the second, in words, with its notes."""
    one, two = titles[gap.from_], titles[gap.to]
    if gap.difference is None:
        text = "no gap can be told"
    else:
        sign = "+" if gap.difference > 0 else ""
        text = f"{sign}{format_money(gap.difference, gap.currency or '')} a {gap.period}"
        bases = [(gap.percent_of_from, one), (gap.percent_of_to, two)]
        percents = [f"{percent:+.2f}% of {title}'s" for percent, title in bases if percent is not None]
        if percents:
            text += f" ({', '.join(percents)})"
    page.add(Text.assemble((f"Gap {one} {page.arrow} {two}: ", "bold"), text), indent=2)
    page.add(Text(" ".join(gap.notes), "dim"), indent=4)


def _ends(percentiles: Percentiles | None) -> tuple[Number | None, ...]:
    return (percentiles.p10, percentiles.p90, *percentiles.at_or_above.values()) if percentiles else ()


def _range(page: _Page, percentiles: Percentiles, most: Number) -> str:
    """The percentiles as a line from zero to the highest figure shown: p10 to p90, the middle half thick, the median."""
    thin, thick, median = ("\u2500", "\u2501", "\u2588") if page.style.draw else ("-", "=", "#")
    width = min(MOST_BAR, page.style.width - 12)

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
    own = [(titles[figure.role], [figure]) for figure in outlook if figure.nearest is None]
    near = [
        (f"{describe_occupation(group.nearest)}, nearest to {', '.join(group.titles)}", list(group.outlook))
        for group in group_by_occupation(titles, (), outlook)
    ]
    for title, figures in (*own, *near):
        page.add(title, indent=2)
        for figure in figures:
            first, *rest = describe_outlook(figure) or [NOT_STATED]
            page.add(Text.assemble(first, (f" {page.refs(figure.sources)}", "cyan")), indent=4)
            for line in rest:
                page.add(line, indent=4)
    if not outlook:
        page.add(NOT_STATED)


def render_role(document: RoleDocument, style: Style) -> str:
    """One role: who it is and where it stands, then all that is stated of it, then the sources."""
    role = document.role
    page = _Page(style, document.sources)
    page.add(Text(role.title, "bold"))
    page.add(role.summary or f"summary {NOT_STATED}")
    page.add()
    for code in role.codes:
        which = "Nearest occupation" if code.match == "nearest" else "Occupation"
        broader = ", broader than the role" if code.match == "nearest" else ""
        page.add(f"{which}: {code.title or code.code} ({code.scheme} {code.code}){broader}")
    page.add(f"Also called: {', '.join(role.aliases) or NOT_STATED}")
    reports_to = Text("Reports to: ")
    if role.reports_to:
        reports_to.append_text(Text("; ").join(page.say(said) for cell in role.reports_to for said in cell.statements))
    else:
        reports_to.append(NOT_STATED)
    page.add(reports_to)
    for ladder in role.ladder:
        refs = page.refs(ladder.sources)
        page.add(Text.assemble(f"Ladder: {describe_ladder(ladder, page.arrow)}", (f" {refs}", "cyan")))
        page.add(f"Neighbours: {describe_neighbours(ladder)}")
    if not role.ladder:
        page.add(f"Ladder and neighbours: {NOT_STATED}")
    titles = {role.id: role.title}
    if style.shows("salary"):
        _add_pay(page, titles, role.salary)
    if style.shows("outlook"):
        _add_outlook(page, titles, role.outlook)
    for section in SECTIONS:
        if style.shows(section):
            cells = role.section(section)
            page.add_title(SECTION_TITLES[section], f"{len(cells)} stated" if cells else "")
            if not cells:
                page.add(NOT_STATED)
            for area, of_area in groupby(cells, key=lambda cell: cell.area):
                _add_cells(page, area, list(of_area))
    return page.text()


def _add_cells(page: _Page, area: str | None, cells: Sequence[Stated]) -> None:
    """The cells of one area of a role: label and statements beside each other where there is room, else stacked."""
    if area:
        page.add(Text(area[0].upper() + area[1:], "bold underline" if page.style.color else "bold"))
    label = min(MOST_LABEL, page.style.width // 3)
    if page.style.width - label - GUTTER >= 2 * LEAST_CELL:
        grid = Table.grid(padding=(0, GUTTER, 0, 0))
        grid.add_column(width=2)
        grid.add_column(width=label)
        grid.add_column(overflow="fold")
        for cell in cells:
            grid.add_row("", Text(cell.label), page.cell(cell, page.style.width - label - 3 * GUTTER))
        page.add(grid)
    else:
        for cell in cells:
            page.add(Text(cell.label, "bold"), indent=2)
            page.add(page.cell(cell, page.style.width - 4), indent=4)
    page.add()


def render_list(roles: RoleList, style: Style) -> str:
    """The roles: id, title, own pay, dataset."""
    page = _Page(style, roles.sources)
    heads = ("id", "title", "pay", "dataset")
    lines = []
    for role in roles.roles:
        own = [f"{describe_amount(pay)} {page.refs(pay.sources)}" for pay in role.salary if pay.nearest is None]
        lines.append((role.id, role.title, "; ".join(own) or NOT_STATED, role.dataset))
    widths = [max(len(line[column]) for line in (heads, *lines)) for column in range(len(heads))]
    if sum(widths) + GUTTER * (len(heads) - 1) <= style.width:
        grid = Table.grid(padding=(0, GUTTER, 0, 0))
        for line in (heads, *lines):
            grid.add_row(*(Text(text, "bold" if line is heads else "") for text in line))
        page.add(grid)
    else:
        for role_id, title, pay, dataset in lines:
            page.add(Text(role_id, "bold"))
            page.add(f"{title}; {pay}; {dataset}", indent=4)
    return page.text()
