"""Runs the random programs of the differential fuzzer on CPython's asyncio, in virtual time.

Reads programs from standard input, one a line, and answers each with its trace on one line, whose
lines are separated by tabs. The first line that it writes is the version of Python. LoopInterpreter
and its neighbours in src/test/java/org/asyncmark/loop/differential do so on the selector loop;
what the statements mean is told there. To see what one program does:

    echo '(program (task 1 (sleep 3)))' | python3 src/test/python/asyncmark_fuzz.py
"""

import asyncio
import heapq
import platform
import re
import sys
from asyncio import base_events, events

FIRST_SWEEP = 1000
SWEEPS = 12
TICKS_BETWEEN_SWEEPS = 50


# Where CPython leaves open what happens, or leaves it to addresses in memory, the loop decides by
# order of coming. These two classes are the only places in which CPython is made to do so, too.


class OrderedTimer(events.TimerHandle):
    """Of timers that are due at the same time the one that was set first runs first."""

    __slots__ = ("order",)

    def __lt__(self, other):
        return (self._when, self.order) < (other._when, other.order)


class OrderedTasks(dict):
    """Takes the place of a group's set of tasks, so that they are cancelled in order of coming."""

    def add(self, task):
        self[task] = None

    def discard(self, task):
        self.pop(task, None)


class Selector:
    """Nothing is ever ready: waiting moves the time."""

    def __init__(self, loop):
        self.loop = loop

    def select(self, timeout):
        self.loop.now += timeout  # there is always a timer, so it is never None

    def close(self):
        pass


class VirtualTimeLoop(base_events.BaseEventLoop):
    def __init__(self):
        super().__init__()
        self._selector = Selector(self)
        self._clock_resolution = 1e-9
        self.now = 0.0
        self.timers = 0

    def time(self):
        return self.now

    def call_at(self, when, callback, *args, context=None):
        timer = OrderedTimer(when, callback, args, self, context)
        timer.order = self.timers
        self.timers += 1
        heapq.heappush(self._scheduled, timer)
        timer._scheduled = True
        return timer

    def _process_events(self, event_list):
        pass


class Fault(Exception):
    pass


SHUT_DOWN = getattr(asyncio, "QueueShutDown", ())  # came with 3.13
REFUSALS = ("misuse", "empty", "shutdown", "broken")


def kind(thrown):
    if isinstance(thrown, asyncio.CancelledError):
        return "cancelled"
    if isinstance(thrown, Fault):
        return str(thrown)
    if isinstance(thrown, TimeoutError):
        return "timeout"
    if isinstance(thrown, BaseExceptionGroup):
        return "group" + listed(map(kind, thrown.exceptions))
    if isinstance(thrown, SHUT_DOWN):
        return "shutdown"
    if isinstance(thrown, asyncio.QueueEmpty):
        return "empty"
    if isinstance(thrown, asyncio.BrokenBarrierError):
        return "broken"
    if isinstance(thrown, (RuntimeError, ValueError, asyncio.InvalidStateError, asyncio.QueueFull)):
        return "misuse"
    return repr(thrown)


def listed(words):
    return "[" + ", ".join(map(str, words)) + "]"


def outcome(future):
    if not future.done():
        return "pending"
    if future.cancelled():
        return "cancelled"
    if future.exception() is not None:
        return kind(future.exception())
    return str(future.result())


class Statement:
    __slots__ = ("op", "args", "body", "head")

    def __init__(self, tokens):
        self.op = next(tokens)
        self.args = []
        self.body = []
        for token in tokens:
            if token == ")":
                break
            if token == "(":
                self.body.append(Statement(tokens))
            else:
                self.args.append(token)
        self.head = " ".join([self.op, *self.args])


def parse(text):
    tokens = iter(re.findall(r"[()]|[^()\s]+", text))
    next(tokens)
    return Statement(tokens)


class Scope:
    __slots__ = ("task", "timeout", "group")

    def __init__(self, task, timeout=None, group=None):
        self.task = task
        self.timeout = timeout
        self.group = group


def number_of(waiters):
    return len(waiters or ())


def waiting(role, count):
    return f", {role} {count}" if count else ""


class Resources:
    """What the tasks share, made when it is first used; see Resources.java."""

    def __init__(self):
        self.made = {}
        self.counters = {}

    def __getitem__(self, name):
        if name not in self.made:
            size = int(name[1])
            self.made[name] = {
                "l": lambda: asyncio.Lock(),
                "s": lambda: asyncio.Semaphore(size),
                "b": lambda: asyncio.BoundedSemaphore(size),
                "e": lambda: asyncio.Event(),
                "c": lambda: asyncio.Condition(),
                "q": lambda: asyncio.Queue(size),
                "i": lambda: asyncio.LifoQueue(size),
                "p": lambda: asyncio.PriorityQueue(size),
                "f": lambda: asyncio.get_running_loop().create_future(),
                "r": lambda: asyncio.Barrier(size),
            }[name[0]]()
        return self.made[name]

    def state(self, name):
        resource = self.made[name]
        if name[0] in "lc":
            state = "locked" if resource.locked() else "unlocked"
            return state + waiting("waiting", number_of(resource._waiters))
        if name[0] in "sb":
            state = "locked" if resource.locked() else f"unlocked, permits {resource._value}"
            return state + waiting("waiting", number_of(resource._waiters))
        if name[0] == "e":
            state = "set" if resource.is_set() else "unset"
            return state + waiting("waiting", number_of(resource._waiters))
        if name[0] in "qip":
            return (
                f"maxSize {resource.maxsize}"
                + waiting("items", resource.qsize())
                + waiting("getters", number_of(resource._getters))
                + waiting("putters", number_of(resource._putters))
                + waiting("unfinished", resource._unfinished_tasks)
                + (", shut down" if getattr(resource, "_is_shutdown", False) else "")
            )
        if name[0] == "r":
            inside = f", waiting {resource.n_waiting} of {resource.parties}"
            return resource._state.value + ("" if resource.broken else inside)
        return outcome(resource)

    def end_state(self):
        return [f"end {name} {self.state(name)}" for name in sorted(self.made)]


class Interpreter:
    def __init__(self):
        self.loop = VirtualTimeLoop()
        self.loop.set_exception_handler(self.report)
        self.tasks = {}
        self.lines = []
        self.resources = Resources()
        self.over = False

    def run(self, program):
        for task in program.body:
            if task.op == "task":
                number = int(task.args[0])
                self.tasks[number] = self.loop.create_task(self.body(Scope(number), task))
        for i in range(SWEEPS):
            self.loop.call_later(FIRST_SWEEP + i * TICKS_BETWEEN_SWEEPS, self.sweep)
        self.loop.call_later(FIRST_SWEEP + SWEEPS * TICKS_BETWEEN_SWEEPS, self.loop.stop)
        self.loop.run_forever()
        self.over = True
        for number in sorted(self.tasks):
            self.lines.append(f"end t{number} {outcome(self.tasks[number])}")
        lines = self.lines + self.resources.end_state()
        self.loop.close()
        return lines

    def sweep(self):
        pending = [number for number, task in self.tasks.items() if not task.done()]
        if not pending:
            self.loop.stop()
            return
        self.note("sweep", listed(pending))
        for number in pending:
            self.tasks[number].cancel()

    def report(self, loop, context):
        # what nobody asked for is reported when the memory is collected, so at no certain time; and
        # releases differ in what a cancelled shield reports: see asyncio-parity.md
        ignored = ("never retrieved", "was destroyed", "in shielded future")
        if not self.over and not any(text in context["message"] for text in ignored):
            self.note("loop", "reported " + repr(context.get("exception")))

    def note(self, who, what):
        if not self.over:  # what is left is closed when its memory is collected
            self.lines.append(f"{int(self.loop.now)} {who} {what}")

    def noted(self, scope, what):
        self.note(f"t{scope.task}", what)

    async def body(self, scope, task):
        try:
            await self.statements(scope, task.body)
            self.noted(scope, "ends")
            return f"r{scope.task}"
        except BaseException as thrown:
            self.noted(scope, "ends by " + kind(thrown))
            raise

    async def statements(self, scope, statements):
        for statement in statements:
            await self.statement(scope, statement)

    async def statement(self, scope, statement):
        block = BLOCKS.get(statement.op)
        if block:
            await block(self, scope, statement)
        elif statement.op in SCOPES:
            await self.left(scope, statement, SCOPES[statement.op](self, scope, statement))
        else:
            await self.leaf(scope, statement, LEAVES[statement.op])

    async def leaf(self, scope, statement, action):
        try:
            result = await action(self, scope, statement.args, statement)
            line = f"{statement.head} -> {result}" if result else statement.head
        except BaseException as thrown:
            if kind(thrown) not in REFUSALS:
                self.noted(scope, f"{statement.head} by {kind(thrown)}")
                raise
            line = f"{statement.head} !{kind(thrown)}"
        self.noted(scope, line)

    async def left(self, scope, statement, inside):
        try:
            await inside
        except BaseException as thrown:
            self.noted(scope, f"{statement.head} out by {kind(thrown)}")
            raise
        self.noted(scope, statement.head + " out")

    async def block(self, scope, statement):
        await self.statements(scope, statement.body)

    async def catching(self, scope, statement):
        type = Exception if statement.op == "try" else asyncio.CancelledError
        try:
            await self.statements(scope, statement.body)
        except type as thrown:
            cancelling = self.tasks[scope.task].cancelling()
            requests = f", cancelling {cancelling}" if cancelling else ""
            self.noted(scope, f"caught {kind(thrown)}{requests}")

    async def cleaning_up(self, scope, statement):
        try:
            await self.statements(scope, statement.body[:1])
        finally:
            await self.statements(scope, statement.body[1:])

    async def with_resource(self, scope, statement):
        async with self.resources[statement.args[0]]:
            self.noted(scope, statement.head + " in")
            await self.statements(scope, statement.body)

    async def with_timeout(self, scope, statement):
        delay = statement.args[0]
        async with asyncio.timeout(None if delay == "never" else float(delay)) as timeout:
            self.noted(scope, statement.head + " in")
            await self.statements(Scope(scope.task, timeout, scope.group), statement.body)

    async def wait_for(self, scope, statement):
        self.noted(scope, statement.head + " in")
        await asyncio.wait_for(self.statements(scope, statement.body), float(statement.args[0]))

    async def with_group(self, scope, statement):
        group = asyncio.TaskGroup()
        group._tasks = OrderedTasks()
        async with group:
            await self.statements(Scope(scope.task, scope.timeout, group), statement.body)

    async def start(self, scope, args, statement):
        number = int(args[0])
        if statement.op == "member" and scope.group is None:
            return "none"
        body = self.body(Scope(number, scope.timeout, scope.group), statement)
        if statement.op == "member":
            self.tasks[number] = scope.group.create_task(body)
        else:
            self.tasks[number] = asyncio.create_task(body)

    async def branch(self, scope, branch):
        self.tasks[scope.task] = asyncio.current_task()
        return await self.body(scope, branch)

    async def gather(self, scope, args, statement):
        branches = [
            self.branch(Scope(int(each.args[0]), scope.timeout, scope.group), each)
            for each in statement.body
            if each.op == "branch"
        ]
        return await self.gathered(branches, statement.op == "settle")

    async def gather_tasks(self, scope, args, statement):
        tasks = self.present(args)
        done = sum(task.done() for task in tasks)
        self.noted(scope, f"{statement.head} in, done {done}")
        return await self.gathered(tasks, statement.op == "settleall")

    async def gathered(self, awaitables, settle):
        results = await asyncio.gather(*awaitables, return_exceptions=settle)
        return listed(kind(r) if isinstance(r, BaseException) else r for r in results)

    def present(self, numbers):
        present = {int(number): None for number in numbers if int(number) in self.tasks}
        return [self.tasks[number] for number in present]

    async def sleep(self, scope, args, statement):
        await asyncio.sleep(float(args[0]))

    async def acquire(self, scope, args, statement):
        await self.resources[args[0]].acquire()

    async def release(self, scope, args, statement):
        self.resources[args[0]].release()

    async def wait(self, scope, args, statement):
        await self.resources[args[0]].wait()

    async def set(self, scope, args, statement):
        self.resources[args[0]].set()

    async def clear(self, scope, args, statement):
        self.resources[args[0]].clear()

    async def wait_until(self, scope, args, statement):
        wanted = int(args[1])
        counters = self.resources.counters
        await self.resources[args[0]].wait_for(lambda: counters.get(args[0], 0) >= wanted)

    async def notify(self, scope, args, statement):
        self.resources[args[0]].notify(*map(int, args[1:]))

    async def notify_all(self, scope, args, statement):
        self.resources[args[0]].notify_all()

    async def increment(self, scope, args, statement):
        counters = self.resources.counters
        counters[args[0]] = counters.get(args[0], 0) + 1

    async def put(self, scope, args, statement):
        await self.resources[args[0]].put(int(args[1]))

    async def get(self, scope, args, statement):
        return str(await self.resources[args[0]].get())

    async def put_now(self, scope, args, statement):
        self.resources[args[0]].put_nowait(int(args[1]))

    async def get_now(self, scope, args, statement):
        return str(self.resources[args[0]].get_nowait())

    async def task_done(self, scope, args, statement):
        self.resources[args[0]].task_done()

    async def join(self, scope, args, statement):
        await self.resources[args[0]].join()

    async def shut_down(self, scope, args, statement):
        queue = self.resources[args[0]]
        if SHUT_DOWN:
            queue.shutdown(immediate=args[1] == "now")

    async def await_it(self, scope, args, statement):
        if args[0][0] == "f":
            return await self.resources[args[0]]
        task = self.tasks.get(int(args[0]))
        return "none" if task is None else await task

    async def shield(self, scope, args, statement):
        task = self.tasks.get(int(args[0]))
        return "none" if task is None else await asyncio.shield(task)

    async def complete(self, scope, args, statement):
        self.resources[args[0]].set_result("ok")

    async def break_it(self, scope, args, statement):
        self.resources[args[0]].set_exception(Fault("broken-" + args[0]))

    async def drop(self, scope, args, statement):
        return "yes" if self.resources[args[0]].cancel() else "no"

    async def meet(self, scope, args, statement):
        return str(await self.resources[args[0]].wait())

    async def reset(self, scope, args, statement):
        await self.resources[args[0]].reset()

    async def abort(self, scope, args, statement):
        await self.resources[args[0]].abort()

    async def fail(self, scope, args, statement):
        raise Fault(args[0])

    async def cancel(self, scope, args, statement):
        task = self.tasks.get(int(args[0]))
        return "none" if task is None else "yes" if task.cancel() else "no"

    async def uncancel(self, scope, args, statement):
        task = self.tasks[scope.task]
        before = task.cancelling()
        return f"{task.uncancel()} of {before}"

    async def wait_for_task(self, scope, args, statement):
        task = self.tasks.get(int(args[1]))
        if task is None:
            return "none"
        self.noted(scope, statement.head + " in")
        return await asyncio.wait_for(task, float(args[0]))

    async def until(self, scope, args, statement):
        waited = self.present(args[2:])
        if not waited:
            return "none"
        when = {
            "first": asyncio.FIRST_COMPLETED,
            "exception": asyncio.FIRST_EXCEPTION,
            "all": asyncio.ALL_COMPLETED,
        }[args[0]]
        timeout = None if args[1] == "-" else float(args[1])
        done, _ = await asyncio.wait(waited, timeout=timeout, return_when=when)
        return f"{len(done)} of {len(waited)}"

    async def reschedule(self, scope, args, statement):
        if scope.timeout is None:
            return "none"
        never = args[0] == "never"
        scope.timeout.reschedule(None if never else self.loop.now + float(args[0]))


BLOCKS = {
    "block": Interpreter.block,
    "branch": Interpreter.block,
    "try": Interpreter.catching,
    "swallow": Interpreter.catching,
    "finally": Interpreter.cleaning_up,
}

SCOPES = {
    "with": Interpreter.with_resource,
    "timeout": Interpreter.with_timeout,
    "waitfor": Interpreter.wait_for,
    "group": Interpreter.with_group,
}

LEAVES = {
    "start": Interpreter.start,
    "member": Interpreter.start,
    "gather": Interpreter.gather,
    "settle": Interpreter.gather,
    "gatherall": Interpreter.gather_tasks,
    "settleall": Interpreter.gather_tasks,
    "sleep": Interpreter.sleep,
    "acquire": Interpreter.acquire,
    "release": Interpreter.release,
    "wait": Interpreter.wait,
    "set": Interpreter.set,
    "clear": Interpreter.clear,
    "cwait": Interpreter.wait,
    "cuntil": Interpreter.wait_until,
    "notify": Interpreter.notify,
    "notifyall": Interpreter.notify_all,
    "inc": Interpreter.increment,
    "put": Interpreter.put,
    "get": Interpreter.get,
    "putnow": Interpreter.put_now,
    "getnow": Interpreter.get_now,
    "done": Interpreter.task_done,
    "join": Interpreter.join,
    "shutdown": Interpreter.shut_down,
    "await": Interpreter.await_it,
    "shield": Interpreter.shield,
    "complete": Interpreter.complete,
    "break": Interpreter.break_it,
    "drop": Interpreter.drop,
    "meet": Interpreter.meet,
    "reset": Interpreter.reset,
    "abort": Interpreter.abort,
    "fail": Interpreter.fail,
    "cancel": Interpreter.cancel,
    "uncancel": Interpreter.uncancel,
    "waittask": Interpreter.wait_for_task,
    "until": Interpreter.until,
    "reschedule": Interpreter.reschedule,
}


def main():
    sys.unraisablehook = lambda unraisable: None  # tasks that were left cannot be closed in peace
    print(platform.python_version(), flush=True)
    for line in sys.stdin:
        print("\t".join(Interpreter().run(parse(line))), flush=True)


if __name__ == "__main__":
    main()
