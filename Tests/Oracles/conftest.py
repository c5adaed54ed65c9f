"""The harness of the command's sessions, for the tests in which a program that we did not write has the last word."""

import importlib.util
import json
import pathlib
import sys

import pytest

SESSIONS = pathlib.Path(__file__).resolve().parents[1] / "EndToEnd"
sys.path.insert(0, str(SESSIONS))
specification = importlib.util.spec_from_file_location("sessions", SESSIONS / "conftest.py")
harness = importlib.util.module_from_spec(specification)
specification.loader.exec_module(harness)
# Both folders call it conftest, and a test may import from either.
globals().update({name: value for name, value in vars(harness).items() if not name.startswith("__")})
Exhibit = harness.Exhibit


@pytest.fixture(scope="session")
def large_bundle(tmp_path_factory):
    """A whole bundle of more than 300 entries: a batch of 40 runs against the sandbox."""
    made = Exhibit(tmp_path_factory.mktemp("large"))
    try:
        made.configure(made.sandbox())
        tasks = [{"prompt": f"an orange cat, number {number}", "name": f"cat-{number}"} for number in range(40)]
        (made.work / "tasks.json").write_text(json.dumps(tasks))
        ran = made("batch", "--manifest", "tasks.json", "--size", "64x64", "--max-workers", "4", "--json", timeout=120)
        assert ran.status == 0, ran
        exported = made("audit", "export", "--out", made.folder / "bundle")
        assert exported.status == 0, exported
        yield made.folder / "bundle"
    finally:
        made.stop()
