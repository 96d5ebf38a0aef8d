"""Lists as Markdown: roles, what a search found, datasets."""

from careercli.documents import DatasetList, RoleList, SearchResults
from careercli.render import Style
from careercli.render.lists import describe_listed, describe_local_pay, describe_nearest
from careercli.render.markdown.text import escape, make_document, make_footnotes, make_table, refer
from careercli.render.wording import (
    FIELDS,
    NOT_STATED,
    describe_amount,
    describe_counts,
    describe_found,
    describe_more,
    describe_origin,
    describe_source,
    number_sources,
)


def render_list(roles: RoleList, style: Style) -> str:
    """The roles as a table: id, title, own pay, dataset."""
    numbers = number_sources(roles.sources)
    lines = []
    for role in roles.roles:
        pay = "; ".join(escape(describe_amount(pay)) + refer(pay.sources, numbers) for pay in role.salary)
        absent = "not published" if roles.place else NOT_STATED
        lines.append((f"`{role.id}`", escape(role.title), pay or f"*{absent}*", escape(role.dataset)))
    head = ("Id", "Title", f"Pay in {escape(roles.place)}" if roles.place else "Pay", "Dataset")
    table = make_table(head, lines) if lines else []
    said = (describe_nearest(roles), describe_listed(roles), describe_more(roles))
    notes = [line for note in said if note for line in (escape(note), "")]
    return make_document(["# Roles", "", *table, *notes, *make_footnotes(roles.sources)])


def render_search(results: SearchResults, style: Style) -> str:
    """What a search found as a table: title, id, dataset, and what matches."""
    numbers = number_sources(results.sources)
    lines = [
        (
            escape(hit.title) + refer(hit.sources, numbers),
            f"`{hit.id}`",
            escape(hit.dataset),
            escape(f"{FIELDS[hit.field]}: {hit.text}"),
            *([escape(describe_local_pay(hit.salary, results.place))] if results.place else []),
        )
        for hit in results.hits
    ]
    more = [f"Pay in {escape(results.place)}"] if results.place else []
    table = make_table(("Title", "Id", "Dataset", "Matches", *more), lines) if lines else []
    title = f"# {escape(results.query)}"
    return make_document(
        [title, "", *table, escape(describe_found(results, style.limit)), "", *make_footnotes(results.sources)]
    )


def render_datasets(datasets: DatasetList, style: Style) -> str:
    """The datasets as a list: what is imported and what it holds, what is not and where to get it."""
    lines = ["# Datasets", ""]
    for dataset in datasets.datasets:
        lines += [f"## {escape(dataset.name)}", "", f"- {escape(describe_source(dataset.source))}"]
        if dataset.version:
            lines.append(f"- {escape(describe_origin(dataset))}: {escape(describe_counts(dataset))}")
            if dataset.box:
                lines.append(f"- more, or newer: {escape(dataset.get_from)}")
            lines += [f"- missing: {escape(each)}" for each in dataset.missing]
            lines += [f"- {escape(each)}" for each in dataset.notes]
        else:
            lines.append(f"- not imported; get it from {escape(dataset.get_from)}")
        lines.append("")
    return make_document(lines)
