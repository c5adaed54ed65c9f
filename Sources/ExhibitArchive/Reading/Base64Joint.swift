/// Decodes a base64 string that lies partly in the text and partly in files, as if it were one.
///
/// Lenient like the decoders that clients use: both alphabets, line breaks, and padding may be there or not. Anything
/// else, and a single character over, is no base64.
struct Base64Joint {
    private var bits: UInt32 = 0
    private var count = 0
    private var hasEnded = false
    private var output: [UInt8] = []
    private let sink: ([UInt8]) throws -> Void

    init(_ sink: @escaping ([UInt8]) throws -> Void) {
        self.sink = sink
    }

    /// False when the text is no base64.
    mutating func take(text: String) throws -> Bool {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "="): hasEnded = true
            case 0x09, 0x0A, 0x0D, 0x20: break
            default:
                let standard = Base64Alphabet.standard.values[Int(byte)]
                let value = standard == Base64Alphabet.invalid ? Base64Alphabet.url.values[Int(byte)] : standard
                guard value != Base64Alphabet.invalid, !hasEnded else { return false }
                push(value, 6)
            }
            if output.count >= BlobSource.window { try flush() }
        }
        return true
    }

    /// False when no base64 may follow what came before.
    mutating func take(_ blob: BodyText.Blob) throws -> Bool {
        guard !hasEnded, let shape = blob.shape else { return false }
        if count == 0 {
            try flush()
            try blob.source.forEachWindow(sink)
        } else {
            try blob.source.forEachWindow { window in
                for byte in window { push(byte, 8) }
                try flush()
            }
        }
        // The last character's bits that stand for no byte: they are zeros, or the run would have stayed text.
        switch blob.bytes % 3 {
        case 1: push(0, 4)
        case 2: push(0, 2)
        default: return true
        }
        hasEnded = shape.isPadded
        return true
    }

    private mutating func push(_ value: UInt8, _ width: Int) {
        bits = bits << UInt32(width) | UInt32(value)
        count += width
        while count >= 8 {
            count -= 8
            output.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
        }
    }

    private mutating func flush() throws {
        guard !output.isEmpty else { return }
        try sink(output)
        output.removeAll(keepingCapacity: true)
    }

    /// False when the string ends in the middle of a byte.
    mutating func finish() throws -> Bool {
        try flush()
        return count != 6
    }
}
