"""Role files: what is accepted as it is written, and what is refused, where and with what remedy."""

import io
from pathlib import Path

import pytest

from careercli.entries import RoleFile, StatementEntry
from careercli.errors import InvalidFileError, Problem
from careercli.model import MAX_NAME, MAX_TEXT
from careercli.role_files.read import load_role_file, parse_role_file, read_bytes, show_name
from careercli.role_files.yaml_tree import MAX_BYTES, MAX_DEPTH

SHORT = """\
roles:
  clinic-lead:
    title: Clinic Lead
    summary: Runs a small clinic.
    salary: 61000
    duties: [Hire and train staff, Order supplies]
    skills:
      - Communication
      - item: Scheduling
        modality: some
"""

ONE = "roles: {x: {title: X}}\n"


def parse(text: str) -> RoleFile:
    """The role file that a text is."""
    return parse_role_file(text.encode(), "roles.yaml").file


def get_problem(data: str | bytes) -> Problem:
    """The one problem of a file that is refused."""
    with pytest.raises(InvalidFileError) as caught:
        parse_role_file(data if isinstance(data, bytes) else data.encode(), "roles.yaml")
    (problem,) = caught.value.problems
    assert problem.file == "roles.yaml"
    assert problem.message
    assert problem.remedy
    assert caught.value.exit_code == 4
    return problem


def test_the_short_form() -> None:
    """A role file needs no more than roles with a title; lists hold plain text or statements, pay is a number."""
    (lead,) = parse(SHORT).roles.values()
    assert (lead.title, lead.summary, lead.salary) == ("Clinic Lead", "Runs a small clinic.", 61_000)
    assert lead.duties == ("Hire and train staff", "Order supplies")
    assert lead.skills == ("Communication", StatementEntry(item="Scheduling", modality="some"))
    assert (lead.aliases, lead.requirements, lead.environment, lead.interests) == ((), (), (), ())


def test_notes_and_url_are_allowed() -> None:
    """A role may carry notes and a URL."""
    role = parse("roles: {a: {title: A, notes: mine, url: 'https://example.org'}}").roles["a"]
    assert (role.notes, role.url) == ("mine", "https://example.org")


@pytest.mark.parametrize(
    "written",
    "no Yes on true null ~ 0110 0x1F 12:30 1.10 1_000 1e3 .inf 2024-05 = <<".split(),  # noqa: SIM905 - one line reads best
)
def test_a_scalar_stays_the_text_that_was_written(written: str) -> None:
    """Text that YAML 1.1 takes for a truth value, number, time or nothing stays text where text belongs."""
    text = f"roles:\n  a:\n    title: {written}\n    summary: {written}\n    duties: [{written}]\n"
    role = parse(text).roles["a"]
    assert (role.title, role.summary, role.duties) == (written, written, (written,))


@pytest.mark.parametrize(
    ("written", "amount"), [("61000", 61_000), ("28.50", 28.5), ("0", 0), ("'61000'", 61_000), ("61000.00", 61_000)]
)
def test_a_number_is_a_plain_decimal(written: str, amount: float) -> None:
    """Digits, with or without a decimal point, are a number where one belongs."""
    assert parse(f"roles: {{a: {{title: A, salary: {written}}}}}").roles["a"].salary == amount


@pytest.mark.parametrize(
    "written",
    "-1 -0 -0.01 nan inf -inf Infinity .inf 1e400 0x10 1_000 61,000 $61000 true much".split(),  # noqa: SIM905 - one line reads best
)
def test_what_is_no_amount_is_refused(written: str) -> None:
    """Pay that is negative, not finite or not a plain decimal is refused at its line."""
    problem = get_problem(f"roles:\n  a:\n    title: A\n    salary: {written}\n  b:\n    title: B\n")
    assert problem.line == 4


@pytest.mark.parametrize(
    "figure",
    [
        *("amount: -1", "amount: inf", "amount: 1e3", "at_or_above: 1e3", "employment: many", "employment: 5.0"),
        *("percentiles: {p10: -1}", "percentiles: {p90: 1e3}", "percentiles: {at_or_above: {p90: 1e3}}"),
        *("amount: \u0663", "employment: \uff15", "employment: 05", "percentiles: {at_or_above: {p99: 5}}"),
    ],
)
def test_what_is_no_figure_is_refused(figure: str) -> None:
    """A figure of an estimate that is negative, not finite or no number is refused at its line."""
    problem = get_problem(f"roles:\n  a:\n    title: A\n    salary:\n      - amount: 1\n      - {figure}\n")
    assert problem.line == 6
    occupations = "occupations:\n  '1':\n    scheme: s\n    title: A\n    salary:\n"
    problem = get_problem(f"{occupations}      - {figure}\nroles: {{a: {{title: A}}}}\n")
    assert problem.line == 6


def test_a_change_is_a_finite_number() -> None:
    """A change in percent may be negative, but is a number."""
    text = "roles: {{x: {{title: X}}}}\noccupations:\n  '1':\n    scheme: s\n    title: T\n    outlook: [{{{}}}]\n"
    assert parse(text.format("change_percent: -0.3")).occupations["1"].outlook[0].change_percent == -0.3
    assert get_problem(text.format("change_percent: nan")).line == 6


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        pytest.param("roles:\n  a: &x\n    title: A\n", 2, 6, id="anchor of a mapping"),
        pytest.param("roles:\n  a:\n    title: &x A\n", 3, 12, id="anchor of a scalar"),
        pytest.param("roles:\n  a:\n    &x title: A\n", 3, 5, id="anchor of a key"),
        pytest.param("roles:\n  a:\n    title: A\n    duties: &x [B]\n", 4, 13, id="anchor of a list"),
        pytest.param("roles:\n  a:\n    title: *x\n", 3, 12, id="alias as a value"),
        pytest.param("roles:\n  a:\n    title: A\n    duties:\n      - *x\n", 5, 9, id="alias in a list"),
        pytest.param("roles:\n  a:\n    *x : A\n", 3, 5, id="alias as a key"),
        pytest.param("roles: !!map\n  a:\n    title: A\n", 1, 8, id="tag of a mapping"),
        pytest.param("roles:\n  a:\n    title: !!str A\n", 3, 12, id="tag of a scalar"),
        pytest.param("roles:\n  a:\n    title: !!python/name:os.system\n", 3, 12, id="tag of an object"),
        pytest.param("roles:\n  a:\n    title: ! A\n", 3, 12, id="bare tag"),
        pytest.param("roles:\n  a:\n    title: A\n  b:\n    <<: {title: B}\n", 5, 5, id="merge key"),
        pytest.param("roles:\n  a:\n    title: A\n    title: B\n", 4, 5, id="key twice"),
        pytest.param("roles:\n  a:\n    title: A\n  b:\n    title: B\n  a:\n    title: C\n", 6, 3, id="role twice"),
        pytest.param("roles:\n  a:\n    title: A\n    'title': B\n", 4, 5, id="key twice, once quoted"),
        pytest.param("roles:\n  a:\n    title: A\n---\nroles: {}\n", 4, 1, id="second document"),
        pytest.param("roles:\n  a:\n    title: A\n---\n", 4, 1, id="second document, empty"),
        pytest.param("roles:\n  ? [a]\n  : b\n", 2, 5, id="list as a key"),
        pytest.param("roles:\n  a:\n\ttitle: A\n", 3, 1, id="tab"),
    ],
)
def test_only_the_plain_subset_of_yaml_is_accepted(text: str, line: int, column: int) -> None:
    """Anchors, aliases, tags, merge keys, keys given twice and a second document are refused at their place."""
    problem = get_problem(text)
    assert (problem.line, problem.column) == (line, column)


def test_a_merge_key_is_named() -> None:
    """A merge key is refused as one; the same text in quotes is a key like any other."""
    assert "merge key" in get_problem("roles:\n  a:\n    <<: {title: A}\n").message
    assert "merge key" not in get_problem("roles:\n  a:\n    '<<': {title: A}\n    title: A\n").message


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        pytest.param("rolls: {}\nroles: {x: {title: X}}\n", 1, 1, id="of the file"),
        pytest.param("roles: {x: {title: X}}\ndefaults:\n  currency: USD\n  money: USD\n", 4, 3, id="of the defaults"),
        pytest.param("roles:\n  a:\n    title: A\n  b:\n    title: B\n    dutys: [C]\n", 6, 5, id="of a role"),
        pytest.param(
            "roles:\n  a:\n    title: A\n    duties:\n      - item: B\n        how: C\n", 6, 9, id="of a duty"
        ),
        pytest.param("roles:\n  a:\n    title: A\n    salary:\n      - amount: 1\n        pay: 2\n", 6, 9, id="of pay"),
        pytest.param(
            "roles:\n  a:\n    title: A\n    salary:\n      - percentiles:\n          p50: 1\n          p95: 2\n",
            7,
            11,
            id="of percentiles",
        ),
        pytest.param("roles: {x: {title: X}}\nsources:\n  a:\n    title: A\n    license: B\n", 5, 5, id="of a source"),
        pytest.param(
            "roles: {x: {title: X}}\nitems:\n  a:\n    label: A\n    kind: duty\n    aria: B\n", 6, 5, id="of an item"
        ),
        pytest.param(
            "roles: {x: {title: X}}\nladders:\n  a:\n    title: A\n    rungs: [a]\n    rings: []\n",
            6,
            5,
            id="of a ladder",
        ),
    ],
)
def test_unknown_keys_are_refused(text: str, line: int, column: int) -> None:
    """A key that the format does not have is refused at its place, so that no misspelt key is passed over."""
    problem = get_problem(text)
    assert (problem.line, problem.column) == (line, column)


@pytest.mark.parametrize("bad", ["Bad", "bad id", "bad_id", "-bad", "bad-", "bad--id", "bäd", "b" * 65, "''"])
@pytest.mark.parametrize(
    ("before", "line"),
    [
        pytest.param("", 4, id="role"),
        pytest.param("sources:\n  a:\n    title: A\n", 7, id="source"),
    ],
)
def test_bad_ids_are_refused(bad: str, before: str, line: int) -> None:
    """An id is 64 lower-case letters, digits and single hyphens at most; any other is refused at its place."""
    problem = get_problem(f"roles:\n  a:\n    title: A\n{before}  {bad}:\n    title: B\n")
    assert (problem.line, problem.column) == (line, 3)


@pytest.mark.parametrize("role_id", ["a", "7", "clinic-lead", "a1-2b", "b" * 64])
def test_good_ids_are_accepted(role_id: str) -> None:
    """An id may be a single letter or digit, and 64 characters long."""
    assert list(parse(f"roles: {{{role_id}: {{title: A}}}}").roles) == [role_id]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("roles:\n  a:\n    title: A\n  b:\n    summary: B\n", 4, id="role without title"),
        pytest.param("roles:\n  a:\n    title: A\n  b:\n    title:\n", 5, id="empty title"),
        pytest.param("roles:\n  a:\n    title: A\n  b:\n    title: ''\n", 5, id="title without text"),
        pytest.param("roles:\n  a:\n    title: A\n  b:\n    title: [B]\n", 5, id="title as a list"),
        pytest.param("roles:\n  a:\n    title: A\n  b: B\n", 4, id="role as text"),
        pytest.param("roles:\n  a:\n    title: A\n    duties: B\n", 4, id="list as text"),
        pytest.param("roles:\n  a:\n    title: A\n    duties:\n      - B\n      - text: C\n", 6, id="no item"),
        pytest.param(
            "roles:\n  a:\n    title: A\n    duties:\n      - B\n      - item: C\n        modality: maybe\n",
            7,
            id="unknown modality",
        ),
        pytest.param("roles:\n  a:\n    title: A\n    salary:\n      - period: decade\n", 5, id="unknown period"),
        pytest.param(f"roles:\n  a:\n    title: A\n    summary: {'x' * 20_001}\n", 4, id="text too long"),
        pytest.param("sources: {}\nroles:\n  - a\n", 2, id="roles as a list"),
        pytest.param("sources: {}\n", 1, id="no roles"),
        pytest.param("", 1, id="empty file"),
        pytest.param("just text\n", 1, id="no mapping"),
    ],
)
def test_what_does_not_fit_the_format_is_refused(text: str, line: int) -> None:
    """A value of the wrong kind, or one that is missing, is refused at its line, or the line where it belongs."""
    assert get_problem(text).line == line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("roles:\n  a:\n    title: 'A\n", 4, id="open quote"),
        pytest.param("roles:\n  a:\n    title: A: B\n", 3, id="colon in text"),
        pytest.param("roles:\n  a:\n    duties: [A\n  b:\n    title: B\n", 4, id="open bracket"),
        pytest.param("roles:\n  a:\n    title: A\a\n    summary: B\n", 3, id="control character"),
        pytest.param("roles:\n  a:\n    title: A\0\n    summary: B\n", 3, id="null character"),
        pytest.param(f"# {'é' * 50}\nroles:\n  a:\n    title: A\a\n" + "# more\n" * 50, 4, id="control after accents"),
    ],
)
def test_what_is_no_yaml_is_refused(text: str, line: int) -> None:
    """Text that is no YAML at all is refused at the line where reading fails."""
    assert get_problem(text).line == line


@pytest.mark.parametrize("opening", ["[", "{a: "])
def test_deep_nests_are_refused(opening: str) -> None:
    """What is nested more than 32 deep is refused where that depth is passed, however deep it goes on."""
    problem = get_problem(f"roles:\n  a: {opening * 100_000}")
    assert problem.line == 2
    assert "32" in problem.message
    assert problem.column == 6 + len(opening) * (MAX_DEPTH - 2)


def test_the_deepest_nest_that_is_allowed() -> None:
    """What is nested 32 deep is not refused for its depth."""
    nest = MAX_DEPTH - 2
    assert "deep" not in get_problem(f"roles:\n  a: {'[' * nest}{']' * nest}\n").message
    assert "deep" in get_problem(f"roles:\n  a: {'[' * (nest + 1)}{']' * (nest + 1)}\n").message


def test_large_files_are_refused() -> None:
    """A file of more than 10 MB is refused at its first line; one of 10 MB is read."""
    text = b"roles: {x: {title: X}}\n#"
    assert parse_role_file(text + b"x" * (MAX_BYTES - len(text)), "roles.yaml").file.roles
    problem = get_problem(text + b"x" * (MAX_BYTES - len(text) + 1))
    assert (problem.line, problem.column) == (1, 1)
    assert "10,000,000" in problem.expected


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"roles:\n  a:\n    title: caf\xe9\n  b:\n    title: B\n", 3),
        ("roles:\n  a:\n    title: A\n".encode("utf-16"), 1),
        (b"\xff", 1),
        (b"roles: {}\n# \xed\xa0\x80\n", 2),
    ],
)
def test_what_is_not_utf_8_is_refused(data: bytes, line: int) -> None:
    """A file that is not UTF-8 is refused at the line of the first byte that is not."""
    problem = get_problem(data)
    assert problem.line == line
    assert problem.expected == "UTF-8"


def test_a_byte_order_mark_is_accepted() -> None:
    """A file may begin with a byte order mark, which counts for nothing, also in columns."""
    assert parse_role_file(b"\xef\xbb\xbf" + SHORT.encode(), "roles.yaml").file == parse(SHORT)
    problem = get_problem(b"\xef\xbb\xbfroles: &x {}\n")
    assert (problem.line, problem.column) == (1, 8)


def test_lines_may_end_in_crlf() -> None:
    """A file may end its lines in CRLF, with the same roles and the same lines in problems."""
    assert parse(SHORT.replace("\n", "\r\n")) == parse(SHORT)
    assert get_problem("roles:\r\n  a:\r\n    title: A\r\n    title: B\r\n").line == 4


def test_a_problem_has_file_line_and_column() -> None:
    """A problem, and the error, read: file, line, column, what is wrong, what was expected, what to do."""
    text = "roles:\n  a:\n    title: A\n    title: B\n"
    problem = get_problem(text)
    parts = f"{problem.message}; expected {problem.expected}; {problem.remedy}"
    assert str(problem) == f"roles.yaml:4:5: CC012: {parts}"
    assert problem.source_line == "    title: B"
    with pytest.raises(InvalidFileError, match=r"^roles\.yaml:4:5: "):
        parse(text)


@pytest.mark.parametrize(
    ("path", "why"),
    [("/missing.yaml", "No such file or directory"), ("a\0b", "its name has a null")],
)
def test_why_a_file_cannot_be_read(path: str, why: str) -> None:
    """A problem says why a file cannot be read, in the system's words and without its number."""
    with pytest.raises(InvalidFileError) as caught:
        load_role_file(path)
    (problem,) = caught.value.problems
    assert problem.message == f"the file cannot be read ({why})"


@pytest.mark.parametrize("name", ["missing.yaml", "."])
def test_what_cannot_be_read_is_refused(tmp_path: Path, name: str) -> None:
    """A file that is missing or cannot be read is refused by name."""
    with pytest.raises(InvalidFileError) as caught:
        load_role_file(str(tmp_path / name))
    assert str(tmp_path / name) in caught.value.message
    assert caught.value.exit_code == 4


def test_stdin_is_read_to_its_end_or_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stdin of 10 MB is read; of one byte more, or of much more, it is refused and not cut."""
    text = SHORT.encode() + b"#"
    for size in (MAX_BYTES, MAX_BYTES + 1, MAX_BYTES + 1_000):
        stdin = io.TextIOWrapper(io.BytesIO(text.ljust(size, b"x")))
        monkeypatch.setattr("sys.stdin", stdin)
        if size == MAX_BYTES:
            assert load_role_file("-").file == parse(SHORT)
        else:
            with pytest.raises(InvalidFileError, match=r"^stdin:1:1: CC003: "):
                load_role_file("-")


def test_no_more_is_read_than_needed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Of a file or of stdin one byte more than 10 MB is read, however much there is."""
    data = b"#" * (MAX_BYTES + 1_000)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    (tmp_path / "a.yaml").write_bytes(data)
    for path in ("-", str(tmp_path / "a.yaml")):
        assert len(read_bytes(path)) == MAX_BYTES + 1


@pytest.mark.parametrize("name", ["+", "!a.yaml", "--", "-a.yaml"])
def test_only_a_hyphen_is_stdin(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str) -> None:
    """A file is read whatever character its name begins with; `-` alone is stdin."""
    monkeypatch.chdir(tmp_path)
    Path(name).write_text(ONE, encoding="utf-8")
    parsed = load_role_file(name)
    assert (parsed.file, parsed.tree.name) == (parse(ONE), name)


def test_what_has_no_explanation_is_refused_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is not valid is refused at its beginning if no better place is found."""
    monkeypatch.setattr("careercli.role_files.explain.find_problems", lambda *_: iter(()))
    problem = get_problem("roles:\n  a:\n    title: [A]\n")
    assert (problem.code, problem.line, problem.column) == ("CC022", 1, 1)


def test_stdin_that_is_closed_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A closed stdin is refused as a file that cannot be read."""
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(InvalidFileError, match=r"^stdin:1:1: CC001: "):
        load_role_file("-")


@pytest.mark.parametrize("text", [SHORT, "roles: {x: {title: [}}\n", "roles: {x: {dutys: X}}\n", "ladders: {x: {}}\n"])
def test_a_file_name_does_no_harm(tmp_path: Path, text: str) -> None:
    """What a file's name has that cannot be printed is replaced, in every problem of the file."""
    path = str(tmp_path / "a\u202eb\x1b[31m\n\udcff.yaml")
    Path(path).write_text(text, encoding="utf-8")
    shown = str(tmp_path / "a?b?[31m??.yaml").replace("?", "\ufffd")
    assert show_name(path) == shown
    if text == SHORT:
        assert load_role_file(path).tree.name == shown
        return
    for name in (path, f"{path}-missing"):
        with pytest.raises(InvalidFileError) as caught:
            load_role_file(name)
        assert all(problem.file.startswith(shown) for problem in caught.value.problems)
        assert caught.value.message.isprintable()


def test_a_file_is_read(tmp_path: Path) -> None:
    """A file on disk is the same as its text."""
    path = tmp_path / "roles.yaml"
    path.write_text(SHORT, encoding="utf-8")
    assert load_role_file(str(path)).file == parse(SHORT)


@pytest.mark.parametrize(
    "salary",
    [
        pytest.param("0", id="nothing"),
        pytest.param("0.01", id="the least"),
        pytest.param("1000000000000000", id="the most"),
        pytest.param("[]", id="no estimate"),
        pytest.param("[{percentiles: {p10: 1, p25: 1, p50: 2, p75: 2, p90: 2}}]", id="equal percentiles"),
        pytest.param(
            "[{statistic: median, at_or_above: 9, not_available: [p10], percentiles: "
            "{p25: 8, at_or_above: {p50: 9, p75: 9, p90: 9}}}]",
            id="top codes",
        ),
        pytest.param("[{statistic: mean, amount: 99, percentiles: {p10: 1, p90: 2}}]", id="a mean above p90"),
        pytest.param("[{statistic: median, amount: 2, percentiles: {p25: 1, p50: 2, p75: 3}}]", id="a median twice"),
        pytest.param("[{statistic: median, amount: 2, percentiles: {p25: 1, p75: 3}}]", id="a median in between"),
        pytest.param("[{at_or_above: 239200}]", id="a top code"),
        pytest.param("[{percentiles: {at_or_above: {p90: 239200}}}]", id="a top code of a percentile"),
        pytest.param("[{employment: 5, not_available: [amount]}]", id="not available"),
        pytest.param("[{amount: 1, currency: EUR}]", id="another currency"),
    ],
)
def test_figures_that_can_be_right_are_accepted(salary: str) -> None:
    """Pay, percentiles, top codes and what is not available are accepted in every order that they may have."""
    assert parse(f"roles: {{a: {{title: A, salary: {salary}}}}}").roles["a"].salary is not None


@pytest.mark.parametrize(
    "salary",
    [
        "0.009",
        "1000000000000000.5",
        "[{}]",
        "[{percentiles: {}}]",
        "[{employment: 5}]",
        "[{percentiles: {p10: 2, p25: 1}}]",
        "[{percentiles: {p10: 2, p90: 1}}]",
        "[{percentiles: {p25: 3, p50: 3, p75: 2.5}}]",
        "[{percentiles: {p90: 8, at_or_above: {p75: 9}}}]",
        "[{statistic: median, amount: 1, percentiles: {p25: 2}}]",
        "[{statistic: median, at_or_above: 1, percentiles: {p25: 2}}]",
        "[{amount: 0.001}]",
        "[{at_or_above: 0.001}]",
        "[{percentiles: {at_or_above: {p90: 0.001}}}]",
        "[{amount: 9, at_or_above: 9}]",
        "[{amount: 1, currency: EU}]",
        "[{amount: 1, currency: EURO}]",
        "[{amount: 1, currency: \u20ac}]",
        "[{amount: 1, currency: eur}]",
    ],
)
@pytest.mark.parametrize("where", ["roles", "occupations"])
def test_figures_that_cannot_be_right_are_refused(salary: str, where: str) -> None:
    """Pay of less than a cent, without a figure, out of order or with two values for one figure is refused."""
    text = f"roles: {{x: {{title: X}}, a: {{title: A, salary: {salary}}}}}"
    if where == "occupations":
        if not salary.startswith("["):
            return
        text = f"occupations: {{a: {{scheme: s, title: A, salary: {salary}}}}}\nroles: {{x: {{title: X}}}}"
    with pytest.raises(InvalidFileError) as caught:
        parse(text)
    (problem,) = caught.value.problems
    assert problem.code in {"CC023", "CC027", "CC028"}


def test_the_years_of_an_outlook_are_in_order() -> None:
    """The last year of an outlook is after its first."""
    text = "roles: {{a: {{title: A, outlook: [{{change_percent: 3, years: [{}, {}]}}]}}}}"
    assert parse(text.format(2024, 2025)).roles["a"].outlook[0].years == (2024, 2025)
    for years in ((2024, 2024), (2034, 2024)):
        assert get_problem(text.format(*years)).code == "CC028"


@pytest.mark.parametrize(
    ("written", "code"), [("2e3", "CC023"), ("2024.0", "CC023"), ("-0", "CC023"), ("[2024]", "CC022")]
)
def test_a_year_is_written_in_digits(written: str, code: str) -> None:
    """A year of an outlook is digits alone: what is a number in another notation is refused at its place."""
    problem = get_problem(f"roles: {{a: {{title: A, outlook: [{{change_percent: 3, years: [{written}, 2034]}}]}}}}")
    assert (problem.code, problem.column) == (code, 61)


@pytest.mark.parametrize("written", ["1", "0", "yes", "True", "on", "''"])
def test_against_is_true_or_false(written: str) -> None:
    """`against` takes true and false, and no other word or number."""
    text = "roles:\n  a:\n    title: A\n    duties:\n      - {{item: B, against: {}}}\n"
    assert get_problem(text.format(written)).code == "CC024"
    for word, value in (("true", True), ("false", False)):
        (duty,) = parse(text.format(word)).roles["a"].duties
        assert duty == StatementEntry("B", against=value)


@pytest.mark.parametrize(
    ("limit", "text"),
    [
        pytest.param(MAX_NAME, "roles: {{a: {{title: {}}}}}", id="title"),
        pytest.param(MAX_NAME, "roles: {{a: {{title: A, aliases: [{}]}}}}", id="alias"),
        pytest.param(MAX_NAME, "roles: {{a: {{title: A, salary: [{{amount: 1, area: {}}}]}}}}", id="area"),
        pytest.param(MAX_NAME, "items: {{a: {{label: {}, kind: duty}}}}\nroles: {{a: {{title: A}}}}", id="label"),
        pytest.param(MAX_NAME, "sources: {{a: {{title: {}}}}}\nroles: {{a: {{title: A}}}}", id="source"),
        pytest.param(MAX_TEXT, "sources: {{a: {{title: A, url: {}}}}}\nroles: {{a: {{title: A}}}}", id="URL"),
        pytest.param(MAX_TEXT, "roles: {{a: {{title: A, summary: {}}}}}", id="summary"),
        pytest.param(MAX_TEXT, "roles: {{a: {{title: A, duties: [{}]}}}}", id="duty"),
        pytest.param(MAX_NAME, "roles: {{a: {{title: A}}}}\noccupations: {{? {} : {{scheme: s, title: A}}}}", id="key"),
    ],
)
def test_each_text_has_a_limit(limit: int, text: str) -> None:
    """A text may be as long as its limit and no longer."""
    assert parse(text.format("x" * limit)).roles
    problem = get_problem(text.format("x" * (limit + 1)))
    assert (problem.code, problem.expected) == ("CC018", f"at most {limit:,} characters")


@pytest.mark.parametrize("filler", ["ㅤ", "ᅟᅠ", "ﾠ", "⠀", "️", "͏", "឴", "᠋", "\u200b", "\xa0\u3000"])
@pytest.mark.parametrize("field", ["title", "summary"])
def test_a_text_can_be_seen(filler: str, field: str) -> None:
    """A text of fillers, spaces and zero-width characters alone is refused; beside a letter they do no harm."""
    text = "roles: {{a: {{title: A, {}: '{}'}}}}".replace("title: A, {}", "{}" if field == "title" else "title: A, {}")
    assert get_problem(text.format(field, filler * 2)).code == "CC026"
    assert parse(text.format(field, f"B{filler}")).roles


def test_an_optional_field_may_be_empty() -> None:
    """A field that may be missing may also be left empty, a list among them; one that is required may not."""
    text = "roles:\n  a:\n    title: A\n    aliases:\n    summary:\n    duties: [{item: B, sources: }]\n    salary:\n"
    role = parse(text).roles["a"]
    assert (role.aliases, role.summary, role.duties, role.salary) == ((), None, (StatementEntry("B"),), ())
    assert get_problem("roles:\n  a:\n    title: A\n    duties: [{item: }]\n").code == "CC026"
