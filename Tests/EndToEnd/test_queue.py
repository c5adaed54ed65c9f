"""The queue (parity D9 to D15, D20): its folder, its words, its bounds, and several processes on one home."""

import json
import signal
import threading

import pytest
from conftest import interrupt, wait_until
from gateway import picture, reply

FAST = ("--retry-base-delay", "0", "--retry-max-delay", "0", "--retry-jitter", "0")
QUICK = ("--poll-interval", "0.05")
FILES = {"task.json", "command.json", "stdout.txt", "stderr.txt", "result.json"}

# D12's words, and the one that is ours.
WORDS = {
    "queued", "running", "completed", "failed", "timed_out", "rejected", "skipped", "orphan_late_output", "orphaned",
    "cancelled", "stuck", "unknown_outcome"}

# The fields of a listed task, as the old queue had them (wire format of the queue).
FIELDS = {
    "task_id", "task_key", "status", "worker_id", "thread_id", "pid", "started_at", "ended_at", "elapsed_seconds",
    "output_dir", "output", "error", "stdout", "stderr", "result_json"}


class Queue:
    """The verbs of one queue, each with --json."""

    def __init__(self, exhibit, folder=None):
        self.exhibit = exhibit
        self.folder = folder or exhibit.home / "queue"
        self.where = ("--state-dir", folder) if folder else ()

    def __call__(self, verb, *words, **options):
        return self.exhibit("queue", verb, *words, *self.where, "--json", **options)

    def start(self, verb, *words):
        return self.exhibit.start("queue", verb, *words, *self.where, "--json")

    def tasks(self, *words):
        return self("list", *words).result["tasks"]

    def states(self):
        return [task["status"] for task in self.tasks()]

    def file(self, name):
        return json.loads((self.folder / name).read_text())


@pytest.fixture
def queue(happy):
    """The home's own queue; the provider is the sandbox, judged as such."""
    return Queue(happy)


@pytest.fixture
def sandboxed(exhibit):
    """The same with a sandbox that misbehaves."""

    def serve(*faults):
        exhibit.configure(exhibit.sandbox(*faults))
        return Queue(exhibit)

    return serve


@pytest.fixture
def jobs(exhibit):
    """The same with the jobs API of the sandbox."""

    def serve(*faults):
        exhibit.env["IMAGES_API_URL"] = exhibit.sandbox(*faults).removesuffix("/v1")
        return Queue(exhibit)

    return serve


class Gate:
    """A provider that keeps every request waiting until it is opened."""

    def __init__(self, gateway):
        self.opened = threading.Event()
        self.server = gateway(self.answer)

    def answer(self, request):
        self.opened.wait(60)
        return 200, {}, reply(picture(), usage={"cost_usd": "0.02"})

    @property
    def prompts(self):
        return [request.json["prompt"] for request in self.server.requests]

    def open(self):
        self.opened.set()


@pytest.fixture
def gate(gateway):
    made = Gate(gateway)
    yield made
    made.open()


JUDGED = ("--policy", "sandbox")


def prompts(*texts, **more):
    """A file of source D's form."""
    return json.dumps({"tasks": [{"prompt": text, "task_name": text.replace(" ", "-"), **more} for text in texts]})


def held(exhibit, gate, count=1):
    """Waits until so many requests have reached the provider."""
    wait_until(lambda: len(gate.server.requests) >= count)


def test_D9_four_and_a_hundred_are_accepted_and_the_rest_is_rejected_by_name(queue):
    submitted = queue("submit", prompts(*(f"plate {n}" for n in range(107))), "--overflow-policy", "discard")
    assert submitted.status == 9, submitted
    assert submitted.error["code"] == "queue.full"
    tasks = submitted.result["tasks"]
    assert [task["status"] for task in tasks] == ["queued"] * 104 + ["rejected"] * 3
    assert {task["reason"] for task in tasks[104:]} == {"queue_full"}
    assert submitted.result["max_workers"] == 4 and submitted.result["max_queue_size"] == 100
    assert "overflow.rejected" in [note["code"] for note in submitted.result["notes"]]
    state = queue.file("queue_state.json")
    assert (state["counters"]["queued"], state["counters"]["rejected"], state["tasks_total"]) == (104, 3, 107)
    for task in tasks[103:]:
        assert {path.name for path in (queue.folder / "tasks" / task["task_id"]).iterdir()} == FILES
    # What is rejected is tried again only by a word, and there is room for nothing until others have ended.
    assert queue("submit", "--prompt", "one more").status == 9


def test_D9_there_is_room_for_as_many_as_one_says(queue):
    submitted = queue("submit", prompts(*"abcdef"), "--max-workers", "1", "--max-queue-size", "2")
    assert submitted.status == 9
    assert [task["status"] for task in submitted.result["tasks"]] == ["queued"] * 3 + ["rejected"] * 3


def test_D9_more_than_four_workers_need_a_policy_that_says_so(queue):
    cut = queue("submit", prompts("a"), "--max-workers", "9", "--dry-run")
    assert cut.result["max_workers"] == 4
    assert "workers.cut" in [note["code"] for note in cut.result["notes"]]
    policy = json.loads(queue.exhibit("policy", "show", "sandbox", "--json").out)["result"]
    policy = policy.get("policy", policy)
    wide = {**policy, "id": "wide", "limits": {"max_workers": 6}}
    path = queue.exhibit.work / "wide.json"
    path.write_text(json.dumps(wide))
    allowed = queue("submit", prompts("a"), "--max-workers", "9", "--policy", path, "--dry-run")
    assert allowed.status == 0, allowed
    assert allowed.result["max_workers"] == 6


def test_D9_a_time_that_the_attempts_cannot_keep_is_raised_with_a_note(queue):
    raised = queue("submit", "--prompt", "a", "--task-timeout-seconds", "5", "--timeout-ms", "4000", *FAST)
    assert raised.result["task_timeout_seconds"] == 12
    assert "task_timeout.raised" in [note["code"] for note in raised.result["notes"]]
    kept = queue("submit", "--prompt", "b", "--task-timeout-seconds", "60", "--timeout-ms", "4000", *FAST)
    assert kept.result["task_timeout_seconds"] == 60 and kept.result["notes"] == []


def test_D9_a_task_that_is_past_its_time_is_stopped_and_timed_out(jobs, photo):
    queue = jobs("job-stuck")
    film = ("--prompt", "a lake", "--image", photo, "--provider", "images-api", *QUICK)
    # One film at a time: the queue's own waits for its turn behind this one, longer than it may.
    other = queue.exhibit.start("video", *film, "--timeout-ms", "60000")
    wait_until(lambda: (queue.exhibit.home / "ledger.sqlite").exists() and queue.exhibit.entries("job.status"))
    film = {"mode": "video", "prompt": "a sea", "image": str(photo), "provider": "images-api", "task_name": "sea"}
    items = json.dumps({"tasks": [film]})
    ran = queue("run", items, "--task-timeout-seconds", "1", "--timeout-ms", "500", "--max-attempts", "1", *FAST)
    assert ran.status == 3, ran
    (task,) = ran.result["tasks"]
    assert (task["status"], task["reason"]) == ("timed_out", "deadline")
    assert ran.result["task_timeout_seconds"] == 1
    assert len(queue.exhibit.entries("job.submitted")) == 1
    other.kill()


def test_D9_a_queue_is_its_state_directory(queue):
    exhibit = queue.exhibit
    one, two = Queue(exhibit, exhibit.folder / "one"), Queue(exhibit, exhibit.folder / "two")
    task = one("submit", "--prompt", "a", "--task-key", "first").result["tasks"][0]
    assert one("status").result["queued_count"] == 1
    assert two("status").result["tasks_total"] == 0 and two("list").status == 0
    for part in ("first", task["task_id"]):
        assert two("get", part).status == 10
        assert two("cancel", part).status == 10
    assert one("get", task["task_id"][-8:]).result["task_key"] == "first"
    # However its name is written.
    assert exhibit("queue", "list", "--state-dir", exhibit.folder / "two" / ".." / "one", "--json").result["count"] == 1
    (exhibit.folder / "link").symlink_to(one.folder)
    assert exhibit("queue", "list", "--state-dir", exhibit.folder / "link", "--json").result["count"] == 1
    env = {"OPENCLAW_IMAGE_QUEUE_DIR": str(one.folder)}
    assert exhibit("queue", "list", "--json", env=env).result["count"] == 1
    assert exhibit("queue", "list", "--json").result["state_dir"] == str(exhibit.home / "queue")
    assert not (exhibit.folder / "user" / ".openclaw").exists()


def test_D10_D11_run_list_get_and_history_tell_the_fields_of_the_old_queue(queue):
    ran = queue("run", prompts("a", "b"), *JUDGED, *FAST)
    assert ran.status == 0, ran
    for key in (
        "ok", "queue_id", "state_dir", "max_workers", "task_timeout_seconds", "max_queue_size", "counters", "running",
        "queued", "tasks_total",
    ):
        assert key in ran.result
    assert ran.result["ok"] is True and ran.result["tasks_total"] == 2
    (listed, _) = queue.tasks()
    assert set(listed) >= FIELDS
    assert (listed["status"], listed["provider"], listed["mode"]) == ("completed", "happy", "generation")
    got = queue("get", listed["task_id"], "--tail-bytes", "40").result
    assert set(got) >= FIELDS | {"ok", "stdout_tail", "stderr_tail", "result_path", "artifacts"}
    assert len(got["stderr_tail"].encode()) == 40
    assert (queue.folder / "tasks" / listed["task_id"] / "stderr.txt").read_text().endswith(got["stderr_tail"])
    assert got["artifacts"]["outputs"] == [listed["output"]]
    assert json.loads(open(got["result_path"]).read())["run_id"] == listed["run_id"]
    for verb in ("history", "runs"):
        assert [task["task_name"] for task in queue(verb).result["tasks"]] == ["b", "a"]
    assert [task["task_name"] for task in queue("history", "-n", "1").result["tasks"]] == ["b"]
    assert queue("get", "zzzzzzzz").status == 10
    assert queue.exhibit.verify().status == 0


def test_D11_the_command_line_of_a_task_does_it_again(queue):
    ran = queue("run", "--prompt", "it's {not} a template", "--task-name", "cat", *JUDGED)
    assert ran.status == 0, ran
    (task,) = ran.result["tasks"]
    words = json.loads((queue.folder / "tasks" / task["task_id"] / "command.json").read_text())["argv"]
    assert words[:2] == ["exhibit", "generate"]
    again = queue.exhibit(*words[1:], "--json")
    assert again.status == 0, again
    first = queue("get", task["task_id"]).result["result"]
    assert first["prompt_sha256"] == again.result["prompt_sha256"]


def test_D11_torn_and_missing_files_are_rendered_again(queue):
    submitted = queue("submit", prompts("a", "b"), "--max-queue-size", "0", "--max-workers", "1")
    assert [task["status"] for task in submitted.result["tasks"]] == ["queued", "rejected"]
    before = {path: path.read_bytes() for path in queue.folder.rglob("*") if path.is_file()}
    assert len(before) == 3 + 2 * len(FILES)
    torn = queue.folder / "queue_state.json"
    torn.write_bytes(torn.read_bytes()[:20])
    for path in list((queue.folder / "tasks").rglob("*.json")):
        path.unlink()
    (queue.folder / "events.jsonl").unlink()
    assert queue("pause").status == 0 and queue("resume").status == 0
    assert {path: path.read_bytes() for path in queue.folder.rglob("*") if path.is_file()} == before
    events = [json.loads(line) for line in (queue.folder / "events.jsonl").read_text().splitlines()]
    assert [event["event"] for event in events] == ["submitted", "rejected"]


def test_D11_D12_the_words_in_files_listings_and_summary_are_the_same(sandboxed):
    queue = sandboxed("moderation")
    ran = queue("run", prompts("a"), *FAST)
    assert ran.status == 3, ran
    (task,) = ran.result["tasks"]
    assert task["status"] == "failed" and task["error"]["billed"] == "no"
    counters = queue.file("queue_state.json")["counters"]
    assert WORDS <= set(counters) and counters["ok"] is False and counters["failed"] == 1
    line = json.loads((queue.folder / "tasks.jsonl").read_text())
    assert line["status"] == "failed"
    assert [t["task_id"] for t in queue.tasks("--status", "failed")] == [task["task_id"]]
    for word in sorted(WORDS - {"failed"}):
        assert queue.tasks("--status", word) == []
    assert queue("list", "--status", "finished").status == 2


def test_D12_completed_and_not_acceptable_is_exit_6(queue):
    ran = queue("run", prompts("a"), "--policy", "no-mock")
    assert ran.status == 6, ran
    (task,) = ran.result["tasks"]
    assert (task["status"], task["verdict"]) == ("completed", "rejected")
    assert queue.file("queue_state.json")["counters"]["ok"] is False
    # Looking is no failure.
    assert queue("status").status == 0 and queue("list").status == 0


def test_D13_a_key_is_taken_while_its_task_waits_or_runs_in_any_queue_or_process(gate, exhibit):
    queue, other = Queue(exhibit), Queue(exhibit, exhibit.folder / "other")
    worker = queue.start("run", "--prompt", "first", "--task-key", "cover", *FAST)
    held(exhibit, gate)
    again = other("run", "--prompt", "second", "--task-key", "cover")
    assert again.status == 3, again
    (task,) = again.result["tasks"]
    assert (task["status"], task["reason"]) == ("skipped", "duplicate_key")
    assert again.result["counters"]["ok"] is False
    assert task["of"] == queue.tasks()[0]["task_id"]
    assert (other.folder / "tasks" / task["task_id"] / "task.json").exists()
    # The key names the task that is worked on, not the one that was skipped for its sake.
    assert queue("get", "cover").result["status"] == "running"
    gate.open()
    out, err = worker.communicate(timeout=60)
    assert worker.returncode == 0, err
    assert gate.prompts == ["first"]
    assert other("run", "--prompt", "third", "--task-key", "cover").status == 0


def test_D13_replace_takes_the_place_of_one_that_waits_and_force_works_on_both(queue):
    assert queue("submit", "--prompt", "old", "--task-key", "k").status == 0
    replaced = queue("submit", "--prompt", "new", "--task-key", "k", "--on-duplicate", "replace")
    assert replaced.status == 0
    old, new = queue.tasks()
    assert (old["status"], old["reason"], new["status"]) == ("cancelled", "replaced", "queued")
    assert queue("submit", "--prompt", "both", "--task-key", "k", "--on-duplicate", "force").status == 0
    assert queue.states() == ["cancelled", "queued", "queued"]


def test_D13_reuse_takes_an_accepted_picture_of_the_same_request_and_sends_nothing(queue):
    words = ("--prompt", "a lake", "--task-name", "lake", *JUDGED)
    assert queue("run", *words).status == 0
    sent = len(queue.exhibit.entries("attempt.started"))
    again = queue("run", *words, "--on-duplicate", "reuse")
    assert again.status == 0, again
    (task,) = again.result["tasks"]
    assert task["status"] == "completed" and task["reused"] is True
    assert task["run_id"] == queue.tasks()[0]["run_id"]
    assert len(queue.exhibit.entries("attempt.started")) == sent


def test_D14_a_kill_after_the_request_left_is_unknown_and_sent_again_only_with_consent(gate, exhibit):
    queue = Queue(exhibit)
    worker = queue.start("run", "--prompt", "paid", "--task-key", "paid", *FAST)
    held(exhibit, gate)
    worker.kill()
    worker.wait()
    # Its worker is gone: told before anybody has taken it over.
    assert queue("status").result["orphaned"] == 1
    assert queue.states() == ["orphaned"]
    gate.open()
    taken = queue("work", "--until-empty")
    assert taken.status == 8, taken
    assert queue.states() == ["unknown_outcome"]
    assert queue.file("queue_state.json")["counters"]["unknown_outcome"] == 1
    for words in (("retry", "paid"), ("retry", "--only", "unknown"), ("retry", "--failed")):
        queue(*words)
    assert queue("retry", "--only", "unknown").status == 8
    assert queue.states() == ["unknown_outcome"] and gate.prompts == ["paid"]
    refused = queue("submit", "--prompt", "paid", "--task-key", "paid")
    assert refused.result["tasks"][0]["reason"] == "unknown_outcome"
    assert queue("retry", "--only", "unknown", "--retry-unknown").status == 0
    assert queue("work", "--until-empty").status == 0
    assert queue.tasks("--status", "completed")[0]["task_key"] == "paid"
    assert gate.prompts == ["paid", "paid"]
    assert exhibit.verify().status == 0


def test_D14_a_task_follows_its_run_when_that_is_reconciled_or_resumed(gate, exhibit):
    queue = Queue(exhibit)
    worker = queue.start("run", prompts("one", "two"), *FAST)
    held(exhibit, gate, 2)
    worker.kill()
    worker.wait()
    gate.open()
    assert queue("work", "--until-empty").status == 8
    first, second = queue.tasks()
    assert {first["status"], second["status"]} == {"unknown_outcome"}
    lost = exhibit("runs", "reconcile", first["run_id"], "--as", "lost", "--reason", "not on the bill", "--json")
    assert lost.status == 0, lost
    resumed = exhibit("runs", "resume", second["run_id"], "--retry-unknown", "--json")
    assert resumed.status == 0, resumed
    assert queue.states() == ["failed", "completed"]
    events = exhibit.entries("task.state")
    assert [entry["body"]["event"] for entry in events][-2:] == ["settled", "settled"]
    # One that is lost gets a run of its own.
    assert queue("retry", "--failed").status == 0
    assert queue("work", "--until-empty").status == 0
    assert queue.states() == ["completed", "completed"]
    assert queue.tasks()[0]["run_id"] != first["run_id"]


def test_D14_a_job_that_was_followed_is_taken_over_and_submitted_once(jobs):
    queue = jobs("job-polls:30")
    exhibit = queue.exhibit
    worker = queue.start("run", "--prompt", "a lake", "--provider", "images-api", *JUDGED, *QUICK)
    wait_until(lambda: (exhibit.home / "ledger.sqlite").exists() and exhibit.entries("job.submitted"))
    worker.kill()
    worker.wait()
    assert queue.states() == ["orphaned"]
    taken = queue("work", "--until-empty")
    assert taken.status == 0, taken
    (task,) = queue.tasks()
    assert task["status"] == "completed"
    assert len(exhibit.entries("job.submitted")) == 1
    events = [entry["body"]["event"] for entry in exhibit.entries("task.state")]
    assert events == ["submitted", "claimed", "orphaned", "requeued", "claimed", "ended"]
    assert exhibit.verify().status == 0


def test_D15_a_task_that_waits_is_cancelled_and_an_ended_one_is_not(queue):
    task = queue("submit", "--prompt", "a", "--task-key", "k").result["tasks"][0]
    done = queue("cancel", "k")
    assert done.status == 0, done
    assert (done.result["cancelled"], done.result["status"]) == (True, "cancelled")
    assert queue.file(f"tasks/{task['task_id']}/result.json")["task"]["status"] == "cancelled"
    again = queue("cancel", "k")
    assert again.status == 2 and again.error["code"] == "task.ended" and "cancelled" in again.error["message"]
    assert queue("cancel", "nobody").status == 10
    assert queue("cancel").status == 2
    assert queue("retry", "k").status == 0
    assert queue.states() == ["queued"]


def cancelled_while_running(queue):
    """Cancels a job that another process follows; returns the cancel's answer, once that process has ended."""
    exhibit = queue.exhibit
    worker = queue.start("run", "--prompt", "a lake", "--task-key", "lake", "--provider", "images-api", *QUICK)
    wait_until(lambda: (exhibit.home / "ledger.sqlite").exists() and exhibit.entries("job.submitted"))
    if "running" in queue.wanted:
        wait_until(lambda: any(e["body"]["state"] == "running" for e in exhibit.entries("job.status")))
    done = queue("cancel", "lake")
    worker.communicate(timeout=60)
    return done, worker.returncode


def test_B10_D15_a_job_that_another_process_follows_is_cancelled_at_the_provider(jobs):
    queue = jobs("poll:429:9x9")
    queue.wanted = ()
    done, worker = cancelled_while_running(queue)
    assert done.status == 0, done
    (task,) = done.result["tasks"]
    assert (task["was"], task["status"], task["provider_answer"]) == ("running", "cancelled", "confirmed")
    assert worker == 3
    assert queue.states() == ["cancelled"] and queue.exhibit.verify().status == 0


def test_D15_a_job_that_cannot_be_cancelled_any_more_is_unknown_and_found_by_reconcile(jobs):
    queue = jobs("job-polls:60")
    queue.wanted = ("running",)
    done, worker = cancelled_while_running(queue)
    assert done.status == 8, done
    (task,) = done.result["tasks"]
    assert (task["status"], task["cancelled"], task["provider_answer"]) == ("unknown_outcome", False, "not_offered")
    assert "reconcile" in done.error["hint"] and worker == 8
    wait_until(lambda: queue.exhibit("runs", "reconcile", task["run_id"]).status in (0, 6))
    assert queue.states() == ["completed"]


def test_D15_what_had_left_when_it_was_cancelled_is_unknown_and_said(gate, exhibit):
    queue = Queue(exhibit)
    worker = queue.start("run", "--prompt", "a", "--task-key", "a", *FAST)
    held(exhibit, gate)
    asked = queue("cancel", "a", "--no-wait")
    assert asked.status in (8, 13)
    wait_until(lambda: queue.states() == ["unknown_outcome"])
    worker.communicate(timeout=60)
    assert worker.returncode == 8


def test_D15_a_submission_or_the_whole_queue_is_cancelled(queue):
    first = queue("submit", prompts("a", "b")).result["batch_id"]
    queue("submit", prompts("c"))
    assert queue("cancel", "--batch", first).result["count"] == 2
    assert queue.states() == ["cancelled", "cancelled", "queued"]
    assert queue("cancel", "--all").result["count"] == 1
    assert queue("cancel", "--all").result["count"] == 0
    assert queue("cancel", "--batch", "ZZZZZZZZ").status == 10


def test_D15_two_processes_share_one_queue_and_nothing_is_sent_twice(gate, exhibit):
    queue = Queue(exhibit)
    names = ["a", "b", "c", "d", "e", "f"]
    assert queue("submit", prompts(*names), *FAST).status == 0
    one = queue.start("work", "--until-empty", "--max-workers", "2")
    held(exhibit, gate, 2)
    two = queue.start("work", "--until-empty", "--max-workers", "4")
    held(exhibit, gate, 4)
    status = queue("status").result
    assert status["running_count"] == 4 and status["queued_count"] == 2
    assert {worker["pid"] for worker in status["workers"]} == {one.pid, two.pid}
    gate.open()
    for worker in (one, two):
        worker.communicate(timeout=60)
        assert worker.returncode == 0
    assert queue.states() == ["completed"] * 6
    assert sorted(gate.prompts) == names
    assert exhibit.verify().status == 0


def test_D15_priority_goes_first_and_what_comes_after_another_waits_for_it(gate, exhibit):
    queue = Queue(exhibit)
    queue("submit", "--prompt", "second", "--task-key", "second", "--after", "first", "--priority", "9", *FAST)
    # A key that no task has is an error of its own.
    assert queue.tasks()[0]["reason"] == "invalid"
    items = [
        {"prompt": "plain"}, {"prompt": "after", "after": ["first"], "priority": 9},
        {"prompt": "first", "task_key": "first"}, {"prompt": "urgent", "priority": 5}]
    submitted = queue("submit", json.dumps({"tasks": items}), *FAST)
    assert submitted.status == 0, submitted
    gate.open()
    assert queue("work", "--until-empty", "--max-workers", "1").status == 0
    assert gate.prompts == ["urgent", "plain", "first", "after"]


def test_D15_what_comes_after_a_failure_is_skipped(sandboxed):
    queue = sandboxed("moderation")
    items = [{"prompt": "first", "task_key": "first"}, {"prompt": "second", "after": "first"}]
    ran = queue("run", json.dumps({"tasks": items}), *FAST)
    assert ran.status == 3
    assert [(task["status"], task["reason"]) for task in ran.result["tasks"]] == [
        ("failed", None), ("skipped", "dependency")]


def test_D15_a_paused_queue_begins_nothing_until_it_is_resumed(gate, exhibit):
    queue = Queue(exhibit)
    gate.open()
    assert queue("submit", prompts("a", "b"), *FAST).status == 0
    assert queue("pause").result["paused"] is True
    assert queue("status").result["status"] == "paused"
    worker = exhibit.start("queue", "work", "--until-empty")
    assert "paused" in worker.stderr.readline()
    assert queue.states() == ["queued", "queued"] and gate.prompts == []
    assert queue("resume").result["paused"] is False
    worker.communicate(timeout=60)
    assert worker.returncode == 0
    assert queue.states() == ["completed", "completed"]


def test_D15_a_worker_that_is_told_to_stop_finishes_what_it_has(gate, exhibit):
    queue = Queue(exhibit)
    assert queue("submit", prompts("a", "b"), *FAST).status == 0
    worker = exhibit.start("queue", "work", "--max-workers", "1")
    held(exhibit, gate)
    interrupt(worker, signal.SIGTERM)
    lines = iter(worker.stderr.readline, "")
    assert any("stopping" in line for line in lines)
    gate.open()
    worker.communicate(timeout=60)
    assert worker.returncode == 0
    assert queue.states() == ["completed", "queued"]


def test_D15_a_worker_takes_what_is_submitted_while_it_works(gate, exhibit):
    queue = Queue(exhibit)
    gate.open()
    assert queue("submit", prompts("a"), *FAST).status == 0
    worker = exhibit.start("queue", "work", "--jsonl")
    wait_until(lambda: queue.states() == ["completed"])
    assert queue("submit", prompts("b"), *FAST).status == 0
    wait_until(lambda: queue.states() == ["completed", "completed"])
    interrupt(worker, signal.SIGTERM)
    out, _ = worker.communicate(timeout=60)
    assert worker.returncode == 0
    events = [json.loads(line) for line in out.splitlines()]
    assert events[-1]["schema"] == "exhibit/1" and events[-1]["ok"] is True
    assert [e["event"] for e in events[:-1] if e["type"] == "task.state"] == ["claimed", "ended"] * 2


def test_a_watch_tells_every_change_and_ends_with_ctrl_c(gate, exhibit):
    queue = Queue(exhibit)
    gate.open()
    assert queue("submit", prompts("a"), *FAST).status == 0
    watch = exhibit.start("queue", "status", "--watch")
    events = exhibit.start("queue", "status", "--watch", "--jsonl")
    assert queue("submit", prompts("b"), *FAST).status == 0
    assert queue("work", "--until-empty").status == 0
    said = []
    while len([line for line in said if "completed" in line]) < 2:
        said.append(watch.stderr.readline())
    told = []
    while len([event for event in told if event.get("to") == "completed"]) < 2:
        told.append(json.loads(events.stdout.readline()))
    assert {event["schema"] for event in told} == {"exhibit.event/1"}
    for process in (watch, events):
        interrupt(process)
        process.communicate(timeout=60)
        assert process.returncode == 0


def test_D20_what_ran_a_program_or_pretended_a_picture_is_refused_by_name(queue):
    for flag in ("--mock-sleep", "--mock-exit-code", "--mock-output-text", "--mock-command", "--command"):
        for verb in ("run", "submit"):
            refused = queue(verb, "--prompt", "a", flag, "1")
            assert refused.status == 2 and refused.error["code"] == "usage.mock_refused", refused
            assert flag in refused.error["message"]
    for key in ("command", "mock_command", "mock-sleep", "mock_exit_code"):
        refused = queue("run", json.dumps({"tasks": [{"prompt": "a", key: "touch made"}]}))
        assert refused.status == 2 and refused.error["code"] == "usage.mock_refused", refused
    assert not (queue.exhibit.work / "made").exists()
    assert queue("list").result["count"] == 0


def test_a_file_and_a_single_task_are_not_given_together(queue):
    refused = queue("run", prompts("a"), "--prompt", "b")
    assert refused.status == 2 and "--prompt" in refused.error["message"]
    assert queue("run").status == 2


def test_flags_hold_for_every_task_that_does_not_say_it_itself(queue):
    items = json.dumps({"tasks": [{"prompt": "a"}, {"prompt": "b", "size": "1024x1536"}]})
    shown = queue("submit", items, "--size", "1536x1024", "--dry-run")
    assert shown.status == 0, shown
    lines = [item["command_line"] for item in shown.result["items"]]
    assert ["--size=1536x1024" in lines[0], "--size=1024x1536" in lines[1]] == [True, True]
    assert queue("list").result["count"] == 0


def test_a_task_runs_in_the_folder_that_it_was_submitted_from(queue):
    folder = queue.exhibit.work / "elsewhere"
    folder.mkdir()
    assert queue("submit", "--prompt", "a", "--output", "made.png", *JUDGED, cwd=folder).status == 0
    assert queue("work", "--until-empty").status == 0
    assert (folder / "made.png").exists()


def test_what_runs_cost_is_added_up_and_what_nobody_knows_is_counted_apart(exhibit, gateway):
    def answer(request):
        prompt = request.json["prompt"]
        if prompt == "refused":
            return 400, {}, b'{"error":{"message":"no","type":"error","param":null,"code":"no"}}'
        return 200, {}, reply(picture(), **({"usage": {"cost_usd": "0.02"}} if prompt != "silent" else {}))

    gateway(answer)
    queue = Queue(exhibit)
    ran = queue("run", prompts("priced", "dear", "silent", "refused"), *FAST)
    assert ran.status == 3
    cost = exhibit("runs", "cost", "--json").result
    total = cost["total"]
    assert (total["runs"], total["known"], total["unknown"]) == (4, 3, 1)
    assert (total["amount"], total["micros"], total["complete"]) == ("0.04", 40000, False)
    (batch,) = exhibit("runs", "cost", "--by", "batch", "--json").result["groups"]
    assert (batch["key"], batch["micros"]) == (ran.result["batch_id"], 40000)
    for by in ("day", "provider", "model"):
        assert exhibit("runs", "cost", "--by", by, "--json").result["total"] == total
    assert exhibit("runs", "cost", "--since", "2999-01-01", "--json").result["total"]["runs"] == 0
    shown = exhibit("runs", "cost", "--by", "provider").out
    assert "happy" in shown and "0.04" in shown and "not nothing" in shown


def test_a_price_that_nobody_said_is_never_nothing(queue):
    assert queue("run", prompts("a"), *JUDGED).status == 0
    total = queue.exhibit("runs", "cost", "--json").result["total"]
    assert (total["unknown"], total["amount"], total["micros"]) == (1, None, None)
