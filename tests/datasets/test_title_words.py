"""Words of titles, their stems and the table of how they are used."""

from pathlib import Path

import pytest

from careercli.datasets.title_words import (
    WordVector,
    count_title_words,
    find_stems,
    find_words,
    get_stem,
    make_vector,
    parse_word_table,
)

TABLE = Path(__file__).parents[2] / "data" / "title_words.txt"


@pytest.mark.parametrize(
    "forms",
    [
        ("manager", "managers", "manage", "managing", "managed", "management"),
        ("nurse", "nurses", "nursing"),
        ("secretary", "secretaries"),
        ("operator", "operators", "operating", "operation"),
        ("buses", "busing"),
        ("programmer", "programming"),
        ("boxes", "boxing"),
    ],
)
def test_forms_of_a_word_have_one_stem(forms: tuple[str, ...]) -> None:
    """Number and the usual endings do not count."""
    assert len({get_stem(form) for form in forms}) == 1


@pytest.mark.parametrize(("one", "two"), [("nurse", "nun"), ("glass", "gla"), ("bus", "bu"), ("ring", "r")])
def test_short_words_are_not_cut_to_nothing(one: str, two: str) -> None:
    """At least three letters are left, and an s that is no plural."""
    assert get_stem(one) != two


def test_stop_words_are_left_out() -> None:
    """Words that say nothing are not found, nor single letters and numbers."""
    assert find_stems("The Head of 3 Bakers and C Clerks") == ["head", "bak", "clerk"]
    assert find_words("Bakers of Bread") == [("bakers", "bak"), ("bread", "bread")]


def test_own_titles_count_more() -> None:
    """A word of the own title counts three times, one of another title once; what is in brackets not at all."""
    assert count_title_words("Bakers", ["baker", "Bread Baker (BB Oven)"]) == {"bak": 5, "bread": 1}


def test_a_table_is_parsed() -> None:
    """A line has a stem and a signed byte for each dimension."""
    assert parse_word_table("# made\nbak\tA/wA\noven\tAAEC\n") == {
        "bak": WordVector((3, -4, 0), 5.0),
        "oven": WordVector((0, 1, 2), 5**0.5),
    }


@pytest.mark.parametrize("line", ["bak", "bak\t", "bak\t?", "bak\tAAAA", "bak\tA/w="])
def test_a_broken_table_is_refused(line: str) -> None:
    """The message names the line."""
    with pytest.raises(ValueError, match="word table, line 2"):
        parse_word_table(f"oven\tAAEC\n{line}\n")


def test_vectors_are_added_by_weight() -> None:
    """A stem counts by its weight, whatever the length of its vector; without known stems there is no vector."""
    table = {"bak": WordVector((3, -4), 5.0), "oven": WordVector((0, 2), 2.0)}
    assert make_vector([("bak", 1.0), ("oven", 2.0), ("moon", 9.0)], table) == pytest.approx([0.6, 1.2])
    assert make_vector([("moon", 1.0)], table) is None


def test_the_table_that_ships() -> None:
    """It has a few thousand stems, as find_stems makes them, sorted."""
    table = parse_word_table(TABLE.read_text("utf-8"))
    assert 2_000 < len(table) < 6_000
    assert [*table] == sorted(table)
    assert table.keys() >= {get_stem(word) for word in ("nurse", "accountant", "welder", "teacher")}
    assert {len(vector.numbers) for vector in table.values()} == {64}
