"""Where roles pay most: their official pay in each place, ranked, with the gap in each. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from math import inf

from msgspec import Struct
from msgspec.structs import replace

from careercli.comparison.pay import differs_clearly
from careercli.documents import PaidRole, PayByPlace, PlaceGap, PlacePay, PlaceRow, PlaceSort
from careercli.model import Estimate, Number, Place, Placed, PlaceType, Role, Source
from careercli.words import join, name_place

MOST_ROLES = 3
NO_COST_OF_LIVING = "Nothing here allows for the cost of living: it is not in the data."


class Choice(Struct, frozen=True):
    """What is asked for: places of one type or those named, their order, how many of the first and of the last, and
    whether pay is by the hour or by the year (None: by the year if all roles have that)."""

    by: PlaceType = "state"
    places: tuple[Place, ...] = ()
    sort: PlaceSort = "pay"
    top: int | None = None
    bottom: int | None = None
    period: str | None = None


def rank_places(
    roles: Sequence[tuple[Role, Sequence[Placed]]],
    sources: Mapping[str, Source],
    choice: Choice = Choice(),  # noqa: B008, it never changes
    notes: Sequence[str] = (),
) -> PayByPlace:
    """The pay of one to three roles by place. `notes` are what the catalog says about the names asked for."""
    period = choice.period or _find_period(roles)
    by_place = {role.id: {placed.place.code: placed for placed in found} for role, found in roles}
    places = {placed.place.code: placed.place for _, found in roles for placed in found}
    wanted = choice.places or tuple(place for place in places.values() if place.type == choice.by)
    rows = [_make_row(place, roles, by_place, period) for place in wanted]
    if not choice.places:
        rows = [row for row in rows if any(pay is not None for pay in row.pay.values())]
    rows = _judge(rows)
    first = roles[0][0].id
    rows.sort(key=lambda row: SORTS[choice.sort](row, first))
    shown = _cut(rows, choice)
    nation = next(
        (_make_row(place, roles, by_place, period) for place in places.values() if place.type == "nation"), None
    )
    refs = {role.id: next((pay.nearest for placed in found for pay in placed.salary), None) for role, found in roles}
    paid = tuple(PaidRole(role.id, role.title, role.dataset, refs[role.id]) for role, _ in roles)
    named = [*shown, *([nation] if nation else [])]
    cited = dict.fromkeys(source for row in named for pay in row.pay.values() if pay for source in pay.sources)
    cited |= dict.fromkeys(role.source for role, _ in roles if role.source)
    return PayByPlace(
        roles=paid,
        by=None if choice.places else choice.by,
        sort=choice.sort,
        currency="USD",
        period=period,
        nation=nation,
        total=len(rows),
        places=tuple(shown),
        sources={source: sources[source] for source in cited},
        notes=(*notes, *_describe_nearest(paid), *_describe_missing(roles, shown, period), NO_COST_OF_LIVING),
    )


def _find_period(roles: Sequence[tuple[Role, Sequence[Placed]]]) -> str:
    """The year, unless there is none but hourly pay for one of the roles, and hourly pay for all."""
    periods = [{pay.period for placed in found for pay in placed.salary if _is_known(pay)} for _, found in roles]
    is_yearly = all("year" in each for each in periods if each)
    return "year" if is_yearly or not all("hour" in each for each in periods if each) else "hour"


def _is_known(pay: Estimate) -> bool:
    return pay.amount is not None or pay.at_or_above is not None


def _make_row(
    place: Place,
    roles: Sequence[tuple[Role, Sequence[Placed]]],
    by_place: Mapping[str, Mapping[str, Placed]],
    period: str,
) -> PlaceRow:
    pay = {role.id: _make_pay(by_place[role.id].get(place.code), period) for role, _ in roles}
    placed = {role.id: by_place[role.id].get(place.code) for role, _ in roles}
    gaps = tuple(
        _make_gap(
            one.id, two.id, pay, is_one=_get_occupation(one, placed[one.id]) == _get_occupation(two, placed[two.id])
        )
        for (one, _), (two, _) in combinations(roles, 2)
    )
    return PlaceRow(place, pay, gaps)


def _get_occupation(role: Role, placed: Placed | None) -> str:
    """The code of the occupation that a role's pay is for, or its id if that is unknown."""
    ref = placed.salary[0].nearest if placed and placed.salary else None
    own = next((code.code for code in role.codes if code.match == "exact" and code.scheme.startswith("soc")), role.id)
    return ref.code if ref else own


def _find(estimates: Iterable[Estimate], statistic: str, period: str) -> Estimate | None:
    return next((each for each in estimates if (each.statistic, each.period) == (statistic, period)), None)


def _make_pay(placed: Placed | None, period: str) -> PlacePay | None:
    """The pay of a role in a place; None if none is published in this period."""
    median = _find(placed.salary, "median", period) if placed else None
    mean = _find(placed.salary, "mean", period) if placed else None
    if placed is None or median is None:
        return None
    return PlacePay(
        amount=median.amount,
        at_or_above=median.at_or_above,
        percentiles=median.percentiles,
        mean=mean.amount if mean else None,
        mean_at_or_above=mean.at_or_above if mean else None,
        error=mean.error if mean else None,
        clear=None,
        employment=median.employment,
        employment_error=placed.employment_error,
        jobs_per_1000=placed.jobs_per_1000,
        location_quotient=placed.location_quotient,
        as_of=median.as_of,
        sources=median.sources,
        not_available=median.not_available,
    )


def _make_gap(one: str, two: str, pay: Mapping[str, PlacePay | None], *, is_one: bool) -> PlaceGap:
    """The gap of two roles in one place; none between figures of one occupation, or of different dates."""
    first, second = pay[one], pay[two]
    nothing = PlaceGap(one, two, None, None, None, None)
    if first is None or second is None or is_one or first.as_of != second.as_of:
        return nothing
    if first.amount is None or second.amount is None:
        return nothing
    difference = round(second.amount - first.amount, 2)
    percents = [round(difference / amount * 100, 2) if amount else None for amount in (first.amount, second.amount)]
    return PlaceGap(one, two, difference, percents[0], percents[1], _is_clear(first, second))


def _is_clear(first: PlacePay, second: PlacePay) -> bool | None:
    if first.mean is None or second.mean is None or first.error is None or second.error is None:
        return None
    return differs_clearly((first.mean, first.error), (second.mean, second.error))


def _judge(rows: Sequence[PlaceRow]) -> list[PlaceRow]:
    """The rows, with whether each mean differs clearly from that of the place with the role's highest median."""
    best: dict[str, PlacePay] = {}
    for row in rows:
        for role, pay in row.pay.items():
            if pay is not None and _get_amount(pay) > (_get_amount(best[role]) if role in best else (-inf, False)):
                best[role] = pay
    return [
        replace(
            row,
            pay={
                role: pay
                if pay is None or pay is best.get(role, pay)
                else replace(pay, clear=_is_clear(best[role], pay))
                for role, pay in row.pay.items()
            },
        )
        for row in rows
    ]


def _get_amount(pay: PlacePay | None) -> tuple[Number, bool]:
    """The median, a top code above every amount that is as high; the lowest of all if there is none."""
    if pay is None or (pay.amount is None and pay.at_or_above is None):
        return (-inf, False)
    return (pay.amount, False) if pay.amount is not None else (pay.at_or_above or 0, True)


Key = tuple[tuple[float, ...], str, str]


def _by_pay(row: PlaceRow, role: str) -> Key:
    amount, is_top = _get_amount(row.pay[role])
    return (-amount, not is_top), row.place.name, row.place.code


def _by_jobs(row: PlaceRow, role: str) -> Key:
    pay = row.pay[role]
    return (-pay.employment if pay and pay.employment is not None else inf,), row.place.name, row.place.code


def _by_quotient(row: PlaceRow, role: str) -> Key:
    pay = row.pay[role]
    quotient = pay.location_quotient if pay else None
    return (-quotient if quotient is not None else inf,), row.place.name, row.place.code


def _by_name(row: PlaceRow, _: str) -> Key:
    return (), row.place.name, row.place.code


SORTS: dict[PlaceSort, Callable[[PlaceRow, str], Key]] = {
    "pay": _by_pay,
    "jobs": _by_jobs,
    "quotient": _by_quotient,
    "name": _by_name,
}
"""The keys that sort places; what is not published comes last."""


def _cut(rows: Sequence[PlaceRow], choice: Choice) -> list[PlaceRow]:
    """The first and the last rows, as many as were asked for."""
    if choice.top is None and choice.bottom is None:
        return [*rows]
    top, bottom = choice.top or 0, choice.bottom or 0
    return [row for number, row in enumerate(rows) if number < top or number >= len(rows) - bottom]


def _describe_nearest(roles: Sequence[PaidRole]) -> list[str]:
    return [
        f"The pay of {role.title} is that of the nearest occupation, {role.nearest.name}, which is broader."
        for role in roles
        if role.nearest
    ]


def _describe_missing(
    roles: Sequence[tuple[Role, Sequence[Placed]]], rows: Sequence[PlaceRow], period: str
) -> list[str]:
    """For which roles there is no pay at all, none in this period, or none in some of the places shown."""
    notes = []
    kind = "hourly" if period == "hour" else "yearly"
    for role, found in roles:
        lacking = [name_place(row.place.name) for row in rows if row.pay[role.id] is None]
        if not found:
            notes.append(f"No official pay by place was found for {role.title}.")
        elif not any(pay.period == period and _is_known(pay) for placed in found for pay in placed.salary):
            notes.append(f"No {kind} pay is published for {role.title}.")
        elif lacking:
            most = 3
            names = [*lacking[:most], *([f"{len(lacking) - most} more"] if len(lacking) > most else [])]
            notes.append(f"No {kind} pay is published for {role.title} in {join(names)}.")
    return notes
