"""A circuit breaker that callers share.

Measured: one op goes through all states of the breaker. `service` is the time of all calls through
the closed breaker. What a single call takes its caller, as the mean of an op, is `guarded` through
the closed breaker, `bare` without one, and `fastfail` where the open breaker rejects it. `opening`
is the failed call that opens it, `closing` the probes that make it half-open and close it.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from enum import Enum
from time import perf_counter_ns

from asyncmark.cell import Cell, Op
from asyncmark.circuit import OPEN_NANOS, Breaker, NoBreaker, State
from asyncmark.leaf import consume_cpu

MECHANISMS = ("asyncio",)

Call = Callable[[int], Awaitable[int]]
"""A call to the service, by its index; it fails by an OSError."""


class End(Enum):
    """How a call ends."""

    SUCCEEDED = 1
    FAILED = 2
    REJECTED = 3


async def guarded(through: NoBreaker, call: Call, index: int) -> End:
    """Makes a call unless the breaker rejects it, which is told by a value."""
    permit = through.let_through()
    if permit is None:
        return End.REJECTED
    try:
        await call(index)
    except OSError:
        through.ended(permit, True)
        return End.FAILED
    except asyncio.CancelledError:
        through.released(permit)
        raise
    through.ended(permit, False)
    return End.SUCCEEDED


async def call_all(
    through: NoBreaker, call: Call, callers: int, each: int
) -> tuple[list[End | None], int]:
    """Has callers make their calls, one after another; returns all ends, and their times' sum."""
    ends: list[End | None] = [None] * (callers * each)

    async def make_calls(caller: int) -> int:
        began = perf_counter_ns()
        for index in range(caller * each, (caller + 1) * each):
            ends[index] = await guarded(through, call, index)
        return perf_counter_ns() - began

    return ends, sum(await asyncio.gather(*map(make_calls, range(callers))))


@asynccontextmanager
async def opened(cell: Cell) -> AsyncIterator[Op]:
    """Opens the breaker; in one op it is closed, opens, rejects, and closes again."""
    callers, calls, tokens = map(cell.number, ("callers", "calls", "cpuTokens"))
    window, percent, probes = map(cell.number, ("window", "thresholdPercent", "probes"))
    service, bare, through_closed, fast_fail, opening, closing = map(
        cell.meter.latency, ("service", "bare", "guarded", "fastfail", "opening", "closing")
    )
    to_open = -(-percent * window // 100)  # failures behind a full window of successes
    none = NoBreaker()
    breaker = Breaker(window, percent, probes, lambda: perf_counter_ns() + ahead)
    ahead = 0
    failing = bare_first = False

    async def call(index: int) -> int:
        consume_cpu(tokens)
        if failing:
            raise OSError("the call fails by plan")
        return index

    async def made(
        through: NoBreaker, many: int, each: int, wanted: End, behind: State
    ) -> tuple[int, int]:
        """Has calls made and looks at their ends; returns the time of all, and the mean of one."""
        started = perf_counter_ns()
        ends, nanos = await call_all(through, call, many, each)
        took = perf_counter_ns() - started
        for index, end in enumerate(ends):
            if end is not wanted:
                raise cell.failed(f"call {index}: wanted {wanted.name}, got {end and end.name}")
        if through.state is not behind:
            raise cell.failed(f"wanted the breaker {behind.name}, got {through.state.name}")
        return took, nanos // max(1, len(ends))

    async def op() -> None:
        nonlocal ahead, failing, bare_first
        bare_first = not bare_first  # neither is always the first
        for through in (none, breaker) if bare_first else (breaker, none):
            took, mean = await made(through, callers, calls, End.SUCCEEDED, State.CLOSED)
            (bare if through is none else through_closed).record(mean)
            if through is breaker:
                service.record(took)

        failing = True
        await made(breaker, 1, to_open - 1, End.FAILED, State.CLOSED)
        opening.record((await made(breaker, 1, 1, End.FAILED, State.OPEN))[1])
        failing = False

        fast_fail.record((await made(breaker, callers, calls, End.REJECTED, State.OPEN))[1])

        ahead += OPEN_NANOS + 1
        closing.record((await made(breaker, 1, probes, End.SUCCEEDED, State.CLOSED))[1] * probes)

    yield op
