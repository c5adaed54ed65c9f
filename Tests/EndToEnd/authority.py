"""A time-stamp authority on loopback: `openssl ts -reply` behind a few lines of HTTP, and every way to be a bad one.

`tsa.cnf` names no `certs`: with them OpenSSL writes the certificates unsorted, and strict readers refuse the answer.
"""

import http.server
import subprocess
import threading
import time

CONFIGURATION = """
[req]
distinguished_name = dn
x509_extensions = root
[dn]
[root]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign
subjectKeyIdentifier = hash
[leaf]
basicConstraints = CA:false
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[tsa]
default_tsa = service
[service]
serial = serial
signer_cert = tsa.pem
signer_key = tsa.key
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256
ess_cert_id_alg = sha256
"""


class Authority:
    """`fault`: None, "refuses", "garbage", "page", "status", "slow", "nonce" (of another request), "imprint"."""

    def __init__(self, folder, name="Test TSA", fault=None):
        self.folder, self.fault, self.name, self.asked = folder, fault, name, []
        folder.mkdir()
        (folder / "tsa.cnf").write_text(CONFIGURATION)
        (folder / "serial").write_text("01\n")
        curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-config", "tsa.cnf"]
        self.openssl("req", "-x509", *curve, "-keyout", "root.key", "-out", "root.pem", "-days", "30", "-subj", f"/CN={name} Root")
        self.openssl("req", "-new", *curve, "-keyout", "tsa.key", "-out", "tsa.csr", "-subj", f"/CN={name}")
        self.openssl(
            "x509", "-req", "-in", "tsa.csr", "-CA", "root.pem", "-CAkey", "root.key", "-set_serial", "2", "-days", "20",
            "-extfile", "tsa.cnf", "-extensions", "leaf", "-out", "tsa.pem")
        self.root = folder / "root.pem"
        authority = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                authority.asked.append((dict(self.headers), body))
                status, kind, answer = authority.answer(body)
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                try:
                    self.wfile.write(answer)
                except OSError:
                    pass

            def log_message(self, *words):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.lock = threading.Lock()
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.origin = f"http://127.0.0.1:{self.server.server_port}"
        self.url = self.origin + "/tsr"

    def openssl(self, *words):
        subprocess.run(["openssl", *words], cwd=self.folder, check=True, capture_output=True)

    def reply(self, request):
        with self.lock:
            (self.folder / "query").write_bytes(request)
            self.openssl("ts", "-reply", "-config", "tsa.cnf", "-queryfile", "query", "-out", "reply")
            return (self.folder / "reply").read_bytes()

    def answer(self, request):
        kind = "application/timestamp-reply"
        match self.fault:
            case "refuses": return 200, kind, self.reply(b"this is no request")
            case "garbage": return 200, kind, b"\x30\x82\x01\x00 not a time stamp"
            case "page": return 200, "text/html", b"<html>welcome</html>"
            case "status": return 503, "text/plain", b"later"
            case "slow":
                time.sleep(4)
                return 200, kind, self.reply(request)
            case "nonce":
                at = request.index(b"\x02", 50)
                return 200, kind, self.reply(request[:at + 3] + bytes([request[at + 3] ^ 1]) + request[at + 4:])
            case "imprint":
                at = request.index(b"\x04\x20") + 2
                return 200, kind, self.reply(request[:at] + bytes([request[at] ^ 1]) + request[at + 1:])
        return 200, kind, self.reply(request)

    def setting(self, **more):
        return {"url": self.url, "roots": str(self.root), **more}

    def close(self):
        self.server.shutdown()
        self.server.server_close()
