import Testing

@testable import ExhibitPicture

struct MaskFormTests {
    /// One row of pixels, red, green, blue and opacity each.
    private func picture(_ pixels: [UInt8]..., hasAlpha: Bool, isGrey: Bool) throws -> DecodedPicture {
        let buffer = try #require(PixelBuffer(width: pixels.count, height: 1, bytes: pixels.flatMap { $0 }))
        return DecodedPicture(buffer, .png, hasAlpha: hasAlpha, isGrey: isGrey)
    }

    @Test func `a grey file is its levels`() throws {
        let grey = try picture(
            [0, 0, 0, 255],
            [77, 77, 77, 255],
            [255, 255, 255, 255],
            hasAlpha: false,
            isGrey: true
        )
        #expect(Mask.form(of: grey) == .grey)
        #expect(try Mask(grey).bytes == [0, 77, 255])
    }

    @Test func `a colour file is its luma, opacity or not`() throws {
        let primaries = try picture(
            [255, 0, 0, 255],
            [0, 255, 0, 255],
            [0, 0, 255, 255],
            [255, 255, 255, 255],
            [9, 9, 9, 255],
            hasAlpha: true,
            isGrey: false
        )
        #expect(Mask.form(of: primaries) == .colour)
        #expect(try Mask(primaries).bytes == [76, 150, 29, 255, 9])
    }

    @Test func `a file with any transparency is edited where it is transparent, whatever its colours`() throws {
        let alpha = try picture(
            [255, 255, 255, 0],
            [0, 0, 0, 0],
            [9, 8, 7, 200],
            [1, 2, 3, 255],
            hasAlpha: true,
            isGrey: false
        )
        #expect(Mask.form(of: alpha) == .alpha)
        #expect(try Mask(alpha).bytes == [255, 255, 55, 0])
        let grey = try picture([255, 255, 255, 254], [0, 0, 0, 255], hasAlpha: true, isGrey: true)
        #expect(Mask.form(of: grey) == .alpha)
        #expect(try Mask(grey).bytes == [1, 0])
    }

    @Test func `who knows better says the form`() throws {
        let grey = try picture([255, 255, 255, 254], [0, 0, 0, 255], hasAlpha: true, isGrey: true)
        #expect(try Mask(grey, form: .grey).bytes == [255, 0])
        #expect(try Mask(grey, form: .colour).bytes == [255, 0])
        let opaque = try picture([255, 255, 255, 255], hasAlpha: true, isGrey: true)
        #expect(Mask.form(of: opaque) == .grey)
        #expect(try Mask(opaque, form: .alpha).bytes == [0])
        let without = try picture([255, 255, 255, 255], hasAlpha: false, isGrey: true)
        #expect(throws: PictureError.noAlpha) { try Mask(without, form: .alpha) }
    }

    @Test(arguments: UInt64(0)..<6)
    func `both conventions come back as the mask they were made from`(seed: UInt64) throws {
        let mask = Mask.random(width: 23, height: 11, seed: seed)
        let sent = DecodedPicture(mask.transparentEdits(), .png, hasAlpha: true, isGrey: true)
        #expect(try Mask(sent, form: .alpha) == mask)
        #expect(try Mask(sent) == mask || mask.editedCount == 0)
        let shown = DecodedPicture(mask.pixels, .png, hasAlpha: false, isGrey: true)
        #expect(try Mask(shown) == mask)
    }

    @Test func `a whole edit is fully transparent, a kept pixel white and opaque`() {
        #expect(Mask("#.5").transparentEdits().bytes == [255, 255, 255, 0, 255, 255, 255, 255, 255, 255, 255, 130])
        #expect(Mask("#.5").pixels.bytes == [255, 255, 255, 255, 0, 0, 0, 255, 125, 125, 125, 255])
    }

    @Test(arguments: [1, 254, 255, 256, 600])
    func `edited pixels are counted, be it in part`(width: Int) throws {
        let mask = try #require(Mask(width: width, height: 3, bytes: (0..<(width * 3)).map { UInt8($0 % 7 % 4) }))
        #expect(mask.editedCount == mask.bytes.count { $0 > 0 })
        #expect(Mask(width: width, height: 3).editedCount == 0)
        #expect(Mask(width: width, height: 3).inverted().editedCount == width * 3)
    }

    @Test func `bytes of another number are refused`() {
        #expect(Mask(width: 2, height: 2, bytes: [1, 2, 3]) == nil)
        #expect(Mask(width: 0, height: 2, bytes: []) == nil)
        #expect(Mask(width: 3, height: 1, bytes: [0, 1, 255])?.editedCount == 2)
        #expect(Mask(width: 3, height: 1, bytes: [0, 1, 255])?.inverted().bytes == [255, 254, 0])
    }
}
