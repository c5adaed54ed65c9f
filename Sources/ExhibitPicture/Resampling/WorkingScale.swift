/// Pixels as the resampler computes with them: premultiplied, 16 bits each, signed, ``full`` being white or opaque.
///
/// Signed and with room above, because the kernel overshoots at an edge; six bits below a level of 255, so that two
/// passes round only once in sight. Colours are premultiplied, so what cannot be seen colours nothing.
struct WorkingScale: Sendable {
    static let full: Int32 = 255 << 6

    /// From a level to the amount of light, or to the level itself when light does not matter.
    private let amounts: [Int16]
    /// And back: `full + 1` of them.
    private let levels: [UInt8]

    /// Levels of the sRGB curve averaged as they are: what most tools do.
    static let encoded = WorkingScale(
        amounts: (0...255).map { Int16($0 << 6) },
        levels: (0...full).map { UInt8(($0 + 32) >> 6) }
    )

    /// Levels averaged as amounts of light (IEC 61966-2-1), as an eye at a distance does.
    static let linear: WorkingScale = {
        let exact = { (level: Double) in SRGBCurve.light(level / 255) * Double(full) }
        // The first amount that is nearer to the next level, for each level.
        let limits = (0..<255).map { Int32(exact(Double($0) + 0.5).rounded(.up)) }
        var levels: [UInt8] = []
        var level = 0
        for amount in 0...full {
            while level < 255, amount >= limits[level] { level += 1 }
            levels.append(UInt8(level))
        }
        return WorkingScale(amounts: (0...255).map { Int16(exact(Double($0)).rounded()) }, levels: levels)
    }()

    private init(amounts: [Int16], levels: [UInt8]) {
        self.amounts = amounts
        self.levels = levels
    }

    func working(_ pixel: SIMD4<UInt8>) -> SIMD4<Int16> {
        let light = SIMD4(amounts[Int(pixel.x)], amounts[Int(pixel.y)], amounts[Int(pixel.z)], Int16(Self.full))
        guard pixel.w < 255 else { return light }
        let part = SIMD4<Int32>(truncatingIfNeeded: light) &* Int32(pixel.w) &+ 127
        return SIMD4(truncatingIfNeeded: part / 255)
    }

    func pixel(_ working: SIMD4<Int16>) -> SIMD4<UInt8> {
        let opacity = min(max(Int32(working.w), 0), Self.full)
        guard opacity >= 32 else { return SIMD4(repeating: 0) }
        var light = SIMD4<Int32>(truncatingIfNeeded: working)
        if opacity < Self.full - 31 {
            light =
                (light.clamped(lowerBound: .zero, upperBound: .init(repeating: opacity)) &* Self.full &+ opacity / 2)
                / opacity
        } else {
            light.clamp(lowerBound: .zero, upperBound: .init(repeating: Self.full))
        }
        return SIMD4(
            levels[Int(light.x)],
            levels[Int(light.y)],
            levels[Int(light.z)],
            UInt8((opacity + 32) >> 6)
        )
    }
}
