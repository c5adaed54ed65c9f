import ExhibitModel
import Glibc
import TestSupport
import Testing

@testable import ExhibitRun

@Suite struct DeliveryTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func delivery(_ exact: String? = nil, overwrites: Bool = false, copies: Bool = true) -> Delivery {
        Delivery(
            folder: scratch.path + "/out",
            stem: "cat-x",
            exactPath: exact.map { "\(scratch.path)/\($0)" },
            overwrites: overwrites,
            copies: copies,
            runFolder: scratch.path + "/out/_runs/cat-x"
        )
    }

    @Test(arguments: [
        (String?.none, 1, 1, "out/cat-x.png"), (nil, 1, 3, "out/cat-x-1.png"), (nil, 3, 3, "out/cat-x-3.png"),
        ("a.jpg", 1, 1, "a.jpg"), ("a.jpg", 1, 2, "a.jpg"), ("a.jpg", 2, 2, "a-2.jpg"), ("a.b/c", 2, 2, "a.b/c-2"),
        (".png", 2, 2, ".png-2"), ("a.tar.gz", 2, 2, "a.tar-2.gz"),
    ])
    func `one output has no number, several have`(exact: String?, number: Int, count: Int, path: String) {
        let found = delivery(exact).path(number, of: count, extension: "png")
        #expect(found == "\(scratch.path)/\(path)")
    }

    @Test(arguments: [
        (String?.none, 1, 1, "out/cat-x-original.webp"), (nil, 2, 3, "out/cat-x-2-original.webp"),
        ("a.png", 1, 1, "a-original.webp"), ("a.png", 2, 2, "a-2-original.webp"),
        ("a.b/c", 1, 1, "a.b/c-original.webp"),
        (".png", 1, 1, ".png-original.webp"), ("a.tar.gz", 1, 1, "a.tar-original.webp"),
    ])
    func `the answer's own file stands beside what was made of it`(
        exact: String?,
        number: Int,
        count: Int,
        path: String
    ) {
        let found = delivery(exact).originalPath(number, of: count, extension: "webp")
        #expect(found == "\(scratch.path)/\(path)")
    }

    @Test func `a file that stands where an answer's own could go is found before anything is paid for`() throws {
        try RegularFile.write([1], toNew: scratch.path + "/a-2-original.jpg", mode: 0o644, durable: false)
        try delivery("a.png").check(count: 1, finishes: true)
        try delivery("a.png").check(count: 2)
        try delivery("a.png", overwrites: true).check(count: 2, finishes: true)
        #expect {
            try delivery("a.png").check(count: 2, finishes: true)
        } throws: { error in
            (error as? Report)?.code == .outputExists
                && (error as? Report)?.message.contains("a-2-original.jpg") == true
        }
    }

    @Test func `folders are made before anything is paid for`() throws {
        try delivery("sub/a.png").check(count: 1)
        #expect(RegularFile.facts(scratch.path + "/sub")?.isFolder == true)
        #expect(RegularFile.facts(scratch.path + "/out/_runs/cat-x")?.isFolder == true)
    }

    private func code(_ delivery: Delivery, count: Int = 1) -> ErrorCode? {
        do throws(Report) {
            try delivery.check(count: count)
            return nil
        } catch {
            return error.code
        }
    }

    @Test func `what is there already is not overwritten, whichever picture it would be`() throws {
        try RegularFile.write([1], toNew: scratch.path + "/a-2.png", mode: 0o644, durable: false)
        #expect(code(delivery("a.png")) == nil)
        #expect(code(delivery("a.png"), count: 2) == .outputExists)
        #expect(code(delivery("a-2.png")) == .outputExists)
        #expect(code(delivery("a-2.png", overwrites: true)) == nil)
        #expect(code(delivery("a-2.png", copies: false)) == nil)
    }

    @Test func `a file in place of a folder, and a folder in place of a file, are refused`() throws {
        try RegularFile.write([1], toNew: scratch.path + "/file", mode: 0o644, durable: false)
        #expect(code(delivery("file/a.png")) == .outputUnwritable)
        try RegularFile.makeFolder(scratch.path + "/folder")
        #expect(code(delivery("folder", overwrites: true)) == .outputExists)
    }

    @Test func `a delivered file is whole, and delivering it again is no conflict`() throws {
        let source = scratch.path + "/source"
        let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try RegularFile.write(bytes, toNew: source, mode: 0o400, durable: false)
        let path = scratch.path + "/a.png"
        try DeliveredFile.copy(source, to: path, overwrites: false)
        try DeliveredFile.copy(source, to: path, overwrites: false)
        #expect(try RegularFile.read(path) == bytes)
        #expect(RegularFile.names(in: scratch.path) == ["a.png", "source"])
        try RegularFile.replace(path, with: [1], durable: false)
        #expect(throws: FileFault("create", path, errno: EEXIST)) {
            try DeliveredFile.copy(source, to: path, overwrites: false)
        }
        #expect(try RegularFile.read(path) == [1])
        #expect(RegularFile.names(in: scratch.path) == ["a.png", "source"])
        try DeliveredFile.copy(source, to: path, overwrites: true)
        #expect(try RegularFile.read(path) == bytes)
    }
}
