"""The patterns of asyncmark in CPython's asyncio, and the fork that measures them."""
