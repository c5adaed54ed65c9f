"""`ledger forget`: what is erased is gone from every file of the home, every proof still holds, and the audit says so."""

import hashlib
import json

import pytest

PROMPT = "a portrait of the lighthouse keeper Ansgar"


def prompt_commit(exhibit):
    return exhibit.entries("request.intent")[0]["body"]["prompt_commit"]


def everywhere(exhibit, text):
    """The home's files and run folders that hold the text."""
    needle = text.encode()
    roots = [exhibit.home, exhibit.work]
    return [p for root in roots for p in root.rglob("*") if p.is_file() and needle in p.read_bytes()]


def notes(outcome):
    return {note["code"] for note in outcome.result["notes"]}


def test_a_prompt_is_erased_for_good_and_the_audit_stays_clean_and_says_so(happy):
    assert happy.generate("--policy", "sandbox", prompt=PROMPT).status == 0
    assert everywhere(happy, PROMPT), "the control: it is found where it stands"
    forgotten = happy("ledger", "forget", prompt_commit(happy), "--reason", "asked to by the sitter", "--json")
    assert forgotten.status == 0, forgotten
    assert prompt_commit(happy) in forgotten.result["commitments"] and forgotten.result["lingers"] is False
    assert everywhere(happy, PROMPT) == []
    checked = happy.verify()
    assert checked.status == 0, checked
    assert {"audit.value_erased", "audit.withheld"} <= notes(checked)
    assert checked.result["counts"]["values_erased"] == len(forgotten.result["commitments"])
    (entry,) = happy.entries("value.forgotten")
    assert entry["seq"] == forgotten.result["entry"] and "asked to" not in json.dumps(entry)
    # The run goes on being shown and judged.
    run = happy.entries("request.intent")[0]["run"]
    assert happy("policy", "check", run, "--policy", "sandbox").status == 0
    again = happy("ledger", "forget", prompt_commit(happy), "--reason", "twice")
    assert again.status == 10


def test_a_bundle_made_after_forgetting_verifies(happy):
    assert happy.generate("--policy", "sandbox", prompt=PROMPT).status == 0
    assert happy("ledger", "forget", prompt_commit(happy), "--reason", "r").status == 0
    exported = happy("audit", "export", "--out", "bundle", "--with-prompts", "--json")
    assert exported.status == 0, exported
    checked = happy("audit", "verify", "--bundle", "bundle", "--json")
    assert checked.status == 0, checked
    assert "audit.value_erased" in notes(checked)
    assert not any(PROMPT.encode() in p.read_bytes() for p in (happy.work / "bundle").rglob("*") if p.is_file())


def test_a_picture_is_erased_from_the_store_and_only_there(happy):
    made = happy.generate("--policy", "sandbox")
    assert made.status == 0
    digest = made.result["outputs"][0]["sha256"]
    forgotten = happy("ledger", "forget", digest, "--reason", "a face", "--json")
    assert forgotten.status == 0 and forgotten.result["bytes_erased"] is True, forgotten
    assert not (happy.home / "artifacts" / "sha256" / digest[:2] / digest).exists()
    delivered = happy.work / made.result["outputs"][0]["path"]
    assert hashlib.sha256(delivered.read_bytes()).hexdigest() == digest
    checked = happy.verify("--read-data")
    assert checked.status == 0, checked
    assert "audit.file_erased" in notes(checked) and checked.result["counts"]["derivations_withheld"] == 1
    assert happy("audit", "export", "--out", "bundle").status == 0
    bundle = happy("audit", "verify", "--bundle", "bundle", "--json")
    assert bundle.status == 0, bundle


def test_bytes_that_are_gone_without_an_entry_that_erases_them_are_a_finding(happy):
    made = happy.generate("--policy", "sandbox")
    digest = made.result["outputs"][0]["sha256"]
    stored = happy.home / "artifacts" / "sha256" / digest[:2] / digest
    stored.unlink(missing_ok=True)
    import sqlite3
    with sqlite3.connect(happy.home / "ledger.sqlite") as db:
        db.execute("UPDATE blob SET data = NULL, media = 'erased/3' WHERE sha256 = ?", (bytes.fromhex(digest),))
    checked = happy.verify()
    assert checked.status == 12
    assert any(finding["check"] == "blob" and digest[:16] in finding["message"] for finding in checked.result["findings"])


def test_a_task_that_waits_keeps_its_order_and_one_that_is_over_loses_it_with_the_prompt(happy):
    assert happy("queue", "submit", "--prompt", PROMPT, "--policy", "sandbox").status == 0
    (order,) = happy.sql("SELECT spec_commit FROM task")[0]
    kept = happy("ledger", "forget", order, "--reason", "r", "--json")
    assert kept.status == 1 and kept.error["code"] == "value.in_use", kept
    assert happy("queue", "work", "--until-empty").status == 0
    forgotten = happy("ledger", "forget", prompt_commit(happy), "--reason", "r", "--json")
    assert forgotten.status == 0 and order in forgotten.result["commitments"]
    assert not any(PROMPT.encode() in p.read_bytes() for p in happy.home.glob("ledger*") if p.is_file())
    assert happy.verify().status == 0


@pytest.mark.parametrize("target", ["", "abc", "z" * 64])
def test_what_is_no_commitment_is_refused(happy, target):
    assert happy.generate("--policy", "sandbox").status == 0
    assert happy("ledger", "forget", target, "--reason", "r").status == 2
    assert happy("ledger", "forget", "0" * 64, "--reason", "r").status == 10
