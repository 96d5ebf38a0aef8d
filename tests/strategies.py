"""Made-up roles for hypothesis: whole, with items from one small pool, so that roles overlap."""

from collections.abc import Iterator
from itertools import product, starmap
from typing import Any

import msgspec
from hypothesis import strategies as st
from msgspec.structs import replace

from careercli.documents import Basis
from careercli.model import (
    MODALITIES,
    SECTIONS,
    Agreement,
    Code,
    Estimate,
    Item,
    Kind,
    Ladder,
    OccupationRef,
    Outlook,
    Percentiles,
    Role,
    Rung,
    Source,
    Stated,
    Statement,
)

IDS = ("baker", "chief-clerk", "driver", "editor", "florist", "guard", "head-nurse")
SOURCES = {
    "almanac": Source("The Almanac", date="2024-05", voice="press"),
    "bulletin": Source("The Bulletin", voice="press"),
    "census": Source("The Census", publisher="A Bureau", date="2023"),
    "diary": Source("A Diary"),
}
OCCUPATIONS = (
    OccupationRef("soc-2018", "11-9111", "Health Managers"),
    OccupationRef("soc-2018", "11-1021", "General Managers"),
    OccupationRef("soc-2018", "43-1011", "Office Supervisors"),
)
AREAS = ("overall", "people", "finance", "an area of its own", None)
LABELS = ("Plan", "Order", "Teach", "Count", "Write", "plan", "Drive", "Ask", "Mend", "Sort")
KINDS: dict[str, Kind] = {
    "duties": "duty",
    "requirements": "requirement",
    "skills": "skill",
    "environment": "environment",
    "interests": "interest",
    "reports_to": "reporting-line",
}
ITEMS = {
    section: [
        Item(f"{kind}-{number}", f"{label} {kind}", kind, AREAS[number % len(AREAS)])
        for number, label in enumerate(LABELS)
    ]
    for section, kind in KINDS.items()
}

SOURCED = ((), ("almanac",), ("bulletin", "almanac"), ("census",), ("diary", "census"))
STATEMENTS = tuple(starmap(Statement, product(("Does it", "Does all"), MODALITIES, (None, "in big offices"), SOURCED)))
DENIALS = tuple(replace(statement, text="Does not", against=True) for statement in STATEMENTS)
CELLS = (
    *((STATEMENTS[0],), (DENIALS[0],), DENIALS[1:3]),
    *zip(STATEMENTS, STATEMENTS[::-1], strict=True),
    *zip(STATEMENTS[1:], strict=True),
    *zip(STATEMENTS[::3], DENIALS[::3], strict=True),
    *zip(DENIALS[::7], strict=True),
)
AGREEMENTS: tuple[Agreement, ...] = ("single", "agreed", "contested")
STATED = {
    section: [
        Stated(item.id, item.label, item.area, cell, agreement)
        for item, cell, agreement in product(items, CELLS, AGREEMENTS)
    ]
    for section, items in ITEMS.items()
}
FIGURES = tuple(
    Estimate("", None, percentiles, statistic, currency, period, area, as_of, None, 1_000, sources)
    for percentiles, statistic, currency, period, area, as_of, sources in product(
        (None, Percentiles(p50=50_000)),
        ("average", "average", "median", "mean"),
        ("USD", "USD", "USD", "EUR"),
        ("year", "year", "year", "hour"),
        (None, "United States"),
        (None, "2024-05", "2023"),
        SOURCED,
    )
)
"""Pay estimates but for the amount; most of them are alike enough to be subtracted."""

amounts = st.none() | st.integers(0, 1_000_000) | st.floats(0.01, 1_000_000) | st.sampled_from([0, 0.0, 50_000])
some_sources = st.sampled_from(SOURCED)


sections = {
    name: st.lists(st.sampled_from(stated), max_size=8, unique_by=lambda cell: cell.item).map(tuple)
    for name, stated in STATED.items()
}
"""By section: none to eight different items, as a role may state them."""
figures = st.sampled_from(FIGURES)


def estimates(role: str, nearest: st.SearchStrategy[OccupationRef | None]) -> st.SearchStrategy[tuple[Estimate, ...]]:
    """None to three pay estimates of a role."""
    estimate = st.builds(
        lambda figure, amount, occupation: replace(figure, role=role, amount=amount, nearest=occupation),
        figures,
        amounts,
        nearest,
    )
    return st.lists(estimate, max_size=3).map(tuple)


def outlooks(role: str) -> st.SearchStrategy[tuple[Outlook, ...]]:
    """At most one projection for a role."""
    outlook = st.builds(
        Outlook,
        role=st.just(role),
        nearest=st.none() | st.sampled_from(OCCUPATIONS),
        employment=st.none() | st.integers(0, 5_000_000),
        projected_employment=st.none() | st.integers(0, 5_000_000),
        change_percent=st.none() | st.floats(-50, 50),
        openings_per_year=st.none() | st.integers(0, 500_000),
        years=st.sampled_from([None, (2024, 2034)]),
        entry_education=st.sampled_from([None, "Bachelor's degree"]),
        experience=st.none(),
        training=st.none(),
        sources=some_sources,
    )
    return st.lists(outlook, max_size=1).map(tuple)


def ladders(rung: Rung) -> st.SearchStrategy[tuple[Ladder, ...]]:
    """At most one ladder that a role stands on."""
    top = Rung("director", "Director")
    ladder = st.builds(
        Ladder,
        id=st.just("a-ladder"),
        title=st.just("A ladder"),
        level=st.just(1),
        rungs=st.just((rung, top)),
        below=st.none(),
        above=st.just(top),
        sources=some_sources,
    )
    return st.lists(ladder, max_size=1).map(tuple)


def roles(role_id: str) -> st.SearchStrategy[Role]:
    """A whole role of this id; its own pay comes before that of its nearest occupations."""
    title = role_id.replace("-", " ").title()
    return st.builds(
        Role,
        id=st.just(role_id),
        title=st.just(title),
        dataset=st.just("made up"),
        aliases=st.sampled_from([(), (f"{title} of old",)]),
        summary=st.sampled_from([None, f"Works as a {title}."]),
        codes=st.sampled_from([(), (Code("soc-2018", "11-9111", None, "nearest"),)]),
        reports_to=sections["reports_to"],
        ladder=ladders(Rung(role_id, title)),
        salary=st.builds(
            lambda own, nearest: (*own, *nearest),
            estimates(role_id, st.none()),
            estimates(role_id, st.sampled_from(OCCUPATIONS)),
        ),
        outlook=outlooks(role_id),
        **{section: sections[section] for section in SECTIONS},
    )


ROLES = {role_id: roles(role_id) for role_id in IDS}


def comparable_roles(least: int, most: int) -> st.SearchStrategy[tuple[list[Role], dict[str, Source]]]:
    """`least` to `most` roles of different ids and titles, and every source that they may name."""
    chosen = st.lists(st.sampled_from(IDS), min_size=least, max_size=most, unique=True)
    made = chosen.flatmap(lambda ids: st.tuples(*(ROLES[role_id] for role_id in ids)))
    return made.map(lambda together: (list(together), dict(SOURCES)))


def figures_of(role: Role, basis: Basis) -> list[Estimate]:
    """The pay estimates of a role that are its own, or those of its nearest occupations."""
    return [estimate for estimate in role.salary if (estimate.nearest is None) == (basis == "own")]


def named_sources(document: msgspec.Struct) -> set[str]:
    """The ids of all sources that a result names anywhere, as its JSON shows them."""

    def walk(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            for key, inner in value.items():
                if key == "sources" and not isinstance(inner, dict):
                    yield from inner
                else:
                    yield from walk(inner)
        elif isinstance(value, list | tuple):
            for inner in value:
                yield from walk(inner)

    return set(walk(msgspec.to_builtins(document)))
