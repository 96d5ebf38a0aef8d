"""Which official figures win: for each occupation the latest pay in a place, and the latest projection."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from msgspec import Struct

from careercli.catalog.layers import Layer, PlacedPay, Published
from careercli.catalog.resolve import make_outlook, make_pay
from careercli.entries import Defaults, OccupationEntry
from careercli.model import Code, Estimate, OccupationRef, Outlook, Place, Placed, PlaceType, Role


class Official(Struct, frozen=True):
    """A role's codes with their titles, and the official figures for its occupations; `has_local` is false if a place
    was asked for and there is pay, but none of that place, for some of them."""

    codes: tuple[Code, ...]
    salary: tuple[Estimate, ...]
    outlook: tuple[Outlook, ...]
    has_local: bool


def get_official(role: Role, layer: Layer, layers: Iterable[Layer], place: str | None = None) -> Official:
    """The official figures for a role of `layer`: those of its very occupation are its own; others name theirs. Pay in
    the place, if its code is given, comes before that of the nation."""
    asked = _list_asked(layer, layers)
    codes, salary, outlook = [], list[Estimate](), list[Outlook]()
    has_local = True
    for code in role.codes:
        figures = [*_choose([found for each in asked for found in each.find_figures(code, place)], code)]
        titles = [ref.title for _, ref, _ in figures]
        codes.append(code if code.title else Code(code.scheme, code.code, titles[0] if titles else None, code.match))
        for entry, ref, _ in figures:
            nearest = ref if code.match == "nearest" or ref.code != code.code else None
            salary += make_pay(role.id, entry.salary, Defaults(), nearest)
            outlook += make_outlook(role.id, entry.outlook, nearest)
        paid = [is_local and _has_figure(entry) for entry, _, is_local in figures if entry.salary]
        has_local = has_local and (any(paid) or not paid)
    return Official(tuple(codes), tuple(salary), tuple(outlook), has_local)


def find_employment(soc: Code, layers: Iterable[Layer]) -> tuple[int, bool] | None:
    """How many people have an occupation, by the latest official figures, and whether they are all of that occupation:
    of one that is published within a combination, the figure of the combination. None if that is not known."""
    found = [found for layer in layers if layer.serves_all for found in layer.find_figures(soc)]
    for each in sorted(found, key=_get_date, reverse=True):
        known = [pay.employment for pay in each.entry.salary] + [outlook.employment for outlook in each.entry.outlook]
        for people in known:
            if people is not None:
                return round(people), each.code == soc.code
    return None


def _has_figure(entry: OccupationEntry) -> bool:
    """Whether any amount is known; all may be marked as not available."""
    return any(pay.amount is not None or pay.at_or_above is not None for pay in entry.salary)


def find_placed(role: Role, layer: Layer, layers: Iterable[Layer], types: Collection[PlaceType]) -> list[Placed]:
    """The official pay for a role of `layer` in every place of these types, the latest of each, and for the first of
    its codes that has any."""
    asked = _list_asked(layer, layers)
    for code in role.codes:
        if latest := find_latest(code, asked, types):
            return [_place(role, code, paid) for paid in latest]
    return []


def find_latest(code: Code, asked: Iterable[Layer], types: Collection[PlaceType]) -> list[PlacedPay]:
    """The official pay for an occupation in every place of these types, the latest of each."""
    latest: dict[str, PlacedPay] = {}
    for paid in sorted((paid for each in asked for paid in each.find_pay(code, types)), key=lambda paid: paid.date):
        latest[paid.place.code] = paid
    return [*latest.values()]


def _place(role: Role, code: Code, paid: PlacedPay) -> Placed:
    is_own = code.match == "exact" and paid.code == code.code
    nearest = None if is_own else OccupationRef(code.scheme, paid.code, paid.title)
    pay = make_pay(role.id, paid.record.entries, Defaults(), nearest)
    rates = paid.record.rates
    return Placed(paid.place, pay, rates.employment_error, rates.jobs_per_1000, rates.location_quotient)


def get_places(layers: Iterable[Layer]) -> dict[str, Place]:
    """All places that there is pay of, by code."""
    places: dict[str, Place] = {}
    for layer in layers:
        places = {**layer.get_places(), **places}
    return places


def _list_asked(layer: Layer, layers: Iterable[Layer]) -> list[Layer]:
    """The layers whose figures are in force for the roles of one."""
    return [*(each for each in layers if each.serves_all), *([] if layer.serves_all else [layer])]


def _choose(found: Sequence[Published], code: Code) -> Iterator[tuple[OccupationEntry, OccupationRef, bool]]:
    """The entries with the latest local pay, the latest national pay and the latest outlook (of equals the first),
    reduced to that, each with its occupation and whether it is local. One occupation has one title, however its
    publishers write it: that of a role file, else of the pay."""
    local = max((each for each in found if each.entry.salary and each.is_local), key=_get_date, default=None)
    paid = max((each for each in found if each.entry.salary and not each.is_local), key=_get_date, default=None)
    projected = max((each for each in found if each.entry.outlook), key=_get_last_year, default=None)
    titles = {each.code: each.entry.title for each in (projected, local, paid) if each}
    titles |= {each.code: each.entry.title for each in found if each.entry.salary and each.entry.outlook}
    for each, is_pay in ((local, True), (paid, True), (projected, False)):
        if each is not None:
            entry = each.entry
            salary, outlook = (entry.salary, ()) if is_pay else ((), entry.outlook)
            yield (
                OccupationEntry(entry.scheme, entry.title, salary, outlook),
                OccupationRef(code.scheme, each.code, titles[each.code]),
                each.is_local,
            )


def get_date(entry: OccupationEntry) -> str:
    """The latest date of an occupation's pay; empty if it has none."""
    return max((estimate.date or "" for estimate in entry.salary), default="")


def _get_date(published: Published) -> str:
    return get_date(published.entry)


def _get_last_year(published: Published) -> int:
    return max((outlook.years[1] for outlook in published.entry.outlook if outlook.years), default=0)
