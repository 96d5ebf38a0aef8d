"""How long pay by place takes, next to the comparison of two bundled roles, and its import, next to python-calamine.

    python bench/pay.py FOLDER [RUNS]

FOLDER holds the BLS workbooks by place (state_M2025_dl.xlsx, MSA_M2025_dl.xlsx). Each program is run RUNS times
(default 11), all in turn; printed are seconds of whole runs (median, minimum) and of the processor, and the ratio of
the medians and of the processor's seconds: on a busy machine only the last says much.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

PAIR = ("practice-manager", "office-manager", "--json")
NURSES = ("29-1141", "29-1071", "--json")
CALAMINE = """
import sys
from python_calamine import CalamineWorkbook
len(CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python())
"""


class Run(NamedTuple):
    """One run: seconds, those of the processor, and the most memory in MB."""

    seconds: float
    processor: float
    memory: float


def run(command: list[str], home: Path) -> Run:
    """Runs a program."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "CAREERCLI"))}
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env={**env, "CAREERCLI_HOME": str(home)}) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} ended with {process.returncode}")
    return Run(time.perf_counter() - start, _sum(usage), usage.ru_maxrss / 1024)


def _sum(usage: resource.struct_rusage) -> float:
    return usage.ru_utime + usage.ru_stime


def show(title: str, runs: dict[str, list[Run]], bases: dict[str, str]) -> None:
    """Prints a table; `bases` says what each program is measured against."""
    print(f"\n{title:44}{'median':>8}{'least':>8}{'CPU':>8}{'MB':>6}{'ratio':>8}{'of CPU':>8}")
    middle = {name: statistics.median(each.seconds for each in of_name) for name, of_name in runs.items()}
    processor = {name: statistics.median(each.processor for each in of_name) for name, of_name in runs.items()}
    for name, of_name in runs.items():
        least = min(each.seconds for each in of_name)
        memory = max(each.memory for each in of_name)
        base = bases.get(name, name)
        ratios = middle[name] / middle[base], processor[name] / processor[base]
        line = f"{name:44}{middle[name]:8.3f}{least:8.3f}{processor[name]:8.3f}{memory:6.0f}"
        print(f"{line}{ratios[0]:8.2f}{ratios[1]:8.2f}")


def main() -> None:
    """Prints the tables."""
    data, times = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 11
    program = str(Path(sys.executable).with_name("careercli"))
    metros = str(data / "MSA_M2025_dl.xlsx")
    with tempfile.TemporaryDirectory() as folder:
        empty, full = Path(folder, "empty"), Path(folder, "full")
        imports: dict[str, list[Run]] = {"calamine": [], "import": []}
        for number in range(max(1, times // 4)):
            imports["calamine"].append(run([sys.executable, "-c", CALAMINE, metros], empty))
            imports["import"].append(run([program, "import", "oews", metros], Path(folder, str(number))))
        show("the metropolitan workbook", imports, {"import": "calamine"})
        run([program, "import", "oews", metros, str(data / "state_M2025_dl.xlsx")], full)
        commands: dict[str, tuple[list[str], Path]] = {
            "compare bundled": (["compare", *PAIR], empty),
            "compare occupations": (["compare", *NURSES], empty),
            "compare occupations --place Texas": (["compare", *NURSES, "--place", "Texas"], empty),
            "compare bundled --place Texas": (["compare", *PAIR, "--place", "Texas"], empty),
            "pay --by state": (["pay", NURSES[0], "--by", "state", "--json"], empty),
            "pay --by metro, imported": (["pay", NURSES[0], "--by", "metro", "--json"], full),
            "compare bundled, imported": (["compare", *PAIR], full),
            "compare occupations, imported": (["compare", *NURSES], full),
            "compare occupations --place Texas, imported": (["compare", *NURSES, "--place", "Texas"], full),
        }
        runs: dict[str, list[Run]] = {name: [] for name in commands}
        for _ in range(times):
            for name, (args, home) in commands.items():
                runs[name].append(run([program, *args], home))
        bases = {
            "compare occupations --place Texas": "compare occupations",
            "compare bundled --place Texas": "compare bundled",
            "pay --by state": "compare bundled",
            "pay --by metro, imported": "compare bundled",
            "compare bundled, imported": "compare bundled",
            "compare occupations, imported": "compare occupations",
            "compare occupations --place Texas, imported": "compare occupations --place Texas",
        }
        show("commands", runs, bases)


if __name__ == "__main__":
    main()
