"""The root over all entries, or over all leaf hashes, against the one that is signed.

usage: root.py tile/entries|tile/0|entries.jsonl checkpoint"""
import base64, hashlib, pathlib, sys


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def values(folder, size):
    if folder.is_file():
        yield from folder.read_bytes().splitlines()
        return
    for number in range((size + 255) // 256):
        groups, width = f"{number:,}".split(","), min(256, size - 256 * number)
        name = "/".join(["x" + group.zfill(3) for group in groups[:-1]] + [groups[-1].zfill(3)])
        data = (folder / (name if width == 256 else f"{name}.p/{width}")).read_bytes()
        for _ in range(width):
            length, start = (int.from_bytes(data[:2], "big"), 2) if folder.name == "entries" else (32, 0)
            if len(data) < start + length:
                sys.exit(f"{folder}/{name} breaks off")
            yield data[start:start + length]
            data = data[start + length:]
        if data:
            sys.exit(f"{folder}/{name} has more than {width} values")


folder, checkpoint = map(pathlib.Path, sys.argv[1:])
origin, size, signed = checkpoint.read_text().split("\n")[:3]
peaks, count = [], 0  # roots of the complete subtrees so far, the largest first
for index, value in enumerate(values(folder, int(size))):
    value, count = value if folder.name == "0" else sha256(b"\0", value), count + 1
    while index & 1:
        value, index = sha256(b"\1", peaks.pop(), value), index >> 1
    peaks.append(value)
root = peaks.pop() if peaks else sha256()
while peaks:
    root = sha256(b"\1", peaks.pop(), root)
if count != int(size) or root != base64.b64decode(signed):
    sys.exit(f"{folder}, {count} entries, does NOT have the root of {size} in the checkpoint: it was changed")
print(f"root of {size} entries = root in the checkpoint")
