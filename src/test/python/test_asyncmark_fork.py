"""Whole forks, each a process, with a stand-in for the driver at the other end of their gate."""

import json
import os
import socket
import struct
import subprocess
import sys
import tempfile
import unittest
from array import array
from pathlib import Path

import asyncmark

DIR = Path(asyncmark.__file__).parent.parent


class ForkTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.result = Path(folder.name, "fork")
        self.gate = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(self.gate.close)
        self.gate.settimeout(20)

    def test_a_fork_waits_for_its_turns_and_leaves_what_it_measured(self):
        fork, line = self.started()
        self.assertEqual(fork.pid, struct.unpack(">q", read(line, 8))[0])
        for _ in range(4):  # one for practice, two turns, one behind the last
            self.assertEqual(b"g", read(line, 1))
            line.sendall(b"y")
        self.assertEqual((0, ""), (fork.wait(20), fork.stderr.read()))
        told = json.loads(self.result.with_suffix(".json").read_text())
        self.assertEqual("CPython", told["runtime"]["implementation"])
        self.assertGreaterEqual(told["warmUp"]["millis"], 100)
        self.assertEqual(2, len(told["warmup"]))
        self.assertEqual(2, len(told["turns"]))
        values = array("q", self.result.with_suffix(".bin").read_bytes())
        self.assertEqual(len(values), sum(sum(each["kinds"].values()) for each in told["turns"]))
        for turn in told["turns"]:
            self.assertGreaterEqual(turn["nanos"], 20_000_000)
            self.assertGreaterEqual(turn["ops"], 1)
            self.assertEqual(turn["kinds"]["service"] * 3, turn["kinds"]["leaf"])
            self.assertEqual("us/op", turn["counts"]["cpu"][1])

    def test_an_op_that_fails_ends_the_fork_with_its_trace(self):
        self.fails(
            "ValueError: gather, model asyncio has no mechanism 'threads';"
            " choose from asyncio, aiohttp",
            mechanism="threads",
        )

    def test_what_python_cannot_do_is_the_last_line(self):
        self.fails(
            "asyncmark.cell.NotAvailable: n/a (aiohttp is not installed)",
            mechanism="aiohttp",
            params={"leaf": "http", "variant": "collect", "fanOut": 1, "delayMicros": 0}
            | {"connections": 1, "payloadBytes": 64},
        )

    def test_a_fork_ends_with_the_line_to_its_driver(self):
        fork, line = self.started()
        read(line, 9)
        line.close()
        self.assertEqual(1, fork.wait(20))
        self.assertFalse(self.result.with_suffix(".json").exists())

    def test_a_fork_ends_with_its_standard_input(self):
        fork, line = self.started()
        read(line, 9)
        fork.stdin.close()
        self.assertEqual(1, fork.wait(20))

    def fails(self, last_line, **differing):
        fork = self.forked(**differing)
        self.assertEqual(1, fork.wait(20))
        self.assertEqual(last_line, fork.stderr.read().splitlines()[-1])

    def started(self):
        """Returns a fork and its line, on which it will stand at the gate."""
        fork = self.forked()
        line, _ = self.gate.accept()
        line.settimeout(20)
        self.addCleanup(line.close)
        return fork, line

    def forked(self, **differing):
        spec = {
            "pattern": "gather",
            "mechanism": "asyncio",
            "loop": "asyncio",
            "params": {"leaf": "cpu", "cpuTokens": 5, "variant": "fail-fast", "fanOut": 3},
            "backendPort": 0,
            "gatePort": self.gate.getsockname()[1],
            "result": str(self.result),
            "cpus": [min(os.sched_getaffinity(0))] if hasattr(os, "sched_getaffinity") else None,
            "warmUpCapMillis": 200,
            "warmupIterations": 2,
            "warmupMillis": 20,
            "measuredIterations": 2,
            "measuredMillis": 20,
            "leastOps": 2,
            "furtherMillis": 100,
            "runUpMillis": 5,
        }
        fork = subprocess.Popen(
            [sys.executable, "-E", "-B", DIR, json.dumps(spec | differing)],
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.addCleanup(fork.stderr.close)
        self.addCleanup(fork.stdin.close)
        self.addCleanup(fork.kill)
        return fork


def read(line, size):
    """Reads that many bytes."""
    data = b""
    while len(data) < size:
        more = line.recv(size - len(data))
        if not more:
            raise EOFError(f"the fork ended after {len(data)} of {size} bytes")
        data += more
    return data
