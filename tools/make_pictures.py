"""Makes the pictures of pages in docs/pages, with Debian's Chromium.

python tools/make_pictures.py [FOLDER]
"""

import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import chromium
from careercli.cli import app

FOLDER = Path(__file__).parent.parent / "docs" / "pages"


class Picture(NamedTuple):
    """A command, and how its page is looked at: pixels across and down, light or dark."""

    args: tuple[str, ...]
    width: int
    height: int
    scheme: str = "light"


PICTURES = {
    "pair": Picture(("compare", "practice-manager", "office-manager"), 1000, 1240),
    "occupations-dark": Picture(("compare", "29-1141", "29-1071"), 1000, 1500, "dark"),
    "states-narrow": Picture(("pay", "29-1141", "--top", "12"), 400, 1000),
}


def main() -> None:
    """Writes the pictures, and says how large they are."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(exist_ok=True)
    driver = chromium.start()
    try:
        with tempfile.TemporaryDirectory() as pages:
            for name, picture in PICTURES.items():
                page = Path(pages) / f"{name}.html"
                app.run([*picture.args, "-o", str(page)])
                chromium.set_screen(driver, picture.width, picture.scheme)
                chromium.open_page(driver, page)
                data = chromium.take_picture(driver, picture.width, picture.height)
                (folder / f"{name}.webp").write_bytes(data)
                sys.stdout.write(f"{name}.webp: {len(data):,} bytes\n")
    finally:
        driver.quit()


if __name__ == "__main__":
    main()
