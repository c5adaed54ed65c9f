"""The jobs API (parity B): what each model is told, what is refused before sending, what proves where it ran."""

import json
import urllib.request
from datetime import datetime, timedelta

import pytest
from conftest import ROOT, interrupt, wait_until
from evidence import Ledger
from gateway import picture
from loopback import response

QUICK = ("--poll-interval", "0.05", "--retry-base-delay", "0", "--retry-jitter", "0")
JUDGED = ("--provider", "images-api", "--policy", "sandbox")


@pytest.fixture
def jobs(exhibit):
    """The jobs API of the sandbox, as the built-in provider finds it."""

    def serve(*faults):
        exhibit.base = exhibit.sandbox(*faults).removesuffix("/v1")
        exhibit.env["IMAGES_API_URL"] = exhibit.base
        return exhibit

    return serve


@pytest.fixture
def mask(exhibit):
    """As large as the photo."""
    path = exhibit.work / "hole.png"
    path.write_bytes(picture((255, 255, 255), (96, 64)))
    return path


def make(exhibit, command, *words, judged=JUDGED, **options):
    prompt = [] if command == "upscale" or "--prompt" in words else ["--prompt", "a lake at dawn"]
    return exhibit(command, *prompt, *judged, "--json", *QUICK, *words, **options)


def made(outcome):
    assert outcome.status == 0, outcome
    return outcome.result


def requests(exhibit):
    """What came to the server, as `METHOD path`."""
    with urllib.request.urlopen(exhibit.base + "/__sandbox/requests") as answer:
        return [f"{request['method']} {request['path']}" for request in json.load(answer)["requests"]]


def order(exhibit):
    """The only job that was ordered, as the ledger keeps its bytes."""
    [started] = [e["body"] for e in exhibit.entries("attempt.started") if e["body"]["path"] == "/jobs"]
    return json.loads(Ledger(exhibit.home).body(started["body_blob"]))


# What each model is for


@pytest.mark.parametrize(
    "words, said",
    [
        (["generate", "--model", "sdxl", "--image", "photo.png"], "flux-dev"),
        (["generate", "--model", "flux-schnell", "--image", "photo.png"], "flux-dev"),
        (["edit", "--model", "flux-dev", "--image", "photo.png", "--mask", "hole.png"], "flux-fill"),
        (["edit", "--model", "flux-fill", "--image", "photo.png"], "--mask"),
        (["generate", "--model", "flux-fill"], "image"),
        (["generate", "--model", "upscale"], "upscale"),
        (["generate", "--model", "wan-video"], "wan-video"),
        (["video"], "image"),
        (["video", "--model", "flux-dev", "--image", "photo.png"], "wan-video"),
        (["upscale", "--model", "flux-dev", "--image", "photo.png"], "upscale"),
        (["generate", "--size", "255x1024"], "256"),
        (["generate", "--size", "1024x2049"], "2048"),
        (["edit", "--image", "photo.png", "--denoise", "1.01"], "denoise"),
        (["edit", "--image", "photo.png", "--denoise", "-0.1"], "denoise"),
        (["generate", "--n", "2"], "n"),
        (["generate", "--quality", "high"], "quality"),
        (["generate", "--aspect-ratio", "square"], "aspect"),
    ],
)
def test_B2_B12_what_a_model_is_not_for_is_refused_before_anything_is_sent(jobs, photo, mask, words, said):
    exhibit = jobs()
    refused = make(exhibit, *words)
    assert refused.status == 2 and refused.error["billed"] == "no", refused
    assert said in refused.error["message"] + refused.error["hint"], refused
    assert requests(exhibit) == []
    assert not (exhibit.home / "ledger.sqlite").exists()


def test_B2_an_upscale_takes_no_prompt(jobs, photo):
    exhibit = jobs()
    assert make(exhibit, "upscale", "--image", photo, "--prompt", "larger").status == 2
    assert requests(exhibit) == []


@pytest.mark.parametrize("model, noted", [("flux-dev", True), ("flux-schnell", True), ("sdxl", False)])
def test_B2_a_negative_prompt_is_for_sdxl_and_a_warning_elsewhere(jobs, model, noted):
    exhibit = jobs()
    words = ["--model", model, "--size", "256x256", "--negative-prompt", "no people"]
    notes = [note["code"] for note in made(make(exhibit, "generate", *words))["notes"]]
    assert ("negative_prompt.ignored" in notes) == noted
    assert order(exhibit)["negative_prompt"] == "no people"


def test_B2_wan_video_heeds_a_negative_prompt(jobs, photo):
    exhibit = jobs()
    words = ["--image", photo, "--size", "256x256", "--negative-prompt", "no people"]
    result = made(make(exhibit, "video", *words))
    assert "negative_prompt.ignored" not in [note["code"] for note in result["notes"]]
    assert order(exhibit)["negative_prompt"] == "no people"


# The numbers of each model

SQUARE = {"width": 1024, "height": 1024}
FREE = {"seed": -1, "prompt": "a lake at dawn"}
DEV = {"steps": 20, "guidance_scale": 3.5, **FREE}


@pytest.mark.parametrize(
    "words, numbers",
    [
        (["generate"], {"model": "flux-dev", **SQUARE, **DEV}),
        (["generate", "--model", "flux-schnell"], {"model": "flux-schnell", **SQUARE, **DEV, "steps": 4}),
        (
            ["generate", "--model", "sdxl"],
            {"model": "sdxl", **SQUARE, **FREE, "steps": 25, "guidance_scale": 7.0},
        ),
        (["edit", "--image", "photo.png"], {"model": "flux-dev", **DEV, "denoise": 0.65}),
        (
            ["edit", "--image", "photo.png", "--mask", "hole.png"],
            {"model": "flux-fill", **DEV, "denoise": 1.0},
        ),
        (["upscale", "--image", "photo.png"], {"model": "upscale"}),
        (["video", "--image", "photo.png"], {"model": "wan-video", "width": 768, "height": 768, **DEV}),
        (
            ["generate", "--size", "512x768", "--steps", "7", "--guidance-scale", "1.25", "--seed", "42"],
            {"model": "flux-dev", "width": 512, "height": 768, "steps": 7, "guidance_scale": 1.25}
            | {"seed": 42, "prompt": "a lake at dawn"},
        ),
        (["edit", "--image", "photo.png", "--denoise", "0.3"], {"model": "flux-dev", **DEV, "denoise": 0.3}),
    ],
)
def test_B3_B12_the_numbers_of_each_model_are_sent(jobs, photo, mask, words, numbers):
    exhibit = jobs()
    made(make(exhibit, *words))
    sent = order(exhibit)
    uploaded = {name: sent.pop(name) for name in ["input_image", "mask_image"] if name in sent}
    assert sent == numbers
    assert len(uploaded) == words.count("--image") + words.count("--mask")
    assert len(set(uploaded.values())) == len(uploaded), "the mask is another file than the picture"
    assert exhibit.verify().status == 0


# Uploads


def test_B4_the_hash_of_an_input_is_recorded_before_its_upload(jobs, photo, mask):
    exhibit = jobs()
    result = made(make(exhibit, "edit", "--image", photo, "--mask", mask))
    assert requests(exhibit)[:3] == ["POST /upload", "POST /upload", "POST /jobs"]
    [intent] = exhibit.entries("request.intent")
    uploads = [e for e in exhibit.entries("attempt.started") if e["body"]["path"] == "/upload"]
    assert len(uploads) == 2 and all(intent["seq"] < upload["seq"] for upload in uploads)
    assert {given["role"] for given in intent["body"]["inputs"]} == {"image", "mask"}
    bodies = [Ledger(exhibit.home).body(upload["body"]["body_blob"]) for upload in uploads]
    for body, path in zip(bodies, [photo, mask]):
        assert path.read_bytes() in body and path.name.encode() not in body
    [image] = result["input_images"]
    assert image["sent_as"] == "input_image" and image["sha256"] == image["sent_sha256"]
    assert exhibit.verify().status == 0


def test_B4_an_upload_that_is_refused_orders_no_job(jobs, photo):
    exhibit = jobs("503")
    failed = make(exhibit, "edit", "--image", photo)
    assert failed.status == 7 and failed.error["billed"] == "no", failed
    assert requests(exhibit) == ["POST /upload"]


# Following a job


def test_B5_each_change_and_the_position_stand_in_the_progress_lines(jobs):
    exhibit = jobs()
    outcome = exhibit("generate", "--prompt", "a lake", *JUDGED, *QUICK, "--size", "256x256")
    assert outcome.status == 0, outcome
    waiting = [line.split(maxsplit=1)[1] for line in outcome.err.splitlines() if line.startswith("waiting")]
    assert waiting == ["queued, position 1", "processing", "completed"]
    [submitted] = exhibit.entries("job.submitted")
    assert submitted["body"]["position"] == 1


def test_B5_the_end_of_a_job_is_recorded_when_the_last_poll_names_the_media(exhibit):
    exhibit.env |= {"OPENAI_API_KEY": "any-key", "OPENAI_BASE_URL": exhibit.sandbox()}
    words = ["--model", "sandbox-video-newapi", "--seconds", "1", "--size", "64x64"]
    result = made(make(exhibit, "video", *words, judged=("--provider", "openai", "--policy", "sandbox")))
    assert exhibit.verify().status == 0
    reports = [e["body"]["raw"] for e in exhibit.entries() if e["type"] in ("job.submitted", "job.status")]
    # A change can be one of progress alone.
    assert list(dict.fromkeys(reports)) == ["queued", "in_progress", "completed"]
    assert result["job"]["state"] == "succeeded" and result["job"]["polls"] == 3


def test_B7_source_seed_and_model_of_the_headers_are_proof(jobs):
    proof = made(make(jobs(), "generate", "--seed", "42", "--size", "256x256"))["proof"]
    assert proof["source"]["echoed"] == "local"
    assert proof["seed"]["requested"] == "42" and proof["seed"]["echoed"] == "42"
    assert proof["model"] == {"requested": "flux-dev", "echoed": "flux-dev"}


def test_B7_a_seed_that_the_server_chose_makes_the_same_picture_again(jobs):
    exhibit = jobs()
    words = ["generate", "--size", "256x256"]
    first = made(make(exhibit, *words))
    again = made(make(exhibit, *words, "--seed", first["proof"]["seed"]["echoed"]))
    assert first["outputs"][0]["sha256"] == again["outputs"][0]["sha256"]


@pytest.mark.parametrize("faults, status, verdict", [([], 0, "accepted"), (["cloud"], 6, "rejected")])
def test_B7_a_policy_catches_a_cloud_that_stepped_in(jobs, faults, status, verdict):
    exhibit = jobs(*faults)
    policy = ROOT / "policies/examples/no-cloud-fallback.json"
    words = ["--provider", "images-api", "--policy", policy]
    outcome = make(exhibit, "generate", "--size", "256x256", judged=words)
    assert outcome.status == status and outcome.result["acceptance"]["verdict"] == verdict, outcome
    if faults:
        assert outcome.error["code"] == "policy.rejected" and outcome.error["billed"] == "yes"
    assert exhibit.verify().status == 0


def test_B8_the_result_is_fetched_at_once_after_the_end(jobs):
    exhibit = jobs()
    made(make(exhibit, "generate", "--size", "256x256"))
    [job] = exhibit.sql("SELECT remote_id FROM job")[0]
    assert requests(exhibit)[1:] == [f"GET /jobs/{job}"] * 3 + [f"GET /jobs/{job}/result"]


def test_B8_a_result_that_is_forgotten_when_it_is_fetched_is_expired(jobs):
    exhibit = jobs("result:404")
    failed = make(exhibit, "generate", "--size", "256x256")
    assert failed.error["code"] == "job.expired" and failed.error["billed"] == "maybe", failed
    assert requests(exhibit).count("POST /jobs") == 1
    assert exhibit.verify().status == 0


# Busy


def test_B9_a_full_queue_is_asked_again_after_what_it_says(jobs):
    exhibit = jobs("429:1x1")
    result = made(make(exhibit, "generate", "--size", "256x256"))
    assert result["attempts"] == 2 and requests(exhibit).count("POST /jobs") == 2
    [failed] = exhibit.entries("attempt.failed")
    assert failed["body"]["code"] == "provider.busy" and failed["body"]["billed"] == "no"
    assert failed["body"]["not_before"] > failed["ts"]
    second = [e for e in exhibit.entries("attempt.started") if e["body"]["path"] == "/jobs"][1]
    assert second["ts"] >= failed["body"]["not_before"]
    assert exhibit.verify().status == 0


def test_B9_a_full_queue_that_says_nothing_is_asked_again_after_thirty_seconds(exhibit, loopback):
    server = loopback(response(429, {"detail": "Job queue is full"}))
    exhibit.env["IMAGES_API_URL"] = server.url.removesuffix("/v1")
    process = exhibit.start("generate", "--prompt", "p", "--provider", "images-api", *QUICK)
    [failed] = wait_until(
        lambda: exhibit.home.joinpath("ledger.sqlite").exists() and exhibit.entries("attempt.failed")
    )
    interrupt(process)
    process.communicate(timeout=30)
    earliest = datetime.fromisoformat(failed["body"]["not_before"])
    answered = datetime.fromisoformat(exhibit.entries("response.received")[0]["ts"])
    assert earliest >= answered + timedelta(seconds=29)
    assert len(server.requests) == 1


def test_B9_a_generator_that_is_off_is_not_asked_again(jobs):
    exhibit = jobs("503")
    failed = make(exhibit, "generate")
    assert failed.status == 7 and failed.error["code"] == "provider.busy", failed
    assert failed.error["billed"] == "no" and failed.result["attempts"] == 1
    assert requests(exhibit) == ["POST /jobs"]
    assert exhibit.verify().status == 0


# Models


def test_B11_the_models_of_the_server_are_listed(jobs):
    exhibit = jobs()
    result = made(exhibit("provider", "models", "images-api", "--json"))
    assert result["files"]["upscale_models"] == ["RealESRGAN_x4plus.pth"]
    names = {model["name"] for model in result["models"]}
    assert names >= {"flux-dev", "flux-schnell", "flux-fill", "sdxl", "upscale", "wan-video"}
    assert requests(exhibit) == ["GET /models"]


# Enlarged pictures


def test_B15_an_upscale_is_four_times_as_large(jobs, photo):
    exhibit = jobs()
    result = made(make(exhibit, "upscale", "--image", photo))
    [output] = result["outputs"]
    assert (output["width"], output["height"]) == (4 * 96, 4 * 64)
    assert result["mode"] == "upscale" and result["model"] == "upscale"
    assert exhibit.verify().status == 0


def test_B15_an_upscale_of_another_size_is_a_failure(jobs, photo):
    exhibit = jobs("other-size")
    failed = make(exhibit, "upscale", "--image", photo)
    assert failed.status != 0 and failed.error["code"] == "media.unexpected_size", failed
    assert "384x256" in failed.error["message"]
    assert exhibit.verify().status == 0


# Films


def test_B16_a_film_is_an_animated_webp_whose_frames_are_counted(jobs, photo):
    exhibit = jobs()
    result = made(make(exhibit, "video", "--image", photo, "--size", "320x256"))
    [output] = result["outputs"]
    assert output["media_type"] == "image/webp"
    assert (output["width"], output["height"]) == (320, 256)
    assert (output["frames"], output["duration_ms"]) == (80, 5000)
    assert output["path"].endswith(".webp") and "/tmp/videos/" in output["path"]
    assert result["input_images"][0]["sent_as"] == "input_image"
    assert exhibit.verify().status == 0


@pytest.mark.parametrize("size, warned", [("1280x720", False), ("1296x720", True), ("720x1296", True)])
def test_B16_more_than_1280x720_is_a_warning(jobs, photo, size, warned):
    exhibit = jobs("job-fails")
    failed = make(exhibit, "video", "--image", photo, "--size", size)
    assert failed.error["code"] == "job.failed", failed
    assert ("size.slow" in [note["code"] for note in failed.result["notes"]]) == warned


def test_B16_how_long_a_film_takes_is_said(jobs, photo):
    exhibit = jobs("job-fails")
    outcome = exhibit("video", "--prompt", "p", "--image", photo, *JUDGED, *QUICK)
    assert outcome.err.splitlines()[0].startswith("asking") and "10 minutes" in outcome.err.splitlines()[0]


def test_B16_one_film_at_a_time_across_processes(jobs, photo):
    exhibit = jobs("job-stuck")
    words = ["video", "--prompt", "p", "--image", photo, *JUDGED, *QUICK]
    first = exhibit.start(*words)
    wait_until(lambda: "POST /jobs" in requests(exhibit))
    second = exhibit.start(*words)
    assert "images-api takes one request at a time" in second.stderr.readline()
    assert requests(exhibit).count("POST /jobs") == 1 and requests(exhibit).count("POST /upload") == 1
    interrupt(second)
    assert "nothing was sent" in second.communicate(timeout=30)[1]
    interrupt(first)
    first.communicate(timeout=30)
    assert requests(exhibit).count("POST /jobs") == 1


def test_B16_a_picture_does_not_wait_for_a_film(jobs, photo):
    exhibit = jobs()
    film = exhibit.start("video", "--prompt", "p [[fault:job-stuck]]", "--image", photo, *JUDGED, *QUICK)
    wait_until(lambda: "POST /jobs" in requests(exhibit))
    made(make(exhibit, "generate", "--size", "256x256"))
    interrupt(film)
    film.communicate(timeout=30)


# Whole files


@pytest.mark.parametrize(
    "words, fault",
    [
        (["generate", "--size", "256x256"], "truncated-image"),
        (["generate", "--size", "256x256"], "corrupt-image"),
        (["upscale"], "truncated-image"),
        (["video", "--size", "256x256"], "truncated-image"),
    ],
)
def test_B17_a_file_that_is_not_whole_fails_the_run(jobs, photo, words, fault):
    exhibit = jobs(fault)
    given = [] if words[0] == "generate" else ["--image", photo]
    failed = make(exhibit, *words, *given, "--output", "out.file")
    assert failed.status == 1 and failed.error["code"] == "media.undecodable", failed
    assert failed.result["state"] == "failed" and failed.error["billed"] in ("yes", "maybe")
    assert not (exhibit.work / "out.file").exists()
    assert exhibit.verify().status == 0


def test_B17_an_empty_file_fails_the_run(exhibit, loopback):
    job = {"job_id": "5f4063f58536f3685f4063f58536f368", "status": "completed"}
    answers = [response(body=job), response(body=job), response(body=b"", kind="image/png")]
    server = loopback(*answers)
    exhibit.env["IMAGES_API_URL"] = server.url.removesuffix("/v1")
    failed = make(exhibit, "generate", "--output", "out.png", judged=("--provider", "images-api"))
    assert failed.status == 5 and failed.error["code"] == "reply.no_media", failed
    assert failed.result["state"] == "failed" and failed.error["billed"] == "maybe"
    assert not (exhibit.work / "out.png").exists() and len(server.requests) == 3
    assert exhibit.verify().status == 0


# Exactly this file


@pytest.mark.parametrize(
    "words", [["generate", "--size", "256x256"], ["edit"], ["upscale"], ["video", "--size", "256x256"]]
)
def test_B18_input_and_output_are_files(jobs, photo, words):
    exhibit = jobs()
    given = [] if words[0] == "generate" else ["--input", photo]
    name = "a/film.webp" if words[0] == "video" else "a/picture.png"
    result = made(make(exhibit, *words, *given, "--output", name))
    assert result["output"] == str(exhibit.work / name)
    assert (exhibit.work / name).stat().st_size == result["outputs"][0]["bytes"] > 0
    before = len(requests(exhibit))
    again = make(exhibit, *words, *given, "--output", name)
    assert again.status == 2 and again.error["code"] == "output.exists", again
    assert len(requests(exhibit)) == before, "refused before anything was sent"


def test_B18_a_film_keeps_a_name_that_contradicts_it(jobs, photo):
    exhibit = jobs()
    words = ["video", "--input", photo, "--size", "256x256", "--output", "film.mp4"]
    result = made(make(exhibit, *words))
    assert "media_type.differs_from_name" in [note["code"] for note in result["notes"]]
    assert (exhibit.work / "film.mp4").read_bytes()[8:12] == b"WEBP"


# How often, and how long


@pytest.mark.parametrize(
    "row, command, words, interval, deadline",
    [
        ("B5", "generate", [], 5_000, 600_000),
        ("B5", "generate", ["--poll-interval", "0.5", "--timeout-ms", "90000"], 500, 90_000),
        ("B16", "video", ["--image", "photo.png"], 10_000, 900_000),
        ("B16", "video", ["--image", "photo.png", "--poll-interval", "2", "--max-polls", "7"], 2_000, 14_000),
    ],
)
def test_B5_B16_the_dry_run_shows_how_a_job_would_be_followed(exhibit, photo, row, command, words, interval, deadline):
    exhibit.env["IMAGES_API_URL"] = "http://127.0.0.1:9"
    outcome = exhibit(command, "--prompt", "a lake", "--provider", "images-api", "--dry-run", "--json", *words)
    assert made(outcome)["polling"] == {"interval_ms": interval, "deadline_ms": deadline}, row


# What the server says instead of a result


def serving(exhibit, loopback, *results):
    """A jobs server whose job is done at once, and whose result answers these one after the other."""
    answers = list(results)

    def answer(request, connection):
        if request.method == "POST":
            return response(body={"job_id": "job-1", "status": "queued", "position": 1})
        if not request.path.endswith("/result"):
            return response(body={"job_id": "job-1", "status": "completed"})
        return answers.pop(0) if len(answers) > 1 else answers[0]

    exhibit.server = loopback(answer)
    exhibit.env["IMAGES_API_URL"] = exhibit.server.origin
    return exhibit


def test_B6_a_result_that_is_not_there_yet_is_asked_for_again(exhibit, loopback):
    early = response(202, {"job_id": "job-1", "status": "processing"})
    serving(exhibit, loopback, early, early, response(body=picture(size=(256, 256)), kind="image/png"))
    judged = ("--provider", "images-api")
    result = made(make(exhibit, "generate", "--size", "256x256", judged=judged))
    assert result["state"] == "succeeded" and result["outputs"][0]["width"] == 256
    assert [request.path for request in exhibit.server.requests].count("/jobs/job-1/result") == 3
    assert [request.method for request in exhibit.server.requests].count("POST") == 1
    # 202 is no end: the job is followed as the answer says it stands.
    states = [e["body"]["state"] for e in exhibit.entries("job.status")]
    assert states[:2] == ["succeeded", "running"] and states[-1] == "succeeded"
    assert exhibit.verify().status == 0


def test_B6_a_result_of_a_cancelled_job_is_no_result(exhibit, loopback):
    serving(exhibit, loopback, response(410, {"detail": "Job was cancelled"}))
    ended = make(exhibit, "generate", "--size", "256x256", judged=("--provider", "images-api"))
    assert (ended.status, ended.error["code"], ended.error["billed"]) == (1, "job.cancelled", "maybe"), ended
    assert ended.result["state"] == "failed"
    assert [e["body"]["status"] for e in exhibit.entries("response.received")] == [200, 410]
    assert exhibit.verify().status == 0


# Plain http


def team(exhibit, host, key=False, allowed=False):
    """A jobs server at this address, with or without a key, as the user's own configuration names it."""
    exhibit.env["OPENCLAW_CONFIG"] = str(exhibit.folder / "openclaw.json")
    provider = {"baseUrl": f"http://{host}:9", "models": [], **({"apiKey": "sk-canary-0123456789abcdefghij"} if key else {})}
    (exhibit.folder / "openclaw.json").write_text(json.dumps({"models": {"providers": {"team": provider}}}))
    exhibit.home.mkdir()
    own = {"dialect": "jobs", **({"allow_http": True} if allowed else {})}
    (exhibit.home / "config.json").write_text(json.dumps({"providers": {"team": own}}))
    return lambda *words: exhibit.generate("--provider", "team", "--max-attempts", "1", *words)


@pytest.mark.parametrize("host", ["8.8.8.8", "[2001:4860:4860::8888]"])
def test_B1_plain_http_never_leads_to_the_internet_by_itself(exhibit, host):
    refused = team(exhibit, host)()
    assert (refused.status, refused.error["code"], refused.error["billed"]) == (1, "address.refused", "no"), refused
    assert exhibit.entries("response.received") == []
    assert exhibit.verify().status == 0


@pytest.mark.parametrize("key, allowed, host, code", [
    (False, False, "127.0.0.1", None), (False, False, "10.1.2.3", None), (False, False, "169.254.7.7", None),
    (True, False, "127.0.0.1", None), (True, False, "10.1.2.3", "provider.insecure"),
    (True, False, "169.254.7.7", "provider.insecure"), (True, True, "10.1.2.3", None),
])
def test_B1_a_key_goes_over_plain_http_to_this_machine_only(exhibit, key, allowed, host, code):
    planned = team(exhibit, host, key, allowed)("--dry-run")
    assert (planned.status, planned.error and planned.error["code"]) == ((2, code) if code else (0, None)), planned
