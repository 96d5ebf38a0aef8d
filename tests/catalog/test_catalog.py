"""The roles in force: what a name finds, and how a role file becomes roles."""

from pathlib import Path
from textwrap import dedent

import pytest

from careercli.catalog.box import find_bundled_roles
from careercli.catalog.catalog import Catalog, load_catalog
from careercli.errors import AmbiguousRoleError, UnknownRoleError
from careercli.model import Agreement, Stated
from catalogs import get_ids, make_catalog


def parse(text: str) -> Catalog:
    """The catalog of a role file."""
    return make_catalog(dedent(text).encode())


ITEMS = """\
items:
  order-supplies:
    label: Order supplies and equipment
    kind: duty
    area: operations
  bookkeeping:
    label: Keeping books
    kind: skill
roles:
  clerk:
    title: Clerk
    duties:
"""


def get_duties(*lines: str) -> tuple[Stated, ...]:
    """The duties of a clerk whose list of duties has these lines, in a file that has items."""
    return parse(ITEMS + "".join(f"      - {line}\n" for line in lines)).get("clerk").duties


@pytest.mark.parametrize(
    "name",
    [
        "practice-manager",
        "Practice Manager",
        "PRACTICE-MANAGER",
        "practice_manager",
        "  practice   manager ",
        "Practice\tManager",
        "practice - manager",
        "practice\N{NON-BREAKING HYPHEN}manager",
        "medical practice manager",
        "Medical_Practice-MANAGER",
    ],
)
def test_a_name_fits_in_any_case_and_spacing(catalog: Catalog, name: str) -> None:
    """A role is found by id, title or alias, in any case, with spaces, hyphens or underscores."""
    assert catalog.get_id(name) == "practice-manager"
    assert catalog.get(name).id == "practice-manager"


@pytest.mark.parametrize("name", ["operation manager", "the office managers", "Managers of Offices"])
def test_a_name_fits_in_another_number(catalog: Catalog, name: str) -> None:
    """A title or an alias is found in the singular and the plural, and with an article; not in another order."""
    if name == "Managers of Offices":
        with pytest.raises(UnknownRoleError):
            catalog.get_id(name)
    else:
        assert (
            catalog.get_id(name)
            == f"{name.removeprefix('the ').split()[0].rstrip('s')}{'s' * ('operation' in name)}-manager"
        )


def test_every_bundled_role_is_found_by_each_of_its_names(catalog: Catalog) -> None:
    """The id, the title and every alias of each bundled role name this role and no other."""
    for role_id, title in ((role.id, role.title) for role in catalog.get_list().roles):
        for name in (role_id, title, *catalog.get(role_id).aliases):
            assert catalog.get_id(name) == role_id


def test_office_and_medical_office_manager_are_two_roles(catalog: Catalog) -> None:
    """The office manager and the medical office manager are different roles: neither is an alias of the other."""
    office, medical = catalog.get("office manager"), catalog.get("medical office manager")
    assert (office.id, medical.id) == ("office-manager", "medical-office-manager")
    assert "medical office manager" not in [alias.casefold() for alias in office.aliases]
    assert "office manager" not in [alias.casefold() for alias in medical.aliases]


def test_a_code_names_the_occupation_itself(catalog: Catalog) -> None:
    """An occupation code names the occupation of the box, also if it is the nearest one of a role."""
    assert catalog.get_id("43-1011") == "onet-43-1011-00"


def test_a_code_of_one_role_names_it() -> None:
    """An occupation code that is only the nearest one of a role names that role."""
    with load_catalog(dataset="bundled") as catalog:
        assert catalog.get_id("43-1011") == "office-manager"


def test_a_code_of_several_roles_lists_them_all() -> None:
    """An occupation code that is only the nearest one of several roles is refused with the ids of all of them, and of
    no other."""
    with load_catalog(dataset="bundled") as catalog:
        with pytest.raises(AmbiguousRoleError, match="'11-9111' may mean 3 roles") as caught:
            catalog.get("11-9111")
        roles = [catalog.get(role_id) for role_id in get_ids(catalog)]
    fits = {role.id for role in roles if any(code.code == "11-9111" for code in role.codes)}
    assert len(fits) > 1
    assert {each.id for each in caught.value.candidates} == fits
    assert caught.value.exit_code == 3


def test_an_id_always_names_its_role() -> None:
    """An id names its role also where another role is called so: it is the name to use where a name fits several."""
    made = parse("""
        roles:
          lead: {title: Clinic Lead}
          chief: {title: Chief, aliases: [lead]}
        """)
    assert made.get("lead").title == "Clinic Lead"


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("practise-manager", "practice-manager"),
        ("ofice manager", "office-manager"),
        ("Medical Ofice Manager", "medical-office-manager"),
        ("practice administrater", "practice-administrator"),
        ("operation manger", "operations-manager"),
        ("administrator", "office-manager"),
    ],
)
def test_an_unknown_name_suggests_the_nearest_three(name: str, nearest: str) -> None:
    """A name that fits no role is refused with those that come nearest, the nearest first; up to three are named."""
    with load_catalog(dataset="bundled") as catalog:
        suggested = catalog.suggest(name)
        assert suggested[0][1].id == nearest
        assert len({role.id for _, role in suggested}) == len(suggested)
        with pytest.raises(UnknownRoleError) as caught:
            catalog.get(name)
    assert list(caught.value.candidates) == [role for _, role in suggested]
    places = [caught.value.message.index(f"{text} ({role.id})") for text, role in suggested[:3]]
    assert places == sorted(places)
    assert repr(name) in caught.value.message
    assert caught.value.exit_code == 3


@pytest.mark.parametrize("name", ["", " ", "-", "[bold]", "\x1b[31m"])
def test_no_name_is_too_odd_to_be_refused(catalog: Catalog, name: str) -> None:
    """A name that is empty or odd is refused like any other unknown one, without a control character."""
    with pytest.raises(UnknownRoleError) as caught:
        catalog.get(name)
    assert caught.value.message.isprintable()


SAID = """\
sources:
  morning: {title: Morning, voice: press}
  evening: {title: Evening, voice: press}
  alone: {title: Alone}
  apart: {title: Apart}
roles:
  clerk:
    title: Clerk
    duties:
"""


@pytest.mark.parametrize(
    ("statements", "agreement"),
    [
        (["{item: Count, sources: [alone]}"], "single"),
        (["{item: Count}"], "single"),
        (["{item: Count}", "{item: Count, text: Counts all}"], "single"),
        (["{item: Count, sources: [morning, evening]}"], "single"),
        (["{item: Count, sources: [morning]}", "{item: Count, sources: [evening]}"], "single"),
        (["{item: Count, sources: [alone]}", "{item: Count, sources: [alone]}"], "single"),
        (["{item: Count, sources: [alone, apart]}"], "agreed"),
        (["{item: Count, sources: [morning]}", "{item: Count, sources: [alone]}"], "agreed"),
        (["{item: Count, sources: [alone]}", "{item: Count, sources: [apart]}"], "agreed"),
        (["{item: Count, sources: [alone]}", "{item: Count, modality: some, sources: [apart]}"], "agreed"),
        (["{item: Count, modality: typical, sources: [alone]}", "{item: Count, sources: [alone]}"], "single"),
        (["{item: Count, sources: [alone]}", "{item: Count, contradicts: No., sources: [alone]}"], "contested"),
        (["{item: Count, against: true, sources: [alone]}"], "single"),
        (["{item: Count, against: true}", "{item: Count, against: true, sources: [alone]}"], "single"),
        (["{item: Count, sources: [morning]}", "{item: Count, against: true, sources: [evening]}"], "contested"),
        (["{item: Count, against: false, sources: [alone]}"], "single"),
    ],
)
def test_agreement(statements: list[str], agreement: Agreement) -> None:
    """A cell is contested where one statement denies what another gives, or names a contradiction; agreed where two
    voices say it, however strongly; else single. Sources of one voice count once.
    """
    lines = "".join(f"      - {statement}\n" for statement in statements)
    (cell,) = parse(SAID + lines).get("clerk").duties
    assert cell.agreement == agreement
    assert len(cell.statements) == len(statements)


def test_what_speaks_against_comes_last() -> None:
    """In a cell the statements stand in the order of the file, but those that deny the item come last, marked."""
    (cell,) = get_duties(
        "{item: Count, text: Does not, against: true}",
        "{item: Count, text: Counts}",
        "{item: Count, text: Counts well}",
    )
    assert [(statement.text, statement.against) for statement in cell.statements] == [
        ("Counts", False),
        ("Counts well", False),
        ("Does not", True),
    ]


def test_what_denies_an_item_is_not_searched() -> None:
    """A search does not find a role by an item that it is denied."""
    catalog = parse(
        "roles:\n  clerk:\n    title: Clerk\n    duties:\n      - {item: Count}\n"
        "      - {item: Count, text: Not by hand, against: true}\n      - {item: Drive, against: true}\n"
    )
    assert [catalog.search(word, 5).total for word in ("count", "hand", "drive")] == [1, 0, 0]


@pytest.mark.parametrize(
    "name",
    ["order-supplies", "Order-Supplies", "Order supplies and equipment", "ORDER SUPPLIES AND EQUIPMENT"],
)
@pytest.mark.parametrize("line", ["{}", "item: {}"])
def test_a_plain_string_names_a_known_item(name: str, line: str) -> None:
    """What is listed under the id or the label of a known item, in any case, is this item."""
    (duty,) = get_duties(line.format(name))
    assert (duty.item, duty.label, duty.area) == ("order-supplies", "Order supplies and equipment", "operations")
    assert duty.statements[0].text == "Order supplies and equipment"
    assert duty.statements[0].modality == "stated"


def test_any_other_string_is_an_item_of_its_own() -> None:
    """What no known item is called becomes an item of its own, told as it is written, without area or source."""
    (duty,) = get_duties("Feed the office cat")
    assert (duty.item, duty.label, duty.area, duty.agreement) == (
        "feed-the-office-cat",
        "Feed the office cat",
        None,
        "single",
    )
    assert [(said.text, said.modality, said.condition, said.sources) for said in duty.statements] == [
        ("Feed the office cat", "stated", None, ())
    ]


def test_a_label_is_known_among_its_kind() -> None:
    """A label names an item of the section's own kind only: a duty that is called like a skill is not that skill."""
    (duty,) = get_duties("Keeping books")
    assert duty.item != "bookkeeping"


def test_items_of_their_own_in_other_letters_stay_apart() -> None:
    """Two texts in any script that are not the same text are not the same item, and each has an id."""
    duties = get_duties("会計", "採用", "Führen", "Fahren", "C++", "C")
    assert len({duty.item for duty in duties}) == 6
    assert all(duty.item for duty in duties)


def test_one_item_of_its_own_has_one_label() -> None:
    """Two roles that list the same text in different case state one item, which has one label."""
    made = parse("""
        roles:
          baker: {title: Baker, duties: [Feed the cat]}
          clerk: {title: Clerk, duties: [feed the cat]}
        """)
    (one,), (two,) = made.get("baker").duties, made.get("clerk").duties
    assert (one.item, one.label) == (two.item, two.label)


def test_items_of_a_section_go_by_area_then_as_listed() -> None:
    """The items of a section go by area, those of one area in the order of the file, those without any last."""
    duties = get_duties("Wash up", "Order supplies and equipment", "Add up")
    assert [duty.label for duty in duties] == ["Order supplies and equipment", "Wash up", "Add up"]


@pytest.mark.parametrize(("written", "amount"), [("61000", 61_000), ("61000.50", 61_000.5), ("0", 0)])
def test_salary_in_short(written: str, amount: float) -> None:
    """`salary: 61000` is one average of the role's own, undated and unsourced, in US dollars a year."""
    role = parse(f"roles: {{clerk: {{title: Clerk, salary: {written}}}}}").get("clerk")
    (estimate,) = role.salary
    assert (estimate.role, estimate.amount, estimate.statistic) == ("clerk", amount, "average")
    assert (estimate.currency, estimate.period, estimate.area) == ("USD", "year", None)
    assert (estimate.as_of, estimate.nearest, estimate.sources) == (None, None, ())


def test_no_salary_is_no_estimate() -> None:
    """A role without a salary in its file has no estimate, which is not one of zero."""
    assert parse("roles: {clerk: {title: Clerk}}").get("clerk").salary == ()


def test_defaults_fill_in_what_an_estimate_leaves_out() -> None:
    """Currency, period and area of the file hold for every estimate that does not say otherwise."""
    made = parse("""
        defaults: {currency: EUR, period: month, area: Austria}
        roles:
          baker: {title: Baker, salary: 3000}
          clerk: {title: Clerk, salary: [{amount: 20, period: hour, currency: CHF, area: Bern}]}
        """)
    (low,), (high,) = made.get("baker").salary, made.get("clerk").salary
    assert (low.currency, low.period, low.area) == ("EUR", "month", "Austria")
    assert (high.currency, high.period, high.area) == ("CHF", "hour", "Bern")


@pytest.mark.parametrize(("match", "is_own"), [("exact", True), ("nearest", False)])
def test_an_occupations_figures_are_the_roles_own_only_where_it_is_that_occupation(match: str, is_own: bool) -> None:
    """Pay and outlook of a role's very occupation are its own; those of the nearest one are marked with it."""
    role = parse(f"""
        occupations:
          "1-1":
            scheme: made-up
            title: Clerks
            salary: [{{amount: 2, statistic: mean}}]
            outlook: [{{employment: 3}}]
        roles:
          clerk:
            title: Clerk
            salary: 1
            codes: [{{scheme: made-up, code: "1-1", match: {match}}}]
        """).get("clerk")
    own, official = role.salary
    assert (own.amount, own.nearest) == (1, None)
    assert official.amount == 2
    assert role.codes[0].title == "Clerks"
    assert (official.nearest is None, role.outlook[0].nearest is None) == (is_own, is_own)


def test_a_document_comes_with_the_sources_it_names() -> None:
    """A role is given with all that it names, and the sources of the catalog to find them in."""
    made = parse(SAID + "      - {item: Count, sources: [alone]}\n")
    document = made.get_document("clerk")
    assert document.role == made.get("clerk")
    assert document.sources == made.sources


def test_the_bundled_file_is_found_from_a_checkout() -> None:
    """In a checkout the bundled roles are those of data/roles.yaml at its top."""
    assert find_bundled_roles().samefile(Path(__file__).parents[2] / "data" / "roles.yaml")


def test_the_50th_percentile_is_a_median_and_no_other_figure() -> None:
    """A median given only among percentiles is the 50th, or its top code; an average or a mean is never that."""
    role = parse(
        """\
        roles:
          clerk:
            title: Clerk
            salary:
              - {statistic: median, percentiles: {p50: 40}}
              - {statistic: average, percentiles: {p50: 40}}
              - {statistic: mean, percentiles: {at_or_above: {p50: 90}}}
              - {statistic: median, percentiles: {at_or_above: {p50: 90}}}
        """
    ).get("clerk")
    assert [(pay.amount, pay.at_or_above) for pay in role.salary] == [
        (40, None),
        (None, None),
        (None, None),
        (None, 90),
    ]
