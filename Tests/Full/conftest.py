"""Proofs that take long or need large programs: `.ci/full` runs them, with the harness of the quick ones."""

import importlib.util
import pathlib
import sys

ORACLES = pathlib.Path(__file__).resolve().parents[1] / "Oracles"
sys.path.insert(0, str(ORACLES))
specification = importlib.util.spec_from_file_location("oracles", ORACLES / "conftest.py")
harness = importlib.util.module_from_spec(specification)
specification.loader.exec_module(harness)
globals().update({name: value for name, value in vars(harness).items() if not name.startswith("__")})
