/// Redacts a text that comes in pieces: the result is that of the whole text, however it was cut.
///
/// Holds back as many bytes as a find may reach over, and keeps as many that went out, because a value is known by the
/// name before it. Time is linear: a byte is looked at twice at most for every four that come.
package struct RedactionStream: Sendable {
    private let redactor: Redactor
    private let reach: Int
    private let showingPaths: Bool
    /// Bytes that went out already, then bytes that did not.
    private var buffer: [UInt8] = []
    private var sent = 0
    private var rules: [String: Int] = [:]

    init(_ redactor: Redactor, showingPaths: Bool) {
        self.redactor = redactor
        self.showingPaths = showingPaths
        reach = redactor.reach
    }

    /// What was taken out of the bytes that went out.
    package var counts: [RedactionCount] {
        rules.sorted { $0.key < $1.key }.map { RedactionCount(rule: $0.key, count: $0.value) }
    }

    /// What may go out now; often nothing.
    package mutating func push(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        let block = 4 * reach
        var place = 0
        while place < bytes.count {
            let end = min(bytes.count, place + block)
            buffer += bytes[place..<end]
            place = end
            if buffer.count - sent >= block { result += release(keeping: reach) }
        }
        return result
    }

    /// The rest.
    package mutating func finish() -> [UInt8] { release(keeping: 0) }

    private mutating func release(keeping held: Int) -> [UInt8] {
        let edits = redactor.edits(of: buffer, showingPaths: showingPaths)
        var cut = buffer.count - held
        if let crossing = edits.first(where: { $0.range.lowerBound < cut && $0.range.upperBound > cut }) {
            cut = crossing.range.upperBound
        }
        let due = edits.filter { $0.range.lowerBound >= sent && $0.range.upperBound <= cut }
        for rule in due.compactMap(\.rule) { rules[rule, default: 0] += 1 }
        let result = Edit.applying(due, to: buffer[sent..<cut])
        let forgotten = max(0, cut - reach)
        buffer.removeFirst(forgotten)
        sent = cut - forgotten
        return result
    }
}
