extension JSONReader {
    /// Where `pointer` stands in bytes that ``read(_:_:)`` takes: the key of a member, or the start of an element.
    ///
    /// For errors about the meaning of what was read. Nil when there is no such place.
    package static func position(of pointer: JSONPointer, in bytes: [UInt8]) -> (line: Int, column: Int)? {
        var scanner = JSONScanner(bytes, .reply, tolerant: true)
        do throws(ReadingFault) {
            scanner.skipSpace()
            var place = scanner.index
            for token in pointer.tokens {
                guard let next = try scanner.descend(to: token) else { return nil }
                place = next
            }
            return SourcePosition.of(place, in: bytes)
        } catch {
            return nil
        }
    }
}

extension JSONScanner {
    /// Goes to the value that `token` names in the value that is next, and returns the place of its key or of itself.
    fileprivate mutating func descend(to token: String) throws(ReadingFault) -> Int? {
        if take(UInt8(ascii: "{")) { return try descend(toMember: token) }
        if take(UInt8(ascii: "[")) { return try descend(toElement: token) }
        return nil
    }

    private mutating func descend(toMember token: String) throws(ReadingFault) -> Int? {
        repeat {
            skipSpace()
            let place = index
            guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { return nil }
            let key = try string()
            skipSpace()
            guard take(UInt8(ascii: ":")) else { return nil }
            skipSpace()
            if key.hasSameBytes(as: token) { return place }
            _ = try value(depth: 0)
            skipSpace()
        } while take(UInt8(ascii: ","))
        return nil
    }

    private mutating func descend(toElement token: String) throws(ReadingFault) -> Int? {
        var count = 0
        repeat {
            skipSpace()
            guard index < bytes.count, bytes[index] != UInt8(ascii: "]") else { return nil }
            if String(count).hasSameBytes(as: token) { return index }
            _ = try value(depth: 0)
            count += 1
            skipSpace()
        } while take(UInt8(ascii: ","))
        return nil
    }
}
