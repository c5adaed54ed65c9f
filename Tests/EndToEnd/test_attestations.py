"""Statements about accepted artifacts (in-toto, DSSE): signed in the bundle, and checked against its record."""

import base64
import hashlib
import json
import shutil
import subprocess

import pytest
from conftest import Exhibit, files_with
from evidence import flip, leaf, tree
from gateway import picture
from test_audit import as_another, unwritable

PROMPT = "an orange cat by a window, in the light of a late afternoon"
OWN = "tag:exhibit.invalid,2026:"
TYPES = [
    "https://slsa.dev/provenance/v1", OWN + "generation-proof/v1", OWN + "verdict/v1", "https://in-toto.io/attestation/svr/v0.2"]


def envelopes(path):
    return [json.loads(line) for line in path.read_text().splitlines()]


def statements(path):
    """The statements of a file by predicate type."""
    read = [json.loads(base64.b64decode(item["payload"])) for item in envelopes(path)]
    return {item["predicateType"]: item for item in read}


def pae(item):
    payload = base64.b64decode(item["payload"])
    kind = item["payloadType"].encode()
    return b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)


def openssl_accepts(key, item, folder):
    (folder / "pae").write_bytes(pae(item))
    (folder / "sig").write_bytes(base64.b64decode(item["signatures"][0]["sig"]))
    found = subprocess.run(
        ["openssl", "dgst", "-sha256", "-verify", str(key), "-signature", str(folder / "sig"), str(folder / "pae")],
        capture_output=True, text=True)
    return found.returncode == 0 and "OK" in found.stdout


def sum_again(bundle):
    """What a forger does last: SHA256SUMS of the changed files."""
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(bundle)}\n"
        for path in sorted(bundle.rglob("*")) if path.is_file() and path.name != "SHA256SUMS"]
    (bundle / "SHA256SUMS").write_text("".join(lines))


def export(exhibit, name, *words):
    found = exhibit("audit", "export", "--out", name, *words, "--json")
    assert found.status == 0, found
    return exhibit.work / name


def verify(exhibit, bundle):
    found = exhibit("audit", "verify", "--bundle", bundle, "--json")
    return found.status, found.result["findings"]


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A ledger with an accepted edit and a rejected picture, and its bundle."""
    made = Exhibit(tmp_path_factory.mktemp("house"))
    made.configure(made.sandbox())
    (made.work / "photo.png").write_bytes(picture((40, 120, 200), (96, 64)))
    made.made = made.generate("--policy", "sandbox", "--task-name", "cat", "--reference-image", "photo.png", prompt=PROMPT)
    assert made.made.status == 0, made.made
    assert made.generate("--policy", "no-mock", "--size", "64x64").status == 6
    export(made, "bundle")
    yield made
    made.stop()


@pytest.fixture
def accepted(house, tmp_path):
    """A copy of the house, for one test to change."""
    folder = tmp_path / "house"
    shutil.copytree(house.folder, folder)
    made = Exhibit(folder)
    made.env = {name: value.replace(str(house.folder), str(folder)) for name, value in house.env.items()}
    made.bundle = made.work / "bundle"
    made.made = house.made.result
    made.sha256 = made.made["outputs"][0]["sha256"]
    made.file = made.bundle / "artifacts" / f"{made.sha256}.intoto.jsonl"
    return made


def test_only_accepted_artifacts_have_statements(accepted):
    assert [path.name for path in accepted.bundle.rglob("*.intoto.jsonl")] == [accepted.file.name]
    assert list(statements(accepted.file)) == TYPES
    index = json.loads((accepted.bundle / "index.json").read_text())
    assert index["attestations"]["form"] == 1 and index["attestations"]["files"] == 1
    found = accepted("audit", "verify", "--bundle", accepted.bundle, "--json")
    assert found.status == 0, found
    assert found.result["counts"]["attestations"] == 4
    assert "4 signed statements" in accepted("audit", "verify", "--bundle", accepted.bundle).out
    assert f"artifacts/{accepted.file.name}" in (accepted.bundle / "SHA256SUMS").read_text()
    assert not files_with(accepted.work / "generated", b"payloadType"), "the user's own folder gets none"


def test_every_envelope_is_signed_with_the_key_that_the_log_names(accepted):
    key = accepted.bundle / "keys" / "statement.pem"
    spki = subprocess.run(["openssl", "pkey", "-pubin", "-in", key, "-outform", "DER"], capture_output=True).stdout
    assert len(spki) == 91
    entries = [json.loads(line) for line in (accepted.bundle / "entries.jsonl").read_text().splitlines()]
    opened = [entry["body"]["statement_public"] for entry in entries if entry["type"] == "session.open"]
    assert base64.b64encode(spki).decode() in opened, "a signed checkpoint covers the key"
    for item in envelopes(accepted.file):
        assert item["payloadType"] == "application/vnd.in-toto+json"
        assert [signature["keyid"] for signature in item["signatures"]] == [hashlib.sha256(spki).hexdigest()]
        assert openssl_accepts(key, item, accepted.folder)
        assert not openssl_accepts(key, {**item, "payloadType": "application/json"}, accepted.folder)
    index = json.loads((accepted.bundle / "index.json").read_text())
    assert index["attestations"]["keyid"] == hashlib.sha256(spki).hexdigest()


def test_statements_say_what_the_record_says(accepted):
    found = statements(accepted.file)
    image, = (accepted.bundle / "artifacts").glob(f"{accepted.sha256}.png")
    for statement in found.values():
        assert statement["_type"] == "https://in-toto.io/Statement/v1"
        assert statement["subject"] == [{"name": image.name, "digest": {"sha256": accepted.sha256}}]
    lines = (accepted.bundle / "entries.jsonl").read_bytes().splitlines()
    entries = [json.loads(line) for line in lines]
    run = [entry for entry in entries if entry.get("run") == accepted.made["run_id"]]
    by_type = {entry["type"]: entry for entry in run}
    intent = by_type["request.intent"]["body"]

    build = found[TYPES[0]]["predicate"]["buildDefinition"]
    assert build["buildType"] == OWN + "generation/v1"
    asked = build["externalParameters"]
    assert (asked["provider"], asked["model"], asked["mode"]) == ("happy", "gpt-image-2", "edit")
    assert asked["promptCommit"] == intent["prompt_commit"]
    assert build["internalParameters"]["adapter"] == "openai" and build["internalParameters"]["endpointHost"] == "127.0.0.1"
    dependency, = build["resolvedDependencies"]
    assert dependency["digest"]["sha256"] == accepted.made["input_images"][0]["sha256"]
    details = found[TYPES[0]]["predicate"]["runDetails"]
    assert details["builder"]["id"].startswith(OWN + "tool@")
    assert details["metadata"]["invocationId"] == f"{accepted.made['run_id']}.1"
    assert details["metadata"]["startedOn"] == by_type["attempt.started"]["ts"]
    for product in details["byproducts"]:
        blob, = accepted.bundle.rglob(product["digest"]["sha256"])
        assert hashlib.sha256(blob.read_bytes()).hexdigest() == product["digest"]["sha256"]

    proof = found[TYPES[1]]["predicate"]
    assert proof["facts"]["evidence"]["grade"] == accepted.made["evidence"]["grade"]
    assert proof["simulated"] is True and proof["derivation"]["result"] == "verified"
    assert proof["checkpoint"] == {"size": len(entries), "root": tree([leaf(line) for line in lines]).hex()}
    assert {name: entries[number]["type"] for name, number in proof["entries"].items()} == {
        "intent": "request.intent", "attempt": "attempt.started", "response": "response.received",
        "artifact": "artifact.stored", "verdict": "verdict"}

    verdict = found[TYPES[2]]["predicate"]
    assert (verdict["verdict"], verdict["decidedBy"]) == ("accepted", "sandbox")
    assert [item["document"]["policy_id"] for item in verdict["verdicts"]] == ["integrity", "sandbox"]
    for item in verdict["verdicts"]:
        text = json.dumps(item["document"], sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
        assert hashlib.sha256(text).hexdigest() == entries[item["entry"]]["body"]["verdict_blob"]
        assert all(rule["result"] in ("pass", "not_applicable") for rule in item["document"]["rules"])

    passed = found[TYPES[3]]["predicate"]
    assert passed["verifier"]["id"] == details["builder"]["id"]
    for policy in passed["verifier"]["policies"]:
        assert (accepted.bundle / "policies" / f"{policy['digest']['sha256']}.json").exists()
        assert policy["uri"].startswith(OWN + "policy/")
    assert passed["properties"] == [
        f"EV_GRADE_{accepted.made['evidence']['grade']}", "EV_SIMULATED", "EV_POLICY_integrity", "EV_POLICY_sandbox"]


def test_nothing_private_is_said(accepted):
    text = "".join(json.dumps(item) for item in statements(accepted.file).values())
    for value in [PROMPT, hashlib.sha256(PROMPT.encode()).hexdigest(), "photo.png", str(accepted.work), "tester", "sk-canary"]:
        assert value not in text
    assert accepted.made["prompt_sha256"] not in text and accepted.made["request_sha256"] not in text
    assert accepted.entries("request.intent")[0]["body"]["prompt_commit"] in text, "what was committed to is said"


def test_the_same_bundle_gives_the_same_payloads(accepted):
    """Checked from outside: the payloads are those that a second verification computes, in a copy elsewhere."""
    copy = accepted.folder / "elsewhere"
    shutil.copytree(accepted.bundle, copy)
    assert verify(accepted, copy) == (0, [])
    lines = accepted.file.read_text().splitlines()
    (copy / "artifacts" / accepted.file.name).write_text("".join(line + "\n" for line in reversed(lines)))
    sum_again(copy)
    assert verify(accepted, copy) == (0, []), "the order of the lines does not matter"


def test_rejected_runs_alone_have_none(happy):
    assert happy.generate("--policy", "no-mock").status == 6
    bundle = export(happy, "bundle")
    assert list(bundle.rglob("*.intoto.jsonl")) == []
    assert json.loads((bundle / "index.json").read_text())["attestations"]["files"] == 0
    assert verify(happy, bundle) == (0, [])


def test_chosen_runs_have_theirs(accepted):
    other = accepted.generate("--policy", "sandbox", "--size", "512x512")
    part = export(accepted, "part", accepted.made["run_id"])
    assert [path.name for path in part.rglob("*.intoto.jsonl")] == [accepted.file.name]
    assert verify(accepted, part) == (0, [])
    whole = export(accepted, "whole")
    assert {path.name[:64] for path in whole.rglob("*.intoto.jsonl")} == {accepted.sha256, other.result["outputs"][0]["sha256"]}
    assert verify(accepted, whole) == (0, [])


def test_a_key_that_is_made_anew_is_named_by_the_export_itself(accepted):
    """The runs' own sessions name the old key; the bundle carries the session that names the new one."""
    (accepted.home / "keys" / "statement-p256.pem").unlink()
    for name, words in [("whole", []), ("part", [accepted.made["run_id"]])]:
        bundle = export(accepted, name, *words)
        assert (bundle / "keys" / "statement.pem").read_bytes() != (accepted.bundle / "keys" / "statement.pem").read_bytes()
        assert verify(accepted, bundle) == (0, [])


def test_a_picture_of_two_runs_has_the_statements_of_both(happy):
    runs = [happy.generate("--policy", "sandbox", "--seed", "7", "--size", "64x64").result for _ in range(2)]
    bundle = export(happy, "bundle")
    files = list(bundle.rglob("*.intoto.jsonl"))
    assert len({run["outputs"][0]["sha256"] for run in runs}) == len(files)
    told = {
        json.loads(base64.b64decode(item["payload"]))["predicate"].get("run") for path in files for item in envelopes(path)}
    assert told - {None} == {run["run_id"] for run in runs}
    assert verify(happy, bundle) == (0, [])


# Tampering


def test_a_changed_byte_of_any_envelope_is_found(accepted):
    whole = accepted.file.read_bytes()
    lines = whole.splitlines(keepends=True)
    start = 0
    for number, line in enumerate(lines, 1):
        item = json.loads(line)
        for part in [item["payload"], item["signatures"][0]["sig"], item["payloadType"], item["signatures"][0]["keyid"]]:
            place = start + line.index(part.encode()) + len(part) // 2
            accepted.file.write_bytes(flip(whole, place))
            sum_again(accepted.bundle)
            status, findings = verify(accepted, accepted.bundle)
            assert status == 12, (number, part[:20])
            assert {(item["check"], item["path"]) for item in findings} == {("attestation", f"artifacts/{accepted.file.name}")}
            assert f"line {number}" in findings[0]["message"]
        start += len(line)


@pytest.mark.parametrize("change,says", [
    (lambda lines: lines[1:], "lacks 1 of 4"),
    (lambda lines: lines[:1], "lacks 3 of 4"),
    (lambda lines: [line.rstrip("\n") for line in lines[:1]], "whole line"),
    (lambda lines: [*lines, "{}\n"], "line 5: this is not a DSSE envelope"),
    (lambda lines: [*lines, "\n"], "line 5: this is not a DSSE envelope"),
    (lambda lines: [], "lacks 4 of 4"),
])
def test_lines_that_are_missing_or_no_envelopes_are_found(accepted, change, says):
    accepted.file.write_text("".join(change(accepted.file.read_text().splitlines(keepends=True))))
    sum_again(accepted.bundle)
    status, findings = verify(accepted, accepted.bundle)
    assert status == 12 and says in findings[0]["message"], findings
    assert {item["check"] for item in findings} == {"attestation"} and len(findings) == 1


def test_a_file_that_is_gone_is_found(accepted):
    accepted.file.unlink()
    sum_again(accepted.bundle)
    status, (finding,) = verify(accepted, accepted.bundle)
    assert status == 12 and (finding["check"], finding["path"]) == ("attestation", f"artifacts/{accepted.file.name}")


def signed(key, statement, folder, keyid):
    payload = json.dumps(statement, sort_keys=True, separators=(",", ":")).encode()
    item = {"payload": base64.b64encode(payload).decode(), "payloadType": "application/vnd.in-toto+json", "signatures": []}
    (folder / "pae").write_bytes(pae(item))
    made = subprocess.run(["openssl", "dgst", "-sha256", "-sign", str(key), str(folder / "pae")], capture_output=True)
    assert made.returncode == 0, made.stderr
    item["signatures"] = [{"keyid": keyid, "sig": base64.b64encode(made.stdout).decode()}]
    return json.dumps(item) + "\n"


@pytest.mark.parametrize("change", [
    lambda predicate: predicate["facts"]["evidence"].update(grade="E3"),
    lambda predicate: predicate.update(simulated=False),
    lambda predicate: predicate["checkpoint"].update(size=1),
])
def test_even_the_keys_owner_cannot_say_what_the_record_does_not(accepted, change):
    lines = accepted.file.read_text().splitlines(keepends=True)
    statement = json.loads(base64.b64decode(json.loads(lines[1])["payload"]))
    keyid = json.loads(lines[1])["signatures"][0]["keyid"]
    key = accepted.home / "keys" / "statement-p256.pem"
    lines[1] = signed(key, statement, accepted.folder, keyid)
    accepted.file.write_text("".join(lines))
    sum_again(accepted.bundle)
    assert verify(accepted, accepted.bundle) == (0, []), "signed again, the same statement stands"
    change(statement["predicate"])
    lines[1] = signed(key, statement, accepted.folder, keyid)
    accepted.file.write_text("".join(lines))
    sum_again(accepted.bundle)
    status, findings = verify(accepted, accepted.bundle)
    assert status == 12 and "line 2: the statement is not what the record says" in findings[0]["message"]


def test_statements_of_another_file_are_found(accepted):
    rejected, = [
        path for path in (accepted.bundle / "artifacts").glob("*.png")
        if path.stem not in (accepted.sha256, accepted.made["input_images"][0]["sha256"])]
    moved = rejected.with_name(f"{rejected.stem}.intoto.jsonl")
    shutil.copy(accepted.file, moved)
    sum_again(accepted.bundle)
    status, findings = verify(accepted, accepted.bundle)
    assert status == 12 and {item["path"] for item in findings} == {f"artifacts/{moved.name}"}
    assert "it is about another file" in findings[0]["message"]
    moved.rename(moved.with_name("0" * 64 + ".intoto.jsonl"))
    sum_again(accepted.bundle)
    status, findings = verify(accepted, accepted.bundle)
    assert status == 12 and "beside no file" in findings[0]["message"]


def test_a_strangers_key_is_found(accepted):
    """Statements signed anew with another key, which the bundle then carries as its own."""
    key, public = accepted.folder / "other.pem", accepted.bundle / "keys" / "statement.pem"
    subprocess.run(["openssl", "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", key], check=True)
    made = subprocess.run(["openssl", "pkey", "-in", key, "-pubout"], capture_output=True, check=True).stdout
    der = subprocess.run(["openssl", "pkey", "-in", key, "-pubout", "-outform", "DER"], capture_output=True, check=True).stdout
    keyid = hashlib.sha256(der).hexdigest()
    public.write_bytes(made)
    accepted.file.write_text("".join(
        signed(key, statement, accepted.folder, keyid) for statement in statements(accepted.file).values()))
    index = json.loads((accepted.bundle / "index.json").read_text())
    index["attestations"]["keyid"] = keyid
    (accepted.bundle / "index.json").write_text(json.dumps(index))
    sum_again(accepted.bundle)
    status, findings = verify(accepted, accepted.bundle)
    assert status == 12
    assert [(item["check"], item["path"]) for item in findings] == [("attestation", "keys/statement.pem")]
    assert "no session of the ledger names" in findings[0]["message"]


def test_an_index_that_names_no_key_or_another_is_found(accepted):
    index = json.loads((accepted.bundle / "index.json").read_text())
    for change, path in [
        (lambda told: told["attestations"].update(keyid="0" * 64), "index.json"),
        (lambda told: told.pop("attestations"), f"artifacts/{accepted.file.name}"),
    ]:
        changed = json.loads(json.dumps(index))
        change(changed)
        (accepted.bundle / "index.json").write_text(json.dumps(changed))
        sum_again(accepted.bundle)
        status, findings = verify(accepted, accepted.bundle)
        assert status == 12 and [(item["check"], item["path"]) for item in findings] == [("attestation", path)]


def test_a_form_of_a_later_program_is_said_and_not_compared(accepted):
    index = json.loads((accepted.bundle / "index.json").read_text())
    index["attestations"]["form"] = 2
    (accepted.bundle / "index.json").write_text(json.dumps(index))
    sum_again(accepted.bundle)
    found = accepted("audit", "verify", "--bundle", accepted.bundle)
    assert found.status == 0 and "what statements say: they have a form that this version does not make" in found.out
    accepted.file.write_bytes(flip(accepted.file.read_bytes()))
    sum_again(accepted.bundle)
    assert verify(accepted, accepted.bundle)[0] == 12, "signatures are checked all the same"


@pytest.mark.parametrize("has_key", [True, False])
def test_a_home_that_is_only_read_signs_with_a_key_that_was_named_before(accepted, has_key):
    if not has_key:
        (accepted.home / "keys" / "statement-p256.pem").unlink()
    out = accepted.folder / "out"
    out.mkdir()
    out.chmod(0o777)
    with unwritable(accepted.home):
        found = as_another(accepted, "audit", "export", "--out", out / "bundle", "--json")
    assert found.status == 0 and found.result["notes"][0]["code"] == "export.not_recorded", found
    bundle = out / "bundle"
    index = json.loads((bundle / "index.json").read_text())
    assert ("attestations" in index) is has_key and bool(list(bundle.rglob("*.intoto.jsonl"))) is has_key
    assert any("statements" in item["what"] for item in index["left_out"]) is not has_key
    assert verify(accepted, bundle) == (0, [])


def test_a_bundle_that_was_stripped_of_its_statements_says_so(accepted):
    """What is left proves as much as before; nobody can sign anything else in their place."""
    index = json.loads((accepted.bundle / "index.json").read_text())
    index.pop("attestations")
    (accepted.bundle / "index.json").write_text(json.dumps(index))
    accepted.file.unlink()
    sum_again(accepted.bundle)
    found = accepted("audit", "verify", "--bundle", accepted.bundle)
    assert found.status == 0 and "statements about accepted artifacts: the bundle has none" in found.out
