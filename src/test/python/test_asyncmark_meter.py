import unittest

from asyncmark.meter import Meter


class MeterTest(unittest.TestCase):
    def test_latencies_are_kept_as_they_come_and_told_by_kind(self):
        meter = Meter()
        service = meter.latency("service")
        leaf = meter.latency("leaf")
        service.record(3)
        leaf.extend([2, 1])
        self.assertEqual(
            [("leaf", [2, 1]), ("service", [3])],
            [(each.kind, each.nanos.tolist()) for each in meter.latencies()],
        )

    def test_a_kind_without_values_is_not_told(self):
        meter = Meter()
        meter.latency("leaf")
        self.assertEqual([], meter.latencies())

    def test_who_records_goes_on_recording_behind_a_clear(self):
        meter = Meter()
        record = meter.latency("service").record
        record(1)
        meter.clear()
        record(2)
        self.assertEqual([2], meter.latencies()[0].nanos.tolist())

    def test_a_latency_out_of_range_is_found(self):
        latency = Meter().latency("service")
        latency.extend([5, -1, 7])
        with self.assertRaisesRegex(
            ValueError, "^service: a latency must lie between 0 and 3600000000000 ns, got -1$"
        ):
            latency.check()

    def test_a_ratio_is_the_sum_of_amounts_over_that_of_units(self):
        meter = Meter()
        handoffs = meter.ratio("handoffs", "#/item")
        meter.ratio("jain", "0..1")
        handoffs.record(1, 2)
        handoffs.record(2, 4)
        self.assertEqual({"handoffs": (0.5, "#/item")}, meter.means())
        meter.clear()
        self.assertEqual({}, meter.means())

    def test_amounts_are_not_negative(self):
        with self.assertRaisesRegex(
            ValueError, "^jain wants amounts and units from 0 up, got -1 and 1$"
        ):
            Meter().ratio("jain", "0..1").record(-1, 1)

    def test_a_name_is_lower_case(self):
        with self.assertRaisesRegex(
            ValueError, "^a recorder's name must be lower-case letters, got 'Leaf'$"
        ):
            Meter().latency("Leaf")
