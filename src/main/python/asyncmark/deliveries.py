"""The oracle of broadcasts: what is published, delivered and lost in one op, and when."""

from dataclasses import dataclass
from itertools import pairwise

from asyncmark.cell import Cell
from asyncmark.plan import LeafPlan

TIMED = 7
"""The distance of the messages whose times are taken.

A reading of the clock costs as much as passing a message on, and it is prime to the usual depths.
"""


@dataclass(frozen=True, slots=True)
class Plan(LeafPlan):
    """What an op broadcasts, and to whom; the first `slow` of the subscribers are slow.

    `overflow` is what happens to a message for a queue that is full: `block` has the publisher
    wait, `drop-oldest` drops another one for it, `disconnect` its subscriber. A slow subscriber
    waits in its leaf for each message, and a paced publisher in another one after each.
    """

    subscribers: int
    slow: int
    messages: int
    depth: int
    overflow: str
    slow_micros: int = 0
    period_micros: int = 0

    def delay_micros(self, index: int) -> int:
        return self.slow_micros if index < self.slow else self.period_micros


class Deliveries:
    """What becomes of each message, which is its number; publisher and subscribers write it."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self.published_nanos: list[int] = []  # of the timed messages
        self.refused = [plan.messages] * plan.subscribers  # from which message on
        self.dropped = [0] * plan.subscribers
        self.ended = [False] * plan.subscribers
        self.taken: list[list[int]] = [[] for _ in self.ended]
        self.taken_nanos: list[list[int]] = [[] for _ in self.ended]  # of the timed ones

    def lost(self) -> list[int]:
        """Returns how many messages each subscriber did not get, by what the policy took."""
        messages = self._plan.messages
        return [gone + messages - refused for gone, refused in zip(self.dropped, self.refused)]

    def require(self, cell: Cell) -> None:
        """Requires that each subscriber got all messages in order, but for what the policy took."""
        everything = list(range(self._plan.messages))
        for number, (taken, lost) in enumerate(zip(self.taken, self.lost())):
            if not self.ended[number]:
                raise cell.failed(f"subscriber {number} had not ended when the op was over")
            if lost == 0 and taken == everything:
                continue
            if wrong := self._difference(taken, lost):
                raise cell.failed(f"subscriber {number} {wrong}")

    def _difference(self, taken: list[int], lost: int) -> str:
        messages, overflow = self._plan.messages, self._plan.overflow
        gaps = overflow == "drop-oldest"
        if len(taken) + lost != messages:
            return f"got {len(taken)} and lost {lost} of {messages} messages"
        if overflow == "block" and lost:
            return f"lost {lost} messages, for which to wait"
        for last, message in pairwise((-1, *taken)):
            if message <= last if gaps else message != last + 1:
                behind = "first" if last < 0 else f"after message {last}"
                return f"got message {message} {behind}"
        if gaps and taken[-1] != messages - 1:
            return "did not get the newest message"
        return ""

    def times(self) -> tuple[list[int], list[int]]:
        """Returns how long each timed message took to the last subscriber, and to each fast one."""
        last = [0] * len(self.published_nanos)
        fast = []
        for number, (taken, nanos) in enumerate(zip(self.taken, self.taken_nanos)):
            timed = (message // TIMED for message in taken if message % TIMED == 0)
            for slot, at in zip(timed, nanos):
                took = at - self.published_nanos[slot]
                last[slot] = max(last[slot], took)
                if number >= self._plan.slow:
                    fast.append(took)
        return [took for took in last if took > 0], fast  # else everybody has lost it
