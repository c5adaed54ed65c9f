"""Imported last: tells on standard error what a script took without the interpreter's start and the imports."""

import atexit
import sys
import time

started = time.perf_counter()
atexit.register(lambda: print(f"inside {(time.perf_counter() - started) * 1000:.3f}", file=sys.stderr))
