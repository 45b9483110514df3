"""Files of one length, full of texts that are drawn by seed, and the work on one of them."""

import os
from pathlib import Path

from asyncmark.cell import Cell
from asyncmark.splittable import SplittableRandom

Counts = tuple[int, int, int]
"""Lines, words and characters of a text."""

_CHUNK_BYTES = 16 << 10
_CONTINUATION = bytes(range(0x80, 0xC0))  # of a character in UTF-8, behind its first byte

_SEED = 17
_TEXTS = 17  # a prime number, so that hardly any number of files has the same texts from op to op
_FIRST = (ord("a"), 0xE0, 0x4E00, 0x1F600)  # of some characters of one to four bytes
_SPACES = (" ", " ", "\n", "\t", "  ", "\r\n")
_LONGEST_WORD = 5


def drawn(seed: int, length: int) -> str:
    """Returns words of characters of one to four bytes, and spaces; `length` is in UTF-8."""
    random = SplittableRandom(seed)
    parts = []
    room = length
    while room >= _LONGEST_WORD * len(_FIRST) + 2:
        for _ in range(random.next_int(1, _LONGEST_WORD + 1)):
            width = random.next_int(1, len(_FIRST) + 1)
            parts.append(chr(_FIRST[width - 1] + random.next_int(26)))
            room -= width
        parts.append(_SPACES[random.next_int(len(_SPACES))])
        room -= len(parts[-1])
    return "".join(parts) + "x" * room


class TextFiles:
    """Some files in a folder, which is there and is deleted by who made it.

    In each turn a file gets another text than in the turn before.
    """

    def __init__(self, cell: Cell, folder: Path, files: int, length: int) -> None:
        """Makes the files, with the texts of turn 0; `length` of each is 1 and up."""
        self._cell, self._folder = cell, folder
        texts = [drawn(_SEED + number, length) for number in range(_TEXTS)]
        self._texts = [text.encode() for text in texts]
        self._counts = [(text.count("\n"), len(text.split()), len(text)) for text in texts]
        for index in range(files):
            self.path(index).write_bytes(self.text(index, 0))

    def path(self, index: int) -> Path:
        """Returns where a file is."""
        return self._folder / f"{index}.txt"

    def text(self, index: int, turn: int) -> bytes:
        """Returns what a file has, or gets, in a turn."""
        return self._texts[(index + turn) % _TEXTS]

    def require_counted(self, index: int, found: Counts | None) -> None:
        """Requires what was counted in a file, which has its text of turn 0."""
        if found != (wanted := self._counts[index % _TEXTS]):
            raise self._cell.failed(
                f"file {index} has {wanted} lines, words and characters; counted {found}"
            )

    def require_written(self, index: int, turn: int) -> None:
        """Requires that a file holds its text of a turn."""
        wanted, holds = self.text(index, turn), self.path(index).read_bytes()
        if holds != wanted:
            raise self._cell.failed(
                f"file {index} holds {len(holds)} bytes, not the {len(wanted)} that it was to get"
            )


def counted(path: Path) -> Counts:
    """Reads a file chunk by chunk, and counts what is in it without decoding it."""
    lines = words = characters = 0
    in_word = False
    with open(path, "rb", buffering=0) as file:
        while chunk := file.read(_CHUNK_BYTES):
            lines += chunk.count(b"\n")
            words += len(chunk.split()) - (in_word and not chunk[:1].isspace())
            characters += len(chunk.translate(None, _CONTINUATION))
            in_word = not chunk[-1:].isspace()
    return lines, words, characters


def overwrite(path: Path, text: bytes, flags: int = 0) -> None:
    """Writes over what a file holds, chunk by chunk and in place: it is not cut."""
    with open(
        path, "wb", buffering=0, opener=lambda name, _: os.open(name, os.O_WRONLY | flags)
    ) as file:
        rest = memoryview(text)
        while rest:
            rest = rest[file.write(rest[:_CHUNK_BYTES]) :]
