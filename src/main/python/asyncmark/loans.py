"""The oracle of pools: what becomes of each task of an op, and when it has a slot."""

from asyncmark.cell import Cell
from asyncmark.splittable import SplittableRandom
from asyncmark.times import LeafTimes

_SEED = 12


class Loans:
    """The tasks of one op, each of which is lent a slot, and whose slot breaks: drawn by seed."""

    def __init__(self, cell: Cell, tasks: int, broken_percent: int) -> None:
        """Makes room for some tasks; a slot breaks under that many per cent of them."""
        self.tasks = tasks
        self.waits = LeafTimes.of_waits(cell, tasks, "slot")
        self.lent = LeafTimes(cell, tasks)
        self._cell = cell
        self._random = SplittableRandom(_SEED)
        self._percent = broken_percent
        self.draw()

    def draw(self) -> int:
        """Forgets the last op, and draws the next; returns how many slots will break."""
        self.waits.clear()
        self.lent.clear()
        self.ends: list[int | Exception | None] = [None] * self.tasks
        self.breaks = [self._random.next_int(100) < self._percent for _ in self.ends]
        return sum(self.breaks)

    def require(self, slots: int) -> None:
        """Requires that each task has its value, and no more than all slots were lent at once."""
        for task, end in enumerate(self.ends):
            if end != task:
                message = f"task {task} has no value, it ended with {end!r}"
                raise self._cell.failed(message) from (end if isinstance(end, Exception) else None)
        if (most := self.lent.most_at_once(self.tasks)) > slots:
            raise self._cell.failed(f"{most} slots were lent at once, the pool has {slots}")
