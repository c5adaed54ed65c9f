import ExhibitCrypto
import ExhibitLedger
import ExhibitModel

/// Every private value that is kept is the one that its commitment was made for.
enum PrivateValueCheck {
    static func of(_ home: Home, _ environment: Environment) throws -> (count: Int, findings: [Finding]) {
        let reader = try AuditReader(home, environment)
        var count = 0
        var findings: [Finding] = []
        try reader.forEachPrivateValue { commitment, salt, value in
            count += 1
            let name = Hex.encode(commitment)
            guard salt.count == Commitment.saltLength, Commitment.hex(salt: salt, value: value) == name else {
                findings.append(
                    Finding(
                        .commitment,
                        "the private value behind \(name.prefix(16))… is not the one that was committed to"
                    )
                )
                return
            }
        }
        return (count, findings)
    }
}
