import ExhibitModel

/// One run of base64, decoded into a file as it streams in.
struct Base64Run {
    private var grammar = Base64Grammar()
    private let file: HashedFile
    private var isPadded = true
    /// The values of a group that is not whole yet.
    private var group: UInt32 = 0
    private var held = 0
    /// The bytes as received since the last whole group, and how many of them end the group's last character.
    private var raw: [UInt8] = []
    private var rawCharacters = 0
    private var paddings = 0

    init(in folder: String) throws(FileFault) {
        file = try HashedFile(in: folder)
        raw.reserveCapacity(16)
    }

    var bytes: Int { file.count }

    /// Takes what belongs to the run from `start` on.
    ///
    /// - Returns: the place behind what was taken, and whether the run has ended there.
    mutating func take(_ bytes: [UInt8], from start: Int) throws(FileFault) -> (place: Int, hasEnded: Bool) {
        try unsafe bytes.viewed { bytes throws(FileFault) in try unsafe take(bytes, from: start) }
    }

    private mutating func take(
        _ text: UnsafeRawBufferPointer,
        from start: Int
    ) throws(FileFault) -> (place: Int, hasEnded: Bool) {
        var place = start
        while place < text.count {
            if raw.isEmpty, grammar.isPlain {
                place += try unsafe takeGroups(text, from: place)
                guard place < text.count else { break }
            }
            let byte = unsafe text[place]
            switch accept(byte) {
            case .character(let value):
                raw.append(byte)
                try hold(value)
            case .part: raw.append(byte)
            case .padding:
                guard try pad() else { return (place, try end(before: byte)) }
                if paddings == 0 { return (place + 1, true) }
            case .end: return (place, try end(before: byte))
            }
            place += 1
        }
        return (place, false)
    }

    private mutating func accept(_ byte: UInt8) -> Base64Grammar.Step {
        // Between two paddings nothing else may stand.
        paddings > 0 && byte != UInt8(ascii: "=") ? .end : grammar.accept(byte)
    }

    private mutating func takeGroups(_ text: UnsafeRawBufferPointer, from start: Int) throws(FileFault) -> Int {
        let alphabet = grammar.alphabet
        var place = start
        while true {
            let size = min(text.count - place, grammar.room)
            guard size >= 4 else { break }
            let slice = unsafe UnsafeRawBufferPointer(rebasing: text[place..<place + size])
            var groups = 0
            try unsafe file.append(least: 3) { space in
                groups = unsafe alphabet.decodeGroups(slice, into: space)
                return groups * 3
            }
            guard groups > 0 else { break }
            grammar.advance(groups * 4)
            place += groups * 4
        }
        return place - start
    }

    private mutating func hold(_ value: UInt8) throws(FileFault) {
        group = group << 6 | UInt32(value)
        held += 1
        rawCharacters = raw.count
        guard held == 4 else { return }
        try write(bytes: 3, of: group)
    }

    private mutating func write(bytes count: Int, of group: UInt32) throws(FileFault) {
        try unsafe file.append(least: 3) { space in
            for index in 0..<count {
                unsafe space[index] = UInt8(truncatingIfNeeded: group >> UInt32(16 - 8 * index))
            }
            return count
        }
        (self.group, held, rawCharacters, paddings) = (0, 0, 0, 0)
        raw.removeAll(keepingCapacity: true)
    }

    /// The group's bits that stand for no byte; canonical base64 has zeros there (RFC 4648 §3.5).
    private var hasCleanTail: Bool {
        switch held {
        case 2: group & 15 == 0
        case 3: group & 3 == 0
        default: false
        }
    }

    /// Takes one `=`; false when none may stand here.
    private mutating func pad() throws(FileFault) -> Bool {
        let wanted = 4 - held
        guard hasCleanTail, raw.count == rawCharacters + paddings, grammar.room >= wanted else { return false }
        raw.append(UInt8(ascii: "="))
        paddings += 1
        if paddings == wanted { try write(bytes: held - 1, of: group << UInt32(6 * wanted)) }
        return true
    }

    /// Ends the run before `byte`, or at the end of the body: a group that lacks only its padding is kept.
    ///
    /// - Returns: always true.
    @discardableResult
    private mutating func end(before byte: UInt8?) throws(FileFault) -> Bool {
        guard hasCleanTail, !continues(with: byte) else { return true }
        isPadded = false
        let rest = Array(raw[rawCharacters...])
        try write(bytes: held - 1, of: group << UInt32(6 * (4 - held)))
        raw = rest
        return true
    }

    /// Whether more base64 follows in another spelling, so that the group is not its last.
    private func continues(with byte: UInt8?) -> Bool {
        guard let byte else { return false }
        if grammar.half == UInt8(ascii: "\\") { return byte != UInt8(ascii: "\"") }
        return Base64Alphabet.standard.values[Int(byte)] != Base64Alphabet.invalid
            || Base64Alphabet.url.values[Int(byte)] != Base64Alphabet.invalid
    }

    /// Ends the run where the body ends.
    mutating func end() throws(FileFault) { try end(before: nil) }

    /// The finished file, its spelling, and the last bytes received, which are no part of it.
    func finish() throws(FileFault) -> (file: CapturedFile, shape: Base64Shape, rest: [UInt8]) {
        let file = try file.finish()
        var shape = grammar.shape
        shape.isPadded = isPadded
        return (file, shape, raw)
    }
}
