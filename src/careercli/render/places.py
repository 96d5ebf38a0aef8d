"""Pay by place in words: what the readable formats say of it alike."""

from collections.abc import Sequence

from careercli.documents import PayByPlace, PlaceGap, PlaceList, PlacePay
from careercli.model import Number, Place, Point
from careercli.render.wording import format_date
from careercli.words import count, format_money, format_percent, per

NOT_PUBLISHED = "not published"
NOT_AVAILABLE = "not available"
UNCLEAR = "~"
"""The mark of a median whose mean is not clearly different from that of the highest place."""

TYPES = {"nation": "nation", "state": "state", "metro": "metro"}


def describe_heading(document: PayByPlace) -> str:
    """What is shown: `Registered Nurses: pay by state`."""
    titles = " vs ".join(role.title for role in document.roles)
    return f"{titles}: pay by {document.by or 'place'}"


def describe_figures(document: PayByPlace) -> str:
    """What the numbers are: `medians in US dollars a year, May 2025`."""
    rows = [*document.places, *([document.nation] if document.nation else [])]
    dates = sorted({pay.as_of for row in rows for pay in row.pay.values() if pay and pay.as_of})
    when = f", {' and '.join(map(format_date, dates))}" if dates else ""
    return f"medians in US dollars {per(document.period)}{when}"


def describe_count(document: PayByPlace, limit: str = "--limit") -> str:
    """How many places are shown of how many; `limit` shows more, see Style."""
    if document.by is None or len(document.places) == document.total:
        return ""
    more = "--top and --bottom show" if limit == "--limit" else f"{limit} shows"
    return f"{len(document.places):,} of {count(document.total, document.by)}; {more} more."


def describe_unclear(document: PayByPlace) -> str:
    """What the mark of unclear differences means; nothing if no row has it."""
    marked = any(pay and pay.clear is False for row in document.places for pay in row.pay.values())
    if not marked:
        return ""
    return f"{UNCLEAR} no clear difference from the place with the highest pay: the errors of the means explain it."


def list_notes(document: PayByPlace, limit: str = "--limit") -> list[str]:
    """All notes, a sentence each; see `describe_count`."""
    return [note for note in (describe_count(document, limit), describe_unclear(document), *document.notes) if note]


def describe_amount(pay: PlacePay | None, currency: str) -> str:
    """The median: `$97,550`, `~ $97,550`, `$239,200 or more`, `not available`, `not published`."""
    if pay is None:
        return NOT_PUBLISHED
    if pay.amount is not None:
        amount = format_money(pay.amount, currency)
    elif pay.at_or_above is not None:
        amount = f"{format_money(pay.at_or_above, currency)} or more"
    else:
        return NOT_AVAILABLE
    return f"{UNCLEAR} {amount}" if pay.clear is False else amount


def describe_point(pay: PlacePay, point: Point, currency: str) -> str:
    """A percentile, or nothing."""
    if pay.percentiles is None:
        return ""
    value: Number | None = getattr(pay.percentiles, point)
    top = pay.percentiles.at_or_above.get(point)
    if value is not None:
        return format_money(value, currency)
    return f"{format_money(top, currency)} or more" if top is not None else ""


def describe_rates(pay: PlacePay | None) -> tuple[str, str, str, str]:
    """People employed, jobs per 1,000, location quotient, error of the mean; nothing where it is not published."""
    if pay is None:
        return "", "", "", ""
    people = f"{pay.employment:,}" if pay.employment is not None else NOT_AVAILABLE
    return (
        people,
        "" if pay.jobs_per_1000 is None else f"{pay.jobs_per_1000:.1f}",
        "" if pay.location_quotient is None else f"{pay.location_quotient:.2f}",
        "" if pay.error is None else f"{pay.error:.1f}%",
    )


def describe_gap(gap: PlaceGap, currency: str) -> str:
    """A gap with its share of the first pay: `+$23,330 (24%)`, marked if it is not clear."""
    if gap.difference is None:
        return ""
    sign = "+" if gap.difference > 0 else ""
    share = "" if gap.percent_of_from is None else f" ({format_percent(abs(gap.percent_of_from))})"
    return f"{UNCLEAR if gap.clear is False else ''}{sign}{format_money(gap.difference, currency)}{share}"


def describe_place(place: Place) -> str:
    """A place with its code: `Texas (TX)`, `Akron, OH (10420)`."""
    return f"{place.name} ({place.postal if place.type == 'state' else place.code})"


def describe_found(places: PlaceList) -> str:
    """How many places there are, or fit."""
    if not places.places:
        return f'No place fits "{places.query}".' if places.query else "There is no pay by place: import it."
    types: Sequence[str] = [place.type for place in places.places]
    counts = [count(types.count(kind), noun) for kind, noun in TYPES.items() if kind in types]
    return f"{', '.join(counts)}."
