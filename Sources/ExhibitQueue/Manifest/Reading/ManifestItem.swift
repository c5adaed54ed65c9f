import ExhibitJSON

/// One item as it stands in its file, before anyone asked what it means.
struct ManifestItem {
    let members: [(key: String, value: JSONValue)]
    let start: SourcePosition
    let origin: Origin

    enum Origin {
        /// The object's bytes in those of the whole file.
        case json([UInt8], Range<Int>)
        /// Where each cell of the row begins.
        case row([String: SourcePosition])
    }

    var place: ManifestPlace { ManifestPlace(start) }

    /// Of a key; of the item when there is no such place.
    ///
    /// Reads the item again: for errors.
    func place(of key: String) -> ManifestPlace {
        switch origin {
        case .row(let cells): return ManifestPlace(cells[key] ?? start)
        case .json(let bytes, let range):
            let offset = JSONReader.offset(of: JSONPointer(tokens: [key]), in: Array(bytes[range]))
            return ManifestPlace(start.advanced(to: range.lowerBound + (offset ?? 0), in: bytes))
        }
    }
}
