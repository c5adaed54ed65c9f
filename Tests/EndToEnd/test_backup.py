"""`ledger backup`: a copy that is a home, made while others write, to be checked and restored by hand."""

import json
import os
import shutil
import sqlite3
import subprocess
import threading

import pytest
from conftest import BINARY, files_with
from evidence import Ledger

KEY = "sk-canary-0123456789abcdefghij"


@pytest.fixture
def house(happy):
    """A home with runs, settings and a policy of its own."""
    assert happy("ledger", "init", "--provider", "happy").status == 0
    assert happy.generate("--task-name", "one").status == 0
    assert happy.generate("--task-name", "two", prompt="another prompt").status == 0
    return happy


def backup(house, name="copy", *words, **options):
    path = house.folder / name
    return path, house("ledger", "backup", "--out", path, "--json", *words, **options)


def verified(house, copy, **env):
    """`audit verify` of the copy, as on the same machine or, with another state folder, on another."""
    return house("audit", "verify", "--home", copy, "--json", env=env)


def artifacts(home):
    return [path for path in (home / "artifacts/sha256").rglob("*") if path.is_file()]


def test_a_backup_is_a_home_that_verifies(house):
    copy, found = backup(house)
    assert found.status == 0, found
    assert sorted(os.listdir(copy)) == [
        "README.txt", "artifacts", "config.json", "heads.log", "keys", "ledger.sqlite", "policies", "sessions"]
    result = found.result
    assert result["path"] == str(copy) and result["entries"] == len(house.entries()) and result["runs"] == 2
    assert result["root"] == Ledger(house.home).root().hex() == Ledger(copy).root().hex()
    assert result["artifacts"] == len(artifacts(house.home)) == len(artifacts(copy)) and result["damaged"] == []
    audit = verified(house, copy)
    assert audit.status == 0 and audit.result["findings"] == [] and audit.result["counts"]["pictures_read"] == 2
    assert found.json["next"] == [f"exhibit audit verify --home {copy}"]
    listed = house("runs", "list", "--home", copy, "--json").result
    assert listed == house("runs", "list", "--json").result
    assert "audit verify --home" in (copy / "README.txt").read_text()
    check = sqlite3.connect(f"file:{copy}/ledger.sqlite?mode=ro", uri=True)
    assert check.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    check.close()
    assert files_with(copy, KEY.encode()) == []


def test_a_backup_is_for_its_owner_alone(house):
    copy, _ = backup(house, "copy", "--with-keys")
    for path in [copy, *copy.rglob("*")]:
        assert path.stat().st_mode & 0o077 == 0, path


def test_keys_are_in_a_backup_only_when_they_are_asked_for(house):
    names = sorted(os.listdir(house.home / "keys"))
    keys = [(house.home / "keys" / name).read_bytes().strip() for name in names]
    bare, found = backup(house, "bare/")
    assert os.listdir(bare / "keys") == [] and files_with(bare, *keys) == []
    assert "without the keys" in house("ledger", "backup", "--out", house.folder / "third").out
    full, found = backup(house, "full", "--with-keys")
    assert found.result["with_keys"] and sorted(os.listdir(full / "keys")) == names


def test_a_backup_with_keys_goes_on_where_the_home_stopped(house):
    copy, _ = backup(house, "copy", "--with-keys")
    shutil.rmtree(house.home)
    shutil.copytree(copy, house.home)
    assert house.generate("--task-name", "three").status == 0
    audit = house.verify()
    assert audit.status == 0 and audit.result["counts"]["runs"] == 3


def test_a_backup_without_keys_is_read_and_never_written(house):
    copy, _ = backup(house)
    found = house.generate("--home", copy)
    assert found.error["code"] == "ledger.corrupt" and "keys" in found.error["hint"]
    assert verified(house, copy).status == 0
    for name in os.listdir(house.home / "keys"):
        shutil.copy2(house.home / "keys" / name, copy / "keys" / name)
    assert house.generate("--home", copy).status == 0


def test_a_backup_is_consistent_while_others_write(house):
    stop, failed = threading.Event(), []

    def write():
        while not stop.is_set():
            found = house.generate()
            if found.status != 0:
                failed.append(found)

    writers = [threading.Thread(target=write) for _ in range(2)]
    for writer in writers:
        writer.start()
    try:
        copies = [backup(house, f"copy-{number}") for number in range(4)]
    finally:
        stop.set()
        for writer in writers:
            writer.join()
    assert not failed
    sizes = []
    for number, (copy, found) in enumerate(copies):
        assert found.status == 0, found
        sizes.append(found.result["entries"])
        audit = verified(house, copy, XDG_STATE_HOME=str(house.folder / f"elsewhere-{number}"))
        assert audit.status == 0, audit
        assert Ledger(copy).root().hex() == found.result["root"]
    assert sizes == sorted(sizes) and sizes[0] < len(house.entries())
    assert house.verify().status == 0


def test_a_backup_that_is_older_than_the_heads_says_so(house):
    copy, _ = backup(house)
    assert house.generate().status == 0
    audit = verified(house, copy)
    assert audit.status == 12 and {item["check"] for item in audit.result["findings"]} == {"heads"}
    assert verified(house, copy, XDG_STATE_HOME=str(house.folder / "elsewhere")).status == 0


def test_nothing_is_overwritten(house):
    for name in ["file", "folder"]:
        path = house.folder / name
        path.mkdir() if name == "folder" else path.write_text("mine")
        _, found = backup(house, name)
        assert (found.status, found.error["code"]) == (2, "output.exists")
    assert (house.folder / "file").read_text() == "mine" and os.listdir(house.folder / "folder") == []
    _, found = backup(house, "home/inside")
    assert (found.status, found.error["code"]) == (2, "usage.invalid")
    assert house("ledger", "backup").status == 2
    assert not [name for name in os.listdir(house.folder) if "partial" in name]


def test_a_home_without_a_ledger_has_no_backup(exhibit):
    found = exhibit("ledger", "backup", "--out", exhibit.folder / "copy", "--json")
    assert (found.status, found.error["code"]) == (10, "ledger.missing")
    assert not (exhibit.folder / "copy").exists() and not exhibit.home.exists()


def test_a_home_that_lost_a_picture_is_told_and_the_rest_is_kept(house):
    count = len(artifacts(house.home))
    lost = artifacts(house.home)[0]
    lost.unlink()
    copy, found = backup(house)
    assert (found.status, found.error["code"]) == (12, "evidence.broken")
    assert found.result["damaged"] == [lost.name]
    assert len(artifacts(copy)) == count - 1


def test_a_full_disk_leaves_no_half_backup(house):
    """A limit on the size of files stands for the disk: the copy's database cannot grow beyond it."""
    before = sorted(os.listdir(house.folder))
    limited = subprocess.run(
        ["sh", "-c", 'trap "" XFSZ; ulimit -f 8; exec "$@"', "sh", BINARY, "ledger", "backup", "--out", str(house.folder / "copy"), "--json"],
        cwd=house.work, env=house.env, capture_output=True, text=True)
    assert limited.returncode == 1, limited
    assert json.loads(limited.stdout)["error"]["code"] == "disk.full"
    assert sorted(os.listdir(house.folder)) == before
    assert house.verify().status == 0
