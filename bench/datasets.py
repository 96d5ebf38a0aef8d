"""How long an import takes, next to pandas and the csv module, and whether many roles make the program slow.

    python bench/datasets.py FOLDER [RUNS]

FOLDER holds the publishers' releases (onet, oews, projections, esco). Each program is run RUNS times (default 7), all
in turn; printed are medians of whole runs. pandas and csv merely read the tables of O*NET 29.0 that careercli takes in
(or all tables), as text, and write them to SQLite; the import of careercli validates, resolves and indexes them. Then
the four imports together, and with all of it in the store (and with ten times the roles) the commands, each beside the
comparison of two bundled roles, without a store.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

from msgspec.structs import replace

from careercli.datasets.publishers import read_releases
from careercli.datasets.release import Publisher, Release, ReleasedRole
from careercli.store.database import Store
from careercli.store.neighbours import Gathering

TABLES = (
    *("Occupation Data", "Scales Reference", "Skills", "Knowledge", "Work Styles", "Interests", "Task Statements"),
    *("DWA Reference", "Content Model Reference", "Tasks to DWAs", "Technology Skills", "Job Zones"),
    *("Education, Training, and Experience", "Education, Training, and Experience Categories", "Job Zone Reference"),
    *("Related Occupations", "Sample of Reported Titles", "Alternate Titles"),
)
HEAD = f"""
import sqlite3, sys, zipfile
TABLES = {TABLES!r}
archive = zipfile.ZipFile(sys.argv[1])
members = [name for name in archive.namelist() if name.endswith(".txt") and "Read Me" not in name]
if sys.argv[3] == "same":
    members = [name for name in members if name.rpartition("/")[2][:-4] in TABLES]
db = sqlite3.connect(sys.argv[2])
"""
TAIL = """
db.commit()
"""
PANDAS = f"""{HEAD}
import pandas
for name in members:
    with archive.open(name) as file:
        frame = pandas.read_csv(file, sep="\\t", dtype=str, quoting=3, keep_default_na=False)
    frame.to_sql(name, db, index=False)
{TAIL}"""
CSV = f"""{HEAD}
import csv, io
for name in members:
    with archive.open(name) as file:
        rows = csv.reader(io.TextIOWrapper(file, "utf-8"), delimiter="\\t", quoting=csv.QUOTE_NONE)
        header = next(rows)
        columns = ", ".join(f'"{{column}}"' for column in header)
        db.execute(f'CREATE TABLE "{{name}}" ({{columns}})')
        db.executemany(f'INSERT INTO "{{name}}" VALUES ({{", ".join("?" * len(header))}})', rows)
{TAIL}"""
PAIR = ("practice-manager", "office-manager")
TIMES = 10


def _run(command: list[str], env: dict[str, str]) -> tuple[float, float]:
    """Seconds and peak memory in MB of a run."""
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=env) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} ended with {process.returncode}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def _multiply(release: Release) -> Iterator[ReleasedRole]:
    """Each role of a release, and nine more like it under other names."""
    roles = list(release.roles)
    for copy in range(TIMES):
        for role in roles:
            if copy == 0:
                yield role
                continue
            old = role.record
            record = type(old)(
                f"{old.id}-copy-{copy}",
                f"{old.title} {copy}",
                old.summary,
                tuple(f"{alias} {copy}" for alias in old.aliases),
                old.codes,
                old.sections,
                (),
            )
            yield replace(role, record=record, codes=())


def main() -> None:
    """Prints the tables of medians and ratios."""
    data, runs = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 7
    program = str(Path(sys.executable).with_name("careercli"))
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "CAREERCLI"))}
    onet = str(data / "onet" / "db_29_0_text.zip")
    files: dict[Publisher, list[str]] = {
        "onet": [onet],
        "oews": sorted(map(str, (data / "oews").glob("*.xlsx"))),
        "projections": [str(data / "projections" / "occupation.xlsx")],
        "esco": sorted(map(str, (data / "esco").glob("*.zip"))),
    }
    with tempfile.TemporaryDirectory() as folder:
        _measure_imports(Path(folder), program, plain, onet, runs)
        start = time.perf_counter()
        home = Path(folder, "all")
        for publisher, paths in files.items():
            _run([program, "import", publisher, *paths], {**plain, "CAREERCLI_HOME": str(home)})
        print(f"\nall four imports together: {time.perf_counter() - start:.1f} s (at most 60)")
        many = Path(folder, "many")
        store = Store(many / "datasets.sqlite")
        with patch.object(Gathering, "put"):  # neighbours take a hundred times as long, and nothing here asks for them
            for publisher, paths in files.items():
                for release in read_releases(publisher, paths):
                    store.put(replace(release, roles=_multiply(release)) if publisher in {"onet", "esco"} else release)
        with Store(home / "datasets.sqlite") as stored:
            counts = stored.count_roles()
        print(f"roles in the store: {sum(counts.values()):,}", end="")
        print(f", ten times: {sum(store.count_roles().values()):,}")
        store.close()
        _measure_commands(program, plain, home, many, runs * 3)


def _measure_imports(folder: Path, program: str, plain: dict[str, str], onet: str, runs: int) -> None:
    """Imports of O*NET 29.0, and what the same tables cost others."""
    kinds = ("careercli import", "pandas, same tables", "pandas, all tables", "csv, same tables")
    seconds: dict[str, list[float]] = {kind: [] for kind in kinds}
    memory: dict[str, list[float]] = {kind: [] for kind in kinds}
    for number in range(runs):
        for kind in kinds:
            target = folder / f"{number}-{kind}"
            if kind == "careercli import":
                took, peak = _run([program, "import", "onet", onet], {**plain, "CAREERCLI_HOME": str(target)})
            else:
                code = PANDAS if kind.startswith("pandas") else CSV
                which = "same" if kind.endswith("same tables") else "all"
                took, peak = _run([sys.executable, "-c", code, onet, str(target), which], plain)
            seconds[kind].append(took)
            memory[kind].append(peak)
    print(f"{'O*NET 29.0':24}{'median s':>10}{'ratio':>8}{'MB':>8}")
    base = statistics.median(seconds["pandas, same tables"])
    for kind in kinds:
        median = statistics.median(seconds[kind])
        note = ""
        if kind == "careercli import":
            peak = statistics.median(memory[kind])
            note = f"  at most 1 and 150 MB{' (OVER)' if median > base or peak > 150 else ''}"
        print(f"{kind:24}{median:10.2f}{median / base:8.2f}{statistics.median(memory[kind]):8.0f}{note}")


def _measure_commands(program: str, plain: dict[str, str], home: Path, many: Path, runs: int) -> None:
    """Commands with all imported, and with ten times the roles, beside the bundled comparison."""
    bundled = ["compare", *PAIR, "--json"]
    compare = ["compare", "registered nurses", "medical and health services managers", "--json"]
    by_id = ["compare", "onet-29-1141-00", "onet-11-9111-00", "--json"]
    completion = {
        "_CAREERCLI_COMPLETE": "complete_bash",
        "COMP_WORDS": "careercli show regis",
        "COMP_CWORD": "2",
    }
    cases: dict[str, tuple[list[str], dict[str, str], float | None]] = {
        "bundled, no store": (bundled, {"CAREERCLI_HOME": "/nowhere"}, None),
        "bundled": (bundled, {"CAREERCLI_HOME": str(home)}, None),
    }
    for name, where in (("", home), (" x10", many)):
        env = {"CAREERCLI_HOME": str(where)}
        cases |= {
            f"compare{name}": (compare, env, 1.15),
            f"compare by id{name}": (by_id, env, 1.15),
            f"search{name}": (["search", "registered nurse", "--json"], env, 1.3),
            f"completion{name}": ([], {**env, **completion}, 1.3),
        }
    times: dict[str, list[float]] = {name: [] for name in cases}
    for number in range(runs + 1):
        for name, (args, env, _) in cases.items():
            took, _ = _run([program, *args], {**plain, **env})
            if number:
                times[name].append(took * 1000)
    medians = {name: statistics.median(of_one) for name, of_one in times.items()}
    print(f"\n{'':24}{'median ms':>10}{'ratio':>8}")
    for name, median in medians.items():
        ratio = median / medians["bundled, no store"]
        limit = cases[name][2]
        note = f"  at most {limit}{' (OVER)' if ratio > limit else ''}" if limit and "x10" not in name else ""
        if "x10" in name:
            grown = median / medians[name.removesuffix(" x10")]
            note = f"  {grown:.2f} of that with a tenth of the roles, at most 1.1{' (OVER)' if grown > 1.1 else ''}"
        print(f"{name:24}{median:10.1f}{ratio:8.2f}{note}")


if __name__ == "__main__":
    main()
