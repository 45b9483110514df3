"""A token bucket, and the oracle of those who keep to its rate. Times are in nanoseconds."""

from typing import NamedTuple

from asyncmark.cell import Cell

SECOND = 1_000_000_000


class Rate(NamedTuple):
    """Tokens that come in a second, and that a bucket holds; each 1 and up."""

    per_second: int
    burst: int

    def nanos(self, tokens: int) -> int:
        """Returns the time in which tokens come, rounded up."""
        return -(-tokens * SECOND // self.per_second)


class TokenBucket:
    """A bucket by the clock, full at first: who takes a token is told when it is due.

    It remembers when it was last full and how many were taken since. The `n`-th of those is due
    `(n - burst) / rate` seconds after that time, or at once if that is over.
    """

    def __init__(self, rate: Rate) -> None:
        self._rate = rate
        self._full = self._taken = 0

    def take(self, now: int) -> int:
        """Takes the next token and returns when it is due: now, or later, by the same clock."""
        if now - self._full >= self._rate.nanos(self._taken):
            self._full, self._taken = now, 0
        self._taken += 1
        return max(now, self._full + self._rate.nanos(self._taken - self._rate.burst))


class Admissions:
    """What the tasks of an op note of their tokens, held to the rate."""

    def __init__(self, tasks: int, rate: Rate) -> None:
        self.tasks = tasks
        self.bucket = TokenBucket(rate)
        self.asked, self.taken, self.due, self.admitted = ([0] * tasks for _ in range(4))
        self.times = [0] * tasks
        self._rate = rate

    def waits(self) -> list[int]:
        """Returns how long each task took from asking for its token to being admitted."""
        return [went - asked for went, asked in zip(self.admitted, self.asked)]

    def lateness(self) -> list[int]:
        """Returns how late tasks that had to wait were, in the order of their due times."""
        return [self.admitted[task] - self.due[task] for task in self._waiting()]

    def lasted(self) -> int:
        """Returns the time from the first to ask to the last to go on."""
        return max(self.admitted) - min(self.asked)

    def burst(self) -> float:
        """Returns by how many tasks the window with the most of them has more than come in it."""
        went = sorted(self.admitted)
        return self._most_beyond_rate(went, went) / SECOND

    def overtaking(self) -> int:
        """Returns how many that had to wait went on before one whose token was due earlier."""
        overtaking = last = 0
        for task in self._waiting():
            overtaking += self.admitted[task] < last
            last = max(last, self.admitted[task])
        return overtaking

    def _waiting(self) -> list[int]:
        waited = [task for task, due in enumerate(self.due) if due > self.asked[task]]
        return sorted(waited, key=self.due.__getitem__)

    def _most_beyond_rate(self, since: list[int], until: list[int]) -> int:
        """Returns by how many billionths of a token a window has more than come in it, at most."""
        rate = self._rate.per_second
        least, most = -rate * since[0], 0
        for i, (start, end) in enumerate(zip(since, until)):
            least = min(least, i * SECOND - rate * start)
            most = max(most, (i + 1) * SECOND - rate * end - least)
        return most

    def require(self, cell: Cell) -> None:
        """Requires that tokens came as the rate says, and that no more went on than that."""
        for task, times in enumerate(self.times):
            if times != 1:
                raise cell.failed(f"task {task} was admitted {times} times")
            if (early := self.due[task] - self.admitted[task]) > 0:
                raise cell.failed(f"task {task} was admitted {early} ns before its token was due")
        rate, burst = self._rate
        asked, due, admitted = sorted(self.asked), sorted(self.due), sorted(self.admitted)
        latest = sorted(d + t - a for d, t, a in zip(self.due, self.taken, self.asked))
        most = self._most_beyond_rate(due, latest)
        if most > burst * SECOND + rate:  # due times are rounded to a nanosecond
            raise cell.failed(
                f"a window has {most / SECOND} tokens more than come in it,"
                f" the bucket holds {burst}"
            )
        for i, (goes, at) in enumerate(zip(admitted, due)):
            within = goes - asked[0]
            came = rate * (within + 1) // SECOND
            if i + 1 > burst + came:
                raise cell.failed(
                    f"{i + 1} tasks went on within {within} ns, in which {came} tokens came"
                )
            if (late := at - asked[-1] - max(0, self._rate.nanos(i + 1 - burst))) > 0:
                raise cell.failed(f"token {i} was due {late} ns later than the rate allows")
