"""The plain sentences at the top of a comparison: who pays more, what is shared, what sets apart, what a step asks."""

from collections.abc import Sequence
from typing import NamedTuple

from careercli.model import SECTIONS, Basis, Comparison, Estimate, Gap, Row
from careercli.pay import find_pair, format_money, get_estimates

NAMED = 3
"""How many items a sentence names."""


def summarise(comparison: Comparison) -> tuple[str, ...]:
    """Two to five sentences that answer: who pays how much more and of what base, what the roles share, what most sets
    each apart, and what the step from the first to the second asks for."""
    sentences = [_pay(comparison), _official(comparison), _shared(comparison), _apart(comparison), _step(comparison)]
    return tuple(sentence for sentence in sentences if sentence)


def _titles(comparison: Comparison) -> dict[str, str]:
    return {role.id: role.title for role in comparison.roles}


def _join(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def _rows(comparison: Comparison) -> list[Row]:
    return [row for section in SECTIONS for row in comparison.section(section)]


def _sources(row: Row) -> set[str]:
    return {source for cell in row.roles.values() if cell for said in cell.statements for source in said.sources}


def _labels(rows: Sequence[Row], named: int = NAMED) -> str:
    """The labels of the rows least contested, most firmly and by most sources stated, and how many more there are."""
    firmest = sorted(rows, key=lambda row: (row.is_contested, -row.strength, -len(_sources(row))))[:named]
    more = f" (and {len(rows) - named} more)" if len(rows) > named else ""
    return "; ".join(row.label for row in firmest) + more


def _count(rows: Sequence[Row], noun: str, plural: str) -> str:
    return f"{len(rows)} {noun if len(rows) == 1 else plural}"


class _Spread(NamedTuple):
    """The widest gap of a comparison and the two estimates it was taken of, the lower and the higher."""

    gap: Gap
    lower: Estimate
    higher: Estimate


def _widest(comparison: Comparison, basis: Basis) -> _Spread | None:
    gaps = [gap for gap in comparison.salary.gaps if gap.basis == basis and gap.difference is not None]
    if not gaps:
        return None
    gap = max(gaps, key=lambda gap: abs(gap.difference or 0))
    pair = find_pair(*(_estimates(comparison, role, basis) for role in (gap.from_, gap.to)))
    if pair is None:
        raise AssertionError(gap)  # a gap is of a pair
    one, two = pair
    return _Spread(gap, two, one) if (gap.difference or 0) < 0 else _Spread(gap, one, two)


def _estimates(comparison: Comparison, role: str, basis: Basis) -> list[Estimate]:
    return [estimate for estimate in get_estimates(comparison.salary.estimates, basis) if estimate.role == role]


def _money(estimate: Estimate) -> str:
    return format_money(estimate.amount or 0, estimate.currency)


def _apart_by(gap: Gap) -> str:
    return format_money(abs(gap.difference or 0), gap.currency or "")


def _pay(comparison: Comparison) -> str:
    titles = _titles(comparison)
    widest = _widest(comparison, "own")
    gaps = [gap for gap in comparison.salary.gaps if gap.basis == "own"]
    if widest is None:
        return f"No pay gap can be told: {'; '.join(dict.fromkeys(gap.notes[0].rstrip('.') for gap in gaps))}."
    gap, lower, higher = widest
    kind = " (averages as the sources give them)" if lower.statistic == "average" else f" ({lower.statistic}s)"
    refused = [{gap.from_, gap.to} for gap in gaps if gap.difference is None]
    left_out = [role for role in titles if {role, higher.role} in refused]
    rest = _left_out(comparison, left_out)
    if not gap.difference:
        equal = _join([title for role, title in titles.items() if role not in left_out])
        return f"{equal} pay the same, {_money(lower)} a {lower.period}{kind}{rest}."
    more = _apart_by(gap)
    one, two = titles[higher.role], titles[lower.role]
    percent = gap.percent_of_from if lower.role == gap.from_ else gap.percent_of_to
    base = f", {abs(percent):.2f}% of {two}'s pay" if percent is not None else ""
    if len(titles) == 2:
        amounts = f"{_money(higher)} against {_money(lower)}"
        return f"{one} pays {more} a {lower.period} more than {two}{base}: {amounts}{kind}."
    most = f"{one} pays most, {_money(higher)} a {lower.period}, and {two} least, {_money(lower)}"
    return f"{most}{kind}: {more} apart{base}{rest}."


def _left_out(comparison: Comparison, roles: Sequence[str]) -> str:
    """Which roles the pay sentence leaves out, and why."""
    titles = _titles(comparison)
    paid = {pay.role for pay in get_estimates(comparison.salary.estimates, "own") if pay.amount is not None}
    unpaid = _join([titles[role] for role in roles if role not in paid])
    unlike = _join([titles[role] for role in roles if role in paid])
    no_pay = f"; no source states pay for {unpaid}" if unpaid else ""
    return no_pay + (f"; the pay of {unlike} cannot be compared with it" if unlike else "")


def _official(comparison: Comparison) -> str:
    """The same of the official figures for the nearest occupations; nothing where no role has any."""
    titles = _titles(comparison)
    widest = _widest(comparison, "nearest")
    if widest is None:
        nearest = {pay.role: pay.nearest for pay in comparison.salary.estimates if pay.nearest}
        occupations = set(nearest.values())
        if len(nearest) < len(titles) or len(occupations) > 1:
            return ""
        (ref,) = occupations
        return f"Official figures tell no gap: the nearest occupation of each is {ref.title} ({ref.code})."
    ends = [
        f"{_money(estimate)} for {estimate.nearest.title} (nearest to {titles[estimate.role]})"
        for estimate in (widest.higher, widest.lower)
        if estimate.nearest
    ]
    apart = f"Official {widest.gap.statistic}s of broader occupations stand {_apart_by(widest.gap)} apart"
    return f"{apart}: {' against '.join(ends)}."


def _shared(comparison: Comparison) -> str:
    rows = _rows(comparison)
    shared = [row for row in rows if row.status == "shared"]
    who = "Both" if len(comparison.roles) == 2 else f"All {len(comparison.roles)}"
    if not rows:
        return "No source states any duty, requirement, skill or work environment of these roles."
    if not shared:
        return f"{who} share none of the {len(rows)} items stated of them."
    nouns = (
        ("duty", "duties"),
        ("requirement", "requirements"),
        ("skill", "skills"),
        ("environment trait", "environment traits"),
    )
    counts = [
        _count(of_section, noun, plural)
        for section, (noun, plural) in zip(SECTIONS, nouns, strict=True)
        if (of_section := [row for row in comparison.section(section) if row.status == "shared"])
    ]
    return f"{who} share {len(shared)} of the {len(rows)} items stated ({_join(counts)}): {_labels(shared)}."


def _apart(comparison: Comparison) -> str:
    parts: list[str] = []
    for role in comparison.roles:
        own = [row for row in _rows(comparison) if row.status == "unique" and row.roles[role.id]]
        if own:
            named = NAMED if len(comparison.roles) == 2 else 1
            parts.append(f"{'' if parts else 'Stated '}of {role.title} alone: {_labels(own, named)}")
    return f"{' - '.join(parts)}." if parts else ""


def _step(comparison: Comparison) -> str:
    """What the second role requires, in requirements and skills, that is not stated of the first."""
    first, second = comparison.roles[:2]
    rows = [*comparison.requirements, *comparison.skills]
    asked = [row for row in rows if row.roles[second.id]]
    new = [row for row in asked if not row.roles[first.id]]
    step = f"the step from {first.title} to {second.title} asks for"
    if not asked:
        return f"What {step}, no source states."
    if not new:
        return f"T{step[1:]} nothing that is not also stated of {first.title}."
    return f"T{step[1:]} what is not stated of {first.title}: {_labels(new)}."
