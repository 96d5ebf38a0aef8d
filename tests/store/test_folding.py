"""What counts in a name, and how well a name fits a role."""

import pytest

from careercli.store.folding import SCALE, find_words_for, fold, list_beginnings, list_folded, list_forms, list_parts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Registered Nurses", "registered nurse"),
        ("the bakers", "Baker"),
        ("Wages and Salaries Clerk", "wage & salary clerks"),
        ("Waitresses", "waitress"),
        ("Firemen", "fire man"),
        ("Moon Bakers, and (Others)", "moon-bakers-and-others"),
        ("Police and Sheriff's Patrol Officers", "police-and-sheriffs-patrol-officers"),
        ("Pharmacy Tech", "pharmacy technicians"),
        ("R.N.", "rn"),
    ],
)
def test_names_that_fold_alike(one: str, other: str) -> None:
    """Number, case, articles, "and", punctuation, spaces and two ways of writing a word do not count."""
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Nurse Manager", "Manager Nurse"), ("Boss", "Bos"), ("Bus Driver", "Bu Driver"), ("Gas", "Ga")]
)
def test_names_that_do_not_fold_alike(one: str, other: str) -> None:
    """The order of words counts, and an s that is no plural stays."""
    assert fold(one) != fold(other)


def test_brackets_hold_another_form() -> None:
    """A name with brackets is also what it is without them, and what is in them."""
    assert [" ".join(words) for words in list_forms("CEO (Chief Executive)")] == [
        *("ceo chief executive", "ceo", "chief executive")
    ]
    assert [*list_forms("Cook")] == [["cook"]]


def test_a_title_has_parts() -> None:
    """Each of what a title lists is a part of it; what it excepts is not."""
    parts = [" ".join(words) for words in list_parts("Bakers, Cooks, and Chefs, Except Moon Bakers")]
    assert parts == ["baker cook chef", "baker", "cook", "chef"]


def test_how_well_a_name_fits() -> None:
    """A name fits better that is reported, a part of the title, in the title, or in more of the other names; worse in
    an "All Other" title."""
    names = ("Loaf Maker", "Dough Boss", "Head Loaf Maker", "Oven Hand")
    weights = {each.key: each.weight for each in list_folded("Bakers and Moon Cooks", names, ("Oven Hand",))}
    assert weights["ovenhand"] == pytest.approx(3 * weights["doughboss"], rel=0.01)
    assert weights["loafmaker"] == pytest.approx(weights["doughboss"] * 2.5 / 1.5, rel=0.01)
    assert weights["baker"] == pytest.approx(4 * weights["doughboss"], rel=0.01)
    assert weights["doughboss"] == round(1.5 / 10 * SCALE)
    (rest,) = (each for each in list_folded("Bakers, All Other", names, ()) if each.key == "doughboss")
    assert rest.weight == pytest.approx(0.3 * weights["doughboss"], rel=0.01)


def test_only_the_whole_title_is_the_title() -> None:
    """A part of a title, or what it has in brackets, is no title."""
    assert [each.key for each in list_folded("Cooks (Fry) and Bakers", ("Cook",), ()) if each.is_title] == [
        "cookfrybaker"
    ]


def test_words_for_titles() -> None:
    """A title is offered as one word if that word means it and no other title."""
    titles = ["Moon Bakers", "Cooks (Fry)", "Cooks, Fry", "q one two", "q-one/two", "Caf\u00e9 Cooks"]
    assert [*find_words_for(titles)] == [("Moon Bakers", "moon-bakers"), ("q one two", "q-one-two")]


def test_a_word_is_found_from_any_of_its_parts_on() -> None:
    """What is typed may be the beginning of any part."""
    assert [*list_beginnings("moon-loaf-bakers")] == ["moon-loaf-bakers", "loaf-bakers", "bakers"]
