"""What a run loads: what it does not need, it must not pay for."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from careercli.cli.app import COMMANDS
from program import environment
from releases import write_esco, write_oews, write_onet, write_projections

LOADED = """
import json, sys
from careercli.cli.app import run
code = run(sys.argv[1:])
print(json.dumps(sorted(sys.modules)), file=sys.stderr)
sys.exit(code)
"""


def _loaded(*args: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *args], capture_output=True, check=True, env=environment(), text=True
    )
    return set(json.loads(done.stderr))


@pytest.mark.parametrize(
    "args", [("compare", "practice-manager", "office-manager"), ("show", "office-manager"), ("list",)]
)
def test_json_loads_neither_rich_nor_what_is_slow(args: tuple[str, ...]) -> None:
    """JSON is printed without Rich, pydantic, importlib.metadata, or any other format."""
    loaded = _loaded(*args, "--json")
    assert not {"rich", "pydantic", "importlib.metadata", "jinja2", "sqlite3"} & loaded
    assert "careercli.render.json" in loaded
    formats = ("table", "csv", "markdown", "html", "charts")
    assert not {f"careercli.render.{name}" for name in formats} & loaded


@pytest.mark.parametrize(
    "args",
    [
        ("compare", "practice-manager", "office-manager"),
        ("compare", "onet-29-1141-00", "onet-29-1071-00", "--json"),
        ("search", "nurse", "--json"),
    ],
)
def test_records_are_cheap_to_define(args: tuple[str, ...]) -> None:
    """What the common commands load defines Structs, not NamedTuples: each of these takes five times as long."""
    code = LOADED.replace(
        "sorted(sys.modules)", "[f'{each.__module__}.{each.__name__}' for each in tuple.__subclasses__()]"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *args], capture_output=True, check=True, env=environment(), text=True
    )
    defined = json.loads(done.stderr)
    assert defined
    assert not [name for name in defined if name.startswith("careercli.")]


def test_pages_load_neither_rich_nor_a_browser() -> None:
    """A page is made without Rich and without what opens a browser, and only a page needs Jinja."""
    args = ("compare", "practice-manager", "office-manager")
    loaded = _loaded(*args, "-f", "html")
    assert "jinja2" in loaded
    assert not {"rich", "webbrowser", "pydantic", "importlib.metadata"} & loaded
    assert "jinja2" not in _loaded(*args) | _loaded(*args, "-f", "markdown")


def test_the_protocol_is_loaded_by_its_command_alone() -> None:
    """What the protocol's SDK brings is loaded by `mcp`, and not to print its configuration."""
    sdk = {"mcp", "mcp_types", "pydantic", "anyio", "asyncio", "starlette"}
    for args in (("mcp", "--print-config"), ("compare", "practice-manager", "office-manager"), ("search", "nurse")):
        assert not sdk & _loaded(*args)


def test_only_the_command_that_runs_is_loaded() -> None:
    """A run loads its own command and no other."""
    commands = {name for name in _loaded("list", "--json") if name.startswith("careercli.cli.")}
    assert commands == {f"careercli.cli.{name}" for name in ("app", "list", "options", "screen", "terminal")}


def test_help_does_not_read_the_roles() -> None:
    """--help loads neither YAML nor Rich."""
    assert not {"yaml", "rich"} & _loaded("--help")


WATCH = """
import os
def watch(event, args):
    if event.startswith('socket.') and not (sys.argv[1] == 'mcp' and event == 'socket.__new__' and args[1] == 1):
        os.write(2, f'a socket: {event} {args[1:]}'.encode())
        os._exit(99)
sys.addaudithook(watch)
"""
"""Ends a run that does anything with a socket. The event loop of `mcp` wakes itself by a pair of sockets that have no
name (family 1, AF_UNIX): it may make these, and neither connect, bind, listen nor look up a name."""


def test_no_socket_is_opened(tmp_path: Path) -> None:
    """No command opens a socket: the audit hook of the interpreter sees none; the server of `mcp`, which answers here,
    only the pair by which its loop wakes itself."""
    watch = LOADED.replace("import json, sys\n", f"import json, sys\n{WATCH}")
    hello = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "tests", "version": "1"}}
    requests = (
        {"id": 1, "method": "initialize", "params": hello},
        {"method": "notifications/initialized"},
        {"id": 2, "method": "tools/list"},
        {"id": 3, "method": "tools/call", "params": {"name": "show_role", "arguments": {"role": "nurse"}}},
        {"id": 4, "method": "resources/read", "params": {"uri": "careercli://docs/methods"}},
    )
    sent = "".join(f"{json.dumps({'jsonrpc': '2.0', **request})}\n" for request in requests)
    seen = set()
    for args in (
        ("compare", "practice-manager", "office-manager"),
        ("show", "office-manager", "-f", "markdown"),
        ("list", "-f", "csv"),
        ("compare", "office-manager", "practice-manager", "-f", "html"),
        ("schema", "role"),
        ("import", "onet", write_onet(tmp_path)),
        ("import", "oews", write_oews(tmp_path)),
        ("import", "projections", write_projections(tmp_path)),
        ("import", "esco", write_esco(tmp_path)),
        ("datasets",),
        ("search", "moon"),
        ("compare", "moon bakers", "practice manager"),
        ("gap", "--have", "communication", "practice-manager"),
        ("similar", "practice-manager"),
        ("path", "medical-office-manager", "practice-administrator"),
        ("list", "--dataset", "esco"),
        ("pay", "office-manager", "--place", "Texas"),
        ("places", "texas"),
        ("export", str(tmp_path / "tables"), "--dataset", "bundled", "-f", "csv"),
        ("new", "Lead", "-o", str(tmp_path / "lead.yaml")),
        ("check", str(tmp_path / "lead.yaml")),
        ("site", str(tmp_path / "shelf"), "--dataset", "bundled"),
        ("datasets", "remove", "onet"),
        ("mcp",),
    ):
        env = environment(CAREERCLI_HOME=str(tmp_path))
        call = [sys.executable, "-c", watch, *args]
        given = sent if args == ("mcp",) else ""
        done = subprocess.run(call, input=given, capture_output=True, check=False, env=env, text=True)
        assert done.returncode == 0, done.stderr
        seen.add(args[0])
    assert {json.loads(line)["id"] for line in done.stdout.splitlines()} == {1, 2, 3, 4}
    assert seen == set(COMMANDS)
