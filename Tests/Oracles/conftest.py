"""The harness of the command's sessions, for the tests in which a program that we did not write has the last word."""

import importlib.util
import pathlib
import sys

SESSIONS = pathlib.Path(__file__).resolve().parents[1] / "EndToEnd"
sys.path.insert(0, str(SESSIONS))
specification = importlib.util.spec_from_file_location("sessions", SESSIONS / "conftest.py")
harness = importlib.util.module_from_spec(specification)
specification.loader.exec_module(harness)
# Both folders call it conftest, and a test may import from either.
globals().update({name: value for name, value in vars(harness).items() if not name.startswith("__")})
