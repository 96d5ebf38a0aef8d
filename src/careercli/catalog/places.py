"""What the name of a place means: the one place it fits, or why there is none."""

import re
from collections.abc import Callable, Iterable, Mapping

from careercli.errors import AmbiguousPlaceError, PlaceCandidate, UnknownPlaceError
from careercli.model import Place
from careercli.text import clean, find_nearest

SUGGESTIONS = 3
MAX_ECHO = 60
GAPS = re.compile(r"[\W_]+")
CITIES = re.compile(r"[-/]")
"""What separates the cities of a metropolitan area."""

Test = Callable[[Place, str], bool]


def make_key(name: str) -> str:
    """The key under which names of places match: case and punctuation do not count."""
    return GAPS.sub(" ", name).strip().casefold()


def _is_state(place: Place, key: str) -> bool:
    return place.type != "metro" and key in {
        place.code.casefold(),
        make_key(place.name),
        (place.postal or "").casefold(),
    }


def _is_metro(place: Place, key: str) -> bool:
    return place.type == "metro" and key in {place.code, make_key(place.name)}


def _has_city(place: Place, key: str) -> bool:
    """Whether the key is a city of a metro, with or without one of its states."""
    cities, _, rest = place.name.partition(",")
    states = ["", *(f" {state}" for state in make_key(rest).split())]
    return any(key == f"{make_key(city)}{state}" for city in CITIES.split(cities) for state in states)


def _has_words(place: Place, key: str) -> bool:
    return f" {key}" in f" {make_key(place.name)}"


def _has_part(place: Place, key: str) -> bool:
    return key in make_key(place.name)


TESTS: tuple[Test, ...] = (_is_state, _is_metro, _has_city, _has_words, _has_part)
"""What a name may be, the strongest first: of these only the first that fits any place counts."""


def find_places(name: str, places: Iterable[Place]) -> list[Place]:
    """The places that a name fits best, see TESTS; all of them for no name. States come first, then by name."""
    key = make_key(name)
    known = sort_places(places)
    if not key:
        return [] if name.strip() else known
    fits = ([place for place in known if test(place, key)] for test in TESTS)
    return next((found for found in fits if found), [])


def list_places(text: str, places: Iterable[Place]) -> list[Place]:
    """The places that have a text in their name, or are called so; all of them for no text."""
    key = make_key(text)
    return [place for place in sort_places(places) if any(test(place, key) for test in TESTS)]


def sort_places(places: Iterable[Place]) -> list[Place]:
    """The nation, then the states, then the metros, each by name."""
    order = {"nation": 0, "state": 1, "metro": 2}
    return sorted(places, key=lambda place: (order[place.type], place.name, place.code))


def get_place(name: str, places: Mapping[str, Place]) -> Place:
    """The one place that a name fits best. Raises UnknownPlaceError with the nearest names, and AmbiguousPlaceError
    with all that fit."""
    found = find_places(name, places.values())
    shown = clean(name if len(name) <= MAX_ECHO else f"{name[:MAX_ECHO]}...")
    if len(found) == 1:
        return found[0]
    if found:
        names = "; ".join(_describe(place) for place in found)
        message = f"{shown!r} fits {len(found)} places: {names}; name one of them by its code"
        raise AmbiguousPlaceError(message, places=[*map(_make_candidate, found)])
    if not places:
        raise UnknownPlaceError(
            "there is no pay by place; import the state or the metropolitan file, see `careercli datasets`"
        )
    known: dict[str, Place] = {}
    for place in places.values():
        cities = CITIES.split(place.name.partition(",")[0]) if place.type == "metro" else []
        known |= {make_key(each): place for each in (place.name, *cities)}
    near = find_nearest(make_key(name), known, limit=2 * SUGGESTIONS, cutoff=0.5)
    nearest = [*dict.fromkeys(known[each].code for each in near)][:SUGGESTIONS]
    suggestions = f"the nearest are {'; '.join(_describe(places[code]) for code in nearest)}; " if nearest else ""
    metros = any(place.type == "metro" for place in places.values())
    more = "" if metros else "; metropolitan areas come by import, see `careercli datasets`"
    message = f"no place is called {shown!r}; {suggestions}`careercli places` lists all{more}"
    raise UnknownPlaceError(message, places=[_make_candidate(places[code]) for code in nearest])


def _make_candidate(place: Place) -> PlaceCandidate:
    return PlaceCandidate(place.code, place.name, place.type)


def _describe(place: Place) -> str:
    return f"{place.name} ({place.postal if place.type == 'state' else place.code})"
