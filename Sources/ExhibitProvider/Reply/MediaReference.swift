/// Where a made picture is: inside the answer, or at an address that the answer names.
package struct MediaReference: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// The string at the pointer is base64.
        case base64
        /// The string at the pointer is a `data:` URL with base64; its type is the server's word.
        case dataURL(mediaType: String?)
        /// Each string that the pointer finds is base64 of a part of one file, in order; the pointer has a `*` in it.
        case joinedBase64
        /// The bytes of the answer itself.
        case body
        case url(String)
        /// A path in the answer, made absolute; ``MediaReference/written`` has it as it stood.
        case path(String)
        /// A file on this machine that the answer names: a provider that runs here wrote it.
        case localFile(String)
    }

    /// RFC 6901, of the string in the answer; empty for the whole body, and for references in text that is not JSON.
    package let pointer: String
    package let kind: Kind
    /// The address as the answer wrote it; nil for bytes inside the answer.
    package let written: String?

    package init(pointer: String, kind: Kind, written: String? = nil) {
        self.pointer = pointer
        self.kind = kind
        self.written = written
    }

    /// The address to fetch; nil for bytes inside the answer.
    package var address: String? {
        switch kind {
        case .url(let url), .path(let url): url
        case .base64, .dataURL, .joinedBase64, .body, .localFile: nil
        }
    }

    /// The path of a file on this machine; nil for bytes anywhere else.
    package var localFile: String? {
        if case .localFile(let path) = kind { path } else { nil }
    }

    /// The bytes are not in the answer: at an address, or in a file.
    package var isElsewhere: Bool {
        switch kind {
        case .url, .path, .localFile: true
        case .base64, .dataURL, .joinedBase64, .body: false
        }
    }

    /// How the record says that the bytes follow from the answer.
    package var decode: String {
        switch kind {
        case .base64: "base64"
        case .joinedBase64: "base64_join"
        case .dataURL: "data_url"
        case .body: "body"
        case .url, .path: "url"
        case .localFile: "file"
        }
    }
}
