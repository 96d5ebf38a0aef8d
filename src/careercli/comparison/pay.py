"""The gap between two roles' pay: subtracted if the figures are alike, otherwise refused with a reason. Pure.

Over 400 lines, since each refusal of a gap is a rule of its own, and they are tried in one order.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations, product
from math import hypot

from msgspec import Struct
from msgspec.structs import replace

from careercli.documents import (
    Basis,
    Gap,
    Overlap,
    PayGap,
    Reason,
    Standing,
)
from careercli.model import (
    Estimate,
    Number,
    Percentiles,
    Role,
    Source,
)
from careercli.words import format_money, join, name_place, per

POINTS = (("p10", 10), ("p25", 25), ("p50", 50), ("p75", 75), ("p90", 90))
"""The published percentiles, and what percentage of people earn less."""

PREFERRED = ("median", "mean", "average")
"""The statistics, the preferred one first: pay is skewed, so a gap is of medians if it can be."""

BASES: tuple[Basis, ...] = ("own", "nearest")

Z = 1.96
"""How many combined standard errors the difference of two means must exceed to be clear."""

Pair = tuple[Estimate, Estimate]


class Refused(Struct, frozen=True):
    """Why there is no gap: a code, and the sentence for it."""

    reason: Reason
    sentence: str


def get_gaps(roles: Sequence[Role], sources: Mapping[str, Source]) -> tuple[Gap, ...]:
    """For each pair of roles, in the order named: the gap of their own pay, then of their nearest occupations'."""
    return tuple(_gap(one, two, basis, sources) for one, two in combinations(roles, 2) for basis in BASES)


def select_period(role: Role, period: str) -> Role:
    """The role with its pay in one period, where there is any: of estimates that differ in their period only that in
    the period, of the others all."""
    paid = {_get_kind(pay) for pay in role.salary if pay.period == period}
    return replace(role, salary=tuple(pay for pay in role.salary if pay.period == period or _get_kind(pay) not in paid))


def drop_other_period(estimates: Sequence[Estimate], periods: Collection[str | None]) -> tuple[Estimate, ...]:
    """The estimates without those by the hour beside which the same is there by the year; unless a gap is by the hour,
    which is then one of `periods`."""
    by_year = {_get_kind(pay) for pay in estimates if pay.period == "year"} if "hour" not in periods else set()
    return tuple(pay for pay in estimates if pay.period != "hour" or _get_kind(pay) not in by_year)


def _get_kind(pay: Estimate) -> tuple[object, ...]:
    return pay.role, pay.nearest, pay.statistic, pay.currency, pay.area, pay.as_of, pay.sources


def find_place(estimates: Iterable[Estimate], gap: PayGap) -> str:
    """The place that the figures of a gap are for, if there are official figures for more than one; else nothing."""
    places = {pay.area for pay in estimates if pay.percentiles is not None or pay.error is not None}
    return name_place(gap.area) if gap.area and gap.area in places and len(places) > 1 else ""


def get_estimates(estimates: Iterable[Estimate], basis: Basis) -> list[Estimate]:
    """A role's own estimates, or those of its nearest occupations."""
    return [estimate for estimate in estimates if (estimate.nearest is None) == (basis == "own")]


def get_official(role: Role) -> list[Estimate]:
    """What is published for a role's nearest occupations, or, if the role is an occupation itself, its own pay."""
    nearest = get_estimates(role.salary, "nearest")
    is_occupation = any(code.match == "exact" for code in role.codes)
    return nearest or (get_estimates(role.salary, "own") if is_occupation else [])


def get_sides(one: Role, two: Role, basis: Basis) -> tuple[list[Estimate], list[Estimate]]:
    """The estimates that a gap on this basis may be of. On the basis "nearest" an occupation's own pay counts too."""
    if basis == "nearest":
        return get_official(one), get_official(two)
    return get_estimates(one.salary, basis), get_estimates(two.salary, basis)


def _get_occupations(role: Role, estimate: Estimate) -> set[tuple[str, str]]:
    """Scheme and code of the occupations that an estimate of a role is for."""
    if estimate.nearest:
        return {(estimate.nearest.scheme, estimate.nearest.code)}
    return {(code.scheme, code.code) for code in role.codes if code.match == "exact"}


def _is_official(estimate: Estimate, sources: Mapping[str, Source]) -> bool:
    return estimate.nearest is not None or any(sources[source].kind == "statistics" for source in estimate.sources)


def _is_same(one: Role, two: Role, first: Estimate, second: Estimate, sources: Mapping[str, Source]) -> bool:
    """Whether two official figures are for one occupation: such are never compared."""
    occupations = _get_occupations(one, first) & _get_occupations(two, second)
    return bool(occupations) and all(_is_official(each, sources) for each in (first, second))


def _unlike(first: Estimate, second: Estimate, sources: Mapping[str, Source]) -> tuple[Reason, ...]:
    """Why two estimates of one statistic cannot be subtracted; nothing if they can. Dates and places count for official
    figures only: articles seldom give them."""
    official = all(_is_official(each, sources) for each in (first, second))
    found: tuple[tuple[Reason, bool], ...] = (
        ("currencies", first.currency != second.currency),
        ("periods", first.period != second.period),
        ("dates", official and first.as_of != second.as_of),
        ("places", official and first.area != second.area),
    )
    return tuple(reason for reason, differs in found if differs)


def _find_distinct(one: Role, two: Role, basis: Basis, sources: Mapping[str, Source]) -> list[Pair]:
    """All pairs of estimates of two roles that are not official figures of one occupation."""
    ours, theirs = get_sides(one, two, basis)
    return [pair for pair in product(ours, theirs) if not _is_same(one, two, *pair, sources)]


def find_figures(one: Role, two: Role, basis: Basis, sources: Mapping[str, Source]) -> Pair | Refused:
    """The two estimates that the gap is of, or why there is none.

    They are of one statistic and not of one occupation. Preferred are estimates alike in currency, period, date and
    place; of these, official ones in the place that is listed first, then by the year, then by PREFERRED, then those
    listed first, and of a tie those listed first for the role whose id comes first.
    """
    ours, theirs = get_sides(one, two, basis)
    if without := [role for role, side in ((one, ours), (two, theirs)) if not side]:
        return _refuse("no-pay" if basis == "own" else "no-official-pay", *without)
    if basis == "nearest" and not any(estimate.nearest for estimate in (*ours, *theirs)):
        return _refuse("own-official-pay", one, two)
    distinct = _find_distinct(one, two, basis, sources)
    if not distinct:
        return _refuse_same(one, two, ours[0], theirs[0])
    pairs = [
        (first, second)
        for first, second in distinct
        if first.statistic == second.statistic and first.amount is not None and second.amount is not None
    ]
    if not pairs:
        return _refuse_unpaired(one, two, [first for first, _ in distinct], [second for _, second in distinct])

    places = [[*dict.fromkeys(each.area for each in side)] for side in (ours, theirs)]

    def rank(pair: Pair) -> tuple[int, ...]:
        first, second = pair
        unlike = len(_unlike(first, second, sources))
        local = all(_is_official(each, sources) for each in pair)
        where = sum(of_side.index(each.area) for of_side, each in zip(places, pair, strict=True)) if local else 0
        by_hour = sum(each.period != "year" for each in pair)
        at = ours.index(first), theirs.index(second)
        # the last settles a tie in the same way whichever role was named first
        return unlike, where, by_hour, PREFERRED.index(first.statistic), sum(at), at[one.id > two.id]

    first, second = min(pairs, key=rank)
    unlike = _unlike(first, second, sources)
    return _refuse_unlike(one, two, first, second, unlike[0]) if unlike else (first, second)


def _refuse(reason: Reason, *roles: Role) -> Refused:
    """A refusal that needs only the titles of the roles it is about."""
    titles = [role.title for role in roles]
    sentences: dict[Reason, str] = {
        "no-pay": f"The pay gap is unknown: no source gives pay for {join(titles, 'or')}.",
        "no-official-pay": f"The official pay gap is unknown: no official pay was found for {join(titles, 'or')}.",
        "own-official-pay": f"No further official pay gap: the own pay of {join(titles)} is official.",
        "no-amount": f"The pay gap is unknown: no source gives an amount for {join(titles, 'or')}.",
    }
    return Refused(reason, sentences[reason])


def _refuse_same(one: Role, two: Role, first: Estimate, second: Estimate) -> Refused:
    """The refusal of a gap between figures of one occupation."""
    ref = first.nearest or second.nearest
    codes = {(code.scheme, code.code): code for code in (*one.codes, *two.codes)}
    shared = min(_get_occupations(one, first) & _get_occupations(two, second))
    name = ref.name if ref else f"{codes[shared].title or 'one'} ({shared[1]})"
    return Refused("same-occupation", f"No official pay gap: both roles map to the same occupation, {name}.")


def _refuse_unpaired(one: Role, two: Role, ours: Sequence[Estimate], theirs: Sequence[Estimate]) -> Refused:
    """The refusal where no two estimates with amounts are of one statistic."""
    sides = ((one, ours), (two, theirs))
    kinds = [dict.fromkeys(each.statistic for each in side if each.amount is not None) for _, side in sides]
    if all(kinds):
        said = [f"{join([f'{_article(kind)} {kind}' for kind in side], 'or')}" for side in kinds]
        return Refused(
            "unlike-statistics",
            f"Not comparable: the pay given for {one.title} is {said[0]}, that for {two.title} {said[1]}.",
        )
    if topped := [said for role, side in sides for said in _say_top_coded(role, side)]:
        return Refused("top-coded", f"The pay gap is unknown: {'; '.join(dict.fromkeys(topped))}.")
    return _refuse("no-amount", *(role for (role, _), side in zip(sides, kinds, strict=True) if not side))


def _article(statistic: str) -> str:
    return "an" if statistic == "average" else "a"


def _refuse_unlike(one: Role, two: Role, first: Estimate, second: Estimate, reason: Reason) -> Refused:
    """The refusal of two figures that differ in currency, period, date or place."""
    ours, theirs = {
        "currencies": (f"is in {first.currency}", f"in {second.currency}"),
        "periods": (f"is for {per(first.period)}", f"for {per(second.period)}"),
        "dates": (f"is of {first.as_of or 'no date'}", f"of {second.as_of or 'no date'}"),
        "places": (f"is for {first.area or 'no named place'}", f"for {second.area or 'no named place'}"),
    }[reason]
    return Refused(reason, f"Not comparable: the pay given for {one.title} {ours}, that for {two.title} {theirs}.")


def _say_top_coded(role: Role, side: Iterable[Estimate]) -> list[str]:
    """Which of a role's figures are only known to be at or above a top code."""
    return [
        f"the {each.statistic} for {role.title} is only known to be {format_money(each.at_or_above, each.currency)} "
        "or more"
        for each in side
        if each.at_or_above is not None
    ]


def _gap(one: Role, two: Role, basis: Basis, sources: Mapping[str, Source]) -> Gap:
    ours, theirs = get_sides(one, two, basis)
    found = find_figures(one, two, basis, sources)
    is_twice = isinstance(found, Refused) and found.reason == "own-official-pay"
    overlap, standings = _get_ranges([] if is_twice else _find_distinct(one, two, basis, sources), sources)
    if isinstance(found, Refused):
        return Gap(
            *(one.id, two.id, basis, None, None, None, None, None, None),
            comparable=False,
            notes=(found.sentence,),
            overlap=overlap,
            standings=standings,
            reason=found.reason,
        )
    first, second = found
    clear = is_clear(ours, theirs, found)
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
        notes=(
            *(_say_unclear(ours, theirs, found) if clear is False else ()),
            *_note_top_coded(one, two, _beside(first, ours), _beside(second, theirs), first.statistic),
            *_notes(first, second, sources),
        ),
        overlap=overlap,
        standings=standings,
        clear=clear,
        area=first.area,
        as_of=first.as_of,
        sources=tuple(dict.fromkeys((*first.sources, *second.sources))),
    )


def _beside(pay: Estimate, side: Iterable[Estimate]) -> list[Estimate]:
    """The estimates of one side that differ from one of them in their statistic only."""
    kind = pay.nearest, pay.currency, pay.period, pay.area, pay.as_of
    return [each for each in side if (each.nearest, each.currency, each.period, each.area, each.as_of) == kind]


def _find_means(ours: Sequence[Estimate], theirs: Sequence[Estimate], pair: Pair) -> Pair | None:
    """The means beside two figures, or None if they or their errors are not published."""
    sides = zip(pair, (ours, theirs), strict=True)
    means = [[each for each in _beside(pay, side) if each.statistic == "mean"][:1] for pay, side in sides]
    if not all(means):
        return None
    (first,), (second,) = means
    known = all(each.amount is not None and each.error is not None for each in (first, second))
    return (first, second) if known else None


def is_clear(ours: Sequence[Estimate], theirs: Sequence[Estimate], pair: Pair) -> bool | None:
    """Whether the means beside two figures differ by more than chance explains; None if no error is published."""
    means = _find_means(ours, theirs, pair)
    if means is None:
        return None
    return differs_clearly(*((mean.amount or 0, mean.error or 0) for mean in means))


def differs_clearly(one: tuple[Number, Number], two: tuple[Number, Number]) -> bool:
    """Whether two means, each with its relative standard error in percent, differ by more than 1.96 of their combined
    standard errors."""
    (first, error), (second, other) = one, two
    return abs(first - second) > Z * hypot(first * error / 100, second * other / 100)


def _say_unclear(ours: Sequence[Estimate], theirs: Sequence[Estimate], pair: Pair) -> list[str]:
    means = _find_means(ours, theirs, pair) or pair
    first, second = (format_money(mean.amount or 0, mean.currency) for mean in means)
    return [f"No clear difference: the means, {first} and {second}, differ by no more than their errors explain."]


def _note_top_coded(
    one: Role, two: Role, ours: Sequence[Estimate], theirs: Sequence[Estimate], statistic: str
) -> list[str]:
    """Why a gap is not of a preferred statistic: it is only known to be at or above a top code."""
    return [
        f"The gap is of the {statistic}s: {said}."
        for role, side in ((one, ours), (two, theirs))
        for said in _say_top_coded(
            role, [each for each in side if PREFERRED.index(each.statistic) < PREFERRED.index(statistic)]
        )
    ]


def _get_ranges(pairs: Iterable[Pair], sources: Mapping[str, Source]) -> tuple[Overlap | None, tuple[Standing, ...]]:
    """What the ranges of two roles have in common, and the place of the median of each in the range of the other; of
    the first pair of estimates that can be compared."""
    for first, second in pairs:
        if first.percentiles and second.percentiles and not _unlike(first, second, sources):
            standings = (_stand(first, second), _stand(second, first))
            found = tuple(standing for standing in standings if standing is not None)
            return _overlap(first.percentiles, second.percentiles), found
    return None, ()


def _overlap(one: Percentiles, two: Percentiles) -> Overlap | None:
    """What two ranges from the 10th to the 90th percentile have in common; None if an end is not published."""
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
    """The place of the first's median among the percentiles of the second; None if it is unknown."""
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
    """(low, high) percentile bounds for `amount`: equal if published or interpolated (linearly); None on a side beyond
    the published range."""
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


def _notes(first: Estimate, second: Estimate, sources: Mapping[str, Source]) -> list[str]:
    """What to keep in mind about a gap: where the figures come from, what "average" leaves open, dates and places."""
    notes = []
    if first.nearest and second.nearest:
        notes.append("The figures are for the nearest occupations, which are broader than the roles.")
    elif first.nearest or second.nearest:
        (ref,) = (each.nearest for each in (first, second) if each.nearest)
        notes.append(f"One figure is for {ref.name}, which is broader than the role.")
    else:
        together = [source for source in first.sources if source in second.sources]
        if together:
            notes.append(f'Both figures come from one source, "{sources[together[0]].title}".')
        elif first.sources and second.sources:
            apart = (*first.sources[:1], *second.sources[:1])
            titles = " and ".join(f'"{sources[source].title}"' for source in apart)
            voices = {sources[source].voice or source for source in (*first.sources, *second.sources)}
            publisher = sources[apart[0]].publisher or "one voice"
            same = f", both by {publisher}" if len(voices) == 1 else ""
            notes.append(f"The gap combines figures from two sources, {titles}{same}.")
    undated = [estimate for estimate in (first, second) if estimate.as_of is None]
    if first.statistic == "average":
        when = ", or for what date" if len(undated) == 2 else ""
        notes.append(f'The sources do not say whether "average" is a mean or a median{when}.')
    elif len(undated) == 2:
        notes.append("Neither figure is dated.")
    if len(undated) == 1:
        notes.append("Only one of the two figures is dated.")
    elif first.as_of != second.as_of:
        notes.append(f"The figures are of different dates ({first.as_of}, {second.as_of}).")
    if first.area != second.area:
        places = ", ".join(area or "not stated" for area in (first.area, second.area))
        notes.append(f"The figures are for different places ({places}).")
    return notes
