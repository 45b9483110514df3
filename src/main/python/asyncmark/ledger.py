"""The oracle of queues: what was put and taken in one op, when and by whom."""

from collections.abc import Iterator
from itertools import chain, pairwise

from asyncmark.cell import Cell, CheckFailed
from asyncmark.meter import Latency

TIMED = 13
"""The distance of the items whose times are taken.

It is prime to every capacity, so that each place in a batch is met as often as the others.
"""

END = -1
"""What a consumer takes for the end. No item is negative."""


class Taken:
    """What one consumer took in one op, in order, and when it took the timed ones."""

    __slots__ = ("ended", "items", "nanos")

    def __init__(self) -> None:
        self.items: list[int] = []
        self.nanos: list[int] = []
        self.ended = False


class Ledger:
    """All items of one op. An item is its number, and a producer puts its own in order.

    `putting` is when each of the timed items was about to be put, 0 until then; `taken` what each
    consumer took. The tasks of an op write to them.
    """

    def __init__(self, cell: Cell, producers: int, consumers: int, items: int) -> None:
        self._cell = cell
        self._items = range(items)
        self._bounds = [items * producer // producers for producer in range(producers + 1)]
        self._producer_of = [producer for producer, its in enumerate(self.produced()) for _ in its]
        self._consumers = consumers
        self.clear()

    def produced(self) -> Iterator[range]:
        """Returns the items of each producer."""
        return (range(*bounds) for bounds in pairwise(self._bounds))

    def clear(self) -> None:
        """Forgets the last op."""
        self.putting = [0] * len(self._items)
        self.taken = [Taken() for _ in range(self._consumers)]

    def check(self) -> None:
        """Checks the last op.

        Each item was put and taken exactly once, no consumer got two items of one producer out of
        order, and all consumers had ended. Raises CheckFailed with the first difference.
        """
        if not (
            all(each.ended for each in self.taken)
            and sorted(chain.from_iterable(each.items for each in self.taken)) == [*self._items]
            and all(self.putting[::TIMED])
            and all(self._in_order(each.items) for each in self.taken)
        ):
            raise self._difference()

    def _in_order(self, items: list[int]) -> bool:
        """Tells whether items are in order, producer by producer; a sort keeps that of equals."""
        return sorted(items, key=self._producer_of.__getitem__) == sorted(items)

    def record_transit(self, latency: Latency) -> None:
        """Records the time from put to take of each 13th item of the last op, which was checked."""
        for each in self.taken:
            timed = [item for item in each.items if item % TIMED == 0]
            latency.extend(
                nanos - self.putting[item] for item, nanos in zip(timed, each.nanos, strict=True)
            )

    def _difference(self) -> CheckFailed:
        """Returns what is wrong with the last op, item by item."""
        seen: set[int] = set()
        for consumer, each in enumerate(self.taken):
            if not each.ended:
                return self._cell.failed(f"consumer {consumer} had not ended when the op was over")
            last = [-1] * len(self._bounds)
            for item in each.items:
                if item not in self._items or (item % TIMED == 0 and self.putting[item] == 0):
                    return self._cell.failed(f"consumer {consumer} took {item}, which nobody put")
                producer = self._producer_of[item]
                if item in seen:
                    return self._cell.failed(
                        f"{self._name(item)} was taken twice,"
                        f" the second time by consumer {consumer}"
                    )
                if item <= last[producer]:
                    return self._cell.failed(
                        f"consumer {consumer} took {self._name(item)}"
                        f" after {self._name(last[producer])}"
                    )
                seen.add(item)
                last[producer] = item
        lost = min(set(self._items) - seen)
        return self._cell.failed(f"{self._name(lost)} was not taken")

    def _name(self, item: int) -> str:
        producer = self._producer_of[item]
        return f"item {item - self._bounds[producer]} of producer {producer}"
