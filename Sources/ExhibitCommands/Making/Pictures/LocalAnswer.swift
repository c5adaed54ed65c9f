import ExhibitJSON
import ExhibitModel
import ExhibitPicture
import ExhibitRun

/// What is told of pictures that were made without a run.
struct LocalAnswer {
    let prepared: PreparedPicture
    /// As it was written, which may be another form than the canonical one.
    let mask: DerivedFile
    /// Nil when no object was looked for.
    let object: ObjectOptions.Target?
    var canvas: DerivedFile?

    var answer: Answer {
        let path = (canvas ?? mask).path ?? ""
        return Answer(
            result: .object(result),
            lines: PictureLines.prepared(prepared) + prepared.notes.map { "note      \($0.message)" }
                + [mask.path, canvas?.path].compactMap(\.self),
            quietLines: [path]
        )
    }

    private var result: JSONObject {
        let canonical = prepared.mask
        var result = JSONObject([
            ("image", prepared.source.input.path.isEmpty ? .null : .string(prepared.source.input.path)),
            ("mask", text(mask.path)),
            ("mask_sha256", .string(mask.sha256.hex)), ("canonical_sha256", .string(canonical.sha256.hex)),
            ("canvas", text(canvas?.path)), ("canvas_sha256", text(canvas?.sha256.hex)),
            ("width", .int(prepared.size.width)), ("height", .int(prepared.size.height)),
            ("edited_pixels", .int(prepared.editedPixels)), ("edited_ppm", .int(prepared.editedPPM)),
            ("form", text(prepared.givenForm?.rawValue)),
            ("operation", .string(canonical.operation.name)),
            ("parameters", .object(PictureLines.parameters(canonical.operation))),
            ("notes", .array(prepared.notes.map { ["code": .string($0.code), "message": .string($0.message)] })),
        ])
        if let object {
            result["edit_target"] = .string(object.rawValue)
            result["selection_mode"] = text(canonical.word("mode"))
            result["confidence_permille"] = .int(canonical.count("confidence_permille"))
        }
        return result
    }

    private func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
}
