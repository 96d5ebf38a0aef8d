"""CSV: stable columns, one row per item and role, read back what was written."""

import csv
from collections.abc import Callable

import pytest
from hypothesis import given
from msgspec.structs import replace

from careercli.catalog.catalog import Catalog
from careercli.comparison.compare import compare
from careercli.documents import RoleDocument
from careercli.model import SECTIONS, Role, Source
from careercli.render import Style
from careercli.render.csv import COLUMNS, SEPARATOR, render
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
    """Amounts and differences are plain numbers; what is not known is empty, a top code is text."""
    rows = _read(call("compare", "operations-manager", "medical-office-manager", "-f", "csv").out)
    pay = {(row["role"], row["item"]): row for row in rows if row["section"] == "salary"}
    assert pay["operations-manager", "average"]["amount"] == "75844"
    assert pay["operations-manager", "p90"]["amount"] == ""
    assert pay["operations-manager", "p90"]["text"] == "at or above 239200"
    gaps = {row["item"]: row for row in rows if row["section"] == "gap"}
    assert (gaps["own"]["amount"], gaps["own"]["text"]) == (
        "",
        "The pay gap is unknown: no source gives pay for Medical Office Manager.",
    )
    assert gaps["nearest"]["amount"] == "15010"


@pytest.mark.parametrize("text", ["=SUM(A1)", "+1", "-5% to +10%", "@cmd", "\tx", "\rx"])
def test_a_text_is_no_formula(catalog: Catalog, text: str) -> None:
    """Text that a spreadsheet would take for a formula gets an apostrophe; negative numbers stay numbers."""
    role = catalog.get("office-manager")
    cell = replace(role.duties[0], label=text)
    document = RoleDocument(replace(role, duties=(cell,)), dict(catalog.sources))
    assert (
        _read(render(document, Style()))[-len([*role.requirements, *role.skills, *role.environment]) - 1]["label"]
        == f"'{text}"
    )


def test_negative_differences_stay_numbers(call: Call) -> None:
    """A negative amount is a number, not a text with an apostrophe."""
    rows = _read(call("compare", "practice-manager", "office-manager", "-f", "csv").out)
    assert [row["amount"] for row in rows if row["section"] == "gap"] == ["-9994", "-51820"]


def test_denials_and_contradictions_have_columns(call: Call) -> None:
    """`against` and `contradicts` go by statement, like the other columns of a cell; empty where none has any."""
    rows = {row["item"]: row for row in _read(call("show", "operations-manager", "-f", "csv").out)}
    assert rows["regular-hours"]["against"].split(SEPARATOR) == ["false", "true"]
    assert rows["regular-hours"]["contradicts"].split(SEPARATOR) == [
        "",
        "The same sentence calls regular business hours usual and overtime common.",
    ]
    assert (rows["overtime"]["against"], rows["overtime"]["contradicts"]) == ("", "")
