"""A search over all layers together."""

from functools import partial

from msgspec import Struct

from careercli.catalog.layers import Named, NameKind
from careercli.catalog.names import Names
from careercli.catalog.spelling import list_spellings
from careercli.documents import Field, Hit, SearchResults
from careercli.model import Code, Source
from careercli.store.folding import fold
from careercli.store.search import Ranked, match
from careercli.text import clean

SUGGESTIONS = 10
"""How many roles are suggested for a name that none has."""

EMPLOYED = 0.06
"""How much better a role fits if ten times as many people have its occupation: enough to break ties."""


GRADES = frozenset({"senior", "sr", "junior", "jr", "entry", "level", "experienced"})
"""Words before a name that say how far a person has come in it, and of which most names in the data have none."""


class Fit(Struct, frozen=True):
    """A role that fits a text, and the words that match."""

    role: Named
    field: Field
    text: str


def search(names: Names, text: str, limit: int) -> SearchResults:
    """The roles that fit a text, the best first, and the sources of those from datasets.

    First those called so, the likeliest to be meant first, then those that have all words; if no name of a dataset with
    pay has them, also what the text may have been meant to be; if there is nothing, those that have any word.
    """
    total, fits = _find(names, text, limit)
    spelling, ungraded = _find_ungraded(names, text, limit)
    if ungraded:
        there = {fit.role.id for fit in ungraded}
        total += sum(fit.role.id not in {each.role.id for each in fits} for fit in ungraded)
        fits = [*ungraded, *(fit for fit in fits if fit.role.id not in there)]
    elif not any(fit.field in {"title", "alias"} and names.is_preferred(fit.role) for fit in fits):
        spelling, others = _find_misspelt(names, text, limit)
        there = {fit.role.id for fit in fits}
        others = [fit for fit in others if fit.role.id not in there and (not fits or names.is_preferred(fit.role))]
        total += len(others)
        fits = [*fits[:1], *others, *fits[1:]]
    if not total:
        total, fits = _match(names, text, limit, any_word=True)
    hits = []
    sources: dict[str, Source] = {}
    for fit in fits[:limit]:
        role = fit.role
        known = [layer.find_source(role.dataset) for layer in names.layers]
        cited = tuple(source for source in known if source is not None)[:1]
        hits.append(Hit(role.id, role.title, role.dataset, fit.field, fit.text, cited, role.code))
    for layer in reversed(names.layers) if hits else ():
        sources |= layer.sources
    named = {source_id: sources[source_id] for hit in hits for source_id in hit.sources}
    return SearchResults(clean(text), total, tuple(hits), named, spelling)


def suggest(names: Names, name: str) -> list[Fit]:
    """The roles whose names come nearest to one that no role has, the nearest first."""
    _, fits = _find(names, name, SUGGESTIONS)
    _, ungraded = _find_ungraded(names, name, SUGGESTIONS)
    _, others = ("", []) if ungraded else _find_misspelt(names, name, SUGGESTIONS)
    fits = [*ungraded, *fits]
    if not fits and not others:
        _, others = _match(names, name, SUGGESTIONS, any_word=True)
    chosen = {fit.role.id: fit for fit in reversed([*fits, *others])}
    return [*reversed(chosen.values())][:SUGGESTIONS]


def _find(names: Names, text: str, limit: int) -> tuple[int, list[Fit]]:
    """How many roles are called so or have all words of a text, and the first of them."""
    called = _find_called(names, text, limit)
    total, fits = _match(names, text, limit)
    if not called:
        return total, fits
    said = {fit.role.id: fit for fit in fits}
    there = {role.id for role in called}
    first = [_explain(names, role, text, said.get(role.id)) for role in called[:limit]]
    extra = len(there - said.keys())
    return max(total + extra if total <= limit else total, len(there)), [
        *first,
        *(fit for fit in fits if fit.role.id not in there),
    ]


def _find_called(names: Names, text: str, limit: int) -> list[Named]:
    return [role for reading in names.read(text) for role in reading.roles][: max(limit, SUGGESTIONS)]


def _explain(names: Names, role: Named, text: str, fit: Fit | None) -> Fit:
    """A role that is called so, with the name that it is."""
    key = fold(text)
    named = next((found for layer in names.layers if (found := layer.find_text(role.id, key))), None)
    if named is None or (named[0] == "title" and fit is not None):  # a code, say, or a part of the title
        return fit or Fit(role, "title", role.title)
    return Fit(role, *named)


def _match(names: Names, text: str, limit: int, *, any_word: bool = False) -> tuple[int, list[Fit]]:
    places = [partial(layer.search, dataset=names.dataset) for layer in names.layers]
    total, ranked = match(text, places, 3 * limit, any_word=any_word)
    fits = [(each, _make_named(each)) for each in ranked]
    ordered = sorted(fits, key=lambda fit: (*fit[0].place, _weigh(names, *fit)))
    return total, [Fit(role, each.found.field, each.found.text) for each, role in ordered]


def _weigh(names: Names, each: Ranked, role: Named) -> float:
    """The score of a role, the lowest best: a little better the more people have its occupation."""
    people = names.find_employment(role) or 1
    return each.score * (1 + EMPLOYED * len(str(people)))


def _make_named(each: Ranked) -> Named:
    found = each.found
    soc = None if each.soc is None else Code("soc-2018", each.soc, None, "exact")
    return Named(NameKind.ALIAS, found.id, found.title, found.dataset, each.code, soc)


def _find_ungraded(names: Names, text: str, limit: int) -> tuple[str | None, list[Fit]]:
    """A text without the grade before it, and the roles called so; nothing if it has none, or is a name as it is."""
    typed = text.replace("-", " ").split()
    words = typed
    while words and words[0].casefold().strip(".,-") in GRADES:
        words = words[1:]
    if not words or len(words) == len(typed) or names.read(text):
        return None, []
    rest = " ".join(words)
    fits = [fit for fit in _find(names, rest, limit)[1] if fit.field in {"title", "alias"}]
    return (rest, fits) if fits else _find_misspelt(names, rest, limit)


def _find_misspelt(names: Names, text: str, limit: int) -> tuple[str | None, list[Fit]]:
    """The roles that fit what a text may have been meant to be, and the likeliest spelling that finds any."""
    words: dict[str, int] = {}
    for layer in names.layers:
        for word, uses in layer.find_words().items():
            words[word] = words.get(word, 0) + uses
    fits: dict[str, Fit] = {}
    weak: dict[str, Fit] = {}
    first = None
    for spelling in list_spellings(text, words):
        called = [_explain(names, role, spelling, None) for role in _find_called(names, spelling, limit)]
        found = called or [fit for fit in _match(names, spelling, limit)[1] if fit.field in {"title", "alias"}]
        first = first or (spelling if found else None)
        for fit in found[:3]:
            fits.setdefault(fit.role.id, fit)
        for fit in found[3:]:
            weak.setdefault(fit.role.id, fit)
    return first, [*fits.values(), *(fit for role_id, fit in weak.items() if role_id not in fits)]
