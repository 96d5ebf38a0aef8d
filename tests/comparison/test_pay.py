"""The pay gap: the numbers, what is said beside them, and when there are none."""

import re
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from msgspec.structs import replace

from careercli.catalog.catalog import Catalog
from careercli.comparison.pay import PREFERRED, drop_other_period, get_gaps, select_period
from careercli.documents import Gap, Reason
from careercli.model import (
    Code,
    Estimate,
    Number,
    OccupationRef,
    Percentiles,
    Role,
    Source,
)
from strategies import comparable_roles, figures_of

STATED = [
    ("practice-administrator", "office-manager", -23006, -29.15, -41.14),
    ("practice-administrator", "practice-manager", -13012, -16.49, -19.74),
    ("practice-administrator", "operations-manager", -3085, -3.91, -4.07),
    ("office-manager", "practice-manager", 9994, 17.87, 15.16),
    ("office-manager", "operations-manager", 19921, 35.62, 26.27),
    ("practice-manager", "operations-manager", 9927, 15.06, 13.09),
]
"""From, to, difference, percent of the first's and of the second's pay."""

IN_ONE_ARTICLE = {
    ("practice-administrator", "office-manager"): "Practice Administrator vs. Office Manager",
    ("office-manager", "practice-manager"): "Practice Manager vs. Office Manager",
    ("practice-manager", "operations-manager"): "Practice Manager vs. Operations Manager",
}

SOURCES = {"almanac": Source("The Almanac"), "bulletin": Source("The Bulletin")}
HEALTH = OccupationRef("soc-2018", "11-9111", "Health Managers")
GENERAL = OccupationRef("soc-2018", "11-1021", "General Managers")


def pay(amount: Number | None, /, **other: Any) -> Estimate:
    """A dated median a year, but for what is said otherwise."""
    estimate = Estimate(
        role="",
        amount=amount,
        percentiles=None,
        statistic="median",
        currency="USD",
        period="year",
        area=None,
        as_of="2024-05",
        nearest=None,
        employment=None,
        sources=("almanac",),
    )
    return replace(estimate, **other)


def paid(role_id: str, *salary: Estimate) -> Role:
    """A role of which nothing but pay is stated."""
    return Role(
        id=role_id,
        title=role_id.title(),
        dataset="made up",
        aliases=(),
        summary=None,
        codes=(),
        reports_to=(),
        ladder=(),
        salary=tuple(replace(estimate, role=role_id) for estimate in salary),
        outlook=(),
        duties=(),
        requirements=(),
        skills=(),
        environment=(),
    )


def get_gap(one: Estimate, two: Estimate) -> Gap:
    """The gap between a baker and a clerk who are paid so; of one basis, the other is refused."""
    own, nearest = get_gaps([paid("baker", one), paid("clerk", two)], SOURCES)
    return nearest if one.nearest or two.nearest else own


def bundled_gap(catalog: Catalog, one: str, two: str, basis: str) -> Gap:
    """The gap of one basis between two bundled roles."""
    gaps = get_gaps([catalog.get(one), catalog.get(two)], catalog.sources)
    return next(gap for gap in gaps if gap.basis == basis)


def assert_refused(gap: Gap, code: Reason | None, sentence: str) -> None:
    """The gap has no numbers, a reason, and one note, which is the sentence for it."""
    assert gap.reason == code
    assert not gap.comparable
    assert (gap.difference, gap.percent_of_from, gap.percent_of_to) == (None, None, None)
    assert (gap.currency, gap.period, gap.statistic) == (None, None, None)
    assert gap.notes == (sentence,)
    assert sentence.endswith(".")


@pytest.mark.parametrize("stated", STATED)
def test_stated_gaps(catalog: Catalog, stated: tuple[str, str, int, float, float]) -> None:
    """The gap between two stated salaries is the second less the first, in percent of each of the two."""
    gap = bundled_gap(catalog, *stated[:2], "own")
    assert gap.comparable
    assert (gap.from_, gap.to, gap.difference, gap.percent_of_from, gap.percent_of_to) == stated
    assert (gap.currency, gap.period, gap.statistic) == ("USD", "year", "average")


@pytest.mark.parametrize(("one", "two"), [(one, two) for one, two, *_ in STATED])
def test_a_gap_says_where_its_figures_come_from(catalog: Catalog, one: str, two: str) -> None:
    """A gap says whether both figures come from one source or from two, and names the source or both."""
    note = bundled_gap(catalog, one, two, "own").notes[0]
    article = IN_ONE_ARTICLE.get((one, two))
    if article:
        assert note == f'Both figures come from one source, "{article}: What Are the Differences?".'
    else:
        named = re.fullmatch(
            r'The gap combines figures from two sources, "(.+)" and "(.+)", both by Climb the Ladder\.', note
        )
        assert named
        titles = [
            {
                catalog.sources[source].title
                for estimate in figures_of(catalog.get(role), "own")
                for source in estimate.sources
            }
            for role in (one, two)
        ]
        assert named[1] in titles[0]
        assert named[2] in titles[1]
        assert named[1] != named[2]


@pytest.mark.parametrize(("one", "two"), [(one, two) for one, two, *_ in STATED])
def test_average_is_undefined_and_undated(catalog: Catalog, one: str, two: str) -> None:
    """A gap of two averages without a date says what the sources leave open."""
    notes = bundled_gap(catalog, one, two, "own").notes
    assert len(notes) == 2
    assert notes[1] == 'The sources do not say whether "average" is a mean or a median, or for what date.'


def test_sources_of_different_voices_are_not_called_one_voice() -> None:
    """Two sources are said to have one voice only where they have."""
    joined = get_gap(pay(1), pay(2, sources=("bulletin",)))
    assert joined.notes == ('The gap combines figures from two sources, "The Almanac" and "The Bulletin".',)


@pytest.mark.parametrize(
    "other", ["practice-administrator", "practice-manager", "office-manager", "operations-manager"]
)
def test_no_gap_without_a_stated_salary(catalog: Catalog, other: str) -> None:
    """A role of which no source states pay has no gap of its own pay to any other, either way, and says why."""
    sentence = "The pay gap is unknown: no source gives pay for Medical Office Manager."
    assert_refused(bundled_gap(catalog, "medical-office-manager", other, "own"), "no-pay", sentence)
    assert_refused(bundled_gap(catalog, other, "medical-office-manager", "own"), "no-pay", sentence)


def test_no_official_gap_in_one_occupation(catalog: Catalog) -> None:
    """Two roles with one nearest occupation have no official gap, which would be that of a figure to itself."""
    together = ["practice-administrator", "practice-manager", "medical-office-manager"]
    for one, two in combinations(together, 2):
        gap = bundled_gap(catalog, one, two, "nearest")
        name = "Medical and Health Services Managers (11-9111)"
        assert_refused(gap, "same-occupation", f"No official pay gap: both roles map to the same occupation, {name}.")


def test_official_gap_is_of_medians(catalog: Catalog) -> None:
    """Where occupations have both a median and a mean, the official gap is that of the medians."""
    gap = bundled_gap(catalog, "office-manager", "operations-manager", "nearest")
    assert (gap.statistic, gap.difference) == ("median", 105_770 - 69_500)
    assert "broader than the roles" in gap.notes[0]


def test_no_official_gap_without_official_figures() -> None:
    """Where no official figure is known for one of the roles, there is no official gap, and it says why."""
    _, nearest = get_gaps([paid("baker", pay(1, nearest=HEALTH)), paid("clerk", pay(2))], SOURCES)
    assert_refused(nearest, "no-official-pay", "The official pay gap is unknown: no official pay was found for Clerk.")


@pytest.mark.parametrize(
    ("unlike", "code", "sentence"),
    [
        (
            {"statistic": "mean"},
            "unlike-statistics",
            "Not comparable: the pay given for Baker is a median, that for Clerk a mean.",
        ),
        (
            {"statistic": "average"},
            "unlike-statistics",
            "Not comparable: the pay given for Baker is a median, that for Clerk an average.",
        ),
        (
            {"currency": "EUR"},
            "currencies",
            "Not comparable: the pay given for Baker is in USD, that for Clerk in EUR.",
        ),
        (
            {"period": "hour"},
            "periods",
            "Not comparable: the pay given for Baker is for a year, that for Clerk for an hour.",
        ),
        ({"amount": None}, "no-amount", "The pay gap is unknown: no source gives an amount for Clerk."),
    ],
)
@pytest.mark.parametrize("basis", ["own", "nearest"])
def test_unlike_figures_are_not_subtracted(unlike: dict[str, Any], code: Reason, sentence: str, basis: str) -> None:
    """Figures of different statistics, currencies or periods, or without an amount, are refused with the reason."""
    one, two = (HEALTH, GENERAL) if basis == "nearest" else (None, None)
    assert_refused(get_gap(pay(50_000, nearest=one), pay(60_000, **unlike | {"nearest": two})), code, sentence)


@pytest.mark.parametrize("statistic", PREFERRED)
def test_a_like_statistic_is_found_among_others(statistic: str) -> None:
    """Where only one statistic is stated for both roles, the gap is that of this statistic."""
    other, another = (known for known in PREFERRED if known != statistic)
    one = paid("baker", pay(1, statistic=other), pay(20, statistic=statistic))
    two = paid("clerk", pay(3, statistic=another), pay(50, statistic=statistic))
    own, _ = get_gaps([one, two], SOURCES)
    assert (own.statistic, own.difference) == (statistic, 30)


@pytest.mark.parametrize(
    ("low", "high", "difference", "of_from", "of_to"),
    [
        (0, 50_000, 50_000, None, 100.0),
        (50_000, 0, -50_000, -100.0, None),
        (0, 0, 0, None, None),
        (0.0, 0, 0, None, None),
    ],
)
def test_there_is_no_percentage_of_nothing(
    low: Number, high: Number, difference: int, of_from: float | None, of_to: float | None
) -> None:
    """Pay of zero is pay: it has a difference, but a percentage of it is null."""
    gap = get_gap(pay(low), pay(high))
    assert gap.comparable
    assert (gap.difference, gap.percent_of_from, gap.percent_of_to) == (difference, of_from, of_to)


def test_gaps_are_to_the_cent() -> None:
    """A difference has no more digits than money has."""
    assert get_gap(pay(28.10, period="hour"), pay(28.30, period="hour")).difference == 0.2


@pytest.mark.parametrize(
    ("unlike", "note"),
    [
        ({"as_of": None}, "Only one of the two figures is dated."),
        ({"as_of": "2023"}, "The figures are of different dates (2024-05, 2023)."),
        ({"area": "Ohio"}, "The figures are for different places (not stated, Ohio)."),
    ],
)
def test_unlike_dates_and_areas_are_flagged(unlike: dict[str, Any], note: str) -> None:
    """Figures of different dates or areas are subtracted, and the gap says that they differ."""
    gap = get_gap(pay(50_000), pay(60_000, **unlike))
    assert gap.difference == 10_000
    assert note in gap.notes


def test_undated_figures_are_flagged() -> None:
    """Two figures without a date are subtracted, and the gap says that neither is dated."""
    assert "Neither figure is dated." in get_gap(pay(50_000, as_of=None), pay(60_000, as_of=None)).notes


def test_alike_figures_carry_no_warning() -> None:
    """Figures that differ in nothing but the amount have no warning about dates, areas or averages."""
    assert get_gap(pay(50_000), pay(60_000)).notes == ('Both figures come from one source, "The Almanac".',)


@given(comparable_roles(2, 2))
def test_gaps_mirror_each_other(made: tuple[list[Role], dict[str, Source]]) -> None:
    """The gap from B to A is the gap from A to B with opposite signs and the bases exchanged, or both are refused."""
    roles, sources = made
    for there, back in zip(get_gaps(roles, sources), get_gaps(roles[::-1], sources), strict=True):
        assert (there.from_, there.to, there.basis) == (back.to, back.from_, back.basis)
        assert (there.currency, there.period, there.statistic) == (back.currency, back.period, back.statistic)
        assert there.comparable == back.comparable
        assert len(there.notes) == len(back.notes)
        if there.comparable:
            assert there.difference == -(back.difference or 0)
        for ours, theirs in ((there.percent_of_from, back.percent_of_to), (there.percent_of_to, back.percent_of_from)):
            assert (ours is None) == (theirs is None)
            assert (ours or 0) == -(theirs or 0)


@given(comparable_roles(2, 2))
def test_a_gap_is_of_like_stated_figures_or_has_no_numbers(made: tuple[list[Role], dict[str, Source]]) -> None:
    """A gap is that of two stated figures of its basis, statistic, currency and period; or null, with why."""
    roles, sources = made
    for gap in get_gaps(roles, sources):
        if not gap.comparable:
            assert_refused(gap, gap.reason, gap.notes[0])
            assert gap.reason is not None
            continue
        assert gap.reason is None
        ours, theirs = (
            [
                estimate.amount
                for estimate in figures_of(role, gap.basis)
                if estimate.amount is not None
                and (estimate.statistic, estimate.currency, estimate.period)
                == (gap.statistic, gap.currency, gap.period)
            ]
            for role in roles
        )
        assert gap.difference in [round(high - low, 2) for low in ours for high in theirs]


@given(comparable_roles(2, 5))
def test_gaps_come_by_pair_own_first(made: tuple[list[Role], dict[str, Source]]) -> None:
    """Every pair has two gaps, from the first named to the second: that of their own pay, then the nearest."""
    roles, sources = made
    pairs = combinations([role.id for role in roles], 2)
    gaps = [(gap.from_, gap.to, gap.basis) for gap in get_gaps(roles, sources)]
    assert gaps == [(one, two, basis) for one, two in pairs for basis in ("own", "nearest")]


SPREAD = Percentiles(p10=20, p25=30, p50=40, p75=60, p90=100)
TOPPED = Percentiles(p10=50, p25=80, at_or_above={"p50": 90, "p75": 90, "p90": 90})


def spread(percentiles: Percentiles, **other: Any) -> Estimate:
    """A median with its percentiles."""
    return pay(percentiles.p50, percentiles=percentiles, at_or_above=percentiles.at_or_above.get("p50"), **other)


@pytest.mark.parametrize(
    ("median", "place"),
    [
        (10, (None, 10)),
        (20, (10, 10)),
        (25, (17.5, 17.5)),
        (40, (50, 50)),
        (50, (62.5, 62.5)),
        (90, (86.2, 86.2)),
        (100, (90, 90)),
        (101, (90, None)),
    ],
)
def test_the_place_of_a_median(median: int, place: tuple[float | None, float | None]) -> None:
    """Between published percentiles a place is linear; beyond them it is only known to be beyond."""
    gap = get_gap(spread(Percentiles(p10=median, p50=median, p90=median)), spread(SPREAD))
    assert (gap.standings[0].role, gap.standings[0].in_range_of) == (gap.from_, gap.to)
    assert (gap.standings[0].at_least, gap.standings[0].at_most) == place


@pytest.mark.parametrize(
    ("median", "place"), [(49, (None, 10)), (65, (17.5, 17.5)), (85, (25, 50)), (90, (25, None)), (95, (25, None))]
)
def test_the_place_of_a_median_among_top_codes(median: int, place: tuple[float | None, float | None]) -> None:
    """Up to a top code a place is between the last known percentile and the first that is top-coded; from it on no more
    is known than that it is above the last known one."""
    gap = get_gap(spread(Percentiles(p10=median, p50=median, p90=median)), spread(TOPPED))
    assert (gap.standings[0].at_least, gap.standings[0].at_most) == place


def test_the_place_of_a_top_coded_median() -> None:
    """The place of a median that is only known to be at or above a top code is at or above that of the code."""
    gap = get_gap(spread(TOPPED), spread(SPREAD))
    assert (gap.standings[0].at_least, gap.standings[0].at_most) == (86.2, None)


@pytest.mark.parametrize(
    ("one", "two", "overlap"),
    [
        (SPREAD, Percentiles(p10=50, p50=60, p90=70), (50, 70, None)),
        (SPREAD, Percentiles(p10=101, p50=110, p90=120), (None, None, None)),
        (SPREAD, Percentiles(p10=100, p50=110, p90=120), (100, 100, None)),
        (TOPPED, Percentiles(p10=10, p50=60, p90=70), (50, 70, None)),
        (TOPPED, Percentiles(p10=60, p50=70, at_or_above={"p90": 95}), (60, None, 90)),
    ],
)
def test_what_two_ranges_have_in_common(
    one: Percentiles, two: Percentiles, overlap: tuple[int | None, int | None, int | None]
) -> None:
    """Ranges from the 10th to the 90th percentile overlap from the higher low end to the lower high end, whichever
    comes first; between top codes the high end is only known to be at or above."""
    for first, second in ((one, two), (two, one)):
        found = get_gap(spread(first), spread(second)).overlap
        assert found is not None
        assert (found.low, found.high, found.at_or_above) == overlap


@pytest.mark.parametrize("other", [{"currency": "EUR"}, {"period": "hour"}])
def test_unlike_ranges_are_not_compared(other: dict[str, Any]) -> None:
    """Ranges of different currencies or periods are not compared."""
    gap = get_gap(spread(SPREAD), spread(SPREAD, **other))
    assert (gap.overlap, gap.standings) == (None, ())


def test_there_is_no_overlap_without_both_ends() -> None:
    """A range of which an end is not published is not compared."""
    assert get_gap(spread(SPREAD), spread(Percentiles(p10=1, p50=2))).overlap is None
    assert get_gap(spread(SPREAD), spread(Percentiles(p50=2, p90=3))).overlap is None


def test_ranges_are_compared_where_no_amount_is_published() -> None:
    """Two ranges have what they have in common also where there is no amount to subtract."""
    ends = Percentiles(p10=20, p90=100)
    gap = get_gap(pay(None, percentiles=ends), pay(None, percentiles=replace(ends, p10=50)))
    assert gap.reason == "no-amount"
    assert gap.overlap
    assert (gap.overlap.low, gap.overlap.high) == (50, 100)


def test_a_top_code_is_never_subtracted() -> None:
    """Where a median is only known to be at or above a top code the gap is of the means, or there is none."""
    assert_refused(
        get_gap(spread(TOPPED), spread(SPREAD)),
        "top-coded",
        "The pay gap is unknown: the median for Baker is only known to be $90 or more.",
    )
    mean = pay(70, statistic="mean")
    roles = [paid("one", spread(TOPPED), mean), paid("two", spread(SPREAD), replace(mean, amount=50))]
    own = get_gaps(roles, SOURCES)[0]
    assert (own.statistic, own.difference) == ("mean", -20)
    assert own.notes[0] == "The gap is of the means: the median for One is only known to be $90 or more."


def test_official_figures_of_different_dates_are_not_subtracted() -> None:
    """Two years of one statistic are never mixed in a gap."""
    sources = {name: replace(source, kind="statistics") for name, source in SOURCES.items()}
    roles = [paid("one", spread(SPREAD)), paid("two", spread(SPREAD, as_of="2023-05"))]
    gap = get_gaps(roles, sources)[0]
    sentence = "Not comparable: the pay given for One is of 2024-05, that for Two of 2023-05."
    assert_refused(gap, "dates", sentence)
    assert (gap.overlap, gap.standings) == (None, ())


def test_an_occupation_meets_the_nearest_occupation_of_a_role() -> None:
    """The pay of a role that is an occupation is compared with that of another role's nearest occupation; that of a
    role that is none is not."""
    near = paid("near", pay(5, nearest=HEALTH))
    own = paid("own", pay(7))
    sentence = "The official pay gap is unknown: no official pay was found for Own."
    assert_refused(get_gaps([near, own], SOURCES)[1], "no-official-pay", sentence)
    occupation = replace(own, codes=(Code("soc-2018", "29-1141", "Nurses", "exact"),))
    gap = get_gaps([near, occupation], SOURCES)[1]
    assert gap.difference == 2
    assert "One figure is for Health Managers (11-9111)" in gap.notes[0]


OFFICIAL = {"bureau": Source("The Bureau", kind="statistics")}
BAKERS = (Code("onet-soc", "51-3011.00", "Bakers", "exact"), Code("soc-2018", "51-3011", "Bakers", "exact"))
BREAD_BAKERS = (
    Code("onet-soc", "51-3011.01", "Bread Bakers", "exact"),
    Code("soc-2018", "51-3011", "Bakers", "nearest"),
)


def official(amount: Number | None, /, **other: Any) -> Estimate:
    """A median of an official statistic."""
    return pay(amount, sources=("bureau",), **other)


def occupation(role_id: str, codes: tuple[Code, ...], *salary: Estimate) -> Role:
    """A role that has codes and pay."""
    return replace(paid(role_id, *salary), codes=codes)


def test_a_role_is_not_compared_with_the_occupation_it_is_nearest_to() -> None:
    """Where one role's nearest occupation is the other role, both official figures are one: there is no gap."""
    near = OccupationRef("soc-2018", "51-3011", "Bakers and Such")
    roles = [
        occupation("shop-manager", (Code("soc-2018", "51-3011", None, "nearest"),), official(30, nearest=near)),
        occupation("bakers", BAKERS, official(30)),
    ]
    for together in (roles, roles[::-1]):
        gap = get_gaps(together, OFFICIAL)[1]
        sentence = "No official pay gap: both roles map to the same occupation, Bakers and Such (51-3011)."
        assert_refused(gap, "same-occupation", sentence)
        assert (gap.overlap, gap.standings) == (None, ())


def test_a_detail_code_is_not_compared_with_its_parent_on_inherited_pay() -> None:
    """A detail code that inherits its parent's pay has no official gap to its parent."""
    near = OccupationRef("soc-2018", "51-3011", "Bakers")
    roles = [
        occupation("bread-bakers", BREAD_BAKERS, spread(SPREAD, sources=("bureau",), nearest=near)),
        occupation("bakers", BAKERS, spread(SPREAD, sources=("bureau",))),
    ]
    gap = get_gaps(roles, OFFICIAL)[1]
    assert (gap.reason, gap.difference, gap.overlap, gap.standings) == ("same-occupation", None, None, ())


def test_one_occupation_has_one_code_whatever_its_title() -> None:
    """Two roles with one nearest occupation are not compared, even if its title is written in two ways."""
    one, two = (OccupationRef("soc-2018", "51-3011", title) for title in ("Bakers", "BAKERS"))
    roles = [paid("baker", official(30, nearest=one)), paid("clerk", official(31, nearest=two))]
    assert get_gaps(roles, OFFICIAL)[1].reason == "same-occupation"


def test_two_names_of_one_occupation_are_not_compared_on_its_official_pay() -> None:
    """Two roles that are one and the same occupation have no gap of its official pay, on whichever basis; pay that
    another source states for one of them is compared."""
    mine = occupation("mine", BAKERS[1:], official(30))
    theirs = occupation("bakers", BAKERS, official(30))
    gap = get_gaps([mine, theirs], OFFICIAL)[0]
    sentence = "No official pay gap: both roles map to the same occupation, Bakers (51-3011)."
    assert_refused(gap, "same-occupation", sentence)
    stated = occupation("mine", BAKERS[1:], pay(40))
    assert get_gaps([stated, theirs], {**OFFICIAL, **SOURCES})[0].difference == -10


def test_a_role_near_two_occupations_is_compared_with_the_other_one() -> None:
    """Of several official figures only those of one occupation are left out."""
    near, other = OccupationRef("soc-2018", "51-3011", "Bakers"), OccupationRef("soc-2018", "51-3012", "Cooks")
    roles = [
        occupation("cook-manager", (), official(30, nearest=near), official(50, nearest=other)),
        occupation("bakers", BAKERS, official(30)),
    ]
    assert get_gaps(roles, OFFICIAL)[1].difference == -20


def test_the_own_pay_of_two_occupations_is_their_official_pay() -> None:
    """Two roles that are occupations have an own gap; the official one would be the same, and says so."""
    cooks = (Code("soc-2018", "51-3012", "Cooks", "exact"),)
    roles = [occupation("bakers", BAKERS, spread(SPREAD)), occupation("cooks", cooks, spread(SPREAD))]
    own, nearest = get_gaps(roles, SOURCES)
    assert own.difference == 0
    assert own.overlap is not None
    sentence = "No further official pay gap: the own pay of Bakers and Cooks is official."
    assert_refused(nearest, "own-official-pay", sentence)
    assert (nearest.overlap, nearest.standings) == (None, ())


def test_official_figures_of_different_places_are_not_subtracted() -> None:
    """Official pay of one place is never compared with that of another; a range neither."""
    sources = {name: replace(source, kind="statistics") for name, source in SOURCES.items()}
    roles = [paid("one", spread(SPREAD, area="Ohio")), paid("two", spread(SPREAD))]
    gap = get_gaps(roles, sources)[0]
    sentence = "Not comparable: the pay given for One is for Ohio, that for Two for no named place."
    assert_refused(gap, "places", sentence)
    assert (gap.overlap, gap.standings) == (None, ())


def test_figures_of_one_place_and_date_are_found_among_others() -> None:
    """Of several official figures those of one place and date are compared, wherever they are listed."""
    sources = {name: replace(source, kind="statistics") for name, source in SOURCES.items()}
    one = paid("one", pay(10, area="Ohio"), pay(20, as_of="2025-05"), pay(30))
    two = paid("two", pay(100, area="Iowa"), pay(300))
    assert get_gaps([one, two], sources)[0].difference == 270


@pytest.mark.parametrize(
    ("as_of", "notes"),
    [
        ((None, None), ["is a mean or a median, or for what date."]),
        (("2024", None), ["is a mean or a median.", "Only one of the two figures is dated."]),
        (("2024", "2023"), ["is a mean or a median.", "The figures are of different dates (2024, 2023)."]),
        (("2024", "2024"), ["is a mean or a median."]),
    ],
)
def test_what_an_average_leaves_open(as_of: tuple[str | None, str | None], notes: list[str]) -> None:
    """An average may be a mean or a median; whether it is dated is said once, for both figures or for one."""
    one, two = (pay(10, statistic="average", as_of=date) for date in as_of)
    said = get_gap(one, two).notes[1:]
    assert len(said) == len(notes)
    assert all(note.endswith(end) for note, end in zip(said, notes, strict=True))


def test_the_first_listed_figures_of_a_kind_are_subtracted() -> None:
    """Of several like figures those listed first are compared, in either order of the roles."""
    one, two = paid("one", pay(10), pay(11)), paid("two", pay(20), pay(25))
    assert get_gaps([one, two], SOURCES)[0].difference == 10
    assert get_gaps([two, one], SOURCES)[0].difference == -10


def test_stated_pay_that_is_listed_first_is_subtracted_before_official_pay() -> None:
    """What an article gives is compared before official figures of the same kind if it is listed before them."""
    one = occupation("one", (Code("soc-2018", "11-1011", "One", "exact"),), pay(10), official(20))
    two = occupation("two", (Code("soc-2018", "11-1021", "Two", "exact"),), pay(13), official(25))
    assert get_gaps([one, two], {**OFFICIAL, **SOURCES})[0].difference == 3
    one, two = (replace(role, salary=role.salary[::-1]) for role in (one, two))
    assert get_gaps([one, two], {**OFFICIAL, **SOURCES})[0].difference == 5


def test_an_amount_is_missing_on_each_side_that_lacks_it() -> None:
    """Where neither role has an amount the sentence names both."""
    assert get_gap(pay(None), pay(None)).notes == (
        "The pay gap is unknown: no source gives an amount for Baker or Clerk.",
    )


def test_a_top_code_of_the_second_role_is_noted() -> None:
    """Only the statistics preferred to that of the gap are noted, of either role."""
    topped = pay(None, at_or_above=90)
    mean, other = pay(70, statistic="mean"), pay(None, statistic="average", at_or_above=95)
    one, two = paid("one", pay(1), pay(60, statistic="mean")), paid("two", topped, mean, other)
    assert get_gaps([one, two], SOURCES)[0].notes[0] == (
        "The gap is of the means: the median for Two is only known to be $90 or more."
    )
    assert len(get_gaps([one, two], SOURCES)[0].notes) == 2


def test_the_preferred_statistic_gives_way_to_figures_that_can_be_subtracted() -> None:
    """Where medians are in different currencies and means in one, the gap is of the means."""
    one = paid("one", pay(10), pay(11, statistic="mean"))
    two = paid("two", pay(20, currency="EUR"), pay(22, statistic="mean"))
    gap = get_gaps([one, two], SOURCES)[0]
    assert (gap.statistic, gap.difference) == ("mean", 11)


def test_a_role_is_not_the_occupation_that_it_is_only_nearest_to() -> None:
    """A statistic of a role's own is compared with the pay of the occupation that it is nearest to."""
    mine = occupation("mine", (Code("soc-2018", "51-3011", None, "nearest"),), official(40))
    assert get_gaps([mine, occupation("bakers", BAKERS, official(30))], OFFICIAL)[0].difference == -10


def places(role_id: str, code: str, *salary: Estimate) -> Role:
    """A role that is an occupation, with official pay."""
    return occupation(role_id, (Code("soc-2018", code, "Title", "exact"),), *salary)


def measured(median: Number, mean: Number, error: float | None, **other: Any) -> tuple[Estimate, Estimate]:
    """A median and the mean beside it, with its relative standard error."""
    return official(median, **other), official(mean, statistic="mean", error=error, **other)


@pytest.mark.parametrize(
    ("mean", "error", "clear"),
    [(104, 1.0, True), (102, 1.0, False), (102, 0.0, True), (104, 3.0, False), (100, 1.0, False), (104, None, None)],
)
def test_a_difference_within_the_errors_is_not_clear(mean: Number, error: float | None, clear: bool | None) -> None:
    """A gap is clear if the means beside the figures differ by more than 1.96 combined standard errors; otherwise its
    first note says so, whichever role comes first. It is unknown without an error."""
    one, two = places("one", "11-1011", *measured(90, 100, 1.0)), places("two", "11-1021", *measured(95, mean, error))
    gap = get_gaps([one, two], OFFICIAL)[0]
    assert (gap.difference, gap.clear) == (5, clear)
    assert get_gaps([two, one], OFFICIAL)[0].clear == clear
    said = [note for note in gap.notes if note.startswith("No clear difference: the means, $100 and $10")]
    assert len(said) == (clear is False)
    assert not said or said[0] == gap.notes[0]


def test_the_gap_is_in_the_place_listed_first() -> None:
    """Pay of one place is compared before that of the nation, whatever the statistic; where one role has none there,
    that of the nation is. Ranges are those of the same place."""
    texas, nation = {"area": "Texas"}, {"area": "United States"}
    one = places("one", "11-1011", *measured(10, 11, 1.0, **texas), *measured(20, 21, 1.0, **nation))
    two = places("two", "11-1021", *measured(14, 15, 1.0, **texas), *measured(25, 26, 1.0, **nation))
    assert get_gaps([one, two], OFFICIAL)[0].difference == 4
    top = replace(two, salary=(replace(two.salary[0], amount=None, at_or_above=14), *two.salary[1:]))
    assert (get_gaps([one, top], OFFICIAL)[0].difference, get_gaps([one, top], OFFICIAL)[0].statistic) == (4, "mean")
    without = replace(two, salary=two.salary[2:])
    assert get_gaps([one, without], OFFICIAL)[0].difference == 5


def test_the_gap_is_by_the_year_if_both_have_it() -> None:
    """A gap is by the year where both have that, else by the hour; nothing is converted."""
    year, hour = measured(40, 41, 1.0), measured(4, 5, 1.0, period="hour")
    both, other = places("one", "11-1011", *hour, *year), places("two", "11-1021", *year, *hour)
    hourly, yearly = places("two", "11-1021", *hour), places("two", "11-1021", *year)
    assert get_gaps([both, other], OFFICIAL)[0].period == "year"
    assert get_gaps([both, hourly], OFFICIAL)[0].period == "hour"
    refused = get_gaps([replace(yearly, id="three"), hourly], OFFICIAL)[0]
    assert refused.difference is None


def test_a_period_can_be_chosen() -> None:
    """Of pay in two periods the one chosen is kept; where it is not published, the other is."""
    year, hour = measured(40, 41, 1.0), measured(4, 5, 1.0, period="hour")
    own = pay(50_000, statistic="average")
    both, yearly = places("one", "11-1011", own, *year, *hour), places("two", "11-1021", *year)
    assert {each.period for each in select_period(both, "hour").salary if each.statistic != "average"} == {"hour"}
    assert [each.amount for each in select_period(both, "hour").salary if each.statistic == "average"] == [50_000]
    assert select_period(yearly, "hour") == yearly
    assert get_gaps([select_period(each, "hour") for each in (both, places("two", "11-1021", *hour))], OFFICIAL)[
        0
    ].period
    assert {each.period for each in drop_other_period(both.salary, {"year"})} == {"year"}
    assert drop_other_period(both.salary, {"hour"}) == both.salary
