"""The gap between two roles' pay: subtracted where the figures are alike, refused with the reason where not. Pure."""

from collections.abc import Mapping, Sequence
from itertools import combinations

from careercli.model import Basis, Estimate, Gap, Number, Role, Source

PREFERRED = ("median", "mean", "average")
"""The statistics a gap is taken of, the one preferred first: pay is skewed, so the median tells most."""


def format_money(amount: Number, currency: str) -> str:
    """An amount with its currency: `$65,917`, `EUR 50,000`, `-$9,994`."""
    digits = f"{abs(amount):,.2f}".removesuffix(".00")
    sign = "-" if amount < 0 else ""
    return f"{sign}${digits}" if currency == "USD" else f"{sign}{currency} {digits}"


def get_gaps(roles: Sequence[Role], sources: Mapping[str, Source]) -> tuple[Gap, ...]:
    """For each pair of roles, in the order named: the gap of their own pay, then of their nearest occupations'."""
    bases: tuple[Basis, ...] = ("own", "nearest")
    return tuple(_gap(one, two, basis, sources) for one, two in combinations(roles, 2) for basis in bases)


def get_estimates(role: Role, basis: Basis) -> list[Estimate]:
    """The pay estimates of a role that are its own, or its nearest occupations'."""
    return [estimate for estimate in role.salary if (estimate.nearest is None) == (basis == "own")]


def _gap(one: Role, two: Role, basis: Basis, sources: Mapping[str, Source]) -> Gap:
    pair = _alike(one, two, basis)
    if isinstance(pair, str):
        return Gap(one.id, two.id, basis, None, None, None, None, None, None, comparable=False, notes=(pair,))
    first, second, low, high = pair
    difference = round(high - low, 2)
    return Gap(
        from_=one.id,
        to=two.id,
        basis=basis,
        difference=difference,
        percent_of_from=round(difference / low * 100, 2) if low else None,
        percent_of_to=round(difference / high * 100, 2) if high else None,
        currency=first.currency,
        period=first.period,
        statistic=first.statistic,
        comparable=True,
        notes=tuple(_notes(first, second, sources)),
    )


def _alike(one: Role, two: Role, basis: Basis) -> tuple[Estimate, Estimate, Number, Number] | str:
    """The two estimates that can be subtracted and their amounts, or the reason why there are none."""
    ours, theirs = get_estimates(one, basis), get_estimates(two, basis)
    without = [role.title for role, estimates in ((one, ours), (two, theirs)) if not estimates]
    if without:
        whose = " or ".join(without)
        if basis == "own":
            return f"No source states pay for {whose}."
        return f"No official pay is known for an occupation near {whose}."
    if basis == "nearest":
        occupations = {estimate.nearest.code for estimate in (*ours, *theirs) if estimate.nearest}
        if len(occupations) == 1:
            ref = ours[0].nearest
            name = f"{ref.title} ({ref.code})" if ref else ""
            return f"{one.title} and {two.title} have one nearest occupation, {name}: no official gap between them."
    for statistic in PREFERRED:
        for first in ours:
            for second in theirs:
                if first.statistic != statistic or second.statistic != statistic:
                    continue
                if first.amount is None or second.amount is None:
                    continue
                if first.currency != second.currency:
                    return f"The figures are in different currencies ({first.currency}, {second.currency})."
                if first.period != second.period:
                    return f"The figures are for different periods ({first.period}, {second.period})."
                return first, second, first.amount, second.amount
    kinds = [" and ".join(dict.fromkeys(estimate.statistic for estimate in side)) for side in (ours, theirs)]
    if kinds[0] != kinds[1]:
        return f"Unlike statistics are not subtracted: {kinds[0]} for {one.title}, {kinds[1]} for {two.title}."
    return f"No amount is stated for both {one.title} and {two.title}."


def _notes(first: Estimate, second: Estimate, sources: Mapping[str, Source]) -> list[str]:
    """What to keep in mind about a gap: where the figures stand, what "average" leaves open, dates and areas."""
    notes = []
    if first.nearest and second.nearest:
        notes.append(
            f"The figures are for the nearest occupations, {first.nearest.title} and {second.nearest.title}, "
            "which are broader than the roles."
        )
    else:
        together = [source for source in first.sources if source in second.sources]
        if together:
            notes.append(f'Both figures stand in one source, "{sources[together[0]].title}".')
        elif first.sources and second.sources:
            apart = (*first.sources[:1], *second.sources[:1])
            titles = " and ".join(f'"{sources[source].title}"' for source in apart)
            voices = {sources[source].voice or source for source in (*first.sources, *second.sources)}
            same = ", which have one voice" if len(voices) == 1 else ""
            notes.append(f"The gap joins figures of two sources, {titles}{same}.")
    undated = [estimate for estimate in (first, second) if estimate.as_of is None]
    if first.statistic == "average":
        when = " and undated" if len(undated) == 2 else ""
        notes.append(f'"Average" is undefined{when}: no source says whether it is a mean or a median.')
    elif len(undated) == 2:
        notes.append("Neither figure is dated.")
    if len(undated) == 1:
        notes.append("Only one of the two figures is dated.")
    elif first.as_of != second.as_of:
        notes.append(f"The figures are of different dates ({first.as_of}, {second.as_of}).")
    if first.area != second.area:
        areas = ", ".join(area or "not stated" for area in (first.area, second.area))
        notes.append(f"The figures are for different areas ({areas}).")
    return notes
