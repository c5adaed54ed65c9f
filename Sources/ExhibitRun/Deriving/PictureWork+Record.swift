import ExhibitJSON
import ExhibitModel
import ExhibitPicture
import ExhibitProvider

/// A run's picture work as `pictures` of its intent, and back.
extension PictureWork {
    /// Nil when the answer is taken as it comes and nothing says where to paint.
    var recorded: JSONObject? {
        guard mask != nil || !afterReply.isEmpty else { return nil }
        var object: JSONObject = [:]
        object["mask"] = mask.map { .object($0.recorded) }
        if let masked = afterReply.measures {
            object["original_sha256"] = .string(masked.original.hex)
            object["mask_sha256"] = .string(masked.mask.hex)
        }
        if afterReply.preservesOutside { object["preserves_outside"] = true }
        object["fit"] = afterReply.fit.map { .object($0.recorded) }
        return object
    }

    /// What is left to do of a run that was announced: its files are in the record.
    ///
    /// - Throws: `run.not_resumable` for what this version cannot read: nothing is left out in silence.
    init(recorded: JSONObject) throws(Report) {
        self.init(
            mask: try Self.member("mask", recorded, MaskUse.init(recorded:)),
            afterReply: ReplyWork(
                measures: try Self.masked(recorded),
                preservesOutside: recorded["preserves_outside"]?.bool ?? false,
                fit: try Self.member("fit", recorded, Fit.init(recorded:))
            )
        )
    }

    private static func member<Part>(
        _ key: String,
        _ recorded: JSONObject,
        _ read: (JSONObject) -> Part?
    ) throws(Report) -> Part? {
        guard let value = recorded[key] else { return nil }
        guard let part = value.object.flatMap(read) else { throw unreadable(key) }
        return part
    }

    private static func masked(_ recorded: JSONObject) throws(Report) -> ReplyWork.Masked? {
        guard recorded["original_sha256"] != nil || recorded["preserves_outside"] != nil else { return nil }
        guard let original = recorded["original_sha256"]?.string.flatMap({ Digest(hex: $0) }),
            let mask = recorded["mask_sha256"]?.string.flatMap({ Digest(hex: $0) })
        else { throw unreadable("original and mask") }
        return ReplyWork.Masked(original: original, mask: mask)
    }

    private static func unreadable(_ what: String) -> Report {
        Report(
            .runNotResumable,
            "the run's \(what) cannot be read by this version of exhibit",
            hint: "resume it with the version that made it"
        )
    }
}

extension MaskUse {
    fileprivate var recorded: JSONObject {
        var object: JSONObject = [
            "convention": .string(convention.rawValue), "canonical_sha256": .string(canonical.hex),
        ]
        object["form"] = form.map { .string($0.rawValue) }
        object["sent_sha256"] = sent.map { .string($0.hex) }
        return object
    }

    fileprivate init?(recorded: JSONObject) {
        guard let convention = recorded["convention"]?.string.flatMap(MaskConvention.init(rawValue:)),
            let canonical = recorded["canonical_sha256"]?.string.flatMap({ Digest(hex: $0) })
        else { return nil }
        self.init(
            convention: convention,
            form: recorded["form"]?.string.flatMap(MaskForm.init(rawValue:)),
            canonical: canonical,
            sent: recorded["sent_sha256"]?.string.flatMap { Digest(hex: $0) }
        )
    }
}

extension Fit {
    fileprivate var recorded: JSONObject {
        [
            "width": .int(size.width), "height": .int(size.height), "mode": .string(mode.rawValue),
            "linear_light": .bool(linearLight), "background": .string(background.text),
        ]
    }

    fileprivate init?(recorded: JSONObject) {
        guard let width = recorded["width"]?.int, let height = recorded["height"]?.int, width > 0, height > 0,
            let mode = recorded["mode"]?.string.flatMap(Mode.init(rawValue:)),
            let background = recorded["background"]?.string.flatMap({ Colour($0) })
        else { return nil }
        do throws(PictureError) {
            try self.init(
                size: PixelSize(width: width, height: height),
                mode: mode,
                linearLight: recorded["linear_light"]?.bool ?? false,
                background: background
            )
        } catch {
            return nil
        }
    }
}
