"""Makes data/title_words.txt: python tools/make_title_words.py RELEASE [OUT]

RELEASE is an O*NET release with the words of its tasks. Two words are used alike if they occur beside the same words in
titles and tasks: positive pointwise mutual information of words that share a title or task, reduced to DIMENSIONS by
singular value decomposition (Levy & Goldberg 2014). Related Occupations is not read. The same release makes the same
bytes. Takes about a minute.
"""

import math
import random
import sys
from binascii import b2a_base64
from collections import Counter
from collections.abc import Iterable, Sequence
from operator import mul
from pathlib import Path

from careercli.datasets.publishers import read_releases
from careercli.datasets.release import Release
from careercli.datasets.title_words import find_stems, strip_bracket
from careercli.errors import CareercliError

OUT = Path(__file__).parent.parent / "data" / "title_words.txt"

DIMENSIONS = 64
SPARE = 8
"""Dimensions computed beyond those kept: with them the iteration converges faster."""

ROUNDS = 8
FEWEST_TEXTS = 3
"""In how many titles and tasks a word must occur to be learned from."""

FEWEST_ROLES = 3
"""In the titles of how many occupations a word must occur to be kept."""

SMOOTHED = 0.75
"""The power that makes rare context words count less (Levy, Goldberg & Dagan 2015)."""

Matrix = list[list[float]]
Sparse = list[tuple[list[int], list[float]]]


def find_texts(release: Release) -> tuple[list[list[str]], set[str]]:
    """The stems of each title and task, each once and sorted; and the stems that the titles of several roles have."""
    texts = []
    roles: Counter[str] = Counter()
    for entry in release.roles:
        titles = [
            sorted(set(find_stems(strip_bracket(title)))) for title in (entry.record.title, *entry.record.aliases)
        ]
        roles.update({stem for title in titles for stem in title})
        texts += titles
        texts += [sorted(set(find_stems(duty))) for duty in entry.duties]
    return texts, {stem for stem, count in roles.items() if count >= FEWEST_ROLES}


def count_pairs(texts: Iterable[Sequence[str]], places: dict[str, int]) -> list[dict[int, float]]:
    """For each stem the stems it occurs with; a text of n known stems counts 1 / (n - 1) for each pair."""
    pairs: list[dict[int, float]] = [{} for _ in places]
    for text in texts:
        known = [places[stem] for stem in text if stem in places]
        for one in known:
            row = pairs[one]
            for two in known:
                if one != two:
                    row[two] = row.get(two, 0.0) + 1 / (len(known) - 1)
    return pairs


def weigh(pairs: Sequence[dict[int, float]]) -> Sparse:
    """Positive pointwise mutual information: ln(p(one, two) / (p(one) p(two))) where that is above 0."""
    sums = [sum(row.values()) for row in pairs]
    smoothed = [value**SMOOTHED for value in sums]
    total = sum(smoothed)
    rows: Sparse = []
    for row, own in zip(pairs, sums, strict=True):
        found = {two: math.log(count * total / (own * smoothed[two])) for two, count in sorted(row.items())}
        kept = {two: value for two, value in found.items() if value > 0}
        rows.append(([*kept], [*kept.values()]))
    return rows


def multiply(rows: Sparse, matrix: Matrix) -> Matrix:
    """The product of a sparse matrix and a dense one."""
    product = []
    for places, values in rows:
        total = [0.0] * len(matrix[0])
        for place, value in zip(places, values, strict=True):
            total = [old + value * number for old, number in zip(total, matrix[place], strict=True)]
        product.append(total)
    return product


def make_orthonormal(matrix: Matrix) -> tuple[Matrix, list[float]]:
    """Columns at right angles and of length 1 that span the same, and what length each had left (Gram and Schmidt)."""
    done: Matrix = []
    lengths = []
    for column in map(list, zip(*matrix, strict=True)):
        rest = column
        for before in done * 2:  # twice: once loses digits
            share = sum(map(mul, rest, before))
            rest = [value - share * other for value, other in zip(rest, before, strict=True)]
        length = math.hypot(*rest) or 1.0
        lengths.append(length)
        done.append([value / length for value in rest])
    return [[*row] for row in zip(*done, strict=True)], lengths


def reduce(rows: Sparse, dimensions: int) -> Matrix:
    """A vector for each row: eigenvectors of rows times its transpose, each times the root of its singular value.

    The rows are nearly symmetric; subspace iteration, from a start drawn by a fixed seed.
    """
    lots = random.Random(0)  # noqa: S311  a start, no secret
    transposed: Sparse = [([], []) for _ in rows]
    for one, (places, values) in enumerate(rows):
        for place, value in zip(places, values, strict=True):
            transposed[place][0].append(one)
            transposed[place][1].append(value)
    matrix, _ = make_orthonormal([[lots.gauss(0, 1) for _ in range(dimensions + SPARE)] for _ in rows])
    lengths: list[float] = []
    for _ in range(ROUNDS):
        matrix, lengths = make_orthonormal(multiply(rows, multiply(transposed, matrix)))
    roots = [length**0.25 for length in lengths[:dimensions]]  # the lengths are squares of singular values
    return [[value * root for value, root in zip(row[:dimensions], roots, strict=True)] for row in matrix]


def make_table(release: Release) -> str:
    """The text of the table. Raises ValueError if the release has too few words."""
    texts, kept = find_texts(release)
    counts = Counter(stem for text in texts for stem in text)
    places = {
        stem: place for place, stem in enumerate(sorted(s for s, count in counts.items() if count >= FEWEST_TEXTS))
    }
    if len(places) <= DIMENSIONS + SPARE:
        raise ValueError(f"{len(places)} words are too few; name an O*NET release with titles and tasks")
    vectors = reduce(weigh(count_pairs(texts, places)), DIMENSIONS)
    lines = [
        f"# How words of titles are used, from the titles and tasks of O*NET {release.version}; see NOTICE.",
        "# Made by tools/make_title_words.py: stem, vector.",
    ]
    for stem, place in places.items():
        most = max(map(abs, vectors[place]))
        if stem in kept and most > 0:
            code = bytes(round(value / most * 127) % 256 for value in vectors[place])
            lines.append(f"{stem}\t{b2a_base64(code, newline=False).decode()}")
    return "\n".join([*lines, ""])


def main(arguments: Sequence[str]) -> int:
    """Writes the table to OUT; returns the exit code."""
    if len(arguments) not in {1, 2}:
        sys.stderr.write("usage: python tools/make_title_words.py RELEASE [OUT]\n")
        return 2
    try:
        (release,) = read_releases("onet", [arguments[0]])
        table = make_table(release)
        (Path(arguments[1]) if len(arguments) == 2 else OUT).write_text(table, encoding="utf-8", newline="\n")
    except (CareercliError, OSError, ValueError) as error:
        sys.stderr.write(f"make_title_words: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
