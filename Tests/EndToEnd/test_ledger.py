"""The record of a run (parity K3, K4): read by programs that we did not write, and by Python from the format alone."""

import base64
import hashlib
import json
import pathlib
import random
import re
import shutil
import socket
import subprocess
import sqlite3
import time

import pytest
import rfc8785
from conftest import BINARY, ROOT
from evidence import Ledger, Note, commits, leaf, nodes, tree, vandal
from gateway import picture, reply

QUERIES = ROOT / "audits" / "queries"
PLAIN = [
    "session.open", "request.intent", "attempt.started", "response.received", "artifact.stored", "run.log", "run.state",
    "verdict", "session.close",
]
ENVELOPE = {"v", "seq", "ts", "type", "session", "run", "task", "attempt", "body"}
PROJECTIONS = [
    "run", "session", "run_entry", "transition", "log", "attempt", "artifact", "verdict", "review", "job", "task", "batch",
]
PHOTO = picture(size=(96, 64))


def hash_of(data):
    return hashlib.sha256(data).hexdigest()


def shell(home, query):
    """What the sqlite3 shell prints, as lists of columns."""
    found = subprocess.run(
        ["sqlite3", "-readonly", str(home / "ledger.sqlite")], stdin=open(QUERIES / query), capture_output=True, text=True)
    assert found.returncode == 0 and not found.stderr, found.stderr
    return [line.split("|") for line in found.stdout.splitlines()]


def projections(ledger):
    return {name: sorted(ledger.sql(f"SELECT * FROM {name}"), key=repr) for name in PROJECTIONS}


# Entries


@pytest.mark.parametrize("provider", ["happy", "sandbox"])
def test_a_plain_run_is_nine_entries(happy, provider):
    words = ["--provider", provider, "--model", "gpt-image-2"]
    assert happy.generate(*words).status == 0
    before = len(happy.entries())
    found = happy.generate(*words, prompt="another prompt")
    assert found.status == 0, found
    new = happy.entries()[before:]
    assert [entry["type"] for entry in new] == PLAIN
    assert {entry["session"] for entry in new} == {new[0]["seq"]}
    assert [entry.get("run") for entry in new] == [None] + [found.result["run_id"]] * 7 + [None]


def test_each_further_policy_is_one_more_verdict(happy):
    words = ["--policy", "sandbox", "--policy", "no-mock"]
    happy.generate(*words)
    before = len(happy.entries())
    happy.generate(*words, prompt="another prompt")
    new = [entry["type"] for entry in happy.entries()[before:]]
    assert new == PLAIN[:8] + ["verdict", "verdict"] + PLAIN[8:]


def test_the_first_run_brings_the_ledger_its_policies_and_its_settings(happy):
    assert happy.generate().status == 0
    kinds = [entry["type"] for entry in happy.entries()]
    assert kinds[:2] == ["ledger.init", "session.open"]
    assert sorted(kinds[2:4]) == ["config.snapshot", "policy.adopt"]
    assert kinds[4:] == PLAIN[1:]


def test_entries_are_canonical_and_say_their_own_place(happy):
    happy.generate("--task-name", "katze-猫", prompt="eine Katze \u0001 \"quoted\" \\ / 😀 ﬁ")
    happy.generate("--n", "2")
    happy.generate(prompt="[[fault:moderation]]")
    opened = None
    for place, data in enumerate(Ledger(happy.home).entry_bytes()):
        entry = json.loads(data)
        assert rfc8785.dumps(entry) == data, f"entry {place} is not canonical"
        assert set(entry) <= ENVELOPE and entry["v"] == 1 and entry["seq"] == place
        assert None not in entry.values() and len(data) <= 16_384
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", entry["ts"])
        if entry["type"] == "session.open":
            opened = place
        assert entry.get("session") == opened
    assert opened and place > 20


def test_the_intent_holds_what_formats_says(happy, photo):
    happy.generate("--reference-image", photo, "--quality", "high", "--size", "64x64", "--task-key", "k-1")
    intent = happy.entries("request.intent")[0]
    body = intent["body"]
    for key in [
        "provider", "provider_source", "dialect", "dialect_version", "model", "model_source", "mode", "route", "options",
        "prompt_commit", "sent_prompt_commit", "prompt_unchanged", "guard", "inputs", "policies", "config", "request_tag",
        "idempotency_key",
    ]:
        assert key in body, key
    assert (body["provider"], body["model"], body["mode"], body["route"]) == ("happy", "gpt-image-2", "edit", "edits")
    assert body["idempotency_key"] == intent["run"] and body["prompt_unchanged"] is True
    assert body["options"] == {"quality": "high", "size": "64x64"}
    assert [item["role"] for item in body["inputs"]] == ["image"]
    assert set(body["inputs"][0]) >= {"role", "sha256", "bytes", "media_type", "name_commit"}
    started = happy.entries("attempt.started")[0]["body"]
    assert set(started) >= {"n", "step", "method", "origin", "path", "body_blob", "request_commit", "bytes"}
    received = happy.entries("response.received")[0]["body"]
    assert set(received) >= {"n", "step", "status", "headers", "transport", "timing", "raw_bytes", "body_blob"}
    assert ("raw_sha256" in received) != ("raw_commit" in received)
    stored = happy.entries("artifact.stored")[-1]["body"]
    assert set(stored) >= {"role", "n", "sha256", "bytes", "media_type", "width", "height", "decodes", "complete", "derivation", "from"}
    assert set(stored["from"]) == {"seq", "pointer", "decode"}


def test_the_intent_is_on_disk_before_the_first_byte_leaves(exhibit, gateway):
    seen = []

    def answer(request):
        seen.extend(Ledger(exhibit.home).entries())
        return 200, {}, reply(PHOTO)

    gateway(answer)
    found = exhibit.generate()
    kinds = [entry["type"] for entry in seen if entry.get("run") == found.result["run_id"]]
    assert kinds == ["request.intent", "attempt.started"]


def test_what_is_never_sent_is_recorded_only_when_a_run_was_asked_for(exhibit, gateway):
    server = gateway(lambda request: (200, {}, reply(PHOTO)))
    assert exhibit.generate("--dry-run").status == 0
    assert exhibit.generate("--model", "image-model").status == 2
    assert not server.requests
    assert not exhibit.home.exists() or not Ledger(exhibit.home).entries("request.intent")


# Tree, checkpoints, heads


def test_the_tree_is_that_of_rfc_6962(happy):
    for number in range(3):
        happy.generate(prompt=f"prompt {number}")
    ledger = Ledger(happy.home)
    leaves = [leaf(entry) for entry in ledger.entry_bytes()]
    stored = {(level, index): bytes(value) for level, index, value in ledger.sql("SELECT level, idx, hash FROM node")}
    assert stored == nodes(leaves)
    info = happy("ledger", "info", "--json").result
    assert (info["entries"], info["root"]) == (len(leaves), tree(leaves).hex())


def test_checkpoints_are_signed_notes_that_openssl_verifies(happy, tmp_path):
    happy.generate()
    happy.generate(prompt="another")
    ledger = Ledger(happy.home)
    checkpoints = ledger.sql("SELECT size, root, note FROM checkpoint ORDER BY size")
    init = ledger.entries("ledger.init")[0]["body"]
    assert len(checkpoints) >= 2 and checkpoints[-1][0] == len(ledger.entry_bytes())
    for size, root, text in checkpoints:
        note = Note(text)
        assert (note.origin, note.size, note.root) == (init["origin"], size, bytes(root))
        assert note.root == ledger.root(size)
        assert note.openssl_accepts(init["vkey"], tmp_path)
    forged = Note(checkpoints[-1][2].replace(f"\n{size}\n", f"\n{size - 1}\n"))
    assert not forged.openssl_accepts(init["vkey"], tmp_path)


def test_the_key_is_the_owners_alone(happy, tmp_path):
    happy.generate()
    keys = happy.home / "keys"
    assert keys.stat().st_mode & 0o7777 == 0o700
    for name in ["log-ed25519.pem", "statement-p256.pem", "tag.key", "redaction.key", "seal.key"]:
        assert (keys / name).stat().st_mode & 0o7777 == 0o600, name
    public = subprocess.run(
        ["openssl", "pkey", "-in", keys / "log-ed25519.pem", "-pubout", "-outform", "DER"], capture_output=True)
    vkey = Ledger(happy.home).vkey.split("+", 2)
    assert base64.b64decode(vkey[2])[1:] == public.stdout[-32:]
    assert vkey[0].startswith("exhibit.invalid/ledger-")
    statement = subprocess.run(
        ["openssl", "pkey", "-in", keys / "statement-p256.pem", "-pubout", "-outform", "DER"], capture_output=True)
    assert len(statement.stdout) == 91
    assert {entry["body"]["statement_public"] for entry in Ledger(happy.home).entries("session.open")} == {
        base64.b64encode(statement.stdout).decode()}


def test_heads_are_kept_inside_and_outside_the_home(happy):
    happy.generate()
    happy.generate(prompt="another")
    ledger = Ledger(happy.home)
    name = ledger.entries("ledger.init")[0]["body"]["ledger"]
    inside = (happy.home / "heads.log").read_bytes()
    outside = (happy.folder / "user/.local/state/exhibit/heads" / f"{name}.log").read_bytes()
    assert inside == outside
    heads = [json.loads(line) for line in inside.splitlines()]
    assert [(head["size"], head["root"], head["note"]) for head in heads] == [
        (size, bytes(root).hex(), note) for size, root, note in ledger.sql("SELECT * FROM checkpoint ORDER BY size")]
    assert all(set(head) == {"origin", "size", "root", "ts", "note"} for head in heads)


@pytest.mark.parametrize("table", ["entry", "node", "checkpoint"])
@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET rowid = rowid", "UPDATE {} SET hash = hash"])
def test_the_truth_is_append_only(happy, table, change):
    happy.generate()
    column = {"entry": "bytes", "node": "hash", "checkpoint": "root"}[table]
    change = change.replace("rowid = rowid", f"{column} = {column}").replace("hash = hash", f"{column} = x'00'")
    connection = sqlite3.connect(happy.home / "ledger.sqlite")
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(change.format(table))
    connection.close()


def test_the_database_is_as_designed(happy):
    happy.generate()
    ledger = Ledger(happy.home)
    assert ledger.sql("PRAGMA application_id") == [(0x45564C47,)]
    assert ledger.sql("PRAGMA user_version") == [(2,)]
    assert ledger.sql("PRAGMA journal_mode") == [("wal",)]
    assert ledger.sql("PRAGMA integrity_check") == [("ok",)]
    loose = ledger.sql("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%STRICT%'")
    assert loose == []


# Private values


def test_private_values_are_salted_commitments(happy, photo):
    prompt = "a marmot with eleven lanterns"
    found = happy.generate("--reference-image", photo, prompt=prompt + " [[fault:echo-prompt]]")
    ledger = Ledger(happy.home)
    named = [pair for entry in ledger.entries() for pair in commits(entry["body"])]
    values = {name: ledger.value(commit) for name, commit in named}
    assert values["prompt_commit"] == values["sent_prompt_commit"] == prompt + " [[fault:echo-prompt]]"
    assert values["name_commit"] == photo.name and values["user_commit"] == "tester"
    assert values["host_commit"] == socket.gethostname()
    assert values["request_commit"] == found.result["request_sha256"]
    assert values["raw_commit"] == found.result["response_sha256"]
    salts = [bytes(row[0]) for row in ledger.sql("SELECT salt FROM secret_value")]
    assert {len(salt) for salt in salts} == {16} and len(set(salts)) == len(salts)


def test_equal_requests_are_known_by_their_tag_alone(happy):
    for prompt in ["one", "one", "two"]:
        happy.generate(prompt=prompt)
    first, again, other = [entry["body"] for entry in happy.entries("request.intent")]
    assert first["request_tag"] == again["request_tag"] != other["request_tag"]
    assert first["prompt_commit"] != again["prompt_commit"]


def test_nothing_private_stands_in_entries_or_blobs(happy, photo):
    happy.env["USER"] = "quillon-vexley"
    folder = happy.work / "inner-garden"
    folder.mkdir()
    named = folder / "aunt-ottilie.png"
    named.write_bytes(photo.read_bytes())
    prompt = "a marmot with eleven lanterns"
    happy.generate("--out-dir", folder, prompt=prompt + " [[fault:echo-prompt]]")
    happy.generate("--reference-image", named, "--output", folder / "wall-hanging.png", prompt=prompt)
    happy.generate("--extra-json", '{"user": "someone-in-particular"}', prompt=prompt + " [[fault:echo-key]]")
    ledger = Ledger(happy.home)
    kept = ledger.entry_bytes() + [ledger.blob(bytes(row[0]).hex()) for row in ledger.sql("SELECT sha256 FROM blob")]
    words = ["marmot", "eleven lanterns", "inner-garden", "ottilie", "wall-hanging", "quillon", str(happy.folder),
             happy.env["HAPPY_KEY"]]
    found = [(word, data[:80]) for word in words for data in kept if word.encode() in data]
    assert found == []
    names = {value for data in ledger.entry_bytes() for value in strings(json.loads(data))}
    assert socket.gethostname() not in names


def strings(value):
    if isinstance(value, dict):
        return [text for inner in value.values() for text in strings(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in strings(inner)]
    return [value] if isinstance(value, str) else []


def test_the_key_reaches_no_file_at_all(happy):
    happy.generate(prompt="[[fault:echo-key]]")
    happy.generate("--verbose")
    key = happy.env["HAPPY_KEY"].encode()
    spellings = [key, base64.b64encode(key)[:-4], key.hex().encode(), key[::-1]]
    for path in [path for root in [happy.home, happy.work, happy.folder / "user"] for path in root.rglob("*")]:
        if path.is_file():
            data = path.read_bytes()
            assert not any(spelling in data for spelling in spellings), path


# Requests and replies


def spelled(data, form):
    """The base64 of a reply in the spellings that gateways use."""
    text = base64.b64encode(data).decode()
    match form:
        case "escaped":
            text = text.replace("/", "\\/")
        case "wrapped":
            text = "\\n".join(text[i : i + 76] for i in range(0, len(text), 76))
        case "pretty":
            return ('{\n  "created": 1,\n  "data" : [\n    { "b64_json" : "%s" }\n  ]\n}\n' % text).encode()
    return ('{"created":1,"data":[{"b64_json":"%s","revised_prompt":"PROMPT"}]}' % text).encode()


@pytest.mark.parametrize("form", ["plain", "escaped", "wrapped", "pretty"])
def test_request_and_reply_are_put_together_again_to_the_byte(exhibit, gateway, form):
    prompt = "a \"quoted\" prompt, line\nbreak, tab\t, \\ / é 猫 😀 \u2028"
    body = spelled(picture(size=(120, 90)), form).replace(b"PROMPT", json.dumps(prompt)[1:-1].encode())
    server = gateway(lambda request: (200, {}, body))
    found = exhibit.generate("--quality", "high", prompt=prompt)
    assert found.result["state"] == "succeeded", found
    ledger = Ledger(exhibit.home)
    sent = server.requests[0]
    assert ledger.body(ledger.entries("attempt.started")[0]["body"]["body_blob"]) == sent.body
    assert ledger.body(ledger.entries("response.received")[0]["body"]["body_blob"]) == body
    assert found.result["request_sha256"] == hash_of(sent.body)
    assert found.result["response_sha256"] == hash_of(body)
    assert found.result["prompt_sha256"] == hash_of(sent.json["prompt"].encode()) == hash_of(prompt.encode())


def test_a_form_with_pictures_is_put_together_again_to_the_byte(exhibit, gateway, photo):
    body = reply(PHOTO)
    server = gateway(lambda request: (200, {}, body))
    found = exhibit("edit", "--image", photo, "--image", photo, "--mask", photo, "--prompt", "größer", "--json")
    assert found.result["state"] == "succeeded", found
    ledger = Ledger(exhibit.home)
    sent = server.requests[0].body
    assert photo.read_bytes() in sent
    assert ledger.body(ledger.entries("attempt.started")[0]["body"]["body_blob"]) == sent
    assert found.result["request_sha256"] == hash_of(sent)
    shares = ledger.sql("SELECT count(*) FROM blob WHERE sha256 = ?", bytes.fromhex(hash_of(photo.read_bytes())))
    assert shares == [(1,)]


def test_an_error_reply_is_kept_whole(exhibit, gateway):
    body = b'{"error":{"message":"no such size","type":"invalid_request_error","code":"invalid_size"}}'
    gateway(lambda request: (400, {"x-request-id": "req_7"}, body))
    assert exhibit.generate().status == 5
    ledger = Ledger(exhibit.home)
    received = ledger.entries("response.received")[0]["body"]
    assert ledger.body(received["body_blob"]) == body and received["raw_sha256"] == hash_of(body)


def test_pictures_are_stored_once_and_by_their_hash(exhibit, gateway):
    gateway(lambda request: (200, {}, reply(PHOTO, PHOTO)))
    found = exhibit.generate("--n", "2")
    assert [item["sha256"] for item in found.result["outputs"]] == [hash_of(PHOTO)] * 2
    ledger = Ledger(exhibit.home)
    assert ledger.blob(hash_of(PHOTO)) == PHOTO
    for digest, size, data in ledger.sql("SELECT sha256, bytes, data FROM blob"):
        path = ledger.artifact(bytes(digest).hex())
        assert path.exists() == (data is None) == (size > 8192 or path.exists())
        if data is None:
            assert path.stat().st_mode & 0o7777 == 0o400 and path.stat().st_size == size
        else:
            assert size <= 8192
    assert not list((exhibit.home / "artifacts" / "tmp").iterdir())


# The sqlite3 shell (K4)


def test_the_sqlite3_shell_reads_the_proof_fields(happy, photo):
    made = happy.generate("--task-name", "cat", "--size", "64x64").result
    edited = happy.generate("--task-name", "cat-warm", "--reference-image", photo, "--policy", "no-mock").result
    happy.generate("--task-name", "stopped", prompt="[[fault:moderation]]")
    inputs = json.dumps([hash_of(photo.read_bytes())])
    assert shell(happy.home, "proof-fields.sql") == [
        ["cat", "happy", "gpt-image-2", "generation", "[]", str(made["bytes"]), made["outputs"][0]["sha256"], "accepted"],
        ["cat-warm", "happy", "gpt-image-2", "edit", inputs, str(edited["bytes"]), edited["outputs"][0]["sha256"], "rejected"],
        ["stopped", "happy", "gpt-image-2", "generation", "[]", "", "", "not_evaluated"],
    ]


def test_the_sqlite3_shell_reads_states_attempts_logs_and_rules(happy):
    found = happy.generate("--task-name", "cat", "--policy", "no-mock", prompt="[[fault:503x1]]").result
    states = [(row[2], row[3]) for row in shell(happy.home, "transitions.sql")]
    assert states == [
        ("", "planned"), ("planned", "submitting"), ("submitting", "retry_wait"), ("retry_wait", "submitting"),
        ("submitting", "receiving"), ("receiving", "recorded"), ("recorded", "succeeded")]
    attempts = shell(happy.home, "attempts.sql")
    assert [(row[1], row[3], row[6]) for row in attempts] == [("1", "503", "no"), ("2", "200", "yes")]
    assert all(row[2].endswith("/v1/images/generations") for row in attempts)
    lines = [row[3] for row in shell(happy.home, "logs.sql")]
    assert lines and any("attempt 1" in line for line in lines) and any("attempt 2" in line for line in lines)
    rules = {(row[1], row[2]): row[3] for row in shell(happy.home, "verdicts.sql")}
    assert rules["no-mock", "NM-01"] == "fail" and rules["integrity", "OUT-01"] == "pass"
    assert {f"{rule['id']}:{rule['result']}" for rule in found["acceptance"]["rules"]} == {
        f"{rule}:{result}" for (policy, rule), result in rules.items() if policy == "no-mock"}


def test_transitions_name_the_entries_that_made_them(happy):
    happy.generate()
    entries = happy.entries()
    for task, n, before, after, reason, seq, at in shell(happy.home, "transitions.sql"):
        entry = entries[int(seq)]
        assert (entry["ts"], entry["task"]) == (at, task)
        assert reason in (entry["type"], entry["body"].get("event"))


# Projections


def test_rebuilding_gives_the_same_tables(happy, photo):
    happy.generate("--policy", "no-mock")
    happy.generate("--n", "2", "--reference-image", photo)
    happy.generate(prompt="[[fault:503x1]]")
    happy.generate(prompt="[[fault:drop-before-headers]]")
    happy.generate("--policy", "happy-gpt-image-2", "--model", "other")
    ledger = Ledger(happy.home)
    before = projections(ledger)
    assert all(before[name] for name in ["run", "session", "run_entry", "transition", "log", "attempt", "artifact", "verdict"])
    with vandal(happy.home) as db:
        db.execute("UPDATE run SET verdict = 'accepted', provider = 'other'")
        db.execute("DELETE FROM transition")
        db.execute("INSERT INTO log VALUES('x', 1, 'now', 'run', 'made up')")
    assert projections(ledger) != before
    rebuilt = happy("ledger", "rebuild", "--json")
    assert rebuilt.status == 0 and rebuilt.result["entries"] == len(happy.entries())
    assert projections(ledger) == before
    assert happy.verify().status == 0


# The run directory


def test_the_run_directory_renders_the_record(happy):
    found = happy.generate("--task-name", "cat")
    folder = pathlib.Path(found.result["run_dir"])
    assert sorted(path.name for path in folder.iterdir()) == [
        "request.json", "result.json", "state.json", "stderr.txt", "stdout.txt"]
    assert json.loads((folder / "result.json").read_text()) == found.result
    assert json.loads((folder / "request.json").read_text())["prompt"] == "an orange cat by a window"
    state = json.loads((folder / "state.json").read_text())
    assert (state["status"], state["attempt"], state["output"]) == ("succeeded", 1, found.result["output"])
    assert re.fullmatch(r"cat-\d{8}T\d{6}Z-" + found.result["run_id"][-8:], folder.name)
    run = [entry for entry in happy.entries() if entry.get("run") == found.result["run_id"]]
    assert len((folder / "stderr.txt").read_text().splitlines()) == len(run)
    shown = happy("runs", "show", found.result["run_id"]).out
    for line in (folder / "stdout.txt").read_text().splitlines():
        assert line in shown


def test_files_that_went_missing_are_said_and_no_finding(happy):
    folder = pathlib.Path(happy.generate().result["run_dir"])
    (folder / "result.json").unlink()
    found = happy.verify()
    assert found.status == 0
    assert any("result.json" in note["message"] for note in found.result["notes"])
    assert not (folder / "result.json").exists(), "verify wrote"


def test_folders_that_a_crash_tore_are_rendered_again_at_the_next_start(happy):
    folders = [pathlib.Path(happy.generate().result["run_dir"]) for _ in range(2)]
    before = [{path.name: path.read_bytes() for path in folder.iterdir()} for folder in folders]
    (folders[0] / "result.json").unlink()
    (folders[0] / "stdout.txt").write_bytes(b"")
    shutil.rmtree(folders[1])
    assert happy("runs", "list").status == 0
    assert not folders[1].exists(), "who only reads renders nothing"
    assert happy.generate().status == 0
    assert [{path.name: path.read_bytes() for path in folder.iterdir()} for folder in folders] == before
    assert happy.verify().result["notes"] == []
    shutil.move(folders[0].parent, happy.work / "elsewhere")
    happy.generate("--out-dir", "other")
    assert not folders[0].parent.exists(), "what the user moved away stays there"


def test_what_killed_processes_left_is_swept_at_the_next_start(happy):
    happy.generate()
    stale = happy.home / "sessions" / "01M7ZC50DKQPEPS68QENAAWZGA.lock"
    stale.touch()
    left = happy.home / "artifacts/tmp" / "01M7ZC50D51ZP2RTM01K2A58AZ.1"
    left.mkdir()
    (left / "body").write_bytes(b"half a picture")
    assert happy.generate().status == 0
    assert not stale.exists() and not left.exists()
    assert list((happy.home / "sessions").iterdir()) == []


# Several processes, and processes that die


def test_eight_processes_at_once_are_all_recorded(happy):
    running = [
        happy.start("generate", "--prompt", f"prompt {n}", "--task-name", f"task-{n}", "--size", "64x64", "--json")
        for n in range(8)]
    documents = [json.loads(process.communicate(timeout=60)[0]) for process in running]
    assert [process.returncode for process in running] == [0] * 8
    assert {row[0] for row in happy.sql("SELECT run_id FROM run WHERE state = 'succeeded'")} == {
        document["result"]["run_id"] for document in documents}
    assert len({document["result"]["output"] for document in documents}) == 8
    assert len(happy.entries("ledger.init")) == 1
    assert happy.verify().status == 0


def test_readers_never_wait_for_a_writer(happy):
    happy.generate()
    writer = sqlite3.connect(happy.home / "ledger.sqlite", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    try:
        found = happy("runs", "list", "--json", timeout=4)
    finally:
        writer.execute("ROLLBACK")
        writer.close()
    assert found.status == 0 and len(found.result["runs"]) == 1


@pytest.mark.parametrize("moment", ["waiting for the answer", "before the first byte"])
def test_a_killed_run_is_told_at_the_next_start(happy, moment):
    happy.generate()
    process = happy.start(
        "generate", "--prompt", "[[fault:hang]]", "--jsonl", "--task-name", "killed",
        *(["--provider", "sandbox"] if moment.startswith("before") else []))
    kind = "attempt.started" if moment.startswith("waiting") else "request.intent"
    line = ""
    while kind not in line:
        line = process.stdout.readline()
        assert line, process.stderr.read()
    process.kill()
    process.wait()
    happy.generate(prompt="the next start")
    state, = [row[0] for row in happy.sql("SELECT state FROM run WHERE task_name = 'killed'")]
    assert state in (["unknown_outcome"] if moment.startswith("waiting") else ["interrupted", "unknown_outcome"])
    closes = [entry["body"] for entry in happy.entries("session.close")]
    assert [body.get("recovered", False) for body in closes].count(True) == 1
    run, = [entry["run"] for entry in happy.entries("request.intent") if entry["task"] == "killed"]
    folder, = (happy.work / "tmp" / "images" / "_runs").glob(f"killed-*-{run[-8:]}")
    assert json.loads((folder / "state.json").read_text())["status"] == state, "rendered at the next start"
    assert len(list(folder.iterdir())) == 5
    assert happy.verify().status == 0
    assert len(happy.entries("attempt.started")) <= 3, "it was sent again"


def test_many_starts_repair_once(happy):
    """Every start may find the same dead session; it is ended once, and no start fails over it."""
    happy.generate("--size", "64x64")
    process = happy.start("generate", "--prompt", "[[fault:hang]]", "--jsonl", "--task-name", "killed")
    line = ""
    while "attempt.started" not in line:
        line = process.stdout.readline()
    process.kill()
    process.wait()
    running = [happy.start("generate", "--prompt", f"prompt {n}", "--size", "64x64", "--json") for n in range(8)]
    said = [process.communicate(timeout=60) for process in running]
    assert [process.returncode for process in running] == [0] * 8, said
    recovered = [entry for entry in happy.entries("session.close") if entry["body"].get("recovered")]
    assert len(recovered) == 1
    assert happy.sql("SELECT count(*) FROM transition WHERE to_state = 'unknown_outcome'") == [(1,)]
    assert happy.verify().status == 0


def test_kills_at_random_points_lose_nothing_that_was_told(happy, tmp_path):
    """At least 50 processes die by SIGKILL; every entry that any of them printed is in the ledger."""
    seed = random.randrange(1 << 32)
    chance = random.Random(seed)
    happy.generate("--size", "64x64")
    start = time.monotonic()
    assert happy.generate("--size", "64x64", "--jsonl").status == 0
    whole = time.monotonic() - start
    kills, told = 0, []
    for number in range(200):
        log = tmp_path / f"{number}.jsonl"
        with log.open("wb") as out:
            process = subprocess.Popen(
                [BINARY, "generate", "--prompt", f"prompt {number}", "--size", "64x64", "--jsonl"],
                cwd=happy.work, env=happy.env, stdout=out, stderr=subprocess.DEVNULL)
            try:
                process.wait(timeout=chance.uniform(0, whole * 1.1))
            except subprocess.TimeoutExpired:
                process.kill()
        kills += process.wait() == -9
        lines = log.read_bytes().split(b"\n")[:-1]
        told += [event for event in map(json.loads, lines) if event.get("schema") == "exhibit.event/1"]
        if kills >= 60:
            break
    assert kills >= 50, f"seed {seed}"
    kept = {entry["seq"]: entry for entry in happy.entries()}
    for event in told:
        entry = kept.get(event["seq"])
        assert entry and entry["type"] == event["type"] and entry.get("run") == event["run_id"], (seed, event)
    assert happy.generate(prompt="the next start").status == 0
    states = {row[0] for row in happy.sql("SELECT DISTINCT state FROM run")}
    assert not states & {"planned", "submitting"}, (seed, states)
    assert happy.sql("SELECT count(*) FROM session WHERE closed_at IS NULL") == [(0,)]
    ledger = Ledger(happy.home)
    assert happy("ledger", "info", "--json").result["root"] == ledger.root().hex()
    verified = happy.verify()
    assert verified.status == 0, (seed, verified)
    assert len(told) > 50


def test_the_ledger_is_its_owners_alone(happy):
    assert happy.generate().status == 0
    for name in ["ledger.sqlite", "keys/log-ed25519.pem", "keys/seal.key", "heads.log"]:
        assert (happy.home / name).stat().st_mode & 0o077 == 0, name


def test_a_run_never_ends_without_its_verdict(happy):
    """State and verdict are one transaction: they carry the same time, and stand next to each other."""
    assert happy.generate("--policy", "sandbox").status == 0
    entries = happy.entries()
    [end] = [entry for entry in entries if entry["type"] == "run.state"]
    verdicts = [entry for entry in entries if entry["type"] == "verdict"]
    assert [verdict["seq"] for verdict in verdicts] == [end["seq"] + 1, end["seq"] + 2]
    assert {verdict["body"]["as_of"] for verdict in verdicts} == {end["seq"] + 1}
    assert {verdict["ts"] for verdict in verdicts} == {end["ts"]}
