"""`audit prove` (parity K6): where a file comes from, and the proof of it."""

import hashlib
import json
import shutil

import pytest
from conftest import Exhibit
from evidence import Ledger, Note, climb, leaf, vandal
from gateway import picture
from test_audit import proof


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    made = Exhibit(tmp_path_factory.mktemp("prove"))
    made.configure(made.sandbox())
    (made.work / "photo.png").write_bytes(picture((40, 120, 200), (96, 64)))
    made.run = made.generate("--task-name", "cat-warm", "--policy", "sandbox", "--size", "64x64").result
    made.edited = made.generate("--task-name", "edited", "--reference-image", "photo.png", prompt="warmer").result
    made.failed = made.generate("--task-name", "failed", prompt="[[fault:moderation]]").result
    yield made
    made.stop()


@pytest.mark.parametrize("by", ["file", "hash", "run", "short run"])
def test_k6_a_file_is_traced_by_itself_its_hash_or_its_run(house, by, tmp_path):
    output = house.run["outputs"][0]
    moved = tmp_path / "renamed.jpeg"
    shutil.copy(output["path"], moved)
    subject = {
        "file": moved, "hash": output["sha256"], "run": house.run["run_id"], "short run": house.run["run_id"][-8:]}[by]
    found = house("audit", "prove", subject, "--json", "--out", tmp_path / "proof")
    assert found.status == 0, found
    told = found.result
    assert (told["run_id"], told["task_name"], told["provider"], told["model"], told["mode"], told["role"]) == (
        house.run["run_id"], "cat-warm", "happy", house.run["model"], "generation", "output")
    assert told["sha256"] == output["sha256"] and told["verdict"] == "accepted"
    assert {item["policy_id"] for item in told["verdicts"]} == {"integrity", "sandbox"}
    stored = next(entry for entry in house.entries("artifact.stored") if entry["run"] == house.run["run_id"])
    assert told["entry"] == stored["seq"] and told["proof_path"] == str(tmp_path / "proof")
    entry, index, hashes, note = proof(tmp_path / "proof")
    assert json.loads(entry) == stored and index == stored["seq"]
    assert climb(index, note.size, leaf(entry), hashes) == note.root and note.size == told["size"]
    ledger = Ledger(house.home)
    assert note.openssl_accepts(ledger.vkey, tmp_path) and note.root == ledger.root(note.size)


def test_k6_it_is_told_in_lines_with_the_proof_below(house):
    path = house.run["outputs"][0]["path"]
    found = house("audit", "prove", path)
    assert found.status == 0 and f"is an output of run {house.run['run_id']}, cat-warm" in found.out
    assert "happy · " in found.out and "accepted by sandbox" in found.out and "c2sp.org/tlog-proof@v1\n" in found.out
    quiet = house("audit", "prove", path, "--quiet")
    assert quiet.out.startswith("c2sp.org/tlog-proof@v1\n") and "run" not in quiet.out
    assert isinstance(Note(quiet.out.split("\n\n", 1)[1]), Note)


def test_k6_what_was_sent_is_traced_too(house):
    found = house("audit", "prove", "photo.png", "--json")
    assert found.status == 0 and found.result["role"] == "input" and found.result["run_id"] == house.edited["run_id"]


def test_k6_what_was_never_recorded_is_not_found(house, tmp_path):
    stranger = tmp_path / "stranger.png"
    stranger.write_bytes(picture((9, 9, 9)))
    digest = hashlib.sha256(stranger.read_bytes()).hexdigest()
    for subject in (stranger, digest):
        found = house("audit", "prove", subject, "--json")
        assert found.status == 10 and found.error["code"] == "artifact.not_found" and digest in found.error["message"]
    failed = house.failed or {}
    run = failed.get("run_id") or next(e["run"] for e in house.entries("request.intent") if e["task"] == "failed")
    assert house("audit", "prove", run, "--json").error["code"] == "artifact.not_found"
    assert house("audit", "prove", "ZZZZZZZZ", "--json").error["code"] == "run.not_found"
    assert house("audit", "prove", tmp_path / "nothing.png", "--json").error["code"] == "file.not_found"


def test_k6_a_proof_overwrites_nothing_and_the_home_is_left_alone(house, tmp_path):
    (tmp_path / "there").write_text("mine")
    before = len(house.entries())
    found = house("audit", "prove", house.run["run_id"], "--out", tmp_path / "there", "--json")
    assert found.status == 2 and found.error["code"] == "output.exists" and (tmp_path / "there").read_text() == "mine"
    assert len(house.entries()) == before


def test_k6_tables_alone_prove_nothing(house, tmp_path):
    """A row that was written by hand leads to an entry that says something else."""
    made = Exhibit(tmp_path / "copy")
    shutil.copytree(house.home, made.home)
    stranger = hashlib.sha256(b"stranger").hexdigest()
    with vandal(made.home) as connection:
        connection.execute("UPDATE artifact SET sha256 = ? WHERE role = 'output'", [stranger])
    found = made("audit", "prove", stranger, "--json")
    assert found.status == 12 and found.error["code"] == "evidence.broken"


def test_k6_a_proof_of_a_changed_entry_is_not_made(house, tmp_path):
    made = Exhibit(tmp_path / "copy")
    shutil.copytree(house.home, made.home)
    digest = house.run["outputs"][0]["sha256"]
    with vandal(made.home) as connection:
        connection.execute(
            "UPDATE entry SET bytes = CAST(replace(CAST(bytes AS TEXT), 'cat-warm', 'cat-cold') AS BLOB) WHERE seq = ?",
            [made_entry(house, digest)])
    assert made("audit", "prove", digest, "--json").status == 12


def made_entry(house, digest):
    return next(entry["seq"] for entry in house.entries("artifact.stored") if entry["body"]["sha256"] == digest)
