"""Fan-out with a limit: run leaves, at most some of them at once, by a semaphore.

One op is one whole fan-out, from starting the first leaf to having all results; `service` is that
time, `leaf` that of each leaf from its actual start to its result, `acquire` how long each waited
for its permit. `inflight` is how many were at work at once, at most, in the mean of the ops.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from time import perf_counter_ns

from asyncmark.cell import Cell, Op
from asyncmark.inflight import InFlight
from asyncmark.leaf import Leaf, LeafTimes, leaves

MECHANISMS = ("asyncio", "aiohttp")


class FanOut:
    """Runs leaves, at most `limit` of them at once; the permits outlast a run.

    `waits` is where each leaf notes when it waits for its permit, if anywhere. Results are in the
    order of the leaves. Once a leaf has failed, those that have started are left running.
    """

    def __init__(self, leaf: Leaf, limit: int, waits: LeafTimes | None = None) -> None:
        self._leaf = leaf
        self._permits = asyncio.Semaphore(limit)
        self._asks: Callable[[int], object] = waits.start if waits else _unnoted
        self._has: Callable[[int], object] = waits.end if waits else _unnoted

    async def inside(self, fan_out: int) -> list[int]:
        """Has each task take its permit: all are started at once, and wait."""
        return await asyncio.gather(*(self._permitted(index) for index in range(fan_out)))

    async def _permitted(self, index: int) -> int:
        self._asks(index)
        async with self._permits:
            self._has(index)
            return await self._leaf(index)

    async def before(self, fan_out: int) -> list[int]:
        """Takes the permit of a task before it is started: there are no more tasks than permits.

        Once a leaf has failed no more are started.
        """
        tasks: list[asyncio.Task[int]] = []
        failed: list[asyncio.Task[int]] = []

        def ended(task: asyncio.Task[int]) -> None:
            if not task.cancelled() and task.exception():
                failed.append(task)
            self._permits.release()

        try:
            for index in range(fan_out):
                self._asks(index)
                await self._permits.acquire()
                self._has(index)
                if failed:
                    self._permits.release()
                    return [failed[0].result()]  # raises
                task = asyncio.create_task(self._leaf(index))
                task.add_done_callback(ended)
                tasks.append(task)
        except asyncio.CancelledError:
            for task in tasks:
                task.cancel()
            raise
        return await asyncio.gather(*tasks)


def _unnoted(_: int) -> None: ...


@asynccontextmanager
async def opened(cell: Cell) -> AsyncIterator[Op]:
    """Opens the pattern."""
    fan_out, limit = cell.number("fanOut"), cell.number("limit")
    waits = LeafTimes.of_waits(cell, fan_out, "permit")
    in_flight = InFlight(cell, fan_out, limit)
    service, leaf_service, acquire = map(cell.meter.latency, ("service", "leaf", "acquire"))
    async with leaves(cell, count=fan_out) as leaf:
        fan = FanOut(leaf, limit, waits)
        run = {"inside": fan.inside, "before": fan.before}[cell.text("permit")]

        async def op() -> None:
            leaf.times.clear()
            waits.clear()
            started = perf_counter_ns()
            results = await run(fan_out)
            service.record(perf_counter_ns() - started)
            cell.require_in_order(results, fan_out)
            leaf.times.record_into(leaf_service, fan_out)
            waits.record_into(acquire, fan_out)
            in_flight.record(leaf.times.most_at_once(fan_out))

        yield op
        in_flight.require_reached()
