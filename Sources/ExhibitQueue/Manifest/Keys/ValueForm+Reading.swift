import ExhibitJSON

extension ValueForm {
    /// The texts that a value stands for, in its own digits and letters; none for a switch that is off.
    func texts(of value: JSONValue) throws(ValueFault) -> [String] {
        switch self {
        case .text: return [try Self.text(value)]
        case .source: return [try Self.source(value)]
        case .label: return [try Self.label(value)]
        case .texts, .imageList: return try Self.each(value, Self.text)
        case .sources: return try Self.each(value, Self.source)
        case .headers: return try Self.each(value, Self.header)
        case .labels: return try Self.each(value, Self.label)
        case .integer: return [try Self.digits(value, isWhole: true)]
        case .number: return [try Self.digits(value, isWhole: false)]
        case .toggle: return try Self.truth(value) ? ["true"] : []
        case .inverseToggle: return try Self.truth(value) ? [] : ["false"]
        case .json: return [try Self.object(value)]
        case .variables: throw .form
        }
    }

    /// The words of a command line that say the same.
    func words(_ flag: String, _ value: JSONValue) throws(ValueFault) -> [String] {
        let texts = try texts(of: value)
        switch self {
        case .toggle, .inverseToggle: return texts.map { _ in "--" + flag }
        case .imageList where value.array != nil: return texts.map { "--image=" + $0 }
        default: return texts.map { "--\(flag)=\($0)" }
        }
    }

    private static func each(
        _ value: JSONValue,
        _ read: (JSONValue) throws(ValueFault) -> String
    ) throws(ValueFault) -> [String] {
        guard let elements = value.array else { return [try read(value)] }
        var texts: [String] = []
        for element in elements {
            guard element != "" else { throw .form }
            texts.append(try read(element))
        }
        return texts
    }

    private static func text(_ value: JSONValue) throws(ValueFault) -> String {
        guard let text = value.string else { throw .form }
        guard !text.utf8.contains(0) else { throw .nul }
        return text
    }

    private static func source(_ value: JSONValue) throws(ValueFault) -> String {
        let text = try text(value)
        guard text != "-" else { throw .standardInput }
        return text
    }

    private static func label(_ value: JSONValue) throws(ValueFault) -> String {
        if let number = value.number { return number.text }
        return try text(value)
    }

    private static func header(_ value: JSONValue) throws(ValueFault) -> String {
        let text = try text(value)
        let value = text.drop { $0 != ":" }.dropFirst()
        guard let last = value.split(separator: " ").last, last.hasPrefix("env:") else { throw .openHeader }
        return text
    }

    private static func digits(_ value: JSONValue, isWhole: Bool) throws(ValueFault) -> String {
        guard let text = value.number?.text ?? value.string, JSONNumber(text: text) != nil else { throw .form }
        guard !isWhole || text.utf8.allSatisfy({ $0 != UInt8(ascii: ".") && $0 | 0x20 != UInt8(ascii: "e") }) else {
            throw .form
        }
        return text
    }

    /// The words too: a cell of CSV and a template have no other way.
    private static func truth(_ value: JSONValue) throws(ValueFault) -> Bool {
        if let truth = value.bool { return truth }
        switch value.string?.lowercased() {
        case "true", "yes", "1": return true
        case "false", "no", "0": return false
        default: throw .form
        }
    }

    private static func object(_ value: JSONValue) throws(ValueFault) -> String {
        if value.object != nil { return JSONText.compact(value) }
        let text = try text(value)
        if text.hasPrefix("@") { return text }
        let read: JSONValue
        do throws(JSONError) {
            read = try JSONReader.read(Array(text.utf8), .reply)
        } catch {
            throw .json(error.message)
        }
        guard read.object != nil else { throw .form }
        return JSONText.compact(read)
    }
}
