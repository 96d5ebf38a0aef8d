"""Lists: roles, what a search found, datasets."""

from rich.cells import cell_len

from careercli.documents import DatasetList, RoleList, SearchResults
from careercli.render import Style
from careercli.render.table.full import LEAST_CELL
from careercli.render.table.page import BOLD, GUTTER, Lines, Page, make_columns, wrap
from careercli.render.wording import (
    FIELDS,
    NOT_STATED,
    describe_amount,
    describe_counts,
    describe_found,
    describe_more,
    describe_origin,
    describe_source,
)


def render_list(roles: RoleList, style: Style) -> str:
    """The roles: id, title, own pay, dataset."""
    page = Page(style, roles.sources)
    lines = [("id", "title", "pay", "dataset")]
    for role in roles.roles:
        pay = "; ".join(f"{describe_amount(estimate)}{page.refs(estimate.sources)}" for estimate in role.salary)
        lines.append((role.id, role.title, pay or NOT_STATED, role.dataset))
    widths = [max(cell_len(line[column]) for line in lines) for column in range(4)]
    widths[2] = min(widths[2], style.width - sum(widths) + widths[2] - len(widths) * GUTTER)
    if widths[2] >= LEAST_CELL // 2:
        table = make_columns(width + GUTTER for width in widths)
        for line in lines:
            look = BOLD if line is lines[0] else None
            table.add_row(*(Lines().add(wrap(text, size), look) for text, size in zip(line, widths, strict=True)))
        page.add_part(table)
    else:
        for role_id, title, pay, dataset in lines[1:]:
            page.add(role_id, style=BOLD)
            page.add(f"{title}; {pay}; {dataset}", indent=4)
    more = describe_more(roles)
    page.add_sources()
    return page.text(*([more] if more else []), f"Your own role files: *.yaml in {roles.home}")


def render_search(results: SearchResults, style: Style) -> str:
    """What a search found: title, id and dataset of each role, and below them what matches."""
    page = Page(style, results.sources)
    for hit in results.hits:
        page.add(f"{hit.title}  {hit.id} ({hit.dataset}){page.refs(hit.sources)}", hang=2, style=BOLD)
        if hit.field != "title":
            page.add(f"{FIELDS[hit.field]}: {hit.text}", indent=4, hang=2)
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
