"""Which official figures win: for each occupation the latest pay and the latest projection."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from careercli.catalog.layers import Layer, Published
from careercli.catalog.resolve import make_outlook, make_pay
from careercli.entries import Defaults, OccupationEntry
from careercli.model import Code, Estimate, OccupationRef, Outlook, Role


class Official(NamedTuple):
    """A role's codes with their titles, and the official figures for its occupations."""

    codes: tuple[Code, ...]
    salary: tuple[Estimate, ...]
    outlook: tuple[Outlook, ...]


def get_official(role: Role, layer: Layer, layers: Iterable[Layer]) -> Official:
    """The official figures for a role of `layer`: those of its very occupation are its own; others name theirs."""
    asked = [*(each for each in layers if each.serves_all), *([] if layer.serves_all else [layer])]
    codes, salary, outlook = [], list[Estimate](), list[Outlook]()
    for code in role.codes:
        figures = [*_choose([found for each in asked for found in each.find_figures(code)], code)]
        titles = [ref.title for _, ref in figures]
        codes.append(code if code.title else Code(code.scheme, code.code, titles[0] if titles else None, code.match))
        for entry, ref in figures:
            nearest = ref if code.match == "nearest" or ref.code != code.code else None
            salary += make_pay(role.id, entry.salary, Defaults(), nearest)
            outlook += make_outlook(role.id, entry.outlook, nearest)
    return Official(tuple(codes), tuple(salary), tuple(outlook))


def _choose(found: Sequence[Published], code: Code) -> Iterator[tuple[OccupationEntry, OccupationRef]]:
    """The entries with the latest pay and with the latest outlook (of equals the first), reduced to that, each with its
    occupation. One occupation has one title, however its publishers write it: that of a role file, else of the pay."""
    paid = max((each for each in found if each.entry.salary), key=_get_date, default=None)
    projected = max((each for each in found if each.entry.outlook), key=_get_last_year, default=None)
    titles = {each.code: each.entry.title for each in (projected, paid) if each}
    titles |= {each.code: each.entry.title for each in found if each.entry.salary and each.entry.outlook}
    if paid is not None and paid is projected:
        yield paid.entry, OccupationRef(code.scheme, paid.code, titles[paid.code])
        return
    for each, is_pay in ((paid, True), (projected, False)):
        if each is not None:
            entry = each.entry
            salary, outlook = (entry.salary, ()) if is_pay else ((), entry.outlook)
            yield (
                OccupationEntry(entry.scheme, entry.title, salary, outlook),
                OccupationRef(code.scheme, each.code, titles[each.code]),
            )


def get_date(entry: OccupationEntry) -> str:
    """The latest date of an occupation's pay; empty if it has none."""
    return max((estimate.date or "" for estimate in entry.salary), default="")


def _get_date(published: Published) -> str:
    return get_date(published.entry)


def _get_last_year(published: Published) -> int:
    return max((outlook.years[1] for outlook in published.entry.outlook if outlook.years), default=0)
