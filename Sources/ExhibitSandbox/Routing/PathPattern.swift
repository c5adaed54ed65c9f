/// Which paths a route takes: `/jobs/{}/result`, with `*` in front for any prefix and `**` at the end for any rest.
struct PathPattern: Sendable {
    private let segments: [Substring]
    private let anyPrefix: Bool
    private let anyRest: Bool

    init(_ text: String) {
        var segments = text.split(separator: "/")
        anyPrefix = segments.first == "*"
        if anyPrefix { segments.removeFirst() }
        anyRest = segments.last == "**"
        if anyRest { segments.removeLast() }
        self.segments = segments
    }

    /// What stands for each `{}`, then for `**`; nil when the path is another one.
    func match(_ path: String) -> [String]? {
        var parts = path.split(separator: "/")
        if anyPrefix { parts = parts.suffix(segments.count) }
        guard anyRest ? parts.count > segments.count : parts.count == segments.count else { return nil }
        var found: [String] = []
        for (segment, part) in zip(segments, parts) {
            if segment == "{}" { found.append(String(part)) } else if segment != part { return nil }
        }
        if anyRest { found.append(parts[segments.count...].joined(separator: "/")) }
        return found
    }
}
