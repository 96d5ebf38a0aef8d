"""Answers made to fit: whole items are left out at the end of lists, and counted."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from careercli.words import count

MAX_CONTENT = 30_000
"""Bytes of an answer's JSON."""

MAX_TEXT = 12_000
"""Bytes of an answer's text."""

MARGIN = 600
"""Bytes for the sentences that say what was left out."""

FEW = 8
"""How many items of each list stay, if leaving out the others is enough."""

SOURCES = "\n## Sources\n"
LEFT_OUT = "\n({} left out here.)\n"

CUTS: dict[str, tuple[str, ...]] = {
    "comparison": (
        "highlights.*.*.ids",
        "highlights.steps.*.higher",
        "highlights.differences.*.largest",
        "highlights.only",
        "highlights.unknown",
        "highlights.partial",
        "highlights.steps.*.new",
        "salary.gaps",
        "duties",
        "requirements",
        "skills",
        "environment",
        "interests",
    ),
    "role": ("role.related", "role.aliases", "role.duties", "role.requirements", "role.skills", "role.environment"),
    "gap": ("not_needed", "shared", "missing", "higher"),
    "similar": ("of_nearest", "similar"),
    "path": ("gap.not_needed", "gap.shared", "gap.missing", "gap.higher", "without"),
    "pay": ("places",),
    "search": ("hits",),
    "datasets": ("datasets.*.notes", "datasets"),
    "error": ("error.problems", "error.candidates", "error.places"),
}
"""The lists of each document that may be cut, what is missed least first. `*` is every member."""


class Cut(NamedTuple):
    """How many members of the lists at a path were left out, of how many."""

    path: str
    left_out: int
    total: int


def get_size(content: Any) -> int:
    """The size of a value as JSON, in bytes."""
    return len(msgspec.json.encode(content))


def _find_lists(content: Any, keys: Sequence[str]) -> Iterator[list[Any]]:
    if not keys:
        if isinstance(content, list):
            yield content
        return
    key, *rest = keys
    if key == "*":
        members = content.values() if isinstance(content, dict) else content if isinstance(content, list) else ()
    else:
        members = [content[key]] if isinstance(content, dict) and key in content else []
    for member in members:
        yield from _find_lists(member, rest)


def cut_content(content: dict[str, Any], document: str, most: int = MAX_CONTENT) -> list[Cut]:
    """Leaves out members of a document's lists until it has at most `most` bytes, then the sources that nothing names
    any more; returns what was left out, in order.

    The content may still be larger if its lists are not what makes it large.
    """
    totals: dict[str, Cut] = {}
    for floor in (FEW, 0):
        for path in CUTS[document]:
            if get_size(content) <= most - MARGIN:
                return [*totals.values()]
            lists = [*_find_lists(content, path.split("."))]
            before = sum(map(len, lists))
            _shorten(content, lists, floor, most - MARGIN)
            after = sum(map(len, lists))
            if after < before:
                old = totals.get(path, Cut(path, 0, before))
                totals[path] = Cut(path, old.left_out + before - after, old.total)
    sources = content.get("sources")
    if isinstance(sources, dict) and get_size(content) > most - MARGIN:
        cited = {source for each in content.items() if each[0] != "sources" for source in _find_cited(*each)}
        kept = {source: sources[source] for source in sources if source in cited}
        totals["sources"] = Cut("sources", len(sources) - len(kept), len(sources))
        content["sources"] = kept
    return [each for each in totals.values() if each.left_out]


def _find_cited(key: str, value: Any) -> Iterator[str]:
    """The ids of the sources that a value names."""
    if isinstance(value, dict):
        for each in value.items():
            yield from _find_cited(*each)
    elif isinstance(value, list):
        for each in value:
            yield from _find_cited(key, each)
    elif key in {"source", "sources"} and isinstance(value, str):
        yield value


def _shorten(content: dict[str, Any], lists: Sequence[list[Any]], floor: int, most: int) -> None:
    """Shortens lists to the largest common length of at least `floor` at which the content fits, else to `floor`."""
    whole = [[*each] for each in lists]

    def keep(length: int) -> None:
        for each, every in zip(lists, whole, strict=True):
            each[:] = every[:length]

    low, high = floor, max(map(len, lists), default=0)
    while low < high:  # by halves: the largest length that fits
        middle = (low + high + 1) // 2
        keep(middle)
        if get_size(content) <= most:
            low = middle
        else:
            high = middle - 1
    keep(low)


def describe_cuts(cuts: Sequence[Cut], way: str) -> str:
    """What was left out of an answer, and the `way` to ask for it."""
    parts = [f"{each.left_out:,} of {each.total:,} of {each.path.replace('.*', '')}" for each in cuts]
    return f"Left out here, since the answer would be too long: {', '.join(parts)}. {way}"


def cut_text(text: str, most: int = MAX_TEXT) -> str:
    """Markdown of at most `most` bytes: whole items are left out before the sources, and counted; if the sources take
    more than half of it, also some of these."""
    if len(text.encode()) <= most:
        return text
    body, mark, sources = text.rpartition(SOURCES)
    if not mark:
        body, sources = text, ""
    room = most - 2 * len(LEFT_OUT) - len(mark)
    body = _cut_lines(body, max(room - len(sources.encode()), room // 2), "line")
    sources = _cut_lines(sources, room - len(body.encode()), "source") if mark else ""
    return f"{body}{mark}{sources}"


def _cut_lines(text: str, room: int, noun: str) -> str:
    """The first whole items of a text that have room, and how many lines are missing."""
    if len(text.encode()) <= room:
        return text
    lines = text.split("\n")
    kept, size = 0, 0
    while kept < len(lines) and size + len(lines[kept].encode()) + 1 <= room - len(LEFT_OUT):
        size += len(lines[kept].encode()) + 1
        kept += 1
    while kept and lines[kept].startswith("  "):  # the rest of an item
        kept -= 1
    missing = sum(map(bool, lines[kept:]))
    return "\n".join([*lines[:kept], LEFT_OUT.format(count(missing, noun))])


def fit_rows(total: int, measure: Callable[[int], float]) -> int:
    """How many of `total` rows fit, at least one. `measure` says of a number of rows how many times as large as allowed
    the answer with them is."""
    number = total
    while number > 1 and (ratio := measure(number)) > 1:
        number = max(1, min(number - 1, int(number / ratio * 0.97)))
    return number
