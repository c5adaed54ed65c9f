"""A bundle's statements, in the hands of securesystemslib and in-toto's own library."""

import base64
import json

import pytest
from google.protobuf.json_format import ParseDict, ParseError
from in_toto_attestation.predicates.provenance.v1.provenance_pb2 import Provenance
from in_toto_attestation.v1 import statement_pb2
from in_toto_attestation.v1.statement import Statement
from securesystemslib.dsse import Envelope
from securesystemslib.exceptions import VerificationError
from securesystemslib.signer import SSlibKey


@pytest.fixture
def bundle(happy):
    assert happy.generate("--policy", "sandbox").status == 0
    found = happy("audit", "export", "--out", "bundle", "--json")
    assert found.status == 0, found
    return happy.work / "bundle"


@pytest.fixture
def key(bundle):
    keyid = json.loads((bundle / "index.json").read_text())["attestations"]["keyid"]
    pem = (bundle / "keys" / "statement.pem").read_text()
    return SSlibKey(keyid, "ecdsa", "ecdsa-sha2-nistp256", {"public": pem})


@pytest.fixture
def lines(bundle):
    path, = bundle.rglob("*.intoto.jsonl")
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_securesystemslib_accepts_every_envelope(lines, key):
    assert len(lines) == 4
    for line in lines:
        envelope = Envelope.from_dict(json.loads(json.dumps(line)))
        assert set(envelope.verify([key], 1)) == {key.keyid}
        assert envelope.payload == base64.b64decode(line["payload"])


def test_securesystemslib_refuses_what_was_changed(lines, key):
    for line in lines:
        changed = json.loads(json.dumps(line))
        payload = json.loads(base64.b64decode(line["payload"]))
        payload["subject"][0]["digest"]["sha256"] = "0" * 64
        changed["payload"] = base64.b64encode(json.dumps(payload).encode()).decode()
        with pytest.raises(VerificationError):
            Envelope.from_dict(changed).verify([key], 1)


def test_in_toto_takes_every_statement(bundle, lines):
    picture, = (bundle / "artifacts").glob("*.png")
    for line in lines:
        read = ParseDict(json.loads(base64.b64decode(line["payload"])), statement_pb2.Statement())
        statement = Statement.copy_from_pb(read)
        statement.validate()
        assert [(item.name, dict(item.digest)) for item in statement.pb.subject] == [(picture.name, {"sha256": picture.stem})]


def test_in_totos_own_predicate_is_read(lines):
    """SLSA provenance as the library's schema has it: a member that it does not know would be refused."""
    provenance, = [
        item["predicate"] for item in (json.loads(base64.b64decode(line["payload"])) for line in lines)
        if item["predicateType"] == "https://slsa.dev/provenance/v1"]
    read = ParseDict(provenance, Provenance())
    assert read.build_definition.build_type == "tag:exhibit.invalid,2026:generation/v1"
    assert read.run_details.metadata.started_on.seconds > 0 and len(read.run_details.byproducts) == 3
    with pytest.raises(ParseError):
        ParseDict({**provenance, "grade": "E1"}, Provenance())
