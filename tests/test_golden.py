"""What users see, kept as a few files that were read by eye; UPDATE_GOLDEN=1 in the environment writes them anew.

What must hold for any roles and widths is in tests of rules; these show that it still looks right.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from program import Result, run_on_terminal
from releases import write_oews, write_onet, write_projections

Call = Callable[..., Result]

GOLDEN = Path(__file__).parent / "golden"
PAIR = ("compare", "practice-manager", "office-manager")
THREE = ("compare", "operations-manager", "medical-office-manager", "office-manager")
MOON = ("compare", "moon bakers", "moon tasters")
CURRENCIES = ("compare", "baker", "miller", "taster")
KITCHEN = """\
sources:
  guild: {title: The guild's survey, publisher: Guild of Bakers, date: 2024-03, voice: guild}
  paper: {title: What bakers earn, publisher: Guild of Bakers, date: 2023, voice: guild}
  union: {title: Union rates, publisher: Bakers' Union, date: 2024-06}
roles:
  baker:
    title: Baker
    salary: [{amount: 21.5, currency: USD, period: hour, statistic: median, sources: [guild, paper]}]
    duties: [{item: Knead dough, text: Knead dough}, {item: Open the shop, text: Open the shop}]
  miller:
    title: Miller
    salary: [{amount: 39000, currency: EUR, period: year, statistic: average, sources: [union]}]
    duties:
      - {item: Grind flour, text: Grind flour}
      - {item: Open the shop, text: May open the shop, modality: possible}
  taster:
    title: Taster
    salary: [{amount: 24, currency: USD, period: hour, statistic: median, sources: [union]}]
    duties: [{item: Open the shop, text: Open the shop}, {item: Knead dough, text: Never kneads, against: true}]
"""
COMMANDS: dict[str, tuple[str, ...]] = {
    "pair-60.txt": (*PAIR, "--width", "60"),
    "pair-80.txt": PAIR,
    "pair-160.txt": (*PAIR, "--width", "160"),
    "pair-plain.txt": (*PAIR, "--plain"),
    "pair-full.txt": (*PAIR, "--full", "--width", "100"),
    "pair.md": (*PAIR, "-f", "md"),
    "pair.csv": (*PAIR, "-f", "csv"),
    "three-100.txt": (*THREE, "--width", "100"),
    "three.md": (*THREE, "-f", "md"),
    "ratings-100.txt": (*MOON, "--width", "100"),
    "ratings.md": (*MOON, "-f", "md"),
    "ratings-full.md": (*MOON, "-f", "md", "--full"),
    "mixed-100.txt": ("compare", "practice-manager", "moon bakers", "--width", "100"),
    "currencies-80.txt": (*CURRENCIES, "--roles", "kitchen.yaml"),
    "currencies-full.md": (*CURRENCIES, "--roles", "kitchen.yaml", "-f", "md", "--full"),
    "show-100.txt": ("show", "operations-manager", "--width", "100"),
    "show-ratings-80.txt": ("show", "moon bakers"),
    "show-ratings.md": ("show", "moon bakers", "-f", "md"),
    "list-80.txt": ("list",),
    "path.html": ("path", "medical-office-manager", "practice-administrator", "-f", "html"),
}


def _check(name: str, text: str) -> None:
    file = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(text, "utf-8", newline="")
    assert text == file.read_bytes().decode()


@pytest.mark.parametrize("name", COMMANDS)
def test_into_a_pipe(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Into a pipe a command prints the same text, without colour, at 80 columns unless --width says otherwise."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CAREERCLI_HOME", "home")  # printed
    Path("kitchen.yaml").write_text(KITCHEN, "utf-8")
    for publisher, file in (
        ("onet", write_onet(tmp_path)),
        ("oews", write_oews(tmp_path)),
        ("projections", write_projections(tmp_path)),
    ):
        if name.startswith(("ratings", "mixed", "show-ratings")):
            assert call("import", publisher, file).code == 0
    code, out, _ = call(*COMMANDS[name])
    assert code == 0
    _check(name, out.replace("\r\n", "\n") if name.endswith(".csv") else out)


def test_on_a_terminal() -> None:
    """On a terminal a command prints the same text, coloured, as wide as the terminal."""
    code, out, _ = run_on_terminal(*PAIR, columns=100)
    assert code == 0
    _check("pair-100-terminal.txt", out)


def test_few_files_are_kept() -> None:
    """No file is left over, and there are few enough to read them all."""
    assert {file.name for file in GOLDEN.iterdir()} == {*COMMANDS, "pair-100-terminal.txt"}
    assert len(COMMANDS) < 21
