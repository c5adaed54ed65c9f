/// JSON5 (<https://spec.json5.org>) for configuration files that people write.
///
/// Stricter than the specification in what a config cannot mean: duplicate keys, `Infinity`, `NaN` and more than
/// ``JSONReader/depthLimit`` levels are errors. Numbers come out in JSON's spelling: `+.5` as `0.5`, `0x1F` as `31`.
package enum JSON5Reader {
    package static func read(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        do throws(ReadingFault) {
            guard let text = String(validating: body, as: UTF8.self) else {
                throw ReadingFault(.invalidUTF8, at: InvalidUTF8.firstOffset(in: body[...]) ?? 0)
            }
            var scanner = JSON5Scanner(text)
            return try scanner.document()
        } catch {
            throw error.located(in: body)
        }
    }
}
