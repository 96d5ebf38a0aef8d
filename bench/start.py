"""How long careercli takes to start and answer, next to bare Typer programs of the same environment.

    python bench/start.py [RUNS]

Each program is run RUNS times (default 41), all in turn, so that whatever else the machine does falls on all alike.
Printed are medians and minima in milliseconds and, which is what counts, their ratios to the bare program.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BARE = """
import typer
app = typer.Typer()
@app.command()
def main() -> None:
    print("hello")
app()
"""
BARE_RICH = """
import typer
app = typer.Typer()
@app.command()
def main() -> None:
    from rich.console import Console
    from rich.table import Table
    table = Table("one", "two")
    table.add_row("1", "2")
    Console().print(table)
app()
"""
LIBRARIES = ("msgspec", "yaml", "rich.table", "jinja2")
LOAD = "import typer; import {}"
PAIR = ("practice-manager", "office-manager")
BOX = ("onet-29-1141-00", "onet-29-1071-00")
LIST = ("list", "--dataset", "onet")
LIMITS = {
    "compare --json": ("bare Typer", 1.2),
    "compare": ("bare Typer and Rich", 1.1),
    "compare --format html": ("compare", 1.4),
    "compare --json, box": ("bare Typer", 1.2),
    "search --json": ("bare Typer", 1.25),
    "completion": ("bare Typer", 1.25),
    "unknown name --json": ("compare --json", 2.0),
    "search nurse --json": ("compare --json", 1.3),
    "list of 1,016 --json": ("compare --json", 2.0),
    "list of 1,016": ("compare", 2.0),
    "compare --json in Texas": ("compare --json", 1.05),
    "pay --by state --json": ("compare --json", 1.3),
}
UNKNOWN = 3
"""The exit code of a name that no role has."""
COMPLETION = {"_CAREERCLI_COMPLETE": "complete_bash", "COMP_WORDS": "careercli show practice-", "COMP_CWORD": "2"}
"""What bash sets to have a word completed."""


def _time(command: list[str], env: dict[str, str]) -> float:
    start = time.perf_counter()
    done = subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env)
    if done.returncode not in {0, UNKNOWN}:
        raise SystemExit(f"{command} failed")
    return (time.perf_counter() - start) * 1000


def main() -> None:
    """Prints the table of medians and ratios, and which ratios are over their limits."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 41
    program = str(Path(sys.executable).with_name("careercli"))
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    with tempfile.TemporaryDirectory() as folder:
        env["CAREERCLI_HOME"] = folder  # nothing imported, no roles of one's own
        bare, bare_rich = Path(folder, "bare.py"), Path(folder, "bare_rich.py")
        bare.write_text(BARE)
        bare_rich.write_text(BARE_RICH)
        commands = {
            "bare Typer": [sys.executable, str(bare)],
            "bare Typer and Rich": [sys.executable, str(bare_rich)],
            "compare --json": [program, "compare", *PAIR, "--json"],
            "compare": [program, "compare", *PAIR],
            "compare --format html": [program, "compare", *PAIR, "--format", "html"],
            "compare --json, box": [program, "compare", *BOX, "--json"],
            "search --json": [program, "search", "nurse", "--json"],
            "completion": [program],
            "show --json": [program, "show", PAIR[0], "--json"],
            "list": [program, "list"],
            "search nurse --json": [program, "search", "nurse", "--json"],
            "unknown name --json": [program, "show", "acountant", "--json"],
            "list of 1,016 --json": [program, *LIST, "--json"],
            "list of 1,016": [program, *LIST],
            "compare --json in Texas": [program, "compare", *PAIR, "--json", "--place", "Texas"],
            "pay --by state --json": [program, "pay", BOX[0], "--by", "state", "--json"],
            "load typer": [sys.executable, "-c", LOAD.format("sys")],
            **{f"load {name}": [sys.executable, "-c", LOAD.format(name)] for name in LIBRARIES},
        }
        environments = {name: env | COMPLETION if name == "completion" else env for name in commands}
        for name, command in commands.items():
            _time(command, environments[name])
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(runs):
            for name, command in commands.items():
                times[name].append(_time(command, environments[name]))
    medians = {name: statistics.median(of_one) for name, of_one in times.items()}
    print(f"{'':24}{'median ms':>10}{'ratio':>8}{'least ms':>10}{'ratio':>8}")
    for name, median in medians.items():
        base, limit = LIMITS.get(name, ("bare Typer", None))
        least = min(times[name])
        ratios = median / medians[base], least / min(times[base])
        note = f"  of {base}"
        if limit:
            note += f", at most {limit}{' (OVER)' if max(ratios) > limit else ''}"
        print(f"{name:24}{median:10.1f}{ratios[0]:8.2f}{least:10.1f}{ratios[1]:8.2f}{note}")


if __name__ == "__main__":
    main()
