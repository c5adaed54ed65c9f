import Glibc
import TestSupport
import Testing

@testable import ExhibitModel

@Suite struct RegularFileTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func fault(_ body: () throws(FileFault) -> Void) -> Int32? {
        do throws(FileFault) {
            try body()
            return nil
        } catch {
            return error.errno
        }
    }

    @Test func `a FIFO is refused at once, not waited for`() {
        let path = scratch.path + "/pipe"
        #expect(unsafe mkfifo(path, 0o600) == 0)
        #expect(fault { () throws(FileFault) in _ = try RegularFile.read(path) } == EINVAL)
    }

    @Test func `a folder, a missing file and too much of one are told apart`() throws {
        #expect(fault { () throws(FileFault) in _ = try RegularFile.read(scratch.path) } == EISDIR)
        #expect(fault { () throws(FileFault) in _ = try RegularFile.read(scratch.path + "/none") } == ENOENT)
        let path = scratch.path + "/ten"
        try RegularFile.write(Array(repeating: 1, count: 10), toNew: path, mode: 0o600, durable: false)
        #expect(fault { () throws(FileFault) in _ = try RegularFile.read(path, limit: 9) } == EFBIG)
        #expect(try RegularFile.read(path, limit: 10).count == 10)
        #expect(FileFault("read", path, errno: EFBIG).report.code == .fileFailed)
        #expect(FileFault("write", path, errno: EFBIG).report.code == .diskFull)
    }

    @Test func `a replacement is whole, keeps its mode, and leaves nothing beside it`() throws {
        let path = scratch.path + "/file"
        try RegularFile.replace(path, with: [1, 2, 3], mode: 0o600, durable: true)
        // What a crash left behind under the same process number.
        try RegularFile.write([9], toNew: "\(path).\(getpid()).tmp", mode: 0o600, durable: false)
        try RegularFile.replace(path, with: [4, 5], mode: 0o600, durable: false)
        #expect(try RegularFile.read(path) == [4, 5])
        #expect(RegularFile.facts(path)?.mode == 0o600)
        #expect(RegularFile.names(in: scratch.path) == ["file"])
    }

    @Test func `a failed replacement leaves the old file`() throws {
        let path = scratch.path + "/folder"
        try RegularFile.makeFolder(path)
        #expect(fault { () throws(FileFault) in try RegularFile.replace(path, with: [1], durable: false) } == EISDIR)
        #expect(RegularFile.names(in: scratch.path) == ["folder"])
    }

    @Test func `a new file must be new`() throws {
        let path = scratch.path + "/once"
        try RegularFile.write([1], toNew: path, mode: 0o600, durable: false)
        let second = fault { () throws(FileFault) in
            try RegularFile.write([2], toNew: path, mode: 0o600, durable: false)
        }
        #expect(second == EEXIST)
        #expect(try RegularFile.read(path) == [1])
    }

    @Test func `lines are added at the end`() throws {
        let path = scratch.path + "/log"
        try RegularFile.append("one", to: path)
        try RegularFile.append("two", to: path)
        #expect(try RegularFile.read(path) == Array("one\ntwo\n".utf8))
    }

    @Test func `a part of a file ends where the file does`() throws {
        let path = scratch.path + "/part"
        try RegularFile.write([0, 1, 2, 3], toNew: path, mode: 0o600, durable: false)
        #expect(try RegularFile.read(path, at: 1, count: 2) == [1, 2])
        #expect(try RegularFile.read(path, at: 3, count: 9) == [3])
        #expect(try RegularFile.read(path, at: 4, count: 9) == [])
    }

    @Test func `paths are taken apart like dirname and basename`() {
        #expect(RegularFile.folder(of: "/a/b") == "/a")
        #expect(RegularFile.folder(of: "/a") == "/")
        #expect(RegularFile.folder(of: "a") == ".")
        #expect(RegularFile.name(of: "/a/b.png") == "b.png")
        #expect(RegularFile.name(of: "b.png") == "b.png")
    }
}
