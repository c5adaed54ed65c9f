"""Media in all their forms: streams, jobs of several services, speech, reference images, and whose credential goes where."""

import base64
import hashlib
import io
import json
import random
import urllib.request

import pytest
from conftest import Exhibit, files_with
from gateway import picture
from PIL import Image

KEY = "sk-canary-0123456789abcdefghij"
QUICK = ["--retry-base-delay", "0", "--retry-jitter", "0", "--poll-interval", "0.02"]
SHIPPED = ["integrity", "no-mock", "happy-gpt-image-2", "happy-gpt-image-2-attested"]


@pytest.fixture(scope="module")
def origin(tmp_path_factory):
    """One sandbox for all: what is special is told in prompts and model names."""
    server = Exhibit(tmp_path_factory.mktemp("server"))
    yield server.sandbox().removesuffix("/v1")
    server.stop()


@pytest.fixture
def asked(exhibit, origin):
    """Runs a command of a provider of the dialect; afterwards its evidence holds, and the key stands nowhere."""

    def run(dialect, path, *words, policy="sandbox"):
        exhibit.configure(origin + path, name="x", key=KEY)
        exhibit.home.mkdir(exist_ok=True)
        (exhibit.home / "config.json").write_text(json.dumps({"providers": {"x": {"dialect": dialect}}}))
        # Only what this command asks is looked at.
        exhibit.seen = len(requests(origin))
        outcome = exhibit(*words, "--json", "--provider", "x", "--policy", policy, *QUICK, timeout=30)
        if (exhibit.home / "ledger.sqlite").exists():
            assert exhibit.verify().status == 0
        assert KEY not in outcome.out + outcome.err
        assert files_with(exhibit.home, KEY.encode()) == [] and files_with(exhibit.work, KEY.encode()) == []
        return outcome

    return run


def requests(origin):
    with urllib.request.urlopen(origin + "/__sandbox/requests") as answer:
        return [row for row in json.load(answer)["requests"] if not row["path"].startswith("/__sandbox")]


def sent(exhibit, origin):
    return requests(origin)[exhibit.seen :]


def made(outcome, kind):
    """The one thing that was made."""
    assert outcome.status == 0, outcome
    (output,) = outcome.result["outputs"]
    assert output["media_type"] == kind
    return output


def stored(exhibit):
    return [(entry["body"]["role"], entry["body"].get("derivation")) for entry in exhibit.entries("artifact.stored")]


# Streams


def stream(asked, fault="", *words):
    prompt = "a lake" + (f" [[fault:{fault}]]" if fault else "")
    command = ["generate", "--model", "gpt-image-2", "--size", "64x64", "--stream", *words, "--prompt", prompt]
    return asked("openai", "/v1", *command)


@pytest.mark.parametrize("fault", ["", "sse-crlf", "sse-cr"], ids=["lf", "crlf", "cr"])
def test_a_stream_of_events_gives_its_last_picture(exhibit, asked, fault):
    output = made(stream(asked, fault, "--partial-images", "2"), "image/png")
    assert (output["width"], output["height"]) == (64, 64)
    assert stored(exhibit) == [("output", "verified")], "pictures on the way are no outputs"


def test_partial_pictures_are_kept_when_asked_for(exhibit, asked):
    outcome = stream(asked, "", "--partial-images", "2", "--keep-partials")
    made(outcome, "image/png")
    assert sorted(stored(exhibit)) == [("output", "verified"), ("partial", "verified"), ("partial", "verified")]


def test_an_error_inside_a_stream_is_an_error_although_the_status_is_200(exhibit, asked):
    outcome = stream(asked, "stream-error", "--partial-images", "2")
    assert (outcome.status, outcome.error["code"], outcome.error["billed"]) == (5, "reply.no_media", "maybe"), outcome
    assert "The server had an error" in outcome.error["message"]
    assert outcome.result["http_status"] == 200 and outcome.result["outputs"] == []


def test_a_stream_that_ends_early_is_billed_and_kept(exhibit, asked):
    outcome = stream(asked, "stream-cut", "--partial-images", "2")
    assert (outcome.status, outcome.error["code"], outcome.error["billed"]) == (8, "reply.incomplete", "yes"), outcome
    assert outcome.result["state"] == "unknown_outcome" and outcome.result["outputs"] == []
    (answer,) = exhibit.entries("response.received")
    assert answer["body"]["raw_bytes"] > 1000


# Jobs


def test_pictures_of_a_gateway_that_makes_them_as_jobs(exhibit, asked):
    command = ["generate", "--model", "sandbox-image-async", "--size", "64x64", "--prompt", "a lake"]
    output = made(asked("openai", "/v1", *command), "image/png")
    assert (output["width"], output["height"]) == (64, 64)
    assert [entry["body"]["state"] for entry in exhibit.entries("job.status")][-1] == "succeeded"
    assert exhibit.entries("job.submitted")[0]["body"]["raw"] == "queued"


# Path of the base URL, --endpoint, model; then the service's own word for done, and where the film lies at last. The
# models of the sandbox choose a form on the path of another.
SYNTHESIS = "/services/aigc/video-generation/video-synthesis"
FILMS = {
    "openai":             ("/v1", None, "sora-2", "completed", "/content"),
    "newapi":             ("/v1", "/video/generations", "kling-v2", "completed", ".mp4"),
    "newapi-videos":      ("/v1", None, "sandbox-video-newapi", "completed", ".mp4"),
    "sora-style":         ("/v1", None, "sandbox-video-sora", "completed", ".mp4"),
    "huawei":             ("/v1", "/video/generations", "sandbox-video-huawei", "succeeded", ".mp4"),
    "huawei-videos":      ("/v1", None, "sandbox-video-huawei", "succeeded", ".mp4"),
    "openrouter":         ("/api/v1", None, "google/veo-3.1", "completed", ".mp4"),
    "openrouter-gateway": ("/v1", None, "sandbox-video-openrouter", "completed", ".mp4"),
    "ofox":               ("/v1", None, "sandbox-video-ofox", "completed", ".mp4"),
    "ark":                ("/api/v3", "/contents/generations/tasks", "seedance-1-0-pro", "succeeded", ".mp4"),
    "dashscope":          ("/api/v1", SYNTHESIS, "wan2.2-t2v-plus", "SUCCEEDED", ".mp4"),
    "wavespeed":          ("/api/v3", "/wavespeed-ai/wan-2.2", "wan-2.2", "completed", ".mp4"),
    "wavespeed-gateway":  ("/v1", None, "sandbox-video-wavespeed", "completed", ".mp4"),
    "replicate":          ("/v1", "/predictions", "wan-video/wan-2.2", "succeeded", ".mp4"),
    "replicate-gateway":  ("/v1", None, "sandbox-video-replicate", "succeeded", ".mp4"),
}  # fmt: skip


def film(asked, service, prompt):
    path, endpoint, model, _, _ = FILMS[service]
    address = ["--endpoint", endpoint] if endpoint else []
    command = ["video", "--model", model, *address, "--size", "64x64", "--seconds", "1", "--prompt", prompt]
    return asked("openai", path, *command)


@pytest.mark.parametrize("service", FILMS)
def test_A15_videos_of_several_services(exhibit, asked, origin, service):
    path, endpoint, _, word, last = FILMS[service]
    outcome = film(asked, service, "a lake")
    output = made(outcome, "video/mp4")
    assert (output["width"], output["height"], output["duration_ms"]) == (64, 64, 1000)
    assert (outcome.result["job"]["state"], outcome.result["job"]["raw"]) == ("succeeded", word)
    rows = sent(exhibit, origin)
    assert [row["path"] for row in rows if row["method"] == "POST"] == [path + (endpoint or "/videos")]
    assert rows[-1]["path"].endswith(last)
    if last == "/content":
        assert rows[-1]["credential"], "the film is given to its owner only"
    else:
        assert rows[-2]["method"] == "GET" and rows[-2]["credential"], "the job was asked for with the key"
        assert outcome.result["job"]["remote_id"] in rows[-2]["path"]


@pytest.mark.parametrize("service", FILMS)
def test_A15_a_service_that_gives_up_is_understood_in_its_own_words(exhibit, asked, origin, service):
    outcome = film(asked, service, "a lake [[fault:job-fails]]")
    assert (outcome.status, outcome.error["code"], outcome.error["billed"]) == (1, "job.failed", "maybe"), outcome
    assert outcome.result["job"]["state"] == "failed" and outcome.result["outputs"] == []
    assert [row["method"] for row in sent(exhibit, origin)].count("POST") == 1


# Speech


@pytest.mark.parametrize(
    "model, more",
    [("tts-1", []), ("gpt-4o-mini-tts", ["--extra-json", '{"stream_format":"sse"}']), ("sandbox-tts-json", [])],
    ids=["bytes", "events", "json"],
)
def test_C9_speech_as_bytes_as_events_and_as_json(exhibit, asked, model, more):
    command = ["speech", "--model", model, "--voice", "alloy", "--response-format", "wav", *more, "--input", "a lake"]
    outcome = asked("openai", "/v1", *command)
    output = made(outcome, "audio/wav")
    assert output["sound"] == {"sample_rate": 24000, "channels": 1, "bits_per_sample": 16}
    assert output["duration_ms"] == 360, "the simulator speaks 60 ms a character"
    assert stored(exhibit) == [("output", "verified")]
    if model == "sandbox-tts-json":
        assert outcome.result["cost"]["source"] == "echoed" and outcome.result["cost"]["micros"] > 0


# Reference images


@pytest.fixture
def resembling(exhibit, asked):
    """A picture that is to resemble another."""

    def run(*words, fault="", model="gpt-image-2", **options):
        (exhibit.work / "a.png").write_bytes(picture((9, 9, 9)))
        prompt = f"a lake like this {' '.join(words)}" + (f" [[fault:{fault}]]" if fault else "")
        command = ["generate", "--model", model, "--size", "64x64", "--reference-image", "a.png", *words]
        return asked("openai", "/v1", *command, "--prompt", prompt, **options)

    return run


def facts(exhibit):
    """What the policies saw of the request."""
    digest = exhibit.entries("verdict")[-1]["body"]["facts_blob"]
    ((data,),) = exhibit.sql("SELECT data FROM blob WHERE sha256 = ?", bytes.fromhex(digest))
    return json.loads(data or (exhibit.home / "artifacts/sha256" / digest[:2] / digest).read_bytes())["request"]


def test_A12_references_go_as_a_form_by_default(exhibit, resembling, origin):
    outcome = resembling()
    made(outcome, "image/png")
    assert outcome.result["proof"]["route"] == {"requested": "edits", "sent": "edits"}
    (row,) = sent(exhibit, origin)
    assert row["path"] == "/v1/images/edits" and "image" in row["fields"]
    assert facts(exhibit)["route"] == "edits" and facts(exhibit)["references_dropped"] is False


@pytest.mark.parametrize("words, field", [
    (["--reference-transport", "json"], "reference_images"),
    (["--reference-transport", "provider-json"], "reference_images"),
    (["--reference-key", "likeness"], "likeness"),
])
def test_A12_references_as_json(exhibit, resembling, origin, words, field):
    outcome = resembling(*words)
    made(outcome, "image/png")
    (row,) = sent(exhibit, origin)
    assert row["path"] == "/v1/images/generations" and field in row["fields"]
    assert facts(exhibit)["reference_transport"] == "json" and facts(exhibit)["route"] == "generations"
    proof = outcome.result["proof"]
    assert proof["route"] == {"requested": "generations", "sent": "generations"}
    assert proof["reference_transport"]["sent"] == "json"


def test_A12_auto_goes_on_as_a_form_and_says_so(exhibit, resembling, origin):
    outcome = resembling("--reference-transport", "auto", fault="422x1")
    made(outcome, "image/png")
    assert [row["path"] for row in sent(exhibit, origin)] == ["/v1/images/generations", "/v1/images/edits"]
    found = facts(exhibit)
    assert (found["reference_transport"], found["route"], found["references_dropped"]) == ("multipart", "edits", False)
    assert found["input_images"][0]["sent_sha256"] == found["input_images"][0]["sha256"]
    proof = outcome.result["proof"]
    assert proof["route"] == {"requested": "generations", "sent": "edits"} and "references_dropped" not in proof
    assert proof["reference_transport"] == {"requested": "auto", "sent": "multipart"}
    (failed,) = exhibit.entries("attempt.failed")
    assert failed["body"]["status"] == 422 and failed["body"]["billed"] == "no"


def test_A12_auto_never_drops_references_by_itself(exhibit, resembling, origin):
    outcome = resembling("--reference-transport", "auto", fault="422x2")
    assert (outcome.status, outcome.error["code"], outcome.error["billed"]) == (5, "provider.refused", "no"), outcome
    assert len(sent(exhibit, origin)) == 2


def test_A12_dropped_references_are_rejected_by_every_policy_but_the_sandbox(exhibit, resembling, origin):
    outcome = resembling("--reference-transport", "auto", "--allow-dropped-references", fault="422x2")
    # It is made as was asked for, and integrity, which judges every run, does not let it pass.
    assert outcome.status == 6 and outcome.error["code"] == "policy.rejected", outcome
    assert outcome.result["state"] == "succeeded" and len(outcome.result["outputs"]) == 1
    last = sent(exhibit, origin)[-1]
    assert last["path"] == "/v1/images/generations" and "reference_images" not in last["fields"]
    assert facts(exhibit)["references_dropped"] is True
    assert outcome.result["proof"]["references_dropped"] is True
    assert outcome.result["proof"]["reference_transport"] == {"requested": "auto", "sent": "none"}
    assert [entry["body"]["references_dropped"] for entry in exhibit.entries("attempt.started")[-1:]] == [True]
    run = outcome.result["run_id"]
    for policy in SHIPPED:
        checked = exhibit("policy", "check", run, "--policy", policy, "--json")
        assert checked.status == 6 and checked.result["verdict"] == "rejected", (policy, checked)
    assert exhibit("policy", "check", run, "--policy", "sandbox", "--json").result["verdict"] == "accepted"


def test_A12_none_leaves_them_out_only_with_consent(exhibit, resembling, origin):
    refused = resembling("--reference-transport", "none")
    assert (refused.status, refused.error["code"]) == (2, "usage.invalid"), refused
    assert "--allow-dropped-references" in refused.error["message"]
    assert sent(exhibit, origin) == []
    outcome = resembling("--reference-transport", "none", "--allow-dropped-references")
    assert outcome.status == 6 and outcome.result["state"] == "succeeded", outcome
    assert facts(exhibit)["references_dropped"] is True


# What stands as proof


def test_fal_names_its_request_and_its_seed(exhibit, asked):
    outcome = asked("fal", "/fal", "generate", "--model", "fal-ai/flux/dev", "--prompt", "a lake")
    made(outcome, "image/png")
    (submitted,) = exhibit.entries("job.submitted")
    (answer,) = [entry["body"] for entry in exhibit.entries("response.received") if entry["body"]["kind"] == "result"]
    assert outcome.result["job"]["remote_id"] == submitted["body"]["remote_id"] == answer["echoed"]["response_id"]
    assert outcome.result["proof"]["seed"]["echoed"] == answer["echoed"]["seed"]


def test_gemini_names_the_version_of_its_model(exhibit, asked):
    command = ["generate", "--model", "gemini-2.5-flash-image", "--prompt", "a lake"]
    outcome = asked("gemini", "/v1beta", *command)
    made(outcome, "image/png")
    assert outcome.result["proof"]["model"] == {
        "requested": "gemini-2.5-flash-image", "echoed": "gemini-2.5-flash-image",
    }  # fmt: skip
    (answer,) = exhibit.entries("response.received")
    assert answer["body"]["echoed"]["response_id"]
    assert outcome.result["usage"]["totalTokenCount"] > 0


# Whose credential goes where


@pytest.mark.parametrize(
    "dialect, path, words",
    [
        ("openai", "/v1", ["generate", "--model", "gpt-image-2", "--size", "64x64", "--prompt"]),
        ("openai", "/v1", ["video", "--model", "sandbox-video-newapi", "--size", "64x64", "--seconds", "1", "--prompt"]),
        ("fal", "/fal", ["generate", "--model", "fal-ai/flux/dev", "--prompt"]),
    ],
    ids=["image", "video", "fal"],
)
@pytest.mark.parametrize("fault", ["cross-url", "redirect:1"])
def test_no_credential_goes_to_another_origin(exhibit, asked, origin, dialect, path, words, fault):
    outcome = asked(dialect, path, *words, f"a lake [[fault:{fault}]]")
    assert outcome.status == 0, outcome
    home = int(origin.rpartition(":")[2])
    rows = sent(exhibit, origin)
    assert [row["credential"] for row in rows if row["port"] == home] == [True] * len([r for r in rows if r["port"] == home])
    foreign = [row for row in rows if row["port"] != home]
    assert foreign and not any(row["credential"] for row in foreign)


# Large streams


def test_a_data_line_of_thirty_megabytes_is_one_picture(exhibit, gateway):
    noise = io.BytesIO()
    pixels = random.Random(7).randbytes(2800 * 2800 * 3)
    Image.frombytes("RGB", (2800, 2800), pixels).save(noise, "PNG", compress_level=0)
    event = {"type": "image_generation.completed", "b64_json": base64.b64encode(noise.getvalue()).decode()}
    body = f"event: {event['type']}\r\ndata: {json.dumps(event)}\r\n\r\n".encode()
    assert len(body) > 30_000_000
    gateway(lambda request: (200, {"Content-Type": "text/event-stream"}, body))
    outcome = exhibit.generate("--provider", "happy", "--model", "gpt-image-2", "--stream", "--size", "1024x1024")
    (output,) = outcome.result["outputs"]
    assert output["sha256"] == hashlib.sha256(noise.getvalue()).hexdigest()
    assert outcome.result["state"] == "succeeded", outcome
    assert exhibit.verify().status == 0
