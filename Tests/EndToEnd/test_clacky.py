"""Clacky's media server (parity C): asked first what it has, never replaced by another, one request at a time."""

import base64
import io
import json
import urllib.parse
import urllib.request
import wave

import pytest
from conftest import interrupt, wait_until
from evidence import Ledger
from gateway import picture

JUDGED = ("--provider", "clacky", "--policy", "sandbox")
QUICK = ("--poll-interval", "0.05", "--retry-base-delay", "0", "--retry-jitter", "0")
TYPES = "GET /api/media/types"
IMAGE = "POST /api/media/image"
SPEECH = "POST /api/media/audio/speech"
KINDS = ["image", "video", "audio"]


def place(exhibit, base):
    """Makes the server at this URL the one that the built-in provider finds."""
    address = urllib.parse.urlsplit(base)
    exhibit.base = f"http://{address.netloc}"
    exhibit.env["CLACKY_SERVER_HOST"] = address.hostname
    exhibit.env["CLACKY_SERVER_PORT"] = str(address.port)
    return exhibit


@pytest.fixture
def clacky(exhibit):
    """The sandbox as Clacky's server."""

    def serve(*faults):
        return place(exhibit, exhibit.sandbox(*faults))

    return serve


@pytest.fixture
def answering(exhibit, gateway):
    """A server with a model for each kind, and an answer of the test's own to what is ordered."""

    def serve(answer):
        types = {kind: {"configured": True, "model": f"a-{kind}-model", "source": "auto"} for kind in KINDS}

        def respond(request):
            status, body = (200, types) if request.method == "GET" else answer(request)
            return status, {}, json.dumps(body).encode()

        exhibit.server = gateway(respond)
        return place(exhibit, exhibit.server.url)

    return serve


def make(exhibit, command, *words, judged=JUDGED, **options):
    flag = "--input" if command == "speech" else "--prompt"
    prompt = [] if {flag, "--input-file"} & set(words) else [flag, "an orange cat"]
    return exhibit(command, *prompt, *judged, "--json", *QUICK, *words, **options)


def made(outcome):
    assert outcome.status == 0, outcome
    return outcome.result


def requests(exhibit):
    """What came to the sandbox, as `METHOD path`, and which fields each had."""
    with urllib.request.urlopen(exhibit.base + "/__sandbox/requests") as answer:
        return [(f"{r['method']} {r['path']}", r["fields"]) for r in json.load(answer)["requests"]]


def orders(exhibit):
    """What was asked to be made."""
    return [request for request in requests(exhibit) if request[0].startswith("POST")]


def bodies(exhibit):
    """The orders as the ledger keeps their bytes."""
    started = [e["body"] for e in exhibit.entries("attempt.started") if e["body"]["method"] == "POST"]
    return [json.loads(Ledger(exhibit.home).body(body["body_blob"])) for body in started]


# C1: what the server has


@pytest.mark.parametrize(
    "command, kind, suggestion",
    [
        ("generate", "image", "or-gpt-image-2"),
        ("video", "video", "or-veo-3-1"),
        ("speech", "audio", "or-tts-gemini-2-5-flash"),
    ],
)
def test_C1_what_is_not_configured_is_not_sent_and_where_to_set_it_is_said(clacky, command, kind, suggestion):
    exhibit = clacky("not-configured")
    refused = make(exhibit, command)
    assert refused.status == 2 and refused.error["code"] == "provider.not_configured", refused
    assert refused.error["billed"] == "no"
    said = refused.error["message"] + " " + refused.error["hint"]
    for word in ["settings page", "add a model", f"type {kind}", suggestion]:
        assert word in said, refused
    assert orders(exhibit) == [] and requests(exhibit)[0] == (TYPES, [])


def test_C1_another_provider_never_steps_in(clacky):
    exhibit = clacky("not-configured")
    exhibit.configure(exhibit.base + "/v1")
    exhibit.env |= {"OPENAI_API_KEY": "any-key", "OPENAI_BASE_URL": exhibit.base + "/v1"}
    exhibit.env["IMAGES_API_URL"] = exhibit.base
    assert make(exhibit, "generate").error["code"] == "provider.not_configured"
    assert orders(exhibit) == []


def test_C1_a_model_that_the_server_does_not_have_is_refused_before_sending(clacky):
    exhibit = clacky()
    refused = make(exhibit, "generate", "--model", "dall-e-3")
    assert refused.status != 0 and refused.error["billed"] == "no", refused
    said = refused.error["message"] + refused.error["hint"]
    assert "dall-e-3" in said and "gpt-image-2" in said
    assert orders(exhibit) == []
    assert made(make(exhibit, "generate", "--model", "gpt-image-2"))["model"] == "gpt-image-2"


def test_C1_the_server_is_asked_before_each_run(clacky):
    exhibit = clacky()
    made(make(exhibit, "generate"))
    made(make(exhibit, "generate"))
    came = [line for line, _ in requests(exhibit)]
    for order in [n for n, line in enumerate(came) if line == IMAGE]:
        assert came[order - 1] == TYPES
    assert came.count(IMAGE) == 2


def test_C1_a_server_that_is_not_there_is_said_and_nothing_else_is_tried(exhibit, gateway):
    server = gateway(lambda request: (500, {}, b"{}"))
    place(exhibit, server.url)
    server.stop()
    refused = make(exhibit, "generate")
    assert refused.status == 7 and refused.error["code"] == "provider.unreachable", refused
    assert refused.error["billed"] == "no"


# C2: shape and images


@pytest.mark.parametrize(
    "words, sent, size",
    [
        ([], "landscape", (1536, 1024)),
        (["--aspect-ratio", "square"], "square", (1024, 1024)),
        (["--aspect-ratio", "portrait"], "portrait", (1024, 1536)),
    ],
)
def test_C2_the_aspect_ratio_is_sent(clacky, words, sent, size):
    exhibit = clacky()
    [output] = made(make(exhibit, "generate", *words))["outputs"]
    [body] = bodies(exhibit)
    assert body["aspect_ratio"] == sent and body["prompt"] == "an orange cat"
    assert body["output_dir"].startswith("/") and set(body) == {"prompt", "aspect_ratio", "output_dir"}
    assert (output["width"], output["height"]) == size


@pytest.mark.parametrize("words", [["--size", "1024x1024"], ["--width", "64", "--height", "64"]])
def test_C2_a_size_is_refused_with_what_to_do_instead(clacky, words):
    exhibit = clacky()
    refused = make(exhibit, "generate", *words)
    assert refused.status == 2 and refused.error["billed"] == "no", refused
    assert "--aspect-ratio" in refused.error["hint"] and "--fit" in refused.error["hint"]
    assert orders(exhibit) == []


def test_C2_another_shape_is_refused(clacky):
    exhibit = clacky()
    refused = make(exhibit, "generate", "--aspect-ratio", "wide")
    assert refused.status == 2 and "landscape, square, portrait" in refused.error["message"], refused
    assert orders(exhibit) == []


def test_C2_one_image_goes_as_a_data_url(clacky, photo):
    exhibit = clacky()
    result = made(make(exhibit, "edit", "--image", photo))
    [body] = bodies(exhibit)
    assert body["image"] == "data:image/png;base64," + base64.b64encode(photo.read_bytes()).decode()
    assert "images" not in body
    assert result["mode"] == "edit" and result["input_images"][0]["sent_as"] == "image"
    assert result["input_images"][0]["sent_sha256"] == result["input_images"][0]["sha256"]
    assert exhibit.verify().status == 0


def test_C2_several_images_go_as_data_urls(clacky, photo):
    exhibit = clacky()
    second = exhibit.work / "second.jpg"
    second.write_bytes(picture((1, 2, 3), form="JPEG"))
    made(make(exhibit, "edit", "--image", photo, "--image", second))
    [body] = bodies(exhibit)
    assert [url.partition(",")[0] for url in body["images"]] == ["data:image/png;base64", "data:image/jpeg;base64"]
    assert "image" not in body
    assert exhibit.verify().status == 0


# C3: the file and what it cost


@pytest.mark.parametrize("fault", [None, "output-dir-exact", "url", "data-url"])
def test_C3_the_file_that_the_server_names_becomes_evidence(clacky, fault):
    exhibit = clacky(*([fault] if fault else []))
    result = made(make(exhibit, "generate"))
    [output] = result["outputs"]
    content = Ledger(exhibit.home).artifact(output["sha256"]).read_bytes()
    with open(output["path"], "rb") as delivered:
        assert delivered.read() == content and len(content) == output["bytes"]
    assert output["media_type"] == "image/png" and (output["width"], output["height"]) == (1536, 1024)
    assert result["cost"] == {"amount": "0.042", "micros": 42000, "currency": "USD", "source": "echoed"}
    assert result["usage"]["completion_tokens"] == 1056
    assert result["proof"]["model"] == {"requested": "gpt-image-2", "echoed": "gpt-image-2"}
    assert exhibit.verify().status == 0


def test_C3_a_reply_without_usage_is_a_reply(answering):
    def answer(request):
        path = json.loads(request.body)["output_dir"] + "/made.png"
        with open(path, "wb") as file:
            file.write(picture())
        return 200, {"success": True, "image": path, "model": "a-image-model"}

    exhibit = answering(answer)
    result = made(make(exhibit, "generate", judged=("--provider", "clacky")))
    assert result["usage"] is None and result["cost"]["source"] == "unknown"
    assert exhibit.verify().status == 0


def test_C3_a_file_that_is_not_there_is_a_failure(answering):
    answer = {"success": True, "image": "/nowhere/made.png", "model": "a-image-model"}
    exhibit = answering(lambda request: (200, answer))
    failed = make(exhibit, "generate", judged=("--provider", "clacky"))
    assert failed.status != 0 and failed.error["billed"] in ("yes", "maybe"), failed
    assert failed.result["outputs"] == []
    assert exhibit.verify().status == 0


# C4: failures


@pytest.mark.parametrize(
    "kind, message, status, code, billed",
    [
        ("not_configured", "no image model", 2, "provider.not_configured", "no"),
        ("auth_required", "no key", 4, "authentication.failed", "no"),
        ("network_error", "connection reset", 1, "provider.failed", "maybe"),
        ("api_error", "Upstream 401: bad key", 4, "authentication.failed", "no"),
        ("api_error", "Upstream 429: slow down", 7, "provider.busy", "no"),
        ("api_error", "Upstream 500: oops", 1, "provider.failed", "maybe"),
        ("empty_response", "no picture came", 5, "reply.no_media", "maybe"),
    ],
)
def test_C4_the_kind_of_error_decides_the_code(answering, kind, message, status, code, billed):
    exhibit = answering(lambda request: (422, {"success": False, "error": message, "error_type": kind}))
    failed = make(exhibit, "generate", "--max-attempts", "1", judged=("--provider", "clacky"))
    assert (failed.status, failed.error["code"], failed.error["billed"]) == (status, code, billed), failed
    assert failed.error["hint"] and message.split(": ")[-1] in failed.error["message"]
    assert len([request for request in exhibit.server.requests if request.method == "POST"]) == 1
    assert exhibit.verify().status == 0


@pytest.mark.parametrize("status", [200, 422])
def test_C4_success_false_is_a_failure_whatever_the_status(answering, status):
    exhibit = answering(
        lambda request: (status, {"success": False, "error": "no", "error_type": "empty_response", "image": None})
    )
    failed = make(exhibit, "generate", judged=("--provider", "clacky"))
    assert failed.error["code"] == "reply.no_media" and failed.result["state"] == "failed", failed


def test_C4_a_server_that_stopped_waiting_may_have_been_billed(clacky):
    exhibit = clacky()
    unknown = make(exhibit, "generate", "--prompt", "a cat [[fault:503]]")
    assert unknown.status == 8 and unknown.error["code"] == "outcome.unknown", unknown
    assert len(orders(exhibit)) == 1
    assert exhibit.verify().status == 0


@pytest.mark.parametrize(
    "fault, code", [("401", "authentication.failed"), ("503", "provider.busy"), ("500", "provider.busy")]
)
def test_C4_a_refused_question_for_the_models_sends_nothing(clacky, fault, code):
    exhibit = clacky(fault)
    refused = make(exhibit, "generate", "--max-attempts", "1")
    assert refused.error["code"] == code and refused.error["billed"] == "no", refused
    # There is no run that a hint could name.
    assert "next[0]" not in refused.error["hint"] and "runs resume" not in refused.error["hint"], refused
    assert orders(exhibit) == []


# C5: one at a time


def test_C5_one_request_at_a_time_across_processes(clacky):
    exhibit = clacky()
    first = exhibit.start("generate", "--prompt", "first [[fault:hang]]", *JUDGED, *QUICK)
    wait_until(lambda: len(orders(exhibit)) == 1)
    second = exhibit.start("speech", "--input", "second", *JUDGED, *QUICK)
    assert "clacky takes one request at a time" in second.stderr.readline()
    assert len(orders(exhibit)) == 1, "the second waits"
    interrupt(first)
    first.communicate(timeout=30)
    second.communicate(timeout=30)
    assert second.returncode == 0
    assert [line for line, _ in orders(exhibit)] == [IMAGE, SPEECH]


# C6: a model that takes no aspect ratio


@pytest.mark.parametrize("fault", ["no-aspect-ratio", "no-aspect-ratio:400"])
def test_C6_an_invalid_argument_is_asked_once_more_without_the_aspect_ratio(clacky, fault):
    exhibit = clacky(fault)
    policy = exhibit.work / "as-asked.json"
    none = {"path": "/request/fields_dropped", "op": "eq", "value": []}
    rules = [{"id": "DROP-01", "severity": "error", "assert": none}]
    policy.write_text(
        json.dumps({"schema": "acceptance/v1", "id": "as-asked", "version": "1", "title": "As asked", "rules": rules})
    )
    outcome = make(exhibit, "generate", "--aspect-ratio", "square", judged=("--provider", "clacky", "--policy", policy))
    assert outcome.status == 6 and outcome.error["code"] == "policy.rejected", outcome
    assert "aspect_ratio" in outcome.error["message"]
    assert [("aspect_ratio" in fields) for _, fields in orders(exhibit)] == [True, False]
    [failed] = exhibit.entries("attempt.failed")
    assert failed["body"]["billed"] == "no"
    second = [e["body"] for e in exhibit.entries("attempt.started") if e["body"]["method"] == "POST"][1]
    assert second["fields_dropped"] == ["aspect_ratio"]
    assert outcome.result["proof"]["fields_dropped"] == ["aspect_ratio"]
    assert exhibit.verify().status == 0


def test_C6_only_once(answering):
    refusal = {"success": False, "error": "400 INVALID_ARGUMENT: no", "error_type": "invalid_argument"}
    exhibit = answering(lambda request: (422, refusal))
    failed = make(exhibit, "generate", judged=("--provider", "clacky"))
    assert failed.error["code"] == "provider.refused" and failed.error["billed"] == "no", failed
    sent = [request.json for request in exhibit.server.requests if request.method == "POST"]
    assert [("aspect_ratio" in body) for body in sent] == [True, False]


def test_C6_an_unknown_image_model_is_not_guessed_at(clacky):
    exhibit = clacky()
    failed = make(exhibit, "generate", "--prompt", "a cat [[fault:404]]")
    assert failed.status == 5 and failed.error["code"] == "model.not_found", failed
    assert "unknown image model" in failed.error["message"]
    assert len(orders(exhibit)) == 1


# C8: films


@pytest.mark.parametrize(
    "words, aspect, seconds, size",
    [
        ([], "landscape", 8, (1280, 720)),
        (["--aspect-ratio", "portrait", "--seconds", "4"], "portrait", 4, (720, 1280)),
    ],
)
def test_C8_a_film_with_its_length_and_cost(clacky, words, aspect, seconds, size):
    exhibit = clacky()
    result = made(make(exhibit, "video", *words))
    [body] = bodies(exhibit)
    assert (body["aspect_ratio"], body["duration_seconds"]) == (aspect, seconds)
    [output] = result["outputs"]
    assert output["media_type"] == "video/mp4" and output["duration_ms"] == seconds * 1000
    assert (output["width"], output["height"]) == size
    assert result["cost"]["micros"] == 42000 and result["cost"]["source"] == "echoed"
    assert exhibit.verify().status == 0


@pytest.mark.parametrize(
    "words", [["--seconds", "3"], ["--seconds", "9"], ["--aspect-ratio", "square"], ["--fps", "24"], ["--seed", "1"]]
)
def test_C8_other_values_are_refused_before_sending(clacky, words):
    exhibit = clacky()
    refused = make(exhibit, "video", *words)
    assert refused.status == 2 and refused.error["billed"] == "no", refused
    assert orders(exhibit) == []


def test_C8_a_first_frame(clacky, photo):
    exhibit = clacky()
    made(make(exhibit, "video", "--image", photo, "--seconds", "4"))
    [body] = bodies(exhibit)
    assert body["image"] == {"b64_json": base64.b64encode(photo.read_bytes()).decode(), "mime_type": "image/png"}
    assert exhibit.verify().status == 0


def test_C8_a_film_that_is_a_task_is_followed(clacky):
    exhibit = clacky("seedance")
    result = made(make(exhibit, "video", "--seconds", "4"))
    assert result["model"] == "doubao-seedance-1-0-pro" and result["outputs"][0]["media_type"] == "video/mp4"
    assert len(orders(exhibit)) == 1
    assert exhibit.verify().status == 0
    assert result["job"]["state"] == "succeeded"


# C9: speech


@pytest.mark.parametrize("words, voice", [([], "Kore"), (["--voice", "Puck"], "Puck")])
def test_C9_speech_is_a_wav_of_the_promised_shape(clacky, words, voice):
    exhibit = clacky()
    result = made(make(exhibit, "speech", *words))
    [body] = bodies(exhibit)
    assert (body["input"], body["voice"]) == ("an orange cat", voice)
    [output] = result["outputs"]
    assert output["media_type"] == "audio/wav" and output["path"].endswith(".wav") and "/tmp/audio/" in output["path"]
    assert output["sound"] == {"bits_per_sample": 16, "channels": 1, "sample_rate": 24000}
    assert output["duration_ms"] == 60 * len("an orange cat")
    assert "sound.other_shape" not in [note["code"] for note in result["notes"]]
    assert result["usage"] and result["cost"]["micros"] == 42000
    assert exhibit.verify().status == 0


def sound(rate, channels, frames=4800):
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setparams((channels, 2, rate, 0, "NONE", ""))
        file.writeframes(b"\x01\x00" * channels * frames)
    return buffer.getvalue()


@pytest.mark.parametrize("rate, channels, noted", [(24000, 1, False), (44100, 1, True), (24000, 2, True)])
def test_C9_a_wav_of_another_shape_is_a_note(answering, rate, channels, noted):
    def answer(request):
        path = json.loads(request.body)["output_dir"] + "/said.wav"
        with open(path, "wb") as file:
            file.write(sound(rate, channels))
        return 200, {"success": True, "audio": path, "model": "a-audio-model", "mime_type": "audio/wav"}

    exhibit = answering(answer)
    result = made(make(exhibit, "speech", judged=("--provider", "clacky")))
    assert ("sound.other_shape" in [note["code"] for note in result["notes"]]) == noted
    assert result["outputs"][0]["sound"] == {"bits_per_sample": 16, "channels": channels, "sample_rate": rate}
    assert exhibit.verify().status == 0


# C10: a long text


def test_C10_paragraphs_are_spoken_one_by_one_and_joined(clacky):
    exhibit = clacky()
    text = exhibit.work / "chapter.txt"
    text.write_text("The first one.\nStill the first.\n\n \nThe second one.\n\n\nThe third.\n")
    words = ["--input-file", text, "--split", "paragraphs", "--voice", "Charon", "--output", "chapter.wav"]
    result = made(make(exhibit, "speech", *words))
    spoken = bodies(exhibit)
    assert [body["input"] for body in spoken] == ["The first one.\nStill the first.", "The second one.", "The third."]
    assert {body["voice"] for body in spoken} == {"Charon"}
    assert len(result["parts"]) == 3 and len({part["run_id"] for part in result["parts"]}) == 3
    assert result["output"] == str(exhibit.work / "chapter.wav")
    with wave.open(result["output"]) as whole:
        joined = whole.readframes(whole.getnframes())
        assert (whole.getframerate(), whole.getnchannels(), whole.getsampwidth()) == (24000, 1, 2)
    frames = b""
    for part in result["parts"]:
        with wave.open(part["output"]) as file:
            frames += file.readframes(file.getnframes())
    assert joined == frames and joined
    assert "derived" in [output["role"] for output in result["outputs"]]
    assert exhibit.verify().status == 0


def test_C10_a_part_that_fails_keeps_what_was_made(clacky):
    exhibit = clacky()
    words = ["--input", "One.\n\nTwo [[fault:empty-data]].\n\nThree.", "--split", "paragraphs", "--output", "out.wav"]
    failed = make(exhibit, "speech", *words)
    assert failed.status == 5 and "1 of 3 parts were made" in failed.error["message"], failed
    assert len(orders(exhibit)) == 2, "nothing is bought after the failure"
    assert not (exhibit.work / "out.wav").exists()
    assert exhibit.verify().status == 0


# C11: asking first


@pytest.mark.parametrize("command, wait", [("generate", "2 minutes"), ("video", "3 minutes"), ("speech", "")])
def test_C11_confirm_without_a_terminal_sends_nothing_without_a_yes(clacky, command, wait):
    exhibit = clacky()
    refused = make(exhibit, command, "--confirm")
    assert refused.status == 2 and refused.error["code"] == "consent.missing", refused
    assert "--yes" in refused.error["hint"] and orders(exhibit) == []
    outcome = make(exhibit, command, "--confirm", "--yes")
    assert outcome.status == 0 and len(orders(exhibit)) == 1, outcome
    for word in ["an orange cat", "unknown", wait]:
        assert word in outcome.err, outcome
    assert exhibit.verify().status == 0


# C12: showing it


@pytest.mark.parametrize("command, name", [("video", "the film.mp4"), ("speech", "said (1).wav")])
def test_C12_film_and_sound_are_links(clacky, command, name):
    exhibit = clacky()
    flag = "--input" if command == "speech" else "--prompt"
    words = [command, flag, "an orange cat", *JUDGED, *QUICK, "--task-name", "cat", "--output", f"media/{name}"]
    outcome = exhibit(*words, "--markdown")
    assert outcome.status == 0, outcome
    escaped = name.replace(" ", "%20").replace("(", "%28").replace(")", "%29")
    assert outcome.out.splitlines()[-1] == f"[cat](file://{exhibit.work}/media/{escaped})"
    again = exhibit(*words, "--markdown-from", "notes/day.md", "--overwrite")
    assert again.out.splitlines()[-1] == f"[cat](../media/{escaped})", again
