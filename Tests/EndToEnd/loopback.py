"""A provider that answers with whatever bytes a test wants, and keeps the requests that really came.

`gateway.Gateway` answers properly; this one can also break every rule of HTTP.
"""

import base64
import http
import json
import random
import socket
import ssl
import struct
import threading
import zlib

from gateway import picture, reply


def response(status=200, body=b"", headers=(), kind="application/json", length=None):
    """The bytes of an answer; `headers` are pairs, `length` is what Content-Length promises when not the truth."""
    if not isinstance(body, bytes):
        body = json.dumps(body).encode()
    reason = http.HTTPStatus(status).phrase if status in list(http.HTTPStatus) else "Unknown"
    lines = [f"HTTP/1.1 {status} {reason}", f"Content-Type: {kind}", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in dict(headers).items()]
    lines.append(f"Content-Length: {len(body) if length is None else length}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def refusal(status, message="no", code=None, headers=(), **more):
    return response(status, {"error": {"message": message, "type": "error", "param": None, "code": code, **more}}, headers)


def pictures(*items, **more):
    """A proper answer with one picture, or with those given."""
    return response(body=reply(*(items or [picture()]), **more))


def raw_data(data, **more):
    """A 200 whose `data` holds whatever is given."""
    return response(body={"created": 1793491200, "data": data, **more})


def encoded(content):
    return base64.b64encode(content).decode()


def chunked(*chunks, end=True):
    """An answer in chunks; without `end` it breaks off."""
    body = b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks) + (b"0\r\n\r\n" if end else b"")
    return b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" + body


def padded(size):
    """A PNG of about this many bytes, with noise that nothing can shrink in a chunk that nobody reads."""
    noise = random.Random(size).randbytes(size)
    body = b"exHb" + noise
    chunk = len(noise).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")
    content = picture()
    return content[:33] + chunk + content[33:]


def silence(request, connection):
    """Takes the request and never answers; returns when the client is gone."""
    connection.settimeout(60)
    connection.recv(1)


def closing(request, connection):
    """Takes the request and closes without a word."""


def endless(head, chunk):
    """Sends the head, then the chunk for as long as somebody takes it."""

    def answer(request, connection):
        connection.sendall(head)
        while True:
            connection.sendall(chunk)

    return answer


def reset(connection):
    """Ends the connection with RST instead of FIN."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


class Request:
    """A request as its bytes came."""

    def __init__(self, head, body):
        lines = head.decode("latin-1").split("\r\n")
        self.method, self.target, _ = lines[0].split(" ", 2)
        self.path = self.target.partition("?")[0]
        self.headers = [(name, value.strip()) for name, _, value in (line.partition(":") for line in lines[1:])]
        self.body = body
        self.bytes = head + b"\r\n\r\n" + body

    def header(self, name):
        """The value; None when it did not come. A header that came twice fails."""
        found = [value for key, value in self.headers if key.lower() == name.lower()]
        assert len(found) <= 1, f"{name} came {len(found)} times"
        return found[0] if found else None

    @property
    def json(self):
        """The body's object; a repeated member fails."""

        def members(pairs):
            assert len({key for key, _ in pairs}) == len(pairs), "a member came twice"
            return dict(pairs)

        return json.loads(self.body.decode(), object_pairs_hook=members)

    @property
    def parts(self):
        """The parts of a multipart form in their order, by RFC 2046's grammar and nothing softer."""
        kind, _, parameter = self.header("Content-Type").partition(";")
        assert kind == "multipart/form-data"
        boundary = parameter.strip().removeprefix("boundary=").strip('"').encode()
        first, *middle, last = (b"\r\n" + self.body).split(b"\r\n--" + boundary)
        assert first == b"" and last == b"--\r\n", "the form is not framed by its boundary"
        found = []
        for piece in middle:
            assert piece.startswith(b"\r\n")
            head, _, content = piece[2:].partition(b"\r\n\r\n")
            fields = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
            fields = {name.lower(): value for name, value in fields.items()}
            words = fields["content-disposition"].split("; ")
            assert words[0] == "form-data"
            names = dict(word.split("=", 1) for word in words[1:])
            names = {key: value.strip('"') for key, value in names.items()}
            found.append(Part(names["name"], names.get("filename"), fields.get("content-type"), content))
        return found


class Part:
    def __init__(self, name, filename, kind, content):
        self.name, self.filename, self.kind, self.content = name, filename, kind, content

    def __repr__(self):
        return f"Part({self.name!r}, {self.filename!r}, {self.kind!r}, {len(self.content)} bytes)"


class Loopback:
    """A server on loopback.

    `answers` are taken in their order, one a request; the last one stays. Each is bytes, or a function of
    (request, connection) that returns bytes or does everything itself.
    """

    def __init__(self, *answers, instead=None, context=None):
        self.answers = list(answers)
        self.requests = []
        self.arrived = threading.Semaphore(0)
        self.closing = False
        self.instead = instead
        self.context = context
        self.lock = threading.Lock()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.connections = 0
        scheme = "https" if context else "http"
        self.origin = f"{scheme}://127.0.0.1:{self.port}"
        self.url = self.origin + "/v1"
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        try:
            if self.context:
                connection = self.context.wrap_socket(connection, server_side=True)
            with connection:
                if self.instead:
                    self.instead(connection)
                    return
                request = self.read(connection)
                if request is None:
                    return
                answer = self.choose(request)
                if callable(answer):
                    answer = answer(request, connection)
                if answer is not None:
                    connection.sendall(answer)
                    # Data that nobody read would turn the end into a reset, which may overtake the answer.
                    connection.shutdown(socket.SHUT_WR)
        except (OSError, ssl.SSLError):
            pass  # the client is gone, or was never one

    def read(self, connection):
        connection.settimeout(30)
        data = b""
        while b"\r\n\r\n" not in data:
            more = connection.recv(65536)
            if not more:
                return None
            data += more
        head, _, body = data.partition(b"\r\n\r\n")
        pieces, have = [body], len(body)
        request = Request(head, b"")
        length = int(request.header("Content-Length") or 0)
        while have < length:
            more = connection.recv(1 << 20)
            if not more:
                return None
            pieces.append(more)
            have += len(more)
        return Request(head, b"".join(pieces))

    def choose(self, request):
        with self.lock:
            self.requests.append(request)
            answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        self.arrived.release()
        return answer

    @property
    def posts(self):
        return [request for request in self.requests if request.method == "POST"]

    def wait(self, count=1):
        """Until so many requests came whole."""
        for _ in range(count):
            assert self.arrived.acquire(timeout=30), "no request came"

    def stop(self):
        # Closing alone does not wake a thread that waits in accept.
        try:
            self.listener.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self.listener.close()
