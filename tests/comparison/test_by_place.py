"""Where roles pay most."""

from typing import Any

import pytest

from careercli.comparison.by_place import NO_COST_OF_LIVING, Choice, rank_places
from careercli.documents import PayByPlace
from careercli.model import Code, Estimate, OccupationRef, Percentiles, Place, Placed, Role, Source

SOURCES = {"oews-2025": Source(title="OEWS", kind="statistics")}
NATION = Place("US", "United States", "nation", "US")
A, B, C = (
    Place(f"0{n}", name, "state", name[:2].upper()) for n, name in enumerate(("Ayland", "Beeland", "Ceeland"), 1)
)
METRO = Place("10000", "Deeville, AY", "metro", "AY")


def estimate(role: str, amount: float | None, statistic: str = "median", **more: Any) -> Estimate:
    """An official estimate by the year."""
    return Estimate(
        **{
            "role": role,
            "amount": amount,
            "percentiles": Percentiles(p50=amount) if statistic == "median" else None,
            "statistic": statistic,
            "currency": "USD",
            "period": "year",
            "area": "x",
            "as_of": "2025-05",
            "nearest": None,
            "employment": 100,
            "sources": ("oews-2025",),
            **more,
        }
    )


def placed(role: str, place: Place, amount: float | None, error: float | None = 1.0, **more: Any) -> Placed:
    """The pay of a role in a place: the mean is the median."""
    pay = (estimate(role, amount, **more), estimate(role, amount, "mean", error=error, **more))
    return Placed(place, pay, 2.0, 1.5, 0.9)


def role(role_id: str, code: str = "", **more: Any) -> Role:
    """A role that is an occupation."""
    codes = (Code("soc-2018", code or role_id, None, "exact"),)
    nothing: dict[str, Any] = dict.fromkeys(
        (*("reports_to", "ladder", "salary", "outlook", "duties", "requirements", "skills"), "environment"), ()
    )
    return Role(
        id=role_id,
        title=role_id.upper(),
        dataset="made up",
        aliases=(),
        summary=None,
        codes=codes,
        **{**nothing, **more},
    )


def rank(*paid: tuple[Role, list[Placed]], **choice: Any) -> PayByPlace:
    """The roles by place."""
    return rank_places(paid, SOURCES, Choice(**choice))


ONE = [
    placed("one", NATION, 50),
    placed("one", A, 40, employment=300),
    placed("one", B, 60, employment=200),
    placed("one", C, None, employment=None, not_available=("amount", "employment")),
    placed("one", METRO, 99),
]


def codes(found: PayByPlace) -> list[str]:
    """The codes of the places, in their order."""
    return [row.place.code for row in found.places]


def test_states_by_median_come_first() -> None:
    """Without a choice the states come by median, the highest first, what is not available last; the nation beside."""
    found = rank((role("one"), ONE))
    assert codes(found) == ["02", "01", "03"]
    assert (found.by, found.total, found.period, found.sort) == ("state", 3, "year", "pay")
    assert found.nation is not None
    assert found.nation.pay["one"] is not None
    assert found.nation.pay["one"].amount == 50
    assert found.notes == (NO_COST_OF_LIVING,)


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ({"sort": "name"}, ["01", "02", "03"]),
        ({"sort": "jobs"}, ["01", "02", "03"]),
        ({"sort": "quotient"}, ["01", "02", "03"]),
        ({"by": "metro"}, ["10000"]),
        ({"top": 1}, ["02"]),
        ({"bottom": 1}, ["03"]),
        ({"top": 1, "bottom": 1}, ["02", "03"]),
        ({"top": 2, "bottom": 2}, ["02", "01", "03"]),
        ({"places": (METRO, A)}, ["10000", "01"]),
    ],
)
def test_choices(choice: dict[str, Any], expected: list[str]) -> None:
    """Places are those of a type or those named, in the order asked for, all or the first and the last."""
    assert codes(rank((role("one"), ONE), **choice)) == expected


def test_a_place_without_pay_is_shown_if_it_is_named() -> None:
    """A named place without pay has none, and a note says so; otherwise it is left out."""
    elsewhere = Place("04", "Nowhere", "state", "NO")
    found = rank((role("one"), ONE), places=(A, elsewhere))
    assert [row.pay["one"] is None for row in found.places] == [False, True]
    assert "No yearly pay is published for ONE in Nowhere." in found.notes


def test_differences_within_the_errors_are_not_clear() -> None:
    """A mean is clearly different from that of the place with the highest median if they differ by more than 1.96 of
    their combined errors; that is unknown without an error."""
    highest, near, far, unknown = (Place(f"1{n}", f"P{n}", "state", None) for n in range(4))
    pay = [
        placed("one", highest, 100, 1.0),
        placed("one", near, 97.3, 1.0),
        placed("one", far, 97.1, 1.0),
        placed("one", unknown, 50, None),
    ]
    rows = rank((role("one"), pay)).places
    assert [row.pay["one"].clear for row in rows if row.pay["one"]] == [None, False, True, None]


def test_the_gap_in_each_place() -> None:
    """Two roles have a gap in each place where both have a median; not of one occupation, nor of different dates."""
    two = [placed("two", A, 50), placed("two", B, 60.5), placed("two", C, 1)]
    gaps = [row.gaps[0] for row in rank((role("one"), ONE), (role("two"), two), sort="name").places]
    assert [(gap.difference, gap.percent_of_from, gap.clear) for gap in gaps] == [
        (10, 25.0, True),
        (0.5, 0.83, False),
        (None, None, None),
    ]
    same = rank((role("one", "11-1011"), ONE), (role("two", "11-1011"), two))
    assert {row.gaps[0].difference for row in same.places} == {None}
    older = [placed("two", A, 50, as_of="2024-05")]
    assert rank((role("one"), ONE), (role("two"), older), places=(A,)).places[0].gaps[0].difference is None


def test_a_top_code_sorts_above_what_is_as_high() -> None:
    """Pay at or above a top code has no amount, and no gap; it comes before an amount that is as high."""
    pay = [placed("one", A, 239_200), placed("one", B, None, at_or_above=239_200), placed("one", C, 300_000)]
    found = rank((role("one"), pay))
    assert codes(found) == ["03", "02", "01"]
    assert [row.pay["one"].at_or_above for row in found.places if row.pay["one"]] == [None, 239_200, None]


def test_the_period_is_the_year_if_all_have_it() -> None:
    """Pay is by the year if every role has that, else by the hour if every role has that; it can be chosen."""
    hourly = [placed("two", A, 20, period="hour")]
    both = [Placed(A, (*ONE[1].salary, *placed("one", A, 21, period="hour").salary), None, None, None)]
    assert rank((role("one"), ONE), (role("two"), hourly)).period == "year"
    assert rank((role("one"), both), (role("two"), hourly)).period == "hour"
    assert rank((role("one"), both)).period == "year"
    found = rank((role("one"), both), period="hour")
    assert [row.pay["one"].amount for row in found.places if row.pay["one"]] == [21]
    marked = placed("two", B, None, error=None, not_available=("amount",))
    found = rank((role("two"), [*hourly, marked]))
    assert (found.period, [row.pay["two"] is None for row in found.places]) == ("hour", [False])
    found = rank((role("two"), [*hourly, marked]), period="year")
    assert [row.pay["two"].amount for row in found.places if row.pay["two"]] == [None]
    found = rank((role("one"), ONE), period="hour")
    assert found.places == ()
    assert "No hourly pay is published for ONE." in found.notes


def test_the_nearest_occupation_is_named() -> None:
    """Pay of the nearest occupation says so; a role without any pay does too."""
    ref = OccupationRef("soc-2018", "11-1011", "Chiefs")
    found = rank((role("one"), [placed("one", A, 1, nearest=ref)]), (role("two"), []))
    assert found.roles[0].nearest == ref
    assert "The pay of ONE is that of the nearest occupation, Chiefs (11-1011), which is broader." in found.notes
    assert "No official pay by place was found for TWO." in found.notes
    assert list(found.sources) == ["oews-2025"]
