"""The leaves of the trees of `taskgroup`: what each does, and which one fails."""

import asyncio
from collections.abc import Coroutine, Iterator
from time import perf_counter_ns

from asyncmark.cell import Cell
from asyncmark.leaf import LeafTimes, consume_cpu
from asyncmark.splittable import SplittableRandom

_PARTS = 8  # of its wait, after one of which a leaf may fail


def drawn(work: str, leaves: int) -> Iterator[str]:
    """Draws what each leaf does: the variants of pyperformance's async_tree."""
    random = SplittableRandom(16)
    remembered: set[int] = set()
    for _ in range(leaves):
        match work:
            case "none":
                yield "return"
            case "io":
                yield "wait"
            case "cpu-io":
                yield "compute" if random.next_boolean() else "wait"
            case "memoization":  # of a hundred things ninety are remembered
                thing = random.next_int(100)
                yield "return" if thing in remembered else "wait"
                if thing < 90:
                    remembered.add(thing)


class TreeLeaf:
    """The leaves of a tree, of which each does its own step, and one may fail."""

    def __init__(self, cell: Cell) -> None:
        self._count = cell.number("leaves")
        self.times = LeafTimes(cell, self._count)
        self._wait_micros = cell.number("delayMicros", 0)
        self._tokens = cell.number("cpuTokens", 0)
        does = {"return": self._return, "wait": self._wait, "compute": self._compute}
        self._steps = [does[step] for step in drawn(cell.text("work"), self._count)]
        self._random = SplittableRandom(4)
        self._failing = -1
        self._failing_micros = 0
        self.failure = OSError("no leaf fails")
        self.failed = 0

    def __call__(self, index: int) -> Coroutine[None, None, int]:
        return self._fail() if index == self._failing else self._steps[index](index)

    def draw(self) -> None:
        """Draws which leaf fails, and after how much of its wait."""
        self._failing = self._random.next_int(self._count)
        self._failing_micros = self._wait_micros * self._random.next_int(_PARTS) // _PARTS
        self.failure = OSError(f"leaf {self._failing} fails, as was drawn")

    async def _return(self, index: int) -> int:
        return index

    async def _wait(self, index: int) -> int:
        self.times.start(index)
        await asyncio.sleep(self._wait_micros / 1e6)
        self.times.end(index)
        return index

    async def _compute(self, index: int) -> int:
        self.times.start(index)
        consume_cpu(self._tokens)
        self.times.end(index)
        return index

    async def _fail(self) -> int:
        await asyncio.sleep(self._failing_micros / 1e6)
        self.failed = perf_counter_ns()
        raise self.failure
