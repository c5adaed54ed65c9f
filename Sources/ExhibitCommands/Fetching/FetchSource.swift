import ExhibitModel
import ExhibitTransport

/// What is fetched from: an address that is asked, or a text that is there.
enum FetchSource {
    case address(String)
    case text([UInt8], scheme: String)

    /// Of a text that is given: what is in base64 in it is held in memory twice.
    private static let limit = 256 << 20

    static func read(_ options: FetchOptions, _ environment: Environment) throws -> FetchSource {
        let given = [options.reference, options.responseText, options.responseFile].compactMap(\.self)
        guard given.count == 1 else {
            throw Report(
                .usageInvalid,
                given.isEmpty ? "nothing to fetch was named" : "more than one source was named",
                hint: "give an address, a file, -, --response-text TEXT or --response-file FILE"
            )
        }
        if let text = options.responseText, text != "-" { return try checked(Array(text.utf8), "text") }
        if let reference = options.reference, isAddress(reference) { return .address(try checked(reference)) }
        if let reference = options.reference, reference.prefix(5).lowercased() == "data:" {
            return try checked(Array(reference.utf8), "text")
        }
        let path = given[0]
        if path == "-" { return try checked(RegularFile.readStandardInput(limit: limit), "text") }
        return try checked(try file(environment.absolute(path), path), "file")
    }

    private static func file(_ path: String, _ shown: String) throws(Report) -> [UInt8] {
        do throws(FileFault) {
            return try RegularFile.read(path, limit: limit)
        } catch {
            let isLarge = error.errno == 27  // EFBIG
            throw Report(
                isLarge ? .inputTooLarge : .inputUnreadable,
                "\(shown): \(isLarge ? "it is larger than \(limit >> 20) MiB" : error.reason)",
                hint: isLarge ? "give a shorter text" : "name an address that begins with https://, or a readable file"
            )
        }
    }

    private static func isAddress(_ text: String) -> Bool {
        let start = text.prefix(8).lowercased()
        return start.hasPrefix("https://") || start.hasPrefix("http://")
    }

    /// Without a fragment, which is the reader's own, and without a name and password, which belong into a header.
    private static func checked(_ address: String) throws -> String {
        guard let parts = URLParts(address) else {
            throw Report(.usageInvalid, "the address is not understood", hint: "write https://HOST/PATH")
        }
        guard !parts.hasUserInfo else {
            throw Report(
                .usageInvalid,
                "the address holds a user name or password",
                hint: "give them as --header 'Authorization: Basic env:VAR'"
            )
        }
        return parts.text
    }

    private static func checked(_ text: [UInt8], _ scheme: String) throws -> FetchSource {
        guard text.contains(where: { $0 > 0x20 }) else { throw Report(.inputUnreadable, "the text is empty") }
        return .text(text, scheme: scheme)
    }
}
