"""One op each of the patterns that services are made of, by leaves that are given: for contracts.

They return how tasks and items end, as numbers and words.
"""

from time import perf_counter_ns

from asyncmark.attempts import Attempts
from asyncmark.breaker import guarded
from asyncmark.broadcast import Broadcast
from asyncmark.cell import Cell
from asyncmark.circuit import Breaker
from asyncmark.deliveries import Deliveries, Plan
from asyncmark.fanout import FanOut
from asyncmark.leaf import Leaf
from asyncmark.loans import Loans
from asyncmark.monitor import Monitor
from asyncmark.offers import Offers
from asyncmark.pipeline import Pipeline
from asyncmark.pool import Pool, share
from asyncmark.processed import Processed
from asyncmark.ratelimit import keep_rate
from asyncmark.retry import Retrying
from asyncmark.shutdown import Service
from asyncmark.stream import stream
from asyncmark.streamed import Streamed
from asyncmark.tokens import Admissions, Rate

End = int | str
"""The value of a task, or the type of what it failed with."""


async def pool(leaf: Leaf, tasks: int, slots: int, timeout_millis: int) -> list[End]:
    """Has tasks share a new pool."""
    op = Loans(Cell("pool", "asyncio", {}), tasks, 0)
    await share(leaf, Pool(slots, "fifo", timeout_millis), op)
    return [_shown(end) for end in op.ends]


async def retry(leaf: Leaf, tasks: int, limit: int, held: bool, most: int) -> list[End]:
    """Has tasks attempt their leaves without a wait; leaf `i` is an attempt of task `i // most`."""
    params = {"tasks": tasks, "maxAttempts": most, "backoffMillis": 0, "capMillis": 0}
    attempts = Attempts(
        Cell("retry", "asyncio", {"delayMicros": 0, "failingPercent": 0, **params})
    )
    attempts.draw()
    await Retrying(leaf, limit, held).run(attempts)
    return [_shown(end) for end in attempts.ends]


async def breaker(leaf: Leaf, window: int, percent: int, calls: int) -> list[str]:
    """Makes calls through a breaker that stays open, one after another."""
    through = Breaker(window, percent, 1)
    return [(await guarded(through, leaf, index)).name for index in range(calls)]


async def ratelimit(leaf: Leaf, tasks: int, per_second: int, burst: int) -> list[int]:
    """Runs tasks at a rate."""
    return await keep_rate(leaf, Admissions(tasks, Rate(per_second, burst)))


async def streamed(leaf: Leaf, ahead: int, items: int, ending: str) -> list[int]:
    """Takes the items of a stream with a leaf on each side of each: first the consumer's."""
    op = Streamed(ahead, items, ending)
    await stream(op, leaf)
    return op.taken


async def broadcast(
    leaf: Leaf, subscribers: int, slow: int, messages: int, depth: int, overflow: str
) -> list[list[int]]:
    """Broadcasts messages; returns what each subscriber took. A slow one has its leaf for each."""
    plan = Plan(subscribers, slow, messages, depth, overflow)
    op = Deliveries(plan)
    await Broadcast(plan, op, leaf).run()
    return op.taken


async def pipeline(
    leaf: Leaf, producers: int, workers: int, capacity: int, items: int, shutdown: str
) -> list[str]:
    """Passes items through a pipeline; none is drawn to fail, but its leaf may."""
    op = Processed(producers, items, 0, shutdown)
    op.draw()
    await Pipeline(op, leaf, capacity, shutdown).run(workers, Monitor(1_000_000))
    return op.ends


async def shutdown(leaf: Leaf, offers: int, late: int, deadline_millis: int) -> list[str]:
    """Shuts down a service that was offered some leaves, and offers it some more."""
    ends = Offers(offers + late)
    service = Service(leaf, ends)
    for offer in range(offers):
        service.offer(offer)
    await service.shut_down(perf_counter_ns() + deadline_millis * 1_000_000)
    for offer in range(offers, offers + late):
        service.offer(offer)
    return [", ".join(str(_shown(end)) for end in each) for each in ends.ends]


async def files(leaf: Leaf, count: int, limit: int) -> list[int]:
    """Works on files, at most some of them at once."""
    return await FanOut(leaf, limit).inside(count)


def _shown(end: int | str | BaseException | None) -> End:
    return type(end).__name__ if isinstance(end, BaseException) or end is None else end
