"""Clients of `careercli mcp`: the SDK's own, and a bare one that may send anything."""

import json
import subprocess
from collections.abc import Awaitable, Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TextIO, TypeVar

import anyio
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

from program import CALL, environment

Found = TypeVar("Found")

HELLO = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "tests", "version": "1"}}


def talk(home: Path, ask: Callable[[Client], Awaitable[Found]], mode: str = "legacy") -> Found:
    """What `ask` returns when it is called with the SDK's client of a new server; `home` is the user's folder."""
    command, *args = CALL
    env = environment(CAREERCLI_HOME=str(home))
    server = StdioServerParameters(command=command, args=[*args, "mcp"], env=env)

    async def run(log: TextIO) -> Found:
        async with Client(stdio_client(server, errlog=log), mode=mode) as client:
            return await ask(client)

    with Path(home, "stderr").open("w") as log:
        return anyio.run(run, log)


class RawClient:
    """A server with its pipes; lines are sent as they are."""

    def __init__(self, home: Path, *, begin: bool = True) -> None:
        self.process = subprocess.Popen(
            [*CALL, "mcp"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(CAREERCLI_HOME=str(home)),
        )
        self._number = 0
        if begin:
            self.ask("initialize", HELLO)
            self.send({"jsonrpc": "2.0", "method": "notifications/initialized"})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.communicate()

    def send(self, *messages: object) -> None:
        """Sends messages, or bytes as they are, each a line."""
        lines = (each if isinstance(each, bytes) else json.dumps(each).encode() for each in messages)
        self._write(b"".join(line + b"\n" for line in lines))

    def _write(self, data: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def read(self) -> dict[str, Any]:
        """The next message of the server, which must be JSON-RPC."""
        assert self.process.stdout is not None
        message: dict[str, Any] = json.loads(self.process.stdout.readline())
        assert message["jsonrpc"] == "2.0"
        return message

    def make(self, method: str, params: object) -> dict[str, Any]:
        """A request with a number of its own."""
        self._number += 1
        return {"jsonrpc": "2.0", "id": self._number, "method": method, "params": params}

    def ask(self, method: str, params: object) -> dict[str, Any]:
        """Sends a request and returns the answer to it."""
        request = self.make(method, params)
        self.send(request)
        answer = self.read()
        assert answer["id"] == request["id"]
        return answer

    def call(self, tool: str, **arguments: object) -> dict[str, Any]:
        """The result of a tool."""
        answer = self.ask(
            "tools/call", {"name": tool, "arguments": {key.rstrip("_"): arguments[key] for key in arguments}}
        )
        result: dict[str, Any] = answer["result"]
        return result

    def measure(self) -> int:
        """The memory that the server has, in kB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text("utf-8")
        return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")))

    def leave(self) -> tuple[int, str]:
        """Closes stdin, and returns the server's exit code and what it wrote to stderr."""
        _, err = self.process.communicate(timeout=20)
        return self.process.returncode, err.decode()
