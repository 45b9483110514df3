"""The oracle of streams: what the source did and the consumer took in one op, and when."""

from time import perf_counter_ns

from asyncmark.cell import Cell

TIMED = 13
"""The distance of the items whose times are taken, as it is of queues."""


class Streamed:
    """What source and consumer did. An item is its number.

    Behind all `items` the source is `exhausted`, is `closed` by its consumer, or has `failed`. It
    is never more than `ahead + 1` items in front of the consumer: those that wait, and the one in
    its hand.
    """

    def __init__(self, ahead: int, items: int, ending: str) -> None:
        self.ahead, self.items, self.ending = ahead, items, ending
        self.begun_at_most = items + (ahead + 1 if ending == "closed" else 0)
        self.failure = OSError("the source fails by plan")
        self.begun = self.opened = self.freed = 0
        self.closed_nanos = self.freed_nanos = 0
        self.handed_nanos: list[int] = []  # of the timed items, as is the next
        self.taken_nanos: list[int] = []
        self.taken: list[int] = []

    def begin(self, item: int) -> bool:
        """Notes that the source begins an item; returns False instead behind the last one.

        Raises the failure instead, if the source is to fail, and RuntimeError if nothing holds it
        back.
        """
        if item >= self.items and self.ending != "closed":
            if self.ending == "failed":
                raise self.failure
            return False
        self.begun = item + 1
        if item >= self.begun_at_most:
            raise RuntimeError("nothing holds the source back")
        return True

    def wants_more(self) -> bool:
        """Tells whether the consumer takes another item, or the end."""
        return self.ending != "closed" or len(self.taken) < self.items

    def free(self) -> None:
        """Notes that the source has freed what it had opened."""
        self.freed += 1
        self.freed_nanos = perf_counter_ns()

    def require(self, cell: Cell, thrown: Exception | None) -> None:
        """Requires all items in order, the planned end, and a source held back, and then freed."""
        wanted = self.failure if self.ending == "failed" else None
        if thrown is not wanted:
            raise cell.failed(f"wanted the end {wanted!r}, got {thrown!r}") from thrown
        if len(self.taken) != self.items:
            raise cell.failed(f"wanted {self.items} items, got {len(self.taken)}")
        for number, item in enumerate(self.taken):
            if item != number:
                raise cell.failed(f"wanted item {number}, got item {item}")
        if not self.items <= self.begun <= self.begun_at_most:
            raise cell.failed(
                f"the source began {self.begun} items, {self.items} were taken, ahead={self.ahead}"
            )
        if (self.opened, self.freed) != (1, 1):
            raise cell.failed(f"the source was opened {self.opened} times and freed {self.freed}")

    def transits(self) -> list[int]:
        """Returns the time of each timed item from being handed over to being taken."""
        return [taken - handed for taken, handed in zip(self.taken_nanos, self.handed_nanos)]
