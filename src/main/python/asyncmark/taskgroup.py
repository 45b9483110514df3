"""A tree of tasks whose groups end when all have, or fail together: `asyncio.TaskGroup`.

Measured: one op is one whole tree, from starting the first task to the end of the root's group;
`service` is that time. Where a leaf fails, `quiet` is from its failure to the end of the root's
group. `leaf` is the time of each leaf where all of them wait.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from time import perf_counter_ns
from typing import Any

from asyncmark.cell import Cell, Op
from asyncmark.tree import TreeLeaf

MECHANISMS = ("asyncio",)

_FAN_OUT = {"tree": 6, "skynet": 10}


Step = Callable[[int], Coroutine[Any, Any, int]]


async def group(leaf: Step, fan_out: int, depth: int, first: int = 0) -> int:
    """Runs a group whose leaves are numbered from `first` on; returns the sum of their results.

    Its children are groups, and those of a depth of 1 are leaves.
    """
    below = fan_out ** (depth - 1)
    async with asyncio.TaskGroup() as tasks:
        children = [
            tasks.create_task(leaf(i) if depth == 1 else group(leaf, fan_out, depth - 1, i))
            for i in range(first, first + fan_out * below, below)
        ]
    return sum(child.result() for child in children)


def first_failure(failed: BaseExceptionGroup) -> BaseException:
    """Returns the failure that came first, out of groups that failed in one another."""
    first: BaseException = failed
    while isinstance(first, BaseExceptionGroup):
        first = first.exceptions[0]
    return first


@asynccontextmanager
async def opened(cell: Cell) -> AsyncIterator[Op]:
    """Opens the tree, which is full."""
    count, leaf = cell.number("leaves"), TreeLeaf(cell)
    fan_out, depth = _FAN_OUT.get(cell.text("shape"), count), 1
    while fan_out**depth < count:
        depth += 1
    service, quiet, leaf_service = map(cell.meter.latency, ("service", "quiet", "leaf"))

    async def succeed() -> None:
        leaf.times.clear()
        started = perf_counter_ns()
        found = await group(leaf, fan_out, depth)
        service.record(perf_counter_ns() - started)
        if found != count * (count - 1) // 2:
            raise cell.failed(f"wanted the leaves' sum {count * (count - 1) // 2}, got {found}")
        if cell.text("work") == "io":
            leaf.times.record_into(leaf_service, count)

    async def fail() -> None:
        leaf.times.clear()
        leaf.draw()
        started = perf_counter_ns()
        try:
            found = await group(leaf, fan_out, depth)
        except BaseExceptionGroup as failed:
            ended = perf_counter_ns()
            if first_failure(failed) is not leaf.failure:
                raise cell.failed(
                    f"wanted '{leaf.failure}', the group failed otherwise"
                ) from failed
            if asyncio.all_tasks() != {asyncio.current_task()}:
                raise cell.failed("a leaf is still at work after its group has failed") from failed
            service.record(ended - started)
            quiet.record(ended - leaf.failed)
        else:
            raise cell.failed(f"a leaf fails, and the group returned {found}")

    yield fail if cell.text("failing") == "one" else succeed
