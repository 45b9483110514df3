"""A source of items that works a few ahead of its consumer, and is closed: `async for`.

Measured: one op opens a stream, takes its items and closes it; `service` is the time until the
source is free. `transit` is the time of every 13th item from right before it is handed over to
right after it is taken; `close`, of a stream that is closed early, from closing it to its source's
being free; `leaf` the work on each side of each item, if there is any. `handoffs` is how many items
had to wait on either side, for each item, counted in ops of their own behind the last measured one.
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, aclosing, asynccontextmanager
from itertools import count
from time import perf_counter_ns

from asyncmark.ahead import Put, working_ahead
from asyncmark.cell import Cell, Op
from asyncmark.leaf import Leaf, leaves
from asyncmark.streamed import TIMED, Streamed

MECHANISMS = ("asyncio",)

_COUNTING_NANOS = 20_000_000


async def stream(op: Streamed, leaf: Leaf | None, waits: list[bool] | None = None) -> None:
    """Opens a stream, takes its items, and closes it; there is a leaf on each side of each item."""

    async def source(put: Put) -> None:
        op.opened += 1
        try:
            for item in count():
                if not op.begin(item):
                    return
                if leaf:
                    await leaf(op.items + item)
                if item % TIMED == 0:
                    op.handed_nanos.append(perf_counter_ns())
                await put(item)
        finally:
            op.free()

    async with aclosing(working_ahead(source, op.ahead, waits)) as items:
        try:
            if not op.wants_more():
                return
            async for item in items:
                op.taken.append(item)
                if item % TIMED == 0:
                    op.taken_nanos.append(perf_counter_ns())
                if leaf:
                    await leaf(item)
                if not op.wants_more():
                    break
        finally:
            op.closed_nanos = perf_counter_ns()


@asynccontextmanager
async def opened(cell: Cell) -> AsyncIterator[Op]:
    """Opens the leaf, if there is work; one op is one whole stream."""
    ahead, items, ending = cell.number("ahead"), cell.number("items"), cell.text("ending")
    service, transit, close, leaf_service = map(
        cell.meter.latency, ("service", "transit", "close", "leaf")
    )
    handoffs = cell.meter.ratio("handoffs", "#/item")
    async with AsyncExitStack() as stack:
        leaf = None
        if cell.number("cpuTokens", 0) > 0:
            at_most = 2 * items + ahead + 1
            leaf = await stack.enter_async_context(leaves(cell, count=at_most, kind="cpu"))

        async def run(waits: list[bool] | None = None) -> tuple[Streamed, int]:
            streamed = Streamed(ahead, items, ending)
            thrown = None
            started = perf_counter_ns()
            try:
                await stream(streamed, leaf, waits)
            except Exception as failure:
                thrown = failure
            took = perf_counter_ns() - started
            streamed.require(cell, thrown)
            return streamed, took

        async def op() -> None:
            if leaf:
                leaf.times.clear()
            streamed, took = await run()
            service.record(took)
            transit.extend(streamed.transits())
            if ending == "closed":
                close.record(streamed.freed_nanos - streamed.closed_nanos)
            if leaf:
                leaf.times.record_into(leaf_service, 2 * items)

        yield op
        started = perf_counter_ns()
        while ending != "failed":
            waits: list[bool] = []
            await run(waits)
            handoffs.record(sum(waits), items)
            if perf_counter_ns() - started >= _COUNTING_NANOS:
                break
