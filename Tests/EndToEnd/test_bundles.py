"""Bundles (parity K6): tiles, the recipes of VERIFY.md, and what is told of a bundle that was changed."""

import ast
import base64
import hashlib
import json
import re
import shutil
import subprocess

import pytest
from conftest import Exhibit
from evidence import flip, framed, leaf, nodes, overwrite
from gateway import picture


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A home with four runs (made, edited, failed, made by a batch) and three exports of it."""
    made = Exhibit(tmp_path_factory.mktemp("bundles"))
    made.configure(made.sandbox())
    assert made("ledger", "init", "--provider", "happy", "--policy", "sandbox").status == 0
    (made.work / "photo.png").write_bytes(picture((40, 120, 200), (96, 64)))
    made.run = made.generate("--task-name", "made", "--size", "64x64").result
    made.generate("--task-name", "edited", "--reference-image", "photo.png", prompt="warmer")
    made.generate("--task-name", "failed", prompt="[[fault:moderation]]")
    made.whole, made.part, made.full = (made.folder / name for name in ("whole", "part", "full"))
    made.said = made("audit", "export", "--out", made.whole)
    assert made.said.status == 0, made.said
    assert made("audit", "export", "--out", made.part, made.run["run_id"]).status == 0
    assert made("audit", "export", "--out", made.full, "--with-prompts").status == 0
    yield made
    made.stop()


@pytest.fixture
def bundle(house, tmp_path):
    return shutil.copytree(house.whole, tmp_path / "bundle")


@pytest.fixture
def part(house, tmp_path):
    return shutil.copytree(house.part, tmp_path / "part")


def relist(bundle):
    """Makes the sums fit again, as whoever changed a bundle could."""
    listed = sorted(str(path.relative_to(bundle)) for path in bundle.rglob("*") if path.is_file() and path.name != "SHA256SUMS")
    text = "".join(f"{hashlib.sha256((bundle / path).read_bytes()).hexdigest()}  {path}\n" for path in listed)
    overwrite(bundle / "SHA256SUMS", text.encode())


def shell(command, folder):
    return subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, text=True, env={"PATH": "/usr/bin:/bin"})


def recipes(bundle):
    text = (bundle / "VERIFY.md").read_text()
    return [line for block in re.findall(r"^```sh\n(.*?)^```", text, re.M | re.S) for line in block.splitlines()]


def size(bundle):
    return int((bundle / "checkpoint").read_text().split("\n")[1])


def findings(house, bundle):
    found = house.verify("--bundle", bundle)
    assert found.status == 12, found
    return found.result["findings"]


# What is in a bundle


def test_k6_a_whole_bundle_has_the_tiles_of_its_ledger(house):
    count = size(house.whole)
    entries = (house.whole / "entries.jsonl").read_bytes().splitlines()
    assert len(entries) == count < 256
    tile = house.whole / "tile" / "0" / f"000.p/{count}"
    assert tile.read_bytes() == b"".join(leaf(entry) for entry in entries)
    assert framed((house.whole / "tile" / "entries" / f"000.p/{count}").read_bytes()) == entries
    assert len([path for path in (house.whole / "tile").rglob("*") if path.is_file()]) == 2


def test_k6_a_partial_bundle_has_hash_tiles_and_no_other_runs_entries(house):
    count = size(house.part)
    hashes = (house.part / "tile" / "0" / f"000.p/{count}").read_bytes()
    assert not (house.part / "tile" / "entries").exists()
    lines = (house.part / "entries.jsonl").read_bytes().splitlines()
    proofs = [json.loads(line) for line in (house.part / "proofs.jsonl").read_bytes().splitlines()]
    assert 0 < len(lines) == len(proofs) < count
    for line, proof in zip(lines, proofs):
        index = json.loads(line)["seq"]
        assert proof["index"] == index and hashes[32 * index : 32 * index + 32] == leaf(line)
    assert {json.loads(line).get("run") for line in lines} == {None, house.run["run_id"]}
    tree = nodes([hashes[i : i + 32] for i in range(0, len(hashes), 32)])
    path = [base64.b64decode(text) for text in proofs[0]["path"]]
    assert path[0] == tree[(0, 1)] and path[1] == tree[(1, 1)]


def test_k6_the_index_says_what_is_there_and_what_was_left_out(house):
    index = json.loads((house.whole / "index.json").read_text())
    assert index["tiles"] == {"height": 8, "hashes": 1, "entries": 1}
    left = {item["what"]: item for item in index["left_out"]}
    assert left["prompts"]["count"] >= 3 and left["prompts"]["why"] == "--with-prompts adds them"
    assert "text segments that quote them" in left or "hashes of bodies that hold private values" in left
    assert json.loads((house.full / "index.json").read_text())["left_out"] == [
        item for item in index["left_out"] if item["what"] == "logs and settings"]
    part = {item["what"]: item for item in json.loads((house.part / "index.json").read_text())["left_out"]}
    lines = (house.part / "entries.jsonl").read_bytes().splitlines()
    assert part["entries of other runs"]["count"] == size(house.part) - len(lines)
    assert not (house.whole / "README.txt").exists()


def test_k6_the_first_line_says_what_was_exported(house):
    found = house("audit", "export", "--quiet")
    assert found.status == 0 and found.out.strip().startswith(str(house.work / "audits" / "ledger-"))
    found = house("audit", "export", "--out", "here")
    entries = size(house.work / "here")
    assert found.out.splitlines()[0] == (
        f"here   {entries} entries, 2 pictures; no secret found; prompts left out (--with-prompts adds them)")
    assert house.verify("--bundle", house.work / "here").status == 0


# The recipes of VERIFY.md, which need nothing of ours


@pytest.mark.parametrize("name", ["whole", "part", "full"])
def test_k6_every_recipe_holds_on_a_good_bundle(house, name):
    bundle = getattr(house, name)
    lines = recipes(bundle)
    assert "sha256sum -c --quiet SHA256SUMS" in lines and any(line.startswith("openssl pkeyutl -verify") for line in lines)
    assert any("verify/inclusion.py" in line for line in lines) and any("verify/root.py tile/" in line for line in lines)
    before = {path: path.stat().st_mtime_ns for path in bundle.rglob("*")}
    for line in lines:
        found = shell(line, bundle)
        assert found.returncode == 0, (line, found.stdout, found.stderr)
    assert {path: path.stat().st_mtime_ns for path in bundle.rglob("*")} == before
    said = shell(f"python3 verify/root.py tile/{'0' if name == 'part' else 'entries'} checkpoint", bundle).stdout
    assert said == f"root of {size(bundle)} entries = root in the checkpoint\n"


def test_k6_the_recipes_are_short_printed_and_need_the_standard_library_only(house):
    for bundle in (house.whole, house.part):
        guide = (bundle / "VERIFY.md").read_text()
        scripts = sorted((bundle / "verify").iterdir())
        assert [path.name for path in scripts] == (["artifact.py", "inclusion.py", "root.py"] if bundle == house.whole else [
            "artifact.py", "entries.py", "inclusion.py", "root.py"])
        for path in scripts:
            text = path.read_text()
            assert text in guide and len(text.splitlines()) <= 45
            used = {name.name for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Import) for name in node.names}
            assert used <= {"base64", "hashlib", "json", "pathlib", "re", "subprocess", "sys", "tempfile"}


def changed(path, data=None):
    overwrite(path, flip(path.read_bytes()) if data is None else data)


CHANGES = {
    "an entry in its tile": (
        lambda bundle: changed(next(p for p in (bundle / "tile" / "entries").rglob("*") if p.is_file())),
        "python3 verify/root.py tile/entries checkpoint"),
    "an entry in its line": (
        lambda bundle: changed(bundle / "entries.jsonl"), "python3 verify/root.py entries.jsonl checkpoint"),
    "a hash in its tile": (
        lambda bundle: changed(next(p for p in (bundle / "tile" / "0").rglob("*") if p.is_file())),
        "python3 verify/root.py tile/0 checkpoint"),
    "a line that was dropped": (
        lambda bundle: changed(
            bundle / "entries.jsonl", b"".join((bundle / "entries.jsonl").read_bytes().splitlines(keepends=True)[:-1])),
        "python3 verify/root.py entries.jsonl checkpoint"),
    "the signed text": (
        lambda bundle: changed(bundle / "checkpoint.body"),
        "openssl pkeyutl -verify -pubin -inkey keys/log.pem -rawin -in checkpoint.body -sigfile checkpoint.sig"),
    "the head, not its text": (
        lambda bundle: changed(bundle / "checkpoint", (bundle / "checkpoint").read_bytes().replace(b"\n", b"\n1", 1)),
        "head -n 3 checkpoint | cmp - checkpoint.body"),
    "a picture": (
        lambda bundle: changed(next(bundle.glob("artifacts/*.png"))), "python3 verify/artifact.py"),
    "a proof": (
        lambda bundle: changed(
            (path := sorted(bundle.glob("artifacts/*.tlog-proof"))[0]), path.read_bytes().replace(b"\nindex ", b"\nindex 1")),
        "python3 verify/inclusion.py artifacts keys/log.vkey"),
    "the key": (
        lambda bundle: changed(
            (path := bundle / "keys" / "log.vkey"),
            (lambda name, number, key: f"{name}+{number}+{base64.b64encode(flip(base64.b64decode(key))).decode()}\n".encode())(
                *path.read_text().strip().split("+", 2))),
        "python3 verify/inclusion.py artifacts keys/log.vkey"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_k6_a_recipe_tells_what_was_changed(bundle, what):
    change, command = CHANGES[what]
    assert shell(command, bundle).returncode == 0
    change(bundle)
    relist(bundle)
    assert shell("sha256sum -c --quiet SHA256SUMS", bundle).returncode == 0
    found = shell(command, bundle)
    assert found.returncode != 0 and "Traceback" not in found.stderr, found.stderr


def test_k6_a_recipe_tells_a_changed_entry_of_chosen_runs(part):
    command = "python3 verify/entries.py entries.jsonl proofs.jsonl checkpoint"
    assert shell(command, part).returncode == 0
    changed(part / "entries.jsonl", (part / "entries.jsonl").read_bytes().replace(b"sandbox", b"s4ndbox", 1))
    found = shell(command, part)
    assert found.returncode == 1 and "is NOT one of the" in found.stderr


def test_k6_where_a_file_comes_from_is_told_without_exhibit(house, bundle, tmp_path):
    copy = tmp_path / "holiday.png"
    shutil.copy(house.run["outputs"][0]["path"], copy)
    found = shell(f"python3 verify/artifact.py {copy}", bundle)
    assert found.returncode == 0 and house.run["run_id"] in found.stdout and "policy sandbox said accepted" in found.stdout
    proof = re.search(r"proof: (\S+)", found.stdout).group(1)
    assert shell(f"python3 verify/inclusion.py {proof} keys/log.vkey", bundle).returncode == 0
    copy.write_bytes(picture((1, 2, 3)))
    found = shell(f"python3 verify/artifact.py {copy}", bundle)
    assert found.returncode == 1 and "NO entry of this bundle recorded" in found.stderr


# What `audit verify --bundle` tells


def tile(bundle, kind):
    return next(path for path in (bundle / "tile" / kind).rglob("*") if path.is_file())


def test_k6_chosen_runs_bring_the_sessions_that_adopted_their_policies(house):
    """`ledger init --policy` adopts in a process of its own, long before the run."""
    lines = [json.loads(line) for line in (house.part / "entries.jsonl").read_bytes().splitlines()]
    adopted = {entry["session"] for entry in lines if entry["type"] == "policy.adopt"}
    assert adopted <= {entry["seq"] for entry in lines if entry["type"] == "session.open"}
    found = house.verify("--bundle", house.part)
    assert found.status == 0 and found.result["findings"] == [], found


@pytest.mark.parametrize("place", [0, 40, 500, -1])
def test_k6_a_changed_hash_tile_is_located(house, bundle, place):
    path = tile(bundle, "0")
    data = path.read_bytes()
    place = place % len(data)
    overwrite(path, flip(data, place))
    relist(bundle)
    only, = findings(house, bundle)
    assert only["check"] == "tree" and only["entry"] == place // 32 and only["path"] == str(path.relative_to(bundle))


@pytest.mark.parametrize("copy", ["tile", "line"])
@pytest.mark.parametrize("entry", [0, 3, -1])
def test_k6_a_changed_entry_is_located_in_its_copy(house, bundle, copy, entry):
    """Either copy alone was changed: the other is the one that was signed, and nothing else is wrong."""
    lines = (bundle / "entries.jsonl").read_bytes().splitlines()
    entry %= len(lines)
    changed_entry = lines[entry].replace(b'"v":1}', b'"v":2}')
    path = bundle / "entries.jsonl" if copy == "line" else tile(bundle, "entries")
    overwrite(path, path.read_bytes().replace(lines[entry], changed_entry))
    relist(bundle)
    only, = findings(house, bundle)
    assert only["check"] == "entry" and only["entry"] == entry and only["path"] == str(path.relative_to(bundle))
    assert "is not the one that was signed" in only["message"]


def test_k6_an_entry_that_was_changed_everywhere_is_found(house, bundle):
    """In both copies and in the hash tile: nothing leads to the signed root any more."""
    lines = (bundle / "entries.jsonl").read_bytes().splitlines()
    changed_entry = lines[5].replace(b'"v":1}', b'"v":2}')
    for path in (bundle / "entries.jsonl", tile(bundle, "entries")):
        overwrite(path, path.read_bytes().replace(lines[5], changed_entry))
    hashes = tile(bundle, "0")
    overwrite(hashes, hashes.read_bytes().replace(leaf(lines[5]), leaf(changed_entry)))
    relist(bundle)
    found = findings(house, bundle)
    assert {"tree", "checkpoint"} <= {item["check"] for item in found}
    assert any(item["entry"] == 5 for item in found), "the entry itself is no entry of this version"


@pytest.mark.parametrize("kind", ["0", "entries"])
def test_k6_a_tile_that_is_missing_short_or_too_many_is_named(house, bundle, kind):
    path = tile(bundle, kind)
    name, data = str(path.relative_to(bundle)), path.read_bytes()
    for change in (lambda: path.unlink(), lambda: path.write_bytes(data[:-1])):
        change()
        relist(bundle)
        assert any(item["path"] == name for item in findings(house, bundle))
        path.write_bytes(data)
    extra = path.with_name("255")
    extra.write_bytes(data)
    relist(bundle)
    only, = findings(house, bundle)
    assert only["path"] == str(extra.relative_to(bundle)) and "is not a tile of the" in only["message"]


def test_k6_a_bundle_does_not_need_its_lines(house, bundle):
    """tile/entries holds the same: whoever has no use for lines may take them out."""
    (bundle / "entries.jsonl").unlink()
    relist(bundle)
    found = house.verify("--bundle", bundle)
    assert found.status == 0 and found.result["counts"]["entries"] == size(bundle), found


def test_k6_a_changed_tile_of_chosen_runs_is_found(house, part):
    path = tile(part, "0")
    overwrite(path, flip(path.read_bytes(), 0))
    relist(part)
    only, = findings(house, part)
    assert only["check"] == "tree" and "do not have the root" in only["message"]


def test_k6_entries_after_the_signed_ones_are_found(house, bundle):
    path = bundle / "entries.jsonl"
    overwrite(path, path.read_bytes() + path.read_bytes().splitlines(keepends=True)[-1])
    relist(bundle)
    found = findings(house, bundle)
    assert any(item["entry"] == size(bundle) for item in found)
