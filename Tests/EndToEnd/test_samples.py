"""The sample bundles in audits/: verified by this version, with the findings that each must have, and by hand."""

import json
import pathlib
import re
import shutil
import subprocess

import pytest
from conftest import BINARY, ROOT
from evidence import Note, leaf, tree

SAMPLES = ROOT / "audits" / "samples"
NAMES = ["accepted", "cut-short", "forked", "no-mock", "tampered"]


def entries(folder, kind=None):
    found = [json.loads(line) for line in (folder / "entries.jsonl").read_bytes().splitlines()]
    return [entry for entry in found if kind in (None, entry["type"])]


@pytest.fixture(scope="module")
def made_now(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made") / "samples"
    for names in ([], ["format-1"]):
        made = subprocess.run(
            [ROOT / "Tests" / "Support" / "make-samples", folder, *names], env={"PATH": "/usr/bin:/bin", "EXHIBIT_BINARY": BINARY},
            capture_output=True, text=True, timeout=120)
        assert made.returncode == 0, made.stdout + made.stderr
    for path in folder.glob("format-1*"):
        path.rename(folder.parent / path.name)
    return folder


@pytest.fixture(params=["committed", "made now"])
def samples(request):
    """The bundles of the repository, and those that the script makes with this version."""
    return SAMPLES if request.param == "committed" else request.getfixturevalue("made_now")


def test_the_samples_are_as_expected(exhibit, samples):
    assert sorted(path.name for path in samples.iterdir()) == sorted([*NAMES, "forked.checkpoint"])
    for name in ["accepted", "no-mock", "tampered"]:
        folder = samples / name
        found = exhibit.verify("--bundle", folder)
        run, = entries(folder, "request.intent")
        verdicts = {entry["body"]["policy_id"]: entry["body"]["verdict"] for entry in entries(folder, "verdict")}
        picture, = entries(folder, "artifact.stored")
        assert run["task"] == name and verdicts["integrity"] == "accepted"
        if name == "tampered":
            assert found.status == 12
            changed = found.result["findings"]
            assert all(picture["body"]["sha256"] in (item["path"] or "") + item["message"] for item in changed), changed
            assert run["run"] in {item["run_id"] for item in changed}
        else:
            assert found.status == 0, found
            assert found.result["counts"]["verdicts"] == 2 and found.result["counts"]["pictures_read"] == 1
        assert verdicts == {"integrity": "accepted"} | ({"no-mock": "rejected"} if name == "no-mock" else {"sandbox": "accepted"})


def test_a_sample_that_was_cut_short_is_found(exhibit, samples):
    found = exhibit.verify("--bundle", samples / "cut-short")
    assert found.status == 12
    size = int((samples / "cut-short" / "checkpoint").read_text().split("\n")[1])
    messages = [item["message"] for item in found.result["findings"]]
    assert f"the checkpoint covers {size} entries, the bundle has {size - 3}" in messages
    assert not [item for item in found.result["findings"] if item["run_id"]], "what is left of it is as it was"


def test_a_sample_that_was_forked_is_found_only_with_an_earlier_checkpoint(exhibit, samples):
    assert exhibit.verify("--bundle", samples / "forked").status == 0
    found = exhibit.verify("--bundle", samples / "forked", "--against", samples / "forked.checkpoint")
    assert found.status == 12
    only, = found.result["findings"]
    assert only["check"] == "checkpoint" and "the ledger was forked" in only["message"]


def test_the_frozen_bundle_verifies_with_every_kind_of_run(exhibit, samples):
    """`audits/format-1` is never made again: what it holds has to be read for ever."""
    folder = samples.parent / "format-1"
    found = exhibit.verify("--bundle", folder)
    assert found.status == 0, found
    counts = found.result["counts"]
    assert counts["runs"] == 5 and counts["tasks"] == 2 and counts["batches"] == 1 and counts["pictures"] == 4
    assert counts["derivations_verified"] == 4 and counts["derived_made_again"] >= 1
    assert {entry["body"]["mode"] for entry in entries(folder, "request.intent")} == {"generation", "edit"}
    assert [entry["body"]["code"] for entry in entries(folder, "attempt.failed")]
    part = exhibit.verify("--bundle", samples.parent / "format-1-part")
    assert part.status == 0 and part.result["counts"]["runs"] == 1 and part.result["counts"]["prompts"] == 1, part
    for name in ("format-1", "format-1-part"):
        size = sum(path.stat().st_size for path in (samples.parent / name).rglob("*") if path.is_file())
        assert size < 300_000, name


def test_the_samples_are_small_and_hold_no_names(samples):
    for name in NAMES:
        files = [path for path in (samples / name).rglob("*") if path.is_file()]
        assert sum(path.stat().st_size for path in files) < 200_000, name
        for path in files:
            data = path.read_bytes()
            assert not re.search(rb"/home/|/root/|/tmp/|orange cat", data), path


def test_the_samples_are_right_without_exhibit(samples, tmp_path):
    for name in NAMES:
        folder = samples / name
        note = Note((folder / "checkpoint").read_text())
        lines = (folder / "entries.jsonl").read_bytes().splitlines()
        assert note.openssl_accepts((folder / "keys" / "log.vkey").read_text().strip(), tmp_path)
        is_whole = note.root == tree([leaf(line) for line in lines]) and note.size == len(lines)
        assert is_whole == (name != "cut-short")
        summed = subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=folder, capture_output=True, text=True)
        if name == "tampered":
            failed = re.findall(r"^(\S+): FAILED", summed.stdout, re.M)
            assert summed.returncode == 1 and len(failed) == 1 and failed[0].endswith(".png")
        else:
            assert summed.returncode == 0, summed.stdout


def test_the_walk_by_hand_in_the_readme_works(tmp_path):
    """Every shell block of audits/README.md, in order, in a copy of the repository's folder."""
    blocks = re.findall(r"^```sh\n(.*?)^```", (ROOT / "audits" / "README.md").read_text(), re.M | re.S)
    assert len(blocks) >= 3
    shutil.copytree(ROOT / "audits", tmp_path / "audits")
    found = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", "\n".join(blocks)], cwd=tmp_path, capture_output=True, text=True,
        env={"PATH": f"{pathlib.Path(BINARY).parent}:/usr/bin:/bin", "HOME": str(tmp_path)})
    assert found.returncode == 0, found.stdout + found.stderr
    assert "Signature Verified Successfully" in found.stdout
    assert "the tree has the root that was signed" in found.stdout


def test_the_readme_has_the_two_commands():
    text = (ROOT / "README.md").read_text()
    packages = (
        "libcurl4-openssl-dev libsqlite3-dev libpng-dev libjpeg62-turbo-dev libturbojpeg0-dev libwebp-dev libssl-dev "
        "libmicrohttpd-dev")
    first = (
        f"sudo apt-get install -y {packages} && swift build -c release --static-swift-stdlib -Xlinker -s --product exhibit "
        "&& .build/release/exhibit demo")
    commands = [line for block in re.findall(r"^```\w*\n(.*?)^```", text, re.M | re.S) for line in block.splitlines()]
    assert first in commands and "Tests/run" in commands
    for package in packages.split():
        assert package in (ROOT / "Tests" / "run").read_text() and package in (ROOT / ".ci" / "run").read_text()
        if package.endswith("-dev"):
            assert re.search(rf'apt: .*"{package}"', (ROOT / "Package.swift").read_text())


def test_the_readmes_of_the_repository_name_what_is_there(exhibit):
    for readme in [ROOT / "README.md", ROOT / "audits" / "README.md"]:
        for linked in re.findall(r"\]\((?!https?:)([^)#]+)\)", readme.read_text()):
            assert (readme.parent / linked).exists(), (readme.name, linked)
    named = set(re.findall(r"`exhibit ((?:[a-z]+ ?)+)", (ROOT / "README.md").read_text()))
    assert named
    for words in named:
        assert exhibit(*words.split(), "--help").status == 0, words
