"""Prints, in one line for each scenario, what happens in which order on asyncio's own loop.

AsyncioOrderTest does the same on the selector loop and wants the same lines; its expectation,
src/test/resources/golden/asyncio-order-3.11.txt, is the output of this script on CPython 3.11.
"""

import asyncio


async def callbacks(log):
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    future.add_done_callback(lambda done: log("future"))

    def first():
        log("first")
        loop.call_soon(log, "added by first")
        future.set_result(None)

    loop.call_soon(first)
    loop.call_soon(log, "cancelled").cancel()
    loop.call_soon(log, "second")
    loop.call_later(0.002, log, "later")
    loop.call_later(0.001, log, "sooner")
    await asyncio.sleep(0.02)


async def lock(log):
    held = asyncio.Lock()

    async def take(name):
        try:
            async with held:
                log(name + " has it")
        except asyncio.CancelledError:
            log(name + " cancelled")
            raise

    await held.acquire()
    b = asyncio.create_task(take("b"))
    c = asyncio.create_task(take("c"))
    await asyncio.sleep(0.001)
    held.release()
    b.cancel()
    await asyncio.wait([b, c])
    log("locked" if held.locked() else "free")


async def gather(log):
    async def work(name, delay, fails):
        await asyncio.sleep(delay)
        log(name)
        if fails:
            raise ValueError(name)

    try:
        await asyncio.gather(work("a", 0.03, False), work("b", 0.01, True), work("c", 0.02, True))
    except ValueError as e:
        log("failed by " + str(e))
    await asyncio.sleep(0.05)


async def deadline(log):
    async def work():
        try:
            await asyncio.sleep(10)
        finally:
            log("cleaning")
            await asyncio.sleep(0.01)
            log("clean")

    try:
        await asyncio.wait_for(work(), 0.01)
    except TimeoutError:
        log("timed out")


async def getter(log):
    queue = asyncio.Queue()

    async def take(name):
        try:
            log(name + " got " + await queue.get())
        except asyncio.CancelledError:
            log(name + " cancelled")
            raise

    first = asyncio.create_task(take("first"))
    second = asyncio.create_task(take("second"))
    await asyncio.sleep(0.001)
    queue.put_nowait("item")
    first.cancel()
    await asyncio.wait([first, second])
    log("left " + str(queue.qsize()))


async def shield(log):
    async def work():
        await asyncio.sleep(0.01)
        log("inner done")

    inner = asyncio.create_task(work())
    outer = asyncio.shield(inner)
    await asyncio.sleep(0.001)
    outer.cancel()
    try:
        await outer
    except asyncio.CancelledError:
        log("outer cancelled")
    await inner


async def group(log):
    async def sibling():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            log("sibling cancelled")
            raise

    async def failing():
        await asyncio.sleep(0.01)
        raise ValueError("x")

    try:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(sibling())
            tasks.create_task(failing())
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError:
                log("body cancelled")
                raise
    except ExceptionGroup as e:
        log("group of " + str(len(e.exceptions)))


for scenario in (callbacks, lock, gather, deadline, getter, shield, group):
    happened = []
    asyncio.run(scenario(happened.append))
    print(scenario.__name__ + ": " + ", ".join(happened))
