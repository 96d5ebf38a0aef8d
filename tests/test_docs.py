"""The documentation tells the truth: what it shows is what the program prints."""

import importlib.util
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Callable
from itertools import chain
from pathlib import Path

import pytest

from careercli.cli import app
from careercli.cli.options import Format
from careercli.export.tables import TABLES
from careercli.render.csv import COLUMNS, DATASET_COLUMNS, LIST_COLUMNS, PAY_COLUMNS, PLACE_COLUMNS, SEARCH_COLUMNS
from careercli.render.moves.rows import GAP_COLUMNS, PATH_COLUMNS, SIMILAR_COLUMNS
from program import Result, environment

Call = Callable[..., Result]
ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])


def test_pages_show_what_the_program_prints() -> None:
    """README and docs/cli.md, made by running the program, are as it prints today."""
    done = subprocess.run(
        [sys.executable, "-m", "cogapp", "-P", "--check", "-I", "docs", "README.md", "docs/cli.md"],
        capture_output=True,
        check=False,
        cwd=ROOT,
        env=environment(),
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_command_has_an_example_that_is_run() -> None:
    """docs/cli.md has the help of each command and an example of it, both run."""
    page = (ROOT / "docs/cli.md").read_text("utf-8")
    run = re.findall(r"^\$ careercli (\S+)(.*)$", page, re.MULTILINE)
    for command in app.COMMANDS:
        assert (command, " --help") in run
        assert [rest for name, rest in run if name == command and rest != " --help"]


def test_commands_in_indented_examples_work(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every careercli command that a page gives as an example runs and exits with 0."""
    monkeypatch.chdir(tmp_path)
    texts = [re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL) for page in PAGES]  # those are by cog
    found = [line for text in texts for line in re.findall(r"^    careercli (.*)$", text, re.MULTILINE)]
    lines = sorted(found, key=lambda line: not line.startswith("new "))  # it makes the file that others read
    for line in lines:
        if line.startswith("new "):
            Path("clinic-lead.yaml").unlink(missing_ok=True)  # each page begins anew, and `new` replaces nothing
        args = shlex.split(line.split("|")[0], comments=True)
        assert call(*args).code == 0, line
    assert len(lines) > 8


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    """A link from a page to a file of the project leads to a file that is there."""
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    targets = [target for target in re.findall(r"\]\(([^)#]+)", text) if "://" not in target]
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_all_columns_are_documented() -> None:
    """docs/csv-output.md names every column of CSV output."""
    page = (ROOT / "docs/csv-output.md").read_text("utf-8")
    every = (*COLUMNS, *LIST_COLUMNS, *SEARCH_COLUMNS, *DATASET_COLUMNS, *PAY_COLUMNS, *PLACE_COLUMNS)
    assert [column for column in every if f"`{column}`" not in page] == []
    places = (PAY_COLUMNS, PLACE_COLUMNS)
    moves = (GAP_COLUMNS, SIMILAR_COLUMNS, PATH_COLUMNS)
    for columns in (LIST_COLUMNS, SEARCH_COLUMNS, DATASET_COLUMNS, *places, *moves):
        assert ", ".join(f"`{column}`" for column in columns) in page


def test_all_formats_and_exit_codes_are_documented() -> None:
    """README names every format, and docs/exit-codes.md every error with its code."""
    import careercli.errors

    readme = (ROOT / "README.md").read_text("utf-8")
    assert all(f"`{name}`" in readme for name in Format)
    page = (ROOT / "docs/exit-codes.md").read_text("utf-8")
    for error in vars(careercli.errors).values():
        if isinstance(error, type) and issubclass(error, careercli.errors.CareercliError):
            assert re.search(rf"^\| {error.exit_code} \|.*", page, re.MULTILINE)
            assert f"`{error.code}`" in page or error.exit_code > 128
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", page, re.MULTILINE)} >= {0, 1, 2, 3, 4, 5, 70, 130, 141}


def test_role_files_in_the_documentation_are_valid() -> None:
    """Every role file that docs/role-files.md shows is read without a problem."""
    from careercli.role_files.read import parse_role_file

    page = (ROOT / "docs/role-files.md").read_text("utf-8")
    blocks = re.findall(r"(?:^    .*\n|^\n(?=    ))+", page, re.MULTILINE)
    files = [re.sub(r"^    ", "", block, flags=re.MULTILINE) for block in blocks]
    files = [text for text in files if text.lstrip().startswith(("roles:", "defaults:"))]
    assert len(files) == 3
    for text in files:
        assert "clinic-lead" in parse_role_file(text.encode(), "example.yaml").file.roles


def test_the_changelog_has_this_version() -> None:
    """CHANGELOG.md has a section for the version of the program."""
    import careercli

    assert f"\n## {careercli.__version__} " in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_the_lowest_versions_are_those_that_are_allowed() -> None:
    """Every requirement has a lowest version; .ci/lowest.txt has that one, and names no place to get it from."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    wanted = [line for line in (*project["dependencies"], *chain(*extras)) if not line.startswith("careercli[")]
    page = (ROOT / ".ci/lowest.txt").read_text("utf-8")
    lowest = {line.partition("==")[0]: line.partition("==")[2] for line in page.splitlines()}
    for line in wanted:
        name, version = re.fullmatch(r"([a-z0-9-]+)>=([0-9.]+)(?:,<[0-9.]+)?", line).groups()  # type: ignore[union-attr]
        assert re.fullmatch(rf"{re.escape(version)}(\.0)*", lowest[name]), line
    assert not re.search(r"(?m)^(?![a-z0-9-]+==[0-9.]+(?:post[0-9]+)?$)", page.rstrip("\n"))


def test_the_versions_of_python_are_those_that_are_tested() -> None:
    """The classifiers and the README name the versions of Python that .ci/run tests."""
    classifiers = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["classifiers"]
    named = [line.rpartition(" ")[2] for line in classifiers if line.startswith("Programming Language :: Python")]
    newer = re.findall(r"^for version in (.*); do$", (ROOT / ".ci/run").read_text("utf-8"), re.MULTILINE)
    assert named == ["3.11", *newer[0].split()]
    assert f"tested on {', '.join(named[:-1])} and {named[-1]}" in (ROOT / "README.md").read_text("utf-8")


def test_contributing_names_every_module() -> None:
    """CONTRIBUTING.md names every room and every module of it."""
    page = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    source = ROOT / "src/careercli"
    commands = {path.stem.strip("_") for path in (source / "cli").glob("*.py")}
    for path in source.rglob("*.py"):
        place = path.relative_to(source)
        inside = place.parts[0] in {"render", "cli"} and (len(place.parts) > 2 or path.stem.strip("_") in commands)
        if path.stem not in {"__init__", "__main__"} and not inside:
            assert re.search(rf"\b{path.stem}\b", page), place


def test_the_program_of_the_analysis_runs(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The Python of docs/analysis.md runs, block after block, in the folder of an export; what needs a library that is
    not here is left out. Spark has its own test."""
    pytest.importorskip("duckdb", reason="duckdb is not installed")
    page = (ROOT / "docs/analysis.md").read_text("utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    assert len(blocks) == 5
    assert call("export", str(tmp_path / "tables"), "--dataset", "bundled").code == 0
    monkeypatch.chdir(tmp_path / "tables")
    names: dict[str, object] = {}
    for block in blocks:
        libraries = re.findall(r"^(?:import|from) (duckdb|pyspark|pandas|polars)", block, re.MULTILINE)
        if all(importlib.util.find_spec(each) for each in libraries) and "pyspark" not in libraries:
            exec(compile(block, "docs/analysis.md", "exec"), names)  # noqa: S102, the page's own program
    assert "db" in names


def test_the_analysis_names_every_table_and_query() -> None:
    """docs/analysis.md names every table and every query of an export."""
    page = (ROOT / "docs/analysis.md").read_text("utf-8")
    assert [table.name for table in TABLES if f"`{table.name}`" not in page] == []
    queries = sorted(path.name for path in (ROOT / "src/careercli/export/queries").glob("*.sql"))
    assert [name for name in queries if f"`{name}`" not in page] == []
