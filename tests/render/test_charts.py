"""Charts: what is drawn is in proportion, and reads the same without colour."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careercli.documents import Contrast, Contrasts
from careercli.model import Estimate, Percentiles
from careercli.render import Style
from careercli.render.brief.figures import Line, list_figures
from careercli.render.table.charts import Axis, add_contrasts, add_pay, draw, give_hues
from careercli.render.table.page import Page

PAGE = Page(Style(width=100), {})


def _pay(
    amount: float | None, percentiles: Percentiles | None = None, role: str = "one", currency: str = "USD"
) -> Estimate:
    return Estimate(
        *(role, amount, percentiles, "median", currency, "year", None, None, None, None, ()),
    )


@given(st.floats(1, 1e9), st.integers(24, 120))
def test_an_axis_has_round_ticks_that_do_not_touch(most: float, width: int) -> None:
    """An axis begins at 0, has two ticks at least, and their labels have a space between them."""
    ticks = Axis(most, width).ticks()
    assert len(ticks) == width
    labels = ticks.split()
    assert labels[0] == "0"
    assert len(labels) >= 2
    assert all(float(label.rstrip("km")) or label == "0" for label in labels)


def test_a_dot_is_where_its_value_is() -> None:
    """The dotted line to a figure is as long as the figure's share of the axis."""
    axis = Axis(200, 101)
    full, half = (draw(PAGE, Line(("one",), "One", estimate=_pay(value)), axis) for value in (200, 100))
    assert (len(full), len(half)) == (101, 51)
    assert full[-1] == half[-1] == "\u25cf"


def test_a_range_has_its_parts_in_order() -> None:
    """A range is thin from the 10th to the 90th percentile, thick in the middle half, with its median; a top code ends
    in an arrow."""
    spread = Percentiles(p10=20, p25=40, p50=50, p75=60, p90=80)
    line = draw(PAGE, Line(("one",), "One", estimate=_pay(50, spread)), Axis(100, 101))
    assert line == " " * 20 + "\u2500" * 20 + "\u2501" * 10 + "\u2588" + "\u2501" * 10 + "\u2500" * 20
    top = Percentiles(p10=20, p25=40, p50=50, p75=60, at_or_above={"p90": 100})
    assert draw(PAGE, Line(("one",), "One", estimate=_pay(50, top)), Axis(100, 101)).endswith("\u2500>")


@pytest.mark.parametrize("draws", [True, False])
def test_unlike_currencies_have_an_axis_each(draws: bool) -> None:
    """Figures in other currencies or periods are never on one axis; each axis says what it is of."""
    titles = {"one": "One", "two": "Two"}
    groups, _ = list_figures(titles, [_pay(50_000), _pay(40_000, role="two", currency="EUR")], [])
    page = Page(Style(width=100, draw=draws), {})
    add_pay(page, groups, give_hues(titles))
    text = page.text()
    assert text.index("US dollars a year") < text.index("One") < text.index("euros a year") < text.index("Two")
    assert text.count(" 0 ") == 2
    assert text.isascii() is not draws


def test_one_figure_for_each_role_and_the_rest_counted() -> None:
    """Of several figures of a role the median is shown; the others are counted."""
    estimates = [_pay(60_000), _pay(50_000)]
    estimates[0] = Estimate(*("one", 60_000, None, "mean", "USD", "year", None, None, None, None, ()))
    groups, left_out = list_figures({"one": "One"}, estimates, [])
    ((line,),) = (group.lines for group in groups)
    assert (line.estimate, left_out) == (estimates[1], 1)


@pytest.mark.parametrize("width", [60, 80, 120])
def test_dots_say_which_role_is_which(width: int) -> None:
    """Each difference has both ratings in figures, a question mark if no error is known, and a mark for each role."""
    largest = (
        Contrast("dough", "Dough Reading", "skills", 20.0, 80.0, 60.0, clear=True),
        Contrast("song", "Singing", "skills", 70.0, 30.0, -40.0, clear=None),
    )
    contrasts = Contrasts("one", "two", "importance", 1, 0, 1, 0, largest)
    page = Page(Style(width=width), {})
    add_contrasts(page, {"one": "Bakers", "two": "Tasters"}, contrasts, give_hues(("one", "two")))
    text = page.text()
    assert text.index("Tasters: rated higher") < text.index("Dough Reading") < text.index("Bakers: rated higher")
    assert ("+60" in text, "-40?" in text) == (True, True)
    if width >= 80:
        (dough,) = (line for line in text.splitlines() if "Dough" in line)
        (song,) = (line for line in text.splitlines() if "Singing" in line)
        assert dough.index("\u25cb") < dough.index("\u25cf")
        assert song.index("\u25cf") < song.index("\u25cb")
    assert "Of 2 ratings 1 differs clearly and 1 cannot be judged (?: no error published)." in " ".join(text.split())
