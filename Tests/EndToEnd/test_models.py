"""What is known of models: the dated table, the home's own, and what a provider lists (parity A22, B11)."""

import datetime
import json

import pytest
from gateway import picture, reply

LIST = {
    "object": "list",
    "data": [
        {"id": "gpt-image-2-2026-04-21", "object": "model", "shutdown_date": None},
        {"id": "gpt-image-1.5", "object": "model", "shutdown_date": "2026-12-01"},
        {"id": "house-painter\u001b[31m", "object": "model"},
    ],
}
JOBS = {
    "checkpoints": ["sd_xl_base_1.0.safetensors"], "diffusion_models": ["flux1-dev.safetensors"], "loras": [],
    "upscale_models": ["4x-UltraSharp.pth"], "controlnet": [], "style_models": [],
}


def answering(status, body):
    return lambda request: (status, {}, body if isinstance(body, bytes) else json.dumps(body).encode())


def pictures(request):
    return (200, {}, reply(picture(size=(1024, 1024))))


def models(outcome):
    return {model["name"]: model for model in outcome.result["models"]}


def table(exhibit, *rows, as_of="2026-11-21"):
    """The home's own models.json."""
    exhibit.home.mkdir(exist_ok=True)
    (exhibit.home / "models.json").write_text(
        json.dumps({"schema": "exhibit.models/1", "as_of": as_of, "models": list(rows)}))


def notes(outcome):
    return {note["code"]: note["message"] for note in outcome.result["notes"]}


# A22: help, and the table alone


def test_A22_help_models_prints_the_dated_table(exhibit):
    shown = exhibit("help", "models")
    assert shown.status == 0
    assert "What was known of models on 2026-11-21." in shown.out
    block = shown.out.split("\nwan-video\n")[1].split("\n\n")[0]
    assert "makes     video" in block and "921600" in block and "price     unknown" in block
    assert "what is white in the mask is painted anew" in shown.out.split("\nflux-fill\n")[1].split("\n\n")[0]
    assert max(map(len, shown.out.splitlines())) <= 80


def test_A22_help_references_says_how_pictures_travel(exhibit):
    shown = exhibit("help", "references")
    assert shown.status == 0
    for word in ("--image", "--reference-image", "image[]", "/images/edits", "mask", "never left out silently"):
        assert word in shown.out


def test_A22_without_a_provider_the_table_is_shown(exhibit):
    shown = exhibit("provider", "models", "--json")
    assert shown.status == 0
    assert shown.result["provider"] is None and shown.result["answered"] is False
    found = models(shown)
    assert found["gpt-image-2"]["listed"] is None and found["gpt-image-2"]["known"] is True
    assert found["gpt-image-2"]["mask"] == "transparent" and found["flux-fill"]["mask"] == "white"
    assert found["gpt-image-1.5"]["shutdown"] == "2026-12-01"
    assert found["sdxl"]["price"] == "unknown" and found["sdxl"]["prices"] is None
    assert set(found["gpt-image-2"]["sources"].values()) <= set(shown.result["sources"])


def test_A22_offline_asks_nobody(gateway, exhibit):
    server = gateway(answering(200, LIST))
    shown = exhibit("provider", "models", "--offline", "--json")
    assert shown.status == 0 and shown.result["provider"] == "happy"
    assert {model["dialect"] for model in shown.result["models"]} == {"openai"}
    assert server.requests == []
    missing = exhibit("provider", "models", "nobody", "--offline", "--json")
    assert missing.status == 2 and missing.error["code"] == "provider.not_found"


# A22: what the provider lists


def test_A22_a_listed_model_stands_beside_what_is_known_of_it(gateway, exhibit):
    server = gateway(answering(200, LIST))
    shown = exhibit("provider", "models", "happy", "--json")
    assert shown.status == 0 and shown.result["answered"] is True and shown.result["status"] == 200
    found = models(shown)
    assert found["gpt-image-2"]["listed"] is True  # by its dated name
    assert found["gpt-image-2.6-flare"]["listed"] is False
    assert found["gpt-image-1.5"]["provider_shutdown"] == "2026-12-01"
    stranger = found["house-painter [31m"]
    assert stranger["known"] is False and stranger["listed"] is True and stranger["price"] == "unknown"
    assert "flux-dev" not in found
    assert [(request.method, request.path) for request in server.requests] == [("GET", "/v1/models")]
    assert shown.result["spent"] is False
    assert not (exhibit.home / "ledger.sqlite").exists()


def test_A22_people_read_the_same(gateway, exhibit):
    gateway(answering(200, LIST))
    shown = exhibit("provider", "models")
    assert shown.status == 0
    assert "\ngpt-image-2   listed\n" in shown.out
    assert "gpt-image-1.5   listed   the provider: shuts down on 2026-12-01\n" in shown.out
    assert "\ngpt-image-2.6-sunburst   not listed\n" in shown.out
    assert "also listed, not in the table: house-painter" in shown.out
    assert shown.out.rstrip().endswith("nothing was spent")
    assert "\x1b" not in shown.out and exhibit.env["HAPPY_KEY"] not in shown.out + shown.err


def test_A22_the_sandbox_lists_models_too(exhibit):
    shown = exhibit("provider", "models", "sandbox", "--json")
    assert shown.status == 0 and models(shown)["gpt-image-2"]["listed"] is True


def test_A22_a_provider_without_a_list_proves_nothing(gateway, exhibit):
    gateway(answering(404, {"error": {"message": "no such route"}}))
    shown = exhibit("provider", "models", "--json")
    assert shown.status == 0 and shown.result["answered"] is False
    assert {model["listed"] for model in shown.result["models"]} == {None}
    assert "does not list its models, which proves nothing" in exhibit("provider", "models").out


@pytest.mark.parametrize(
    "status,body,exit,code",
    [
        (401, {"error": {"message": "bad key sk-canary-0123456789abcdefghij"}}, 4, "authentication.failed"),
        (503, {"error": {"message": "later"}}, 7, "provider.busy"),
        (200, {"hello": "world"}, 1, "reply.unparsable"),
        (200, b"<html><title>Welcome</title></html>", 1, "reply.unparsable"),
    ],
)
def test_A22_a_failed_question_still_shows_the_table(gateway, exhibit, status, body, exit, code):
    gateway(answering(status, body))
    shown = exhibit("provider", "models", "--json")
    assert shown.status == exit and shown.error["code"] == code and shown.error["billed"] == "no"
    assert models(shown)["gpt-image-2"]["listed"] is None
    assert exhibit.env["HAPPY_KEY"] not in shown.out + shown.err


def test_A22_a_provider_that_is_not_there_still_shows_the_table(gateway, exhibit):
    gateway(answering(200, LIST)).stop()
    shown = exhibit("provider", "models", "--json")
    assert shown.status == 7 and shown.error["code"] == "provider.unreachable"
    assert "gpt-image-2" in models(shown)


# A22: the home's own table


def test_A22_the_homes_table_goes_before_the_shipped_one(exhibit):
    table(
        exhibit,
        {"name": "gpt-image-2", "max_n": 3, "prices": [{"unit": "image", "micros": 30000, "currency": "EUR"}]},
        {"name": "house-painter", "kinds": ["image"], "sizes": {"listed": ["640x480"]}},
        as_of="2027-01-15",
    )
    shown = exhibit("provider", "models", "--json")
    found = models(shown)
    assert shown.result["as_of"] == "2027-01-15"
    assert found["gpt-image-2"]["max_n"] == 3 and found["gpt-image-2"]["max_inputs"] == 16
    assert found["gpt-image-2"]["price"] == "0.03 EUR a picture"
    assert found["gpt-image-2"]["sources"]["max_n"] == "models.json"
    assert found["house-painter"]["sizes"] == "640x480"


@pytest.mark.parametrize(
    "text,line,column",
    [
        ('{"schema": "exhibit.models/1",\n "as_of": "2026-11-21",\n "models": [{"name": "a", "max_m": 1}]}', 3, 27),
        ('{"schema": "exhibit.models/1",\n "as_of": "soon", "models": []}', 2, 2),
        ('{"schema": \n x}', 2, 2),
    ],
)
def test_A22_a_fault_in_the_homes_table_is_told_with_its_place(gateway, exhibit, text, line, column):
    server = gateway(pictures)
    exhibit.home.mkdir(exist_ok=True)
    (exhibit.home / "models.json").write_text(text)
    for words in (["provider", "models", "--json"], ["generate", "--prompt", "a cat", "--json"]):
        shown = exhibit(*words)
        assert shown.status == 2 and shown.error["code"] == "config.invalid"
        assert f"models.json: line {line}, column {column}" in shown.error["message"]
    assert server.requests == []


# A22: what the table says against a request is a note


def test_A22_a_model_that_is_unknown_is_sent_with_a_note(gateway, exhibit):
    gateway(pictures)
    made = exhibit.generate("--model", "house-painter")
    assert made.status == 0
    assert "house-painter is not in the model table of 2026-11-21" in notes(made)["model.unknown"]


def test_A22_a_model_that_the_table_knows_is_sent_without_a_note(gateway, exhibit):
    gateway(pictures)
    made = exhibit.generate("--model", "gpt-image-2", "--size", "1024x1024")
    assert made.status == 0 and notes(made) == {}


@pytest.mark.parametrize("days,code", [(-1, "model.shut_down"), (0, "model.shut_down"), (30, "model.shutting_down"), (31, None)])
def test_A22_a_shutdown_is_told_from_thirty_days_before(gateway, exhibit, days, code):
    gateway(pictures)
    # The command may run just after midnight, so a day is tried again when the date has changed meanwhile.
    for _ in range(2):
        today = datetime.datetime.now(datetime.timezone.utc).date()
        shutdown = (today + datetime.timedelta(days=days)).isoformat()
        table(exhibit, {"name": "house-painter", "shutdown": shutdown})
        made = exhibit.generate("--model", "house-painter")
        if today == datetime.datetime.now(datetime.timezone.utc).date():
            break
    assert made.status == 0
    assert list(notes(made)) == ([code] if code else [])
    assert code is None or shutdown in notes(made)[code]


def test_A22_a_size_that_the_model_may_not_make_is_sent_with_a_note(gateway, exhibit):
    server = gateway(pictures)
    made = exhibit.generate("--model", "gpt-image-2", "--size", "1000x1000")
    assert "an edge of 1000 is no multiple of 16" in notes(made)["size.outside_model"]
    assert server.requests[-1].json["size"] == "1000x1000"


def test_A22_the_dry_run_has_the_notes_too(gateway, exhibit):
    gateway(pictures)
    shown = exhibit("generate", "--prompt", "a cat", "--model", "gpt-image-2", "--size", "1000x1000", "--dry-run")
    assert shown.status == 0 and "note        gpt-image-2 may not make 1000x1000" in shown.out


def test_A22_the_sandbox_has_no_models_to_warn_of(exhibit):
    made = exhibit.generate("--provider", "sandbox", "--model", "any-name", "--size", "64x64")
    assert made.status == 0 and notes(made) == {}


# B11: the jobs API


def jobs(exhibit):
    exhibit.home.mkdir(exist_ok=True)
    (exhibit.home / "config.json").write_text(json.dumps({"providers": {"happy": {"dialect": "jobs"}}}))


def test_B11_the_models_of_a_jobs_service_are_its_files_beside_the_table(gateway, exhibit):
    server = gateway(answering(200, JOBS))
    jobs(exhibit)
    shown = exhibit("provider", "models", "--json")
    assert shown.status == 0 and shown.result["dialect"] == "jobs" and shown.result["answered"] is True
    assert shown.result["files"] == JOBS
    found = models(shown)
    assert set(found) == {
        "flux-dev", "flux-schnell", "flux-fill", "flux-canny", "flux-depth", "flux-kontext", "sdxl", "upscale", "wan-video"}
    assert {model["listed"] for model in found.values()} == {None}  # files are not what a request names
    assert found["flux-fill"]["mask"] == "white" and found["flux-fill"]["max_inputs"] == 1
    assert [(request.method, request.path) for request in server.requests] == [("GET", "/v1/models")]
    people = exhibit("provider", "models").out
    assert "diffusion_models: flux1-dev.safetensors" in people and "loras: none" in people


def test_B11_a_jobs_service_that_is_down_is_busy(gateway, exhibit):
    gateway(answering(503, {"detail": "ComfyUI is not reachable"}))
    jobs(exhibit)
    shown = exhibit("provider", "models", "--json")
    assert shown.status == 7 and shown.error["code"] == "provider.busy" and "flux-dev" in models(shown)
