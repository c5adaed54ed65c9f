"""Processes that are killed, and system calls that are refused, at every write, fsync, rename and commit (evidence.md §9.3).

Fail points are in the debug binary only. `EXHIBIT_FAULTS=all` goes through every one; otherwise some of each kind.
"""

import json
import os
import pathlib
import random
import shutil

import pytest
from conftest import BINARY, ROOT, Exhibit
from recovery import DEBUG_BINARY, RUN, batch, made, recovered

ALL = os.environ.get("EXHIBIT_FAULTS") == "all"


def chosen(places, name, most):
    """Some of them, the same in every run."""
    return places if ALL or len(places) <= most else sorted(random.Random(name).sample(places, most))


@pytest.fixture(scope="module", autouse=True)
def debug_binary():
    assert DEBUG_BINARY.exists(), "swift build makes it; Tests/run does that first"


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    """A home with one run."""
    exhibit = Exhibit(tmp_path_factory.mktemp("base"))
    assert made(exhibit, DEBUG_BINARY, *RUN)[0] == 0
    return exhibit


@pytest.fixture
def copied(base, tmp_path):
    """Makes copies of that home, each in a folder of its own."""
    count = iter(range(1_000_000))

    def copy():
        folder = tmp_path / f"copy-{next(count)}"
        shutil.copytree(base.folder / "user", folder / "user")
        shutil.copytree(base.home, folder / "home")
        return Exhibit(folder)

    return copy


@pytest.fixture(scope="module")
def registered():
    errors = json.loads(os.popen(f"{DEBUG_BINARY} describe --json").read())
    return {error["code"]: error["exit"] for error in (errors.get("result") or errors)["errors"]}


def reached(exhibit, words):
    """The fail points that a command comes by, in order."""
    log = exhibit.folder / "points"
    status, *_, err = made(exhibit, DEBUG_BINARY, *words, env={"EXHIBIT_FAILPOINT_LOG": str(log)})
    assert status == 0, err
    return log.read_text().split()


def by_name(points):
    found = {}
    for name in points:
        found[name] = found.get(name, 0) + 1
    return sorted(found.items())


STEPS = {"file.write", "file.sync", "file.rename", "folder.sync", "ledger.commit"}


def told_reason(events, err):
    """The error document of a command that failed."""
    return next((event["error"] for event in reversed(events) if event.get("error")), None) or {"message": err}


def names_a_file(exhibit, error):
    """With its path, unless the message stands in an entry, which holds no paths of the user's."""
    known = [
        str(exhibit.folder), "~/", "ledger.sqlite", "picture 1 could not be delivered", "the answer could not be kept"]
    return any(name in error["message"] for name in known)


@pytest.mark.parametrize("kind", ["run", "batch", "new home"])
def test_a_kill_at_a_fail_point_loses_nothing(copied, tmp_path, kind):
    def fresh():
        return Exhibit(tmp_path / f"new-{random.random()}") if kind == "new home" else copied()

    def words(exhibit):
        return batch(exhibit) if kind == "batch" else RUN

    first = fresh()
    points = by_name(reached(first, words(first)))
    assert STEPS <= {name.rsplit(".", 1)[0] for name, _ in points}
    killed, slowest = 0, 0
    for name, count in points:
        for n in chosen(range(1, count + 1), f"{kind} {name}", 1):
            exhibit = fresh()
            status, told, _, err = made(
                exhibit, DEBUG_BINARY, *words(exhibit), env={"EXHIBIT_FAILPOINT": f"{name}:{n}:kill"})
            assert status in (-9, 0), f"{name}:{n}: {err}"
            killed += status == -9
            slowest = max(slowest, recovered(exhibit, told))
            shutil.rmtree(exhibit.folder)
    assert killed >= len(points) * 0.9
    assert slowest < 1, "seconds of a processor for the repair, and a run after it"


@pytest.mark.parametrize("action", ["eio", "enospc"])
def test_what_the_system_refuses_is_told_and_nothing_is_lost(copied, registered, action):
    first = copied()
    points = [(name, count) for name, count in by_name(reached(first, RUN)) if name.endswith(".before")]
    failed = 0
    for name, count in points:
        for n in chosen(range(1, count + 1), f"{action} {name}", 2):
            exhibit = copied()
            status, told, events, err = made(
                exhibit, DEBUG_BINARY, *RUN, env={"EXHIBIT_FAILPOINT": f"{name}:{n}:{action}"})
            if status != 0:
                failed += 1
                error = told_reason(events, err)
                assert registered.get(error.get("code")) == status, f"{name}:{n}: {status} {error}"
                assert names_a_file(exhibit, error), f"{name}:{n}: {error}"
            recovered(exhibit, told)
            shutil.rmtree(exhibit.folder)
    assert failed >= 2


# A disk that fails under SQLite


@pytest.mark.parametrize("operation", ["write", "sync", "truncate"])
@pytest.mark.parametrize("how", ["eio", "enospc"])
@pytest.mark.parametrize("home", ["old", "new"] if ALL else ["old"])
def test_a_failing_disk_under_the_database(copied, tmp_path, registered, operation, how, home):
    passed, failed = 0, 0
    for n in range(1, 2000):
        if not ALL and n > 1 and n % 23:
            continue
        exhibit = copied() if home == "old" else Exhibit(tmp_path / f"new-{n}")
        status, told, events, err = made(
            exhibit, DEBUG_BINARY, *RUN, env={"EXHIBIT_SQLITE_FAULT": f"{operation}:{n}:{how}"})
        if status != 0:
            failed += 1
            error = told_reason(events, err)
            assert registered.get(error.get("code")) == status, f"{operation}:{n}: {status} {error}"
            assert names_a_file(exhibit, error), f"{operation}:{n}: {error}"
        recovered(exhibit, told)
        shutil.rmtree(exhibit.folder)
        passed = passed + 1 if status == 0 else 0
        if passed >= (5 if ALL else 1):  # closing the database goes on after faults that it survives
            break
    assert passed and (failed or operation == "truncate")


@pytest.mark.parametrize("how", ["kill", "cut", "torn"] if ALL else ["cut", "torn"])
@pytest.mark.parametrize("kind", ["run", "batch", "new home"] if ALL else ["run", "batch"])
def test_a_power_cut_under_the_database(copied, tmp_path, how, kind):
    """What was not synced is gone, or only some of its sectors are there."""
    cut = 0
    for n in range(1, 5000):
        if not ALL and n > 1 and n % (23 if kind == "run" else 101):
            continue
        exhibit = Exhibit(tmp_path / f"new-{n}") if kind == "new home" else copied()
        words = batch(exhibit) if kind == "batch" else RUN
        status, told, _, err = made(exhibit, DEBUG_BINARY, *words, env={"EXHIBIT_SQLITE_FAULT": f"any:{n}:{how}"})
        assert status in (-9, 0), f"any:{n}:{how}: {err}"
        recovered(exhibit, told)
        shutil.rmtree(exhibit.folder)
        if status == 0:
            break
        cut += 1
    assert status == 0 and cut > 2


# The binary that users get


def test_a_release_has_no_fail_points():
    release = pathlib.Path(BINARY if "/release/" in BINARY else ROOT / ".build/release/exhibit")
    words = [b"EXHIBIT_FAILPOINT", b"EXHIBIT_SQLITE_FAULT", b"exhibit-faulty"]
    assert [word for word in words if word in release.read_bytes()] == []
    assert all(word in DEBUG_BINARY.read_bytes() for word in words)
