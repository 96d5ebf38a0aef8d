"""What names mean: the rule of docs/methods/names.md."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from careercli.catalog.catalog import Catalog
from careercli.catalog.store_layer import StoreLayer
from careercli.datasets.release import Release, ReleasedRole, RoleRecord
from careercli.entries import OccupationEntry, OutlookEntry
from careercli.errors import AmbiguousRoleError, UnknownRoleError
from careercli.model import Code, Source
from careercli.store.database import Store

PEOPLE = {"11-0001": 500_000, "11-0002": 400_000, "11-0003": 1_000}


def make_role(code: str, title: str, aliases: tuple[str, ...], reported: tuple[str, ...] = ()) -> ReleasedRole:
    """An O*NET occupation, or a detail of one."""
    is_soc = code.endswith(".00")
    codes = (
        Code("onet-soc", code, title, "exact"),
        Code("soc-2018", code[:7], None, "exact" if is_soc else "nearest"),
    )
    record = RoleRecord(f"onet-{code.replace('.', '-')}", title, None, aliases, codes, {})
    return ReleasedRole(record, (code,), (), (), (), reported)


def make_other(number: int, title: str, aliases: tuple[str, ...] = ()) -> ReleasedRole:
    """An occupation of a dataset without pay."""
    codes = (Code("esco", f"http://e/{number}", title, "exact"),)
    return ReleasedRole(RoleRecord(f"esco-{number}", title, None, aliases, codes, {}), (f"{number}.1",), (), (), ())


ONET = (
    make_role("11-0001.00", "Moon Bakers", ("Loaf Hand", "Loaf Boss", "Roll Hand")),
    make_role("11-0001.01", "Crater Bakers", ("Loaf Hand", "Loaf Hand Two", "Glazer")),
    make_role("11-0002.00", "Moon Cooks, Except Bakers", ("Loaf Boss", "Roll Hand", "Stew Hand"), ("Roll Hand",)),
    make_role("11-0003.00", "Moon Workers, All Other", ("Loaf Boss", "Odd Hand", "Stew Hand")),
)
ESCO = (
    make_other(1, "glazer"),
    make_other(2, "rim guide", ("loaf hand", "guide", "bakerz")),
    make_other(3, "stew hand"),
)


@pytest.fixture
def names(tmp_path: Path) -> Iterator[Catalog]:
    """A catalog of both, and figures of how many people have the occupations."""
    entries = {
        code: OccupationEntry("soc-2018", f"Title {code}", outlook=(OutlookEntry(employment=people, sources=("o",)),))
        for code, people in PEOPLE.items()
    }
    store = Store(tmp_path / "datasets.sqlite")
    store.put_all(
        [
            Release("onet", "onet", "1", "n", Source("N"), {}, roles=ONET),
            Release("esco", "esco", "1", "e", Source("E"), {}, roles=ESCO),
            Release("projections", "projections", "1", "o", Source("O"), {}, figures=entries),
        ]
    )
    with Catalog([StoreLayer(store)]) as catalog:
        yield catalog


@pytest.mark.parametrize(
    ("name", "role_id"),
    [
        ("onet-11-0001-01", "onet-11-0001-01"),
        ("11-0002.00", "onet-11-0002-00"),
        ("the moon baker", "onet-11-0001-00"),
        ("moon cook", "onet-11-0002-00"),
        ("stew hands", "onet-11-0002-00"),
        ("loaf hand", "onet-11-0001-00"),
        ("glazer", "onet-11-0001-01"),
        ("rim guides", "esco-2"),
        ("3.1", "esco-3"),
    ],
)
def test_what_a_name_means(names: Catalog, name: str, role_id: str) -> None:
    """An id or code, a title in any number, a part of a title, the only one with another name, or the one clearly ahead
    of those with it; in a dataset with pay before one without."""
    assert names.get_id(name) == role_id


def test_what_is_clearly_ahead_is_said(names: Catalog) -> None:
    """Where a name is taken for one of several, a note names the others; an id needs none."""
    names.get_id("loaf hand")
    (note,) = names.notes
    assert note.startswith("'loaf hand': taken for Moon Bakers (11-0001); ")
    assert note.endswith("also called that: Crater Bakers (11-0001.01), rim guide (esco-2).")
    names.get_id("onet-11-0001-00")
    assert len(names.notes) == 1


def test_several_fit(names: Catalog) -> None:
    """Where none of several is clearly ahead all are listed, the likeliest first, with how many people are employed."""
    with pytest.raises(AmbiguousRoleError, match="'roll hand' may mean 2 roles") as caught:
        names.get_id("roll hand")
    assert [(each.id, each.code, each.employment) for each in caught.value.candidates] == [
        ("onet-11-0002-00", "11-0002", 400_000),
        ("onet-11-0001-00", "11-0001", 500_000),
    ]


def test_people_of_a_broader_occupation_are_not_those_of_its_details(names: Catalog) -> None:
    """A detail of an occupation is listed without the people of all of it: nobody published how many it has."""
    with pytest.raises(UnknownRoleError) as caught:
        names.get_id("crater bakerz")
    assert [(each.id, each.employment) for each in caught.value.candidates][:1] == [("onet-11-0001-01", None)]
    with pytest.raises(UnknownRoleError) as caught:
        names.get_id("moon bakerz")
    assert [(each.id, each.employment) for each in caught.value.candidates][:1] == [("onet-11-0001-00", 500_000)]


def test_what_is_left_over_is_never_taken_at_once(names: Catalog) -> None:
    """An "All Other" occupation is not taken for a name that only it has; its title means it. One that may be meant is
    no choice of several."""
    with pytest.raises(AmbiguousRoleError, match="'odd hand' may mean Moon Workers, All Other; if so, name it by its"):
        names.get_id("odd hand")
    assert names.get_id("moon worker, all other") == "onet-11-0003-00"


def test_names_settle_on_the_dataset_they_share(names: Catalog) -> None:
    """All names of a command are read in one dataset that has them; a mix that cannot be helped is said."""
    assert names.get_ids(["glazer", "moon cook"]) == ["onet-11-0001-01", "onet-11-0002-00"]
    assert names.get_ids(["glazer", "rim guide"]) == ["esco-1", "esco-2"]
    assert names.get_ids(["guide", "stew hand"])[0] == "esco-2"
    assert not any("No dataset" in note for note in names.notes)
    names.get_ids(["rim guide", "moon cook"])
    assert names.notes[-1] == (
        "No dataset has all of these roles: rim guide is from esco, Moon Cooks, Except Bakers is from onet."
    )


def test_another_name_in_a_dataset_without_pay_is_asked_for(names: Catalog) -> None:
    """A name that only a dataset without pay has, and not as a title, is offered beside the nearest with pay;
    if nothing is near, it is taken."""
    with pytest.raises(AmbiguousRoleError) as caught:
        names.get_id("bakerz")
    assert {each.id for each in caught.value.candidates} >= {"esco-2", "onet-11-0001-00"}
    assert names.get_id("guide") == "esco-2"


def test_none_fits(names: Catalog) -> None:
    """The nearest by spelling and by words are named, each with what it is called."""
    with pytest.raises(UnknownRoleError, match=r"nothing is called 'lof bos'; did you mean Loaf Boss \(11-000\d\)"):
        names.get_id("lof bos")
    with pytest.raises(UnknownRoleError, match="nothing is called 'qqqq'; `careercli list` shows all roles"):
        names.get_id("qqqq")


def test_a_search_finds_what_is_misspelt(names: Catalog) -> None:
    """What nothing has is searched for as it may have been meant, and the result says how."""
    results = names.search("mon bakrs", 5)
    assert results.spelling == "moon bakers"
    assert results.hits[0].id == "onet-11-0001-00"
    assert names.search("moon bakers", 5).spelling is None


@pytest.mark.parametrize("grade", ["senior", "Sr.", "Entry-level", "junior"])
def test_a_grade_before_a_name_is_looked_past(names: Catalog, grade: str) -> None:
    """No role is taken for a name with a grade that the data does not have; the role called so without it is suggested,
    and found, first, also if it is misspelt."""
    for name in ("stew hand", "stwe hand"):
        with pytest.raises(UnknownRoleError) as caught:
            names.get_id(f"{grade} {name}")
        assert caught.value.candidates[0].id == "onet-11-0002-00"
        results = names.search(f"{grade} {name}", 5)
        assert (results.hits[0].id, results.spelling) == ("onet-11-0002-00", "stew hand")


def test_a_search_puts_the_likeliest_first(names: Catalog) -> None:
    """Roles called so come first, the likeliest to be meant first, and say by which name."""
    hits = names.search("loaf hands", 5).hits
    assert [(hit.id, hit.field, hit.text, hit.code) for hit in hits[:2]] == [
        ("onet-11-0001-00", "alias", "Loaf Hand", "11-0001"),
        ("onet-11-0001-01", "alias", "Loaf Hand", "11-0001.01"),
    ]
