"""Pay and outlook on a page: a chart for each kind of figure, and what is to be known of each."""

from collections.abc import Mapping, Sequence

from careercli.model import Source
from careercli.render.brief.figures import (
    Group,
    Kind,
    Line,
    describe_amount,
    describe_group,
    describe_line,
    describe_ranges,
)
from careercli.render.charts import Chart
from careercli.render.charts.pay import draw_pay
from careercli.render.html.content import Block, Figure, Head, Paragraph, Row, Run, Section, Table, Text, say
from careercli.render.wording import NOT_STATED
from careercli.words import capitalise


def make_figure(chart: Chart) -> Figure:
    """A chart with its numbers."""
    heads = [Head(text, is_number=number > 0) for number, text in enumerate(chart.head)]
    rows = [Row(say(first), [[say(cell)] if cell else [] for cell in rest]) for first, *rest in chart.rows]
    return Figure(chart, Table(chart.title, heads, rows))


def make_pay(groups: Sequence[Group], sources: Mapping[str, Source], letters: Mapping[str, str]) -> Section:
    """The section of pay and outlook; `letters` are those of the roles."""
    blocks: list[Block] = []
    kinds: dict[Kind, list[Group]] = {}
    for group in groups:
        if group.kind and any(line.estimate for line in group.lines):
            kinds.setdefault(group.kind, []).append(group)
    for number, of_kind in enumerate(kinds.values(), 1):
        blocks.append(make_figure(draw_pay(f"pay-{number}", of_kind, sources, letters)))
    rows = []
    for group in groups:
        head = capitalise(describe_group(group, sources)) or None
        for line in group.lines:
            cells: list[Sequence[Text]] = [
                [(Run(describe_amount(line), line.sources),)],
                [say(capitalise(text))] if (text := describe_ranges(line)) else [],
                [say(capitalise(text))] if (text := describe_line(line, group, sources)) else [],
            ]
            rows.append(Row(_name_line(line, letters), cells, head))
            head = None
    if rows:
        heads = [Head("Role"), Head("Pay", is_narrow=True), Head("Range"), Head("More")]
        blocks.append(Table("Who says so, and what else is known.", heads, rows, stacks=True))
    return Section("pay", "Pay and outlook", blocks or [Paragraph(say(capitalise(NOT_STATED) + "."))])


def _name_line(line: Line, letters: Mapping[str, str]) -> Text:
    names = " ".join(letters[role] for role in line.roles if letters.get(role))
    return (Run(line.label, letter=names),)


def cite_only(sources: tuple[str, ...]) -> Text:
    """A reference without text."""
    return (Run("", sources),) if sources else ()
