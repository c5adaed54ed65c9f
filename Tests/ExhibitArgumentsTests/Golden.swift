import Glibc
import Testing

/// Texts kept beside the tests.
///
/// `EXHIBIT_RECORD=1` writes them anew and fails that run, so that a run that records is never a run that checks.
enum Golden {
    static func path(_ name: String) -> String {
        let here = #filePath
        return here.prefix(here.count - "Golden.swift".count) + "Golden/" + name
    }

    static func expect(_ text: String, is name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        if unsafe getenv("EXHIBIT_RECORD") != nil {
            try write(text, to: path(name))
            Issue.record("recorded \(name); run again without EXHIBIT_RECORD", sourceLocation: sourceLocation)
        } else {
            #expect(read(path(name)) == text, "\(name)", sourceLocation: sourceLocation)
        }
    }

    private static func read(_ path: String) -> String? {
        guard let file = unsafe fopen(path, "r") else { return nil }
        defer { unsafe fclose(file) }
        var bytes: [UInt8] = []
        while case let byte = unsafe getc(file), byte != EOF { bytes.append(UInt8(byte)) }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func write(_ text: String, to path: String) throws {
        let file = try unsafe #require(unsafe fopen(path, "w"))
        defer { unsafe fclose(file) }
        for byte in text.utf8 { unsafe putc(Int32(byte), file) }
    }
}
