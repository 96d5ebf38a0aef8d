"""Whatever text a role file holds: it is refused, or printed safely and kept exactly."""

import csv
import json
import os
import re
import unicodedata
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from careercli.catalog.box import find_bundled_roles
from careercli.comparison.compare import compare
from careercli.errors import InvalidFileError
from careercli.render import Style, render
from careercli.role_files.read import load_role_file, parse_role_file
from careercli.text import clean
from catalogs import make_catalog

BUNDLED_FILE = load_role_file(str(find_bundled_roles())).file
CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
SPECIAL = st.sampled_from(
    ["\x1b[31m", "\x9b1m", "[red]", "[/]", ":skull:", "=SUM(A1)", "|", "`", "<b>", "\u202e", "\u200b", "\r\n"]
)
TEXT = st.lists(st.one_of(st.text(max_size=20), SPECIAL), max_size=4).map("".join)


def _quote(text: str) -> str:
    """A YAML double-quoted scalar: what is not printable is written as an escape."""
    escaped = (char if char.isprintable() and char not in '"\\' else f"\\U{ord(char):08x}" for char in text)
    return f'"{"".join(escaped)}"'


def _is_visible(text: str) -> bool:
    return bool(clean(text).strip())


@settings(max_examples=10_000 if os.environ.get("HYPOTHESIS_PROFILE") == "long" else 60)
@given(st.tuples(TEXT, TEXT, TEXT, TEXT, TEXT, TEXT))
def test_no_text_of_any_field_does_harm(texts: tuple[str, ...]) -> None:
    """No text in any field raises or emits a control byte; what is accepted survives JSON and CSV exactly."""
    title, summary, said, condition, label, source = map(_quote, texts)
    file = (
        f"sources: {{s: {{title: {source}}}}}\nroles:\n  tester:\n    title: {title}\n    summary: {summary}\n"
        f"    salary: 1\n    duties:\n      - {{item: {label}, text: {said}, condition: {condition}, sources: [s]}}\n"
    )
    try:
        parsed = parse_role_file(file.encode("utf-8", "surrogatepass"), "f.yaml")
    except InvalidFileError as error:
        refused = str(error)
    else:
        refused = ""
    if refused:
        has_surrogate = any(unicodedata.category(char) == "Cs" for char in "".join(texts))
        assert not CONTROLS.search(refused)
        assert has_surrogate or not all(map(_is_visible, texts))
        return
    catalog = make_catalog(BUNDLED_FILE, parsed.file)
    role = catalog.get("tester")
    assert (role.title, role.summary) == (clean(texts[0]), clean(texts[1]))
    (duty,) = role.duties
    comparison = compare([role, catalog.get("office-manager")], catalog.sources)
    outputs = {name: render(comparison, name, Style(width=60)) for name in ("table", "json", "csv", "markdown")}
    for name, out in outputs.items():
        assert not CONTROLS.search(out.replace("\r\n", "\n") if name == "csv" else out), name
    document: dict[str, Any] = json.loads(outputs["json"])
    assert document["roles"][0]["title"] == role.title
    (row,) = [row for row in document["duties"] if row["item"] == duty.item]
    (statement,) = row["roles"]["tester"]["statements"]
    assert (statement["text"], statement["condition"]) == (duty.statements[0].text, duty.statements[0].condition)
    lines = csv.DictReader(outputs["csv"].splitlines(keepends=True))
    cells = {(line["section"], line["role"], line["item"]): line for line in lines}
    line = cells["duties", "tester", duty.item]
    for column, value in (("text", duty.statements[0].text), ("condition", duty.statements[0].condition)):
        assert line[column] == (f"'{value}" if (value or "").startswith(("=", "+", "-", "@")) else value)
