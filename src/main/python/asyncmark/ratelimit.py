"""A client that keeps to a rate: a token bucket in front of each of many leaves.

Measured: one op is all tasks, and begins with a full bucket; `service` is its time. `acquire` is
how long a task took from asking for its token to being admitted, `lateness` how long after its
token was due a task was admitted that had to wait, `leaf` the time of each leaf. `rate` is how many
beyond the burst were admitted in a second; `burst` the most tasks that a window admitted beyond
what comes in it; `overtaking` the share of those that waited which were admitted before one whose
token was due earlier.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import perf_counter_ns

from asyncmark.cell import Cell, Op
from asyncmark.leaf import Leaf, leaves
from asyncmark.tokens import SECOND, Admissions, Rate
from asyncmark.until import sleep_until

MECHANISMS = ("asyncio", "aiohttp")


async def keep_rate(leaf: Leaf, to: Admissions) -> list[int]:
    """Starts all tasks at once, each of which takes a token, waits until it is due, does its leaf.

    Returns the results in the order of the leaves. Tokens are given to who asks first.
    """
    return await asyncio.gather(*(_admitted(leaf, to, task) for task in range(to.tasks)))


async def _admitted(leaf: Leaf, to: Admissions, task: int) -> int:
    to.asked[task] = now = perf_counter_ns()
    to.due[task] = due = to.bucket.take(now)
    to.taken[task] = perf_counter_ns()
    await sleep_until(due)
    to.admitted[task] = perf_counter_ns()
    to.times[task] += 1
    return await leaf(task)


@asynccontextmanager
async def opened(cell: Cell) -> AsyncIterator[Op]:
    """Opens the leaves; one op is all tasks, with a bucket of its own."""
    tasks, limit = cell.number("tasks"), Rate(cell.number("ratePerSecond"), cell.number("burst"))
    service, acquire, lateness, leaf_service = map(
        cell.meter.latency, ("service", "acquire", "lateness", "leaf")
    )
    rate = cell.meter.ratio("rate", "#/s")
    burst_seen = cell.meter.ratio("burst", "#/op")
    overtaking = cell.meter.ratio("overtaking", "0..1")
    async with leaves(cell, count=tasks) as leaf:

        async def op() -> None:
            leaf.times.clear()
            admissions = Admissions(tasks, limit)
            started = perf_counter_ns()
            results = await keep_rate(leaf, admissions)
            service.record(perf_counter_ns() - started)
            cell.require_in_order(results, tasks)
            admissions.require(cell)
            acquire.extend(admissions.waits())
            late = admissions.lateness()
            lateness.extend(late)
            leaf.times.record_into(leaf_service, tasks)
            rate.record(tasks - limit.burst, admissions.lasted() / SECOND)
            burst_seen.record(admissions.burst(), 1)
            overtaking.record(admissions.overtaking(), len(late))

        yield op
