"""Messages over TCP: a publisher's server, and a connection for each of its subscribers."""

import asyncio
import socket
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

END = -1
"""What a subscriber takes for the end. No message is negative."""

SOCKET_BUFFER_BYTES = 8 * 1024
"""Of each socket and way, as in the other models: a subscriber that reads slowly is felt."""

_INT = struct.Struct(">i")


class Frames:
    """Messages as they go over connections: their length, their number, bytes of no meaning."""

    def __init__(self, messages: int, payload_bytes: int) -> None:
        """Encodes each of them once; `payload_bytes` are 4 and up."""
        self.length = payload_bytes
        self._frames = [
            _INT.pack(payload_bytes) + _INT.pack(number).ljust(payload_bytes, b"\0")
            for number in (*range(messages), END)  # -1 is the index of the last one, too
        ]

    def of(self, message: int) -> bytes:
        """Returns the bytes of a message, or of the end."""
        return self._frames[message]


class Line:
    """Both ends of the connection between the publisher's server and a subscriber."""

    def __init__(
        self,
        frames: Frames,
        publisher: asyncio.StreamWriter,
        reader: asyncio.StreamReader,
        subscriber: asyncio.StreamWriter,
    ) -> None:
        self._frames = frames
        self._publisher, self._reader, self._subscriber = publisher, reader, subscriber
        publisher.transport.set_write_buffer_limits(0)  # nothing queues up behind the socket

    def is_open(self) -> bool:
        """Tells whether it can be used for another op."""
        return not self._publisher.is_closing()

    async def send(self, message: int) -> None:
        """Sends a message or the end; waits while the sockets' buffers are full."""
        self._publisher.write(self._frames.of(message))
        await self._publisher.drain()

    async def receive(self) -> int:
        """Waits for the next message; the end also if the other end was closed."""
        try:
            length = _INT.unpack(await self._reader.readexactly(_INT.size))[0]
            if length != self._frames.length:
                raise ValueError(f"want a message of {self._frames.length} B, got one of {length}")
            message: int = _INT.unpack_from(await self._reader.readexactly(length))[0]
            return message
        except asyncio.IncompleteReadError:
            return END

    def disconnect(self) -> None:
        """Closes the publisher's end; what was sent still arrives."""
        self._publisher.close()

    def abort(self) -> None:
        """Closes both ends at once."""
        self._publisher.transport.abort()
        self._subscriber.transport.abort()


class Lines:
    """The connections of all subscribers, which stay open from op to op."""

    def __init__(self, subscribers: int, frames: Frames, listening: socket.socket) -> None:
        self._frames = frames
        self._listening = listening
        self._lines: list[Line | None] = [None] * subscribers
        self.accepted: asyncio.Queue[asyncio.StreamWriter] = asyncio.Queue()

    async def connect(self) -> list[Line]:
        """Connects each subscriber that has no connection, or none any more, and returns all.

        One after the other, so that the server accepts them in that order.
        """
        for subscriber, line in enumerate(self._lines):
            if line is None or not line.is_open():
                if line:
                    line.abort()
                self._lines[subscriber] = await self._open()
        return [line for line in self._lines if line]

    async def _open(self) -> Line:
        sock = _with_small_buffers()
        sock.setblocking(False)
        try:
            await asyncio.get_running_loop().sock_connect(sock, self._listening.getsockname())
        except BaseException:
            sock.close()
            raise
        limit = self._frames.length  # of what has arrived and nobody has asked for
        reader, subscriber = await asyncio.open_connection(sock=sock, limit=limit)
        return Line(self._frames, await self.accepted.get(), reader, subscriber)

    def abort(self) -> None:
        """Closes all connections at once, with what is on its way."""
        for line in self._lines:
            if line:
                line.abort()


def _with_small_buffers() -> socket.socket:
    sock = socket.socket()
    for option in (socket.SO_RCVBUF, socket.SO_SNDBUF):
        sock.setsockopt(socket.SOL_SOCKET, option, SOCKET_BUFFER_BYTES)
    return sock


@asynccontextmanager
async def lines(subscribers: int, messages: int, payload_bytes: int) -> AsyncIterator[Lines]:
    """Opens the publisher's server; nobody is connected yet."""
    listening = _with_small_buffers()
    listening.bind(("127.0.0.1", 0))
    all_of_them = Lines(subscribers, Frames(messages, payload_bytes), listening)
    server = await asyncio.start_server(
        lambda _, publisher: all_of_them.accepted.put_nowait(publisher), sock=listening
    )
    async with server:
        try:
            yield all_of_them
        finally:
            all_of_them.abort()
