"""The search: what fits, in which order, and why."""

import string

import pytest

from careercli.datasets.release import Release, ReleasedRole, RoleRecord
from careercli.errors import UsageError
from careercli.model import SearchEntry, Source
from careercli.store.database import Store
from careercli.store.folding import fold
from careercli.store.search import MAX_QUERY, MAX_WORDS, check_length, choose_name
from stores import find

TEXTS: dict[str, tuple[str, str, str, str, str]] = {
    "in-title": ("Comet", "x", "x", "x", "x"),
    "in-alias": ("x", "comet", "x", "x", "x"),
    "in-summary": ("x", "x", "comet", "x", "x"),
    "in-duty": ("x", "x", "x", "comet", "x"),
    "in-skill": ("x", "x", "x", "x", "comet"),
}


def make(texts: dict[str, tuple[str, str, str, str, str]], name: str = "onet") -> Release:
    """A release of roles with these titles, aliases, summaries, duties and skills, by id."""
    roles = [
        ReleasedRole(RoleRecord(role_id, title, summary, (alias,), (), {}), (), (), (duty,), (skill,))
        for role_id, (title, alias, summary, duty, skill) in texts.items()
    ]
    return Release("onet", name, "1", f"{name}-1", Source("S"), {}, roles=roles)


def test_search_ranks_and_says_why(store: Store) -> None:
    """Roles of that title come first, then those of that other name, then the rest; with the text that matches. Words
    are found in all their forms and by their beginning."""
    _, (first, *_) = find(store, "moon bakers")
    assert (first.id, first.field, first.text) == ("onet-51-9901-00", "title", "Moon Bakers")
    _, (first, *_) = find(store, "crumb judge")
    assert (first.id, first.field, first.text) == ("onet-51-9901-01", "alias", "Crumb Judge")
    assert find(store, "kneading")[1][0].field == "duty"
    assert {found.id for found in find(store, "lunar geol")[1]} == {"esco-0110-1", "esco-0110-2"}


@pytest.mark.parametrize("order", [1, -1])
def test_a_word_counts_most_in_the_title(store: Store, order: int) -> None:
    """A word counts ten times in a title, six times in another name, twice in a summary, once in a duty or a skill."""
    store.put(make(dict([*TEXTS.items()][::order])))
    _, found = find(store, "come", dataset="onet")
    assert [each.id for each in found[:3]] == ["in-title", "in-alias", "in-summary"]
    assert [each.field for each in found] == ["title", "alias", "summary", *[each.field for each in found[3:]]]
    assert {(each.id, each.field) for each in found[3:]} == {("in-duty", "duty"), ("in-skill", "skill")}


def test_the_weights(store: Store) -> None:
    """A title outweighs eight duties, another name five, a summary less than three."""
    for first, weight in (("in-title", 8), ("in-alias", 4), ("in-summary", 1)):
        texts = {first: TEXTS[first], "many": ("x", "x", "x", "comet " * weight, "x")}
        store.put(make(texts))
        assert find(store, "come", dataset="onet")[1][0].id == first, first
    store.put(make({"in-summary": TEXTS["in-summary"], "many": ("x", "x", "x", "comet " * 9, "x")}))
    assert find(store, "come", dataset="onet")[1][0].id == "many"


def test_a_role_of_that_name_comes_first_whatever_its_score(store: Store) -> None:
    """A role whose name is the whole text comes first, also where others score better and few are asked for."""
    many = {f"r-{n}": ("Comet Comet Comet", "comet comet", "comet", "comet", "comet") for n in range(30)}
    store.put(make({**many, "last": ("x " * 99, "Comet", "x " * 99, "x", "x")}))
    assert find(store, "comet", limit=1)[1][0].id == "last"
    assert find(store, "comet", limit=1)[0] == 31
    store.put(make({"b": ("Comet", "x", "x", "x", "x"), "a": ("Zed", "Comet", "comet comet", "comet", "comet")}))
    assert [each.id for each in find(store, "COMET")[1]] == ["b", "a"]


def test_the_strongest_name_counts(store: Store) -> None:
    """A role with the text as title and as another name counts as one of that title, in the store and outside it."""
    store.put(make({"b": ("x", "Comet", "comet", "comet", "comet"), "a": ("Comet", "Comet", "x " * 99, "x", "x")}))
    assert [each.id for each in find(store, "comet", dataset="onet")[1]] == ["a", "b"]
    others = [
        SearchEntry("d", "x", "user", (("x",), ("Comet",), ("comet",), ("comet",), ("comet",))),
        SearchEntry("c", "Comet", "user", (("Comet",), ("Comet",), ("x " * 99,), (), ())),
    ]
    with Store(None) as empty:
        assert [each.id for each in find(empty, "comet", others)[1]] == ["c", "d"]


def read_fit(store: Store, text: str) -> tuple[str, str]:
    """The text that fits best, and where it is."""
    found = find(store, text, dataset="onet")[1][0]
    return found.field, found.text


def test_the_text_with_most_of_the_words_is_shown(store: Store) -> None:
    """Of the texts of a role the one with the most words is shown, the first of equals, without marks."""
    store.put(make({"a": ("Comet", "Tail End", "comet tail", "comet tail watch", "comet tail watch")}))
    assert read_fit(store, "comet tail watch") == ("duty", "comet tail watch")
    assert read_fit(store, "comet") == ("title", "Comet")
    assert read_fit(store, "comet tail") == ("summary", "comet tail")
    store.put(make({"a": ("Comet", "x", "x", "comet comet", "x")}))
    assert read_fit(store, "comet") == ("title", "Comet")  # a word counts once


@pytest.mark.parametrize(
    ("title", "aliases", "chosen"),
    [
        ("Comet Pilot", ["Comet Pilots", "Captain"], ("title", "Comet Pilot")),
        ("Tail Gunner", ["Captain", "Comet Pilots"], ("alias", "Comet Pilots")),
        ("Tail Gunner", ["Captain", "Pilots (Comet Pilot)"], ("alias", "Pilots (Comet Pilot)")),
        ("Comet Pilot, Tail", ["Captain"], ("title", "Comet Pilot, Tail")),
    ],
)
def test_the_name_that_was_meant_is_shown(title: str, aliases: list[str], chosen: tuple[str, str]) -> None:
    """Of names that mean what was typed the title is shown before another one; it is shown too if only a part does."""
    assert choose_name(title, aliases, fold("comet pilot")) == chosen


def test_the_limit_and_the_dataset(store: Store) -> None:
    """All that fit are counted, the first few returned; with a dataset only its roles are."""
    total, found = find(store, "crater", limit=1)
    assert total > len(found) == 1
    assert {each.dataset for each in find(store, "crater", dataset="esco")[1]} == {"esco"}
    assert find(store, "crater", dataset="esco")[0] == 1
    assert find(store, "crater", dataset="nobody") == (0, [])


def test_roles_outside_the_store(store: Store) -> None:
    """Roles outside the store are searched alike, again and again; where no role has all words, any word will do."""
    others = [SearchEntry("lead", "Clinic Lead", "user", (("Clinic Lead",), ("boss",), (), ("Sweep craters",), ()))]
    for _ in range(2):
        assert [found.id for found in find(store, "boss", others)[1]] == ["lead"]
    assert [found.id for found in find(store, "sweeping crater", others)[1]] == ["onet-51-9901-00", "lead"]
    assert find(store, "boss unheard-of", others)[1][0].id == "lead"
    assert find(store, "!?", others) == (0, [])
    with Store(None) as empty:
        assert find(empty, "boss", others)[0] == 1


def test_order_of_roles_inside_and_outside(store: Store) -> None:
    """An outside role comes before those of the store if a name of it matches, else after them; a whole name first."""
    store.put(make(TEXTS))
    others = [
        SearchEntry("of-name", "X", "user", (("X",), ("Some Comet",), (), (), ())),
        SearchEntry("of-duty", "X", "user", (("X",), (), (), ("comet comet comet",), ())),
    ]
    found = [each.id for each in find(store, "comet", others)[1]]
    assert found[:3] == ["in-title", "in-alias", "of-name"]
    assert found[-1] == "of-duty"


def test_words_that_all_fit_exclude_those_that_some_fit(store: Store) -> None:
    """As soon as any role has all words, here or there, only roles with all words are found."""
    others = [SearchEntry("both", "Comet Tail", "user", (("Comet Tail",), (), (), (), ()))]
    store.put(make(TEXTS))
    assert find(store, "comet tail", others)[0] == 1
    assert find(store, "comet tail")[0] == 5


@pytest.mark.parametrize(
    "text", ['"', "a OR", "NEAR(", "title:x", "*", "-", "moon*", "'; DROP TABLE roles", "\N{SNOWMAN}", "\udcff", "\0a"]
)
def test_a_query_is_words_and_nothing_else(store: Store, text: str) -> None:
    """No text is taken for the syntax of queries."""
    find(store, text)
    assert store.count_roles() == {"esco": 2, "onet": 3}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a" * (MAX_QUERY + 1), "1,001 characters; use at most 1,000"),
        (" ".join(map(str, range(MAX_WORDS + 1))), "33 different words; use at most 32"),
    ],
)
def test_a_search_that_is_too_long_is_refused(text: str, message: str) -> None:
    """The words and the characters of a search have a limit, and one less is no problem."""
    with pytest.raises(UsageError, match=message):
        check_length(text)
    check_length(text[:-1] if " " not in text else text.rpartition(" ")[0])
    check_length("same " * 99)


def test_words_beyond_the_limit_are_left_out(store: Store) -> None:
    """A name of any length can be looked for: what is too much is not used."""
    assert find(store, f"crater {'zz ' * 30_000}")[0] == 2
    assert find(store, f"{'zz ' * 400}crater")[0] == 0
    assert find(store, " ".join([*string.ascii_lowercase, *"0123456789", "crater"])) == find(
        store, " ".join([*string.ascii_lowercase, *"012345"])
    )


def test_many_matches_take_one_pass(store: Store, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The texts of a thousand roles that fit are found in one pass over the index, not in one for each."""
    store.put(make({f"r-{n}": (f"Comet {n}", "x", "x", "x", f"c{n}") for n in range(1_000)}))
    plan: list[str] = []
    connection = store._file._db
    assert connection
    connection.set_trace_callback(plan.append)
    assert len(find(store, "c", limit=1_000)[1]) == 1_000
    connection.set_trace_callback(None)
    (last,) = [each for each in plan if "highlight" in each and each.startswith("SELECT")]
    steps = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {last}")]
    assert steps[0].startswith("SCAN texts VIRTUAL TABLE INDEX 0:M")
    assert not any("=" in step.partition("INDEX")[2] for step in steps if "texts" in step)
