"""Retries with exponential back-off: `asyncio.sleep` between attempts.

Measured: `service` is the time until each task has had an attempt that succeeded or has given up.
`lateness` is how long after the end of its wait each further attempt began: the timer's doing, and
where permits are given back meanwhile, also the wait for the next one. `attempts` is their mean
number.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from time import perf_counter_ns

from asyncmark.attempts import Attempts
from asyncmark.cell import Cell, Op
from asyncmark.leaf import Leaf, leaves
from asyncmark.until import sleep_until

MECHANISMS = ("asyncio", "aiohttp")


class Retrying:
    """Has tasks attempt their leaves until one attempt succeeds or all are used up.

    They share permits, first come, first served: an attempt is made with one, which a task keeps
    while it waits for its next attempt (`held`) or gives back. An attempt fails by an OSError.
    """

    def __init__(self, leaf: Leaf, limit: int, held: bool) -> None:
        self._leaf = leaf
        permits = asyncio.Semaphore(limit)
        self._of_task: AbstractAsyncContextManager[None] = permits if held else nullcontext()
        self._of_attempt: AbstractAsyncContextManager[None] = nullcontext() if held else permits

    async def run(self, attempts: Attempts) -> None:
        """Runs all tasks of an op until each has succeeded or given up."""
        await asyncio.gather(*(self._retry(attempts, task) for task in range(attempts.tasks)))

    async def _retry(self, attempts: Attempts, task: int) -> None:
        async with self._of_task:
            for left in reversed(range(attempts.most)):
                try:
                    async with self._of_attempt:
                        attempts.ends[task] = await self._leaf(attempts.begins(task))
                    return
                except OSError as failure:
                    if left == 0:
                        attempts.ends[task] = failure
                        return
                await sleep_until(attempts.asks(task))


@asynccontextmanager
async def opened(cell: Cell) -> AsyncIterator[Op]:
    """Opens the service; one op is all tasks, each until it has succeeded or given up."""
    attempts = Attempts(cell)
    tasks = attempts.tasks
    service, lateness = map(cell.meter.latency, ("service", "lateness"))
    made = cell.meter.ratio("attempts", "#/task")
    async with leaves(cell, count=tasks * attempts.most, plan=attempts) as leaf:
        retrying = Retrying(leaf, cell.number("limit"), cell.text("permit") == "held")

        async def op() -> None:
            attempts.draw()
            started = perf_counter_ns()
            await retrying.run(attempts)
            service.record(perf_counter_ns() - started)
            attempts.require(cell)
            for task in range(tasks):
                lateness.extend(attempts.lateness(task))
            made.record(sum(map(len, attempts.begun)), tasks)

        yield op
