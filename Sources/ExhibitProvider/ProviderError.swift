package import ExhibitJSON
package import ExhibitModel

/// Why an intent cannot be put into a request; nothing has been sent when one is thrown.
package enum ProviderError: Error, Sendable, Hashable {
    case promptMissing
    case promptTooLong(characters: Int, limit: Int)
    case sizeNotAllowed(String)
    case optionInvalid(name: String, problem: String)
    /// The dialect has no field for the option on this route.
    case optionNotSupported(name: String, dialect: String, route: String)
    case inputMissing
    case inputsNotSupported(route: String)
    /// Speech without a voice: none is chosen for the caller.
    case voiceMissing
    case maskRepeated
    case maskSize(mask: String, image: String)
    /// The dialect's requests have no place for one.
    case maskNotSupported(dialect: String)
    case extraJSONMalformed(JSONError)
    case extraJSONInvalid(field: String?, problem: String)
    case endpointInvalid(String, problem: String)
    case routeUnknown(String, dialect: String)
    /// The dialect has another way to what the option asks for.
    case optionReplaced(name: String, dialect: String, hint: String)
    /// What the model is made for, or needs, is not what is asked of it.
    case modelUnfit(model: String, problem: String, hint: String)
}

extension ProviderError: Reportable {
    private static let voices =
        "alloy, ash, ballad, coral, echo, fable, onyx, nova, sage, shimmer, verse, marin and cedar"

    package var report: Report {
        switch self {
        case .promptMissing:
            Report(.promptMissing, "the prompt is empty")
        case .promptTooLong(let characters, let limit):
            Report(.promptTooLong, "the prompt has \(characters) characters; the limit is \(limit)")
        case .sizeNotAllowed(let size):
            Report(.sizeNotAllowed, "\"\(size)\" is not a size")
        case .optionInvalid(let name, let problem):
            Report(.usageInvalid, "\(name): \(problem)")
        case .optionNotSupported(let name, let dialect, let route):
            Report(.usageNotSupported, "the dialect \(dialect) has no field \"\(name)\" for \(route)")
        case .inputMissing:
            Report(.inputMissing, ErrorCode.inputMissing.sentence)
        case .inputsNotSupported(let route):
            Report(
                .usageNotSupported,
                "images cannot be sent to \(route)",
                hint: "send them to edits: exhibit edit --image FILE"
            )
        case .voiceMissing:
            Report(.usageInvalid, "speech needs a voice", hint: "add --voice NAME; OpenAI's are \(Self.voices)")
        case .maskRepeated:
            Report(.usageInvalid, "more than one mask was given")
        case .maskSize(let mask, let image):
            Report(.maskSizeDiffers, "the mask is \(mask), the first image \(image); they have to be of one size")
        case .maskNotSupported(let dialect):
            Report(.maskUnsupported, "the dialect \(dialect) has no place for a mask; nothing was sent")
        case .extraJSONMalformed(let error):
            Report(.jsonInvalid, "extra JSON: \(error.message)")
        case .extraJSONInvalid(let field, let problem):
            Report(.jsonInvalid, "extra JSON" + (field.map { ", \"\($0)\"" } ?? "") + ": \(problem)")
        case .endpointInvalid(let endpoint, let problem):
            Report(.usageInvalid, "--endpoint \(endpoint): \(problem)")
        case .routeUnknown(let route, let dialect):
            Report(.usageNotSupported, "the dialect \(dialect) has no route \"\(route)\"")
        case .optionReplaced(let name, let dialect, let hint):
            Report(.usageNotSupported, "the dialect \(dialect) has no field \"\(name)\"", hint: hint)
        case .modelUnfit(let model, let problem, let hint):
            Report(.usageInvalid, "\(model) \(problem)", hint: hint)
        }
    }
}
