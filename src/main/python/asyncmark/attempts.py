"""The plan and the oracle of retries: which attempts fail, what is waited for, what is done."""

from time import perf_counter_ns

from asyncmark.cell import Cell
from asyncmark.plan import LeafPlan
from asyncmark.splittable import SplittableRandom

_SEED = 13


class Attempts(LeafPlan):
    """What the tasks of an op are to do, by seed and anew for every op, and what they do.

    Every attempt of a task is a leaf of its own, with an index of its own. Each task draws from a
    random of its own, so that no task's fate depends on when another one fails.
    """

    def __init__(self, cell: Cell) -> None:
        self.tasks = cell.number("tasks")
        self.most = cell.number("maxAttempts")
        self._delay = cell.number("delayMicros")
        self._base, self._cap = cell.number("backoffMillis"), cell.number("capMillis")
        self._percent = cell.number("failingPercent")
        self._random = SplittableRandom(_SEED)

    def draw(self) -> None:
        """Forgets the last op, and draws the next."""
        self.failures: list[int] = []  # of each task's attempts, from the first on
        self.waits: list[list[int]] = []  # of each task, in milliseconds
        for _ in range(self.tasks):
            own = self._random.split()
            failing = 0
            while failing < self.most and own.next_int(100) < self._percent:
                failing += 1
            self.failures.append(failing)
            self.waits.append([self._backoff(attempt, own) for attempt in range(self.most)])
        self.begun: list[list[int]] = [[] for _ in range(self.tasks)]
        self.due: list[list[int]] = [[] for _ in range(self.tasks)]
        self.ends: list[int | OSError | None] = [None] * self.tasks

    def _backoff(self, attempt: int, jitter: SplittableRandom) -> int:
        longest = min(self._base << min(attempt, 32), self._cap)
        return longest - jitter.next_long(longest // 2 + 1)

    def delay_micros(self, index: int) -> int:
        return self._delay

    def fails(self, index: int) -> bool:
        return index % self.most < self.failures[index // self.most]

    def begins(self, task: int) -> int:
        """Notes that a task begins its next attempt, with a permit; returns its leaf."""
        begun = self.begun[task]
        begun.append(perf_counter_ns())
        return task * self.most + len(begun) - 1

    def asks(self, task: int) -> int:
        """Notes that a task asks for its next wait, which begins now; returns its end."""
        due = self.due[task]
        due.append(perf_counter_ns() + self.waits[task][len(due)] * 1_000_000)
        return due[-1]

    def lateness(self, task: int) -> list[int]:
        """Returns how long after the end of each wait a task began its next attempt."""
        return [begun - due for begun, due in zip(self.begun[task][1:], self.due[task])]

    def require(self, cell: Cell) -> None:
        """Requires the attempts, waits and ends of the plan, and none too early."""
        for task, failing in enumerate(self.failures):
            attempts = min(failing + 1, self.most)
            made, asked, end = len(self.begun[task]), len(self.due[task]), self.ends[task]
            if made != attempts or asked != attempts - 1:
                raise cell.failed(
                    f"task {task}: wanted {attempts} attempts and {attempts - 1} waits,"
                    f" got {made} and {asked}"
                )
            if (early := min(self.lateness(task), default=0)) < 0:
                raise cell.failed(f"task {task} was {-early} ns early after a wait")
            value = task * self.most + failing
            if not isinstance(end, OSError) if failing == self.most else end != value:
                wanted = "its last failure" if failing == self.most else value
                raise cell.failed(f"task {task}: wanted {wanted}, got {end!r}")
