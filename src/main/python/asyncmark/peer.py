"""The http leaf by aiohttp, where that is installed."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from asyncmark.cell import NotAvailable
from asyncmark.http import HOST, READ_SECONDS, HttpError, Target
from asyncmark.times import LeafTimes

try:
    import aiohttp
except ImportError:
    aiohttp = None  # type: ignore[assignment, unused-ignore]


class AiohttpClient:
    """The http leaf over a session of aiohttp, which keeps its connections.

    It is asked by no more at once than there are connections, so that who waits for one waits
    outside of the time of its request, as with the suite's own client.
    """

    def __init__(
        self, session: "aiohttp.ClientSession", target: Target, connections: int, times: LeafTimes
    ) -> None:
        self.times = times
        self.reconnects = 0  # aiohttp does not tell
        self._session = session
        self._target = target
        self._base = f"http://{HOST}:{target.port}"
        self._permits = asyncio.Semaphore(connections)

    async def __call__(self, index: int) -> int:
        async with self._permits:
            self.times.start(index)
            try:
                async with self._session.get(self._base + self._target.path(index)) as response:
                    body = await response.read()
            except aiohttp.ClientError as e:
                raise HttpError(f"request {index}: {e!r}") from e
            answer = self._target.answer(index, response.status, body)
            self.times.end(index)
            return answer


@asynccontextmanager
async def aiohttp_client(
    target: Target, connections: int, times: LeafTimes
) -> AsyncIterator[AiohttpClient]:
    """Opens a session with a number of connections, 1 to 10 000.

    Raises NotAvailable if aiohttp is not installed.
    """
    if aiohttp is None:
        raise NotAvailable("n/a (aiohttp is not installed)")
    async with aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=connections),
        timeout=aiohttp.ClientTimeout(total=None, connect=READ_SECONDS, sock_read=READ_SECONDS),
    ) as session:
        yield AiohttpClient(session, target, connections, times)
