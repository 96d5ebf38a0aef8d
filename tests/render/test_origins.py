"""What is said of data that is old, or not from incumbents or analysts."""

import pytest
from msgspec.structs import replace

from careercli.comparison.compare import compare
from careercli.documents import Comparison, Format, RoleDocument
from careercli.model import Role, Source
from careercli.render import Style, render
from careercli.render.origins import describe_origins, describe_origins_of_role
from rated import Made, make_role, rate, spread_classes, state

SOURCES = {"moon": Source("Moon 1.0 Database", date="2025-05")}
UNUSUAL = "Not from incumbents or analysts"
OLD = "Over 10 years old at the release"


def date(made: Made, month: str | None, collected_from: str | None) -> Made:
    """The same with the origin of its ratings, or of its statements if it has none."""
    cell = made.cell
    origin = {"date": month, "collected_from": collected_from}
    ratings = {scale: replace(score, **origin) for scale, score in cell.ratings.items()}
    said = cell.statements if ratings else tuple(replace(each, **origin) for each in cell.statements)
    return Made(made.section, replace(cell, ratings=ratings, statements=said))


def style(month: str | None, collected_from: str | None, area: str = "work styles") -> Made:
    """A rated item."""
    return date(rate("skills", f"care-{area}", "Care", importance=50, area=area), month, collected_from)


def task(month: str | None, collected_from: str | None, item: str = "knead") -> Made:
    """A duty."""
    return date(state("duties", item, area="handling"), month, collected_from)


def describe(*made: Made, sources: dict[str, Source] = SOURCES) -> list[str]:
    """The sentences for one role."""
    return describe_origins_of_role(make_role("baker", *made), sources)


def make_pair(*made: Made, other: tuple[Made, ...] = ()) -> Comparison:
    """A baker and a taster."""
    return compare([make_role("baker", *made), make_role("taster", *(other or made))], SOURCES)


@pytest.mark.parametrize(
    ("month", "collected_from", "said"),
    [
        ("2025-11", "AI/Expert", [f"{UNUSUAL}: work styles (AI/Expert, November 2025)."]),
        (None, "AI/Expert", [f"{UNUSUAL}: work styles (AI/Expert)."]),
        ("2023-11", "Machine Learning", [f"{UNUSUAL}: work styles (Machine Learning, November 2023)."]),
        (
            "2023-11",
            "Incumbent; Machine Learning",
            [f"{UNUSUAL}: work styles (Incumbent; Machine Learning, November 2023)."],
        ),
        ("2023-11", "Analyst; Incumbent", []),
        ("2023-11", "Analyst - Transition", []),
        ("2015-05", "Incumbent", []),
        ("2015-04", "Incumbent", [f"{OLD}: work styles (April 2015)."]),
        ("2004-06", None, [f"{OLD}: work styles (June 2004)."]),
        (None, None, []),
    ],
)
def test_only_unusual_and_old_data_is_named(month: str | None, collected_from: str | None, said: list[str]) -> None:
    """Data of incumbents and analysts that is ten years old at most needs no words; all other has a sentence. Its age
    is that at the release, to the month."""
    assert describe(style(month, collected_from)) == said


def test_data_may_be_unusual_and_old() -> None:
    """What is both is in both sentences."""
    assert describe(style("2004-06", "Machine Learning")) == [
        f"{UNUSUAL}: work styles (Machine Learning, June 2004).",
        f"{OLD}: work styles (June 2004).",
    ]


def test_the_age_is_unknown_without_the_date_of_the_release() -> None:
    """A release without a date does not make its data old."""
    assert describe(style("1990-01", "Analyst"), sources={"moon": Source("Moon 1.0 Database")}) == []


def test_what_is_of_one_origin_is_named_once() -> None:
    """Areas of one origin are together, each once however many items it has; duties go by that name, whatever their
    area, and classes of education and training as education and experience."""
    classes = [date(each, "2004-06", "Incumbent") for each in spread_classes({1: 40, 2: 60})]
    classes += [date(each, "2004-06", "Incumbent") for each in spread_classes({1: 90}, area="on-site training")]
    tasks = [task("2004-06", "Incumbent"), task("2004-06", "Incumbent", "bake")]
    assert describe(*tasks, *classes, style("2004-06", "Analyst"), style("2005-06", "Analyst", "knowledge")) == [
        f"{OLD}: duties, education and experience and work styles (June 2004); knowledge (June 2005)."
    ]


def test_roles_of_one_origin_are_named_together() -> None:
    """What holds for both roles, or all, is said once; else with the title of the role."""
    both = style("2025-11", "AI/Expert")
    assert describe_origins(make_pair(both), SOURCES) == [f"{UNUSUAL}: work styles of both (AI/Expert, November 2025)."]
    three = compare([make_role(name, both) for name in ("baker", "taster", "miller")], SOURCES)
    assert describe_origins(three, SOURCES) == [f"{UNUSUAL}: work styles of all roles (AI/Expert, November 2025)."]
    pair = make_pair(
        both, task("2004-06", "Analyst"), other=(style("2025-11", "Incumbent"), task("2024-06", "Analyst"))
    )
    assert describe_origins(pair, SOURCES) == [
        f"{UNUSUAL}: work styles of Baker (AI/Expert, November 2025).",
        f"{OLD}: duties of Baker (June 2004).",
    ]


@pytest.mark.parametrize("format", ["table", "markdown"])
@pytest.mark.parametrize("brief", [True, False])
def test_the_sentence_is_below_both_views(format: Format, brief: bool) -> None:  # what is tested
    """Brief and full views of a comparison and of a role have the sentence once."""
    made = (style("2025-11", "AI/Expert", "knowledge"), style("2025-11", "AI/Expert"))
    role: Role = make_role("baker", *made)
    for document, of_whom in ((make_pair(*made), " of both"), (RoleDocument(role, SOURCES), "")):
        text = " ".join(render(document, format, Style(brief=brief)).replace("\\", "").split())
        assert text.count(f"{UNUSUAL}: knowledge and work styles{of_whom} (AI/Expert, November 2025).") == 1


def test_roles_that_are_not_compared_have_no_sentence_in_brief() -> None:
    """Where the brief view shows no items, it says nothing of where they are from."""
    one, two = make_role("baker", style("2025-11", "AI/Expert")), make_role("guide", source=None)
    text = " ".join(render(compare([one, two], SOURCES), "table", Style(brief=True)).split())
    assert "Left out: 1 rating." in text
    assert UNUSUAL not in text
