"""The list of the roles that a name may mean."""

from careercli.errors import Candidate
from careercli.render.candidates import render_candidates


def test_candidates_are_numbered_and_wrapped() -> None:
    """Each role has a number, its title, code, dataset and people; what is long goes on below the title."""
    roles = [
        Candidate("onet-1", "Moon Bakers and Other Workers of Rims", "onet", "11-0001", 1_234_567),
        Candidate("lead", "Lead", "user"),
    ]
    assert render_candidates(roles, 50) == (
        "  1. Moon Bakers and Other Workers of Rims\n     (11-0001, onet, 1,234,567 employed)\n  2. Lead (lead, user)\n"
    )
    assert max(map(len, render_candidates(roles * 6, 40).splitlines())) <= 40
