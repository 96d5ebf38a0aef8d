"""Which occupations of a release are alike. Pure; docs/methods/similar.md has the formulas and what they reach.

A release is collected a role at a time, while it is stored: `add` each to an OnetCollector or EscoCollector, then call
`find`. The publishers' own tables of related occupations are not read. reasons.py says why two roles are alike.

Over 400 lines, since one method is read as a whole: its parts share vectors, weights and limits.
"""

import math
import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from heapq import nlargest
from operator import mul
from struct import Struct
from typing import Literal, NamedTuple, Protocol

from careercli.datasets.release import CellRecord, RoleRecord
from careercli.datasets.title_words import OWN_WORDS, WordTable, count_title_words, find_stems, make_vector
from careercli.model import Item

Part = Literal["tasks", "titles", "words", "activities", "interests", "knowledge", "skills"]
"""What roles are compared by. `words`: how the words of titles are used elsewhere; `skills`: those of ESCO."""

NEAREST = 50
"""How many neighbours are kept for each role."""

TIERS = (5, 10, 20)
"""The last rank of each tier, the closest first."""

WITH_TASKS: Mapping[Part, float] = {
    "tasks": 0.10,
    "titles": 0.07,
    "words": 0.045,
    "activities": 0.018,
    "interests": 0.037,
    "knowledge": 0.74,
}
WITHOUT_TASKS: Mapping[Part, float] = {
    "titles": 0.075,
    "words": 0.047,
    "activities": 0.026,
    "interests": 0.034,
    "knowledge": 0.74,
}
WITH_TASKS_UNRATED: Mapping[Part, float] = {
    "tasks": 0.90,
    "titles": 0.48,
    "words": 0.40,
    "activities": 0.20,
    "interests": 0.22,
}
WITHOUT_TASKS_UNRATED: Mapping[Part, float] = {"titles": 0.50, "words": 0.37, "activities": 0.22, "interests": 0.35}
"""The weights of the parts for a release with and without the words of its tasks, then the same without ratings of
knowledge. Fitted on O*NET 27.0; only their ratios count. Knowledge weighs most because its cosines differ least."""

OPTIONAL = 0.25
"""What an optional skill of ESCO counts beside an essential one."""

_ESSENTIAL = "essential"

_FEWEST_ROLES = 2
_LARGEST_SHARE = 0.3
"""A word or activity counts if so many roles have it, and not more than this share of them."""

_CLOSEST = 3
_SMOOTHING = 0.1
"""To a pair's score this share is added of the mean score that the closest of each have with the other."""

_SAMPLE = 8
"""What to expect of knowledge is learned from the pairs of each eighth role."""

_DECIMALS = 5

_ACTIVITY = re.compile(r"((onet(?:-[0-9a-z]+)+)-i\d+)-d\d+", re.ASCII)
"""The id of a detailed work activity: it begins with that of its intermediate, this with that of its general one."""


class Neighbour(NamedTuple):
    """A role that is alike: its place in `Neighbours.roles`, and the score, the same from both sides, at most 1."""

    role: int
    score: float


class Spread(NamedTuple):
    """Mean and standard deviation over the roles of a release."""

    mean: float
    deviation: float


class Statistics(NamedTuple):
    """What reasons.py must know of a release beside two of its roles.

    How many roles were compared; how many of them have a word in their titles (by stem), an activity or a skill of ESCO
    (by id of the item; of the wider activities too), if several do and not too many; and the importance of each
    knowledge area (by id of the item), in percent of the scale.
    """

    roles: int
    words: Mapping[str, int]
    items: Mapping[str, int]
    knowledge: Mapping[str, Spread]


class Neighbours(NamedTuple):
    """The nearest roles of each role of a release.

    `roles`: ids of the roles compared, sorted. `nearest`: for each of them at most NEAREST others, the nearest first,
    ties in the order of `roles`. `parts`: what they were compared by. `unrated`: ids of the roles without ratings of
    knowledge, if others have them; their pairs go by the other parts.
    """

    roles: tuple[str, ...]
    nearest: tuple[tuple[Neighbour, ...], ...]
    parts: tuple[Part, ...]
    unrated: tuple[str, ...]
    statistics: Statistics


_PACKED = Struct("<If")


def pack(nearest: Iterable[Neighbour]) -> bytes:
    """The neighbours of one role in eight bytes each, to be stored."""
    return b"".join(_PACKED.pack(*neighbour) for neighbour in nearest)


def unpack(packed: bytes) -> tuple[Neighbour, ...]:
    """The neighbours that were packed. Raises struct.error if the bytes are not whole."""
    return tuple(Neighbour(role, round(score, _DECIMALS)) for role, score in _PACKED.iter_unpack(packed))


class Collector(Protocol):
    """Takes in the roles of one release, in any order."""

    def add(self, record: RoleRecord, duties: Sequence[str] = ()) -> None:
        """Takes in a role; `duties` are its tasks in words, if the release has them."""

    def find(self) -> Neighbours:
        """The neighbours of the roles taken in. Call it once: it uses up what was collected."""


def get_tier(rank: int) -> int | None:
    """The tier of a neighbour, 1 to 3, by its rank from 1 on; None beyond the last tier."""
    return next((tier for tier, last in enumerate(TIERS, 1) if rank <= last), None)


def get_weights(*, has_tasks: bool, has_knowledge: bool) -> Mapping[Part, float]:
    """The weights for a release with or without the words of its tasks, and with or without ratings of knowledge."""
    if has_knowledge:
        return WITH_TASKS if has_tasks else WITHOUT_TASKS
    return WITH_TASKS_UNRATED if has_tasks else WITHOUT_TASKS_UNRATED


@lru_cache(maxsize=10_000)
def find_wider_activities(item_id: str) -> tuple[str, ...]:
    """The intermediate and the general activity of a detailed work activity, by id; empty for another item."""
    found = _ACTIVITY.fullmatch(item_id)
    return (found[1], found[2]) if found else ()


_Bag = dict[str, int]
"""How often a role has each of its words or activities."""

_Vector = list[float]

_Dense = list[_Vector | None]
"""A vector of length 1 for each role; None where there is nothing to make it of."""


class _Terms(NamedTuple):
    """The words and activities of a role, by number, and their weights: a vector of length 1, or an empty one."""

    numbers: "array[int]"
    weights: "array[float]"


class _Compared(NamedTuple):
    """What is compared of one occupation."""

    id: str
    tasks: _Bag
    titles: _Bag
    activities: _Bag
    interests: dict[str, float]
    knowledge: dict[str, float]


class OnetCollector:
    """Compares occupations of O*NET by tasks, titles, activities, interests and knowledge, as far as there are any.

    `items` and `scales` are the release's; `words` is the table of title words, or None.
    """

    def __init__(
        self, items: Sequence[Item], scales: Mapping[str, tuple[float, float]], words: WordTable | None
    ) -> None:
        self._items = items
        self._low, self._high = scales.get("importance", (1.0, 5.0))
        self._words = words or {}
        self._roles: list[_Compared] = []

    def add(self, record: RoleRecord, duties: Sequence[str] = ()) -> None:
        """Takes in a role; `duties` are its tasks in words, if the release has them."""
        cells = [cell for cell in record.sections.get("duties", ()) if cell.statements]
        activities: Counter[str] = Counter()
        for cell in cells:
            activity = self._items[cell.item].id
            wider = find_wider_activities(activity)
            for counted in (activity, *wider) if wider else ():
                activities[counted] += len(cell.statements)
        titles = count_title_words(record.title, record.aliases)
        tasks: Counter[str] = Counter()
        if any(self._has_task(cell) for cell in cells):
            tasks.update(stem for duty in duties for stem in find_stems(duty))
            tasks.update(find_stems(f"{record.title} {record.summary or ''}") * OWN_WORDS)
        self._roles.append(
            _Compared(
                id=record.id,
                tasks=dict(tasks),
                titles=dict(titles),
                activities=dict(activities),
                interests=self._find_ratings(record.sections.get("interests", ()), "interests", "interest"),
                knowledge=self._find_ratings(record.sections.get("skills", ()), "knowledge", "importance"),
            )
        )

    def _has_task(self, cell: CellRecord) -> bool:
        """Whether a cell has tasks in words, not the name of an activity alone."""
        item = self._items[cell.item]
        return not _ACTIVITY.fullmatch(item.id) or any(said.text != item.label for said in cell.statements)

    def _find_ratings(self, cells: Iterable[CellRecord], area: str, scale: str) -> dict[str, float]:
        """The published values of the items of an area on a scale, by id."""
        return {
            self._items[cell.item].id: score.value
            for cell in cells
            if cell.scores and self._items[cell.item].area == area
            for score in cell.scores
            if score.scale == scale and score.value is not None
        }

    def find(self) -> Neighbours:
        """The neighbours of the roles that have duties or ratings of knowledge; of all roles, if none has either."""
        roles = [role for role in self._roles if role.tasks or role.activities or role.knowledge] or self._roles
        self._roles = []
        roles.sort(key=lambda role: role.id)
        titles, activities = [role.titles for role in roles], [role.activities for role in roles]
        statistics = Statistics(
            roles=len(roles),
            words=_find_counts(titles),
            items=_find_counts(activities),
            knowledge=self._find_spreads([role.knowledge for role in roles if role.knowledge]),
        )
        rated = [bool(role.knowledge) for role in roles]
        dense: dict[Part, _Dense] = {
            "words": self._make_word_vectors(titles, statistics),
            "interests": _make_rated_vectors([role.interests for role in roles]),
            "knowledge": _make_rated_vectors([role.knowledge for role in roles], lowest=self._low),
        }
        sparse: dict[Part, list[_Terms]] = {
            "tasks": _weigh([role.tasks for role in roles], _damp),
            "titles": _weigh(titles, math.sqrt),
            "activities": _weigh(activities, _damp),
        }
        has_tasks = any(role.tasks for role in roles)
        ids = tuple(role.id for role in roles)
        roles.clear()  # their words are no longer needed, and need the most memory
        weights = get_weights(has_tasks=has_tasks, has_knowledge=any(rated))
        parts = [part for part in weights if any(_is_there(vector) for vector in (sparse | dense)[part])]
        total = sum(weights[part] for part in parts)
        scaled = {part: math.sqrt(weights[part] / total) for part in parts}
        joined = _join(dense, scaled)
        rows = [
            array("f", [one + two for one, two in zip(by_terms, by_vectors, strict=True)])
            for by_terms, by_vectors in zip(_multiply_terms(sparse, scaled), _multiply_vectors(joined), strict=True)
        ]
        if any(rated) and not all(rated):
            _expect_knowledge(rows, dense["knowledge"], weights["knowledge"] / total)
        return Neighbours(
            roles=ids,
            nearest=_find_nearest(_smooth(_mirror(rows))),
            parts=tuple(parts),
            unrated=tuple(role for role, is_rated in zip(ids, rated, strict=True) if not is_rated)
            if any(rated)
            else (),
            statistics=statistics,
        )

    def _make_word_vectors(self, titles: Sequence[_Bag], statistics: Statistics) -> _Dense:
        """How the words of each role's titles are used, beside how those of all roles' titles are used."""
        vectors = []
        for bag in titles:
            known = ((stem, math.sqrt(count) * _idf(stem, statistics)) for stem, count in bag.items())
            vectors.append(make_vector(known, self._words))
        units = [_make_unit(vector) for vector in vectors]
        mean = _find_mean(units)
        return [unit and _make_unit([value - usual for value, usual in zip(unit, mean, strict=True)]) for unit in units]

    def _find_spreads(self, rows: Sequence[Mapping[str, float]]) -> dict[str, Spread]:
        """Mean and deviation of the importance of each knowledge area, in percent of the scale."""
        spreads = {}
        for item in sorted({item for row in rows for item in row}):
            values = [(row.get(item, self._low) - self._low) / (self._high - self._low) * 100 for row in rows]
            mean = math.fsum(values) / len(values)
            spreads[item] = Spread(mean, math.sqrt(math.fsum((value - mean) ** 2 for value in values) / len(values)))
        return spreads


class _Skilled(NamedTuple):
    """The skills of an occupation of ESCO, by their places among the items."""

    id: str
    essential: "array[int]"
    optional: "array[int]"


class EscoCollector:
    """Compares occupations of ESCO by the share of their skills that is common, rare skills first.

    `items` are the release's.
    """

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = items
        self._roles: list[_Skilled] = []

    def add(self, record: RoleRecord, duties: Sequence[str] = ()) -> None:  # noqa: ARG002  as for O*NET
        """Takes in a role."""
        essential, optional = array("I"), array("I")
        for cell in record.sections.get("skills", ()):
            (essential if is_essential(cell) else optional).append(cell.item)
        self._roles.append(_Skilled(record.id, essential, optional))

    def find(self) -> Neighbours:
        """The neighbours of the roles that have skills."""
        roles = sorted((role for role in self._roles if role.essential or role.optional), key=lambda role: role.id)
        self._roles = []
        counts: Counter[int] = Counter()
        for _, essential, optional in roles:
            counts.update([*essential, *optional])
        worth = {skill: round(math.log(len(roles) / count) * _PARTS_OF_IDF) for skill, count in counts.items()}
        nearest = tuple(_find_nearest(_share_skills(roles, worth)))
        return Neighbours(
            roles=tuple(role.id for role in roles),
            nearest=nearest,
            parts=("skills",) if roles else (),
            unrated=(),
            statistics=Statistics(
                roles=len(roles),
                words={},
                items={self._items[skill].id: count for skill, count in sorted(counts.items()) if count > 1},
                knowledge={},
            ),
        )


_PARTS_OF_IDF = 1000
"""Weights of skills are whole numbers, so that sums do not depend on their order."""


def is_essential(cell: CellRecord) -> bool:
    """Whether a cell of ESCO says that a skill is essential; else it is optional."""
    return any(said.text == _ESSENTIAL for said in cell.statements)


def _share_skills(roles: Sequence[_Skilled], worth: Mapping[int, int]) -> Iterator[Sequence[float]]:
    """For each role its scores with all: what the skills of both are worth, divided by what those of either are.

    A skill is worth less for the role that has it as optional; two roles share the smaller worth and have the larger.
    """
    essential_to: dict[int, list[int]] = {skill: [] for skill in worth}
    had_by: dict[int, list[int]] = {skill: [] for skill in worth}
    less = {skill: int(value * OPTIONAL) for skill, value in worth.items()}
    totals = []
    for role, (_, essential, optional) in enumerate(roles):
        totals.append(sum(worth[skill] for skill in essential) + sum(less[skill] for skill in optional))
        for skill in essential:
            essential_to[skill].append(role)
            had_by[skill].append(role)
        for skill in optional:
            had_by[skill].append(role)
    for (_, essential, optional), total in zip(roles, totals, strict=True):
        shared = [0] * len(roles)
        for skill in essential:
            value = worth[skill] - less[skill]
            for other in essential_to[skill]:
                shared[other] += value
        for skills in (essential, optional):
            for skill in skills:
                value = less[skill]
                for other in had_by[skill]:
                    shared[other] += value
        yield [
            common / either if (either := total + others - common) else 0.0
            for common, others in zip(shared, totals, strict=True)
        ]


def _damp(count: int) -> float:
    return 1 + math.log(count)


def _idf(term: str, statistics: Statistics) -> float:
    """The logarithm of roles per role that has a word in its titles; 0 for a word that does not count."""
    return math.log(statistics.roles / statistics.words[term]) if term in statistics.words else 0.0


def _is_there(vector: _Terms | _Vector | None) -> bool:
    return bool(vector.numbers if isinstance(vector, _Terms) else vector)


def _find_counts(bags: Sequence[_Bag]) -> dict[str, int]:
    """In how many bags each term is, if in several and not in too many."""
    counts: Counter[str] = Counter()
    for bag in bags:
        counts.update(bag.keys())
    most = max(_LARGEST_SHARE * len(bags), _FEWEST_ROLES)
    return {term: count for term, count in counts.items() if _FEWEST_ROLES <= count <= most}


def _weigh(bags: Sequence[_Bag], damp: Callable[[int], float]) -> list[_Terms]:
    """tf-idf: the damped count of each term times ln(roles / roles that have it), made a vector of length 1."""
    counts = _find_counts(bags)
    numbers = {term: number for number, term in enumerate(counts)}
    idf = {term: math.log(len(bags) / count) for term, count in counts.items()}
    rows = []
    for bag in bags:
        kept = [term for term in bag if term in numbers]
        weights = [damp(bag[term]) * idf[term] for term in kept]
        unit = _make_unit(weights)
        rows.append(_Terms(array("I", (numbers[term] for term in kept) if unit else ()), array("d", unit or ())))
    return rows


def _make_unit(vector: _Vector | None) -> _Vector | None:
    """The vector divided by its length; None if that is 0."""
    length = math.hypot(*vector) if vector else 0.0
    return [value / length for value in vector] if vector and length > 0 else None


def _find_mean(vectors: Iterable[_Vector | None]) -> _Vector:
    """The mean of the vectors that are there."""
    there = [vector for vector in vectors if vector]
    return [_get_mean(column) for column in zip(*there, strict=True)]


def _make_rated_vectors(rows: Sequence[Mapping[str, float]], lowest: float | None = None) -> _Dense:
    """The ratings as vectors.

    With `lowest`, an item that is not rated has that value, and a role without ratings has no vector; without it, both
    are as the roles have it on average.
    """
    items = sorted({item for row in rows for item in row})
    usual = {
        item: _get_mean([row[item] for row in rows if item in row]) if lowest is None else lowest for item in items
    }
    return [
        _make_unit([row.get(item, usual[item]) for item in items]) if row or lowest is None else None for row in rows
    ]


def _get_mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values)


def _join(parts: Mapping[Part, _Dense], scaled: Mapping[Part, float]) -> list[_Vector]:
    """For each role one vector of all parts, so that the product of two is the sum of their weighted cosines."""
    joined: list[_Vector] = []
    for part, vectors in parts.items():
        length = max((len(vector) for vector in vectors if vector), default=0)
        factor = scaled.get(part, 0.0)
        joined = joined or [[] for _ in vectors]
        for row, vector in zip(joined, vectors, strict=True):
            row.extend([value * factor for value in vector] if vector else [0.0] * length)
    return joined


def _multiply_vectors(vectors: Sequence[_Vector]) -> Iterator[_Vector]:
    """For each role its products with those before it."""
    for place, vector in enumerate(vectors):
        yield [sum(map(mul, vector, other)) for other in vectors[:place]]


def _multiply_terms(parts: Mapping[Part, Sequence[_Terms]], scaled: Mapping[Part, float]) -> Iterator[_Vector]:
    """For each role the sums of its weighted cosines with those before it, by the roles that have each term."""
    known = [(scaled[part], rows, _Holders()) for part, rows in parts.items() if part in scaled]
    for place in range(len(next(iter(parts.values())))):
        total = [0.0] * place
        for factor, rows, holders in known:
            for number, weight in zip(*rows[place], strict=True):
                value = weight * factor
                if number not in holders:
                    holders[number] = ([place], [value])
                    continue
                roles, values = holders[number]
                for role, other in zip(roles, values):  # noqa: B905  of one length; strict costs time here
                    total[role] += value * other
                roles.append(place)
                values.append(value)
        yield total


_Holders = dict[int, tuple[list[int], list[float]]]
"""The roles that have a term, and their weights for it."""


def _expect_knowledge(rows: "Sequence[array[float]]", knowledge: _Dense, weight: float) -> None:
    """Adds to the pairs of roles without ratings what knowledge adds to pairs that are alike in all else.

    By least squares over rated pairs, so that being unrated neither favours a pair nor puts it back.
    """
    pairs = []
    for one in range(0, len(rows), _SAMPLE):
        for two in range(one):
            if (first := knowledge[one]) and (second := knowledge[two]):
                by_knowledge = weight * sum(map(mul, first, second))
                pairs.append((rows[one][two] - by_knowledge, by_knowledge))
    if not pairs:
        return
    mean_rest, mean = (math.fsum(column) / len(pairs) for column in zip(*pairs, strict=True))
    spread = math.fsum((rest - mean_rest) ** 2 for rest, _ in pairs)
    slope = math.fsum((rest - mean_rest) * (value - mean) for rest, value in pairs) / spread if spread > 0 else 0.0
    for one, row in enumerate(rows):
        for two in range(one):
            if not (knowledge[one] and knowledge[two]):
                row[two] += min(weight, mean + slope * (row[two] - mean_rest))


def _mirror(rows: "Sequence[array[float]]") -> "list[array[float]]":
    """The whole square of scores; a role's score with itself is that with its nearest."""
    square = [row + array("f", bytes(4 * (len(rows) - len(row)))) for row in rows]
    for one, row in enumerate(rows):
        for two, score in enumerate(row):
            square[two][one] = score
    for one, whole in enumerate(square):
        whole[one] = max((score for two, score in enumerate(whole) if two != one), default=0.0)
    return square


def _smooth(square: "Sequence[array[float]]") -> Iterator[Sequence[float]]:
    """To each score is added what the closest of either role have with the other: so one odd rating counts less."""
    size = len(square)
    flat = array("f")
    for one, row in enumerate(square):
        closest = [two for two in nlargest(_CLOSEST + 1, range(size), key=row.__getitem__) if two != one][:_CLOSEST]
        flat.extend(map(sum, zip(*(square[two] for two in closest), strict=True)) if closest else row)
    share = _SMOOTHING / _CLOSEST
    largest = 1 + 2 * _SMOOTHING
    for one, row in enumerate(square):
        ours, theirs = flat[one * size : (one + 1) * size], flat[one::size]
        yield [(score + share * (our + their)) / largest for score, our, their in zip(row, ours, theirs, strict=True)]


def _find_nearest(rows: Iterable[Sequence[float]]) -> tuple[tuple[Neighbour, ...], ...]:
    """The nearest of each role but itself, with a score above 0."""
    found = []
    for one, row in enumerate(rows):
        best = nlargest(NEAREST + 1, range(len(row)), key=row.__getitem__)
        found.append(
            tuple(Neighbour(two, round(row[two], _DECIMALS)) for two in best if two != one and row[two] > 0)[:NEAREST]
        )
    return tuple(found)
