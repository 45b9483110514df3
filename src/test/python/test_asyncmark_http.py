import asyncio
import unittest
from contextlib import asynccontextmanager

from asyncmark.cell import Cell
from asyncmark.http import Client, HttpError, HttpStatusError, Target, client
from asyncmark.leaf import LeafPlan, LeafTimes

CELL = Cell("gather", "asyncio", {})
SIZE = 20
GOOD = b"HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n%016x...."


class HttpTest(unittest.IsolatedAsyncioTestCase):
    async def test_the_index_of_an_answer_is_returned_and_its_times_are_noted(self):
        async with served(GOOD % 300) as ask:
            self.assertEqual(300, await ask(300))
            self.assertTrue(ask.times.ran(300))
            self.assertEqual(0, ask.reconnects)

    async def test_a_request_asks_for_what_the_plan_says(self):
        class Plan(LeafPlan):
            def delay_micros(self, index):
                return 10 * index

            def fails(self, index):
                return index == 8

        target = Target(4711, Plan(), SIZE)
        self.assertEqual(
            b"GET /leaf?delayMicros=70&bytes=20&index=7 HTTP/1.1\r\nHost: 127.0.0.1:4711\r\n\r\n",
            target.request(7),
        )
        self.assertEqual("/leaf?delayMicros=80&bytes=20&index=8&status=503", target.path(8))

    async def test_an_answer_may_come_in_pieces(self):
        async with served(GOOD % 7, pieces=3) as ask:
            self.assertEqual(7, await ask(7))

    async def test_a_status_other_than_200_is_a_failure_and_keeps_its_connection(self):
        async with served(b"HTTP/1.1 503 No\r\nContent-Length: 2\r\n\r\nno") as ask:
            for _ in range(2):
                wrong = "^request 7: want status 200, got 503$"
                with self.assertRaisesRegex(HttpStatusError, wrong):
                    await ask(7)
            self.assertEqual(0, ask.reconnects)
            self.assertFalse(ask.times.ran(7))

    async def test_an_answer_that_is_not_the_one_asked_for_is_a_failure(self):
        for answer, message in (
            (GOOD % 8, "request 7: want the answer of index 7, got that of 0000000000000008"),
            (
                b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nno",
                "request 7: want a body of 20 bytes, got 2",
            ),
            (GOOD % 7 + b"more", "want one response, got 4 bytes after it"),
            (
                b"HTTP/1.0 200 OK\r\n\r\n",
                "bad status line: want 'HTTP/1.1 ' and a status, got 'HTTP/1.0 200 OK'",
            ),
            (
                b"HTTP/1.1 200 OK\r\n\r\n",
                "no Content-Length: want one, got status 200 without",
            ),
        ):
            with self.subTest(message):
                async with served(answer) as ask:
                    with self.assertRaises(HttpError) as failure:
                        await ask(7)
                    self.assertEqual(message, str(failure.exception))

    async def test_a_connection_that_was_closed_is_opened_anew(self):
        async with served((GOOD % 7)[:-3], close=True, connections=1) as ask:
            for reconnects in range(3):
                with self.assertRaises(HttpError) as failure:
                    await ask(7)
                self.assertEqual(
                    "connection closed in the body of the response, after 17 of 20 bytes",
                    str(failure.exception),
                )
                self.assertEqual(reconnects, ask.reconnects)

    async def test_a_connection_that_was_closed_while_it_was_idle_is_opened_anew(self):
        async with served(GOOD % 7, close=True, connections=1) as ask:
            for reconnects in range(3):
                self.assertEqual(7, await ask(7))
                self.assertEqual(reconnects, ask.reconnects)
                await asyncio.sleep(0.05)

    async def test_a_server_that_says_nothing_is_given_up(self):
        async with served(b"", read_seconds=0.05) as ask:
            with self.assertRaisesRegex(
                TimeoutError, r"^request 7: no answer from 127\.0\.0\.1:\d+ for 50 ms$"
            ):
                await ask(7)

    async def test_more_requests_than_connections_wait_for_one_in_turn(self):
        async with served(GOOD % 7, connections=1) as ask:
            self.assertEqual([7] * 5, await asyncio.gather(*(ask(7) for _ in range(5))))
            self.assertEqual(0, ask.reconnects)

    async def test_a_request_that_was_cancelled_leaves_no_connection_that_another_may_use(self):
        async with served(GOOD % 7, delay=0.1, connections=1) as ask:
            task = asyncio.create_task(ask(7))
            await asyncio.sleep(0.03)
            task.cancel()
            await asyncio.wait([task])
            self.assertTrue(task.cancelled())
            self.assertEqual(7, await ask(7))
            self.assertEqual(1, ask.reconnects)

    async def test_requests_with_a_connection_each_note_when_they_connect(self):
        connects = LeafTimes.of_waits(CELL, 10, "connection")
        async with served(GOOD % 7, connects=connects) as ask:
            self.assertEqual(7, await ask(7))
            self.assertLessEqual(ask.times.started[7], connects.started[7])
            self.assertLess(connects.ended[7], ask.times.ended[7])
            self.assertEqual(0, ask.reconnects)

    async def test_a_backend_that_is_not_there_is_missed_at_once(self):
        target = Target(1, LeafPlan.always(0), SIZE)
        with self.assertRaisesRegex(
            OSError,
            "^wanted 2 connections to the backend on port 1: cannot connect to 127.0.0.1:1: is the"
            ".*; see that it runs and that 'ulimit -n' allows as many$",
        ):
            async with client(target, 2, LeafTimes(CELL, 1)):
                pass


@asynccontextmanager
async def served(
    answer, *, connections=2, pieces=1, close=False, delay=0.0, connects=None, read_seconds=10.0
):
    """Opens a server that always answers the same, and a client that asks it."""

    async def serve(reader, writer):
        try:
            while await reader.readuntil(b"\r\n\r\n"):
                await asyncio.sleep(delay)
                size = len(answer) // pieces + 1
                for at in range(0, len(answer), size):
                    writer.write(answer[at : at + size])
                    await asyncio.sleep(0.01 if pieces > 1 else 0)
                if close:
                    break
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass  # the client has closed it, or the test is over
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    target = Target(server.sockets[0].getsockname()[1], LeafPlan.always(0), SIZE)
    ask = Client(target, connections, LeafTimes(CELL, 400), connects, read_seconds)
    try:
        await ask.connect()
        yield ask
    finally:
        ask.close()
        server.close()
