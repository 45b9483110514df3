"""Waiting until a time of `perf_counter_ns`."""

import asyncio
from time import perf_counter_ns


async def sleep_until(due_nanos: int) -> None:
    """Returns once a time has come, and at once if it has.

    It sleeps again if a sleep was too short: the clock of a loop may be coarser than this one, as
    uvloop's is, whose time comes in whole milliseconds.
    """
    while (left := due_nanos - perf_counter_ns()) > 0:
        await asyncio.sleep(left / 1e9)
