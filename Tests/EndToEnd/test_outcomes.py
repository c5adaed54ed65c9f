"""How each end of an attempt is recorded (formats.md): one test a row.

Each run meets a server that counts the requests that really came.
"""

import base64
import datetime
import hashlib
import io
import json
import random
import signal
import ssl
import subprocess
import urllib.parse
import urllib.request

import pytest
from conftest import files_with, wait_until
from gateway import picture, reply
from loopback import (
    chunked,
    closing,
    encoded,
    endless,
    padded,
    pictures,
    raw_data,
    refusal,
    reset,
    response,
    silence,
)
from PIL import Image

KEY = "sk-canary-0123456789abcdefghij"
HTML = b"<!doctype html><title>Welcome</title><p>nothing here"


@pytest.fixture
def pinned(exhibit, loopback):
    """The provider `happy` with a server that counts."""
    exhibit.server = loopback(pictures())
    exhibit.configure(exhibit.server.url)
    return exhibit


def settings(exhibit, **provider):
    exhibit.home.mkdir(exist_ok=True)
    (exhibit.home / "config.json").write_text(json.dumps({"providers": {"happy": provider}}))


def ended(exhibit, outcome, status, code, state, billed, requests, attempts=None):
    """The whole row: exit, code, state, billing, what the server got, what the ledger says; and the evidence holds."""
    assert outcome.status == status, outcome
    document = outcome.json
    assert document["ok"] is (status == 0)
    assert document["error"]["code"] == code, outcome
    assert document["error"]["billed"] == billed, outcome
    assert document["error"]["hint"] and document["error"]["message"]
    assert document["result"]["state"] == state
    assert document["result"]["ok"] is False
    attempts = requests if attempts is None else attempts
    assert document["result"]["attempts"] == attempts
    assert len(exhibit.server.posts) == requests
    assert len([entry for entry in exhibit.entries("attempt.started") if entry["body"]["step"] == 1]) == attempts
    checked = exhibit.verify()
    assert checked.status == 0, checked
    return document


def failures(exhibit):
    return [entry["body"] for entry in exhibit.entries("attempt.failed")]


def types(exhibit):
    """The run's own entries in their order."""
    return [entry["type"] for entry in exhibit.entries() if "run" in entry]


def instant(text):
    return datetime.datetime.fromisoformat(text)


def waits(exhibit):
    """Milliseconds from each failed attempt to its not_before."""
    found = []
    for entry in exhibit.entries("attempt.failed"):
        if "not_before" in entry["body"]:
            wait = instant(entry["body"]["not_before"]) - instant(entry["ts"])
            found.append(wait / datetime.timedelta(milliseconds=1))
    return found


def kept(exhibit, content):
    """Whether these bytes are in the store."""
    digest = hashlib.sha256(content)
    path = exhibit.home / "artifacts/sha256" / digest.hexdigest()[:2] / digest.hexdigest()
    return path.exists() or bool(exhibit.sql("SELECT 1 FROM blob WHERE sha256 = ? AND data = ?", digest.digest(), content))


# Not left: retried, then failed 7, billed no


def test_nobody_listens(pinned):
    pinned.server.stop()
    document = ended(pinned, pinned.generate(), 7, "provider.unreachable", "failed", "no", requests=0, attempts=3)
    assert document["error"]["retryable"] is True
    assert [body["phase"] for body in failures(pinned)] == ["not_left"] * 3
    assert [body["billed"] for body in failures(pinned)] == ["no"] * 3


def test_no_such_host(pinned):
    pinned.configure("https://nowhere.invalid/v1")
    outcome = pinned.generate("--max-attempts", "1")
    document = ended(pinned, outcome, 7, "provider.unreachable", "failed", "no", requests=0, attempts=1)
    assert "nowhere.invalid" in document["error"]["message"]


def test_reset_while_the_request_was_being_sent(pinned, loopback):
    def half(connection):
        connection.recv(4096)
        reset(connection)

    server = loopback(instead=half)
    pinned.configure(server.url)
    source = pinned.work / "large.png"
    source.write_bytes(padded(24 << 20))
    outcome = pinned(
        "edit",
        "--prompt",
        "p",
        "--image",
        source,
        "--json",
        "--retry-base-delay",
        "0",
        "--retry-jitter",
        "0",
        "--max-attempts",
        "2",
    )
    ended(pinned, outcome, 7, "provider.unreachable", "failed", "no", requests=0, attempts=2)
    assert server.connections == 2
    assert {body["phase"] for body in failures(pinned)} == {"not_left"}


def test_an_unknown_certificate_is_not_tried_again(pinned, loopback):
    key, certificate = pinned.folder / "key.pem", pinned.folder / "certificate.pem"
    words = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=127.0.0.1".split()
    subprocess.run(
        [*words, "-keyout", key, "-out", certificate, "-addext", "subjectAltName=IP:127.0.0.1"], check=True, capture_output=True
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server = loopback(pictures(), context=context)
    pinned.configure(server.url)
    ended(pinned, pinned.generate(), 1, "tls.untrusted", "failed", "no", requests=0, attempts=1)
    assert server.requests == []


# Answers with a status


@pytest.mark.parametrize("status", [429, 503])
def test_D7_busy(pinned, status):
    pinned.server.answers = [refusal(status, "later")]
    document = ended(pinned, pinned.generate(), 7, "provider.busy", "failed", "no", requests=3)
    assert document["error"]["retryable"] is True
    run = document["result"]["run_id"]
    assert document["next"][0].startswith("exhibit runs resume") and run.endswith(document["next"][0].split()[-1][-4:])
    assert [body["status"] for body in failures(pinned)] == [status] * 3
    assert ["not_before" in body for body in failures(pinned)] == [True, True, False]


@pytest.mark.parametrize("status", [408, 500, 502, 504])
def test_D7_perhaps_billed_and_retried(pinned, status):
    body = HTML if status == 502 else b"{}"
    pinned.server.answers = [response(status, body, kind="text/html" if status == 502 else "application/json")]
    ended(pinned, pinned.generate(), 1, "provider.failed", "failed", "maybe", requests=3)
    assert [body["billed"] for body in failures(pinned)] == ["maybe"] * 3


@pytest.mark.parametrize("status", [408, 500, 502, 504])
def test_D7_ambiguous_stop_makes_it_unknown(pinned, status):
    settings(pinned, ambiguous="stop")
    pinned.server.answers = [refusal(status)]
    ended(pinned, pinned.generate(), 8, "outcome.unknown", "unknown_outcome", "maybe", requests=1)


def test_D7_ambiguous_stop_leaves_busy_alone(pinned):
    settings(pinned, ambiguous="stop")
    pinned.server.answers = [refusal(429), refusal(503), pictures()]
    assert pinned.generate().status == 0
    assert len(pinned.server.posts) == 3


@pytest.mark.parametrize("status", [501, 505, 520, 522, 524, 527, 599])
def test_other_server_errors_are_unknown(pinned, status):
    pinned.server.answers = [response(status, HTML, kind="text/html")]
    ended(pinned, pinned.generate(), 8, "outcome.unknown", "unknown_outcome", "maybe", requests=1)


@pytest.mark.parametrize("status", [401, 403])
def test_authentication(pinned, status):
    pinned.server.answers = [refusal(status)]
    ended(pinned, pinned.generate(), 4, "authentication.failed", "failed", "no", requests=1)


@pytest.mark.parametrize("status", [400, 402, 404, 405, 409, 413, 415, 422, 451])
def test_D7_other_refusals_are_final(pinned, status):
    pinned.server.answers = [refusal(status, "this will not do")]
    document = ended(pinned, pinned.generate(), 5, "provider.refused", "failed", "no", requests=1)
    assert "this will not do" in document["error"]["message"]
    assert document["error"]["retryable"] is False
    again = pinned("runs", "resume", document["result"]["run_id"], "--json")
    assert again.status == 2 and again.error["code"] == "run.not_resumable"
    assert len(pinned.server.posts) == 1


@pytest.mark.parametrize(
    "more", [{"code": "moderation_blocked"}, {"moderation_details": {"moderation_stage": "input", "categories": ["violence"]}}]
)
def test_moderation(pinned, more):
    pinned.server.answers = [refusal(400, "rejected by the safety system", **more)]
    ended(pinned, pinned.generate(), 5, "provider.moderation", "failed", "no", requests=1)


def test_unknown_model(pinned):
    pinned.server.answers = [refusal(404, "The model does not exist", "model_not_found")]
    ended(pinned, pinned.generate(), 5, "model.not_found", "failed", "no", requests=1)


@pytest.mark.parametrize(
    "body, words",
    [
        ({"error": "plain text"}, "plain text"),
        ({"detail": [{"loc": ["body", "size"], "msg": "bad size"}]}, "bad size"),
        ({"code": "X1", "message": "top level"}, "top level"),
        ({"type": "about:blank", "title": "Too Large", "detail": "shrink it"}, "shrink it"),
        ({"success": False, "error": {"message": "inner", "code": "E"}}, "inner"),
    ],
)
def test_error_dialects(pinned, body, words):
    pinned.server.answers = [response(400, body)]
    document = ended(pinned, pinned.generate(), 5, "provider.refused", "failed", "no", requests=1)
    assert words in document["error"]["message"]


# The request left, and no status line came


@pytest.mark.parametrize(
    "answer",
    [closing, b"\x00\x01\x02\x03 no HTTP at all\r\n\r\n", b"HTTP/1.1 2"],
    ids=["closed", "garbage", "half a status line"],
)
def test_no_status_line(pinned, answer):
    pinned.server.answers = [answer]
    document = ended(pinned, pinned.generate(), 8, "outcome.unknown", "unknown_outcome", "maybe", requests=1)
    assert document["error"]["retryable"] is False
    assert "runs resume" in document["error"]["hint"] and "--retry-unknown" in document["error"]["hint"]


def test_D7_silence_until_the_time_is_up(pinned):
    pinned.server.answers = [silence]
    document = ended(pinned, pinned.generate("--timeout-ms", "400"), 8, "outcome.unknown", "unknown_outcome", "maybe", requests=1)
    [failure] = failures(pinned)
    assert failure["phase"] == "left" and failure["class"] == "timeout"
    assert types(pinned)[-2:] == ["run.log", "run.state"]
    assert document["result"]["outputs"] == [] and document["result"]["bytes"] is None


def test_D7_an_unknown_outcome_is_not_sent_again_without_the_word(pinned):
    pinned.server.answers = [closing, pictures()]
    run = pinned.generate().result["run_id"]
    refused = pinned("runs", "resume", run, "--json")
    assert refused.status == 8, refused
    assert len(pinned.server.posts) == 1
    sent = pinned("runs", "resume", run, "--retry-unknown", "--json")
    assert sent.status == 0, sent
    assert len(pinned.server.posts) == 2
    assert sent.result["run_id"] == run and sent.result["attempts"] == 2 and sent.result["state"] == "succeeded"
    events = [entry["body"]["event"] for entry in pinned.entries("run.state")]
    assert events == ["unknown_outcome", "resumed", "succeeded"]
    first, second = pinned.server.posts
    assert first.body == second.body, "what is sent again is the same request"
    assert first.header("Idempotency-Key") == second.header("Idempotency-Key") == run
    assert pinned.verify().status == 0


def test_D7_retry_unknown_from_the_start(pinned):
    pinned.server.answers = [closing, refusal(520), pictures()]
    outcome = pinned.generate("--retry-unknown")
    assert outcome.status == 0 and outcome.result["attempts"] == 3
    assert [body["billed"] for body in failures(pinned)] == ["maybe", "maybe"]


# A 2xx answer that breaks off or passes a limit

WHOLE = reply(picture())


@pytest.mark.parametrize(
    "answer, received",
    [
        (response(body=WHOLE[:100], length=len(WHOLE)), WHOLE[:100]),
        (response(body=b"", length=len(WHOLE)), b""),
        (response(body=WHOLE, length=len(WHOLE) + 1), WHOLE),
        (chunked(WHOLE[:60], WHOLE[60:90], end=False), WHOLE[:90]),
    ],
    ids=["half", "nothing", "one byte short", "chunks"],
)
def test_a_broken_answer_is_kept(pinned, answer, received):
    pinned.server.answers = [answer]
    ended(pinned, pinned.generate(), 8, "reply.incomplete", "unknown_outcome", "yes", requests=1)
    [entry] = pinned.entries("response.received")
    assert entry["body"]["raw_bytes"] == len(received) and entry["body"]["status"] == 200
    assert entry["body"]["raw_sha256"] == hashlib.sha256(received).hexdigest()
    assert len(pinned.server.posts) == 1


def test_an_answer_that_stops_in_the_middle(pinned):
    def stalls(request, connection):
        connection.sendall(response(body=WHOLE[:200], length=len(WHOLE)))
        silence(request, connection)

    pinned.server.answers = [stalls]
    ended(pinned, pinned.generate("--timeout-ms", "500"), 8, "reply.incomplete", "unknown_outcome", "yes", requests=1)
    assert pinned.entries("response.received")[0]["body"]["raw_bytes"] == 200


def test_a_head_that_breaks_off_after_the_status_line(pinned):
    pinned.server.answers = [b"HTTP/1.1 200 OK\r\nContent-Ty"]
    ended(pinned, pinned.generate(), 8, "reply.incomplete", "unknown_outcome", "yes", requests=1)


def test_a_broken_error_is_the_error(pinned):
    pinned.server.answers = [response(400, b'{"error":{"mess', length=900)]
    ended(pinned, pinned.generate(), 5, "provider.refused", "failed", "no", requests=1)


def test_a_text_beyond_its_limit(pinned):
    text = b'{"created":1,"note":"' + b"never ends, " * 800_000
    pinned.server.answers = [response(body=text)]
    ended(pinned, pinned.generate(), 8, "reply.text.exceeded", "unknown_outcome", "yes", requests=1)
    [entry] = pinned.entries("response.received")
    assert entry["body"]["raw_bytes"] == len(text)
    assert kept(pinned, text), "nothing paid is dropped"


def test_a_text_without_end(pinned):
    def drones(request, connection):
        connection.sendall(chunked(b"no end in sight, " * 550_000, end=False))
        silence(request, connection)

    pinned.server.answers = [drones]
    outcome = pinned.generate("--timeout-ms", "2000")
    ended(pinned, outcome, 8, "reply.text.exceeded", "unknown_outcome", "yes", requests=1)


def test_an_endless_picture(pinned):
    chunk = b"10000\r\n" + b"QUJD" * 16384 + b"\r\n"
    pinned.server.answers = [endless(chunked(b'{"data":[{"b64_json":"', end=False), chunk)]
    outcome = pinned.generate("--timeout-ms", "800")
    ended(pinned, outcome, 8, "reply.incomplete", "unknown_outcome", "yes", requests=1)


@pytest.mark.parametrize("header", ["one", "many"])
def test_huge_headers(pinned, header):
    lines = [("X-Huge", "h" * 300_000)] if header == "one" else [(f"X-{number}", "h" * 1000) for number in range(300)]
    pinned.server.answers = [response(body=WHOLE, headers=lines)]
    ended(pinned, pinned.generate(), 8, "reply.headers.exceeded", "unknown_outcome", "yes", requests=1)


# A whole 2xx answer that is not what was asked for


@pytest.mark.parametrize(
    "body",
    [
        {"created": 1, "data": []},
        {"created": 1},
        {},
        [],
        {"data": [{"revised_prompt": "x"}]},
        {"data": [{"b64_json": ""}]},
        {"data": None},
    ],
)
def test_no_media(pinned, body):
    pinned.server.answers = [response(body=body)]
    ended(pinned, pinned.generate(), 5, "reply.no_media", "failed", "maybe", requests=1)
    assert len(pinned.entries("response.received")) == 1


def test_a_refusal_in_a_200(pinned):
    pinned.server.answers = [response(body={"error": {"message": "blocked", "code": "moderation_blocked"}})]
    ended(pinned, pinned.generate(), 5, "provider.moderation", "failed", "maybe", requests=1)


@pytest.mark.parametrize(
    "answer",
    [
        response(body=HTML, kind="text/html"),
        response(body=b'{"created":1,"data":[{"b64_json":}', kind="application/json"),
        response(body=b""),
        response(body=b"\xff\xfe garbage \x80"),
        response(body=b'{"created":1,"note":"\xff","data":[]}'),
        response(body=b'{"a":' * 100 + b"1" + b"}" * 100),
    ],
    ids=["HTML", "broken JSON", "empty", "bytes", "bad UTF-8", "too deep"],
)
def test_an_answer_that_is_not_understood_is_kept(pinned, answer):
    pinned.server.answers = [answer]
    ended(pinned, pinned.generate(), 1, "reply.unparsable", "failed", "yes", requests=1)
    [entry] = pinned.entries("response.received")
    assert entry["body"]["raw_sha256"] == hashlib.sha256(answer.partition(b"\r\n\r\n")[2]).hexdigest()


@pytest.mark.parametrize(
    "spoil",
    [lambda text: text[:80] + "*" + text[81:], lambda text: text[:80] + "=" + text[81:], lambda text: text[:81]],
    ids=["sign", "padding inside", "length"],
)
def test_bad_base64(pinned, spoil):
    pinned.server.answers = [raw_data([{"b64_json": spoil(encoded(picture()))}])]
    ended(pinned, pinned.generate(), 1, "media.invalid_base64", "failed", "yes", requests=1)


def test_large_bad_base64_is_kept(pinned):
    text = encoded(padded(200_000))
    body = json.dumps({"data": [{"b64_json": text[:150_000] + "*" + text[150_001:]}]}).encode()
    pinned.server.answers = [response(body=body)]
    ended(pinned, pinned.generate(), 1, "media.invalid_base64", "failed", "yes", requests=1)
    [entry] = pinned.entries("response.received")
    assert entry["body"]["raw_sha256"] == hashlib.sha256(body).hexdigest()


def spoilt(content, at):
    return content[:at] + bytes([content[at] ^ 0x55]) + content[at + 1 :]


def noise(form):
    """A picture whose coded data is some thousand bytes."""
    noise = Image.frombytes("RGB", (64, 64), random.Random(form).randbytes(64 * 64 * 3))
    file = io.BytesIO()
    noise.save(file, form, quality=80)
    return file.getvalue()


def short_jpeg():
    """Segments and end marker as they must be; of the scan, the first half."""
    whole = noise("JPEG")
    scan = whole.index(b"\xff\xda")
    cut = (scan + len(whole)) // 2
    return whole[: cut - 1 if whole[cut - 1] == 0xFF else cut] + b"\xff\xd9"


def short_webp():
    """All lengths right; of the coded data, the first half."""
    whole = noise("WEBP")
    data = whole[20 : 20 + (len(whole) - 20) // 4 * 2]
    chunk = whole[12:16] + len(data).to_bytes(4, "little") + data
    return b"RIFF" + (len(chunk) + 4).to_bytes(4, "little") + b"WEBP" + chunk


PNG = padded(3000)
BROKEN = {
    "half": PNG[: len(PNG) // 2],
    "no end": PNG[:-12],
    "checksum": spoilt(PNG, 2000),
    "pixels": spoilt(PNG, len(PNG) - 24),
    "no picture": b"these are not the pixels you are looking for",
    "half a JPEG": picture(form="JPEG")[:200],
    "half a WebP": picture(form="WEBP")[:30],
    "a JPEG with half of its scan": short_jpeg(),
    "a WebP with half of its data": short_webp(),
}


@pytest.mark.parametrize("name", BROKEN)
def test_undecodable(pinned, name):
    content = BROKEN[name]
    pinned.server.answers = [pictures(content)]
    document = ended(pinned, pinned.generate(), 1, "media.undecodable", "failed", "yes", requests=1)
    assert kept(pinned, content), "the bytes are kept"
    assert document["result"]["acceptance"]["verdict"] == "rejected"


def test_one_broken_picture_of_two_fails_the_run_and_both_are_kept(pinned):
    pinned.server.answers = [pictures(picture(), PNG[:-12])]
    ended(pinned, pinned.generate("--n", "2"), 1, "media.undecodable", "failed", "yes", requests=1)
    assert kept(pinned, picture()) and kept(pinned, PNG[:-12])


LARGE = padded(2000)
TWICE = reply(LARGE)


@pytest.mark.parametrize(
    "body",
    [
        TWICE[:-1] + b',"data":[]}',
        b'{"data":[],' + TWICE[1:],
        TWICE + b"<!-- served by a proxy -->",
        TWICE + TWICE,
        b'{"created":1,"data":[{"b64_json":"%s","b64_json":"QUJD"}]}' % encoded(LARGE).encode(),
        b'{"created":1,"data":[{"b64_json":"QUJD","b64_json":"%s"}]}' % encoded(LARGE).encode(),
    ],
    ids=["key after", "key before", "bytes", "two documents", "inner key after", "inner key before"],
)
def test_an_answer_with_two_readings(pinned, body):
    pinned.server.answers = [response(body=body)]
    ended(pinned, pinned.generate(), 1, "reply.ambiguous", "failed", "yes", requests=1)
    assert kept(pinned, LARGE), "every decodable picture is kept"
    assert pinned.entries("response.received")[0]["body"]["raw_bytes"] == len(body)


def test_white_space_after_the_answer_is_no_second_reading(pinned):
    pinned.server.answers = [response(body=b" \r\n" + WHOLE + b"\r\n \t\n")]
    assert pinned.generate().status == 0


# Retries


def test_D7_attempts_are_numbered_and_the_same_request(pinned):
    pinned.server.answers = [refusal(429), refusal(500), pictures()]
    outcome = pinned.generate()
    assert outcome.status == 0 and outcome.result["attempts"] == 3
    run = outcome.result["run_id"]
    posts = pinned.server.posts
    assert [post.header("X-Client-Request-Id") for post in posts] == [f"{run}.{n}" for n in (1, 2, 3)]
    assert {post.header("Idempotency-Key") for post in posts} == {run}
    assert len({post.body for post in posts}) == 1
    assert [(body["n"], body["status"], body["billed"]) for body in failures(pinned)] == [(1, 429, "no"), (2, 500, "maybe")]
    states = pinned.sql("SELECT to_state FROM transition WHERE run_id = ? ORDER BY n", run)
    assert [row[0] for row in states] == [
        "planned", "submitting", "retry_wait", "submitting", "retry_wait", "submitting", "receiving", "recorded", "succeeded",
    ]  # fmt: skip
    assert pinned.verify().status == 0


def test_D7_more_than_five_attempts_are_cut_to_five(pinned):
    pinned.server.answers = [refusal(503)]
    document = ended(pinned, pinned.generate("--max-attempts", "9"), 7, "provider.busy", "failed", "no", requests=5)
    assert "attempts.cut" in [note["code"] for note in document["result"]["notes"]]


@pytest.mark.parametrize("given", ["1", "0"])
def test_D7_one_attempt_is_the_least(pinned, given):
    pinned.server.answers = [refusal(503)]
    ended(pinned, pinned.generate("--max-attempts", given), 7, "provider.busy", "failed", "no", requests=1)


def test_D7_the_wait_doubles_up_to_its_limit(pinned):
    pinned.server.answers = [refusal(503)]
    pinned.generate("--max-attempts", "4", "--retry-base-delay", "0.1", "--retry-max-delay", "0.3", "--retry-jitter", "0")
    assert len(pinned.server.posts) == 4
    for wait, wanted in zip(waits(pinned), [100, 200, 300], strict=True):
        assert wanted - 20 <= wait <= wanted + 20


def test_D7_jitter_is_added(pinned):
    pinned.server.answers = [refusal(503)]
    pinned.generate("--max-attempts", "5", "--retry-base-delay", "0", "--retry-jitter", "0.2")
    found = waits(pinned)
    assert len(found) == 4 and all(-20 <= wait <= 220 for wait in found)
    assert len(set(found)) > 1, "four waits of one length are no jitter"


@pytest.mark.parametrize(
    "headers, wanted",
    [
        ({"Retry-After": "1"}, 1000),
        ({"retry-after-ms": "250"}, 250),
        ({"retry-after-ms": "250", "Retry-After": "100"}, 250),
        ({"Date": "Fri, 21 Nov 2036 10:00:00 GMT", "Retry-After": "Fri, 21 Nov 2036 10:00:01 GMT"}, 1000),
        ({"Date": "Fri, 21 Nov 2036 10:00:05 GMT", "Retry-After": "Fri, 21 Nov 2036 10:00:01 GMT"}, 0),
        ({"Retry-After": "0"}, 0),
    ],
    ids=["seconds", "milliseconds", "milliseconds win", "date", "date that is over", "zero"],
)
def test_D7_the_provider_says_when(pinned, headers, wanted):
    pinned.server.answers = [refusal(429, headers=headers), pictures()]
    outcome = pinned.generate("--retry-base-delay", "30", "--retry-jitter", "0")
    assert outcome.status == 0, outcome
    [wait] = waits(pinned)
    assert wanted - 20 <= wait <= wanted + 20
    first, second = pinned.entries("attempt.started")
    gap = (instant(second["ts"]) - instant(first["ts"])) / datetime.timedelta(milliseconds=1)
    assert gap >= wanted


@pytest.mark.parametrize("headers", [{"Retry-After": "121"}, {"retry-after-ms": "300000"}, {"Retry-After": "99999999999999"}])
def test_D7_a_long_wait_parks_the_run(pinned, headers):
    pinned.server.answers = [refusal(429, headers=headers), pictures()]
    document = ended(pinned, pinned.generate(), 7, "provider.busy", "retry_wait", "no", requests=1)
    assert document["error"]["retryable"] is True
    [wait] = waits(pinned)
    assert wait > 120_000
    words = document["next"][0].split()
    assert words[:3] == ["exhibit", "runs", "resume"]
    resumed = pinned(*words[1:], "--json")
    assert resumed.status == 0, resumed
    assert resumed.result["run_id"] == document["result"]["run_id"] and resumed.result["attempts"] == 2
    assert len(pinned.server.posts) == 2
    assert "resumed" in [entry["body"]["event"] for entry in pinned.entries("run.state")]
    assert pinned.verify().status == 0


def test_D7_two_minutes_are_waited_not_parked(pinned):
    pinned.server.answers = [refusal(429, headers={"Retry-After": "120"})]
    process = pinned.start("generate", "--prompt", "p", "--json")
    wait_until(lambda: (pinned.home / "ledger.sqlite").exists() and pinned.entries("attempt.failed"))
    assert process.poll() is None
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate(timeout=20)
    assert process.returncode == 130
    assert json.loads(out)["result"]["state"] == "cancelled"


def test_a_failed_run_can_be_resumed(pinned):
    pinned.server.answers = [refusal(503), refusal(503), refusal(503), pictures()]
    failed = pinned.generate()
    assert failed.status == 7
    resumed = pinned("runs", "resume", failed.result["run_id"][-6:], "--json")
    assert resumed.status == 0, resumed
    assert resumed.result["attempts"] == 4
    assert (pinned.work / resumed.result["output"]).read_bytes() == picture()
    again = pinned("runs", "resume", failed.result["run_id"], "--json")
    assert again.status == 2 and again.error["code"] == "run.not_resumable"
    assert len(pinned.server.posts) == 4


def test_D7_should_retry_true_wins(pinned):
    pinned.server.answers = [refusal(400, headers={"x-should-retry": "true"}), pictures()]
    outcome = pinned.generate()
    assert outcome.status == 0 and len(pinned.server.posts) == 2


@pytest.mark.parametrize("status, exit, code, billed", [(429, 7, "provider.busy", "no"), (500, 1, "provider.failed", "maybe")])
def test_D7_should_retry_false_wins(pinned, status, exit, code, billed):
    pinned.server.answers = [refusal(status, headers={"x-should-retry": "false"})]
    ended(pinned, pinned.generate(), exit, code, "failed", billed, requests=1)
    headers = pinned.entries("response.received")[0]["body"]["headers"]
    assert headers["x-should-retry"] == "false", "recorded"


# A picture at an address


def test_a_download_that_fails_can_be_taken_up_without_a_new_request(pinned):
    content = response(body=picture(), kind="image/png")
    pinned.server.answers = [raw_data([{"url": "/v1/files/a.png"}]), refusal(404), content]
    failed = pinned.generate()
    assert failed.status == 1 and failed.error["code"] == "media.download_failed" and failed.error["billed"] == "yes", failed
    assert failed.error["retryable"] is True
    resumed = pinned("runs", "resume", failed.result["run_id"], "--json")
    assert resumed.status == 0, resumed
    assert len(pinned.server.posts) == 1 and len(pinned.server.requests) == 3
    assert (pinned.work / resumed.result["output"]).read_bytes() == picture()
    assert pinned.verify().status == 0


def test_a_signed_address_is_sealed_and_gone_in_the_end(pinned):
    signature = "5f2c9d0e8b7a4163"
    query = f"X-Amz-Expires=600&X-Amz-Signature={signature}&X-Amz-Credential=AKIDEXAMPLE77"
    pinned.server.answers = [
        raw_data([{"url": f"{pinned.server.url}/files/a.png?{query}"}]),
        refusal(503),
        response(body=picture(), kind="image/png"),
    ]
    failed = pinned.generate()
    needles = [signature.encode(), b"AKIDEXAMPLE77", base64.b64encode(signature.encode())]
    assert failed.error["code"] == "media.download_failed"
    assert pinned.sql("SELECT count(*) FROM sealed") == [(1,)]
    assert files_with(pinned.home, *needles) == files_with(pinned.work, *needles) == []
    resumed = pinned("runs", "resume", failed.result["run_id"], "--json")
    assert resumed.status == 0, resumed
    assert pinned.server.requests[-1].target.endswith(query), "the sealed query was used"
    assert pinned.sql("SELECT count(*) FROM sealed") == [(0,)], "gone when the run has ended for good"
    assert files_with(pinned.home, *needles) == files_with(pinned.work, *needles) == []
    for shown in (failed, resumed):
        assert signature not in shown.out + shown.err and "AKIDEXAMPLE77" not in shown.out + shown.err
    assert "/files/a.png" in resumed.out, "the path stays"
    assert pinned.verify().status == 0


def test_a_download_that_is_no_picture(pinned):
    pinned.server.answers = [raw_data([{"url": "/v1/files/a.png"}]), response(body=HTML, kind="text/html")]
    outcome = pinned.generate()
    assert outcome.status == 1 and outcome.error["code"] in ("media.download_failed", "media.undecodable")
    assert outcome.error["billed"] == "yes" and len(pinned.server.posts) == 1


# Signals


def started(exhibit, *words):
    return exhibit.start("generate", "--prompt", "p", "--json", *words)


@pytest.mark.parametrize(
    "number, status, code", [(signal.SIGINT, 130, "run.interrupted"), (signal.SIGTERM, 143, "run.terminated")]
)
def test_a_signal_after_the_request_left(pinned, number, status, code):
    pinned.server.answers = [silence]
    process = started(pinned)
    pinned.server.wait()
    process.send_signal(number)
    out, err = process.communicate(timeout=20)
    assert process.returncode == status, out + err
    document = json.loads(out)
    assert document["ok"] is False and document["result"]["state"] == "unknown_outcome"
    assert document["error"]["code"] == code and document["error"]["billed"] == "maybe"
    assert pinned.entries()[-1]["type"] == "session.close"
    assert pinned.verify().status == 0
    again = pinned("runs", "resume", document["result"]["run_id"], "--json")
    assert again.status == 8 and len(pinned.server.posts) == 1


@pytest.mark.parametrize("number, status", [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_before_the_request_left(pinned, loopback, number, status):
    server = loopback(instead=lambda connection: wait_until(lambda: server.closing, 60))
    pinned.configure(server.url)
    source = pinned.work / "large.png"
    source.write_bytes(padded(24 << 20))
    process = pinned.start("edit", "--prompt", "p", "--image", source, "--json")
    wait_until(lambda: server.connections)
    process.send_signal(number)
    out, err = process.communicate(timeout=20)
    server.closing = True
    assert process.returncode == status, out + err
    document = json.loads(out)
    assert document["result"]["state"] == "cancelled" and document["error"]["billed"] == "no"
    assert pinned.verify().status == 0


def test_a_signal_while_waiting_to_try_again(pinned):
    pinned.server.answers = [refusal(429)]
    process = started(pinned, "--retry-base-delay", "40")
    wait_until(lambda: (pinned.home / "ledger.sqlite").exists() and pinned.entries("attempt.failed"))
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert process.returncode == 130, out + err
    document = json.loads(out)
    assert document["result"]["state"] == "cancelled" and document["error"]["billed"] == "no"
    assert len(pinned.server.posts) == 1


def test_a_kill_leaves_an_unknown_outcome(pinned):
    pinned.server.answers = [silence]
    process = started(pinned)
    pinned.server.wait()
    process.kill()
    process.wait()
    listed = pinned("runs", "list", "--json")
    assert listed.status == 0, listed
    pinned.server.answers = [pictures()]
    assert pinned.generate().status == 0  # the next writer repairs
    states = dict(pinned.sql("SELECT state, count(*) FROM run GROUP BY state"))
    assert states == {"unknown_outcome": 1, "succeeded": 1}
    closes = [entry["body"] for entry in pinned.entries("session.close")]
    assert [body.get("recovered", False) for body in closes].count(True) == 1
    assert len(pinned.server.posts) == 2 and pinned.verify().status == 0


# Redaction


def spellings(key):
    """How an echo may write the key."""
    raw = key.encode()
    found = {raw, raw.hex().encode(), raw.hex().upper().encode(), urllib.parse.quote(key, safe="").replace("-", "%2D").encode()}
    for shift in range(3):
        # What base64 of any text around the key holds, whatever stands before and after.
        whole = base64.b64encode(b"\0" * shift + raw)
        found.add(whole[(8 * shift + 5) // 6 : 8 * (shift + len(raw)) // 6])
        found.add(whole[(8 * shift + 5) // 6 : 8 * (shift + len(raw)) // 6].replace(b"+", b"-").replace(b"/", b"_"))
    found.add("".join(f"\\u{ord(letter):04x}" for letter in key).encode())
    found.add("".join(f"%{ord(letter):02x}" for letter in key).encode())
    return sorted(found)


SECRET = "sk-Can+ary/0123456789~abcdefghij"


@pytest.mark.parametrize("where", ["message", "code", "header", "html", "success", "endless"])
def test_a_server_that_echoes_the_key(pinned, where):
    pinned.configure(pinned.server.url, key=SECRET)
    every = spellings(SECRET)
    echo = b" | ".join(every).decode()
    loud = {"note": SECRET, "debug": {"authorization": f"Bearer {SECRET}"}, "model": SECRET}
    pinned.server.answers = {
        "message": [response(401, f'{{"error":{{"message":"wrong key: {echo}","code":"invalid_api_key"}}}}'.encode())],
        "code": [refusal(400, "no", f"bad_{SECRET}", param=SECRET, type=SECRET)],
        "header": [response(400, {"error": "no"}, {"x-request-id": f"req-{SECRET}", "Location": f"/?key={SECRET}", "Retry-After": SECRET})],
        "html": [response(500, f"<title>key {echo}</title><p>{SECRET}".encode(), kind="text/html")],
        "success": [response(body=json.dumps(loud).encode()[:-1] + b"," + WHOLE[1:])],
        "endless": [response(body=(echo.encode() + b"never ends, " * 370_000) * 2 + echo.encode())],
    }[where]  # fmt: skip
    outcome = pinned.generate("--verbose")
    assert outcome.status == {"message": 4, "code": 5, "header": 5, "html": 1, "success": 0, "endless": 8}[where], outcome
    assert pinned.server.posts[0].header("Authorization") == f"Bearer {SECRET}"
    text = (outcome.out + outcome.err).encode()
    assert [spelling for spelling in every if spelling in text] == []
    for folder in (pinned.home, pinned.work, pinned.folder / "user"):
        assert files_with(folder, *every) == []
    assert b"[redacted:" in b"".join(path.read_bytes() for path in pinned.home.rglob("*") if path.is_file())
    assert pinned.entries("response.received")[0]["body"]["raw_bytes"] > 0
    shown = pinned("runs", "show", outcome.result["run_id"], "--json")
    log = pinned("runs", "log", outcome.result["run_id"], "--json")
    assert not any(spelling.decode() in shown.out + log.out for spelling in every)
    assert pinned.verify().status == 0


def test_the_mask_that_providers_print_is_taken_out_too(pinned):
    masked = KEY[:7] + "*" * 12 + KEY[-4:]
    pinned.server.answers = [response(401, {"error": {"message": f"Incorrect API key provided: {masked}."}})]
    outcome = pinned.generate()
    assert outcome.status == 4
    assert masked not in outcome.out and files_with(pinned.home, masked.encode()) == []


def test_a_prompt_that_comes_back_is_a_commitment(pinned):
    prompt = "a private picture of the royal orange cat"
    body = json.dumps({"revised_prompt": f"A careful {prompt}"}).encode()[:-1] + b"," + WHOLE[1:]
    pinned.server.answers = [response(body=body)]
    outcome = pinned.generate(prompt=prompt)
    assert outcome.status == 0, outcome
    [entry] = pinned.entries("response.received")
    assert "raw_commit" in entry["body"] and "raw_sha256" not in entry["body"]
    assert prompt not in json.dumps(pinned.entries())
    values = [row[0] for row in pinned.sql("SELECT value FROM secret_value")]
    assert any(prompt in value for value in values)
    for path in (pinned.home / "artifacts").rglob("*"):
        assert not path.is_file() or prompt.encode() not in path.read_bytes()
    blobs = [row[0] for row in pinned.sql("SELECT data FROM blob WHERE data IS NOT NULL")]
    assert not any(prompt.encode() in data for data in blobs)


def test_the_simulator_counts_the_same(happy):
    """One row through `sandbox serve`, which keeps a list of its requests."""
    outcome = happy.generate("--size", "64x64", prompt="[[fault:503x2]] a cat")
    assert outcome.status == 0 and outcome.result["attempts"] == 3, outcome
    origin = outcome.result["endpoint"].removesuffix("/v1/images/generations")
    with urllib.request.urlopen(origin + "/__sandbox/requests") as answer:
        requests = json.load(answer)["requests"]
    assert [(item["path"], item["credential"]) for item in requests] == [("/v1/images/generations", True)] * 3
