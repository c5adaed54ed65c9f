extension JSONReader {
    /// Where `pointer` stands in bytes that ``read(_:_:)`` takes: the key of a member, or the start of an element.
    ///
    /// For errors about the meaning of what was read. Nil when there is no such place.
    package static func position(of pointer: JSONPointer, in bytes: [UInt8]) -> (line: Int, column: Int)? {
        offset(of: pointer, in: bytes).map { SourcePosition.of($0, in: bytes) }
    }

    /// The same place as the count of bytes before it.
    package static func offset(of pointer: JSONPointer, in bytes: [UInt8]) -> Int? {
        var scanner = JSONScanner(bytes, .reply, tolerant: true)
        do throws(ReadingFault) {
            scanner.skipSpace()
            var place = scanner.index
            for token in pointer.tokens {
                guard let next = try scanner.descend(to: token) else { return nil }
                place = next
            }
            return place
        } catch {
            return nil
        }
    }

    /// The bytes of each element of the array that `pointer` names; nil when there is no such array.
    package static func elements(of pointer: JSONPointer, in bytes: [UInt8]) -> [Range<Int>]? {
        var scanner = JSONScanner(bytes, .reply, tolerant: true)
        do throws(ReadingFault) {
            scanner.skipSpace()
            for token in pointer.tokens {
                guard try scanner.descend(to: token) != nil else { return nil }
            }
            return try scanner.elements()
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

    fileprivate mutating func elements() throws(ReadingFault) -> [Range<Int>]? {
        guard take(UInt8(ascii: "[")) else { return nil }
        skipSpace()
        var ranges: [Range<Int>] = []
        if take(UInt8(ascii: "]")) { return ranges }
        repeat {
            skipSpace()
            let start = index
            _ = try value(depth: 0)
            ranges.append(start..<index)
            skipSpace()
        } while take(UInt8(ascii: ","))
        return take(UInt8(ascii: "]")) ? ranges : nil
    }
}
