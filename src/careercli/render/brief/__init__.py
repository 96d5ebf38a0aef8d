"""What the brief views say, before any format: sentences with their sources, figures, lists, and what is left out."""

from collections.abc import Iterable

from msgspec import Struct

from careercli.documents import Comparison


class Said(Struct, frozen=True):
    """Text, and the ids of the sources that it draws on."""

    text: str
    sources: tuple[str, ...] = ()


Sentence = tuple[Said, ...]
"""A sentence in parts; the footnotes of a part follow its text."""


def get_titles(comparison: Comparison) -> dict[str, str]:
    """The titles of the roles by id."""
    return {role.id: role.title for role in comparison.roles}


def collect(sources: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """All ids once, in their order."""
    return tuple(dict.fromkeys(source for each in sources for source in each))
