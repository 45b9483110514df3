"""The first of several leaves, and what becomes of the others: `asyncio.wait`, `as_completed`.

Measured: one op is one whole race. `service` is the sum of `winner`, to having the result and the
losers told that they are cancelled, and `quiet`, from there to the end of the last leaf.
`lateness` is how much of `winner` was not in the plan; `first` is how soon the caller was handed
the first end, of `as-completed`. The judge counts `started` and `upsets`.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from time import perf_counter_ns
from typing import Any

from asyncmark.cell import Cell, Op
from asyncmark.judge import DrawnEnds, End, Judge, decides
from asyncmark.leaf import Leaf, leaves

MECHANISMS = ("asyncio", "aiohttp")

_WHEN = {"first-failure": asyncio.FIRST_EXCEPTION, "all": asyncio.ALL_COMPLETED}


class Race:
    """Starts leaves and waits until enough of them have ended."""

    def __init__(self, leaf: Leaf, until: str, losers: str, hedge_micros: int) -> None:
        """Creates a race; if it is hedged, each leaf is started so long after the one before."""
        self._leaf, self._until, self._cancels = leaf, until, losers == "cancel"
        self._hedge = hedge_micros / 1e6
        self._pending: dict[asyncio.Task[Any], int] = {}

    async def run(self, count: int, each: Callable[[End], None]) -> list[End]:
        """Returns the end that decided, or all; `each` is handed those of `as-completed`.

        Losers that are to be cancelled have been told so then, and may be at work still.
        """
        cancels = True  # if it is not over
        try:
            as_completed = self._until == "as-completed"
            ends = await (self._as_completed(count, each) if as_completed else self._wait(count))
            cancels = self._cancels
            return ends
        finally:
            for task in self._pending if cancels else ():
                task.cancel()

    async def quiet(self) -> None:
        """Waits until no leaf of the last run is at work any more."""
        await asyncio.gather(*self._pending, return_exceptions=True)  # who failed is seen, too
        self._pending.clear()

    async def _wait(self, count: int) -> list[End]:
        ends: list[End] = []
        started = 1 if self._hedge else count
        self._pending = {asyncio.create_task(self._leaf(i)): i for i in range(started)}
        while len(ends) < count:
            done, _ = await asyncio.wait(
                self._pending,
                timeout=self._hedge if started < count else None,
                return_when=_WHEN.get(self._until, asyncio.FIRST_COMPLETED),
            )
            for task in done:
                index, failure = self._pending.pop(task), task.exception()
                ends.append(End(index if failure else task.result(), failure))
                if decides(self._until, failure is not None):
                    return ends[-1:]
            if started < count:
                self._pending[asyncio.create_task(self._leaf(started))] = started
                started += 1
        if self._until == "first-success" and (failure := ends[-1].failure):
            raise failure
        return ends

    async def _as_completed(self, count: int, each: Callable[[End], None]) -> list[End]:
        async def ended(index: int) -> End:  # a failure does not tell whose it is
            try:
                return End(await self._leaf(index), None)
            except Exception as failure:
                return End(index, failure)

        self._pending = {asyncio.create_task(ended(i)): i for i in range(count)}
        ends: list[End] = []
        for coming in asyncio.as_completed(self._pending):
            ends.append(await coming)
            each(ends[-1])
        return ends


@asynccontextmanager
async def opened(cell: Cell) -> AsyncIterator[Op]:
    """Opens a race, which one op runs to its end."""
    count, until = cell.number("fanOut"), cell.text("until")
    losers, hedge_micros = cell.text("losers", "leave"), cell.number("hedgeMicros", 0)
    plan = DrawnEnds(count, cell.number("delayMicros"), cell.number("failing"))
    service, winner, quiet, first = map(cell.meter.latency, ("service", "winner", "quiet", "first"))
    async with leaves(cell, count=count, plan=plan) as leaf:
        race = Race(leaf, until, losers, hedge_micros)
        judge = Judge(cell, plan, leaf.times)

        async def op() -> None:
            plan.draw()
            leaf.times.clear()
            handed: list[tuple[int, End]] = []
            started = perf_counter_ns()
            ends = await race.run(count, lambda end: handed.append((perf_counter_ns(), end)))
            over = perf_counter_ns()
            await race.quiet()
            ended = perf_counter_ns()
            service.record(ended - started)
            winner.record(over - started)
            quiet.record(ended - over)
            judge.judge(ends, over - started)
            if until == "as-completed":
                if [end for _, end in handed] != ends:
                    raise cell.failed("the caller was handed other ends than it got in the end")
                first.record(handed[0][0] - started)

        yield op
