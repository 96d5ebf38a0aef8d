"""Parts of a result: what is left out is empty, and nothing else changes."""

from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from careercli.comparison.compare import compare
from careercli.comparison.sections import Only, select_brief, select_comparison, select_role
from careercli.documents import Comparison, Pay, RoleDocument
from careercli.model import SECTIONS, Role, Source, is_stated
from strategies import comparable_roles, named_sources

Made = tuple[list[Role], dict[str, Source]]

NAMES = ("salary", "outlook", *SECTIONS)
chosen_sections = st.sets(st.sampled_from(NAMES))
onlys = st.sampled_from([None, "shared", "different"])


def get_keys(value: Any) -> Any:
    """The keys of a JSON object and of the objects right under it, but for those of sources, which are ids."""
    return {key: list(inner) if isinstance(inner, dict) and key != "sources" else None for key, inner in value.items()}


def is_empty(comparison: Comparison, name: str) -> bool:
    """Whether a section of a comparison is empty."""
    part = getattr(comparison, name)
    return part in ((), Pay((), ()))


@given(comparable_roles(2, 4), chosen_sections, onlys)
def test_what_is_left_out_of_a_comparison_is_empty(made: Made, sections: set[str], only: Only | None) -> None:
    """A section that is not asked for is empty, and all are kept where none is named."""
    comparison = compare(*made)
    selected = select_comparison(comparison, sections, only)
    for name in NAMES:
        if sections and name not in sections:
            assert is_empty(selected, name)
        elif only is None or name in ("salary", "outlook"):
            assert getattr(selected, name) == getattr(comparison, name)


@given(comparable_roles(2, 4), chosen_sections, onlys)
def test_no_key_of_a_comparison_vanishes(made: Made, sections: set[str], only: Only | None) -> None:
    """A part of a comparison has all keys of the whole, and its summary and roles."""
    comparison = compare(*made)
    selected = select_comparison(comparison, sections, only)
    assert get_keys(msgspec.to_builtins(selected)) == get_keys(msgspec.to_builtins(comparison))
    assert (selected.summary, selected.roles) == (comparison.summary, comparison.roles)


@given(comparable_roles(2, 4), chosen_sections)
def test_shared_and_different_rows_partition_a_section(made: Made, sections: set[str]) -> None:
    """Every row that a role states is shared, or different, or unknown, in the order of the whole, and not both."""
    comparison = compare(*made)
    whole = select_comparison(comparison, sections)
    shared = select_comparison(comparison, sections, "shared")
    different = select_comparison(comparison, sections, "different")
    for section in SECTIONS:
        rows = [
            ({is_stated(cell) for cell in row.roles.values()}, row)
            for row in whole.section(section)
            if row.status != "unknown"
        ]
        assert shared.section(section) == tuple(row for stated, row in rows if stated == {True})
        assert different.section(section) == tuple(row for stated, row in rows if stated == {True, False})


@given(comparable_roles(2, 4), chosen_sections, onlys)
def test_sources_of_a_part_shrink_to_those_named(made: Made, sections: set[str], only: Only | None) -> None:
    """A part of a comparison has exactly the sources that it still names and those of the pay in its summary."""
    comparison = compare(*made)
    for part in (sections, *({name} for name in NAMES)):
        selected = select_comparison(comparison, part, only)
        paid = {source for pay in comparison.salary.estimates for source in pay.sources}
        assert set(selected.sources) == named_sources(selected) | paid


@given(comparable_roles(2, 4))
def test_the_brief_comparison_has_no_rows(made: Made) -> None:
    """The brief comparison has no rows; all else is as in the whole, the sources too, but for hourly pay that is there
    by the year."""
    comparison = compare(*made)
    brief = select_brief(comparison)
    assert brief.salary.gaps == comparison.salary.gaps
    assert set(map(repr, brief.salary.estimates)) <= set(map(repr, comparison.salary.estimates))
    for name in set(comparison.__struct_fields__) - {"salary"}:
        assert getattr(brief, name) == (() if name in SECTIONS else getattr(comparison, name))


@given(comparable_roles(1, 1), chosen_sections)
def test_what_is_left_out_of_a_role_is_empty(made: Made, sections: set[str]) -> None:
    """A role keeps the sections asked for as they are (none named: all); the others are empty and no key vanishes."""
    (role,), sources = made
    selected = select_role(RoleDocument(role, sources), sections).role
    for name in NAMES:
        kept = getattr(role, name) if not sections or name in sections else ()
        assert getattr(selected, name) == kept
    others = set(role.__struct_fields__) - set(NAMES)
    assert all(getattr(selected, name) == getattr(role, name) for name in others)


@given(comparable_roles(1, 1), chosen_sections)
def test_sources_of_a_role_are_those_named(made: Made, sections: set[str]) -> None:
    """A role, whole or in part, has exactly the sources that it names, in its reporting lines and ladder too."""
    (role,), sources = made
    for part in (sections, *({name} for name in NAMES)):
        selected = select_role(RoleDocument(role, sources), part)
        assert set(selected.sources) == named_sources(selected)
        assert all(selected.sources[source] == sources[source] for source in selected.sources)
