"""The bundled roles against three lists: expected_items.tsv, expected_contradictions.tsv and expected_figures.tsv.

Each line of expected_items.tsv is one statement: a role, its section, the item, how strongly it is said, under which
condition (or none), whether it denies the role the item, and by which sources. Equal lines are as many separate
statements. A line with several sources may be one statement or several. Each line of expected_contradictions.tsv is a
cell that holds a contradiction, and which; each line of expected_figures.tsv is one official figure of an occupation.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from careercli.catalog.box import find_bundled_roles
from careercli.catalog.catalog import Catalog
from careercli.entries import RoleFile
from careercli.model import (
    ID_PATTERN,
    SECTIONS,
    Kind,
    Role,
    Stated,
    is_stated,
)
from careercli.role_files.read import load_role_file
from catalogs import get_ids

HERE = Path(__file__).parent

KINDS: dict[str, Kind] = {
    "reports_to": "reporting-line",
    "duties": "duty",
    "requirements": "requirement",
    "skills": "skill",
    "environment": "environment",
    "interests": "interest",
}

ARTICLES = ("pa-vs-om", "pm-vs-om", "pm-vs-opm")

NEAREST = {
    "practice-administrator": "11-9111",
    "practice-manager": "11-9111",
    "office-manager": "43-1011",
    "operations-manager": "11-1021",
    "medical-office-manager": "11-9111",
}

SALARIES = {
    "practice-administrator": (78929, {"pa-vs-om"}),
    "practice-manager": (65917, {"pm-vs-om", "pm-vs-opm"}),
    "office-manager": (55923, {"pa-vs-om", "pm-vs-om"}),
    "operations-manager": (75844, {"pm-vs-opm"}),
}

COMMON = {
    "run-business-side": {"practice-administrator", "practice-manager", "medical-office-manager"},
    "run-daily-operations": {
        *("practice-administrator", "practice-manager", "office-manager", "medical-office-manager"),
    },
    "plan-strategy": {"practice-administrator", "practice-manager", "operations-manager"},
    "ensure-compliance": {"practice-administrator", "practice-manager", "office-manager", "operations-manager"},
    "market-the-practice": {"practice-administrator", "practice-manager"},
    "accounts-payable": {"practice-administrator", "medical-office-manager"},
    "accounts-receivable": {"practice-administrator", "medical-office-manager"},
}
"""Duties that a source uses to set one role apart, and the roles that have them all the same."""

Said = tuple[str, str, str, str, str, bool, str]
"""Role, section, item, modality, condition or nothing, whether it denies the item, one source."""

"""Code of the occupation, name of the figure, value."""


def read_list(name: str) -> list[dict[str, str]]:
    """The lines of a list beside this file."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def sections(role: Role) -> Iterator[tuple[str, Stated]]:
    """The cells of a role, each with the section it stands in."""
    for name in KINDS:
        cells: tuple[Stated, ...] = getattr(role, name)
        for cell in cells:
            yield name, cell


CONTESTED = [(line["role"], line["item"], line["contradiction"]) for line in read_list("expected_contradictions.tsv")]
"""The contested cells, each with its contradiction."""


@pytest.fixture(scope="module")
def roles(catalog: Catalog) -> dict[str, Role]:
    """The bundled roles, by id."""
    return {role_id: catalog.get(role_id) for role_id in get_ids(catalog)}


@pytest.fixture(scope="module")
def file() -> RoleFile:
    """The bundled file as it is written."""
    return load_role_file(str(find_bundled_roles())).file


@pytest.fixture(scope="module")
def expected() -> Counter[Said]:
    """What the list of statements asks for."""
    return Counter(
        (
            *(line["role"], line["section"], line["item"], line["modality"], line["condition"]),
            line["against"] == "against",
            source,
        )
        for line in read_list("expected_items.tsv")
        for source in line["sources"].split()
    )


@pytest.fixture(scope="module")
def said(roles: dict[str, Role]) -> Counter[Said]:
    """What the bundled roles state."""
    return Counter(
        (role.id, section, cell.item, statement.modality, statement.condition or "", statement.against, source)
        for role in roles.values()
        for section, cell in sections(role)
        for statement in cell.statements
        for source in statement.sources
    )


def test_every_expected_statement_is_stated(expected: Counter[Said], said: Counter[Said]) -> None:
    """Each thing that a source says of a role is stated by that role, as strongly as the source says it, with it."""
    assert sum(expected.values()) > 300
    assert sorted((expected - said).elements()) == []


def test_nothing_is_invented(expected: Counter[Said], said: Counter[Said]) -> None:
    """No role states an item that no source gives it, nor more strongly, on another condition or by another source."""
    assert {(role, item) for role, _, item, *_ in said} == {(role, item) for role, _, item, *_ in expected}
    assert sorted((said - expected).elements()) == []


def test_every_statement_names_its_sources(roles: dict[str, Role], catalog: Catalog) -> None:
    """Every statement names one source at least, each known and none twice."""
    for role in roles.values():
        for _, cell in sections(role):
            for statement in cell.statements:
                assert statement.sources, (role.id, cell.item)
                assert len(set(statement.sources)) == len(statement.sources), (role.id, cell.item)
                assert set(statement.sources) <= set(catalog.sources), (role.id, cell.item)


def test_there_is_one_copy_of_each_official_figure(file: RoleFile) -> None:
    """The bundled file has no official figure: they come from the box."""
    assert not file.occupations
    assert not [source for source in file.sources.values() if source.kind == "statistics"]


def test_official_figures_are_all_there(roles: dict[str, Role]) -> None:
    """Each role has every official figure of its nearest occupation by the year, and no other."""
    expected: dict[str, list[tuple[str, str]]] = {}
    for line in read_list("expected_figures.tsv"):
        expected.setdefault(line["code"], []).append((line["figure"], line["value"]))
    for role in roles.values():
        median, mean = [pay for pay in role.salary if pay.nearest and pay.period == "year"]
        assert (median.statistic, mean.statistic) == ("median", "mean")
        for pay in (median, mean):
            assert (pay.area, pay.as_of, pay.sources) == ("United States", "2025-05", ("oews-2025",))
            assert pay.currency == "USD"
        assert mean.percentiles is None
        assert median.percentiles is not None
        assert (median.percentiles.p50, median.percentiles.at_or_above) == (median.amount, {})
        (outlook,) = role.outlook
        assert (outlook.years, outlook.sources) == ((2024, 2034), ("projections-2024-34",))
        figures = [
            ("employment", str(median.employment)),
            ("mean", str(mean.amount)),
            *((name, str(getattr(median.percentiles, name))) for name in ("p10", "p25", "p75", "p90")),
            ("median", str(median.amount)),
            ("employment 2024", str(outlook.employment)),
            ("employment 2034", str(outlook.projected_employment)),
            ("change percent", str(outlook.change_percent)),
            ("openings a year", str(outlook.openings_per_year)),
            ("entry education", str(outlook.entry_education)),
            ("related experience", str(outlook.experience)),
            ("on-the-job training", str(outlook.training)),
        ]
        assert sorted(figures) == sorted(expected[NEAREST[role.id]])
        assert mean.employment == median.employment


def test_official_figures_are_those_of_the_nearest_occupation(roles: dict[str, Role]) -> None:
    """An official figure belongs to the one nearest occupation of a role and never passes for the role's own."""
    assert {role.id: [(code.code, code.match) for code in role.codes] for role in roles.values()} == {
        role_id: [(code, "nearest")] for role_id, code in NEAREST.items()
    }
    for role in roles.values():
        official = [pay for pay in role.salary if pay.sources == ("oews-2025",)]
        assert official
        for nearest in [*(pay.nearest for pay in official), *(outlook.nearest for outlook in role.outlook)]:
            assert nearest is not None
            assert (nearest.code, nearest.title) == (NEAREST[role.id], role.codes[0].title)


def test_stated_salaries(roles: dict[str, Role]) -> None:
    """Four roles have one salary of their own: an undated average in US dollars a year, with its sources."""
    own = {role.id: [pay for pay in role.salary if pay.nearest is None] for role in roles.values()}
    assert {role_id: [(pay.amount, set(pay.sources)) for pay in pays] for role_id, pays in own.items() if pays} == {
        role_id: [salary] for role_id, salary in SALARIES.items()
    }
    for pays in own.values():
        for pay in pays:
            assert (pay.statistic, pay.currency, pay.period, pay.as_of) == ("average", "USD", "year", None)
            assert (pay.percentiles, pay.employment, pay.area) == (None, None, None)


def test_medical_office_manager_has_no_own_pay_requirements_or_skills(roles: dict[str, Role]) -> None:
    """What the one source on the medical office manager does not say stays open: pay, requirements, skills."""
    role = roles["medical-office-manager"]
    assert [pay for pay in role.salary if pay.nearest is None] == []
    assert (role.requirements, role.skills, role.reports_to) == ((), (), ())


@pytest.mark.parametrize(("role_id", "item", "sentence"), CONTESTED)
def test_contradictions_are_kept(roles: dict[str, Role], role_id: str, item: str, sentence: str) -> None:
    """Where sources contradict each other, or one itself, both sides are kept, and one sentence says how."""
    (cell,) = [cell for _, cell in sections(roles[role_id]) if cell.item == item]
    assert cell.agreement == "contested"
    assert len(cell.statements) > 1
    assert [said.contradicts for said in cell.statements if said.contradicts] == [sentence]


def test_nothing_else_is_contested(roles: dict[str, Role]) -> None:
    """A cell is contested only where it is listed, with its contradiction."""
    contested = [
        (role.id, cell.item) for role in roles.values() for _, cell in sections(role) if cell.agreement == "contested"
    ]
    assert sorted(contested) == sorted((role_id, item) for role_id, item, _ in CONTESTED)


@pytest.mark.parametrize("item", COMMON)
def test_what_several_roles_have_is_one_item(roles: dict[str, Role], item: str) -> None:
    """A duty that sources give to several roles is one item, so that it never looks like one role's alone."""
    stating = {role.id for role in roles.values() for cell in role.duties if cell.item == item and is_stated(cell)}
    assert stating == COMMON[item]


def test_every_cell_is_stated(roles: dict[str, Role]) -> None:
    """In each cell at least one statement says that the role has the item."""
    assert [(role.id, cell.item) for role in roles.values() for _, cell in sections(role) if not is_stated(cell)] == []


def test_no_statement_is_there_twice(file: RoleFile) -> None:
    """One role does not say the same in the same words of two items of one section, apart from contradictions."""
    for role_id, role in file.roles.items():
        for section in KINDS:
            said = Counter(
                (statement.text, statement.sources)
                for statement in getattr(role, section)
                if not statement.against and statement.item != "take-part-in-patient-care"
            )
            assert [text for text, times in said.items() if times > 1] == [], role_id


def test_the_three_articles_are_one_voice(catalog: Catalog) -> None:
    """Three articles of one publisher count as one voice, and no other source shares it."""
    voices = {source_id: source.voice or source_id for source_id, source in catalog.sources.items()}
    assert len({voices[article] for article in ARTICLES}) == 1
    others = [voice for source_id, voice in voices.items() if source_id not in ARTICLES]
    assert voices[ARTICLES[0]] not in others
    assert len(set(others)) == len(others)


def test_what_only_the_articles_say_is_never_agreed(roles: dict[str, Role]) -> None:
    """Articles that repeat each other do not confirm each other."""
    for role in roles.values():
        for _, cell in sections(role):
            if {source for statement in cell.statements for source in statement.sources} <= set(ARTICLES):
                assert cell.agreement != "agreed", (role.id, cell.item)


def test_no_source_is_dated_that_states_no_date(file: RoleFile) -> None:
    """None of the sources states a date, so none has one."""
    assert [source_id for source_id, source in file.sources.items() if source.date is not None] == []


def test_unstated_publishers_stay_unstated(catalog: Catalog) -> None:
    """A publisher that a source does not state is not guessed."""
    assert [source_id for source_id, source in catalog.sources.items() if source.publisher is None] == [
        "pa-profile",
        "mom-training",
    ]


def test_office_manager_and_medical_office_manager_are_two_roles(roles: dict[str, Role], catalog: Catalog) -> None:
    """The office manager and the medical office manager share no name, and no code that is exactly theirs."""
    names = {}
    for role_id in ("office-manager", "medical-office-manager"):
        role = roles[role_id]
        names[role_id] = {name.casefold() for name in (role.id, role.title, *role.aliases)}
        assert all(catalog.get_id(name) == role_id for name in names[role_id])
        assert all(code.match == "nearest" for code in role.codes)
    assert names["office-manager"].isdisjoint(names["medical-office-manager"])


def test_items_and_their_use(file: RoleFile) -> None:
    """Every item that is stated exists, every item is stated, and each stands in the section of its kind."""
    used: set[str] = set()
    for role_id, role in file.roles.items():
        for section, kind in KINDS.items():
            for statement in getattr(role, section):
                assert statement.item in file.items, (role_id, section, statement.item)
                assert file.items[statement.item].kind == kind, (role_id, section, statement.item)
                used.add(statement.item)
    assert sorted(set(file.items) - used) == []
    assert set(SECTIONS) < set(KINDS)


def test_broader_items(file: RoleFile) -> None:
    """A broader item exists, is of the same kind, and is never, by any way, the item itself."""
    for item_id, item in file.items.items():
        seen = {item_id}
        above = item.broader
        while above is not None:
            assert above not in seen, item_id
            assert file.items[above].kind == item.kind, item_id
            seen.add(above)
            above = file.items[above].broader


def test_ids(file: RoleFile) -> None:
    """Every id is made of lower-case letters, digits and single hyphens, 64 characters at most."""
    for item_id in (*file.roles, *file.items, *file.sources, *file.ladders):
        assert re.fullmatch(ID_PATTERN, item_id), item_id
        assert len(item_id) <= 64, item_id


def test_wording(file: RoleFile) -> None:
    """A text has 3 to 16 words, a label 44 characters at most and is no other's of its kind; neither ends in a stop."""
    labels = Counter((item.kind, item.label.casefold()) for item in file.items.values())
    assert [label for label, times in labels.items() if times > 1] == []
    for item_id, item in file.items.items():
        assert len(item.label) <= 44, item_id
        assert not item.label.endswith("."), item_id
    for role in file.roles.values():
        for section in KINDS:
            for statement in getattr(role, section):
                assert statement.text, statement.item
                assert 3 <= len(statement.text.split()) <= 16, statement.text
                assert not statement.text.endswith("."), statement.text


def test_ladder(roles: dict[str, Role]) -> None:
    """Medical office manager, practice manager and practice administrator are the three rungs of one ladder."""
    rungs = ["medical-office-manager", "practice-manager", "practice-administrator"]
    for role_id, role in roles.items():
        if role_id not in rungs:
            assert role.ladder == ()
            continue
        (ladder,) = role.ladder
        at = rungs.index(role_id)
        assert [rung.id for rung in ladder.rungs] == rungs
        assert (ladder.level, ladder.sources) == (at + 1, ("mom-training",))
        assert (ladder.below.id if ladder.below else None) == (rungs[at - 1] if at else None)
        assert (ladder.above.id if ladder.above else None) == (rungs[at + 1] if at + 1 < len(rungs) else None)
