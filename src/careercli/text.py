"""Text from outside: made safe to print where it enters, matched by name, and compared. Pure."""

import re
import unicodedata
from collections.abc import Iterable
from zlib import crc32

_ESCAPE = r"""
    (?: \x1b\[ | \x9b ) [0-?]*+ [ -/]*+ [@-~]        # CSI, such as a colour
    | (?P<string> \x1b[\]PX^_] | [\x90\x98\x9d-\x9f] )  # OSC, DCS, SOS, PM and APC: up to _STRING_END
    | \x1b [ -/]*+ [0-~]                             # the short ones
    """
"""An escape sequence of a terminal, or the introducer of one that holds a string; 7-bit and 8-bit forms. Compiled where
there is something to remove, not at the start of every command."""

_STRING_END = r"\x07|\x1b\\|\x9c"

_VISIBLE_FORMAT = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
"""Format characters (Unicode's Cf) that are visible signs of their script."""

_JOINERS = frozenset("\u200c\u200d")
"""Joiners: part of the spelling between characters that are not ASCII (Persian, Hindi, emoji), a trick elsewhere."""

_BREAKS = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029")

MAX_SLUG = 48
MAX_COMPARED = 100
"""find_nearest gives no suggestion for a longer name: comparing long names takes long and helps nobody."""


def clean(text: str) -> str:
    """`text` without what a terminal obeys or a reader cannot see, in time proportional to its length.

    Removes escape sequences, control and format characters, bidi overrides, zero-width characters, noncharacters and
    lone surrogates. Line ends and tabs become spaces. An escape sequence that never ends loses its introducer only.
    """
    if text.isprintable():
        return text
    kept: list[str] = []
    joiner = ""
    for char in _remove_escapes(text):
        if char in _JOINERS:
            is_spelling = kept and not joiner and _can_join(kept[-1])
            joiner = char if is_spelling else joiner
            continue
        shown = " " if char in _BREAKS else char
        if _is_shown(shown):
            if joiner and _can_join(shown):
                kept.append(joiner)
            joiner = ""
            kept.append(shown)
    return "".join(kept)


def _remove_escapes(text: str) -> str:
    """`text` without whole escape sequences. Each character is looked at once, or twice at most."""
    kept: list[str] = []
    at = 0
    can_end = True
    escape, string_end = re.compile(_ESCAPE, re.VERBOSE), re.compile(_STRING_END)
    while found := escape.search(text, at):
        kept.append(text[at : found.start()])
        at = found.end()
        if found["string"] and can_end:
            end = string_end.search(text, at)
            can_end = end is not None  # where nothing ends this string, nothing ends a later one
            at = end.end() if end else at
    return "".join([*kept, text[at:]])


def _is_shown(char: str) -> bool:
    """True if a character may be kept: printable, a space, private, not yet assigned, or a visible format sign."""
    if char.isprintable() or char in _VISIBLE_FORMAT:
        return True
    return unicodedata.category(char) in {"Zs", "Co", "Cn"} and not _is_noncharacter(char)


def _can_join(char: str) -> bool:
    return not char.isascii() and not char.isspace()


def _is_noncharacter(char: str) -> bool:
    """True if Unicode will never assign the code point; YAML refuses some of these."""
    return ord(char) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(char) <= 0xFDEF


def slug(label: str) -> str:
    """An id for an item that has none: the label's words, with a checksum if the label holds more than those."""
    words = label.casefold().split()
    slug = re.sub(r"[^a-z0-9]+", "-", " ".join(words)).strip("-")[:MAX_SLUG].strip("-")
    if slug == "-".join(words):
        return slug
    return f"{slug}-{crc32(' '.join(words).encode()):08x}".strip("-")


def name_key(name: str) -> str:
    """The key under which names match: case, width, spaces, hyphens and underscores do not count."""
    if name.isascii() and name.isprintable() and "_" not in name:  # as nearly all are
        key = name.strip().replace(" ", "-").casefold()
        if "--" not in key:
            return key
    plain = name if name.isascii() else unicodedata.normalize("NFKC", name)
    return re.sub(r"[\s_\-\u2010-\u2015\u2212]+", "-", plain.strip()).casefold()


def make_word(name: str) -> str:
    """A name as one word that no shell interprets: `bakers-and-others` for "Bakers, and (Others)"."""
    plain = re.sub(r"['\u2019]", "", name.casefold())
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def find_nearest(name: str, known: Iterable[str], limit: int = 1, cutoff: float = 0.6) -> list[str]:
    """The `limit` known names most like `name`, the most like first; none below `cutoff` (1 is the same name).

    Takes under a second for a million comparisons: callers limit how often they ask. Empty for a name of more than
    MAX_COMPARED characters.
    """
    if len(name) > MAX_COMPARED:
        return []
    from rapidfuzz import fuzz, process  # only an unknown name pays for the import

    found = process.extract(name, list(known), scorer=fuzz.ratio, limit=limit, score_cutoff=cutoff * 100)
    return [near for near, _, _ in found]


def find_alike(word: str, known: Iterable[str], limit: int, cutoff: float) -> list[tuple[str, float]]:
    """The `limit` known words most like `word`, with their likeness, the most like first; none below `cutoff`."""
    from rapidfuzz import process  # only an unknown name pays for the import
    from rapidfuzz.distance import OSA

    found = process.extract(word, list(known), scorer=OSA.normalized_similarity, limit=limit, score_cutoff=cutoff)
    return [(near, likeness) for near, likeness, _ in found]


def get_likeness(one: str, other: str) -> float:
    """How alike two words are (1: the same), by how many letters must be changed, added, removed or swapped."""
    from rapidfuzz.distance import OSA

    return OSA.normalized_similarity(one, other)
