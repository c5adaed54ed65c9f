"""Dates from outside: RFC 3161 time stamps on the ledger's checkpoints, and what they raise a run's grade to."""

import hashlib
import json
import shutil
import sqlite3
import subprocess

import pytest
from authority import Authority
from evidence import Note

E1 = "recorded by this machine; nobody outside has signed it"
E2 = "recorded, and dated by an outside party: it existed between "


@pytest.fixture
def authority(tmp_path):
    made = []

    def make(fault=None, name="Test TSA"):
        made.append(Authority(tmp_path / f"tsa{len(made)}", name, fault))
        return made[-1]

    yield make
    for each in made:
        each.close()


def configure(exhibit, *authorities, **more):
    exhibit.home.mkdir(mode=0o700, exist_ok=True)
    (exhibit.home / "config.json").write_text(json.dumps({"tsa": [each.setting(**more) for each in authorities]}))


def anchor(exhibit, *authorities, root=None, words=()):
    urls = [word for each in authorities for word in ("--tsa", each.url)]
    return exhibit("audit", "anchor", *urls, "--tsa-root", root or authorities[0].root, "--json", *words)


def rewrite(exhibit, *statements):
    """Changes the ledger as somebody with a hex editor would."""
    connection = sqlite3.connect(exhibit.home / "ledger.sqlite")
    for statement, *values in statements:
        connection.execute(statement, values)
    connection.commit()
    connection.close()


def run(exhibit, *words):
    made = exhibit.generate("--provider", "sandbox", *words)
    assert made.status == 0, made
    return made.result["run_id"]


def facts(exhibit, run_id):
    shown = exhibit("runs", "show", run_id, "--json")
    assert shown.status == 0, shown
    return shown.result.get("evidence_now") or shown.result["evidence"]


def test_an_authority_dates_the_ledger(exhibit, authority):
    tsa = authority()
    run(exhibit)
    before = len(exhibit.entries())
    told = anchor(exhibit, tsa)
    assert told.status == 0, told
    found = exhibit.entries("anchor.rfc3161")
    assert len(found) == 1
    body, seq = found[0]["body"], found[0]["seq"]
    assert body["size"] == before and body["origin_of_tsa"] == tsa.origin and body["tsa"] == "CN=Test TSA"
    assert told.result["anchors"] == [{
        "name": tsa.origin, "ok": True, "size": before, "time": body["gen_time"], "signer": "CN=Test TSA", "entry": seq}]
    (row,) = exhibit.sql("SELECT id, size, kind, der FROM anchor")
    assert row[:3] == (seq, before, "rfc3161") and hashlib.sha256(row[3]).hexdigest() == body["der_sha256"]
    ((note,),) = exhibit.sql("SELECT note FROM checkpoint WHERE size = ?", before)
    assert hashlib.sha256(note.encode()).hexdigest() == body["note_sha256"]
    assert Note(note).root.hex() == body["root"] and len(Note(note).lines) == 1
    # What was asked: the note's hash and nothing else, and no credential went along.
    ((headers, request),) = tsa.asked
    assert bytes.fromhex(body["note_sha256"]) in request and headers["Content-Type"] == "application/timestamp-query"
    assert "Authorization" not in headers and "Cookie" not in headers
    # The next checkpoint covers the entry itself.
    assert exhibit.sql("SELECT max(size) FROM checkpoint")[0][0] == len(exhibit.entries()) > seq
    report = exhibit.verify()
    assert report.status == 0 and report.result["counts"]["anchors"] == 1, report
    dated = report.result["dated"]
    assert dated == [{
        "from": 0, "to": before - 1, "by": body["gen_time"], "signer": "CN=Test TSA", "entry": seq}]
    assert f"when: no outside date covers entries {before}–{len(exhibit.entries()) - 1}" in report.result["not_shown"]
    text = exhibit("audit", "verify").out
    assert f"entries 0–{before - 1} existed by {body['gen_time']} (CN=Test TSA)" in text
    assert exhibit.verify("--require-anchor").status == 0


def test_require_anchor_wants_everything_but_housekeeping_dated(exhibit, authority):
    tsa = authority()
    run(exhibit)
    nothing = exhibit.verify("--require-anchor")
    assert nothing.status == 3 and nothing.error["code"] == "evidence.unanchored", nothing
    assert anchor(exhibit, tsa).status == 0
    assert exhibit("audit", "export", "--out", "bundle").status == 0
    assert exhibit.verify("--require-anchor").status == 0
    assert exhibit("audit", "verify", "--bundle", "bundle", "--require-anchor").status == 0
    covered = exhibit.entries("anchor.rfc3161")[0]["body"]["size"]
    run(exhibit)
    assert exhibit.verify().status == 0
    more = exhibit.verify("--require-anchor")
    assert more.status == 3 and more.result["undated"]["from"] == covered, more


@pytest.mark.parametrize("fault,code,words", [
    ("refuses", "anchor.invalid", "refused (status 2"), ("garbage", "anchor.invalid", "no time-stamp answer"),
    ("page", "anchor.invalid", "text/html"), ("status", "anchor.failed", "answered 503"),
    ("slow", "anchor.failed", "no answer within 1 s"), ("nonce", "anchor.invalid", "another request"),
    ("imprint", "anchor.invalid", "other bytes")])
def test_what_is_no_time_stamp_is_told_and_leaves_a_warning(exhibit, authority, fault, code, words):
    tsa = authority(fault)
    assert exhibit("ledger", "init").status == 0
    told = anchor(exhibit, tsa, words=["--timeout", "1"])
    assert told.status == 1 and told.error["code"] == code and words in told.error["message"], told
    assert exhibit.entries("anchor.rfc3161") == [] and exhibit.sql("SELECT * FROM anchor") == []
    (warning,) = exhibit.entries("warning")
    assert warning["body"]["code"] == "anchor.failed" and words in warning["body"]["message"]
    assert exhibit.verify().status == 0


def test_an_authority_of_another_root_is_refused(exhibit, authority):
    tsa, other = authority(), authority(name="Other")
    assert exhibit("ledger", "init").status == 0
    told = anchor(exhibit, tsa, root=other.root)
    assert told.status == 1 and "not to be trusted" in told.error["message"], told
    assert exhibit.sql("SELECT * FROM anchor") == []


def test_each_of_two_answers_for_itself(exhibit, authority):
    good, bad = authority(), authority("status", name="Bad")
    roots = exhibit.folder / "both.pem"
    roots.write_bytes(good.root.read_bytes() + bad.root.read_bytes())
    run(exhibit)
    told = anchor(exhibit, bad, good, root=roots)
    assert told.status == 0 and [each["ok"] for each in told.result["anchors"]] == [False, True], told
    assert len(exhibit.entries("anchor.rfc3161")) == 1 and len(exhibit.entries("warning")) == 1
    bad.fault = None
    told = anchor(exhibit, bad, good, root=roots)
    assert [each["signer"] for each in told.result["anchors"]] == ["CN=Bad", "CN=Test TSA"], told
    report = exhibit.verify()
    assert report.status == 0 and {each["signer"] for each in report.result["dated"]} == {"CN=Bad", "CN=Test TSA"}


@pytest.mark.parametrize("words,message", [
    ((), "no time-stamp authority"), (("--tsa", "http://127.0.0.1:1/"), "needs --tsa-root"),
    (("--tsa-root", "x.pem"), "belong to --tsa"), (("--tsa", "ftp://127.0.0.1/", "--tsa-root", "ROOT"), "http or https"),
    (("--tsa", "http://a:b@127.0.0.1/", "--tsa-root", "ROOT"), "without a user"),
    (("--tsa", "http://127.0.0.1:1/", "--tsa-root", "KEY"), "and nothing else"),
    (("--tsa", "http://127.0.0.1:1/", "--tsa-root", "absent.pem"), "cannot be read")])
def test_what_cannot_be_asked_is_a_usage_error(exhibit, authority, words, message):
    tsa = authority()
    assert exhibit("ledger", "init").status == 0
    both = exhibit.folder / "both.pem"
    both.write_bytes(tsa.root.read_bytes() + (tsa.folder / "root.key").read_bytes())
    places = {"ROOT": tsa.root, "KEY": both}
    told = exhibit("audit", "anchor", *[places.get(word, word) for word in words], "--json")
    assert told.status == 2 and message in told.error["message"], told


def test_plain_http_stays_at_home(exhibit, authority):
    tsa = authority()
    assert exhibit("ledger", "init").status == 0
    # An address of the documentation's network counts as private; a public one is refused before a packet goes there.
    told = exhibit("audit", "anchor", "--tsa", "http://1.1.1.1/", "--tsa-root", tsa.root, "--timeout", "5", "--json")
    assert told.status == 1 and "plain http" in told.error["message"], told


def test_the_newest_checkpoint_is_printed_and_written(exhibit):
    run(exhibit)
    size = len(exhibit.entries())
    told = exhibit("audit", "checkpoint")
    note = Note(told.out)
    assert told.status == 0 and note.size == size and len(exhibit.entries()) == size
    note.signature(exhibit.entries()[0]["body"]["vkey"])
    assert exhibit("audit", "checkpoint", "--out", "kept").status == 0
    assert (exhibit.work / "kept").read_text() == told.out
    assert exhibit("audit", "checkpoint", "--out", "kept", "--json").error["code"] == "output.exists"
    run(exhibit)
    assert exhibit.verify("--against", "kept").status == 0


def test_a_run_is_dated_before_and_after_and_so_is_e2(exhibit, authority):
    tsa = authority()
    configure(exhibit, tsa)
    run_id = run(exhibit)
    types = [entry["type"] for entry in exhibit.entries()]
    first, second = [index for index, kind in enumerate(types) if kind == "anchor.rfc3161"]
    assert types.index("request.intent") < first < types.index("attempt.started") < types.index("verdict") < second
    anchors = exhibit.entries("anchor.rfc3161")
    assert anchors[0]["body"]["size"] > types.index("request.intent")
    assert anchors[1]["body"]["size"] > types.index("verdict")
    # The verdict was passed before the second date: it cannot know of it.
    recorded = exhibit("runs", "show", run_id, "--json").result
    assert recorded["evidence"]["grade"] == "E1"
    now = facts(exhibit, run_id)
    assert now["grade"] == "E2" and now["anchored"] is True
    assert (now["dated_after"], now["dated_before"]) == tuple(each["body"]["gen_time"] for each in anchors)
    assert f"rests on  {E2}{now['dated_after']} and {now['dated_before']}" in exhibit("runs", "show", run_id).out
    strict = exhibit.folder / "dated.json"
    strict.write_text(json.dumps({
        "schema": "acceptance/v1", "id": "dated", "version": "1", "title": "Dated", "rules": [
            {"id": "D-1", "severity": "error", "assert": {"path": "/evidence/grade", "op": "eq", "value": "E2"}}]}))
    judged = exhibit("policy", "check", run_id, "--policy", strict, "--json")
    assert judged.status == 0, judged
    assert exhibit.sql("SELECT grade FROM run") == [("E1",)]
    assert exhibit.verify().status == 0


def test_one_date_alone_is_not_e2(exhibit, authority):
    tsa = authority()
    run_id = run(exhibit)
    assert anchor(exhibit, tsa).status == 0
    now = facts(exhibit, run_id)
    assert now["grade"] == "E1" and now["anchored"] is True and "dated_after" not in now
    assert f"rests on  {E1}" in exhibit("runs", "show", run_id).out


def test_a_date_of_an_earlier_tree_does_not_cover_the_intent(exhibit, authority):
    tsa = authority()
    assert exhibit("ledger", "init").status == 0
    assert anchor(exhibit, tsa).status == 0
    run_id = run(exhibit)
    assert anchor(exhibit, tsa).status == 0
    assert facts(exhibit, run_id)["grade"] == "E1"


@pytest.mark.parametrize("fault", ["status", "garbage", "slow", "nonce"])
def test_production_goes_on_without_dates(exhibit, authority, fault):
    tsa = authority(fault)
    configure(exhibit, tsa, timeout_seconds=1)
    run_id = run(exhibit)
    assert len(exhibit.entries("warning")) == 2 and facts(exhibit, run_id)["grade"] == "E1"
    assert exhibit("generate", "--provider", "sandbox", "--prompt", "x").err.count("note: not dated by") == 2
    assert exhibit.verify().status == 0


def test_roots_that_are_gone_stop_nothing_either(exhibit, authority):
    tsa = authority()
    configure(exhibit, tsa)
    tsa.root.unlink()
    run(exhibit)
    message = exhibit.entries("warning")[0]["body"]["message"]
    assert "roots cannot be read" in message and tsa.asked == []
    assert "/" not in message.split(": ", 1)[1], "entries go into bundles, and paths do not"


def test_a_batch_is_dated_at_its_start_and_its_end(exhibit, authority):
    tsa = authority()
    configure(exhibit, tsa)
    manifest = exhibit.work / "manifest.json"
    manifest.write_text(json.dumps([{"prompt": f"picture {n}", "provider": "sandbox"} for n in range(3)]))
    made = exhibit("batch", "--manifest", manifest, "--json")
    assert made.status == 0, made
    anchors = exhibit.entries("anchor.rfc3161")
    assert len(anchors) == 2
    intents = exhibit.entries("request.intent")
    assert len(intents) == 3 and anchors[0]["seq"] < min(each["seq"] for each in intents)
    for intent in intents:
        order = exhibit.entries()[intent["body"]["order"]]
        assert order["type"] == "task.state" and order["body"]["event"] == "submitted"
        assert order["body"]["request_tag"] == intent["body"]["request_tag"]
        assert facts(exhibit, intent["run"])["grade"] == "E2"
    assert exhibit.verify().status == 0
    assert exhibit("audit", "export", intents[0]["run"], "--out", "part").status == 0
    assert exhibit("audit", "verify", "--bundle", "part").status == 0


def test_nothing_is_asked_without_config(exhibit, authority):
    tsa = authority()
    run(exhibit)
    assert tsa.asked == [] and exhibit.sql("SELECT * FROM anchor") == [] and exhibit.entries("warning") == []


@pytest.mark.parametrize("change,words", [
    ("UPDATE anchor SET der = X'3003020100'", "was changed"),
    ("DELETE FROM anchor", "is not here"),
    ("UPDATE anchor SET size = size - 1", "another kind or size"),
    ("UPDATE anchor SET id = 1", "which no entry records"),
    ("INSERT INTO anchor(id, size, kind, der) VALUES(2, 1, 'rfc3161', X'00')", "which no entry records")])
def test_a_changed_proof_is_found_and_located(exhibit, authority, change, words):
    tsa = authority()
    run(exhibit)
    assert anchor(exhibit, tsa).status == 0
    seq = exhibit.entries("anchor.rfc3161")[0]["seq"]
    rewrite(exhibit, (change,))
    report = exhibit.verify()
    assert report.status == 12 and {each["check"] for each in report.result["findings"]} == {"anchor"}, report
    assert any(words in each["message"] for each in report.result["findings"])
    assert {each["entry"] for each in report.result["findings"]} <= {seq, 1, 2}


def test_every_changed_byte_of_a_time_stamp_is_found(exhibit, authority):
    tsa = authority()
    assert exhibit("ledger", "init").status == 0
    assert anchor(exhibit, tsa).status == 0
    ((der,),) = exhibit.sql("SELECT der FROM anchor")
    for place in range(0, len(der), len(der) // 6):
        changed = der[:place] + bytes([der[place] ^ 1]) + der[place + 1:]
        rewrite(exhibit, ("UPDATE anchor SET der = ?", changed))
        assert exhibit.verify().status == 12, place
    rewrite(exhibit, ("UPDATE anchor SET der = ?", der))
    assert exhibit.verify().status == 0


def test_changed_roots_are_found(exhibit, authority):
    tsa, other = authority(), authority(name="Other")
    assert exhibit("ledger", "init").status == 0
    assert anchor(exhibit, tsa).status == 0
    digest = bytes.fromhex(exhibit.entries("anchor.rfc3161")[0]["body"]["roots_sha256"])
    pem = other.root.read_bytes()
    rewrite(exhibit, ("UPDATE blob SET data = ?, bytes = ? WHERE sha256 = ?", pem, len(pem), digest))
    report = exhibit.verify()
    assert report.status == 12 and {"anchor", "blob"} == {each["check"] for each in report.result["findings"]}, report


def test_a_bundle_is_checked_by_openssl_and_by_another_library(exhibit, authority):
    client = pytest.importorskip("rfc3161_client")
    tsa, second = authority(), authority(name="Second")
    configure(exhibit, tsa, second)
    run(exhibit)
    assert exhibit("audit", "export", "--out", "bundle").status == 0
    bundle = exhibit.work / "bundle"
    report = exhibit("audit", "verify", "--bundle", "bundle", "--json")
    assert report.status == 0 and report.result["counts"]["anchors"] == 4 and len(report.result["dated"]) == 2, report
    for entry in exhibit.entries("anchor.rfc3161"):
        body = entry["body"]
        note = bundle / "anchors" / f"{body['note_sha256']}.note"
        reply = bundle / "anchors" / f"{body['der_sha256']}.tsr"
        roots = bundle / "trust" / f"{body['roots_sha256']}.pem"
        told = subprocess.run(
            ["openssl", "ts", "-verify", "-in", reply, "-data", note, "-CAfile", roots], capture_output=True, text=True)
        assert told.returncode == 0 and "Verification: OK" in told.stdout, told
        from cryptography import x509
        root = x509.load_pem_x509_certificate(roots.read_bytes())
        response = client.decode_timestamp_response(reply.read_bytes())
        verifier = client.VerifierBuilder().add_root_certificate(root).build()
        assert verifier.verify_message(response, note.read_bytes())
        assert response.tst_info.gen_time.strftime("%Y-%m-%dT%H:%M:%S") == body["gen_time"][:19]
    # And here, a changed answer is found.
    reply.write_bytes(reply.read_bytes()[:-1] + b"\x00")
    report = exhibit("audit", "verify", "--bundle", "bundle", "--json")
    assert report.status == 12 and "anchor" in {each["check"] for each in report.result["findings"]}, report
    shutil.rmtree(bundle / "anchors")
    assert exhibit("audit", "verify", "--bundle", "bundle").status == 12


def test_a_config_that_names_no_roots_is_refused(exhibit, authority):
    exhibit.home.mkdir(mode=0o700)
    (exhibit.home / "config.json").write_text(json.dumps({"tsa": [{"url": "https://tsa.example/"}]}))
    made = exhibit.generate("--provider", "sandbox")
    assert made.status == 2 and "/tsa/0" in made.error["message"] and "roots" in made.error["message"], made


def test_a_queue_is_dated_when_its_work_starts_and_when_it_ends(exhibit, authority):
    tsa = authority()
    configure(exhibit, tsa)
    tasks = exhibit.work / "tasks.json"
    tasks.write_text(json.dumps([{"prompt": "one", "provider": "sandbox"}, {"prompt": "two", "provider": "sandbox"}]))
    made = exhibit("queue", "run", f"@{tasks}", "--json")
    assert made.status == 0, made
    assert len(exhibit.entries("anchor.rfc3161")) == 2
    for intent in exhibit.entries("request.intent"):
        assert facts(exhibit, intent["run"])["grade"] == "E2"
    assert exhibit.verify("--require-anchor").status == 0
