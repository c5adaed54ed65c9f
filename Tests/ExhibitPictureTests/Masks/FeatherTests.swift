import Foundation
import Testing

@testable import ExhibitPicture

struct FeatherTests {
    /// A Gaussian in floating point, by the C library's exponential and as far as it matters: what ours is to match.
    private struct ExactGaussian {
        let bell: [Double]
        /// All of the bell from a distance on.
        let tail: [Double]

        init(sigma: Double, atMost distance: Int) {
            let reach = max(Int((9 * sigma).rounded(.up)), distance) + 1
            bell = (0...reach).map { exp(-Double($0 * $0) / (2 * sigma * sigma)) }
            tail = Array(bell.reversed().reduce(into: [0.0]) { $0.append($0[$0.count - 1] + $1) }.reversed())
        }

        func blur(_ line: [Double]) -> [Double] {
            line.indices.map { at in
                var sum = line[0] * tail[at + 1] + line[line.count - 1] * tail[line.count - at]
                for other in line.indices { sum += bell[abs(other - at)] * line[other] }
                return sum / (bell[0] + 2 * tail[1])
            }
        }
    }

    private func exact(_ mask: Mask, sigma: Double) -> [Double] {
        let (width, height) = (mask.width, mask.height)
        let gaussian = ExactGaussian(sigma: sigma, atMost: max(width, height))
        let rows = (0..<height).map { row in
            gaussian.blur(mask.bytes[(row * width)..<((row + 1) * width)].map(Double.init))
        }
        let columns = (0..<width).map { column in gaussian.blur(rows.map { $0[column] }) }
        return (0..<(width * height)).map { columns[$0 % width][$0 / width] }
    }

    private func error(_ mask: Mask, sigma: String) throws -> Double {
        let ours = try mask.feathered(sigma: sigma).bytes
        return zip(ours, exact(mask, sigma: try #require(Double(sigma)))).map { abs(Double($0) - $1) }.max() ?? 0
    }

    @Test(arguments: ["0.5", "0.75", "1", "2.5", "6", "8", "12", "15.99", "16", "24", "31.9", "32", "64"])
    func `it is at most one level from the exact Gaussian`(sigma: String) throws {
        for seed in UInt64(0)..<3 {
            let mask = Mask.random(width: 130, height: 67, seed: seed)
            #expect(try error(mask, sigma: sigma) <= 1, "seed \(seed)")
        }
    }

    @Test(arguments: Mask.sizes, ["0.3", "1.5", "12", "40", "1000"])
    func `it is so for pictures smaller than its reach`(size: (Int, Int), sigma: String) throws {
        let mask = Mask.random(width: size.0, height: size.1, seed: 7)
        #expect(try error(mask, sigma: sigma) <= 1)
    }

    @Test(arguments: ["8", "15.9", "16", "40", "64"])
    func `it is so for what is hardest: stripes and a checkerboard of blocks`(sigma: String) throws {
        for period in [1, 2, 8, 16, 23, 40, 61, 90] {
            var mask = Mask(width: 200, height: 40)
            mask.bytes = mask.bytes.indices.map {
                ($0 % 200 / period + $0 / 200 / period).isMultiple(of: 2) ? 255 : 0
            }
            #expect(try error(mask, sigma: sigma) <= 1, "period \(period)")
        }
    }

    @Test(arguments: ["1", "12", "16", "100", "1000"])
    func `an area of one level stays as it is, up to the picture's edge`(sigma: String) throws {
        for level in [0, 1, 128, 254, 255] as [UInt8] {
            let bytes = [UInt8](repeating: level, count: 70 * 9)
            let mask = try #require(Mask(width: 70, height: 9, bytes: bytes))
            #expect(try mask.feathered(sigma: sigma) == mask)
        }
    }

    /// The parts for sigma 1, by hand: e^(-x²/2) over 2.50663, of 255 levels.
    @Test func `one edited pixel becomes the bell`() throws {
        let mask = Mask("....#....", "....#....", "....#....")
        #expect(try mask.feathered(sigma: "1").bytes.prefix(9) == [0, 1, 14, 62, 102, 62, 14, 1, 0])
        #expect(try mask.feathered(sigma: "0") == mask)
        #expect(try mask.feathered(sigma: "0.000") == mask)
        #expect(try mask.feathered(sigma: "0.1") == mask)
        #expect(try mask.feathered(sigma: "1.0") == mask.feathered(sigma: "1"))
    }

    @Test func `a half-plane falls to half at its edge, and as the error function beside it`() throws {
        var mask = Mask(width: 2000, height: 1)
        for column in 1000..<2000 { mask.bytes[column] = 255 }
        for (sigma, text) in [(12.0, "12"), (64, "64"), (200, "200")] {
            let blurred = try mask.feathered(sigma: text).bytes
            for column in 200..<1800 {
                let distance = (Double(column) - 999.5) / (sigma * 2.0.squareRoot())
                #expect(abs(Double(blurred[column]) - 127.5 * (1 + erf(distance))) <= 1, "column \(column)")
            }
        }
    }

    @Test(arguments: ["", "-1", "-0.5", "1000.1", "8px", "1e3", ".5", "5.", "inf", "nan", "0x8", " 8"])
    func `a text that is no sigma is refused`(text: String) {
        #expect(
            throws: PictureError.invalidOperation("\"\(text)\" is not a number of pixels to feather by: give 0 to 1000")
        ) {
            try Mask("#").feathered(sigma: text)
        }
    }
}
