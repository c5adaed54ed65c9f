"""Several processes on one queue while everything goes wrong: nothing is lost, nothing is sent twice, all is accounted for.

EXHIBIT_STORM_TASKS is the number of tasks of each of the four processes (25), EXHIBIT_STORM_SEED what is drawn by.
`Tests/storm` runs it with five hundred.
"""

import collections
import hashlib
import json
import os
import pathlib
import random
import signal
import subprocess
import time
import urllib.request

import pytest
from conftest import BINARY

TASKS = int(os.environ.get("EXHIBIT_STORM_TASKS", "25"))
SEED = int(os.environ.get("EXHIBIT_STORM_SEED", "20261121"))
PROCESSES = 4
FAKETIME = pathlib.Path("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1")
ENDED = {"completed", "failed", "timed_out", "cancelled", "skipped", "unknown_outcome", "orphan_late_output"}

# What the provider does with a prompt, how often, and how many requests of it may reach the provider: what was refused,
# or answered that it was not done, is tried again; what may have been paid for is not.
WEATHER = [
    (None, 30, 1), ("slow:300", 8, 1), ("url", 6, 1), ("async", 6, 1), ("async]] [[fault:poll:500x2", 3, 1),
    ("429:ms=50x1", 6, 2), ("503:ms=50x2", 4, 3), ("500x1", 4, 2), ("502x1", 3, 2), ("504x2", 3, 3), ("408x1", 2, 2),
    ("429:ms=20", 2, 3), ("520", 2, 1), ("moderation", 2, 1), ("drop-before-headers", 3, 1), ("drop-after-headers", 3, 1),
    ("drop-after-bytes:700", 3, 1), ("hang", 1, 1), ("truncated-image", 2, 1), ("bad-base64", 2, 1), ("garbage-json", 2, 1),
    ("url:500x2", 2, 1), ("url:drop-after-bytes:900x1", 2, 1), ("duplicate-key", 1, 1)]


class Storm:
    """One home, one sandbox, and the processes that work on it."""

    def __init__(self, exhibit):
        self.exhibit = exhibit
        self.draw = random.Random(SEED)
        self.base = exhibit.sandbox()
        exhibit.configure(self.base)
        policy = json.loads(exhibit("policy", "show", "sandbox", "--json").out)["result"]
        policy = {**policy.get("policy", policy), "id": "storm", "limits": {"max_workers": 8, "max_waiting": 10_000}}
        self.policy = exhibit.folder / "storm.json"
        self.policy.write_text(json.dumps(policy))
        self.allowed = {}
        self.workers = []
        self.clock = exhibit.folder / "clock"
        self.clock.write_text("+0\n")

    def items(self, process):
        """The tasks of one process; every tenth is a task of all of them."""
        faults, weights, allowed = zip(*WEATHER)
        for number in range(TASKS):
            shared = number % 10 == 0
            # By its own seed, so that a shared task is the same in every process.
            draw = random.Random(f"{SEED}/{'all' if shared else process}/{number}")
            chosen = draw.choices(range(len(WEATHER)), weights)[0]
            key = f"{'all' if shared else process}-{number}"
            prompt = f"plate {key}" + (f" [[fault:{faults[chosen]}]]" if faults[chosen] else "")
            self.allowed[prompt] = allowed[chosen]
            yield {"prompt": prompt, "task_key": key, "task_name": key}

    def submit(self, process):
        path = self.exhibit.work / f"tasks-{process}.json"
        path.write_text(json.dumps({"tasks": list(self.items(process))}))
        return self.exhibit.start(
            "queue", "submit", f"@{path}", "--json", "--policy", self.policy, "--max-workers", "8",
            "--max-queue-size", "10000", "--timeout-ms", "12000", "--poll-interval", "0.05",
            "--retry-base-delay", "0", "--retry-max-delay", "0", "--retry-jitter", "0")

    def work(self):
        env = {}
        if FAKETIME.exists():
            env = {
                "LD_PRELOAD": str(FAKETIME), "FAKETIME_TIMESTAMP_FILE": str(self.clock), "FAKETIME_DONT_FAKE_MONOTONIC": "1",
                "FAKETIME_CACHE_DURATION": "1"}
        log = open(self.exhibit.folder / "workers.log", "ab")
        process = subprocess.Popen(
            [BINARY, "queue", "work", "--until-empty", "--max-workers", "8", "--policy", str(self.policy)],
            cwd=self.exhibit.work, env={**self.exhibit.env, **env}, stdout=log, stderr=log)
        log.close()
        return process

    def strike(self):
        """Something happens to the workers, or to their clock."""
        number = self.draw.randrange(len(self.workers))
        worker = self.workers[number]
        event = self.draw.random()
        if event < 0.45:
            worker.kill()
        elif event < 0.7:
            worker.send_signal(signal.SIGTERM)
        elif event < 0.85:
            self.clock.write_text(f"{self.draw.choice([-86400, -3600, -60, 0, 60, 3600, 864000]):+d}\n")
            return
        else:
            worker.send_signal(signal.SIGSTOP)
            time.sleep(self.draw.uniform(0.1, 1.5))
            worker.send_signal(signal.SIGCONT)
            return
        worker.wait(timeout=120)
        self.workers[number] = self.work()

    def run(self):
        submitters = [self.submit(process) for process in range(PROCESSES)]
        for submitter in submitters:
            out, err = submitter.communicate(timeout=300)
            # 3: the keys that another process was first with were left out.
            assert submitter.returncode in (0, 3), err
        self.workers = [self.work() for _ in range(PROCESSES)]
        try:
            deadline = time.monotonic() + 60 + 10 * TASKS
            while any(worker.poll() is None for worker in self.workers) and time.monotonic() < deadline:
                self.rest()
                if self.count("queued") > 0:
                    self.strike()
        finally:
            for worker in self.workers:
                worker.send_signal(signal.SIGCONT)
                if worker.poll() is None:
                    worker.terminate()
                worker.wait(timeout=120)

    def rest(self):
        """Between two strikes the workers get something done, however slow the machine is."""
        before = self.count("queued")
        for _ in range(100):
            time.sleep(0.1)
            if self.count("queued") <= before - PROCESSES * TASKS // 40 or before == 0:
                return

    def count(self, state):
        return self.exhibit.sql("SELECT count(*) FROM task WHERE state = ?", state)[0][0]

    def posts(self):
        """By digest of the body, how many requests that may bill the sandbox has seen."""
        with urllib.request.urlopen(self.base.removesuffix("/v1") + "/__sandbox/requests") as answer:
            log = json.load(answer)["requests"]
        assert len(log) < 9_000, "the sandbox has forgotten its first requests"
        return collections.Counter(each["body_sha256"] for each in log if each["method"] == "POST")


@pytest.mark.skipif(not FAKETIME.exists(), reason="the clock cannot jump without libfaketime")
def test_D11_D13_four_processes_in_a_storm_lose_nothing_and_send_nothing_twice(exhibit):
    storm = Storm(exhibit)
    storm.run()
    # Whoever comes last finds what the killed ones left.
    last = exhibit("queue", "work", "--until-empty", "--json", "--policy", storm.policy, timeout=300)
    assert last.status in (0, 1, 3, 5, 6, 7, 8, 9, 13), last

    tasks = exhibit.sql("SELECT task_id, task_key, state, run_id FROM task")
    assert len(tasks) == PROCESSES * TASKS
    assert {state for _, _, state, _ in tasks} <= ENDED, collections.Counter(state for _, _, state, _ in tasks)
    # Of each key one task was worked on, and the other processes' are told which.
    worked = collections.Counter(key for _, key, state, _ in tasks if state != "skipped")
    assert set(worked.values()) == {1} and len(worked) == PROCESSES * TASKS - (PROCESSES - 1) * len(range(0, TASKS, 10))

    # Every task ended once: after its last step nothing follows.
    steps = collections.defaultdict(list)
    for entry in exhibit.entries("task.state"):
        steps[entry["body"]["task_id"]].append(entry["body"]["to"])
    for task, _, state, _ in tasks:
        ends = [word for word in steps[task] if word in ENDED]
        assert ends == [state], (task, steps[task])

    # The provider's own log: no body came more often than its answers allow, and every one that came is in the record.
    posts = storm.posts()
    allowed = {}
    sent = collections.Counter()
    for entry in exhibit.entries("attempt.started"):
        sent[entry["run"]] += entry["body"]["step"] == 1
    prompts = {row[0]: row[1] for row in exhibit.sql(
        "SELECT task_key, run_id FROM task WHERE run_id IS NOT NULL")}
    by_key = {prompt.split()[1]: (prompt, count) for prompt, count in storm.allowed.items()}
    for key, run in prompts.items():
        prompt, count = by_key[key]
        assert sent[run] <= count, (key, prompt, sent[run])
        allowed[key] = count
    digests = request_digests(exhibit, prompts)
    for digest, times in posts.items():
        key = digests.get(digest)
        assert key is not None, "the provider had a request that is not in the record"
        assert times <= allowed[key], (key, by_key[key], times)
    assert len(posts) > TASKS

    # What completed has its picture, at its path and in the store; what is unknown was sent, and says so.
    for _, key, state, run in tasks:
        if state != "completed":
            continue
        shown = exhibit.sql("SELECT sha256, path FROM artifact WHERE run_id = ? AND role = 'output'", run)
        assert shown, key
        for digest, _ in shown:
            stored = exhibit.home / "artifacts" / "sha256" / digest[:2] / digest
            inline = exhibit.sql("SELECT data FROM blob WHERE lower(hex(sha256)) = ?", digest)
            content = stored.read_bytes() if stored.exists() else inline[0][0]
            assert hashlib.sha256(content).hexdigest() == digest
        assert exhibit.sql("SELECT verdict FROM run WHERE run_id = ?", run) == [("accepted",)]
    assert all(sent[run] for _, _, state, run in tasks if state == "unknown_outcome")

    checked = exhibit.verify()
    assert checked.status == 0, checked.out[:3000]
    counts = collections.Counter(state for _, _, state, _ in tasks)
    assert counts["completed"] > TASKS and counts["failed"] > 0 and counts["unknown_outcome"] > 0, counts


def request_digests(exhibit, prompts):
    """By the digest of a body that was sent, the key of its task: the digest is a private value of the ledger."""
    keys = {run: key for key, run in prompts.items()}
    found = {}
    values = {commit.hex(): value for commit, value in exhibit.sql("SELECT commitment, value FROM secret_value")}
    for entry in exhibit.entries("attempt.started"):
        digest = values.get(entry["body"].get("request_commit", ""))
        if digest and entry["body"]["method"] == "POST":
            found[digest] = keys[entry["run"]]
    return found
