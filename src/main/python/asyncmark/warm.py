"""Warming up: running an op until its time no longer changes, or until a cap.

The same rule as in a JVM's fork. CPython compiles nothing at run time, but its interpreter
specialises what it runs, caches and the heap fill up, and so do those of the server.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from asyncmark.cell import Op

WINDOW_MILLIS = 100
STEADY_PERCENT = 3
_HALF = 5

_LOOK_SECONDS = 0.005
_LONGEST_SECONDS = 0.5

_IDLE = 0.1
"""A process that uses less of a CPU than that is idle."""

_NANOS_PER_MILLI = 1_000_000


@dataclass(frozen=True, slots=True)
class WarmUp:
    """What a warm-up came to.

    `millis` is how long it took, 0 if there was none; `steady` whether the op was steady at its
    end; `op_nanos` how long an op took in the end, 0 if there was none.
    """

    millis: int = 0
    steady: bool = False
    op_nanos: float = 0.0


async def until_steady(op: Op, cap_millis: int, clock: Callable[[], int] | None = None) -> WarmUp:
    """Runs an op until it is steady or until a cap, in milliseconds; not at all if that is 0.

    Time is cut into windows of 100 ms, between which there is a lull. `clock` gives nanoseconds.
    """
    if cap_millis == 0:
        return WarmUp()
    clock = clock or time.perf_counter_ns
    now = started = clock()
    end = started + cap_millis * _NANOS_PER_MILLI
    windows: list[float] = []
    while now < end and not is_steady(windows):
        window = now
        ops = 0
        while now - window < WINDOW_MILLIS * _NANOS_PER_MILLI:
            await op()
            ops += 1
            now = clock()
        windows.append((now - window) / ops)
        lull()
        now = clock()
    return WarmUp(
        (now - started) // _NANOS_PER_MILLI, is_steady(windows), _median(windows[-_HALF:])
    )


def is_steady(windows: Sequence[float]) -> bool:
    """Tells whether the median of the last five windows is that of the five before, within 3 %."""
    if len(windows) < 2 * _HALF:
        return False
    late = _median(windows[-_HALF:])
    early = _median(windows[-2 * _HALF : -_HALF])
    return abs(late / early - 1) <= STEADY_PERCENT / 100


async def run_for(op: Op, millis: int) -> tuple[int, int]:
    """Runs an op for some milliseconds, once at least; returns how often, and for how many ns."""
    ops = 0
    start = time.perf_counter_ns()
    end = start + millis * _NANOS_PER_MILLI
    while True:
        await op()
        ops += 1
        now = time.perf_counter_ns()
        if now >= end:
            return ops, now - start


@dataclass(frozen=True)
class Enough:
    """How many ops are run beside an iteration, so that there are enough.

    `op_nanos` is how long one takes, 0 if that is not known; `least` how many are wanted; and
    `further_millis` what those beside it may take.
    """

    op_nanos: float
    least: int
    further_millis: int

    def expected_to_lack(self, millis: int) -> int:
        """Returns how many an iteration of some milliseconds will lack, ops being as they were."""
        if self.op_nanos == 0:
            return 0
        return self.lacking(0, max(1, int(millis * _NANOS_PER_MILLI / self.op_nanos)))

    def lacking(self, beside: int, own: int) -> int:
        """Returns how many are lacking, of so many beside the iteration and in it."""
        if self.op_nanos == 0:
            return 0
        room = int(self.further_millis * _NANOS_PER_MILLI / self.op_nanos) - beside
        return max(0, min(self.least - beside - own, room))


def lull() -> None:
    """Pauses the thread of the loop until the process is idle, or half a second has passed."""
    end = time.perf_counter() + _LONGEST_SECONDS
    while (start := time.perf_counter()) < end:
        used = time.process_time()
        time.sleep(_LOOK_SECONDS)
        if time.process_time() - used < _IDLE * (time.perf_counter() - start):
            return


def _median(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 2]
