#!/usr/bin/env python3
"""What asyncio's primitives cost on CPython's own loop, step by step as LoopPrimitivesBenchmark.

Prints JSON: nanoseconds per item, the median of the repeats. With the JSON that JMH wrote, a
Markdown table of both:

    ./run-benchmarks.sh jmh LoopPrimitivesBenchmark -rf json -rff loop.json
    python3 src/test/python/asyncio_primitives.py loop.json
"""

import argparse
import asyncio
import gc
import json
import os
import platform
import random
import statistics
import sys
import time

ITEMS = 10_000
PENDING_TIMERS = 100_000
IN_A_TURN = 100
HOUR = 3600.0


async def call_soon():
    loop = asyncio.get_running_loop()
    end = loop.create_future()
    left = ITEMS

    def step(this, other):
        nonlocal left
        left -= 1
        if left == 0:
            end.set_result(None)
        else:
            loop.call_soon(other, other, this)

    def ping(this, other):
        step(this, other)

    def pong(this, other):
        step(this, other)

    loop.call_soon(ping, ping, pong)
    await end


async def gather():
    async def nothing():
        return 1

    results = await asyncio.gather(*[nothing() for _ in range(ITEMS)])
    assert len(results) == ITEMS


async def lock_uncontended():
    lock = asyncio.Lock()
    for _ in range(ITEMS):
        await lock.acquire()
        lock.release()


async def lock_contended():
    lock = asyncio.Lock()
    left = ITEMS
    last = None

    async def turns(task):
        nonlocal left, last
        while left:
            await lock.acquire()
            if left:
                assert task != last, "nobody waited for the lock"
                last = task
                left -= 1
            lock.release()

    async def first():
        await lock.acquire()
        await asyncio.sleep(0)
        lock.release()
        await turns(0)

    await asyncio.gather(first(), turns(1))


async def queue():
    items = asyncio.Queue(128)
    received = 0

    async def produce():
        for _ in range(ITEMS):
            await items.put(1)

    async def consume():
        nonlocal received
        for _ in range(ITEMS):
            received += await items.get()

    await asyncio.gather(produce(), consume())
    assert received == ITEMS


class PendingTimers:
    def __init__(self, loop):
        numbers = random.Random(1)
        self.delays = [HOUR * (1 + numbers.random()) for _ in range(8192)]
        for i in range(PENDING_TIMERS):
            loop.call_at(loop.time() + self.delays[i & 8191], self.nothing)

    def nothing(self):
        pass

    async def arm_and_cancel(self):
        loop = asyncio.get_running_loop()
        end = loop.create_future()
        done = 0

        def turn():
            nonlocal done
            for _ in range(IN_A_TURN):
                loop.call_at(loop.time() + self.delays[done & 8191], self.nothing).cancel()
                done += 1
            if done < ITEMS:
                loop.call_soon(turn)
            else:
                end.set_result(None)

        loop.call_soon(turn)
        await end


class ReadyChannels:
    def __init__(self, loop, channels):
        for _ in range(channels):
            source, sink = os.pipe()
            os.set_blocking(source, False)
            loop.add_reader(source, self.ready, source, sink)
            os.write(sink, b"x")
        self.end = None
        self.ran = 0

    def ready(self, source, sink):
        os.write(sink, os.read(source, 1))
        self.ran += 1
        if self.ran == ITEMS:
            self.end.set_result(None)

    async def channel_ready(self):
        self.end = asyncio.get_running_loop().create_future()
        self.ran = 0
        await self.end


def same_for_all(body):
    return lambda loop: body


CASES = {  # by the name that JMH gives them
    "callSoon": same_for_all(call_soon),
    "gather": same_for_all(gather),
    "lockUncontended": same_for_all(lock_uncontended),
    "lockContended": same_for_all(lock_contended),
    "queue": same_for_all(queue),
    "armAndCancel": lambda loop: PendingTimers(loop).arm_and_cancel,
    "channelReady, channels 1": lambda loop: ReadyChannels(loop, 1).channel_ready,
    "channelReady, channels 100": lambda loop: ReadyChannels(loop, 100).channel_ready,
}


def nanos_per_item(prepare, repeats):
    loop = asyncio.new_event_loop()
    try:
        body = prepare(loop)
        loop.run_until_complete(body())  # warm-up
        nanos = []
        for _ in range(repeats):
            gc.collect()
            started = time.perf_counter_ns()
            loop.run_until_complete(body())
            nanos.append((time.perf_counter_ns() - started) / ITEMS)
        return statistics.median(nanos)
    finally:
        loop.close()


def java_scores(path):
    with open(path, encoding="utf-8") as file:
        results = json.load(file)
    scores = {}
    for result in results:
        if ".LoopPrimitivesBenchmark." in result["benchmark"]:
            params = "".join(
                f", {name} {value}" for name, value in result.get("params", {}).items()
            )
            scores[result["benchmark"].rsplit(".", 1)[1] + params] = (
                result["primaryMetric"]["score"],
                result["primaryMetric"]["scoreError"],
                result["jdkVersion"],
            )
    if not scores:
        sys.exit(
            f"wanted results of LoopPrimitivesBenchmark in {path}, found none; run JMH with it"
        )
    return scores


def markdown(python_nanos, scores):
    jdks = ", ".join(sorted({jdk for _, _, jdk in scores.values()}))
    rows = [
        f"| ns per item | asyncio, CPython {platform.python_version()} | loop, JDK {jdks}"
        " | asyncio / loop |",
        "|---|---:|---:|---:|",
    ]
    for name, nanos in python_nanos.items():
        if name in scores:
            score, error, _ = scores[name]
            spread = "" if isinstance(error, str) else f" ± {error:.1f}"  # JMH writes "NaN"
            rows.append(f"| {name} | {nanos:.0f} | {score:.1f}{spread} | {nanos / score:.1f} |")
        else:
            rows.append(f"| {name} | {nanos:.0f} | n/a | n/a |")
    return "\n".join(rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "jmh", nargs="?", help="JSON of JMH's LoopPrimitivesBenchmark: prints a table"
    )
    parser.add_argument("--repeats", type=int, default=7, help="default %(default)s")
    options = parser.parse_args()
    if sys.version_info < (3, 11):  # noqa: UP036 - it may be started by any
        sys.exit(f"wanted Python 3.11 or newer, found {platform.python_version()}; use a newer one")
    scores = java_scores(options.jmh) if options.jmh else None
    nanos = {name: nanos_per_item(prepare, options.repeats) for name, prepare in CASES.items()}
    if scores:
        print(markdown(nanos, scores))
    else:
        print(
            json.dumps(
                {
                    "python": platform.python_version(),
                    "repeats": options.repeats,
                    "nanosPerItem": {name: round(value, 1) for name, value in nanos.items()},
                },
                indent=2,
            )
        )


if __name__ == "__main__":
    main()
