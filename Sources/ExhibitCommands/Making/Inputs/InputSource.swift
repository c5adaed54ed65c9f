import ExhibitModel
import ExhibitRun

/// Where an input's bytes come from (parity C2).
enum InputSource {
    case file(path: String, given: String)
    case standardInput
    /// RFC 2397, with base64.
    case dataURL([UInt8])

    init(_ text: String, _ environment: Environment) throws {
        if text == "-" {
            self = .standardInput
        } else if text.hasPrefix("data:") {
            guard let comma = text.firstIndex(of: ","), text[..<comma].lowercased().hasSuffix(";base64") else {
                throw Report(.inputUnreadable, "a data: URL of an image needs ;base64, before its bytes")
            }
            guard let bytes = Base64.decode(text[text.index(after: comma)...]) else {
                throw Report(.inputUnreadable, "the base64 of the data: URL is not valid")
            }
            self = .dataURL(bytes)
        } else {
            self = .file(path: environment.absolute(text), given: text)
        }
    }

    var isFile: Bool {
        if case .file = self { true } else { false }
    }

    /// What the record keeps as the input's path.
    var path: String {
        switch self {
        case .file(let path, _): path
        case .standardInput: "-"
        case .dataURL: "data:"
        }
    }

    /// For messages.
    var shown: String {
        switch self {
        case .file(_, let given): given
        case .standardInput: "standard input"
        case .dataURL: "the data: URL"
        }
    }

    func read() throws -> [UInt8] {
        do throws(FileFault) {
            switch self {
            case .file(let path, _): return try RegularFile.read(path, limit: InputLimits.bytes)
            case .standardInput: return try RegularFile.readStandardInput(limit: InputLimits.bytes)
            // A word of a command line is never as long as the limit.
            case .dataURL(let bytes): return bytes
            }
        } catch {
            let isTooLarge = error.errno == 27  // EFBIG
            throw Report(isTooLarge ? .inputTooLarge : .inputUnreadable, "\(shown): \(Self.reason(error))")
        }
    }

    private static func reason(_ fault: FileFault) -> String {
        switch fault.errno {
        case 22: "it is no regular file"  // EINVAL: a FIFO or a device
        case 27: "it is larger than \(InputLimits.bytes >> 20) MiB"  // EFBIG
        default: fault.reason
        }
    }
}
