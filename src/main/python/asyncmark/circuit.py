"""The state machine of a circuit breaker, for the tasks of one loop."""

from collections.abc import Callable
from enum import Enum
from time import perf_counter_ns

OPEN_NANOS = 60_000_000_000
"""For how long a breaker is open."""


class State(Enum):
    """What a breaker does with calls: lets them through, rejects them, lets a few through."""

    CLOSED = 1
    OPEN = 2
    HALF_OPEN = 3


class NoBreaker:
    """A breaker that is none: every call is let through."""

    state = State.CLOSED

    def let_through(self) -> int | None:
        """Asks to make a call: returns what is given back at its end, or None if it is rejected."""
        return 0

    def ended(self, permit: int, failed: bool) -> None:
        """Notes the end of a call."""

    def released(self, permit: int) -> None:
        """Notes that a call was given up, which says nothing of the service."""


class Breaker(NoBreaker):
    """Rejects calls once too many of the last ones have failed, until probes succeed.

    It judges at the end of a call, never before its window is full, and opens if the failures among
    the last `window` calls are `percent` of them or more. The first call that asks after its time
    makes it half-open; when `probes` calls have ended then, they are judged by the same threshold.
    A call that ends when the state in which it was let through is over counts for nothing: its
    permit is the number of that state.
    """

    def __init__(
        self, window: int, percent: int, probes: int, clock: Callable[[], int] = perf_counter_ns
    ) -> None:
        """Makes a closed one; `probes` are no more than `window`, `clock` is in nanoseconds."""
        self._window, self._percent, self._probes = window, percent, probes
        self._clock = clock
        self._number = self._since = 0
        self._go(State.CLOSED)

    def _go(self, state: State) -> None:
        self.state = state
        self._number += 1
        self._passed = self._judged = self._failures = 0  # a bit of failures for each call

    def let_through(self) -> int | None:
        if self.state is State.CLOSED:
            return self._number
        if self.state is State.OPEN:
            if self._clock() - self._since <= OPEN_NANOS:
                return None
            self._go(State.HALF_OPEN)
        elif self._passed == self._probes:
            return None
        self._passed += 1
        return self._number

    def ended(self, permit: int, failed: bool) -> None:
        if permit != self._number:
            return
        enough = self._window if self.state is State.CLOSED else self._probes
        self._judged = min(enough, self._judged + 1)
        self._failures = (self._failures << 1 | failed) & ((1 << enough) - 1)
        if self._judged == enough:
            if self._failures.bit_count() * 100 >= self._percent * enough:
                self._since = self._clock()
                self._go(State.OPEN)
            elif self.state is State.HALF_OPEN:
                self._go(State.CLOSED)

    def released(self, permit: int) -> None:
        if permit == self._number and self.state is State.HALF_OPEN:
            self._passed -= 1
