import ExhibitModel

/// How a camera was held: EXIF 2.32, tag 0x0112.
///
/// The names say where the stored first row and first column are in the upright picture.
enum EXIFOrientation: Int, CaseIterable {
    case topLeft = 1
    case topRight, bottomRight, bottomLeft, leftTop, rightTop, rightBottom, leftBottom

    /// ``topLeft`` when the file has no such tag, or one that makes no sense.
    init(jpeg bytes: [UInt8]) {
        self = Self.segment(bytes).flatMap { Self.tag(Array($0)) } ?? .topLeft
    }

    /// Rows of the file are columns of the upright picture.
    var swapsEdges: Bool { rawValue >= Self.leftTop.rawValue }

    func upright(_ stored: PixelSize) -> PixelSize {
        swapsEdges ? PixelSize(width: stored.height, height: stored.width) : stored
    }

    /// The TIFF structure in the first APP1 segment that holds one before the first scan.
    private static func segment(_ bytes: [UInt8]) -> ArraySlice<UInt8>? {
        let name = Array("Exif".utf8) + [0, 0]
        var at = 2
        while at + 4 <= bytes.count, bytes[at] == 0xFF {
            let marker = bytes[at + 1]
            if marker == 0xFF {
                at += 1
                continue
            }
            guard marker != 0xDA, marker != 0xD9 else { return nil }
            let end = at + 2 + (Int(bytes[at + 2]) << 8 | Int(bytes[at + 3]))
            guard end >= at + 4, end <= bytes.count else { return nil }
            let content = bytes[(at + 4)..<end]
            if marker == 0xE1, content.starts(with: name) { return content.dropFirst(name.count) }
            at = end
        }
        return nil
    }

    /// Out of the first directory of a TIFF structure, in either order of bytes.
    private static func tag(_ tiff: [UInt8]) -> Self? {
        guard tiff.count >= 8 else { return nil }
        let isBig = tiff.starts(with: "MM".utf8)
        guard isBig || tiff.starts(with: "II".utf8) else { return nil }
        func number(_ at: Int, _ length: Int) -> Int? {
            guard at >= 0, at <= tiff.count - length else { return nil }
            let bytes = tiff[at..<(at + length)]
            return (isBig ? Array(bytes) : bytes.reversed()).reduce(0) { $0 << 8 | Int($1) }
        }
        guard number(2, 2) == 42, let directory = number(4, 4), let count = number(directory, 2) else { return nil }
        for entry in 0..<count {
            let at = directory + 2 + entry * 12
            guard let tag = number(at, 2) else { return nil }
            // One SHORT, which stands at the front of the four bytes for the value.
            if tag == 0x0112, number(at + 2, 2) == 3 { return number(at + 8, 2).flatMap(Self.init) }
        }
        return nil
    }
}
