import ExhibitJSON
import ExhibitModel
import ExhibitPicture
import ExhibitRun

/// Prepared pictures, and what became of them, in words.
enum PictureLines {
    /// How much is painted, of what, and how that was found.
    static func prepared(_ prepared: PreparedPicture) -> [String] {
        var line = "mask      \(prepared.size), \(percent(prepared.editedPPM)) is painted"
        if let mode = prepared.mask.word("mode") {
            line += ", found by \(mode), \(percent(prepared.mask.count("confidence_permille") * 1000)) sure"
        }
        if let form = prepared.givenForm { line += ", given as \(form.rawValue)" }
        guard let canvas = prepared.canvas else { return [line] }
        var room = "canvas    \(canvas.size) around \(prepared.source.size)"
        if case .integer(let step)? = canvas.operation.parameters["aligned_to"], step > 1 {
            room += ", in multiples of \(step)"
        }
        return [room, line]
    }

    /// Where mask and canvas of a run are, by its result.
    static func delivered(_ result: JSONObject) -> [String] {
        (result["derived"]?.array ?? []).compactMap { file in
            guard let role = file["role"]?.string, let path = file["path"]?.string else { return nil }
            return role == "mask" || role == "canvas" ? role.padded(10) + path : nil
        }
    }

    /// An operation's parameters, by name.
    static func parameters(_ operation: Operation) -> JSONObject {
        JSONObject(
            operation.parameters.sorted { $0.key < $1.key }.map { name, value in
                switch value {
                case .integer(let number): (name, .int(number))
                case .text(let text): (name, .string(text))
                case .flag(let flag): (name, .bool(flag))
                }
            }
        )
    }

    /// Parts of a million as percent with one decimal; what is more than nothing, and less than all, is never rounded
    /// to them.
    static func percent(_ ppm: Int) -> String {
        guard ppm > 0 else { return "0 %" }
        guard ppm < 1_000_000 else { return "100 %" }
        if ppm < 500 { return "less than 0.1 %" }
        let tenths = min(999, (ppm + 500) / 1000)
        return "\(tenths / 10).\(tenths % 10) %"
    }
}
