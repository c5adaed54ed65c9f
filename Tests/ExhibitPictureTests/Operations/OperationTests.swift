import ExhibitModel
import Synchronization
import Testing

@testable import ExhibitPicture

@Suite struct OperationTests {
    static let size = PixelSize(width: 24, height: 16)

    /// A disc on a plain backdrop, so that every operation has something to do.
    static let picture: PixelBuffer = {
        var picture = PixelBuffer(width: 24, height: 16, .white)
        picture.fillDisc(x: 12, y: 8, radius: 5, Colour(200, 30, 40))
        return picture
    }()

    static let result: PixelBuffer = {
        var result = picture
        result.fill(x: 2, y: 2, width: 20, height: 12, Colour(9, 99, 199))
        return result
    }()

    static let mask: Mask = {
        var bytes = [UInt8](repeating: 0, count: 24 * 16)
        for row in 4..<12 { for column in 6..<18 { bytes[row * 24 + column] = 255 } }
        return Mask(width: 24, height: 16, bytes: bytes) ?? Mask(width: 24, height: 16)
    }()

    static func source(_ pixels: PixelBuffer) -> PictureSource {
        let bytes = PictureWriter.png(pixels)
        return PictureSource { bytes }
    }

    struct Case: CustomTestStringConvertible, Sendable {
        let operation: Operation
        let sources: [PixelBuffer]
        let expected: @Sendable () throws -> PixelBuffer
        var measures: Set<String> = []

        var testDescription: String { operation.name }
    }

    static let cases: [Case] = {
        do { return try masks() + pictures() } catch { preconditionFailure("\(error)") }
    }()

    private static func outpaint() throws -> Outpaint {
        try Outpaint(left: 3, right: 5, top: 0, bottom: 2, mode: .blur, blurRadius: "2.5", alignedTo: 8)
    }

    private static func masks() throws -> [Case] {
        let recipe = MaskRecipe(
            size: size,
            regions: [
                try Region(spec: "rect:2:2:10:8", in: size), try Region(spec: "ellipse:8:4:12:10", in: size),
            ],
            expand: 2,
            shrink: 1,
            feather: "1.5"
        )
        let shape = MaskRecipe(size: size, inverts: true, expand: 1)
        let outpaint = try outpaint()
        let selection = ObjectSelection(mode: .backdrop, threshold: 40, sampleSize: 2)
        return [
            Case(
                operation: .maskMake(recipe),
                sources: [picture],
                expected: { try recipe.make().pixels },
                measures: ["edited_px"]
            ),
            Case(
                operation: .maskMake(shape, form: .grey),
                sources: [picture, mask.pixels],
                expected: { try shape.make(from: mask).pixels },
                measures: ["edited_px"]
            ),
            Case(
                operation: .maskObject(selection, shape),
                sources: [picture],
                expected: {
                    let found = try selection.select(try source(picture).picture())
                    return try shape.make(from: found.mask).pixels
                },
                measures: ["edited_px", "mode", "confidence_permille"]
            ),
            Case(
                operation: .maskOutpaint(outpaint),
                sources: [picture],
                expected: { try outpaint.mask(size).pixels },
                measures: ["edited_px"]
            ),
        ]
    }

    private static func pictures() throws -> [Case] {
        let outpaint = try outpaint()
        let fit = try Fit(size: PixelSize(width: 10, height: 10), mode: .contain, linearLight: true, background: .white)
        let masked = [picture, result, mask.pixels]
        return [
            Case(operation: .maskTransparent, sources: [mask.pixels], expected: { mask.transparentEdits() }),
            Case(operation: .canvasOutpaint(outpaint), sources: [picture], expected: { try outpaint.canvas(picture) }),
            Case(operation: .pictureFit(fit), sources: [picture], expected: { fit.apply(picture) }),
            Case(
                operation: .compositePreserve,
                sources: masked,
                expected: { Composite.preservingOutside(original: picture, result: result, mask: mask) }
            ),
            Case(
                operation: .driftHeatMap,
                sources: masked,
                expected: { DriftMeasure.heatMap(original: picture, result: result, mask: mask) },
                measures: [
                    "outside_changed_px", "outside_changed_ppm", "outside_mean_abs_milli", "inside_changed_ppm",
                    "geometry",
                ]
            ),
            Case(
                operation: .pictureThumbnail(longestEdge: 7),
                sources: [picture],
                expected: { Thumbnail.make(picture, longestEdge: 7) }
            ),
        ]
    }

    @Test(arguments: cases)
    func `an operation gives what is called by its name, each time`(_ sample: Case) throws {
        let sources = sample.sources.map(Self.source)
        let made = try OperationTable.apply(sample.operation, to: sources)
        #expect(made.pixels == (try sample.expected()))
        #expect(Set(made.measures.keys) == sample.measures)
        #expect(try OperationTable.apply(sample.operation, to: sources) == made)
        #expect(OperationTable.knows(sample.operation.name))
    }

    @Test(arguments: cases)
    func `a parameter that is missing, of another kind, or too many is refused`(_ sample: Case) throws {
        let sources = sample.sources.map(Self.source)
        func isRefused(_ parameters: [String: Operation.Parameter]) -> Bool {
            do throws(PictureError) {
                _ = try OperationTable.apply(Operation(sample.operation.name, parameters), to: sources)
                return false
            } catch {
                guard case .invalidOperation = error else { return false }
                return true
            }
        }
        for (key, value) in sample.operation.parameters {
            var parameters = sample.operation.parameters
            parameters[key] = nil
            #expect(isRefused(parameters), "without \(key)")
            if case .text = value { parameters[key] = .integer(1) } else { parameters[key] = .text("1") }
            #expect(isRefused(parameters), "\(key) of another kind")
        }
        #expect(isRefused(sample.operation.parameters.merging(["strength": .integer(1)]) { _, new in new }))
    }

    @Test(arguments: cases)
    func `another number of sources is refused`(_ sample: Case) throws {
        let source = Self.source(Self.picture)
        for count in [0, 4] {
            #expect {
                _ = try OperationTable.apply(sample.operation, to: Array(repeating: source, count: count))
            } throws: { error in
                if case .invalidOperation? = error as? PictureError { true } else { false }
            }
        }
    }

    @Test(arguments: ["mask.make", "mask.make@2", "wav.join@1", ""])
    func `an unknown operation or version is told as such`(name: String) {
        #expect(!OperationTable.knows(name))
        #expect(throws: PictureError.invalidOperation("\(name) is no operation of this version")) {
            try OperationTable.apply(Operation(name), to: [])
        }
    }

    @Test(arguments: [("aligned_to", 0), ("left", -1), ("right", 1_000_000)])
    func `numbers out of range are refused`(key: String, number: Int) throws {
        let outpaint = try #require(Self.cases.first { $0.operation.name == "canvas.outpaint@1" })
        var parameters = outpaint.operation.parameters
        parameters[key] = .integer(number)
        #expect(throws: PictureError.self) {
            try OperationTable.apply(Operation("canvas.outpaint@1", parameters), to: [Self.source(Self.picture)])
        }
    }

    @Test func `a canvas that would fill the memory is refused`() throws {
        let outpaint = try Outpaint(left: 99_999, bottom: 99_999)
        #expect {
            _ = try OperationTable.apply(.canvasOutpaint(outpaint), to: [Self.source(Self.picture)])
        } throws: { error in
            if case .tooManyPixels? = error as? PictureError { true } else { false }
        }
    }

    @Test func `a mask of another size than the original is no mask of it`() {
        let small = Self.source(PixelBuffer(width: 3, height: 3, .white))
        let picture = Self.source(Self.picture)
        for operation in [Operation.compositePreserve, .driftHeatMap] {
            #expect(throws: PictureError.sizeDiffers(PixelSize(width: 3, height: 3), from: Self.size)) {
                try OperationTable.apply(operation, to: [picture, picture, small])
            }
        }
    }

    @Test func `a source is fetched when it is wanted, and decoded once`() throws {
        let fetched = Mutex(0)
        let bytes = PictureWriter.png(Self.picture)
        let source = PictureSource {
            fetched.withLock { $0 += 1 }
            return bytes
        }
        #expect(fetched.withLock(\.self) == 0)
        #expect(try source.size() == Self.size)
        #expect(try source.pixels() == Self.picture)
        #expect(try source.pixels() == Self.picture && source.size() == Self.size)
        #expect(fetched.withLock(\.self) == 2)
    }

    @Test func `a blank source has a size, and is clear when it is looked at`() throws {
        let source = PictureSource(blank: Self.size)
        #expect(try source.size() == Self.size)
        #expect(try source.pixels() == PixelBuffer(width: Self.size.width, height: Self.size.height))
        #expect(try source.size() == Self.size)
    }

    @Test func `a mask's file is that of its grey picture, texts included`() throws {
        let recipe = MaskRecipe(
            size: Self.size,
            regions: [try Region(spec: "rect:3:4:9:5", in: Self.size)],
            feather: "2"
        )
        let result = try OperationTable.apply(.maskMake(recipe), to: [PictureSource(blank: Self.size)])
        let text = [(keyword: "Comment", value: "x")]
        #expect(result.size == Self.size)
        #expect(result.pixels == (try recipe.make().pixels))
        #expect(result.png(text: text) == PictureWriter.png(result.pixels, text: text))
    }

    @Test func `a source that cannot be read says why`() {
        let fault = FileFault("open", "/nowhere", errno: 2)
        #expect(throws: PictureError.unreadable(fault)) {
            try PictureSource { () throws(FileFault) in throw fault }.pixels()
        }
    }
}
