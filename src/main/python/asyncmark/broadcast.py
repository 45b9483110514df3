"""One publisher and many subscribers, some of them slow, each with a queue of its own.

Measured: `service` is until all is published and the last subscriber has ended. Of each 7th message
`last` is from right before its offer to the first subscriber until the last one has it, `fast` the
same for each subscriber that is not slow. `lost` is the share of deliveries that the policy took.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from time import perf_counter_ns

from asyncmark.cell import Cell, Op
from asyncmark.deliveries import TIMED, Deliveries, Plan
from asyncmark.frames import END, Line, Lines, lines
from asyncmark.leaf import Leaf, leaves

MECHANISMS = ("asyncio",)


class Broadcast:
    """A publisher, and subscribers with a queue each, from which over TCP one more task sends."""

    def __init__(self, plan: Plan, op: Deliveries, leaf: Leaf) -> None:
        self._plan, self._op, self._leaf = plan, op, leaf
        self._buffers = [asyncio.Queue[int](plan.depth) for _ in range(plan.subscribers)]

    async def run(self, over: Lines | None = None) -> None:
        """Publishes all messages and waits for all tasks; raises what the first one has raised."""
        try:
            connected = await over.connect() if over else []
            async with asyncio.TaskGroup() as tasks:
                for number, buffer in enumerate(self._buffers):
                    take = connected[number].receive if over else buffer.get
                    tasks.create_task(self._subscribe(number, take))
                for number, line in enumerate(connected):
                    tasks.create_task(self._send(number, line))
                await self._publish()
        except BaseException as failure:
            if over:
                over.abort()  # with messages on their way that are none of the next op
            if isinstance(failure, ExceptionGroup):
                raise failure.exceptions[0] from None
            raise

    async def _subscribe(self, number: int, take: Callable[[], Awaitable[int]]) -> None:
        taken, nanos = self._op.taken[number], self._op.taken_nanos[number]
        slow = number < self._plan.slow
        while (message := await take()) != END:
            taken.append(message)
            if message % TIMED == 0:
                nanos.append(perf_counter_ns())
            if slow:
                await self._leaf(number)
        self._op.ended[number] = True

    async def _send(self, number: int, line: Line) -> None:
        buffer = self._buffers[number]
        while (message := await buffer.get()) != END:
            await line.send(message)
        if self._op.refused[number] < self._plan.messages:
            line.disconnect()
        else:
            await line.send(END)

    async def _publish(self) -> None:
        for message in range(self._plan.messages):
            if message % TIMED == 0:
                self._op.published_nanos.append(perf_counter_ns())
            for number, buffer in enumerate(self._buffers):
                if not buffer.full():
                    if message < self._op.refused[number]:
                        buffer.put_nowait(message)
                elif self._plan.overflow == "block":
                    await buffer.put(message)
                elif self._plan.overflow == "drop-oldest":
                    buffer.get_nowait()
                    self._op.dropped[number] += 1
                    buffer.put_nowait(message)
                else:
                    self._op.refused[number] = min(self._op.refused[number], message)
            if self._plan.period_micros:
                await self._leaf(self._plan.slow + message)
        for buffer in self._buffers:
            await buffer.put(END)


@asynccontextmanager
async def opened(cell: Cell) -> AsyncIterator[Op]:
    """Opens the publisher's server, if it is over TCP; one op is one whole broadcast."""
    plan = Plan(
        cell.number("subscribers"),
        cell.number("slow"),
        cell.number("messages"),
        cell.number("depth"),
        cell.text("overflow"),
        cell.number("slowMicros", 0),
        cell.number("periodMicros"),
    )
    service, last, fast = map(cell.meter.latency, ("service", "last", "fast"))
    lost = cell.meter.ratio("lost", "#/delivery")
    async with AsyncExitStack() as stack:
        count = plan.slow + plan.messages
        leaf = await stack.enter_async_context(leaves(cell, count=count, plan=plan, kind="timer"))
        over = None
        if cell.text("over") == "tcp":
            server = lines(plan.subscribers, plan.messages, cell.number("payloadBytes"))
            over = await stack.enter_async_context(server)

        async def op() -> None:
            deliveries = Deliveries(plan)
            started = perf_counter_ns()
            await Broadcast(plan, deliveries, leaf).run(over)
            service.record(perf_counter_ns() - started)
            deliveries.require(cell)
            for latency, nanos in zip((last, fast), deliveries.times()):
                latency.extend(nanos)
            lost.record(sum(deliveries.lost()), plan.subscribers * plan.messages)

        yield op
