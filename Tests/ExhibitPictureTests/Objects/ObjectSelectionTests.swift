import ExhibitModel
import Testing

@testable import ExhibitPicture

private let backdrop = Colour(240, 238, 235)
private let red = Colour(180, 60, 40)

private func decoded(_ pixels: PixelBuffer, hasAlpha: Bool = false) -> DecodedPicture {
    DecodedPicture(pixels, .png, hasAlpha: hasAlpha, isGrey: false)
}

/// What is not hung together with the border by like pixels, walked through pixel by pixel.
private func objectByWalking(_ pixels: PixelBuffer, from colour: Colour, threshold: Int) -> [UInt8] {
    let distance = BackdropDistance(from: SIMD4(colour.red, colour.green, colour.blue, 255))
    let limit = BackdropDistance.limit(halves: threshold * 2)
    let like = { (x: Int, y: Int) in
        let colour = pixels[x, y]
        return distance.squared(to: SIMD4(colour.red, colour.green, colour.blue, 255)) <= limit
    }
    var mask = [UInt8](repeating: 255, count: pixels.width * pixels.height)
    var queue: [(Int, Int)] = []
    for x in 0..<pixels.width { queue += [(x, 0), (x, pixels.height - 1)] }
    for y in 0..<pixels.height { queue += [(0, y), (pixels.width - 1, y)] }
    while let (x, y) = queue.popLast() {
        guard (0..<pixels.width).contains(x), (0..<pixels.height).contains(y) else { continue }
        guard mask[y * pixels.width + x] == 255, like(x, y) else { continue }
        mask[y * pixels.width + x] = 0
        queue += [(x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)]
    }
    return mask
}

struct ObjectSelectionTests {
    private func disc(_ colour: Colour = red) -> PixelBuffer {
        var picture = PixelBuffer(width: 80, height: 60, backdrop)
        picture.fillDisc(x: 40, y: 30, radius: 15, colour)
        return picture
    }

    @Test func `a disc before a plain backdrop is cut out to the pixel, and that is certain`() throws {
        let selected = try ObjectSelection().select(decoded(disc()))
        var expected = PixelBuffer(width: 80, height: 60, .clear)
        expected.fillDisc(x: 40, y: 30, radius: 15, .white)
        #expect(selected.mask.bytes == stride(from: 3, to: expected.bytes.count, by: 4).map { expected.bytes[$0] })
        #expect(selected.mode == .backdrop && selected.confidencePermille == 1000)
    }

    @Test func `a hole in the object stays object, dust in the backdrop goes`() throws {
        var picture = disc()
        picture.fillDisc(x: 40, y: 30, radius: 5, backdrop)
        picture.fill(x: 5, y: 5, width: 7, height: 9, red)
        picture.fill(x: 60, y: 5, width: 8, height: 8, red)
        let mask = try ObjectSelection().select(decoded(picture)).mask
        #expect(mask.bytes[30 * 80 + 40] == 255)
        #expect(mask.bytes[6 * 80 + 6] == 0)
        #expect(mask.bytes[6 * 80 + 61] == 255)
    }

    @Test(arguments: UInt64(1)..<40)
    func `the fill is that of a walk from pixel to pixel`(seed: UInt64) throws {
        // Two colours at random make mazes; the frame keeps the border plain.
        let noise = Pictures.noise(37, 29, seed: seed)
        let share = UInt8(seed * 6)
        var picture = Pictures.drawn(37, 29) { x, y in noise[x, y].green < share ? backdrop : red }
        for (x, y, width, height) in [(0, 0, 37, 2), (0, 27, 37, 2), (0, 0, 2, 29), (35, 0, 2, 29)] {
            picture.fill(x: x, y: y, width: width, height: height, backdrop)
        }
        let selected = try ObjectSelection(threshold: 40, sampleSize: 1).select(decoded(picture))
        #expect(selected.mask.bytes == objectByWalking(picture, from: backdrop, threshold: 40))
    }

    @Test func `specks hang together by their corners`() throws {
        var picture = PixelBuffer(width: 40, height: 40, backdrop)
        for step in 0..<4 { picture.fill(x: 10 + step, y: 10 + step, width: 1, height: 1, red) }
        picture.fill(x: 30, y: 10, width: 1, height: 3, red)
        let mask = try ObjectSelection(sampleSize: 2).select(decoded(picture)).mask
        #expect(mask.editedCount == 4 && mask.bytes[13 * 40 + 13] == 255)
    }

    @Test func `noise and soft shadow below the threshold are backdrop`() throws {
        let noise = Pictures.noise(80, 60)
        let clean = disc()
        let grainy = Pictures.drawn(80, 60) { x, y in
            let (from, grain) = (clean[x, y], Int(noise[x, y].red) % 17 - 8)
            let part = { (level: UInt8) in UInt8(clamping: Int(level) + grain) }
            return Colour(part(from.red), part(from.green), part(from.blue))
        }
        let selection = ObjectSelection()
        #expect(try selection.select(decoded(grainy)).mask == selection.select(decoded(clean)).mask)
    }

    @Test func `an object may stand on the lower edge and hide its corners`() throws {
        var picture = PixelBuffer(width: 80, height: 60, backdrop)
        picture.fill(x: 0, y: 48, width: 80, height: 12, red)
        picture.fillDisc(x: 40, y: 40, radius: 20, red)
        let selected = try ObjectSelection(sampleSize: 4).select(decoded(picture))
        #expect(selected.mask.bytes[55 * 80] == 255 && selected.mask.bytes[0] == 0)
        #expect((600..<700).contains(selected.confidencePermille))
    }

    @Test func `an object that fades into the backdrop is less certain`() throws {
        var soft = PixelBuffer(width: 80, height: 60, backdrop)
        for radius in stride(from: 25, to: 5, by: -1) {
            soft.fillDisc(x: 40, y: 30, radius: radius, backdrop.mixed(with: red, part: (25 - radius) * 12))
        }
        let confidence = try ObjectSelection().select(decoded(soft)).confidencePermille
        let left = [40, 60].map { limit in
            objectByWalking(soft, from: backdrop, threshold: limit).count { $0 > 0 }
        }
        #expect(confidence == left[1] * 1000 / left[0] && confidence < 950)
    }

    @Test func `a border of many colours is refused`() {
        let corners = Pictures.drawn(40, 40) { x, y in
            [red, backdrop, Colour(0, 0, 0), Colour(0, 160, 0)][(x < 20 ? 0 : 1) + (y < 20 ? 0 : 2)]
        }
        let halves = Pictures.drawn(40, 40) { x, _ in x < 20 ? red : backdrop }
        let noise = Pictures.noise(40, 40)
        #expect(throws: PictureError.backdropUnclear("no two of its corners have the same colour")) {
            try ObjectSelection().select(decoded(corners))
        }
        #expect(throws: PictureError.backdropUnclear("only 50 % of its border has one colour")) {
            try ObjectSelection().select(decoded(halves))
        }
        #expect { try ObjectSelection().select(decoded(noise)) } throws: {
            guard case PictureError.backdropUnclear = $0 else { return false }
            return true
        }
        #expect(throws: PictureError.backdropUnclear("its corners are transparent: select by alpha")) {
            try ObjectSelection().select(decoded(PixelBuffer(width: 9, height: 9), hasAlpha: true))
        }
    }

    @Test func `an empty stage has no object`() {
        #expect(throws: PictureError.noObject("all of it has the colour of its backdrop")) {
            try ObjectSelection().select(decoded(PixelBuffer(width: 30, height: 30, backdrop)))
        }
        #expect(throws: PictureError.noObject("all of it is transparent")) {
            try ObjectSelection(mode: .alpha).select(decoded(PixelBuffer(width: 3, height: 3), hasAlpha: true))
        }
    }

    @Test func `opacity is the mask, soft edges and all`() throws {
        let picture = Pictures.drawn(16, 16) { x, y in Colour(1, 2, 3, alpha: UInt8(y * 16 + x)) }
        let selected = try ObjectSelection(mode: .alpha).select(decoded(picture, hasAlpha: true))
        #expect(selected.mask.bytes == Array(UInt8.min...UInt8.max))
        #expect(selected.mode == .alpha && selected.confidencePermille == 1000)
    }

    @Test func `a picture without transparency has no object by opacity`() {
        for hasAlpha in [false, true] {
            #expect(throws: PictureError.noAlpha) {
                try ObjectSelection(mode: .alpha).select(decoded(disc(), hasAlpha: hasAlpha))
            }
        }
    }

    @Test func `auto takes opacity when the picture makes use of it, else the backdrop`() throws {
        let selection = ObjectSelection(mode: .auto)
        #expect(try selection.select(decoded(disc())).mode == .backdrop)
        var cutOut = PixelBuffer(width: 80, height: 60, .clear)
        cutOut.fillDisc(x: 40, y: 30, radius: 15, red)
        #expect(try selection.select(decoded(cutOut, hasAlpha: true)).mode == .alpha)
        var stray = disc()
        stray.fill(x: 40, y: 30, width: 5, height: 5, .clear)
        #expect(try selection.select(decoded(stray, hasAlpha: true)).mode == .backdrop)
    }

    @Test(arguments: [(-1, 8), (443, 8), (40, 0)])
    func `a threshold or sample out of range is refused`(threshold: Int, sampleSize: Int) {
        let selection = ObjectSelection(threshold: threshold, sampleSize: sampleSize)
        #expect { try selection.select(decoded(disc())) } throws: {
            guard case PictureError.invalidOperation = $0 else { return false }
            return true
        }
    }

    @Test func `between greys a threshold is a plain RGB distance`() {
        let distance = BackdropDistance(from: SIMD4(100, 100, 100, 255))
        for level in 0...255 {
            let squared = distance.squared(to: SIMD4(repeating: UInt8(level)))
            for threshold in [0, 10, 40, 100, 200] {
                let isLike = 3 * (level - 100) * (level - 100) <= threshold * threshold
                #expect((squared <= BackdropDistance.limit(halves: threshold * 2)) == isLike)
            }
        }
    }
}
