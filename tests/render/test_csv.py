"""CSV: stable columns, one row per item and role, read back what was written."""

import csv
from collections.abc import Callable

import pytest
from hypothesis import given
from msgspec.structs import replace

from careercli.catalog.catalog import Catalog
from careercli.comparison.compare import compare
from careercli.documents import (
    Dataset,
    DatasetList,
    Document,
    Gap,
    Hit,
    Listing,
    Overlap,
    PaidRole,
    Pay,
    PayByPlace,
    PlaceGap,
    PlaceList,
    PlacePay,
    PlaceRow,
    RoleDocument,
    RoleList,
    SearchResults,
)
from careercli.model import (
    SECTIONS,
    Estimate,
    OccupationRef,
    Outlook,
    Percentiles,
    Place,
    Role,
    Score,
    Source,
    Stated,
    Statement,
)
from careercli.render import Style
from careercli.render.csv import COLUMNS, PAY_COLUMNS, SEPARATOR, render
from program import Result
from strategies import comparable_roles

Call = Callable[..., Result]


def _read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text.splitlines(keepends=True)))


def test_the_columns_are_stable() -> None:
    """The columns are these, in this order: scripts depend on it."""
    assert ",".join(COLUMNS) == (
        "section,area,item,label,role,status,agreement,text,modality,condition,sources,"
        "amount,unit,percent_of_from,percent_of_to,from,"
        "importance,importance_error,level,level_error,percent,percent_error,score,score_error,flags,"
        "against,contradicts"
    )


@pytest.mark.parametrize(
    ("document", "columns"),
    [
        (RoleList((), {}, "/home"), "id,title,dataset,amount,unit,statistic,sources,text"),
        (SearchResults("x", 0, (), {}), "id,title,dataset,field,text,sources"),
        (DatasetList((), "/file"), "name,version,imported,item,count,text,licence,get_from"),
    ],
)
def test_the_columns_of_lists_are_stable(document: Document, columns: str) -> None:
    """The columns of a list, a search and the datasets are these, in this order; lines end in CRLF."""
    assert render(document, Style()) == f"{columns}\r\n"


def test_lists_fill_their_columns() -> None:
    """A list has a row for each figure of a role's own pay and one for a role without; a search one for each hit; the
    datasets one for each count, and one for a dataset without; and each has a last row for each attribution."""
    source = Source("S", "P", licence="L", attribution="Say so.")
    pay = Estimate("a", 5, None, "mean", "EUR", "hour", None, None, None, None, ("s", "t"))
    listed = RoleList(
        (Listing("a", "A", "user", (), (pay, replace(pay, amount=-1))), Listing("b", "B", "user", (), ())),
        {"s": source, "t": Source("T")},
        "/home",
    )
    assert render(listed, Style()).splitlines()[1:] == [
        "a,A,user,5,EUR a hour,mean,s t,",
        "a,A,user,-1,EUR a hour,mean,s t,",
        "b,B,user,,,,,",
        ",S,,,,,s,Say so.",
    ]
    found = SearchResults("x", 1, (Hit("a", "=A", "user", "duty", "x, y", ("s", "t")),), {"s": source})
    assert render(found, Style()).splitlines()[1:] == ['a,\'=A,user,duty,"x, y",s t', ",S,,,Say so.,s"]
    about = Dataset("d", "p", "1", "2026", {"roles": 1016, "items": 2}, (), (), source, "x.org")
    without = replace(about, name="e", version=None, imported=None, counts={})
    assert render(DatasetList((about, without), "/file"), Style()).splitlines()[1:] == [
        "d,1,2026,roles,1016,Say so.,L,x.org",
        "d,1,2026,items,2,Say so.,L,x.org",
        "e,,,,,Say so.,L,x.org",
    ]


def test_a_cell_keeps_its_statements_apart(catalog: Catalog) -> None:
    """Several statements are side by side in the same order in each column; conditions are empty if there are none."""
    said = (
        Statement("one", "stated", None, ("s", "t")),
        Statement("two", "typical", "at night", ()),
    )
    score = Score(40.0, 2.5, 3.0, suppressed=False, not_relevant=False)
    hidden = Score(None, None, 3.0, suppressed=True, not_relevant=True)
    role = catalog.get("office-manager")
    cells = (
        Stated("i", "I", None, said, "contested", {"importance": score, "level": hidden, "interest": score}),
        Stated("j", "J", "area", said[:1], "single", {}),
    )
    plain = replace(role, reports_to=(), salary=(), outlook=(), requirements=(), skills=(), environment=())
    one, two = _read(render(RoleDocument(replace(plain, duties=cells), {}), Style()))
    assert [one[name] for name in ("section", "area", "item", "label", "role", "status", "agreement")] == [
        *("duties", "", "i", "I", "office-manager", "", "contested")
    ]
    assert [one[name] for name in ("text", "modality", "condition", "sources")] == [
        *("one | two", "stated | typical", " | at night", "s t | ")
    ]
    assert [one[name] for name in ("importance", "importance_error", "level", "score", "score_error", "flags")] == [
        *("40.0", "2.5", "", "40.0", "2.5", "level suppressed; level not relevant")
    ]
    assert [two[name] for name in ("area", "condition", "importance", "flags")] == ["area", "", "", ""]
    bare = Stated("k", "K", None, (said[0], said[0]), "agreed", {})
    (three,) = _read(render(RoleDocument(replace(plain, duties=(bare,)), {}), Style()))
    assert (three["text"], three["condition"]) == ("one | one", "")


def test_figures_have_a_row_each(catalog: Catalog) -> None:
    """A row for the amount and for each percentile, a top code as text; and one for each number and entry requirement
    of an outlook, with its unit."""
    role = catalog.get("office-manager")
    plain = replace(role, reports_to=(), duties=(), requirements=(), skills=(), environment=())
    points = Percentiles(p10=1, p50=3, at_or_above={"p90": 9})
    ref = OccupationRef("soc-2018", "1-1", "Ones")
    pay = Estimate("a", None, points, "median", "USD", "year", "Ohio", "2024", ref, 7, ("s",), 9)
    future = Outlook("a", None, 10, 20, -0.5, None, (2024, 2034), "Some", None, "More", ("s",))
    rows = _read(render(RoleDocument(replace(plain, salary=(pay,), outlook=(future,)), {}), Style()))
    assert [(row["item"], row["amount"], row["text"]) for row in rows if row["section"] == "salary"] == [
        ("median", "", "at or above 9"),
        ("p10", "1", ""),
        ("p50", "3", ""),
        ("p90", "", "at or above 9"),
    ]
    assert {row["condition"] for row in rows if row["section"] == "salary"} == {
        "nearest occupation: Ones (1-1), Ohio, 2024, 7 people"
    }
    assert [(row["item"], row["label"], row["amount"], row["unit"], row["text"]) for row in rows[4:]] == [
        ("employment", "employment", "10", "people 2024", ""),
        ("projected_employment", "projected employment", "20", "people 2034", ""),
        ("change_percent", "change percent", "-0.5", "percent", ""),
        ("openings_per_year", "openings per year", "", "openings a year", ""),
        ("entry_education", "entry education", "", "", "Some"),
        ("experience", "experience", "", "", ""),
        ("training", "training", "", "", "More"),
    ]
    assert {(row["role"], row["sources"]) for row in rows} == {("a", "s")}


def test_gaps_have_a_row_each(catalog: Catalog) -> None:
    """A gap has its roles, its difference in numbers, and its notes and ranges as text; one that is refused has no
    number and no unit, and says why."""
    comparison = compare([catalog.get("practice-manager"), catalog.get("office-manager")], catalog.sources)
    known = Gap("a", "b", "own", 5, 10.0, 9.09, "USD", "year", "mean", True, ("Note.",), Overlap(1, 2, None))
    refused = Gap("a", "b", "nearest", None, None, None, None, None, None, False, ("Why not.",))
    document = replace(comparison, salary=Pay((), (known, refused)))
    rows = [row for row in _read(render(document, Style())) if row["section"] == "gap"]
    names = ("item", "label", "role", "amount", "unit", "percent_of_from", "percent_of_to", "from")
    assert [[row[name] for name in names] for row in rows] == [
        ["own", "a to b", "b", "5", "USD a year", "10.0", "9.09", "a"],
        ["nearest", "a to b", "b", "", "", "", "", "a"],
    ]
    assert rows[0]["text"].startswith("Note. ")
    assert rows[0]["text"].endswith("from $1 to $2.")
    assert rows[1]["text"] == "Why not."


@given(comparable_roles(2, 4))
def test_one_row_per_item_and_role(made: tuple[list[Role], dict[str, Source]]) -> None:
    """Every item has one row for each role, which reads back as its cell; an item not stated has an empty cell."""
    roles, sources = made
    comparison = compare(roles, sources)
    rows = {(row["section"], row["item"], row["role"]): row for row in _read(render(comparison, Style()))}
    for section in SECTIONS:
        for row in comparison.section(section):
            for role, cell in row.roles.items():
                line = rows[section, row.item, role]
                assert (line["label"], line["status"]) == (row.label, row.status)
                assert line["agreement"] == (cell.agreement if cell else "")
                if cell:
                    assert line["modality"].split(SEPARATOR) == [said.modality for said in cell.statements]
                    assert [part.split() for part in line["sources"].split(SEPARATOR)] == [
                        list(said.sources) for said in cell.statements
                    ]


def test_pay_and_gaps_are_numbers(call: Call) -> None:
    """Amounts and differences are plain numbers; what is not known is empty."""
    rows = _read(call("compare", "operations-manager", "medical-office-manager", "-f", "csv").out)
    pay = {(row["role"], row["item"]): row for row in rows if row["section"] == "salary"}
    assert pay["operations-manager", "average"]["amount"] == "75844"
    gaps = {row["item"]: row for row in rows if row["section"] == "gap"}
    assert (gaps["own"]["amount"], gaps["own"]["text"]) == (
        "",
        "The pay gap is unknown: no source gives pay for Medical Office Manager.",
    )
    assert float(gaps["nearest"]["amount"])


def test_a_top_code_is_text(catalog: Catalog) -> None:
    """A percentile known only to be at or above a top code has no amount, and its text says so."""
    role = catalog.get("operations-manager")
    top = replace(role.salary[0], percentiles=Percentiles(p50=90_000, at_or_above={"p90": 239_200}))
    rows = _read(render(RoleDocument(replace(role, salary=(top,)), dict(catalog.sources)), Style()))
    (row,) = (row for row in rows if row["item"] == "p90")
    assert (row["amount"], row["text"]) == ("", "at or above 239200")


@pytest.mark.parametrize("text", ["=SUM(A1)", "+1", "-5% to +10%", "@cmd", "\tx", "\rx"])
def test_a_text_is_no_formula(catalog: Catalog, text: str) -> None:
    """Text that a spreadsheet would take for a formula gets an apostrophe; negative numbers stay numbers."""
    role = catalog.get("office-manager")
    cell = replace(role.duties[0], label=text)
    document = RoleDocument(replace(role, duties=(cell,)), dict(catalog.sources))
    duties = [row["label"] for row in _read(render(document, Style())) if row["section"] == "duties"]
    assert {*duties} == {f"'{text}"}


def test_negative_differences_stay_numbers(call: Call) -> None:
    """A negative amount is a number, not a text with an apostrophe."""
    rows = _read(call("compare", "practice-manager", "office-manager", "-f", "csv").out)
    amounts = [row["amount"] for row in rows if row["section"] == "gap"]
    assert amounts[0] == "-9994"
    assert all(float(amount) < 0 for amount in amounts)


def test_denials_and_contradictions_have_columns(call: Call) -> None:
    """`against` and `contradicts` go by statement, like the other columns of a cell; empty where none has any."""
    rows = {row["item"]: row for row in _read(call("show", "operations-manager", "-f", "csv").out)}
    assert rows["regular-hours"]["against"].split(SEPARATOR) == ["false", "true"]
    assert rows["regular-hours"]["contradicts"].split(SEPARATOR) == [
        "",
        "The same sentence calls regular business hours usual and overtime common.",
    ]
    assert (rows["overtime"]["against"], rows["overtime"]["contradicts"]) == ("", "")


OHIO, NATION = Place("39", "Ohio", "state", "OH"), Place("US", "United States", "nation", "US")
PAID = PlacePay(
    *(10, None, Percentiles(p10=1, p25=2, p50=10, p75=20, at_or_above={"p90": 30}), 11, None, 1.5, False),
    *(100, 2.5, 3.5, 0.75, "2025-05", ("s",), ()),
)
NO_AMOUNT = PlacePay(
    *(None, 99, Percentiles(p10=5, at_or_above={"p50": 99, "p90": 99}), None, 98, None, None),
    *(None, None, None, None, None, ("s", "t"), ("employment",)),
)


def pay_by_place(nation: PlaceRow | None, *rows: PlaceRow) -> str:
    """The CSV of the pay of two roles in these places."""
    roles = PaidRole("a", "A", "onet", None), PaidRole("b", "B", "onet", None)
    source = {"s": Source("S", attribution="Say so."), "t": Source("T")}
    return render(PayByPlace(roles, "state", "pay", "USD", "year", nation, 1, rows, source), Style())


def test_pay_by_place_has_a_row_for_each_place_and_role() -> None:
    """Each place has a row for each role, with the gap from the first role; the nation is last, and once. What is at or
    above a top code or not available is text; a role without pay there has empty columns."""
    gap = PlaceGap("a", "b", -3, -30.0, -42.86, None)
    others = (PlaceGap(one, two, 3, 42.86, 30.0, None) for one, two in (("b", "a"), ("0", "b"), ("0", "a")))
    ohio = PlaceRow(OHIO, {"a": PAID, "b": NO_AMOUNT}, (gap, *others))
    nation = PlaceRow(NATION, {"a": replace(PAID, clear=True), "b": None}, ())
    known = "10,11,1.5,1,2,20,,USD a year,100,2.5,3.5,0.75"
    said = "median at or above 99; mean at or above 98; p90 at or above 99; employment not available"
    expected = [
        ",".join(PAY_COLUMNS),
        f"39,Ohio,state,OH,a,{known},false,,,,2025-05,s,p90 at or above 30",
        f"39,Ohio,state,OH,b,,,,5,,,,USD a year,,,,,,a,-3,-30.0,,s t,{said}",
        f"US,United States,nation,US,a,{known},true,,,,2025-05,s,p90 at or above 30",
        "US,United States,nation,US,b,,,,,,,,,,,,,,,,,,,",
        ",S,,,,,,,,,,,,,,,,,,,,,s,Say so.",
    ]
    assert pay_by_place(nation, ohio).splitlines() == expected
    assert pay_by_place(None, ohio).splitlines() == [*expected[:3], expected[-1]]
    assert pay_by_place(nation, nation, ohio).splitlines() == [
        expected[0],
        *expected[3:5],
        *expected[1:3],
        expected[-1],
    ]


def test_places_have_a_row_each() -> None:
    """A place has its code, name, type and postal code, in a row."""
    places = PlaceList(None, (OHIO, replace(NATION, postal=None)))
    assert render(places, Style()).splitlines() == [
        "place,name,type,postal",
        "39,Ohio,state,OH",
        "US,United States,nation,",
    ]


def test_a_search_has_the_pay_of_the_place_that_was_chosen() -> None:
    """With a place a search has two more columns: the first amount there, and its unit; empty if there is none."""
    pay = Estimate("a", None, None, "median", "USD", "year", "Ohio", "2025", None, None, ("s",), 99)
    hits = (
        Hit("a", "A", "onet", "title", "A", ("s",), None, (pay, replace(pay, amount=0), replace(pay, amount=7))),
        Hit("b", "B", "onet", "title", "B", ("s",), None, (pay,)),
    )
    assert render(SearchResults("x", 2, hits, {}, None, "Ohio"), Style()).splitlines() == [
        "id,title,dataset,field,text,sources,amount,unit",
        "a,A,onet,title,A,s,0,USD a year",
        "b,B,onet,title,B,s,,",
    ]
