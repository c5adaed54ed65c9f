"""The canary matrix: secrets of every shape, in every spelling, through every door; afterwards none of them stands anywhere.

Shapes × spellings × sinks. The provider knows the secrets, since we send them, and says all of them back in every place where
an answer can hold text. Then the home (files, tables, journal), the folders, everything printed, and the bundle are searched.
"""

import base64
import contextlib
import html
import json
import pathlib
import random
import socket
import sqlite3
import time
import urllib.parse

import pytest
from conftest import files_with
from gateway import picture
from loopback import chunked, response

LETTERS = "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8s9T0u1V2w3X4y5Z6"

# What we send, so that it is known. None was ever valid.
KNOWN = {
    "relay": "sk-happy-0123456789abcdefghijklmnopqrstuvwxyzABCD",
    "openai": "sk-proj-" + LETTERS[:32] + "-T3BlbkFJ_x9",
    "anthropic": "sk-ant-api03-" + LETTERS[4:40],
    "google": "AIza" + LETTERS[:35],
    "aws": "wJalr/XUtnFEMI+K7MDENG/bPxRfiCYzzCANARYKEY",
    "github": "ghp_" + LETTERS[2:38],
    "slack": "xoxb-2345678901-2345678901-" + LETTERS[:24],
    "jwt": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0." + LETTERS[:43],
    "short": "p4ss+w/rd~7",
}

# What nobody told the program of: known by its looks, as it stands.
UNKNOWN = {
    "openai": "sk-" + LETTERS[::-1][:48],
    "anthropic": "sk-ant-api03-" + LETTERS[::-1][:36],
    "google": "AIza" + LETTERS[::-1][:35],
    "aws": "AKIA" + "Q3ZX7LMN2PRS4TUV",
    "huggingface": "hf_" + LETTERS[::-1][:34],
    "github": "ghp_" + LETTERS[::-1][:36],
    "slack": "xoxp-9876543210-9876543210-" + LETTERS[::-1][:24],
    "jwt": "eyJhbGciOiJSUzI1NiJ9.eyJuYW1lIjoiSm9obiBEb2UifQ." + LETTERS[::-1][:43],
    "pem": "-----BEGIN PRIVATE KEY-----\\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\\n" + LETTERS + "\\n-----END PRIVATE KEY-----",
    "assigned": "RELAY_KEY=" + LETTERS[::-1][:28],
}


def spellings(value):
    """How a stranger may write a value: name → (what is written, what of it gives the value away)."""
    raw = value.encode()
    plain = {
        "plain": value,
        "percent": urllib.parse.quote(value, safe=""),
        "percent, all, lower case": "".join(f"%{byte:02x}" for byte in raw),
        "percent, all, upper case": "".join(f"%{byte:02X}" for byte in raw),
        "percent, twice": urllib.parse.quote(urllib.parse.quote(value, safe=""), safe=""),
        "JSON, slashes": value.replace("/", "\\/"),
        "JSON, all": "".join(f"\\u{ord(letter):04x}" for letter in value),
        "JSON in JSON": "".join(f"\\\\u{ord(letter):04X}" for letter in value),
        "HTML": html.escape(value).replace("/", "&#x2F;") if "&" in value else html.escape(value),
        "hex": raw.hex(),
        "hex, upper case": raw.hex().upper(),
        "mask": value[:7] + "*" * 9 + value[-4:],
    }
    found = {name: (text, text) for name, text in plain.items()}
    for shift in range(3):
        written = base64.b64encode(b"u:"[:shift] + raw + b" \n").decode()
        middle = slice((8 * shift + 5) // 6, 8 * (shift + len(raw)) // 6)
        found[f"base64 behind {shift}"] = (written, written[middle])
        url = written.replace("+", "-").replace("/", "_")
        found[f"base64url behind {shift}"] = (url, url[middle])
    return found


CELLS = {(shape, name): cell for shape, value in KNOWN.items() for name, cell in spellings(value).items()}
NEEDLES = sorted({needle.encode() for _, needle in CELLS.values()})
STRANGE = sorted(value.removeprefix("RELAY_KEY=").encode() for value in UNKNOWN.values()) + [b"MIIEvQIBADANBgkqhkiG9w0BAQEFAASC"]
CONFIGURED = {f"X-Part-{number}": f"${{CANARY_{number}}}" for number in range(1, len(KNOWN))}
QUICK = ("--retry-base-delay", "0", "--retry-jitter", "0")
HEADERS = [
    "x-request-id", "x-model", "x-litellm-call-id", "x-litellm-model-id", "x-litellm-model-api-base", "x-litellm-version",
    "openai-version", "openai-processing-ms", "cf-ray", "server", "x-ratelimit-limit-requests", "x-ratelimit-limit-tokens"]


def everything(sink, between=" | "):
    """All cells in one text, with a word that must be found afterwards: it shows that the sink was reached."""
    return f"reached-{sink}" + between + between.join(written for written, _ in CELLS.values())


def fields(sink):
    """All cells as members of an object, spelled as they are."""
    cells = [f'"f{number}":"{written}"' for number, (written, _) in enumerate(CELLS.values())]
    return f'"note":"reached-{sink}",' + ",".join(cells)


def made(content):
    return base64.b64encode(content).decode()


class Talker:
    """A provider that says every secret back, a few bytes at a time; what it says depends on the command's turn."""

    def __init__(self, folder, seed):
        self.folder = folder
        self.random = random.Random(seed)
        self.said = {}
        self.turn = None
        self.seen_on_disk = None
        self.count = 0

    def __call__(self, request, connection):
        assert request.header("Authorization") in (f"Bearer {KNOWN['relay']}", None)
        answer = getattr(self, self.turn)(request)
        self.said.setdefault(self.turn, b"")
        self.said[self.turn] += answer
        self.send(answer, connection)

    def send(self, answer, connection):
        """In pieces of any size, so that no value comes whole; halfway the disk is searched."""
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        place = 0
        while place < len(answer):
            count = self.random.choice([1, 3, 17, 90, 700, 4000])
            connection.sendall(answer[place : place + count])
            place += count
            if self.turn == "json" and self.seen_on_disk is None and place > len(answer) * 3 // 4:
                time.sleep(0.1)
                self.seen_on_disk = leaks(self.folder, NEEDLES)
        connection.shutdown(socket.SHUT_WR)

    def chunks(self, body, kind="application/json"):
        pieces = []
        while body:
            count = self.random.randint(1, 3000)
            pieces.append(body[:count])
            body = body[count:]
        return chunked(*pieces).replace(b"application/json", kind.encode(), 1)

    def error(self, request):
        return response(401, ('{"error":{"message":"' + everything("error") + '","code":"' + KNOWN["relay"] + '"}}').encode())

    def json(self, request):
        body = "{" + fields("json") + ',"data":[{"b64_json":"' + made(picture()) + '","revised_prompt":"' + KNOWN["aws"] + '"}]}'
        return self.chunks(body.encode())

    def stream(self, request):
        final = {"type": "image_generation.completed", "b64_json": made(picture(size=(80, 80)))}
        events = "data: {" + fields("stream") + "}\n\n" + ": " + everything("comment") + "\n\n"
        return self.chunks((events + f"data: {json.dumps(final)}\n\ndata: [DONE]\n\n").encode(), "text/event-stream")

    def address(self, request):
        cells = [urllib.parse.quote(written, safe="%") for written, _ in CELLS.values()]
        if request.method == "POST":
            queries = "&".join(f"sig{number}={cell}&token={cell}" for number, cell in enumerate(cells[::3]))
            body = {"data": [{"url": f"{self.origin}/v1/a.png?sig=0123456789&{queries}"}], "note": "reached-address"}
            return response(body=body)
        if request.path.endswith("a.png"):
            queries = "&".join(f"sig{number}={cell}" for number, cell in enumerate(cells[1::3]))
            return response(302, b"", {"Location": f"/v1/b.png?X-Amz-Signature=abcdef0123&{queries}", "X-Request-Id": KNOWN["slack"]})
        return response(body=picture(size=(72, 72)), kind="image/png")

    def multipart(self, request):
        echo = request.bytes[: request.bytes.index(b"\x89PNG")]
        form = "".join(f'--x\r\nContent-Disposition: form-data; name="f"\r\n\r\n{written}\r\n' for written, _ in CELLS.values())
        return response(400, b"reached-multipart " + echo + form.encode(), kind="text/plain")

    def jobs(self, request):
        if request.method == "POST":
            return response(body={"job_id": "ab" * 16, "status": "queued", "position": 1, "created_at": "2026-11-21T12:00:00+00:00"})
        return response(body=('{"job_id":"' + "ab" * 16 + '","status":"failed","error":"' + everything("jobs") + '",' + fields("job") + "}").encode())

    def page(self, request):
        return response(500, ("<title>" + KNOWN["jwt"] + "</title><p>" + everything("page", "<br>")).encode(), kind="text/html")

    def dump(self, request):
        """A gateway that shows what it was asked, all of it in base64, wrapped as programs wrap it."""
        whole = request.bytes + b" " * 900 + everything("dump").encode()
        lines = base64.encodebytes(whole).decode().replace("\n", "\\n")
        body = '{"a":"' + base64.b64encode(whole).decode() + '","b":"' + lines + '","note":"reached-dump"}'
        return response(400, body.encode())

    def headers(self, request):
        cells = [written for written, _ in CELLS.values()]
        found = {}
        for name in HEADERS:
            found[name] = " ".join(cells[(self.count + number) % len(cells)] for number in range(3))
            self.count += 3
        return response(503, b'{"error":"reached-headers"}', {**found, "Set-Cookie": KNOWN["relay"], "Location": f"/?key={KNOWN['relay']}"})

    def strangers(self, request):
        said = ". ".join(UNKNOWN.values())
        body = '{"error":{"message":"reached-strangers ' + said + '","contact":"ops.team@relay.example"},'
        return response(400, (body + ",".join(f'"s{name}":"{value}"' for name, value in UNKNOWN.items()) + "}").encode())

    def site(self, request):
        if request.path.endswith(".png"):
            return response(body=picture(size=(48, 48)), kind="image/png")
        return response(body=(f"<img src='/x.png'><p>{everything('site', '<br>')}").encode(), kind="text/html")


def tables(database):
    """Every value of every table, since a page of the file may end in the middle of one."""
    values = []
    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            for row in connection.execute(f'SELECT * FROM "{table}"'):
                values += [value if isinstance(value, bytes) else str(value).encode() for value in row if value is not None]
    return b"\0".join(values)


def leaks(folder, needles):
    found = files_with(folder, *needles)
    for database in pathlib.Path(folder).rglob("*.sqlite"):
        content = tables(database)
        found += [(f"tables of {database}", needle) for needle in needles if needle in content]
    return found


@pytest.fixture
def talker(exhibit, loopback):
    """Providers and secrets in the configuration; the secrets stand in the environment only."""
    made = Talker(exhibit.home, seed=20261121)
    server = loopback(made)
    made.origin = server.origin
    provider = {"baseUrl": server.url, "apiKey": "${HAPPY_KEY}", "headers": CONFIGURED, "models": []}
    path = exhibit.folder / "openclaw.json"
    path.write_text(json.dumps({"models": {"providers": {"happy": provider, "shop": {**provider, "baseUrl": server.origin}}}}))
    names = list(KNOWN)
    exhibit.env["OPENCLAW_CONFIG"] = str(path)
    exhibit.env["HAPPY_KEY"] = KNOWN[names[0]]
    exhibit.env.update({f"CANARY_{number}": KNOWN[name] for number, name in enumerate(names) if number})
    exhibit.home.mkdir()
    (exhibit.home / "config.json").write_text(json.dumps({"providers": {"shop": {"dialect": "jobs"}}}))
    return made


def test_no_secret_is_anywhere(exhibit, talker, photo):
    assert len(KNOWN) >= 8 and all(len(spellings(value)) >= 12 for value in KNOWN.values())
    printed = []

    def run(turn, *words, status):
        talker.turn = turn
        words = [word for word in words if word is not None]
        outcome = exhibit(*words, "--verbose", "--json", *QUICK)
        assert outcome.status in status, outcome
        printed.append(f"{turn} {outcome.out}{outcome.err}")

    generate = ["generate", "--provider", "happy", "--prompt", "a lake at dawn, in the mist"]
    once = ["--max-attempts", "1"]
    run("error", *generate, status=[4])
    run("json", *generate, status=[0])
    run("stream", *generate, "--stream", status=[0])
    run("address", *generate, "--task-name", "by address", status=[0])
    run("multipart", "edit", "--provider", "happy", "--prompt", "warmer", "--image", photo, status=[5])
    run("jobs", "generate", "--provider", "shop", "--prompt", "a lake", status=[1, 5])
    run("page", *generate, *once, status=[1, 8])
    run("dump", *generate, *once, status=[5])
    run("headers", *generate, "--max-attempts", "5", status=[7])
    run("strangers", *generate, *once, status=[5])
    given = [f"--header=X-Part-{n}: env:{name}" for n, name in enumerate(k for k in exhibit.env if k.startswith(("CANARY", "HAPPY")))]
    run("site", "fetch", f"{talker.origin}/page", *given, status=[0])
    talker.turn = "error"
    queued = exhibit("queue", "run", json.dumps({"tasks": [{"prompt": "a pond", "task_name": "pond"}]}), "--provider", "happy", "--json")
    printed.append(queued.out + queued.err)
    assert queued.status != 0 and talker.said["error"].count(b"reached-error") == 2, queued

    for row in exhibit("runs", "list", "--json").result["runs"]:
        for words in (["runs", "show", row["run_id"]], ["runs", "log", row["run_id"]]):
            shown = exhibit(*words)
            printed.append(shown.out + shown.err)
    verified = exhibit.verify()
    assert verified.status == 0, verified
    for number, more in enumerate([[], ["--with-prompts"]]):
        exported = exhibit("audit", "export", "--out", exhibit.folder / f"bundle-{number}", "--json", *more)
        assert exported.status == 0, exported
        printed.append(exported.out + exported.err)
        checked = exhibit.verify("--bundle", exhibit.folder / f"bundle-{number}")
        assert checked.status == 0, checked

    # The control: the same search finds all of it in what the server said, and what was no secret of it in the home.
    heard = b"".join(talker.said.values())
    assert [needle for needle in NEEDLES + STRANGE if needle not in heard] == []
    (exhibit.folder / "control").mkdir()
    (exhibit.folder / "control" / "said").write_bytes(heard)
    assert len({needle for _, needle in leaks(exhibit.folder / "control", NEEDLES)}) == len(NEEDLES)
    bodies = ["error", "json", "stream", "comment", "multipart", "jobs", "job", "page", "site"]
    for sink in bodies:
        assert talker.said.get(sink, heard).count(f"reached-{sink}".encode()) >= 1
    stored = tables(exhibit.home / "ledger.sqlite") + b"".join(p.read_bytes() for p in (exhibit.home / "artifacts").rglob("*") if p.is_file())
    reached = bodies + ["address", "dump", "headers", "strangers"]
    assert [sink for sink in reached if f"reached-{sink}".encode() not in stored] == []
    wire = b"".join(path.read_bytes() for path in (exhibit.folder / "bundle-0" / "wire").iterdir())
    assert [sink for sink in reached if f"reached-{sink}".encode() not in wire] == []

    assert talker.seen_on_disk == [], "while the answer still comes"
    for folder in (exhibit.home, exhibit.work, exhibit.folder / "user", exhibit.folder / "bundle-0", exhibit.folder / "bundle-1"):
        assert leaks(folder, NEEDLES + STRANGE) == []
    text = "".join(printed).encode()
    assert [needle for needle in NEEDLES + STRANGE if needle in text] == []
    # The owner's own result quotes the answer as it came, as it names the owner's paths; sentences and entries do not.
    assert b"ops.team@relay.example" not in b"".join(row[0] for row in exhibit.sql("SELECT bytes FROM entry"))
    said = [json.loads(line)["error"] for text in printed for line in text.splitlines() if line.startswith('{"schema":"exhibit/1"')]
    assert not any("ops.team@relay.example" in error["message"] for error in said if error)
    assert leaks(exhibit.folder / "bundle-0", [b"ops.team@relay.example"]) == []
