import ExhibitCrypto
import ExhibitModel

/// Reads archives of our own making, strictly: what it takes is what ``WARCRecord/bytes`` gives again, byte for byte.
package enum WARCReader {
    private static let longestHead = 1 << 16
    private static let types: Set<String> = ["warcinfo", "request", "response", "metadata"]

    /// - Throws: `document` for anything else than whole records with a type, an id, a date and a block that has its digest.
    package static func read(_ bytes: [UInt8]) throws(ArchiveError) -> [WARCRecord] {
        var records: [WARCRecord] = []
        var place = 0
        while place < bytes.count { records.append(try record(bytes, &place, records.count)) }
        return records
    }

    private static func record(
        _ bytes: [UInt8],
        _ place: inout Int,
        _ number: Int
    ) throws(ArchiveError) -> WARCRecord {
        var lines = try head(bytes, &place, number)
        guard lines.first == WARCRecord.version else {
            throw fault(number, "does not begin with \(WARCRecord.version)")
        }
        lines.removeFirst()
        var fields: [WARCRecord.Field] = []
        for line in lines {
            guard let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")),
                line.utf8[line.utf8.index(after: colon)...].first == 0x20
            else { throw fault(number, "has a line that is no field") }
            let field = WARCRecord.Field(
                String(line[..<colon]),
                String(line[line.utf8.index(colon, offsetBy: 2)...])
            )
            guard isName(field.name), !fields.contains(where: { $0.name == field.name }) else {
                throw fault(number, "has a field twice, or one without a proper name")
            }
            fields.append(field)
        }
        guard fields.last?.name == "Content-Length", let text = fields.popLast()?.value, let length = Int(text),
            String(length) == text, length >= 0, length <= bytes.count - place
        else { throw fault(number, "has no length, or one that is not its own") }
        let block = Array(bytes[place..<place + length])
        place += length
        guard bytes[place...].starts(with: WARCRecord.end) else {
            throw fault(number, "does not end in two empty lines")
        }
        place += WARCRecord.end.count
        let record = WARCRecord(fields: fields, block: block)
        try check(record, number)
        return record
    }

    /// The lines up to the empty one.
    private static func head(_ bytes: [UInt8], _ place: inout Int, _ number: Int) throws(ArchiveError) -> [String] {
        var lines: [String] = []
        let limit = min(bytes.count, place + longestHead)
        while let end = bytes[place..<limit].firstIndex(of: 0x0D) {
            guard end + 1 < limit, bytes[end + 1] == 0x0A,
                let line = String(validating: bytes[place..<end], as: UTF8.self),
                line.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
            else { break }
            place = end + 2
            if line.isEmpty { return lines }
            lines.append(line)
        }
        throw fault(number, "has no whole head")
    }

    private static func isName(_ name: String) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy {
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) || $0 == UInt8(ascii: "-")
            }
    }

    private static func check(_ record: WARCRecord, _ number: Int) throws(ArchiveError) {
        guard let type = record.value("WARC-Type"), types.contains(type), record.value("WARC-Record-ID") != nil,
            record.value("WARC-Date") != nil
        else { throw fault(number, "lacks its type, id or date") }
        guard record.value("WARC-Block-Digest") == WARCRecord.digest(SHA256.hash(record.block)) else {
            throw fault(number, "does not have the block that its digest is of")
        }
    }

    private static func fault(_ number: Int, _ words: String) -> ArchiveError {
        .document("record \(number) of the archive \(words)")
    }
}
