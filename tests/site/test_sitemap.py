"""Sitemaps."""

from xml.etree import ElementTree as ET

import pytest

from careercli.errors import UsageError
from careercli.site import sitemap

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def _read(text: str) -> tuple[str, list[str]]:
    root = ET.fromstring(text)  # noqa: S314, our own text
    return root.tag.removeprefix(NAMESPACE), [each.text or "" for each in root.iter(f"{NAMESPACE}loc")]


def test_a_sitemap_lists_all_pages() -> None:
    """A sitemap has the address of each page, that of the index being the folder's, and no date."""
    made = sitemap.make_sitemaps(sitemap.check_base_url("https://a.example/x&y"), ["index.html", "roles/a.html"])
    assert _read(made.pop("sitemap.xml")) == (
        "urlset",
        ["https://a.example/x&y/", "https://a.example/x&y/roles/a.html"],
    )
    assert made == {}


def test_many_pages_are_in_several(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sitemap has at most so many pages as the protocol allows; more are in several, which sitemap.xml lists."""
    assert sitemap.MOST == 50_000
    monkeypatch.setattr(sitemap, "MOST", 2)
    made = sitemap.make_sitemaps("https://a.example/", ["a", "b", "c"])
    assert _read(made["sitemap.xml"]) == (
        "sitemapindex",
        ["https://a.example/sitemap-1.xml", "https://a.example/sitemap-2.xml"],
    )
    assert _read(made["sitemap-2.xml"]) == ("urlset", ["https://a.example/c"])


@pytest.mark.parametrize("url", ["", "a.example", "ftp://a.example", "https://a.example/#x", "https://a b", "//a", "é"])
def test_what_is_no_address_is_refused(url: str) -> None:
    """An address of a folder on the web has a scheme and a host, and neither query nor fragment."""
    with pytest.raises(UsageError, match="is no address of a folder"):
        sitemap.check_base_url(url)
