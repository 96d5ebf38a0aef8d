"""Neighbours of made-up occupations."""

import random
import struct
from collections.abc import Sequence
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careercli.datasets.neighbours import (
    NEAREST,
    WITH_TASKS,
    WITH_TASKS_UNRATED,
    WITHOUT_TASKS,
    WITHOUT_TASKS_UNRATED,
    EscoCollector,
    Neighbour,
    Neighbours,
    OnetCollector,
    find_wider_activities,
    get_tier,
    get_weights,
    pack,
    unpack,
)
from careercli.datasets.release import CellRecord, RoleRecord, ScoreRecord, StatementRecord
from careercli.datasets.title_words import WordTable, WordVector
from careercli.model import Item

ACTIVITIES = [
    Item(f"onet-4-a-{general}-i0{wider}-d0{detailed}", f"Do {general}{wider}{detailed}", "duty")
    for general in "abc"
    for wider in (1, 2)
    for detailed in (1, 2)
]
KNOWLEDGE = [Item(f"onet-2-c-{number}", f"Lore {number}", "skill", "knowledge") for number in range(4)]
INTERESTS = [Item(f"onet-1-b-1-{letter}", f"Interest {letter}", "interest", "interests") for letter in "abc"]
ITEMS = (*ACTIVITIES, *KNOWLEDGE, *INTERESTS)
PLACES = {item.id: place for place, item in enumerate(ITEMS)}
SCALES = {"importance": (1.0, 5.0)}
WORDS: WordTable = {
    "bak": WordVector((9, 1, 0), 82**0.5),
    "oven": WordVector((8, 2, 1), 69**0.5),
    "clerk": WordVector((-1, 7, 3), 59**0.5),
    "pilot": WordVector((0, -3, 9), 90**0.5),
}
NOUNS = ("baker", "oven", "clerk", "pilot", "moon", "chief", "desk")


class Made(NamedTuple):
    """A made-up occupation: an empty tuple of ratings: it has none."""

    id: str
    title: str
    activities: Sequence[int] = ()
    knowledge: Sequence[float] = ()
    interests: Sequence[float] = ()
    aliases: Sequence[str] = ()
    task: str | None = None

    def to_record(self) -> RoleRecord:
        """The occupation as a release has it."""
        duties = tuple(
            CellRecord(place, (StatementRecord(self.task or ACTIVITIES[place].label),)) for place in self.activities
        )
        return RoleRecord(
            id=self.id,
            title=self.title,
            summary=self.task,
            aliases=tuple(self.aliases),
            codes=(),
            sections={
                "duties": duties,
                "skills": _rate(KNOWLEDGE, self.knowledge, "importance"),
                "interests": _rate(INTERESTS, self.interests, "interest"),
            },
        )


def _rate(items: Sequence[Item], values: Sequence[float], scale: str) -> tuple[CellRecord, ...]:
    return tuple(
        CellRecord(PLACES[item.id], (), (ScoreRecord(scale, value),))
        for item, value in zip(items, values, strict=False)
    )


def find(roles: Sequence[Made], words: WordTable | None = WORDS) -> Neighbours:
    """The neighbours of made-up occupations."""
    collector = OnetCollector(ITEMS, SCALES, words)
    for role in roles:
        collector.add(role.to_record(), (role.task,) if role.task else ())
    return collector.find()


def get_order(found: Neighbours, role: str) -> list[str]:
    """The ids of the neighbours of a role, the nearest first."""
    return [found.roles[one.role] for one in found.nearest[found.roles.index(role)]]


def get_scores(found: Neighbours) -> dict[tuple[str, str], float]:
    """The score of each pair that is kept, by both ids."""
    return {
        (one, found.roles[two.role]): two.score
        for one, nearest in zip(found.roles, found.nearest, strict=True)
        for two in nearest
    }


BAKERS = (
    Made("baker", "Bakers", (0, 1, 2), (5, 1, 2, 1), (6, 1, 1), ("oven baker",)),
    Made("clerk", "Clerks", (8, 9), (1, 4, 1, 3), (1, 6, 1), ("desk clerk",)),
    Made("cook", "Oven Cooks", (0, 1, 3), (4.5, 1, 2, 1), (5, 2, 1), ("moon baker",)),
    Made("pilot", "Pilots", (5, 6, 7), (1, 2, 5, 1), (2, 1, 5), ("chief pilot",)),
    Made("teller", "Tellers", (8, 10), (1, 4, 1, 2), (1, 5, 2), ("desk clerk", "moon teller")),
)

made = st.builds(
    Made,
    id=st.integers(0, 999).map("role-{:03}".format),
    title=st.lists(st.sampled_from(NOUNS), min_size=1, max_size=2).map(" ".join),
    activities=st.lists(st.integers(0, len(ACTIVITIES) - 1), max_size=5, unique=True),
    knowledge=st.one_of(st.just(()), st.tuples(*[st.floats(1, 5)] * len(KNOWLEDGE))),
    interests=st.one_of(st.just(()), st.tuples(*[st.floats(1, 7)] * len(INTERESTS))),
    aliases=st.lists(st.lists(st.sampled_from(NOUNS), min_size=1, max_size=3).map(" ".join), max_size=3),
    task=st.one_of(st.none(), st.lists(st.sampled_from(NOUNS), min_size=1, max_size=5).map(" ".join)),
)
releases = st.lists(made, max_size=9, unique_by=lambda role: role.id)


def test_the_nearest_is_who_does_knows_and_is_called_alike() -> None:
    """Occupations that share activities, knowledge, interests and titles come first."""
    found = find(BAKERS)
    assert {role: get_order(found, role)[0] for role in ("baker", "cook", "clerk", "teller")} == {
        "baker": "cook",
        "cook": "baker",
        "clerk": "teller",
        "teller": "clerk",
    }
    assert found.parts == ("titles", "words", "activities", "interests", "knowledge")


@given(releases)
def test_scores_are_symmetric(roles: list[Made]) -> None:
    """A pair has the same score from both sides, above 0 and at most 1."""
    scores = get_scores(find(roles))
    assert all(scores[two, one] == score for (one, two), score in scores.items())
    assert all(0 < score <= 1 for score in scores.values())


@given(releases)
def test_no_role_is_its_own_neighbour(roles: list[Made]) -> None:
    """The neighbours of a role are other roles, each once, the highest score first."""
    found = find(roles)
    for place, nearest in enumerate(found.nearest):
        others = [one.role for one in nearest]
        assert place not in others
        assert len(others) == len(set(others))
        assert [one.score for one in nearest] == sorted((one.score for one in nearest), reverse=True)


@given(releases, st.randoms(use_true_random=False))
def test_the_order_of_reading_does_not_count(roles: list[Made], lots: random.Random) -> None:
    """The same roles in another order have the same neighbours."""
    shuffled = roles[:]
    lots.shuffle(shuffled)
    assert find(shuffled) == find(roles)


def test_ties_are_in_the_order_of_ids() -> None:
    """Of equal scores the lower id comes first, wherever it was read."""
    twins = [Made(f"twin-{letter}", "Bakers", (0, 1), (5, 1, 1, 1)) for letter in "dbca"]
    found = find([*twins, *BAKERS])
    assert get_order(found, "twin-b")[:3] == ["twin-a", "twin-c", "twin-d"]


def test_at_most_so_many_are_kept() -> None:
    """Each role has NEAREST neighbours, if there are as many."""
    found = find([Made(f"role-{number:03}", "Bakers", (number % 5,), (1, 2, 3, 4)) for number in range(NEAREST + 9)])
    assert {len(nearest) for nearest in found.nearest} == {NEAREST}


def test_a_role_without_duties_and_ratings_has_no_neighbours() -> None:
    """Where others are described, a role of which only titles are known is left out."""
    assert "other" not in find([*BAKERS, Made("other", "Bakers, All Other")]).roles


def test_titles_alone_are_compared_where_there_is_nothing_else() -> None:
    """A release without duties and ratings goes by titles."""
    found = find([Made("one", "Moon Bakers"), Made("two", "Moon Clerks"), Made("three", "Desk Pilots")], None)
    assert found.parts == ("titles",)
    assert get_order(found, "one")[0] == "two"


def test_an_empty_release_has_no_neighbours() -> None:
    """No roles, no neighbours, no failure."""
    assert find([]).nearest == ()
    assert EscoCollector(()).find().nearest == ()


def test_one_role_has_no_neighbours() -> None:
    """A role alone has none."""
    assert find(BAKERS[:1]).nearest == ((),)


def test_without_ratings_of_knowledge_the_rest_decides() -> None:
    """A release without them has other weights, and says what it went by."""
    found = find([role._replace(knowledge=()) for role in BAKERS])
    assert "knowledge" not in found.parts
    assert found.unrated == ()
    assert get_order(found, "baker")[0] == "cook"


def test_the_words_of_tasks_are_a_part_where_there_are_any() -> None:
    """Tasks in words are told from names of activities, which the activities are compared by already."""
    tasks = ("Knead dough.", "File forms.", "Knead dough.", "Fly.", "File forms.")
    told = [role._replace(task=task) for role, task in zip(BAKERS, tasks, strict=True)]
    assert find(told).parts == ("tasks", *find(BAKERS).parts)
    assert "tasks" not in find(BAKERS).parts


def test_an_unrated_role_is_neither_favoured_nor_put_back() -> None:
    """The pair of an unrated role has what knowledge adds to pairs that are alike in all else."""
    lots = random.Random(1)
    roles = [
        Made(f"role-{number:02}", lots.choice(NOUNS), lots.sample(range(12), 3), [lots.uniform(1, 5) for _ in range(4)])
        for number in range(40)
    ]
    whole = find(roles)
    found = find([*roles[:-1], roles[-1]._replace(knowledge=())])
    assert found.unrated == ("role-39",)
    before, after = get_scores(whole), get_scores(found)
    mine = [pair for pair in before if pair[0] == "role-39" and pair in after]
    mean = sum(before[pair] for pair in mine) / len(mine)
    assert sum(after[pair] for pair in mine) / len(mine) == pytest.approx(mean, abs=0.05)
    assert get_order(found, "role-39") != get_order(whole, "role-39")


def test_statistics_count_roles() -> None:
    """How many roles have a word in their titles, an activity and its wider ones; what has only one is left out."""
    statistics = find(
        [*BAKERS, *(Made(f"extra-{number}", "Guards", (11,), (1, 1, 1, 1)) for number in range(5))]
    ).statistics
    assert statistics.roles == 10
    assert statistics.words["bak"] == 2
    assert "tell" not in statistics.words
    assert statistics.items["onet-4-a-a-i01-d01"] == 2
    assert statistics.items["onet-4-a-a"] == 2
    assert statistics.knowledge["onet-2-c-0"].mean == pytest.approx((100 + 0 + 87.5) / 10)


def test_wider_activities_are_in_the_id() -> None:
    """The id of a detailed activity begins with those of its intermediate and general ones; other ids have none."""
    assert find_wider_activities("onet-4-a-3-a-2-i01-d02") == ("onet-4-a-3-a-2-i01", "onet-4-a-3-a-2")
    assert find_wider_activities("onet-4-a-3-a-2") == ()
    assert find_wider_activities("onet-task-12") == ()


def test_weights_fit_what_the_release_has() -> None:
    """Each of the four kinds of release has its weights; without knowledge, none for it."""
    assert get_weights(has_tasks=True, has_knowledge=True) is WITH_TASKS
    assert get_weights(has_tasks=False, has_knowledge=True) is WITHOUT_TASKS
    assert get_weights(has_tasks=True, has_knowledge=False) is WITH_TASKS_UNRATED
    assert get_weights(has_tasks=False, has_knowledge=False) is WITHOUT_TASKS_UNRATED
    assert "knowledge" not in {*WITH_TASKS_UNRATED, *WITHOUT_TASKS_UNRATED}


@pytest.mark.parametrize(("rank", "tier"), [(1, 1), (5, 1), (6, 2), (10, 2), (11, 3), (20, 3), (21, None)])
def test_tiers(rank: int, tier: int | None) -> None:
    """Tier 1 is ranks 1 to 5, tier 2 to 10, tier 3 to 20."""
    assert get_tier(rank) == tier


@given(releases)
def test_what_is_packed_is_unpacked(roles: list[Made]) -> None:
    """Neighbours are stored in eight bytes each, without loss."""
    for nearest in find(roles).nearest:
        assert len(pack(nearest)) == 8 * len(nearest)
        assert unpack(pack(nearest)) == nearest


def test_broken_bytes_are_refused() -> None:
    """What is not whole raises."""
    with pytest.raises(struct.error):
        unpack(pack([Neighbour(1, 0.5)])[:-1])


SKILLS = [Item(f"esco-{number}", f"skill {number}", "skill") for number in range(6)]


def find_by_skills(roles: dict[str, tuple[Sequence[int], Sequence[int]]]) -> Neighbours:
    """The neighbours of made-up occupations of ESCO: by id their essential and their optional skills."""
    collector = EscoCollector(SKILLS)
    for role, (essential, optional) in roles.items():
        cells = [CellRecord(skill, (StatementRecord("essential"),)) for skill in essential]
        cells += [CellRecord(skill, (StatementRecord("optional", "possible"),)) for skill in optional]
        collector.add(RoleRecord(role, role, None, (), (), {"skills": tuple(cells)}))
    return collector.find()


def test_esco_goes_by_the_share_of_skills() -> None:
    """What both have as essential counts whole, what one has as optional a quarter; a skill of all counts nothing."""
    found = find_by_skills({"a": ((0, 1), ()), "b": ((0, 1), ()), "c": ((0,), (1,)), "d": ((0, 2), ())})
    scores = get_scores(found)
    assert scores["a", "b"] == 1
    assert scores["a", "c"] == pytest.approx(0.25, abs=0.01)
    assert get_order(found, "d") == []
    assert found.parts == ("skills",)
    assert found.statistics.items == {"esco-0": 4, "esco-1": 3}


def test_rare_skills_count_more_in_esco() -> None:
    """To share a skill that two have brings roles closer than to share one that three have."""
    found = find_by_skills(
        {"a": ((0, 1), ()), "b": ((0, 2), ()), "c": ((1, 3), ()), "d": ((1, 4), ()), "e": ((5,), ())}
    )
    assert get_order(found, "a") == ["b", "c", "d"]


skilled = st.sets(st.integers(0, 5)).flatmap(
    lambda essential: st.tuples(
        st.just(sorted(essential)), st.sets(st.integers(0, 5)).map(lambda optional: sorted(optional - essential))
    )
)


@given(st.dictionaries(st.integers(0, 99).map("role-{:02}".format), skilled, max_size=8))
def test_esco_is_symmetric(roles: dict[str, tuple[Sequence[int], Sequence[int]]]) -> None:
    """A pair has the same score from both sides, above 0 and at most 1; no role is its own neighbour."""
    scores = get_scores(find_by_skills(roles))
    assert all(scores[two, one] == score and one != two for (one, two), score in scores.items())
    assert all(0 < score <= 1 for score in scores.values())
