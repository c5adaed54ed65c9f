"""`audit witness` (parity K6) and `audit verify --against|--tlog-policy`: a second party signs only what was appended."""

import base64
import concurrent.futures
import http.client
import json
import os
import shutil
import stat

import pytest
from evidence import Ledger, Note, sha256, vandal

TYPE = "text/x.tlog.size"


class Reviewer:
    """A witness with its key and its state, in a folder that is none of the ledger's."""

    def __init__(self, exhibit, name="reviewer.example/w1", folder="reviewer"):
        self.exhibit, self.name = exhibit, name
        self.folder = exhibit.folder / folder
        self.key, self.state = self.folder / "witness.key", self.folder / "state"
        made = exhibit("audit", "witness", "init", "--key", self.key, "--name", name, "--json")
        assert made.status == 0, made
        self.vkey = made.result["vkey"]

    def sign(self, request, *words):
        return self.exhibit("audit", "witness", "sign", request, "--key", self.key, "--state", self.state, "--json", *words)

    def checkpoint(self):
        return next(self.state.glob("*.checkpoint"))


@pytest.fixture
def ledger(exhibit):
    """A ledger of one run, and its own key."""
    assert exhibit.generate("--provider", "sandbox", "--task-name", "one", "--size", "64x64").status == 0
    exhibit.vkey = Ledger(exhibit.home).vkey
    return exhibit


@pytest.fixture
def reviewer(ledger):
    return Reviewer(ledger)


def ask(exhibit, name, *words):
    path = exhibit.folder / name
    assert exhibit("audit", "witness", "request", "--out", path, *words).status == 0
    return path


def grow(exhibit, prompt="a dog"):
    assert exhibit.generate("--provider", "sandbox", "--size", "64x64", prompt=prompt).status == 0


def key_bytes(vkey):
    return base64.b64decode(vkey.split("+", 2)[2])


def openssl_accepts(line, vkey, body, folder):
    """Whether openssl accepts a cosignature line for a checkpoint's text: a program that we did not write."""
    name, blob = line.removeprefix("\u2014 ").split(" ")
    blob, key = base64.b64decode(blob), key_bytes(vkey)
    assert key[0] == 4 and name == vkey.split("+")[0]
    assert blob[:4] == sha256(name.encode(), b"\n", key)[:4]
    seconds = int.from_bytes(blob[4:12], "big")
    folder.mkdir(exist_ok=True)
    note = Note("x\n1\nAAAA\n\n\u2014 x AAAA\n")
    note.body = b"cosignature/v1\ntime %d\n" % seconds + body
    note.signature = lambda _: blob[12:]
    plain = vkey.split("+")[0] + "+00000000+" + base64.b64encode(b"\x01" + key[1:]).decode()
    return note.openssl_accepts(plain, folder)


# By file


def test_a_witness_key_is_the_reviewers_own(ledger):
    reviewer = Reviewer(ledger)
    assert stat.S_IMODE(reviewer.key.stat().st_mode) == 0o600
    assert reviewer.key.read_text().startswith("PRIVATE+KEY+reviewer.example/w1+")
    assert key_bytes(reviewer.vkey)[0] == 4
    again = ledger("audit", "witness", "init", "--key", reviewer.key, "--name", "x", "--json")
    assert again.status == 2 and again.error["code"] == "output.exists"
    inside = ledger("audit", "witness", "init", "--key", ledger.home / "keys/w.key", "--name", "x", "--json")
    assert inside.status == 2 and inside.error["code"] == "witness.key_refused"
    assert not (ledger.home / "keys/w.key").exists()
    assert ledger("audit", "witness", "init", "--key", ledger.folder / "k", "--name", "a b").status == 2


def test_a_request_is_signed_and_entered(ledger, reviewer):
    request = ask(ledger, "request")
    head, body = request.read_text().split("\n\n", 1)
    assert head == "old 0"
    signed = reviewer.sign(request, "--log", ledger.vkey)
    assert signed.status == 0, signed
    note = Note(body)
    assert (signed.result["size"], signed.result["root"]) == (note.size, note.root.hex())
    assert openssl_accepts(signed.result["line"], reviewer.vkey, note.body, ledger.folder / "openssl")
    before = len(ledger.entries())
    entered = ledger("audit", "witness", "apply", signed.result["line"], "--witness", reviewer.vkey, "--json")
    assert entered.status == 0 and entered.result["size"] == note.size, entered
    entry = ledger.entries("anchor.cosign")[0]
    assert entry["seq"] == entered.result["entry"] and len(ledger.entries()) > before
    assert {key: entry["body"][key] for key in ("size", "root", "name", "line", "vkey")} == {
        "size": note.size, "root": note.root.hex(), "name": reviewer.name, "line": signed.result["line"],
        "vkey": reviewer.vkey}
    assert entry["body"]["keyid"] == reviewer.vkey.split("+")[1]
    assert ledger.sql("SELECT id, size, kind, der FROM anchor") == [
        (entry["seq"], note.size, "cosignature", signed.result["line"].encode())]
    assert ledger.verify().status == 0
    again = ledger("audit", "witness", "apply", signed.result["line"], "--witness", reviewer.vkey, "--json")
    assert again.status == 0 and again.result["already"] and len(ledger.entries("anchor.cosign")) == 1


def test_the_next_request_begins_where_the_witness_stands(ledger, reviewer):
    first = ask(ledger, "first")
    line = reviewer.sign(first, "--log", ledger.vkey).result
    ledger("audit", "witness", "apply", line["line"], "--witness", reviewer.vkey)
    grow(ledger)
    second = ask(ledger, "second", "--witness", reviewer.vkey)
    assert second.read_text().startswith(f"old {line['size']}\n")
    signed = reviewer.sign(second)
    assert signed.status == 0 and signed.result["size"] > line["size"], "the log's key was kept"
    replayed = reviewer.sign(first)
    assert replayed.status == 1 and replayed.error["code"] == "witness.size_differs"
    assert str(signed.result["size"]) in replayed.error["message"]
    assert Note(reviewer.checkpoint().read_text()).size == signed.result["size"]


def test_the_config_names_witnesses(ledger, reviewer):
    line = reviewer.sign(ask(ledger, "r"), "--log", ledger.vkey).result["line"]
    stranger = ledger("audit", "witness", "apply", line, "--json")
    assert stranger.status == 2 and stranger.error["code"] == "witness.unknown"
    (ledger.home / "config.json").write_text(json.dumps({"witnesses": [{"vkey": reviewer.vkey}]}))
    file = ledger.folder / "line"
    file.write_text(line + "\n")
    assert ledger("audit", "witness", "apply", file).status == 0
    assert len(ledger.entries("anchor.cosign")) == 1


def test_a_line_that_fits_no_checkpoint_is_not_entered(ledger, reviewer):
    line = reviewer.sign(ask(ledger, "r"), "--log", ledger.vkey).result["line"]
    name, blob = line.rsplit(" ", 1)
    blob = bytearray(base64.b64decode(blob))
    for place in (11, 12, 75):
        changed = bytes(blob[:place]) + bytes([blob[place] ^ 1]) + bytes(blob[place + 1:])
        found = ledger("audit", "witness", "apply", f"{name} {base64.b64encode(changed).decode()}", "--witness",
                       reviewer.vkey, "--json")
        assert found.status == 12 and found.error["code"] == "evidence.broken", found
    assert ledger("audit", "witness", "apply", "hello", "--witness", reviewer.vkey).status != 0
    assert ledger.entries("anchor.cosign") == []


def test_what_is_no_append_is_refused(ledger, reviewer):
    request = ask(ledger, "r")
    unknown = reviewer.sign(request)
    assert unknown.status == 2 and unknown.error["code"] == "witness.log_unknown"
    assert not list(reviewer.state.glob("*.checkpoint")), "nothing was signed"
    assert reviewer.sign(request, "--log", ledger.vkey).status == 0
    size = Note(reviewer.checkpoint().read_text()).size
    grow(ledger)
    good = ask(ledger, "good", "--old", size).read_text()
    head, note = good.split("\n\n", 1)
    lines = head.split("\n")
    flipped = base64.b64encode(bytes(32)).decode()
    cases = [
        ("\n".join([lines[0], flipped, *lines[2:]]) + "\n\n" + note, 12),
        ("\n".join(lines[:-1]) + "\n\n" + note, 12),
        (good.replace(f"old {size}", f"old {size - 1}"), 1),
        (head + "\n\n" + tampered(note), 12),
        (good[:-1], 2), ("old\n\n" + note, 2), ("", 2),
    ]
    for number, (text, status) in enumerate(cases):
        path = ledger.folder / f"bad{number}"
        path.write_text(text)
        found = reviewer.sign(path)
        assert found.status == status, (number, found)
        assert Note(reviewer.checkpoint().read_text()).size == size, "the state is as it was"
    (ledger.folder / "good2").write_text(good)
    assert reviewer.sign(ledger.folder / "good2").status == 0


def tampered(note):
    """The note with another size under the log's signature."""
    lines = note.split("\n")
    lines[1] = str(int(lines[1]) + 1)
    return "\n".join(lines)


def test_keys_that_are_none_of_a_witness_are_refused(ledger, reviewer):
    request = ask(ledger, "r")
    own = ledger("audit", "witness", "sign", request, "--key", ledger.home / "keys/log-ed25519.pem", "--state",
                 reviewer.state, "--log", ledger.vkey, "--json")
    assert own.status == 2 and own.error["code"] == "witness.key_refused"
    os.chmod(reviewer.key, 0o644)
    assert reviewer.sign(request, "--log", ledger.vkey).error["code"] == "witness.key_refused"
    os.chmod(reviewer.key, 0o600)
    assert reviewer.sign(request, "--log", reviewer.vkey).status == 2, "a witness's key is no log's"
    assert reviewer.sign(request, "--log", ledger.vkey).status == 0
    other = ledger.vkey.split("+")[0]
    foreign = Ledger(ledger.home).vkey.replace(other, "elsewhere")
    assert reviewer.sign(request, "--log", foreign).status == 2, "its id does not belong to the name"


def test_state_that_was_damaged_never_looks_like_a_first_visit(ledger, reviewer):
    request = ask(ledger, "r")
    assert reviewer.sign(request, "--log", ledger.vkey).status == 0
    checkpoint = reviewer.checkpoint()
    checkpoint.write_text("hello\n")
    found = reviewer.sign(request)
    assert found.status == 1 and found.error["code"] == "file.failed", found
    # Nor does one that was lost: the key that was kept tells that the log is no stranger.
    checkpoint.unlink()
    found = reviewer.sign(request)
    assert found.status == 1 and found.error["code"] == "file.failed", found


def test_two_processes_at_one_state_sign_one_history(ledger, reviewer):
    first = ask(ledger, "first")
    reviewer.sign(first, "--log", ledger.vkey)
    size = Note(reviewer.checkpoint().read_text()).size
    requests = []
    for number in range(3):
        grow(ledger, f"dog {number}")
        requests.append(ask(ledger, f"r{number}", "--old", size))
    with concurrent.futures.ThreadPoolExecutor(6) as pool:
        found = list(pool.map(reviewer.sign, requests * 2))
    signed = [one.result["size"] for one in found if one.status == 0]
    assert sorted({one.status for one in found}) == [0, 1], "only the first of them begins where the witness stood"
    assert len(set(signed)) == 1 and Note(reviewer.checkpoint().read_text()).size == signed[0]


# Over HTTP


@pytest.fixture
def served(ledger, reviewer):
    """`audit witness serve` on a free port."""
    process = ledger.start("audit", "witness", "serve", "--key", reviewer.key, "--state", reviewer.state, "--log",
                           ledger.vkey)
    address = process.stdout.readline().strip()
    assert address.startswith("http://127.0.0.1:"), address + process.stderr.read()
    reviewer.port = int(address.rsplit(":", 1)[1])
    reviewer.process = process
    return reviewer


def post(reviewer, body, path="/add-checkpoint", method="POST"):
    connection = http.client.HTTPConnection("127.0.0.1", reviewer.port, timeout=30)
    connection.request(method, path, body)
    answer = connection.getresponse()
    return answer.status, answer.getheader("Content-Type"), answer.read().decode()


def test_the_protocol_over_http(ledger, served):
    request = ask(ledger, "r").read_text()
    note = Note(request.split("\n\n", 1)[1])
    status, _, line = post(served, request.encode())
    assert status == 200 and line.endswith("\n") and line.count("\n") == 1
    assert openssl_accepts(line.strip(), served.vkey, note.body, ledger.folder / "openssl")
    assert post(served, request.encode()) == (409, TYPE, f"{note.size}\n")
    again = ask(ledger, "again", "--old", note.size).read_text()
    assert post(served, again.encode())[0] == 200, "the same head may be signed again"
    assert post(served, again.replace(f"old {note.size}", "old 0").encode())[:2] == (409, TYPE)
    assert post(served, again.replace(note.origin, "elsewhere").encode())[0] == 404
    assert post(served, (again.split("\n\n")[0] + "\n\n" + tampered(again.split("\n\n", 1)[1])).encode())[0] == 403
    assert post(served, b"hello")[0] == 400
    assert post(served, b"old 99999\n\n" + request.split("\n\n", 1)[1].encode())[0] == 400
    assert post(served, request.encode(), "/other")[0] == 404
    assert post(served, None, method="GET")[0] == 405
    grow(ledger)
    size = Note(served.checkpoint().read_text()).size
    good = ask(ledger, "good", "--old", size).read_text()
    lines = good.split("\n")
    lines[1] = base64.b64encode(bytes(32)).decode()
    assert post(served, "\n".join(lines).encode())[0] == 422
    assert post(served, good.encode())[0] == 200
    served.process.terminate()
    assert served.process.wait(30) == 0


def test_a_witness_is_asked_by_the_ledgers_owner(ledger, served):
    address = f"http://127.0.0.1:{served.port}"
    asked = ledger("audit", "anchor", "--witness", address, "--witness-key", served.vkey, "--json")
    assert asked.status == 0 and asked.result["anchors"][0]["signer"] == served.name, asked
    grow(ledger)
    asked = ledger("audit", "anchor", "--witness", address, "--witness-key", served.vkey, "--json")
    assert asked.status == 0, "the proof begins at the recorded cosignature"
    grow(ledger)
    request = ask(ledger, "r", "--old", asked.result["anchors"][0]["size"])
    assert served.sign(request).status == 0, "by file, so that the ledger does not know of it"
    grow(ledger)
    asked = ledger("audit", "anchor", "--witness", address, "--witness-key", served.vkey, "--json")
    assert asked.status == 0, "the witness told its size (409), and was asked again"
    assert len(ledger.entries("anchor.cosign")) == 3
    found = ledger.verify()
    assert found.status == 0 and found.result["counts"]["anchors"] == 3, found
    (ledger.home / "config.json").write_text(json.dumps({"witnesses": [{"vkey": served.vkey, "url": address}]}))
    grow(ledger)
    assert len(ledger.entries("anchor.cosign")) > 3, "a run asks those of config.json by itself"


def test_a_witness_that_fails_stops_nothing(ledger, reviewer, loopback):
    answers = [b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhello\n"]
    for answer, code in zip(answers, ["anchor.failed", "anchor.invalid"]):
        asked = ledger("audit", "anchor", "--witness", loopback(answer).origin, "--witness-key", reviewer.vkey, "--json")
        assert asked.status == 1 and asked.error["code"] == code, asked
    asked = ledger("audit", "anchor", "--witness", "http://127.0.0.1:1", "--json")
    assert asked.status == 2, "an address without its key"
    assert ledger.entries("anchor.cosign") == []
    (ledger.home / "config.json").write_text(
        json.dumps({"witnesses": [{"vkey": reviewer.vkey, "url": "http://127.0.0.1:1"}]}))
    grow(ledger)
    assert ledger.verify().status == 0 and ledger.entries("warning")


def test_a_cosignature_that_was_changed_is_found(ledger, reviewer):
    line = reviewer.sign(ask(ledger, "r"), "--log", ledger.vkey).result["line"]
    ledger("audit", "witness", "apply", line, "--witness", reviewer.vkey)
    with vandal(ledger.home) as connection:
        connection.execute("UPDATE anchor SET der = ?", (line.replace("A", "B", 1).encode(),))
    assert ledger.verify().status == 12
    with vandal(ledger.home) as connection:
        connection.execute("UPDATE anchor SET der = ?", (line.encode(),))
    assert ledger.verify().status == 0
    with vandal(ledger.home) as connection:
        connection.execute("DELETE FROM anchor")
    assert ledger.verify().status == 12


# Earlier heads


def test_verify_against_what_the_witness_keeps(ledger, reviewer):
    reviewer.sign(ask(ledger, "r"), "--log", ledger.vkey)
    grow(ledger)
    found = ledger.verify("--against", reviewer.checkpoint())
    assert found.status == 0, found
    compared = found.result["against"][0]
    assert compared["outcome"] == "consistent" and compared["ledger_size"] == len(ledger.entries())
    heads = ledger.verify("--against", ledger.home / "heads.log")
    assert heads.status == 0 and len(heads.result["against"]) == len((ledger.home / "heads.log").read_text().splitlines())


def test_a_rollback_and_a_fork_are_told_apart(ledger, reviewer):
    old = ledger.folder / "old-home"
    shutil.copytree(ledger.home, old)
    grow(ledger)
    reviewer.sign(ask(ledger, "r"), "--log", ledger.vkey)
    kept = Note(reviewer.checkpoint().read_text())
    shutil.rmtree(ledger.home)
    shutil.copytree(old, ledger.home)
    before = Ledger(ledger.home)
    rolled = ledger.verify("--against", reviewer.checkpoint())
    assert rolled.status == 12
    size, root = len(before.entry_bytes()), before.root().hex()
    compared = rolled.result["against"][0]
    assert compared["outcome"] == "rollback"
    assert (compared["size"], compared["root"]) == (kept.size, kept.root.hex())
    assert (compared["ledger_size"], compared["ledger_root"]) == (size, root)
    text = ledger("audit", "verify", "--against", reviewer.checkpoint()).out
    assert "rolled back" in text and all(word in text for word in (str(kept.size), kept.root.hex(), str(size), root))
    refused = ledger("audit", "witness", "request", "--old", kept.size, "--json")
    assert refused.status == 12 and "rollback" in refused.error["message"]
    while len(Ledger(ledger.home).entry_bytes()) < kept.size:
        grow(ledger, "another history")
    forked = ledger.verify("--against", reviewer.checkpoint())
    assert forked.status == 12 and forked.result["against"][0]["outcome"] == "fork"
    there = forked.result["against"][0]["ledger_root_there"]
    assert there == Ledger(ledger.home).root(kept.size).hex() != kept.root.hex()
    text = ledger("audit", "verify", "--against", reviewer.checkpoint()).out
    assert "forked" in text and kept.root.hex() in text and there in text
    refused = reviewer.sign(ask(ledger, "fork", "--old", kept.size))
    assert refused.status == 12 and refused.error["code"] == "evidence.broken"


# Trust policies


def test_a_trust_policy_asks_for_witnesses(ledger, reviewer):
    second = Reviewer(ledger, "reviewer.example/w2", "second")
    for one in (reviewer, second):
        one.policy = f"witness {one.name} {one.vkey}\n"
    file = ledger.folder / "policy"

    def verify(text):
        file.write_text(f"log {ledger.vkey}\n{reviewer.policy}{second.policy}group both all {reviewer.name} {second.name}\n{text}\n")
        return ledger.verify("--tlog-policy", file)

    assert verify("quorum none").status == 0
    found = verify("quorum both")
    assert found.status == 12 and "none of its witnesses signed" in found.error["message"]
    request = ask(ledger, "r")
    lines = [one.sign(request, "--log", ledger.vkey).result["line"] for one in (reviewer, second)]
    ledger("audit", "witness", "apply", lines[0], "--witness", reviewer.vkey)
    assert verify(f"quorum {reviewer.name}").status == 0
    one = verify("quorum both")
    assert one.status == 12 and reviewer.name in one.error["message"]
    ledger("audit", "witness", "apply", lines[1], "--witness", second.vkey)
    both = verify("quorum both")
    assert both.status == 0 and any(note["code"] == "audit.quorum" for note in both.result["notes"]), both
    wrong = verify("quorum nobody")
    assert wrong.status == 2 and wrong.error["code"] == "tlog_policy.invalid" and "line 5" in wrong.error["message"]
