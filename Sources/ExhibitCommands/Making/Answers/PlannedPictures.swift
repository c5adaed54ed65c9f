import ExhibitJSON
import ExhibitModel
import ExhibitPicture
import ExhibitProvider
import ExhibitRun

/// What a run would send of the pictures that were made for it, in the words of its result.
enum PlannedPictures {
    static func mask(_ work: PictureWork?) -> JSONValue {
        guard let use = work?.mask else { return .null }
        return [
            "convention": .string(use.convention.rawValue), "form": text(use.form?.rawValue),
            "canonical_sha256": .string(use.canonical.hex), "sent_sha256": text(use.sent?.hex),
            "edited_pixels": canonical(work).map { .int($0.count("edited_px")) } ?? .null,
        ]
    }

    static func derived(_ work: PictureWork?) -> JSONValue {
        .array(
            (work?.derived ?? []).map { file in
                [
                    "role": .string(file.role.rawValue), "op": .string(file.operation.name), "path": text(file.path),
                    "sha256": .string(file.sha256.hex), "bytes": .int(file.bytes.count),
                    "width": .int(file.size.width), "height": .int(file.size.height),
                    "from": .array(file.from.map { .string($0.hex) }),
                ]
            }
        )
    }

    static func lines(_ work: PictureWork?) -> [String] {
        let canvas = work?.derived.first { $0.role == .canvas }
        guard let work, let use = work.mask, let mask = canonical(work) else { return [] }
        let edited = PictureLines.percent(mask.count("edited_px") * 1_000_000 / (mask.size.width * mask.size.height))
        return [
            canvas.map { "canvas      \($0.size), made by \($0.operation.name)" },
            "mask        \(mask.size), \(edited) is painted; \(use.convention.sentence)",
        ].compactMap(\.self)
    }

    private static func canonical(_ work: PictureWork?) -> DerivedFile? {
        work?.derived.first { $0.sha256 == work?.mask?.canonical }
    }

    private static func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
}
