import ExhibitModel
import FoundationEssentials
import Synchronization
import Testing

@testable import ExhibitMedia

struct ByteSourceTests {
    @Test(arguments: [(0, 4, [1, 2, 3, 4]), (3, 9, [4, 5]), (5, 1, []), (9, 1, []), (-1, 2, []), (0, 0, [])])
    func `reading gives what lies there`(offset: Int, count: Int, expected: [UInt8]) throws {
        #expect(try ByteSource(bytes: [1, 2, 3, 4, 5]).read(offset, count) == expected)
    }

    @Test func `a long file is read in small pieces, each once`() throws {
        let bytes = Sample.png(data: [UInt8](repeating: 7, count: 3_000_000))
        let reads = Mutex<[Int]>([])
        let memory = ByteSource(bytes: bytes)
        let source = ByteSource(count: bytes.count) { offset, count throws(FileFault) in
            reads.withLock { $0.append(count) }
            return try memory.read(offset, count)
        }
        let facts = try #require(try MediaProbe.probe(source))
        #expect(facts.complete)
        let sizes = reads.withLock { $0 }
        #expect(sizes.allSatisfy { $0 <= ByteWindow.size })
        #expect(sizes.reduce(0, +) <= bytes.count + 4 * ByteWindow.size)
    }

    @Test func `a file is probed where it lies`() throws {
        let path = FileManager.default.temporaryDirectory.path + "/exhibit-media-\(UInt64.random(in: 0 ... .max)).png"
        try RegularFile.write(Sample.markedPNG, toNew: path, mode: 0o600, durable: false)
        let facts = try MediaProbe.probe(ByteSource(path: path))
        try RegularFile.remove(path)
        #expect(facts == (try MediaProbe.probe(ByteSource(bytes: Sample.markedPNG))))
        #expect(facts?.simulated == true)
    }

    @Test func `a file that cannot be read throws its fault`() {
        let source = ByteSource(count: 100) { _, _ throws(FileFault) in throw FileFault("read", "x", errno: 5) }
        #expect(throws: FileFault("read", "x", errno: 5)) { try MediaProbe.probe(source) }
    }
}
