import asyncio
import unittest

from asyncmark import warm


class WarmTest(unittest.TestCase):
    def test_nine_windows_are_too_few_to_be_steady(self):
        self.assertFalse(warm.is_steady([1.0] * 9))
        self.assertTrue(warm.is_steady([1.0] * 10))

    def test_steady_is_the_same_median_within_three_per_cent(self):
        early = [100.0, 100.0, 100.0, 500.0, 1.0]
        self.assertTrue(warm.is_steady([*early, 102.9, 102.9, 102.9, 900.0, 2.0]))
        self.assertFalse(warm.is_steady([*early, 104.0, 104.0, 104.0, 104.0, 104.0]))
        self.assertFalse(warm.is_steady([*early, 96.0, 96.0, 96.0, 96.0, 96.0]))

    def test_an_op_is_run_until_it_is_steady(self):
        warmed = asyncio.run(warm.until_steady(nothing, 60_000, Clock(40).read))
        self.assertTrue(warmed.steady)
        self.assertEqual(40e6, warmed.op_nanos)
        self.assertEqual(10 * 120 + 10 * 40, warmed.millis)  # a window ends with the op it is in

    def test_an_op_that_does_not_get_steady_is_run_until_the_cap(self):
        warmed = asyncio.run(warm.until_steady(nothing, 500, Clock(40, slower=10).read))
        self.assertFalse(warmed.steady)
        self.assertGreaterEqual(warmed.millis, 500)

    def test_a_cap_of_nothing_is_no_warm_up(self):
        self.assertEqual(warm.WarmUp(0, False, 0.0), asyncio.run(warm.until_steady(nothing, 0)))

    def test_an_op_that_outlasts_its_time_is_run_once(self):
        self.assertEqual(1, asyncio.run(warm.run_for(nothing, 0))[0])

    def test_ops_that_are_lacking_are_run_as_far_as_there_is_room(self):
        self.assertEqual(0, warm.Enough(10e6, 2, 2_000).expected_to_lack(120))
        self.assertEqual(3, warm.Enough(100e6, 4, 2_000).expected_to_lack(120))
        self.assertEqual(1, warm.Enough(1_500e6, 4, 2_000).expected_to_lack(120))
        self.assertEqual(0, warm.Enough(0, 4, 2_000).expected_to_lack(120))

    def test_what_an_iteration_had_too_few_of_is_run_behind_it(self):
        enough = warm.Enough(30e6, 4, 2_000)
        self.assertEqual(0, enough.expected_to_lack(120))
        self.assertEqual(1, enough.lacking(beside=0, own=3))
        self.assertEqual(0, enough.lacking(beside=1, own=3))
        self.assertEqual(0, warm.Enough(900e6, 4, 2_000).lacking(beside=2, own=1))
        self.assertEqual(0, warm.Enough(0, 4, 2_000).lacking(beside=0, own=1))


class Clock:
    """A clock that goes on by some milliseconds, which may become more, at each reading."""

    def __init__(self, millis, slower=0):
        self._now = 0
        self._millis = millis
        self._slower = slower

    def read(self):
        self._now += 1_000_000 * self._millis
        self._millis += self._slower
        return self._now


async def nothing():
    pass
