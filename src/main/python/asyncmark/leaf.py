"""The unit of work inside a pattern: cpu, timer or http."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Protocol

from asyncmark import http, peer
from asyncmark.cell import Cell
from asyncmark.plan import LeafPlan
from asyncmark.times import LeafTimes

__all__ = ["Leaf", "LeafPlan", "LeafTimes", "consume_cpu", "leaves"]


class Leaf(Protocol):
    """A leaf: `await leaf(index)` does its work and returns the index, by way of the work.

    `times` is when each worked; `reconnects` how often a connection was opened in place of one that
    had to be closed. One that fails raises OSError.
    """

    times: LeafTimes
    reconnects: int

    async def __call__(self, index: int) -> int: ...


class CpuLeaf:
    """The leaf that computes, and does not wait."""

    def __init__(self, tokens: int, times: LeafTimes) -> None:
        self.times = times
        self.reconnects = 0
        self._tokens = tokens

    async def __call__(self, index: int) -> int:
        self.times.start(index)
        consume_cpu(self._tokens)
        self.times.end(index)
        return index


class TimerLeaf:
    """The leaf that waits, by `asyncio.sleep`."""

    def __init__(self, plan: LeafPlan, times: LeafTimes) -> None:
        self.times = times
        self.reconnects = 0
        self._plan = plan

    async def __call__(self, index: int) -> int:
        self.times.start(index)
        await asyncio.sleep(self._plan.delay_micros(index) / 1e6)
        if self._plan.fails(index):
            raise OSError(f"leaf {index} fails by plan")
        self.times.end(index)
        return index


def consume_cpu(tokens: int) -> int:
    """Computes for a number of JMH's tokens: as many steps as `Blackhole.consumeCPU` takes."""
    t = 42
    for i in range(tokens, 0, -1):
        t += (t * 0x5DEECE66D + 0xB + i) & 0xFFFFFFFFFFFF
    return t


@asynccontextmanager
async def leaves(
    cell: Cell,
    *,
    count: int,
    plan: LeafPlan | None = None,
    kind: str | None = None,
    connects: LeafTimes | None = None,
) -> AsyncIterator[Leaf]:
    """Opens the leaf of a cell.

    `count` is the greatest number of leaves of an op; `plan` gives waits and failures of timer and
    http leaves in place of `delayMicros`; `kind` is `cpu`, `timer` or `http`, by default the cell's
    `leaf`; `connects` is where http leaves note when they connect, if each has a connection of its
    own. Raises NotAvailable if the mechanism is aiohttp and that is not installed.
    """
    kind = kind or cell.text("leaf")
    times = LeafTimes(cell, count)
    if kind == "cpu":
        if plan is not None:
            raise ValueError("a cpu leaf does not wait: plan timer or http leaves")
        yield CpuLeaf(cell.number("cpuTokens"), times)
        return
    plan = plan or LeafPlan.always(cell.number("delayMicros"))
    if kind == "timer":
        yield TimerLeaf(plan, times)
    elif kind == "http":
        target = http.Target(cell.backend_port, plan, cell.number("payloadBytes"))
        connections = cell.number("connections")
        async with (
            peer.aiohttp_client(target, connections, times)
            if cell.mechanism == "aiohttp"
            else http.client(target, connections, times, connects)
        ) as client:
            yield client
    else:
        raise ValueError(f"leaf: choose from cpu, timer, http, got '{kind}'")
