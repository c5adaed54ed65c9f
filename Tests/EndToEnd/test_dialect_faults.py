"""Every dialect meets every fault: one table says how each ends (formats.md, "How each end of an attempt is recorded")."""

import json

import pytest
from conftest import Exhibit, files_with

KEY = "sk-canary-0123456789abcdefghij"

# dialect, path of its base URL, and a command whose last word is the prompt; the fault is told in the prompt.
SPOKEN = {
    "images": ("openai", "/v1", ["generate", "--model", "gpt-image-2", "--size", "64x64", "--prompt"]),
    "async-images": ("openai", "/v1", ["generate", "--model", "sandbox-image-async", "--size", "64x64", "--prompt"]),
    "videos": ("openai", "/v1", ["video", "--model", "sora-2", "--size", "64x64", "--seconds", "1", "--prompt"]),
    "speech": ("openai", "/v1", ["speech", "--model", "tts-1", "--voice", "alloy", "--response-format", "wav", "--input"]),
    "jobs": ("jobs", "", ["generate", "--size", "256x256", "--prompt"]),
    "clacky": ("clacky", "", ["generate", "--prompt"]),
    "clacky-video": ("clacky", "", ["video", "--prompt"]),
    "fal": ("fal", "/fal", ["generate", "--model", "fal-ai/flux/dev", "--prompt"]),
    "gemini": ("gemini", "/v1beta", ["generate", "--model", "gemini-2.5-flash-image", "--prompt"]),
}

# What befalls the request that may bill: fault → exit, code, billed, retryable, last state.
REQUEST = {
    "error:text":          (5, "provider.refused",      "no",    False, "failed"),
    "echo-key":            (5, "provider.refused",      "no",    False, "failed"),
    "moderation":          (5, "provider.moderation",   "no",    False, "failed"),
    "401":                 (4, "authentication.failed", "no",    False, "failed"),
    "404":                 (5, "model.not_found",       "no",    False, "failed"),
    "429:ms=50":              (7, "provider.busy",         "no",    True,  "failed"),
    "500":                 (1, "provider.failed",       "maybe", False, "failed"),
    "503":                 (7, "provider.busy",         "no",    True,  "failed"),
    "drop-before-headers": (8, "outcome.unknown",       "maybe", False, "unknown_outcome"),
    "drop-after-headers":  (8, "reply.incomplete",      "yes",   False, "unknown_outcome"),
    "garbage-json":        (1, "reply.unparsable",      "yes",   False, "failed"),
    "wrong-type":          (1, "reply.unparsable",      "yes",   False, "failed"),
}  # fmt: skip

# What befalls a job that was accepted.
JOB = {
    "job-fails":     (1,  "job.failed",          "maybe", False, "failed"),
    "job-moderated": (5,  "provider.moderation", "maybe", False, "failed"),
    "job-expires":   (1,  "job.expired",         "maybe", False, "failed"),
    "poll:500":      (13, "job.unreachable",     "maybe", True,  "timed_out"),
}  # fmt: skip

WITHOUT_MEDIA = (5, "reply.no_media", "maybe", False, "failed")
NO_BASE64 = (1, "media.invalid_base64", "yes", False, "failed")
RESULT_KEPT_BACK = (13, "job.unreachable", "maybe", True, "timed_out")

# Where one dialect's answer means something else, or can only be given there.
OWN = {
    ("images", "empty-data"): WITHOUT_MEDIA,
    ("images", "bad-base64"): NO_BASE64,
    ("gemini", "empty-data"): WITHOUT_MEDIA,
    ("gemini", "bad-base64"): NO_BASE64,
    # A refusal is a success without a picture: whether it was billed, nobody says.
    ("gemini", "moderation"): (5, "provider.moderation", "maybe", False, "failed"),
    ("clacky", "empty-data"): WITHOUT_MEDIA,
    # The server names no status of the service behind it: nobody knows how far that came.
    ("clacky", "echo-key"): WITHOUT_MEDIA,
    ("clacky", "moderation"): (5, "provider.moderation", "maybe", False, "failed"),
    # It stopped waiting; the service behind it may go on.
    ("clacky", "503"): (8, "outcome.unknown", "maybe", False, "unknown_outcome"),
    # A task that is gone is one that failed.
    ("clacky-video", "job-expires"): (1, "job.failed", "maybe", False, "failed"),
    # Neither says that it is the model that is not there.
    ("jobs", "404"): (5, "provider.refused", "no", False, "failed"),
    ("fal", "404"): (5, "provider.refused", "no", False, "failed"),
    # The film is made, and perhaps only not there yet: it is fetched again without a new request.
    ("videos", "job-expires"): (1, "media.download_failed", "yes", True, "failed"),
    ("videos", "result:503"): RESULT_KEPT_BACK,
    ("jobs", "result:503"): RESULT_KEPT_BACK,
    ("fal", "result:503"): RESULT_KEPT_BACK,
}

WITH_JOBS = ["async-images", "videos", "jobs", "clacky-video", "fal"]
WITH_REQUESTS = [name for name in SPOKEN if name not in ("async-images", "clacky-video")]
TABLE = {
    **{(dialect, fault): row for dialect in WITH_REQUESTS for fault, row in REQUEST.items()},
    **{(dialect, fault): row for dialect in WITH_JOBS for fault, row in JOB.items()},
    **OWN,
}

# What is borne: fault → the attempts it takes, by dialect.
BORNE = {
    **{(dialect, "429:1x1"): 2 for dialect in WITH_REQUESTS},
    **{(dialect, "poll:500x2"): 1 for dialect in WITH_JOBS},
    **{(dialect, "result:503x1"): 1 for dialect in ["videos", "jobs", "fal"]},
}


@pytest.fixture(scope="module")
def origin(tmp_path_factory):
    """One sandbox for the whole table: what goes wrong is told in the prompts."""
    server = Exhibit(tmp_path_factory.mktemp("server"))
    yield server.sandbox().removesuffix("/v1")
    server.stop()


def make(exhibit, origin, name, fault, *words):
    """One run of the dialect that meets the fault."""
    dialect, path, command = SPOKEN[name]
    exhibit.configure(origin + path, name="x", key=KEY)
    exhibit.home.mkdir()
    (exhibit.home / "config.json").write_text(json.dumps({"providers": {"x": {"dialect": dialect}}}))
    orders = f"[[fault:{fault}]]" + ("[[fault:seedance]]" if name == "clacky-video" else "")
    retry = ["--max-attempts", "2", "--retry-base-delay", "0", "--retry-jitter", "0", "--poll-interval", "0.02"]
    prompt = f"a lake, {name} {orders}"
    return exhibit(
        *command, prompt, "--json", "--provider", "x", "--policy", "sandbox", "--verbose", *retry, *words, timeout=20
    )


def sound(exhibit, outcome):
    """The evidence holds, and the key stands nowhere."""
    assert exhibit.verify().status == 0
    assert KEY not in outcome.out + outcome.err
    assert files_with(exhibit.home, KEY.encode()) == [] and files_with(exhibit.work, KEY.encode()) == []


@pytest.mark.parametrize("name, fault", TABLE)
def test_how_each_fault_ends(exhibit, origin, name, fault):
    status, code, billed, retryable, state = TABLE[name, fault]
    outcome = make(exhibit, origin, name, fault)
    error = outcome.error
    assert error, outcome
    found = (outcome.status, error["code"], error["billed"], error["retryable"], outcome.result["state"])
    assert found == (status, code, billed, retryable, state), outcome
    assert exhibit.sql("SELECT to_state FROM transition ORDER BY entry DESC LIMIT 1") == [(state,)]
    assert error["hint"] and " RUN" not in error["hint"], "the hint names this run"
    assert outcome.result["ok"] is False and not outcome.result["outputs"]
    sent = [entry for entry in exhibit.entries("attempt.started") if entry["body"]["method"] == "POST"]
    assert len(sent) == outcome.result["attempts"]
    if fault in JOB or fault.startswith("result:"):
        assert len(sent) == 1, "an accepted job is not asked for twice"
        assert len(exhibit.entries("job.submitted")) == 1
    sound(exhibit, outcome)


@pytest.mark.parametrize("name, fault", BORNE)
def test_what_is_borne(exhibit, origin, name, fault):
    outcome = make(exhibit, origin, name, fault)
    assert outcome.status == 0 and outcome.error is None, outcome
    assert outcome.result["attempts"] == BORNE[name, fault]
    assert len(outcome.result["outputs"]) == 1
    assert exhibit.sql("SELECT to_state FROM transition ORDER BY entry DESC LIMIT 1") == [("succeeded",)]
    if fault.startswith("429"):
        (failed,) = exhibit.entries("attempt.failed")
        # Clacky's server says it in its own words, under a status of its own.
        assert failed["body"]["status"] == (422 if name == "clacky" else 429)
        assert failed["body"]["billed"] == "no" and "not_before" in failed["body"]
    sound(exhibit, outcome)


@pytest.mark.parametrize("named", [False, True], ids=["by-the-server", "by-the-caller"])
@pytest.mark.parametrize(
    "fault, status, code",
    [
        ("401", 4, "authentication.failed"),
        ("429", 7, "provider.busy"),
        ("500", 7, "provider.busy"),
        ("503", 7, "provider.busy"),
        ("garbage-json", 1, "reply.unparsable"),
        ("not-configured", 2, "provider.not_configured"),
    ],
)
def test_C1_a_server_that_does_not_say_what_it_has_is_sent_nothing_that_bills(exhibit, named, fault, status, code):
    """The same end whether its model is asked for before the run, or only in it."""
    origin = exhibit.sandbox(fault).removesuffix("/v1")
    outcome = make(exhibit, origin, "clacky", "slow:0", *(["--model", "gpt-image-2"] if named else []))
    assert (outcome.status, outcome.error["code"], outcome.error["billed"]) == (status, code, "no"), outcome
    assert outcome.error["hint"] and " RUN" not in outcome.error["hint"]
    assert KEY not in outcome.out + outcome.err
    if named:
        assert {entry["body"]["method"] for entry in exhibit.entries("attempt.started")} == {"GET"}
        sound(exhibit, outcome)
