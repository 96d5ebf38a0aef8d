"""Language in one place: lists, counts, ordinals, money, percentages, signs. Pure.

Nothing here guesses a form of a title: titles may be plural and may hold commas.
"""

from collections.abc import Sequence

from careercli.model import Number


def join(words: Sequence[str], last: str = "and") -> str:
    """Words as a list in a sentence: `a, b and c`, or with another last word."""
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


def name_some(words: Sequence[str], most: int, total: int | None = None) -> str:
    """The first words, and how many more of `total` (default: of all words) there are: `a; b (and 3 more)`."""
    more = (len(words) if total is None else total) - min(most, len(words))
    return "; ".join(words[:most]) + (f" (and {more:,} more)" if more else "")


def name_apart(names: Sequence[tuple[str, str | None]]) -> list[str]:
    """Labels of items, each with its area if others are called so too: `Mathematics (knowledge)`."""
    labels = [label for label, _ in names]
    return [f"{label} ({area})" if area and labels.count(label) > 1 else label for label, area in names]


def count(number: int, noun: str, plural: str | None = None) -> str:
    """A number of things: `1 role`, `2 roles`, `3 duties`."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def capitalise(text: str) -> str:
    """The text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def make_ordinal(number: float) -> str:
    """A number as a rank, rounded to a whole one: `1st`, `12th`, `90th`."""
    whole = round(number)
    ending = "th" if 10 < whole % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(whole % 10, "th")
    return f"{whole}{ending}"


WITH_ARTICLE = ("United States", "District of Columbia", "Virgin Islands", "Northern Mariana Islands")
"""Names of places that need an article in a sentence."""


def name_place(name: str) -> str:
    """The name of a place in a sentence: `Texas`, `the United States`."""
    return f"the {name}" if name in WITH_ARTICLE else name


def per(period: str) -> str:
    """A period as a rate: `a year`, `an hour`."""
    return f"an {period}" if period == "hour" else f"a {period}"


def format_signed(number: Number, digits: int = 0) -> str:
    """A number with its sign, rounded: `+14`, `-3.5`; nothing but `0` where it rounds to zero, and never `-0`."""
    rounded = round(number, digits)
    return f"{rounded:+,.{digits}f}" if rounded else f"{0:.{digits}f}"


def format_percent(number: Number) -> str:
    """A percentage as sentences have it, whole: `18%`; `under 1%` for less than half of one."""
    return f"{number:,.0f}%" if round(number) else "under 1%"


def format_money(amount: Number, currency: str) -> str:
    """An amount with its currency: `$65,917`, `EUR 50,000`, `-$9,994`."""
    digits = f"{abs(amount):,.2f}".removesuffix(".00")
    sign = "-" if amount < 0 and digits.strip("0.,") else ""
    return f"{sign}${digits}" if currency == "USD" else f"{sign}{currency} {digits}"
