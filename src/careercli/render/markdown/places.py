"""Pay by place, and the list of places, as Markdown tables."""

from careercli.documents import PayByPlace, PlaceList
from careercli.render import Style
from careercli.render.markdown.text import escape, make_document, make_footnotes, make_table, refer
from careercli.render.places import (
    describe_amount,
    describe_figures,
    describe_found,
    describe_gap,
    describe_heading,
    describe_point,
    describe_rates,
    list_notes,
)
from careercli.render.wording import POINTS, number_sources
from careercli.words import capitalise

HEAD = ("Place", "Role", "Median", "10th", "25th", "75th", "90th", "People", "Jobs per 1,000", "Quotient", "Error")


def render_pay(document: PayByPlace, style: Style) -> str:
    """Pay by place: a row for each place and role, and a table of gaps."""
    titles = {role.id: role.title for role in document.roles}
    numbers = number_sources(document.sources)
    rows = [*document.places, *([document.nation] if document.nation else [])]
    lines = []
    for row in dict.fromkeys(row.place.code for row in rows):
        place = next(each for each in rows if each.place.code == row)
        for role, title in titles.items():
            pay = place.pay[role]
            points = [
                describe_point(pay, point, document.currency) if pay else "" for point in POINTS if point != "p50"
            ]
            median = escape(describe_amount(pay, document.currency)) + (refer(pay.sources, numbers) if pay else "")
            cells = [escape(place.place.name), escape(title), median, *map(escape, (*points, *describe_rates(pay)))]
            lines.append(cells if len(titles) > 1 else [cells[0], *cells[2:]])
    head = HEAD if len(titles) > 1 else (HEAD[0], *HEAD[2:])
    parts = [f"# {escape(describe_heading(document))}", ""]
    if rows:
        parts += [f"{escape(capitalise(describe_figures(document)))}.", "", *make_table(head, lines)]
    if rows and len(titles) > 1:
        pairs = [f"{titles[gap.from_]} to {titles[gap.to]}" for gap in rows[0].gaps]
        gaps = [
            [escape(row.place.name), *(escape(describe_gap(gap, document.currency)) for gap in row.gaps)]
            for row in rows
        ]
        parts += ["## Gaps", "", *make_table(("Place", *map(escape, pairs)), gaps)]
    parts += [f"- {escape(note)}" for note in list_notes(document, style.limit)]
    return make_document([*parts, "", *make_footnotes(document.sources)])


def render_places(places: PlaceList, style: Style) -> str:
    """The places as a table."""
    lines = [[f"`{place.code}`", escape(place.postal or ""), place.type, escape(place.name)] for place in places.places]
    table = make_table(("Code", "Postal", "Type", "Name"), lines) if lines else []
    return make_document(["# Places", "", *table, escape(describe_found(places))])
