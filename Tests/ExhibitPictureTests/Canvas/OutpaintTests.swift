import ExhibitModel
import Foundation
import Testing

@testable import ExhibitPicture

/// The exact Gaussian of a plane in floating point, its edge repeated outside.
private func exactBlur(_ plane: [Double], width: Int, height: Int, sigma: Double) -> [Double] {
    let radius = Int((sigma * 5).rounded(.up))
    let raw = (-radius...radius).map { exp(-Double($0 * $0) / (2 * sigma * sigma)) }
    let weights = raw.map { $0 / raw.reduce(0, +) }
    let across = (0..<(width * height)).map { at in
        let (x, y) = (at % width, at / width)
        return weights.enumerated().reduce(0) {
            $0 + $1.element * plane[y * width + min(max(x + $1.offset - radius, 0), width - 1)]
        }
    }
    return (0..<(width * height)).map { at in
        let (x, y) = (at % width, at / width)
        return weights.enumerated().reduce(0) {
            $0 + $1.element * across[min(max(y + $1.offset - radius, 0), height - 1) * width + x]
        }
    }
}

struct OutpaintTests {
    private let source = Pictures.noise(20, 14)

    @Test func `the source stands on the canvas byte by byte, in every mode`() throws {
        for mode in OutpaintMode.allCases {
            let outpaint = try Outpaint(left: 3, right: 5, top: 7, bottom: 2, mode: mode, background: Colour(1, 2, 3))
            let canvas = try outpaint.canvas(source)
            #expect(canvas.size == PixelSize(width: 28, height: 23))
            for y in 0..<14 {
                for x in 0..<20 { #expect(canvas[x + 3, y + 7] == source[x, y]) }
            }
        }
    }

    @Test(arguments: [
        (OutpaintMode.transparent, Colour(9, 9, 9), Colour.clear),
        (.solid, Colour(200, 100, 50), Colour(200, 100, 50)),
        (.solid, Colour(200, 100, 50, alpha: 77), Colour(200, 100, 50, alpha: 77)),
    ])
    func `the new area has one colour`(mode: OutpaintMode, background: Colour, expected: Colour) throws {
        let outpaint = try Outpaint(left: 2, right: 1, bottom: 4, mode: mode, background: background)
        let canvas = try outpaint.canvas(source)
        let mask = try outpaint.mask(source.size)
        for y in 0..<canvas.height {
            for x in 0..<canvas.width where mask.bytes[y * mask.width + x] == 255 {
                #expect(canvas[x, y] == expected)
            }
        }
    }

    @Test func `the mask is the new area`() throws {
        let mask = try Outpaint(left: 2, right: 1, top: 1).mask(PixelSize(width: 3, height: 2))
        #expect(mask.size == PixelSize(width: 6, height: 3))
        #expect(
            mask.bytes == [
                255, 255, 255, 255, 255, 255,
                255, 255, 0, 0, 0, 255,
                255, 255, 0, 0, 0, 255,
            ]
        )
    }

    @Test func `padding for the alignment goes right and down, and is new`() throws {
        let outpaint = try Outpaint(left: 3, top: 1, alignedTo: 16)
        let size = PixelSize(width: 20, height: 15)
        #expect(outpaint.size(of: size) == PixelSize(width: 32, height: 16))
        let mask = try outpaint.mask(size)
        #expect(mask.editedCount == 32 * 16 - 20 * 15)
        #expect(mask.bytes[16 * 32 - 32 + 22] == 0 && mask.bytes[16 * 32 - 32 + 23] == 255)
        #expect(try Outpaint(alignedTo: 5).size(of: PixelSize(width: 20, height: 15)) == size)
    }

    @Test(arguments: ["2.5", "6", "11.9", "12", "24", "50"])
    func `a blur is within one level of the exact one of the stretched picture`(radius: String) throws {
        // As large as the canvas already, so that only the blur is measured; the right part is new.
        let picture = Pictures.drawn(90, 60) { x, y in
            Colour(x < 40 ? 255 : 0, UInt8(y * 4), (x / 8 + y / 8) % 2 == 0 ? 230 : 20)
        }
        let sigma = try #require(Double(radius))
        let nothing = (columns: 0..<0, rows: 0..<0)
        let blurred = StretchedBlur(try Sigma(radius)).canvas(picture, size: picture.size, besides: nothing)
        for channel in 0..<3 {
            let plane = stride(from: channel, to: picture.bytes.count, by: 4).map { Double(picture.bytes[$0]) }
            let exact = exactBlur(plane, width: 90, height: 60, sigma: sigma)
            let worst = exact.enumerated().map { abs($1 - Double(blurred.bytes[$0 * 4 + channel])) }.max()
            #expect(try #require(worst) <= 1)
        }
    }

    @Test func `a blur of one colour is that colour, up to the canvas's edges`() throws {
        for colour in [Colour(250, 128, 3), Colour(10, 200, 90, alpha: 120), .clear] {
            for radius in ["0", "3", "24", "1000"] {
                let outpaint = try Outpaint(left: 9, right: 30, top: 1, bottom: 77, mode: .blur, blurRadius: radius)
                let canvas = try outpaint.canvas(PixelBuffer(width: 33, height: 21, colour))
                #expect(canvas == PixelBuffer(width: 72, height: 99, colour))
            }
        }
    }

    @Test func `a blur shows the picture stretched, whatever lies under the source`() throws {
        let halves = Pictures.drawn(64, 64) { x, _ in x < 32 ? Colour(255, 0, 0) : Colour(0, 0, 255) }
        let canvas = try Outpaint(left: 0, right: 192, mode: .blur, blurRadius: "8").canvas(halves)
        #expect(canvas[80, 30] == Colour(255, 0, 0) && canvas[250, 30] == Colour(0, 0, 255))
        #expect(abs(Int(canvas[127, 30].red) - 128) <= 8)
    }

    @Test func `invisible colours do not bleed into a blur`() throws {
        var picture = PixelBuffer(width: 40, height: 40, Colour(0, 255, 0, alpha: 0))
        picture.fill(x: 10, y: 10, width: 20, height: 20, .white)
        let canvas = try Outpaint(right: 40, mode: .blur, blurRadius: "7").canvas(picture)
        for x in 40..<80 where canvas[x, 20].alpha > 0 {
            #expect(min(canvas[x, 20].red, canvas[x, 20].blue) >= 254)
        }
        #expect(canvas[60, 20].alpha > 0)
    }

    @Test func `what cannot be done is refused by name`() throws {
        for (left, multiple, radius) in [(-1, 1, "1"), (100_000, 1, "1"), (0, 0, "1"), (0, 1, "x"), (0, 1, "-2")] {
            #expect { try Outpaint(left: left, blurRadius: radius, alignedTo: multiple) } throws: {
                guard case PictureError.invalidOperation = $0 else { return false }
                return true
            }
        }
        let size = PixelSize(width: 90_020, height: 90_014)
        let outpaint = try Outpaint(left: 90_000, top: 90_000)
        #expect(throws: PictureError.tooManyPixels(size, limit: 1 << 26)) { try outpaint.canvas(source) }
        #expect(throws: PictureError.tooManyPixels(size, limit: 1 << 26)) { try outpaint.mask(source.size) }
    }
}
