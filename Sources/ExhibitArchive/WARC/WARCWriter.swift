import ExhibitCrypto
import ExhibitJSON
import ExhibitModel

/// Writes what a run sent and received as WARC 1.1, in flat memory: the same record gives the same bytes everywhere.
///
/// A body that is whole has a payload digest, which is that of the wire. One with withheld or redacted parts shows tokens in
/// their place, has no payload digest, and its metadata record lists each of them.
package struct WARCWriter {
    private let run: WireRun
    private let source: any BodySource

    package init(_ run: WireRun, _ source: any BodySource) {
        self.run = run
        self.source = source
    }

    package func write(_ put: ([UInt8]) throws -> Void) throws {
        try put(information.bytes)
        for exchange in run.exchanges {
            let target = exchange.request?.target ?? WireText.uri((exchange.response?.origin ?? "") + "/")
            let requestID = exchange.request.map { id($0.entry, "request") }
            let responseID = exchange.response.map { id($0.entry, "response") }
            if let request = exchange.request, let requestID {
                let message = message(request)
                try write(message, target, requestID, with: responseID, put)
            }
            if let response = exchange.response, let responseID {
                let message = message(response)
                try write(message, target, responseID, with: requestID, put)
            }
        }
    }

    private func id(_ entry: WireEntry, _ kind: String) -> String {
        WARCRecord.id(run.origin, run.run, String(entry.seq), kind)
    }

    private var information: WARCRecord {
        let lines = [
            "software: exhibit", "format: WARC File Format 1.1",
            "conformsTo: https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
            "isPartOf: \(run.origin)", "description: what run \(run.run) sent and received, as far as it is recorded",
        ]
        return Self.record(
            "warcinfo",
            WARCRecord.id(run.origin, run.run, "warcinfo"),
            date: run.date,
            [],
            type: "application/warc-fields",
            Array(lines.map { "\($0)\r\n" }.joined().utf8)
        )
    }

    private static func record(
        _ kind: String,
        _ id: String,
        date: String,
        _ more: [WARCRecord.Field],
        type: String,
        _ block: [UInt8]
    ) -> WARCRecord {
        WARCRecord(
            fields: [.init("WARC-Type", kind), .init("WARC-Record-ID", id), .init("WARC-Date", date)] + more + [
                .init("WARC-Block-Digest", WARCRecord.digest(SHA256.hash(block))), .init("Content-Type", type),
            ],
            block: block
        )
    }

    private struct Message {
        let kind: String
        let entry: WireEntry
        /// Without the line of the body's length.
        let head: String
        let body: WireBody
        let isComplete: Bool
    }

    private func message(_ request: WireRequest) -> Message {
        let host = request.origin.split(separator: "/").last.map(String.init) ?? ""
        return Message(
            kind: "request",
            entry: request.entry,
            head:
                "\(WireText.line(request.method)) \(WireText.uri(request.path)) HTTP/1.1\r\nhost: \(WireText.line(host))\r\n",
            body: WireBody(document: request.body, sha256: request.sha256, source: source),
            isComplete: true
        )
    }

    /// What frames a body on the wire: the archive's block is framed by itself.
    static let framing: Set<String> = ["content-length", "transfer-encoding", "content-encoding", "connection"]

    private func message(_ response: WireResponse) -> Message {
        var head = "HTTP/1.1 \(response.status) \(WireText.reason(response.status))\r\n"
        for header in response.headers where !Self.framing.contains(header.name) {
            head += "\(WireText.line(header.name)): \(WireText.line(header.value))\r\n"
        }
        if let location = response.location { head += "location: \(WireText.line(location))\r\n" }
        return Message(
            kind: "response",
            entry: response.entry,
            head: head,
            body: WireBody(document: response.body, sha256: response.sha256, source: source),
            isComplete: response.isComplete
        )
    }

    private func write(
        _ message: Message,
        _ target: String,
        _ id: String,
        with other: String?,
        _ put: ([UInt8]) throws -> Void
    ) throws {
        // Once to measure, once to write: a picture is never held whole.
        let count = RunningHash()
        let outcome = try message.body.write(count.update)
        let head = Array("\(message.head)content-length: \(count.bytes)\r\n\r\n".utf8)
        let block = RunningHash()
        block.update(head)
        try message.body.write(block.update)
        let length = block.bytes
        var fields: [WARCRecord.Field] = [
            .init("WARC-Type", message.kind), .init("WARC-Record-ID", id), .init("WARC-Date", message.entry.date),
            .init("WARC-Target-URI", target),
        ]
        if let other { fields.append(.init("WARC-Concurrent-To", other)) }
        if !message.isComplete { fields.append(.init("WARC-Truncated", "unspecified")) }
        fields.append(.init("WARC-Block-Digest", WARCRecord.digest(block.finish())))
        if let exact = outcome.exact, count.bytes > 0 {
            fields.append(.init("WARC-Payload-Digest", WARCRecord.digest(exact)))
        }
        fields.append(.init("Content-Type", "application/http;msgtype=\(message.kind)"))
        try put(WARCRecord.head(fields, length: length))
        try put(head)
        try message.body.write(put)
        try put(WARCRecord.end)
        try put(metadata(message, target, id, head, outcome).bytes)
    }

    /// What of a message is not as it was on the wire.
    private func metadata(
        _ message: Message,
        _ target: String,
        _ id: String,
        _ head: [UInt8],
        _ outcome: WireBody.Outcome
    ) -> WARCRecord {
        let isExact = message.body.document == nil || outcome.exact != nil
        let marks = WireMark.tokens(in: head) + outcome.marks
        let object = JSONObject([
            ("entry", .number(JSONNumber(message.entry.seq))), ("leaf", .string(message.entry.leaf.hex)),
            (
                "head",
                .string(
                    message.kind == "request"
                        ? "made from the record; headers were not recorded" : "recorded headers only"
                )
            ),
            ("body", .string(isExact ? "as on the wire" : "not as on the wire")),
            ("marks", .array(marks.map(\.json))),
        ])
        return Self.record(
            "metadata",
            WARCRecord.id(run.origin, run.run, String(message.entry.seq), "metadata"),
            date: message.entry.date,
            [.init("WARC-Target-URI", target), .init("WARC-Refers-To", id)],
            type: "application/json",
            Array((JSONText.pretty(.object(object)) + "\n").utf8)
        )
    }
}
