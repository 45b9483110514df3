"""An event: `asyncio.Event` with many waiters.

Measured: `service` is from the caller's setting the event to all waiters having ended; `first` and
`last` are from the same moment to the first and to the last waiter that was let go. Starting the
waiters until each of them waits is part of every op, and of none of these.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from asyncmark.cell import Cell, Op
from asyncmark.waiters import Releases, letting_go

MECHANISMS = ("asyncio",)


class EventWaiters:
    """Tasks that all wait for one event, and a caller that sets it."""

    def __init__(
        self, count: int, arrives: Callable[[int], None], released: Callable[[int], None]
    ) -> None:
        """Creates waiters that tell by their numbers when they come and when they go on."""
        self._count = count
        self._arrives = arrives
        self._released = released
        self._event = asyncio.Event()
        self._ended: asyncio.Future[list[None]]

    async def arm(self) -> None:
        """Starts the waiters, and returns once each of them waits."""
        self._event.clear()
        self._ended = asyncio.gather(*(self._wait(i) for i in range(self._count)))
        await asyncio.sleep(0)  # behind the turn of each

    async def release(self) -> None:
        """Sets the event, and returns once all have gone on."""
        self._event.set()
        await self._ended

    async def _wait(self, waiter: int) -> None:
        self._arrives(waiter)
        await self._event.wait()
        self._released(waiter)


@asynccontextmanager
async def opened(cell: Cell) -> AsyncIterator[Op]:
    """Opens the event; one op is one event: waiters come, it is set, they go."""
    releases = Releases(cell.number("waiters"))
    waiting = EventWaiters(releases.waiters, releases.arrives, releases.released)
    yield letting_go(cell, waiting, releases)
