"""The tamper matrix on a whole home of 300 entries, audited by the built command (evidence.md §11 and §12, goals 1 and 2).

Here whole audits look at a seeded sample of all bytes; `EXHIBIT_TAMPER=all` (`Tests/tamper`) makes it a large one. Every byte
in turn is given to the very checks by ExhibitAuditTests/Matrix.
"""

import base64
import contextlib
import json
import os
import pathlib
import random
import re
import shutil
import subprocess

import pytest
from conftest import Exhibit
from evidence import Ledger, flip, leaf, nodes, overwrite, tree, vandal
from gateway import picture

ALL = os.environ.get("EXHIBIT_TAMPER") == "all"
POLICIES = ["--policy", "sandbox", "--policy", "integrity"]


def many(quick, all_of_them):
    return all_of_them if ALL else quick


def house_of_300(folder):
    """A home of 300 entries: a batch, single runs, an edit, a run that failed; judged by two policies."""
    exhibit = Exhibit(folder)
    items = [{"prompt": f"picture {n}", "task_name": f"item-{n}", "size": "64x64"} for n in range(20)]
    (exhibit.work / "items.jsonl").write_text("".join(json.dumps(item) + "\n" for item in items))
    sandbox = ["--provider", "sandbox", *POLICIES, "--json"]
    assert exhibit("batch", "items.jsonl", *sandbox).status == 0
    (exhibit.work / "photo.png").write_bytes(picture((40, 120, 200), (96, 64)))
    assert exhibit("edit", "--prompt", "warmer", "--image", "photo.png", *sandbox).status == 0
    assert exhibit("generate", "--prompt", "[[fault:moderation]]", *sandbox).status == 5
    for number in range(6):
        assert exhibit("generate", "--prompt", f"single {number}", "--size", "64x64", *sandbox).status == 0
    exhibit.ledger = Ledger(exhibit.home)
    assert len(exhibit.entries()) >= 299
    found = exhibit.verify("--read-data")
    assert found.status == 0, found
    return exhibit


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    exhibit = house_of_300(tmp_path_factory.mktemp("matrix"))
    yield exhibit
    assert exhibit.verify("--read-data").status == 0, "a test has not put back what it changed"


@pytest.fixture
def copied(house, tmp_path):
    """A copy of that home, for what is not put back."""
    for part in ("home", "user", "work"):
        shutil.copytree(house.folder / part, tmp_path / part)
    exhibit = Exhibit(tmp_path)
    exhibit.ledger = Ledger(exhibit.home)
    return exhibit


@contextlib.contextmanager
def changed(house, select, update, value, *key):
    """Holds another value in the database for a while."""
    saved = house.ledger.sql(select, *key)[0][0]
    with vandal(house.home) as db:
        db.execute(update, (value, *key))
    try:
        yield
    finally:
        with vandal(house.home) as db:
            db.execute(update, (saved, *key))


def some_bit(rng, data):
    place = rng.randrange(len(data))
    made = bytearray(data)
    made[place] ^= 1 << rng.randrange(8)
    return place, bytes(made)


def broken(house, *words):
    found = house.verify("--read-data", *words)
    assert found.status == 12, found
    return found.result["findings"] if found.result else [{"check": "ledger", "message": found.error["message"]}]


# An entry


def alike(one, other):
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other)) <= 1


def follows(finding, entry, claimed):
    """Whether a finding speaks of the changed entry, or of what is told from it: its own run, task, batch or session.

    `claimed` are the numbers that the changed bytes say to be theirs: their rows are in the way of others' rows.
    """
    body = entry["body"]
    if entry["type"] == "batch.opened" and any(
            words in finding["message"] for words in ("never opened", "cannot follow", "table task, row", "table task_entry, row")):
        return True  # each of the batch's tasks
    if any(f"row {number}: it cannot follow" in finding["message"] for number in claimed):
        return True
    if finding["entry"] == entry["seq"]:
        return True
    own = [entry.get("run"), body.get("run"), body.get("task_id"), body.get("batch"), body.get("session")]
    own = [name for name in own if name]
    names = re.findall(r"[^\s/,:]{26}", finding["message"])
    if finding["check"] == "task" and any(alike(name, mine) for name in names for mine in own):
        return True
    if finding["run_id"]:
        return any(alike(finding["run_id"], name) for name in own)
    if finding["check"] in ("projection", "task"):
        # A table's row by its key, which may hold the entry's number; the end of the batch that counts the task.
        return any(alike(name, mine) for name in names for mine in own) or f"/{entry['seq']}" in finding["message"] or (
            finding["check"] == "task" and "batch.closed" in finding["message"]) or (
            any(f"row {seq}{mark}" in finding["message"] for seq in (entry["seq"], entry.get("session")) for mark in ": "))
    if finding["check"] == "session":  # its end counts it
        return "says at its end" in finding["message"] or entry["type"] == "session.open"
    # The first entry names the key that every checkpoint is signed with.
    return entry["seq"] == 0 and finding["check"] in ("checkpoint", "heads")


def test_a_changed_entry_is_found_and_nothing_that_does_not_follow_from_it(house):
    rng = random.Random(11)
    entries, data = house.entries(), house.ledger.entry_bytes()
    kinds = {}
    for entry in entries:
        kinds.setdefault(entry["type"], entry["seq"])  # one of each type, then any
    chosen = list(kinds.values()) + [rng.randrange(len(data)) for _ in range(many(20, 500))]
    for seq in chosen:
        place, made = some_bit(rng, data[seq])
        where = f"entry {seq} ({entries[seq]['type']}), byte {place}: {data[seq][max(0, place - 20):place + 10]}"
        with changed(house, "SELECT bytes FROM entry WHERE seq = ?", "UPDATE entry SET bytes = ? WHERE seq = ?", made, seq):
            findings = broken(house)
        if seq == 0 and findings[0]["check"] == "ledger":
            assert "entry 0" in findings[0]["message"], where
            continue
        assert [f["entry"] for f in findings if f["check"] == "tree"] == [seq], (where, findings)
        claimed = [re.search(r"says that it is entry (\d+)", f["message"]) for f in findings]
        claimed = [int(found.group(1)) for found in claimed if found]
        assert [f for f in findings if not follows(f, entries[seq], claimed)] == [], where


# Tree, checkpoints


def test_a_changed_node_is_found_and_nothing_else(house):
    rng = random.Random(12)
    places = house.ledger.sql("SELECT level, idx FROM node")
    for level, index in rng.sample(places, many(12, 200)):
        select = "SELECT hash FROM node WHERE level = ? AND idx = ?"
        _, made = some_bit(rng, house.ledger.sql(select, level, index)[0][0])
        with changed(house, select, "UPDATE node SET hash = ? WHERE level = ? AND idx = ?", made, level, index):
            findings = broken(house)
        told = [f for f in findings if f["check"] == "tree"]
        mine = f"node {level}/{index} of" if level else f"entry {index} "
        assert told and any(mine in f["message"] for f in told), (level, index, findings)
        assert len(told) <= 2 and all(mine in f["message"] or f"node {level + 1}/{index >> 1} of" in f["message"] for f in told)
        # Where the node is a peak, the roots that are made with it are others, too, and run folders quote one.
        assert {f["check"] for f in findings} <= {"tree", "checkpoint", "heads", "run_folder"}


def test_a_changed_checkpoint_is_found_and_nothing_else(house):
    rng = random.Random(13)
    sizes = [row[0] for row in house.ledger.sql("SELECT size FROM checkpoint")]
    for size in rng.sample(sizes, min(len(sizes), many(4, 100))):
        for column in ("note", "root"):
            select = f"SELECT {column} FROM checkpoint WHERE size = ?"
            old = house.ledger.sql(select, size)[0][0]
            made = old
            while made == old:
                _, made = some_bit(rng, old if column == "root" else old.encode())
                if column == "note":
                    made = made.decode(errors="replace")
            with changed(house, select, f"UPDATE checkpoint SET {column} = ? WHERE size = ?", made, size):
                findings = broken(house)
            assert {f["check"] for f in findings} <= {"checkpoint", "heads"}, findings
            assert all(str(size) in f["message"] for f in findings), (size, findings)


# Policies and other blobs


def test_a_changed_bit_in_a_kibibyte_of_every_kind_of_blob_is_found_and_nothing_else(house):
    rng = random.Random(14)
    policies = {entry["body"]["policy_sha256"] for entry in house.entries("policy.adopt")}
    rows = [(bytes(digest).hex(), size) for digest, size in house.ledger.sql("SELECT sha256, bytes FROM blob")]
    policy_rows = [row for row in rows if row[0] in policies]
    chosen = rng.sample(rows, many(10, len(rows))) + policy_rows
    assert len(policy_rows) >= 2
    for digest, size in chosen:
        data = house.ledger.blob(digest)
        places = range(0, size, 1024) if ALL else [rng.randrange(size)]
        for place in places:
            made = flip(data, min(size - 1, place + rng.randrange(min(1024, size - place)) if ALL else place))
            file = house.ledger.artifact(digest)
            if file.exists():
                overwrite(file, made)
                findings = broken(house)
                overwrite(file, data)
            else:
                select = "SELECT data FROM blob WHERE sha256 = ?"
                update = "UPDATE blob SET data = ? WHERE sha256 = ?"
                with changed(house, select, update, made, bytes.fromhex(digest)):
                    findings = broken(house)
            told = [f for f in findings if f["check"] == "blob"]
            assert told and all(digest[:8] in f["message"] for f in told), (digest, findings)
            assert all(named(house, f["entry"], digest) for f in told)
            # What is put together from the blob, in the runs that name it.
            runs = {f["run_id"] for f in told}
            rest = [f for f in findings if f["check"] != "blob"]
            assert {f["check"] for f in rest} <= {"body", "derivation", "prompt", "projection"}, (digest, findings)
            assert all(f["run_id"] in runs or any(str(run) in f["message"] for run in runs) for f in rest), (digest, findings)


def named(house, seq, digest):
    """Whether an entry names the blob, itself or in a body that it names."""
    body = house.entries()[seq]["body"]
    return digest in json.dumps(body) or "body_blob" in body and digest in house.ledger.blob(body["body_blob"]).decode()


# A bundle and its proofs


def test_a_changed_bit_in_a_bundle_is_found_in_its_file(house, tmp_path):
    rng = random.Random(15)
    made = house("audit", "export", "--out", tmp_path / "bundle", "--json")
    assert made.status == 0, made
    folder = tmp_path / "bundle"
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    proofs = [path for path in files if path.name.endswith(".tlog-proof")]
    assert len(proofs) >= 40
    for path in rng.sample(proofs, many(8, len(proofs))) + rng.sample(files, many(8, len(files))):
        data = path.read_bytes()
        if not data:
            continue
        _, changed_bytes = some_bit(rng, data)
        path.write_bytes(changed_bytes)
        found = house("audit", "verify", "--bundle", folder, "--json")
        path.write_bytes(data)
        name = str(path.relative_to(folder))
        assert found.status == 12, (name, found)
        findings = found.result["findings"]
        if name != "SHA256SUMS":
            assert any(name in (f["path"] or "") + f["message"] for f in findings) or name == "entries.jsonl", (name, findings)
        if path in proofs:
            assert {f["path"] for f in findings} == {name}, findings


# What is gone


def drop_last(home, size):
    """What someone who knows the format does: everything that is about later entries goes."""
    with vandal(home) as db:
        db.execute("DELETE FROM entry WHERE seq >= ?", (size,))
        for level in range(12):
            db.execute("DELETE FROM node WHERE level = ? AND idx >= ?", (level, size >> level))
        db.execute("DELETE FROM checkpoint WHERE size > ?", (size,))


def test_dropped_entries_are_missed_while_any_head_is_left(copied):
    total = len(copied.entries())
    counts = range(1, total - 1) if ALL else sorted({1, 2, 3, 7, total // 3, total // 2, total - 2})
    for count in counts:
        drop_last(copied.home, total - count)
        found = copied.verify("--quick")
        assert found.status == 12, (count, found)
        findings = found.result["findings"]
        heads = [f for f in findings if f["check"] == "heads"]
        assert heads and any(str(total) in f["message"] and "rolled back" in f["message"] for f in heads), (count, heads)
        assert {f["check"] for f in findings} <= {"heads", "projection", "task", "checkpoint"}, (count, findings)


def test_without_any_head_a_dropped_tail_is_said_to_be_unknown(copied):
    """Nothing is left that knew more: the audit must not call the end of the ledger proven."""
    total = len(copied.entries())
    outside = next((copied.folder / "user/.local/state/exhibit/heads").iterdir())
    can_require = "--require-anchor" in copied("audit", "verify", "--help").out
    for count in ([*range(1, total - 1)] if ALL else [1, 12]):
        drop_last(copied.home, total - count)
        with vandal(copied.home) as db:
            db.execute("DELETE FROM checkpoint")
        for heads in (outside, copied.home / "heads.log"):
            heads.unlink(missing_ok=True)
        assert copied("ledger", "rebuild").status == 0
        found = copied.verify("--quick")
        if can_require:
            assert copied.verify("--quick", "--require-anchor").status == 3, count
        assert found.status == 0 or {f["check"] for f in found.result["findings"]} <= {"state", "task"}, (count, found)
        assert any(line.startswith("rollback:") for line in found.result["not_shown"]), found.result["not_shown"]
        assert any(line.startswith("completeness:") for line in found.result["not_shown"])


def test_yesterdays_file_is_found_and_nothing_else(copied):
    saved = (copied.home / "ledger.sqlite").read_bytes()
    assert copied("generate", "--prompt", "today", "--provider", "sandbox", *POLICIES).status == 0
    for suffix in ("-wal", "-shm"):
        (copied.home / f"ledger.sqlite{suffix}").unlink(missing_ok=True)
    overwrite(copied.home / "ledger.sqlite", saved)
    findings = broken(copied)
    assert {f["check"] for f in findings} == {"heads"}
    assert all("rolled back" in f["message"] for f in findings)


# Files


def outputs(exhibit):
    return [entry for entry in exhibit.entries("artifact.stored") if entry["body"]["role"] == "output"]


def test_two_pictures_that_changed_places_are_both_found_and_nothing_else(copied):
    one, other = outputs(copied)[2], outputs(copied)[5]
    paths = [copied.ledger.artifact(entry["body"]["sha256"]) for entry in (one, other)]
    if not paths[0].exists():  # small ones are rows
        rows = [bytes.fromhex(entry["body"]["sha256"]) for entry in (one, other)]
        data = [copied.ledger.sql("SELECT data, bytes FROM blob WHERE sha256 = ?", row)[0] for row in rows]
        with vandal(copied.home) as db:
            for row, (content, size) in zip(rows, reversed(data)):
                db.execute("UPDATE blob SET data = ?, bytes = ? WHERE sha256 = ?", (content, size, row))
    else:
        data = [path.read_bytes() for path in paths]
        for path, content in zip(paths, reversed(data)):
            overwrite(path, content)
    findings = broken(copied)
    assert {f["run_id"] for f in findings} == {one["run"], other["run"]}
    assert {f["check"] for f in findings} == {"blob"}
    for entry in (one, other):
        assert any(entry["body"]["sha256"][:8] in f["message"] for f in findings)


@pytest.mark.parametrize("name", ["request.json", "state.json", "result.json", "stdout.txt", "stderr.txt"])
def test_an_edited_file_of_a_run_directory_is_found_and_nothing_else(house, name):
    run = house("runs", "list", "--json").result["runs"][0]
    folder = pathlib.Path(house("runs", "show", run["run_id"], "--json").result["run_dir"])
    data = (folder / name).read_bytes()
    (folder / name).write_bytes(flip(data))
    findings = broken(house)
    (folder / name).write_bytes(data)
    assert [(f["check"], f["run_id"]) for f in findings] == [("run_folder", run["run_id"])], findings
    assert name in findings[0]["message"] or name in findings[0]["path"]


# Whoever has the key


def resigned(exhibit, seq, old, new):
    """Rewrites an entry and everything that hangs on it, and signs it all again with the ledger's own key."""
    key = exhibit.home / "keys/log-ed25519.pem"
    entries = exhibit.ledger.entry_bytes()
    assert old in entries[seq]
    entries[seq] = entries[seq].replace(old, new, 1)
    leaves = [leaf(entry) for entry in entries]
    with vandal(exhibit.home) as db:
        db.execute("UPDATE entry SET bytes = ? WHERE seq = ?", (entries[seq], seq))
        for (level, index), value in nodes(leaves).items():
            db.execute("UPDATE node SET hash = ? WHERE level = ? AND idx = ?", (value, level, index))
        for size, note in db.execute("SELECT size, note FROM checkpoint").fetchall():
            if size <= seq:
                continue
            root = tree(leaves[:size])
            origin = note.split("\n")[0]
            body = f"{origin}\n{size}\n{base64.b64encode(root).decode()}\n"
            (exhibit.folder / "body").write_text(body)
            subprocess.run(
                ["openssl", "pkeyutl", "-sign", "-inkey", key, "-rawin", "-in", "body", "-out", "sig"],
                cwd=exhibit.folder, check=True)
            blob = note.rsplit(" ", 1)[1].strip()
            number = base64.b64decode(blob)[:4]
            line = base64.b64encode(number + (exhibit.folder / "sig").read_bytes()).decode()
            db.execute(
                "UPDATE checkpoint SET root = ?, note = ? WHERE size = ?", (root, f"{body}\n\u2014 {origin} {line}\n", size))


@pytest.fixture
def without_run_folders(house):
    moved = house.folder / "moved"
    house.work.rename(moved)
    yield
    moved.rename(house.work)


def rewritten(exhibit):
    """Another time in an entry of the batch."""
    entry = next(entry for entry in exhibit.entries("task.state") if entry["seq"] > 30)
    time = entry["ts"].encode()
    resigned(exhibit, entry["seq"], time, time[:-2] + (b"1Z" if time[-2:] != b"1Z" else b"2Z"))
    assert exhibit("ledger", "rebuild").status == 0


def test_a_history_that_was_rewritten_and_signed_again_is_a_fork(copied, without_run_folders):
    rewritten(copied)
    findings = broken(copied)
    assert {f["check"] for f in findings} == {"heads"}
    assert all("forked" in f["message"] for f in findings), findings


def test_whoever_has_the_key_and_every_head_is_told_by_a_kept_checkpoint_alone(copied, without_run_folders):
    kept = copied.folder / "kept"
    kept.write_text(copied.ledger.sql("SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1")[0][0])
    rewritten(copied)
    for heads in [copied.home / "heads.log", next((copied.folder / "user/.local/state/exhibit/heads").iterdir())]:
        lines = []
        for line in heads.read_text().splitlines():
            head = json.loads(line)
            [(root, note)] = copied.ledger.sql("SELECT root, note FROM checkpoint WHERE size = ?", head["size"])
            lines.append(json.dumps({**head, "root": bytes(root).hex(), "note": note}, ensure_ascii=False))
        heads.write_text("".join(line + "\n" for line in lines))
    assert copied.verify().status == 0, "nothing that the operator holds can tell"
    findings = broken(copied, "--against", kept)
    assert [(f["check"], f["path"]) for f in findings] == [("checkpoint", str(kept))]
    assert "forked" in findings[0]["message"]
