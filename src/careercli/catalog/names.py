"""What names mean: the role each fits, the several it may mean, or the nearest. docs/methods/names.md has the rule."""

import math
from collections.abc import Iterable, Sequence
from functools import cached_property

from msgspec import Struct

from careercli.catalog.figures import find_employment
from careercli.catalog.layers import Layer, Named, NameKind
from careercli.errors import AmbiguousRoleError, Candidate, UnknownRoleError
from careercli.store.folding import ALL_OTHER, fold
from careercli.text import make_word, name_key
from careercli.words import count

MAX_ECHO = 60
"""How much of a name that fits nothing is repeated."""

COMPLETIONS = 100
"""How many names of the roles of one layer a word may be completed to."""

CLEAR = 3.5
"""How many times as likely as the next the likeliest occupation must be to be taken without asking."""

EXPONENT = 0.7
"""How much employment counts: by this power of it occupations are meant more often."""

DETAIL = 0.03
"""The share of an occupation's workers that one of its details is taken to have."""

UNKNOWN_EMPLOYMENT = 20_000


class Reading(Struct, frozen=True):
    """What a name means in the role files (`dataset` is empty) or in one dataset: the roles, the likeliest first, and
    whether the first is taken without asking."""

    dataset: str
    roles: tuple[Named, ...]
    is_clear: bool
    is_certain: bool
    """Whether the name is the role's id, code or title: what else has it as another name need not be said."""

    has_pay: bool


class Meaning(Struct, frozen=True):
    """The role that a name means, and the others that have the name too."""

    role: Named
    others: tuple[Named, ...]


class Names:
    """Reads names as roles of these layers; with `dataset` only of that one."""

    def __init__(self, layers: Sequence[Layer], dataset: str | None) -> None:
        self.layers = layers
        self.dataset = dataset
        self._employment: dict[str, tuple[int, bool] | None] = {}
        self._read: dict[str, list[Reading]] = {}

    def read(self, name: str) -> list[Reading]:
        """What a name may mean, the reading to prefer first: role files, then datasets with pay, then the others."""
        if name not in self._read:
            self._read[name] = self._read_anew(name)
        return self._read[name]

    def _read_anew(self, name: str) -> list[Reading]:
        own = [] if self.layers[0].serves_all else self.layers[0].find_named(name, self.dataset)
        for each in own:
            if each.id == name:  # the other layers need not be opened
                return [Reading("", (each,), True, True, True)]
        key, folded = name_key(name), fold(name)
        readings: dict[str, Reading] = {}
        nearest: list[Named] = []
        for layer in self.layers:
            named = layer.find_named(key, self.dataset)
            nearest += [each for each in named if each.kind is NameKind.NEAREST]
            named = [each for each in named if each.kind is not NameKind.NEAREST]
            is_own = not layer.serves_all and bool(named)
            candidates = layer.find_candidates(folded, self.dataset) if folded and not is_own else []
            if not layer.serves_all:
                chosen = [each for each in named if each.kind is named[0].kind] or candidates
                if chosen:
                    roles = tuple({each.id: each for each in chosen}.values())
                    readings[""] = Reading("", roles, len(roles) == 1, named[:1] != [] and named[0].kind < 1, True)
                continue
            for dataset in dict.fromkeys(each.dataset for each in (*named, *candidates)):
                exact = [each for each in named if each.dataset == dataset]
                reading = self._read_in(dataset, exact, [each for each in candidates if each.dataset == dataset])
                readings.setdefault(dataset, reading)
        if not readings and nearest:
            roles = tuple({each.id: each for each in nearest}.values())
            return [Reading("", roles, len(roles) == 1, True, True)]
        return sorted(readings.values(), key=lambda each: (each.dataset != "", not each.has_pay))

    def _read_in(self, dataset: str, named: Sequence[Named], candidates: Sequence[Named]) -> Reading:
        """What a name means in one dataset, from the roles that have it and those that have it in another form."""
        has_pay = any(each.soc for each in (*named, *candidates))
        likely = self.rank(_join(named, candidates))
        for strong in (
            [each for each in named if each.kind is NameKind.ID],
            [each for each in named if each.kind is NameKind.CODE],
            [each for each in named if each.kind is NameKind.TITLE],
            [each for each in candidates if each.kind is NameKind.TITLE],
        ):
            if len({each.id for each in strong}) == 1:
                first = strong[0]
                rest = [each for each in likely if each.id != first.id]
                return Reading(dataset, (first, *rest), True, True, has_pay)
            if strong:
                break
        best, *others = likely
        is_rest = best.title.casefold().endswith(ALL_OTHER) and best.kind > NameKind.TITLE
        is_ahead = self.get_likelihood(best) >= CLEAR * max(map(self.get_likelihood, others), default=0.0)
        return Reading(dataset, tuple(likely), is_ahead and not is_rest, False, has_pay)

    def rank(self, roles: Iterable[Named]) -> list[Named]:
        """Roles of one dataset, the likeliest to be meant first."""
        return sorted(roles, key=lambda each: (-self.get_likelihood(each), each.id))

    def get_likelihood(self, role: Named) -> float:
        """How likely a role is meant, by how well the name fits and how many people have the occupation."""
        people = self.find_employment(role) or UNKNOWN_EMPLOYMENT
        is_detail = role.soc is not None and role.soc.match != "exact"
        return max(role.weight, 1) * math.pow(people * (DETAIL if is_detail else 1), EXPONENT)

    def is_preferred(self, role: Named) -> bool:
        """Whether a role is from a role file or a dataset with pay."""
        return role.soc is not None or role.dataset in self._own

    @cached_property
    def _own(self) -> set[str]:
        return {dataset for layer in self.layers if not layer.serves_all for dataset in layer.count_roles()}

    def find_employment(self, role: Named) -> int | None:
        """How many people have the occupation of a role, or the one it is a detail of; None if that is not known."""
        found = self._find_employment(role)
        return found[0] if found else None

    def _find_employment(self, role: Named) -> tuple[int, bool] | None:
        if role.soc is None:
            return None
        if role.soc.code not in self._employment:
            self._employment[role.soc.code] = find_employment(role.soc, self.layers)
        return self._employment[role.soc.code]

    def get_meanings(self, names: Sequence[str]) -> list[Meaning | None]:
        """The role that each name means, None for those that nothing is called: read together, in the dataset that has
        them all, one with pay before one without; names of role files aside.

        Raises AmbiguousRoleError for the first name that may mean several.
        """
        readings = [self.read(name) for name in names]
        bound = [each for each in readings if each and each[0].dataset]
        datasets = dict.fromkeys(reading.dataset for of_name in bound for reading in of_name if reading.dataset)
        by_pay = sorted(
            datasets, key=lambda name: not any(r.has_pay for each in bound for r in each if r.dataset == name)
        )
        shared = next((name for name in by_pay if all(any(r.dataset == name for r in each) for each in bound)), None)
        settled = any(r.is_certain for each in bound for r in each if r.dataset == shared)
        return [self._choose(name, of_name, shared, settled) for name, of_name in zip(names, readings, strict=True)]

    def _choose(self, name: str, readings: Sequence[Reading], shared: str | None, is_settled: bool) -> Meaning | None:
        """`is_settled`: another name is for sure one of the dataset `shared`."""
        if not readings:
            return None
        reading = (
            readings[0]
            if not readings[0].dataset
            else next((each for each in readings if each.dataset == shared), readings[0])
        )
        every = [*reading.roles, *(role for each in readings if each is not reading for role in each.roles)]
        if not reading.is_clear:
            raise ambiguous(name, [self.describe(role) for role in every])
        if not (reading.has_pay or reading.is_certain or is_settled):
            others = [each for each in self.suggest(name) if self.is_preferred(each)]
            if others:
                raise ambiguous(name, [self.describe(role) for role in _join(others, every)])
        role, *rest = reading.roles
        if reading.is_certain:
            rest = [each for each in rest if each.kind <= NameKind.TITLE]
        others = rest + [
            role
            for each in readings
            if each is not reading
            for role in each.roles
            if not reading.is_certain or not reading.dataset or role.kind <= NameKind.TITLE
        ]
        is_id = role.kind in {NameKind.ID, NameKind.CODE} and reading.is_certain and name_key(name) == name
        return Meaning(role, () if is_id else tuple(others))

    def suggest(self, name: str) -> list[Named]:
        """The roles whose names come nearest to a name, the nearest first."""
        from careercli.catalog.search import suggest  # needs SQLite

        return [fit.role for fit in suggest(self, name)]

    def describe(self, role: Named) -> Candidate:
        """A role as messages list it, with the people of its occupation only if that is no broader one."""
        found = self._find_employment(role)
        is_own = role.soc is not None and role.soc.match == "exact" and found is not None and found[1]
        return Candidate(role.id, role.title, role.dataset, role.code, found[0] if found and is_own else None)


def _join(named: Sequence[Named], candidates: Sequence[Named]) -> list[Named]:
    """The roles of both, each once: as a candidate if it is one, since that has a weight."""
    roles = {each.id: each for each in candidates}
    for each in named:
        roles.setdefault(each.id, each)
    return [*roles.values()]


def complete(beginning: str, layers: Iterable[Layer], dataset: str | None) -> list[tuple[str, str]]:
    """The ids, and titles in one word, of which a word begins so, each with the title of its role: first those that
    begin so themselves. `Names` understands them all."""
    key = make_word(beginning)
    if beginning and not key:
        return []
    if beginning[-1:] in {"-", "_", " "}:
        key += "-"
    found: dict[str, str] = {}
    for layer in layers:
        for name, title in layer.find_beginning(key, dataset, COMPLETIONS):
            found.setdefault(name, title)
    return sorted(found.items(), key=lambda each: (not each[0].startswith(key), each[0]))


def ambiguous(name: str, candidates: Sequence[Candidate]) -> AmbiguousRoleError:
    """The error for a name that may mean several roles, the likeliest first."""
    if len(candidates) == 1:
        message = f"{shorten(name)!r} may mean {candidates[0].title}; if so, name it by its code or id"
    else:
        message = f"{shorten(name)!r} may mean {count(len(candidates), 'role')}; name one of them by its code or id"
    return AmbiguousRoleError(message, candidates=candidates, name=name)


def unknown(name: str, nearest: Sequence[tuple[str, Candidate]]) -> UnknownRoleError:
    """The error for a name that no role has; `nearest` are the names that come nearest, and whose each is."""
    if not nearest:
        message = f"nothing is called {shorten(name)!r}; `careercli list` shows all roles"
    else:
        shown = [f"{text} ({role.code or role.id})" for text, role in nearest[:3]]
        likely = f"{', '.join(shown[:-1])} or {shown[-1]}" if shown[1:] else shown[0]
        message = f"nothing is called {shorten(name)!r}; did you mean {likely}? `careercli search` looks further"
    return UnknownRoleError(message, candidates=[role for _, role in nearest], name=name)


def shorten(name: str) -> str:
    """A name as messages repeat it."""
    return name if len(name) <= MAX_ECHO else f"{name[:MAX_ECHO]}..."


def list_roles(roles: Sequence[Named], most: int = 3) -> str:
    """The first few roles, with title and code, and how many more there are."""
    more = f" and {len(roles) - most} more" if len(roles) > most else ""
    return ", ".join(f"{role.title} ({role.code or role.id})" for role in roles[:most]) + more


def describe_others(name: str, meaning: Meaning) -> str:
    """Which role a name was taken for, and which others have it too."""
    role = meaning.role
    return (
        f"{shorten(name)!r}: taken for {role.title} ({role.code or role.id}); "
        f"also called that: {list_roles(meaning.others)}."
    )


def describe_mix(roles: Sequence[Named]) -> list[str]:
    """That roles are from different datasets, if they are from more than one imported one, in a sentence."""
    datasets = dict.fromkeys(role.dataset for role in roles if role.dataset not in {"bundled", "user"})
    if len(datasets) < 2:
        return []
    each = [f"{role.title} is from {role.dataset}" for role in roles if role.dataset in datasets]
    return [f"No dataset has all of these roles: {', '.join(each)}."]
