import ExhibitJSON

/// The events of an answer that came as a stream: an array of their data.
enum StreamEvents {
    /// Where the events of these types stand.
    static func places(in events: JSONValue, _ types: Set<String>) -> [Int] {
        (events.array ?? []).indices.filter { place in
            events[place]?["type"]?.string.map(types.contains) ?? false
        }
    }

    /// The first error that an event reports: a stream of status 200 can still fail.
    static func error(in events: JSONValue) -> ErrorBody? {
        (events.array ?? []).lazy.compactMap { event in
            if let error = event["error"] { return ErrorBody(["error": error]) }
            return event["type"]?.string == "error" ? ErrorBody(event) ?? ErrorBody(code: "error") : nil
        }.first
    }
}
