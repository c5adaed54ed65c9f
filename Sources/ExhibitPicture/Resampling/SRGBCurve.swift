/// The transfer curve of sRGB (IEC 61966-2-1), in operations that are the same to the last bit everywhere.
enum SRGBCurve {
    /// The amount of light, 0…1, of a level, 0…1.
    static func light(_ level: Double) -> Double {
        guard level > 0.04045 else { return level / 12.92 }
        let base = (level + 0.055) / 1.055
        // b^2.4 = (b^12)^(1/5)
        let square = base * base
        let fourth = square * square
        return fifthRoot(fourth * fourth * fourth)
    }

    /// By Newton's method, for 0 < `value` ≤ 1: from above the root it only goes down.
    private static func fifthRoot(_ value: Double) -> Double {
        var root = 1.0
        for _ in 0..<64 {
            let fourth = root * root * root * root
            let next = (4 * root + value / fourth) / 5
            guard next < root else { return root }
            root = next
        }
        return root
    }
}
