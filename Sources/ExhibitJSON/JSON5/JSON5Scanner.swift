/// Reads one JSON5 document, scalar by scalar; configuration files are short.
struct JSON5Scanner {
    private let scalars: [Unicode.Scalar]
    private(set) var index = 0

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    /// The next scalar; nil at the end.
    var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    func next(after count: Int) -> Unicode.Scalar? {
        index + count < scalars.count ? scalars[index + count] : nil
    }

    mutating func skip(_ count: Int = 1) { index += count }

    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard next == scalar else { return false }
        index += 1
        return true
    }

    func text(from start: Int) -> String {
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars[start..<index])
        return text
    }

    func fault(_ kind: JSONError.Kind, at place: Int) -> ReadingFault {
        ReadingFault(kind, at: scalars[..<min(place, scalars.count)].reduce(0) { $0 + UTF8.width($1) })
    }

    func unexpected() -> ReadingFault {
        fault(next == nil ? .unexpectedEnd : .unexpectedCharacter, at: index)
    }

    mutating func document() throws(ReadingFault) -> JSONValue {
        let value = try value(depth: 0)
        try skipSpace()
        guard next == nil else { throw fault(.trailingBytes, at: index) }
        return value
    }

    private mutating func value(depth: Int) throws(ReadingFault) -> JSONValue {
        try skipSpace()
        guard let scalar = next else { throw unexpected() }
        switch scalar {
        case "{": return .object(try object(depth: depth))
        case "[": return .array(try array(depth: depth))
        case "\"", "'": return .string(try string())
        case "+", "-", ".", "0"..."9", "I", "N": return .number(try number())
        case "t": return try word("true", .bool(true))
        case "f": return try word("false", .bool(false))
        case "n": return try word("null", .null)
        default: throw unexpected()
        }
    }

    private mutating func object(depth: Int) throws(ReadingFault) -> JSONObject {
        guard depth < JSONReader.depthLimit else { throw fault(.tooDeep, at: index) }
        skip()
        var collected = MemberCollector()
        try skipSpace()
        while next != "}" {
            let start = index
            let key = next == "\"" || next == "'" ? try string() : try identifier()
            guard !collected.contains(key) else { throw fault(.duplicateKey(key), at: start).leaving(key) }
            try skipSpace()
            guard take(":") else { throw unexpected() }
            do throws(ReadingFault) {
                collected.append(key, try value(depth: depth + 1))
            } catch {
                throw error.leaving(key)
            }
            try skipSpace()
            guard take(",") else { break }
            try skipSpace()
        }
        guard take("}") else { throw unexpected() }
        return JSONObject(distinct: collected.members)
    }

    private mutating func array(depth: Int) throws(ReadingFault) -> [JSONValue] {
        guard depth < JSONReader.depthLimit else { throw fault(.tooDeep, at: index) }
        skip()
        var elements: [JSONValue] = []
        try skipSpace()
        while next != "]" {
            do throws(ReadingFault) {
                elements.append(try value(depth: depth + 1))
            } catch {
                throw error.leaving(String(elements.count))
            }
            try skipSpace()
            guard take(",") else { break }
            try skipSpace()
        }
        guard take("]") else { throw unexpected() }
        return elements
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws(ReadingFault) -> JSONValue {
        for scalar in word.unicodeScalars {
            guard take(scalar) else { throw unexpected() }
        }
        return value
    }
}
