"""Makes the pictures of this folder from what the program prints on a terminal.

    python docs/pictures.py [FOLDER]

Writes `pair.svg` (two bundled roles, on a dark background) and `occupations.svg` (two occupations of O*NET, on a light
one; only if O*NET is there) to FOLDER, by default this one.
"""

import re
import shlex
import subprocess
import sys
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

LIGHT = TerminalTheme(
    (255, 255, 255),
    (36, 41, 47),
    [
        (36, 41, 47),
        (207, 34, 46),
        (17, 99, 41),
        (77, 45, 0),
        (9, 105, 218),
        (130, 80, 223),
        (27, 124, 131),
        (110, 119, 129),
    ],
)
DARK = TerminalTheme(
    (22, 27, 34),
    (201, 209, 217),
    [
        (72, 79, 88),
        (255, 123, 114),
        (63, 185, 80),
        (210, 153, 34),
        (88, 166, 255),
        (188, 140, 255),
        (57, 197, 207),
        (177, 186, 196),
    ],
)
WIDTH = 100
PICTURES = {
    "pair": (("practice-manager", "office-manager"), DARK),
    "occupations": (("registered nurses", "medical and health services managers"), LIGHT),
}


def main() -> None:
    """Writes the pictures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    program = Path(sys.executable).with_name("careercli")
    for name, (roles, theme) in PICTURES.items():
        call = [str(program), "compare", *roles, "--width", str(WIDTH), "--color", "always"]
        done = subprocess.run(call, capture_output=True, text=True, encoding="utf-8", check=False)
        if done.returncode:
            print(f"{name}.svg is not made: {done.stderr.strip()}", file=sys.stderr)
            continue
        console = Console(record=True, width=WIDTH, file=StringIO(), color_system="256", legacy_windows=False)
        console.print(Text.from_ansi(done.stdout))
        title = shlex.join(["careercli", "compare", *roles])
        picture = console.export_svg(title=title, theme=theme)
        picture = re.sub(r"@font-face \{.*?\}\s*", "", picture, flags=re.DOTALL)  # no font from the network
        (folder / f"{name}.svg").write_text(picture, "utf-8")


if __name__ == "__main__":
    main()
