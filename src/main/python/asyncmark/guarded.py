"""What locks guard: plain counters, and the marks that prove that the locks work."""

from bisect import bisect_left
from collections import Counter
from operator import sub
from time import perf_counter_ns

from asyncmark.cell import Cell
from asyncmark.meter import Latency, Ratio

_NOBODY = -1


class Guarded:
    """What one lock guards. It is right if one contender at a time is between enter and leave.

    The counter is read on entering and written on leaving, so that it loses an update whenever two
    contenders overlap. It is also the number of the turn, by which times are kept.
    """

    def __init__(self, number: int, contenders: int, acquisitions: int) -> None:
        self._number = number
        self._contenders = contenders
        self._acquisitions = acquisitions
        self.clear()

    def clear(self) -> None:
        """Forgets the last op; while nobody contends."""
        turns = self._contenders * self._acquisitions
        self._counter = 0
        self._holder = _NOBODY
        self._violation = ""
        self._holders = [_NOBODY] * turns
        self._asked = [0] * turns
        self._acquired = [0] * turns
        self._released = [0] * turns

    def enter(self, contender: int, asked: int) -> int:
        """Notes that a contender, who asked at a time, has the lock; returns its turn."""
        acquired = perf_counter_ns()
        if self._holder != _NOBODY:
            self._note(f"contender {contender} entered while contender {self._holder} was inside")
        self._holder = contender
        turn = self._counter
        if turn < len(self._holders):  # else there are too many, as the counter will tell
            self._holders[turn] = contender
            self._asked[turn] = asked
            self._acquired[turn] = acquired
        return turn

    def leave(self, contender: int, turn: int) -> None:
        """Counts, and notes that a contender is about to release the lock."""
        if self._holder != contender:
            self._note(f"contender {contender} was not alone inside until it left")
        self._holder = _NOBODY
        self._counter = turn + 1
        if turn < len(self._released):
            self._released[turn] = perf_counter_ns()

    def _note(self, first: str) -> None:
        self._violation = self._violation or first

    def violation(self) -> str:
        """Returns what was wrong with the last op, or nothing."""
        lock, wanted = self._number, len(self._holders)
        if self._violation:
            return f"lock {lock}: {self._violation}"
        if self._counter != wanted:
            return f"lock {lock} was taken {self._counter} times, wanted {wanted}"
        times = Counter(self._holders)
        if _NOBODY in times:
            return f"lock {lock} lost its turn {self._holders.index(_NOBODY)}"
        for contender, had in times.items():
            if had != self._acquisitions:
                return (
                    f"contender {contender} had lock {lock} {had} times,"
                    f" wanted {self._acquisitions}"
                )
        return ""

    def record_into(self, acquire: Latency, handover: Latency) -> int:
        """Records each acquisition, and each hand-over to one that had been asked for by then.

        Returns the longest that an acquisition took, in nanoseconds.
        """
        waited = list(map(sub, self._acquired, self._asked))
        acquire.extend(waited)
        handover.extend(
            acquired - released
            for asked, acquired, released in zip(
                self._asked[1:], self._acquired[1:], self._released, strict=False
            )
            if asked <= released
        )
        return max(waited, default=0)

    def record_fairness(self, jain: Ratio) -> None:
        """Records how evenly the lock was shared, if two contended for it often enough.

        That is Jain's index over the shares that contenders had of the turns since they first
        asked, before the first of them came to its last one. Left out is who was the k-th to ask
        and has seen fewer than k turns since: it need not have been served in any order.
        """
        if self._contenders < 2 or self._acquisitions < 2:
            return
        turns = range(len(self._holders))
        first = dict(zip(reversed(self._holders), reversed(turns)))
        end = min(dict(zip(self._holders, turns)).values())
        had = Counter(self._holders[:end])
        firsts = sorted(first.values())
        asked = sorted(self._asked[turn] for turn in firsts)
        shares = []
        for turn in firsts:
            chances = end - bisect_left(self._acquired, self._asked[turn], 0, end)
            if chances > bisect_left(asked, self._asked[turn]):
                shares.append(had[self._holders[turn]] / chances)
        if len(shares) >= 2:
            squares = sum(share * share for share in shares)
            jain.record(sum(shares) ** 2 / (len(shares) * squares), 1)


class GuardedState:
    """All that the locks of an op guard; contender i contends for lock i modulo `locks`."""

    def __init__(self, cell: Cell, contenders: int, locks: int, acquisitions: int) -> None:
        self._cell = cell
        self.contenders = contenders
        self.acquisitions = acquisitions
        self.guarded = [
            Guarded(lock, (contenders - lock + locks - 1) // locks, acquisitions)
            for lock in range(locks)
        ]

    def clear(self) -> None:
        """Forgets the last op; while nobody contends."""
        for each in self.guarded:
            each.clear()

    def check(self) -> None:
        """Checks that each contender had its lock as often as planned, and alone."""
        for each in self.guarded:
            if violation := each.violation():
                raise self._cell.failed(violation)

    def record_into(self, acquire: Latency, handover: Latency, jain: Ratio, longest: Ratio) -> None:
        """Records the last op, which was checked."""
        nanos = max(each.record_into(acquire, handover) for each in self.guarded)
        longest.record(nanos / 1_000, 1)
        for each in self.guarded:
            each.record_fairness(jain)
