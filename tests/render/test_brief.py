"""The brief views: short, nothing cut, nothing left out that is not counted."""

import re
from collections import Counter
from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.cells import cell_len

from careercli.catalog.catalog import Catalog
from careercli.comparison.compare import compare
from careercli.documents import Comparison, Document, RoleDocument
from careercli.model import SECTIONS, Role, Source
from careercli.render import Style, render
from catalogs import get_ids
from strategies import comparable_roles

PAIR = ("practice-manager", "office-manager")
WIDTHS = (20, 40, 60, 79, 80, 100, 120, 160)
ROLES = comparable_roles(2, 6)


def _pair(catalog: Catalog) -> Comparison:
    return compare([catalog.get(role) for role in PAIR], catalog.sources)


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[\w'-]+", text.casefold()))


@given(ROLES, st.sampled_from(WIDTHS), st.booleans(), st.booleans())
def test_any_roles_can_be_shown(
    made: tuple[list[Role], dict[str, Source]], width: int, draw: bool, plain: bool
) -> None:
    """Whatever the roles, the brief tables render and keep to the width, and no line ends in a space."""
    roles, sources = made
    style = Style(width=width, draw=draw, plain=plain, brief=True)
    pages = [render(compare(roles, sources), "table", style)]
    pages += [render(RoleDocument(role, sources), "table", style) for role in roles]
    for page in pages:
        assert max(cell_len(line) for line in page.splitlines()) <= width
        assert not re.search(r"[ \t]$", page, re.MULTILINE)


@given(ROLES)
def test_any_roles_can_be_written_as_markdown(made: tuple[list[Role], dict[str, Source]]) -> None:
    """Whatever the roles, the brief Markdown renders, and every footnote leads somewhere."""
    roles, sources = made
    documents: list[Document] = [compare(roles, sources), *(RoleDocument(role, sources) for role in roles)]
    for document in documents:
        page = render(document, "markdown", Style(brief=True))
        named = set(re.findall(r"(?<!\\)\[\^(\d+)\](?!:)", page))
        assert named == set(re.findall(r"^\[\^(\d+)\]:", page, re.MULTILINE))


@pytest.mark.parametrize(("width", "most"), [(60, 150), (80, 120), (100, 100), (120, 95), (160, 85)])
def test_a_pair_fits_on_few_lines(catalog: Catalog, width: int, most: int) -> None:
    """Any two bundled roles take few lines, whichever is first; two rated occupations a fifth less."""
    pairs = [*permutations(get_ids(catalog), 2)]
    rated = [("onet-29-1141-00", "onet-29-1071-00"), ("onet-11-9111-00", "onet-43-1011-00")]
    for names in (*pairs, *rated):
        roles = [catalog.get(name) for name in names]
        page = render(compare(roles, catalog.sources), "table", Style(width=width, brief=True))
        assert page.count("\n") <= (most if names in pairs else max(80, most * 4 // 5)), names


def test_three_roles_and_one_fit_on_few_lines(catalog: Catalog) -> None:
    """Any three bundled roles take at most 140 lines of 100 columns, one role at most 70."""
    style = Style(width=100, brief=True)
    for ids in combinations(get_ids(catalog), 3):
        roles = [catalog.get(role) for role in ids]
        assert render(compare(roles, catalog.sources), "table", style).count("\n") <= 140
    for role in get_ids(catalog):
        assert render(catalog.get_document(role), "table", style).count("\n") <= 70


@pytest.mark.parametrize("width", WIDTHS)
def test_no_label_is_cut(catalog: Catalog, width: int) -> None:
    """Every word of what both list and of what one alone lists is there, at any width."""
    comparison = _pair(catalog)
    lists = [*comparison.highlights.shared, *comparison.highlights.only]
    said = sum((_words(label) for each in lists for label in each.labels), Counter[str]())
    page = _words(render(comparison, "table", Style(width=width, brief=True)))
    assert {word for word in said - page if len(word) < width // 5} == set()


def test_what_is_left_out_is_counted(catalog: Catalog) -> None:
    """The counts in the heads of columns, and of what is left out, add up to all rows of the comparison."""
    for one, two in combinations(get_ids(catalog), 2):
        comparison = compare([catalog.get(one), catalog.get(two)], catalog.sources)
        page = " ".join(render(comparison, "table", Style(width=60, brief=True)).split())
        listed = re.findall(r"(?:Both|Only [A-Z][A-Za-z ]+|no data for [A-Z][A-Za-z ]+) \((?:\d+ of )?(\d+)\)", page)
        weak = re.search(r"Left out: (\d+) weaker statement", page)
        rows = [row for section in SECTIONS for row in comparison.section(section)]
        assert sum(map(int, listed)) + int(weak[1] if weak else 0) == len(rows)


def test_plain_lists_are_in_reading_order(catalog: Catalog) -> None:
    """Without columns each area is in one line with its items, complete, and there is no line and no bar."""
    comparison = _pair(catalog)
    page = " ".join(render(comparison, "table", Style(width=80, brief=True, plain=True)).split())
    for each in (*comparison.highlights.shared, *comparison.highlights.only):
        labels = [f"{label}{'!' * (item in each.contested)}" for item, label in zip(each.ids, each.labels, strict=True)]
        assert "; ".join(labels) in page
    assert not re.search("[\u2500\u2501\u2588\u25cf\u25cb]", page)
    assert "half earn $53,190 to" in page or "half earn $" in page


def test_colour_changes_no_word(catalog: Catalog) -> None:
    """The coloured view says what the plain one says, and gives each role one hue."""
    comparison = _pair(catalog)
    plain = render(comparison, "table", Style(width=100, brief=True))
    colourful = render(comparison, "table", Style(width=100, brief=True, color=True))
    assert [re.sub(r"\x1b\[[0-9;]*m", "", line).rstrip() for line in colourful.splitlines()] == plain.splitlines()
    assert re.search(r"\x1b\[1;38;5;32mPractice Manager.*\x1b\[1;38;5;166mOffice Manager", colourful)
    assert re.search(r"\x1b\[1;38;5;166mOnly Office Manager \(", colourful)


def test_a_mark_is_explained_if_it_is_there(catalog: Catalog) -> None:
    """Contested items have a mark that is explained once, at the end; without such items nothing is explained."""
    page = render(_pair(catalog), "table", Style(brief=True))
    assert "operations!" in page
    assert page.count("! sources disagree.") == 1
    roles = [replace(catalog.get(role), duties=(), requirements=(), skills=(), environment=()) for role in PAIR]
    assert "!" not in render(compare(roles, catalog.sources), "table", Style(brief=True))


def test_each_role_of_several_has_a_mark(catalog: Catalog) -> None:
    """Of three roles each item that several list has a mark for each that does: firm, weak, contested, no data."""
    roles = [catalog.get(role) for role in ("operations-manager", "medical-office-manager", "office-manager")]
    page = render(compare(roles, catalog.sources), "table", Style(width=100, brief=True))
    assert re.search(r"Supervise staff +\u25cf +\u25cf +\u25cf$", page, re.MULTILINE)
    assert re.search(r"Ensure compliance with regulations +\u25cf +\u25cb$", page, re.MULTILINE)
    assert re.search(r"Professional certification +\u25cf! +\? +\u25cf!$", page, re.MULTILINE)
    narrow = render(compare(roles, catalog.sources), "table", Style(width=60, brief=True))
    assert re.search(r"^DUTIES +A +B +C$", narrow, re.MULTILINE) or re.search(
        r"^\[.*\] +A +B +C$", narrow, re.MULTILINE
    )


def test_roles_of_unlike_vocabularies_are_not_compared_by_item(catalog: Catalog) -> None:
    """Of a role file's role and a dataset's pay and outlook are shown, and one sentence says why there is no more."""
    one, two = (catalog.get(role) for role in PAIR)
    other = replace(two, id="clerks", title="Clerks", dataset="onet", source="pm-vs-om", salary=(), outlook=())
    page = render(compare([one, other], catalog.sources), "table", Style(width=100, brief=True))
    assert "PAY AND OUTLOOK" in page
    assert page.count("use different vocabularies") == 1
    assert "DUTIES" not in page
    assert re.search(r"\d+ items listed for one role", " ".join(page.split()))


def test_only_chooses_columns(catalog: Catalog) -> None:
    """--only shared leaves what one alone lists out of the brief view, --only different what both do."""
    comparison = _pair(catalog)
    shared = render(comparison, "table", Style(brief=True, only="shared"))
    different = render(comparison, "table", Style(brief=True, only="different"))
    assert ("Both (" in shared, "Only Office" in shared) == (True, False)
    assert ("Both (" in different, "Only Office" in different) == (False, True)


def test_one_voice_is_one_source(catalog: Catalog) -> None:
    """Sources with one voice are in one line, and the answer says who says it."""
    page = render(_pair(catalog), "table", Style(width=100, brief=True))
    assert "\n[1][2][3] Climb the Ladder, 3 articles, undated, one voice.\n" in page
    assert "(averages; Climb the Ladder, 3\narticles, undated, one voice) [1\u20133]." in page
