/// Builds the bytes of ``CanonicalJSON``.
struct CanonicalWriter {
    private(set) var bytes: [UInt8] = []

    init() { bytes.reserveCapacity(1024) }

    mutating func write(_ value: JSONValue, depth: Int) throws(ReadingFault) {
        switch value {
        case .null: append("null")
        case .bool(let value): append(value ? "true" : "false")
        case .number(let number):
            guard number.isCanonical else { throw ReadingFault(.numberOutOfProfile, at: 0) }
            append(number.text)
        case .string(let text): StringEscaping.appendQuoted(text, to: &bytes)
        case .array(let elements): try write(elements, depth: depth)
        case .object(let object): try write(object, depth: depth)
        }
    }

    private mutating func write(_ elements: [JSONValue], depth: Int) throws(ReadingFault) {
        guard depth < JSONReader.depthLimit else { throw ReadingFault(.tooDeep, at: 0) }
        bytes.append(UInt8(ascii: "["))
        for (place, element) in elements.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            do throws(ReadingFault) {
                try write(element, depth: depth + 1)
            } catch {
                throw error.leaving(String(place))
            }
        }
        bytes.append(UInt8(ascii: "]"))
    }

    private mutating func write(_ object: JSONObject, depth: Int) throws(ReadingFault) {
        guard depth < JSONReader.depthLimit else { throw ReadingFault(.tooDeep, at: 0) }
        bytes.append(UInt8(ascii: "{"))
        var members = object.members
        // What was read back is sorted already; sorting it again would copy it.
        if !zip(members, members.dropFirst()).allSatisfy({ $0.key.precedesInUTF16($1.key) }) {
            members.sort { $0.key.precedesInUTF16($1.key) }
        }
        for (place, member) in members.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            StringEscaping.appendQuoted(member.key, to: &bytes)
            bytes.append(UInt8(ascii: ":"))
            do throws(ReadingFault) {
                try write(member.value, depth: depth + 1)
            } catch {
                throw error.leaving(member.key)
            }
        }
        bytes.append(UInt8(ascii: "}"))
    }

    private mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }
}
