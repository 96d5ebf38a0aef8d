"""What a name means: the one role it fits, or why there is none."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from careercli.catalog.layers import Layer, Named, NameKind
from careercli.errors import AmbiguousRoleError, UnknownRoleError
from careercli.text import name_key

SUGGESTIONS = 3
MAX_ECHO = 60
"""How much of a name that fits nothing is repeated."""

COMPLETIONS = 100
"""How many names of the roles of one layer a word may be completed to."""

BEGINNINGS = 20_000
"""How many names that begin with the same word are searched for one without its punctuation."""

PLAIN = re.compile(r"([a-z0-9]+)[a-z0-9.-]*")
"""A key that needs no quotes in any shell, and its first word."""


class Meaning(NamedTuple):
    """The role that a name means, and the others that have the name too."""

    role: Named
    others: tuple[Named, ...]


def find_meaning(name: str, layers: Sequence[Layer], dataset: str | None) -> Meaning | None:
    """The role that `name` means: its id, title, alias, code or URI, in any case and spacing; None if there is none.

    The first layer that has the name decides, and in it the strongest kind of name. The code of a nearest occupation
    counts only if nothing else fits; then ids and titles count without their punctuation, see `complete`. Raises
    AmbiguousRoleError if several roles fit equally well.
    """
    key = name_key(name)
    fits = [layer.find_named(key, dataset) for layer in layers]
    if not any(fits):
        fits = [_find_plain(key, layer, dataset) for layer in layers]
    named = [each for of_layer in fits for each in of_layer if each.kind is not NameKind.NEAREST]
    nearest = [each for of_layer in fits for each in of_layer if each.kind is NameKind.NEAREST]
    strongest = next((of_layer for of_layer in fits if any(each in named for each in of_layer)), [])
    strongest = [each for each in strongest if each.kind == strongest[0].kind] or nearest
    roles = {each.id: each for each in strongest}
    if len(roles) > 1:
        shown = list_roles({each.id: each.title for each in strongest}, 10)
        raise AmbiguousRoleError(
            f"{shorten(name)!r} fits {len(roles)} roles: {shown}; name one of them by its id or narrow with --dataset"
        )
    if not roles:
        return None
    (role,) = roles.values()
    is_id = role.kind is NameKind.ID and name == key
    others = {} if is_id else {each.id: each for each in named if each.id != role.id}
    return Meaning(role, tuple(others.values()))


def _find_plain(key: str, layer: Layer, dataset: str | None) -> list[Named]:
    plain = PLAIN.fullmatch(key)
    known = layer.find_beginning(plain[1], dataset, BEGINNINGS) if plain else []
    same = dict.fromkeys(name for name, _ in known if _remove_punctuation(name) == key)
    return sorted(named for name in same for named in layer.find_named(name, dataset))


def _remove_punctuation(key: str) -> str:
    """A key without what a shell might interpret: `bakers,-and-(others)` becomes `bakers-and-others`."""
    return key if PLAIN.fullmatch(key) else re.sub(r"[^a-z0-9]+", "-", key).strip("-")


def complete(beginning: str, layers: Iterable[Layer], dataset: str | None) -> list[tuple[str, str]]:
    """The ids and titles, without punctuation, that begin so, each with the title of its role; `find_meaning` finds
    them all. What two roles of a layer are called is left out: it means neither."""
    key = name_key(beginning)
    plain = PLAIN.fullmatch(key)
    found: dict[str, str] = {}
    for layer in layers if plain or not key else ():
        as_it_is: dict[str, set[str]] = {}
        bare: dict[str, set[str]] = {}
        for name, title in layer.find_beginning(plain[1] if plain else "", dataset, BEGINNINGS):
            word = _remove_punctuation(name)
            if word.startswith(key):
                (as_it_is if word == name else bare).setdefault(word, set()).add(title)
        fit = {word: titles for word, titles in sorted((bare | as_it_is).items()) if len(titles) == 1}
        for word, (title,) in [*fit.items()][:COMPLETIONS]:
            found.setdefault(word, title)
    return [*found.items()]


def suggest(name: str, known: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """The titles of the three roles whose names come nearest to `name`, by id, the nearest first.

    `known` has (name, id, title) of every role to choose from.
    """
    from rapidfuzz.fuzz import ratio  # only a wrong name needs it

    key = name_key(name)[:MAX_ECHO]
    best: dict[str, float] = {}
    titles = {}
    for other, role_id, title in known:
        other_key = name_key(other)
        words = set(key.split("-")) & set(other_key.split("-"))
        likeness = ratio(key, other_key) / 100 + len(words) / 2
        best[role_id] = max(best.get(role_id, 0.0), likeness)
        titles[role_id] = title
    return {role_id: titles[role_id] for role_id in sorted(best, key=lambda role_id: -best[role_id])[:SUGGESTIONS]}


def unknown(name: str, suggestions: Mapping[str, str]) -> UnknownRoleError:
    """The error for a name that no role has."""
    nearest = list_roles(suggestions)
    return UnknownRoleError(
        f"no role is called {shorten(name)!r}; the nearest are {nearest}; `careercli list` shows all"
    )


def shorten(name: str) -> str:
    """A name as messages repeat it."""
    return name if len(name) <= MAX_ECHO else f"{name[:MAX_ECHO]}..."


def list_roles(roles: Mapping[str, str], most: int = 3) -> str:
    """The first few roles, with id and title, and how many more there are."""
    more = f" and {len(roles) - most} more" if len(roles) > most else ""
    return ", ".join(f"{role_id} ({title})" for role_id, title in [*roles.items()][:most]) + more


def describe_others(name: str, meaning: Meaning, others: Sequence[Named]) -> str:
    """Which role a name was taken for, and which others have it too."""
    titles = list_roles({each.id: each.title for each in others})
    return f"Using {meaning.role.title} for {shorten(name)!r}; also called that: {titles}."
