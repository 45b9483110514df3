"""What is drawn for the races of `wait`, and what holds them to it."""

from typing import Any, NamedTuple

from asyncmark.cell import Cell
from asyncmark.plan import LeafPlan
from asyncmark.splittable import SplittableRandom
from asyncmark.times import LeafTimes

SEED = 0x5EED0FA1ACE


class End(NamedTuple):
    """How a leaf ended: the value that it gave, which is to be its index, or its index and why."""

    leaf: int
    failure: BaseException | None


def decides(until: str, failed: bool) -> bool:
    """Tells whether the end of one leaf decides a race."""
    return until == "first" or until == ("first-failure" if failed else "first-success")


class DrawnEnds(LeafPlan):
    """When each leaf of an op ends, and which fail: drawn anew for each op, the same in all models.

    The leaves end at equal distances, in an order that is drawn.
    """

    def __init__(self, leaves: int, step_micros: int, failing: int) -> None:
        self._random = SplittableRandom(SEED)
        self._micros = [(i + 1) * step_micros for i in range(leaves)]
        self._failures = [i < failing for i in range(leaves)]

    def draw(self) -> None:
        """Draws the next op."""
        shuffled: tuple[list[Any], ...] = self._micros, self._failures
        for i in range(len(self._micros) - 1, 0, -1):
            for drawn in shuffled:
                other = self._random.next_int(i + 1)
                drawn[i], drawn[other] = drawn[other], drawn[i]

    def delay_micros(self, index: int) -> int:
        return self._micros[index]

    def fails(self, index: int) -> bool:
        return self._failures[index]


class Judge:
    """Holds what a race returned to what was drawn for it.

    Not too early, as many ends as there must be, each as planned, and of leaves that have done
    their work. Which leaf decides is counted alone: two ends that are close may change places.
    """

    def __init__(self, cell: Cell, plan: DrawnEnds, times: LeafTimes) -> None:
        self._cell = cell
        self._plan = plan
        self._times = times
        self._leaves = cell.number("fanOut")
        self._until = cell.text("until")
        self._hedge_micros = cell.number("hedgeMicros", 0)
        self._all_run = cell.text("losers", "leave") == "leave" and not self._hedge_micros
        self._lateness = cell.meter.latency("lateness")
        self._started = cell.meter.ratio("started", "#/op")
        self._upsets = cell.meter.ratio("upsets", "#/op")

    def judge(self, ends: list[End], nanos: int) -> None:
        """Judges one race that is quiet, by what it returned and after which time."""
        planned = [self._end_nanos(i) for i in range(self._leaves)]
        deciding = [end for i, end in enumerate(planned) if self._decides(i)]
        over = min(deciding, default=max(planned))
        if nanos < over:
            raise self._cell.failed(
                f"the race was over after {nanos} ns, and cannot be before {over}"
            )
        self._lateness.record(nanos - over)
        self._cell.require_count(len(ends), 1 if deciding else self._leaves)
        for end in ends:
            self._require_planned(end)
        self._cell.require_count(len({end.leaf for end in ends}), len(ends))
        if self._all_run or not deciding:
            for i in range(self._leaves):
                self._require_ran(i)
        self._started.record(self._times.count_started(self._leaves), 1)
        if deciding:
            winner = ends[0].leaf
            if not self._decides(winner):
                raise self._cell.failed(f"leaf {winner} does not decide a race until {self._until}")
            self._upsets.record(planned[winner] != over, 1)

    def _end_nanos(self, leaf: int) -> int:
        return 1_000 * (self._hedge_micros * leaf + self._plan.delay_micros(leaf))

    def _decides(self, leaf: int) -> bool:
        return decides(self._until, self._plan.fails(leaf))

    def _require_planned(self, end: End) -> None:
        if not 0 <= end.leaf < self._leaves:
            raise self._cell.failed(f"there is no leaf {end.leaf}")
        failed = end.failure is not None
        if failed != self._plan.fails(end.leaf):
            how = "failed" if failed else "did not fail"
            raise self._cell.failed(f"leaf {end.leaf} {how}") from end.failure
        self._require_ran(end.leaf)

    def _require_ran(self, leaf: int) -> None:
        if not (self._plan.fails(leaf) or self._times.ran(leaf)):
            raise self._cell.failed(f"leaf {leaf} of {self._leaves} did not run")
