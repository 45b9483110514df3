"""The check that it is the limit of a fan-out that holds its leaves back."""

from asyncmark.cell import Cell


class InFlight:
    """Holds the number of leaves that are at work at once to the limit: never more, op by op.

    That it is the limit that holds them back shows in the greatest number of a fork. It is required
    of leaves that wait: the loop starts as many in one turn, and none can end before the next.
    """

    def __init__(self, cell: Cell, fan_out: int, limit: int) -> None:
        self._cell = cell
        self._limit = limit
        self._reachable = min(fan_out, limit) if cell.text("leaf") != "cpu" else 0
        self._recorder = cell.meter.ratio("inflight", "#/op")
        self._most = 0

    def record(self, most: int) -> None:
        """Takes the greatest number of an op; raises if it is more than the limit."""
        if most > self._limit:
            raise self._cell.failed(
                f"{most} leaves were at work at once, the limit is {self._limit}"
            )
        self._recorder.record(most, 1)
        self._most = max(self._most, most)

    def require_reached(self) -> None:
        """Requires that the ops have reached the limit, if there were any."""
        if 0 < self._most < self._reachable:
            raise self._cell.failed(
                f"at most {self._most} leaves were at work at once, wanted {self._reachable}:"
                " something else than the limit holds them back"
            )
