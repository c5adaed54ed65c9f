package import ExhibitModel

/// Pictures in other sizes, by Lanczos 3 in 14-bit fixed point: the same pixels on every machine.
///
/// Opacity is premultiplied inside, so that invisible colour bleeds nowhere. Flat areas keep their value, an equal
/// size keeps every byte, and no level is more than 1 from the exact kernel's.
package enum Resampler {
    /// The whole picture in another size, its form given up where the two differ in it.
    ///
    /// In linear light, amounts of light are averaged instead of sRGB levels: fine bright detail keeps its brightness
    /// when it shrinks, at the price of stronger dark rings around it.
    package static func resize(
        _ picture: PixelBuffer,
        to size: PixelSize,
        linearLight: Bool = false
    ) -> PixelBuffer {
        guard picture.size != size else { return picture }
        return resize(picture, window: Window(picture.size), to: size, linearLight: linearLight)
    }

    /// A part of a picture, in its pixels and their fractions.
    struct Window: Sendable {
        var x: Double
        var y: Double
        var width: Double
        var height: Double

        init(_ whole: PixelSize) {
            self.init(x: 0, y: 0, width: Double(whole.width), height: Double(whole.height))
        }

        init(x: Double, y: Double, width: Double, height: Double) {
            self.x = x
            self.y = y
            self.width = width
            self.height = height
        }
    }

    /// What is outside the window still counts near its edge; outside the picture its edge is repeated.
    static func resize(_ picture: PixelBuffer, window: Window, to size: PixelSize, linearLight: Bool) -> PixelBuffer {
        let scale = linearLight ? WorkingScale.linear : .encoded
        var bytes = [UInt8](pixelsOf: size)
        var output = bytes.mutableSpan
        var offset = 0
        resample(picture, window: window, to: size, scale) { row in
            for x in row.indices {
                output.setPixel(at: offset, scale.pixel(row[x]))
                offset &+= 4
            }
        }
        return PixelBuffer(size, computed: bytes)
    }

    /// Hands over the new picture row by row, top to bottom, in the form it is computed in.
    static func resample(
        _ picture: PixelBuffer,
        window: Window,
        to size: PixelSize,
        _ scale: WorkingScale,
        _ take: (Span<SIMD4<Int16>>) -> Void
    ) {
        let across = ResamplingAxis(
            inputs: picture.width,
            origin: window.x,
            extent: window.width,
            outputs: size.width
        )
        let down = ResamplingAxis(
            inputs: picture.height,
            origin: window.y,
            extent: window.height,
            outputs: size.height
        )
        var rows = RowWindow(picture, across, holding: down.longest, scale)
        for taps in down.taps {
            rows.advance(to: taps.first + taps.count)
            take(rows.mix(taps, down.weights).span)
        }
    }
}
