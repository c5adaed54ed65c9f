import ExhibitModel

/// The JSON that pointers into a body point into: the body itself, or the array of an event stream's data.
package struct BodyValue: Sendable, Hashable {
    package let value: JSONValue
    /// Two readers could find different values in the same bytes.
    package let isAmbiguous: Bool
    package let isEventStream: Bool

    /// Nil when the bytes are neither; `contentType` is the answer's header.
    package init?(_ bytes: [UInt8], contentType: String?) {
        isEventStream = contentType?.lowercased().hasPrefix("text/event-stream") == true
        if isEventStream {
            let read = EventStream.read(bytes)
            value = .array(read.values)
            isAmbiguous = read.isAmbiguous
        } else {
            guard let read = try? JSONReader.readTolerant(bytes) else { return nil }  // what is no JSON is text
            value = read.value
            isAmbiguous = !read.ambiguities.isEmpty
        }
    }

    /// The strings at the pointer (RFC 6901); with a `*` for one step, those of every element that has one there.
    package func strings(at pointer: String) -> [String] {
        guard let star = pointer.firstRange(of: "/*/") else {
            return JSONPointer(pointer).flatMap { value.at($0)?.string }.map { [$0] } ?? []
        }
        guard let list = JSONPointer(String(pointer[..<star.lowerBound])).flatMap({ value.at($0)?.array }),
            let rest = JSONPointer("/" + pointer[star.upperBound...])
        else { return [] }
        return list.compactMap { $0.at(rest)?.string }
    }

    /// The same for a body that may be any text: in one that is no JSON, a place is one of ``EmbeddedBase64``.
    package static func strings(at pointer: String, of bytes: [UInt8], contentType: String?) -> [String] {
        guard let value = BodyValue(bytes, contentType: contentType) else { return strings(at: pointer, inText: bytes) }
        return value.strings(at: pointer)
    }

    package static func strings(at place: String, inText bytes: [UInt8]) -> [String] {
        EmbeddedBase64.string(at: place, in: String(decoding: bytes, as: UTF8.self)).map { [$0] } ?? []
    }
}
