"""The gate at which a fork waits for its turn."""

import os
import socket
import struct

AT_GATE = b"g"
GO = b"y"


class Gate:
    """A fork's line to the driver, on which it says that it stands at the gate, and is let go.

    The first time it says its process id, too, as 8 bytes, big-endian. Waiting blocks the thread,
    and with it the loop: between two ops nothing is under way.
    """

    def __init__(self, port: int) -> None:
        self._port = port
        self._line: socket.socket | None = None

    def wait(self) -> None:
        """Waits for this fork's turn; ends the process if the driver is gone."""
        hello = AT_GATE
        if self._line is None:
            self._line = socket.create_connection(("127.0.0.1", self._port))
            self._line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            hello = struct.pack(">q", os.getpid()) + AT_GATE
        self._line.sendall(hello)
        if self._line.recv(1) != GO:
            os._exit(1)  # nobody wants a result
