"""A bundle's archives of what was on the wire, read by programs that we did not write: warcio and haralyzer."""

import base64
import json
import subprocess
import sys

import pytest
from evidence import flip
from gateway import picture
from haralyzer import HarParser
from loopback import Loopback, refusal, response
from warcio.archiveiterator import ArchiveIterator

PROMPT = "an orange cat by a window"
KEY = "sk-canary-0123456789abcdefghij"


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """Three runs: a picture in JSON, a picture by its address behind a redirect, a refusal that says the key and the prompt."""
    from conftest import Exhibit

    made = Exhibit(tmp_path_factory.mktemp("wire"))
    made.pictures = [picture(size=(400, 300)), picture((1, 2, 3))]
    made.answers = []

    def answer(request, connection):
        if request.path.endswith("/a.png"):
            body, kind, status, headers = b"", "text/plain", 302, {"Location": "/v1/b.png"}
        elif request.path.endswith("/b.png"):
            body, kind, status, headers = made.pictures[1], "image/png", 200, {}
        else:
            body, kind, status, headers = made.replies.pop(0), "application/json", made.codes.pop(0), {}
        made.answers.append(body)
        return response(status, body, headers, kind)

    server = Loopback(answer)
    refused = refusal(400, f"no: {PROMPT}, asked with {KEY}").partition(b"\r\n\r\n")[2]
    made.replies = [
        json.dumps({"data": [{"b64_json": base64.b64encode(made.pictures[0]).decode()}]}).encode(),
        json.dumps({"data": [{"url": f"{server.url}/a.png"}]}).encode(),
        refused,
    ]
    made.codes = [200, 200, 400]
    made.configure(server.url, key=KEY)
    made.runs = [made.generate(prompt=PROMPT).json["result"]["run_id"] for _ in range(3)]
    for name, more in [("plain", []), ("full", ["--with-prompts"])]:
        exported = made("audit", "export", "--out", made.folder / name, "--json", *more)
        assert exported.status == 0, exported
    yield made
    server.stop()
    made.stop()


def records(path):
    found = []
    with open(path, "rb") as stream:
        for record in ArchiveIterator(stream, check_digests="raise"):
            found.append((record.rec_type, record.rec_headers, record.http_headers, record.content_stream().read()))
    return found


def payloads(house, name, run):
    return [content for kind, _, _, content in records(house.folder / name / "wire" / f"{house.runs[run]}.warc") if kind == "response"]


def checked(path):
    """What `warcio check` says, and how it ended."""
    found = subprocess.run([sys.executable, "-m", "warcio.cli", "check", "-v", path], capture_output=True, text=True)
    return found.returncode, found.stdout + found.stderr


@pytest.mark.parametrize("name", ["plain", "full"])
def test_warcio_accepts_every_archive(house, name):
    paths = sorted((house.folder / name / "wire").glob("*.warc"))
    assert [path.stem for path in paths] == sorted(house.runs)
    for path in paths:
        status, said = checked(path)
        assert status == 0 and "digest pass" in said and "fail" not in said, said


def test_warcio_refuses_a_changed_byte(house, tmp_path):
    content = (house.folder / "plain" / "wire" / f"{house.runs[0]}.warc").read_bytes()
    for number, place in enumerate([content.index(b"b64_json") + 40, content.index(b"software") + 2, content.index(b'"marks"')]):
        (tmp_path / f"{number}.warc").write_bytes(flip(content, place))
        assert checked(tmp_path / f"{number}.warc")[0] != 0


def test_the_payloads_are_what_the_server_sent(house):
    assert payloads(house, "plain", 0) == [house.answers[0]]
    assert payloads(house, "plain", 1) == house.answers[1:4] == [house.answers[1], b"", house.pictures[1]]


def test_what_is_withheld_or_redacted_does_not_pass_for_the_wire(house):
    path = house.folder / "plain" / "wire" / f"{house.runs[2]}.warc"
    assert KEY.encode() not in path.read_bytes() and PROMPT.encode() not in path.read_bytes()
    kinds = {}
    for kind, fields, _, content in records(path):
        kinds.setdefault(kind, []).append((fields, content))
    [(asked, sent)], [(answered, received)] = kinds["request"], kinds["response"]
    assert asked.get_header("WARC-Payload-Digest") is None and b"[withheld:" in sent
    assert answered.get_header("WARC-Payload-Digest") is None and received != house.answers[-1]
    assert answered.get_header("WARC-Concurrent-To") == asked.get_header("WARC-Record-ID")
    notes = {fields.get_header("WARC-Refers-To"): json.loads(content) for fields, content in kinds["metadata"]}
    for fields, content in [(asked, sent), (answered, received)]:
        note = notes[fields.get_header("WARC-Record-ID")]
        assert note["body"] == "not as on the wire" and note["marks"]
        for mark in note["marks"]:
            token = content[mark["at"] : mark["at"] + mark["length"]]
            assert mark["part"] == "body" and token.startswith(b"[") and token.endswith(b"]")
    full = house.folder / "full" / "wire" / f"{house.runs[2]}.warc"
    assert PROMPT.encode() in full.read_bytes() and KEY.encode() not in full.read_bytes()


def test_whole_requests_have_the_digest_of_what_was_sent(house):
    [sent] = [item for item in records(house.folder / "full" / "wire" / f"{house.runs[0]}.warc") if item[0] == "request"]
    assert json.loads(sent[3])["prompt"] == PROMPT and sent[1].get_header("WARC-Payload-Digest")


@pytest.mark.parametrize("name", ["plain", "full"])
def test_haralyzer_reads_every_archive(house, name):
    for number, run in enumerate(house.runs):
        text = (house.folder / name / "wire" / f"{run}.har").read_text()
        log = json.loads(text)["log"]
        assert log["version"] == "1.2" and {"name", "version"} <= set(log["creator"])
        for entry in log["entries"]:
            assert {"startedDateTime", "time", "request", "response", "cache", "timings"} <= set(entry)
            assert {"method", "url", "httpVersion", "cookies", "headers", "queryString", "headersSize", "bodySize"} <= set(entry["request"])
            assert {"status", "statusText", "httpVersion", "cookies", "headers", "content", "redirectURL", "headersSize", "bodySize"} <= set(entry["response"])
            assert entry["timings"]["send"] + entry["timings"]["wait"] + entry["timings"]["receive"] == entry["time"]
            assert len(entry["_evidence"]["leaf"]) == 64
        pages = HarParser(json.loads(text)).har_data["entries"]
        assert [entry["response"]["status"] for entry in pages] == [[200], [200, 302, 200], [400]][number]
        assert KEY not in text
    text = (house.folder / name / "wire" / f"{house.runs[1]}.har").read_text()
    assert "blob sha256:" in text and len(text) < 20_000


def test_the_audit_makes_them_again(house, tmp_path):
    for name in ("plain", "full"):
        found = house.verify("--bundle", house.folder / name)
        assert found.status == 0 and found.result["counts"]["archives"] == 6, found


@pytest.mark.parametrize("form", ["warc", "har"])
@pytest.mark.parametrize("change", ["byte", "removed", "added"])
def test_a_changed_archive_is_found(house, tmp_path, form, change):
    """Also by someone who writes SHA256SUMS again."""
    import hashlib
    import shutil

    bundle = tmp_path / "bundle"
    shutil.copytree(house.folder / "plain", bundle)
    path = bundle / "wire" / f"{house.runs[0]}.{form}"
    if change == "byte":
        path.write_bytes(path.read_bytes().replace(b"api", b"apj", 1) if form == "har" else flip(path.read_bytes()))
        if path.read_bytes() == (house.folder / "plain" / "wire" / path.name).read_bytes():
            path.write_bytes(path.read_bytes() + b"\n")
    elif change == "removed":
        path.unlink()
    else:
        (bundle / "wire" / f"01KAHC0000Z9X8W7V6T5S4R3Q2.{form}").write_bytes(path.read_bytes())
    listed = sorted(item.relative_to(bundle) for item in bundle.rglob("*") if item.is_file() and item.name != "SHA256SUMS")
    text = "".join(f"{hashlib.sha256((bundle / item).read_bytes()).hexdigest()}  {item}\n" for item in listed)
    (bundle / "SHA256SUMS").write_text(text)
    found = house.verify("--bundle", bundle)
    assert found.status == 12 and {item["check"] for item in found.result["findings"]} == {"wire"}, found


def test_the_same_bundle_gives_the_same_archives(house):
    exported = house("audit", "export", "--out", house.folder / "again", "--json")
    assert exported.status == 0
    for path in (house.folder / "plain" / "wire").iterdir():
        assert path.read_bytes() == (house.folder / "again" / "wire" / path.name).read_bytes()
