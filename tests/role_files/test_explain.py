"""The words of the problems of the format: what was found, what was expected, what to do."""

import pytest

from careercli.entries import MAX_ENTRIES
from careercli.errors import InvalidFileError
from careercli.role_files.read import parse_role_file


def explain(text: str) -> list[tuple[str, str, str, str]]:
    """Code, message, expected and remedy of each problem of a text."""
    with pytest.raises(InvalidFileError) as caught:
        parse_role_file(text.encode(), "a.yaml")
    return [(each.code, each.message, each.expected, each.remedy) for each in caught.value.problems]


FILL_IN = "fill it in, or remove the key"
LIST = "write a list: [one, two], or one entry to a line, each after -"
ID = "lower-case letters, digits and single hyphens, 64 at most"
STATEMENT = "text or a mapping with item, text, modality, condition"
DIGITS = "write digits only: no sign, no currency, no thousands separators, no range"


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("salary: much", f"CC023: found 'much'; expected a plain decimal number, such as 61000; {DIGITS}"),
        (
            "salary: {}",
            "CC022: found a mapping; expected a plain decimal number, such as 61000 or a list; see docs/role-files.md",
        ),
        ("outlook: [{employment: 5.0}]", f"CC023: found '5.0'; expected a whole number, such as 61000; {DIGITS}"),
        ("outlook: [{years: [5, 2034]}]", f"CC023: found '5'; expected a whole number from 1000 to 9999; {DIGITS}"),
        (
            "outlook: [{years: [2024, 10000]}]",
            f"CC023: found '10000'; expected a whole number from 1000 to 9999; {DIGITS}",
        ),
        (
            "outlook: [{years: [2024, 2029, 2034]}]",
            "CC022: found a list of 3; expected a list of 2 numbers; write exactly these",
        ),
        ("outlook: [{years: [2024]}]", "CC022: found a list of 1; expected a list of 2 numbers; write exactly these"),
        (
            "outlook: [{years: 2024}]",
            f"CC022: found '2024'; expected a list of 2 numbers; {LIST}",
        ),
        (
            "outlook: [{change_percent: -101}]",
            f"CC023: found '-101'; expected a plain decimal number, such as 61000; {DIGITS}",
        ),
        ("summary: [A]", "CC022: found a list; expected text; write a single value"),
        ("summary: ''", f"CC026: found a text without a visible character; expected text; {FILL_IN}"),
        (
            "duties: [[A]]",
            f"CC022: found a list; expected {STATEMENT}; see docs/role-files.md",
        ),
        (
            "duties: A",
            f"CC022: found 'A'; expected a list; {LIST}",
        ),
        ("duties: [{item: A, against: yess}]", "CC024: found 'yess'; expected true or false; write true"),
        ("duties: [{item: A, against: falsch}]", "CC024: found 'falsch'; expected true or false; write false"),
        (
            "duties: [{item: A, sources: [A_B]}]",
            f"CC025: 'A_B' is not a valid id; expected {ID}; write 'a-b'",
        ),
        (
            "duties: [{item: A, sources: ['?']}]",
            f"CC025: '?' is not a valid id; expected {ID}; choose another",
        ),
        (
            f"duties: [{{item: A, modality: {'x' * 99}}}]",
            f"CC024: found '{'x' * 60}...'; expected one of common, possible, some, stated, typical; write common",
        ),
    ],
)
def test_a_problem_says_what_was_found_and_expected(field: str, words: str) -> None:
    """A value that does not fit is shown, cut to 60 characters, with the kind of value expected and what to do."""
    (found,) = explain(f"roles: {{a: {{title: A, {field}}}}}")
    code, message, expected, remedy = found
    assert f"{code}: {message}; expected {expected}; {remedy}" == words


def test_an_id_is_suggested_in_its_length() -> None:
    """The id that is suggested is valid, also where it is cut."""
    for name, suggested in (("a" * 65, "a" * 64), (f"{'a' * 63}-b", "a" * 63), ("--A--", "a")):
        ((_, _, _, remedy),) = explain(f"roles: {{{name}: {{title: A}}}}")
        assert remedy == f"write {suggested!r}"


def test_a_list_of_1_000_entries_is_not_too_long() -> None:
    """A list may have 1,000 entries; in a file with another problem too."""
    duties = ", ".join(f"Duty {number}" for number in range(MAX_ENTRIES))
    assert [found[0] for found in explain(f"roles: {{a: {{titel: A, title: A, duties: [{duties}]}}}}")] == ["CC020"]
    assert [found[0] for found in explain(f"roles: {{a: {{title: A, duties: [{duties}, One more]}}}}")] == ["CC019"]
