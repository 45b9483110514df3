"""Gather: start leaves at once and wait for all results, in order.

One op is one whole gather, from starting the first leaf to having all results; `service` is that
time, `leaf` that of each leaf from its actual start to its result.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from time import perf_counter_ns
from typing import Any

from asyncmark.cell import Cell, Op
from asyncmark.leaf import Leaf, leaves

MECHANISMS = ("asyncio", "aiohttp")


async def fail_fast(leaf: Leaf, fan_out: int) -> list[int]:
    """Gathers until all leaves have a result or one has failed; the others are left running."""
    return await asyncio.gather(*(leaf(index) for index in range(fan_out)))


async def collect(leaf: Leaf, fan_out: int) -> list[int | BaseException]:
    """Gathers until all leaves have ended, well or badly; returns failures in place."""
    return await asyncio.gather(*(leaf(index) for index in range(fan_out)), return_exceptions=True)


@asynccontextmanager
async def opened(cell: Cell) -> AsyncIterator[Op]:
    """Opens the pattern."""
    fan_out = cell.number("fanOut")
    variants: dict[str, Callable[[Leaf, int], Awaitable[list[Any]]]]
    variants = {"fail-fast": fail_fast, "collect": collect}
    gather = variants[cell.text("variant")]
    service = cell.meter.latency("service")
    leaf_service = cell.meter.latency("leaf")
    async with leaves(cell, count=fan_out) as leaf:

        async def op() -> None:
            leaf.times.clear()
            started = perf_counter_ns()
            results = await gather(leaf, fan_out)
            service.record(perf_counter_ns() - started)
            leaf.times.record_into(leaf_service, fan_out)
            cell.require_count(len(results), fan_out)
            for index, result in enumerate(results):
                if isinstance(result, BaseException):
                    raise cell.failed(f"leaf {index} failed") from result
            cell.require_in_order(results, fan_out)

        yield op
