"""A service that is shut down under load: no more work, drain, cancel at a deadline.

Offers come at drawn times over three times the wait of a leaf, from a thread beside the loop, and
the service is stopped after two of the three. Measured: `drain` is from the stop to the end of all
that was taken, `service` from the first offer to the end of all. `rejected` and `aborted` are the
shares of the offers that ended so.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from functools import partial
from time import perf_counter_ns

from asyncmark.cell import Cell, Op
from asyncmark.leaf import Leaf, leaves
from asyncmark.offers import Offers
from asyncmark.splittable import SplittableRandom
from asyncmark.until import sleep_until

MECHANISMS = ("asyncio", "aiohttp")

_SEED = 17
_WAITS_OF_LOAD = 3
_WAITS_TO_STOP = 2


class Service:
    """Takes leaves that it is offered until it is told to stop. How each ends is noted."""

    def __init__(self, leaf: Leaf, offers: Offers) -> None:
        self._leaf, self._offers = leaf, offers
        self._accepting = True
        self._in_flight: set[asyncio.Task[int]] = set()  # what nobody else refers to

    def offer(self, number: int) -> None:
        """Takes a leaf, or rejects it; on the thread of the loop."""
        if not self._accepting:
            self._offers.end(number, "rejected")
            return
        task = asyncio.create_task(self._leaf(number))
        self._in_flight.add(task)
        task.add_done_callback(partial(self._ended, number))  # its body may never begin

    def _ended(self, number: int, task: asyncio.Task[int]) -> None:
        self._in_flight.discard(task)
        if task.cancelled():
            self._offers.end(number, "aborted")
        elif failure := task.exception():
            self._offers.end(number, failure)
        elif (value := task.result()) != number:
            self._offers.end(number, RuntimeError(f"its result is that of leaf {value}"))
        else:
            self._offers.end(number, "completed")

    async def shut_down(self, deadline: int) -> None:
        """Stops taking work, waits for what was taken, and cancels what is left at a deadline.

        It returns when all has ended. What was offered before is taken. The deadline is a time of
        `perf_counter_ns`.
        """
        pending = self._in_flight
        try:
            await asyncio.sleep(0)
            self._accepting = False
            pending = set(self._in_flight)
            while pending and (left := deadline - perf_counter_ns()) > 0:
                _, pending = await asyncio.wait(pending, timeout=left / 1e9)
        finally:  # also where this is cancelled
            for task in pending:
                task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)


def offer_all(
    service: Service, offers: Offers, at: list[int], loop: asyncio.AbstractEventLoop
) -> None:
    """Offers a leaf at each of these times, on the thread of a client."""
    for number, due in enumerate(at):
        while (left := due - perf_counter_ns()) > 0:
            time.sleep(left / 1e9)
        loop.call_soon_threadsafe(service.offer, number)
        offers.offered_nanos[number] = perf_counter_ns()


@asynccontextmanager
async def opened(cell: Cell) -> AsyncIterator[Op]:
    """Opens the leaves; one op is a load, in the midst of which the service is shut down."""
    count = cell.number("offers")
    deadline_nanos = 1_000 * cell.number("deadlineMicros")
    delay_nanos = 1_000 * cell.number("delayMicros")
    random = SplittableRandom(_SEED)
    whole, drain = map(cell.meter.latency, ("service", "drain"))
    rejected, aborted = (cell.meter.ratio(name, "#/offer") for name in ("rejected", "aborted"))
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(1, "client") as client:
        async with leaves(cell, count=count) as leaf:

            async def op() -> None:
                leaf.times.clear()
                offers = Offers(count)
                service = Service(leaf, offers)
                window = _WAITS_OF_LOAD * delay_nanos
                arrivals = sorted(random.next_long(window + 1) for _ in range(count))
                began = perf_counter_ns()
                at = [began + nanos for nanos in arrivals]
                load = loop.run_in_executor(client, offer_all, service, offers, at, loop)
                await sleep_until(began + _WAITS_TO_STOP * delay_nanos)
                stopped = perf_counter_ns()
                await service.shut_down(stopped + deadline_nanos)
                drain.record(perf_counter_ns() - stopped)
                await load  # all of its offers were there before its end, and are answered
                whole.record(perf_counter_ns() - at[0])
                offers.require(cell, stopped, stopped + deadline_nanos)
                rejected.record(offers.count("rejected"), count)
                aborted.record(offers.count("aborted"), count)

            yield op
