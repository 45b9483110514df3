"""Mistakes that are often made with asyncio, each beside its remedy.

Measured: `service` is one op, all tasks done by mistake or by the remedy. `detected` is how often
the pitfall's instrument found the mistake in an op. `heartbeat` is how late a victim's beats are.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, nullcontext
from dataclasses import replace
from functools import partial
from time import perf_counter_ns
from typing import Any

from asyncmark.cell import Cell, NotAvailable, Op
from asyncmark.handlers import handlers
from asyncmark.leaf import Leaf, LeafTimes, leaves
from asyncmark.mistakes import LockOrder, ask, one_by_one, orphans
from asyncmark.splittable import SplittableRandom

MECHANISMS = ("asyncio", "aiohttp")


def draw(tasks: int, percent: int) -> set[int]:
    """Draws the tasks that block, or fail: a share of them, rounded, the same in all models."""
    random = SplittableRandom(0x5EED0FF1)
    drawn: set[int] = set()
    while len(drawn) < (tasks * percent + 50) // 100:
        drawn.add(random.next_int(tasks))
    return drawn


@asynccontextmanager
async def opened(cell: Cell) -> AsyncIterator[Op]:
    """Opens the pitfall; one op is all of its tasks, one way or the other."""
    pitfall, tasks = cell.text("pitfall"), cell.number("tasks", 2)
    by_mistake = cell.text("way") == "mistake"
    drawn = draw(tasks, cell.number("percent", 0))
    run: Callable[[], Awaitable[Any]]
    if pitfall == "blocking-handler":
        with ThreadPoolExecutor(max(1, len(drawn))) as pool:
            yield handlers(cell, tasks, drawn, None if by_mistake else pool)
    elif pitfall == "one-by-one":
        async with leaves(cell, count=tasks, kind="timer") as leaf:

            def most(results: list[int]) -> int:
                cell.require_in_order(results, tasks)
                return int(leaf.times.most_at_once(tasks) == 1)

            run = partial(one_by_one, leaf, tasks, by_mistake)
            yield _counted(cell, run, most, "leaves at work at once", int(by_mistake), leaf.times)
    elif pitfall == "session-per-request":
        async with _sessions(cell, tasks, by_mistake) as op:
            yield op
    elif pitfall == "orphan":
        async with leaves(cell, count=tasks, kind="cpu") as leaf:
            run = partial(orphans, leaf, tasks, drawn, by_mistake)
            yield _counted(cell, run, int, "orphan watch", len(drawn) * by_mistake, leaf.times)
    elif pitfall == "lock-order":
        order = LockOrder(by_mistake)

        def ended(deadlocks: int) -> int:
            if wrong := order.wrong(deadlocks):
                raise cell.failed(wrong)
            return deadlocks

        yield _counted(cell, order.run, ended, "deadlock watchdog", int(by_mistake))
    else:
        raise NotAvailable("n/a (no monitor is held across a wait that is a step)")


def _counted(
    cell: Cell,
    run: Callable[[], Awaitable[Any]],
    look: Callable[[Any], int],
    instrument: str,
    mistakes: int,
    times: LeafTimes | None = None,
) -> Op:
    """Returns the op of a pitfall whose instrument has to find so many mistakes in each."""
    service, detected = cell.meter.latency("service"), cell.meter.ratio("detected", "#/op")

    async def op() -> None:
        if times:
            times.clear()
        started = perf_counter_ns()
        result = await run()
        service.record(perf_counter_ns() - started)
        found = look(result)
        if times:
            times.require_all(len(times.started))
        if found != mistakes:
            raise cell.failed(f"wanted the {instrument} to find {mistakes} mistakes, got {found}")
        detected.record(found, 1)

    return op


@asynccontextmanager
async def _sessions(cell: Cell, tasks: int, by_mistake: bool) -> AsyncIterator[Op]:
    """Opens the op of requests in one session, or each in its own, of one connection each."""
    opening = partial(leaves, replace(cell, params={**cell.params, "connections": 1}), kind="http")
    opened: list[Leaf] = []
    async with opening(count=tasks) as kept:

        @asynccontextmanager
        async def own() -> AsyncIterator[Leaf]:
            async with opening(count=0) as session:
                opened.append(session)
                session.times = kept.times
                yield session

        def counted(answers: list[int]) -> int:
            cell.require_in_order(answers, tasks)
            found = len(opened)
            opened.clear()
            return found

        run = partial(ask, own if by_mistake else lambda: nullcontext(kept), tasks)
        yield _counted(cell, run, counted, "count of sessions", tasks * by_mistake, kept.times)
