"""Functions by which contracts drive patterns whose ops the other side keeps the books of.

Of items and requests that pass, and of what is beside the loop.
"""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, nullcontext
from functools import partial
from pathlib import Path
from types import SimpleNamespace

from asyncmark import (
    broadcast,
    deliveries,
    fanout,
    files,
    frames,
    http,
    mistakes,
    offers,
    offload,
    pipeline,
    processed,
    shutdown,
    stream,
    streamed,
    texts,
)
from asyncmark.leaf import LeafPlan
from asyncmark_driven import STAY, Noted


class Streamed(streamed.Streamed):
    """What source and consumer do, noted on the other side, which also says what is to be done."""

    def __init__(self, notes, ahead, items, ending):
        self._notes = notes
        super().__init__(ahead, items, ending)
        self.taken = SimpleNamespace(append=notes.telling("took"))

    @property
    def opened(self):
        """How often the source was opened, which is noted and not told."""
        return 0

    @opened.setter
    def opened(self, count):
        if count > 0:
            self._notes.open()

    def begin(self, item):
        return self._notes.begin(item) >= 0

    def wants_more(self):
        return self._notes.wantsMore()

    def free(self):
        self._notes.free()


async def stream_run(leaf, notes, ahead, items, ending):
    """Runs an op; returns how often somebody had to wait."""
    waits = []
    await stream.stream(Streamed(notes, ahead, items, ending), leaf, waits)
    return sum(waits)


class Buffers(list):
    """The buffers of all subscribers, which the publisher goes through for each message."""

    def __init__(self, buffers, publishing):
        super().__init__(buffers)
        self._publishing = publishing
        self._message = -1  # first, subscribers are started

    def __iter__(self):
        if self._message >= 0:
            self._publishing(self._message)
        self._message += 1
        return super().__iter__()


class Deliveries(deliveries.Deliveries):
    """What becomes of messages, noted on the other side as they are taken."""

    def __init__(self, plan, notes):
        super().__init__(plan)
        self.taken = [
            SimpleNamespace(append=partial(notes.telling("took"), number))
            for number in range(plan.subscribers)
        ]


class Broadcast(broadcast.Broadcast):
    """One whose publisher notes each message on the other side."""

    def __init__(self, plan, op, leaf, notes):
        super().__init__(plan, op, leaf)
        self._publish_note = notes.telling("publishing")
        self._buffers = Buffers(self._buffers, partial(self._publishing, plan.messages))

    def _publishing(self, messages, message):
        if message < messages:  # else it is the end
            self._publish_note(message)


class Broadcasting:
    """Connections that outlast an op, if there are any."""

    def __init__(self, leaf, plan, over):
        self._leaf, self._plan, self._over = leaf, plan, over

    async def run(self, notes):
        """Runs an op; returns messages dropped, the first one refused, and the end, of each."""
        op = Deliveries(self._plan, notes)
        await Broadcast(self._plan, op, self._leaf, notes).run(self._over)
        return [op.dropped, op.refused, op.ended]


async def broadcasting(leaf, payload_bytes, *plan):
    """Opens connections for messages of so many bytes; none if that is 0."""
    given = deliveries.Plan(*plan)
    over = None
    if payload_bytes:
        opening = frames.lines(given.subscribers, given.messages, payload_bytes)
        over = await STAY.enter_async_context(opening)
    return Broadcasting(leaf, given, over)


class Beats:
    """The beats of a victim, noted on the other side."""

    def __init__(self, notes):
        self.stop = notes.stop
        self._notes = notes

    async def beats(self, *seen):
        """Beats, with what is seen then, until all are made."""
        going = True
        while going:
            await asyncio.sleep(self._notes.untilDue() / 1e9)
            if self._notes.untilDue() == 0:
                going = self._notes.beat(*(look() for look in seen))


async def offload_run(leaf, notes, requests, calls, threads, idle):
    """Runs an op whose calls are made on so many threads; none: in place."""
    executor = ThreadPoolExecutor(threads) if threads else None
    hops = SimpleNamespace(start=notes.asks, end=notes.goesOn)
    try:
        offloading = offload.Offloading(leaf.block, requests, calls, executor, set(idle))
        return await offloading.run(Beats(notes), hops)
    finally:
        if executor:
            executor.shutdown(wait=False)


class Failing:
    """Which items fail, as the other side says, which ends those that do not."""

    def __init__(self, notes):
        self._notes = notes

    def __getitem__(self, item):
        return self._notes.fails(item)


class Processed(processed.Processed):
    """What becomes of items, noted on the other side."""

    def __init__(self, notes, producers, items, shutdown):
        super().__init__(producers, items, 0, shutdown)
        self._notes = notes
        self.running = 0
        self.failing = Failing(notes)
        self.putting = notes.telling("putting")
        produced = notes.telling("produced")
        self.put = Noted(lambda item, put: produced(item))
        self.ends = {}

    def end(self, item, end):
        self.ends[item] = end
        if end != "processed":  # which it is told of by who asks whether it fails
            self._notes.ended(item, end)


class Monitor:
    """Looks at a queue at the beats of the other side."""

    def __init__(self, notes):
        self._beats = Beats(notes)
        self.stop = notes.stop

    async def watch(self, items):
        """Looks until all looks are made."""
        await self._beats.beats(items.qsize)


async def pipeline_run(
    leaf, notes, producers, workers, capacity, items, shutdown, kind=pipeline.Pipeline
):
    """Runs an op; returns how many tasks have not ended."""
    op = Processed(notes, producers, items, shutdown)
    await kind(op, leaf, capacity, shutdown).run(workers, Monitor(notes))
    return op.running


class Offers(offers.Offers):
    """What becomes of offers, noted on the other side."""

    def __init__(self, count, notes):
        super().__init__(count)
        self.end = notes.telling("ended")


class Service(shutdown.Service):
    """One that is told how long it has."""

    def __init__(self, leaf, count, notes):
        super().__init__(leaf, Offers(count, notes))

    async def stop(self, nanos):
        """Shuts it down, with a deadline from now on."""
        await self.shut_down(time.perf_counter_ns() + nanos)


class Asked(LeafPlan):
    """How the other side says that leaves end."""

    def __init__(self, notes):
        self.delay_micros = notes.delayMicros
        self.fails = notes.fails


async def session(notes, connections, port, kept):
    """Opens a client of this side."""
    target = http.Target(port, Asked(notes), 64)
    times = SimpleNamespace(start=notes.starts, end=notes.ends)
    connects = SimpleNamespace(start=notes.connects, end=notes.connected)
    opening = http.client(target, connections, times, None if kept else connects)
    return await STAY.enter_async_context(opening)


class Files:
    """The work on files of the other side, whose times are noted there."""

    def __init__(self, notes, folder, work, count, length, limit):
        times = SimpleNamespace(
            start=notes.starts, end=notes.ends, started=[0] * count, clear=lambda: None
        )
        self._pool = ThreadPoolExecutor(limit)
        of_both = texts.TextFiles(None, Path(folder), count, length)
        self._leaf = files.FileLeaf(of_both, work, times, self._pool)
        self._fan = fanout.FanOut(self._leaf, limit)

    async def run(self, count, chunk_bytes):
        """Runs an op; returns the values of its leaves, and what was counted."""
        texts._CHUNK_BYTES = chunk_bytes
        self._leaf.begin()
        return [await self._fan.inside(count), self._leaf._found]

    def close(self):
        """Ends the threads."""
        self._pool.shutdown()


async def pitfall(leaf, notes, which, by_mistake, tasks, drawn):
    """Runs an op; returns how often the instrument found the mistake, if it counts."""
    if which == "one-by-one":
        require_in_order(await mistakes.one_by_one(leaf, tasks, by_mistake))
        return 0
    if which == "session-per-request":
        own = partial(own_session, notes)
        require_in_order(
            await mistakes.ask(own if by_mistake else partial(nullcontext, leaf), tasks)
        )
        return notes.opened()
    if which == "orphan":
        return await mistakes.orphans(leaf, tasks, drawn, by_mistake)
    if which == "lock-order":
        order = mistakes.LockOrder(by_mistake)
        deadlocks = await order.run()
        if wrong := order.wrong(deadlocks):
            raise ValueError(wrong)
        return deadlocks
    idle = set(range(tasks)) - set(drawn)
    await offload_run(leaf, notes, tasks, 1, 0 if by_mistake else tasks, idle)
    return 0


@asynccontextmanager
async def own_session(notes):
    """Opens a session of the other side, and closes it."""
    try:
        yield notes.open()
    finally:
        notes.close()


def require_in_order(results):
    """Requires that each leaf gave its index."""
    if results != list(range(len(results))):
        raise ValueError(f"the results are {results}")
