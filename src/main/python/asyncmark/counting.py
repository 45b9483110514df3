"""A queue that counts."""

import asyncio


class CountingQueue(asyncio.Queue[int]):
    """A queue that counts how many puts and takes found no room or no item, and had to wait."""

    waits = 0

    async def put(self, item: int) -> None:
        self.waits += self.full()
        await super().put(item)

    async def get(self) -> int:
        self.waits += self.empty()
        return await super().get()
