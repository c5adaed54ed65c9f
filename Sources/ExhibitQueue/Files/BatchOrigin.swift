import ExhibitJSON

/// Where a batch came from, and where its files go: kept as a private value of its opening, for whoever goes on with it.
package struct BatchOrigin: Sendable, Hashable {
    /// Of the batch's files, absolute.
    package let folder: String
    /// Of the manifest, absolute; nil when it was no file.
    package let path: String?
    /// The manifest as it was read.
    package let text: String

    /// Raised when a reader of this version could misread what is written.
    private static let version = 1

    package init(folder: String, path: String?, text: String) {
        self.folder = folder
        self.path = path
        self.text = text
    }

    /// Canonical JSON.
    package var bytes: [UInt8] {
        get throws {
            var object: JSONObject = ["v": .int(Self.version), "folder": .string(folder), "text": .string(text)]
            object["path"] = path.map(JSONValue.string)
            return try CanonicalJSON.bytes(.object(object))
        }
    }

    /// Nil for what this program did not write.
    package init?(reading text: String) {
        guard let object = try? CanonicalJSON.read(Array(text.utf8)).object, object["v"]?.int == Self.version,
            let folder = object["folder"]?.string, let manifest = object["text"]?.string
        else { return nil }
        self.init(folder: folder, path: object["path"]?.string, text: manifest)
    }
}
