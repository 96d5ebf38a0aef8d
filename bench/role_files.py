"""How long a large role file takes, next to PyYAML's C loader; and the slowest of a folder of hostile files.

    python bench/role_files.py [RUNS] [FOLDER]

A valid file of 1,000 roles (about 700 KB) is loaded and two of its roles compared, as a whole run of the program;
beside it stand `yaml.load` of the same file with CSafeLoader, without the start of Python, and the comparison of two
bundled roles. Medians of RUNS (default 11) in milliseconds. With a FOLDER, the three files in it that `check` takes
longest for.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import yaml

LIMIT = 1.5


def write_roles(path: Path) -> None:
    """Writes 1,000 roles with what a careful user would write down."""
    lines = ["roles:"]
    for number in range(1000):
        lines += [
            f"  role-{number}:",
            f"    title: Role number {number}",
            "    summary: Does what has to be done in a place where much has to be done, and tells others how it went.",
            f"    salary: {40_000 + number * 17}",
            "    duties:",
            "      - Supervise staff",
            "      - Order supplies and equipment",
            f"      - item: Look after thing number {number % 50}",
            "        text: Looks after a thing that nobody else looks after, day after day",
            "        modality: typical",
            "        condition: in larger places",
            "      - Water the plants of the whole house, those on the roof too",
            "    requirements: [Bachelor's degree, A driving licence, A good deal of patience]",
            "    skills: [Communication, Time management, Arithmetic, Reading between the lines]",
            "    environment: [Office setting, Long hours]",
        ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _time(command: list[str], env: dict[str, str], codes: tuple[int, ...] = (0,)) -> float:
    start = time.perf_counter()
    code = subprocess.run(
        command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env
    ).returncode
    if code not in codes:
        raise SystemExit(f"{command} ended with {code}")
    return (time.perf_counter() - start) * 1000


def main() -> None:
    """Prints the medians, their ratio, and the slowest hostile files."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 11
    program = str(Path(sys.executable).with_name("careercli"))
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "roles.yaml")
        write_roles(file)
        text = file.read_text("utf-8")
        own: list[float] = []
        loads: list[float] = []
        bundled: list[float] = []
        for _ in range(runs):
            own.append(_time([program, "compare", "role-1", "role-2", "--json", "--roles", str(file)], env))
            start = time.perf_counter()
            yaml.load(text, Loader=yaml.CSafeLoader)
            loads.append((time.perf_counter() - start) * 1000)
            bundled.append(_time([program, "compare", "practice-manager", "office-manager", "--json"], env))
        large, load, small = map(statistics.median, (own, loads, bundled))
        print(f"{file.stat().st_size // 1000} KB, 1,000 roles: load and compare {large:.0f} ms")
        ratio = large / (load + small)
        over = " (OVER)" if ratio > LIMIT else ""
        print(
            f"CSafeLoader {load:.0f} ms + bundled comparison {small:.0f} ms: ratio {ratio:.2f}, at most {LIMIT}{over}"
        )
    if len(sys.argv) > 2:
        times = {path.name: _time([program, "check", str(path)], env, (0, 1)) for path in Path(sys.argv[2]).iterdir()}
        for name in sorted(times, key=lambda name: -times[name])[:3]:
            print(f"{times[name]:8.0f} ms  {name}")


if __name__ == "__main__":
    main()
