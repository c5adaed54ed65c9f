"""What must be true of a home whose process was ended anywhere: used by the tests of fail points, of faulty disks and of kills.

`Tests/kills` uses it outside of pytest.
"""

import contextlib
import json
import os
import pathlib
import random
import resource
import shutil
import subprocess
import time

from conftest import BINARY, ROOT, Exhibit
from evidence import Ledger

DEBUG_BINARY = pathlib.Path(os.environ.get("EXHIBIT_DEBUG_BINARY", ROOT / ".build/debug/exhibit"))
FAST = ["--retry-base-delay", "0", "--retry-jitter", "0"]
RUN = ["generate", "--prompt", "an orange cat", "--provider", "sandbox", "--policy", "sandbox", "--size", "64x64", "--jsonl", *FAST]


def manifest(exhibit, count=3):
    path = exhibit.work / "items.jsonl"
    items = [{"prompt": f"picture {n}", "task_name": f"item-{n}", "size": "64x64"} for n in range(count)]
    path.write_text("".join(json.dumps(item) + "\n" for item in items))
    return path


def batch(exhibit, count=3):
    """A batch whose items may have the bytes of others."""
    return ["batch", manifest(exhibit, count), "--provider", "sandbox", "--policy", "sandbox", "--jsonl", *FAST]


def made(exhibit, binary=None, *words, env=None, kill_after=None):
    """Runs a command to its end or kills it; returns its status and the entries that it had told of."""
    command = [str(binary or BINARY), *map(str, words)]
    process = subprocess.Popen(
        command, cwd=exhibit.work, env={**exhibit.env, **(env or {})}, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if kill_after is not None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(kill_after)
        process.kill()
    out, err = process.communicate(timeout=60)
    lines = [line for line in out.decode(errors="replace").split("\n")[:-1] if line]  # a torn last line tells nothing
    events = [json.loads(line) for line in lines]
    return process.returncode, [event for event in events if event.get("schema") == "exhibit.event/1"], events, err.decode()


def recovered(exhibit, told, *, binary=None):
    """Asserts what a crash must leave, after the next start.

    Returns how many seconds of a processor the start and its repair took: other work on the machine does not count.
    """
    binary = str(binary or BINARY)

    def run(*words):
        return subprocess.run(
            [binary, *words], cwd=exhibit.work, env=exhibit.env, capture_output=True, text=True, timeout=60)

    if not exists(exhibit):
        assert not told, "an entry was told of, and there is no ledger"
    began = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = run("runs", "list", "--json")
    if not exists(exhibit):
        return 0
    assert started.returncode == 0, started.stdout + started.stderr
    # The next writer repairs; a run without a provider's turn is the cheapest.
    writer = run("generate", "--prompt", "after", "--provider", "sandbox", "--policy", "sandbox", "--size", "64x64", "--json")
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert writer.returncode == 0, writer.stdout + writer.stderr
    found = run("audit", "verify", "--json")
    document = json.loads(found.stdout)
    assert found.returncode == 0, document["result"] and document["result"]["findings"] or found.stdout
    ledger = Ledger(exhibit.home)
    entries = ledger.entries()
    for event in told:
        entry = entries[event["seq"]] if event["seq"] < len(entries) else None
        assert entry and entry["type"] == event["type"] and entry.get("run") == event["run_id"], (
            f"entry {event['seq']} ({event['type']}) was told of, and is lost")
    for entry in entries:
        if entry["type"] in ("artifact.stored", "artifact.derived"):
            ledger.blob(entry["body"]["sha256"])  # asserts that the bytes are there and have the hash
    assert [row for row in ledger.sql("PRAGMA integrity_check")] == [("ok",)]
    assert ledger.sql("SELECT count(*) FROM session WHERE closed_at IS NULL") == [(0,)]
    return ended.ru_utime - began.ru_utime + ended.ru_stime - began.ru_stime


def storm(folder, count, seed):
    """Kills `count` processes, each after a random time, in homes that go on; returns what happened."""
    rng = random.Random(seed)
    folder = pathlib.Path(folder)
    exhibit, longest = None, {"run": 0.0, "batch": 0.0}
    tally = {"kills": 0, "too late": 0, "told": 0, "slowest start": 0.0, "states": {}}
    for number in range(count):
        if number % 10 == 0:  # a home that has seen ten kills; the first of them while it is made
            if exhibit:
                tally["states"] = count_states(exhibit, tally["states"])
                shutil.rmtree(exhibit.folder)
            exhibit = Exhibit(folder / f"home-{number}")
        kind = rng.choice(["run", "run", "batch"])
        words = RUN if kind == "run" else batch(exhibit)
        if not longest[kind]:
            longest[kind] = duration(folder / f"clock-{kind}", kind)
        status, told, _, err = made(exhibit, None, *words, kill_after=rng.random() * longest[kind] * (1 if exists(exhibit) else 2))
        assert status in (-9, 0, 3), f"kill {number} of seed {seed}: {status} {err}"
        tally["kills" if status == -9 else "too late"] += 1
        longest[kind] *= 1.05 if status == -9 else 0.8  # as busy as the machine is now
        tally["told"] += len(told)
        try:
            tally["slowest start"] = max(tally["slowest start"], recovered(exhibit, told))
        except AssertionError as error:
            raise AssertionError(f"kill {number} of seed {seed}, home {exhibit.home}: {error}") from error
    tally["states"] = count_states(exhibit, tally["states"])
    return tally


def duration(folder, kind):
    """How long the command takes that is to be killed."""
    exhibit = Exhibit(folder)
    began = time.monotonic()
    made(exhibit, None, *(RUN if kind == "run" else batch(exhibit)))
    took = time.monotonic() - began
    shutil.rmtree(exhibit.folder)
    return took


def exists(exhibit):
    """Whether there is a ledger: a process may have been killed before it had made one."""
    return (exhibit.home / "ledger.sqlite").exists()


def count_states(exhibit, states):
    if not exists(exhibit):
        return states
    for state, count in Ledger(exhibit.home).sql("SELECT state, count(*) FROM run GROUP BY state"):
        states[state] = states.get(state, 0) + count
    return states
