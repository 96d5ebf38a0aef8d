"""Language in one place: lists, counts, possessives, ordinals, money, periods. Pure."""

from collections.abc import Sequence

from careercli.model import Number


def join(words: Sequence[str]) -> str:
    """Words as a list in a sentence: `a, b and c`."""
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)


def name_some(words: Sequence[str], most: int) -> str:
    """The first words, and how many more there are: `a; b (and 3 more)`."""
    more = f" (and {len(words) - most} more)" if len(words) > most else ""
    return "; ".join(words[:most]) + more


def count(number: int, noun: str, plural: str | None = None) -> str:
    """A number of things: `1 role`, `2 roles`, `3 duties`."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def capitalise(text: str) -> str:
    """The text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def make_possessive(title: str) -> str:
    """A title as the owner of something: `Office Manager's`, `Registered Nurses'`."""
    return f"{title}'" if title.endswith("s") else f"{title}'s"


def make_ordinal(number: float) -> str:
    """A number as a rank, rounded to a whole one: `1st`, `12th`, `90th`."""
    whole = round(number)
    ending = "th" if 10 < whole % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(whole % 10, "th")
    return f"{whole}{ending}"


def per(period: str) -> str:
    """A period as a rate: `a year`, `an hour`."""
    return f"an {period}" if period == "hour" else f"a {period}"


def format_money(amount: Number, currency: str) -> str:
    """An amount with its currency: `$65,917`, `EUR 50,000`, `-$9,994`."""
    digits = f"{abs(amount):,.2f}".removesuffix(".00")
    sign = "-" if amount < 0 and digits.strip("0.,") else ""
    return f"{sign}${digits}" if currency == "USD" else f"{sign}{currency} {digits}"
