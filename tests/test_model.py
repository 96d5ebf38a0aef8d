"""The orders of areas, sections and modalities."""

from careercli.model import (
    AREAS,
    MODALITIES,
    area_rank,
    get_share,
    in_order,
    strength,
)
from rated import spread_classes, state


def test_known_areas_stand_in_display_order() -> None:
    """Areas that careercli knows are ordered as they are listed, not by name."""
    assert sorted(sorted(AREAS), key=area_rank) == list(AREAS)


def test_other_areas_follow_by_name_and_no_area_is_last() -> None:
    """An area that careercli does not know comes after all known ones, by name, and no area comes last of all."""
    areas = [None, "zoology", "variation", "archery", "overall"]
    assert sorted(areas, key=area_rank) == ["overall", "variation", "archery", "zoology", None]


def test_areas_of_ranked_items_go_by_their_best_rank() -> None:
    """An area of ranked items comes before those without ranks, unless careercli knows it; no area stays last."""
    areas = [(None, 1), ("zoology", 7), ("variation", 9), ("archery", 8), ("botany", None)]
    ordered = sorted(areas, key=lambda area: area_rank(*area))
    assert [area for area, _ in ordered] == ["variation", "zoology", "archery", "botany", None]


def test_cells_of_a_role_are_in_order() -> None:
    """A role's cells go by area; in an area by rank, classes with the commonest first, the others as they are given."""
    cells = [
        state("duties", "late", area="B", rank=3),
        state("duties", "free", area="overall"),
        state("duties", "soon", area="A", rank=2),
        state("duties", "first", area="B", rank=1),
        *spread_classes({1: 5, 2: 80, 3: 15}, area="Z"),
        state("duties", "also-free", area="overall"),
    ]
    assert [cell.item for cell in in_order(made.cell for made in cells)] == [
        *("free", "also-free", "first", "late", "soon"),
        *("z-2", "z-3", "z-1"),
    ]


def test_a_suppressed_share_is_a_share_all_the_same() -> None:
    """Which class is the commonest does not depend on how precise its share is."""
    cells = spread_classes({1: 60}, suppressed=True) + spread_classes({2: 40})
    assert [get_share(made.cell.ratings) for made in cells] == [60, 40]
    assert get_share({}) == 0


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
