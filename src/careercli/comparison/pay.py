"""The gap between two roles' pay: subtracted where the figures are alike, refused with the reason where not. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from careercli.documents import (
    Basis,
    Gap,
    Overlap,
    Standing,
)
from careercli.model import (
    Estimate,
    Number,
    Percentiles,
    Role,
    Source,
)
from careercli.words import format_money

POINTS = (("p10", 10), ("p25", 25), ("p50", 50), ("p75", 75), ("p90", 90))
"""The percentiles that are published, and what percent of people earn less."""

PREFERRED = ("median", "mean", "average")
"""The statistics a gap is taken of, the one preferred first: pay is skewed, so the median tells most."""


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


def get_official(role: Role) -> list[Estimate]:
    """What is published for a role's nearest occupations or, of a role that is an occupation itself, its own pay."""
    nearest = get_estimates(role.salary, "nearest")
    is_occupation = any(code.match == "exact" for code in role.codes)
    return nearest or (get_estimates(role.salary, "own") if is_occupation else [])


def _sides(one: Role, two: Role, basis: Basis) -> tuple[list[Estimate], list[Estimate]]:
    """The estimates that a gap on this basis may be taken of; where one role has a nearest occupation and the other is
    an occupation itself, these two are compared."""
    nearest = [get_estimates(role.salary, "nearest") for role in (one, two)]
    if basis == "nearest" and any(nearest):
        return get_official(one), get_official(two)
    return get_estimates(one.salary, basis), get_estimates(two.salary, basis)


def _gap(one: Role, two: Role, basis: Basis, sources: Mapping[str, Source]) -> Gap:
    ours, theirs = _sides(one, two, basis)
    pair = find_pair(ours, theirs)
    reason = _refuse(one, two, basis, pair, sources)
    overlap, standings = (None, ()) if _is_one(ours, theirs) else _get_ranges(ours, theirs, sources)
    if pair is None or reason:
        return Gap(
            *(one.id, two.id, basis, None, None, None, None, None, None),
            comparable=False,
            notes=(reason,),
            overlap=overlap,
            standings=standings,
        )
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
        notes=(*_tell_top_coded(one, two, ours, theirs, first.statistic), *_notes(first, second, sources)),
        overlap=overlap,
        standings=standings,
    )


def _tell_top_coded(
    one: Role, two: Role, ours: Sequence[Estimate], theirs: Sequence[Estimate], statistic: str
) -> list[str]:
    """Why a gap is not of the medians, where these are only known to be at or above a top code."""
    return [
        f"The {estimate.statistic} of {role.title} is only known to be at or above "
        f"{format_money(estimate.at_or_above, estimate.currency)}: the gap is of the {statistic}s."
        for role, side in ((one, ours), (two, theirs))
        for estimate in side
        if estimate.at_or_above is not None and PREFERRED.index(estimate.statistic) < PREFERRED.index(statistic)
    ]


def _is_one(ours: Sequence[Estimate], theirs: Sequence[Estimate]) -> bool:
    """Whether all figures of both roles are those of one occupation."""
    return (
        bool(ours and theirs)
        and len({estimate.nearest for estimate in (*ours, *theirs)} - {None}) == 1
        and all(estimate.nearest for estimate in (*ours, *theirs))
    )


def _are_of_unlike_years(first: Estimate, second: Estimate, sources: Mapping[str, Source]) -> bool:
    """Whether two official figures are of different dates: such are not subtracted."""
    official = [any(sources[source].kind == "statistics" for source in each.sources) for each in (first, second)]
    return all(official) and first.as_of != second.as_of


def _get_ranges(
    ours: Sequence[Estimate], theirs: Sequence[Estimate], sources: Mapping[str, Source]
) -> tuple[Overlap | None, tuple[Standing, ...]]:
    """What the ranges of two roles have in common, and where the median of each stands in the range of the other."""
    for first in ours:
        for second in theirs:
            alike = (first.currency, first.period) == (second.currency, second.period)
            if first.percentiles and second.percentiles and alike and not _are_of_unlike_years(first, second, sources):
                standings = (
                    _stand(first, second),
                    _stand(second, first),
                )
                found = tuple(standing for standing in standings if standing is not None)
                return _overlap(first.percentiles, second.percentiles), found
    return None, ()


def _overlap(one: Percentiles, two: Percentiles) -> Overlap | None:
    if one.p10 is None or two.p10 is None:
        return None
    low = max(one.p10, two.p10)
    highs = [each.p90 for each in (one, two) if each.p90 is not None]
    tops = [each.at_or_above["p90"] for each in (one, two) if each.p90 is None and "p90" in each.at_or_above]
    if len(highs) + len(tops) < 2:
        return None
    if not highs:
        return Overlap(low, None, min(tops))
    return Overlap(low, min(highs), None) if low <= min(highs) else Overlap(None, None, None)


def _stand(first: Estimate, second: Estimate) -> Standing | None:
    """Where the median of the first stands among the percentiles of the second."""
    if first.percentiles is None or second.percentiles is None:
        return None
    median, top = first.percentiles.p50, first.percentiles.at_or_above.get("p50")
    if median is not None:
        at_least, at_most = _find_place(median, second.percentiles)
    elif top is not None:
        at_least, at_most = _find_place(top, second.percentiles)[0], None
    else:
        return None
    return None if at_least is None and at_most is None else Standing(first.role, second.role, at_least, at_most)


def _find_place(amount: Number, percentiles: Percentiles) -> tuple[float | None, float | None]:
    """Between which percentiles an amount stands: twice the same where it can be told, linear between published
    percentiles; none below or above where it is beyond them."""
    place: tuple[float | None, float | None] = (None, None)
    below: tuple[int, Number] | None = None
    for name, percent in POINTS:
        value: Number | None = getattr(percentiles, name)
        top = percentiles.at_or_above.get(name)  # type: ignore[call-overload]
        if value is None and top is None:
            continue
        if value is not None and amount == value:
            return percent, percent
        if value is not None and amount < value:
            if below is None:
                return None, percent
            exact = round(below[0] + (percent - below[0]) * (amount - below[1]) / (value - below[1]), 1)
            return exact, exact
        if value is None:
            return (below[0] if below else None), (percent if amount < top else None)
        below = percent, value
        place = percent, None
    return place


def _refuse(
    one: Role, two: Role, basis: Basis, pair: tuple[Estimate, Estimate] | None, sources: Mapping[str, Source]
) -> str:
    """Why there is no gap; nothing where there is one."""
    ours, theirs = _sides(one, two, basis)
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
    elif _is_one(ours, theirs):
        (ref,) = occupations
        reason = f"{one.title} and {two.title} have one nearest occupation, {ref.name}: no official gap between them."
    elif pair is None and all(kinds):
        reason = f"Unlike statistics are not subtracted: {kinds[0]} for {one.title}, {kinds[1]} for {two.title}."
    elif pair is None and any(estimate.at_or_above is not None for estimate in (*ours, *theirs)):
        reason = "; ".join(
            f"The {estimate.statistic} of {role.title} is only known to be at or above "
            f"{format_money(estimate.at_or_above, estimate.currency)}"
            for role, side in ((one, ours), (two, theirs))
            for estimate in side
            if estimate.at_or_above is not None
        )
        reason += "."
    elif pair is None:
        silent = " or ".join(role.title for role, kind in zip((one, two), kinds, strict=True) if not kind)
        reason = f"No source states an amount for {silent}."
    elif pair[0].currency != pair[1].currency:
        reason = f"The figures are in different currencies ({pair[0].currency}, {pair[1].currency})."
    elif pair[0].period != pair[1].period:
        reason = f"The figures are for different periods ({pair[0].period}, {pair[1].period})."
    elif _are_of_unlike_years(*pair, sources):
        reason = f"Official figures of different dates are not subtracted ({pair[0].as_of}, {pair[1].as_of})."
    return reason


def _notes(first: Estimate, second: Estimate, sources: Mapping[str, Source]) -> list[str]:
    """What to keep in mind about a gap: where the figures stand, what "average" leaves open, dates and areas."""
    notes = []
    if first.nearest and second.nearest:
        notes.append("The figures are for the nearest occupations, which are broader than the roles.")
    elif first.nearest or second.nearest:
        (ref,) = (each.nearest for each in (first, second) if each.nearest)
        notes.append(f"One figure is for {ref.name}, which is broader than the role.")
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
