"""What every sentence of a comparison must be, whatever the titles."""

import re

from careercli.documents import Comparison
from careercli.model import SECTIONS

BAD = re.compile(
    r"\b[aA] (hour|average)\b|\b[aA]n (year|month|week|day|median|mean)\b|[+-]0(?![\d.,])|[+-]0\.0+\b|\bNone\b|  "
    r"|\b(pays|stands?|tells?|told)\b|\.\.|\(\)|, ,|[:;,] \.|\bnan\b|\band 0 more|X's|X'"
)
"""A wrong article, a signed zero, a verb or a possessive made to fit a title, a hole."""

SHAPES = re.compile(
    "|".join(  # noqa: FLY002, one shape a line
        (
            r"X: [^:;]+ more an? \w+ than X, .+ against .+ \(.+\)(, no clear difference)?\.",
            r"X(, X)*( and X)?: the same pay, .+ an? \w+ \(.+\).*\.",
            r"Highest pay: X, .+; lowest: X, .+\. The difference is .+\.",
            r"The (official )?pay gap is unknown: .+\.",
            r"Not comparable: the pay given for X is .+, that for X .+\.( Not comparable: .+| The .*gap is unknown.+)*",
            r"No official pay gap: both roles map to the same occupation, .+\.",
            r"Official (median|mean|average) pay( in .+)?( for the nearest, broader occupations)? (differs|is|shows).+",
            r"No pay in .+ is published for X: see the national figures\.",
            r"Rated clearly more important for X \(points of 100\): .+\.",
            r"Of [\d,]+ \w+ ratings? [\d,]+ .+\.",
            r"X.* use different vocabularies that careercli does not match; .+\.",
            r"(Both|All \d) share (none|[\d,]+) of the [\d,]+ items? listed( \(.+\)(: .+)?)?\.",
            r"(Only X: .+\.)( Only X: .+\.)*",
            r"Moving from X to X calls for .+\.",
            r"No source says what moving from X to X requires\.",
            r"What is new in moving from X to X is unknown: no source says what X requires\.",
            r"No source lists .+ for (X|these roles)\.",
            r".+ has no .+ for X\.",
        )
    )
)
"""The sentences that there are, with X for a title."""


def assert_well_formed(comparison: Comparison) -> None:
    """Every sentence has one of the shapes, and nothing that BAD finds outside the labels of items."""
    assert len(comparison.summary) >= 2
    titles = {role.title for role in comparison.roles}
    labels = {row.label for section in SECTIONS for row in comparison.section(section)} - titles
    labels |= {pay.nearest.name for pay in comparison.salary.estimates if pay.nearest}
    labels |= {pay.nearest.title for pay in comparison.salary.estimates if pay.nearest} - titles
    for sentence in (*comparison.summary, *comparison.notes):
        plain = _hide(_hide(sentence, titles, "X"), labels, "Y")
        assert SHAPES.fullmatch(plain), plain
        assert not BAD.search(plain), plain
    for gap in comparison.salary.gaps:
        for note in gap.notes:
            plain = _hide(_hide(note, titles, "X"), labels, "Y")
            assert re.fullmatch(r"[A-Z].*[^.\s]\.", plain), plain
            assert not BAD.search(plain), plain


def _hide(sentence: str, names: set[str], by: str) -> str:
    """The sentence with `by` in the place of each name, the longest first; parts of words are no names."""
    longest_first = sorted(names, key=len, reverse=True)
    return re.sub(rf"(?<!\w)({'|'.join(map(re.escape, longest_first))})(?!\w)", by, sentence) if names else sentence
