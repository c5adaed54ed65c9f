"""The entry in each proof is in the tree whose root the log's key has signed. openssl checks the signature.

usage: inclusion.py PROOF|FOLDER… keys/log.vkey"""
import base64, hashlib, json, pathlib, subprocess, sys, tempfile


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def root(index, size, value, path):
    last = size - 1
    for sibling in path:
        if index & 1 or index == last:
            value = sha256(b"\1", sibling, value)
            while index and not index & 1:
                index, last = index >> 1, last >> 1
        else:
            value = sha256(b"\1", value, sibling)
        index, last = index >> 1, last >> 1
    return value if last == 0 else None


*names, vkey = sys.argv[1:]
name, number, key = open(vkey).read().strip().split("+", 2)
for proof in [path for name in names for path in sorted(pathlib.Path(name).glob("*.tlog-proof")) or [name]]:
    head, note = open(proof, encoding="utf-8").read().split("\n\n", 1)
    version, entry, index, *path = head.split("\n")
    entry, index = base64.b64decode(entry.removeprefix("extra ")), int(index.removeprefix("index "))
    text, lines = note.rsplit("\n\n", 1)
    origin, size, signed = text.split("\n")
    if root(index, int(size), sha256(b"\0", entry), map(base64.b64decode, path)) != base64.b64decode(signed):
        sys.exit(f"{proof}: its entry is NOT number {index} of the {size} that the checkpoint covers")
    signature = next((base64.b64decode(line.split(" ")[2]) for line in lines.splitlines() if line.split(" ")[1] == name), b"")
    with tempfile.TemporaryDirectory() as folder:
        der = bytes.fromhex("302a300506032b6570032100") + base64.b64decode(key)[1:]
        for file, data in ("key", der), ("text", (text + "\n").encode()), ("sig", signature[4:]):
            open(f"{folder}/{file}", "wb").write(data)
        command = "openssl pkeyutl -verify -pubin -keyform DER -inkey key -rawin -in text -sigfile sig"
        if origin != name or subprocess.run(command.split(), cwd=folder, capture_output=True).returncode != 0:
            sys.exit(f"{proof}: its checkpoint is NOT signed by {name}")
    print(f"{proof}: entry {index} of {size}, {json.loads(entry)['type']}, as signed by {name}")
