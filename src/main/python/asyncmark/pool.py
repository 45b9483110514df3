"""A connection pool: many tasks share a few connections, as in `async with pool.acquire()`.

Measured: `service` is the time until all tasks have ended, `acquire` is how long each waited for
its slot, `leaf` is the time of each leaf. `utilisation` is the share of its time that a slot was
lent, `ceiling` is the throughput as a share of what Little's law allows, slots / leaf time.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from time import perf_counter_ns

from asyncmark.cell import Cell, Op
from asyncmark.leaf import Leaf, leaves
from asyncmark.loans import Loans

MECHANISMS = ("asyncio", "aiohttp")


@dataclass(slots=True)
class Slot:
    """A connection as the pool sees it. Who is lent one that was not to be lent is refused."""

    number: int
    held: bool = False
    broken: bool = False

    def take(self) -> None:
        """Takes hold of it."""
        if self.held or self.broken:
            what = "was lent to two tasks at once" if self.held else "has broken and was lent again"
            raise RuntimeError(f"slot {self.number} {what}")
        self.held = True


class Pool:
    """A fixed number of slots for more tasks, which are served in the order of coming."""

    def __init__(self, slots: int, order: str, timeout_millis: int) -> None:
        """Opens the slots; `fifo` lends the one longest idle, `lifo` that last given back."""
        self.opened = 0
        self._timeout = timeout_millis / 1_000
        self.idle: asyncio.Queue[Slot]
        self.idle = asyncio.Queue() if order == "fifo" else asyncio.LifoQueue()
        for _ in range(slots):
            self.idle.put_nowait(self._open())

    @asynccontextmanager
    async def acquire(self) -> AsyncIterator[Slot]:
        """Lends a slot, and opens another in its place if it comes back broken."""
        async with asyncio.timeout(self._timeout):
            slot = await self.idle.get()
        try:
            yield slot
        finally:
            self.idle.put_nowait(self._open() if slot.broken else slot)

    def _open(self) -> Slot:
        self.opened += 1
        return Slot(self.opened - 1)


async def share(leaf: Leaf, pool: Pool, op: Loans) -> None:
    """Has each task of an op borrow a slot for its leaf, and notes its end, whatever it is."""
    await asyncio.gather(*(_borrow(leaf, pool, op, task) for task in range(op.tasks)))


async def _borrow(leaf: Leaf, pool: Pool, op: Loans, task: int) -> None:
    op.waits.start(task)
    try:
        async with pool.acquire() as slot:
            slot.take()
            op.waits.end(task)
            op.lent.start(task)
            try:
                op.ends[task] = await leaf(task)
            finally:
                op.lent.end(task)
                slot.held, slot.broken = False, op.breaks[task]
    except Exception as failure:  # of this task, and it leaves the others alone
        op.ends[task] = failure


@asynccontextmanager
async def opened(cell: Cell) -> AsyncIterator[Op]:
    """Opens the pool; one op is all tasks, and then a pool that is whole again."""
    slots, tasks = cell.number("slots"), cell.number("tasks")
    pool = Pool(slots, cell.text("order"), cell.number("acquireTimeoutMillis"))
    loans = Loans(cell, tasks, cell.number("brokenPercent"))
    wanted = slots
    service, acquire, leaf_service = map(cell.meter.latency, ("service", "acquire", "leaf"))
    utilisation = cell.meter.ratio("utilisation", "0..1")
    ceiling = cell.meter.ratio("ceiling", "0..1")
    async with leaves(cell, count=tasks) as leaf:

        async def op() -> None:
            nonlocal wanted
            leaf.times.clear()
            wanted += loans.draw()
            started = perf_counter_ns()
            await share(leaf, pool, loans)
            took = perf_counter_ns() - started
            service.record(took)
            loans.require(slots)
            if (idle := pool.idle.qsize()) != slots or pool.opened != wanted:
                raise cell.failed(
                    f"wanted {slots} idle slots of {wanted} that were opened,"
                    f" got {idle} of {pool.opened}"
                )
            leaf.times.record_into(leaf_service, tasks)
            loans.waits.record_into(acquire, tasks)
            busy, possible = leaf.times.sum_nanos(tasks), slots * took
            if busy > possible:
                raise cell.failed(f"leaves were at work for {busy} ns, slots allow {possible}")
            utilisation.record(loans.lent.sum_nanos(tasks), possible)
            ceiling.record(busy, possible)

        yield op
