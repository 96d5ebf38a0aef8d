"""tools/make_title_words.py, on made-up titles."""

import random
from pathlib import Path

import pytest

import make_title_words
from careercli.datasets.release import Release, ReleasedRole, RoleRecord
from careercli.datasets.title_words import WordVector, parse_word_table
from careercli.model import Source
from make_title_words import count_pairs, main, make_orthonormal, make_table, multiply, reduce, weigh
from releases import write_onet

SIDES = (
    ("baker", "oven", "dough", "bread", "flour", "yeast", "crust", "cake"),
    ("clerk", "desk", "form", "file", "stamp", "letter", "folder", "ledger"),
)


def make_release() -> Release:
    """A release whose titles and tasks mix words of one side, never of both."""
    lots = random.Random(0)
    roles = []
    for number in range(40):
        texts = [" ".join(lots.sample(SIDES[number % 2], 4)) for _ in range(12)]
        record = RoleRecord(f"role-{number}", texts[0], None, tuple(texts[1:6]), (), {})
        roles.append(ReleasedRole(record, (), (), tuple(texts[6:]), ()))
    return Release("onet", "onet", "1.0", "onet-1", Source("Made up"), {}, roles=roles)


def get_cosine(one: WordVector, two: WordVector) -> float:
    """The cosine of the angle between two vectors."""
    product = sum(a * b for a, b in zip(one.numbers, two.numbers, strict=True))
    return product / (one.length * two.length)


def test_words_used_alike_are_close(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words that occur beside the same words have a smaller angle than others; the same release makes the same text."""
    monkeypatch.setattr(make_title_words, "DIMENSIONS", 3)
    monkeypatch.setattr(make_title_words, "SPARE", 2)
    text = make_table(make_release())
    table = parse_word_table(text)
    assert get_cosine(table["oven"], table["dough"]) > get_cosine(table["oven"], table["desk"]) + 0.5
    assert text == make_table(make_release())


def test_a_text_counts_its_pairs() -> None:
    """Each known word of a text of k known words counts 1 / (k - 1) with each other; unknown words do not count."""
    places = {"a": 0, "b": 1, "c": 2}
    assert count_pairs([["a", "b", "c"], ["a", "b"], ["a", "x"]], places) == [
        {1: 1.5, 2: 0.5},
        {0: 1.5, 2: 0.5},
        {0: 0.5, 1: 0.5},
    ]


def test_information_below_zero_is_left_out() -> None:
    """Only pairs that occur together more often than by chance count."""
    rows = weigh([{1: 9.0, 2: 1.0}, {0: 9.0}, {0: 1.0, 3: 9.0}, {2: 9.0}])
    assert [places for places, _ in rows] == [[1], [0], [3], [2]]
    assert all(value > 0 for _, values in rows for value in values)


def test_the_vectors_are_the_largest_axes() -> None:
    """For a symmetric matrix the vectors are its largest eigenvectors, each times the root of its eigenvalue."""
    values = [5.0, 3.0, 0.1, *[0.01] * 9]
    rows = [([place], [value]) for place, value in enumerate(values)]
    vectors = reduce(rows, 2)
    assert [abs(vectors[0][0]), abs(vectors[1][1])] == pytest.approx([5**0.5, 3**0.5])
    assert max(abs(number) for vector in vectors[2:] for number in vector) < 1e-6


def test_columns_are_at_right_angles() -> None:
    """The product of the matrix with itself is the identity."""
    lots = random.Random(1)
    matrix, _ = make_orthonormal([[lots.gauss(0, 1) for _ in range(3)] for _ in range(6)])
    columns = [*zip(*matrix, strict=True)]
    for one in range(3):
        for two in range(3):
            product = sum(a * b for a, b in zip(columns[one], columns[two], strict=True))
            assert product == pytest.approx(float(one == two), abs=1e-12)


def test_a_sparse_product() -> None:
    """Rows of places and values, times a dense matrix."""
    assert multiply([([0, 1], [2.0, 3.0]), ([], [])], [[1.0, 0.0], [0.0, 1.0]]) == [[2.0, 3.0], [0.0, 0.0]]


def test_too_few_words_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A release without enough words makes no table; one line says so."""
    assert main([write_onet(tmp_path), str(tmp_path / "words.txt")]) == 1
    assert "words are too few; name an O*NET release" in capsys.readouterr().err
    assert not (tmp_path / "words.txt").exists()


def test_usage(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a release the script says how it is called."""
    assert main([]) == 2
    assert capsys.readouterr().err.startswith("usage: ")
