/// Width and height in pixels, both above 0.
package struct PixelSize: Sendable, Hashable, CustomStringConvertible {
    package let width: Int
    package let height: Int

    package init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    /// `1024x768`: two edges of one to five digits, without leading zeros.
    package init?(_ text: String) {
        let edges = text.split(separator: "x", omittingEmptySubsequences: false)
        guard edges.count == 2, let width = Self.edge(edges[0]), let height = Self.edge(edges[1]) else { return nil }
        self.init(width: width, height: height)
    }

    package var description: String { "\(width)x\(height)" }

    package func scaled(by factor: Int) -> PixelSize { PixelSize(width: width * factor, height: height * factor) }

    private static func edge(_ text: Substring) -> Int? {
        guard (1...5).contains(text.utf8.count), text.first != "0",
            text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        return Int(text)
    }
}
