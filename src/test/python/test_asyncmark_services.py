import asyncio
import contextlib
import os
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from asyncmark import breaker, pipeline, pool, ratelimit, retry, shutdown, stream, texts
from asyncmark.attempts import Attempts
from asyncmark.cell import Cell, CheckFailed
from asyncmark.circuit import OPEN_NANOS, Breaker, State
from asyncmark.deliveries import Deliveries, Plan
from asyncmark.offers import Offers
from asyncmark.processed import Processed
from asyncmark.streamed import Streamed
from asyncmark.tokens import SECOND, Admissions, Rate, TokenBucket
from test_asyncmark_patterns import measured

TIMER = {"leaf": "timer", "delayMicros": 1_000}
POOL = {"tasks": 6, "slots": 2, "acquireTimeoutMillis": 5_000, **TIMER}
RETRY = {"tasks": 5, "limit": 2, "maxAttempts": 3, "backoffMillis": 2, "capMillis": 3, **TIMER}
BREAKER = {"callers": 2, "calls": 20, "cpuTokens": 1, "window": 10, "thresholdPercent": 50}
RATE = {"tasks": 10, "ratePerSecond": 200, "burst": 3, **TIMER}
BROADCAST = {"subscribers": 3, "messages": 20, "depth": 4, "slowMicros": 10_000}
PIPELINE = {"producers": 2, "workers": 3, "capacity": 4, "items": 40, "periodMicros": 500, **TIMER}
CELL = Cell("pool", "asyncio", {})


class ServicesTest(unittest.TestCase):
    def test_pools_replace_what_breaks_and_are_whole_again(self):
        for order in ("fifo", "lifo"):
            for percent in (0, 50):
                params = {"order": order, "brokenPercent": percent, **POOL}
                kinds, means = measured("pool", params)
                self.assertEqual({"acquire": 6, "leaf": 6, "service": 1}, kinds)
                self.assertLessEqual(means["ceiling"][0], means["utilisation"][0])

    def test_retries_record_each_attempt_that_had_to_wait(self):
        for permit in ("held", "given-back"):
            params = {"permit": permit, "failingPercent": 100, **RETRY}
            kinds, means = measured("retry", params)
            self.assertEqual({"lateness": 10, "service": 1}, kinds)
            self.assertEqual({"attempts": (3.0, "#/task")}, means)

    def test_a_breaker_goes_through_all_its_states(self):
        kinds, _ = measured("breaker", {"probes": 2, **BREAKER})
        wanted = ("bare", "closing", "fastfail", "guarded", "opening", "service")
        self.assertEqual(dict.fromkeys(wanted, 1), kinds)

    def test_a_rate_is_kept_and_used_in_full(self):
        kinds, means = measured("ratelimit", RATE)
        self.assertLessEqual(kinds.pop("lateness"), 7)
        self.assertEqual({"acquire": 10, "leaf": 10, "service": 1}, kinds)
        self.assertEqual({"burst", "overtaking", "rate"}, set(means))
        self.assertLess(means["rate"][0], 201)

    def test_streams_end_in_all_ways_and_count_who_waited(self):
        for ahead in (0, 1, 16):
            for ending in ("exhausted", "closed", "failed"):
                params = {"ahead": ahead, "items": 40, "ending": ending, "cpuTokens": 1}
                kinds, means = measured("stream", params)
                closed = {"close": 1} if ending == "closed" else {}
                self.assertEqual({"leaf": 80, "service": 1, "transit": 4} | closed, kinds)
                self.assertEqual(ending != "failed", "handoffs" in means)

    def test_who_is_handed_each_item_waits_for_each(self):
        _, means = measured("stream", {"ahead": 0, "items": 40, "ending": "exhausted"})
        self.assertAlmostEqual(2 * 41 / 40, means["handoffs"][0])  # the end is handed over, too

    def test_broadcasts_lose_what_the_policy_takes(self):
        for over in ("process", "tcp"):
            for overflow in ("block", "drop-oldest", "disconnect"):
                params = {"over": over, "overflow": overflow, "slow": 1, "payloadBytes": 16_384}
                params |= {"periodMicros": 100, **BROADCAST}
                if overflow != "block":  # so slow that it is behind on a busy machine, too
                    params["slowMicros"] = 200_000
                kinds, means = measured("broadcast", params)
                self.assertEqual({"fast": 6, "last": 3, "service": 1}, kinds)
                self.assertEqual(overflow == "block", means["lost"][0] == 0, (over, overflow))

    def test_pipelines_end_each_item_that_was_put(self):
        kinds, means = measured(
            "pipeline", {"shutdown": "sentinel", "failingPercent": 10, **PIPELINE}
        )
        self.assertLess(8, kinds.pop("heartbeat"))
        self.assertEqual({"leaf": 40, "residence": 40, "service": 1}, kinds)
        self.assertEqual((0.0, "#/item"), means["dropped"])
        kinds, means = measured("pipeline", {"shutdown": "cancel", "failingPercent": 0, **PIPELINE})
        self.assertLess(kinds["residence"], 40)
        self.assertLess(0, means["dropped"][0])

    def test_shutdowns_abort_what_has_not_ended_at_the_deadline(self):
        # far from the time of a leaf, lest a busy machine decides
        for delay, deadline, some in (
            (200_000, 5_000_000, False),
            (200_000, 20_000, True),
            (200_000, 0, True),
        ):
            params = {"leaf": "timer", "delayMicros": delay, "offers": 30}
            kinds, means = measured("shutdown", {"deadlineMicros": deadline, **params})
            self.assertEqual({"drain": 1, "service": 1}, kinds)
            self.assertEqual(some, means["aborted"][0] > 0)
            self.assertLess(0, means["rejected"][0])

    def test_files_are_counted_and_overwritten_and_gone_behind(self):
        for work in ("read", "write", "sync"):
            for length in (1, 50_000):
                params = {"work": work, "files": 4, "fileBytes": length, "limit": 2}
                with (
                    tempfile.TemporaryDirectory() as folder,
                    mock.patch("os.getcwd", lambda: folder),
                ):
                    kinds, means = measured("files", {"folder": "working", **params})
                    self.assertEqual([], os.listdir(folder))
                self.assertEqual({"leaf": 4, "service": 1}, kinds)
                self.assertLessEqual(means["inflight"][0], 2)


class WrongServicesTest(unittest.TestCase):
    """One wrong implementation after the other, each of which its op has to find."""

    def test_a_pool_that_lends_a_slot_twice_is_found(self):
        @contextlib.asynccontextmanager
        async def acquire(self):
            yield self.idle._queue[0]

        with mock.patch.object(pool.Pool, "acquire", acquire):
            self.finds(
                "task 1 has no value, it ended with"
                r" RuntimeError\('slot 0 was lent to two tasks at once'\)",
                "pool",
                {"order": "fifo", "brokenPercent": 0, **POOL},
            )

    def test_a_pool_that_lends_a_broken_slot_again_is_found(self):
        with mock.patch.object(pool.Pool, "_open", lambda self: pool.Slot(0, broken=True)):
            self.finds(
                r"ended with RuntimeError\('slot 0 has broken and was lent again'\)",
                "pool",
                {"order": "fifo", "brokenPercent": 100, **POOL},
            )

    def test_a_pool_that_keeps_a_slot_is_found(self):
        @contextlib.asynccontextmanager
        async def acquire(self):
            slot = await self.idle.get()
            yield slot
            if slot.number:
                self.idle.put_nowait(slot)

        with mock.patch.object(pool.Pool, "acquire", acquire):
            self.finds(
                "wanted 2 idle slots of 2 that were opened, got 1 of 2",
                "pool",
                {"order": "fifo", "brokenPercent": 0, **POOL},
            )

    def test_a_pool_without_a_limit_is_found(self):
        with mock.patch.object(pool.Pool, "acquire", fresh_slot):
            self.finds(
                "6 slots were lent at once, the pool has 2",
                "pool",
                {"order": "fifo", "brokenPercent": 0, **POOL},
            )

    def test_a_retry_that_does_not_wait_is_found(self):
        with mock.patch.object(retry, "sleep_until", at_once):
            self.finds(
                r"task 0 was \d+ ns early after a wait",
                "retry",
                {"permit": "held", "failingPercent": 100, **RETRY},
            )

    def test_a_retry_that_makes_other_attempts_than_planned_is_found(self):
        async def run(self, attempts):
            for task in range(attempts.tasks):
                attempts.ends[task] = await self._leaf(attempts.begins(task))

        with mock.patch.object(retry.Retrying, "run", run):
            params = {"permit": "held", "failingPercent": 100, **RETRY}
            self.finds("leaf 0 fails by plan", "retry", params)
            attempts = Attempts(Cell("retry", "asyncio", {"failingPercent": 0, **RETRY}))
            attempts.draw()
            self.fails("task 0: wanted 1 attempts and 0 waits, got 0 and 0", attempts.require)
            attempts.begun = [[1] for _ in attempts.begun]
            attempts.ends = [0, 3, 6, 9, 13]
            self.fails("task 4: wanted 12, got 13", attempts.require)

    def test_a_breaker_that_opens_late_or_never_closes_is_found(self):
        def late(window, percent, probes, clock):
            return Breaker(window, percent + 10, probes, clock)

        def stopped(window, percent, probes, clock):
            return Breaker(window, percent, probes, lambda: 0)

        params = {"probes": 2, **BREAKER}
        with mock.patch.object(breaker, "Breaker", late):
            self.finds("wanted the breaker OPEN, got CLOSED", "breaker", params)
        with mock.patch.object(breaker, "Breaker", stopped):
            self.finds("call 0: wanted SUCCEEDED, got REJECTED", "breaker", params)

    def test_a_limiter_that_admits_too_early_or_too_late_is_found(self):
        with mock.patch.object(ratelimit, "sleep_until", at_once):
            self.finds(r"task \d was admitted \d+ ns before its token was due", "ratelimit", RATE)
        for per_second, burst, message in (
            (200, 5, r"a window has 4\.\d+ tokens more than come in it, the bucket holds 3"),
            (400, 3, "a window has .* tokens more than come in it, the bucket holds 3"),
            (100, 3, r"token 3 was due \d+ ns later than the rate allows"),
        ):
            rate = Rate(per_second, burst)
            with mock.patch("asyncmark.tokens.TokenBucket", lambda _, rate=rate: TokenBucket(rate)):
                self.finds(message, "ratelimit", RATE)

    def test_a_limiter_that_admits_twice_or_not_is_found(self):
        admissions = Admissions(2, Rate(1_000, 1))
        admissions.times = [1, 2]
        self.fails("task 1 was admitted 2 times", admissions.require)

    def test_a_limiter_that_lets_too_many_on_is_found(self):
        admissions = Admissions(3, Rate(1, 1))
        admissions.asked, admissions.taken, admissions.due = [0] * 3, [3 * SECOND] * 3, [0] * 3
        admissions.times, admissions.admitted = [1] * 3, [0] * 3
        self.fails("2 tasks went on within 0 ns, in which 0 tokens came", admissions.require)

    def test_a_stream_that_loses_or_mixes_up_items_is_found(self):
        params = {"ahead": 4, "items": 40, "ending": "exhausted"}
        for stream_of, message in (
            (lambda items: items[1:], "wanted 40 items, got 39"),
            (lambda items: [1, 0, *items[2:]], "wanted item 0, got item 1"),
        ):
            with mock.patch.object(stream, "working_ahead", all_at_once(stream_of)):
                self.finds(message, "stream", params)

    def test_a_source_that_nothing_holds_back_is_found(self):
        with mock.patch.object(stream, "working_ahead", all_at_once(lambda items: items)):
            self.finds(
                "the source began 46 items, 40 were taken, ahead=4",
                "stream",
                {"ahead": 4, "items": 40, "ending": "closed"},
            )

    def test_a_stream_without_its_failure_or_whose_source_is_not_freed_is_found(self):
        streamed = Streamed(0, 0, "failed")
        self.fails(
            "wanted the end OSError('the source fails by plan'), got None", streamed.require, None
        )
        streamed = Streamed(0, 0, "exhausted")
        streamed.opened = 1
        self.fails("the source was opened 1 times and freed 0", streamed.require, None)

    def test_a_broadcast_out_of_order_is_found(self):
        params = {"over": "process", "slow": 0, "periodMicros": 0, **BROADCAST}
        with mock.patch.object(asyncio, "Queue", asyncio.LifoQueue):
            self.finds(
                "subscriber 0 got message 3 first", "broadcast", {"overflow": "block", **params}
            )

    def test_a_broadcast_that_loses_messages_is_found(self):
        for overflow, taken, gone, message in (
            ("block", [0, 2], 0, "subscriber 0 got 2 and lost 0 of 3 messages"),
            ("block", [0, 1], 1, "subscriber 0 lost 1 messages, for which to wait"),
            ("disconnect", [0, 2], 1, "subscriber 0 got message 2 after message 0"),
            ("drop-oldest", [1, 0], 1, "subscriber 0 got message 0 after message 1"),
            ("drop-oldest", [0, 1], 1, "subscriber 0 did not get the newest message"),
        ):
            deliveries = Deliveries(Plan(1, 0, 3, 1, overflow))
            self.fails("subscriber 0 had not ended when the op was over", deliveries.require)
            deliveries.ended[0] = True
            deliveries.taken[0] += taken
            deliveries.dropped[0] = gone
            self.fails(message, deliveries.require)

    def test_a_pipeline_whose_queue_has_no_limit_is_found(self):
        class Unbounded(asyncio.Queue):
            def __init__(self, _):
                super().__init__()

        with mock.patch.object(asyncio, "Queue", Unbounded):
            params = {"shutdown": "sentinel", "failingPercent": 0, **PIPELINE}
            self.finds(r"\d\d items in a queue for 4", "pipeline", params)

    def test_a_pipeline_that_forgets_or_fails_items_is_found(self):
        async def processed(self, item):
            if item != 7:
                self._op.end(item, "processed")

        with mock.patch.object(pipeline.Pipeline, "_process", processed):
            params = {"shutdown": "sentinel", "failingPercent": 0, **PIPELINE}
            self.finds("item 7 was put and has no end", "pipeline", params)
            params["failingPercent"] = 100
            self.finds("item 0: wanted failed, got processed", "pipeline", params)

    def test_an_item_with_two_ends_or_dropped_without_need_is_found(self):
        op = Processed(1, 2, 0, "sentinel")
        op.draw()
        op.running = 1
        self.fails("1 tasks had not ended when the op was over", op.require)
        op.running = 0
        op.end(0, "dropped")
        self.fails("item 0 was not put and is dropped", op.require)
        op.put[0] = True
        self.fails("item 0: wanted processed, got dropped", op.require)
        op.end(0, "processed")
        self.fails("an item had two ends", op.require)

    def test_a_service_that_stops_too_early_or_never_is_found(self):
        async def impatient(self, deadline):
            await asyncio.sleep(0)  # what was offered before is taken
            self._accepting = False
            for task in self._in_flight:
                task.cancel()
            await asyncio.gather(*self._in_flight, return_exceptions=True)

        async def accepting(self, deadline):
            await asyncio.gather(*self._in_flight)

        params = {"leaf": "timer", "delayMicros": 50_000, "offers": 30, "deadlineMicros": 900_000}
        with mock.patch.object(shutdown.Service, "shut_down", impatient):
            self.finds(r"offer \d+ was aborted \d+ ns before the deadline", "shutdown", params)
        with mock.patch.object(shutdown.Service, "shut_down", accepting):
            self.finds(r"offer \d+ of 30 wanted one end, got none", "shutdown", params)

    def test_an_offer_with_two_ends_or_rejected_before_the_stop_is_found(self):
        offers = Offers(1)
        offers.end(0, "rejected")
        self.fails("offer 0 was rejected 5 ns before the stop", offers.require, 5, 5)
        offers.end(0, "completed")
        self.fails("offer 0 of 1 wanted one end, got rejected, completed", offers.require, 0, 0)
        offers = Offers(1)
        offers.end(0, OSError("leaf 0"))
        self.fails("offer 0 failed", offers.require, 0, 0)

    def test_files_that_are_counted_or_written_in_part_are_found(self):
        params = {"files": 4, "fileBytes": 50_000, "limit": 2, "folder": "temp"}
        with mock.patch("asyncmark.files.counted", lambda path: (1, 2, 3)):
            self.finds(
                r"file 0 has \(\d+, \d+, \d+\) lines, words and characters; counted \(1, 2, 3\)",
                "files",
                {"work": "read", **params},
            )

        def cut(path, text, flags):
            path.write_bytes(text[:-1])

        with mock.patch("asyncmark.files.overwrite", cut):
            self.finds(
                "file 1 holds 49999 bytes, not the 50000 that it was to get",
                "files",
                {"work": "write", **params},
            )

    def finds(self, message, pattern, params):
        with self.assertRaisesRegex((CheckFailed, OSError), message):
            measured(pattern, params)

    def fails(self, message, check, *args):
        with self.assertRaises(CheckFailed) as failure:
            check(CELL, *args)
        self.assertEqual(
            "pool, model asyncio, mechanism asyncio: " + message, str(failure.exception)
        )


class PartsTest(unittest.TestCase):
    def test_a_token_bucket_gives_tokens_as_they_come(self):
        bucket = TokenBucket(Rate(1_000, 2))
        self.assertEqual([5, 5, 1_000_005, 2_000_005], [bucket.take(5) for _ in range(4)])
        self.assertEqual(4 * SECOND, bucket.take(4 * SECOND))
        self.assertEqual(333_333_334, Rate(3, 1).nanos(1))

    def test_a_breaker_is_exact_to_the_call(self):
        now = 0
        one = Breaker(4, 50, 1, lambda: now)
        for failed in (True, False, False, True):
            self.assertIs(State.CLOSED, one.state)
            one.ended(one.let_through(), failed)
        self.assertIs(State.OPEN, one.state)
        now = OPEN_NANOS
        self.assertIsNone(one.let_through())
        now += 1
        probe = one.let_through()
        self.assertIsNone(one.let_through())
        one.released(probe)
        one.ended(one.let_through(), True)
        self.assertIs(State.OPEN, one.state)
        now += OPEN_NANOS + 1
        probe = one.let_through()
        one.ended(1, True)  # was let through long ago
        one.ended(probe, False)
        self.assertIs(State.CLOSED, one.state)

    def test_texts_are_counted_wherever_a_chunk_ends(self):
        text = texts.drawn(17, 1_000)
        self.assertEqual(1_000, len(text.encode()))
        wanted = (text.count("\n"), len(text.split()), len(text))
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "text"
            path.write_text(text, encoding="utf-8", newline="")
            for chunk in (1, 2, 3, 7, 4_096):
                with mock.patch.object(texts, "_CHUNK_BYTES", chunk):
                    self.assertEqual(wanted, texts.counted(path))


async def at_once(_):
    """In place of `sleep_until`."""


@contextlib.asynccontextmanager
async def fresh_slot(self):
    """In place of `Pool.acquire`."""
    yield pool.Slot(0)


def all_at_once(change):
    """In place of `working_ahead`: has the source put all before the first is taken."""

    async def working_ahead(source, ahead, waits=None):
        items = []

        async def put(item):
            items.append(item)

        failure = None
        try:
            await source(put)
        except RuntimeError as thrown:
            failure = thrown
        for item in change(items):
            yield item
        if failure:
            raise failure

    return working_ahead
