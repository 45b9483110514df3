"""What `java.util.SplittableRandom` draws, of JDK 17 and of JDK 27 alike."""

import unittest

from asyncmark.splittable import SplittableRandom


class SplittableRandomTest(unittest.TestCase):
    def test_it_draws_what_java_draws(self):
        random = SplittableRandom(0x5EED_0FA1ACE)
        self.assertEqual(GOLDEN, drawn(random))

    def test_a_bound_that_is_none_is_refused(self):
        with self.assertRaisesRegex(ValueError, "^bound: want 1 to 2147483647, got 0$"):
            SplittableRandom(1).next_int(0)


def drawn(random):
    draws = [
        random.next_long(),
        random.next_int(),
        random.next_int(10),
        random.next_int(16),
        random.next_int(2**30 + 1),
        random.next_int(2**30 + 1),
        random.next_int(-3, 4),
        random.next_long(1_000_000_007),
        random.next_long(2**62 + 1),
        random.next_double(),
        random.next_boolean(),
    ]
    own = random.split().split()
    return [*draws, own.next_long(), own.next_int(1_000), random.next_long()]


GOLDEN = [
    -2081484774040644511,
    1055676995,
    4,
    13,
    165181556,
    751413666,
    0,
    460031011,
    3261862539965457766,
    0.22223422465268494,
    False,
    -2714149993437634986,
    119,
    -5006654691229719688,
]
