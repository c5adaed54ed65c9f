/// Cuts an event stream into its events' data, looking at each byte once.
struct EventScanner {
    private static let carriageReturn = UInt8(ascii: "\r")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let colon = UInt8(ascii: ":")

    private let bytes: [UInt8]
    private var index: Int

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// The next event's data, its lines joined by line feeds; nil when no whole event is left.
    mutating func nextData() -> [UInt8]? {
        var data: [UInt8]?
        while let line = nextLine() {
            if line.isEmpty, let data { return data }
            guard let value = dataValue(of: line) else { continue }
            if data == nil {
                data = Array(value)
            } else {
                data?.append(Self.lineFeed)
                data?.append(contentsOf: value)
            }
        }
        return nil
    }

    /// The next line without its end; nil where the stream ends before a line does.
    private mutating func nextLine() -> ArraySlice<UInt8>? {
        let start = index
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            guard byte == Self.carriageReturn || byte == Self.lineFeed else { continue }
            let line = bytes[start..<index - 1]
            if byte == Self.carriageReturn, index < bytes.count, bytes[index] == Self.lineFeed { index += 1 }
            return line
        }
        return nil
    }

    /// Nil for comments and for every other field.
    private func dataValue(of line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard line.starts(with: "data".utf8) else { return nil }
        let rest = line.dropFirst(4)
        guard let next = rest.first else { return rest }
        guard next == Self.colon else { return nil }
        let value = rest.dropFirst()
        return value.first == UInt8(ascii: " ") ? value.dropFirst() : value
    }
}
