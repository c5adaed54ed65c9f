/// The one form of a value that is hashed: RFC 8785 for values without floats.
package enum CanonicalJSON {
    /// - Throws: `numberOutOfProfile` or `tooDeep`, with a pointer and no line: such a value could not be read back.
    package static func bytes(_ value: JSONValue) throws(JSONError) -> [UInt8] {
        var writer = CanonicalWriter()
        do throws(ReadingFault) {
            try writer.write(value, depth: 0)
            return writer.bytes
        } catch {
            throw error.unlocated
        }
    }

    /// Reads bytes that must be what ``bytes(_:)`` writes: anything else has more than one spelling, and another hash.
    ///
    /// - Throws: `notCanonical` at the first byte that differs, besides what ``JSONReader`` refuses.
    package static func read(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
        var scanner = JSONScanner(bytes, .canonical, tolerant: false)
        let value: JSONValue
        do throws(ReadingFault) {
            value = try scanner.document()
        } catch {
            throw error.located(in: bytes)
        }
        // In this profile a number has one spelling only.
        guard !scanner.isCanonicalForm else { return value }
        // Written again only to tell where the two part.
        let same = zip(try Self.bytes(value), bytes).prefix { $0 == $1 }
        let (line, column) = SourcePosition.of(same.count, in: bytes)
        throw JSONError(.notCanonical, line: line, column: column)
    }
}
