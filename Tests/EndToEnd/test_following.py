"""Remote jobs: recorded before they are asked for, followed to their end, left so that they can be gone on with."""

import json
import signal
import urllib.request

import pytest
from conftest import interrupt, wait_until

QUICK = ("--poll-interval", "0.05")


@pytest.fixture
def jobs(exhibit):
    """The jobs API of the sandbox, as the built-in provider finds it."""

    def serve(*faults):
        base = exhibit.sandbox(*faults)
        exhibit.env["IMAGES_API_URL"] = base.removesuffix("/v1")
        return exhibit

    return serve


def make(exhibit, *words, **options):
    return exhibit.generate("--provider", "images-api", "--policy", "sandbox", *QUICK, *words, **options)


def states(exhibit):
    return [row[0] for row in exhibit.sql("SELECT to_state FROM transition ORDER BY entry")]


def test_B1_B5_every_change_of_a_job_is_a_transition_with_the_raw_word(jobs):
    exhibit = jobs()
    made = make(exhibit)
    assert made.status == 0, made
    assert states(exhibit) == ["planned", "submitting", "waiting", "polling", "receiving", "recorded", "succeeded"]
    reports = [(e["body"]["state"], e["body"]["raw"]) for e in exhibit.entries() if e["type"].startswith("job.")]
    assert reports == [("queued", "queued"), ("running", "processing"), ("succeeded", "completed")]
    assert made.result["job"]["state"] == "succeeded"
    assert exhibit.verify().status == 0


def test_the_job_is_durable_before_the_first_poll(jobs):
    exhibit = jobs("job-stuck")
    process = exhibit.start("generate", "--prompt", "a lake", "--provider", "images-api", *QUICK)
    wait_until(lambda: exhibit.home.joinpath("ledger.sqlite").exists() and exhibit.entries("job.status"))
    process.kill()
    process.wait()
    (submitted,) = exhibit.entries("job.submitted")
    first_poll = min(e["seq"] for e in exhibit.entries("job.status"))
    assert submitted["seq"] < first_poll
    # Whoever is killed while a job goes on leaves it open, not lost.
    (run,) = exhibit("runs", "list", "--json").result["runs"]
    assert run["state"] == "polling"


def test_a_killed_run_goes_on_with_its_job_and_submits_nothing_again(jobs):
    exhibit = jobs("poll:503x12")
    process = exhibit.start(
        "generate", "--prompt", "a lake", "--provider", "images-api", "--policy", "sandbox", "--poll-interval", "0.2"
    )
    wait_until(lambda: exhibit.home.joinpath("ledger.sqlite").exists() and exhibit.entries("job.submitted"))
    process.kill()
    process.wait()
    run = exhibit.entries("request.intent")[0]["run"]
    for _ in range(4):
        again = exhibit("runs", "resume", run[-8:], "--json", *QUICK)
        if again.status == 0:
            break
        assert again.error["code"] == "job.unreachable", again
    assert again.status == 0, again
    assert again.result["state"] == "succeeded" and len(again.result["outputs"]) == 1
    posts = [e for e in exhibit.entries("attempt.started") if e["body"]["method"] == "POST"]
    assert len(posts) == 1
    assert exhibit.verify().status == 0


def test_a_deadline_leaves_a_running_job_resumable(jobs):
    exhibit = jobs("job-polls:40")
    late = make(exhibit, "--timeout-ms", "600")
    assert late.status == 13 and late.error["code"] == "poll.deadline", late
    assert late.result["state"] == "timed_out" and late.error["billed"] == "maybe"
    assert late.json["next"] == [f"exhibit runs resume {late.result['run_id'][-8:]}"]
    assert exhibit.entries("job.cancel") == []
    done = exhibit("runs", "resume", late.result["run_id"], "--json", *QUICK)
    assert done.status == 0 and done.result["state"] == "succeeded", done
    assert states(exhibit)[-4:] == ["polling", "receiving", "recorded", "succeeded"]
    assert exhibit.verify().status == 0


def test_B10_at_the_deadline_a_job_that_has_not_begun_is_cancelled_and_the_answer_recorded(jobs):
    exhibit = jobs("job-stuck")
    late = exhibit.generate(
        "--provider", "images-api", "--policy", "sandbox", "--poll-interval", "10", "--timeout-ms", "300"
    )
    assert late.status == 13, late
    (cancel,) = exhibit.entries("job.cancel")
    assert cancel["body"]["because"] == "deadline" and cancel["body"]["answer"] == "confirmed"
    again = exhibit("runs", "resume", late.result["run_id"], "--json", *QUICK)
    assert again.error["code"] == "job.cancelled", again
    assert len([e for e in exhibit.entries("attempt.started") if e["body"]["method"] == "POST"]) == 1


def test_B10_ctrl_c_cancels_a_queued_job_at_the_provider_and_records_its_answer(jobs):
    exhibit = jobs("poll:429:9x9")
    process = exhibit.start("generate", "--prompt", "a lake", "--provider", "images-api", *QUICK)
    wait_until(lambda: exhibit.home.joinpath("ledger.sqlite").exists() and exhibit.entries("job.submitted"))
    interrupt(process)
    assert process.wait(20) == 130
    (cancel,) = exhibit.entries("job.cancel")
    assert cancel["body"]["because"] == "signal" and cancel["body"]["answer"] == "confirmed"
    assert states(exhibit)[-1] == "cancelled"
    assert exhibit.verify().status == 0


def test_B10_a_job_that_cannot_be_cancelled_is_unknown_and_found_again_by_reconcile(jobs):
    exhibit = jobs("job-polls:60")
    process = exhibit.start(
        "generate", "--prompt", "a lake", "--provider", "images-api", "--policy", "sandbox", *QUICK
    )
    wait_until(
        lambda: exhibit.home.joinpath("ledger.sqlite").exists()
        and any(e["body"]["state"] == "running" for e in exhibit.entries("job.status"))
    )
    interrupt(process, signal.SIGTERM)
    assert process.wait(20) == 143
    (cancel,) = exhibit.entries("job.cancel")
    assert cancel["body"]["answer"] == "not_offered"  # the jobs API gives up only what has not begun
    run = cancel["run"]
    assert states(exhibit)[-1] == "unknown_outcome"
    refused = exhibit("runs", "resume", run, "--json")
    assert refused.status == 8 and "reconcile" in refused.error["hint"]
    for _ in range(80):
        settled = exhibit("runs", "reconcile", run, "--json")
        if settled.status == 0:
            break
        assert settled.status == 8 and settled.error["code"] == "run.still_unknown", settled
    assert settled.result["state"] == "succeeded" and settled.result["outputs"][0]["media_type"] == "image/png"
    assert len([e for e in exhibit.entries("attempt.started") if e["body"]["method"] == "POST"]) == 1
    assert exhibit.verify().status == 0


def test_an_unknown_word_is_never_done(jobs):
    exhibit = jobs("job-stuck", "job-unknown-word")
    late = make(exhibit, "--timeout-ms", "500")
    assert late.status == 13, late
    assert ("unknown", "reticulating") in [
        (e["body"]["state"], e["body"]["raw"]) for e in exhibit.entries("job.status")
    ]


@pytest.mark.parametrize(
    "fault, code, status",
    [
        ("job-fails", "job.failed", 1),
        ("job-cancelled", "job.cancelled", 1),
        ("job-expires", "job.expired", 1),
    ],
)
def test_B6_B8_what_the_provider_says_of_its_job_ends_the_run(jobs, fault, code, status):
    exhibit = jobs(fault)
    ended = make(exhibit)
    assert (ended.status, ended.error["code"]) == (status, code), ended
    assert ended.result["state"] == "failed" and ended.error["billed"] == "maybe"
    assert exhibit.verify().status == 0


def test_a_few_failing_polls_are_borne(jobs):
    exhibit = jobs("poll:503x4")
    made = make(exhibit)
    assert made.status == 0, made
    assert exhibit.verify().status == 0


def test_too_many_failing_polls_leave_the_job_for_later(jobs):
    exhibit = jobs("poll:503x6")
    left = make(exhibit)
    assert left.status == 13 and left.error["code"] == "job.unreachable", left
    done = exhibit("runs", "resume", left.result["run_id"], "--json", *QUICK)
    assert done.status == 0, done


def test_a_lost_result_is_fetched_again_and_not_paid_twice(jobs):
    exhibit = jobs("result:503x2")
    made = make(exhibit)
    assert made.status == 0, made
    assert len([e for e in exhibit.entries("attempt.started") if e["body"]["method"] == "POST"]) == 1


def test_the_address_of_a_job_is_sealed_and_erased_at_its_end(jobs):
    exhibit = jobs("job-polls:40")
    late = make(exhibit, "--timeout-ms", "300")
    (submitted,) = exhibit.entries("job.submitted")
    assert exhibit.sql("SELECT count(*) FROM sealed")[0][0] >= 1
    assert set(submitted["body"]) >= {"remote_id", "state", "raw", "job_sealed"}
    assert exhibit("runs", "resume", late.result["run_id"], "--json", *QUICK).status == 0
    assert exhibit.sql("SELECT count(*) FROM sealed")[0][0] == 0


def submits(base):
    """The requests for something to be made that really came, by the sandbox's own log."""
    with urllib.request.urlopen(base.removesuffix("/v1") + "/__sandbox/requests") as answer:
        return [request for request in json.load(answer)["requests"] if request["method"] == "POST"]


@pytest.mark.parametrize(
    "fault, status, code, state",
    [
        ("result:404x1", 1, "media.download_failed", "failed"),
        ("result:503x6", 13, "job.unreachable", "timed_out"),
        ("poll:503x6", 13, "job.unreachable", "timed_out"),
        ("poll:401x1", 4, "authentication.failed", "timed_out"),
    ],
)
def test_a_run_that_ended_while_its_job_went_on_is_followed_again_and_never_sent_again(
    exhibit, fault, status, code, state
):
    base = exhibit.sandbox(fault)
    exhibit.configure(base)
    ended = exhibit(
        "video", "--prompt", "a lake", "--model", "sora-2", "--size", "64x64", "--seconds", "1", "--policy", "sandbox",
        "--json", *QUICK,
    )  # fmt: skip
    assert (ended.status, ended.error["code"], ended.result["state"]) == (status, code, state), ended
    run = ended.result["run_id"]
    job = ended.result["job"]["remote_id"]
    assert ended.json["next"] == [f"exhibit runs resume {run[-8:]}"]
    done = exhibit("runs", "resume", run, "--json", *QUICK)
    assert done.status == 0 and done.result["state"] == "succeeded", done
    assert done.result["job"]["remote_id"] == job and done.result["attempts"] == 1
    assert done.result["outputs"][0]["media_type"] == "video/mp4"
    assert states(exhibit)[-4:] == ["polling", "receiving", "recorded", "succeeded"]
    assert len(exhibit.entries("job.submitted")) == 1
    assert len(submits(base)) == 1, "an accepted job is never asked for twice"
    assert exhibit.sql("SELECT count(*) FROM sealed")[0][0] == 0
    assert exhibit.verify().status == 0


def test_a_result_that_stays_away_can_be_asked_for_again_and_again(exhibit):
    base = exhibit.sandbox("result:404x2")
    exhibit.configure(base)
    ended = exhibit(
        "video", "--prompt", "a lake", "--model", "sora-2", "--size", "64x64", "--seconds", "1", "--policy", "sandbox",
        "--json", *QUICK,
    )  # fmt: skip
    run = ended.result["run_id"]
    for status in [1, 0]:
        # A word that allows a second bill changes nothing where the job is known.
        again = exhibit("runs", "resume", run, "--retry-unknown", "--json", *QUICK)
        assert again.status == status, again
    assert again.result["state"] == "succeeded" and len(submits(base)) == 1
    assert exhibit.verify().status == 0
