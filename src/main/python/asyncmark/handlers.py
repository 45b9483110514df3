"""Handlers, some of which block: the pitfall that most programs of asyncio have met."""

from concurrent.futures import Executor

from asyncmark.cell import Cell, Op
from asyncmark.heartbeat import Heartbeat
from asyncmark.leaf import LeafTimes
from asyncmark.offload import Offloading, blocking


def handlers(cell: Cell, tasks: int, drawn: set[int], pool: Executor | None) -> Op:
    """Returns the op of handlers, some of which block a thread of a pool, or that of the loop."""
    times, hops = LeafTimes(cell, tasks), LeafTimes.of_waits(cell, tasks, "handler")
    heartbeat = Heartbeat(1_000 * cell.number("periodMicros"))
    service, lateness = map(cell.meter.latency, ("service", "heartbeat"))
    idle = set(range(tasks)) - drawn
    offloading = Offloading(blocking("blocking", cell, times), tasks, 1, pool, idle)

    async def op() -> None:
        heartbeat.start()
        cell.require_in_order(await offloading.run(heartbeat, hops), tasks)
        service.record(heartbeat.lasted())
        heartbeat.record_into(lateness, cell)

    return op
