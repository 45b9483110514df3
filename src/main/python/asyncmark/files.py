"""Many files, so many at once: blocking calls on threads beside the loop, under a semaphore.

Measured: one op is all files, `service` is its time, `leaf` that of each file from being opened to
being closed, on its thread. Reads are of the page cache, and count lines, words and characters as
`wc` does; writes go over what the file held, in place. `inflight` is how many files were at work at
once, at most.
"""

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from time import perf_counter_ns

from asyncmark.cell import Cell, NotAvailable, Op
from asyncmark.fanout import FanOut
from asyncmark.leaf import LeafTimes
from asyncmark.texts import Counts, TextFiles, counted, overwrite

MECHANISMS = ("asyncio",)


class FileLeaf:
    """The work on a file as a leaf: a thread of a pool makes the calls, which block.

    `work` is `read`, `write`, or `sync`, whose writes wait for the device.
    """

    reconnects = 0

    def __init__(
        self, files: TextFiles, work: str, times: LeafTimes, pool: ThreadPoolExecutor
    ) -> None:
        self.times = times
        self._files, self._reads, self._pool = files, work == "read", pool
        self._flags = os.O_DSYNC if work == "sync" else 0
        self._found: list[Counts | None] = [None] * len(times.started)
        self._turn = 0

    def begin(self) -> None:
        """Begins an op, in which every file that is written gets another text."""
        self.times.clear()
        self._turn += not self._reads
        self._found = [None] * len(self._found)

    async def __call__(self, index: int) -> int:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, self._work_on, index)

    def _work_on(self, index: int) -> int:
        self.times.start(index)
        if self._reads:
            self._found[index] = counted(self._files.path(index))
        else:
            overwrite(self._files.path(index), self._files.text(index, self._turn), self._flags)
        self.times.end(index)
        return index

    def require_done(self) -> None:
        """Requires each count of files that were read; of files that were written, one an op."""
        if self._reads:
            for index, found in enumerate(self._found):
                self._files.require_counted(index, found)
        else:
            self._files.require_written(self._turn % len(self._found), self._turn)

    def require_all_written(self) -> None:
        """Requires that all files hold their texts of the last op."""
        for index in range(len(self._found)):
            self._files.require_written(index, self._turn)


@asynccontextmanager
async def opened(cell: Cell) -> AsyncIterator[Op]:
    """Makes the files, in a folder of their own; one op is all of them."""
    files, limit, work = cell.number("files"), cell.number("limit"), cell.text("work")
    if work == "sync" and not hasattr(os, "O_DSYNC"):
        raise NotAvailable("n/a (this platform has no O_DSYNC)")
    parent = tempfile.gettempdir() if cell.text("folder") == "temp" else os.getcwd()
    service, leaf_service = map(cell.meter.latency, ("service", "leaf"))
    in_flight = cell.meter.ratio("inflight", "#/op")
    with (
        tempfile.TemporaryDirectory(prefix="asyncmark-files-", dir=parent) as folder,
        ThreadPoolExecutor(min(files, limit), "files") as pool,
    ):
        texts = TextFiles(cell, Path(folder), files, cell.number("fileBytes"))
        leaf = FileLeaf(texts, work, LeafTimes(cell, files), pool)
        fan = FanOut(leaf, limit)

        async def op() -> None:
            leaf.begin()
            started = perf_counter_ns()
            results = await fan.inside(files)
            service.record(perf_counter_ns() - started)
            cell.require_in_order(results, files)
            leaf.require_done()
            leaf.times.record_into(leaf_service, files)
            if (most := leaf.times.most_at_once(files)) > limit:
                raise cell.failed(f"{most} files were at work at once, the limit is {limit}")
            in_flight.record(most, 1)

        yield op
        leaf.require_all_written()
