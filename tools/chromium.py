"""Chromium, driven by Selenium without a window: for tests of pages and for pictures of them."""

import base64
import shutil
from pathlib import Path
from typing import Any

from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

HEIGHT = 900
SECONDS = 300
"""How long a script may take: axe-core takes long on a busy machine."""

PAPERS = {"A4": (8.27, 11.69), "Letter": (8.5, 11.0)}
"""Width and height of sheets in inches."""


def find() -> tuple[str, str] | None:
    """The paths of the system's Chromium and of its driver; None if they are not installed."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    driver = shutil.which("chromedriver")
    return (browser, driver) if browser and driver else None


def start() -> Chrome:
    """Starts Chromium, which `quit()` ends; it logs what pages request and complain of.

    Raises OSError if it is not installed.
    """
    found = find()
    if found is None:
        raise OSError("chromium is not installed")
    options = ChromeOptions()
    options.binary_location = found[0]
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    driver = Chrome(options=options, service=Service(found[1]))
    driver.set_script_timeout(SECONDS)
    return driver


def set_screen(driver: Chrome, width: int, scheme: str = "light", media: str = "") -> None:
    """Makes the screen so many pixels wide, light or dark; `media` is "print" to look at the page as it is printed."""
    metrics = {"width": width, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": features})


def open_page(driver: Chrome, file: Path, *, unfold: bool = False) -> None:
    """Opens a page; with `unfold` all that is folded."""
    driver.get(file.as_uri())
    if unfold:
        driver.execute_script("document.querySelectorAll('details').forEach(each => each.open = true)")


def read_log(driver: Chrome, kind: str) -> list[dict[str, Any]]:
    """What was logged since the last call: `performance` or `browser`."""
    found: list[dict[str, Any]] = driver.execute("getLog", {"type": kind})["value"]
    return found


def take_picture(driver: Chrome, width: int, height: int) -> bytes:
    """The upper part of the page as WebP."""
    clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
    wanted = {"format": "webp", "quality": 80, "captureBeyondViewport": True, "clip": clip}
    return base64.b64decode(driver.execute_cdp_cmd("Page.captureScreenshot", wanted)["data"])


def print_page(driver: Chrome, paper: str) -> bytes:
    """The page as a PDF."""
    width, height = PAPERS[paper]
    wanted = {"paperWidth": width, "paperHeight": height, "preferCSSPageSize": True}
    return base64.b64decode(driver.execute_cdp_cmd("Page.printToPDF", wanted)["data"])
