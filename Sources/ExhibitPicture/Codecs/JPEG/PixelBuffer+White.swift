extension PixelBuffer {
    /// Laid over white; itself when it is opaque.
    func overWhite() -> PixelBuffer {
        guard stride(from: 3, to: bytes.count, by: 4).contains(where: { bytes[$0] != 255 }) else { return self }
        var laid = bytes
        for at in stride(from: 0, to: laid.count, by: 4) {
            let alpha = Int(laid[at + 3])
            for sample in at..<(at + 3) {
                laid[sample] = UInt8((Int(laid[sample]) * alpha + 255 * (255 - alpha) + 127) / 255)
            }
            laid[at + 3] = 255
        }
        return PixelBuffer(width: width, height: height, bytes: laid) ?? self
    }
}
