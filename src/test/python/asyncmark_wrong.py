"""Functions that do other work than those of the package they stand in for, each in one way.

A contract has to catch each of them.
"""

import asyncio
import time
from contextlib import asynccontextmanager, nullcontext, suppress

import asyncmark_driven as driven
import asyncmark_passed as passed
from asyncmark import condition, counting, event, fanout, lock, pipeline, queue, timeout, wait


def imported():
    """Does nothing, so that the import of this module is over."""


async def gather_out_of_order(leaf, fan_out):
    """Returns results as they come."""
    return [await each for each in asyncio.as_completed([leaf(i) for i in range(fan_out)])]


async def gather_in_a_group(leaf, fan_out):
    """Cancels the other leaves when one fails, and waits for their ends."""
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(leaf(i)) for i in range(fan_out)]
    except ExceptionGroup as failures:
        raise failures.exceptions[0] from None
    return [task.result() for task in tasks]


class event_set_too_early(event.EventWaiters):
    """Sets the event before the caller says so."""

    async def arm(self):
        await super().arm()
        await self.release()


class condition_without_grants_for_all(condition.ConditionWaiters):
    """Notifies one waiter, whose token is not the last."""

    def _grant(self):
        super()._grant()
        self._free = min(self._free, 1)


class condition_without_predicate(condition.ConditionWaiters):
    """Lets waiters go on that have no token."""

    async def _pass(self, waiter):
        async with self._granted:
            self._arrives(waiter)
            await self._granted.wait()
            self._take(waiter)
            if not self._all and self._waiting > 0:
                self._grant()


class race_without_cancelling(wait.Race):
    """Leaves losers at work that have to be cancelled."""

    def __init__(self, leaf, until, losers, hedge):
        super().__init__(leaf, until, "leave", hedge)


class pool_that_lends_broken_slots(driven.Pool):
    """Gives a broken slot back as if it were whole."""

    @asynccontextmanager
    async def acquire(self):
        async with super().acquire() as slot:
            try:
                yield slot
            finally:
                slot.broken = False


async def retry_with_an_earlier_failure(leaf, retrying, notes, tasks, most):
    """Tells of the failure before the last one."""
    ends = await driven.retry_all(leaf, retrying, notes, tasks, most - 1)
    for task in range(tasks):
        if isinstance(ends[task], OSError):
            await asyncio.sleep(notes.asks(task) / 1_000)
            with suppress(OSError):
                ends[task] = await leaf(notes.begins(task))
    return ends


class breaker_that_judges_too_early(driven.Breaker):
    """Opens at the call before the window is full."""

    def ended(self, permit, failed):
        super().ended(permit, failed)
        if self._judged == self._window - 1:
            super().ended(permit, failed)


class fanout_with_one_more(fanout.FanOut):
    """Has one leaf more at work than it may."""

    def __init__(self, leaf, limit):
        super().__init__(leaf, limit + 1)


class fanout_that_loses_permits(fanout.FanOut):
    """Keeps the permit of a leaf that fails."""

    async def _permitted(self, index):
        await self._permits.acquire()
        value = await self._leaf(index)
        self._permits.release()
        return value


async def queue_without_limit(leaf, notes, capacity, producers, consumers, items, shutdown):
    """Never makes a put wait."""
    return await driven.queue_relay(leaf, notes, 0, producers, consumers, items, shutdown)


async def queue_that_ends_too_early(leaf, notes, capacity, producers, consumers, items, shutdown):
    """Reports an item before it is dealt with."""

    class Early(counting.CountingQueue):
        async def get(self):
            item = await super().get()
            super().task_done()
            return item

        def task_done(self): ...

    ledger = driven.Ledger(notes, producers, consumers, items)
    await queue.relay(Early(capacity), ledger, shutdown, leaf)


async def timeout_that_leaves_work_running(leaf, count, micros):
    """Releases callers at the deadline, and lets the work go on."""
    started = time.perf_counter_ns()
    tasks = [asyncio.create_task(leaf(index)) for index in range(count)]
    done, _ = await asyncio.wait(tasks, timeout=micros / 1e6)
    released = time.perf_counter_ns()
    return [
        timeout.Timed(started, released, task.result() if task in done else None) for task in tasks
    ]


async def group_that_is_a_gather(leaf, fan_out, depth):
    """Leaves siblings at work when one fails."""
    return sum(await asyncio.gather(*(leaf(index) for index in range(fan_out**depth))))


class NoLock(lock.Contention):
    """Has no locks."""

    def __init__(self, state, hold):
        super().__init__(state, hold)
        self._locks = [nullcontext() for _ in self._locks]


def lock_that_does_not_lock(leaf, notes, contenders, locks, acquisitions):
    """Lets everybody enter."""
    return driven.contention(leaf, notes, contenders, locks, acquisitions, NoLock)


class KeptLock(lock.Contention):
    """Has locks that are given back by who does not fail."""

    def __init__(self, state, hold):
        super().__init__(state, hold)
        self._locks = [self._kept(each) for each in self._locks]

    @staticmethod
    def _kept(guard):
        class Kept:
            async def __aenter__(self):
                await guard.acquire()

            async def __aexit__(self, failed, failure, trace):
                if not failed:
                    guard.release()

        return Kept()


def lock_that_is_kept_after_a_failure(leaf, notes, contenders, locks, acquisitions):
    """Gives a lock back only if the hold went well."""
    return driven.contention(leaf, notes, contenders, locks, acquisitions, KeptLock)


async def ratelimit_with_one_more(leaf, notes, tasks, per_second, burst):
    """Has one token more than its bucket holds."""
    return await driven.ratelimit_keep(leaf, notes, tasks, per_second, burst + 1)


class ForgetfulCancellation(driven.Cancellation):
    """Leaves the last task alone."""

    async def cancel(self, uses):
        self._tasks = self._tasks[:-1]
        return await super().cancel(uses)


async def cancel_that_forgets_the_last(cancelled, waiting, tasks, port):
    """Cancels all tasks but the last."""
    return await driven.cancellation(cancelled, waiting, tasks, port, ForgetfulCancellation)


async def stream_that_works_too_far_ahead(leaf, notes, ahead, items, ending):
    """Has one place more than it may."""
    return await passed.stream_run(leaf, notes, ahead + 1, items, ending)


async def broadcast_that_disconnects(leaf, payload_bytes, *plan):
    """Disconnects a subscriber whose buffer is full, whatever it is asked for."""
    subscribers, slow, messages, depth, _, *waits = plan
    return await passed.broadcasting(
        leaf, payload_bytes, subscribers, slow, messages, depth, "disconnect", *waits
    )


async def offload_to_one_thread(leaf, notes, requests, calls, threads, idle):
    """Has one thread make all calls."""
    return await passed.offload_run(leaf, notes, requests, calls, min(1, threads), idle)


class MortalWorkers(pipeline.Pipeline):
    """Has workers that end with an item that fails."""

    async def _process(self, item):
        await super()._process(item)
        if self._op.ends[item] == "failed":
            raise asyncio.CancelledError


async def pipeline_whose_workers_end_with_a_failure(*plan):
    """Loses a worker at each item that fails."""
    return await passed.pipeline_run(*plan, kind=MortalWorkers)


class shutdown_without_deadline(passed.Service):
    """Waits for all that was taken."""

    async def stop(self, nanos):
        await super().stop(1_000 * nanos)


async def session_with_one_connection_more(notes, connections, port, kept):
    """Opens one connection more than it may."""
    return await passed.session(notes, connections + 1, port, kept)


class files_whose_words_end_with_a_chunk(passed.Files):
    """Counts a word for each part of it."""

    async def run(self, count, chunk_bytes):
        results, found = await super().run(count, chunk_bytes)
        parts = 1 if chunk_bytes < 300 else 0
        return [results, [(lines, words + parts, chars) for lines, words, chars in found]]


async def pitfall_whose_remedy_is_the_mistake(leaf, notes, which, by_mistake, tasks, drawn):
    """Makes the mistake either way."""
    return await passed.pitfall(leaf, notes, which, True, tasks, drawn)
