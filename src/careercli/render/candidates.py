"""The roles that a name may mean, as a list to choose from."""

import textwrap
from collections.abc import Sequence

from careercli.errors import Candidate
from careercli.text import clean


def render_candidates(candidates: Sequence[Candidate], width: int) -> str:
    """A numbered line for each role: title, code, dataset and number of people employed; wrapped."""
    digits = len(str(len(candidates)))
    lines = []
    for number, role in enumerate(candidates, 1):
        people = f", {role.employment:,} employed" if role.employment is not None else ""
        text = clean(f"{role.title} ({role.code or role.id}, {role.dataset}{people})")
        head = f"  {number:>{digits}}. "
        lines += textwrap.wrap(
            text, max(width, 30), initial_indent=head, subsequent_indent=" " * len(head), break_on_hyphens=False
        )
    return "".join(f"{line}\n" for line in lines)
