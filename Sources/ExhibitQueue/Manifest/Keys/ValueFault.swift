import ExhibitModel

/// Why a value is none for its key.
enum ValueFault: Error, Hashable {
    /// It is of another type, or its text reads as none of its form.
    case form
    case standardInput
    case nul
    case openHeader
    /// A JSON object's text that is none, with the reader's word.
    case json(String)

    func problem(_ setting: Setting, at place: ManifestPlace?) -> ManifestProblem {
        let key = ItemKey.shown(setting.spelling)
        let form = setting.key.form
        return switch self {
        case .form:
            ManifestProblem(
                "\(key) must be \(form.sentence), not \(ItemKey.shown(setting.value))",
                hint: "write \(form.sentence), or leave the key out",
                at: place
            )
        case .standardInput:
            ManifestProblem(
                "\(key) is \"-\", standard input, which tasks cannot share",
                hint: "write the text or the path itself",
                at: place
            )
        case .nul:
            ManifestProblem("\(key) contains a NUL character", hint: "remove it", at: place)
        case .openHeader:
            ManifestProblem(
                "\(key) holds a value of its own, and a manifest is kept",
                hint: "write NAME: env:VAR, or NAME: Bearer env:VAR",
                at: place
            )
        case .json(let reason):
            ManifestProblem("\(key): \(reason)", hint: "give a JSON object, or @FILE", at: place, code: .jsonInvalid)
        }
    }
}
