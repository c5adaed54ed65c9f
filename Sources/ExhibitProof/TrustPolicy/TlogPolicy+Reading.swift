extension TlogPolicy {
    /// More than any file for people; the specification asks for 32 of each at least.
    private static let sizeLimit = 1 << 18

    /// Reads a file; names are octets, and only keys and numbers have to be text.
    package init(parsing bytes: [UInt8]) throws(TlogPolicyError) {
        guard bytes.count <= Self.sizeLimit else {
            throw TlogPolicyError(line: 0, reason: "has more than \(Self.sizeLimit) bytes")
        }
        var reader = TlogPolicyReader()
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() { try reader.take(line, number: index + 1) }
        guard let quorum = reader.quorum else { throw TlogPolicyError(line: 0, reason: "has no quorum line") }
        self.init(logs: reader.logs, witnesses: reader.witnesses, quorum: quorum)
    }
}
