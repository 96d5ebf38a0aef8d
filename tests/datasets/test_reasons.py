"""Why two made-up roles are alike."""

from hypothesis import given
from hypothesis import strategies as st

from careercli.datasets.neighbours import Spread, Statistics
from careercli.datasets.reasons import (
    MAX_WORDS,
    Near,
    Profile,
    Rated,
    Shared,
    SharedKnowledge,
    find_reasons,
    get_profile,
)
from careercli.datasets.release import CellRecord, RoleRecord, ScoreRecord, StatementRecord
from careercli.model import Item

KNEAD, FOLD, COUNT = "onet-4-a-1-i01-d01", "onet-4-a-1-i01-d02", "onet-4-a-2-i01-d01"
LABELS = {KNEAD: "Knead dough", FOLD: "Fold dough", COUNT: "Count loaves"}
STATISTICS = Statistics(
    roles=100,
    words={"bak": 5, "moon": 20, "chief": 29},
    items={KNEAD: 9, COUNT: 2, "esco-1": 3},
    knowledge={"food": Spread(40, 10), "law": Spread(70, 10), "art": Spread(20, 20)},
)


def make(titles: tuple[str, ...] = ("Clerks",), activities: tuple[str, ...] = (), **knowledge: float) -> Profile:
    """A made-up role."""
    rated = {item: Rated(item.title(), value) for item, value in knowledge.items()}
    return Profile(titles, {item: LABELS[item] for item in activities}, rated, {})


def test_shared_activities_rarest_first() -> None:
    """All detailed activities of both are given, first those that the fewest roles have."""
    reasons = find_reasons(make(activities=(KNEAD, COUNT)), make(activities=(KNEAD, FOLD, COUNT)), STATISTICS)
    assert reasons.activities == (Shared(COUNT, "Count loaves"), Shared(KNEAD, "Knead dough"))
    assert reasons.near == ()


def test_near_activities_where_none_is_shared() -> None:
    """Without a shared detailed activity, those of one intermediate activity are given, each in its own words."""
    reasons = find_reasons(make(activities=(KNEAD,)), make(activities=(FOLD, COUNT)), STATISTICS)
    assert reasons.activities == ()
    assert reasons.near == (Near("onet-4-a-1-i01", ("Knead dough",), ("Fold dough",)),)


def test_knowledge_is_important_in_both_and_above_the_mean() -> None:
    """Below 50 of 100, or below the mean of all, a knowledge area is no reason; what is rarest so high comes first."""
    one, two = make(food=60, law=65, art=90, sums=90), make(food=80, law=90, art=50, sums=90)
    assert find_reasons(one, two, STATISTICS).knowledge == (
        SharedKnowledge("food", "Food", 60, 80),
        SharedKnowledge("art", "Art", 90, 50),
    )
    assert find_reasons(make(food=49), make(food=90), STATISTICS).knowledge == ()


def test_words_of_titles_as_they_are_spelt() -> None:
    """Words of both, by weight, in their commonest spelling; not those that many roles have, or one alone."""
    one = make(("Moon Bakers", "chief baker (CB)", "night baker"))
    two = make(("Chief Bakers", "baker", "moon baker (CB)"))
    assert find_reasons(one, two, STATISTICS).words == ("baker", "moon", "chief")


def test_few_words_are_given() -> None:
    """At most MAX_WORDS words."""
    words = [f"{first}{second}x" for first in "abc" for second in "klmn"]
    statistics = STATISTICS._replace(words=dict.fromkeys(words, 2))
    role = make((" ".join(words),))
    assert len(find_reasons(role, role, statistics).words) == MAX_WORDS


def test_a_profile_is_what_the_record_has() -> None:
    """Titles, detailed activities, importance of knowledge in percent; essential skills of ESCO."""
    items = (
        Item(KNEAD, "Knead dough", "duty"),
        Item("onet-task-1", "Sing", "duty"),
        Item("onet-2-c-1", "Food", "skill", "knowledge"),
        Item("onet-2-a-1", "Reading", "skill", "skills"),
        Item("esco-1", "make cakes", "skill", "skills and competences"),
        Item("esco-2", "sell cakes", "skill", "skills and competences"),
    )
    skills = (
        CellRecord(2, (), (ScoreRecord("importance", 4.0), ScoreRecord("level", 3.0))),
        CellRecord(3, (), (ScoreRecord("importance", 4.0),)),
        CellRecord(4, (StatementRecord("essential"),)),
        CellRecord(5, (StatementRecord("optional", "possible"),)),
    )
    duties = (CellRecord(0, (StatementRecord("Knead moon dough"),)), CellRecord(1, (StatementRecord("Sing"),)))
    record = RoleRecord("baker", "Bakers", None, ("bread maker",), (), {"duties": duties, "skills": skills})
    assert get_profile(record, items, {"importance": (1.0, 5.0)}) == Profile(
        ("Bakers", "bread maker"), {KNEAD: "Knead dough"}, {"onet-2-c-1": Rated("Food", 75.0)}, {"esco-1": "make cakes"}
    )


def test_shared_skills_of_esco() -> None:
    """Essential skills of both are given."""
    one = Profile(("Baker",), {}, {}, {"esco-1": "make cakes", "esco-2": "sell cakes"})
    two = Profile(("Cook",), {}, {}, {"esco-1": "make cakes"})
    assert find_reasons(one, two, STATISTICS).skills == (Shared("esco-1", "make cakes"),)


profiles = st.builds(
    make,
    st.lists(st.sampled_from(["moon baker", "chief", "bakers", "baking chief"]), min_size=1).map(tuple),
    st.lists(st.sampled_from([KNEAD, FOLD, COUNT]), unique=True).map(tuple),
    food=st.floats(0, 100),
    art=st.floats(0, 100),
)


@given(profiles, profiles)
def test_reasons_are_the_same_from_both_sides(one: Profile, two: Profile) -> None:
    """The other way round the reasons are the same, with the two changed over."""
    there, back = find_reasons(one, two, STATISTICS), find_reasons(two, one, STATISTICS)
    assert (there.activities, there.words, there.skills) == (back.activities, back.words, back.skills)
    assert there.near == tuple(near._replace(one=near.two, two=near.one) for near in back.near)
    assert there.knowledge == tuple(area._replace(one=area.two, two=area.one) for area in back.knowledge)
