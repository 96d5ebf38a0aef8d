"""CSV for spreadsheets and scripts: one row per item and role, with the columns of docs/csv-output.md."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from typing import assert_never

from careercli.documents import (
    Comparison,
    DatasetList,
    Document,
    Gap,
    GapDocument,
    PathDocument,
    PayByPlace,
    PlaceList,
    PlacePay,
    RoleDocument,
    RoleList,
    SearchResults,
    SimilarDocument,
)
from careercli.model import (
    SECTIONS,
    Cell,
    Estimate,
    Outlook,
    Percentiles,
    Place,
    Source,
    Stated,
)
from careercli.render import Style
from careercli.render.moves import Moves
from careercli.render.wording import POINTS, describe_ranges, describe_scope

COLUMNS = (
    *("section", "area", "item", "label", "role", "status", "agreement"),
    *("text", "modality", "condition", "sources"),
    *("amount", "unit", "percent_of_from", "percent_of_to", "from"),
    *("importance", "importance_error", "level", "level_error", "percent", "percent_error", "score", "score_error"),
    *("flags", "against", "contradicts"),
)
LIST_COLUMNS = ("id", "title", "dataset", "amount", "unit", "statistic", "sources", "text")
SEARCH_COLUMNS = ("id", "title", "dataset", "field", "text", "sources")
LOCAL_COLUMNS = ("amount", "unit")
"""The columns that a search has besides, if a place was chosen."""

DATASET_COLUMNS = ("name", "version", "imported", "item", "count", "text", "licence", "get_from")
PAY_COLUMNS = (
    *("place", "name", "type", "postal", "role", "median", "mean", "error", "p10", "p25", "p75", "p90", "unit"),
    *("employment", "employment_error", "jobs_per_1000", "location_quotient", "clear"),
    *("from", "difference", "percent_of_from", "as_of", "sources", "text"),
)
PLACE_COLUMNS = ("place", "name", "type", "postal")
RATED = ("importance", "level", "percent")
"""The scales that have columns of their own; the columns of any other scale are `score` and `score_error`."""
SEPARATOR = " | "
"""What is between the statements of one cell, in each of its columns."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the begin of a formula; text that begins so gets a leading apostrophe."""

Value = str | int | float | None


def _write(columns: Sequence[str], rows: Iterable[Mapping[str, Value]]) -> str:
    file = StringIO()
    writer = csv.DictWriter(file, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({column: _neutralise(value) for column, value in row.items()} for row in rows)
    return file.getvalue()


def _neutralise(value: Value) -> Value:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _cell(cell: Cell | Stated) -> dict[str, Value]:
    """The columns of a cell: its statements side by side, in the same order in each column."""
    conditions = [statement.condition or "" for statement in cell.statements]
    contradictions = [statement.contradicts or "" for statement in cell.statements]
    denies = any(statement.against for statement in cell.statements)
    return {
        "agreement": cell.agreement,
        "text": SEPARATOR.join(statement.text for statement in cell.statements),
        "modality": SEPARATOR.join(statement.modality for statement in cell.statements),
        "condition": SEPARATOR.join(conditions) if any(conditions) else "",
        "sources": SEPARATOR.join(" ".join(statement.sources) for statement in cell.statements),
        **_ratings(cell),
        "against": SEPARATOR.join(str(statement.against).lower() for statement in cell.statements) if denies else "",
        "contradicts": SEPARATOR.join(contradictions) if any(contradictions) else "",
    }


def _ratings(cell: Cell | Stated) -> dict[str, Value]:
    """The columns of ratings, in percent of their scales, and what is to be known of them."""
    columns: dict[str, Value] = {}
    flags = []
    for scale, score in cell.ratings.items():
        name = scale if scale in RATED else "score"
        columns |= {name: score.value, f"{name}_error": score.standard_error}
        flags += [f"{scale} suppressed"] if score.suppressed else []
        flags += [f"{scale} not relevant"] if score.not_relevant else []
    return {**columns, "flags": "; ".join(flags)} if columns else {}


def _attributions(sources: Mapping[str, Source], **names: str) -> Iterable[dict[str, Value]]:
    """A row for each source whose licence asks for attribution; `names` are the columns of its id and title."""
    for source_id, source in sources.items():
        if source.attribution:
            row: dict[str, Value] = {names["id"]: source_id, names["title"]: source.title, "text": source.attribution}
            yield {**row, names["kind"]: "source"} if "kind" in names else row


def _figure(figure: Estimate | Outlook, section: str, item: str, amount: Value, unit: str) -> dict[str, Value]:
    scope = [f"nearest occupation: {figure.nearest.name}" if figure.nearest else ""]
    scope.append(describe_scope(figure) if isinstance(figure, Estimate) else "")
    return {
        "section": section,
        "item": item,
        "label": item.replace("_", " "),
        "role": figure.role,
        "condition": ", ".join(part for part in scope if part),
        "sources": " ".join(figure.sources),
        "amount": amount,
        "unit": unit,
    }


def _pay(estimates: Iterable[Estimate]) -> Iterable[dict[str, Value]]:
    """A row per amount and per percentile; a top-coded percentile has no amount and says so in `text`."""
    for estimate in estimates:
        unit = f"{estimate.currency} a {estimate.period}"
        row = _figure(estimate, "salary", estimate.statistic, estimate.amount, unit)
        yield row if estimate.at_or_above is None else {**row, "text": f"at or above {estimate.at_or_above}"}
        for point in POINTS if estimate.percentiles else ():
            amount = getattr(estimate.percentiles, point)
            top = estimate.percentiles.at_or_above.get(point) if estimate.percentiles else None
            if amount is not None or top is not None:
                row = _figure(estimate, "salary", point, amount, unit)
                yield row if top is None else {**row, "text": f"at or above {top}"}


def _gaps(gaps: Iterable[Gap]) -> Iterable[dict[str, Value]]:
    for gap in gaps:
        yield {
            "section": "gap",
            "item": gap.basis,
            "label": f"{gap.from_} to {gap.to}",
            "role": gap.to,
            "text": " ".join(part for part in (*gap.notes, describe_ranges(gap)) if part),
            "amount": gap.difference,
            "unit": f"{gap.currency} a {gap.period}" if gap.comparable else None,
            "percent_of_from": gap.percent_of_from,
            "percent_of_to": gap.percent_of_to,
            "from": gap.from_,
        }


def _outlook(outlook: Iterable[Outlook]) -> Iterable[dict[str, Value]]:
    for figure in outlook:
        first, last = figure.years or ("", "")
        numbers: tuple[tuple[str, Value, str], ...] = (
            ("employment", figure.employment, f"people {first}"),
            ("projected_employment", figure.projected_employment, f"people {last}"),
            ("change_percent", figure.change_percent, "percent"),
            ("openings_per_year", figure.openings_per_year, "openings a year"),
        )
        for item, amount, unit in numbers:
            yield _figure(figure, "outlook", item, amount, unit.strip())
        for item, text in (
            ("entry_education", figure.entry_education),
            ("experience", figure.experience),
            ("training", figure.training),
        ):
            yield {**_figure(figure, "outlook", item, None, ""), "text": text}


def _render_comparison(comparison: Comparison, style: Style) -> str:
    """Pay, gaps and outlook, then one row per item and role; a role that does not state the item has an empty cell."""
    rows = [*_pay(comparison.salary.estimates), *_gaps(comparison.salary.gaps), *_outlook(comparison.outlook)]
    for section in SECTIONS:
        for row in comparison.section(section):
            head = {
                "section": section,
                "area": row.area,
                "item": row.item,
                "label": row.label,
                "status": row.status,
            }
            for role in comparison.roles:
                cell = row.roles[role.id]
                rows.append({**head, "role": role.id, **(_cell(cell) if cell else {})})
    rows += _attributions(comparison.sources, id="item", title="label", kind="section")
    return _write(COLUMNS, rows)


def _render_role(document: RoleDocument, style: Style) -> str:
    """Pay and outlook, then one row per item."""
    role = document.role
    rows = [*_pay(role.salary), *_outlook(role.outlook)]
    sections = [("reports_to", role.reports_to), *((section, role.section(section)) for section in SECTIONS)]
    for section, cells in sections:
        for cell in cells:
            head: dict[str, Value] = {"section": section, "area": cell.area, "item": cell.item, "label": cell.label}
            rows.append({**head, "role": role.id, **_cell(cell)})
    rows += _attributions(document.sources, id="item", title="label", kind="section")
    return _write(COLUMNS, rows)


def _render_list(roles: RoleList, style: Style) -> str:
    """One row per role and own pay estimate; a role without one has empty columns."""
    rows: list[dict[str, Value]] = []
    for role in roles.roles:
        head: dict[str, Value] = {"id": role.id, "title": role.title, "dataset": role.dataset}
        rows += [
            {
                **head,
                "amount": estimate.amount,
                "unit": f"{estimate.currency} a {estimate.period}",
                "statistic": estimate.statistic,
                "sources": " ".join(estimate.sources),
            }
            for estimate in role.salary
        ] or [head]
    rows += _attributions(roles.sources, id="sources", title="title")
    return _write(LIST_COLUMNS, rows)


def _render_search(results: SearchResults, style: Style) -> str:
    """One row per role that was found."""
    rows: list[dict[str, Value]] = [
        {
            "id": hit.id,
            "title": hit.title,
            "dataset": hit.dataset,
            "field": hit.field,
            "text": hit.text,
            "sources": " ".join(hit.sources),
            **(_local_pay(hit.salary) if results.place else {}),
        }
        for hit in results.hits
    ]
    rows += _attributions(results.sources, id="sources", title="title")
    return _write((*SEARCH_COLUMNS, *(LOCAL_COLUMNS if results.place else ())), rows)


def _local_pay(estimates: Sequence[Estimate]) -> dict[str, Value]:
    """The first amount of several estimates."""
    first = next((each for each in estimates if each.amount is not None), None)
    return {"amount": first.amount, "unit": f"{first.currency} a {first.period}"} if first else {}


def _render_datasets(datasets: DatasetList, style: Style) -> str:
    """One row per count of an imported dataset, and one per dataset that is not."""
    rows: list[dict[str, Value]] = []
    for dataset in datasets.datasets:
        head: dict[str, Value] = {
            "name": dataset.name,
            "version": dataset.version,
            "imported": dataset.imported,
            "text": dataset.source.attribution,
            "licence": dataset.source.licence,
            "get_from": dataset.get_from,
        }
        rows += [{**head, "item": item, "count": count} for item, count in dataset.counts.items()] or [head]
    return _write(DATASET_COLUMNS, rows)


def _render_moves(document: Moves) -> str:
    """The rows of a gap, of similar roles or of a path."""
    from careercli.render.moves import rows

    if isinstance(document, GapDocument):
        attributions = _attributions(document.sources, id="item", title="label", kind="kind")
        return _write(rows.GAP_COLUMNS, [*rows.list_gap(document), *attributions])
    if isinstance(document, SimilarDocument):
        attributed = _attributions(document.sources, id="id", title="title")
        written = [
            {("activities" if key == "text" else key): value for key, value in row.items()} for row in attributed
        ]
        return _write(rows.SIMILAR_COLUMNS, [*rows.list_similar(document), *written])
    attributed = _attributions(document.sources, id="to", title="title", kind="kind")
    written = [{("adds" if key == "text" else key): value for key, value in row.items()} for row in attributed]
    return _write(rows.PATH_COLUMNS, [*rows.list_path(document), *written])


def _place(place: Place) -> dict[str, Value]:
    return {"place": place.code, "name": place.name, "type": place.type, "postal": place.postal}


def _render_pay(document: PayByPlace, style: Style) -> str:
    """One row per place and role, the nation last, with the gap from the first role; a role without pay there has empty
    columns. What is at or above a top code or not available is in `text`."""
    rows: list[dict[str, Value]] = []
    first = document.roles[0].id
    nation = [document.nation] if document.nation and document.nation.place.code not in _list_codes(document) else []
    for row in (*document.places, *nation):
        gaps = {gap.to: gap for gap in row.gaps if gap.from_ == first}
        for role in document.roles:
            pay, gap = row.pay[role.id], gaps.get(role.id)
            cells = {**_place(row.place), "role": role.id, **(_place_pay(pay, document) if pay else {})}
            if gap:
                cells |= {"from": first, "difference": gap.difference, "percent_of_from": gap.percent_of_from}
            rows.append(cells)
    rows += _attributions(document.sources, id="sources", title="name")
    return _write(PAY_COLUMNS, rows)


def _list_codes(document: PayByPlace) -> set[str]:
    return {row.place.code for row in document.places}


def _place_pay(pay: PlacePay, document: PayByPlace) -> dict[str, Value]:
    points = pay.percentiles or Percentiles()
    tops = {"median": pay.at_or_above, "mean": pay.mean_at_or_above}
    tops |= {point: top for point, top in points.at_or_above.items() if point != "p50"}
    said = [f"{name} at or above {top}" for name, top in tops.items() if top is not None]
    said += [f"{name} not available" for name in pay.not_available]
    return {
        "median": pay.amount,
        "mean": pay.mean,
        "error": pay.error,
        **{point: getattr(points, point) for point in POINTS if point != "p50"},
        "unit": f"{document.currency} a {document.period}",
        "employment": pay.employment,
        "employment_error": pay.employment_error,
        "jobs_per_1000": pay.jobs_per_1000,
        "location_quotient": pay.location_quotient,
        "clear": None if pay.clear is None else str(pay.clear).lower(),
        "as_of": pay.as_of,
        "sources": " ".join(pay.sources),
        "text": "; ".join(said),
    }


def _render_places(places: PlaceList, style: Style) -> str:
    """One row per place."""
    return _write(PLACE_COLUMNS, [_place(place) for place in places.places])


def render(document: Document, style: Style) -> str:  # noqa: PLR0911, a return for each document
    """A document as CSV."""
    match document:
        case Comparison():
            return _render_comparison(document, style)
        case RoleDocument():
            return _render_role(document, style)
        case RoleList():
            return _render_list(document, style)
        case SearchResults():
            return _render_search(document, style)
        case DatasetList():
            return _render_datasets(document, style)
        case GapDocument() | SimilarDocument() | PathDocument():
            return _render_moves(document)
        case PayByPlace():
            return _render_pay(document, style)
        case PlaceList():
            return _render_places(document, style)
        case _:
            assert_never(document)
