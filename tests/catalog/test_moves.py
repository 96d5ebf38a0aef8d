"""What the catalog knows of similar roles, steps, nearest occupations and median pay."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from careercli.catalog.catalog import Catalog, load_catalog
from careercli.catalog.store_layer import StoreLayer
from careercli.catalog.title_words import load_title_words, read_title_words
from careercli.datasets.release import CellRecord, Release, ReleasedRole, RoleRecord, StatementRecord
from careercli.errors import InvalidFileError
from careercli.model import Code, Item, Source
from careercli.store.database import Store
from program import Result
from releases import write_oews, write_onet

Call = Callable[..., Result]

BAKER, TASTER = "onet-51-9901-00", "onet-51-9901-01"


@pytest.fixture
def imported(call: Call, tmp_path: Path) -> Iterator[Catalog]:
    """The catalog with a made-up release of O*NET and of pay."""
    assert call("import", "onet", write_onet(tmp_path)).code == 0
    assert call("import", "oews", write_oews(tmp_path)).code == 0
    with load_catalog() as catalog:
        yield catalog


def test_alike_roles_have_their_official_figures(imported: Catalog) -> None:
    """A neighbour comes with head, requirements and pay, and with the reasons."""
    found = imported.find_alike(imported.get_role(BAKER), 5)
    assert found is not None
    role, find_why = next(each for each in found.alike if each[0].id == TASTER)
    assert role.title == "Moon Tasters"
    assert role.salary
    assert role.requirements
    assert find_why().activities == ("Handle dough",)
    assert imported.find_alike(imported.get_role("office-manager"), 5) is None


def test_steps_are_those_of_the_release_in_force(imported: Catalog) -> None:
    """An imported release hides the steps of the box; a dataset without any has none."""
    steps = imported.find_steps("onet")
    assert steps is not None
    assert {*steps.roles} == {BAKER, TASTER}
    assert imported.find_steps("bundled") is None


def test_the_nearest_occupation(catalog: Catalog) -> None:
    """A role of a role file has the occupation of its first code that is one; without a code there is none."""
    assert catalog.find_occupation(catalog.get_role("practice-manager")) == "onet-11-9111-00"
    from msgspec.structs import replace

    assert catalog.find_occupation(replace(catalog.get_role("practice-manager"), codes=())) is None


def test_own_roles(catalog: Catalog) -> None:
    """The roles of role files are whole."""
    roles = catalog.get_own_roles()
    assert {"practice-manager", "office-manager"} <= {role.id for role in roles}
    assert all(role.duties for role in roles)


def test_median_pay(imported: Catalog) -> None:
    """The yearly median of an occupation; that of a broader one is marked; without figures there is none."""
    exact, nearest = (Code("soc-2018", "51-9901", None, match) for match in ("exact", "nearest"))
    found = imported.find_median_pay([exact])
    assert found is not None
    assert found[1] is False
    assert imported.find_median_pay([Code("onet-soc", "51-9901.01", None, "exact"), nearest]) == (found[0], True)
    assert imported.find_median_pay([Code("soc-2018", "99-9999", None, "exact")]) is None


def test_esco_is_compared_by_skills(tmp_path: Path) -> None:
    """Neighbours in ESCO share skills, and these are the reason."""
    items = tuple(Item(f"esco-{name}", name, "skill") for name in ("knead", "sell", "steer"))

    def make(role_id: str, *skills: int) -> ReleasedRole:
        cells = tuple(CellRecord(skill, (StatementRecord("essential"),)) for skill in skills)
        return ReleasedRole(RoleRecord(role_id, role_id, None, (), (), {"skills": cells}), (), (), (), ())

    roles = [make("esco-a", 0, 1), make("esco-b", 0), make("esco-c", 2)]
    with Store(tmp_path / "store.sqlite") as store:
        store.put(Release("esco", "esco", "1", "esco-1", Source("ESCO"), {}, items, roles))
        found = StoreLayer(store).find_alike("esco-a", 5)
    assert found is not None
    assert found.by == ("skills",)
    assert [(role.id, find_why().skills) for role, find_why in found.alike] == [("esco-b", ("knead",))]


def test_the_table_of_title_words(tmp_path: Path) -> None:
    """The table that ships is read; one that is damaged is refused by its name."""
    assert len(load_title_words()) > 1000
    file = tmp_path / "title_words.txt"
    file.write_text("moon\tnonsense!\n", "utf-8")
    with pytest.raises(InvalidFileError, match=r"title_words\.txt: word table, line 1"):
        read_title_words(file)


def test_alike_roles_are_listed_without_reading_them(catalog: Catalog, imported: Catalog) -> None:
    """`list_alike` has the ids that `find_alike` finds, in its order and as many; none for a role of a role file."""
    for each, role in ((imported, BAKER), (catalog, "onet-29-1141-00")):
        found = each.find_alike(each.get_role(role), 3)
        assert found is not None
        assert each.list_alike(role, 3) == [other.id for other, _ in found.alike] != []
    assert catalog.list_alike("office-manager", 3) == []


def test_heads_are_all_roles_in_force(imported: Catalog) -> None:
    """`get_heads` has each role once, those of role files first, with the source of a release."""
    heads = [(head.id, source) for head, source in imported.get_heads()]
    assert len(heads) == len({role for role, _ in heads}) == sum(imported.count_roles().values())
    assert heads[0][1] is None
    assert dict(heads)[BAKER] == "onet-29-9"
