"""The oracle of pipelines: what becomes of each item of an op, and which fail: drawn by seed."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter_ns

from asyncmark.cell import Cell
from asyncmark.splittable import SplittableRandom

_SEED = 0x5EED919E


class Processed:
    """The items, each of which is its number, and their ends; drawn anew for every op.

    An end is `processed`, `failed`, or `dropped` by who was cancelled. `shares` are the items of
    each producer, `middle` is the one behind which all is cancelled; None if nothing is.
    """

    def __init__(self, producers: int, items: int, failing_percent: int, shutdown: str) -> None:
        bounds = [items * producer // producers for producer in range(producers + 1)]
        self.shares = [range(*share) for share in zip(bounds, bounds[1:])]
        self.middle = (bounds[-2] + items) // 2 if shutdown == "cancel" else None
        self._random = SplittableRandom(_SEED)
        self._percent = failing_percent
        self._items = items

    def draw(self) -> None:
        """Forgets the last op, and draws which items fail in the next."""
        self.failing = [self._random.next_int(100) < self._percent for _ in range(self._items)]
        self.running = 0  # tasks
        self.put = [False] * self._items
        self.ends = [""] * self._items
        self._in_nanos, self._out_nanos = [0] * self._items, [0] * self._items
        self._twice = False

    @contextmanager
    def task(self) -> Iterator[None]:
        """Counts a task while it runs."""
        self.running += 1
        try:
            yield
        finally:
            self.running -= 1

    def putting(self, item: int) -> None:
        """Notes that an item is about to be put."""
        self._in_nanos[item] = perf_counter_ns()

    def end(self, item: int, end: str) -> None:
        """Notes the end of an item."""
        self._twice |= self.ends[item] != ""
        self._out_nanos[item] = perf_counter_ns()
        self.ends[item] = end

    def require(self, cell: Cell) -> None:
        """Requires that all tasks have ended, and that each item that was put has its one end."""
        if self.running:
            raise cell.failed(f"{self.running} tasks had not ended when the op was over")
        if self._twice:
            raise cell.failed("an item had two ends")
        for item, (put, end, fails) in enumerate(zip(self.put, self.ends, self.failing)):
            if put != bool(end):
                what = "was put and has no end" if put else f"was not put and is {end}"
                raise cell.failed(f"item {item} {what}")
            wanted = "failed" if fails else "processed"
            dropped = end in ("", "dropped") and self.middle not in (None, item)
            if end != wanted and not dropped:
                raise cell.failed(f"item {item}: wanted {wanted}, got {end or 'none'}")

    def residences(self) -> list[int]:
        """Returns the time of each item that was worked on, from before its put to its end."""
        return [
            self._out_nanos[item] - self._in_nanos[item]
            for item, end in enumerate(self.ends)
            if end in ("processed", "failed")
        ]
