"""Why two roles are alike: what both do, know and are called. Pure.

Needs the two roles, neighbours or not, and a few figures of their release: `Neighbours.statistics`.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from careercli.datasets.neighbours import Statistics, find_wider_activities, is_essential
from careercli.datasets.release import RoleRecord
from careercli.datasets.title_words import count_title_words, find_words, strip_bracket
from careercli.model import Item

IMPORTANT = 50.0
"""The importance, in percent of the scale, from which a knowledge area counts."""

MAX_WORDS = 8
"""How many words of titles are given."""


class Rated(NamedTuple):
    """A knowledge area of one role, with its importance in percent of the scale."""

    label: str
    importance: float


class Profile(NamedTuple):
    """What a role is compared by: its titles, its own first; by id of the item its detailed work activities, knowledge
    areas and, in ESCO, essential skills."""

    titles: tuple[str, ...]
    activities: Mapping[str, str]
    knowledge: Mapping[str, Rated]
    skills: Mapping[str, str]


class Shared(NamedTuple):
    """An item that both roles have."""

    id: str
    label: str


class Near(NamedTuple):
    """Detailed activities of both roles that belong to one intermediate activity, whose id this is."""

    id: str
    one: tuple[str, ...]
    two: tuple[str, ...]


class SharedKnowledge(NamedTuple):
    """A knowledge area that is important in both roles and above the mean of all, with both importances in percent."""

    id: str
    label: str
    one: float
    two: float


class Reasons(NamedTuple):
    """Why two roles are alike. Each tuple is complete and begins with what counts most, except that `words` has at most
    MAX_WORDS; `near` is only there if `activities` is empty; `skills` only in ESCO."""

    activities: tuple[Shared, ...]
    near: tuple[Near, ...]
    knowledge: tuple[SharedKnowledge, ...]
    words: tuple[str, ...]
    skills: tuple[Shared, ...]


def get_profile(
    record: RoleRecord, items: Sequence[Item] | Mapping[int, Item], scales: Mapping[str, tuple[float, float]]
) -> Profile:
    """What a role is compared by. `items` has at least those that the record names; `scales` are the release's."""
    low, high = scales.get("importance", (1.0, 5.0))
    skills = [(items[cell.item], cell) for cell in record.sections.get("skills", ())]
    return Profile(
        titles=(record.title, *record.aliases),
        activities={
            item.id: item.label
            for cell in record.sections.get("duties", ())
            if cell.statements and find_wider_activities((item := items[cell.item]).id)
        },
        knowledge={
            item.id: Rated(item.label, (score.value - low) / (high - low) * 100)
            for item, cell in skills
            if item.area == "knowledge"
            for score in cell.scores
            if score.scale == "importance" and score.value is not None
        },
        skills={item.id: item.label for item, cell in skills if is_essential(cell)},
    )


def find_reasons(one: Profile, two: Profile, statistics: Statistics) -> Reasons:
    """Why two roles of a release are alike; the other way round, the same with `one` and `two` changed over."""
    activities = _find_shared(one.activities, two.activities, statistics)
    return Reasons(
        activities=activities,
        near=() if activities else _find_near(one.activities, two.activities, statistics),
        knowledge=_find_knowledge(one.knowledge, two.knowledge, statistics),
        words=_find_words(one.titles, two.titles, statistics),
        skills=_find_shared(one.skills, two.skills, statistics),
    )


def _get_count(item: str, statistics: Statistics) -> int:
    """How many roles have an item; one that is not counted is had by most."""
    return statistics.items.get(item, statistics.roles)


def _find_shared(one: Mapping[str, str], two: Mapping[str, str], statistics: Statistics) -> tuple[Shared, ...]:
    """The items of both, those that the fewest roles have first."""
    shared = sorted(one.keys() & two.keys(), key=lambda item: (_get_count(item, statistics), item))
    return tuple(Shared(item, one[item]) for item in shared)


def _find_near(one: Mapping[str, str], two: Mapping[str, str], statistics: Statistics) -> tuple[Near, ...]:
    """The intermediate activities of both, those that the fewest roles have first."""
    ours, theirs = _group(one), _group(two)
    shared = sorted(ours.keys() & theirs.keys(), key=lambda item: (_get_count(item, statistics), item))
    return tuple(Near(item, tuple(ours[item]), tuple(theirs[item])) for item in shared)


def _group(activities: Mapping[str, str]) -> dict[str, list[str]]:
    """The labels of detailed activities by their intermediate activity."""
    groups: dict[str, list[str]] = {}
    for item, label in activities.items():
        groups.setdefault(find_wider_activities(item)[0], []).append(label)
    return groups


def _find_knowledge(
    one: Mapping[str, Rated], two: Mapping[str, Rated], statistics: Statistics
) -> tuple[SharedKnowledge, ...]:
    """What is important in both and above the mean; first what is furthest above it in both, in standard deviations."""
    found = []
    for item in one.keys() & two.keys() & statistics.knowledge.keys():
        mean, deviation = statistics.knowledge[item]
        ours, theirs = one[item].importance, two[item].importance
        if min(ours, theirs) >= IMPORTANT and min(ours, theirs) > mean:
            distance = (ours - mean) * (theirs - mean) / deviation**2 if deviation > 0 else 0.0
            found.append((-distance, SharedKnowledge(item, one[item].label, ours, theirs)))
    return tuple(shared for _, shared in sorted(found))


@lru_cache(maxsize=128)
def _count_words(titles: tuple[str, ...]) -> Counter[str]:
    """The words of a role's titles, kept since a role is compared with many."""
    return count_title_words(titles[0], titles[1:])


def _find_words(one: Sequence[str], two: Sequence[str], statistics: Statistics) -> tuple[str, ...]:
    """The words of titles that add most to the cosine of both, each as it is spelt most often in them."""
    ours, theirs = (_count_words(tuple(titles)) for titles in (one, two))
    weights = {
        stem: math.sqrt(ours[stem] * theirs[stem]) * math.log(statistics.roles / statistics.words[stem]) ** 2
        for stem in ours.keys() & theirs.keys() & statistics.words.keys()
    }
    best = sorted(weights, key=lambda stem: (-weights[stem], stem))[:MAX_WORDS]
    spellings = Counter(pair for title in (*one, *two) for pair in find_words(strip_bracket(title)) if pair[1] in best)
    spelt = {stem: word for (word, stem), _ in sorted(spellings.items(), key=lambda pair: (pair[1], pair[0]))}
    return tuple(spelt[stem] for stem in best if stem in spelt)
