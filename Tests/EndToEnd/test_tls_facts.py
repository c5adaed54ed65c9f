"""What is recorded of a connection (parity K6, evidence.md §5.1), against real TLS servers with openssl's certificates."""

import hashlib
import json
import ssl
import subprocess

import pytest
from loopback import pictures


class Authority:
    """An authority that openssl made, and what it signs."""

    def __init__(self, folder, name="Test Authority"):
        self.folder = folder
        folder.mkdir()
        self.certificate, self.key = folder / "ca.pem", folder / "ca.key"
        self.openssl("req", "-x509", *self.fresh(self.key), "-out", self.certificate, "-days", "30", "-subj", f"/O=Tests/CN={name}")

    def openssl(self, *words):
        return subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True).stdout

    def fresh(self, path):
        return ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", path]

    def issue(self, name="IP:127.0.0.1", subject="api.example.com", begin=None, end=None):
        """The chain's file and the key of a server."""
        key, request, leaf = (self.folder / f"leaf.{kind}" for kind in ("key", "csr", "pem"))
        self.openssl("req", *self.fresh(key), "-out", request, "-subj", f"/O=Media/CN={subject}")
        database = self.folder / "index.txt"
        database.write_text("")
        config = self.folder / "ca.cnf"
        config.write_text(
            "[ca]\ndefault_ca=a\n[a]\ndatabase=%s\nrand_serial=yes\nnew_certs_dir=%s\ndefault_md=sha256\npolicy=p\n"
            "x509_extensions=e\nunique_subject=no\n[p]\norganizationName=optional\ncommonName=supplied\n"
            "[e]\nsubjectAltName=%s\nbasicConstraints=critical,CA:false\n" % (database, self.folder, name))
        dates = ["-startdate", begin, "-enddate", end] if begin else ["-days", "10"]
        self.openssl("ca", "-batch", "-notext", "-config", config, "-cert", self.certificate, "-keyfile", self.key, "-in",
                     request, "-out", leaf, *dates)
        chain = self.folder / "chain.pem"
        chain.write_text(leaf.read_text() + self.certificate.read_text())
        self.leaf = leaf
        return chain, key

    def der(self, path):
        return self.openssl("x509", "-in", path, "-outform", "DER")


@pytest.fixture
def authority(exhibit):
    return Authority(exhibit.folder / "authority")


@pytest.fixture
def serve(exhibit, authority, loopback):
    """A provider behind TLS; `ca` is what the configuration trusts."""

    def make(ca="own", version=None, **certificate):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*authority.issue(**certificate))
        if version:
            context.maximum_version = version
        server = loopback(pictures(), context=context)
        more = {"request": {"tls": {"ca": str(authority.certificate)}}} if ca == "own" else {}
        exhibit.configure(server.url, **more)
        return server

    return make


def transport(exhibit):
    return [entry["body"]["transport"] for entry in exhibit.entries("response.received")][-1]


def test_a_good_chain_by_an_authority_of_our_own(exhibit, authority, serve):
    serve()
    made = exhibit.generate("--task-name", "tls")
    assert made.status == 0, made
    found = transport(exhibit)
    assert found["scheme"] == "https" and found["tls_verified"] is True and found["custom_ca"] is True
    assert found["tls_version"] == "TLSv1.3" and found["proxy"] is False
    assert (found["peer_address"], found["peer_scope"]) == ("127.0.0.1", "loopback")
    certificates = found["certificates"]
    assert certificates["sha256"] == [hashlib.sha256(authority.der(path)).hexdigest() for path in
                                      (authority.leaf, authority.certificate)]
    assert certificates["count"] == 2
    leaf = certificates["leaf"]
    assert "api.example.com" in leaf["subject"] and "Media" in leaf["subject"] and "Test Authority" in leaf["issuer"]
    said = authority.openssl("x509", "-in", authority.leaf, "-noout", "-startdate", "-enddate").decode()
    assert leaf["not_before"] in said and leaf["not_after"] in said and leaf["not_before"].endswith("GMT")
    assert exhibit.verify().status == 0


def test_every_attempt_has_a_connection_of_its_own(exhibit, serve):
    server = serve()
    for name in "ab":
        assert exhibit.generate("--task-name", name).status == 0
    assert server.connections == 2
    assert all(entry["body"]["transport"]["certificates"]["count"] == 2 for entry in exhibit.entries("response.received"))


def test_tls_1_2_is_recorded_as_such(exhibit, serve):
    serve(version=ssl.TLSVersion.TLSv1_2)
    assert exhibit.generate().status == 0
    assert transport(exhibit)["tls_version"] == "TLSv1.2"


@pytest.mark.parametrize("wrong", [
    {"ca": None}, {"name": "DNS:elsewhere.example"}, {"begin": "20200101000000Z", "end": "20200201000000Z"},
], ids=["unknown-authority", "wrong-name", "expired"])
def test_what_cannot_be_trusted_is_sent_nothing(exhibit, serve, wrong):
    server = serve(**wrong)
    made = exhibit.generate("--max-attempts", "3")
    assert made.status == 1 and made.error["code"] == "tls.untrusted" and made.error["billed"] == "no", made
    assert server.requests == [] and server.connections == 1, "nothing was sent, and nothing again"
    assert [entry["body"]["phase"] for entry in exhibit.entries("attempt.failed")] == ["not_left"]
    assert exhibit.verify().status == 0


def test_tls_1_3_can_be_asked_for(exhibit, serve):
    server = serve(version=ssl.TLSVersion.TLSv1_2)
    (exhibit.home).mkdir(exist_ok=True)
    (exhibit.home / "config.json").write_text(json.dumps({"providers": {"happy": {"require_tls13": True}}}))
    assert exhibit.generate("--max-attempts", "1").status != 0
    assert server.requests == []
