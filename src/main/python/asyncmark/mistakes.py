"""The mistakes of `pitfalls`, each with its remedy: the same tasks, done one way or the other.

That of handlers which block is `offload`, in place or elsewhere.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from typing import Any

from asyncmark.leaf import Leaf

_LOOK_SECONDS = 0.001
"""From one look of the watchdog of locks to the next."""


async def one_by_one(leaf: Leaf, tasks: int, by_mistake: bool) -> list[int]:
    """Waits for each task before it starts the next, or starts them together."""
    if by_mistake:
        return [await leaf(task) for task in range(tasks)]
    return await asyncio.gather(*map(leaf, range(tasks)))


async def ask(session: Callable[[], AbstractAsyncContextManager[Leaf]], requests: int) -> list[int]:
    """Makes requests one after another, each in the session that it is given."""
    answers = []
    for request in range(requests):
        async with session() as asked:
            answers.append(await asked(request))
    return answers


class TaskFailure(Exception):
    """What a task fails with that was drawn to."""


async def orphans(leaf: Leaf, tasks: int, drawn: Collection[int], by_mistake: bool) -> int:
    """Starts tasks and forgets them, or waits for them and looks at the outcome of each.

    Those that were drawn fail. Returns how many have failed unseen, once all have ended.
    """

    async def work(task: int) -> None:
        if (result := await leaf(task)) != task:
            raise ValueError(f"task {task} has the result of task {result}")
        if task in drawn:
            raise TaskFailure(f"task {task} was drawn to fail")

    async def forget() -> None:
        left = tasks
        none_left = asyncio.Event()

        def ended(task: asyncio.Task[None]) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                none_left.set()

        for task in range(tasks):
            asyncio.create_task(work(task)).add_done_callback(ended)
        await none_left.wait()

    async def look() -> None:
        for outcome in await asyncio.gather(*map(work, range(tasks)), return_exceptions=True):
            if not (outcome is None or isinstance(outcome, TaskFailure)):
                raise outcome

    with _watch() as unseen:
        await (forget() if by_mistake else look())
    return len(unseen)


@contextmanager
def _watch() -> Iterator[list[str]]:
    """Collects the failures of tasks that nobody has seen.

    It is asyncio that finds them: when a task is gone whose failure nobody has asked for, it tells
    the loop's exception handler. Whatever else that is told goes where it went before.
    """
    loop = asyncio.get_running_loop()
    others = loop.get_exception_handler()
    unseen: list[str] = []

    def tell(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        if isinstance(context.get("exception"), TaskFailure):
            unseen.append(str(context["exception"]))
        elif others:
            others(loop, context)
        else:
            loop.default_exception_handler(context)

    loop.set_exception_handler(tell)
    try:
        yield unseen
    finally:
        loop.set_exception_handler(others)


class LockOrder:
    """Two tasks that take two locks, and a watchdog that finds them waiting for each other.

    Task 0 takes lock 0 and then lock 1; task 1 takes them in the same order, or by mistake in the
    opposite one, and then the two wait for each other between their locks, so that they always
    meet. Once a deadlock is found, task 0 is cancelled, and the other one goes on.
    """

    def __init__(self, by_mistake: bool) -> None:
        self.report = ""  # who waited for whom in the first deadlock
        self._by_mistake = by_mistake
        self._meeting = asyncio.Barrier(2)
        self._locks = (asyncio.Lock(), asyncio.Lock())
        self._holders: list[int | None] = [None, None]
        self._wanted: list[int | None] = [None, None]
        self._sections = 0

    async def run(self) -> int:
        """Has both tasks take both locks; returns how many deadlocks were found."""
        self._wanted, self._sections = [None, None], 0
        victim, other = tasks = [asyncio.create_task(self._both(task)) for task in (0, 1)]
        deadlocks = 0
        try:
            while (await asyncio.wait(tasks, timeout=_LOOK_SECONDS))[1]:
                if not deadlocks and (told := self._look()):
                    deadlocks += 1
                    if not self.report:
                        self.report = told
                        print(f"deadlock found:\n{told}", end="", flush=True)
                    victim.cancel()
        finally:
            for task in tasks:
                task.cancel()
        other.result()
        if not deadlocks:
            victim.result()
        return deadlocks

    def wrong(self, deadlocks: int) -> str:
        """Returns what is wrong behind an op with so many deadlocks; nothing if it is well."""
        if self._sections != 2 - deadlocks:
            return f"{2 - deadlocks} tasks were to have both locks, {self._sections} had them"
        return "a lock is taken still" if any(lock.locked() for lock in self._locks) else ""

    async def _both(self, task: int) -> None:
        first = task if self._by_mistake else 0
        async with self._taken(task, first):
            if self._by_mistake:
                await self._meeting.wait()
            async with self._taken(task, 1 - first):
                self._sections += 1

    @asynccontextmanager
    async def _taken(self, task: int, lock: int) -> AsyncIterator[None]:
        self._wanted[task] = lock
        async with self._locks[lock]:
            self._wanted[task], self._holders[lock] = None, task
            try:
                yield
            finally:
                self._holders[lock] = None

    def _look(self) -> str:
        """Tells what two tasks that wait for each other wait for; nothing if they do not."""
        told = ""
        for task, lock in enumerate(self._wanted):
            holder = None if lock is None else self._holders[lock]
            if holder is None:
                return ""
            told += f"task {task} waits for lock {lock}, which task {holder} has\n"
        return told
