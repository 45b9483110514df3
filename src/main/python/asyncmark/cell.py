"""What a fork measures, and the two ways in which it may not."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

from asyncmark.meter import Meter

Op = Callable[[], Awaitable[None]]
"""One op of a cell, its checks and its recording included."""


class CheckFailed(Exception):
    """An op did other work than the cell asks for: a failed fork, and never a number."""


class NotAvailable(Exception):
    """This Python cannot do the cell. Its text stands in tables: `n/a (reason)`."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One point of a pattern: how it is done, and with which parameters.

    `params` are the shared parameters of the pattern, whole numbers as numbers and the rest as
    words; those without effect are not there. `backend_port` is that of the http server on
    127.0.0.1; 0 if there is none.
    """

    pattern: str
    mechanism: str
    params: Mapping[str, int | str]
    backend_port: int = 0
    meter: Meter = field(default_factory=Meter)

    def number(self, name: str, default: int | None = None, **words: int) -> int:
        """Returns the number of a parameter.

        `default` is that of one that is without effect in this cell, and so is not there; `words`
        are the numbers that its words stand for: `cell.number("capacity", unbounded=0)`.
        """
        value = self.params.get(name, default)
        if isinstance(value, str):
            value = words.get(value)
        if value is None:
            raise KeyError(f"wanted {name} as a number, found {self.params.get(name)!r}")
        return value

    def text(self, name: str, default: str | None = None) -> str:
        """Returns the word of a parameter; `default` is that of one that is not there."""
        value = self.params.get(name, default)
        if not isinstance(value, str):
            raise KeyError(f"wanted {name} as a word, found {value!r}")
        return value

    def failed(self, what: str) -> CheckFailed:
        """Returns the exception for an op that went wrong, to be raised."""
        return CheckFailed(f"{self.pattern}, model asyncio, mechanism {self.mechanism}: {what}")

    def require_in_order(self, results: Sequence[int], leaves: int) -> None:
        """Requires the result of each leaf, which is its index, in its place."""
        self.require_count(len(results), leaves)
        for index, value in enumerate(results):
            if value != index:
                raise self.failed(f"result {index} is that of leaf {value}")

    def require_count(self, results: int, leaves: int) -> None:
        """Requires as many results as leaves."""
        if results != leaves:
            raise self.failed(f"wanted {leaves} results, got {results}")
