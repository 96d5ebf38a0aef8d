"""Parts of a comparison or a role: some sections, some rows, and only the sources that these name. Pure."""

from collections.abc import Collection, Iterable, Mapping
from typing import Literal, get_args

from msgspec.structs import replace

from careercli.comparison.pay import drop_other_period
from careercli.documents import (
    Comparison,
    GapDocument,
    Pay,
    RoleDocument,
    Row,
    Status,
)
from careercli.model import (
    FIGURE_SECTIONS,
    SECTIONS,
    Estimate,
    Ladder,
    Outlook,
    Role,
    Section,
    Source,
    Statement,
)

Only = Literal["shared", "different"]
GapSection = Literal["missing", "higher", "shared", "not_needed"]
GAP_SECTIONS: tuple[GapSection, ...] = get_args(GapSection)
"""The lists of items of a gap."""

KEPT: dict[Only, tuple[Status, ...]] = {"shared": ("shared",), "different": ("partial", "unique")}
"""The rows that each choice keeps, by status."""


def select_comparison(comparison: Comparison, sections: Collection[str] = (), only: Only | None = None) -> Comparison:
    """The comparison with only the named sections (none named: all) and only shared, or only different, rows.

    What is left out is empty; summary and highlights stay whole.
    """

    def keeps(section: str) -> bool:
        return not sections or section in sections

    def rows(section: Section) -> tuple[Row, ...]:
        if not keeps(section):
            return ()
        every = comparison.section(section)
        return tuple(row for row in every if only is None or row.status in KEPT[only])

    return cite_comparison(
        replace(
            comparison,
            salary=comparison.salary if keeps("salary") else Pay((), ()),
            outlook=comparison.outlook if keeps("outlook") else (),
            **{section: rows(section) for section in SECTIONS},
        ),
        pay=comparison.salary.estimates,
    )


def select_brief(comparison: Comparison) -> Comparison:
    """The comparison without its rows: roles, summary, pay, outlook, highlights, and the sources of all of it. Pay that
    is published by the year and by the hour is there by the year, unless the gap is by the hour."""
    pay = comparison.salary
    estimates = drop_other_period(pay.estimates, {gap.period for gap in pay.gaps})
    return replace(comparison, salary=Pay(estimates, pay.gaps), **dict.fromkeys(SECTIONS, ()))


def select_brief_role(document: RoleDocument) -> RoleDocument:
    """The role without its statements: who it is, pay, outlook, ladder, relatives and sources."""
    return replace(document, role=replace(document.role, **dict.fromkeys(SECTIONS, ())))


def select_role(document: RoleDocument, sections: Collection[str] = ()) -> RoleDocument:
    """The role with only the named sections (none named: all); what is left out is empty."""
    left_out = [section for section in (*FIGURE_SECTIONS, *SECTIONS) if sections and section not in sections]
    role = replace(document.role, **dict.fromkeys(left_out, ()))
    return cite_role(replace(document, role=role))


def cite_comparison(comparison: Comparison, pay: Iterable[Estimate] = ()) -> Comparison:
    """The comparison with only the sources that it names, in the order in which it names them.

    `pay` are the estimates that the summary is about, which need not be in the comparison any more.
    """
    cited = [*get_cited(comparison), *(source for estimate in pay for source in estimate.sources)]
    return replace(comparison, sources=_pick(comparison.sources, cited))


def cite_role(document: RoleDocument) -> RoleDocument:
    """The role with only the sources that it names, in the order in which it names them."""
    return replace(document, sources=_pick(document.sources, _cited_by_role(document.role)))


def _pick(sources: Mapping[str, Source], cited: Iterable[str]) -> dict[str, Source]:
    return {source: sources[source] for source in dict.fromkeys(cited)}


def get_cited(comparison: Comparison) -> Iterable[str]:
    """The ids of the sources that the parts of a comparison name, in the order in which they are read."""
    yield from (role.source for role in comparison.roles if role.source)
    figures: list[Estimate | Outlook] = [*_in_reading_order(comparison.salary.estimates), *comparison.outlook]
    for figure in figures:
        yield from figure.sources
    for section in SECTIONS:
        for row in comparison.section(section):
            for cell in row.roles.values():
                yield from _cited_by_statements(cell.statements if cell else ())


def _cited_by_role(role: Role) -> Iterable[str]:
    if role.source:
        yield role.source
    for stated in role.reports_to:
        yield from _cited_by_statements(stated.statements)
    figures: list[Ladder | Estimate | Outlook] = [*role.ladder, *_in_reading_order(role.salary), *role.outlook]
    for figure in figures:
        yield from figure.sources
    for section in SECTIONS:
        for stated in role.section(section):
            yield from _cited_by_statements(stated.statements)


def _in_reading_order(estimates: Iterable[Estimate]) -> list[Estimate]:
    return sorted(estimates, key=lambda estimate: estimate.nearest is not None)


def _cited_by_statements(statements: Iterable[Statement]) -> Iterable[str]:
    for statement in statements:
        yield from statement.sources


NO_LISTS = dict.fromkeys(("shared", "partial", "only", "unknown", "steps", "differences", "left_out"), ())
"""The lists of the highlights, empty."""


def select_part(comparison: Comparison, section: str) -> Comparison:
    """One section of a comparison, with the pay gaps of the highlights and nothing else of them."""
    chosen = select_comparison(comparison, (section,))
    return replace(chosen, highlights=replace(chosen.highlights, **NO_LISTS))


def select_gap(document: GapDocument, section: GapSection) -> GapDocument:
    """The gap with only one of its lists of items."""
    return replace(document, **{name: () for name in GAP_SECTIONS if name != section})


def page_comparison(comparison: Comparison, section: str, start: int, stop: int) -> tuple[Comparison, int, int]:
    """The comparison with the rows of a section from `start` to `stop`, how many these are, and how many there are.

    Pay and outlook have no rows.
    """
    if section not in SECTIONS:
        return comparison, 0, 0
    rows = comparison.section(section)
    shown = rows[start:stop]
    return cite_comparison(replace(comparison, **{section: shown})), len(shown), len(rows)


def page_role(document: RoleDocument, section: str, start: int, stop: int) -> tuple[RoleDocument, int, int]:
    """The same of a role's section."""
    if section not in SECTIONS:
        return document, 0, 0
    rows = document.role.section(section)
    shown = rows[start:stop]
    return cite_role(replace(document, role=replace(document.role, **{section: shown}))), len(shown), len(rows)


def page_gap(document: GapDocument, section: GapSection, start: int, stop: int) -> tuple[GapDocument, int, int]:
    """The same of a list of a gap."""
    rows = {
        "missing": document.missing,
        "higher": document.higher,
        "shared": document.shared,
        "not_needed": document.not_needed,
    }[section]
    shown = rows[start:stop]
    return replace(document, **{section: shown}), len(shown), len(rows)
