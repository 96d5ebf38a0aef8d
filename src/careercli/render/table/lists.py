"""Lists: roles, what a search found, datasets."""

from rich.cells import cell_len, set_cell_size

from careercli.documents import DatasetList, RoleList, SearchResults
from careercli.render import Style
from careercli.render.brief import collect
from careercli.render.lists import describe_listed, describe_local_pay, describe_nearest
from careercli.render.table.page import BOLD, GUTTER, Lines, Page
from careercli.render.wording import (
    FIELDS,
    describe_counts,
    describe_found,
    describe_more,
    describe_origin,
    describe_source,
)

LEAST_TITLE = 16
"""The narrowest column for titles in a list; below it, each role is a paragraph."""


def render_list(roles: RoleList, style: Style) -> str:
    """The roles, a line each: id, title, pay, dataset. A title that does not fit is cut, or makes its line longer if
    nothing may be cut; too narrow, all is stacked."""
    page = Page(style, roles.sources)
    lines = [("id", "title", f"pay in {roles.place}" if roles.place else "pay a year", "dataset")]
    for role in roles.roles:
        refs = page.refs(role.salary[0].sources) if role.salary else ""
        pay = describe_local_pay(role.salary, roles.place)
        lines.append((role.id, role.title, f"{pay}{refs}", role.dataset))
    widths = [max(_measure(line[column]) for line in lines) for column in range(4)]
    widths[1] = min(widths[1], style.width - sum(widths) + widths[1] - 3 * GUTTER)
    if widths[1] >= LEAST_TITLE:
        head, *rest = (
            (" " * GUTTER).join(_fit(text, size, style) for text, size in zip(line, widths, strict=True)).rstrip()
            for line in lines
        )
        page.add_line(head, style=BOLD)
        page.add_part(Lines().add(rest))
    else:
        for role_id, title, pay, dataset in lines[1:]:
            page.add(role_id, style=BOLD)
            page.add(f"{title}; {pay}; {dataset}", indent=4)
    page.add()
    notes = (describe_nearest(roles), describe_listed(roles), describe_more(roles))
    for note in (*notes, f"Your own role files: *.yaml in {roles.home}"):
        if note:
            page.add(note)
    page.add_sources()
    return page.text()


def _measure(text: str) -> int:
    """The columns of a text; nearly all are ASCII."""
    return len(text) if text.isascii() else cell_len(text)


def _fit(text: str, width: int, style: Style) -> str:
    """A text in so many columns, filled with spaces, and cut if it may be."""
    length = _measure(text)
    if length <= width or not style.cuts:
        return text + " " * (width - length)
    end = "\u2026" if style.draw else "..."
    return set_cell_size(text, width - len(end)) + end


def render_search(results: SearchResults, style: Style) -> str:
    """What a search found: title, id and dataset of each role, and below them what matches."""
    page = Page(style, results.sources)
    for hit in results.hits:
        page.add(f"{hit.title}  {hit.id} ({hit.dataset}){page.refs(hit.sources)}", hang=2, style=BOLD)
        if hit.field != "title":
            page.add(f"{FIELDS[hit.field]}: {hit.text}", indent=4, hang=2)
        if results.place:
            pay = describe_local_pay(hit.salary, results.place)
            page.add(
                f"pay in {results.place}: {pay}{page.refs(collect(each.sources for each in hit.salary))}", indent=4
            )
    page.add(describe_found(results))
    page.add_sources()
    return page.text()


def render_datasets(datasets: DatasetList, style: Style) -> str:
    """The datasets: what is imported and what it holds, then what is not and where to get it."""
    page = Page(style, {})
    for dataset in datasets.datasets:
        page.add(dataset.name, style=BOLD)
        lines = [describe_source(dataset.source)]
        if dataset.version:
            lines.append(f"{describe_origin(dataset)}; {describe_counts(dataset)}")
            lines += [f"missing: {each}" for each in dataset.missing]
            lines += dataset.notes
            if dataset.box:
                lines.append(f"more, or newer: {dataset.get_from}")
        else:
            lines.append(f"not imported; get it from {dataset.get_from}")
            lines.append("then: careercli import FILE...")
        for line in lines:
            page.add(line, indent=4, hang=2)
    page.add(f"The file of the datasets: {datasets.file}")
    page.add_sources()
    return page.text()
