"""`exhibit doctor` (parity A21): the six checks in their order, and this machine's; nothing is ever spent."""

import email.utils
import json
import time

import pytest
from loopback import refusal, response

SIX = ["config", "provider", "connection", "endpoint", "model", "extra_json"]
MACHINE = ["home", "ledger", "output", "space", "libraries", "clock"]
MODELS = {"object": "list", "data": [{"id": "gpt-image-2"}, {"id": "another"}]}
KEY = "sk-canary-0123456789abcdefghij"


def date(offset=0):
    return email.utils.formatdate(time.time() + offset, usegmt=True)


@pytest.fixture
def patient(exhibit, loopback):
    """A command whose provider answers GET /models as the test says."""

    def make(answer, **settings):
        exhibit.server = loopback(answer)
        exhibit.configure(exhibit.server.url, **settings)
        return exhibit

    return make


def examined(exhibit, *words, **options):
    found = exhibit("doctor", "--json", *words, **options)
    checks = found.result["checks"]
    assert [check["name"] for check in checks] == SIX + MACHINE
    for check in checks:
        assert check["state"] in ("ok", "wrong", "unknown") and check["message"]
        assert (check["code"] is not None) == (check["state"] == "wrong")
        if check["state"] == "wrong":
            assert check["fix"]
    wrong = [check for check in checks if check["state"] == "wrong"]
    assert found.json["ok"] == (found.status == 0) == (not wrong)
    if wrong:
        assert found.error["code"] == wrong[0]["code"]
    assert found.result["spent"] is False and KEY not in found.out + found.err
    return found, {check["name"]: check for check in checks}


def states(checks, *names):
    return [checks[name]["state"] for name in names]


def test_A21_a_healthy_provider_and_what_only_money_shows(patient):
    exhibit = patient(response(body=MODELS, headers={"Date": date()}))
    found, checks = examined(exhibit)
    assert found.status == 0, found
    assert states(checks, *SIX) == ["ok", "ok", "ok", "unknown", "unknown", "ok"]
    assert states(checks, *MACHINE) == ["ok"] * 6
    assert str(exhibit.folder / "openclaw.json") in checks["config"]["message"]
    assert found.result["provider"] == "happy" and found.result["provider_source"] == "OpenClaw config: happy"
    assert "$HAPPY_KEY" in checks["connection"]["message"] and "accepted" in checks["connection"]["message"]
    assert "the provider lists it" in checks["model"]["message"]
    assert [(request.method, request.path) for request in exhibit.server.requests] == [("GET", "/v1/models")]
    assert not exhibit.home.exists()
    text = exhibit("doctor").out.splitlines()
    assert [line.split()[1] for line in text if line.split()[:1] in (["ok"], ["unknown"])] == SIX + MACHINE
    assert text[-1] == "nothing is wrong, 2 cannot say; nothing was spent"


def test_A21_a_404_proves_nothing(patient):
    found, checks = examined(patient(refusal(404)))
    assert found.status == 0
    assert checks["endpoint"]["state"] == "unknown" and "proves nothing" in checks["endpoint"]["message"]
    assert "not proven" in checks["connection"]["message"]


@pytest.mark.parametrize("answer, name, status, code", [
    (refusal(401, f"bad key {KEY}"), "connection", 4, "authentication.failed"),
    (refusal(503), "endpoint", 7, "provider.busy"),
    (response(body=b"<html>welcome</html>", kind="text/html"), "endpoint", 1, "reply.unparsable"),
])
def test_A21_what_the_provider_says_is_wrong(patient, answer, name, status, code):
    found, checks = examined(patient(answer))
    assert found.status == status and checks[name]["code"] == code


def test_A21_a_provider_that_is_not_reached(patient, exhibit):
    exhibit.configure("http://127.0.0.1:1/v1")
    found, checks = examined(exhibit)
    assert found.status == 7 and checks["endpoint"]["code"] == "provider.unreachable"
    assert states(checks, "config", "provider", "connection") == ["ok"] * 3


def test_A21_each_check_waits_for_the_one_before(exhibit, loopback):
    found, checks = examined(exhibit)
    assert (found.status, checks["config"]["code"]) == (2, "config.missing")
    assert ".openclaw/openclaw.json" in checks["config"]["message"]
    broken = exhibit.folder / "broken.json"
    broken.write_text('{\n "models": }')
    found, checks = examined(exhibit, "--config", broken)
    assert found.status == 2 and "line 2, column 12" in checks["config"]["message"]
    assert states(checks, "provider", "connection", "endpoint", "model") == ["unknown"] * 4
    path = exhibit.configure("http://127.0.0.1:1/v1")
    found, checks = examined(exhibit, "--provider", "hapy")
    assert (found.status, checks["config"]["state"], checks["provider"]["code"]) == (2, "ok", "provider.not_found")
    assert '"happy"' in checks["provider"]["message"]
    found, checks = examined(exhibit, env={"HAPPY_KEY": ""})
    assert (checks["provider"]["state"], checks["connection"]["code"]) == ("ok", "provider.no_key")
    path.write_text(json.dumps({"models": {"providers": {"happy": {"apiKey": KEY}}}}))
    found, checks = examined(exhibit)
    assert checks["connection"]["code"] == "config.invalid" and "baseUrl" in checks["connection"]["message"]


def test_A21_the_model_and_the_extra_json(patient):
    exhibit = patient(response(body=MODELS))
    found, checks = examined(exhibit, "--model", "image-model")
    assert (found.status, checks["model"]["code"]) == (2, "model.placeholder")
    found, checks = examined(exhibit, "--model", "unlisted")
    assert found.status == 0 and "does not list it" in checks["model"]["message"]
    assert "provider lists it" in examined(exhibit, "--model", "another")[1]["model"]["message"]
    found, checks = examined(exhibit, "--extra-json", '{"style": "vivid"}')
    assert (found.status, checks["extra_json"]["state"]) == (0, "unknown")
    found, checks = examined(exhibit, "--extra-json", '{"style": }')
    assert (found.status, checks["extra_json"]["code"]) == (2, "json.invalid")


def test_A21_the_sandbox_is_all_well(exhibit):
    found, checks = examined(exhibit, "--provider", "sandbox")
    assert found.status == 0 and set(states(checks, *SIX, *MACHINE)) == {"ok"}


def test_A21_a_key_behind_a_command_is_asked_for(patient):
    exhibit = patient(response(body=MODELS), apiKey={"source": "exec", "provider": "vault", "id": "happy"})
    script = exhibit.folder / "vault"
    answer = json.dumps({"protocolVersion": 1, "values": {"happy": KEY}})
    script.write_text(f"#!/bin/sh\necho '{answer}'\n")
    script.chmod(0o700)
    path = exhibit.folder / "openclaw.json"
    document = json.loads(path.read_text())
    document["secrets"] = {"providers": {"vault": {"source": "exec", "command": str(script)}}}
    path.write_text(json.dumps(document))
    path.chmod(0o600)
    _, checks = examined(exhibit)
    assert "command vault" in checks["connection"]["message"] and "accepted" in checks["connection"]["message"]
    assert exhibit.server.requests[-1].header("Authorization") == f"Bearer {KEY}"
    path.chmod(0o666)
    found, checks = examined(exhibit)
    assert (found.status, checks["connection"]["code"]) == (2, "config.untrusted")


@pytest.mark.parametrize("offset, state", [(0, "ok"), (-200, "ok"), (-3600, "wrong"), (3600, "wrong")])
def test_A21_a_clock_that_is_an_hour_off(patient, offset, state):
    found, checks = examined(patient(response(body=MODELS, headers={"Date": date(offset)})))
    assert checks["clock"]["state"] == state
    assert (found.status, checks["clock"]["code"]) == ((1, "clock.skewed") if state == "wrong" else (0, None))


def test_A21_without_a_date_the_clock_is_unknown(patient):
    _, checks = examined(patient(response(body=MODELS)))
    assert checks["clock"]["state"] == "unknown"


def test_A21_a_ledger_that_does_not_open(exhibit):
    assert exhibit("doctor", "--provider", "sandbox").status == 0
    exhibit("ledger", "init")
    assert "opens" in examined(exhibit, "--provider", "sandbox")[1]["ledger"]["message"]
    (exhibit.home / "ledger.sqlite").write_bytes(b"not a database, but long enough to be looked at" * 100)
    found, checks = examined(exhibit, "--provider", "sandbox")
    assert (found.status, checks["ledger"]["code"]) == (12, "ledger.corrupt")


def test_A21_folders_that_cannot_be_made(exhibit):
    (exhibit.work / "tmp").write_text("a file where a folder should be")
    found, checks = examined(exhibit, "--provider", "sandbox", "--home", exhibit.work / "tmp/home")
    assert (found.status, checks["home"]["code"], checks["output"]["code"]) == (1, "ledger.read_only", "output.unwritable")
