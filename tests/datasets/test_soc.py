"""The codes that figures are published under."""

from careercli.datasets.soc import COMBINED, get_published_codes


def test_an_occupation_is_looked_for_under_its_own_code_first() -> None:
    """Its own code, its combination's, and that of its broad group, each once."""
    assert get_published_codes("13-1022") == ("13-1022", "13-1020")
    assert get_published_codes("21-1014") == ("21-1014", "21-1018", "21-1010")
    assert get_published_codes("11-9111") == ("11-9111", "11-9110")


def test_combinations_lie_in_the_broad_group() -> None:
    """No combination leads out of the broad group of its occupations."""
    assert all(code[:6] == combined[:6] and code != combined for code, combined in COMBINED.items())
