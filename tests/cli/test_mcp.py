"""`careercli mcp`: the command."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from careercli.cli.options import Format
from program import Result, environment, run

Call = Callable[..., Result]


def get_server(text: str) -> dict[str, object]:
    """The server of a configuration."""
    server: dict[str, object] = json.loads(text)["mcpServers"]["careercli"]
    return server


def test_print_config_is_what_clients_take() -> None:
    """--print-config prints the JSON that clients take: a server called careercli, the path of the program that was
    started, or its name, and its arguments."""
    assert get_server(run("mcp", "--print-config").out) == {"command": "careercli", "args": ["mcp"]}
    program = Path(sys.executable).with_name("careercli")
    done = subprocess.run([program, "mcp", "--print-config"], capture_output=True, check=True, env=environment())
    assert get_server(done.stdout.decode()) == {"command": str(program.resolve()), "args": ["mcp"]}


def test_without_the_extra_it_says_what_to_install() -> None:
    """Where the SDK is not installed the command exits with 2 and the line to paste; --print-config works."""
    missing = "import sys\nsys.modules['mcp'] = None\nsys.modules['mcp_types'] = None"
    result = run("mcp", first=missing)
    assert (result.code, result.out) == (2, "")
    assert "pip install 'careercli[mcp]'" in result.err
    assert run("mcp", "--print-config", first=missing).code == 0


def test_no_client_is_no_failure() -> None:
    """With an end of input at once the server ends with 0 and says nothing."""
    assert run("mcp") == Result(0, "", "")


def test_closed_streams_are_said() -> None:
    """Without stdin or stdout the command says so and exits with 2."""
    for redirect in ("<&-", ">&-"):
        result = run("mcp", redirect=redirect)
        assert result.code == 2
        assert "one of them is closed" in result.err


def test_what_is_printed_by_mistake_goes_to_stderr() -> None:
    """While the server runs, what anything else prints is not on stdout."""
    prints = (
        "import careercli.assistant.tools as t\n"
        "find = t.TOOLS['list_datasets'].answer\n"
        "def answer(*args):\n"
        "    print('noise', flush=True)\n"
        "    import os\n"
        "    os.write(1, b'more noise')\n"
        "    return find(*args)\n"
        "t.TOOLS['list_datasets'] = t.TOOLS['list_datasets']._replace(answer=answer)\n"
        "from careercli.cli import main\n"
        "main()\n"
    )
    hello = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}}
    lines = [
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": hello},
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "list_datasets"}},
    ]
    process = subprocess.Popen(
        [sys.executable, "-c", prints, "mcp"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("".join(f"{json.dumps(line)}\n" for line in lines).encode())
    process.stdin.flush()
    answers = [json.loads(process.stdout.readline()) for _ in range(2)]
    assert [each["id"] for each in answers] == [1, 2]
    out, err = process.communicate(timeout=20)
    assert out == b""
    assert b"noise" in err


def test_formats_have_nothing_to_do_with_it(call: Call) -> None:
    """The command takes no format: it speaks one protocol."""
    assert call("mcp", "--format", Format.json.value).code == 2
