"""The recorders of a fork. For the thread of the loop."""

import math
import re
from array import array
from collections.abc import Callable, Iterable


class Latency:
    """Latencies of one kind in nanoseconds, all of them, as they come.

    `record(nanos)` notes one, from 0 to one hour, and `extend(iterable)` some. Both are the array's
    own methods, because a function of Python's in front of them would cost as much again; that the
    values are in range is looked at behind a turn, by `check`.
    """

    HIGHEST_NANOS = 3_600 * 10**9

    __slots__ = ("extend", "kind", "nanos", "record")

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.nanos = array("q")
        self.record: Callable[[int], None] = self.nanos.append
        self.extend: Callable[[Iterable[int]], None] = self.nanos.extend

    def check(self) -> None:
        """Raises ValueError if a value is out of range: the clock or the pattern is wrong."""
        for worst in (min(self.nanos, default=0), max(self.nanos, default=0)):
            if not 0 <= worst <= self.HIGHEST_NANOS:
                raise ValueError(
                    f"{self.kind}: a latency must lie between 0 and {self.HIGHEST_NANOS} ns,"
                    f" got {worst}"
                )


class Ratio:
    """A mean that a pattern counts: the sum of amounts over that of what they were counted in."""

    __slots__ = ("_amount", "_units", "name", "unit")

    def __init__(self, name: str, unit: str) -> None:
        self.name = name
        self.unit = unit
        self.clear()

    def record(self, amount: float, units: float) -> None:
        """Adds to both sums; each is 0 or more."""
        if not (0 <= amount < math.inf and 0 <= units < math.inf):
            raise ValueError(
                f"{self.name} wants amounts and units from 0 up, got {amount} and {units}"
            )
        self._amount += amount
        self._units += units

    def mean(self) -> float | None:
        """Returns the mean; None if nothing was recorded."""
        return self._amount / self._units if self._units > 0 else None

    def clear(self) -> None:
        """Forgets what was recorded."""
        self._amount = 0.0
        self._units = 0.0


class Meter:
    """All recorders of a fork, which patterns open and the fork reads and clears turn by turn."""

    def __init__(self) -> None:
        self._latencies: dict[str, Latency] = {}
        self._ratios: dict[str, Ratio] = {}

    def latency(self, kind: str) -> Latency:
        """Opens a recorder of one kind of latency, `[a-z]+`: `service`, `leaf`."""
        return self._latencies.setdefault(_word(kind), Latency(kind))

    def ratio(self, name: str, unit: str) -> Ratio:
        """Opens a recorder of a mean, `[a-z]+`: `handoffs`, in `#/item`."""
        return self._ratios.setdefault(_word(name), Ratio(name, unit))

    def latencies(self) -> list[Latency]:
        """Returns the recorders that have values, by name."""
        return [each for _, each in sorted(self._latencies.items()) if each.nanos]

    def means(self) -> dict[str, tuple[float, str]]:
        """Returns each mean that there is, with its unit, by name."""
        return {
            name: (mean, each.unit)
            for name, each in sorted(self._ratios.items())
            if (mean := each.mean()) is not None
        }

    def clear(self) -> None:
        """Forgets what was recorded."""
        for latency in self._latencies.values():
            del latency.nanos[:]
        for ratio in self._ratios.values():
            ratio.clear()


def _word(name: str) -> str:
    if not re.fullmatch("[a-z]+", name):
        raise ValueError(f"a recorder's name must be lower-case letters, got '{name}'")
    return name
