"""The gap between two roles' pay: subtracted where the figures are alike, refused with the reason where not. Pure."""

from collections.abc import Iterable, Mapping, Sequence
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


def get_estimates(estimates: Iterable[Estimate], basis: Basis) -> list[Estimate]:
    """The estimates of a role that are its own, or those of its nearest occupations."""
    return [estimate for estimate in estimates if (estimate.nearest is None) == (basis == "own")]


def find_pair(ours: Sequence[Estimate], theirs: Sequence[Estimate]) -> tuple[Estimate, Estimate] | None:
    """The two estimates of one statistic that a gap is taken of, or None where no two with amounts are of one.

    Preferred are estimates alike in currency and period, then by PREFERRED, then those listed first.
    """
    pairs = [
        (first, second, place + other)
        for place, first in enumerate(ours)
        for other, second in enumerate(theirs)
        if first.statistic == second.statistic and first.amount is not None and second.amount is not None
    ]

    def rank(pair: tuple[Estimate, Estimate, int]) -> tuple[bool, int, int, list[str]]:
        first, second, place = pair
        unlike = (first.currency, first.period) != (second.currency, second.period)
        # the last settles a tie in the same way whichever role was named first
        return unlike, PREFERRED.index(first.statistic), place, sorted(map(repr, (first, second)))

    return min(pairs, key=rank)[:2] if pairs else None


def _gap(one: Role, two: Role, basis: Basis, sources: Mapping[str, Source]) -> Gap:
    pair = find_pair(get_estimates(one.salary, basis), get_estimates(two.salary, basis))
    reason = _refuse(one, two, basis, pair)
    if pair is None or reason:
        return Gap(one.id, two.id, basis, None, None, None, None, None, None, comparable=False, notes=(reason,))
    first, second = pair
    low, high = first.amount or 0, second.amount or 0
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


def _refuse(one: Role, two: Role, basis: Basis, pair: tuple[Estimate, Estimate] | None) -> str:
    """Why there is no gap; nothing where there is one."""
    ours, theirs = get_estimates(one.salary, basis), get_estimates(two.salary, basis)
    without = " or ".join(role.title for role, estimates in ((one, ours), (two, theirs)) if not estimates)
    occupations = {estimate.nearest for estimate in (*ours, *theirs) if estimate.nearest}
    kinds = [
        " and ".join(dict.fromkeys(estimate.statistic for estimate in side if estimate.amount is not None))
        for side in (ours, theirs)
    ]
    reason = ""
    if without and basis == "own":
        reason = f"No source states pay for {without}."
    elif without:
        reason = f"No official pay is known for an occupation near {without}."
    elif len(occupations) == 1:
        (ref,) = occupations
        reason = f"{one.title} and {two.title} have one nearest occupation, {ref.name}: no official gap between them."
    elif pair is None and all(kinds):
        reason = f"Unlike statistics are not subtracted: {kinds[0]} for {one.title}, {kinds[1]} for {two.title}."
    elif pair is None:
        silent = " or ".join(role.title for role, kind in zip((one, two), kinds, strict=True) if not kind)
        reason = f"No source states an amount for {silent}."
    elif pair[0].currency != pair[1].currency:
        reason = f"The figures are in different currencies ({pair[0].currency}, {pair[1].currency})."
    elif pair[0].period != pair[1].period:
        reason = f"The figures are for different periods ({pair[0].period}, {pair[1].period})."
    return reason


def _notes(first: Estimate, second: Estimate, sources: Mapping[str, Source]) -> list[str]:
    """What to keep in mind about a gap: where the figures stand, what "average" leaves open, dates and areas."""
    notes = []
    if first.nearest and second.nearest:
        notes.append("The figures are for the nearest occupations, which are broader than the roles.")
    else:
        together = [source for source in first.sources if source in second.sources]
        if together:
            notes.append(f'Both figures stand in one source, "{sources[together[0]].title}".')
        elif first.sources and second.sources:
            apart = (*first.sources[:1], *second.sources[:1])
            titles = " and ".join(f'"{sources[source].title}"' for source in apart)
            voices = {sources[source].voice or source for source in (*first.sources, *second.sources)}
            publisher = sources[apart[0]].publisher or "one voice"
            same = f", both by {publisher}" if len(voices) == 1 else ""
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
