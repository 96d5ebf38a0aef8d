"""The nearest to what a person mistyped: spellings whose words are words of names."""

import re
from collections.abc import Mapping
from itertools import product
from math import log10

from careercli.text import find_alike, get_likeness

LIKENESS = 0.55
"""How alike (1: the same) a word must be to be taken for another one."""

BEST = 8
"""How many words are tried for one, and how many spellings of a text."""

COMPARED = 60
"""How many of the words most like another are compared by sound."""

RARE = 3
"""How many roles must use a word for it not to be a slip of the publisher's own."""

MAX_WORDS = 6
"""Words of a text that are corrected; a longer text is not a name."""

SOUNDS = (
    ("ph", "f"), ("ck", "k"), ("sch", "sk"), ("ch", "k"), ("sc", "s"), ("ce", "se"), ("ci", "si"), ("cy", "si"),
    ("c", "k"), ("q", "k"), ("x", "ks"), ("z", "s"), ("ps", "s"), ("y", "i"), ("mb", "m"), ("wr", "r"), ("kn", "n"),
    ("aw", "o"), ("au", "o"),
)  # fmt: skip
"""Letters that sound alike, by the ones they are compared as."""


def list_spellings(text: str, words: Mapping[str, int]) -> list[str]:
    """What a text may have been meant to be, the likeliest first: each word that is none of `words` (which says how
    many roles use each) replaced by one. Empty if all are there, or none is like one of them."""
    typed = re.findall(r"\w+", text.casefold())
    if not typed or len(typed) > MAX_WORDS:
        return []
    choices = [_find_alike(word, words) for word in typed]
    if all(likeness == 1 for of_word in choices for _, likeness in of_word[:1]):
        choices = [
            [*choice, *_find_alike(word, words, known=True)] for choice, word in zip(choices, typed, strict=True)
        ]
    most = max(2, round(64 ** (1 / len(typed))))
    spellings = {
        " ".join(word for word, _ in chosen): sum(likeness for _, likeness in chosen)
        for chosen in product(*(of_word[: most if typed[1:] else BEST] for of_word in choices))
    }
    spellings.pop(" ".join(typed), None)
    return sorted(spellings, key=lambda spelling: -spellings[spelling])[:BEST]


def _find_alike(word: str, words: Mapping[str, int], *, known: bool = False) -> list[tuple[str, float]]:
    """The words most like one, with their likeness: itself if it is one of them; also the others if it is `known`."""
    if not known and (words.get(word, 0) >= RARE or word.isdigit() or len(word) < 3):
        return [(word, 1.0)]
    sound = _get_sound(word)
    scored = []
    for other, likeness in find_alike(word, words.keys(), COMPARED, LIKENESS - 0.1):
        if other != word:
            alike = max(likeness, (likeness + get_likeness(sound, _get_sound(other))) / 2)
            alike += 0.03 if other[0] == word[0] else 0
            if alike >= LIKENESS:
                scored.append((other, min(0.99, alike + 0.02 * log10(words[other]))))
    best = sorted(scored, key=lambda each: -each[1])[:BEST]
    return best if known else best or [(word, 0.0)] if word not in words else [(word, 0.9), *best]


def _get_sound(word: str) -> str:
    """A word as it sounds, roughly: to compare."""
    for letters, sound in SOUNDS:
        word = word.replace(letters, sound)
    return re.sub(r"(.)\1", r"\1", word)
