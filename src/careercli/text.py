"""Text from outside, made safe to print, once, where it enters. Pure."""

import re
import unicodedata
from zlib import crc32

_ESCAPE = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_].*?(?:\x07|\x1b\\|\x9c)|[ -/]*[0-~])|\x9b[0-?]*[ -/]*[@-~]", re.DOTALL
)
"""An escape sequence of a terminal: CSI, OSC and the other strings, and the short ones."""

_VISIBLE_FORMAT = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
"""Characters of Unicode's category for formats that are signs of their script and are seen."""

_JOINERS = frozenset("\u200c\u200d")
"""Joiners: part of the spelling between letters that are not ASCII (Persian, Hindi, emoji), a trick elsewhere."""

MAX_SLUG = 48

_BREAKS = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029")


def clean(text: str) -> str:
    """The text without what a terminal obeys or a reader cannot see; line ends and tabs become spaces, all else stays.

    Out go escape sequences, control and format characters, bidi overrides, zero-width characters, lone surrogates.
    """
    if text.isprintable():
        return text
    if "\x1b" in text or "\x9b" in text:
        text = _ESCAPE.sub("", text)
    kept = []
    for index, char in enumerate(text):
        if char.isprintable():
            kept.append(char)
        elif char in _BREAKS:
            kept.append(" ")
        elif char in _JOINERS:
            around = text[max(0, index - 1) : index] + text[index + 1 : index + 2]
            if len(around) == 2 and not any(letter.isascii() for letter in around):
                kept.append(char)
        elif (
            unicodedata.category(char) in {"Zs", "Co", "Cn"} and not _is_noncharacter(char)
        ) or char in _VISIBLE_FORMAT:
            kept.append(char)
    return "".join(kept)


def _is_noncharacter(char: str) -> bool:
    """Whether Unicode keeps a code point out of text for good; YAML refuses some of these."""
    return ord(char) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(char) <= 0xFDEF


def slug(label: str) -> str:
    """An id for an item that has none: the label's words; with a checksum where the label holds more than these."""
    words = label.casefold().split()
    slug = re.sub(r"[^a-z0-9]+", "-", " ".join(words)).strip("-")[:MAX_SLUG].strip("-")
    if slug == "-".join(words):
        return slug
    return f"{slug}-{crc32(' '.join(words).encode()):08x}".strip("-")


def name_key(name: str) -> str:
    """What two names have in common that differ only in case, width, spaces, hyphens and underscores."""
    if name.isascii() and name.isprintable() and "_" not in name:  # as nearly all are
        key = name.strip().replace(" ", "-").casefold()
        if "--" not in key:
            return key
    plain = name if name.isascii() else unicodedata.normalize("NFKC", name)
    return re.sub(r"[\s_\-\u2010-\u2015\u2212]+", "-", plain.strip()).casefold()
