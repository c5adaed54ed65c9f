"""A provider of our own making: it keeps the bytes of every request and answers what a test wants."""

import base64
import http.server
import io
import json
import threading

from PIL import Image


def picture(colour=(200, 80, 40), size=(64, 64), form="PNG"):
    """A picture that no simulator has marked."""
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, form)
    return buffer.getvalue()


def reply(*pictures, **more):
    """The JSON of an images answer."""
    data = [{"b64_json": base64.b64encode(item).decode()} for item in pictures]
    return json.dumps({"created": 1793491200, "data": data, **more}).encode()


class Gateway:
    """A server on loopback. `answer(request)` gives (status, headers, body); each request is kept whole."""

    def __init__(self, answer):
        kept = self.requests = []

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def respond(self):
                length = int(self.headers.get("Content-Length") or 0)
                kept.append(Request(self.command, self.path, dict(self.headers.items()), self.rfile.read(length)))
                status, headers, body = answer(kept[-1])
                self.send_response(status)
                for name, value in {"Content-Type": "application/json", **headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_GET = do_POST = respond

            def log_message(self, *words):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/v1"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.thread.start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


class Request:
    def __init__(self, method, path, headers, body):
        self.method, self.path, self.headers, self.body = method, path, headers, body

    @property
    def json(self):
        return json.loads(self.body)
