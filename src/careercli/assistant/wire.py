"""The messages on stdin and stdout: bounded in length and number, each that is wrong answered."""

from collections.abc import Mapping
from types import TracebackType
from typing import Any, BinaryIO, Protocol, Self

import anyio
import mcp_types as types
import msgspec
from anyio import to_thread
from mcp.shared.message import SessionMessage
from pydantic import ValidationError

MAX_LINE = 1_000_000
"""Bytes of one message: a request of a thousand names has some 20 kB."""

MAX_WAITING = 32
"""Requests that are read before the first of them is answered: a client that does not read gets no further."""


class Out(Protocol):
    """Where messages to the client go."""

    async def send(self, item: SessionMessage, /) -> None:
        """Sends a message."""

    async def aclose(self) -> None:
        """Ends the stream."""


class Wire:
    """The lines of a client, one by one, and the way back to it. `open_answers` has to be called before the first."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._waiting: set[str | int] = set()
        self._answered = anyio.Event()
        self._out: Out | None = None

    def open_answers(self, out: Out) -> "Answers":
        """The stream that answers go to, which counts them."""
        self._out = out
        return Answers(out, self)

    def settle(self, request: str | int | None) -> None:
        """Notes that a request waits for no answer any more."""
        if request in self._waiting:
            self._waiting.discard(request)
            self._answered.set()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> str:
        while True:
            await self._wait(MAX_WAITING)
            line = await to_thread.run_sync(self._read, abandon_on_cancel=True)
            if line is None:
                await self._refuse(types.INVALID_REQUEST, f"a message has at most {MAX_LINE:,} bytes")
            elif not line:
                await self._wait(1)  # who says nothing more may still read
                raise StopAsyncIteration
            elif line.strip() and await self._check(line):
                return line.decode("utf-8", "replace")

    async def _wait(self, fewer: int) -> None:
        """Waits until fewer than so many requests wait for their answer."""
        while len(self._waiting) >= fewer:
            self._answered = anyio.Event()
            await self._answered.wait()

    def _read(self) -> bytes | None:
        """One line; nothing at the end, None if the line was too long, of which no more is kept."""
        line = self._file.readline(MAX_LINE + 1)
        if len(line) <= MAX_LINE or line.endswith(b"\n"):
            return line
        while line and not line.endswith(b"\n"):
            line = self._file.readline(MAX_LINE)
        return None

    async def _check(self, line: bytes) -> bool:
        """Whether a line is a message; if not, says so to the client."""
        try:
            message = types.jsonrpc_message_adapter.validate_json(line, by_name=False)
        except ValidationError:
            await self._explain(line)
            return False
        if isinstance(message, types.JSONRPCNotification) and "id" in msgspec.json.decode(line):
            await self._refuse(types.INVALID_REQUEST, "an id is a text or a whole number")
            return False
        match message:
            case types.JSONRPCRequest(id=request):
                self._waiting.add(request)
            case types.JSONRPCNotification(method="notifications/cancelled", params=dict() as params):
                self.settle(_get_request(params))
            case _:
                pass
        return True

    async def _explain(self, line: bytes) -> None:
        try:
            msgspec.json.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            await self._refuse(types.PARSE_ERROR, "this is no JSON")
        else:
            await self._refuse(types.INVALID_REQUEST, "this is no JSON-RPC message")

    async def _refuse(self, code: int, message: str) -> None:
        if self._out is not None:
            error = types.JSONRPCError(jsonrpc="2.0", id=None, error=types.ErrorData(code=code, message=message))
            await self._out.send(SessionMessage(error))


def _get_request(params: Mapping[str, Any]) -> str | int | None:
    request = params.get("requestId")
    return request if isinstance(request, str | int) else None


class Answers:
    """A stream of answers that settles each request."""

    def __init__(self, out: Out, wire: Wire) -> None:
        self._out = out
        self._wire = wire

    async def send(self, item: SessionMessage, /) -> None:
        """Sends a message to the client."""
        await self._out.send(item)
        if isinstance(item.message, types.JSONRPCResponse | types.JSONRPCError):
            self._wire.settle(item.message.id)

    async def aclose(self) -> None:
        """Ends the stream."""
        await self._out.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()
