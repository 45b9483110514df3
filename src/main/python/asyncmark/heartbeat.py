"""The beats of a victim, which is to run at a fixed rate while others work."""

import asyncio
from time import perf_counter_ns

from asyncmark.cell import Cell
from asyncmark.meter import Latency


class Heartbeat:
    """When each beat was due, and how late it came.

    A beat that is missed is made up for and is late, too, so that a long stall counts as all the
    beats that fell into it.
    """

    def __init__(self, period_nanos: int) -> None:
        """Creates what notes the beats; from one to the next are 1 ns and up."""
        self._period = period_nanos
        self.start()

    def start(self) -> None:
        """Begins an op; before the victim is started."""
        self._late: list[int] = []
        self._ended = 0
        self._started = perf_counter_ns()
        self._due = self._started + self._period

    def stop(self) -> None:
        """Ends what is measured: beats that are due later are none of this op's."""
        self._ended = perf_counter_ns()

    async def beats(self) -> None:
        """Beats until all beats of this op are made: what the victim does."""
        going = True
        while going:
            await asyncio.sleep(max(0, self._due - perf_counter_ns()) / 1e9)
            if self._due <= perf_counter_ns():  # a timer may be early by what it counts in
                going = self.beat()

    def beat(self) -> bool:
        """Notes a beat, unless all of this op have been made; tells whether the victim goes on."""
        if self._ended and self._due >= self._ended:
            return False
        self._late.append(perf_counter_ns() - self._due)
        self._due += self._period
        return True

    def lasted(self) -> int:
        """Returns the time from start to stop, in nanoseconds."""
        return self._ended - self._started

    def record_into(self, lateness: Latency, cell: Cell) -> None:
        """Records how late each beat came that was due between start and stop."""
        due = (self.lasted() - 1) // self._period
        if len(self._late) < due:
            raise cell.failed(f"wanted {due} heartbeats, got {len(self._late)}")
        if min(self._late, default=0) < 0:
            raise cell.failed("a heartbeat came before it was due")
        lateness.extend(self._late[:due])  # one more may have been made while it was stopped
