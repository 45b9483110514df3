"""Contended locks: contenders take their locks again and again, and hold them.

One op is all contenders taking their locks as often as planned; `service` is the time from starting
the first to the end of the last. `acquire` is the time from asking for a lock to having it,
`handover` that from a release to the next holder who had asked by then, `leaf` that of the work
under the lock. `jain` is how evenly a lock was shared, `longestwait` the longest acquisition of an
op, on average.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from time import perf_counter_ns

from asyncmark.cell import Cell, Op
from asyncmark.guarded import GuardedState
from asyncmark.leaf import Leaf, leaves

MECHANISMS = ("asyncio", "aiohttp")


class Contention:
    """Tasks that contend for locks: `async with lock`.

    Each takes its lock a number of times; every time it counts, does its hold, which may wait, and
    gives the lock back. One that does not wait meets nobody there: it has all its turns before the
    next one runs. `hold` is what is done under the lock, None for nothing but the counting.
    """

    def __init__(self, state: GuardedState, hold: Leaf | None = None) -> None:
        self._state = state
        self._hold = hold
        self._locks = [asyncio.Lock() for _ in state.guarded]

    async def run(self) -> None:
        """Has every contender take its lock as often as planned, and waits until all have ended.

        One whose hold fails gives its lock back and ends; the others go on. Raises the failure of
        the first contender, by number, that had one.
        """
        ends = await asyncio.gather(
            *(self._contend(number) for number in range(self._state.contenders)),
            return_exceptions=True,
        )
        for end in ends:
            if end is not None:
                raise end

    async def _contend(self, number: int) -> None:
        state = self._state
        hold = self._hold
        lock = self._locks[number % len(self._locks)]
        guarded = state.guarded[number % len(self._locks)]
        first = number * state.acquisitions
        for leaf in range(first, first + state.acquisitions):
            asked = perf_counter_ns()
            async with lock:
                turn = guarded.enter(number, asked)
                try:
                    if hold and (value := await hold(leaf)) != leaf:
                        raise ValueError(f"leaf {leaf} gave {value}")
                finally:
                    guarded.leave(number, turn)


@asynccontextmanager
async def opened(cell: Cell) -> AsyncIterator[Op]:
    """Opens the pattern."""
    contenders = cell.number("contenders")
    locks = cell.number("locks", task=contenders)
    acquisitions = cell.number("acquisitions")
    holds = cell.text("hold")
    state = GuardedState(cell, contenders, locks, acquisitions)
    service, acquire, handover = map(cell.meter.latency, ("service", "acquire", "handover"))
    leaf_service = cell.meter.latency("leaf")
    jain = cell.meter.ratio("jain", "0..1")
    longest = cell.meter.ratio("longestwait", "us/op")
    async with AsyncExitStack() as stack:
        hold = None
        if holds != "none":
            hold = await stack.enter_async_context(
                leaves(cell, count=contenders * acquisitions, kind=holds)
            )
        contention = Contention(state, hold)

        async def op() -> None:
            if hold:
                hold.times.clear()
            state.clear()
            started = perf_counter_ns()
            await contention.run()
            service.record(perf_counter_ns() - started)
            state.check()
            state.record_into(acquire, handover, jain, longest)
            if hold:
                hold.times.record_into(leaf_service, contenders * acquisitions)

        yield op
