"""The page of pay by place: a ranked chart, the numbers, and the gaps."""

from careercli.documents import PayByPlace, PlaceRow
from careercli.render import Style
from careercli.render.charts.places import draw_places
from careercli.render.html.content import (
    Block,
    Figure,
    Head,
    Links,
    Page,
    Paragraph,
    Row,
    Run,
    Section,
    Table,
    Text,
    say,
)
from careercli.render.places import (
    describe_amount,
    describe_figures,
    describe_gap,
    describe_heading,
    describe_point,
    describe_rates,
    list_notes,
)
from careercli.render.wording import LETTERS, POINTS
from careercli.words import capitalise

HEADS = ("Median", "10th", "25th", "75th", "90th", "People", "Jobs per 1,000", "Quotient", "Error")


def make_page(document: PayByPlace, style: Style, links: Links) -> Page:
    """The page of pay by place."""
    titles = {role.id: role.title for role in document.roles}
    letters = dict(zip(titles, LETTERS, strict=False)) if len(titles) > 1 else {}
    rows = [*document.places, *([document.nation] if document.nation else [])]
    rows = list({row.place.code: row for row in rows}.values())
    title = describe_heading(document)
    lead = Paragraph(say(f"{capitalise(describe_figures(document))}."), is_lead=True)
    heads = [Head("Place"), *([Head("Role")] if letters else []), *(Head(text, is_number=True) for text in HEADS)]
    lines = [line for row in rows for line in _list_row(row, document, titles, letters)]
    table = Table("All figures", heads, lines)
    chart = draw_places("places-chart", document, (), ())
    blocks: list[Block] = [lead, Figure(chart, table)]
    sections = [Section("answer", "Where it pays most", blocks)]
    if letters:
        pairs = [f"{titles[gap.from_]} to {titles[gap.to]}" for gap in rows[0].gaps] if rows else []
        gaps = [
            Row(
                say(row.place.name),
                [[say(text)] if (text := describe_gap(gap, document.currency)) else [] for gap in row.gaps],
            )
            for row in rows
        ]
        gap_table = Table("Gaps", [Head("Place"), *(Head(pair, is_number=True) for pair in pairs)], gaps)
        sections.append(Section("gaps", "Gaps", [gap_table]))
    heading: list[Run] = []
    for role, name in titles.items():
        heading += [Run(" vs ", tone="soft")] if heading else []
        heading.append(Run(name, href=links(role), letter=letters.get(role, "")))
    heading.append(Run(f": pay by {document.by or 'place'}", tone="soft"))
    return Page(
        title,
        tuple(heading),
        f"{title}, {describe_figures(document)}.",
        sections,
        document.sources,
        list_notes(document),
    )


def _list_row(row: PlaceRow, document: PayByPlace, titles: dict[str, str], letters: dict[str, str]) -> list[Row]:
    """A row for each role in a place."""
    lines = []
    for role, title in titles.items():
        pay = row.pay[role]
        points = [describe_point(pay, point, document.currency) if pay else "" for point in POINTS if point != "p50"]
        median: Text = (Run(describe_amount(pay, document.currency), pay.sources if pay else ()),)
        cells = [[median], *([say(text)] if text else [] for text in (*points, *describe_rates(pay)))]
        who: list[list[Text]] = [[(Run(title, letter=letters[role]),)]] if letters else []
        lines.append(Row(say(row.place.name), [*who, *cells]))
    return lines
