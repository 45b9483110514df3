"""A condition: `asyncio.Condition` with many waiters.

Measured: `service` is from the caller's going for the lock to notify, to all waiters having ended;
`first` and `last` are from the same moment to the first and to the last waiter that found its
token; `acquire` is the time of each waiter from the notification that is for it, to having the
lock again and its token. Starting the waiters is part of every op, and of none of these.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from time import perf_counter_ns

from asyncmark.cell import Cell, Op
from asyncmark.waiters import Releases, letting_go

MECHANISMS = ("asyncio",)


class ConditionWaiters:
    """Tasks that wait on a condition until there is a token for each, and who grants them.

    Of `all`, the caller grants a token to each and notifies all. Of `one`, it grants one and
    notifies one, and each waiter that is let go does the same for the next.
    """

    def __init__(
        self,
        count: int,
        notify: str,
        arrives: Callable[[int], None],
        released: Callable[[int, int], None],
    ) -> None:
        """Creates waiters; `released` is told which one goes on, and when it was notified."""
        self._count = count
        self._all = notify == "all"
        self._arrives = arrives
        self._released = released
        self._granted = asyncio.Condition()
        self._ended: asyncio.Future[list[None]]
        # under the lock of the condition
        self._free = 0
        self._waiting = 0
        self._notified = 0

    async def arm(self) -> None:
        """Starts the waiters, and returns once each of them waits."""
        self._free = 0
        self._waiting = self._count
        self._ended = asyncio.gather(*(self._pass(i) for i in range(self._count)))
        await asyncio.sleep(0)  # behind the turn of each

    async def release(self) -> None:
        """Grants and notifies, and returns once all have gone on."""
        async with self._granted:
            self._grant()
        await self._ended

    async def nudge(self) -> None:
        """Notifies all waiters without a token for any: none may go on."""
        async with self._granted:
            self._granted.notify_all()

    async def _pass(self, waiter: int) -> None:
        async with self._granted:
            self._arrives(waiter)
            await self._granted.wait_for(lambda: self._free > 0)
            self._take(waiter)
            if not self._all and self._waiting > 0:
                self._grant()

    def _take(self, waiter: int) -> None:
        if self._free == 0:
            raise RuntimeError(f"waiter {waiter} went on without a token")
        self._free -= 1
        self._waiting -= 1
        self._released(waiter, self._notified)

    def _grant(self) -> None:
        self._free = self._waiting if self._all else 1
        self._notified = perf_counter_ns()
        self._granted.notify(self._free)


@asynccontextmanager
async def opened(cell: Cell) -> AsyncIterator[Op]:
    """Opens the condition; in one op waiters come, are notified, and go."""
    releases = Releases(cell.number("waiters"))
    waits = [0] * releases.waiters
    acquire = cell.meter.latency("acquire")

    def released(waiter: int, notified: int) -> None:
        releases.released(waiter)
        waits[waiter] = releases.nanos[waiter] - notified

    waiting = ConditionWaiters(releases.waiters, cell.text("notify"), releases.arrives, released)
    yield letting_go(cell, waiting, releases, lambda: acquire.extend(waits))
