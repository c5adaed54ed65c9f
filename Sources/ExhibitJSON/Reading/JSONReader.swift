/// The one reader of JSON that feeds facts, policies and evidence: RFC 8259 without the freedoms it leaves open.
///
/// Duplicate keys, trailing bytes, bad UTF-8, lone surrogates, a byte order mark and more than ``depthLimit`` levels are
/// errors, so that no two readers can see different values in the same bytes.
package enum JSONReader {
    /// Arrays and objects inside one another.
    package static let depthLimit = 64

    package static func read(_ bytes: [UInt8], _ profile: JSONProfile) throws(JSONError) -> JSONValue {
        var scanner = JSONScanner(bytes, profile, tolerant: false)
        do throws(ReadingFault) {
            return try scanner.document()
        } catch {
            throw error.located(in: bytes)
        }
    }

    /// Reads a reply that has been paid for: of duplicate keys the first is kept, bytes after the value are left alone,
    /// and both are told, at most ``JSONScanner/ambiguityLimit`` times.
    package static func readTolerant(
        _ bytes: [UInt8]
    ) throws(JSONError) -> (value: JSONValue, ambiguities: [JSONError]) {
        var scanner = JSONScanner(bytes, .reply, tolerant: true)
        do throws(ReadingFault) {
            let value = try scanner.document()
            return (value, scanner.ambiguities.map { $0.located(in: bytes) })
        } catch {
            throw error.located(in: bytes)
        }
    }
}
