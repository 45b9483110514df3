"""Deadlines: `asyncio.timeout` around each of several leaves.

Measured: one op starts all leaves, each under a deadline, and ends when each has its value or has
expired and its work has ended; `service` is that time. `lateness` is how long after its deadline
the caller of each expired leaf was released; `quiet` is the time from the last deadline that
passed to the end of all the work that expired.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import perf_counter_ns
from typing import NamedTuple

from asyncmark.cell import Cell, Op
from asyncmark.leaf import Leaf, LeafPlan, leaves
from asyncmark.splittable import SplittableRandom

MECHANISMS = ("asyncio", "aiohttp")

_SEED = 16
_FAR_MICROS = 60_000_000
_UNHURRIED_MICROS = 5_000_000
_UNHURRIED_OPS = 5


class Timed(NamedTuple):
    """What became of a leaf: its value, what it threw, or None if its caller was released before.

    `started` is when its time began to run, `released` when its caller went on.
    """

    started: int
    released: int
    end: int | Exception | None


async def in_time(leaf: Leaf, index: int, micros: int) -> Timed:
    """Waits for a leaf until its deadline, and for the end of its work if it expires."""
    started = perf_counter_ns()
    end: int | Exception | None
    try:
        async with asyncio.timeout(micros / 1e6) as deadline:
            end = await leaf(index)
    except Exception as failure:
        expired = isinstance(failure, TimeoutError) and deadline.expired()
        end = None if expired else failure
    return Timed(started, perf_counter_ns(), end)


async def all_in_time(leaf: Leaf, count: int, micros: int) -> list[Timed]:
    """Starts leaves, waits for each until its deadline, and returns what became of them."""
    return await asyncio.gather(*(in_time(leaf, index, micros) for index in range(count)))


class Outlasting(LeafPlan):
    """Which leaves of an op outlast their deadline: drawn anew for each, the same in all models."""

    def __init__(self, leaves: int, expiring: int, micros: int) -> None:
        """Creates a plan by which nobody does until it is drawn; the others take `micros`."""
        self._random = SplittableRandom(_SEED)
        self._order = list(range(leaves))
        self._expiring = expiring
        self._micros = micros
        self.drawn: set[int] = set()

    def draw(self) -> None:
        """Draws the next op: the first places of a shuffled order."""
        order = self._order
        for place in range(self._expiring):
            other = self._random.next_int(place, len(order))
            order[place], order[other] = order[other], order[place]
        self.drawn = set(order[: self._expiring])

    def delay_micros(self, index: int) -> int:
        return _FAR_MICROS if index in self.drawn else self._micros


def require(cell: Cell, timed: list[Timed], micros: int, outlasting: set[int]) -> None:
    """Requires that exactly those leaves expired that were to, none before its time."""
    for index, each in enumerate(timed):
        if isinstance(each.end, Exception):
            raise cell.failed(f"leaf {index} failed") from each.end
        wanted = None if index in outlasting else index
        if each.end != wanted:
            shown = ["expired" if end is None else end for end in (wanted, each.end)]
            raise cell.failed(f"leaf {index}: wanted {shown[0]}, got {shown[1]}")
        early = each.started + 1_000 * micros - each.released
        if each.end is None and early > 0:
            raise cell.failed(f"leaf {index} expired {early} ns too early")


@asynccontextmanager
async def opened(cell: Cell) -> AsyncIterator[Op]:
    """Opens the leaves; one op is all of them, each with its value or its work ended."""
    count, micros = cell.number("fanOut"), cell.number("deadlineMicros")
    expiring = -(-count * cell.number("expiringPercent") // 100)
    plan = Outlasting(count, expiring, cell.number("delayMicros", 0))
    service, lateness, quiet = map(cell.meter.latency, ("service", "lateness", "quiet"))
    async with leaves(cell, count=count, plan=plan) as leaf:
        for _ in range(_UNHURRIED_OPS):  # the plan has nobody outlast it yet
            timed = await all_in_time(leaf, count, _UNHURRIED_MICROS)
            require(cell, timed, _UNHURRIED_MICROS, plan.drawn)

        async def op() -> None:
            plan.draw()
            started = perf_counter_ns()
            timed = await all_in_time(leaf, count, micros)
            ended = perf_counter_ns()
            service.record(ended - started)
            require(cell, timed, micros, plan.drawn)
            if plan.drawn:
                deadlines = [timed[index].started + 1_000 * micros for index in plan.drawn]
                lateness.extend(timed[i].released - at for i, at in zip(plan.drawn, deadlines))
                quiet.record(ended - max(deadlines))

        yield op
