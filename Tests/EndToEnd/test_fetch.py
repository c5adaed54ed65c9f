"""`exhibit fetch`: media that is there already, behind an address or in a text, recorded like what was made."""

import base64
import hashlib
import json
import signal

import pytest
from conftest import files_with, interrupt
from gateway import picture
from loopback import closing, encoded, endless, padded, refusal, response, silence

RED, BLUE = picture((200, 30, 30)), picture((30, 30, 200))
LARGE = padded(40_000)
SECRET = "tok-7f31c09ad55e4b02"


def media(content, kind="image/png"):
    return response(body=content, kind=kind)


def page(text, kind="text/html; charset=utf-8", **more):
    return response(body=text.encode(), kind=kind, **more)


class Site:
    """A site on loopback: what it answers by path, each path's answers in their order, the last one stays."""

    def __init__(self, loopback, **answers):
        self.answers = {}
        self.server = loopback(self.answer)
        self.origin = self.server.origin

    def __setitem__(self, path, answers):
        self.answers[path] = list(answers) if isinstance(answers, (list, tuple)) else [answers]

    def answer(self, request, connection):
        known = self.answers.get(request.path)
        if known is None:
            return refusal(404)
        answer = known.pop(0) if len(known) > 1 else known[0]
        return answer(request, connection) if callable(answer) else answer

    @property
    def paths(self):
        return [request.path for request in self.server.requests]


@pytest.fixture
def site(loopback):
    return Site(loopback)


@pytest.fixture
def fetch(exhibit):
    def run(*words, **options):
        return exhibit("fetch", *words, "--json", "--retry-base-delay", "0", "--retry-jitter", "0", **options)

    return run


def delivered(exhibit, outcome, *contents):
    """The fetched files are these, and everything about the run holds together."""
    assert outcome.status == 0, outcome
    result = outcome.result
    assert result["state"] == "succeeded" and result["mode"] == "fetch" and result["provider"] == "web"
    assert result["model"] is None, "no model made it that we know of"
    assert [(exhibit.work / output["path"]).read_bytes() for output in result["outputs"]] == list(contents)
    assert [output["sha256"] for output in result["outputs"]] == [hashlib.sha256(item).hexdigest() for item in contents]
    assert {entry["body"]["derivation"] for entry in exhibit.entries("artifact.stored")} == {"verified"}
    sound(exhibit)


def sound(exhibit):
    verified = exhibit.verify()
    assert verified.status == 0, verified


def failed(exhibit, outcome, status, code):
    assert outcome.status == status and outcome.error["code"] == code, outcome
    assert outcome.error["billed"] == "no"
    for entry in exhibit.entries("attempt.failed"):
        assert entry["body"]["billed"] == "no"
    sound(exhibit)


# An address


def test_A16_an_address_that_answers_media_is_that_media(exhibit, fetch, site):
    site["/cat.png"] = media(LARGE)
    outcome = fetch(f"{site.origin}/cat.png", "--output", "cat.png")
    delivered(exhibit, outcome, LARGE)
    assert (exhibit.work / "cat.png").read_bytes() == LARGE
    [request] = site.server.requests
    assert request.method == "GET" and request.header("Idempotency-Key") is None
    [started] = exhibit.entries("attempt.started")
    assert started["body"]["bills"] is False
    assert exhibit.sql("SELECT billed FROM attempt") == [("no",)]
    shown = exhibit("runs", "show", outcome.result["run_id"])
    assert "fetch · web · " in shown.out and "billed no" in shown.out


def test_A16_the_bytes_say_what_it_is(exhibit, fetch, site):
    jpeg = picture(form="JPEG")
    site["/x"] = media(jpeg, "application/octet-stream")
    outcome = fetch(f"{site.origin}/x", "--prefix", "found", "--out-dir", "media")
    delivered(exhibit, outcome, jpeg)
    path = exhibit.work / outcome.result["output"]
    assert path.parent == exhibit.work / "media" and path.name.startswith("found-") and path.suffix == ".jpg"


def test_A16_a_page_names_pictures(exhibit, fetch, site):
    site["/news/today/"] = page(
        '<html><a href="about.html">us</a><img src="red.png"><img src=\'../blue.png?v=2\'><img src="red.png"></html>'
    )
    site["/news/today/red.png"] = media(RED)
    site["/news/blue.png"] = media(BLUE)
    delivered(exhibit, fetch(f"{site.origin}/news/today/"), RED, BLUE)
    assert site.paths == ["/news/today/", "/news/today/red.png", "/news/blue.png"], "each once"
    assert site.server.requests[-1].target == "/news/blue.png?v=2"


KEYS = [
    lambda url: {"data": [{"url": url}]},
    lambda url: {"images": [{"url": url}]},
    lambda url: {"url": url},
    lambda url: {"image_url": {"url": url}},
    lambda url: {"output": [url]},
    lambda url: {"result": {"images": [{"image": url}]}},
    lambda url: {"data": {"urls": [url]}},
    lambda url: {"video_url": url},
    lambda url: {"result_url": url},
    lambda url: {"files": [{"download_url": url}]},
    lambda url: {"choices": [{"message": {"content": f"Here it is: ![cat]({url})"}}]},
    lambda url: {"job": {"steps": [{"name": "draw", "output_url": url}]}},
]


@pytest.mark.parametrize("shape", KEYS, ids=lambda shape: json.dumps(shape("…"), ensure_ascii=False))
def test_A6_an_address_that_answers_json_is_read(exhibit, fetch, site, shape):
    site["/jobs/7"] = response(body=shape("/files/a.png"))
    site["/files/a.png"] = media(RED)
    delivered(exhibit, fetch(f"{site.origin}/jobs/7"), RED)


def test_A16_redirects_are_followed_and_recorded(exhibit, fetch, site, loopback):
    other = Site(loopback)
    other["/b/page"] = page("![](c.png)")
    other["/b/c.png"] = media(RED)
    site["/a"] = response(302, headers={"Location": "/step"})
    site["/step"] = response(307, headers={"Location": f"{other.origin}/b/page"})
    outcome = fetch(f"{site.origin}/a", "--header", "X-Key: env:KEY", env={"KEY": SECRET})
    delivered(exhibit, outcome, RED)
    assert outcome.result["attempts"] == 1
    kinds = [entry["body"]["kind"] for entry in exhibit.entries("response.received")]
    assert kinds == ["redirect", "redirect", "result", "media"]
    assert [request.header("X-Key") for request in site.server.requests] == [SECRET, SECRET]
    assert [request.header("X-Key") for request in other.server.requests] == [None, None], "never to another origin"


def test_A16_redirects_without_end(exhibit, fetch, site):
    site["/a"] = response(302, headers={"Location": "/a"})
    failed(exhibit, fetch(f"{site.origin}/a"), 5, "provider.refused")
    assert len(site.paths) == 4


@pytest.mark.parametrize(
    "answer",
    [
        media(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "application/pdf"),
        page("no pictures here"),
        page("<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml"),
        response(body={"status": "ok"}),
        response(body=b""),
    ],
    ids=["pdf", "text", "svg", "json", "empty"],
)
def test_A16_what_is_no_media_is_refused(exhibit, fetch, site, answer):
    site["/x"] = answer
    outcome = fetch(f"{site.origin}/x")
    failed(exhibit, outcome, 5, "reply.no_media")
    assert not list(exhibit.work.rglob("*.png")) and exhibit.entries("artifact.stored") == []


def test_A16_bytes_that_are_not_what_they_claim(exhibit, fetch, site):
    site["/x.png"] = media(b"\x00\x01\x02\x03" * 500)
    failed(exhibit, fetch(f"{site.origin}/x.png"), 1, "media.undecodable")
    assert not list(exhibit.work.rglob("generated*.*")), "it stays in the store"


def test_A16_an_endless_file_is_cut_off(exhibit, fetch, site):
    head = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n"
    site["/x.png"] = endless(head + RED, b"\0" * (1 << 20))
    failed(exhibit, fetch(f"{site.origin}/x.png"), 8, "reply.media.exceeded")
    assert exhibit.entries("run.state")[-1]["body"]["to"] == "failed", "nothing about it is unknown"


@pytest.mark.parametrize("piece", ["[", "![", "](", "data:", "src=\"", "https://", "data:image/png;base64,"])
def test_A16_a_hostile_page_takes_no_longer_than_its_length(exhibit, fetch, site, piece):
    """Read once: what grows with the square of a page would take hours for this one."""
    site["/"] = page(piece * (400_000 // len(piece)))
    failed(exhibit, fetch(f"{site.origin}/"), 5, "reply.no_media")


def test_A16_too_many_references(exhibit, fetch, site):
    site["/"] = page("".join(f"![]({number}.png)" for number in range(101)))
    failed(exhibit, fetch(f"{site.origin}/"), 5, "reply.no_media")
    assert site.paths == ["/"]


@pytest.mark.parametrize(
    "answer, status, code",
    [
        (refusal(404), 5, "provider.refused"),
        (refusal(401), 4, "authentication.failed"),
        (refusal(503), 7, "provider.busy"),
        (refusal(500), 1, "media.download_failed"),
        (closing, 1, "media.download_failed"),
        (response(body=RED[:100], kind="image/png", length=len(RED)), 1, "media.download_failed"),
    ],
    ids=["404", "401", "503", "500", "silence", "cut"],
)
def test_A17_an_address_that_fails_is_kept_and_fetched_later(exhibit, fetch, site, answer, status, code):
    """Asking again costs nothing: no end of a fetch is unknown, and nobody has to accept a second bill."""
    query = f"X-Amz-Expires=600&X-Amz-Signature={SECRET}"
    site["/a.png"] = answer
    first = fetch(f"{site.origin}/a.png?{query}", "--max-attempts", "2")
    failed(exhibit, first, status, code)
    assert files_with(exhibit.home, SECRET.encode()) == files_with(exhibit.work, SECRET.encode()) == []
    assert SECRET not in first.out + first.err
    site["/a.png"] = media(RED)
    again = exhibit("runs", "resume", first.result["run_id"], "--json")
    if status in (4, 5):
        assert again.status == 2 and again.error["code"] == "run.not_resumable", "refused for good"
        return
    delivered(exhibit, again, RED)
    assert site.server.requests[-1].target == f"/a.png?{query}", "the sealed query was used"
    assert exhibit.sql("SELECT count(*) FROM sealed") == [(0,)], "gone when the run has ended for good"
    assert files_with(exhibit.home, SECRET.encode()) == files_with(exhibit.work, SECRET.encode()) == []


def test_A17_a_reference_that_fails_is_kept_and_fetched_later(exhibit, fetch, site):
    site["/page"] = page(f"![](red.png) ![](blue.png?token={SECRET})")
    site["/red.png"] = media(RED)
    site["/blue.png"] = [refusal(503), media(BLUE)]
    first = fetch(f"{site.origin}/page")
    failed(exhibit, first, 1, "media.download_failed")
    assert first.error["retryable"] is True and "made" not in first.error["message"]
    assert files_with(exhibit.home, SECRET.encode()) == []
    again = exhibit("runs", "resume", first.result["run_id"], "--json")
    assert again.status == 0, again
    assert [(exhibit.work / output["path"]).read_bytes() for output in again.result["outputs"]] == [RED, BLUE]
    assert site.paths.count("/page") == 1, "the page is in the record"
    assert site.server.requests[-1].target == f"/blue.png?token={SECRET}"
    sound(exhibit)


@pytest.mark.parametrize("number, status", [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_A17_a_signal_leaves_a_run_that_goes_on(exhibit, site, number, status):
    site["/a.png"] = silence
    process = exhibit.start("fetch", f"{site.origin}/a.png", "--json")
    site.server.wait()
    interrupt(process, number)
    assert process.wait(timeout=30) == status
    error = json.loads(process.stdout.read())["error"]
    assert error["billed"] == "no"
    site["/a.png"] = media(RED)
    [(run,)] = exhibit.sql("SELECT run_id FROM run")
    delivered(exhibit, exhibit("runs", "resume", run, "--json"), RED)


def test_A17_a_kill_leaves_a_run_that_goes_on(exhibit, site):
    site["/a.png"] = silence
    process = exhibit.start("fetch", f"{site.origin}/a.png", "--json")
    site.server.wait()
    process.kill()
    process.wait()
    site["/a.png"] = media(RED)
    [(run,)] = exhibit.sql("SELECT run_id FROM run")
    listed = exhibit("fetch", "--response-text", f"data:image/png;base64,{encoded(BLUE)}", "--json")
    assert listed.status == 0, "the next command ends what the first one left"
    assert exhibit.sql("SELECT state FROM run WHERE run_id = ?", run) == [("interrupted",)]
    again = exhibit("runs", "resume", run, "--json")
    assert again.status == 0 and (exhibit.work / again.result["output"]).read_bytes() == RED, again
    sound(exhibit)


# A text


def test_A16_markdown_with_two_pictures(exhibit, fetch, site):
    site["/red.png"] = media(RED)
    site["/x/blue.png"] = media(BLUE)
    text = f"# Two\n\n![red](/red.png) and [blue]({site.origin}/x/blue.png).\n"
    outcome = fetch("--response-text", text, "--origin", f"{site.origin}/answers/7")
    delivered(exhibit, outcome, RED, BLUE)
    [first, *_] = exhibit.entries("response.received")
    assert first["body"]["transport"] == {"scheme": "text"} and "status" not in first["body"]
    assert first["body"]["raw_sha256"] == hashlib.sha256(text.encode()).hexdigest(), "the text is the recorded answer"


@pytest.mark.parametrize("how", ["stdin", "file", "response-file", "response-file -"])
def test_A16_from_where_the_text_comes(exhibit, fetch, site, how):
    site["/red.png"] = media(RED)
    text = json.dumps({"data": [{"url": f"{site.origin}/red.png"}, {"b64_json": encoded(BLUE)}]})
    (exhibit.work / "answer.json").write_text(text)
    words = {"stdin": ["-"], "file": ["answer.json"], "response-file": ["--response-file", "answer.json"]}
    words["response-file -"] = ["--response-file", "-"]
    delivered(exhibit, fetch(*words[how], "--origin", site.origin, stdin=text), RED, BLUE)


@pytest.mark.parametrize("content", [RED, LARGE], ids=["small", "large"])
@pytest.mark.parametrize(
    "shape",
    [
        "{}",
        "![a cat]({})",
        '<img alt="" src="{}">',
        "Here it is:\n{}\nEnjoy.",
        '{{"data":[{{"url":"{}"}}]}}',
        '{{"image":"{}"}}',
    ],
)
def test_A16_data_addresses(exhibit, fetch, shape, content):
    text = shape.format(f"data:image/png;base64,{encoded(content)}")
    delivered(exhibit, fetch("-", stdin=text), content)


def test_A16_several_data_addresses_in_one_text(exhibit, fetch, site):
    site["/blue.png"] = media(BLUE)
    head = "data:image/png;base64,"
    text = f"![]({head}{encoded(RED)}) ![]({site.origin}/blue.png) ![]({head}{encoded(LARGE)})"
    delivered(exhibit, fetch("-", "--origin", site.origin, stdin=text), RED, BLUE, LARGE)


@pytest.mark.parametrize("content", [RED, LARGE], ids=["small", "large"])
@pytest.mark.parametrize("shape", [encoded, lambda item: base64.encodebytes(item).decode(), lambda item: json.dumps(encoded(item))],
                         ids=["plain", "wrapped", "string"])  # fmt: skip
def test_A16_bare_base64(exhibit, fetch, shape, content):
    delivered(exhibit, fetch("-", stdin=shape(content)), content)


def test_A16_a_file_that_is_the_media(exhibit, fetch):
    (exhibit.work / "found.png").write_bytes(LARGE)
    delivered(exhibit, fetch("found.png", "--output", "kept.png"), LARGE)
    assert exhibit.entries("response.received")[0]["body"]["transport"] == {"scheme": "file"}


def test_A16_a_text_that_is_one_address(exhibit, fetch, site):
    site["/result/7"] = media(RED)
    delivered(exhibit, fetch("-", "--origin", site.origin, stdin=f"{site.origin}/result/7\n"), RED)


def test_A16_relative_references_need_an_origin(exhibit, fetch):
    outcome = fetch("--response-text", "![](/red.png)")
    failed(exhibit, outcome, 5, "reply.no_media")
    assert "--origin" in outcome.error["message"]


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["a.txt", "--response-text", "x"],
        ["no-such-file.txt"],
        ["--response-text", "  \n"],
        ["http://user:pass@127.0.0.1/a.png"],
        ["http://127.0.0.1/a.png", "--origin", "http://127.0.0.1/"],
        ["--response-text", "x", "--header", "A: b"],
        ["--response-text", "x", "--origin", "http://gw.example/", "--header", "A: b"],
        ["http://gw.example/a.png", "--header", "A: b"],
        ["http://127.0.0.1/a.png", "--header", "no colon"],
        ["http://127.0.0.1/a.png", "--header", "Host: b"],
        ["http://127.0.0.1/a.png", "--header", "A: env:NOT_SET"],
        ["http://127.0.0.1/a.png", "--timeout", "0"],
    ],
)
def test_A16_bad_command_lines_leave_nothing(exhibit, fetch, words):
    outcome = fetch(*words)
    assert outcome.status == 2, outcome
    assert not (exhibit.home / "ledger.sqlite").exists()


def test_A16_dry_run(exhibit, fetch, site):
    outcome = fetch(f"{site.origin}/a.png?key={SECRET}", "--dry-run")
    assert outcome.status == 0 and outcome.result["endpoint"] == f"{site.origin}/a.png", outcome
    assert SECRET not in outcome.out
    assert outcome.result["polling"] is None, "a fetch is never a job"
    assert site.server.requests == [] and not (exhibit.home / "ledger.sqlite").exists()


# Where it may lead


@pytest.mark.parametrize(
    "address",
    ["http://10.255.255.1/a.png", "http://169.254.169.254/latest/a.png", "http://192.168.255.254/a.png", "http://[fe80::1]/a.png"],
)
def test_A16_a_page_on_loopback_leads_into_no_private_network(exhibit, fetch, site, address):
    site["/page"] = page(f'<img src="{address}">')
    failed(exhibit, fetch(f"{site.origin}/page", "--timeout", "5"), 1, "address.refused")


@pytest.mark.parametrize("address", ["http://10.255.255.1/a.png", "http://169.254.169.254/latest/a.png"])
def test_A16_a_redirect_leads_into_no_private_network(exhibit, fetch, site, address):
    site["/a"] = response(302, headers={"Location": address})
    failed(exhibit, fetch(f"{site.origin}/a", "--timeout", "5"), 1, "address.refused")


@pytest.mark.parametrize("origin", [[], ["--origin", "https://gw.example/"], ["--origin", "http://10.255.255.1/"]])
def test_A16_a_text_from_elsewhere_leads_not_to_this_machine(exhibit, fetch, site, origin):
    site["/a.png"] = media(RED)
    failed(exhibit, fetch("--response-text", f"![]({site.origin}/a.png)", *origin), 1, "address.refused")
    assert site.server.requests == []


def test_A16_a_download_that_redirects_into_a_private_network(exhibit, fetch, site):
    site["/page"] = page("![](a.png)")
    site["/a.png"] = response(302, headers={"Location": "http://169.254.169.254/a.png"})
    failed(exhibit, fetch(f"{site.origin}/page", "--timeout", "5"), 1, "address.refused")


def test_a_provider_known_by_name_leads_into_no_private_network(exhibit, loopback):
    """The kind of a name's address is known from the connection, not from the name."""
    server = loopback(response(body={"data": [{"url": "http://10.255.255.1/a.png"}]}))
    exhibit.configure(server.url.replace("127.0.0.1", "localhost"))
    outcome = exhibit.generate("--timeout", "5")
    assert outcome.status == 1 and outcome.error["code"] == "address.refused", outcome


# What stays secret, and who accepts it


@pytest.mark.parametrize("written", ["Authorization: Bearer env:TOKEN", "X-Token: env:TOKEN", f"X-Token: {SECRET}"])
def test_A16_headers_go_to_the_origin_and_nowhere_else(exhibit, fetch, site, loopback, written):
    other = Site(loopback)
    other["/b.png"] = media(BLUE)
    name = written.partition(":")[0]
    site["/page"] = lambda request, _: page(f"You are {request.header(name)}. ![](a.png) ![]({other.origin}/b.png)")
    site["/a.png"] = media(RED)
    outcome = fetch(f"{site.origin}/page", "--header", written, "--verbose", env={"TOKEN": SECRET})
    delivered(exhibit, outcome, RED, BLUE)
    value = f"Bearer {SECRET}" if "Bearer" in written else SECRET
    assert [request.header(name) for request in site.server.requests] == [value, value]
    assert [request.header(name) for request in other.server.requests] == [None]
    needles = [SECRET.encode(), base64.b64encode(SECRET.encode())]
    assert files_with(exhibit.folder, *needles) == [], "not even where the page echoed it"
    assert SECRET not in outcome.out + outcome.err


def test_A17_a_header_from_the_environment_is_there_again(exhibit, fetch, site):
    def guarded(request, connection):
        return media(RED) if request.header("Authorization") == f"Bearer {SECRET}" else refusal(503)

    site["/a.png"] = guarded
    words = [f"{site.origin}/a.png", "--header", "Authorization: Bearer env:TOKEN", "--max-attempts", "1"]
    first = fetch(*words, env={"TOKEN": "another-token-of-yesterday"})
    failed(exhibit, first, 7, "provider.busy")
    again = exhibit("runs", "resume", first.result["run_id"], "--json", env={"TOKEN": SECRET})
    delivered(exhibit, again, RED)
    missing = exhibit("runs", "resume", first.result["run_id"], "--json")
    assert missing.status == 2


def test_A16_only_integrity_judges_unless_asked(exhibit, fetch, site):
    exhibit("ledger", "init", "--policy", "happy-gpt-image-2")
    site["/a.png"] = media(RED)
    outcome = fetch(f"{site.origin}/a.png")
    delivered(exhibit, outcome, RED)
    assert [item["policy"] for item in outcome.result["acceptance"]["policies"]] == ["integrity"]
    assert outcome.result["acceptance"]["verdict"] == "accepted"


@pytest.mark.parametrize("source", ["address", "text"])
def test_A16_the_pinned_production_rejects_what_was_only_fetched(exhibit, fetch, site, source):
    site["/a.png"] = media(RED)
    words = [f"{site.origin}/a.png"] if source == "address" else ["--response-text", f"data:image/png;base64,{encoded(RED)}"]
    outcome = fetch(*words, "--policy", "happy-gpt-image-2")
    assert outcome.status == 6 and outcome.error["code"] == "policy.refused", outcome
    assert site.server.requests == [] and not list(exhibit.work.rglob("*.png"))
    anyway = fetch(*words, "--policy", "happy-gpt-image-2", "--policy", "no-mock", "--send-anyway")
    assert anyway.status == 6 and anyway.error["code"] == "policy.rejected" and anyway.error["billed"] == "no"
    verdicts = {item["policy"]: item["verdict"] for item in anyway.result["acceptance"]["policies"]}
    # Whoever serves a picture need not have made it: no-mock has nothing to say about a fetch.
    assert verdicts == {"integrity": "accepted", "happy-gpt-image-2": "rejected", "no-mock": "not_evaluated"}
    sound(exhibit)


@pytest.mark.parametrize("source", ["address", "text"])
def test_A16_no_mock_never_accepts_what_was_only_fetched(exhibit, fetch, site, source):
    site["/a.png"] = media(RED)
    words = [f"{site.origin}/a.png"] if source == "address" else ["--response-text", f"data:image/png;base64,{encoded(RED)}"]
    outcome = fetch(*words, "--policy", "no-mock")
    assert outcome.status == 6 and outcome.error["code"] == "policy.not_evaluated", outcome
    assert outcome.result["state"] == "succeeded" and outcome.result["ok"] is False
    verdicts = {item["policy"]: item["verdict"] for item in outcome.result["acceptance"]["policies"]}
    assert verdicts == {"integrity": "accepted", "no-mock": "not_evaluated"}
    sound(exhibit)
