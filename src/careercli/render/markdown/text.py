"""Markdown text: escaped, and put together from tables and footnotes."""

import re
from collections.abc import Iterable, Mapping, Sequence

from careercli.model import Source
from careercli.render.wording import describe_source, describe_voices, number_sources


def escape(text: str) -> str:
    """Text that Markdown shows as it is: its own syntax, HTML and table pipes escaped, line ends as spaces."""
    text = re.sub(r"([\\`*_{}\[\]<>#|~&!])", r"\\\1", " ".join(text.split()))
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
    """The lines as a document, with at most one empty line in a row."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"
