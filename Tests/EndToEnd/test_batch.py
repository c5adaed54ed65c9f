"""`batch`: manifests in all their forms, what ends a batch, and how one is gone on with (parity A13, D8, D12, D13, D20)."""

import json
import os
import pathlib
import pty
import signal
import subprocess
import threading

import pytest
from conftest import BINARY, wait_until
from loopback import Loopback, closing, pictures, refusal

FAST = ["--retry-base-delay", "0", "--retry-jitter", "0"]


@pytest.fixture
def batch(exhibit):
    """`batch` with the built-in sandbox, which bills nobody."""

    def run(manifest, *words, **options):
        sandbox = [] if "--provider" in words else ["--provider", "sandbox", "--policy", "sandbox"]
        return exhibit("batch", manifest, "--json", *FAST, *sandbox, *words, **options)

    return run


@pytest.fixture
def served(exhibit):
    """A provider named happy that answers as told, and keeps what really came."""
    made = []

    def make(*answers):
        made.append(Loopback(*(answers or [pictures()])))
        exhibit.configure(made[-1].url)
        return made[-1]

    yield make
    for server in made:
        server.stop()


def lines(exhibit, *items, name="items.jsonl"):
    """Writes items as JSONL; a text is a prompt."""
    objects = [{"prompt": item} if isinstance(item, str) else item for item in items]
    path = exhibit.work / name
    path.write_text("".join(json.dumps(item) + "\n" for item in objects))
    return path


def prompts(server):
    return [request.json["prompt"] for request in server.posts]


def ended(exhibit):
    """The places of completed tasks."""
    return [row[0] for row in exhibit.sql("SELECT n FROM task WHERE state = 'completed' ORDER BY n")]


def statuses(outcome):
    return [task["status"] for task in outcome.result["results"]]


def folder(outcome):
    return pathlib.Path(outcome.result["batch_dir"])


def agrees(outcome, status):
    """Exit status, envelope and result say the same."""
    assert outcome.status == status, outcome
    assert outcome.json["ok"] is (status == 0)
    assert outcome.result["ok"] is (status == 0)
    if status:
        assert outcome.error["code"] and outcome.error["hint"]
    else:
        assert outcome.error is None
    return outcome.result


# Forms


def test_A13_every_form_is_worked(exhibit, served):
    server = served()
    objects = [{"prompt": "a cat", "task_name": "cat"}, {"prompt": "a dog, wet", "task_name": "dog"}]
    (exhibit.work / "a.json").write_text(json.dumps(objects))
    lines(exhibit, *objects, name="l.jsonl")
    (exhibit.work / "c.csv").write_text('prompt,task_name\na cat,cat\n"a dog, wet",dog\n')
    (exhibit.work / "t.json").write_text(json.dumps({"batch_name": "pets", "tasks": objects}))
    ways = [
        (["a.json"], None),
        (["--manifest", "l.jsonl"], None),
        (["@c.csv"], None),
        (["--manifest=@t.json"], None),
        ([json.dumps(objects)], None),
        (["-"], json.dumps(objects)),
    ]
    for words, text in ways:
        before = len(server.posts)
        outcome = exhibit("batch", *words, "--json", "--policy", "integrity", stdin=text)
        result = agrees(outcome, 0)
        # The form with tasks has four workers.
        assert sorted(prompts(server)[before:]) == ["a cat", "a dog, wet"], words
        assert [task["task_name"] for task in result["results"]] == ["cat", "dog"]
        assert [task["provider"] for task in result["results"]] == ["happy", "happy"]
    assert exhibit.verify().status == 0


def test_A13_variables_of_the_item_go_before_the_file_and_that_before_the_command_line(exhibit, served):
    server = served()
    path = lines(
        exhibit,
        {"prompt": "{mode} {index}: {who} in {place}, {time}, {{x}}", "vars": {"who": "item"}},
        {"prompt": "{index}: {who} in {place}, {time}"},
    )
    (exhibit.work / "vars.json").write_text('{"who": "file", "place": "file"}')
    given = json.dumps({"who": "flag", "place": "flag", "time": "flag"})
    agrees(exhibit("batch", path, "--json", "--vars-json", given, "--vars-file", "vars.json"), 0)
    assert prompts(server) == ["image 1: item in file, flag, {x}}".replace("}}", "}"), "2: file in file, flag"]


def test_A13_an_unknown_name_is_an_error_with_its_place_and_nothing_is_sent(exhibit, served):
    server = served()
    path = lines(exhibit, "a cat", "a dog in {palce}")
    outcome = exhibit("batch", path, "--json", "--vars-json", '{"place": "Rome"}')
    assert outcome.status == 2
    problem = outcome.result["problems"][0]
    assert (problem["line"], problem["column"]) == (2, 2)
    assert "palce" in problem["message"]
    assert server.posts == [] and not (exhibit.home / "ledger.sqlite").exists()
    agrees(exhibit("batch", path, "--json", "--keep-unknown-vars"), 0)
    assert prompts(server) == ["a cat", "a dog in {palce}"]


def test_A13_everything_that_a_command_would_refuse_is_told_before_anything_is_sent(exhibit, served):
    server = served()
    path = lines(
        exhibit,
        "a cat",
        {"mode": "edit", "prompt": "a hat", "image": "missing.png"},
        {"prompt": "a cow", "size": "big"},
        {"prompt": "a dog", "model": "image-model"},
    )
    outcome = exhibit("batch", path, "--json")
    assert outcome.status == 2, outcome
    problems = outcome.result["problems"]
    assert [problem["line"] for problem in problems] == [2, 3, 4]
    assert [problem["code"] for problem in problems] == ["input.unreadable", "size.not_allowed", "model.placeholder"]
    assert outcome.result["count"] == 3
    assert server.posts == [] and not (exhibit.home / "ledger.sqlite").exists()


def test_A13_a_dry_run_shows_every_request_and_sends_and_records_nothing(exhibit, served):
    server = served()
    path = lines(exhibit, {"prompt": "a cat", "n": 2}, {"prompt": "a dog", "size": "512x512"})
    outcome = exhibit("batch", path, "--dry-run", "--json")
    assert outcome.status == 0, outcome
    result = outcome.result
    assert result["dry_run"] is True and result["total"] == 2 and result["images"] == 3
    assert [json.loads(item["body"])["prompt"] for item in result["items"]] == ["a cat", "a dog"]
    assert [json.loads(item["body"])["size"] for item in result["items"]] == ["1024x1024", "512x512"]
    assert result["cost"]["micros"] is None and result["cost"]["source"] == "unknown"
    assert server.posts == [] and not (exhibit.home / "ledger.sqlite").exists()
    assert list(exhibit.work.glob("tmp/**/*")) == []
    said = exhibit("batch", path, "--dry-run")
    assert "2 items → 2 requests to happy/gpt-image-2; cost unknown (no price known); nothing was sent" in said.out


def test_A13_a_dry_run_tells_the_range_of_what_it_may_cost(exhibit, served):
    served()
    exhibit.home.mkdir()
    prices = [{"provider": "happy", "model": "gpt-image-2", "usd": "0.04"}]
    (exhibit.home / "config.json").write_text(json.dumps({"prices": prices}))
    outcome = exhibit("batch", lines(exhibit, "a cat", {"prompt": "a dog", "n": 2}), "--dry-run", "--json")
    cost = outcome.result["cost"]
    assert (cost["micros"], cost["at_most_micros"]) == (120_000, 360_000), outcome


def test_A13_flags_of_the_command_line_hold_for_items_that_do_not_say_it(exhibit, served):
    server = served()
    path = lines(exhibit, "a cat", {"prompt": "a dog", "size": "512x512", "quality": "low"})
    outcome = exhibit("batch", path, "--json", "--size", "256x256", "--quality", "high", "--out-dir", "made")
    agrees(outcome, 0)
    asked = [request.json for request in server.posts]
    assert [(body["size"], body["quality"]) for body in asked] == [("256x256", "high"), ("512x512", "low")]
    assert folder(outcome).parent == exhibit.work / "made/_batches"
    assert all((exhibit.work / "made").joinpath(task["output"]).exists() for task in outcome.result["results"])


def test_A13_stops_beginning_items_at_the_first_failure(exhibit, batch):
    path = lines(exhibit, "a cat", "a dog [[fault:422]]", "a cow", "a hen")
    outcome = batch(path)
    result = agrees(outcome, 3)
    assert statuses(outcome) == ["completed", "failed", "skipped", "skipped"]
    assert [task["reason"] for task in result["results"]] == [None, None, "stopped", "stopped"]
    assert result["results"][1]["error"]["code"] == "provider.refused"
    assert len(exhibit.entries("request.intent")) == 2
    assert exhibit.verify().status == 0


def test_A13_goes_on_after_a_failure_when_told_to(exhibit, batch):
    outcome = batch(lines(exhibit, "a cat", "a dog [[fault:422]]", "a cow"), "--continue-on-error")
    agrees(outcome, 3)
    assert statuses(outcome) == ["completed", "failed", "completed"]
    assert outcome.result["summary"]["completed"] == 2 and outcome.result["summary"]["ok"] is False


def test_A13_results_stand_in_the_order_of_the_manifest(exhibit, served):
    held = threading.Event()
    served(answering({"item 1": held}))
    process = exhibit.start(
        "batch", lines(exhibit, *[f"item {n}" for n in range(1, 5)]), "--json", "--max-workers", "2",
        "--joblog", "jobs.log", "--summary-out", "summary.json",
    )
    wait_until(lambda: (exhibit.home / "ledger.sqlite").exists() and ended(exhibit) == [2, 3, 4])
    held.set()
    out, err = process.communicate(timeout=30)
    result = json.loads(out)["result"]
    assert process.returncode == 0, err
    assert [task["place"] for task in result["results"]] == [1, 2, 3, 4]
    assert result["results"][0]["ended_at"] == max(task["ended_at"] for task in result["results"])
    rows = [line.split("\t") for line in (exhibit.work / "jobs.log").read_text().splitlines()]
    assert rows[0] == "Seq Host Starttime JobRuntime Send Receive Exitval Signal Command run_id sha256".split()
    assert [row[0] for row in rows[1:]] == ["1", "2", "3", "4"]
    for row, task in zip(rows[1:], result["results"]):
        assert len(row) == len(rows[0])
        assert float(row[2]) > 1e9 and float(row[3]) >= 0
        assert (row[6], row[7]) == ("0", "0")
        assert int(row[5]) == task["bytes"] and row[9] == task["run_id"] and row[10] == task["sha256"]
        assert row[8].startswith("exhibit generate ")
    assert json.loads((exhibit.work / "summary.json").read_text()) == result


def test_A13_a_pictures_bytes_are_those_of_the_ledger(exhibit, batch):
    result = agrees(batch(lines(exhibit, {"prompt": "a cat", "task_name": "cat"})), 0)
    task = result["results"][0]
    (digest,) = exhibit.sql("SELECT sha256 FROM artifact WHERE run_id = ? AND role = 'output'", task["run_id"])
    assert digest[0] == task["sha256"]


# Source D's form


def test_D8_the_form_with_tasks_its_folder_and_its_files(exhibit, served):
    server = served()
    manifest = {
        "batch_name": "autumn covers", "max_workers": 2, "size": "512x512", "send_to_feishu": True,
        "tasks": [
            {"prompt": "a cat {literally}", "task_name": "cat"},
            {"prompt": "a dog", "task_name": "dog", "size": "256x256"},
        ],
    }
    (exhibit.work / "batch.json").write_text(json.dumps(manifest))
    outcome = exhibit("batch", "@batch.json", "--json")
    result = agrees(outcome, 0)
    where = folder(outcome)
    assert where.parent == exhibit.work / "tmp/images/_batches"
    assert where.name.startswith("autumn-covers-") and where.name.endswith(result["batch_id"][-8:])
    assert sorted(path.name for path in where.iterdir()) == [
        "01-cat", "02-dog", "batch_request.json", "batch_result.json",
    ]
    for name in ["01-cat", "02-dog"]:
        assert sorted(path.name for path in (where / name).iterdir()) == [
            "batch_task.json", "command.json", "result.json", "state.json", "stderr.txt", "stdout.txt",
        ]
    assert json.loads((where / "batch_result.json").read_text()) == result
    assert sorted(prompts(server)) == ["a cat {literally}", "a dog"]
    assert sorted(request.json["size"] for request in server.posts) == ["256x256", "512x512"]
    assert result["max_workers"] == 2 and result["continue_on_error"] is True
    assert [note["code"] for note in result["notes"]] == ["delivery.left_to_caller"]
    asked = json.loads((where / "batch_request.json").read_text())
    assert [task["task_name"] for task in asked["tasks"]] == ["cat", "dog"]


def test_D8_the_proof_fields_come_from_the_runs(exhibit, batch):
    """The source writes provider and model as constants, whatever was used."""
    outcome = batch(json.dumps({"tasks": [{"prompt": "a cat"}, {"prompt": "a dog [[fault:422]]"}]}))
    result = agrees(outcome, 3)
    assert result["provider"] == "sandbox" and result["model"] == result["results"][0]["model"] != "gpt-image-2"
    (run,) = exhibit.sql("SELECT provider, model FROM run WHERE run_id = ?", result["results"][0]["run_id"])
    assert run == (result["provider"], result["model"])
    assert (result["total"], result["scheduled"], result["success"], result["failed"]) == (2, 2, 1, 1)


def test_D8_takes_two_hundred_tasks_and_no_more(exhibit, batch):
    outcome = batch(json.dumps({"tasks": [{"prompt": f"item {n}"} for n in range(201)]}))
    assert outcome.status == 2 and outcome.error["code"] == "manifest.exceeded", outcome
    assert not (exhibit.home / "ledger.sqlite").exists()


def test_D8_more_workers_than_the_cap_only_as_a_policy_allows(exhibit, batch):
    manifest = json.dumps([{"prompt": "a cat"}])
    result = agrees(batch(manifest, "--max-workers", "9"), 0)
    assert result["max_workers"] == 4
    assert [note["code"] for note in result["notes"]] == ["workers.cut"]
    policy = json.loads(exhibit("policy", "show", "sandbox").out)
    policy["id"], policy["limits"] = "many", {**policy.get("limits", {}), "max_workers": 12}
    policy.pop("tests", None)
    (exhibit.work / "many.json").write_text(json.dumps(policy))
    words = ["--provider", "sandbox", "--policy", "sandbox", "--policy", "many.json"]
    assert agrees(batch(manifest, "--max-workers", "9", *words), 0)["max_workers"] == 9


def test_D8_the_batch_can_have_a_folder_of_its_own(exhibit, batch):
    outcome = batch(lines(exhibit, "a cat"), "--batch-dir", "here/it is")
    agrees(outcome, 0)
    assert folder(outcome) == exhibit.work / "here/it is"
    assert (folder(outcome) / "01-generated/result.json").exists()


# How a batch ends


def test_D12_every_word_has_a_count_and_ok_only_when_all_is_clean(exhibit, batch):
    outcome = batch(
        lines(exhibit, "a cat", "a dog [[fault:dropbeforeheaders]]".replace("dropbeforeheaders", "drop-before-headers")),
        "--continue-on-error",
    )
    result = agrees(outcome, 8)
    assert statuses(outcome) == ["completed", "unknown_outcome"]
    words = (
        "queued running completed failed timed_out cancelled unknown_outcome orphaned stuck orphan_late_output rejected skipped"
    ).split()
    summary = result["summary"]
    assert {word: summary[word] for word in words} == {
        word: int(word in ("completed", "unknown_outcome")) for word in words
    }
    assert outcome.error["code"] == "outcome.unknown" and outcome.error["billed"] == "maybe"
    assert outcome.json["next"] == [f"exhibit runs reconcile {result['results'][1]['run_id'][-8:]}"]
    assert exhibit.verify().status == 0


def test_D12_a_picture_that_may_not_be_used_makes_it_exit_6(exhibit, batch):
    outcome = batch(
        lines(exhibit, "a cat"), "--provider", "sandbox", "--policy", "happy-gpt-image-2", "--send-anyway",
    )
    result = agrees(outcome, 6)
    assert statuses(outcome) == ["completed"] and result["results"][0]["verdict"] == "rejected"
    assert outcome.error["code"] == "policy.rejected"


def test_D12_policies_of_the_command_line_judge_items_that_name_their_own(exhibit, batch):
    """No manifest takes a policy of its caller away."""
    path = lines(exhibit, {"prompt": "a cat", "policy": "sandbox", "send_anyway": True})
    outcome = batch(path, "--provider", "sandbox", "--policy", "happy-gpt-image-2")
    agrees(outcome, 6)


def test_D13_of_two_items_with_one_key_the_second_is_skipped(exhibit, batch):
    path = lines(
        exhibit, {"prompt": "a cat", "task_key": "k"}, {"prompt": "a dog", "task_key": "k"}, {"prompt": "a cow"},
    )
    outcome = batch(path)
    result = agrees(outcome, 3)
    assert statuses(outcome) == ["completed", "skipped", "completed"]
    assert result["results"][1]["reason"] == "duplicate_key"
    assert result["results"][1]["of"] == result["results"][0]["task_id"]


def test_D8_what_is_over_a_files_own_limit_is_rejected_one_by_one(exhibit, batch):
    manifest = {"queue_limit": 2, "tasks": [{"prompt": f"item {n}"} for n in range(4)]}
    outcome = batch(json.dumps(manifest))
    result = agrees(outcome, 9)
    assert statuses(outcome) == ["completed", "completed", "rejected", "rejected"]
    assert {task["reason"] for task in result["results"][2:]} == {"queue_full"}
    assert outcome.error["code"] == "queue.full" and result["queue_limit"] == 2
    assert len(exhibit.entries("request.intent")) == 2


def test_A13_a_budget_in_pictures_rejects_what_no_longer_fits(exhibit, batch):
    path = lines(exhibit, "a cat", {"prompt": "two dogs", "n": 2}, "a cow")
    outcome = batch(path, "--max-images", "2")
    agrees(outcome, 9)
    assert statuses(outcome) == ["completed", "rejected", "completed"]
    assert outcome.error["code"] == "budget.exceeded"
    assert sum(entry["body"]["images"] for entry in exhibit.entries("budget.settled")) == 2
    assert exhibit.verify().status == 0


def test_A13_what_has_no_price_fits_into_no_budget(exhibit, served):
    server = served()
    outcome = exhibit("batch", lines(exhibit, "a cat"), "--json", "--max-cost", "5")
    agrees(outcome, 9)
    assert statuses(outcome) == ["rejected"] and server.posts == []


def test_D20_a_manifest_runs_no_program(exhibit, batch):
    mark = exhibit.work / "ran"
    for key in ["command", "mock_command", "mock-sleep", "mock_output_text"]:
        outcome = batch(lines(exhibit, "a cat", {"prompt": "a dog", key: f"touch {mark}"}))
        assert outcome.status == 2 and outcome.error["code"] == "usage.mock_refused", outcome
        assert outcome.result["problems"][0]["line"] == 2
    assert not mark.exists() and not (exhibit.home / "ledger.sqlite").exists()


# A provider that asks for time


def test_D7_retry_after_parks_the_provider_and_the_attempts_stay_those_that_were_promised(exhibit, served):
    server = served(refusal(429, headers={"Retry-After": "2"}), pictures())
    outcome = exhibit("batch", lines(exhibit, "a cat", "a dog"), "--json", *FAST)
    agrees(outcome, 0)
    moves = [entry["body"] for entry in exhibit.entries("task.state")]
    assert [move["reason"] for move in moves if move["event"] == "requeued"] == ["parked"]
    assert len(server.posts) == 3
    keys = [request.header("Idempotency-Key") for request in server.posts]
    assert len(set(keys)) == 2
    assert exhibit.verify().status == 0


def test_D7_a_provider_that_goes_on_asking_ends_the_task(exhibit, served):
    server = served(refusal(429, headers={"Retry-After": "2"}))
    outcome = exhibit("batch", lines(exhibit, "a cat"), "--json", *FAST, "--max-attempts", "2")
    agrees(outcome, 3)
    assert statuses(outcome) == ["failed"] and len(server.posts) == 2
    assert outcome.result["results"][0]["error"]["code"] == "provider.busy"


# Going on


def answering(gates):
    """Answers by the prompt: `gates` has an event to wait for, or what to do instead."""

    def answer(request, connection):
        gate = gates.get(request.json["prompt"])
        if isinstance(gate, threading.Event):
            gate.wait(30)
        return pictures()

    return answer


def test_D15_after_a_kill_nothing_completed_is_made_again_and_what_had_left_is_not_guessed(exhibit, served):
    held = threading.Event()
    server = served(answering({"item 2": held}))
    path = lines(exhibit, "item 1", "item 2", "item 3")
    words = ["batch", path, "--json", *FAST]
    process = exhibit.start(*words)
    wait_until(lambda: prompts(server) == ["item 1", "item 2"])
    process.kill()
    process.wait()
    held.set()

    again = exhibit(*words, "--resume")
    agrees(again, 8)
    assert statuses(again) == ["completed", "unknown_outcome", "completed"]
    assert prompts(server) == ["item 1", "item 2", "item 3"]
    assert again.result["resumed"]["kept"] == 3

    still = exhibit(*words, "--resume", "--retry-failed")
    agrees(still, 8)
    assert len(server.posts) == 3, "nothing is sent twice without consent"

    consented = exhibit(*words, "--resume", "--retry-unknown")
    agrees(consented, 0)
    assert prompts(server) == ["item 1", "item 2", "item 3", "item 2"]
    assert consented.result["batch_id"] == again.result["batch_id"]
    assert exhibit.verify().status == 0


def test_D15_the_first_signal_lets_what_runs_finish_and_the_rest_is_gone_on_with(exhibit, served):
    held = threading.Event()
    server = served(answering({"item 1": held}))
    path = lines(exhibit, "item 1", "item 2")
    process = exhibit.start("batch", path, *FAST)
    wait_until(lambda: prompts(server) == ["item 1"])
    process.send_signal(signal.SIGINT)
    told = ""
    while "stopping" not in told:
        told = process.stderr.readline()
        assert told, "the command ended without a word"
    held.set()
    out, err = process.communicate(timeout=30)
    assert process.returncode == 130, err
    assert "run.interrupted" in err and "--resume" in err
    assert prompts(server) == ["item 1"]
    states = [row[0] for row in exhibit.sql("SELECT state FROM task ORDER BY n")]
    assert states == ["completed", "queued"]

    again = exhibit("batch", path, "--json", "--resume")
    agrees(again, 0)
    assert prompts(server) == ["item 1", "item 2"]
    assert exhibit.verify().status == 0


def test_D15_the_second_signal_leaves_at_once(exhibit, served):
    held = threading.Event()
    server = served(answering({"item 1": held}))
    path = lines(exhibit, "item 1", "item 2")
    process = exhibit.start("batch", path, *FAST)
    wait_until(lambda: prompts(server) == ["item 1"])
    process.send_signal(signal.SIGTERM)
    while "stopping" not in process.stderr.readline():
        pass
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=30)
    assert process.returncode == 143
    held.set()
    again = exhibit("batch", path, "--json", "--resume")
    agrees(again, 8)
    assert statuses(again) == ["unknown_outcome", "completed"]


def test_A13_a_changed_manifest_is_told_and_only_the_difference_is_made(exhibit, served):
    server = served()
    named = [{"prompt": f"a {what}", "task_name": what} for what in ("cat", "dog", "cow")]
    path = lines(exhibit, *named)
    first = agrees(exhibit("batch", path, "--json"), 0)
    changed = [named[0], {"prompt": "a wet dog", "task_name": "dog"}, {"prompt": "a hen", "task_name": "hen"}]
    lines(exhibit, *changed)
    outcome = exhibit("batch", path, "--json", "--resume")
    second = agrees(outcome, 0)
    assert prompts(server) == ["a cat", "a dog", "a cow", "a wet dog", "a hen"]
    assert second["batch_id"] == first["batch_id"]
    assert second["resumed"] == {"kept": 1, "retried": [], "added": ["hen"], "changed": ["dog"], "removed": ["cow"]}
    assert [note["code"] for note in second["notes"]] == ["manifest.changed"]
    assert [task["task_name"] for task in second["results"]] == ["cat", "dog", "hen"]
    assert second["results"][0]["run_id"] == first["results"][0]["run_id"]
    assert exhibit.verify().status == 0


def test_A13_how_an_item_is_sent_makes_it_no_other_item(exhibit, served):
    server = served()
    path = lines(exhibit, "a cat")
    agrees(exhibit("batch", path, "--json"), 0)
    outcome = exhibit("batch", path, "--json", "--resume", "--max-attempts", "5", "--out-dir", "elsewhere")
    agrees(outcome, 0)
    assert len(server.posts) == 1


def test_A13_what_failed_is_tried_again_only_when_told_to(exhibit, served):
    server = served(pictures(), refusal(422), pictures())
    path = lines(exhibit, "item 1", "item 2", "item 3")
    agrees(exhibit("batch", path, "--json", *FAST), 3)
    resumed = exhibit("batch", path, "--json", *FAST, "--resume")
    agrees(resumed, 3)
    assert statuses(resumed) == ["completed", "failed", "completed"]
    assert prompts(server) == ["item 1", "item 2", "item 3"]
    retried = exhibit("batch", "--json", "--batch", resumed.result["batch_id"][-8:], "--retry-failed")
    agrees(retried, 0)
    assert prompts(server) == ["item 1", "item 2", "item 3", "item 2"]
    assert retried.result["resumed"]["retried"] == ["generated"]
    assert exhibit.verify().status == 0


def test_D15_a_task_follows_its_run_when_that_is_settled(exhibit, served):
    server = served(closing, pictures())
    path = lines(exhibit, "a cat")
    first = exhibit("batch", path, "--json", *FAST)
    result = agrees(first, 8)
    run = result["results"][0]["run_id"]
    given_up = exhibit("runs", "reconcile", run, "--as", "lost", "--reason", "not on the bill", "--json")
    assert given_up.status == 0, given_up
    settled = exhibit("batch", path, "--json", *FAST, "--resume")
    agrees(settled, 3)
    assert statuses(settled) == ["failed"]
    again = exhibit("batch", path, "--json", *FAST, "--retry-failed")
    agrees(again, 0)
    assert again.result["results"][0]["run_id"] != run, "what was given up for good gets a new run"
    assert len(server.posts) == 2
    assert exhibit.verify().status == 0


def test_A13_resume_without_an_earlier_batch_begins_one(exhibit, batch):
    agrees(batch(lines(exhibit, "a cat"), "--resume"), 0)


def test_A13_a_batch_that_is_not_there_is_not_found(exhibit, batch):
    agrees(batch(lines(exhibit, "a cat")), 0)
    outcome = batch(lines(exhibit, "a cat"), "--batch", "ZZZZZZZZ")
    assert outcome.status == 10 and outcome.error["code"] == "batch.not_found"


def test_D13_reuse_takes_what_an_equal_request_has_made(exhibit, batch):
    path = lines(exhibit, "a cat")
    first = agrees(batch(path), 0)
    second = agrees(batch(path, "--on-duplicate", "reuse"), 0)
    assert second["results"][0]["reused"] is True
    assert second["results"][0]["run_id"] == first["results"][0]["run_id"]
    assert len(exhibit.entries("request.intent")) == 1


# To watch


def test_D10_one_line_for_each_change_where_there_is_no_terminal(exhibit):
    outcome = exhibit(
        "batch", lines(exhibit, {"prompt": "a cat", "task_name": "cat"}), "--provider", "sandbox", "--policy", "sandbox",
    )
    assert outcome.status == 0, outcome
    assert "\x1b" not in outcome.err
    told = [line.split() for line in outcome.err.splitlines() if line.startswith("[1/1]")]
    assert [words[2] for words in told] == ["running", "running", "completed,"], outcome.err
    assert outcome.out.rstrip().endswith("/batch_result.json")


def test_D10_events_come_one_a_line_and_the_document_last(exhibit):
    outcome = exhibit(
        "batch", lines(exhibit, "a cat", "a dog"), "--jsonl", "--provider", "sandbox", "--policy", "sandbox",
    )
    documents = [json.loads(line) for line in outcome.out.splitlines()]
    assert documents[-1]["schema"] == "exhibit/1" and documents[-1]["ok"] is True
    events = documents[:-1]
    assert {event["schema"] for event in events} == {"exhibit.event/1"}
    recorded = {entry["seq"]: entry["type"] for entry in exhibit.entries()}
    assert all(recorded[event["seq"]] == event["type"] for event in events)
    tasks = [event for event in events if event["type"] == "task.state"]
    assert [event["to"] for event in tasks] == ["queued", "queued", "running", "completed", "running", "completed"]
    assert all(event["task_id"] for event in tasks)


def test_D10_a_live_table_on_a_terminal(exhibit, served):
    held = threading.Event()
    server = served(answering({"item 1": held}))
    path = lines(exhibit, {"prompt": "item 1", "task_name": "first"}, {"prompt": "item 2", "task_name": "second"})
    lead, follow = pty.openpty()
    shown = b""

    def read():
        nonlocal shown
        while True:
            try:
                piece = os.read(lead, 4096)
            except OSError:
                return
            if not piece:
                return
            shown += piece

    process = subprocess.Popen(
        [BINARY, "batch", str(path)], cwd=exhibit.work, env=exhibit.env, stdout=subprocess.PIPE, stderr=follow,
    )
    os.close(follow)
    reader = threading.Thread(target=read)
    reader.start()
    wait_until(lambda: b"0 of 2 ended" in shown and b"1 first" in shown and b"running" in shown)
    held.set()
    out, _ = process.communicate(timeout=30)
    reader.join()
    os.close(lead)
    assert process.returncode == 0
    assert b"2 second" in shown and b"waiting" in shown
    assert shown.rstrip().endswith(b"\x1b[J"), "the table is taken off at the end"
    assert out.decode().rstrip().endswith("/batch_result.json")
    assert len(server.posts) == 2


def test_A22_help_tells_of_manifests(exhibit):
    page = exhibit("help", "batch")
    assert page.status == 0
    for word in ["task_key", "extra_json", "--vars-file", "{index}", "batch_result.json", "--retry-unknown"]:
        assert word in page.out
    assert "--max-workers" in exhibit("batch", "--help").out
