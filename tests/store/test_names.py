"""Names: which roles a name finds, and which a beginning."""

import pytest

from careercli.datasets.release import ReleasedRole, RoleRecord
from careercli.errors import StoreError
from careercli.store.database import Store
from careercli.store.folding import fold
from careercli.store.names import ALIAS, CODE, HIDDEN, ID, TITLE, Named, list_names
from careercli.text import name_key

BAKERS = "onet-51-9901-00"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        (BAKERS, [(ID, BAKERS)]),
        ("51-9901", [(CODE, BAKERS)]),
        ("moon-bakers", [(TITLE, BAKERS)]),
        ("nobody", []),
        ("\udcff", []),
    ],
)
def test_a_role_is_found_by_each_of_its_names(store: Store, name: str, found: list[tuple[int, str]]) -> None:
    """A role is found by id, code and title; a text that is not Unicode finds nothing."""
    assert [(each.kind, each.id) for each in store.find_named(name)] == found


@pytest.mark.parametrize(
    ("name", "found"),
    [("lunar loaf maker", {BAKERS, "onet-51-9901-01"}), ("krater gide", {"esco-0110-1"}), ("nobody", set())],
)
def test_a_role_is_found_by_its_other_names(store: Store, name: str, found: set[str]) -> None:
    """Other names and hidden ones are found by their folded form, and kept in no other."""
    assert {(each.kind, each.id) for each in store.find_candidates(fold(name))} == {(ALIAS, role) for role in found}
    assert store.find_named(name_key(name)) == []


def test_the_strongest_kind_of_name_comes_first(store: Store) -> None:
    """Roles that share a name come by the kind of name, id before code before title before alias, then by id."""
    names = [("b", ALIAS), ("a", ALIAS), ("c", TITLE), ("e", ID), ("d", CODE), ("f", HIDDEN)]
    with store._file.change() as db:
        for number, (role_id, kind) in enumerate(names, 1000):
            db.execute("INSERT INTO roles VALUES (?, 1, ?, 'Some', '9', NULL, 0, '')", (number, role_id))
            db.execute("INSERT INTO names VALUES ('same', ?, ?)", (kind, number))
    assert [each.id for each in store.find_named("same")] == ["e", "d", "c", "a", "b", "f"]
    assert store.find_named("same")[0] == Named(ID, "e", "Some", "onet", "9", None, is_soc=False, weight=0)


def test_all_names_of_a_role_are_listed() -> None:
    """Each name of a role is listed as its key, with its kind, but other names only if they have no folded form."""
    others = ("Other Name", "The", "long " * 40)
    record = RoleRecord("x-1", "The Title", None, others, (), {})
    listed = [*list_names(ReleasedRole(record, ("1.0", "HTTP://U"), ("Hidden One", "\N{DAGGER}"), (), ()))]
    assert listed == [
        ("x-1", ID),
        ("1.0", CODE),
        ("http://u", CODE),
        ("the-title", TITLE),
        ("the", ALIAS),
        (name_key(others[2]), ALIAS),
        ("\N{DAGGER}", HIDDEN),
    ]


def test_beginnings(store: Store) -> None:
    """A beginning of a word finds ids and titles in one word, in order, with the title of the role; no other names."""
    titles = ["Moon Bakers", "Moon Tasters", "Moon Workers, All Other"]
    words = ["moon-bakers", "moon-tasters", "moon-workers-all-other"]
    assert store.find_beginning("moon", None, 9) == list(zip(words, titles, strict=True))
    assert [title for _, title in store.find_beginning("onet-51", None, 9)] == titles
    assert store.find_beginning("workers-a", None, 9) == [(words[2], titles[2])]
    assert [name for name, _ in store.find_beginning("51-9901-0", None, 9)] == ["onet-51-9901-00", "onet-51-9901-01"]
    assert store.find_beginning("crumb", None, 9) == []
    assert [key for key, _ in store.find_beginning("moon", None, 2)] == ["moon-bakers", "moon-tasters"]


def test_beginnings_in_one_dataset(store: Store) -> None:
    """With a dataset, only its roles are found."""
    assert store.find_beginning("moon", "esco", 9) == []
    assert {name for name, _ in store.find_beginning("", "esco", 99)} == {
        *("esco-0110-1", "esco-0110-2", "crater-guide", "rim-guide")
    }
    assert store.find_beginning("crater-guide", "esco", 9) == [("crater-guide", "crater guide")]


def test_words_are_counted_by_role(store: Store) -> None:
    """The words of titles and other names are there with how many roles use each, of all datasets together."""
    words = store.find_words()
    assert (words["moon"], words["crumb"], words["crater"]) == (3, 1, 1)
    assert "51" not in words


@pytest.mark.parametrize("packed", ["one", "one two", "one -1", "one 1 two"])
def test_words_that_are_none_are_damage(store: Store, packed: str) -> None:
    """Words without numbers are damage, not a crash."""
    with store._file.change() as db:
        db.execute("UPDATE words SET words = ?", (packed,))
    with pytest.raises(StoreError, match="damaged"):
        store.find_words()
