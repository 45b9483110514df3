"""Tasks that all wait for the same thing, and a caller that lets them go: events, conditions."""

from collections.abc import Callable
from time import perf_counter_ns
from typing import Protocol

from asyncmark.cell import Cell, Op


class Waiters(Protocol):
    """A number of tasks that wait, and what lets them go."""

    async def arm(self) -> None:
        """Starts the waiters, and returns once each of them waits."""

    async def release(self) -> None:
        """Lets all waiters go that `arm` has started, and returns once all have gone."""


class Releases:
    """When each waiter of one op was let go, in nanoseconds of `perf_counter_ns`."""

    def __init__(self, waiters: int) -> None:
        """Makes room for the waiters of one op, 1 and up."""
        self.waiters = waiters
        self.clear()

    def clear(self) -> None:
        """Forgets the last op."""
        self.arrived = [False] * self.waiters
        self.times = [0] * self.waiters
        self.nanos = [0] * self.waiters

    def arrives(self, waiter: int) -> None:
        """Notes that a waiter is about to wait."""
        self.arrived[waiter] = True

    def released(self, waiter: int) -> None:
        """Notes that a waiter has got past what it waited for."""
        self.nanos[waiter] = perf_counter_ns()
        self.times[waiter] += 1

    def require_each_once(self, cell: Cell, since_nanos: int) -> None:
        """Requires that each waiter waited, and was let go once and not too early."""
        for i in range(self.waiters):
            waiter = f"waiter {i} of {self.waiters}"
            if not self.arrived[i]:
                raise cell.failed(f"{waiter} did not wait")
            if self.times[i] != 1:
                raise cell.failed(f"{waiter} was let go {self.times[i]} times")
            if self.nanos[i] < since_nanos:
                raise cell.failed(f"{waiter} was let go too early")


def letting_go(
    cell: Cell, waiters: Waiters, releases: Releases, more: Callable[[], None] = lambda: None
) -> Op:
    """Returns the op in which waiters come, are let go, and go; `more` records more of it.

    `service` is from the call that lets them go to its return, `first` and `last` are from that
    call to the first and to the last waiter that has got past what it waited for.
    """
    service, first, last = (cell.meter.latency(kind) for kind in ("service", "first", "last"))

    async def let_go() -> None:
        releases.clear()
        await waiters.arm()
        started = perf_counter_ns()
        await waiters.release()
        ended = perf_counter_ns()
        releases.require_each_once(cell, started)
        service.record(ended - started)
        first.record(min(releases.nanos) - started)
        last.record(max(releases.nanos) - started)
        more()

    return let_go
