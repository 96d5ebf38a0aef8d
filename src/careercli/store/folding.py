"""Names reduced to what people mean by them: number, articles, "and", brackets and spaces do not count. Pure.

docs/methods/names.md has the rule and what it reaches.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from careercli.text import make_word, name_key

LONG = {
    "tech": "technician",
    "rep": "representative",
    "mgr": "manager",
    "asst": "assistant",
    "doctor": "physician",
    "adviser": "advisor",
    "counsellor": "counselor",
}
"""Words that are written in two ways."""

IGNORED = frozenset({"the", "a", "an", "of", "and"})
MAX_FOLDED = 120
"""Characters of a folded name: longer ones are nobody's words for a job."""

ALL_OTHER = "all other"
"""How titles end that collect what no other occupation is."""

REPORTED, IN_TITLE, PART = 3.0, 3.0, 4.0
"""How much more likely an occupation is meant by a name that its workers report, that its title has the words of, or
that is a part of its title."""

FEW = 5
"""Names that an occupation is taken to have on top of its own: with few names their shares say little."""

REST = 0.3
"""How much less likely an "All Other" occupation is meant."""

SCALE = 1_000_000


class Folded(Struct, frozen=True):
    """A folded name of a role: whether it is its title, and how well it fits, in parts of SCALE."""

    key: str
    is_title: bool
    weight: int


def split(name: str) -> list[str]:
    """The words of a name that count, each in the singular and in its long form."""
    text = name_key(name.replace("&", " and "))
    if "'" in text or "\u2019" in text or "." in text:
        text = re.sub(r"['\u2019]s\b|['\u2019.]", "", text)
    return [counted for word in re.findall(r"[^\W_]+", text) if (counted := _get_counted(word))]


@lru_cache(maxsize=50_000)
def _get_counted(word: str) -> str:
    """A word in the singular and in its long form; empty if it does not count."""
    if word in IGNORED:
        return ""
    singular = get_singular(word)
    return LONG.get(singular, singular)


def fold(name: str) -> str:
    """The key under which names match in every number, and written in one word or two."""
    return "".join(split(name))[:MAX_FOLDED]


def can_fold(name: str) -> bool:
    """Whether a name is found by its folded form, see `list_folded`."""
    return 0 < len("".join(split(name))) <= MAX_FOLDED


def get_singular(word: str) -> str:
    """A word in the singular, as far as its ending shows it; both numbers of a word give the same."""
    match word:
        case _ if len(word) > 4 and word.endswith("ies"):
            return f"{word[:-3]}y"
        case _ if len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes")):
            return word[:-2]
        case _ if len(word) > 4 and word.endswith("men"):
            return f"{word[:-3]}man"
        case _ if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
            return word[:-1]
        case _:
            return word


def list_forms(name: str) -> Iterator[list[str]]:
    """The words of a name, of the name without what it has in brackets, and of what it has in brackets."""
    yield split(name)
    inside = re.findall(r"\(([^()]*)\)", name)
    if inside:
        yield split(re.sub(r"\([^()]*\)", " ", name))
        yield from map(split, inside)


def list_parts(title: str) -> Iterator[list[str]]:
    """The words of what a title lists, without what it excepts: `Carpenters`, or `Cooks` of `Cooks, Fast Food`."""
    kept = re.split(r",? except ", title, maxsplit=1, flags=re.IGNORECASE)[0]
    yield split(kept)
    yield from map(split, re.split(r", and |, | and | & ", kept))


def list_folded(title: str, others: Sequence[str], reported: Sequence[str]) -> Iterator[Folded]:
    """The folded names of a role, each once."""
    names = [split(name) for name in (title, *others)]
    has_word: dict[str, int] = {}
    for number, words in enumerate(names):
        for word in set(words):
            has_word[word] = has_word.get(word, 0) | 1 << number
    is_rest = title.casefold().endswith(ALL_OTHER)
    own = fold(title)
    parts = {"".join(words) for words in (*list_parts(title), *list_forms(title))}
    said = {"".join(words) for name in reported for words in list_forms(name)}
    seen = {""}
    for words in (
        *list_forms(title),
        *list_parts(title),
        *(form for name in others for form in (list_forms(name) if "(" in name else (split(name),))),
    ):
        key = "".join(words)
        if key in seen or len(key) > MAX_FOLDED:
            continue
        seen.add(key)
        having = -1
        for word in words:
            having &= has_word.get(word, 0)
        weight = (having.bit_count() + 0.5) / (len(names) + FEW)
        weight *= REST if is_rest else 1
        weight *= REPORTED if key in said else 1
        weight *= PART if key in parts and not is_rest else IN_TITLE if having & 1 else 1
        yield Folded(key, key == own, max(1, round(weight * SCALE)))


def list_beginnings(word: str) -> Iterator[str]:
    """What a person may type for an id or a title in one word to be offered: it from any of its words on."""
    return (word[match.start() :] for match in re.finditer(r"[^-]+", word))


def find_words_for(titles: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The titles of a dataset that can be typed as one word, each with that word: what means two of them is left out,
    unless it is one as it is."""
    folded = Counter(map(fold, titles))
    keys = Counter(map(name_key, titles))
    for title in titles:
        word, folds = make_word(title), fold(title)
        is_itself = name_key(title) == word and keys[word] == 1
        if word and (is_itself or (folded[folds] == 1 and fold(word) == folds and word not in keys)):
            yield title, word


def list_words(names: Iterable[str]) -> set[str]:
    """The words of the names of a role."""
    return set(re.findall(r"[^\W\d_]{2,40}", " ".join(names).casefold()))
