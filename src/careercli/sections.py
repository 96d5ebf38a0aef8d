"""Parts of a comparison or a role: some sections, some rows, and only the sources that these name. Pure."""

from collections.abc import Collection, Iterable
from typing import Literal, TypeVar

from msgspec.structs import replace

from careercli.model import SECTIONS, Comparison, Pay, RoleDocument, Row, Section, Statement

Only = Literal["shared", "different"]
Sourced = TypeVar("Sourced", Comparison, RoleDocument)


def select_comparison(
    comparison: Comparison, sections: Collection[str] = (), only: Only | None = None
) -> Comparison:
    """The comparison with only the named sections (none named: all) and only shared, or only different, rows.

    What is left out is empty; the summary stays.
    """

    def keeps(section: str) -> bool:
        return not sections or section in sections

    def rows(section: Section) -> tuple[Row, ...]:
        if not keeps(section):
            return ()
        every = comparison.section(section)
        return tuple(row for row in every if only is None or (row.status == "shared") == (only == "shared"))

    return with_cited_sources(
        replace(
            comparison,
            salary=comparison.salary if keeps("salary") else Pay((), ()),
            outlook=comparison.outlook if keeps("outlook") else (),
            **{section: rows(section) for section in SECTIONS},
        )
    )


def select_role(document: RoleDocument, sections: Collection[str] = ()) -> RoleDocument:
    """The role with only the named sections (none named: all); what is left out is empty."""
    left_out = [section for section in ("salary", "outlook", *SECTIONS) if sections and section not in sections]
    role = replace(document.role, **dict.fromkeys(left_out, ()))
    return with_cited_sources(replace(document, role=role))


def with_cited_sources(document: Sourced) -> Sourced:
    """The document with only the sources that it names, in the order in which it names them."""
    cited = dict.fromkeys(_cited_by_role(document) if isinstance(document, RoleDocument) else _cited(document))
    return replace(document, sources={source: document.sources[source] for source in cited})


def _cited(comparison: Comparison) -> Iterable[str]:
    for figure in (*comparison.salary.estimates, *comparison.outlook):
        yield from figure.sources
    for section in SECTIONS:
        for row in comparison.section(section):
            for cell in row.roles.values():
                yield from _cited_by_statements(cell.statements if cell else ())


def _cited_by_role(document: RoleDocument) -> Iterable[str]:
    role = document.role
    for stated in role.reports_to:
        yield from _cited_by_statements(stated.statements)
    for figure in (*role.ladder, *role.salary, *role.outlook):
        yield from figure.sources
    for section in SECTIONS:
        for stated in role.section(section):
            yield from _cited_by_statements(stated.statements)


def _cited_by_statements(statements: Iterable[Statement]) -> Iterable[str]:
    for statement in statements:
        yield from statement.sources
