import ExhibitArchive
import ExhibitCrypto
import ExhibitModel
import ExhibitPicture

/// Makes a derived picture again from its sources.
enum PictureAgain {
    /// In what the file, or what comes out now, is not what was recorded; nil when it is.
    static func difference(_ file: DerivedRecord, _ own: HeldBlob, _ sources: [HeldBlob]) -> String? {
        do throws(PictureError) {
            let kept = try source(own).pixels()
            if let reason = difference(kept, file) { return "the picture that is kept \(reason)" }
            let made = try OperationTable.apply(file.operation, to: sources.map(source))
            if let reason = difference(made.pixels, file) { return "the picture that is made again \(reason)" }
            guard made.measures == file.measures else { return "measured again, \(difference(made.measures, file))" }
            return nil
        } catch {
            return "it cannot be made again from what it was made from: \(error)"
        }
    }

    private static func difference(_ pixels: PixelBuffer, _ file: DerivedRecord) -> String? {
        if let width = file.width, let height = file.height, width != pixels.width || height != pixels.height {
            return "is \(pixels.size), recorded are \(width)x\(height)"
        }
        guard SHA256.hash(pixels.bytes) != file.pixelsSHA256 else { return nil }
        return "does not have the pixels that were recorded"
    }

    private static func difference(_ measures: [String: Operation.Parameter], _ file: DerivedRecord) -> String {
        let names = Set(measures.keys).union(file.measures.keys).sorted()
        guard let name = names.first(where: { measures[$0] != file.measures[$0] }) else { return "it is the same" }
        func text(_ value: Operation.Parameter?) -> String {
            switch value {
            case .integer(let number)?: "\(number)"
            case .text(let text)?: text
            case .flag(let flag)?: "\(flag)"
            case nil: "nothing"
            }
        }
        return "\(name) is \(text(measures[name])), recorded is \(text(file.measures[name]))"
    }

    private static func source(_ blob: HeldBlob) -> PictureSource {
        if case .bytes(let bytes) = blob.source { return PictureSource { bytes } }
        return PictureSource(path: blob.path ?? "")
    }
}
