"""A bundle, read by programs that we did not write: openssl, pymerkle and rfc8785 (issue 6, point 11)."""

import base64
import json
import subprocess

import pytest
import rfc8785
from evidence import framed
from pymerkle import InmemoryTree
from pymerkle.proof import verify_consistency, verify_inclusion


@pytest.fixture(scope="module")
def entries(large_bundle):
    size = int((large_bundle / "checkpoint").read_text().split("\n")[1])
    assert size >= 300
    found = framed((large_bundle / "tile" / "entries" / "000").read_bytes())
    for number in range(1, (size + 255) // 256):
        rest = min(256, size - 256 * number)
        name = f"{number:03d}" if rest == 256 else f"{number:03d}.p/{rest}"
        found += framed((large_bundle / "tile" / "entries" / name).read_bytes())
    assert len(found) == size
    return found


@pytest.fixture(scope="module")
def tree(entries):
    made = InmemoryTree(algorithm="sha256")
    for entry in entries:
        made.append_entry(entry)
    return made


def test_openssl_accepts_the_signature_and_no_other(large_bundle, tmp_path):
    command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "keys/log.pem", "-rawin", "-sigfile", "checkpoint.sig", "-in"]
    found = subprocess.run([*command, "checkpoint.body"], cwd=large_bundle, capture_output=True, text=True)
    assert found.returncode == 0 and "Signature Verified Successfully" in found.stdout
    changed = tmp_path / "body"
    changed.write_bytes((large_bundle / "checkpoint.body").read_bytes().replace(b"\n", b"\n1", 1))
    assert subprocess.run([*command, changed], cwd=large_bundle, capture_output=True).returncode != 0


def test_pymerkle_has_the_root_that_was_signed(large_bundle, tree, entries):
    signed = base64.b64decode((large_bundle / "checkpoint").read_text().split("\n")[2])
    assert tree.get_root() == signed
    tile = (large_bundle / "tile" / "0" / "000").read_bytes()
    assert [tile[32 * i : 32 * i + 32] for i in range(256)] == [tree.get_leaf(i + 1) for i in range(256)]
    assert (large_bundle / "tile" / "1" / "000.p" / str(len(entries) // 256)).read_bytes()[:32] == tree.get_root(256)


def test_pymerkle_climbs_our_proofs(large_bundle, tree, entries):
    proofs = sorted(large_bundle.glob("artifacts/*.tlog-proof"))
    assert len(proofs) >= 40
    for path in proofs:
        head = path.read_text().split("\n\n")[0].split("\n")
        entry, index = base64.b64decode(head[1].removeprefix("extra ")), int(head[2].removeprefix("index "))
        assert entries[index] == entry
        theirs = tree.prove_inclusion(index + 1)
        verify_inclusion(tree.get_leaf(index + 1), tree.get_root(), theirs)
        ours = [base64.b64decode(line) for line in head[3:]]
        assert [node.hex() for node in ours] == [node.hex() for node in theirs.path][1:], path.name
    verify_consistency(tree.get_root(256), tree.get_root(), tree.prove_consistency(256, len(entries)))


def test_every_entry_is_canonical_to_rfc8785(large_bundle, entries):
    assert (large_bundle / "entries.jsonl").read_bytes() == b"".join(entry + b"\n" for entry in entries)
    for number, entry in enumerate(entries):
        value = json.loads(entry)
        assert rfc8785.dumps(value) == entry and value["seq"] == number
