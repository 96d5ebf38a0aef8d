"""Rules that hold for whatever pair is compared: bundled roles, made-up releases, and the publishers' own."""

import os
import random
from collections.abc import Callable, Iterator, Sequence
from itertools import permutations
from pathlib import Path

import msgspec
import pytest

from careercli.catalog.catalog import Catalog
from careercli.catalog.store_layer import StoreLayer
from careercli.comparison.compare import compare
from careercli.comparison.sections import select_brief
from careercli.datasets.publishers import read_releases
from careercli.datasets.release import Publisher
from careercli.documents import Comparison, Row, Step
from careercli.model import SECTIONS, Estimate, Role, Section, is_stated
from careercli.store.database import Store
from catalogs import get_ids
from releases import write_esco, write_oews, write_onet, write_projections
from sentences import assert_well_formed

SEED = 10
PAIRS = 100
"""How many pairs of each pool of roles are compared."""

BRIEF = 30_000
"""The most bytes of the brief JSON of two occupations."""


def get_codes(role: Role, estimate: Estimate) -> set[str]:
    """The codes of the occupations that an estimate of a role is for."""
    if estimate.nearest:
        return {estimate.nearest.code}
    return {code.code for code in role.codes if code.match == "exact"}


def assert_no_occupation_meets_itself(one: Role, two: Role, comparison: Comparison) -> None:
    """An official gap is of two occupations."""
    for gap in comparison.salary.gaps:
        ours, theirs = (
            {
                code
                for pay in role.salary
                if pay.amount is not None and pay.statistic == gap.statistic
                for code in get_codes(role, pay)
            }
            for role in (one, two)
        )
        if gap.basis == "nearest" and gap.difference is not None:
            assert len(ours | theirs) != 1
        if ours and ours == theirs and gap.basis == "nearest":
            assert gap.difference is None
            assert gap.reason == "same-occupation"


def has_kind(role: Role, section: Section, row: Row) -> bool:
    """Whether a role has any data of the kind that a row is."""
    return any(
        is_stated(cell) and bool(cell.ratings) == row.is_rated and (not row.is_rated or cell.area == row.area)
        for cell in role.section(section)
    )


def assert_no_row_is_one_sided_where_the_other_is_unknown(one: Role, two: Role, comparison: Comparison) -> None:
    """What only one role states is so only if the other, of the same vocabulary, has data of that kind."""
    alike = (one.source is None) == (two.source is None) and (one.source is None or one.dataset == two.dataset)
    for section in SECTIONS:
        for row in comparison.section(section):
            silent = [role for role in (one, two) if not is_stated(row.roles[role.id])]
            if row.status == "unique":
                assert alike
                assert all(row.roles[role.id] or has_kind(role, section, row) for role in silent)
            if row.status == "unknown":
                assert not alike or not all(has_kind(role, section, row) for role in silent)


def assert_step_asks_for_more(step: Step, roles: Sequence[Role]) -> None:
    """What a step asks for is higher, or new, and never an example."""
    one, two = (next(role for role in roles if role.id == role_id) for role_id in (step.from_, step.to))
    assert all(each.from_level + 5 <= each.to_level and each.importance >= 50 for each in step.higher)
    for each in step.new:
        assert each.area != "technology"
        here = {cell.item for cell in one.section(each.section) if is_stated(cell)}
        there = {cell.item for cell in two.section(each.section) if is_stated(cell)}
        assert not here & set(each.ids)
        assert set(each.ids) <= there
    for change in step.classes:
        if change.area == "job zone" and change.from_ and change.to:
            zones = [
                int(cell.item.rpartition("-")[2])
                for role in (one, two)
                for cell in role.requirements
                if cell.area == "job zone"
            ]
            assert change.change == ("higher" if zones[1] > zones[0] else "same" if zones[1] == zones[0] else "lower")


def assert_rules(catalog: Catalog, one: Role, two: Role) -> None:
    """All rules hold for two roles, and the brief JSON is short."""
    comparison = compare([one, two], catalog.sources)
    assert_no_occupation_meets_itself(one, two, comparison)
    assert_no_row_is_one_sided_where_the_other_is_unknown(one, two, comparison)
    for step in comparison.highlights.steps:
        assert_step_asks_for_more(step, (one, two))
    assert_well_formed(comparison)
    assert len(msgspec.json.encode(select_brief(comparison))) <= BRIEF


def test_pairs_of_the_box(catalog: Catalog) -> None:
    """The rules hold for pairs of occupations of the box, drawn by a fixed seed."""
    draw = random.Random(SEED)
    occupations = sorted({role.id for layer in catalog.layers for role in layer.get_roles("onet")})
    for _ in range(PAIRS // 4):
        one, two = draw.sample(occupations, 2)
        assert_rules(catalog, catalog.get_role(one), catalog.get_role(two))


def test_bundled_pairs(catalog: Catalog) -> None:
    """The rules hold for every pair of bundled roles."""
    for one, two in permutations([catalog.get_role(role_id) for role_id in get_ids(catalog)], 2):
        assert_rules(catalog, one, two)


Writer = Callable[[Path], str]
MADE_UP: dict[Publisher, Writer] = {
    "onet": write_onet,
    "oews": write_oews,
    "projections": write_projections,
    "esco": write_esco,
}


def test_made_up_pairs(catalog: Catalog, tmp_path: Path) -> None:
    """The rules hold for every pair of the occupations of made-up releases, among each other and with bundled roles."""
    store = Store(tmp_path / "store.sqlite")
    for publisher, write in MADE_UP.items():
        for release in read_releases(publisher, [write(tmp_path)]):
            store.put(release)
    both = Catalog([catalog.layers[0], StoreLayer(store)])
    roles = [role.id for layer in both.layers for role in layer.get_roles(None)]
    for one, two in permutations([both.get_role(role_id) for role_id in roles], 2):
        assert_rules(both, one, two)
    store.close()


DATA = Path(os.environ.get("CAREERCLI_TEST_DATA") or ".")
RELEASES: dict[str, dict[Publisher, list[Path]]] = {
    "29.0": {
        "onet": [DATA / "onet" / "db_29_0_text.zip"],
        "oews": [DATA / "oews" / "national_M2024_dl.xlsx"],
        "esco": sorted((DATA / "esco").glob("*.zip")),
    },
    "29.3": {
        "onet": [DATA / "onet" / "db_29_3_excel.zip"],
        "oews": [DATA / "oews" / "national_M2023_dl.xlsx"],
    },
}


@pytest.fixture(scope="module", params=RELEASES)
def published(
    request: pytest.FixtureRequest, catalog: Catalog, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Catalog]:
    """A catalog of the bundled roles and of one set of the publishers' own releases."""
    store = Store(tmp_path_factory.mktemp("store") / "datasets.sqlite")
    for publisher, paths in RELEASES[request.param].items():
        for release in read_releases(publisher, list(map(str, paths))):
            store.put(release)
    yield Catalog([catalog.layers[0], StoreLayer(store)])
    store.close()


@pytest.mark.skipif(not os.environ.get("CAREERCLI_TEST_DATA"), reason="CAREERCLI_TEST_DATA names no folder of releases")
def test_published_pairs(published: Catalog) -> None:
    """The rules hold for pairs drawn by a fixed seed: of one dataset, of a detail code and its parent, and of a bundled
    role and an occupation."""
    draw = random.Random(SEED)
    by_dataset: dict[str, list[str]] = {}
    for layer in published.layers:
        for role in layer.get_roles(None):
            by_dataset.setdefault(role.dataset, []).append(role.id)
    pairs = [tuple(draw.sample(ids, 2)) for ids in by_dataset.values() if len(ids) > PAIRS for _ in range(PAIRS)]
    details = [role_id for role_id in by_dataset["onet"] if not role_id.endswith("-00")]
    pairs += [(role_id, f"{role_id[:-2]}00") for role_id in draw.sample(details, 10)]
    pairs += [(draw.choice(by_dataset["bundled"]), draw.choice(by_dataset["onet"])) for _ in range(10)]
    pairs += [("practice-administrator", "onet-11-9111-00")]
    known = {role_id for ids in by_dataset.values() for role_id in ids}
    for one, two in pairs:
        if {one, two} <= known:
            assert_rules(published, published.get_role(one), published.get_role(two))
