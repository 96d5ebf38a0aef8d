"""Draws mutants of modules of careercli and runs the tests that cover them: `python tools/mutation/run.py text.py`.

It needs more than the dev extra has: `pip install cosmic-ray==8.7.0`. modules.toml has the seed, the number of mutants
of each module and its tests; survivors.md has a line on each survivor. Without arguments it runs all modules, which
takes about an hour; `--only 3 17` runs the mutants of these numbers again.

Mutants are made in a copy of the checkout, so the checkout itself never changes. The copy has no tables of the box:
a changed module of the store would make the box anew for each mutant. Mutants of annotations and of names for types
are left out, and so are those that are not Python: any test would notice these.
"""

import ast
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
CONFIG = tomllib.loads((Path(__file__).parent / "modules.toml").read_text("utf-8"))
SOURCE = Path("src/careercli")
LEFT_OUT = (".*", "*.egg-info", "__pycache__", "onet", "oews", "projections")
"""What the copy is without."""

Span = tuple[tuple[int, int], tuple[int, int]]


def find_types(source: str) -> list[Span]:
    """Where a module has annotations, or names for types (`Pair = tuple[A | B]`): (line, column) of begin and end."""
    found: list[ast.expr | None] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.arg | ast.AnnAssign):
            found.append(node.annotation)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found.append(node.returns)
        elif isinstance(node, ast.Assign):
            names = [name.id for name in node.targets if isinstance(name, ast.Name)]
            if any(name[0].isupper() and not name.isupper() for name in names):
                found += [each for each in ast.walk(node.value) if isinstance(each, ast.BinOp)]
    return [
        ((each.lineno, each.col_offset), (each.end_lineno or 0, each.end_col_offset or 0))
        for each in found
        if each is not None
    ]


def draw(module: Path) -> list[Any]:
    """The mutants of a module, or of all modules of a package, that are run, in the order of their lines."""
    from cosmic_ray.commands.init import init
    from cosmic_ray.work_db import WorkDB

    files = [module] if module.is_file() else sorted(module.rglob("*.py"))
    database = WorkDB(":memory:", WorkDB.Mode.create)
    init(files, database, {})
    every = [item.mutations[0] for item in database.work_items]
    database.close()
    sources = {file: file.read_text("utf-8") for file in files}
    types = {file: find_types(source) for file, source in sources.items()}
    left = [
        each
        for each in sorted(every, key=lambda each: (each.module_path, each.operator_name, each.occurrence))
        if each.operator_name not in CONFIG["left_out"]
        and not any(begin <= each.start_pos < end for begin, end in types[each.module_path])
    ]
    lots = random.Random(CONFIG["seed"])  # noqa: S311
    drawn: list[Any] = []
    while left and len(drawn) < CONFIG["mutants"]:
        more = lots.sample(left, min(CONFIG["mutants"] - len(drawn), len(left)))
        left = [each for each in left if each not in more]
        drawn += [each for each in more if is_python(each, sources[each.module_path])]
    return sorted(drawn, key=lambda each: (each.module_path, each.start_pos, each.operator_name, each.occurrence))


def is_python(mutant: Any, source: str) -> bool:
    """Whether the mutant of a module can be compiled: `{**a}` with another operator cannot."""
    from cosmic_ray.mutating import mutate_code
    from cosmic_ray.plugins import get_operator

    try:
        compile(mutate_code(source, get_operator(mutant.operator_name)(), mutant.occurrence), "", "exec")
    except SyntaxError:
        return False
    return True


def run(name: str, only: list[int]) -> None:
    """Runs the mutants of a module, in the working directory, and prints each survivor, then the score."""
    from cosmic_ray.mutating import mutate_and_test

    began = time.monotonic()
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *CONFIG["tests"][name]]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - the command is ours
    timeout = max(20, 3 * (time.monotonic() - began))
    drawn = [(number, each) for number, each in enumerate(draw(SOURCE / name), 1) if not only or number in only]
    killed = 0
    for number, mutant in drawn:
        result = mutate_and_test([mutant], " ".join(command), timeout)
        killed += result.is_killed
        outcome = "killed" if result.is_killed else "survived"
        place = f"{mutant.module_path.name}:{mutant.start_pos[0]}"
        _say(f"{name} {number}: {outcome}, {place}, {mutant.operator_name.removeprefix('core/')}")
        if not result.is_killed:
            _say(*(line for line in (result.diff or "").splitlines() if re.match(r"[-+](?!--|\+\+)", line)))
    took = time.monotonic() - began
    _say(f"{name}: {killed} of {len(drawn)} killed ({killed / max(len(drawn), 1):.0%}), {took:.0f} s")


def _say(*lines: str) -> None:
    print(*lines, sep="\n", flush=True)  # noqa: T201 - a script for the terminal


def main() -> None:
    """Makes the copy and runs the modules named, or all."""
    parser = ArgumentParser(description="Draws mutants of modules and runs the tests that cover them.")
    parser.add_argument("modules", nargs="*", metavar="MODULE", help="such as comparison/pay.py; all if unset")
    parser.add_argument("--only", nargs="+", type=int, default=[], metavar="N", help="only the mutants numbered so")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "careercli"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*LEFT_OUT))
        os.chdir(copy)
        os.environ |= {
            "PYTHONPATH": str(copy / "src"),
            "HYPOTHESIS_PROFILE": "mutants",
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",  # no plugin is needed, and they are half of pytest's start
        }
        for module in arguments.modules or CONFIG["tests"]:
            run(module, arguments.only)


if __name__ == "__main__":
    main()
