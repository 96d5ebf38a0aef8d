"""JSON: the contract, key by key."""

import json
from collections.abc import Callable
from itertools import combinations

import msgspec
from hypothesis import given

from careercli.catalog.catalog import Catalog
from careercli.comparison.compare import compare
from careercli.documents import Comparison
from careercli.model import SECTIONS, Role, Source
from careercli.render import Style
from careercli.render.json import render
from catalogs import get_ids
from program import Result
from strategies import comparable_roles

Call = Callable[..., Result]


def test_the_keys_of_a_comparison(catalog: Catalog) -> None:
    """A comparison has the keys of the contract, in its order, on every level."""
    for one, two in combinations(get_ids(catalog), 2):
        comparison = compare([catalog.get(one), catalog.get(two)], catalog.sources)
        document = json.loads(render(comparison, Style()))
        assert list(document) == [
            "schema",
            "roles",
            "summary",
            "salary",
            "outlook",
            *SECTIONS,
            "sources",
            "notes",
            "highlights",
        ]
        assert list(document["roles"][0]) == ["id", "title", "dataset", "summary", "source"]
        assert list(document["salary"]) == ["estimates", "gaps"]
        assert list(document["salary"]["estimates"][0]) == [
            *("role", "amount", "percentiles", "statistic", "currency", "period", "area", "as_of", "nearest"),
            *("employment", "sources", "at_or_above", "not_available", "error"),
        ]
        assert list(document["salary"]["gaps"][0]) == [
            *("from", "to", "basis", "difference", "percent_of_from", "percent_of_to", "currency", "period"),
            *("statistic", "comparable", "notes", "overlap", "standings", "reason", "clear"),
            *("area", "as_of", "sources"),
        ]
        assert list(document["outlook"][0]) == [
            *("role", "nearest", "employment", "projected_employment", "change_percent", "openings_per_year", "years"),
            *("entry_education", "experience", "training", "sources"),
        ]
        rows = [row for section in SECTIONS for row in document[section]]
        cells = [cell for row in rows for cell in row["roles"].values() if cell is not None]
        assert {tuple(row) for row in rows} == {("item", "label", "area", "status", "roles", "differences", "unknown")}
        assert {tuple(row["roles"]) for row in rows} == {(one, two)}
        assert {tuple(cell) for cell in cells} == {("statements", "agreement", "ratings", "rank")}
        assert {tuple(said) for cell in cells for said in cell["statements"]} == {
            ("text", "modality", "condition", "sources", "against", "contradicts", "date", "collected_from")
        }
        highlights = document["highlights"]
        assert list(highlights) == [
            *("pay_gap", "official_gap", "shared", "partial", "only", "unknown", "steps", "differences", "left_out")
        ]
        pay_gap = [
            *("basis", "higher", "lower", "higher_amount", "lower_amount", "difference", "percent", "statistic"),
            *("currency", "period", "reason", "left_out", "clear", "area"),
        ]
        assert [list(highlights[name]) for name in ("pay_gap", "official_gap")] == [pay_gap, pay_gap]
        lists = [each for name in ("shared", "only", "unknown") for each in highlights[name]]
        assert {tuple(each) for each in lists} == {("roles", "section", "area", "ids", "labels", "contested")}
        assert {tuple(each) for each in highlights["steps"]} == {
            ("from", "to", "new", "higher", "coverage", "classes", "unknown", "unrated")
        }
        assert {tuple(each) for each in highlights["left_out"]} <= {("section", "reason", "count")}
        named = {source for cell in cells for said in cell["statements"] for source in said["sources"]}
        assert named <= document["sources"].keys()


@given(comparable_roles(2, 6))
def test_json_reads_back_exactly(made: tuple[list[Role], dict[str, Source]]) -> None:
    """What is printed decodes to the very comparison that was printed."""
    comparison = compare(*made)
    assert msgspec.json.decode(render(comparison, Style()), type=Comparison) == comparison
