"""Each line of entries is in the tree that the checkpoint signs, at the place that its proof says (chosen runs).

usage: entries.py entries.jsonl proofs.jsonl checkpoint"""
import base64, hashlib, json, sys


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


entries, proofs = (open(name, "rb").read().splitlines() for name in sys.argv[1:3])
origin, size, signed = open(sys.argv[3], encoding="utf-8").read().split("\n")[:3]
if len(entries) != len(proofs):
    sys.exit(f"{len(entries)} entries, but {len(proofs)} proofs")
for entry, proof in zip(entries, map(json.loads, proofs)):
    found = root(proof["index"], int(size), sha256(b"\0", entry), map(base64.b64decode, proof["path"]))
    if found != base64.b64decode(signed) or json.loads(entry)["seq"] != proof["index"]:
        sys.exit(f"entry {proof['index']} is NOT one of the {size} that the checkpoint covers")
print(f"{len(entries)} entries, each one of the {size} that the checkpoint covers")
