"""The plain sentences: that there are few, that they are true, and what each of them must name."""

import re
from itertools import permutations

import pytest
from hypothesis import given
from msgspec.structs import replace

from careercli.catalog.catalog import Catalog
from careercli.comparison.compare import compare
from careercli.documents import Comparison, Gap
from careercli.model import (
    Estimate,
    OccupationRef,
    Role,
    Source,
    is_stated,
)
from careercli.words import format_money
from catalogs import get_ids
from strategies import comparable_roles, figures_of

Made = tuple[list[Role], dict[str, Source]]


def paid(role: Role, amount: float | None, currency: str = "USD") -> Role:
    """The role with one median a year as all its pay."""
    pay = Estimate(
        role=role.id,
        amount=amount,
        percentiles=None,
        statistic="median",
        currency=currency,
        period="year",
        area=None,
        as_of=None,
        nearest=None,
        employment=None,
        sources=(),
    )
    return replace(role, salary=(pay,))


def unpaid(role: Role) -> Role:
    """The role without any pay."""
    return replace(role, salary=())


def get_roles(catalog: Catalog, *names: str) -> list[Role]:
    """Some of the bundled roles."""
    return [catalog.get(name) for name in names]


def get_own_gap(comparison: Comparison) -> Gap:
    """The gap of their own pay between the first two roles."""
    return next(gap for gap in comparison.salary.gaps if gap.basis == "own")


def get_new_labels(sentence: str) -> tuple[list[str], int]:
    """The labels that a step sentence names, and how many items it speaks of in all."""
    labels = sentence.partition(": ")[2].removesuffix(".")
    more = re.search(r" \(and (\d+) more\)$", labels)
    named = labels[: more.start()] if more else labels
    return named.split("; "), len(named.split("; ")) + (int(more[1]) if more else 0)


def assert_well_formed(comparison: Comparison) -> None:
    """The summary has two to five sentences, each with a beginning and an end."""
    assert 2 <= len(comparison.summary) <= 5
    for sentence in comparison.summary:
        assert re.fullmatch(r"\S.*[^.\s]\.", sentence), sentence
        assert "None" not in sentence
        assert "  " not in sentence


def assert_step_is_new(roles: list[Role], comparison: Comparison) -> None:
    """The step sentence names only requirements and skills of the second role that the first does not state."""
    first, second = roles[:2]
    known = {item.item for item in (*first.requirements, *first.skills) if is_stated(item)}
    firm = {"stated", "typical", "common"}
    asked = {
        item.item: item.label
        for item in (*second.requirements, *second.skills)
        if any(said.modality in firm for said in item.statements if not said.against)
    }
    new = [label for item, label in asked.items() if item not in known]
    sentence = comparison.summary[-1]
    if not asked:
        assert sentence == f"What the step from {first.title} to {second.title} asks for, no source states."
    elif not new:
        assert sentence.endswith(f"asks for nothing not also stated of {first.title}.")
    else:
        assert sentence.startswith(f"The step from {first.title} to {second.title} asks for what is not stated of")
        labels, count = get_new_labels(sentence)
        assert count == len(new)
        assert set(labels) <= set(new)
        assert len(labels) == min(3, len(new))


@pytest.mark.parametrize("count", [2, 3, 5])
def test_bundled_roles_are_told_in_two_to_five_sentences(catalog: Catalog, count: int) -> None:
    """Every pair and triple of the bundled roles, and all five, in any order, are told in two to five sentences."""
    roles = get_roles(catalog, *get_ids(catalog))
    for together in permutations(roles, count):
        assert_well_formed(compare(together, catalog.sources))


@given(comparable_roles(2, 5))
def test_any_roles_are_told_in_two_to_five_sentences(made: Made) -> None:
    """Whatever is stated of two to five roles, they are told in two to five sentences."""
    assert_well_formed(compare(*made))


def test_roles_of_which_nothing_is_stated_are_told(catalog: Catalog) -> None:
    """Two roles of which nothing is stated are told too: that nothing is."""
    nothing = {"salary": (), "outlook": (), "duties": (), "requirements": (), "skills": (), "environment": ()}
    roles = [replace(role, **nothing) for role in get_roles(catalog, "office-manager", "practice-manager")]
    comparison = compare(roles, catalog.sources)
    assert_well_formed(comparison)
    assert comparison.summary[0].endswith(": no source states pay for Office Manager or Practice Manager.")
    assert "No source states any duty" in comparison.summary[1]


@pytest.mark.parametrize(
    ("higher", "lower", "more", "percent"),
    [
        ("Practice Manager", "Office Manager", "$9,994", "17.87%"),
        ("Operations Manager", "Practice Manager", "$9,927", "15.06%"),
        ("Practice Administrator", "Office Manager", "$23,006", "41.14%"),
    ],
)
def test_the_higher_role_comes_first_with_the_base(
    catalog: Catalog, higher: str, lower: str, more: str, percent: str
) -> None:
    """The pay sentence names the higher role first and says whose pay the percentage is of, in either order asked."""
    roles = get_roles(catalog, higher, lower)
    for together in (roles, roles[::-1]):
        sentence = compare(together, catalog.sources).summary[0]
        assert sentence.startswith(f"{higher} pays {more} a year more than {lower}, {percent} of {lower}'s pay: ")


@given(comparable_roles(2, 2))
def test_the_pay_sentence_tells_the_gap_and_the_amounts(made: Made) -> None:
    """The pay sentence of two roles tells the difference, its base, and the two stated amounts it was taken of."""
    roles, sources = made
    comparison = compare(roles, sources)
    gap, sentence = get_own_gap(comparison), comparison.summary[0]
    if gap.difference is None:
        assert sentence == f"No pay gap can be told: {gap.notes[0][0].lower()}{gap.notes[0][1:]}"
        return
    one, two = roles
    higher, lower = (two, one) if gap.difference > 0 else (one, two)
    highs, lows = (
        [estimate.amount for estimate in figures_of(role, "own") if estimate.statistic == gap.statistic]
        for role in (higher, lower)
    )
    pairs = [
        (format_money(high, gap.currency or ""), format_money(low, gap.currency or ""))
        for high in highs
        for low in lows
        if high is not None and low is not None and round(high - low, 2) == abs(gap.difference)
    ]
    if gap.difference == 0:
        assert "pay the same" in sentence
        assert any(f"the same, {high} a {gap.period}" in sentence for high, _ in pairs)
    else:
        more = format_money(abs(gap.difference), gap.currency or "")
        assert sentence.startswith(f"{higher.title} pays {more} a {gap.period} more than {lower.title}")
        assert any(f": {high} against {low} (" in sentence for high, low in pairs)
        percent = gap.percent_of_from if lower is one else gap.percent_of_to
        if percent is None:
            assert "%" not in sentence
        else:
            assert f", {abs(percent):.2f}% of {lower.title}'s pay: " in sentence


def test_zero_pay_is_not_a_base(catalog: Catalog) -> None:
    """Where the lower role pays nothing the pay sentence has no percentage."""
    one, two = get_roles(catalog, "office-manager", "practice-manager")
    sentence = compare([paid(one, 0), paid(two, 50_000)], catalog.sources).summary[0]
    assert sentence == "Practice Manager pays $50,000 a year more than Office Manager: $50,000 against $0 (medians)."


def test_an_estimate_without_amount_is_not_told_as_zero(catalog: Catalog) -> None:
    """The amounts told are those that the gap was taken of, also where a like estimate without amount comes first."""
    one, two = get_roles(catalog, "office-manager", "practice-manager")
    both = replace(one, salary=(*paid(one, None).salary, *paid(one, 40_000).salary))
    sentence = compare([both, paid(two, 50_000)], catalog.sources).summary[0]
    assert sentence.endswith("$50,000 against $40,000 (medians).")


def test_the_most_and_the_least_of_three_are_told(catalog: Catalog) -> None:
    """Of three or more roles the pay sentence names the one that pays most first, then the one that pays least."""
    roles = get_roles(catalog, "office-manager", "practice-administrator", "practice-manager")
    for together in permutations(roles):
        assert (
            compare(together, catalog.sources)
            .summary[0]
            .startswith("Practice Administrator pays most, $78,929 a year, and Office Manager least, $55,923")
        )


def test_the_official_sentence_names_the_occupation_of_its_figure(catalog: Catalog) -> None:
    """A role near two occupations is told with the one whose figure the official gap was taken of."""
    one, two = get_roles(catalog, "office-manager", "practice-manager")
    health, general, office = (
        OccupationRef("soc-2018", code, title) for code, title in [("1", "Health"), ("2", "General"), ("3", "Office")]
    )
    figures = paid(one, 90_000).salary[0], paid(one, 80_000).salary[0], paid(two, 60_000).salary[0]
    near_two = (replace(figures[0], nearest=health), replace(figures[1], nearest=general, statistic="mean"))
    roles = [replace(one, salary=near_two), replace(two, salary=(replace(figures[2], nearest=office),))]
    sentence = compare(roles, catalog.sources).summary[1]
    assert "$30,000 apart" in sentence
    assert "$90,000 for Health (nearest to Office Manager) against $60,000 for Office" in sentence


@pytest.mark.parametrize("other", ["office-manager", "practice-manager"])
def test_a_role_without_pay_is_told_of_a_pair(catalog: Catalog, other: str) -> None:
    """Where no source states pay for one of two roles the pay sentence says so, in either order asked."""
    roles = get_roles(catalog, "medical-office-manager", other)
    for together in (roles, roles[::-1]):
        sentence = compare(together, catalog.sources).summary[0]
        assert sentence == "No pay gap can be told: no source states pay for Medical Office Manager."


def test_a_role_without_pay_is_told_of_several(catalog: Catalog) -> None:
    """Where some roles have pay and others none the pay sentence names those that have none."""
    roles = get_roles(catalog, *get_ids(catalog))
    sentence = compare(roles, catalog.sources).summary[0]
    assert sentence.endswith("; no source states pay for Medical Office Manager.")


def test_a_role_without_an_amount_is_told_of_several(catalog: Catalog) -> None:
    """A role whose only estimate has no amount is named in the pay sentence like one without any."""
    one, two, three = get_roles(catalog, "office-manager", "practice-manager", "operations-manager")
    roles = [paid(one, 40_000), paid(two, 50_000), paid(three, None)]
    assert "Operations Manager" in compare(roles, catalog.sources).summary[0]


def test_a_role_without_pay_is_told_beside_equal_pay(catalog: Catalog) -> None:
    """Where two roles pay the same and a third has no stated pay, the pay sentence says so of the third."""
    one, two, three = get_roles(catalog, "office-manager", "practice-manager", "operations-manager")
    sentence = compare([paid(one, 50_000), paid(two, 50_000), unpaid(three)], catalog.sources).summary[0]
    assert sentence.startswith("Office Manager and Practice Manager pay the same, ")
    assert "no source states pay for Operations Manager" in sentence


def test_no_role_is_passed_over_in_most_and_least(catalog: Catalog) -> None:
    """A role whose pay is in another currency is named in the pay sentence: most and least leave it out."""
    one, two, three = get_roles(catalog, "office-manager", "practice-manager", "operations-manager")
    roles = [paid(one, 40_000), paid(two, 50_000), paid(three, 90_000, "EUR")]
    assert "Operations Manager" in compare(roles, catalog.sources).summary[0]


def test_equal_pay_is_told_as_the_same(catalog: Catalog) -> None:
    """Two roles with equal pay are told to pay the same, without a higher one and without a percentage."""
    one, two = get_roles(catalog, "office-manager", "practice-manager")
    sentence = compare([paid(one, 50_000), paid(two, 50_000.0)], catalog.sources).summary[0]
    assert sentence == "Office Manager and Practice Manager pay the same, $50,000 a year (medians)."


def test_less_than_a_cent_is_no_difference(catalog: Catalog) -> None:
    """Two roles whose pay differs by less than a cent are told to pay the same, as the gap between them says."""
    one, two = get_roles(catalog, "office-manager", "practice-manager")
    sentence = compare([paid(one, 28.5), paid(two, 28.501)], catalog.sources).summary[0]
    assert "pay the same, $28.50 a year" in sentence


def test_equal_pay_of_three_names_all(catalog: Catalog) -> None:
    """Three roles with equal pay are all told to pay the same."""
    roles = get_roles(catalog, "office-manager", "practice-manager", "operations-manager")
    sentence = compare([paid(role, 50_000) for role in roles], catalog.sources).summary[0]
    assert "pay the same, $50,000" in sentence
    assert all(role.title in sentence for role in roles)


def test_the_step_between_bundled_roles_is_new(catalog: Catalog) -> None:
    """For every pair of bundled roles the step sentence names only what is not stated of the first."""
    for pair in permutations(get_roles(catalog, *get_ids(catalog)), 2):
        assert_step_is_new(list(pair), compare(pair, catalog.sources))


@given(comparable_roles(2, 4))
def test_the_step_is_new(made: Made) -> None:
    """The step sentence names only requirements and skills of the second role that the first does not state."""
    roles, sources = made
    assert_step_is_new(roles, compare(roles, sources))


@given(comparable_roles(2, 4))
def test_the_shared_sentence_counts_the_shared_rows(made: Made) -> None:
    """The sentence on what the roles share counts the rows that all of them share, or says that there are none."""
    comparison = compare(*made)
    who = "Both" if len(comparison.roles) == 2 else f"All {len(comparison.roles)}"
    every = (*comparison.duties, *comparison.requirements, *comparison.skills, *comparison.environment)
    rows = [row for row in every if row.status != "none"]
    shared = [row for row in rows if row.status == "shared"]
    if shared:
        told = f"{who} share {len(shared)} of the {len(rows)} items stated ("
    elif rows:
        told = f"{who} share none of the {len(rows)} items stated of them."
    else:
        told = "No source states any duty, requirement, skill or work environment of these roles."
    assert sum(sentence.startswith(told) for sentence in comparison.summary) == 1
