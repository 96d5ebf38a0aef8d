"""Pages: one complete file each, whose links lead somewhere."""

import re
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from hostile_roles import HOSTILE, write_hostile_roles
from pages import Read
from program import Result

Call = Callable[..., Result]
PAGES = (
    ("compare", "practice-manager", "office-manager"),
    ("compare", "29-1141", "29-1071"),
    ("compare", "operations-manager", "medical-office-manager", "office-manager"),
    ("compare", "practice-manager", "29-1141"),
    ("show", "practice-administrator"),
    ("show", "29-1141"),
    ("gap", "29-1141", "11-9111"),
    ("gap", "--have", "communication, budgeting", "practice-manager"),
    ("similar", "29-1141"),
    ("similar", "practice-manager"),
    ("path", "medical-office-manager", "practice-administrator"),
    ("path", "31-1131", "29-1141"),
    ("pay", "29-1141"),
    ("pay", "29-1141", "29-1071", "--top", "10"),
    ("list",),
    ("list", "nurse", "--place", "Texas"),
    ("search", "nurse"),
    ("search", "nurse", "--place", "Texas"),
)


def _get(call: Call, *args: str) -> str:
    code, out, err = call(*args, "-f", "html")
    assert code in {0, 1}, err
    return out


@pytest.mark.parametrize("args", PAGES, ids=" ".join)
def test_a_page_is_complete_and_asks_for_nothing(call: Call, args: tuple[str, ...]) -> None:
    """A page has only known elements and attributes, a language, a title, a policy that names its one style sheet by
    hash, no script, and no address to load from."""
    text = _get(call, *args)
    page = Read(text)
    assert text.startswith('<!doctype html>\n<html lang="en">')
    assert page.strange == set()
    assert page.tags["h1"] == page.tags["main"] == page.tags["style"] == 1
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = next(each["content"] for tag, each in page.elements if each.get("http-equiv") == "Content-Security-Policy")
    assert f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:;" in str(policy)
    assert "url(" not in style
    assert "@import" not in style
    loaded = [each["href"] for tag, each in page.elements if tag == "link"]
    assert loaded == ["data:,"]


@pytest.mark.parametrize("args", PAGES, ids=" ".join)
def test_links_lead_somewhere_and_footnotes_back(call: Call, args: tuple[str, ...]) -> None:
    """Ids are unique; what leads into the page has a target; each footnote that is referred to leads back."""
    page = Read(_get(call, *args))
    assert len(page.ids) == len(set(page.ids))
    inside = {link[1:] for link in page.links if link.startswith("#")}
    assert inside <= set(page.ids)
    referred = {link for link in inside if re.fullmatch(r"s\d+", link)}
    back = {link.removeprefix("r").partition("-")[0] for link in inside if re.fullmatch(r"r\d+-.*", link)}
    assert {f"s{number}" for number in back} == referred
    assert all(link.startswith(("#", "https://", "http://", "data:")) for link in page.links)


@pytest.mark.parametrize("args", PAGES, ids=" ".join)
def test_tables_have_heads_and_drawings_names(call: Call, args: tuple[str, ...]) -> None:
    """Each table has a caption and a scope on each head; each drawing a role, a title and a description, and a table of
    its figures beside it; what can be scrolled can be reached with the keyboard and has a name."""
    page = Read(_get(call, *args))
    heads = [each for tag, each in page.elements if tag == "th"]
    assert all(each.get("scope") in {"col", "row", "colgroup"} for each in heads)
    assert page.tags["caption"] == page.tags["table"]
    charts = [each for tag, each in page.elements if each.get("class") == "chart"]
    assert (page.tags["figure"] == 0) == (charts == [])
    assert page.tags["figure"] <= min(len(charts), page.tags["table"])
    for chart in charts:
        assert chart["role"] == "img"
        assert set(str(chart["aria-labelledby"]).split()) <= set(page.ids)
    wide = [each for _, each in page.elements if each.get("class") == "wide"]
    assert all((each["tabindex"], each["role"]) == ("0", "region") and each["aria-label"] for each in wide)


@pytest.mark.parametrize("args", PAGES[:8], ids=" ".join)
def test_a_page_is_the_same_each_time(call: Call, args: tuple[str, ...]) -> None:
    """Nothing in a page depends on when it was made."""
    assert _get(call, *args) == _get(call, *args)


def test_hostile_texts_make_no_element(call: Call, tmp_path: Path) -> None:
    """Texts that look like markup, entities or templates are in the page as they are, and add no element, no attribute
    and no address."""
    write_hostile_roles(tmp_path / "roles.yaml")
    for args in (
        ("compare", "hostile-one", "hostile-two"),
        ("show", "hostile-one"),
        ("gap", "hostile-one", "hostile-two"),
    ):
        page = Read(_get(call, *args, "--roles", str(tmp_path / "roles.yaml")))
        assert page.strange == set()
        assert not [link for link in page.links if link.startswith("javascript")]
        assert all(text in page.text for text in HOSTILE[2 if args[0] == "gap" else 0 :])


@pytest.mark.parametrize(("args", "most"), [(PAGES[0], 120_000), (PAGES[1], 400_000)], ids=["bundled", "rated"])
def test_a_page_is_small(call: Call, args: tuple[str, ...], most: int) -> None:
    """A comparison of two bundled roles takes at most 120 kB with all evidence, one of two occupations 400 kB."""
    assert len(_get(call, *args).encode()) <= most


def test_brief_leaves_the_evidence_out(call: Call) -> None:
    """--brief makes a page of the answer alone; without it and with --full the evidence is there, folded."""
    args = PAGES[0]
    brief, default, full = (_get(call, *args, *more) for more in (("--brief",), (), ("--full",)))
    assert default == full
    assert 'id="evidence"' in full
    assert 'id="evidence"' not in brief
    assert len(brief) < len(full) / 1.5


def test_sections_are_shown_alone_and_open(call: Call) -> None:
    """--section makes a page of those sections alone, unfolded; an empty one reads "not stated"."""
    text = _get(call, *PAGES[0], "--section", "duties,interests")
    assert text.count("<details open>") == text.count("<details") == 2
    assert 'id="pay"' not in text
    assert "not stated" in text


def test_the_suffix_of_a_file_asks_for_a_page(call: Call, tmp_path: Path) -> None:
    """-o FILE.html and FILE.htm write the page that --format html prints."""
    out = _get(call, "list")
    for name in ("roles.html", "roles.HTM"):
        assert call("list", "-o", str(tmp_path / name)).code == 0
        assert (tmp_path / name).read_text("utf-8") == out
