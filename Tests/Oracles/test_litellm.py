"""A gateway that we did not write stands between us and the provider: litellm's proxy, in front of the sandbox.

What it changes on the way, what it adds and what it hides is in the proof, each with the level at which we know it.
"""

import base64
import hashlib
import json
import os
import pathlib
import secrets
import signal
import socket
import subprocess
import sys
import urllib.request

import pytest
from conftest import Exhibit, files_with, wait_until
from evidence import Ledger
from loopback import Loopback, pictures, response
from PIL import Image

MODEL = "gpt-image-1"
UPSTREAM = "sk-upstream-5d0c77a19be24f03"
MASTER = "sk-master-" + secrets.token_hex(24)


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


class LiteLLM:
    """The proxy as its own command runs it: one model, an upstream on loopback, no network and no retries of its own."""

    def __init__(self, folder, upstream):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/v1"
        config = {
            "model_list": [
                {
                    "model_name": MODEL,
                    "litellm_params": {"model": f"openai/{MODEL}", "api_base": upstream, "api_key": UPSTREAM},
                }
            ],
            "litellm_settings": {"num_retries": 0, "telemetry": False},
            "router_settings": {"num_retries": 0},
        }
        (folder / "litellm.yaml").write_text(json.dumps(config))
        self.log = open(folder / "litellm.log", "wb")
        self.process = subprocess.Popen(
            [pathlib.Path(sys.executable).with_name("litellm"), "--config", folder / "litellm.yaml", "--host", "127.0.0.1",
             "--port", str(self.port)],
            env={"PATH": os.environ["PATH"], "HOME": str(folder), "LITELLM_MASTER_KEY": MASTER, "NO_DOCS": "True",
                 "LITELLM_LOCAL_MODEL_COST_MAP": "True"},
            stdout=self.log, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        try:
            wait_until(self.is_up, seconds=180)
        except AssertionError:
            self.stop()
            raise AssertionError(pathlib.Path(self.log.name).read_text()) from None

    def is_up(self):
        assert self.process.poll() is None, pathlib.Path(self.log.name).read_text()
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health/liveliness", timeout=5) as answer:
                return answer.status == 200
        except OSError:
            return False

    def stop(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.log.close()


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory):
    """`sandbox serve`, for as long as the gateway needs it."""
    server = Exhibit(tmp_path_factory.mktemp("sandbox"))
    yield server.sandbox()
    server.stop()


@pytest.fixture(scope="module")
def gateways(tmp_path_factory, sandbox):
    """One proxy in front of the sandbox, and one in front of a provider whose every byte we see."""
    upstream = Loopback(pictures())
    made = LiteLLM(tmp_path_factory.mktemp("gateway"), sandbox), LiteLLM(tmp_path_factory.mktemp("seen"), upstream.url)
    yield made[0], made[1], upstream
    for gateway in made:
        gateway.stop()
    upstream.stop()


@pytest.fixture
def through(exhibit, gateways):
    exhibit.configure(gateways[0].url, name="gateway", key=MASTER)
    return exhibit


@pytest.fixture
def seen(exhibit, gateways):
    exhibit.configure(gateways[1].url, name="gateway", key=MASTER)
    exhibit.server = gateways[2]
    exhibit.server.requests.clear()
    exhibit.server.answers = [pictures()]
    return exhibit


@pytest.fixture(scope="module")
def photograph():
    skimage = pytest.importorskip("skimage")
    return pathlib.Path(skimage.__file__).parent / "data" / "chelsea.png"


@pytest.fixture
def mask(photograph, tmp_path):
    path = tmp_path / "mask.png"
    Image.new("RGBA", Image.open(photograph).size, (0, 0, 0, 0)).save(path)
    return path


def generate(exhibit, *words):
    return exhibit.generate("--provider", "gateway", "--model", MODEL, *words)


def edit(exhibit, photograph, mask, *words):
    return exhibit("edit", "--provider", "gateway", "--model", MODEL, "--prompt", "the same cat in evening light",
                   "--image", photograph, "--mask", mask, "--json", *words)  # fmt: skip


def digest(content):
    return hashlib.sha256(content).hexdigest()


def sound(exhibit):
    verified = exhibit.verify()
    assert verified.status == 0, verified
    assert files_with(exhibit.folder, MASTER.encode(), base64.b64encode(MASTER.encode())) == [], "the key is nowhere"
    assert files_with(exhibit.home, UPSTREAM.encode()) == []


def test_a_picture_through_the_gateway(through):
    outcome = generate(through, "--size", "320x192", "--output", "out.png")
    assert outcome.status == 0, outcome
    result = outcome.result
    assert Image.open(through.work / "out.png").size == (320, 192)
    assert result["proof"]["size"] == {"requested": "320x192", "echoed": "320x192", "observed": "320x192"}
    # The gateway drops the header that says so; the mark in the picture is still there.
    [response] = through.entries("response.received")
    assert "x-exhibit-sandbox" not in response["body"]["headers"]
    assert result["proof"]["simulated"] == {"observed": True}
    sound(through)


def test_the_gateways_own_words_are_in_the_proof_at_their_level(through):
    outcome = generate(through)
    assert outcome.status == 0, outcome
    [response] = through.entries("response.received")
    headers = response["body"]["headers"]
    assert headers["x-litellm-version"] and headers["x-litellm-model-id"]
    assert headers["x-litellm-model-api-base"].startswith("http://127.0.0.1:")
    assert outcome.result["request_id"] == headers["x-litellm-call-id"] == response["body"]["transport"]["request_id"]
    cost = outcome.result["cost"]
    assert cost["source"] == "echoed" and cost["micros"] == round(float(headers["x-litellm-response-cost"]) * 1e6) > 0
    [facts] = [
        json.loads(Ledger(through.home).blob(entry["body"]["facts_blob"])) for entry in through.entries("verdict")
    ]
    assert facts["cost"] == {"micros": cost["micros"], "currency": "USD", "source": "echoed"}
    assert facts["levels"]["cost"] == facts["levels"]["echoed"] == "echoed"
    # It names no model in its answer: what we asked for stays what we asked for.
    assert outcome.result["proof"]["model"] == {"requested": MODEL, "echoed": None}
    sound(through)


def test_a_photograph_and_its_mask_through_the_gateway(through, photograph, mask):
    outcome = edit(through, photograph, mask, "--size", "256x128", "--output", "out.png")
    assert outcome.status == 0, outcome
    assert Image.open(through.work / "out.png").size == (256, 128)
    [item] = outcome.result["input_images"]
    assert item["sha256"] == item["sent_sha256"] == digest(photograph.read_bytes())
    assert outcome.result["proof"]["mode"] == {"requested": "edit", "echoed": None}
    sound(through)


def test_what_the_gateway_hands_on_of_an_edit(seen, photograph, mask):
    """It builds the form anew, so its bytes are its own; the photograph and the mask arrive as we sent them."""
    outcome = edit(seen, photograph, mask, "--size", "1024x1024")
    assert outcome.status == 0, outcome
    [request] = seen.server.requests
    assert request.path == "/v1/images/edits" and request.header("Authorization") == f"Bearer {UPSTREAM}"
    parts = {part.name: part.content for part in request.parts}
    files = {part.name.removesuffix("[]"): part.content for part in request.parts if part.filename}
    assert files == {"image": photograph.read_bytes(), "mask": mask.read_bytes()}
    assert parts["prompt"] == b"the same cat in evening light" and parts["size"] == b"1024x1024"
    assert outcome.result["request_sha256"] != digest(request.body), "our record is of what we sent"
    assert MASTER.encode() not in request.bytes
    sound(seen)


def test_what_the_gateway_hands_on_of_a_generation(seen):
    outcome = generate(seen, "--size", "1024x1024", "--quality", "low", "--n", "1")
    assert outcome.status == 0, outcome
    [request] = seen.server.requests
    body = request.json
    assert body["prompt"] == "an orange cat by a window" and body["model"] == MODEL
    assert body["size"] == "1024x1024" and body["quality"] == "low" and body["n"] == 1
    [output] = outcome.result["outputs"]
    assert (seen.work / output["path"]).exists() and outcome.result["proof"]["simulated"] == {"observed": False}


def test_a_refusal_behind_the_gateway_is_one(seen):
    refused = {"error": {"message": "no such thing", "type": "invalid_request_error", "param": None, "code": "bad"}}
    seen.server.answers = [response(400, refused)]
    outcome = generate(seen)
    assert outcome.status == 5 and outcome.error["code"] == "provider.refused" and outcome.error["billed"] == "no"
    assert "no such thing" in outcome.error["message"]
    assert seen.verify().status == 0


def test_another_key_is_refused_before_anything_is_handed_on(seen):
    seen.env["HAPPY_KEY"] = "sk-somebody-elses-key-000000"
    outcome = generate(seen)
    assert outcome.status in (4, 5) and outcome.error["billed"] == "no", outcome
    assert seen.server.requests == []
