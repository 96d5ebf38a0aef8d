"""The pages of lists: roles, and what a search found."""

from careercli.documents import RoleList, SearchResults
from careercli.render import Style
from careercli.render.html.content import Block, Head, Links, Page, Paragraph, Row, Run, Section, Table, Text, say
from careercli.render.lists import describe_listed, describe_local_pay, describe_nearest
from careercli.render.wording import FIELDS, NOT_STATED, describe_amount, describe_found, describe_more


def make_page(document: RoleList | SearchResults, style: Style, links: Links) -> Page:
    """The page of a list."""
    return _make_list(document, links) if isinstance(document, RoleList) else _make_search(document, links)


def _name_pay(place: str | None) -> str:
    return f"Pay in {place}" if place else "Pay"


def _make_list(roles: RoleList, links: Links) -> Page:
    absent = "not published" if roles.place else NOT_STATED
    rows = []
    for role in roles.roles:
        pay: list[Text] = [(Run(describe_amount(each), each.sources),) for each in role.salary]
        title: Text = (Run(role.title, href=links(role.id)),)
        rows.append(Row(title, [pay or [say(absent, tone="soft")], [say(role.id, tone="code")], [say(role.dataset)]]))
    heads = [Head("Title"), Head(_name_pay(roles.place)), Head("Id"), Head("Dataset", is_narrow=True)]
    notes = [note for note in (describe_nearest(roles), describe_listed(roles), describe_more(roles)) if note]
    blocks: list[Block] = [Table(f"{len(roles.roles):,} of {roles.total:,}", heads, rows, stacks=True)] if rows else []
    return Page("Roles", say("Roles"), "", [Section("answer", "Roles", blocks)], roles.sources, notes)


def _make_search(results: SearchResults, links: Links) -> Page:
    rows = []
    for hit in results.hits:
        name: Text = (Run(hit.title, hit.sources, href=links(hit.id)),)
        cells = [[say(f"{FIELDS[hit.field]}: {hit.text}")]]
        cells += [[say(describe_local_pay(hit.salary, results.place))]] if results.place else []
        rows.append(Row(name, [*cells, [say(hit.id, tone="code")], [say(hit.dataset)]]))
    more = [Head(_name_pay(results.place))] if results.place else []
    heads = [Head("Title"), Head("Matches"), *more, Head("Id"), Head("Dataset", is_narrow=True)]
    found = describe_found(results)
    blocks: list[Block] = [Paragraph(say(found))]
    blocks += [Table("The best match comes first.", heads, rows, stacks=True)] if rows else []
    title = f"Search: {results.query}"
    return Page(title, say(title), found, [Section("answer", "Matches", blocks)], results.sources)
