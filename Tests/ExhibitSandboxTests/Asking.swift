import ExhibitJSON
import ExhibitMedia
import ExhibitModel
import ExhibitServing
import Synchronization
import Testing

@testable import ExhibitSandbox

/// A desk without sockets, and what the tests want to know of its answers.
struct Asking {
    let desk: Desk

    init(faults: [String] = [], strict: Bool = false, key: Secret? = nil) throws {
        desk = Desk(faults: try faults.map { try FaultOrder(parsing: $0) }, strict: strict, key: key)
        desk.links.origins = Origins(main: 1111, second: 2222)
    }

    func generate(_ fields: JSONObject, headers: [(String, String)] = []) -> ServerReply {
        var fields = fields
        if fields["size"] == nil { fields["size"] = "64x48" }
        return post("/v1/images/generations", fields, headers: headers)
    }

    func post(_ path: String, _ fields: JSONObject, headers: [(String, String)] = []) -> ServerReply {
        let body = Array(JSONText.compact(.object(fields)).utf8)
        return desk.answer(
            ServerRequest(
                method: "POST",
                path: path,
                headers: [("Content-Type", "application/json")] + headers,
                body: body
            ),
            on: .main
        )
    }

    /// Each part: its header lines after the first `form-data;`, and its content.
    func postForm(_ parts: [(head: String, content: [UInt8])], to path: String = "/v1/images/edits") -> ServerReply {
        var body: [UInt8] = []
        for part in parts {
            body += Array("--B\r\nContent-Disposition: form-data; \(part.head)\r\n\r\n".utf8) + part.content + [13, 10]
        }
        body += Array("--B--\r\n".utf8)
        return desk.answer(
            ServerRequest(
                method: "POST",
                path: path,
                headers: [("Content-Type", "multipart/form-data; boundary=B")],
                body: body
            ),
            on: .main
        )
    }

    /// A request without a body; the path may have a query.
    func get(
        _ url: String,
        method: String = "GET",
        on listener: Origins.Listener = .main,
        headers: [(String, String)] = []
    ) -> ServerReply {
        let parts = url.split(separator: "?", maxSplits: 1)
        var query: [(String, String)] = []
        for pair in parts.count > 1 ? parts[1].split(separator: "&") : [] {
            let sides = pair.split(separator: "=", maxSplits: 1)
            query.append((String(sides[0]), sides.count > 1 ? String(sides[1]) : ""))
        }
        let request = ServerRequest(method: method, path: String(parts[0]), query: query, headers: headers)
        return desk.answer(request, on: listener)
    }
}

extension ServerReply {
    func header(_ name: String) -> String? { headers.first { $0.0 == name }?.1 }

    var json: JSONValue {
        get throws { try JSONReader.read(body, .reply) }
    }

    /// The picture in `data[index].b64_json`.
    func picture(_ index: Int = 0) throws -> [UInt8] {
        let text = try #require(try json["data"]?[index]?["b64_json"]?.string)
        return try #require(Base64.decode(text))
    }

    func facts(_ index: Int = 0) throws -> MediaFacts {
        try #require(try MediaProbe.probe(ByteSource(bytes: picture(index))))
    }

    var errorCode: String? {
        get throws { try json["error"]?["code"]?.string }
    }
}
