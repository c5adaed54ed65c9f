import ExhibitModel
import Glibc
import Testing

@testable import ExhibitTransport

struct UploadCursorTests {
    private func body(_ seed: UInt64) -> [[UInt8]] {
        var state = seed &* 0x9e37_79b9_7f4a_7c15 | 1
        func next(_ bound: UInt64) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % bound)
        }
        return (0..<next(6)).map { _ in (0..<next(40)).map { _ in UInt8(next(256)) } }
    }

    private func readAll(_ cursor: inout UploadCursor, room: Int) throws -> [UInt8] {
        var all: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: room)
        while true {
            let count = try unsafe buffer.withUnsafeMutableBytes { try unsafe cursor.read(into: $0) }
            guard count > 0 else { return all }
            all += buffer[..<count]
        }
    }

    @Test(arguments: UInt64(0)..<60)
    func `pieces read as one, from the start and again from any place`(seed: UInt64) throws {
        let parts = body(seed)
        let whole = parts.flatMap { $0 }
        let folder = try TemporaryFolder()
        var pieces: [HTTPRequestBody.Piece] = []
        for (index, part) in parts.enumerated() {
            guard index % 2 == 1 else {
                pieces.append(.bytes(part))
                continue
            }
            let path = "\(folder.path)/\(index)"
            try RegularFile.write(part, toNew: path, mode: 0o600, durable: false)
            pieces.append(.file(path: path, bytes: part.count))
        }
        var cursor = UploadCursor(.pieces(pieces))
        #expect(cursor.count == whole.count)
        try cursor.checkFiles()
        let room = 1 + Int(seed % 13)
        #expect(try readAll(&cursor, room: room) == whole)
        for place in 0...whole.count {
            let found = cursor.seek(to: place)
            #expect(found)
            #expect(try readAll(&cursor, room: room) == Array(whole[place...]))
        }
        let beyond = cursor.seek(to: whole.count + 1)
        #expect(!beyond)
    }

    @Test func `a file that shrinks while it is sent is an error`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/file"
        try RegularFile.write([1, 2, 3], toNew: path, mode: 0o600, durable: false)
        var cursor = UploadCursor(.pieces([.file(path: path, bytes: 3)]))
        try cursor.checkFiles()
        unsafe truncate(path, 2)
        #expect(throws: FileFault("send", path, errno: EIO)) { try readAll(&cursor, room: 8) }
        #expect(throws: FileFault("send", path, errno: EINVAL)) { try cursor.checkFiles() }
    }
}
