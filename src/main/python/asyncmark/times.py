"""When leaves work, by their own notes."""

from operator import sub
from time import perf_counter_ns
from typing import Self

from asyncmark.cell import Cell
from asyncmark.meter import Latency


class LeafTimes:
    """When each leaf of one op started and ended, in nanoseconds of `perf_counter_ns`.

    Each leaf writes the two slots of its own index; who waited for the op reads them. A slot is 0
    until it is written. `count` is the greatest number of leaves of an op, 0 and up.
    """

    __slots__ = ("_cell", "_missing", "_none", "ended", "started")

    def __init__(self, cell: Cell, count: int, missing: str = "did not run") -> None:
        self._cell = cell
        self._missing = missing
        self._none = (0,) * count
        self.started = [0] * count
        self.ended = [0] * count

    @classmethod
    def of_waits(cls, cell: Cell, count: int, awaited: str) -> Self:
        """Returns times of what leaves wait for before they may work, for example a `permit`.

        Asking for it is the start, having it is the end.
        """
        return cls(cell, count, f"did not wait for its {awaited}")

    def start(self, index: int) -> None:
        """Notes that a leaf starts to work now: not when it was asked for."""
        self.started[index] = perf_counter_ns()

    def end(self, index: int) -> None:
        """Notes that a leaf has its result now."""
        self.ended[index] = perf_counter_ns()

    def clear(self) -> None:
        """Forgets the last op."""
        self.started[:] = self._none
        self.ended[:] = self._none

    def ran(self, index: int) -> bool:
        """Tells whether a leaf of the last op ran from start to end."""
        return self.started[index] != 0 and self.ended[index] != 0

    def count_started(self, count: int) -> int:
        """Returns how many of the first `count` leaves of the last op started to work."""
        return count - self.started[:count].count(0)

    def lasted(self, count: int) -> list[int]:
        """Returns how long each of the first `count` leaves of the last op was at work.

        Raises CheckFailed if one of them did not run from start to end.
        """
        started, ended = self.started[:count], self.ended[:count]
        if not (all(started) and all(ended)):
            index = next(i for i in range(count) if not self.ran(i))
            raise self._cell.failed(f"leaf {index} of {count} {self._missing}")
        return list(map(sub, ended, started))

    def record_into(self, latency: Latency, count: int) -> None:
        """Records how long each of the first `count` leaves was at work; raises as `lasted`."""
        latency.extend(self.lasted(count))

    def record_beyond(self, within: Self, latency: Latency, count: int) -> None:
        """Records how much longer these times of each leaf are than others, within them."""
        latency.extend(map(sub, self.lasted(count), within.lasted(count)))

    def require_all(self, count: int) -> None:
        """Requires that the first `count` leaves of the last op ran from start to end."""
        self.lasted(count)

    def sum_nanos(self, count: int) -> int:
        """Returns how long the first `count` leaves were at work, all of them together."""
        return sum(self.lasted(count))

    def most_at_once(self, count: int) -> int:
        """Returns how many of the first `count` leaves were at work at the same time, at most.

        A leaf that starts when another ends, by the clock, starts after it.
        """
        ends = sorted(self.ended[:count])
        most = ended = 0
        for started, start in enumerate(sorted(self.started[:count])):
            while ended < started and ends[ended] <= start:
                ended += 1
            most = max(most, started + 1 - ended)
        return most
