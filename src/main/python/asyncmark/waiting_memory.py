"""Memory of a task that waits: how many bytes one more costs.

`PYTHON -E DIR waiting-memory` prints a table as in `src/docs/waiting-memory.md`: the slope between
1 000 and 10 000 tasks, on to 100 000, on to 1 000 000. Heap is what the allocators of Python gave
out, by `tracemalloc`, in a process of its own, because it takes memory itself; resident memory is
that of the process, and not told where there is no /proc.
"""

import asyncio
import gc
import os
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

Wait = Callable[[], Coroutine[Any, Any, object]]

SIZES = (1_000, 10_000, 100_000, 1_000_000)


async def _semaphore() -> Wait:
    return asyncio.Semaphore(0).acquire


async def _queue() -> Wait:
    return asyncio.Queue[int]().get


async def _lock() -> Wait:
    lock = asyncio.Lock()
    await lock.acquire()
    return lock.acquire


async def _event() -> Wait:
    return asyncio.Event().wait


WAITS = {"semaphore": _semaphore, "queue": _queue, "lock": _lock, "event": _event}
"""What a task waits for, by name."""


def main(arguments: list[str]) -> None:
    """Prints the table, or for `KIND MEMORY` the bytes in use at each size."""
    if arguments:
        kind, memory = arguments
        asyncio.run(_tell(kind, memory))
        return
    sizes = " | ".join(f"{kind} to 10{power}" for kind in ("heap", "resident") for power in "⁴⁵⁶")
    print(f"| model | waits for | {sizes} |")
    print("|---|---|" + "---:|" * 6)
    for kind in WAITS:
        slopes = [slope for memory in ("heap", "resident") for slope in _slopes(kind, memory)]
        print(f"| asyncio | {kind} | {' | '.join(slopes)} |", flush=True)


def _slopes(kind: str, memory: str) -> list[str]:
    command = [sys.executable, "-E", sys.argv[0], "waiting-memory", kind, memory]
    in_use = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    if not in_use:
        return ["n/a"] * (len(SIZES) - 1)
    return [
        f"{(int(in_use[i]) - int(in_use[i - 1])) / (SIZES[i] - SIZES[i - 1]):.0f}"
        for i in range(1, len(SIZES))
    ]


async def _tell(kind: str, memory: str) -> None:
    """Prints the bytes in use while so many tasks wait, for each of `SIZES`, if anything tells."""
    resident = Path("/proc/self/statm")
    if memory == "heap":
        tracemalloc.start()
    elif not resident.exists():
        return
    wait = await WAITS[kind]()
    tasks: list[asyncio.Task[object]] = []
    in_use = []
    for size in SIZES:
        tasks += [asyncio.create_task(wait()) for _ in range(size - len(tasks))]
        await asyncio.sleep(0)  # each has run until it waits
        gc.collect()
        if memory == "heap":
            in_use.append(tracemalloc.get_traced_memory()[0])
        else:
            in_use.append(int(resident.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE"))
    print(*in_use, flush=True)
    os._exit(0)  # to cancel a million tasks says nothing
