"""What tasks of `cancel` wait in, and use once they need not wait any more."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import NamedTuple

from asyncmark.leaf import Leaf, LeafPlan


class Resource(NamedTuple):
    """How a task waits for something and uses it, what keeps it from being had, and what frees it.

    `use` returns the number of its task. It is held before tasks come, and free before others do.
    """

    use: Callable[[int], Awaitable[int]]
    hold: Callable[[], Awaitable[object]]
    free: Callable[[], None]


class Gate(LeafPlan):
    """What keeps leaves from ending while it is held: by the time that they take."""

    held = False

    def delay_micros(self, index: int) -> int:
        return 60_000_000 if self.held else 0


def gated(leaf: Leaf, gate: Gate) -> Resource:
    """Returns a leaf that goes by its gate: a timer, or the answer to a request."""

    async def hold() -> None:
        gate.held = True

    return Resource(leaf, hold, partial(setattr, gate, "held", False))


def lock() -> Resource:
    """Returns a lock, which all tasks may use when it is free."""
    held = asyncio.Lock()

    async def use(task: int) -> int:
        async with held:
            return task

    return Resource(use, held.acquire, held.release)


def queue() -> Resource:
    """Returns a queue, which one task may use each time that it is free, by an item."""
    items: asyncio.Queue[bool] = asyncio.Queue()

    async def use(task: int) -> int:
        await items.get()
        return task

    return Resource(use, partial(asyncio.sleep, 0), partial(items.put_nowait, True))
