/// Finds the run that entry bytes name without reading them as JSON.
///
/// Only a hint on when a run is complete: what it says of bytes that are no entry does not matter.
enum RunHint {
    private static let key = Array(",\"run\":\"".utf8)
    /// Canonical bytes end with the short members after `run`.
    private static let reach = 2048

    static func run(_ bytes: [UInt8]) -> String? {
        let length = key.count
        var place = bytes.count - length - 27
        let least = max(0, bytes.count - reach)
        while place >= least {
            if bytes[place] == key[0], bytes[place + 2] == key[2], bytes[place..<place + length].elementsEqual(key) {
                return String(decoding: bytes[(place + length)..<(place + length + 26)], as: UTF8.self)
            }
            place -= 1
        }
        return nil
    }
}
