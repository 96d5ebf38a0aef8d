"""The plain sentences: that there are few, that they are true, and what each of them must name."""

import re
from collections.abc import Sequence
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from msgspec.structs import replace

from careercli.catalog.catalog import Catalog
from careercli.comparison.compare import compare
from careercli.comparison.gap import ASKING
from careercli.documents import Comparison, Gap
from careercli.model import (
    SECTIONS,
    Code,
    Estimate,
    OccupationRef,
    Role,
    Source,
    is_stated,
)
from careercli.words import format_money, format_percent, per
from catalogs import get_ids
from rated import SOURCES as MOON
from rated import Made as MadeCell
from rated import make_role, rate, spread_classes, state
from sentences import assert_well_formed
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


def get_step(comparison: Comparison) -> str:
    """The sentence on the step from the first to the second of two roles."""
    (sentence,) = [each for each in comparison.summary if "oving from" in each]
    return sentence


def get_asked(role: Role) -> dict[str, str]:
    """The labels of what a role asks for: stated or typical requirements and skills, by item."""
    return {
        item.item: item.label
        for item in (*role.requirements, *role.skills)
        if any(said.modality in {"stated", "typical"} and not said.against for said in item.statements)
    }


def assert_step_is_new(roles: Sequence[Role], comparison: Comparison) -> None:
    """The step sentence names only what the second role asks for and the first does not list, or says why it names
    nothing."""
    first, second = roles
    listed = {item.item for item in (*first.requirements, *first.skills) if is_stated(item)}
    sections = [section for section in ASKING if all(any(map(is_stated, role.section(section))) for role in roles)]
    known = {item.item for section in sections for item in second.section(section)}
    new = {label for item, label in get_asked(second).items() if item in known and item not in listed}
    sentence = get_step(comparison)
    has = [any(map(is_stated, (*role.requirements, *role.skills))) for role in roles]
    if new:
        head = f"Moving from {first.title} to {second.title} calls for things not listed for {first.title}: "
        named = re.sub(r" \(and (\d+) more\)", "", sentence.removeprefix(head).removesuffix(".")).split("; ")
        more = re.search(r"\(and (\d+) more\)", sentence)
        assert sentence.startswith(head)
        assert set(named) <= new
        assert len(named) + (int(more[1]) if more else 0) == len(new)
        assert len(named) == min(3, len(new))
    elif not has[1]:
        assert sentence == f"No source says what moving from {first.title} to {second.title} requires."
    elif not has[0]:
        assert sentence == (
            f"What is new in moving from {first.title} to {second.title} is unknown: no source says what {first.title} "
            "requires."
        )
    else:
        assert sentence == (
            f"Moving from {first.title} to {second.title} calls for nothing that is not listed for {first.title} as "
            "well."
        )


@pytest.mark.parametrize("count", [2, 3, 5])
def test_bundled_roles_have_well_formed_sentences(catalog: Catalog, count: int) -> None:
    """Every pair and triple of the bundled roles, and all five, in any order, have well-formed sentences."""
    roles = get_roles(catalog, *get_ids(catalog))
    for together in permutations(roles, count):
        assert_well_formed(compare(together, catalog.sources))


@given(comparable_roles(2, 5))
def test_any_roles_have_well_formed_sentences(made: Made) -> None:
    """Whatever is stated of two to five roles, their sentences are well formed."""
    assert_well_formed(compare(*made))


def test_roles_of_which_nothing_is_stated(catalog: Catalog) -> None:
    """Two roles of which nothing is stated have sentences that say so."""
    nothing = dict.fromkeys(("salary", "outlook", *SECTIONS), ())
    roles = [replace(role, **nothing) for role in get_roles(catalog, "office-manager", "practice-manager")]
    assert compare(roles, catalog.sources).summary == (
        "The pay gap is unknown: no source gives pay for Office Manager or Practice Manager.",
        "No source lists duties, requirements, skills or a work environment for these roles.",
        "No source says what moving from Office Manager to Practice Manager requires.",
    )


@pytest.mark.parametrize(
    ("higher", "lower", "more", "percent"),
    [
        ("Practice Manager", "Office Manager", "$9,994", "18%"),
        ("Operations Manager", "Practice Manager", "$9,927", "15%"),
        ("Practice Administrator", "Office Manager", "$23,006", "41%"),
    ],
)
def test_the_higher_role_comes_first(catalog: Catalog, higher: str, lower: str, more: str, percent: str) -> None:
    """The pay sentence names the higher role first, and the whole percentage of the lower pay, in either order."""
    roles = get_roles(catalog, higher, lower)
    for together in (roles, roles[::-1]):
        sentence = compare(together, catalog.sources).summary[0]
        assert sentence.startswith(f"{higher}: {more} ({percent}) more a year than {lower}, ")


@given(comparable_roles(2, 2))
def test_the_pay_sentence_has_the_gap_and_the_amounts(made: Made) -> None:
    """The pay sentence of two roles has the difference, its percentage, and the two stated amounts it is of."""
    roles, sources = made
    comparison = compare(roles, sources)
    gap, sentence = get_own_gap(comparison), comparison.summary[0]
    if gap.difference is None:
        assert sentence == gap.notes[0]
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
    rate = per(gap.period or "")
    if gap.difference == 0:
        assert any(f": the same pay, {high} {rate} (" in sentence for high, _ in pairs)
    else:
        more = format_money(abs(gap.difference), gap.currency or "")
        percent = gap.percent_of_from if lower is one else gap.percent_of_to
        share = "" if percent is None else f" ({format_percent(abs(percent))})"
        assert sentence.startswith(f"{higher.title}: {more}{share} more {rate} than {lower.title}, ")
        assert any(f", {high} against {low} (" in sentence for high, low in pairs)


def test_zero_pay_is_not_a_base(catalog: Catalog) -> None:
    """Where the lower pay is nothing the pay sentence has no percentage."""
    one, two = get_roles(catalog, "office-manager", "practice-manager")
    sentence = compare([paid(one, 0), paid(two, 50_000)], catalog.sources).summary[0]
    assert sentence == "Practice Manager: $50,000 more a year than Office Manager, $50,000 against $0 (medians)."


def test_pay_by_the_hour(catalog: Catalog) -> None:
    """The period has its article; a difference of less than half a percent is not called none."""
    one, two = get_roles(catalog, "office-manager", "practice-manager")
    roles = [
        replace(role, salary=(replace(role.salary[0], period="hour"),)) for role in (paid(one, 20), paid(two, 20.05))
    ]
    assert compare(roles, catalog.sources).summary[0] == (
        "Practice Manager: $0.05 (under 1%) more an hour than Office Manager, $20.05 against $20 (medians)."
    )


def test_an_estimate_without_amount_is_not_zero(catalog: Catalog) -> None:
    """The amounts are those that the gap is of, also where a like estimate without amount comes first."""
    one, two = get_roles(catalog, "office-manager", "practice-manager")
    both = replace(one, salary=(*paid(one, None).salary, *paid(one, 40_000).salary))
    sentence = compare([both, paid(two, 50_000)], catalog.sources).summary[0]
    assert sentence.endswith("$50,000 against $40,000 (medians).")


def test_the_highest_and_the_lowest_of_three(catalog: Catalog) -> None:
    """Of three or more roles the pay sentence names the highest pay first, then the lowest, then how they differ."""
    roles = get_roles(catalog, "office-manager", "practice-administrator", "practice-manager")
    for together in permutations(roles):
        assert compare(together, catalog.sources).summary[0] == (
            "Highest pay: Practice Administrator, $78,929 a year; lowest: Office Manager, $55,923 (averages as the "
            "sources give them). The difference is $23,006 (41%)."
        )


HEALTH, GENERAL, OFFICE = (
    OccupationRef("soc-2018", code, title) for code, title in [("1", "Health"), ("2", "General"), ("3", "Office")]
)


def test_the_official_sentence_names_the_occupation_of_its_figure(catalog: Catalog) -> None:
    """A role near two occupations has the one whose figure the official gap is of."""
    one, two = get_roles(catalog, "office-manager", "practice-manager")
    figures = paid(one, 90_000).salary[0], paid(one, 80_000).salary[0], paid(two, 60_000).salary[0]
    near_two = (replace(figures[0], nearest=HEALTH), replace(figures[1], nearest=GENERAL, statistic="mean"))
    roles = [replace(one, salary=near_two), replace(two, salary=(replace(figures[2], nearest=OFFICE),))]
    assert compare(roles, catalog.sources).summary[1] == (
        "Official median pay for the nearest, broader occupations differs by $30,000 a year: $90,000 for Health "
        "(nearest to Office Manager) and $60,000 for Office (nearest to Practice Manager)."
    )


def test_an_occupation_is_not_called_broader_than_itself(catalog: Catalog) -> None:
    """Where one role is an occupation itself, only the other's is its nearest."""
    one, two = get_roles(catalog, "office-manager", "practice-manager")
    near = replace(one, salary=(replace(paid(one, 90_000).salary[0], nearest=HEALTH),))
    itself = replace(paid(two, 60_000), codes=(Code("soc-2018", "3", "Office", "exact"),))
    assert compare([near, itself], catalog.sources).summary[1] == (
        "Official median pay differs by $30,000 a year: $90,000 for Health (nearest to Office Manager) and $60,000 for "
        "Practice Manager."
    )


def test_one_occupation_is_named_once_as_the_reason(catalog: Catalog) -> None:
    """Where all roles map to one occupation the summary says so; a number is not said to differ by nothing."""
    roles = get_roles(catalog, "practice-manager", "practice-administrator", "medical-office-manager")
    assert compare(roles, catalog.sources).summary[1] == (
        "No official pay gap: both roles map to the same occupation, Medical and Health Services Managers (11-9111)."
    )


def test_equal_official_pay_of_two_occupations(catalog: Catalog) -> None:
    """Official pay that is equal is said to be the same."""
    roles = [
        replace(role, salary=(replace(paid(role, 60_000).salary[0], nearest=near),))
        for role, near in zip(get_roles(catalog, "office-manager", "practice-manager"), (HEALTH, OFFICE), strict=True)
    ]
    assert (
        " for the nearest, broader occupations is the same: $60,000 for " in compare(roles, catalog.sources).summary[1]
    )


@pytest.mark.parametrize(("error", "is_clear"), [(0.1, True), (20, False)])
def test_a_difference_that_chance_explains_is_not_clear(catalog: Catalog, error: float, is_clear: bool) -> None:
    """Official pay differs by an amount if the means beside it differ by more than their errors explain, else it shows
    no clear difference; a role's own pay has the amount, and that it is not clear."""
    roles = []
    for role, near, amount in zip(
        get_roles(catalog, "office-manager", "practice-manager"), (HEALTH, OFFICE), (60_000, 70_000), strict=True
    ):
        (median,) = paid(role, amount).salary
        both = median, replace(median, statistic="mean", error=error)
        roles.append(replace(role, salary=(*both, *(replace(pay, nearest=near) for pay in both))))
    own, official, *_ = compare(roles, catalog.sources).summary
    assert own.endswith(f"$70,000 against $60,000 (medians){'' if is_clear else ', no clear difference'}.")
    differs = "differs by $10,000 a year" if is_clear else "shows no clear difference"
    assert f"for the nearest, broader occupations {differs}: $70,000 for Office" in official


@pytest.mark.parametrize("other", ["office-manager", "practice-manager"])
def test_a_role_without_pay_of_a_pair(catalog: Catalog, other: str) -> None:
    """Where no source gives pay for one of two roles the pay sentence says so, in either order asked."""
    roles = get_roles(catalog, "medical-office-manager", other)
    for together in (roles, roles[::-1]):
        sentence = compare(together, catalog.sources).summary[0]
        assert sentence == "The pay gap is unknown: no source gives pay for Medical Office Manager."


def test_a_role_without_pay_of_several(catalog: Catalog) -> None:
    """Where some roles have pay and others none the pay sentence names those that have none."""
    roles = get_roles(catalog, *get_ids(catalog))
    sentence = compare(roles, catalog.sources).summary[0]
    assert sentence.endswith("; no source gives pay for Medical Office Manager.")
    three = [unpaid(role) for role in roles[:3]]
    assert compare(three, catalog.sources).summary[0] == (
        f"The pay gap is unknown: no source gives pay for {three[0].title}, {three[1].title} or {three[2].title}."
    )


def test_a_role_without_an_amount_of_several(catalog: Catalog) -> None:
    """A role whose only estimate has no amount is named in the pay sentence like one without any."""
    one, two, three = get_roles(catalog, "office-manager", "practice-manager", "operations-manager")
    roles = [paid(one, 40_000), paid(two, 50_000), paid(three, None)]
    assert compare(roles, catalog.sources).summary[0].endswith("; no source gives pay for Operations Manager.")


def test_no_role_is_passed_over_in_highest_and_lowest(catalog: Catalog) -> None:
    """A role whose pay is in another currency is named in the pay sentence: highest and lowest leave it out."""
    one, two, three = get_roles(catalog, "office-manager", "practice-manager", "operations-manager")
    roles = [paid(one, 40_000), paid(two, 50_000), paid(three, 90_000, "EUR")]
    assert compare(roles, catalog.sources).summary[0].endswith("; the pay of Operations Manager is not comparable.")


def test_equal_pay_is_the_same(catalog: Catalog) -> None:
    """Two roles with equal pay have the same, without a higher one and without a percentage; a third is not lost."""
    one, two, three = get_roles(catalog, "office-manager", "practice-manager", "operations-manager")
    roles = [paid(one, 50_000), paid(two, 50_000.0)]
    sentence = "Office Manager and Practice Manager: the same pay, $50,000 a year (medians)"
    assert compare(roles, catalog.sources).summary[0] == f"{sentence}."
    assert compare([*roles, unpaid(three)], catalog.sources).summary[0] == (
        f"{sentence}; no source gives pay for Operations Manager."
    )
    assert (
        "and Operations Manager: the same pay, $50,000"
        in compare([*roles, paid(three, 50_000)], catalog.sources).summary[0]
    )


def test_less_than_a_cent_is_no_difference(catalog: Catalog) -> None:
    """Two roles whose pay differs by less than a cent have the same, as the gap between them says."""
    one, two = get_roles(catalog, "office-manager", "practice-manager")
    sentence = compare([paid(one, 28.5), paid(two, 28.501)], catalog.sources).summary[0]
    assert ": the same pay, $28.50 a year" in sentence


def test_the_step_between_bundled_roles_is_new(catalog: Catalog) -> None:
    """For every pair of bundled roles the step sentence names only what is not listed for the first."""
    for pair in permutations(get_roles(catalog, *get_ids(catalog)), 2):
        assert_step_is_new(pair, compare(pair, catalog.sources))


@given(comparable_roles(2, 2))
def test_the_step_is_new(made: Made) -> None:
    """The step sentence names only requirements and skills of the second role that the first does not list."""
    roles, sources = made
    assert_step_is_new(roles, compare(roles, sources))


@given(comparable_roles(3, 5))
def test_every_step_is_given(made: Made) -> None:
    """Of three or more roles the summary has a sentence for each step, in the order named."""
    roles, sources = made
    sentences = [each for each in compare(roles, sources).summary if "oving from" in each]
    moves = [f"oving from {one.title} to {two.title} " for one, two in pairwise(roles)]
    assert len(sentences) == len(moves)
    assert all(move in sentence for move, sentence in zip(moves, sentences, strict=True))


@given(comparable_roles(2, 4))
def test_the_shared_sentence_counts_what_all_share(made: Made) -> None:
    """The sentence on what the roles share counts the rows that all of them share, among those that are known of all,
    or says that there are none."""
    comparison = compare(*made)
    who = "Both" if len(comparison.roles) == 2 else f"All {len(comparison.roles)}"
    every = [row for section in SECTIONS for row in comparison.section(section)]
    rows = [row for row in every if row.status != "none" and not row.unknown]
    shared = [row for row in rows if row.status == "shared"]
    items = f"{len(rows)} item{'s' if len(rows) != 1 else ''}"
    if shared:
        said = f"{who} share {len(shared)} of the {items} listed ("
    elif rows:
        said = f"{who} share none of the {items} listed."
    elif not every:
        said = "No source lists duties, requirements, skills or a work environment for these roles."
    else:
        assert not any(" share " in sentence for sentence in comparison.summary)
        return
    assert sum(sentence.startswith(said) for sentence in comparison.summary) == 1


def get_summary(*roles: Role) -> str:
    """The sentences of made-up roles as one text."""
    return " ".join(compare(roles, MOON).summary)


def test_examples_are_of_different_areas() -> None:
    """What is named is from as many areas as there are, so that one sentence of a source does not fill the list."""
    made = [
        state("requirements", "certification", area="certification"),
        state("requirements", "first-body", area="certification"),
        state("requirements", "second-body", area="certification"),
        state("skills", "tact", area="general"),
        state("duties", "lead", area="people"),
    ]
    summary = get_summary(make_role("one", *made), make_role("two", *made))
    assert "Lead; Certification; Tact (and 2 more)." in summary


@pytest.mark.parametrize("area", ["overall", "place in the organisation", "variation"])
def test_general_items_are_never_examples(area: str) -> None:
    """What says little about a role is counted and not named."""
    made = [state("environment", "what-pay-depends-on", area=area)]
    only = [state("environment", "many-places", area=area)]
    summary = get_summary(make_role("one", *made, *only), make_role("two", *made))
    assert "Both share 1 of the 2 items listed (1 environment trait)." in summary
    assert "Only One: 1 item." in summary
    more = state("environment", "noise", area="setting")
    assert "(2 environment traits): Noise (and 1 more)." in get_summary(
        make_role("one", *made, more), make_role("two", *made, more)
    )


def test_contested_items_are_named_like_others() -> None:
    """That sources disagree on an item does not push it to the end."""
    contested = MadeCell(
        "duties",
        replace(state("duties", "bake", area="people", sources=("press", "paper")).cell, agreement="contested"),
    )
    made = [state("duties", "sweep", area="people"), contested]
    assert ": Bake; Sweep." in get_summary(make_role("one", *made), make_role("two", *made))


def test_technology_is_named_last_and_counted_apart() -> None:
    """Examples of technology are named only where little else is, the hot ones first."""
    made = [
        state("skills", "lathe", area="technology"),
        state("skills", "robot", area="technology", condition="hot technology, in demand"),
        state("skills", "tact", area="general"),
    ]
    summary = get_summary(make_role("one", *made), make_role("two", *made))
    assert "(1 skill and 2 technologies): Tact; Robot (and 1 more)." in summary


def test_of_two_roles_three_items_of_each_are_named() -> None:
    """Of what only one of two roles lists three items are named, and the others counted."""
    roles = [make_role(name, *(state("duties", f"{name}-{number}") for number in range(4))) for name in ("one", "two")]
    said = "Only One: One 0; One 1; One 2 (and 1 more). Only Two: Two 0; Two 1; Two 2 (and 1 more)."
    assert said in get_summary(*roles)


def test_of_three_roles_what_all_share_is_counted_and_one_item_of_each_is_named() -> None:
    """What two of three roles share is not counted as shared by all; of what only one lists one item is named."""
    made = [*(state("skills", item) for item in ("calm", "tact", "wit")), state("skills", "lathe", area="technology")]
    roles = [
        make_role(
            name,
            *made,
            *(state("duties", f"{name}-{number}") for number in range(2)),
            *([] if name == "three" else [state("skills", "sums")]),
        )
        for name in ("one", "two", "three")
    ]
    summary = get_summary(*roles)
    assert "All 3 share 4 of the 11 items listed (3 skills and 1 technology): Calm; Tact; Wit (and 1 more)." in summary
    assert "Only One: One 0 (and 1 more). Only Two: Two 0 (and 1 more). Only Three: Three 0 (and 1 more)." in summary


RATED = (
    make_role(
        "one",
        *(
            rate("skills", f"s{n}", f"S{n}", importance=value, error=1)
            for n, value in enumerate((90, 80, 70.25, 65, 60, 10))
        ),
        rate("skills", "big", "Big", importance=10, error=None),
        rate("skills", "small", "Small", importance=50, error=None),
        rate("skills", "even", "Even", importance=50, error=None),
    ),
    make_role(
        "two",
        *(
            rate("skills", f"s{n}", f"S{n}", importance=value, error=1)
            for n, value in enumerate((10, 20, 30, 40, 60, 90))
        ),
        rate("skills", "big", "Big", importance=90, error=1),
        rate("skills", "small", "Small", importance=40, error=1),
        rate("skills", "even", "Even", importance=50.6, error=1),
    ),
)


def test_the_largest_clear_differences_are_named() -> None:
    """Of what is rated clearly more important for each role the largest differences are named, and the rest counted;
    what is not clear and what cannot be judged are counted apart, and the largest of these are named with a `?`."""
    sentences = compare(RATED, MOON).summary
    assert (
        "Rated clearly more important for One (points of 100): S0 (+80); S1 (+60); S2 (+40) (and 1 more); for Two: S5 "
        "(+80)."
    ) in sentences
    assert (
        "Of 9 importance ratings 1 show no clear difference and 3 cannot be judged, since no error is published, the "
        "largest being Big (+80? for Two); Small (+10? for One); Even (+1? for Two)."
    ) in sentences


def test_the_step_of_rated_roles() -> None:
    """A step names what is needed at higher levels, and more education or experience, of which the commonest class
    counts; not what is lower."""
    one = make_role(
        "one",
        rate("skills", "sums", "Sums", importance=90, level=20),
        rate("skills", "law", "Law", importance=90, level=41.4, area="knowledge"),
        state("requirements", "zone-3", area="job zone"),
        *spread_classes({1: 60, 2: 40}),
        *spread_classes({1: 10, 2: 90}, area="related work experience"),
    )
    two = make_role(
        "two",
        rate("skills", "sums", "Sums", importance=60, level=60),
        rate("skills", "law", "Law", importance=90, level=90.6, area="knowledge"),
        state("requirements", "zone-5", area="job zone"),
        *spread_classes({1: 40, 2: 60}),
        *spread_classes({1: 90, 2: 10}, area="related work experience"),
    )
    assert get_step(compare([one, two], MOON)) == (
        "Moving from One to Two calls for higher levels (points of 100): Law (41 to 91); Sums (20 to 60). It calls for "
        "more, by the commonest class: job zone (from Zone 3 to Zone 5); required education (from Education 1 to "
        "Education 2)."
    )
    assert get_step(compare([two, one], MOON)) == (
        "Moving from Two to One calls for more, by the commonest class: related work experience (from Experience 1 to "
        "Experience 2)."
    )


def test_a_step_to_a_role_without_ratings() -> None:
    """Where only one of the roles is rated the step says that levels are unknown; and so is a class of one only."""
    one = make_role("one", rate("skills", "sums", "Sums", importance=90, level=20), state("skills", "tact"))
    two = make_role("two", state("skills", "tact"))
    assert get_step(compare([one, two], MOON)).endswith(" as well; unknown: levels of skills.")
    two = make_role("two", state("skills", "tact"), *spread_classes({2: 90}))
    assert get_step(compare([one, two], MOON)).endswith(" unknown: required education and levels of skills.")


def test_roles_of_two_vocabularies() -> None:
    """Roles of a dataset and of a role file are said to use different vocabularies, and nothing else is claimed; two of
    one vocabulary among them are compared."""
    mine = make_role("mine", state("skills", "tact"), source=None)
    yours = make_role("yours", state("skills", "wit"), state("skills", "tact"), source=None)
    theirs = make_role("theirs", state("skills", "sums"))
    said = (
        "Mine (role files) and Theirs (dataset moon) use different vocabularies that careercli does not match; "
        "something listed for one role may also apply to the other."
    )
    assert compare([mine, theirs], MOON).summary[1:] == (said,)
    summary = compare([mine, yours, theirs], MOON).summary
    assert any(each.startswith("Mine and Yours (role files) and Theirs (dataset moon) use") for each in summary)
    assert "Moving from Mine to Yours calls for things not listed for Mine: Wit." in summary
    assert not any("Moving from Yours" in each for each in summary)


@pytest.mark.parametrize("title", ["Bookkeeping, Accounting, and Auditing Clerks", "Surgeons, All Other", "Boss"])
def test_sentences_never_change_a_title(catalog: Catalog, title: str) -> None:
    """Plural titles and titles with commas are named as they are, without a verb or a possessive made to fit them."""
    roles = get_roles(catalog, "office-manager", "practice-manager", "medical-office-manager")
    for together in permutations([replace(roles[0], title=title), *roles[1:]], 2):
        comparison = compare(together, catalog.sources)
        assert_well_formed(comparison)
        for sentence in comparison.summary:
            assert not re.search(re.escape(title) + r"'", sentence)
