"""Markdown text: escaped, and put together from tables and footnotes."""

import re
from collections.abc import Iterable, Mapping, Sequence

from careercli.model import Source
from careercli.render.wording import describe_source, describe_voices, number_sources
from careercli.words import join

ADDRESS = re.compile(r"https?://[^\s<>|\\`]*[^\s<>|\\`.,;:!?\"')\]}*_~]")
"""An address in a text, without the punctuation after it."""

SYNTAX = re.compile(rf"(?P<address>{ADDRESS.pattern})|[\\`*_{{}}\[\]<>#|~&!]")
NOTE = re.compile(r"^\[\^(\d+)\]:", re.MULTILINE)
REFERENCE = re.compile(r"(?<!\\)\[\^(\d+)\]")


def escape(text: str) -> str:
    """Text that Markdown shows as it is: its own syntax, HTML and table pipes escaped, line ends as spaces.

    Addresses are links: GitHub makes them that anyway, and would take the escapes in them for a part of them.
    """
    text = SYNTAX.sub(lambda found: f"<{found[0]}>" if found["address"] else f"\\{found[0]}", " ".join(text.split()))
    text = re.sub(r"^([-+=])", r"\\\1", text)
    return re.sub(r"^(\d+)([.)])", r"\1\\\2", text)


def refer(sources: Iterable[str], numbers: Mapping[str, int]) -> str:
    """The footnotes of sources: `[^1][^3]`."""
    return "".join(f"[^{number}]" for number in sorted(numbers[source] for source in sources))


def make_table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> list[str]:
    """A table of escaped cells, in lines."""
    rows = [head, ["---"] * len(head), *lines]
    return [*(f"| {' | '.join(row)} |" for row in rows), ""]


def make_footnotes(sources: Mapping[str, Source], *notes: str, voices: bool = True) -> list[str]:
    """A heading, which sources are one voice, notes, and the footnotes, in lines; nothing if there are no sources."""
    if not sources:
        return []
    said = describe_voices(sources, "[^{}]", escape) if voices else []
    footnotes = [
        f"[^{number}]: {escape(describe_source(sources[source]))}" for source, number in number_sources(sources).items()
    ]
    return ["## Sources", "", *(f"{sentence}\n" for sentence in (*said, *notes)), *footnotes]


def make_document(lines: Iterable[str]) -> str:
    """The lines as a document, with at most one empty line in a row.

    Footnotes that nothing refers to, which GitHub would not show, are named in a sentence before them.
    """
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"
    named = set(REFERENCE.findall(NOTE.sub("", text)))
    rest = [f"[^{number}]" for number in NOTE.findall(text) if number not in named]
    if not rest:
        return text
    before, first, after = text.partition("\n[^1]:")
    return f"{before.rstrip()}\n\n{'Also drawn on' if named else 'Drawn on'}: {join(rest)}.\n{first}{after}"
