"""A second reader of a ledger, written from the format and not from the program: Python's standard library only.

What an auditor without exhibit would write. Tests compare it with what the program says.
"""

import base64
import contextlib
import hashlib
import json
import pathlib
import sqlite3
import subprocess


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def leaf(entry):
    return sha256(b"\x00", entry)


def tree(leaves):
    """The root of RFC 6962, section 2.1."""
    if not leaves:
        return sha256()
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << ((len(leaves) - 1).bit_length() - 1)
    return sha256(b"\x01", tree(leaves[:split]), tree(leaves[split:]))


def nodes(leaves):
    """Every whole subtree as {(level, index): hash}: what the table `node` has to hold."""
    found, level, row = {}, 0, leaves
    while row:
        found.update({(level, index): value for index, value in enumerate(row)})
        row = [sha256(b"\x01", row[i], row[i + 1]) for i in range(0, len(row) - 1, 2)]
        level += 1
    return found


def framed(data):
    """The entries of a tile (C2SP tlog-tiles): each after its length in two bytes."""
    found = []
    while data:
        length = int.from_bytes(data[:2], "big")
        found.append(data[2 : 2 + length])
        data = data[2 + length :]
    return found


def climb(index, size, start, path):
    """The root that an inclusion path leads to (RFC 9162, section 2.1.3.2)."""
    first, last, value = index, size - 1, start
    for sibling in path:
        assert last > 0, "the path is too long"
        if first & 1 or first == last:
            value = sha256(b"\x01", sibling, value)
            while first and not first & 1:
                first, last = first >> 1, last >> 1
        else:
            value = sha256(b"\x01", value, sibling)
        first, last = first >> 1, last >> 1
    assert last == 0, "the path is too short"
    return value


def commitment(salt, value):
    return sha256(b"evidence/commit/v1\n", salt, value.encode()).hex()


class Note:
    """A signed tree head in the form of C2SP's signed-note and tlog-checkpoint."""

    def __init__(self, text):
        body, signatures = text.rsplit("\n\n", 1)
        self.body = (body + "\n").encode()
        self.origin, size, root = body.split("\n")[:3]
        self.size = int(size)
        self.root = base64.b64decode(root, validate=True)
        self.lines = [line.removeprefix("\u2014 ").split(" ") for line in signatures.splitlines()]

    def signature(self, vkey):
        """The bytes that the key's owner signed with, after a look at the key's id."""
        name, number, key = vkey.split("+", 2)
        key = base64.b64decode(key, validate=True)
        assert sha256(name.encode(), b"\n", key)[:4].hex() == number
        for signer, line in self.lines:
            blob = base64.b64decode(line, validate=True)
            if signer == name and blob[:4].hex() == number:
                return blob[4:]
        raise AssertionError(f"no signature by {name}")

    def openssl_accepts(self, vkey, folder):
        """Whether `openssl` accepts the signature: a program that we did not write."""
        key = base64.b64decode(vkey.split("+", 2)[2])
        assert key[0] == 1, "Ed25519"
        folder = pathlib.Path(folder)
        (folder / "key.der").write_bytes(bytes.fromhex("302a300506032b6570032100") + key[1:])
        (folder / "body").write_bytes(self.body)
        (folder / "sig").write_bytes(self.signature(vkey))
        found = subprocess.run(
            ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", "key.der", "-rawin", "-in", "body",
             "-sigfile", "sig"],
            cwd=folder, capture_output=True, text=True)
        return found.returncode == 0 and "Success" in found.stdout


class Ledger:
    """The ledger of one home, read only."""

    def __init__(self, home):
        self.home = pathlib.Path(home)

    def sql(self, query, *values):
        with contextlib.closing(sqlite3.connect(f"file:{self.home}/ledger.sqlite?mode=ro", uri=True)) as connection:
            return connection.execute(query, values).fetchall()

    def entry_bytes(self):
        return [bytes(row[0]) for row in self.sql("SELECT bytes FROM entry ORDER BY seq")]

    def entries(self, kind=None):
        found = [json.loads(entry) for entry in self.entry_bytes()]
        return [entry for entry in found if kind in (None, entry["type"])]

    @property
    def vkey(self):
        return self.entries("ledger.init")[0]["body"]["vkey"]

    def root(self, size=None):
        entries = self.entry_bytes()
        return tree([leaf(entry) for entry in entries[: len(entries) if size is None else size]])

    def blob(self, digest):
        """A stored blob, from the table or from its file."""
        row = self.sql("SELECT data FROM blob WHERE sha256 = ?", bytes.fromhex(digest))
        assert row, f"blob {digest} is not in the table"
        data = row[0][0]
        data = self.artifact(digest).read_bytes() if data is None else bytes(data)
        assert hashlib.sha256(data).hexdigest() == digest
        return data

    def artifact(self, digest):
        return self.home / "artifacts" / "sha256" / digest[:2] / digest

    def value(self, commit):
        """The private value behind a commitment, after the commitment was computed again."""
        row = self.sql("SELECT salt, value FROM secret_value WHERE commitment = ?", bytes.fromhex(commit))
        assert row, f"no value for {commit}"
        salt, value = bytes(row[0][0]), row[0][1]
        assert commitment(salt, value) == commit
        return value

    def body(self, digest):
        """A request or reply put together again from its stored segments."""
        document = json.loads(self.blob(digest))
        assert document["v"] == 1 and document["content_encoding"] == "identity"
        return b"".join(self.segment(segment) for segment in document["segments"])

    def segment(self, segment):
        if "text" in segment:
            return self.blob(segment["text"])
        if "raw" in segment:
            return self.blob(segment["raw"])
        if "commit" in segment:
            value = self.value(segment["commit"])
            text = json.dumps(value, ensure_ascii=False)[1:-1] if segment["enc"] == "json" else value
            return text.encode()
        if "b64" in segment:
            return self.base64(segment)
        raise AssertionError(f"{segment} cannot be put back")

    def base64(self, segment):
        encode = base64.urlsafe_b64encode if segment["url"] else base64.b64encode
        text = encode(self.blob(segment["b64"]))
        if not segment["pad"]:
            text = text.rstrip(b"=")
        newline = {"": b"", "lf": b"\n", "crlf": b"\r\n", "esc": b"\\n"}[segment["nl"]]
        if segment["wrap"]:
            width = segment["wrap"]
            text = newline.join(text[i : i + width] for i in range(0, len(text), width))
        return text.replace(b"/", b"\\/") if segment["slash"] else text


def commits(value, name=""):
    """Every commitment in an entry's body, as (key, hex)."""
    if isinstance(value, dict):
        return [pair for key, inner in value.items() for pair in commits(inner, key)]
    if isinstance(value, list):
        return [pair for inner in value for pair in commits(inner, name)]
    return [(name, value)] if name == "commit" or name.endswith("_commit") else []


@contextlib.contextmanager
def vandal(home):
    """A connection that may write anything: someone with a database tool, who takes the triggers away and puts them back."""
    connection = sqlite3.connect(f"{home}/ledger.sqlite")
    try:
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        for _, sql in triggers:
            connection.execute(sql)
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


def overwrite(path, data):
    """Changes a file that is read-only, as root or its owner can."""
    path = pathlib.Path(path)
    mode = path.stat().st_mode
    path.chmod(0o600)
    path.write_bytes(data)
    path.chmod(mode & 0o7777)


def flip(data, place=-1):
    """The bytes with one bit changed, in the middle when no place is named."""
    changed = bytearray(data)
    changed[place if place >= 0 else len(changed) // 2] ^= 1
    return bytes(changed)
