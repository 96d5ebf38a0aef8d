"""What is rendered of imported data: ratings, searches, datasets, relatives, notes."""

import csv
import json

import pytest
from msgspec.structs import replace

from careercli.documents import (
    Comparison,
    Dataset,
    DatasetList,
    Difference,
    Document,
    Format,
    Hit,
    Pay,
    RoleDocument,
    RoleHead,
    Row,
    SearchResults,
)
from careercli.model import (
    Cell,
    Estimate,
    Related,
    Role,
    Score,
    Source,
    Statement,
)
from careercli.render import Style, render
from careercli.render.wording import describe_differences

SOURCE = Source("The Moon Tables", "Moon Office", attribution="Moon data must be named.")
FORMATS: tuple[Format, ...] = ("table", "json", "csv", "markdown")


def rated(value: float | None, *, suppressed: bool = False) -> Cell:
    """A cell with an importance."""
    said = f"importance {value:.0f}" if value is not None else "importance suppressed, too imprecise"
    score = Score(value, 2.5, 3.0, suppressed=suppressed, not_relevant=False)
    return Cell((Statement(said, "stated", None, ("moon",)),), "single", {"importance": score})


ROW = Row(
    *("dough", "Dough Reading", "skills", "shared"),
    {"one": rated(40), "two": rated(90)},
    (Difference("one", "two", "importance", 50.0, clear=True),),
)
UNCLEAR = Row(
    *("oven", "Oven Listening", "skills", "shared"),
    {"one": rated(50), "two": rated(51)},
    (Difference("one", "two", "importance", 1.0, clear=False),),
)
HIDDEN = Row(
    *("song", "Moon Singing", "skills", "shared"),
    {"one": rated(None, suppressed=True), "two": rated(51)},
    (Difference("one", "two", "importance", None, clear=None),),
)
TOPPED = Estimate(
    *("two", None, None, "median", "USD", "year", "Moon", "2024-05", None, None, ("moon",)),
    at_or_above=239_200,
    not_available=("employment",),
)
COMPARISON = Comparison(
    roles=(RoleHead("one", "Bakers", "onet", None, "moon"), RoleHead("two", "Tasters", "onet", None, "moon")),
    summary=("Tasters rate higher.",),
    salary=Pay((TOPPED,), ()),
    outlook=(),
    duties=(),
    requirements=(),
    skills=(ROW, UNCLEAR, HIDDEN),
    environment=(),
    interests=(),
    sources={"moon": SOURCE},
    notes=("'bakers' is taken for Bakers; bread-1 (Bread Bakers) carries that name too.",),
)
ROLE = Role(
    *("one", "Bakers", "onet", ("loafers",), "They bake.", (), (), (), (), (), (), (), (), ()),
    related=(
        Related("two", "Tasters", "Primary"),
        Related("three", "Millers", "Primary"),
        Related("four", "Cooks", None),
    ),
    source="moon",
)
FOUND = SearchResults(
    "bread",
    9,
    (
        Hit("one", "Bread Bakers", "onet", "title", "Bread Bakers", ("moon",)),
        Hit("two", "Tasters", "onet", "alias", "Bread Judge", ("moon",)),
    ),
    {"moon": SOURCE},
)
DATASETS = DatasetList(
    (
        Dataset(
            "onet",
            "onet",
            "29.0",
            "2026-01-01T00:00:00+00:00",
            {"occupations": 1016},
            ("Tasks: none",),
            ("A note.",),
            SOURCE,
            "x.org",
        ),
        Dataset("esco", "esco", None, None, {}, (), (), Source("ESCO", "EC"), "esco.org"),
    ),
    "/data/datasets.sqlite",
)


def say(document: Document, format: Format, width: int = 100) -> str:
    """The document as text, its white space made one."""
    return " ".join(render(document, format, Style(width=width)).replace("\\", "").split())


@pytest.mark.parametrize("format", ["table", "markdown"])
def test_differences_of_ratings_are_told(format: Format) -> None:
    """A clear difference is given in percent of the scale, one within the errors as none, one that is suppressed not at
    all; and once how to read that."""
    said = say(COMPARISON, format)
    assert "importance +50" in said
    assert "importance no clear difference" in said
    assert "importance suppressed" in said
    assert said.count("Ratings are in points of 100") == 1


def test_of_three_roles_no_differences_are_told() -> None:
    """Where more than two roles are side by side a difference would not say between which."""
    head = RoleHead("three", "Millers", "onet", None)
    rows = tuple(
        Row(row.item, row.label, row.area, "partial", {**row.roles, "three": None}, row.differences)
        for row in COMPARISON.skills
    )
    three = Comparison(
        *(
            (*COMPARISON.roles, head),
            COMPARISON.summary,
            COMPARISON.salary,
            (),
            (),
            (),
            rows,
            (),
            (),
            COMPARISON.sources,
        )
    )
    for format in ("table", "markdown"):
        assert "+50" not in say(three, format)


@pytest.mark.parametrize("width", [60, 80, 100, 160])
def test_nothing_is_wider_than_the_page(width: int) -> None:
    """No line of a table is wider than was asked for."""
    for document in (COMPARISON, RoleDocument(ROLE, {"moon": SOURCE}), FOUND, DATASETS):
        assert max(map(len, render(document, "table", Style(width=width)).splitlines())) <= width


def test_a_top_code_is_told_as_such() -> None:
    """An amount that is only known to be at or above a top code is never a number alone."""
    assert "at or above $239,200 a year (median)" in say(COMPARISON, "table")
    assert "at or above $239,200 a year (median)" in say(COMPARISON, "markdown")
    rows = list(csv.DictReader(render(COMPARISON, "csv", Style()).splitlines()))
    (median,) = [row for row in rows if row["item"] == "median"]
    assert (median["amount"], median["text"]) == ("", "at or above 239200")


def test_columns_of_ratings() -> None:
    """CSV has ratings and errors as numbers, none where a rating is suppressed, and says so."""
    rows = [
        row for row in csv.DictReader(render(COMPARISON, "csv", Style()).splitlines()) if row["section"] == "skills"
    ]
    assert (rows[0]["importance"], rows[0]["importance_error"], rows[0]["flags"]) == ("40", "2.5", "")
    (hidden,) = [row for row in rows if row["item"] == "song" and row["role"] == "one"]
    assert (hidden["importance"], hidden["flags"]) == ("", "importance suppressed")


@pytest.mark.parametrize("format", ["table", "json", "markdown"])
def test_notes_are_told(format: Format) -> None:
    """What else has a name is there with the answer."""
    assert "carries that name too" in say(COMPARISON, format)
    assert "carries that name too" in say(RoleDocument(ROLE, {}, COMPARISON.notes), format)


@pytest.mark.parametrize("format", ["table", "markdown"])
def test_relatives(format: Format) -> None:
    """Related roles are grouped by how closely their publisher relates them."""
    said = say(RoleDocument(ROLE, {"moon": SOURCE}), format)
    assert "Related, Primary: Tasters (two), Millers (three)" in said
    assert "Related: Cooks (four)" in said


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("document", [COMPARISON, RoleDocument(ROLE, {"moon": SOURCE}), FOUND, DATASETS])
def test_attribution(document: Document, format: Format) -> None:
    """What a licence asks to be said is in every format."""
    assert "Moon data must be named." in say(document, format)


def test_what_a_search_found() -> None:
    """Each role with its id and dataset, and why it matches unless its title says so; and how many more fit."""
    said = say(FOUND, "table")
    assert "Bread Bakers one (onet) [1] Tasters two (onet) [1] also called: Bread Judge" in said
    assert "Showing 2 of 9 matches; use --limit for more." in said
    assert json.loads(render(FOUND, "json", Style()))["hits"][1]["field"] == "alias"
    assert "also called: Bread Judge" in say(FOUND, "markdown")
    assert "one,Bread Bakers,onet,title,Bread Bakers,moon" in render(FOUND, "csv", Style())


@pytest.mark.parametrize("format", ["table", "markdown"])
def test_nothing_found(format: Format) -> None:
    """A search without a result says so."""
    assert 'Nothing fits "bread".' in say(SearchResults("bread", 0, (), {}), format)


@pytest.mark.parametrize("format", ["table", "markdown"])
def test_datasets(format: Format) -> None:
    """What is imported, what it holds and lacks; what is not, and where to get it."""
    said = say(DATASETS, format)
    for part in ("1,016 occupations", "missing: Tasks: none", "A note.", "not imported; get it from esco.org"):
        assert part in said
    rows = list(csv.DictReader(render(DATASETS, "csv", Style()).splitlines()))
    assert [(row["name"], row["item"], row["count"]) for row in rows] == [
        ("onet", "occupations", "1016"),
        ("esco", "", ""),
    ]


@pytest.mark.parametrize(
    ("words", "first", "second", "clear"),
    [
        ("importance +10", 40.0, 50.0, True),
        ("importance -10", 50.0, 40.0, True),
        ("importance no clear difference", 40.0, 50.0, False),
        ("importance +10?", 40.0, 50.0, None),
        ("importance 0?", 40.4, 40.0, None),
        ("importance no difference", 40.0, 40.0, None),
        ("", None, 50.0, None),
    ],
)
def test_differences_in_words(words: str, first: float | None, second: float | None, clear: bool | None) -> None:
    """A difference that may be chance reads so, a question mark follows one whose error is not published, and none has
    a signed zero."""
    points = None if first is None or second is None else second - first
    assert describe_differences([Difference("one", "two", "importance", points, clear)]) == words


def test_differences_of_shares_in_words() -> None:
    """A difference of shares is in points, without the name of a scale."""
    assert describe_differences([Difference("one", "two", "percent", -10.0, clear=True)]) == "-10 points"


@pytest.mark.parametrize("format", ["table", "markdown"])
@pytest.mark.parametrize("width", [60, 120])
def test_what_there_is_no_data_for_is_not_called_not_stated(format: Format, width: int) -> None:
    """A cell of a role that has no data of that kind says so; the row is marked with a question mark."""
    row = Row("rye", "Rye Reading", "skills", "unknown", {"one": rated(40), "two": None}, (), ("two",))
    other = Row("oat", "Oat Reading", "skills", "unique", {"one": rated(40), "two": None})
    text = say(replace(COMPARISON, skills=(row, other)), format, width)
    assert text.count("no data for another role") == 1
    assert text.replace("no data for another role", "").count("no data") == 1
    assert text.count("not stated") >= 1
    assert ("`?` | Rye Reading" if format == "markdown" else "? Rye Reading") in text
