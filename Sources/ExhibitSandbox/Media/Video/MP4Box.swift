/// Boxes of ISO base media (ISO/IEC 14496-12 §4.2).
enum MP4Box {
    static func box(_ name: String, _ parts: [UInt8]...) -> [UInt8] {
        let content = parts.flatMap(\.self)
        return big(8 + content.count, 4) + Array(name.utf8) + content
    }

    /// With version 0 and these flags in front.
    static func full(_ name: String, flags: Int = 0, _ parts: [UInt8]...) -> [UInt8] {
        box(name, big(flags, 4) + parts.flatMap(\.self))
    }

    static func big(_ value: Int, _ bytes: Int) -> [UInt8] {
        (0..<bytes).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    static func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }
}
