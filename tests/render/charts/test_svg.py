"""The markup of charts."""

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careercli.render.charts.axis import MOST_TICKS, format_tick, make_axis
from careercli.render.charts.ladder import DrawnRung, draw_ladder
from careercli.render.charts.ratings import Dots, draw_ratings
from careercli.render.charts.svg import MOST_LETTERS, SHAPES, Chart, make_element, make_key, percent, wrap
from hostile_roles import HOSTILE

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=90)


def _read(chart: Chart) -> ET.Element:
    """A drawing, read as XML."""
    return ET.fromstring(chart.svg)  # noqa: S314  # our own text


def _list_places(drawing: ET.Element) -> list[float]:
    """All places on the axis, in percent."""
    names = ("x", "x1", "x2", "cx")
    said = [each.get(name, "") for each in drawing.iter() for name in names]
    return [float(each.removesuffix("%")) for each in said if each.endswith("%")]


@given(st.floats(0, 1e15))
def test_an_axis_reaches_its_values(most: float) -> None:
    """An axis begins at zero, reaches the largest value, wastes less than half of itself, and has at most six ticks,
    the last of them at its end."""
    axis = make_axis(most)
    ticks = axis.ticks()
    assert axis.end >= most
    assert most < 0.01 or most / axis.end > 0.5
    assert 2 <= len(ticks) <= MOST_TICKS + 1
    assert ticks[0] == (0, "0")
    assert ticks[-1][0] == pytest.approx(1)


@pytest.mark.parametrize(
    ("value", "label"), [(0, "0"), (20, "20"), (2_500, "2.5k"), (50_000, "50k"), (1_500_000, "1.5m"), (1e13, "10tn")]
)
def test_ticks_are_short(value: float, label: str) -> None:
    """The label of a tick has thousands and millions as letters."""
    assert format_tick(value) == label


@given(TEXTS, TEXTS)
def test_texts_and_attributes_are_escaped(text: str, value: str) -> None:
    """Whatever text goes into a drawing comes out of it again when it is read as XML."""
    chart = draw_ladder("a", text, [DrawnRung(value, text)], ("", "", ""))
    drawing = _read(chart)
    assert drawing.findtext("title") == text
    shown = "".join(each.text or "" for each in drawing.findall("text"))
    assert shown == "".join([*wrap(value, 34), *wrap(text, 34), "1"])
    assert ET.fromstring(make_element("g", a=value)).get("a") == value  # noqa: S314  # our own text


@given(TEXTS)
def test_lines_fit_on_a_narrow_screen(text: str) -> None:
    """No line of a label is longer than a narrow screen is wide, and no letter is lost."""
    lines = wrap(text)
    assert all(len(line) <= MOST_LETTERS for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(st.floats(-2, 3))
def test_places_stay_on_the_axis(share: float) -> None:
    """A place is never outside of the drawing."""
    assert 0 <= float(percent(share).removesuffix("%")) <= 100


@given(st.lists(st.tuples(TEXTS, st.none() | st.floats(0, 100), st.none() | st.floats(0, 100)), max_size=6))
def test_each_rating_is_a_mark_and_a_number(rows: list[tuple[str, float | None, float | None]]) -> None:
    """Each value has one mark, at its place, and one number in the table; no value has neither."""
    chart = draw_ratings("r", "Ratings", [Dots(label, values, "+1") for label, *values in rows], ["A", "B"], "Note")
    drawing = _read(chart)
    known = [value for _, *values in rows for value in values if value is not None]
    marks = [each for each in drawing.findall("svg") if str(each.get("x")).endswith("%")]
    assert sorted(float(str(each.get("x"))[:-1]) for each in marks) == pytest.approx(sorted(known), abs=0.01)
    assert sum(bool(cell) for row in chart.rows for cell in row[1:3]) == len(known)
    assert all(0 <= place <= 100 for place in _list_places(drawing))


def test_roles_differ_by_shape() -> None:
    """Six roles have six shapes, so that they differ without colour; the key shows each beside its name."""
    parts, height = make_key([f"Role {number}" for number in range(6)])
    drawing = ET.fromstring(f"<svg>{''.join(parts)}</svg>")  # noqa: S314  # our own text
    shapes = [each.get("d") for each in drawing.iter("path")]
    assert len(set(shapes)) == len(SHAPES) == 6
    assert height > 6 * 16


def test_a_ladder_rises() -> None:
    """The first rung is the lowest; the description and the table go from the bottom up."""
    rungs = [DrawnRung("Clerk"), DrawnRung("Lead", "+$5"), DrawnRung("Head", "+$9", is_marked=True)]
    chart = draw_ladder("l", "Up", rungs, ("Rung", "Role", "Pay"))
    heights = [float(str(each.get("y"))) for each in _read(chart).findall("rect")]
    assert heights == sorted(heights)
    texts = [str(each.text) for each in _read(chart).findall("text")]
    assert texts.index("Head") < texts.index("Lead") < texts.index("Clerk")
    assert _read(chart).findtext("desc") == "From the lowest rung: 1. Clerk; 2. Lead, +$5; 3. Head, +$9."
    assert [row[1] for row in chart.rows] == ["Clerk", "Lead", "Head"]


def test_hostile_titles_are_texts() -> None:
    """Titles that look like markup add no element."""
    plain = _read(draw_ladder("l", "x", [DrawnRung("x") for _ in HOSTILE[:9]], ("", "", "")))
    hostile = _read(draw_ladder("l", HOSTILE[0], [DrawnRung(text) for text in HOSTILE[:9]], ("", "", "")))
    assert {each.tag for each in hostile.iter()} == {each.tag for each in plain.iter()}
