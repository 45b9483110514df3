"""Producers and consumers around one queue.

One op starts consumers and producers, passes all items through one new queue, shuts it down and
ends with the last consumer. `service` is that time; `transit` the time of every 13th item from
right before its put to right after its take, so that waiting for room is in it; `leaf` the work on
each item, if there is any. `handoffs` is how many puts and takes had to wait, for each item, and is
counted in ops of their own behind the last measured one.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from time import perf_counter_ns

from asyncmark.cell import Cell, Op
from asyncmark.closing import SHUT_DOWN, shutdown_of
from asyncmark.counting import CountingQueue
from asyncmark.leaf import Leaf, leaves
from asyncmark.ledger import END, TIMED, Ledger, Taken
from asyncmark.warm import run_for

MECHANISMS = ("asyncio",)

_COUNTING_MILLIS = 20


async def relay(
    queue: asyncio.Queue[int], ledger: Ledger, shutdown: str, leaf: Leaf | None = None
) -> None:
    """Passes the items of a ledger through a queue.

    `shutdown` is how the consumers learn of the end: by an end mark each (`sentinel`), by a queue
    that is shut down (`close`), or cancelled once all items were dealt with (`join`). `leaf` is
    what a consumer does with an item. Raises what the first task to fail has raised.
    """
    joined = shutdown == "join"
    try:
        async with asyncio.TaskGroup() as tasks:
            consumers = [
                tasks.create_task(_consume(queue, taken, leaf, joined)) for taken in ledger.taken
            ]
            producers = [
                tasks.create_task(_produce(queue, ledger.putting, items))
                for items in ledger.produced()
            ]
            await asyncio.gather(*producers)
            if joined:
                await queue.join()
                for consumer in consumers:
                    consumer.cancel()
            elif shutdown == "close":
                queue.shutdown()  # type: ignore[attr-defined, unused-ignore]  # from 3.13
            else:
                for _ in consumers:
                    await queue.put(END)
    except ExceptionGroup as failures:
        raise failures.exceptions[0] from None


async def _produce(queue: asyncio.Queue[int], putting: list[int], items: range) -> None:
    for item in items:
        if item % TIMED == 0:
            putting[item] = perf_counter_ns()
        await queue.put(item)


async def _consume(
    queue: asyncio.Queue[int], taken: Taken, leaf: Leaf | None, joined: bool
) -> None:
    try:
        while (item := await queue.get()) != END:
            taken.items.append(item)
            if item % TIMED == 0:
                taken.nanos.append(perf_counter_ns())
            if leaf:
                await leaf(item)
            if joined:
                queue.task_done()
    except SHUT_DOWN:
        pass  # the end, and the queue is empty
    finally:
        taken.ended = True


@asynccontextmanager
async def opened(cell: Cell) -> AsyncIterator[Op]:
    """Opens the pattern."""
    capacity = cell.number("capacity", unbounded=0)  # as asyncio has it
    items = cell.number("items")
    shutdown = shutdown_of(cell)
    ledger = Ledger(cell, cell.number("producers"), cell.number("consumers"), items)
    service, transit, leaf_service = map(cell.meter.latency, ("service", "transit", "leaf"))
    handoffs = cell.meter.ratio("handoffs", "#/item")
    async with AsyncExitStack() as stack:
        leaf = None
        if cell.number("cpuTokens", 0):
            leaf = await stack.enter_async_context(leaves(cell, count=items, kind="cpu"))

        async def op() -> None:
            ledger.clear()
            if leaf:
                leaf.times.clear()
            started = perf_counter_ns()
            await relay(asyncio.Queue(capacity), ledger, shutdown, leaf)
            service.record(perf_counter_ns() - started)
            ledger.check()
            ledger.record_transit(transit)
            if leaf:
                leaf.times.record_into(leaf_service, items)

        async def counted() -> None:
            queue = CountingQueue(capacity)
            ledger.clear()
            await relay(queue, ledger, shutdown, leaf)
            ledger.check()
            handoffs.record(queue.waits, items)

        yield op
        await run_for(counted, _COUNTING_MILLIS)
