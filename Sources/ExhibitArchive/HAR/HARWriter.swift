import ExhibitJSON
import ExhibitModel

/// What a run sent and received as HAR 1.2, for people: texts are shown, media are named by their hash.
package struct HARWriter {
    private let run: WireRun
    private let source: any BodySource

    package init(_ run: WireRun, _ source: any BodySource) {
        self.run = run
        self.source = source
    }

    package func bytes() throws -> [UInt8] {
        let entries = try run.exchanges.map(entry)
        let log = JSONObject([
            ("version", "1.2"), ("creator", .object(JSONObject([("name", "exhibit"), ("version", "wire/1")]))),
            ("comment", .string("run \(run.run) of \(run.origin), as far as it is recorded")),
            ("entries", .array(entries)),
        ])
        return Array((JSONText.pretty(.object(JSONObject([("log", .object(log))]))) + "\n").utf8)
    }

    private func entry(_ exchange: WireExchange) throws -> JSONValue {
        let timing = exchange.response?.timing ?? [:]
        let total = timing["total"] ?? 0
        var entry = JSONObject([
            ("startedDateTime", .string((exchange.request?.entry ?? exchange.response?.entry)?.date ?? run.date)),
            ("time", .int(total)), ("request", .object(try request(exchange))),
            ("response", .object(try response(exchange.response))), ("cache", .object([:])),
            ("timings", .object(Self.timings(timing, total))),
        ])
        var evidence: JSONObject = [:]
        if let recorded = exchange.response?.entry ?? exchange.request?.entry {
            evidence["seq"] = .number(JSONNumber(recorded.seq))
            evidence["leaf"] = .string(recorded.leaf.hex)
        }
        evidence["sha256"] = exchange.response?.sha256.map(JSONValue.string)
        if exchange.response != nil, let asked = exchange.request?.entry {
            evidence["request_seq"] = .number(JSONNumber(asked.seq))
            evidence["request_leaf"] = .string(asked.leaf.hex)
        }
        entry["_evidence"] = .object(evidence)
        return .object(entry)
    }

    /// Those phases that add up to the whole.
    private static func timings(_ timing: [String: Int], _ total: Int) -> JSONObject {
        let sent = min(timing["sent"] ?? 0, total)
        let first = min(max(timing["first_byte"] ?? sent, sent), total)
        return JSONObject([("send", .int(sent)), ("wait", .int(first - sent)), ("receive", .int(total - first))])
    }

    private func request(_ exchange: WireExchange) throws -> JSONObject {
        let request = exchange.request
        let url = request?.target ?? WireText.uri((exchange.response?.origin ?? "") + "/")
        let shown = try HARBody(WireBody(document: request?.body, sha256: request?.sha256, source: source))
        var object = JSONObject([
            ("method", .string(request?.method ?? "GET")), ("url", .string(url)), ("httpVersion", "HTTP/1.1"),
            ("cookies", .array([])), ("headers", .array([])), ("queryString", .array(Self.query(of: url))),
            ("headersSize", -1), ("bodySize", .int(shown.size)),
            ("comment", .string(request == nil ? "not recorded" : "headers were not recorded")),
        ])
        guard request?.body != nil, shown.size > 0 else { return object }
        var data = JSONObject([("mimeType", .string(shown.isJSON ? "application/json" : "")), ("params", .array([]))])
        data["text"] = .string(shown.text ?? "")
        data["comment"] = shown.comment.map(JSONValue.string)
        object["postData"] = .object(data)
        return object
    }

    private static func query(of url: String) -> [JSONValue] {
        guard let mark = url.firstIndex(of: "?") else { return [] }
        return url[url.index(after: mark)...].split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return .object(
                JSONObject([
                    ("name", .string(String(parts[0]))), ("value", .string(parts.count > 1 ? String(parts[1]) : "")),
                ])
            )
        }
    }

    private func response(_ response: WireResponse?) throws -> JSONObject {
        let shown = try HARBody(WireBody(document: response?.body, sha256: response?.sha256, source: source))
        let headers = response?.headers ?? []
        var content = JSONObject([
            ("size", .int(shown.size)),
            ("mimeType", .string(headers.first { $0.name == "content-type" }?.value ?? "")),
        ])
        content["text"] = shown.text.map(JSONValue.string)
        content["comment"] = shown.comment.map(JSONValue.string)
        // Without an answer, as browsers write it.
        let status = response?.status ?? 0
        var object = JSONObject([
            ("status", .int(status)), ("statusText", .string(status == 0 ? "" : WireText.reason(status))),
            ("httpVersion", .string(response.map { "HTTP/\($0.version)" } ?? "unknown")), ("cookies", .array([])),
            (
                "headers",
                .array(
                    headers.map { .object(JSONObject([("name", .string($0.name)), ("value", .string($0.value))])) }
                )
            ), ("content", .object(content)), ("redirectURL", .string(response?.location ?? "")),
            ("headersSize", -1), ("bodySize", .int(shown.size)),
        ])
        if let response { object["comment"] = .string(response.isComplete ? "recorded headers only" : "broke off") }
        return object
    }
}
