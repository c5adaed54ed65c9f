import ExhibitCrypto
import ExhibitJSON
import ExhibitModel
import Testing

@testable import ExhibitProof

@Suite struct StatementTests {
    static let digest = SHA256.hash(Array("a picture".utf8))
    static let subject = InTotoStatement.Subject(name: "cat.png", sha256: digest)

    @Test func `a statement is canonical JSON, and reads back as itself`() throws {
        let statement = InTotoStatement([Self.subject], StatementName.verdict, ["verdict": "accepted", "a": 1])
        let bytes = try statement.bytes()
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == #"{"_type":"https://in-toto.io/Statement/v1","predicate":{"a":1,"verdict":"accepted"},"predicateType":"tag:exhibit.invalid,2026:verdict/v1","subject":[{"digest":{"sha256":"\#(Self.digest.hex)"},"name":"cat.png"}]}"#
        )
        #expect(InTotoStatement(parsing: bytes) == statement)
    }

    @Test(arguments: [
        "", "[]", "{}",
        #"{"_type":"https://in-toto.io/Statement/v0.1","subject":[{"digest":{"sha256":"DIGEST"}}],"predicateType":"p"}"#,
        #"{"_type":"https://in-toto.io/Statement/v1","subject":[],"predicateType":"p"}"#,
        #"{"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"sha1":"00"}}],"predicateType":"p"}"#,
        #"{"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"sha256":"00"}}],"predicateType":"p"}"#,
        #"{"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"sha256":"DIGEST"}}],"predicateType":""}"#,
        #"{"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"sha256":"DIGEST"}}],"predicateType":"p","predicateType":"q"}"#,
    ])
    func `what is no statement is none`(text: String) {
        #expect(InTotoStatement(parsing: Array(text.replacing("DIGEST", with: Self.digest.hex).utf8)) == nil)
    }

    @Test func `a stranger's statement may hold what ours never do`() throws {
        let text =
            #"{"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"sha256":"\#(Self.digest.hex)","sha1":"0"}}],"predicateType":"p","predicate":{"x":0.5,"y":null}}"#
        let statement = try #require(InTotoStatement(parsing: Array(text.utf8)))
        #expect(statement.subjects.map(\.sha256) == [Self.digest] && statement.subjects.first?.name == "")
    }

    @Test func `names are tags that nobody has to own a domain for`() {
        #expect(StatementName.generation == "tag:exhibit.invalid,2026:generation/v1")
        #expect(StatementName.generationProof == "tag:exhibit.invalid,2026:generation-proof/v1")
        #expect(StatementName.verdict == "tag:exhibit.invalid,2026:verdict/v1")
        #expect(StatementName.tool("1.4.0") == "tag:exhibit.invalid,2026:tool@1.4.0")
    }

    @Test func `provenance has the members of SLSA, and no more than is known`() {
        let predicate = SLSAProvenance(
            externalParameters: ["provider": "happy"],
            internalParameters: ["attempt": 1],
            dependencies: [.init(name: "input_images/0", sha256: "ab", mediaType: "image/png")],
            byproducts: [.init(name: "response", sha256: "cd")],
            toolVersion: "1.4.0",
            invocation: "RUN.1",
            startedOn: "2026-11-21T06:56:17.123Z",
            finishedOn: "2026-11-21T06:56:18.123Z"
        ).predicate
        #expect(predicate["buildDefinition"]?["buildType"]?.string == StatementName.generation)
        #expect(
            predicate["buildDefinition"]?["resolvedDependencies"] == [
                ["name": "input_images/0", "digest": ["sha256": "ab"], "mediaType": "image/png"]
            ]
        )
        #expect(predicate["runDetails"]?["byproducts"] == [["name": "response", "digest": ["sha256": "cd"]]])
        #expect(predicate["runDetails"]?["builder"]?["id"]?.string == "tag:exhibit.invalid,2026:tool@1.4.0")
    }

    @Test func `a verification result lists passes and the policies by digest`() {
        let predicate = SimpleVerificationResult(
            toolVersion: "1.4.0",
            policies: [.init(id: "sandbox", sha256: "ab")],
            timeCreated: "2026-11-21T06:56:17.123Z",
            properties: ["EV_GRADE_E1"]
        ).predicate
        #expect(
            predicate["verifier"]?["policies"] == [
                ["uri": "tag:exhibit.invalid,2026:policy/sandbox", "digest": ["sha256": "ab"]]
            ]
        )
        #expect(predicate["properties"] == ["EV_GRADE_E1"])
    }

    @Test func `an envelope around a statement is verified with the key that signed it, and no other`() throws {
        let key = P256PrivateKey.generate()
        var envelope = DSSEEnvelope(payload: try InTotoStatement([Self.subject], StatementName.verdict, [:]).bytes())
        envelope.sign(with: key)
        let read = try DSSEEnvelope(parsing: Array(envelope.line.utf8))
        #expect(try read.verified(by: [key.publicKey]) == [key.publicKey])
        #expect(InTotoStatement(parsing: read.payload)?.subjects == [Self.subject])
        #expect(throws: ProofError.unsigned) { try read.verified(by: [P256PrivateKey.generate().publicKey]) }
    }
}
