"""Functions by which contracts drive patterns whose ops the other side keeps the books of.

Of tasks that share something.
"""

import asyncio
import time
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from types import SimpleNamespace

from asyncmark import (
    breaker,
    cancel,
    circuit,
    counting,
    ledger,
    loans,
    lock,
    pool,
    queue,
    ratelimit,
    resources,
    tokens,
)
from asyncmark.cell import Cell
from asyncmark.leaf import leaves

STAY = AsyncExitStack()
"""What stays open until the process ends."""


class Pool(pool.Pool):
    """A pool that notes which slot a task has."""

    def __init__(self, slots, order, timeout_millis):
        super().__init__(slots, order, timeout_millis)
        self.lent = {}

    @asynccontextmanager
    async def acquire(self):
        async with super().acquire() as slot:
            self.lent[asyncio.current_task()] = slot.number
            yield slot

    def counts(self):
        """Returns how many slots were opened, and how many are idle."""
        return [self.opened, self.idle.qsize()]


async def pool_share(leaf, slots, tasks, breaks):
    """Runs an op; returns task and slot of each loan, in order, and the end of each task."""
    lent = []

    async def noting(task):
        lent.append([task, slots.lent[asyncio.current_task()]])
        return await leaf(task)

    op = loans.Loans(None, tasks, 0)
    op.breaks = breaks
    await pool.share(noting, slots, op)
    return [lent, op.ends]


class Breaker(circuit.Breaker):
    """A breaker whose state is told with every answer, and that stays open as long as is said."""

    def __init__(self, window, percent, probes, clock, open_nanos):
        faster = circuit.OPEN_NANOS // open_nanos
        super().__init__(window, percent, probes, lambda: faster * clock())

    def asked(self):
        """Asks to make a call."""
        permit = self.let_through()
        return [self.state.name, permit]

    def told(self, method, *args):
        """Tells of a call."""
        getattr(self, method)(*args)
        return [self.state.name, None]


async def breaker_calls(leaf, through, callers, each):
    """Has callers make their calls; returns their ends."""
    ends, _ = await breaker.call_all(through, leaf, callers, each)
    return [through.state.name, [end.name for end in ends]]


class Attempts:
    """What the tasks of an op that retry do, noted on the other side."""

    def __init__(self, notes, tasks, most):
        self.tasks = tasks
        self.most = most
        self.ends = [None] * tasks
        self.begins = notes.begins
        self._asks = notes.asks

    def asks(self, task):
        """Returns the end of the next wait."""
        millis = self._asks(task)  # the wait begins when it is asked for
        return time.perf_counter_ns() + millis * 1_000_000


async def retry_all(leaf, retrying, notes, tasks, most):
    """Runs an op; returns the end of each task. The leaf is that of the retrying."""
    op = Attempts(notes, tasks, most)
    await retrying.run(op)
    return op.ends


class Taken:
    """What a consumer took, noted on the other side."""

    def __init__(self, notes, consumer):
        self.items = SimpleNamespace(append=partial(notes.telling("add"), consumer))
        self.nanos = []
        self._end = partial(notes.telling("end"), consumer)

    def __setattr__(self, name, value):
        super().__setattr__(name, value)
        if name == "ended":
            self._end()


class Ledger(ledger.Ledger):
    """What is put and taken, noted on the other side."""

    def __init__(self, notes, producers, consumers, items):
        self._putting = None  # until it is made
        super().__init__(None, producers, consumers, items)
        self.taken = [Taken(notes, consumer) for consumer in range(consumers)]
        self._putting = notes.telling("putting")

    def produced(self):
        """Returns the items of each producer, each of which is noted before it is put."""
        produced = super().produced()
        return (self._noted(items) for items in produced) if self._putting else produced

    def _noted(self, items):
        for item in items:
            self._putting(item)
            yield item


def queues_shut_down():
    """Tells whether this Python has `Queue.shutdown`."""
    return hasattr(asyncio, "QueueShutDown")


async def queue_relay(leaf, notes, capacity, producers, consumers, items, shutdown):
    """Runs an op; returns how many puts and takes had to wait."""
    items_between = counting.CountingQueue(capacity)
    op = Ledger(notes, producers, consumers, items)
    await queue.relay(items_between, op, shutdown, leaf)
    return items_between.waits


class Guarded:
    """What a lock guards, on the other side."""

    def __init__(self, notes, number):
        self.enter = partial(notes.telling("enter"), number)
        self.leave = partial(notes.telling("leave"), number)


def contention(leaf, notes, contenders, locks, acquisitions, kind=lock.Contention):
    """Opens contenders, and locks that several runs share."""
    guarded = [Guarded(notes, number) for number in range(locks)]
    state = SimpleNamespace(contenders=contenders, acquisitions=acquisitions, guarded=guarded)
    return kind(state, leaf)


class Noted:
    """A list whose places are noted on the other side as they are written."""

    def __init__(self, note):
        self._note = note

    def __setitem__(self, place, value):
        self._note(place, value)


class Admissions(tokens.Admissions):
    """What tasks do with their tokens, noted on the other side, whose clock it goes by."""

    def __init__(self, notes, tasks, per_second, burst):
        super().__init__(tasks, tokens.Rate(per_second, burst))
        self._notes = notes
        self._now = 0
        self._take = self.bucket.take
        self.bucket = SimpleNamespace(take=lambda now: self._take(self._now))
        self.asked = Noted(self._asks)
        self.due = Noted(self._waits)
        self.admitted = Noted(lambda task, now: notes.admitted(task))

    def _asks(self, task, now):
        self._now = self._notes.asks(task)

    def _waits(self, task, due):
        if due > self._now:
            self._notes.waits(task, due)


async def ratelimit_keep(leaf, notes, tasks, per_second, burst):
    """Runs an op; returns the value of each task."""
    return await ratelimit.keep_rate(leaf, Admissions(notes, tasks, per_second, burst))


class Cancellation(cancel.Cancellation):
    """One that tells of its connections."""

    leaf = None

    def reconnects(self):
        """Returns how many connections were opened in place of others."""
        return self.leaf.reconnects if self.leaf else 0


async def cancellation(cancelled, waiting, tasks, port, kind=Cancellation):
    """Opens what tasks wait in, with leaves of this side."""
    if waiting == "lock":
        return kind(*resources.lock(), cancelled)
    if waiting == "queue":
        return kind(*resources.queue(), cancelled)
    gate = resources.Gate()
    cell = Cell("cancel", "asyncio", {"connections": tasks, "payloadBytes": 64}, port)
    leaf = await STAY.enter_async_context(leaves(cell, count=tasks, plan=gate, kind=waiting))
    opened = kind(*resources.gated(leaf, gate), cancelled)
    opened.leaf = leaf
    return opened
