"""A fork of asyncmark in CPython.

`PYTHON -E DIR SPEC` measures what SPEC says, one JSON text that the driver writes; see
`asyncmark.fork`. `PYTHON -E DIR contract` serves tests; see `asyncmark.contract`.
`PYTHON -E DIR waiting-memory` tells the memory of tasks that wait; see `asyncmark.waiting_memory`.
"""

import sys


def main() -> None:
    """Does what the arguments say."""
    match sys.argv[1:]:
        case ["contract", *folders]:
            from asyncmark import contract

            contract.main(folders)
        case ["waiting-memory", *words]:
            from asyncmark import waiting_memory

            waiting_memory.main(words)
        case [spec]:
            from asyncmark import fork

            fork.main(spec)
        case _:
            sys.exit("wanted a specification as JSON, or the word contract or waiting-memory")


if __name__ == "__main__":
    main()
