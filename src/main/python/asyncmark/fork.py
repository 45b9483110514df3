"""A fork: one process that measures one cell, turn by turn, as a JVM's fork does.

All of it is one run of one loop. The driver gives the specification on the command line, lets the
fork through its gate, and reads `RESULT.json` and `RESULT.bin`. Every error ends the process with
exit code 1 and its trace on the standard error; the end of the standard input ends it, too.
"""

import asyncio
import gc
import importlib
import json
import os
import platform
import sys
import sysconfig
import threading
import traceback
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from asyncmark import warm
from asyncmark.cell import Cell, Op
from asyncmark.gate import Gate
from asyncmark.meter import Meter

try:
    import resource
except ImportError:  # Windows has none
    resource = None  # type: ignore[assignment]


def main(text: str) -> None:
    """Measures what a specification says, and ends the process."""
    with _ending_at_errors():
        spec = json.loads(text)
        _bind(spec["cpus"])
        threading.Thread(target=_end_with_driver, name="end-with-driver", daemon=True).start()
        with asyncio.Runner(loop_factory=_loop_factory(spec["loop"])) as runner:
            result = runner.run(_measured(spec))
        unfinished = Path(spec["result"] + ".json.new")
        unfinished.write_text(json.dumps(result), encoding="utf-8")
        unfinished.rename(spec["result"] + ".json")


async def _measured(spec: dict[str, Any]) -> dict[str, Any]:
    """Opens the pattern, warms it up, measures it and closes it; returns what came of it."""
    asyncio.get_running_loop().set_exception_handler(_unhandled)
    pattern = importlib.import_module("asyncmark." + spec["pattern"])
    if spec["mechanism"] not in pattern.MECHANISMS:
        raise ValueError(
            f"{spec['pattern']}, model asyncio has no mechanism '{spec['mechanism']}';"
            f" choose from {', '.join(pattern.MECHANISMS)}"
        )
    meter = Meter()
    cell = Cell(spec["pattern"], spec["mechanism"], spec["params"], spec["backendPort"] or 0, meter)
    with open(spec["result"] + ".bin", "wb") as values:
        async with pattern.opened(cell) as op:
            with _ending_at_errors():
                fork = _Fork(spec, op, meter, values)
                await fork.run()
        fork.turns[-1]["counts"] |= meter.means()  # some are counted behind the last op
    return {
        "runtime": _runtime(spec["loop"]),
        "warmUp": {"millis": fork.warmed.millis, "steady": fork.warmed.steady},
        "warmup": fork.warmup,
        "turns": fork.turns,
    }


class _Fork:
    """The warm-up and the turns of a fork, and what came of them."""

    def __init__(self, spec: dict[str, Any], op: Op, meter: Meter, values: BinaryIO) -> None:
        self._spec = spec
        self._op = op
        self._meter = meter
        self._values = values
        self._gate = Gate(spec["gatePort"])
        self.warmed = warm.WarmUp()
        self.warmup: list[dict[str, int]] = []
        self.turns: list[dict[str, Any]] = []

    async def run(self) -> None:
        """Warms up and measures; at the end it stands at the gate once more.

        The last iteration of a warm-up is a turn for practice, if it is not the only one: a fork
        that stood still until all others were warm is slow in its first turn.
        """
        self.warmed = await warm.until_steady(self._op, self._spec["warmUpCapMillis"])
        iterations = self._spec["warmupIterations"]
        for iteration in range(1, iterations + 1):
            if iteration == iterations > 1:
                await self._come_in()
            warm.lull()
            self._meter.clear()
            ops, nanos = await warm.run_for(self._op, self._spec["warmupMillis"])
            self.warmup.append({"ops": ops, "nanos": nanos})
        for _ in range(self._spec["measuredIterations"]):
            await self._come_in()
            warm.lull()
            self._meter.clear()
            self.turns.append(await self._turn())
        self._gate.wait()

    async def _come_in(self) -> None:
        """Waits for the turn, then runs ops that do not count: caches hold the data of others."""
        self._gate.wait()
        await warm.run_for(self._op, self._spec["runUpMillis"])

    async def _turn(self) -> dict[str, Any]:
        spec = self._spec
        millis = spec["measuredMillis"]
        enough = warm.Enough(self.warmed.op_nanos, spec["leastOps"], spec["furtherMillis"])
        beside = enough.expected_to_lack(millis)
        await self._run(beside)
        before = _usage()
        ops, nanos = await warm.run_for(self._op, millis)
        after = _usage()
        await self._run(enough.lacking(beside, ops))
        return {
            "ops": ops,
            "nanos": nanos,
            "kinds": self._write(),
            "counts": _counts(before, after, ops) | self._meter.means(),
        }

    async def _run(self, ops: int) -> None:
        for _ in range(ops):
            await self._op()

    def _write(self) -> dict[str, int]:
        """Writes the latencies of a turn, kind by kind; returns how many there are of each."""
        kinds = {}
        for latency in self._meter.latencies():
            latency.check()
            values = latency.nanos
            if sys.byteorder != "little":
                values = array("q", values)
                values.byteswap()
            self._values.write(values)
            kinds[latency.kind] = len(values)
        return kinds


def _usage() -> Any:
    """Returns what the kernel has counted of this process; None where it tells nothing."""
    return resource and resource.getrusage(resource.RUSAGE_SELF)


def _counts(before: Any, after: Any, ops: int) -> dict[str, tuple[float, str]]:
    """Returns what an op cost beside time, over all threads, and the most memory so far."""
    if not resource:
        return {}  # n/a, as in a fork of a JVM on that platform
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {
        "cpu": (1e6 * cpu / ops, "us/op"),
        "switches.voluntary": ((after.ru_nvcsw - before.ru_nvcsw) / ops, "#/op"),
        "switches.involuntary": ((after.ru_nivcsw - before.ru_nivcsw) / ops, "#/op"),
        "memory.peak": (_most_memory(after), "kB"),
    }


def _most_memory(usage: Any) -> int:
    """Returns the most memory of this program so far, in kB.

    Linux counts that of the process that started it as its own, in the usage of resources alone.
    """
    try:
        with open("/proc/self/status", encoding="ascii", errors="replace") as status:
            for line in status:
                if line.startswith("VmHWM:"):
                    return int(line.split()[1])
    except OSError:
        pass  # no Linux
    most: int = usage.ru_maxrss
    return most // (1024 if sys.platform == "darwin" else 1)


def _runtime(loop: str) -> dict[str, Any]:
    """Returns what the fork ran on, by its own word."""
    gil = getattr(sys, "_is_gil_enabled", lambda: True)  # since 3.13
    return {
        "implementation": platform.python_implementation(),
        "version": platform.python_version(),
        "build": ", ".join(platform.python_build()),
        "freeThreaded": bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
        "gil": gil(),
        "loop": loop,
        "collector": f"{'on' if gc.isenabled() else 'off'} {gc.get_threshold()}",
        "processors": len(os.sched_getaffinity(0)) if _binds() else os.cpu_count(),
    }


def _loop_factory(loop: str) -> Any:
    if loop == "uvloop":
        return importlib.import_module("uvloop").new_event_loop
    return None  # asyncio's own


def _binds() -> bool:
    return hasattr(os, "sched_setaffinity")


def _bind(cpus: list[int] | None) -> None:
    """Binds this process to CPUs, before it has a second thread; None leaves it as it is."""
    if cpus is None:
        return
    if not _binds():
        raise OSError(f"wanted to be bound to CPUs {cpus}, found a platform that cannot")
    os.sched_setaffinity(0, cpus)
    found = sorted(os.sched_getaffinity(0))
    if found != sorted(cpus):
        raise OSError(f"wanted to be bound to CPUs {cpus}, found {found}")


def _end_with_driver() -> None:
    """Ends the process when its standard input ends, whose other end the driver holds."""
    try:
        while os.read(0, 64):
            pass  # only the end of the input means something
    except OSError:
        pass  # an input that cannot be read has no driver at its other end either
    os._exit(1)  # an orderly exit would wait for what hangs


def _unhandled(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Ends the process at what nobody waits for: a task's failure that is only logged is lost."""
    with _ending_at_errors():
        raise RuntimeError(context["message"]) from context.get("exception")


@contextmanager
def _ending_at_errors() -> Iterator[None]:
    """Ends the process where an error comes up: an orderly exit would wait for what hangs."""
    try:
        yield
    except BaseException:
        traceback.print_exc()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(1)
