"""Producers, a bounded queue, workers that may fail, and a monitor beside them.

Measured: `service` is from starting all tasks to the end of the last one, items that were left in
the queue dropped. `residence` is the time of each item that was worked on, from right before its
put to its end. `heartbeat` is how late each look of the monitor came, `depth` what it saw. `leaf`
is the work on each item where none is cancelled. `failed` and `dropped` are shares of those put.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from asyncmark.cell import Cell, Op
from asyncmark.closing import SHUT_DOWN, shutdown_of
from asyncmark.leaf import Leaf, leaves
from asyncmark.monitor import Monitor
from asyncmark.processed import Processed

MECHANISMS = ("asyncio", "aiohttp")

_END = -1  # no item is negative


class Pipeline:
    """The tasks of one op around a queue. A failure ends its item and not its worker.

    Behind all items they end by an end mark each (`sentinel`) or a queue that is shut down
    (`close`); or all are cancelled at the middle one (`cancel`), and what they leave is dropped.
    """

    def __init__(self, op: Processed, leaf: Leaf, capacity: int, shutdown: str) -> None:
        self._op, self._leaf, self._shutdown = op, leaf, shutdown
        self._queue: asyncio.Queue[int] = asyncio.Queue(capacity)
        self._at_middle = asyncio.Event()

    async def run(self, workers: int, monitor: Monitor) -> None:
        """Passes all items from producers to workers; returns once all have ended, monitor too."""
        watching = asyncio.create_task(monitor.watch(self._queue))
        try:
            async with asyncio.TaskGroup() as tasks:
                working = [tasks.create_task(self._work()) for _ in range(workers)]
                producing = [tasks.create_task(self._produce(each)) for each in self._op.shares]
                if self._shutdown == "cancel":
                    await self._at_middle.wait()
                    for task in (*producing, *working):
                        task.cancel()
                else:
                    await asyncio.gather(*producing)
                    if self._shutdown == "close":
                        self._queue.shutdown()  # type: ignore[attr-defined, unused-ignore]  # 3.13
                    else:
                        for _ in working:
                            await self._queue.put(_END)
            while not self._queue.empty():
                self._op.end(self._queue.get_nowait(), "dropped")
        except ExceptionGroup as failures:
            raise failures.exceptions[0] from None
        finally:
            monitor.stop()
        await watching

    async def _produce(self, share: range) -> None:
        with self._op.task():
            for item in share:
                self._op.putting(item)
                await self._queue.put(item)
                self._op.put[item] = True

    async def _work(self) -> None:
        with self._op.task(), suppress(*SHUT_DOWN):  # that is the end
            while (item := await self._queue.get()) != _END:
                await self._process(item)
                if item == self._op.middle:
                    self._at_middle.set()
                    break

    async def _process(self, item: int) -> None:
        try:
            await self._leaf(item)
            if self._op.failing[item]:
                raise OSError("an item fails, as was drawn")
            self._op.end(item, "processed")
        except OSError:
            self._op.end(item, "failed")
        except asyncio.CancelledError:
            self._op.end(item, "dropped")
            raise


@asynccontextmanager
async def opened(cell: Cell) -> AsyncIterator[Op]:
    """Opens the leaves; one op is one whole pipeline."""
    items, capacity, workers = map(cell.number, ("items", "capacity", "workers"))
    period_nanos, shutdown = 1_000 * cell.number("periodMicros"), shutdown_of(cell)
    processed = Processed(cell.number("producers"), items, cell.number("failingPercent"), shutdown)
    kinds = ("service", "residence", "heartbeat", "leaf")
    service, residence, heartbeat, leaf_service = map(cell.meter.latency, kinds)
    depth = cell.meter.ratio("depth", "#/look")
    failed, dropped = (cell.meter.ratio(name, "#/item") for name in ("failed", "dropped"))
    async with leaves(cell, count=items) as leaf:

        async def op() -> None:
            leaf.times.clear()
            processed.draw()
            monitor = Monitor(period_nanos)
            await Pipeline(processed, leaf, capacity, shutdown).run(workers, monitor)
            service.record(monitor.lasted())
            processed.require(cell)
            residence.extend(processed.residences())
            monitor.record_into(heartbeat, depth, cell, capacity)
            for end in (failed, dropped):
                end.record(processed.ends.count(end.name), sum(processed.put))
            if shutdown != "cancel":
                leaf.times.record_into(leaf_service, items)

        yield op
