import ExhibitJSON
import ExhibitModel

/// The optional fields of a request: which there are on a route, and what may stand in them.
///
/// Words such as qualities and formats are not checked against lists: new models bring new words within weeks.
struct OpenAIOptions {
    private static let ofImages: Set<String> = [
        "background", "moderation", "n", "output_compression", "output_format", "partial_images", "quality",
        "response_format", "seed", "size", "stream", "style", "user",
    ]
    private static let ofReferences: Set<String> = [
        ReferenceTransport.option, ReferenceTransport.keyOption, ReferenceTransport.droppingOption,
    ]
    private static let ofFirstFrame: Set<String> = [FirstFrame.transportOption, FirstFrame.fieldOption]

    /// Only what was given, in the order in which it was given.
    let fields: [(name: String, value: JSONValue)]
    /// Fields whose texts are the caller's own affair.
    let privateNames: Set<String>

    init(_ options: [Intent.Option], for route: OpenAIRoute) throws(ProviderError) {
        var fields: [(name: String, value: JSONValue)] = []
        var privateNames: Set<String> = []
        let steering = Self.steering(of: route)
        let known = Self.fields(of: route)
        for option in try SizeOption.joiningEdges(options) where !steering.contains(option.name) {
            guard known.contains(option.name) else {
                throw .optionNotSupported(name: option.name, dialect: "openai", route: route.rawValue)
            }
            let value = try Self.value(of: option)
            try Self.check(option.name, value)
            fields.append(Self.field(option.name, value, on: route))
            if case .privateText = option.value { privateNames.insert(option.name) }
        }
        self.fields = fields
        self.privateNames = privateNames
    }

    private static func fields(of route: OpenAIRoute) -> Set<String> {
        switch route {
        case .generations: ofImages
        case .edits: ofImages.union(["input_fidelity"])
        case .videos: ["fps", "seconds", "seed", "size"]
        case .speech: ["instructions", "response_format", "speed", "stream", "voice"]
        }
    }

    /// What says how the request is made, and is no field of it.
    private static func steering(of route: OpenAIRoute) -> Set<String> {
        switch route {
        case .generations, .edits: ofReferences.union([JobAddress.template])
        case .videos: ofReferences.union(ofFirstFrame).union([JobAddress.template])
        case .speech: [JobAddress.template]
        }
    }

    /// The field as this route writes it.
    private static func field(_ name: String, _ value: JSONValue, on route: OpenAIRoute) -> (String, JSONValue) {
        switch (route, name) {
        // OpenAI's type. A gateway that wants a number gets it by extra JSON: {"seconds":6}.
        case (.videos, "seconds"): (name, .string(value.string ?? JSONText.compact(value)))
        case (.speech, "stream"): ("stream_format", value.bool == true ? "sse" : "audio")
        default: (name, value)
        }
    }

    private static func value(of option: Intent.Option) throws(ProviderError) -> JSONValue {
        switch option.value {
        case .text(let text), .privateText(let text): return .string(text)
        case .integer(let integer): return .int(integer)
        case .flag(let flag): return .bool(flag)
        case .decimal(let digits):
            guard let number = JSONNumber(text: digits) else {
                throw .optionInvalid(name: option.name, problem: "\"\(digits)\" is not a number")
            }
            return .number(number)
        }
    }

    private static func check(_ name: String, _ value: JSONValue) throws(ProviderError) {
        switch name {
        case "size": try SizeOption.check(value)
        case "n": try check(name, value, in: 1...10)
        case "output_compression": try check(name, value, in: 0...100)
        case "partial_images": try check(name, value, in: 0...3)
        case "seconds", "fps":
            let number = value.number ?? value.string.flatMap(JSONNumber.init(text:))
            guard let number, let amount = Double(number.text), amount > 0, amount.isFinite else {
                throw .optionInvalid(name: name, problem: "must be a number above 0")
            }
        default:
            if value.string == "" { throw .optionInvalid(name: name, problem: "must not be empty") }
        }
    }

    private static func check(
        _ name: String,
        _ value: JSONValue,
        in range: ClosedRange<Int>
    ) throws(ProviderError) {
        guard let integer = value.int, range.contains(integer) else {
            throw .optionInvalid(
                name: name,
                problem: "must be a whole number from \(range.lowerBound) to \(range.upperBound)"
            )
        }
    }
}
