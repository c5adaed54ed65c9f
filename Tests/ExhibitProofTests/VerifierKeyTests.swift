import ExhibitCrypto
import ExhibitModel
import ExhibitProof
import Testing

struct VerifierKeyTests {
    private static let text = "ledger.example/prod-01+ccf9bd4e+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"

    @Test func `the golden log's key comes from its seed`() throws {
        let key = try #require(Ed25519PrivateKey(seed: GoldenLog.logSeed))
        let verifier = VerifierKey(name: "ledger.example/prod-01", publicKey: key.publicKey)
        #expect(verifier.text == Self.text)
        #expect(try GoldenLog.shared.get().vkey == Self.text)
        #expect(VerifierKey(Self.text) == verifier)
    }

    @Test func `a witness key is read and written`() throws {
        let witness = try #require(VerifierKey(GoldenLog.witness))
        let seed = try #require(Ed25519PrivateKey(seed: Array(32..<64)))
        #expect(witness == VerifierKey(name: "reviewer.example/w1", publicKey: seed.publicKey, kind: .cosignature))
        #expect(witness.text == GoldenLog.witness)
    }

    @Test(arguments: [
        "",
        "ledger.example/prod-01",
        "ledger.example/prod-01+ccf9bd4e",
        "+ccf9bd4e+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
        "ledger.example/prod-02+ccf9bd4e+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
        "ledger.example/prod 01+ccf9bd4e+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
        "ledger.example/prod-01+ccf9bd4f+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
        "ledger.example/prod-01+CCF9BD4E+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
        "ledger.example/prod-01+0ccf9bd4e+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
        "ledger.example/prod-01+ccf9bd4e+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG",
        "ledger.example/prod-01+ccf9bd4e+AgOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
        "ledger.example/prod-01+ccf9bd4e+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4 ",
        "ledger.example/prod-01+ccf9bd4e+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4\n",
    ])
    func `what is not exactly a key is refused`(text: String) {
        #expect(VerifierKey(text) == nil)
    }
}
