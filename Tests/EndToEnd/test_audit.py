"""`audit verify` and `audit export` (parity K6, D18, A18): what was changed is found and named, and nothing else is."""

import base64
import contextlib
import hashlib
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess

import pytest
from evidence import Ledger, Note, climb, flip, leaf, overwrite, tree, vandal
from gateway import picture, reply

SECRET = "sk-canary-0123456789abcdefghij"


@pytest.fixture
def house(happy, photo):
    """A home with three runs: made, edited, and failed."""
    happy.made = happy.generate("--task-name", "made", "--policy", "sandbox", "--size", "64x64").result
    happy.edited = happy.generate("--task-name", "edited", "--reference-image", photo, prompt="warmer").result
    happy.failed = happy.generate("--task-name", "failed", prompt="[[fault:moderation]]").result
    happy.ledger = Ledger(happy.home)
    assert happy.verify().status == 0
    return happy


def checks(found):
    return {item["check"] for item in found.result["findings"]}


def broken(found):
    """The findings of an audit that has to fail."""
    assert found.status == 12, found
    assert found.error["code"] == "evidence.broken" and found.json["ok"] is False
    assert found.result["findings"] and found.result["unchanged"] is False
    return found.result["findings"]


def entry_of(house, kind, run):
    return next(e for e in house.entries(kind) if e.get("run") == run["run_id"])


# A home that is as it was


def test_what_is_unchanged_is_said_with_what_was_looked_at(house):
    found = house.verify()
    assert found.status == 0 and found.json["ok"] and found.result["findings"] == [] and found.result["unchanged"]
    counts = found.result["counts"]
    assert counts["entries"] == len(house.entries()) and counts["runs"] == 3
    assert found.result["root"] == house.ledger.root().hex()
    assert counts["pictures"] == counts["pictures_read"] == 2
    assert counts["verdicts"] == len(house.entries("verdict"))
    assert counts["checkpoints"] == len(house.ledger.sql("SELECT size FROM checkpoint"))
    assert counts["derivations_verified"] == 2 and counts["derivations_failed"] == 0
    assert found.result["not_shown"], "there is no outside date, and nothing signed by the provider"
    text = house("audit", "verify")
    assert text.status == 0 and text.out.startswith("unchanged") and "not shown" in text.out


def test_an_empty_home_has_no_ledger(exhibit):
    found = exhibit.verify()
    assert found.status != 0 and found.error["code"] == "ledger.missing"
    assert not exhibit.home.exists(), "verify makes nothing"


def test_verify_changes_nothing_at_all(house):
    def state():
        return {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in house.home.rglob("*")
                if path.is_file() and not path.name.endswith("-shm")}

    before = state()
    house.verify()
    house("audit", "verify", "--read-data")
    assert state() == before


def test_quick_says_that_it_left_the_pictures_out(house):
    quick, whole = house.verify("--quick"), house.verify("--read-data")
    assert quick.status == whole.status == 0
    assert quick.result["counts"]["pictures_read"] == 0 and whole.result["counts"]["pictures_read"] == 2
    assert any("--quick" in text for text in quick.result["not_checked"])
    assert not any("picture" in text for text in whole.result["not_checked"])
    path = house.ledger.artifact(house.made["outputs"][0]["sha256"])
    overwrite(path, flip(path.read_bytes()))
    assert house.verify("--quick").status == 0
    assert house.verify("--read-data").status == house.verify().status == 12


def test_a_share_of_the_pictures_is_read(house):
    found = house.verify("--read-data-subset", "100%")
    assert found.status == 0 and found.result["counts"]["pictures_read"] == 2
    parts = [house.verify("--read-data-subset", f"{n}/3").result["counts"]["pictures_read"] for n in (1, 2, 3)]
    assert sum(parts) == 2
    assert house.verify("--read-data-subset", "lots").status == 2


def test_open_runs_are_not_findings(house):
    process = house.start("generate", "--prompt", "[[fault:hang]]", "--jsonl")
    line = ""
    while "attempt.started" not in line:
        line = process.stdout.readline()
    found = house.verify()
    process.kill()
    process.wait()
    assert found.status == 0 and found.result["counts"]["open_runs"] == 1
    again = house.verify()
    assert again.status == 0, "a process that died is not tampering"


# Changed bytes


def change_artifact(house):
    digest = house.made["outputs"][0]["sha256"]
    path = house.ledger.artifact(digest)
    overwrite(path, flip(path.read_bytes()))
    return {"blob"}, digest, house.made


def remove_artifact(house):
    digest = house.made["outputs"][0]["sha256"]
    house.ledger.artifact(digest).unlink()
    return {"blob"}, digest[:16], house.made


def change_input(house):
    digest = house.edited["input_images"][0]["sha256"]
    path = house.ledger.artifact(digest)
    overwrite(path, flip(path.read_bytes()))
    return {"blob"}, digest[:16], house.edited


def change_verdict(house):
    digest = entry_of(house, "verdict", house.made)["body"]["verdict_blob"]
    data = house.ledger.blob(digest).replace(b'"accepted"', b'"rejected"')
    with vandal(house.home) as db:
        db.execute("UPDATE blob SET data = ? WHERE sha256 = ?", (data, bytes.fromhex(digest)))
    return {"blob"}, digest[:16], house.made


def remove_verdict(house):
    digest = entry_of(house, "verdict", house.edited)["body"]["verdict_blob"]
    with vandal(house.home) as db:
        db.execute("DELETE FROM blob WHERE sha256 = ?", (bytes.fromhex(digest),))
    return {"blob", "projection"}, digest[:16], house.edited


def change_reply(house):
    document = json.loads(house.ledger.blob(entry_of(house, "response.received", house.failed)["body"]["body_blob"]))
    digest = document["segments"][0]["text"]
    data = house.ledger.blob(digest).replace(b"moderation", b"moderatoin")
    with vandal(house.home) as db:
        db.execute("UPDATE blob SET data = ? WHERE sha256 = ?", (data, bytes.fromhex(digest)))
    return {"blob"}, digest[:16], house.failed


def change_prompt(house):
    commit = entry_of(house, "request.intent", house.made)["body"]["prompt_commit"]
    with vandal(house.home) as db:
        db.execute("UPDATE secret_value SET value = 'another story' WHERE commitment = ?", (bytes.fromhex(commit),))
    return {"commitment", "prompt"}, commit[:16], house.made


def change_run_file(house):
    path = pathlib.Path(house.made["run_dir"]) / "result.json"
    path.write_text(path.read_text().replace('"sandbox"', '"happy-gpt-image-2"'))
    return {"run_folder"}, "result.json", house.made


def change_delivered(house):
    path = pathlib.Path(house.made["output"])
    path.write_bytes(picture((1, 2, 3)))
    return {"delivered"}, path.name, house.made


CHANGES = [
    change_artifact, remove_artifact, change_input, change_verdict, remove_verdict, change_reply, change_prompt,
    change_run_file, change_delivered,
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_found_and_named_and_nothing_else(house, change):
    expected, name, run = change(house)
    findings = broken(house.verify())
    assert {item["check"] for item in findings} == expected
    assert {item["run_id"] for item in findings} <= {run["run_id"], None}
    assert any(name in item["message"] or name in (item["path"] or "") for item in findings), findings
    text = house("audit", "verify")
    assert text.status == 12 and text.out.startswith("finding")
    assert run["task_name"] in text.out or name in text.out


# A changed history


def rewrite(house, seq, change):
    with vandal(house.home) as db:
        data = bytes(db.execute("SELECT bytes FROM entry WHERE seq = ?", (seq,)).fetchone()[0])
        changed = change(data)
        assert changed != data
        db.execute("UPDATE entry SET bytes = ? WHERE seq = ?", (changed, seq))


@pytest.mark.parametrize("kind,old,new", [
    ("request.intent", b'"gpt-image-2"', b'"gpt-image-9"'),
    ("request.intent", b'"prompt_unchanged":true', b'"prompt_unchanged":null'),
    ("artifact.stored", b'"image/png"', b'"image/gif"'),
    ("run.state", b'"succeeded"', b'"succeedad"'),
    ("verdict", b'"verdict":"accepted"', b'"verdict":"rejected"'),
    ("session.open", b'"fs":"', b'"fs":"x'),
])
def test_a_changed_entry_is_named(house, kind, old, new):
    entry = house.entries(kind)[0]
    rewrite(house, entry["seq"], lambda data: data.replace(old, new, 1))
    findings = broken(house.verify())
    assert any(item["entry"] == entry["seq"] for item in findings), findings
    others = {house.edited["run_id"], house.failed["run_id"]}
    assert not others & {item["run_id"] for item in findings}, "runs that nobody touched are reported"


def test_every_byte_of_every_entry_counts(house):
    """One bit in each entry in turn; the tree says which."""
    for seq in range(len(house.entries())):
        saved = house.ledger.entry_bytes()[seq]
        rewrite(house, seq, lambda data: flip(data, (seq * 37) % len(data)))
        found = house.verify("--quick")
        assert found.status == 12 or seq == 0 and found.status != 0, seq
        if found.result:
            assert any(item["entry"] == seq for item in found.result["findings"]), (seq, found)
        rewrite(house, seq, lambda data: saved)
    assert house.verify().status == 0


@pytest.mark.parametrize("level", [0, 1, 2])
def test_a_changed_node_is_named(house, level):
    with vandal(house.home) as db:
        db.execute("UPDATE node SET hash = ? WHERE level = ? AND idx = 1", (b"\x07" * 32, level))
    findings = broken(house.verify())
    assert {item["check"] for item in findings} == {"tree"}
    assert any(f"{level}/1" in item["message"] or level == 0 and item["entry"] == 1 for item in findings), findings
    assert len(findings) <= 2, "a node and the one above it"


@pytest.mark.parametrize("change", ["root", "note", "signature", "size", "missing"])
def test_a_changed_checkpoint_is_named(house, change):
    size, root, note = house.ledger.sql("SELECT * FROM checkpoint ORDER BY size")[1]
    body, line = note.rsplit("\n\n", 1)
    with vandal(house.home) as db:
        if change == "root":
            db.execute("UPDATE checkpoint SET root = ? WHERE size = ?", (b"\x07" * 32, size))
        elif change == "note":
            db.execute("UPDATE checkpoint SET note = ? WHERE size = ?", (note.replace(f"\n{size}\n", f"\n{size + 1}\n"), size))
        elif change == "signature":
            name, blob = line.removeprefix("\u2014 ").strip().split(" ")
            changed = base64.b64encode(flip(base64.b64decode(blob))).decode()
            db.execute("UPDATE checkpoint SET note = ? WHERE size = ?", (f"{body}\n\n\u2014 {name} {changed}\n", size))
        elif change == "size":
            db.execute("UPDATE checkpoint SET size = ? WHERE size = ?", (size + 1, size))
        else:
            db.execute("DELETE FROM checkpoint WHERE size = ?", (size,))
    findings = broken(house.verify())
    assert {item["check"] for item in findings} <= {"checkpoint", "heads"}
    assert any(str(size) in item["message"] for item in findings), findings


@pytest.mark.parametrize("count", [1, 5, 12])
def test_cut_off_entries_are_missed(house, count):
    """A tail that is gone leaves a perfect smaller tree: only the heads know."""
    size = len(house.entries()) - count
    with vandal(house.home) as db:
        db.execute("DELETE FROM entry WHERE seq >= ?", (size,))
        for level in range(12):
            db.execute("DELETE FROM node WHERE level = ? AND idx >= ?", (level, size >> level))
        db.execute("DELETE FROM checkpoint WHERE size > ?", (size,))
    assert house("ledger", "rebuild").status == 0
    findings = broken(house.verify())
    assert "heads" in {item["check"] for item in findings}
    assert any(str(size + count) in item["message"] for item in findings), findings


@pytest.mark.parametrize("heads", ["outside only", "inside only", "both"])
def test_yesterdays_database_is_a_rollback(house, heads):
    saved = house.folder / "yesterday"
    shutil.copytree(house.home, saved)
    house.generate("--task-name", "today", prompt="today")
    outside = next((house.folder / "user/.local/state/exhibit/heads").iterdir())
    kept = (house.home / "heads.log").read_bytes()
    shutil.rmtree(house.home)
    shutil.copytree(saved, house.home)
    if heads != "outside only":
        (house.home / "heads.log").write_bytes(kept)
    if heads == "inside only":
        outside.unlink()
    findings = broken(house.verify())
    assert {item["check"] for item in findings} == {"heads"}
    assert any("rolled back" in item["message"] for item in findings), findings


def test_another_history_of_the_same_length_is_a_fork(house):
    saved = house.folder / "before"
    shutil.copytree(house.home, saved)
    house.generate("--task-name", "one", prompt="one")
    outside = next((house.folder / "user/.local/state/exhibit/heads").iterdir())
    known = outside.read_bytes()
    shutil.rmtree(house.home)
    shutil.copytree(saved, house.home)
    house.generate("--task-name", "two", prompt="two")
    outside.write_bytes(known)
    findings = broken(house.verify())
    assert {item["check"] for item in findings} == {"heads"}
    assert any("fork" in item["message"] for item in findings), findings


@pytest.mark.parametrize("change,table", [
    ("UPDATE run SET verdict = 'accepted', policy = 'happy-gpt-image-2' WHERE task_name = 'failed'", "run"),
    ("UPDATE run SET provider = 'happy', simulated = 0", "run"),
    ("DELETE FROM transition WHERE to_state = 'failed'", "transition"),
    ("INSERT INTO artifact(run_id, role, n, entry, sha256) SELECT run_id, role, 9, entry, sha256 FROM artifact LIMIT 1",
     "artifact"),
    ("UPDATE log SET line = 'all well' WHERE n = 1", "log"),
    ("UPDATE verdict SET result = 'pass'", "verdict"),
    ("DELETE FROM attempt", "attempt"),
    ("UPDATE session SET closed_at = NULL", "session"),
])
def test_edited_tables_are_found(house, change, table):
    with vandal(house.home) as db:
        db.execute(change)
    findings = broken(house.verify())
    assert {item["check"] for item in findings} == {"projection"}
    assert all(table in item["message"] for item in findings), findings
    assert house("ledger", "rebuild").status == 0 and house.verify().status == 0


# Files of the user


def test_a_file_that_was_moved_away_is_said_and_no_finding(house):
    pathlib.Path(house.made["output"]).rename(house.work / "elsewhere.png")
    shutil.move(house.edited["run_dir"], house.work / "elsewhere")
    found = house.verify()
    assert found.status == 0 and found.result["findings"] == []
    counts = found.result["counts"]
    assert counts["files_away"] == 1 and counts["run_folders_away"] == 1
    said = json.dumps(found.result["notes"] + found.result["not_checked"], ensure_ascii=False)
    assert said.count("was moved away") == 2


def test_a_file_that_a_later_run_replaced_is_no_finding(house):
    for prompt in ["one", "two"]:
        assert house.generate("--output", house.work / "same.png", "--overwrite", prompt=prompt).status == 0
    found = house.verify()
    assert found.status == 0 and found.result["counts"]["files_replaced"] == 1


def test_a_secret_that_was_planted_is_found(house):
    planted = pathlib.Path(house.made["run_dir"]) / "notes.txt"
    planted.write_text(f"the key is {SECRET}\n")
    findings = broken(house.verify())
    assert {item["check"] for item in findings} <= {"secret", "run_folder"} and "secret" in {f["check"] for f in findings}
    assert any("notes.txt" in (item["path"] or item["message"]) for item in findings)
    assert SECRET not in json.dumps(findings) and SECRET not in house("audit", "verify").out


def test_a_prompt_that_was_changed_on_its_way_is_found(house):
    """A18: the prompt given and the prompt sent are compared, not only recorded."""
    bodies = [json.loads(house.ledger.blob(e["body"]["body_blob"])) for e in house.entries("attempt.started")]
    assert all(any("commit" in segment for segment in body["segments"]) for body in bodies)
    assert house.verify().result["counts"]["prompts"] >= 3


# Read-only copies


def test_a_copy_that_nobody_can_write_is_audited(house):
    copy = house.folder / "copy"
    shutil.copytree(house.home, copy)
    for name in ["ledger.sqlite-wal", "ledger.sqlite-shm"]:
        (copy / name).unlink(missing_ok=True)
    names = sorted(path.name for path in copy.iterdir())
    with unwritable(copy):
        found = as_another(house, "audit", "verify", "--home", copy, "--json")
        assert found.status == 0, found
        assert found.result["counts"]["entries"] == len(house.entries())
    assert sorted(path.name for path in copy.iterdir()) == names


def test_a_copy_with_a_log_that_nobody_can_write_is_read_from_a_copy(house):
    reader = sqlite3.connect(house.home / "ledger.sqlite")
    reader.execute("SELECT count(*) FROM entry").fetchone()
    house.generate(prompt="leaves a write-ahead log, since somebody reads")
    copy = house.folder / "copy"
    shutil.copytree(house.home, copy)
    reader.close()
    (copy / "ledger.sqlite-shm").unlink(missing_ok=True)
    assert (copy / "ledger.sqlite-wal").stat().st_size > 0
    with unwritable(copy):
        found = as_another(house, "audit", "verify", "--home", copy, "--json")
    assert found.status == 0, found
    assert found.result["counts"]["entries"] == len(house.entries())
    assert "copy" in json.dumps(found.result["notes"])


@contextlib.contextmanager
def unwritable(folder):
    paths = [folder, *folder.rglob("*")]
    modes = {path: path.stat().st_mode & 0o7777 for path in paths}
    for path in reversed(paths):
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        yield
    finally:
        for path in paths:
            path.chmod(modes[path])


def as_another(house, *words):
    """The command as a user for whom modes count: root may write everywhere."""
    if os.geteuid() != 0:
        return house(*words)
    from conftest import BINARY, Outcome

    for path in [house.folder, *house.folder.parents]:
        if path.stat().st_uid == 0 and path != pathlib.Path("/") and path.stat().st_mode & 0o005 != 0o005:
            path.chmod(path.stat().st_mode | 0o055)
    binary = house.folder / "exhibit"
    if not binary.exists():
        os.link(BINARY, binary) if os.stat(BINARY).st_dev == os.stat(house.folder).st_dev else shutil.copy(BINARY, binary)
    return Outcome(subprocess.run(
        ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", str(binary), *map(str, words)],
        cwd="/", env={**house.env, "TMPDIR": "/tmp"}, capture_output=True, text=True, timeout=60))


# Bundles


@pytest.fixture
def bundle(house):
    found = house("audit", "export", "--out", house.folder / "bundle", "--json")
    assert found.status == 0, found
    return house.folder / "bundle"


def lines(path):
    return [line for line in path.read_bytes().split(b"\n") if line]


def proof(path):
    """A `.tlog-proof` (C2SP): its entry, its place, its path in the tree, and the checkpoint that it leads to."""
    head, note = path.read_text().split("\n\n", 1)
    version, extra, index, *hashes = head.split("\n")
    assert version == "c2sp.org/tlog-proof@v1"
    entry = base64.b64decode(extra.removeprefix("extra "), validate=True)
    return entry, int(index.removeprefix("index ")), [base64.b64decode(text, validate=True) for text in hashes], Note(note)


def test_a_bundle_is_verified_by_exhibit_anywhere(house, bundle, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    shutil.move(bundle, elsewhere)
    shutil.move(house.home, tmp_path / "gone")
    shutil.rmtree(house.folder / "user" / ".local")
    found = house.verify("--bundle", elsewhere)
    assert found.status == 0, found
    assert found.result["subject"] == "bundle" and found.result["counts"]["pictures_read"] == 2
    assert found.result["not_shown"]
    assert not house.home.exists()


def test_a_bundle_is_verified_without_exhibit(house, bundle, tmp_path):
    summed = subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=bundle, capture_output=True, text=True)
    assert summed.returncode == 0, summed.stdout + summed.stderr
    listed = {line.split(b"  ", 1)[1].decode() for line in lines(bundle / "SHA256SUMS")}
    present = {str(path.relative_to(bundle)) for path in bundle.rglob("*") if path.is_file()}
    assert present - listed == {"SHA256SUMS"}
    entries = lines(bundle / "entries.jsonl")
    signed = subprocess.run(
        "openssl pkeyutl -verify -pubin -inkey keys/log.pem -rawin -in checkpoint.body -sigfile checkpoint.sig".split(),
        cwd=bundle, capture_output=True, text=True)
    assert signed.returncode == 0 and "Signature Verified Successfully" in signed.stdout
    note = Note((bundle / "checkpoint").read_text())
    assert (bundle / "checkpoint.body").read_bytes() == note.body
    vkey = (bundle / "keys" / "log.vkey").read_text().strip()
    assert vkey == house.ledger.vkey and note.openssl_accepts(vkey, tmp_path)
    assert note.size == len(entries) and note.root == tree([leaf(entry) for entry in entries])
    for path in bundle.glob("artifacts/*"):
        if path.suffix not in (".tlog-proof", ".jsonl"):
            assert hashlib.sha256(path.read_bytes()).hexdigest() == path.name.split(".")[0]


def test_every_picture_has_its_proofs(house, bundle, tmp_path):
    pictures = {item["sha256"] for run in (house.made, house.edited) for item in run["outputs"]}
    for digest in pictures:
        proofs = sorted(path.name for path in bundle.glob(f"artifacts/{digest}*.tlog-proof"))
        assert any(".verdict." in name for name in proofs) and len(proofs) >= 2, proofs
        for name in proofs:
            entry, index, hashes, note = proof(bundle / "artifacts" / name)
            assert climb(index, note.size, leaf(entry), hashes) == note.root
            assert note.openssl_accepts(house.ledger.vkey, tmp_path)
            assert json.loads(entry)["seq"] == index
            kind = "verdict" if ".verdict." in name else "artifact.stored"
            assert json.loads(entry)["type"] == kind
            assert digest in entry.decode() or kind == "verdict"


def test_a_bundle_has_no_prompt_unless_asked(house, bundle):
    words = [b"orange cat by a window", b"warmer", str(house.folder).encode(), b"photo.png", SECRET.encode()]
    for path in bundle.rglob("*"):
        if path.is_file():
            assert not [word for word in words if word in path.read_bytes()], path
    full = house("audit", "export", "--out", house.folder / "full", "--with-prompts", "--json")
    assert full.status == 0
    said = b"".join(path.read_bytes() for path in (house.folder / "full").rglob("*") if path.is_file())
    assert b"orange cat by a window" in said and SECRET.encode() not in said
    withheld, shown = house.verify("--bundle", bundle).result, house.verify("--bundle", house.folder / "full").result
    assert withheld["counts"]["bodies_withheld"] > 0 == shown["counts"]["bodies_withheld"]
    assert withheld["counts"]["verdicts"] == shown["counts"]["verdicts"] == len(house.entries("verdict"))


def test_the_folder_has_a_name_of_its_own(house):
    found = house("audit", "export", "--json")
    assert found.status == 0
    folder, = (house.work / "audits").iterdir()
    assert folder.name.startswith(f"ledger-{len(house.entries())}-")
    said = house("audit", "export")
    assert said.status == 0 and "no secret found" in said.out and "prompts left out" in said.out


def test_nothing_is_overwritten(house, bundle):
    found = house("audit", "export", "--out", bundle, "--json")
    assert found.status == 2 and found.error["code"] == "output.exists"
    assert house.verify("--bundle", bundle).status == 0


def test_chosen_runs_make_a_partial_bundle(house):
    found = house("audit", "export", house.made["run_id"][-8:], "--out", house.folder / "part", "--json")
    assert found.status == 0, found
    index = json.loads((house.folder / "part" / "index.json").read_text())
    assert index["scope"] == "partial"
    runs = {json.loads(entry).get("run") for entry in lines(house.folder / "part" / "entries.jsonl")}
    assert runs - {None} == {house.made["run_id"]}
    checked = house.verify("--bundle", house.folder / "part")
    assert checked.status == 0, checked
    assert checked.result["not_checked"], "gaps, uses and other runs cannot be seen in a part"


def test_a_changed_picture_is_named_with_its_run(house, bundle):
    digest = house.edited["outputs"][0]["sha256"]
    path, = bundle.glob(f"artifacts/{digest}.png")
    overwrite(path, flip(path.read_bytes()))
    found = house.verify("--bundle", bundle)
    assert any(
        item["run_id"] == house.edited["run_id"] and digest in (item["path"] or "") + item["message"] for item in broken(found))
    assert {item["run_id"] for item in found.result["findings"]} <= {house.edited["run_id"], None}
    assert "edited" in house("audit", "verify", "--bundle", bundle).out
    summed = subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=bundle, capture_output=True)
    assert summed.returncode != 0


def changed_entry(bundle):
    path = bundle / "entries.jsonl"
    overwrite(path, path.read_bytes().replace(b'"gpt-image-2"', b'"gpt-image-9"', 1))


def dropped_entry(bundle):
    path = bundle / "entries.jsonl"
    overwrite(path, b"\n".join(lines(path)[:-1]) + b"\n")


def changed_checkpoint(bundle):
    path = bundle / "checkpoint"
    body, size, rest = path.read_text().split("\n", 2)
    overwrite(path, f"{body}\n{int(size) - 1}\n{rest}".encode())


def changed_proof(bundle):
    path = sorted(bundle.glob("artifacts/*.tlog-proof"))[0]
    overwrite(path, path.read_text().replace("index ", "index 1").encode())


def changed_policy(bundle):
    path = next(bundle.glob("polic*/*.json"))
    overwrite(path, path.read_bytes().replace(b"error", b"warn", 1))


def another_key(bundle):
    path = bundle / "keys" / "log.vkey"
    name, number, key = path.read_text().strip().split("+", 2)
    overwrite(path, f"{name}+{number}+{base64.b64encode(flip(base64.b64decode(key))).decode()}\n".encode())


def added_file(bundle):
    (bundle / "artifacts" / "extra.png").write_bytes(picture())


def removed_picture(bundle):
    next(bundle.glob("artifacts/*.png")).unlink()


CHANGED_EVIDENCE = [
    changed_entry, dropped_entry, changed_checkpoint, changed_proof, changed_policy, another_key, removed_picture]


@pytest.mark.parametrize("change,sums", [(change, "old sums") for change in [*CHANGED_EVIDENCE, added_file]] + [
    (change, "new sums") for change in CHANGED_EVIDENCE])
def test_a_changed_bundle_is_found(house, bundle, change, sums):
    """Whoever changes a bundle can write SHA256SUMS again: the tree and the signature still tell."""
    change(bundle)
    if sums == "new sums":
        listed = sorted(path.relative_to(bundle) for path in bundle.rglob("*") if path.is_file() and path.name != "SHA256SUMS")
        text = "".join(f"{hashlib.sha256((bundle / path).read_bytes()).hexdigest()}  {path}\n" for path in listed)
        overwrite(bundle / "SHA256SUMS", text.encode())
    broken(house.verify("--bundle", bundle))


def test_a_secret_stops_the_export(exhibit, gateway):
    """The server says a secret that exhibit learns only later: verify and export know it then."""
    later = "qx7-Vermilion-Staircase-4471"
    gateway(lambda request: (200, {}, reply(picture(), note=f"internal id {later}")))
    exhibit.generate()
    assert exhibit.verify().status == 0
    exhibit.configure("http://127.0.0.1:9/v1", key=later)
    assert "secret" in checks(exhibit.verify())
    found = exhibit("audit", "export", "--out", exhibit.folder / "bundle", "--json")
    assert found.status == 12 and found.error["code"] == "secret.found"
    assert not (exhibit.folder / "bundle").exists()
    assert later not in found.out + found.err


def test_what_is_no_bundle_is_said(house, tmp_path):
    (tmp_path / "empty").mkdir()
    nothing = house.verify("--bundle", tmp_path / "nothing")
    assert nothing.status == 10 and nothing.error["code"] == "file.not_found"
    assert checks(house.verify("--bundle", tmp_path / "empty")) == {"bundle"}


def test_other_commands_are_stopped_by_what_audit_finds_not_at_all(house):
    """Reading goes on beside a finding: a reviewer has to see what there is."""
    overwrite(house.ledger.artifact(house.made["outputs"][0]["sha256"]), b"gone")
    assert house("runs", "show", house.made["run_id"], "--json").result["run_id"] == house.made["run_id"]
    assert house("runs", "list").status == 0
