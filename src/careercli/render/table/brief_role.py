"""The brief view of one role: who it is, pay and outlook, what matters most, relatives, sources."""

from careercli.documents import RoleDocument
from careercli.model import Role
from careercli.render import Style
from careercli.render.brief import collect
from careercli.render.brief.figures import list_figures, name_kind
from careercli.render.brief.lists import CONTESTED
from careercli.render.brief.notes import CONTESTED_KEY, NOT_LISTED, describe_ways
from careercli.render.brief.role import (
    TopPart,
    describe_left_out,
    describe_relatives,
    describe_technology,
    list_requirements,
    list_tops,
    shorten,
)
from careercli.render.origins import describe_origins_of_role
from careercli.render.table.brief import add_sources
from careercli.render.table.charts import LEAST_WIDTH, add_pay, give_hues
from careercli.render.table.page import BOLD, DIM, GUTTER, HUES, Lines, Page, pad, wrap
from careercli.render.wording import NOT_STATED, describe_codes, qualify

MOST_BAR = 40


def render_role(document: RoleDocument, style: Style) -> str:
    """The brief view of a role."""
    role = document.role
    page = Page(style, document.sources)
    _add_head(page, document)
    groups, figures = list_figures({role.id: role.title}, role.salary, role.outlook)
    kinds = {group.kind for group in groups if group.kind}
    page.add_heading("Pay and outlook", name_kind(kinds.pop()) if len(kinds) == 1 else "")
    if groups:
        add_pay(page, groups, give_hues([role.id]))
    else:
        page.add(NOT_STATED, indent=2)
    parts = list_tops(role)
    for part in parts:
        _add_top(page, part)
        if part.title == "Requirements":
            _add_classes(page, role)
    if not any(part.title == "Requirements" for part in parts) and list_requirements(role):
        page.add_heading("Requirements")
        _add_classes(page, role)
    if technology := describe_technology(role):
        page.add_heading("Technology", "hot technology only")
        page.add_prose(technology, indent=2, hang=2)
    if relatives := describe_relatives(role):
        page.add_heading("Ladder and relatives" if role.ladder else "Relatives")
        for line in relatives:
            page.add_prose(line, indent=2, hang=2)
    add_sources(page)
    is_contested = any(top.label.endswith(CONTESTED) for part in parts for top in part.items)
    origins = describe_origins_of_role(role, document.sources)
    keys = [
        CONTESTED_KEY * is_contested,
        NOT_LISTED,
        *origins,
        describe_left_out(role, figures),
        describe_ways(),
    ]
    page.add_prose(" ".join(key for key in keys if key), style=DIM)
    return page.text()


def _add_head(page: Page, document: RoleDocument) -> None:
    """Title, summary, notes, codes, aliases, and whom the role reports to."""
    role = document.role
    page.add(role.title, style=BOLD + HUES[0])
    if role.summary:
        page.add_prose(role.summary)
    for note in document.notes:
        page.add_prose(note)
    page.add()
    for line in describe_codes(role.codes):
        page.add_prose(line, hang=2)
    if role.aliases:
        page.add_prose(f"Also called: {shorten(role.aliases, len(role.aliases))}", hang=2)
    superiors = [f"{qualify(said)}{page.ranges(said.sources)}" for cell in role.reports_to for said in cell.statements]
    if superiors:
        page.add_prose(f"Reports to: {'; '.join(superiors)}", hang=2)


def _add_top(page: Page, part: TopPart) -> None:
    """The first items of a section, each with its sources; rated ones with a bar."""
    refs = page.ranges(collect(top.sources for top in part.items))
    is_rated = any(top.value is not None for top in part.items)
    page.add_heading(f"{part.title} ({part.number})", f"importance, 0 to 100{refs}" if is_rated else "")
    label = min(page.style.width // 2, max((len(top.label) for top in part.items), default=0))
    for top in part.items:
        if top.value is None:
            page.add_prose(f"{top.label}{page.ranges(top.sources)}", indent=2, hang=2)
        elif page.style.plain or page.style.width < LEAST_WIDTH:
            page.add(f"{top.label}: {top.value:.0f}", indent=2, hang=2)
        else:
            *above, last = wrap(top.label, label)
            lines = Lines(GUTTER).add(above)
            bar = page.bar * max(1, round(MOST_BAR * top.value / 100))
            lines.add_pieces((f"{pad(last, label)} {top.value:>4.0f}  ", None), (bar, HUES[0]))
            page.add_part(lines)


def _add_classes(page: Page, role: Role) -> None:
    for line in list_requirements(role):
        page.add_prose(line, indent=2, hang=2)
