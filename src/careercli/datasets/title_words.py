"""Words of titles and tasks: their stems, and a table that says which words are used alike. Pure."""

import math
import re
from binascii import Error, a2b_base64
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"[a-z]{2,}")
_STOP = frozenset(
    {
        *("an", "and", "as", "at", "be", "by", "do", "etc", "for", "from", "if", "in", "include", "including", "into"),
        *("is", "it", "its", "may", "not", "of", "on", "or", "other", "out", "per", "such", "than", "that", "the"),
        *("their", "them", "these", "they", "this", "to", "up", "use", "using", "via", "when", "where", "which"),
        *("who", "will", "with"),
    }
)
"""Words that say nothing about an occupation."""

_PLURALS = (("sses", "ss"), ("ies", "y"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"))
_ENDINGS = ("ation", "ator", "ating", "ated", "ate", "ment", "ing", "ion", "ied", "ed", "er", "or", "e")
"""Endings cut from a word, the first that leaves at least _SHORTEST letters."""

_SHORTEST = 3

OWN_WORDS = 3
"""How often a word of a role's own title or description counts."""


def find_stems(text: str) -> list[str]:
    """The stems of the words of a text, in order, without those that say nothing."""
    return [stem for word in _WORD.findall(text.lower()) if (stem := get_stem(word))]


def find_words(text: str) -> list[tuple[str, str]]:
    """Each word of a text, in lower case, with its stem; without those that say nothing."""
    return [(word, stem) for word in _WORD.findall(text.lower()) if (stem := get_stem(word))]


def strip_bracket(title: str) -> str:
    """A title without what follows in brackets, an abbreviation as a rule: `Registered Nurse (RN)`."""
    return title.partition("(")[0]


def count_title_words(title: str, aliases: Iterable[str]) -> Counter[str]:
    """How often each stem occurs in a role's other titles, and OWN_WORDS times for each time in its own."""
    counts = Counter(stem for alias in aliases for stem in find_stems(strip_bracket(alias)))
    counts.update(find_stems(title) * OWN_WORDS)
    return counts


@lru_cache(maxsize=50_000)
def get_stem(word: str) -> str:
    """What a word shares with its other forms, `manag` for `managers` and `managing`; empty if it says nothing."""
    if word in _STOP:
        return ""
    stem = _cut_plural(word)
    for ending in _ENDINGS:
        if stem.endswith(ending) and len(stem) - len(ending) >= _SHORTEST:
            stem = stem[: -len(ending)]
            break
    if len(stem) > _SHORTEST and stem.endswith("e"):
        stem = stem[:-1]
    if len(stem) > _SHORTEST and stem[-1] == stem[-2] and stem[-1] not in "ls":
        stem = stem[:-1]
    return f"{stem[:-1]}i" if len(stem) > _SHORTEST and stem[-1] == "y" else stem


def _cut_plural(word: str) -> str:
    if len(word) <= _SHORTEST or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    for plural, singular in _PLURALS:
        if word.endswith(plural):
            return word[: -len(plural)] + singular
    return word[:-1]


class WordVector(NamedTuple):
    """A stem's vector: whole numbers, and the length of the vector."""

    numbers: tuple[int, ...]
    length: float


WordTable = Mapping[str, WordVector]
"""Vectors by stem: the smaller the angle, the more alike the words are used. All have the same number of dimensions."""


def parse_word_table(text: str) -> WordTable:
    """The table in a text of lines `stem TAB vector`, a signed byte per dimension in base64; `#` begins a comment.

    Raises ValueError where a line is not that, or where vectors differ in their number of dimensions.
    """
    table = {}
    dimensions = 0
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        stem, _, code = line.partition("\t")
        try:
            numbers = tuple(memoryview(a2b_base64(code, strict_mode=True)).cast("b"))
        except Error as error:
            raise ValueError(f"word table, line {number}: no vector in base64; make the table again") from error
        dimensions = dimensions or len(numbers)
        if not any(numbers) or len(numbers) != dimensions:
            raise ValueError(f"word table, line {number}: no vector of {dimensions} dimensions; make the table again")
        table[stem] = WordVector(numbers, math.hypot(*numbers))
    return table


def make_vector(stems: Iterable[tuple[str, float]], table: WordTable) -> list[float] | None:
    """The sum of the unit vectors of stems, each times its weight; None if the table has none of them."""
    total: list[float] | None = None
    for stem, weight in stems:
        vector = table.get(stem)
        if vector is not None:
            factor = weight / vector.length
            if total is None:
                total = [factor * number for number in vector.numbers]
            else:
                total = [old + factor * number for old, number in zip(total, vector.numbers, strict=True)]
    return total
