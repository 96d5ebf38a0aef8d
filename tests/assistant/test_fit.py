"""Answers made to fit."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careercli.assistant.fit import CUTS, FEW, MARGIN, cut_content, cut_text, describe_cuts, fit_rows, get_size
from careercli.documents import get_schema


def make_gap(count: int) -> dict[str, Any]:
    """Two lists of a gap's size."""
    return {
        "shared": [{"item": f"shared {number}"} for number in range(count)],
        "missing": [{"item": f"missing {number}"} for number in range(count)],
        "sources": {"one": {"title": "x" * 500}},
        "notes": [{"sources": ["one"]}],
    }


def test_sources_that_nothing_names_go_last() -> None:
    """Where cutting lists is not enough, sources go that no member names any more, and are counted."""
    content = make_gap(3)
    content["sources"]["two"] = {"title": "x" * 500}
    cuts = cut_content(content, "gap", 1_400)
    assert cuts[-1] == ("sources", 1, 2)
    assert [*content["sources"]] == ["one"]


def test_what_is_missed_least_goes_first() -> None:
    """Lists are cut in the order of CUTS, down to a few items each, before any of them is emptied."""
    content = make_gap(100)
    cuts = cut_content(content, "gap", 3_500)
    assert [(cut.path, cut.left_out, cut.total) for cut in cuts] == [("shared", 92, 100), ("missing", 2, 100)]
    assert len(content["shared"]) == FEW
    assert content["shared"][-1] == {"item": "shared 7"}


@given(st.integers(0, 300), st.integers(MARGIN + 700, 20_000))
def test_content_fits_and_nothing_fits_better(count: int, most: int) -> None:
    """Cut content fits, what was left out is counted, and the sources stay."""
    content = make_gap(count)
    whole = get_size(content)
    cuts = cut_content(content, "gap", most)
    assert get_size(content) <= most - MARGIN
    assert sum(cut.left_out for cut in cuts) == 2 * count - len(content["shared"]) - len(content["missing"])
    assert content["sources"] == make_gap(0)["sources"]
    assert bool(cuts) == (whole > most - MARGIN)


def test_what_is_left_out_is_said() -> None:
    """The sentence has how many of how many of what, and how to get them."""
    cuts = cut_content(make_gap(100), "gap", 3_500)
    said = "Left out here, since the answer would be too long: 92 of 100 of shared, 2 of 100 of missing. Ask again."
    assert describe_cuts(cuts, "Ask again.") == said


@pytest.mark.parametrize("document", CUTS)
def test_cuts_are_of_lists_that_there_are(document: str) -> None:
    """Each path that may be cut leads to a list by the schema of the document."""
    schema = get_schema(document)

    def resolve(node: dict[str, Any]) -> dict[str, Any]:
        if "anyOf" in node:
            return resolve(next(each for each in node["anyOf"] if each.get("type") != "null"))
        return resolve(schema["$defs"][node["$ref"].rpartition("/")[2]]) if "$ref" in node else node

    def find(node: dict[str, Any], keys: list[str]) -> list[str]:
        """The types of what is at a path."""
        node = resolve(node)
        if not keys:
            return [node["type"]]
        members = [node["items"]] if "items" in node else [*node.get("properties", {}).values()]
        key, *rest = keys
        return (
            [each for member in (members if key == "*" else [node["properties"][key]]) for each in find(member, rest)]
            if key == "*" or key in node.get("properties", {})
            else []
        )

    for path in CUTS[document]:
        assert "array" in find(schema, path.split(".")), path


@given(st.lists(st.text("ab\u20ac ", max_size=30), max_size=80), st.integers(400, 2_000))
def test_a_text_is_cut_at_lines(lines: list[str], most: int) -> None:
    """A cut text has whole lines of the text, says how many are missing, keeps the sources, and fits."""
    text = "\n".join([*lines, "", "## Sources", "", "[^1]: the source", ""])
    cut = cut_text(text, most)
    assert len(cut.encode()) <= most
    assert cut.endswith("## Sources\n\n[^1]: the source\n")
    if cut != text:
        kept, _, said = cut.partition("\n## Sources")[0].rpartition("\n(")
        number = int(said.split()[0])
        whole = kept.split("\n")[:-1]
        assert lines[: len(whole)] == whole
        assert sum(map(bool, lines[len(whole) :])) == number


def test_a_text_is_cut_between_items() -> None:
    """The lines below an item, which are indented, go with it."""
    text = "".join(f"- item {number}\n  - more of it\n  - and more\n" for number in range(100))
    kept = cut_text(text, 1_000).partition("\n(")[0].strip().split("\n")
    assert len(kept) % 3 == 0


def test_sources_leave_half_to_the_answer() -> None:
    """Sources that take more than half of the room are cut, too, at whole lines, and counted."""
    text = "item\n" * 200 + "\n## Sources\n\n" + "\n".join(f"[^{number}]: {'x' * 100}" for number in range(100))
    cut = cut_text(text, 2_000)
    assert len(cut.encode()) <= 2_000
    assert cut.count("item") > 150
    assert "sources left out here.)" in cut


@given(st.integers(1, 500), st.integers(1, 100))
def test_as_many_rows_as_fit(total: int, room: int) -> None:
    """The number of rows fits, unless one alone does not."""
    rows = fit_rows(total, lambda number: number / room)
    assert rows <= max(room, 1)
    assert rows >= min(total, max(1, int(room * 0.9)))
