"""A task that looks at the length of a queue at a fixed rate."""

import asyncio
from time import perf_counter_ns

from asyncmark.cell import Cell
from asyncmark.meter import Latency, Ratio
from asyncmark.until import sleep_until


class Monitor:
    """When it looked, and what it saw. A look that is missed is made up for, and is late, too."""

    def __init__(self, period_nanos: int) -> None:
        """Begins what is measured; `period_nanos` is from one look to the next, 1 and up."""
        self._period = period_nanos
        self._started, self._ended = perf_counter_ns(), 0
        self._late: list[int] = []
        self._lengths: list[int] = []

    async def watch(self, queue: asyncio.Queue[int]) -> None:
        """Looks until all looks are made that were due before the stop."""
        due = self._started + self._period
        while not self._ended or due < self._ended:
            await sleep_until(due)
            if not self._ended or due < self._ended:
                self._late.append(perf_counter_ns() - due)
                self._lengths.append(queue.qsize())
                due += self._period

    def stop(self) -> None:
        """Ends what is measured."""
        self._ended = perf_counter_ns()

    def lasted(self) -> int:
        """Returns the time from beginning to end, in nanoseconds."""
        return self._ended - self._started

    def record_into(self, late: Latency, depth: Ratio, cell: Cell, capacity: int) -> None:
        """Records how late each look came that was due, and the mean of what was seen."""
        due = (self.lasted() - 1) // self._period
        if len(self._late) < due:
            raise cell.failed(f"wanted {due} heartbeats, got {len(self._late)}")
        if (longest := max(self._lengths, default=0)) > capacity:
            raise cell.failed(f"{longest} items in a queue for {capacity}")
        late.extend(self._late[:due])  # one more may have been made while it was being stopped
        depth.record(sum(self._lengths), len(self._lengths))
