import Glibc
import TestSupport
import Testing

@testable import ExhibitModel

@Suite struct RegularFileTreeTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func write(_ bytes: [UInt8], _ name: String) throws -> String {
        let path = "\(scratch.path)/\(name)"
        try RegularFile.write(bytes, toNew: path, mode: 0o600, durable: false)
        return path
    }

    @Test(arguments: [0, 1, 1 << 20, (1 << 20) + 1, 3 << 20])
    func `a copy has every byte and the mode that was asked for, and each piece was seen`(count: Int) throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let (source, target) = (try write(bytes, "source"), scratch.path + "/target")
        var seen: [UInt8] = []
        try RegularFile.copy(source, toNew: target, mode: 0o400) { seen += $0 }
        #expect(try RegularFile.read(target) == bytes)
        #expect(seen == bytes)
        #expect(RegularFile.facts(target)?.mode == 0o400)
    }

    @Test func `a copy overwrites nothing, and a failed one leaves nothing`() throws {
        let (source, other) = (try write([1], "source"), try write([2], "other"))
        #expect(throws: FileFault("create", other, errno: EEXIST)) {
            try RegularFile.copy(source, toNew: other, mode: 0o600)
        }
        #expect(try RegularFile.read(other) == [2])
        let target = scratch.path + "/target"
        #expect(throws: FileFault.self) { try RegularFile.copy(scratch.path + "/none", toNew: target, mode: 0o600) }
        #expect(!RegularFile.exists(target))
    }

    @Test func `a tree goes with its links, and what they lead to stays`() throws {
        let kept = try write([1], "kept")
        let tree = scratch.path + "/tree"
        try RegularFile.makeFolder(tree + "/deep/deeper")
        try RegularFile.write([2], toNew: tree + "/deep/file", mode: 0o600, durable: false)
        #expect(unsafe symlink(kept, tree + "/link") == 0)
        #expect(unsafe symlink(scratch.path, tree + "/up") == 0)
        try RegularFile.removeTree(tree)
        #expect(!RegularFile.exists(tree))
        #expect(try RegularFile.read(kept) == [1])
    }

    @Test func `the real path is without links and dots`() throws {
        let file = try write([], "file")
        #expect(unsafe symlink(file, scratch.path + "/link") == 0)
        #expect(RegularFile.realPath(scratch.path + "/./link") == RegularFile.realPath(file))
        #expect(RegularFile.realPath(file)?.hasSuffix("/file") == true)
        #expect(RegularFile.realPath(scratch.path + "/none") == nil)
    }

    @Test func `the facts are of the file that was read`() throws {
        let file = try write([1, 2, 3], "file")
        let (bytes, facts) = try RegularFile.readWithFacts(file)
        #expect(bytes == [1, 2, 3])
        #expect(facts == RegularFile.facts(file))
        #expect(facts.owner == CurrentUser.id)
    }
}
