"""Pages in a real browser: Debian's Chromium, driven by Selenium."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver import Chrome

import chromium
from careercli.cli import app
from hostile_roles import HOSTILE, write_hostile_roles

if chromium.find() is None:
    pytest.skip("chromium is not installed", allow_module_level=True)

AXE = os.environ.get("CAREERCLI_TEST_AXE")
PAGES = {
    "compare": ("compare", "practice-manager", "office-manager"),
    "compare-rated": ("compare", "29-1141", "29-1071"),
    "compare-three": ("compare", "operations-manager", "medical-office-manager", "office-manager"),
    "compare-section": ("compare", "practice-manager", "office-manager", "--section", "duties"),
    "show": ("show", "practice-administrator"),
    "show-rated": ("show", "29-1141"),
    "gap": ("gap", "29-1141", "11-9111"),
    "similar": ("similar", "29-1141"),
    "path": ("path", "medical-office-manager", "practice-administrator"),
    "no-path": ("path", "31-1131", "29-1141"),
    "pay": ("pay", "29-1141"),
    "pay-two": ("pay", "29-1141", "29-1071", "--top", "10"),
    "list": ("list",),
    "search": ("search", "nurse"),
    "hostile": ("compare", "hostile-one", "hostile-two"),
}
"""A page of each kind."""

WIDTHS = (320, 800, 1400)
SCHEMES = ("light", "dark")


@pytest.fixture(scope="module")
def browser() -> Iterator[Chrome]:
    """A browser for all tests of this module."""
    driver = chromium.start()
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for pages, with a role file of hostile texts."""
    folder = tmp_path_factory.mktemp("pages")
    write_hostile_roles(folder / "roles.yaml")
    return folder


def _make(folder: Path, name: str) -> Path:
    """The file of a page, which is made if it is not there yet."""
    file = folder / f"{name}.html"
    if not file.exists():
        code = app.run([*PAGES[name], "--roles", str(folder / "roles.yaml"), "-o", str(file)])
        assert code in {0, 1}, name  # 1: no path
    return file


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_as_wide_as_the_screen(browser: Chrome, folder: Path, name: str, scheme: str) -> None:
    """No page scrolls sideways at 320, 800 and 1,400 pixels, light or dark, folded or not."""
    for width in WIDTHS:
        chromium.set_screen(browser, width, scheme)
        for unfold in (False, True):
            chromium.open_page(browser, _make(folder, name), unfold=unfold)
            assert browser.execute_script("return document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", PAGES)
def test_nothing_leaves_a_page(browser: Chrome, folder: Path, name: str) -> None:
    """A page loads itself alone, and its policy forbids nothing that it has."""
    chromium.set_screen(browser, WIDTHS[1])
    for kind in ("performance", "browser"):
        chromium.read_log(browser, kind)
    file = _make(folder, name)
    chromium.open_page(browser, file, unfold=True)
    assert browser.execute_script("return performance.getEntriesByType('resource').length") == 0
    events = [json.loads(entry["message"])["message"] for entry in chromium.read_log(browser, "performance")]
    asked = {event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"}
    assert {url for url in asked if not url.startswith("data:")} == {file.as_uri()}
    assert chromium.read_log(browser, "browser") == []


def test_the_policy_forbids_what_is_not_in_the_page(browser: Chrome, folder: Path) -> None:
    """A script, a style or a picture that gets into a page is neither run nor loaded."""
    text = _make(folder, "path").read_text("utf-8")
    file = folder / "tampered.html"
    bad = "<script>document.title='run'</script><img src='https://example.invalid/x.png'><style>h1{color:red}</style>"
    file.write_text(text.replace("</main>", f"{bad}</main>"), "utf-8")
    chromium.read_log(browser, "performance")
    chromium.open_page(browser, file)
    assert browser.title != "run"
    assert browser.execute_script("return getComputedStyle(document.querySelector('h1')).color") != "rgb(255, 0, 0)"
    events = [json.loads(entry["message"])["message"] for entry in chromium.read_log(browser, "performance")]
    failed = [event["params"].get("blockedReason") for event in events if event["method"] == "Network.loadingFailed"]
    assert failed == ["csp"]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_printed_in_full(browser: Chrome, folder: Path, name: str) -> None:
    """On paper all that is folded is open, fits, and nothing is cut off at the side; A4 and Letter."""
    chromium.set_screen(browser, WIDTHS[1], media="print")
    chromium.open_page(browser, _make(folder, name))
    hidden = browser.execute_script(
        "return [...document.querySelectorAll('details *')].filter(each => !each.checkVisibility()).length"
    )
    assert hidden == 0
    for paper in chromium.PAPERS:
        assert chromium.print_page(browser, paper).startswith(b"%PDF")
    chromium.set_screen(browser, 680, media="print")  # what the margins leave of A4
    assert browser.execute_script("return document.documentElement.scrollWidth") <= 680
    rights = browser.execute_script(
        "return [...document.querySelectorAll('table, .chart')].map(each => each.getBoundingClientRect().right)"
    )
    assert all(right <= 681 for right in rights)
    charts = browser.execute_script("return [...document.querySelectorAll('.chart')].map(each => each.clientHeight)")
    assert all(height < 900 for height in charts)  # what the margins leave of Letter


def test_hostile_texts_are_texts(browser: Chrome, folder: Path) -> None:
    """What looks like markup, a script, an entity or a template is shown as it is, and makes no element."""
    chromium.set_screen(browser, WIDTHS[1])
    chromium.open_page(browser, _make(folder, "hostile"), unfold=True)
    shown = browser.execute_script("return document.body.textContent")
    for text in HOSTILE:
        assert text in shown
    assert browser.execute_script("return document.querySelectorAll('script,img,iframe,object,base').length") == 0
    assert browser.execute_script("return window.hacked === undefined")


@pytest.mark.skipif(AXE is None, reason="CAREERCLI_TEST_AXE names no axe.min.js")
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(browser: Chrome, folder: Path, name: str, scheme: str) -> None:
    """axe-core finds no violation of any impact, light or dark, narrow or wide, with all that is folded open."""
    for width in WIDTHS[:2]:
        chromium.set_screen(browser, width, scheme)
        chromium.open_page(browser, _make(folder, name), unfold=True)
        browser.execute_script(Path(str(AXE)).read_text("utf-8"))
        found = browser.execute_async_script(
            "const done = arguments[arguments.length - 1];"
            "axe.run(document, {resultTypes: ['violations']}).then(result =>"
            " done(result.violations.map(each => [each.id, each.impact, each.nodes[0].html])))"
        )
        assert found == []


@pytest.fixture(scope="module")
def index(folder: Path) -> Path:
    """The index of a site of the bundled roles and some hostile ones."""
    site = folder / "site"
    assert app.run(["site", str(site), "--roles", str(folder / "roles.yaml"), "--dataset", "bundled"]) == 0
    return site / "index.html"


def _list_shown(browser: Chrome) -> list[str]:
    return [each.text for each in browser.find_elements("css selector", ".roles a") if each.is_displayed()]


def test_the_index_filters_as_one_types(browser: Chrome, index: Path) -> None:
    """Roles whose titles have what was typed are shown, in any case, the words in any order; then all again."""
    chromium.set_screen(browser, WIDTHS[1])
    chromium.read_log(browser, "browser")
    chromium.open_page(browser, index)
    every = _list_shown(browser)
    field = browser.find_element("id", "filter")
    assert field.is_displayed()
    field.send_keys("MANAGER prac")
    assert _list_shown(browser) == ["Practice Manager"]
    assert browser.find_element("id", "found").text == f"1 of {len(every)}"
    field.send_keys("x")
    assert _list_shown(browser) == []
    field.clear()
    field.send_keys(" ")
    assert _list_shown(browser) == every
    assert chromium.read_log(browser, "browser") == []


def test_the_index_is_complete_without_its_script(browser: Chrome, index: Path) -> None:
    """Where scripts do not run, or the policy refuses one that was changed, all roles are listed and no field is
    shown that would do nothing."""
    chromium.open_page(browser, index)
    every = _list_shown(browser)
    changed = index.with_name("changed.html")
    changed.write_text(index.read_text("utf-8").replace('"use strict"', '"use  strict"'), "utf-8")
    chromium.open_page(browser, changed)
    assert _list_shown(browser) == every
    assert not browser.find_element("id", "filter").is_displayed()
    chromium.read_log(browser, "browser")  # what the policy refused


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_index_is_as_wide_as_the_screen(browser: Chrome, index: Path, scheme: str) -> None:
    """The index does not scroll sideways at any width; axe-core finds nothing wrong with it."""
    for width in WIDTHS:
        chromium.set_screen(browser, width, scheme)
        chromium.open_page(browser, index)
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width
        if AXE is not None:
            browser.execute_script(Path(AXE).read_text("utf-8"))
            found = browser.execute_async_script(
                "const done = arguments[arguments.length - 1];"
                "axe.run(document, {resultTypes: ['violations']}).then(result =>"
                " done(result.violations.map(each => [each.id, each.impact, each.nodes[0].html])))"
            )
            assert found == []
