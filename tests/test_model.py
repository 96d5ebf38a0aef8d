"""The orders of areas, sections and modalities."""

from careercli.model import (
    AREAS,
    MODALITIES,
    area_rank,
    strength,
)


def test_known_areas_stand_in_display_order() -> None:
    """Areas that careercli knows are ordered as they are listed, not by name."""
    assert sorted(sorted(AREAS), key=area_rank) == list(AREAS)


def test_other_areas_follow_by_name_and_no_area_is_last() -> None:
    """An area that careercli does not know comes after all known ones, by name, and no area comes last of all."""
    areas = [None, "zoology", "variation", "archery", "overall"]
    assert sorted(areas, key=area_rank) == ["overall", "variation", "archery", "zoology", None]


def test_an_area_has_one_rank() -> None:
    """No two areas share a rank, so that rows of different areas never mix."""
    areas = [*AREAS, "archery", "zoology", "", None]
    assert len({area_rank(area) for area in areas}) == len(areas)


def test_stated_is_strongest_and_possible_weakest() -> None:
    """Strength falls by one from stated (5) over typical, common and some to possible (1)."""
    assert {modality: strength(modality) for modality in MODALITIES} == {
        "stated": 5,
        "typical": 4,
        "common": 3,
        "some": 2,
        "possible": 1,
    }
