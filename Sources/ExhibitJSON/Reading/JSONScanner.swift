/// Reads one document, byte by byte, with the call stack as its only stack: ``JSONReader/depthLimit`` bounds it.
struct JSONScanner {
    /// Ambiguities told at most: a stranger's reply decides how many there are.
    static let ambiguityLimit = 100

    let bytes: [UInt8]
    let profile: JSONProfile
    let tolerant: Bool
    var index = 0
    private(set) var ambiguities: [ReadingFault] = []
    /// Whether everything read so far is spelled as ``CanonicalJSON`` writes it, numbers apart.
    var isCanonicalForm = true

    init(_ bytes: [UInt8], _ profile: JSONProfile, tolerant: Bool) {
        self.bytes = bytes
        self.profile = profile
        self.tolerant = tolerant
    }

    mutating func document() throws(ReadingFault) -> JSONValue {
        guard !bytes.starts(with: [0xEF, 0xBB, 0xBF]) else { throw ReadingFault(.byteOrderMark, at: 0) }
        let value = try value(depth: 0)
        skipSpace()
        if index < bytes.count { try tolerate(ReadingFault(.trailingBytes, at: index)) }
        return value
    }

    mutating func value(depth: Int) throws(ReadingFault) -> JSONValue {
        skipSpace()
        guard index < bytes.count else { throw unexpected() }
        switch bytes[index] {
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "{"): return .object(try object(depth: depth))
        case UInt8(ascii: "["): return .array(try array(depth: depth))
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: throw unexpected()
        }
    }

    private mutating func object(depth: Int) throws(ReadingFault) -> JSONObject {
        guard depth < JSONReader.depthLimit else { throw ReadingFault(.tooDeep, at: index) }
        index += 1
        skipSpace()
        if take(UInt8(ascii: "}")) { return JSONObject() }
        var collected = MemberCollector()
        repeat {
            skipSpace()
            let start = index
            guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { throw unexpected() }
            let key = try string()
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw unexpected() }
            if let last = collected.members.last, !last.key.precedesInUTF16(key) { isCanonicalForm = false }
            let repeated = collected.contains(key)
            if repeated { try tolerate(ReadingFault(.duplicateKey(key), at: start).leaving(key)) }
            let value = try value(of: key, depth: depth + 1)
            if !repeated { collected.append(key, value) }
            skipSpace()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else { throw unexpected() }
        return JSONObject(distinct: collected.members)
    }

    private mutating func array(depth: Int) throws(ReadingFault) -> [JSONValue] {
        guard depth < JSONReader.depthLimit else { throw ReadingFault(.tooDeep, at: index) }
        index += 1
        skipSpace()
        if take(UInt8(ascii: "]")) { return [] }
        var elements: [JSONValue] = []
        repeat {
            elements.append(try value(of: elements.count, depth: depth + 1))
            skipSpace()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { throw unexpected() }
        return elements
    }

    /// A value whose faults, thrown or tolerated, are told from one level up.
    private mutating func value(
        of token: some CustomStringConvertible,
        depth: Int
    ) throws(ReadingFault) -> JSONValue {
        let told = ambiguities.count
        do throws(ReadingFault) {
            let value = try value(depth: depth)
            for place in told..<ambiguities.count { ambiguities[place].leave(token.description) }
            return value
        } catch {
            throw error.leaving(token.description)
        }
    }

    private mutating func number() throws(ReadingFault) -> JSONNumber {
        let start = index
        guard let end = NumberGrammar.end(of: bytes, from: start) else { throw ReadingFault(.invalidNumber, at: start) }
        index = end
        let number = JSONNumber(matched: String(decoding: bytes[start..<end], as: UTF8.self))
        guard profile == .reply || number.isCanonical else { throw ReadingFault(.numberOutOfProfile, at: start) }
        return number
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(ReadingFault) -> JSONValue {
        for byte in word.description.utf8 {
            guard take(byte) else { throw unexpected() }
        }
        return value
    }

    private mutating func tolerate(_ fault: ReadingFault) throws(ReadingFault) {
        guard tolerant else { throw fault }
        if ambiguities.count < Self.ambiguityLimit { ambiguities.append(fault) }
    }

    mutating func take(_ byte: UInt8) -> Bool {
        guard index < bytes.count, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    func unexpected() -> ReadingFault {
        ReadingFault(index < bytes.count ? .unexpectedCharacter : .unexpectedEnd, at: index)
    }

    mutating func skipSpace() {
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x0A, 0x0D, 0x09:
                index += 1
                isCanonicalForm = false
            default: return
            }
        }
    }
}
