"""Queues that are shut down: `asyncio.Queue.shutdown`, which Python has from 3.13 on."""

import asyncio

from asyncmark.cell import Cell, NotAvailable

SHUT_DOWN: tuple[type[Exception], ...] = (
    (asyncio.QueueShutDown,) if hasattr(asyncio, "QueueShutDown") else ()
)
"""What a task of a queue that was shut down gets once the queue is empty; none before 3.13."""


def shutdown_of(cell: Cell) -> str:
    """Returns how the cell's consumers learn of the end; raises if this Python has no such way."""
    shutdown = cell.text("shutdown")
    if shutdown == "close" and not SHUT_DOWN:
        raise NotAvailable("n/a (asyncio.Queue has shutdown() from Python 3.13 on)")
    return shutdown
