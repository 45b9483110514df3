"""Parity: runs functions of this package for tests that hold them to the contracts of all models.

The other side is a Java test. Each message is one JSON object in a line. From there come::

    {"call": 1, "function": "gather.fail_fast", "args": [{"leaf": 2}, 5]}
    {"call": 3, "kept": 4, "function": "run", "args": [5]}       a method of what a call returned
    {"cancel": 1}                                                cancels the task of a call
    {"leaf": 7, "value": 3}   {"leaf": 7, "failure": "text"}     how a leaf ended
    {"ask": 8, "value": 9}    {"ask": 8, "failure": "text"}      what a method there returned

and from here go::

    {"leaf": 7, "of": 2, "index": 3}                             leaf 3 is called
    {"cancelled": 7}                                             and is cancelled; it has to end
    {"ask": 8, "of": 5, "name": "enter", "args": [1]}            a method there is called
    {"of": 5, "name": "enter", "args": [1]}                      and nobody waits for it
    {"result": 1, "value": [0, 1]}                               a call, and all it waits for, ended
    {"result": 1, "failure": {"type": "Failed", "text": "text", "thrown": 7}}

An argument ``{"leaf": 2}`` is a leaf of the other side, ``{"object": 5}`` an object there,
``{"object": 5, "method": "enter"}`` a method of it, and ``{"kept": 4}`` what an earlier call
returned, if it cannot be written as JSON. Failures among values are written as above; those of an
exception group stand in its ``"causes"``.
"""

from __future__ import annotations

import asyncio
import functools
import importlib
import importlib.util
import inspect
import itertools
import json
import os
import queue
import sys
import threading
from collections.abc import Callable, Iterable
from typing import Any, BinaryIO

Message = dict[str, Any]


class Failed(OSError):
    """What the other side threw, in a leaf or in a method; `number` is that of the call."""

    def __init__(self, number: int, text: str) -> None:
        super().__init__(text)
        self.number = number


class ScriptedLeaf:
    """A leaf whose every end the other side decides. One that is cancelled ends there first."""

    def __init__(self, line: Line, number: int) -> None:
        self._line = line
        self._number = number

    async def __call__(self, index: int) -> int:
        return await self._line.leaf(self._number, index)

    def block(self, index: int) -> int:
        """Calls it, and keeps the calling thread until it has ended."""
        return self._line.block(self._number, index)


class Elsewhere:
    """An object of the other side. Its methods run there, while the calling thread waits."""

    def __init__(self, line: Line, number: int) -> None:
        self._line = line
        self._number = number

    def __getattr__(self, name: str) -> Callable[..., Any]:
        return functools.partial(self._line.ask, self._number, name)

    def telling(self, name: str) -> Callable[..., None]:
        """Returns a method whose end nobody waits for."""
        return functools.partial(self._line.note, self._number, name)


class Line:
    """This end of the line. Threads may read, ask and block; the rest is for the loop."""

    def __init__(self, out: BinaryIO) -> None:
        self._loop = asyncio.get_running_loop()
        self._out = out
        self._writing = threading.Lock()
        self._numbers = itertools.count(1)
        self._calls: dict[int, asyncio.Task[Any]] = {}
        self._leaves: dict[int, asyncio.Future[Message]] = {}
        self._waiting: dict[int, queue.SimpleQueue[Message]] = {}
        self._kept: dict[int, Any] = {}

    def read(self, lines: Iterable[bytes]) -> None:
        """Takes messages, in a thread of its own, and ends the process when there are no more."""
        for line in lines:
            message = json.loads(line)
            waiting = self._waiting.pop(message.get("ask", message.get("leaf")), None)
            if waiting:  # a thread, which may be that of the loop
                waiting.put(message)
            else:
                self._loop.call_soon_threadsafe(self._take, message)
        os._exit(0)

    def ask(self, of: int, name: str, *args: Any) -> Any:
        """Calls a method of an object of the other side; from any thread."""
        return self._wait("ask", of=of, name=name, args=self._value(args))

    def note(self, of: int, name: str, *args: Any) -> None:
        """Has a method of an object of the other side called, before what is told next."""
        self._tell(of=of, name=name, args=self._value(args))

    def block(self, of: int, index: int) -> int:
        """Calls a leaf of the other side and waits for its end; from any thread."""
        value: int = self._wait("leaf", of=of, index=index)
        return value

    async def leaf(self, of: int, index: int) -> int:
        """Calls a leaf of the other side."""
        number = next(self._numbers)
        end = self._leaves[number] = self._loop.create_future()
        self._tell(leaf=number, of=of, index=index)
        try:
            await asyncio.wait([end])
        except asyncio.CancelledError:
            self._tell(cancelled=number)
            await asyncio.wait([end])  # it may have to clean up
            raise
        value: int = _answered(number, end.result())
        return value

    def _wait(self, what: str, **message: Any) -> Any:
        number = next(self._numbers)
        answers = self._waiting[number] = queue.SimpleQueue()
        self._tell(**{what: number}, **message)
        return self._argument(_answered(number, answers.get()))

    def _take(self, message: Message) -> None:
        if "leaf" in message:
            self._leaves.pop(message["leaf"]).set_result(message)
        elif "cancel" in message:
            if message["cancel"] in self._calls:
                self._loop.call_soon(self._calls[message["cancel"]].cancel)  # once it has begun
        else:
            number = message["call"]
            call = self._calls[number] = self._loop.create_task(self._call(message))
            call.add_done_callback(functools.partial(self._ended, number))

    async def _call(self, message: Message) -> Any:
        args = [self._argument(each) for each in message["args"]]
        if "kept" in message:
            function = getattr(self._kept[message["kept"]], message["function"])
        else:
            function = named(message["function"])
        value = function(*args)
        return await value if inspect.isawaitable(value) else value

    def _ended(self, number: int, call: asyncio.Task[Any]) -> None:
        del self._calls[number]
        failure = asyncio.CancelledError() if call.cancelled() else call.exception()
        if failure is None:
            self._tell(result=number, value=self._value(call.result()))
        else:
            self._tell(result=number, failure=self._failure(failure))

    def _argument(self, given: Any) -> Any:
        match given:
            case {"leaf": number}:
                return ScriptedLeaf(self, number)
            case {"object": number, "method": name}:
                return functools.partial(self.ask, number, name)
            case {"object": number}:
                return Elsewhere(self, number)
            case {"kept": number}:
                return self._kept[number]
            case _:
                return given

    def _value(self, value: Any) -> Any:
        if value is None or isinstance(value, bool | int | float | str):
            return value
        if isinstance(value, list | tuple | set | frozenset):
            return [self._value(each) for each in value]
        if isinstance(value, BaseException):
            return {"failure": self._failure(value)}
        number = next(self._numbers)
        self._kept[number] = value
        return {"kept": number}

    def _failure(self, failure: BaseException) -> Message:
        told: Message = {"type": type(failure).__name__, "text": str(failure)}
        if isinstance(failure, Failed):
            told["thrown"] = failure.number
        if isinstance(failure, BaseExceptionGroup):
            told["causes"] = [self._failure(each) for each in failure.exceptions]
        return told

    def _tell(self, **message: Any) -> None:
        with self._writing:
            self._out.write(json.dumps(message).encode() + b"\n")
            self._out.flush()


def _answered(number: int, answer: Message) -> Any:
    if "failure" in answer:
        raise Failed(number, answer["failure"])
    return answer["value"]


def named(function: str) -> Callable[..., Any]:
    """Returns a function: ``gather.fail_fast`` is that of ``asyncmark.gather``, or of
    ``asyncmark_gather`` if the package has no such module."""
    module, _, name = function.partition(".")
    ours = f"{__package__}.{module}"
    found = importlib.util.find_spec(ours) is not None
    of = importlib.import_module(ours if found else f"asyncmark_{module}")
    callee: Callable[..., Any] = getattr(of, name)
    return callee


def main(folders: list[str]) -> None:
    """Serves the other side, on standard input and output, until that is gone.

    ``folders`` are looked through for modules, too. What is printed goes to standard error.
    """
    sys.path += folders
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    asyncio.run(_serve(out))


async def _serve(out: BinaryIO) -> None:
    line = Line(out)
    threading.Thread(target=line.read, args=[sys.stdin.buffer], daemon=True).start()
    await asyncio.Event().wait()  # the end of the input ends the process
