"""The http clients of leaves: kept-alive connections to the backend, HTTP/1.1.

Requests take the connection that was idle for longest, and wait for one in the order of their
arrival; answers are held to the length and the index that were asked for. All of that is as in the
clients of the other models. Each request has an `asyncio.timeout`, as Python programmers write it;
the loop's client in Java looks for silent connections now and then and pays nothing per request.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from asyncmark.plan import LeafPlan
from asyncmark.times import LeafTimes

HOST = "127.0.0.1"

READ_SECONDS = 10.0
"""A server that has not answered by then is an error."""

_READ_BYTES = 16 * 1024
_MAX_HEADER_BYTES = 8 * 1024
_MAX_BODY_BYTES = 1 << 20
_INDEX_BYTES = 16


class HttpError(OSError):
    """An answer that is malformed, cut off, or not the one that was asked for."""


class HttpStatusError(HttpError):
    """An answer whose status is not 200."""

    def __init__(self, index: int, status: int) -> None:
        super().__init__(f"request {index}: want status 200, got {status}")
        self.status = status


class Target:
    """The leaf that a client asks the backend for: always the same but for index and plan.

    `size` is that of the answer's body, 16 bytes (an index) to 1 MiB.
    """

    def __init__(self, port: int, plan: LeafPlan, size: int) -> None:
        self.port = port
        self.plan = plan
        self.size = size

    def path(self, index: int) -> str:
        """Returns what is asked for, as a path."""
        failing = "&status=503" if self.plan.fails(index) else ""
        delay = self.plan.delay_micros(index)
        return f"/leaf?delayMicros={delay}&bytes={self.size}&index={index}{failing}"

    def request(self, index: int) -> bytes:
        """Returns the whole request for one index."""
        return f"GET {self.path(index)} HTTP/1.1\r\nHost: {HOST}:{self.port}\r\n\r\n".encode()

    def answer(self, index: int, status: int, body: bytes) -> int:
        """Checks an answer and returns the index that its body begins with."""
        if status != 200:
            raise HttpStatusError(index, status)
        if len(body) != self.size:
            raise HttpError(f"request {index}: want a body of {self.size} bytes, got {len(body)}")
        answered = body[:_INDEX_BYTES]
        if answered != b"%016x" % index:
            raise HttpError(
                f"request {index}: want the answer of index {index}, got that of {_shown(answered)}"
            )
        return int(answered, 16)


class _Connection:
    """One place in the pool of a client, with a connection or without."""

    def __init__(self, target: Target, read_seconds: float) -> None:
        self._target = target
        self._read_seconds = read_seconds
        self._reader: asyncio.StreamReader
        self._writer: asyncio.StreamWriter | None = None

    def is_connected(self) -> bool:
        """Tells whether there is a connection that the server has not closed either."""
        writer = self._writer
        return writer is not None and not (writer.is_closing() or self._reader.at_eof())

    async def connect(self) -> None:
        self.close()
        port = self._target.port
        try:
            async with asyncio.timeout(READ_SECONDS):
                self._reader, self._writer = await asyncio.open_connection(HOST, port)
        except OSError as e:  # a time-out, too
            raise ConnectionError(
                f"cannot connect to {HOST}:{port}: is the backend running? {e!r}"
            ) from e

    async def exchange(self, index: int) -> int:
        """Sends a request and reads its answer; what was not read to its end is closed."""
        assert self._writer is not None, "not connected"
        lasting = False
        try:
            async with asyncio.timeout(self._read_seconds):
                self._writer.write(self._target.request(index))
                await self._writer.drain()
                status, body, lasting = await _response(self._reader)
            return self._target.answer(index, status, body)
        except TimeoutError as e:
            raise TimeoutError(
                f"request {index}: no answer from {HOST}:{self._target.port}"
                f" for {round(1000 * self._read_seconds)} ms"
            ) from e
        finally:
            if not lasting:
                self.close()

    def close(self) -> None:
        if self._writer is not None:
            self._writer.transport.abort()  # waits for nothing: nobody wants what is still to come
            self._writer = None


class Client:
    """The http leaf over asyncio's streams: `await client(index)` asks and returns the index.

    `connects` is where requests note when they connect, if each has a connection of its own; None
    if connections are kept.
    """

    def __init__(
        self,
        target: Target,
        connections: int,
        times: LeafTimes,
        connects: LeafTimes | None = None,
        read_seconds: float = READ_SECONDS,
    ) -> None:
        self.times = times
        self.reconnects = 0
        self._connects = connects
        self._permits = asyncio.Semaphore(connections)
        self._idle = deque(_Connection(target, read_seconds) for _ in range(connections))

    async def connect(self) -> None:
        """Opens all connections; one that is closed again if they are not kept."""
        if self._connects is None:
            for connection in self._idle:
                await connection.connect()
        else:
            await self._idle[0].connect()
            self._idle[0].close()

    async def __call__(self, index: int) -> int:
        async with self._permits:
            connection = self._idle.popleft()
            try:
                if self._connects is None:
                    if not connection.is_connected():
                        self.reconnects += 1
                        await connection.connect()
                    self.times.start(index)
                    answer = await connection.exchange(index)
                    self.times.end(index)
                    return answer
                return await self._by_its_own(connection, index, self._connects)
            finally:
                self._idle.append(connection)

    async def _by_its_own(self, connection: _Connection, index: int, connects: LeafTimes) -> int:
        self.times.start(index)
        connects.start(index)
        await connection.connect()
        connects.end(index)
        try:
            answer = await connection.exchange(index)
            self.times.end(index)
            return answer
        finally:
            connection.close()

    def close(self) -> None:
        """Closes all connections; nothing may be under way."""
        for connection in self._idle:
            connection.close()


@asynccontextmanager
async def client(
    target: Target, connections: int, times: LeafTimes, connects: LeafTimes | None = None
) -> AsyncIterator[Client]:
    """Opens a client with a number of connections, 1 to 10 000."""
    opened = Client(target, connections, times, connects)
    try:
        try:
            await opened.connect()
        except OSError as e:
            raise OSError(
                f"wanted {connections} connections to the backend on port {target.port}: {e};"
                " see that it runs and that 'ulimit -n' allows as many"
            ) from e
        yield opened
    finally:
        opened.close()


async def _response(reader: asyncio.StreamReader) -> tuple[int, bytes, bool]:
    """Reads one response: its status, its body, and whether the connection lasts."""
    data = bytearray()
    while (end := data.find(b"\r\n\r\n")) < 0:
        if len(data) > _MAX_HEADER_BYTES:
            raise HttpError(f"header too big: want at most {_MAX_HEADER_BYTES} bytes")
        more = await reader.read(_READ_BYTES)
        if not more:
            where = f"in the header of the response, after {len(data)} bytes"
            raise HttpError(f"connection closed {where if data else 'before the response'}")
        data += more
    status, length, lasting = _header(bytes(data[:end]))
    body = data[end + 4 :]
    while len(body) < length:
        more = await reader.read(_READ_BYTES)
        if not more:
            raise HttpError(
                "connection closed in the body of the response,"
                f" after {len(body)} of {length} bytes"
            )
        body += more
    if len(body) > length:
        raise HttpError(f"want one response, got {len(body) - length} bytes after it")
    return status, bytes(body), lasting


def _header(header: bytes) -> tuple[int, int, bool]:
    """Returns the status of a response, the length of its body, and whether more may follow."""
    first, *lines = header.split(b"\r\n")
    status = first[9:12]
    if not (first.startswith(b"HTTP/1.1 ") and status.isdigit() and first[12:13] in (b"", b" ")):
        raise HttpError(f"bad status line: want 'HTTP/1.1 ' and a status, got '{_shown(first)}'")
    length = None
    lasting = True
    for line in lines:
        name, colon, value = line.partition(b":")
        if not colon:
            raise HttpError(f"bad header line: want 'name: value', got '{_shown(line)}'")
        match name.lower():
            case b"content-length":
                length = value.strip()
            case b"transfer-encoding":
                raise HttpError(f"Transfer-Encoding '{_shown(value)}': want Content-Length")
            case b"connection":
                lasting = value.strip().lower() != b"close"
    if length is None:
        raise HttpError(f"no Content-Length: want one, got status {int(status)} without")
    if not length.isdigit() or int(length) > _MAX_BODY_BYTES:
        raise HttpError(
            f"Content-Length: want 0 to {_MAX_BODY_BYTES} bytes, got '{_shown(length)}'"
        )
    return int(status), int(length), lasting


def _shown(text: bytes) -> str:
    """Returns the first bytes as one line for a message."""
    return "".join(chr(b) if 32 <= b < 127 else "?" for b in text[:60])
