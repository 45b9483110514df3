import asyncio
import importlib
import unittest

from asyncmark.cell import Cell, CheckFailed
from asyncmark.guarded import Guarded
from asyncmark.leaf import LeafTimes, consume_cpu
from asyncmark.ledger import Ledger

TIMER = {"leaf": "timer", "delayMicros": 1_000}
QUEUE = {"producers": 2, "consumers": 3, "items": 100}
LOCK = {"contenders": 3, "locks": 1, "acquisitions": 2}


class PatternsTest(unittest.TestCase):
    def test_gathers_record_each_leaf(self):
        for variant in ("fail-fast", "collect"):
            kinds, _ = measured("gather", {"variant": variant, "fanOut": 5, **TIMER})
            self.assertEqual({"leaf": 5, "service": 1}, kinds)

    def test_fan_outs_record_each_leaf_and_reach_their_limit(self):
        for permit in ("inside", "before"):
            params = {"permit": permit, "fanOut": 5, "limit": 2, **TIMER}
            kinds, means = measured("fanout", params)
            self.assertEqual({"acquire": 5, "leaf": 5, "service": 1}, kinds)
            self.assertEqual({"inflight": (2.0, "#/op")}, means)

    def test_queues_record_every_13th_item_and_count_who_waited(self):
        for capacity in (1, "unbounded"):
            for shutdown in ("sentinel", "join"):
                params = {"capacity": capacity, "shutdown": shutdown, **QUEUE}
                kinds, means = measured("queue", params)
                self.assertEqual({"service": 1, "transit": 8}, kinds)
                self.assertIn("handoffs", means)

    def test_queues_are_closed_where_python_can_do_it(self):
        params = {"capacity": 4, "shutdown": "close", "cpuTokens": 1, **QUEUE}
        if hasattr(asyncio, "QueueShutDown"):
            kinds, _ = measured("queue", params)
            self.assertEqual({"leaf": 100, "service": 1, "transit": 8}, kinds)
        else:
            with self.assertRaises(Exception) as failure:
                measured("queue", params)
            self.assertEqual(
                "NotAvailable('n/a (asyncio.Queue has shutdown() from Python 3.13 on)')",
                repr(failure.exception),
            )

    def test_locks_record_each_acquisition(self):
        for hold in ("none", "cpu", "timer"):
            params = {"hold": hold, "cpuTokens": 10, "delayMicros": 500, **LOCK}
            kinds, means = measured("lock", params)
            self.assertEqual(6, kinds["acquire"])
            self.assertEqual(0 if hold == "none" else 6, kinds.get("leaf", 0))
            alone = hold != "timer"  # who does not wait meets nobody
            self.assertEqual({"longestwait"} if alone else {"jain", "longestwait"}, set(means))

    def test_a_lock_that_is_held_across_a_wait_is_handed_over_in_turn(self):
        params = {"hold": "timer", "delayMicros": 500, **LOCK}
        kinds, means = measured("lock", params)
        self.assertEqual(5, kinds["handover"])
        self.assertAlmostEqual(25 / 26, means["jain"][0])  # shares of 1/3 and 1/2


class ChecksTest(unittest.TestCase):
    cell = Cell("queue", "asyncio", {})

    def test_a_leaf_that_did_not_run_is_found(self):
        times = LeafTimes(self.cell, 3)
        times.start(0)
        times.end(0)
        times.start(1)
        self.assertEqual(2, times.count_started(3))
        self.fails("leaf 1 of 3 did not run", times.require_all, 3)

    def test_the_most_at_once_counts_a_leaf_behind_the_one_that_ends_when_it_starts(self):
        times = LeafTimes(self.cell, 4)
        times.started[:] = [1, 2, 4, 5]
        times.ended[:] = [4, 9, 6, 6]
        self.assertEqual(3, times.most_at_once(4))

    def test_a_result_out_of_order_is_found(self):
        self.fails("result 1 is that of leaf 2", self.cell.require_in_order, [0, 2, 1], 3)
        self.fails("wanted 3 results, got 2", self.cell.require_in_order, [0, 1], 3)

    def test_a_ledger_finds_what_is_wrong_with_items(self):
        for taken, message in (
            ([[0, 1, 2], [3]], "item 2 of producer 1 was not taken"),
            (
                [[0, 1, 2, 3], [3, 4]],
                "item 1 of producer 1 was taken twice, the second time by consumer 1",
            ),
            (
                [[1, 0, 2, 3, 4], []],
                "consumer 0 took item 0 of producer 0 after item 1 of producer 0",
            ),
            ([[0, 1, 2, 3, 4, 99], []], "consumer 0 took 99, which nobody put"),
        ):
            ledger = Ledger(self.cell, 2, 2, 5)
            ledger.putting[0] = 1
            for consumer, items in enumerate(taken):
                ledger.taken[consumer].items += items
                ledger.taken[consumer].ended = True
            self.fails(message, ledger.check)

    def test_a_ledger_finds_a_consumer_that_has_not_ended(self):
        ledger = Ledger(self.cell, 1, 1, 0)
        self.fails("consumer 0 had not ended when the op was over", ledger.check)

    def test_a_guard_finds_two_inside_at_once(self):
        guarded = Guarded(0, 2, 1)
        first = guarded.enter(0, 1)
        second = guarded.enter(1, 1)
        guarded.leave(0, first)
        guarded.leave(1, second)
        self.assertEqual(
            "lock 0: contender 1 entered while contender 0 was inside", guarded.violation()
        )

    def test_a_guard_finds_turns_that_are_lacking(self):
        self.assertEqual("lock 7 was taken 0 times, wanted 2", Guarded(7, 2, 1).violation())

    def test_a_cpu_leaf_computes_what_jmh_computes(self):
        self.assertEqual(GOLDEN_CPU, consume_cpu(3))

    def fails(self, message, check, *args):
        with self.assertRaises(CheckFailed) as failure:
            check(*args)
        self.assertEqual(
            "queue, model asyncio, mechanism asyncio: " + message, str(failure.exception)
        )


GOLDEN_CPU = 346_097_404_102_794


def measured(pattern, params):
    """Runs one op; returns how many latencies there are of each kind, and the means."""
    cell = Cell(pattern, "asyncio", params)

    async def once():
        async with importlib.import_module("asyncmark." + pattern).opened(cell) as op:
            await op()

    asyncio.run(once())
    return (
        {each.kind: len(each.nanos) for each in cell.meter.latencies()},
        cell.meter.means(),
    )
