package import ExhibitJSON

extension TaskOrder {
    /// Raised when a reader of this version could misread what is written.
    private static let version = 1

    /// Canonical JSON (RFC 8785): what is stored, and what a commitment is of.
    ///
    /// What says nothing is left out.
    package var bytes: [UInt8] {
        get throws(JSONError) {
            var order: JSONObject = [
                "v": .int(Self.version), "command": .string(command),
                "arguments": .array(arguments.map(JSONValue.string)),
            ]
            order["folder"] = folder.map(JSONValue.string)
            order["name"] = name.map(JSONValue.string)
            order["key"] = key.map(JSONValue.string)
            if priority != 0 { order["priority"] = .int(priority) }
            if !after.isEmpty { order["after"] = .array(after.map(JSONValue.string)) }
            order["place"] = place.map { ["line": .int($0.line), "column": .int($0.column)] }
            return try CanonicalJSON.bytes(.object(order))
        }
    }

    /// Reads what ``bytes`` wrote.
    ///
    /// - Returns: nil for an order of another version, or of another shape: it is no order that this program can obey.
    /// - Throws: for bytes that are no canonical JSON.
    package init?(reading bytes: [UInt8]) throws(JSONError) {
        guard let order = try CanonicalJSON.read(bytes).object, order["v"]?.int == Self.version,
            let command = order["command"]?.string, let arguments = order["arguments"]?.strings
        else { return nil }
        self.init(
            command: command,
            arguments: arguments,
            folder: order["folder"]?.string,
            name: order["name"]?.string,
            key: order["key"]?.string,
            priority: order["priority"]?.int ?? 0,
            after: order["after"]?.strings ?? []
        )
        if let line = order["place"]?["line"]?.int, let column = order["place"]?["column"]?.int {
            place = ManifestPlace(line: line, column: column)
        }
        // What was passed over, or of another type, is missing when it is written again.
        guard try self.bytes == bytes else { return nil }
    }
}

extension JSONValue {
    /// Nil unless it is an array of strings.
    fileprivate var strings: [String]? {
        guard let array else { return nil }
        let texts = array.compactMap(\.string)
        return texts.count == array.count ? texts : nil
    }
}
