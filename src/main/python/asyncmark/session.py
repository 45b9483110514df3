"""Parallel HTTP requests in one session that is kept, or each in a session of its own.

Measured: one op is a gather of all requests; `service` is its time, with the closing of sessions in
it. `request` is each request from being sent to its answer; with a session of its own it is the
opening of that as well, and not its closing. `connect` is the opening alone, where the client
tells. `opened` is the number of connections that an op opens, counted by the server in ops of their
own before it is warm.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import perf_counter_ns

from asyncmark import http, peer
from asyncmark.cell import Cell, Op
from asyncmark.gather import fail_fast
from asyncmark.leaf import Leaf, LeafPlan, LeafTimes, leaves

MECHANISMS = ("asyncio", "aiohttp")

_COUNTED_OPS = 3


class SessionPerRequest:
    """The http leaf that opens a session of aiohttp for each request, and closes it behind."""

    reconnects = 0

    def __init__(self, target: http.Target, times: LeafTimes) -> None:
        self.times = times
        self._target = target

    async def __call__(self, index: int) -> int:
        async with peer.aiohttp_client(self._target, 1, self.times) as ask:
            return await ask(index)


async def accepted(port: int) -> int:
    """Asks the backend how many connections it has accepted, on one of its own, which counts."""
    reader, writer = await asyncio.open_connection(http.HOST, port)
    writer.write(b"GET /connections HTTP/1.0\r\n\r\n")
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    return int(answer.rpartition(b"\r\n")[2])


@asynccontextmanager
async def opened(cell: Cell) -> AsyncIterator[Op]:
    """Opens the session that is kept, if one is; one op is all requests, at once."""
    requests, connections = cell.number("requests"), cell.number("connections")
    kept = cell.text("keep") == "kept"
    tells = not kept and cell.mechanism == "asyncio"
    connects = LeafTimes.of_waits(cell, requests, "connection")
    service, request, connect = map(cell.meter.latency, ("service", "request", "connect"))
    opens = cell.meter.ratio("opened", "#/op")
    async with leaves(
        cell, count=requests, kind="http", connects=connects if tells else None
    ) as session:
        leaf: Leaf = session
        if not kept and not tells:
            plan = LeafPlan.always(cell.number("delayMicros"))
            target = http.Target(cell.backend_port, plan, cell.number("payloadBytes"))
            leaf = SessionPerRequest(target, session.times)

        async def requested() -> None:
            leaf.times.clear()
            connects.clear()
            started = perf_counter_ns()
            answers = await fail_fast(leaf, requests)
            service.record(perf_counter_ns() - started)
            cell.require_in_order(answers, requests)
            leaf.times.record_into(request, requests)
            if tells:
                connects.record_into(connect, requests)

        # before it is warm: then no other fork of the block asks the backend
        before = await accepted(cell.backend_port)
        for _ in range(_COUNTED_OPS):
            cell.require_in_order(await fail_fast(leaf, requests), requests)
        count = await accepted(cell.backend_port) - before - 1  # less that of the question
        if count > connections if kept else count != _COUNTED_OPS * requests:
            raise cell.failed(
                f"{_COUNTED_OPS * requests} requests opened {count} connections, wanted"
                f" {f'{connections} at most' if kept else 'one each'}"
            )
        yield requested
        opens.record(count, _COUNTED_OPS)
