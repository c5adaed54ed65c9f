/// What a witness answered over HTTP, as the log reads it.
package enum WitnessAnswer: Hashable, Sendable {
    /// Lines that are yet to be verified; those of unknown keys are for the reader to pass over.
    case signed([NoteSignature])
    /// The witness stands at another size: ask again with a proof from there.
    case otherSize(Int64)
    case refused(status: Int)
    /// No answer of the protocol.
    case garbage(String)

    /// More than any witness has keys.
    private static let lineLimit = 16

    package init(status: Int, contentType: String?, body: [UInt8]) {
        let text = String(validating: body, as: UTF8.self) ?? ""
        let type = contentType?.split(separator: ";").first.map { $0.filter { $0 != " " }.lowercased() }
        switch status {
        case 200: self = Self.lines(text)
        case 409 where type == WitnessRefusal.sizeType:
            guard text.last == "\n", let size = DecimalCount.parse(text.dropLast()) else {
                self = .garbage("its answer 409 has no size")
                return
            }
            self = .otherSize(size)
        default: self = .refused(status: status)
        }
    }

    private static func lines(_ text: String) -> WitnessAnswer {
        guard text.last == "\n" else { return .garbage("its answer does not end in a line of a signature") }
        let lines = text.dropLast().split(separator: "\n", omittingEmptySubsequences: false)
        let signatures = lines.prefix(lineLimit).compactMap { NoteSignature(parsing: $0) }
        guard signatures.count == lines.count else { return .garbage("its answer is no list of signatures") }
        return .signed(signatures)
    }
}
