"""Measures the figures of the bench and prints one table: figure, exhibit, target, peer, ratio."""

import json
import os
import pathlib
import re
import sqlite3
import statistics
import subprocess
import sys
import time

BINARY, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2])
HERE = pathlib.Path(__file__).parent
TOOLS = FOLDER / "tools"
ENV = {
    "PATH": os.environ["PATH"], "HOME": str(FOLDER / "user"), "EXHIBIT_HOME": str(FOLDER / "home"),
    "OPENCLAW_CONFIG": str(FOLDER / "openclaw.json"), "NO_COLOR": "1",
}
ROWS = []


def measure(times, *words, **env):
    """(median ms, p95 ms, peak MiB) of a command; it has to succeed each time."""
    found = subprocess.run(
        [TOOLS / "measure", str(times), *map(str, words)], cwd=FOLDER / "work", env={**ENV, **env}, capture_output=True, text=True)
    least, median, p95, peak, failures, cpu = found.stdout.split()
    assert failures == "0", (words, found.stderr)
    return float(median), float(p95), int(peak) / 1024


def row(figure, ours, target, peer, theirs, unit):
    ratio = f"{ours / theirs:.2f}" if theirs else ""
    ROWS.append((figure, f"{ours:.2f} {unit}", target, peer, f"{theirs:.2f} {unit}" if theirs else "", ratio))


def serve(side):
    """The fast server with one large picture; (process, base URL, bytes of the reply)."""
    path = TOOLS / f"noise-{side}"
    size = subprocess.run([sys.executable, HERE / "answers.py", "noise", str(side), path], capture_output=True, text=True, check=True)
    process = subprocess.Popen([TOOLS / "server", path], stdout=subprocess.PIPE, text=True)
    url = f"http://127.0.0.1:{process.stdout.readline().strip()}/v1"
    return process, url, int(size.stdout)


def configured(url):
    path = TOOLS / "large.json"
    path.write_text(json.dumps({"models": {"providers": {"happy": {"baseUrl": url, "apiKey": "bench-key-0123456789"}}}}))
    return {"OPENCLAW_CONFIG": str(path), "EXHIBIT_HOME": str(FOLDER / "large")}


GENERATE = [BINARY, "generate", "--quiet", "--model", "gpt-image-2", "--prompt", "An orange cat by a window, no text"]


def starting():
    measure(5, BINARY, "version")
    row("`version`, whole process", measure(100, BINARY, "version")[0], "≤ 10 ms", "`sqlite3 --version`",
        measure(100, "sqlite3", "--version")[0], "ms")


def listing(count):
    database = FOLDER / "home" / "ledger.sqlite"
    query = "SELECT run_id, task_name, mode, provider, model, verdict FROM run ORDER BY run_id DESC LIMIT 20"
    measure(5, BINARY, "runs", "list")
    row(f"`runs list`, {count:,} runs", measure(50, BINARY, "runs", "list")[0], "≤ 15 ms", "`sqlite3` with the same query",
        measure(50, "sqlite3", "-readonly", database, query)[0], "ms")


def picture():
    process, url, size = serve(820)
    try:
        env = configured(url)
        shell = (
            f"curl -s -H 'Content-Type: application/json' -d '{{\"prompt\":\"a cat\"}}' {url}/images/generations"
            " | cut -d'\"' -f8 | base64 -d > picture.png && sha256sum picture.png")
        measure(3, *GENERATE, **env)
        measure(3, "sh", "-c", shell)
        ours = measure(30, *GENERATE, **env)[0]
        theirs = measure(30, "sh", "-c", shell)[0]
        synced = measure(30, "sh", "-c", shell + " && sync picture.png .")[0]
        data = (FOLDER / "work" / "picture.png").read_bytes()
        assert data.startswith(b"\x89PNG") and size > 2 << 20
        row(f"one image of {len(data) / 1e6:.1f} MB, cold, to the durable record", ours, "≤ 1.6 ×", "`curl` + `base64 -d` + `sha256sum`", theirs, "ms")
        row("the same", ours, "", "the same + `sync` of file and folder", synced, "ms")
    finally:
        process.kill()
        process.wait()


def memory():
    process, url, size = serve(4000)
    try:
        env = configured(url)
        reading = (
            "import base64, hashlib, json, sys, urllib.request\n"
            "reply = json.load(urllib.request.urlopen(urllib.request.Request(sys.argv[1], b'{}')))\n"
            "data = base64.b64decode(reply['data'][0]['b64_json'])\n"
            "open('picture.png', 'wb').write(data); print(hashlib.sha256(data).hexdigest())")
        row(f"peak memory, reply of {size / 1e6:.0f} MB", measure(1, *GENERATE, **env)[2], "< 40 MB", "Python: json, base64, write",
            measure(1, "/usr/bin/python3", "-c", reading, f"{url}/images/generations")[2], "MiB")
    finally:
        process.kill()
        process.wait()


def commits():
    """How long an append holds the ledger's lock: from flock to the close of that file, seen by strace."""
    server = subprocess.Popen([TOOLS / "server", TOOLS / "noise-820"], stdout=subprocess.PIPE, text=True)
    env = {**ENV, **configured(f"http://127.0.0.1:{server.stdout.readline().strip()}/v1")}
    held = []
    try:
        for _ in range(40):
            log = TOOLS / "trace"
            subprocess.run(
                ["strace", "-f", "--seccomp-bpf", "-ttt", "-e", "trace=openat,flock,close", "-o", log, *GENERATE],
                cwd=FOLDER / "work", env=env, stdout=subprocess.DEVNULL, check=True)
            locked, lock = {}, set()
            for line in log.read_text().splitlines():
                found = re.match(r"\d+ +([\d.]+) (\w+)\((.*?)\) += (-?\d+)", line)
                if not found:
                    continue
                at, call, words, result = float(found[1]), found[2], found[3], found[4]
                if call == "openat" and "ledger.lock" in words:
                    lock.add(result)
                elif call == "flock" and words.split(",")[0] in lock and result == "0":
                    locked[words.split(",")[0]] = at
                elif call == "close" and words in locked:
                    held.append((at - locked.pop(words)) * 1000)
                    lock.discard(words)
    finally:
        server.kill()
        server.wait()
    theirs = []
    path = TOOLS / "raw.sqlite"
    path.unlink(missing_ok=True)
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("PRAGMA synchronous=FULL")
    db.execute("CREATE TABLE entry(seq INTEGER PRIMARY KEY, bytes BLOB)")
    for _ in range(len(held)):
        start = time.perf_counter()
        db.execute("BEGIN IMMEDIATE")
        db.execute("INSERT INTO entry(bytes) VALUES(?)", (os.urandom(1500),))
        db.execute("COMMIT")
        theirs.append((time.perf_counter() - start) * 1000)
    db.close()
    row(f"append + commit, p95 of {len(held)} (p50 {statistics.median(held):.2f})", statistics.quantiles(held, n=20)[-1], "≤ 2 ms",
        "SQLite alone: one row of 1.5 KB", statistics.quantiles(theirs, n=20)[-1], "ms")


def audit(count, entries):
    database = FOLDER / "home" / "ledger.sqlite"
    ours = measure(3, BINARY, "audit", "verify", "--quick")
    row(f"`audit verify --quick`, {count:,} runs, {entries:,} entries", ours[0] / 1000, "≤ 3 s", "`sqlite3` integrity_check alone",
        measure(3, "sqlite3", "-readonly", database, "PRAGMA integrity_check")[0] / 1000, "s")
    row("its peak memory", ours[2], "", "", 0, "MiB")


def growth(count):
    home = FOLDER / "home"
    # What waits in the write-ahead log (4 MB at most, however long the ledger) goes to its place first.
    subprocess.run(["sqlite3", home / "ledger.sqlite", "PRAGMA wal_checkpoint(TRUNCATE)"], stdout=subprocess.DEVNULL, check=True)
    database = (home / "ledger.sqlite").stat().st_size
    connection = sqlite3.connect(f"file:{home}/ledger.sqlite?mode=ro", uri=True)
    pictures = connection.execute("SELECT sum(bytes) FROM blob WHERE data IS NULL").fetchone()[0]
    text = connection.execute("SELECT sum(length(bytes)) FROM entry").fetchone()[0]
    connection.close()
    logs = (home / "heads.log").stat().st_size
    row("ledger growth per run beside the image", (database + logs) / count / 1024, "≤ 12 KB", "its entries alone", text / count / 1024, "KiB")
    row("the image of those runs", pictures / count / 1024, "", "", 0, "KiB")


info = json.loads(subprocess.run([BINARY, "ledger", "info", "--json"], env=ENV, capture_output=True, text=True).stdout)["result"]
starting()
listing(info["runs"])
picture()
memory()
commits()
audit(info["runs"], info["entries"])
growth(info["runs"])
header = ("figure", "exhibit", "target", "peer", "peer's", "ratio")
widths = [max(len(line[column]) for line in [header, *ROWS]) for column in range(len(header))]
for line in [header, ["-" * width for width in widths], *ROWS]:
    print("| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths)) + " |")
