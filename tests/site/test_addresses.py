"""Where pages are."""

from careercli.site.addresses import OURS, PageLinks, get_address


def test_addresses_are_ids() -> None:
    """A page is called by the ids that it is about; an id that is no name of a file becomes one, which no other has."""
    assert get_address("office-manager") == "roles/office-manager.html"
    assert get_address("a", "b") == "compare/a/b.html"
    strange = {get_address(role) for role in ("../a", "a/b", "A", "a b", "a.", "a")}
    assert len(strange) == 6
    assert all(map(OURS.fullmatch, strange))


def test_links_are_relative_and_lead_to_pages_alone() -> None:
    """A link goes up from the folder of its page; there is none to the page itself, to a role without a page, or to a
    pair."""
    links = PageLinks("compare/a/b.html", {"a", "b"})
    assert links("a") == "../../roles/a.html"
    assert links("c") is None
    assert links("a", "b") is None
    assert PageLinks("roles/a.html", {"a", "b"})("a") is None
