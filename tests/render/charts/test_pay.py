"""Pay on one axis, and by place."""

import xml.etree.ElementTree as ET

import pytest

from careercli.documents import PaidRole, PayByPlace, PlacePay, PlaceRow
from careercli.model import Estimate, Number, Percentiles, Place, Source
from careercli.render.brief.figures import Group, Line
from careercli.render.charts.pay import draw_pay
from careercli.render.charts.places import MOST, SHEET, draw_places
from careercli.render.charts.svg import Chart

SOURCES = {"s": Source("Survey", date="2024", kind="statistics")}
RANGE = Percentiles(p10=20_000, p25=30_000, p50=40_000, p75=60_000, p90=80_000)


def _estimate(amount: Number | None, percentiles: Percentiles | None = None, top: Number | None = None) -> Estimate:
    return Estimate(
        "a", amount, percentiles, "median", "USD", "year", None, "2024", None, None, ("s",), at_or_above=top
    )


def _draw(*estimates: Estimate | None) -> Chart:
    lines = tuple(Line((f"r{number}",), f"Role {number}", estimate=each) for number, each in enumerate(estimates))
    letters = {f"r{number}": "ABC"[number] for number in range(len(lines))}
    return draw_pay("p", [Group("own", ("USD", "year"), lines)], SOURCES, letters)


def _read(chart: Chart) -> ET.Element:
    """The drawings of a chart, in one element."""
    drawings = ET.fromstring(f"<div>{chart.svg}</div>")  # noqa: S314  # our own text
    return drawings if len(drawings) > 1 else drawings[0]


def _places(chart: Chart, class_: str) -> list[tuple[str | None, ...]]:
    names = ("x", "x1", "x2")
    found = [each for each in _read(chart).iter() if str(each.get("class")).startswith(class_)]
    return [tuple(each.get(name) for name in names if each.get(name)) for each in found]


def test_a_range_is_drawn_to_scale() -> None:
    """A thin line goes from the 10th to the 90th percentile, a thick one over the middle half, a mark is at the median,
    all on one axis from zero."""
    chart = _draw(_estimate(40_000, RANGE), _estimate(100_000))
    assert _places(chart, "thin") == [("20%", "80%")]
    assert _places(chart, "thick") == [("30%", "60%")]
    assert _places(chart, "m c0") == [("40%",)]
    assert _places(chart, "m c1") == [("100%",)]
    assert "Thin line: 10th to 90th percentile." in chart.key
    assert "Mark: median or the figure as stated." in chart.key


def test_a_top_code_is_an_arrow() -> None:
    """What is only known to be at or above a top code ends in an arrow, has no mark, and reads "or more"."""
    top = Percentiles(p10=100_000, p25=150_000, at_or_above={"p75": 200_000, "p90": 200_000})
    chart = _draw(_estimate(None, top, 200_000))
    assert _places(chart, "m top") == [("100%",)]
    assert _places(chart, "m c0") == []
    assert "Arrow: at or above." in chart.key
    assert chart.rows == [
        ("Role 0", "$200,000 or more", "$100,000", "$150,000", "", "$200,000 or more", "$200,000 or more")
    ]


def test_no_figure_is_not_zero() -> None:
    """A role without a figure has a label that says so, and no mark."""
    chart = _draw(_estimate(50_000), None)
    assert _places(chart, "m c1") == []
    assert [row[1] for row in chart.rows] == ["$50,000", "not stated"]
    assert "Role 1: not stated" in str(_read(chart).findtext("desc"))


def _place_pay(amount: Number) -> PlacePay:
    return PlacePay(amount, None, RANGE, amount, None, 1.0, True, 1_000, 1.0, 1.0, 1.0, "2024-05", ("s",), ())


@pytest.fixture
def by_place() -> PayByPlace:
    """70 states."""
    rows = [
        PlaceRow(Place(str(number), f"State {number}", "state", None), {"a": _place_pay(80_000 - number)}, ())
        for number in range(70)
    ]
    nation = PlaceRow(Place("0", "United States", "nation", None), {"a": _place_pay(50_000)}, ())
    role = PaidRole("a", "Baker", "onet", None)
    return PayByPlace((role,), "state", "pay", "USD", "year", nation, 70, tuple(rows), SOURCES)


def test_places_are_ranked(by_place: PayByPlace) -> None:
    """Places are drawn in the order of the document, the first ones if they are many, in drawings that fit on a
    sheet of paper; the nation's median is a line across each."""
    chart = draw_places("p", by_place, (), ())
    assert len(_places(chart, "m c0")) == MOST
    texts = [str(each.text) for each in _read(chart).iter("text")]
    drawings = [each for each in _read(chart) if each.get("role") == "img"]
    assert len(drawings) == 3
    assert all(float(str(each.get("height"))) < SHEET + 40 for each in drawings)
    assert [each.findtext("title") for each in drawings][2] == "Median pay in US dollars a year, places 43 to 60"
    assert texts.index("State 0") < texts.index("State 1") < texts.index("State 59")
    assert "State 60" not in texts
    assert f"The first {MOST} of 70 are drawn; the table has all." in chart.key
    assert _places(chart, "nation") == [("62.5%", "62.5%")] * 3
    assert "Dashed line: the median of the nation." in chart.key
