"""How long `careercli mcp` takes to its first answer and to each further one, next to the command of the same question.

    python bench/assistant.py [RUNS]

For each tool, medians of RUNS runs (default 11) in milliseconds: the command in a process of its own; the server's
first answer from the start of its process, with and without the import of the protocol's SDK, which is measured beside
each; and further answers. The limits: a first answer takes 1.5 times as long as the command, a further one a third.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

LOAD = "import gc; gc.disable(); import mcp_types, anyio, mcp.server.lowlevel, mcp.server.stdio"
FIRST, FURTHER = 1.5, 1 / 3

QUESTIONS: dict[str, tuple[dict[str, Any], list[str]]] = {
    "find_role": ({"role": "nurse"}, ["search", "nurse", "--limit", "10"]),
    "show_role": ({"role": "29-1141"}, ["show", "29-1141", "--brief"]),
    "compare_roles": ({"roles": ["29-1141", "29-1071"]}, ["compare", "29-1141", "29-1071", "--brief"]),
    "gap": ({"from": "29-1141", "to": "11-9111"}, ["gap", "29-1141", "11-9111"]),
    "similar": ({"role": "29-1141"}, ["similar", "29-1141"]),
    "path": ({"from": "cashiers", "to": "13-2011"}, ["path", "cashiers", "13-2011"]),
    "pay": ({"roles": ["29-1141"], "limit": 10}, ["pay", "29-1141", "--top", "10"]),
    "list_datasets": ({}, ["datasets"]),
}
HELLO = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "bench", "version": "1"}}


def _time(command: list[str], env: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=env)
    return (time.perf_counter() - start) * 1000


def _ask(tool: str, program: str, env: dict[str, str], more: int) -> list[float]:
    """The milliseconds to the first answer of a new server, and those of `more` further ones."""
    arguments = QUESTIONS[tool][0]
    call = {"jsonrpc": "2.0", "method": "tools/call", "params": {"name": tool, "arguments": arguments}}
    before = [
        {"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": HELLO},
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
    ]
    times = []
    start = time.perf_counter()
    with subprocess.Popen([program, "mcp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env) as server:
        if server.stdin is None or server.stdout is None:
            raise RuntimeError
        for number in range(1, more + 2):
            for message in (*before, {**call, "id": number}):
                server.stdin.write(json.dumps(message).encode() + b"\n")
            server.stdin.flush()
            while json.loads(server.stdout.readline())["id"] != number:
                pass
            times.append((time.perf_counter() - start) * 1000)
            before = []
            start = time.perf_counter()
        server.stdin.close()
    return times


def main() -> None:
    """Prints the table, and which ratios are over their limits."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 11
    program = str(Path(sys.executable).with_name("careercli"))
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    with tempfile.TemporaryDirectory() as folder:
        env["CAREERCLI_HOME"] = folder
        times: dict[str, tuple[list[float], ...]] = {tool: ([], [], [], []) for tool in QUESTIONS}
        for _ in range(runs):
            for tool, (_, args) in QUESTIONS.items():
                commands, firsts, without, further = times[tool]
                commands.append(_time([program, *args, "--json"], env))
                bare = _time([sys.executable, "-c", "pass"], env)
                sdk = _time([sys.executable, "-c", LOAD], env) - bare
                first, *others = _ask(tool, program, env, 5)
                firsts.append(first)
                without.append(first - sdk)
                further += others
    print(f"{'':16}{'command':>10}{'first':>10}{'less SDK':>10}{'ratio':>8}{'further':>10}{'ratio':>8}")
    for tool, of_tool in times.items():
        command, first, less, more = map(statistics.median, of_tool)
        ratios = less / command, more / command
        over = " (OVER)" if ratios[0] > FIRST or ratios[1] > FURTHER else ""
        print(f"{tool:16}{command:10.1f}{first:10.1f}{less:10.1f}{ratios[0]:8.2f}{more:10.1f}{ratios[1]:8.2f}{over}")


if __name__ == "__main__":
    main()
