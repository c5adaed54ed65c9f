/// The JSON in a stream of server-sent events (WHATWG HTML, §9.2.5 and §9.2.6).
package enum EventStream {
    /// The JSON of each event's data, in the order of the stream.
    ///
    /// What is no JSON, such as `[DONE]`, is left out, and so is an event that the end of the stream cut off. Names and
    /// identifiers of events are not kept: providers repeat in the data what they say there.
    package static func values(_ bytes: [UInt8]) -> [JSONValue] { read(bytes).values }

    /// As ``values(_:)``; ambiguous when another reader could find other values: data behind `[DONE]`, where many stop,
    /// data that begins like JSON and is none, and repeated keys.
    package static func read(_ bytes: [UInt8]) -> (values: [JSONValue], isAmbiguous: Bool) {
        var values: [JSONValue] = []
        var isAmbiguous = false
        var isDone = false
        var scanner = EventScanner(bytes)
        while let data = scanner.nextData() {
            if data.starts(with: "[DONE]".utf8) {
                isDone = true
                continue
            }
            guard let read = try? JSONReader.readTolerant(data) else {  // what is no JSON is left out
                isAmbiguous = isAmbiguous || looksLikeJSON(data)
                continue
            }
            values.append(read.value)
            isAmbiguous = isAmbiguous || isDone || !read.ambiguities.isEmpty
        }
        return (values, isAmbiguous)
    }

    private static func looksLikeJSON(_ data: [UInt8]) -> Bool {
        let first = data.first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") && $0 != UInt8(ascii: "\n") }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    }
}
