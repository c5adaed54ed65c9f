"""Reviews and waivers on record (parity K7): a person decides, with a key of their own, and anyone can check it."""

import base64
import hashlib
import json
import os
import sqlite3
import subprocess

import pytest
from conftest import Exhibit
from evidence import Ledger
from gateway import picture, reply
from securesystemslib.dsse import Envelope
from securesystemslib.signer import SSlibKey

REVIEW = "tag:exhibit.invalid,2026:review/v1"
WAIVER = "tag:exhibit.invalid,2026:waiver/v1"


def policy(name="mine", **more):
    """Accepts a finished run, and sends a picture that is not wide to a reviewer."""
    return {
        "schema": "acceptance/v1", "id": name, "version": "1", "title": "Mine",
        "rules": [
            {"id": "OK-01", "severity": "error", "assert": {"path": "/run/state", "op": "eq", "value": "succeeded"}},
            {"id": "WIDE-01", "severity": "error", "assert": {"path": "/artifact/width", "op": "ge", "value": 16},
             "message": "only {actual} wide"},
            {"id": "TALL-01", "severity": "review", "assert": {"path": "/artifact/height", "op": "ge", "value": 16}},
        ],
        **more,
    }


class Desk(Exhibit):
    """A home with a provider whose pictures have the size that the test wants, and a reviewer's key."""

    def make(self, width=16, height=16, name="mine", **more):
        """One run by the policy; returns the run's id."""
        self.size = (width, height)
        (self.work / f"{name}.json").write_text(json.dumps(policy(name, **more)))
        found = self.generate("--provider", "happy", "--policy", f"{name}.json", "--task-name", "cat")
        self.path = found.result["output"]
        return found.result["run_id"]

    def key(self, name="reviewer.key"):
        path = self.folder / name
        if not path.exists():
            self("review", "key", "init", "--out", path, "--quiet")
        return path

    def key_id(self, name="reviewer.key"):
        return self("review", "key", "show", self.key(name), "--quiet").out.strip()

    def approve(self, run, *words):
        return self("review", "approve", run, "--key", self.key(), "--json", *words)

    def deny(self, run, reason="extra paw"):
        return self("review", "deny", run, "--key", self.key(), "--reason", reason, "--json")

    def waive(self, run, *words, rule="WIDE-01", key=None, expires="2999-12-31", reason="a known limit"):
        return self(
            "policy", "waive", run, "--rule", rule, "--key", key or self.key(), "--expires", expires, "--reason", reason,
            "--json", *words)

    def check(self, run, *words):
        return self("policy", "check", run, "--json", *words)

    def findings(self, *words):
        found = self.verify(*words)
        return [(finding["check"], finding["message"]) for finding in found.result["findings"]]

    def stored(self, digest):
        return bytes(self.sql("SELECT data FROM blob WHERE sha256 = ?", bytes.fromhex(digest))[0][0])

    def execute(self, script, *values):
        with sqlite3.connect(self.home / "ledger.sqlite") as connection:
            connection.execute(script, values)
        connection.close()


@pytest.fixture
def desk(tmp_path, gateway, exhibit):
    made = Desk(tmp_path)
    made.size = (16, 16)
    count = iter(range(1000))
    gateway(lambda request: (200, {}, reply(picture((next(count), 0, 9), made.size))))
    made.env = exhibit.env
    return made


def overwrite(path, content):
    path.chmod(0o644)
    path.write_bytes(content)


def statement(envelope):
    return json.loads(base64.b64decode(envelope["payload"]))


# Keys


def test_k7_a_key_is_made_once_for_its_owner_alone(desk):
    path = desk.folder / "me" / "reviewer.key"
    made = desk("review", "key", "init", "--out", path, "--json")
    assert made.status == 0 and path.stat().st_mode & 0o7777 == 0o600
    public = subprocess.run(["openssl", "pkey", "-in", path, "-pubout", "-outform", "DER"], capture_output=True).stdout
    assert made.result["key_id"] == hashlib.sha256(public).hexdigest()
    assert base64.b64decode(made.result["public_spki"]) == public and "PRIVATE" not in made.out
    again = desk("review", "key", "init", "--out", path, "--json")
    assert again.status == 2 and again.error["code"] == "output.exists"
    (desk.folder / "public.pem").write_text(made.result["public_pem"])
    for file in (path, desk.folder / "public.pem"):
        assert desk("review", "key", "show", file, "--json").result["key_id"] == made.result["key_id"]
    assert desk("review", "key", "show", "nothing", "--json").error["code"] == "reviewer_key.invalid"


def test_k7_a_reviewers_key_is_not_put_into_a_home(desk):
    desk.make()
    for path in (desk.home / "reviewer.key", desk.home / "keys" / "mine" / "reviewer.key"):
        found = desk("review", "key", "init", "--out", path, "--json")
        assert found.status == 2 and found.error["code"] == "reviewer_key.refused" and not path.exists()


@pytest.mark.parametrize("name", ["log-ed25519.pem", "statement-p256.pem"])
def test_k7_the_ledgers_own_key_is_refused(desk, name):
    run = desk.make(reviewers=["0" * 64], waivable=["OK-01"])
    own = desk.home / "keys" / name
    found = desk("review", "approve", run, "--key", own, "--json")
    assert found.status == 2 and found.error["code"] == "reviewer_key.refused"
    assert desk.waive(run, rule="OK-01", key=own).error["code"] == "reviewer_key.refused"
    assert desk.entries("review.decision") == [] and desk.entries("waiver") == []


def test_k7_a_file_that_is_no_key_is_refused(desk):
    run = desk.make()
    other = desk.folder / "p384.pem"
    subprocess.run(
        ["openssl", "genpkey", "-algorithm", "ec", "-pkeyopt", "ec_paramgen_curve:P-384", "-out", other], check=True,
        capture_output=True)
    for path in (desk.path, desk.folder / "nothing", other):
        found = desk("review", "approve", run, "--key", path, "--json")
        assert found.status == 2 and found.error["code"] == "reviewer_key.invalid", found


# Decisions


def test_k7_an_approval_is_a_signed_entry(desk, tmp_path):
    run = desk.make()
    found = desk.approve(run, "--reason", "as ordered")
    assert found.status == 0
    (entry,) = desk.entries("review.decision")
    body = entry["body"]
    assert found.result["entry"] == entry["seq"] and entry["run"] == run
    (verdict,) = [item["body"] for item in desk.entries("verdict") if item["body"]["policy_id"] == "mine"]
    assert body["decision"] == "approved" and body["verdict_sha256"] == verdict["verdict_blob"]
    assert body["artifacts"] == [hashlib.sha256(open(desk.path, "rb").read()).hexdigest()]
    assert body["reviewer_key"] == desk.key_id() and "as ordered" not in json.dumps(entry)
    # The envelope, without the program
    envelope = json.loads(desk.stored(body["envelope_blob"]))
    said = statement(envelope)
    assert said["predicateType"] == REVIEW and said["subject"][0]["digest"]["sha256"] == body["artifacts"][0]
    predicate = said["predicate"]
    assert predicate["run"] == run and predicate["decision"] == "approved"
    assert predicate["tree"]["root"] == Ledger(desk.home).root(predicate["tree"]["size"]).hex()
    payload = base64.b64decode(envelope["payload"])
    kind = envelope["payloadType"].encode()
    (tmp_path / "pae").write_bytes(b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload))
    (tmp_path / "sig").write_bytes(base64.b64decode(envelope["signatures"][0]["sig"]))
    (tmp_path / "key.pem").write_text(desk("review", "key", "show", desk.key(), "--json").result["public_pem"])
    checked = subprocess.run(
        ["openssl", "dgst", "-sha256", "-verify", "key.pem", "-signature", "sig", "pae"], cwd=tmp_path,
        capture_output=True, text=True)
    assert checked.stdout == "Verified OK\n"
    audit = desk.verify()
    assert audit.status == 0 and audit.result["counts"]["reviews"] == 1, audit


def test_k7_a_denied_run_may_not_be_used(desk):
    run = desk.make()
    assert desk.check(run).status == 0
    said = desk("review", "deny", run, "--key", desk.key(), "--reason", "extra paw")
    assert said.status == 0 and said.out.startswith("denied    cat, picture ") and ": extra paw" in said.out
    found = desk.check(run)
    assert found.status == 6 and found.error["code"] == "review.denied" and desk.key_id()[:8] in found.error["message"]
    shown = desk("runs", "show", run, "--json").result
    assert shown["ok"] is False and shown["review"]["decision"] == "denied" and shown["review"]["reason"] == "extra paw"
    assert "denied by key" in desk("runs", "list").out and "extra paw" in desk("runs", "show", run).out
    assert desk("policy", "explain", run).status == 6


def test_k7_the_latest_decision_counts(desk):
    run = desk.make()
    desk.deny(run)
    assert desk.check(run).status == 6
    desk.approve(run)
    assert desk.check(run).status == 0
    desk.deny(run)
    assert desk.check(run).status == 6
    assert [entry["body"]["decision"] for entry in desk.entries("review.decision")] == ["denied", "approved", "denied"]
    audit = desk.verify()
    assert audit.status == 0 and audit.result["counts"]["reviews"] == 3, audit


def test_k7_needs_review_waits_for_an_approval(desk):
    run = desk.make(height=8)
    waiting = desk.check(run)
    assert waiting.status == 6 and waiting.error["code"] == "policy.needs_review"
    assert "waits" in desk("runs", "list").out
    assert [row["run_id"] for row in desk("review", "list", "--json").result["runs"]] == [run]
    desk.approve(run)
    found = desk.check(run)
    assert found.status == 0 and found.result["verdict"] == "needs_review" and found.result["review"] == "approved"
    listed = desk("runs", "list").out
    assert f"approved by key {desk.key_id()[:8]}" in listed and "waits" not in listed
    assert desk("runs", "show", run, "--json").result["ok"] is True
    assert desk.verify().status == 0


def test_k7_an_approval_answers_only_policies_that_had_judged(desk):
    run = desk.make(height=8)
    desk.approve(run)
    (desk.work / "later.json").write_text(json.dumps(policy("later")))
    found = desk.check(run, "--policy", "later.json")
    assert found.status == 6 and found.error["code"] == "policy.needs_review"


def test_k7_a_rejected_verdict_is_not_lifted_by_an_approval(desk):
    run = desk.make(width=8)
    said = desk("review", "approve", run, "--key", desk.key())
    assert said.status == 0 and "verdict stands" in said.out
    found = desk.check(run)
    assert found.status == 6 and found.error["code"] == "policy.rejected"


def test_k7_the_list_has_what_waits_and_what_was_decided(desk):
    plain, waiting, denied = desk.make(), desk.make(height=8), desk.make()
    desk.deny(denied)
    rows = {row["run_id"]: row for row in desk("review", "list", "--json").result["runs"]}
    assert set(rows) == {waiting, denied} and rows[denied]["review"]["decision"] == "denied"
    assert rows[denied]["review"]["reviewer_key"] == desk.key_id() and rows[waiting]["review"] is None
    only = desk("review", "list", "--verdict", "needs_review", "--limit", "1", "--json").result["runs"]
    assert [row["run_id"] for row in only] == [waiting]
    assert plain in [row["run_id"] for row in desk("runs", "list", "--json").result["runs"]]


def test_k7_show_has_what_is_about_to_be_signed(desk):
    run = desk.make(width=8, height=8)
    found = desk("review", "show", run, "--json").result
    assert found["prompt"] == "an orange cat by a window" and found["verdict"] == "rejected"
    assert {rule["id"] for rule in found["rules"] if rule["policy"] == "mine"} == {"WIDE-01", "TALL-01"}
    text = desk("review", "show", run).out
    for word in (found["verdict_sha256"], found["artifacts"][0]["sha256"], desk.path, "only 8 wide", found["prompt"]):
        assert word in text, word


def test_k7_a_decision_on_changed_bytes_is_refused(desk):
    run = desk.make()
    content = open(desk.path, "rb").read()
    with open(desk.path, "ab") as file:
        file.write(b"x")
    found = desk.approve(run)
    assert found.status == 12 and found.error["code"] == "review.changed" and desk.path in found.error["message"]
    with open(desk.path, "wb") as file:
        file.write(content)
    digest = hashlib.sha256(content).hexdigest()
    stored = desk.home / "artifacts" / "sha256" / digest[:2] / digest
    if stored.exists():
        overwrite(stored, content[:-1] + b"\0")
    else:
        desk.execute("UPDATE blob SET data = ? WHERE sha256 = ?", content[:-1] + b"\0", bytes.fromhex(digest))
    found = desk.deny(run)
    assert found.status == 12 and found.error["code"] == "review.changed" and digest[:16] in found.error["message"]
    assert desk.entries("review.decision") == []


def test_k7_a_file_that_was_moved_away_can_be_decided_on(desk):
    run = desk.make()
    os.rename(desk.path, desk.folder / "elsewhere.png")
    assert desk.approve(run).status == 0


def test_k7_a_run_without_a_result_is_not_decided_on(desk, gateway):
    gateway(lambda request: (400, {}, {"error": {"message": "no", "code": "bad"}}))
    run = desk.generate("--provider", "happy").result["run_id"]
    found = desk.approve(run)
    assert found.status == 2 and found.error["code"] == "review.not_ready"
    assert desk.approve("ZZZZZZZZ").status == 10


def test_k7_a_denial_gives_its_reason(desk):
    run = desk.make()
    assert desk("review", "deny", run, "--key", desk.key(), "--json").status == 2
    assert desk("review", "approve", run, "--json").status == 2


def test_k7_the_run_folder_says_what_was_decided(desk):
    run = desk.make()
    folder = desk("runs", "show", run, "--json").result["run_dir"]
    desk.deny(run)
    with open(f"{folder}/result.json") as file:
        assert json.load(file)["review"]["decision"] == "denied"
    assert desk.findings() == []


def test_k7_a_denied_picture_is_not_used_again(desk):
    desk.make()
    words = ["queue", "run", "--prompt", "a lake", "--task-name", "lake", "--provider", "happy", "--policy", "mine.json",
             "--on-duplicate", "reuse", "--retry-base-delay", "0", "--retry-jitter", "0", "--json"]
    (first,) = desk(*words).result["tasks"]
    (again,) = desk(*words).result["tasks"]
    assert again["reused"] is True and again["run_id"] == first["run_id"]
    desk.deny(first["run_id"])
    (other,) = desk(*words).result["tasks"]
    assert other["status"] == "completed" and other["run_id"] != first["run_id"]


# Bundles


@pytest.mark.parametrize("part", [False, True])
def test_k7_reviews_jsonl_is_verified_by_securesystemslib(desk, part):
    run = desk.make(width=8, reviewers=[desk.key_id()], waivable=["WIDE-01"])
    desk.deny(run)
    desk.waive(run)
    bundle = desk.folder / "bundle"
    found = desk("audit", "export", *([run] if part else []), "--out", bundle, "--json")
    assert found.status == 0, found
    envelopes = [json.loads(line) for line in (bundle / "reviews.jsonl").read_text().splitlines()]
    assert [statement(envelope)["predicateType"] for envelope in envelopes] == [REVIEW, WAIVER]
    public = desk("review", "key", "show", desk.key(), "--json").result
    key = SSlibKey(public["key_id"], "ecdsa", "ecdsa-sha2-nistp256", {"public": public["public_pem"]})
    for envelope in envelopes:
        accepted = Envelope.from_dict(json.loads(json.dumps(envelope))).verify([key], 1)
        assert list(accepted) == [desk.key_id()]
    assert "extra paw" not in "".join(path.read_text(errors="ignore") for path in bundle.rglob("*") if path.is_file())
    audit = desk.verify("--bundle", bundle)
    assert audit.status == 0, audit
    assert audit.result["counts"]["reviews"] == 1 and audit.result["counts"]["waivers"] == 1


def test_k7_a_changed_reviews_jsonl_is_found(desk):
    run = desk.make()
    desk.deny(run)
    bundle = desk.folder / "bundle"
    desk("audit", "export", "--out", bundle)
    assert desk.verify("--bundle", bundle).status == 0
    changed = (bundle / "reviews.jsonl").read_bytes().replace(b'"keyid":"', b'"keyid":"0')
    overwrite(bundle / "reviews.jsonl", changed)
    listed = sorted(path.relative_to(bundle) for path in bundle.rglob("*") if path.is_file() and path.name != "SHA256SUMS")
    text = "".join(f"{hashlib.sha256((bundle / name).read_bytes()).hexdigest()}  {name}\n" for name in listed)
    overwrite(bundle / "SHA256SUMS", text.encode())
    found = desk.verify("--bundle", bundle)
    assert found.status == 12 and [finding["check"] for finding in found.result["findings"]] == ["review"]


def test_k7_a_bundle_without_reviews_has_no_such_file(desk):
    desk.make()
    bundle = desk.folder / "bundle"
    desk("audit", "export", "--out", bundle)
    assert not (bundle / "reviews.jsonl").exists() and desk.verify("--bundle", bundle).status == 0


def test_k7_a_tampered_review_is_found(desk):
    run = desk.make()
    desk.approve(run)
    (entry,) = desk.entries("review.decision")
    digest = bytes.fromhex(entry["body"]["envelope_blob"])
    line = desk.stored(digest.hex())
    desk.execute("UPDATE blob SET data = ? WHERE sha256 = ?", line[:40] + b"A" + line[41:], digest)
    found = desk.verify()
    assert found.status == 12
    assert {(item["check"], item["entry"], item["run_id"]) for item in found.result["findings"]} == {
        ("blob", entry["seq"], run)}


# Waivers


def test_k7_a_waiver_sets_a_rule_aside_until_it_expires(desk):
    run = desk.make(width=8, reviewers=[desk.key_id()], waivable=["WIDE-01"])
    assert desk.check(run).error["code"] == "policy.rejected"
    made = desk.waive(run)
    assert made.status == 0 and made.result["rule"] == "WIDE-01", made
    found = desk.check(run, "--policy", "mine")
    assert found.status == 0 and found.result["verdict"] == "accepted"
    rule = {rule["id"]: rule for rule in found.result["policies"][-1]["rules"]}["WIDE-01"]
    assert rule["result"] == "waived" and rule["waiver"]["reason"] == "a known limit"
    assert rule["waiver"]["expires"] == "2999-12-31T23:59:59.999Z"
    # The verdict is recorded again, and comes out the same when it is judged again.
    verdicts = [entry["body"] for entry in desk.entries("verdict") if entry["body"]["policy_id"] == "mine"]
    assert [verdict["verdict"] for verdict in verdicts] == ["rejected", "accepted"]
    again = json.loads(desk.stored(verdicts[-1]["verdict_blob"]))
    assert {rule["id"]: rule["result"] for rule in again["rules"]}["WIDE-01"] == "waived"
    audit = desk.verify()
    assert audit.status == 0 and audit.result["counts"]["waivers"] == 1, audit
    assert "accepted" in desk("runs", "list").out and "WIDE-01 until 2999" in desk("runs", "show", run).out


def test_k7_a_waiver_that_has_expired_does_not_count(desk):
    run = desk.make(width=8, reviewers=[desk.key_id()], waivable=["WIDE-01"])
    soon = subprocess.run(["date", "-u", "-d", "+3 seconds", "+%Y-%m-%dT%H:%M:%SZ"], capture_output=True, text=True)
    assert desk.waive(run, expires=soon.stdout.strip()).status == 0
    assert desk.check(run).status == 0
    subprocess.run(["sleep", "3.2"], check=True)
    found = desk.check(run)
    assert found.status == 6 and found.error["code"] == "policy.rejected"
    # What was judged while it counted stays what it was.
    assert desk.verify().status == 0


def test_k7_a_waiver_is_shown_in_red_with_reason_and_day(desk):
    run = desk.make(width=8, reviewers=[desk.key_id()], waivable=["WIDE-01"])
    desk.waive(run)
    for command in ("check", "explain"):
        said = desk("policy", command, run, "--color", "always").out
        line = next(line for line in said.splitlines() if "WIDE-01" in line)
        assert line.startswith("\x1b[31m  waived") and "a known limit" in line and "2999-12-31" in line


@pytest.mark.parametrize("more,words,sentence", [
    ({"waivable": ["WIDE-01"]}, {}, "not one of the reviewers"),
    ({"reviewers": True}, {}, "does not let rule WIDE-01 be waived"),
    ({"reviewers": True, "waivable": ["WIDE-01"]}, {"rule": "NONE-01"}, "has no rule NONE-01"),
    ({"reviewers": True, "waivable": ["WIDE-01"]}, {"expires": "2020-01-01"}, "would have expired"),
    ({"reviewers": True, "waivable": ["WIDE-01"]}, {"policy": "other"}, "no policy other has judged"),
])
def test_k7_a_waiver_that_the_policy_does_not_allow_is_refused(desk, more, words, sentence):
    if more.get("reviewers"):
        more = {**more, "reviewers": [desk.key_id()]}
    run = desk.make(width=8, **more)
    other = ["--policy", words.pop("policy")] if "policy" in words else []
    found = desk.waive(run, *other, **words)
    assert found.status == 2 and found.error["code"] == "waiver.refused" and sentence in found.error["message"], found
    assert desk.entries("waiver") == [] and desk.check(run).status == 6


def test_k7_a_waiver_needs_a_day_and_a_reason(desk):
    run = desk.make(width=8, reviewers=[desk.key_id()], waivable=["WIDE-01"])
    assert desk.waive(run, expires="soon").error["code"] == "usage.invalid"
    assert desk.waive(run, reason="").error["code"] == "usage.invalid"


def test_k7_a_waiver_is_for_one_run_alone(desk):
    more = {"reviewers": [desk.key_id()], "waivable": ["WIDE-01"]}
    first, second = desk.make(width=8, **more), desk.make(width=8, **more)
    desk.waive(first)
    assert desk.check(first).status == 0 and desk.check(second).status == 6
