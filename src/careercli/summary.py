"""The plain sentences at the top of a comparison: who pays more, what is shared, what sets apart, what a step asks."""

from collections.abc import Sequence

from careercli.model import SECTIONS, Comparison, Estimate, Gap, Row
from careercli.pay import format_money

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


def _gaps(comparison: Comparison, basis: str) -> list[Gap]:
    return [gap for gap in comparison.salary.gaps if gap.basis == basis]


def _sources(row: Row) -> set[str]:
    return {source for cell in row.roles.values() if cell for said in cell.statements for source in said.sources}


def _labels(rows: Sequence[Row], named: int = NAMED) -> str:
    """The labels of the rows least contested, most firmly and by most sources stated, and how many more there are."""
    firmest = sorted(rows, key=lambda row: (row.is_contested, -row.strength, -len(_sources(row))))[:named]
    more = f" (and {len(rows) - named} more)" if len(rows) > named else ""
    return "; ".join(row.label for row in firmest) + more


def _count(rows: Sequence[Row], noun: str, plural: str) -> str:
    return f"{len(rows)} {noun if len(rows) == 1 else plural}"


def _widest(gaps: Sequence[Gap]) -> Gap | None:
    """The comparable gap with the largest difference: the whole spread of the roles' pay."""
    comparable = [gap for gap in gaps if gap.difference is not None]
    return max(comparable, key=lambda gap: abs(gap.difference or 0), default=None)


def _amounts(comparison: Comparison, gap: Gap) -> dict[str, Estimate]:
    """The two estimates that the gap was taken of."""
    return {
        estimate.role: estimate
        for estimate in reversed(comparison.salary.estimates)
        if estimate.statistic == gap.statistic and (estimate.nearest is None) == (gap.basis == "own")
    }


def _pay(comparison: Comparison) -> str:
    gaps = _gaps(comparison, "own")
    gap = _widest(gaps)
    titles = _titles(comparison)
    if gap is None or gap.difference is None:
        return f"No pay gap can be told: {'; '.join(dict.fromkeys(gap.notes[0].rstrip('.') for gap in gaps))}."
    higher, lower = (gap.to, gap.from_) if gap.difference > 0 else (gap.from_, gap.to)
    amounts = {
        role: format_money(estimate.amount or 0, estimate.currency)
        for role, estimate in _amounts(comparison, gap).items()
    }
    undefined = " (averages as the sources give them)" if gap.statistic == "average" else f" ({gap.statistic}s)"
    if gap.difference == 0:
        return f"{titles[higher]} and {titles[lower]} pay the same, {amounts[higher]} a {gap.period}{undefined}."
    percent = abs((gap.percent_of_from if lower == gap.from_ else gap.percent_of_to) or 0)
    more = format_money(abs(gap.difference), gap.currency or "")
    base = f", {percent:.2f}% of {titles[lower]}'s pay" if percent else ""
    if len(comparison.roles) == 2:
        return (
            f"{titles[higher]} pays {more} a {gap.period} more than {titles[lower]}{base}: "
            f"{amounts[higher]} against {amounts[lower]}{undefined}."
        )
    paid = {estimate.role for estimate in comparison.salary.estimates if estimate.nearest is None}
    unpaid = [title for role, title in titles.items() if role not in paid]
    without = f"; no source states pay for {_join(unpaid)}" if unpaid else ""
    return (
        f"{titles[higher]} pays most, {amounts[higher]} a {gap.period}, and {titles[lower]} least, {amounts[lower]}"
        f"{undefined}: {more} apart{base}{without}."
    )


def _official(comparison: Comparison) -> str:
    """The same of the official figures for the nearest occupations; nothing where no role has any."""
    nearest = {estimate.role: estimate.nearest for estimate in comparison.salary.estimates if estimate.nearest}
    gap = _widest(_gaps(comparison, "nearest"))
    titles = _titles(comparison)
    if gap is None or gap.difference is None:
        if len(nearest) < len(titles) or len({ref.code for ref in nearest.values()}) > 1:
            return ""
        ref = next(iter(nearest.values()))
        return f"Official figures tell no gap: the nearest occupation of each is {ref.title} ({ref.code})."
    ends = [
        f"{format_money(estimate.amount or 0, estimate.currency)} for {nearest[role].title} (nearest to {titles[role]})"
        for role, estimate in sorted(_amounts(comparison, gap).items(), key=lambda end: -(end[1].amount or 0))
        if role in (gap.from_, gap.to)
    ]
    apart = format_money(abs(gap.difference), gap.currency or "")
    return f"Official {gap.statistic}s of broader occupations stand {apart} apart: {' against '.join(ends)}."


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
