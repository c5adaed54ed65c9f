"""Go's packages for signed notes and transparency logs read a bundle of more than 300 entries (issue 6, point 11).

Debian's golang-go and golang-golang-x-mod-dev; nothing is fetched."""

import os
import pathlib
import re
import shutil
import subprocess

import pytest

HERE = pathlib.Path(__file__).resolve().parent


@pytest.fixture(scope="module")
def go(tmp_path_factory):
    """The small program, built by Go against Debian's packages."""
    folder = tmp_path_factory.mktemp("go")
    env = {
        "PATH": os.environ["PATH"], "HOME": str(folder), "GO111MODULE": "off", "GOPATH": "/usr/share/gocode",
        "GOCACHE": str(folder / "cache"), "GOFLAGS": "", "CGO_ENABLED": "0"}
    built = subprocess.run(
        ["go", "build", "-o", str(folder / "sumdb"), "main.go"], cwd=HERE / "go", env=env, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    return lambda bundle: subprocess.run([folder / "sumdb", bundle], capture_output=True, text=True)


def test_go_reads_notes_tiles_and_proofs(go, large_bundle):
    found = go(large_bundle)
    assert found.returncode == 0, found.stderr
    entries, older, proofs = map(int, re.findall(r"\d+", found.stdout))
    assert entries == older >= 300 and proofs == 2 * len(list(large_bundle.glob("artifacts/*.png")))


@pytest.mark.parametrize("name", ["tile/0/000", "tile/1/000.p/1", "tile/entries/000", "checkpoint"])
def test_go_refuses_what_was_changed(go, large_bundle, tmp_path, name):
    bundle = shutil.copytree(large_bundle, tmp_path / "bundle")
    data = bytearray((bundle / name).read_bytes())
    data[5] ^= 1
    (bundle / name).write_bytes(data)
    assert go(bundle).returncode != 0
