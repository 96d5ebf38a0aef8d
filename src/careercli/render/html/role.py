"""The page of one role: who it is, pay, what matters most, its ladder and relatives, then the evidence."""

from careercli.documents import RoleDocument
from careercli.model import Role
from careercli.render import Style
from careercli.render.brief.figures import list_figures
from careercli.render.brief.lists import CONTESTED
from careercli.render.brief.notes import NOT_LISTED
from careercli.render.brief.role import (
    TopPart,
    describe_left_out,
    describe_technology,
    list_requirements,
    list_tops,
    shorten,
)
from careercli.render.charts.ladder import DrawnRung, draw_ladder
from careercli.render.charts.ratings import Dots, draw_ratings
from careercli.render.html.comparison import say_label
from careercli.render.html.content import (
    Block,
    Facts,
    Items,
    Links,
    Page,
    Paragraph,
    Run,
    Section,
    Text,
    make_anchor,
    say,
)
from careercli.render.html.evidence import list_role, make_evidence
from careercli.render.html.figures import cite_only, make_figure, make_pay
from careercli.render.origins import describe_origins_of_role
from careercli.render.wording import describe_codes, qualify
from careercli.words import capitalise

MOST_RELATED = 20
"""How many relatives are named."""


def make_page(document: RoleDocument, style: Style, links: Links) -> Page:
    """The page of a role."""
    role, sources = document.role, document.sources
    sections: list[Section] = []
    notes: list[str] = []
    if not style.sections:
        sections.append(Section("answer", "In short", _introduce(document)))
        groups, left_out = list_figures({role.id: role.title}, role.salary, role.outlook)
        sections.append(make_pay(groups, sources, {}))
        sections += _list_tops(role)
        sections += _list_ladders(role, links)
        notes += [NOT_LISTED, *describe_origins_of_role(role, sources)]
        notes += [describe_left_out(role, left_out)] if style.brief else []
    if not style.brief:
        sections += make_evidence(list_role(role, style))
    about = role.summary or f"{role.title}: pay, duties, requirements and skills, and who says so."
    return Page(role.title, say(role.title), about, sections, sources, [note for note in notes if note])


def _introduce(document: RoleDocument) -> list[Block]:
    role = document.role
    blocks: list[Block] = [Paragraph(say(role.summary), is_lead=True)] if role.summary else []
    blocks += [Paragraph(say(note)) for note in document.notes]
    pairs: list[tuple[Text, list[Text]]] = []
    for line in describe_codes(role.codes):
        name, _, said = line.partition(": ")
        pairs.append((say(name), [say(said)]))
    if role.aliases:
        pairs.append((say("Also called"), [say(shorten(role.aliases, len(role.aliases)))]))
    superiors: list[Text] = [
        (Run(qualify(said), said.sources),) for cell in role.reports_to for said in cell.statements
    ]
    if superiors:
        pairs.append((say("Reports to"), superiors))
    return [*blocks, *([Facts(pairs)] if pairs else [])]


def _list_tops(role: Role) -> list[Section]:
    """The most important items: rated ones as a chart."""
    contested = {
        f"{cell.label}{CONTESTED}"
        for section in (role.duties, role.requirements, role.skills)
        for cell in section
        if cell.agreement == "contested"
    }
    classes = [say(line) for line in list_requirements(role)]
    sections = []
    for part in list_tops(role):
        more = classes if part.title == "Requirements" else []
        classes = [] if more else classes
        sections.append(
            Section(
                make_anchor(part.title),
                part.title,
                _show_top(part, role, contested, more),
                part.number if len(part.items) < part.total else "",
            )
        )
    if classes:
        sections.append(Section("requirements", "Requirements", [Items(classes)]))
    if technology := describe_technology(role):
        sections.append(Section("technology", "Technology", [Paragraph(say(f"Hot technology only: {technology}"))]))
    return sections


def _show_top(part: TopPart, role: Role, contested: set[str], more: list[Text]) -> list[Block]:
    if part.items and all(top.value is not None for top in part.items):
        rows = [Dots(top.label, (top.value,), f"{top.value:.0f}") for top in part.items]
        chart = draw_ratings(f"{make_anchor(part.title)}-chart", "Importance in points of 100", rows, ["Importance"])
        sources = tuple(dict.fromkeys(source for top in part.items for source in top.sources))
        lead: Text = (Run("Importance, in points of 100.", sources),)
        return [Paragraph(lead), make_figure(chart), *([Items(more)] if more else [])]
    items = [(*say_label(top.label, contested), *cite_only(top.sources)) for top in part.items]
    return [Items([*items, *more])]


def _list_ladders(role: Role, links: Links) -> list[Section]:
    blocks: list[Block] = []
    for number, ladder in enumerate(role.ladder, 1):
        rungs = [DrawnRung(rung.title, is_marked=rung.id == role.id) for rung in ladder.rungs]
        chart = draw_ladder(f"ladder-{number}", capitalise(ladder.title), rungs, ("Rung", "Role", ""))
        names: list[Run] = []
        for rung in ladder.rungs:
            names += [Run(" \u2192 ")] if names else []
            names.append(Run(rung.title, href=None if rung.id == role.id else links(rung.id)))
        blocks += [
            Paragraph((Run(f"{capitalise(ladder.title)}: ", tone="strong"), *names, *cite_only(ladder.sources))),
            make_figure(chart),
        ]
    if role.related:
        items: list[Text] = [
            (Run(each.title, href=links(each.id)), *((Run(f" {each.tier}", tone="soft"),) if each.tier else ()))
            for each in role.related[:MOST_RELATED]
        ]
        blocks += [Paragraph(say("Related, in the publisher's view:", tone="strong")), Items(items)]
    return [Section("ladder", "Ladder and relatives", blocks)] if blocks else []
