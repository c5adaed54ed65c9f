import ExhibitModel

/// Reads a request's body from front to end, and from any earlier place again when curl has to repeat it.
struct UploadCursor {
    private let pieces: [HTTPRequestBody.Piece]
    let count: Int
    private var piece = 0
    private var offset = 0

    init(_ body: HTTPRequestBody) {
        if case .pieces(let pieces) = body {
            self.pieces = pieces.filter { $0.count > 0 }
        } else {
            pieces = []
        }
        count = body.count
    }

    /// Every file is regular and as long as it was said to be; checked before a connection is opened.
    func checkFiles() throws(FileFault) {
        for case .file(let path, let bytes) in pieces {
            guard let facts = RegularFile.facts(path) else { throw FileFault("open", path, errno: 2) }
            guard facts.isRegular, facts.bytes == Int64(bytes) else { throw FileFault("send", path, errno: 22) }
        }
    }

    /// Fills `room` as far as one piece goes; 0 at the end of the body only.
    mutating func read(into room: UnsafeMutableRawBufferPointer) throws(FileFault) -> Int {
        guard piece < pieces.count else { return 0 }
        let wanted = min(room.count, pieces[piece].count - offset)
        switch pieces[piece] {
        case .bytes(let bytes):
            unsafe bytes.withUnsafeBytes {
                unsafe room.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset..<offset + wanted]))
            }
        case .file(let path, _):
            let bytes = try RegularFile.read(path, at: offset, count: wanted)
            // Shorter than a moment ago: what was promised in Content-Length cannot be sent any more.
            guard bytes.count == wanted else { throw FileFault("send", path, errno: 5) }
            unsafe room.copyBytes(from: bytes)
        }
        advance(wanted)
        return wanted
    }

    private mutating func advance(_ step: Int) {
        offset += step
        guard offset == pieces[piece].count else { return }
        piece += 1
        offset = 0
    }

    /// Whether `position` lies in the body.
    mutating func seek(to position: Int) -> Bool {
        guard (0...count).contains(position) else { return false }
        var rest = position
        piece = 0
        while piece < pieces.count, rest >= pieces[piece].count {
            rest -= pieces[piece].count
            piece += 1
        }
        offset = rest
        return true
    }
}
