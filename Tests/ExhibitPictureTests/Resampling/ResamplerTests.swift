import ExhibitModel
import Foundation
import Testing

@testable import ExhibitPicture

/// Lanczos 3 in floating point and with the C library's sine, sample by sample: what the fixed-point one is to match.
private enum ExactResampler {
    static func resize(_ picture: PixelBuffer, to size: PixelSize, linearLight: Bool) -> [Double] {
        let across = axis(inputs: picture.width, outputs: size.width)
        let down = axis(inputs: picture.height, outputs: size.height)
        let working = stride(from: 0, to: picture.bytes.count, by: 4).map { at in
            let alpha = Double(picture.bytes[at + 3]) / 255
            let colour = (0..<3).map { light(Double(picture.bytes[at + $0]) / 255, linearLight) * alpha }
            return colour + [alpha]
        }
        return down.flatMap { rows in
            across.flatMap { columns in
                var sum = [0.0, 0, 0, 0]
                for (y, row) in rows {
                    for (x, column) in columns {
                        let pixel = working[y * picture.width + x]
                        for channel in 0..<4 { sum[channel] += row * column * pixel[channel] }
                    }
                }
                let alpha = min(max(sum[3], 0), 1)
                guard alpha > 0 else { return [0.0, 0, 0, 0] }
                let colour = sum[..<3].map { level(min(max($0, 0), alpha) / alpha, linearLight) * 255 }
                return colour + [alpha * 255]
            }
        }
    }

    private static func axis(inputs: Int, outputs: Int) -> [[(Int, Double)]] {
        let step = Double(inputs) / Double(outputs)
        let stretch = max(step, 1)
        return (0..<outputs).map { output in
            let centre = (Double(output) + 0.5) * step - 0.5
            let reach = (centre - 3 * stretch).rounded(.down)...(centre + 3 * stretch).rounded(.up)
            let weights = stride(from: reach.lowerBound, through: reach.upperBound, by: 1).map { sample in
                (min(max(Int(sample), 0), inputs - 1), kernel((sample - centre) / stretch))
            }
            let sum = weights.reduce(0) { $0 + $1.1 }
            return weights.map { ($0.0, $0.1 / sum) }
        }
    }

    private static func kernel(_ x: Double) -> Double {
        if x == 0 { return 1 }
        return abs(x) < 3 ? 3 * sin(.pi * x) * sin(.pi * x / 3) / (.pi * .pi * x * x) : 0
    }

    private static func light(_ level: Double, _ isLinear: Bool) -> Double {
        guard isLinear else { return level }
        return level > 0.04045 ? pow((level + 0.055) / 1.055, 2.4) : level / 12.92
    }

    private static func level(_ light: Double, _ isLinear: Bool) -> Double {
        guard isLinear else { return light }
        return light > 0.0031308 ? 1.055 * pow(light, 1 / 2.4) - 0.055 : light * 12.92
    }
}

struct ResamplerTests {
    @Test(arguments: ["8x8", "17x5", "40x40", "23x41", "64x9", "1x1", "24x120"], [false, true])
    func `no level is more than one from the exact kernel`(size: String, linearLight: Bool) throws {
        let size = try #require(PixelSize(size))
        let picture = Pictures.noise(24, 40, opaque: true)
        let resized = Resampler.resize(picture, to: size, linearLight: linearLight)
        #expect(resized.size == size)
        let exact = ExactResampler.resize(picture, to: size, linearLight: linearLight)
        let worst = zip(resized.bytes, exact).map { abs(Double($0) - $1) }.max()
        #expect(try #require(worst) <= 1)
    }

    @Test func `opacity too is within one of the exact kernel, and colours are where they can be seen`() throws {
        let picture = Pictures.noise(24, 40)
        let size = PixelSize(width: 16, height: 25)
        let exact = ExactResampler.resize(picture, to: size, linearLight: false)
        let resized = Resampler.resize(picture, to: size)
        for at in stride(from: 0, to: exact.count, by: 4) {
            #expect(abs(Double(resized.bytes[at + 3]) - exact[at + 3]) <= 1)
            guard exact[at + 3] > 64 else { continue }
            for channel in 0..<3 { #expect(abs(Double(resized.bytes[at + channel]) - exact[at + channel]) <= 1.5) }
        }
    }

    @Test func `an equal size keeps every byte, and an equal width every column`() {
        let picture = Pictures.noise(19, 23)
        #expect(Resampler.resize(picture, to: picture.size) == picture)
        #expect(Resampler.resize(picture, to: picture.size, linearLight: true) == picture)
        let stripes = Pictures.drawn(19, 8) { x, _ in Colour(UInt8(x * 13), 7, UInt8(255 - x * 13)) }
        let taller = Resampler.resize(stripes, to: PixelSize(width: 19, height: 31))
        #expect((0..<31).allSatisfy { y in (0..<19).allSatisfy { taller[$0, y] == stripes[$0, 0] } })
    }

    @Test(arguments: [Colour(1, 2, 3), Colour(254, 128, 77), .white, Colour(9, 200, 31, alpha: 90), .clear])
    func `one colour stays that colour in every size`(colour: Colour) {
        let picture = PixelBuffer(width: 13, height: 29, colour)
        for (width, height) in [(1, 1), (7, 90), (100, 3), (26, 58), (5, 11)] {
            for linearLight in [false, true] {
                let size = PixelSize(width: width, height: height)
                let resized = Resampler.resize(picture, to: size, linearLight: linearLight)
                #expect(resized == PixelBuffer(width: width, height: height, colour))
            }
        }
    }

    @Test func `a fine checkerboard becomes its mean, of levels or of light`() {
        let board = Pictures.drawn(64, 64) { x, y in (x + y) % 2 == 0 ? .white : Colour(0, 0, 0) }
        let inner = { (linearLight: Bool) in
            Resampler.resize(board, to: PixelSize(width: 16, height: 16), linearLight: linearLight)[8, 8]
        }
        #expect(abs(Int(inner(false).red) - 128) <= 1)
        #expect(abs(Int(inner(true).red) - 188) <= 1)
    }

    @Test func `what cannot be seen colours nothing`() {
        // A white disc on transparent black: no grey may creep into its edge.
        var picture = PixelBuffer(width: 60, height: 60, .clear)
        picture.fillDisc(x: 30, y: 30, radius: 20, .white)
        for edge in [17, 23, 111] {
            let resized = Resampler.resize(picture, to: PixelSize(width: edge, height: edge))
            for y in 0..<edge {
                for x in 0..<edge where resized[x, y].alpha > 0 {
                    let colour = resized[x, y]
                    #expect(min(colour.red, colour.green, colour.blue) >= 254)
                }
            }
        }
    }

    @Test func `the sRGB curve is that of the standard`() {
        for level in stride(from: 0.0, through: 1, by: 1.0 / 512) {
            let exact = level > 0.04045 ? pow((level + 0.055) / 1.055, 2.4) : level / 12.92
            #expect(abs(SRGBCurve.light(level) - exact) < 1e-12)
        }
    }

    @Test func `the kernel is that of the book`() {
        for step in 1..<400 {
            let x = Double(step) / 128
            let exact = x < 3 ? 3 * sin(.pi * x) * sin(.pi * x / 3) / (.pi * .pi * x * x) : 0
            #expect(abs(Lanczos.weight(x) - exact) < 1e-12)
            #expect(Lanczos.weight(-x) == Lanczos.weight(x))
        }
        #expect((1...3).allSatisfy { Lanczos.weight(Double($0)) == 0 } && Lanczos.weight(0) == 1)
    }

    @Test func `weights add up to exactly one, whatever the edge leaves of them`() {
        for (inputs, outputs) in [(1, 9), (9, 1), (7, 100), (1000, 31), (64, 63)] {
            let axis = ResamplingAxis(inputs: inputs, origin: -2.5, extent: Double(inputs) + 7, outputs: outputs)
            for taps in axis.taps {
                let sum = axis.weights[taps.offset..<(taps.offset + taps.count)].reduce(0) { $0 + Int32($1) }
                #expect(sum == ResamplingAxis.unit)
                #expect(taps.first >= 0 && taps.first + taps.count <= inputs)
            }
        }
    }
}
