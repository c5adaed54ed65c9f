import ExhibitJSON
import ExhibitModel

/// A secret that stands in a file of the user's: one of the values of a JSON document, or the whole file.
struct SecretFile {
    private enum Layout: String, CaseIterable {
        case json
        case singleValue
    }

    private static let sizeLimit = 1 << 20
    /// The id of a file's only value.
    private static let onlyValue = "value"

    private let reference: SecretReference
    private let provider: String
    private let path: String
    private let layout: Layout
    private let allowsInsecurePath: Bool

    init(_ reference: SecretReference, provider: String, _ secrets: SecretSources) throws(ConfigurationError) {
        guard let settings = reference.settings, let path = settings.member("path") else {
            throw .invalid(reference.settings?.place ?? reference.place, "path is missing")
        }
        try secrets.trust.check()
        self.reference = reference
        self.provider = provider
        let text = try ResolvedText.expand(path, from: secrets.variables) { .invalid(path.place, $0) }.text
        guard text.hasPrefix("/") || text.hasPrefix("~/") else {
            throw .invalid(path.place, "must be an absolute path")
        }
        self.path = secrets.environment.absolute(text)
        layout = try settings.member("mode")?.word(Layout.self) ?? .json
        allowsInsecurePath = try settings.member("allowInsecurePath")?.bool() ?? false
    }

    func value() throws(ConfigurationError) -> ResolvedText {
        let text = try text(in: try bytes())
        return ResolvedText(text: text, source: "file \(reference.alias)", isFromOutside: true, notes: [])
    }

    private func bytes() throws(ConfigurationError) -> [UInt8] {
        let read: (bytes: [UInt8], facts: RegularFile.Facts)
        do throws(FileFault) {
            read = try RegularFile.readWithFacts(path, limit: Self.sizeLimit)
        } catch {
            throw .noSecret(provider: provider, reason: error.report.message, hint: "make \(path) a readable file")
        }
        guard !allowsInsecurePath else { return read.bytes }
        guard read.facts.owner == CurrentUser.id else {
            throw .untrusted("\(path), which holds a secret, belongs to another user", hint: "make the file your own")
        }
        guard !read.facts.isReadableByOthers, !read.facts.isWritableByOthers else {
            throw .untrusted("\(path), which holds a secret, is open to others", hint: "chmod 600 \(path)")
        }
        return read.bytes
    }

    private func text(in bytes: [UInt8]) throws(ConfigurationError) -> String {
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        let id = try reference.id.string()
        switch layout {
        case .singleValue:
            guard id == Self.onlyValue else {
                throw .invalid(reference.id.place, "must be \"\(Self.onlyValue)\": the file holds a single value")
            }
            guard let text = String(validating: body, as: UTF8.self) else { throw absent("is not UTF-8 text") }
            return text.hasSuffix("\r\n") || text.hasSuffix("\n") ? String(text.dropLast()) : text
        case .json:
            guard id.hasPrefix("/"), let pointer = JSONPointer(id) else {
                throw .invalid(reference.id.place, "must be a JSON pointer such as /providers/\(provider)/apiKey")
            }
            let root = try ConfigFile.parse(body, path) { bytes throws(JSONError) in
                try JSONReader.read(bytes, .reply)
            }
            guard let text = root.value.at(pointer)?.string, !text.isEmpty else {
                throw absent("has no text at \(pointer)")
            }
            return text
        }
    }

    private func absent(_ problem: String) -> ConfigurationError {
        .noSecret(
            provider: provider,
            reason: "\(path) \(problem), which \(reference.place) names",
            hint: "correct the file, or the reference"
        )
    }
}
