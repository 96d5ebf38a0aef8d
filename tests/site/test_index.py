"""The index of a site."""

from careercli.site.index import FEW, make_index
from careercli.site.plan import Plan, Planned
from pages import Read


def _make(titles: list[str]) -> Read:
    roles = {f"r{number}": Planned(f"r{number}", title, "", None, "", ()) for number, title in enumerate(titles)}
    return Read(make_index(Plan(roles, {}, brief=False, key="", ids="")))


def test_few_roles_need_no_letters() -> None:
    """Up to sixty roles are one list, by title in any case."""
    page = _make(["b", "C", "A"])
    assert page.tags["h3"] == 0
    assert [link for link in page.links if link.startswith("roles/")] == [
        "roles/r2.html",
        "roles/r0.html",
        "roles/r1.html",
    ]


def test_many_roles_are_under_letters() -> None:
    """More roles are under their first letters, each letter once; what begins otherwise is at the end."""
    page = _make(["1st", "\u00c9lan", "Zed", *(f"a{number}" for number in range(FEW))])
    assert page.tags["h3"] == 3
    text = page.text
    assert (
        text.index("All roles")
        < text.index("Zed")
        < text.rindex("Others")
        < text.index("1st")
        < text.index("\u00c9lan")
    )
    assert {"#part-1-1", "#part-1-2", "#part-1-3"} < set(page.links)
    assert {"part-1-1", "part-1-2", "part-1-3"} < set(page.ids)
