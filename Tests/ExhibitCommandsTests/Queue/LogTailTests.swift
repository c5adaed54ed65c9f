import Testing

@testable import ExhibitCommands

@Suite struct LogTailTests {
    @Test(arguments: [(0, ""), (3, "def"), (6, "abcdef"), (100, "abcdef")])
    func `a tail is the end, of so many bytes at most`(limit: Int, tail: String) {
        #expect(QueueShow.tail(Array("abcdef".utf8), limit) == tail)
    }

    @Test(arguments: 0...12)
    func `a tail begins with a whole character`(limit: Int) {
        let text = "a猫é🐈b"
        let tail = QueueShow.tail(Array(text.utf8), limit)
        #expect(text.hasSuffix(tail))
        #expect(tail.utf8.count <= limit)
        // No more is cut than a character has bytes.
        #expect(tail.utf8.count > min(limit, text.utf8.count) - 4)
    }
}
