"""The oracle of shutdowns: how each offer of an op ends, and when."""

from time import perf_counter_ns

from asyncmark.cell import Cell


class Offers:
    """The offers of one op: each is `completed`, `rejected` or `aborted`, in one way only.

    Times are those of `perf_counter_ns`; `offered_nanos` is when the call was over that offered.
    """

    def __init__(self, offers: int) -> None:
        self.ends: list[list[str | BaseException]] = [[] for _ in range(offers)]
        self.ended_nanos = [0] * offers
        self.offered_nanos = [0] * offers

    def end(self, offer: int, end: str | BaseException) -> None:
        """Notes the end of an offer; a failure of its leaf is none of its ends."""
        self.ends[offer].append(end)
        self.ended_nanos[offer] = perf_counter_ns()

    def count(self, end: str) -> int:
        """Returns how many offers ended in a way."""
        return self.ends.count([end])

    def require(self, cell: Cell, stopped: int, deadline: int) -> None:
        """Requires one end of each offer, none rejected before the stop or aborted too early."""
        for offer, ends in enumerate(self.ends):
            if ends and isinstance(ends[0], BaseException):
                raise cell.failed(f"offer {offer} failed") from ends[0]
            if len(ends) != 1:
                got = ", ".join(map(str, ends)) or "none"
                raise cell.failed(f"offer {offer} of {len(self.ends)} wanted one end, got {got}")
            if ends == ["rejected"] and (early := stopped - self.offered_nanos[offer]) > 0:
                raise cell.failed(f"offer {offer} was rejected {early} ns before the stop")
            if ends == ["aborted"] and (early := deadline - self.ended_nanos[offer]) > 0:
                raise cell.failed(f"offer {offer} was aborted {early} ns before the deadline")
