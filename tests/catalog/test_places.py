"""What the name of a place means."""

import pytest

from careercli.catalog.places import find_places, get_place, list_places
from careercli.errors import AmbiguousPlaceError, UnknownPlaceError
from careercli.model import Place

PLACES = {
    place.code: place
    for place in (
        Place("US", "United States", "nation", "US"),
        Place("48", "Texas", "state", "TX"),
        Place("53", "Washington", "state", "WA"),
        Place("36", "New York", "state", "NY"),
        Place("41", "Oregon", "state", "OR"),
        Place("54", "West Virginia", "state", "WV"),
        Place("51", "Virginia", "state", "VA"),
        Place("35620", "New York-Newark-Jersey City, NY-NJ", "metro", "NY-NJ"),
        Place("47900", "Washington-Arlington-Alexandria, DC-VA-MD-WV", "metro", "DC-VA-MD-WV"),
        Place("12420", "Austin-Round Rock-San Marcos, TX", "metro", "TX"),
        Place("38860", "Portland-South Portland, ME", "metro", "ME"),
        Place("38900", "Portland-Vancouver-Hillsboro, OR-WA", "metro", "OR-WA"),
        Place("49620", "York-Hanover, PA", "metro", "PA"),
        Place("4800001", "West Texas Region of Texas nonmetropolitan area", "metro", "TX"),
        Place("41980", "San Juan-Bayam\u00f3n-Caguas, PR", "metro", "PR"),
    )
}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Texas", "48"),
        ("tExAs", "48"),
        ("tx", "48"),
        ("48", "48"),
        ("Washington", "53"),
        ("wa", "53"),
        ("virginia", "51"),
        ("new-york", "36"),
        ("NEW YORK-NEWARK-JERSEY CITY, NY-NJ", "35620"),
        ("new york newark jersey city ny nj", "35620"),
        ("new-york-newark-jersey-city-ny-nj", "35620"),
        ("12420", "12420"),
        ("austin", "12420"),
        ("Austin, TX", "12420"),
        ("austin-tx", "12420"),
        ("York", "49620"),
        ("portland or", "38900"),
        ("portland, me", "38860"),
        ("arlington", "47900"),
        ("vancouver", "38900"),
        ("west tex", "4800001"),
        ("bayam\u00f3n", "41980"),
        ("us", "US"),
        ("united states", "US"),
    ],
)
def test_a_name_means_the_place_it_fits_best(name: str, code: str) -> None:
    """An exact state name or postal code comes first, then an exact metro, then one of its cities, then parts; case and
    punctuation do not count."""
    assert get_place(name, PLACES).code == code


def test_several_places_are_all_named() -> None:
    """A name that fits several places equally well is refused, with all of them."""
    with pytest.raises(AmbiguousPlaceError, match=r"2 places: .*ME \(38860\); .*OR-WA \(38900\); name one") as caught:
        get_place("Portland", PLACES)
    assert caught.value.exit_code == 3
    assert [place.code for place in caught.value.places] == ["38860", "38900"]


@pytest.mark.parametrize(("name", "near"), [("Texsa", "Texas"), ("orgeon", "Oregon"), ("Astin", "Austin")])
def test_an_unknown_place_suggests_the_nearest(name: str, near: str) -> None:
    """A name that fits nothing is refused, with the nearest by spelling."""
    with pytest.raises(UnknownPlaceError, match=f"no place is called '{name}'; the nearest are .*{near}") as caught:
        get_place(name, PLACES)
    assert near in caught.value.places[0].name


def test_an_unknown_place_where_no_metros_are_known() -> None:
    """Where no metros were imported, the error says that they come by import."""
    states = {code: place for code, place in PLACES.items() if place.type == "state"}
    with pytest.raises(UnknownPlaceError, match="metropolitan areas come by import, see `careercli datasets`"):
        get_place("Columbus", states)


@pytest.mark.parametrize("name", ["", "  ", "--", "(", "\x1b[1m", "x" * 10_000])
def test_what_is_no_name(name: str) -> None:
    """What has no letters is no name of a place; a long one is cut and printed plainly."""
    if name.strip():
        with pytest.raises(UnknownPlaceError) as caught:
            get_place(name, PLACES)
        assert caught.value.message.isprintable()
        assert len(caught.value.message) < 300


def test_without_places_the_error_says_what_to_import() -> None:
    """Where there is no pay by place, the error says what to import."""
    with pytest.raises(UnknownPlaceError, match="import the state or the metropolitan file"):
        get_place("texas", {})


def test_places_are_listed_by_type_and_name() -> None:
    """The nation, the states and the metros come by name; a text lists all that have it in their name or are so."""
    assert [place.code for place in find_places("", PLACES.values())][:3] == ["US", "36", "41"]
    assert {place.code for place in list_places("portland", PLACES.values())} == {"38860", "38900"}
    assert {place.code for place in list_places("tex", PLACES.values())} == {"48", "4800001"}
    assert len(list_places("", PLACES.values())) == len(PLACES)
