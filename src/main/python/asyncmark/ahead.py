"""A source that works ahead of who takes its items, as an asynchronous generator."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable

Put = Callable[[int], Awaitable[None]]
"""What a source hands an item to; no item is negative."""

_END = -1


async def working_ahead(
    source: Callable[[Put], Awaitable[None]], ahead: int, waits: list[bool] | None = None
) -> AsyncGenerator[int, None]:
    """Yields what a source puts, which runs in a task of its own and works `ahead` items ahead.

    With 0 it hands over: it goes on when its item is taken. Its failure comes behind all items, and
    closing this ends it where it waits. `waits` gets whether each put and each take has to wait.
    """
    queue: asyncio.Queue[int] = asyncio.Queue(max(1, ahead))

    async def put(item: int) -> None:
        if waits is not None:
            waits.append(ahead == 0 or queue.full())
        await queue.put(item)
        if ahead == 0:
            await queue.join()

    async def produce() -> None:
        try:
            await source(put)
        except Exception as failure:
            await put(_END)
            raise failure
        await put(_END)

    producer = asyncio.create_task(produce())
    try:
        while True:
            if waits is not None:
                waits.append(queue.empty())
            item = await queue.get()
            if ahead == 0:
                queue.task_done()
            if item == _END:
                break
            yield item
        await producer
    finally:
        producer.cancel()
        await asyncio.gather(producer, return_exceptions=True)
