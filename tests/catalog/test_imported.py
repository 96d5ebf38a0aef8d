"""The imported datasets in the catalog: names, figures, comparisons."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from careercli.catalog.catalog import Catalog, load_catalog
from careercli.catalog.datasets import remove_dataset, store_releases
from careercli.catalog.folders import get_store_file
from careercli.comparison.compare import compare
from careercli.datasets.publishers import read_releases
from careercli.documents import Comparison
from careercli.errors import AmbiguousRoleError, UnknownDatasetError, UnknownRoleError
from program import Result
from releases import EP, HOST, OEWS, ONET, write_esco, write_oews, write_onet, write_projections

Call = Callable[..., Result]
T = TypeVar("T")


@pytest.fixture
def stored(home: Path, tmp_path: Path) -> None:
    """Made-up releases of all four publishers are imported."""
    for publisher, paths in (
        ("onet", [write_onet(tmp_path)]),
        ("oews", [write_oews(tmp_path, year=2025), write_oews(tmp_path, year=2023)]),
        ("projections", [write_projections(tmp_path)]),
        ("esco", [write_esco(tmp_path)]),
    ):
        store_releases(read_releases(publisher, paths), bool)  # type: ignore[arg-type]
    assert get_store_file().parent == home


@pytest.fixture
def imported(stored: None) -> Iterator[Catalog]:
    """The catalog with those releases."""
    with load_catalog() as catalog:
        yield catalog


def ask(question: Callable[[Catalog], T], *files: str, dataset: str | None = None) -> T:
    """What a catalog of its own answers."""
    with load_catalog(files, dataset) as catalog:
        return question(catalog)


def compared(catalog: Catalog, *names: str) -> Comparison:
    """The comparison of roles by name."""
    roles = [catalog.get(name) for name in names]
    return compare(roles, catalog.sources, catalog.notes)


@pytest.mark.parametrize(
    ("name", "role_id"),
    [
        ("Moon Bakers", "onet-51-9901-00"),
        ("moon bakers", "onet-51-9901-00"),
        ("MOON-BAKERS", "onet-51-9901-00"),
        ("51-9901.01", "onet-51-9901-01"),
        ("51-9901", "onet-51-9901-00"),
        ("onet-51-9901-00", "onet-51-9901-00"),
        ("head baker", "onet-51-9901-00"),
        ("0110.2", "esco-0110-2"),
        (f"{HOST}/occupation/bbbb-2", "esco-0110-2"),
        ("bbbb-2", "esco-0110-2"),
        ("krater gide", "esco-0110-1"),
        ("office manager", "office-manager"),
    ],
)
def test_names(imported: Catalog, name: str, role_id: str) -> None:
    """A role is named by id, title, other title, code or URI in any case; a bundled role comes first."""
    assert imported.get_id(name) == role_id


def test_what_else_carries_a_name_is_told(imported: Catalog, call: Call) -> None:
    """A bundled role wins and the output says what else carries that name, in every format that is read."""
    args = ("compare", "Office Manager", "moon bakers")
    note = "taken for Office Manager (office-manager); also called that: Moon Bakers (51-9901)"
    assert any(note in each for each in compared(imported, *args[1:]).notes)
    assert any(note in each for each in json.loads(call(*args, "--json").out)["notes"])
    result = call(*args)
    assert note in " ".join(result.out.split())
    assert f"careercli: 'Office Manager': {note}.\n" in result.err


def test_an_ambiguous_title_lists_candidates(imported: Catalog) -> None:
    """A name that several roles have lists them, unless one is a detail of the other; a dataset narrows."""
    assert imported.get_id("lunar loaf maker") == "onet-51-9901-00"
    assert imported.notes == [
        "'lunar loaf maker': taken for Moon Bakers (51-9901); also called that: Moon Tasters (51-9901.01)."
    ]
    assert ask(lambda catalog: catalog.get_id("office manager"), dataset="onet") == "onet-51-9901-00"
    with pytest.raises(UnknownDatasetError, match="bundled, esco, onet"):
        load_catalog(dataset="oews-2024")


def test_an_unknown_name_suggests_imported_roles_too(imported: Catalog) -> None:
    """What comes nearest may be an imported role."""
    with pytest.raises(UnknownRoleError, match="Moon Bakers"):
        imported.get_id("moon baker person")


def test_pay_of_the_very_occupation_is_its_own(imported: Catalog) -> None:
    """An occupation that OEWS publishes has its pay, the latest; one of O*NET's own detail has that of the nearest."""
    baker, taster = imported.get("51-9901.00"), imported.get("51-9901.01")
    assert [(pay.statistic, pay.amount, pay.as_of, pay.nearest) for pay in baker.salary] == [
        ("median", 40000, "2025-05", None),
        ("mean", 41000, "2025-05", None),
        ("median", 18, "2025-05", None),
        ("mean", 20, "2025-05", None),
    ]
    assert {pay.nearest.code for pay in taster.salary if pay.nearest} == {"51-9901"}
    assert baker.outlook[0].change_percent == -20.0


def test_a_combination_is_the_nearest_occupation(imported: Catalog, tmp_path: Path) -> None:
    """An occupation that is published within a combination has the combination's pay, as its nearest."""
    file = tmp_path / "own.yaml"
    file.write_text("roles: {buyer: {title: Buyer, codes: [{scheme: soc-2018, code: 13-1022, match: exact}]}}")
    median, *_ = ask(lambda catalog: catalog.get("buyer").salary, str(file))
    assert median.nearest
    assert (median.amount, median.nearest.title) == (50000, "Buyers of Moons")


def test_pay_that_is_not_older_takes_the_place_of_the_box(stored: None, tmp_path: Path) -> None:
    """The nearest occupation of a bundled role has the imported figures unless they are older than those of the box,
    and those of the box again when they are removed."""
    rows = [list(row) for row in OEWS]
    rows[2][2] = "11-9111"
    assert ask(lambda catalog: catalog.get("practice-manager").salary[1].amount) == 123_860
    store_releases(read_releases("oews", [write_oews(tmp_path, rows, 2024)]), bool)
    assert ask(lambda catalog: catalog.get("practice-manager").salary[1].amount) == 123_860
    for year in (2025, 2026):
        store_releases(read_releases("oews", [write_oews(tmp_path, rows, year)]), bool)
        nearest = [pay for pay in ask(lambda catalog: catalog.get("practice-manager").salary) if pay.nearest]
        assert {pay.as_of for pay in nearest} == {f"{year}-05"}
        assert [pay.amount for pay in nearest if pay.period == "year"] == [40000, 41000]
        remove_dataset(f"oews-{year}")
        assert ask(lambda catalog: catalog.get("practice-manager").salary[1].amount) == 123_860


def test_the_outlook_that_reaches_furthest_is_in_force(stored: None, tmp_path: Path) -> None:
    """Of several projections the one with the latest last year counts, whenever it begins."""
    rows = [[cell.replace("51-9901", "11-9111") for cell in row] for row in EP]
    for first, last, change in ((2020, 2033, 23.2), (2020, 2035, -20.0)):
        dated = [[cell.replace("2024", str(first)).replace("34", str(last)[2:]) for cell in row] for row in rows]
        store_releases(read_releases("projections", [write_projections(tmp_path, dated)]), bool)
        (outlook,) = ask(lambda catalog: catalog.get("practice-manager").outlook)
        assert outlook.change_percent == change


def test_two_years_are_never_mixed(stored: None, tmp_path: Path) -> None:
    """Where the latest pay of two occupations is of different years there is no gap, which says why."""
    comparison = ask(lambda catalog: compared(catalog, "practice-manager", "51-9901.01"))
    nearest = comparison.salary.gaps[1]
    assert nearest.difference == 40000 - 123_860
    remove_dataset("oews-2025")
    gap = ask(lambda catalog: compared(catalog, "practice-manager", "51-9901.01").salary.gaps[1])
    assert (gap.difference, gap.overlap, gap.standings) == (None, None, ())
    assert gap.reason == "dates"


def test_ratings_and_their_differences(imported: Catalog) -> None:
    """Ratings stand in percent of the scale; a clear difference is told as such; what is suppressed or not relevant
    takes part in none."""
    comparison = compared(imported, "51-9901.00", "51-9901.01")
    rows = {row.label: row for row in comparison.skills}
    dough = rows["Dough Reading"].differences
    assert [(each.scale, each.difference, each.clear) for each in dough] == [
        ("importance", -50.0, True),
        ("level", -10.0, False),
    ]
    listening = rows["Moon Listening"]
    assert [(each.difference, each.clear) for each in listening.differences] == [(5.0, None), (None, None)]
    baker, taster = listening.roles.values()
    assert baker
    assert taster
    assert (baker.ratings["level"].not_relevant, baker.ratings["level"].published) == (True, 0.0)
    assert (taster.ratings["level"].suppressed, taster.ratings["level"].value) == (True, None)
    assert "for Moon Bakers (points of 100): Dough Reading (+50)" in " ".join(comparison.summary)


def test_duties_of_two_occupations_meet(imported: Catalog) -> None:
    """Tasks of one detailed work activity are one row, whatever their wording."""
    rows = {row.label: row for row in compared(imported, "51-9901.00", "51-9901.01").duties}
    assert rows["Handle dough"].status == "shared"
    assert rows["Handle dough"].area == "Handling and Moving Objects"


def test_ratings_and_statements_say_when_and_from_whom(imported: Catalog) -> None:
    """Each rating, and each statement that is not made of ratings, has the month and the source of its data; a
    technology, of which the release has neither, has none."""
    baker = imported.get("51-9901.00")
    interest = baker.interests[0].ratings["interest"]
    assert (interest.date, interest.collected_from) == ("2023-11", "Analyst")
    assert {(said.date, said.collected_from) for cell in baker.duties for said in cell.statements} == {
        ("2023-08", "Incumbent")
    }
    zone = next(cell.statements[0] for cell in baker.requirements if cell.area == "job zone")
    assert (zone.date, zone.collected_from) == ("2022-08", "Analyst")
    every = {(said.date, said.collected_from) for cell in baker.skills for said in cell.statements}
    assert every == {(None, None)}


def test_interests_are_a_section(imported: Catalog) -> None:
    """Interests are under a heading of their own, not among the work environment."""
    baker = imported.get("51-9901.00")
    assert [cell.label for cell in baker.interests] == ["Lunar"]
    assert baker.environment == ()


def test_duties_have_the_rank_of_their_tasks(imported: Catalog) -> None:
    """The duties of an occupation are ranked in the order of its tasks: core before supplemental, then by importance.
    What is only rated, and other sections, have no rank."""
    baker = imported.get("51-9901.00")
    assert {cell.label: cell.rank for cell in baker.duties} == {
        "Sing to the oven": 1,
        "Handle dough": 2,
        "Clean craters": 3,
    }
    assert [cell.label for cell in baker.duties] == ["Handle dough", "Clean craters", "Sing to the oven"]
    assert {cell.rank for cell in (*baker.requirements, *baker.skills, *baker.environment)} == {None}


def test_the_classes_of_an_occupation_go_by_the_commonest(imported: Catalog) -> None:
    """Education comes with the commonest class first."""
    labels = [cell.label for cell in imported.get("51-9901.00").requirements if cell.area == "required education"]
    assert labels == ["Crater School", "Rim College"]


def test_roles_of_unlike_datasets(imported: Catalog) -> None:
    """Where roles are described with different items the summary says so, and claims nothing of what is shared."""
    told = " ".join(compared(imported, "practice-manager", "51-9901.00").summary)
    assert "use different vocabularies that careercli does not match" in told
    assert "share" not in told
    assert compared(imported, "practice-manager", "51-9901.00").salary.gaps[1].difference == 40000 - 123_860


def test_esco_meets_on_uris(imported: Catalog) -> None:
    """ESCO occupations share a skill by its URI, essential for one and optional for the other."""
    rows = {row.label: row for row in compared(imported, "crater guide", "rim guide").skills}
    assert rows["lunar geology"].status == "shared"
    assert rows["wave"].status == "unique"


@pytest.mark.parametrize("format", ["table", "json", "csv", "markdown"])
@pytest.mark.parametrize(
    "args",
    [
        ("compare", "51-9901.00", "51-9901.01"),
        ("show", "Moon Bakers"),
        ("compare", "51-9901.00", "51-9901.01", "--section", "salary"),
        ("show", "Moon Bakers", "--section", "salary"),
        ("search", "moon bakers"),
        ("list", "--dataset", "onet"),
        ("datasets",),
    ],
    ids=" ".join,
)
def test_attribution_stands_in_every_output(imported: Catalog, call: Call, args: tuple[str, ...], format: str) -> None:
    """Whatever shows the data of a release says what its licence asks for."""
    result = call(*args, "--format", format)
    assert result.code == 0
    plain = " ".join(result.out.replace("\\", "").split())
    assert "O*NET 29.9 Database by the U.S. Department of Labor" in plain
    assert "USDOL/ETA has not approved" in plain


def test_the_list(imported: Catalog) -> None:
    """The list has the roles of the layers and says how many more there are; a dataset is listed by name."""
    assert imported.get_list().more == {"esco": 2, "onet": 3}
    roles = ask(lambda catalog: catalog.get_list().roles, dataset="esco")
    assert [role.id for role in roles] == ["esco-0110-1", "esco-0110-2"]
    listed = ask(lambda catalog: catalog.get_list().roles, dataset="onet")
    assert [pay.amount for pay in listed[0].salary] == [40000, 41000]


def test_completion(imported: Catalog) -> None:
    """What has a word that begins so is offered, in any case: ids of all roles, titles of the imported ones; first what
    begins so itself."""
    assert imported.complete("Office") == [
        ("office-manager", "Office Manager"),
        ("medical-office-manager", "Medical Office Manager"),
    ]
    assert imported.complete("BAK") == [("moon-bakers", "Moon Bakers")]
    assert imported.complete("bakers-") == []
    assert imported.complete("moon-b") == [("moon-bakers", "Moon Bakers")]
    assert imported.complete("esco-0110-2") == [("esco-0110-2", "rim guide")]
    for dataset, beginning, names in (
        ("esco", "moon", []),
        ("esco", "office", []),
        (
            "bundled",
            "office-",
            [("office-manager", "Office Manager"), ("medical-office-manager", "Medical Office Manager")],
        ),
    ):
        assert ask(lambda catalog, beginning=beginning: catalog.complete(beginning), dataset=dataset) == names  # type: ignore[misc]
    bundled = ask(lambda catalog: [role.id for role in catalog.get_list().roles], dataset="bundled")
    assert [name for name, _ in imported.complete("")] == sorted(bundled)


PUNCTUATED = {
    "q Bakers, Tasters (All Other)": "q-bakers-tasters-all-other",
    "q $(touch x)": "q-touch-x",
    "q-one/two": "",
    "q one two": "q-one-two",
    "q two": "",
    "q-two": "",
    "q'": "q",
    "\u00e9q": "",
    "(q) z": "q-z",
    "q \u00fc": "",
}


def test_titles_are_completed_without_punctuation(call: Call, tmp_path: Path) -> None:
    """Of a title, completion offers letters, digits and hyphens, and that is understood as its role; what two titles
    have in common but for punctuation is not offered, unless it is one of them, and not understood."""
    rows = [(f"51-99{number:02}.00", title, "D.") for number, title in enumerate(PUNCTUATED)]
    release = write_onet(tmp_path, {"Occupation Data": (ONET["Occupation Data"][0], *rows)})
    assert call("import", "onet", release).code == 0
    with load_catalog() as catalog:
        offered = dict(catalog.complete("q"))
        for title, word in PUNCTUATED.items():
            if word:
                assert offered.get(word) == title, word
                assert catalog.get(word).title == title
                assert catalog.complete(word[:-1])[0][0].startswith(word[:-1])
        assert len(offered) == sum(map(bool, PUNCTUATED.values()))
        assert catalog.complete("q-bakers-tasters-a") == [
            ("q-bakers-tasters-all-other", "q Bakers, Tasters (All Other)")
        ]
        assert catalog.complete("$") == []
        with pytest.raises(UnknownRoleError):
            catalog.get("two q")


def test_a_plain_name_that_two_titles_have_is_ambiguous(call: Call, tmp_path: Path) -> None:
    """A name that two titles have without their punctuation is refused, with both."""
    rows = [("51-9901.00", "Cooks (Fry)", "D."), ("51-9902.00", "Cooks, Fry", "D.")]
    release = write_onet(tmp_path, {"Occupation Data": (ONET["Occupation Data"][0], *rows)})
    assert call("import", "onet", release).code == 0
    with load_catalog() as catalog:
        assert catalog.complete("cooks") == []
        with pytest.raises(AmbiguousRoleError) as caught:
            catalog.get("cooks-fry")
        assert {each.title for each in caught.value.candidates} == {"Cooks (Fry)", "Cooks, Fry"}
        assert catalog.get("cooks, fry").title == "Cooks, Fry"
