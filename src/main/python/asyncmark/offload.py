"""Calls that block or compute, made by other threads or in place: `loop.run_in_executor`.

Measured: `service` is from handing the requests over to having all results. `hop` is the way of
each call there and back, from its request's asking for it to its going on with the result, less
the call itself, which is `leaf`. `heartbeat` is how late the beats of a victim on the loop come.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Set
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import asynccontextmanager
from functools import partial

from asyncmark.cell import Cell, Op
from asyncmark.heartbeat import Heartbeat
from asyncmark.leaf import LeafTimes, consume_cpu

MECHANISMS = ("asyncio",)


class Offloading:
    """Requests whose calls block or compute, beside a victim on the same loop."""

    def __init__(
        self,
        call: Callable[[int], int],
        requests: int,
        calls: int,
        pool: Executor | None,
        idle: Set[int] = frozenset(),
    ) -> None:
        """Creates requests that make their calls one after another: on a pool, or in place.

        Calls that are idle have nothing to do, and end at once in place.
        """
        self._call, self._pool, self._idle = call, pool, idle
        self._requests, self._calls = requests, calls

    async def run(self, heartbeat: Heartbeat, hops: LeafTimes) -> list[int]:
        """Has all requests make their calls; returns their results, once the victim ended, too.

        The heartbeat was started, and is stopped when all requests have ended. One whose call
        fails makes no further one, the others go on; then the failure is raised.
        """
        victim = asyncio.create_task(heartbeat.beats())
        try:
            requests = await asyncio.gather(
                *(self._request(request, hops) for request in range(self._requests)),
                return_exceptions=True,
            )
        finally:
            heartbeat.stop()
            await victim
        results: list[int] = []
        for each in requests:
            if isinstance(each, BaseException):
                raise each
            results += each
        return results

    async def _request(self, request: int, hops: LeafTimes) -> list[int]:
        loop = asyncio.get_running_loop()
        results = []
        for index in range(request * self._calls, (request + 1) * self._calls):
            hops.start(index)
            if index in self._idle:
                result = index
            elif self._pool is None:
                result = self._call(index)
            else:
                result = await loop.run_in_executor(self._pool, self._call, index)
            hops.end(index)
            results.append(result)
        return results


def blocking(work: str, cell: Cell, times: LeafTimes) -> Callable[[int], int]:
    """Returns a call that keeps its thread: `blocking` by a sleep, `cpu` by computing."""
    does: Callable[[], object]
    if work == "cpu":
        does = partial(consume_cpu, cell.number("cpuTokens"))
    else:
        does = partial(time.sleep, cell.number("delayMicros") / 1e6)

    def call(index: int) -> int:
        times.start(index)
        does()
        times.end(index)
        return index

    return call


@asynccontextmanager
async def opened(cell: Cell) -> AsyncIterator[Op]:
    """Opens the pool; one op is all requests, and their victim."""
    requests, calls = cell.number("requests"), cell.number("calls")
    count = requests * calls
    times, hops = LeafTimes(cell, count), LeafTimes.of_waits(cell, count, "call")
    heartbeat = Heartbeat(1_000 * cell.number("periodMicros"))
    service, hop, lateness, leaf = map(cell.meter.latency, ("service", "hop", "heartbeat", "leaf"))
    with ThreadPoolExecutor(cell.number("offloadThreads", 1)) as pool:  # starts none if not asked
        place = pool if cell.text("place") == "offloaded" else None
        call = blocking(cell.text("work"), cell, times)
        offloading = Offloading(call, requests, calls, place)

        async def op() -> None:
            times.clear()
            hops.clear()
            heartbeat.start()
            results = await offloading.run(heartbeat, hops)
            service.record(heartbeat.lasted())
            cell.require_in_order(results, count)
            heartbeat.record_into(lateness, cell)
            hops.record_beyond(times, hop, count)
            times.record_into(leaf, count)

        yield op
