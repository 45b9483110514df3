"""Java's `SplittableRandom`, equal to the bit, so that what is drawn by a seed is the same."""

from collections.abc import Callable
from typing import Self

_LONG = (1 << 64) - 1
_GOLDEN_GAMMA = 0x9E3779B97F4A7C15


class SplittableRandom:
    """`java.util.SplittableRandom` of JDK 17 and newer, with the methods that patterns use."""

    __slots__ = ("_gamma", "_seed")

    def __init__(self, seed: int) -> None:
        self._seed = seed & _LONG
        self._gamma = _GOLDEN_GAMMA

    def split(self) -> Self:
        """Returns a generator of its own: `split()`."""
        seed = _mix64(self._next_seed())
        other = type(self)(seed)
        other._gamma = _mix_gamma(self._next_seed())
        return other

    def next_int(self, *limits: int) -> int:
        """Returns a number from origin, or 0, to bound less 1, or any of 32 bits.

        `nextInt()`, `nextInt(bound)`, `nextInt(origin, bound)`; 0 < bound - origin < 2^31.
        """
        if not limits:
            return _signed(_mix32(self._next_seed()), 32)
        origin, bound = limits if len(limits) == 2 else (0, *limits)
        return origin + self._below(bound - origin, 31, lambda: _mix32(self._next_seed()))

    def next_long(self, bound: int | None = None) -> int:
        """Returns a number from 0 to bound less 1, or any of 64 bits.

        `nextLong()`, `nextLong(bound)`; 0 < bound < 2^63.
        """
        if bound is None:
            return _signed(_mix64(self._next_seed()), 64)
        return self._below(bound, 63, lambda: _mix64(self._next_seed()))

    def next_double(self) -> float:
        """Returns a number from 0 inclusive to 1 exclusive: `nextDouble()`."""
        return (_mix64(self._next_seed()) >> 11) * 2.0**-53

    def next_boolean(self) -> bool:
        """Returns either: `nextBoolean()`."""
        return self.next_int() < 0

    def _next_seed(self) -> int:
        self._seed = (self._seed + self._gamma) & _LONG
        return self._seed

    @staticmethod
    def _below(bound: int, bits: int, draw: Callable[[], int]) -> int:
        if not 0 < bound < 1 << bits:
            raise ValueError(f"bound: want 1 to {(1 << bits) - 1}, got {bound}")
        if bound & (bound - 1) == 0:
            return draw() & (bound - 1)
        while True:
            drawn = draw() >> 1
            if drawn - drawn % bound + bound <= 1 << bits:  # else some would come too often
                return drawn % bound


def _mix64(z: int) -> int:
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _LONG
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _LONG
    return z ^ (z >> 31)


def _mix32(z: int) -> int:
    z = ((z ^ (z >> 33)) * 0x62A9D9ED799705F5) & _LONG
    return (((z ^ (z >> 28)) * 0xCB24D0A5C88C35B3) & _LONG) >> 32


def _mix_gamma(z: int) -> int:
    z = ((z ^ (z >> 33)) * 0xFF51AFD7ED558CCD) & _LONG
    z = ((z ^ (z >> 33)) * 0xC4CEB9FE1A85EC53) & _LONG
    z = (z ^ (z >> 33)) | 1
    return z ^ 0xAAAAAAAAAAAAAAAA if (z ^ (z >> 1)).bit_count() < 24 else z


def _signed(value: int, bits: int) -> int:
    return value - (1 << bits) if value >> (bits - 1) else value
