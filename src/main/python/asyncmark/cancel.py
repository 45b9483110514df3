"""Cancelling tasks that wait, and using what they waited for: `Task.cancel`.

Measured: from the first cancelling call, `released` is the time until whoever waits for the tasks
is released, `quiet` until the last task has ended, which is the same in asyncio, and `reusable`
until new tasks have used what was waited for; `service` is the whole call. `reconnects` counts
connections opened in place of closed ones. Starting the tasks is in every op, and in none of these.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from time import perf_counter_ns

from asyncmark.cell import Cell, Op
from asyncmark.leaf import Leaf, leaves
from asyncmark.resources import Gate, Resource, gated, lock, queue

MECHANISMS = ("asyncio", "aiohttp")


class Cancellation:
    """Tasks that wait, and a caller that waits for them and has them cancelled."""

    def __init__(
        self,
        use: Callable[[int], Awaitable[int]],
        hold: Callable[[], Awaitable[object]],
        free: Callable[[], None],
        cancelled: Callable[[int], None],
    ) -> None:
        """Creates tasks of a resource, each of which tells its number where it is cancelled."""
        self._use = use
        self._hold = hold
        self._free = free
        self._cancelled = cancelled
        self._tasks: list[asyncio.Task[None]] = []

    async def arm(self, tasks: int) -> None:
        """Starts tasks, and returns once each of them waits."""
        await self._hold()
        self._tasks = [asyncio.create_task(self._wait(i)) for i in range(tasks)]
        await asyncio.sleep(0)  # behind the turn of each

    async def cancel(self, uses: int) -> tuple[list[int], int, int]:
        """Cancels the tasks, and has others use what they waited for.

        Returns the numbers of those, when the last task had ended, and when all had used it, by
        `perf_counter_ns`.
        """
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        quiet = perf_counter_ns()
        self._free()
        used = await asyncio.gather(*map(self._use, range(uses)))
        return used, quiet, perf_counter_ns()

    async def _wait(self, task: int) -> None:
        try:
            await self._use(task)
        except asyncio.CancelledError:
            self._cancelled(task)
            raise


@asynccontextmanager
async def opened(cell: Cell) -> AsyncIterator[Op]:
    """Opens what tasks wait in; in one op they come, are cancelled, and others use it."""
    waiting, count = cell.text("waiting"), cell.number("tasks")
    if waiting in ("lock", "queue"):
        yield _op(cell, count, lock() if waiting == "lock" else queue(), 1)
    else:
        gate = Gate()
        async with leaves(cell, count=count, plan=gate, kind=waiting) as leaf:
            if waiting == "timer":
                yield _op(cell, count, gated(leaf, gate), 1)
            else:
                yield _op(cell, count, gated(leaf, gate), count, leaf)


def _op(cell: Cell, count: int, resource: Resource, uses: int, client: Leaf | None = None) -> Op:
    """Returns the op of so many tasks, in place of which so many use the resource in the end."""
    kinds = ("service", "released", "quiet", "reusable")
    service, released, quiet, reusable = map(cell.meter.latency, kinds)
    reconnects = cell.meter.ratio("reconnects", "#/cancel")
    cancelled: list[int] = []
    cancellation = Cancellation(*resource, cancelled.append)

    async def op() -> None:
        cancelled.clear()
        before = client.reconnects if client else 0
        await cancellation.arm(count)
        began = perf_counter_ns()
        used, ended, reused = await cancellation.cancel(uses)
        service.record(perf_counter_ns() - began)
        released.record(ended - began)
        quiet.record(ended - began)
        reusable.record(reused - began)
        times = Counter(cancelled)
        for task in range(count):
            if times[task] != 1:
                raise cell.failed(f"task {task} of {count} was cancelled {times[task]} times")
        cell.require_in_order(used, uses)
        if client and cell.mechanism != "aiohttp":  # which does not tell
            reconnects.record(client.reconnects - before, count)

    return op
