import ExhibitCrypto
import ExhibitJSON
import ExhibitModel
import ExhibitServing
import Synchronization

/// The latest requests, oldest first.
final class RequestLog: Sendable {
    private static let limit = 10_000
    private static let credentialNames: Set = [
        "authorization", "proxy-authorization", "api-key", "x-api-key", "x-goog-api-key", "cookie", "key", "api_key",
        "token", "access_token",
    ]

    private let entries = Mutex<[SandboxRequest]>([])

    var requests: [SandboxRequest] { entries.withLock { $0 } }

    func add(_ request: ServerRequest, port: UInt16, fieldNames: [String]) {
        let names = request.headers.map(\.0) + request.query.map(\.0)
        let entry = SandboxRequest(
            method: request.method,
            path: request.path,
            port: port,
            headerNames: request.headers.map(\.0),
            fieldNames: fieldNames,
            credential: names.contains { Self.credentialNames.contains($0.lowercased()) },
            bodyBytes: request.body.count,
            bodySHA256: SHA256.hash(request.body)
        )
        entries.withLock { entries in
            if entries.count == Self.limit { entries.removeFirst(Self.limit / 10) }
            entries.append(entry)
        }
    }

    var json: JSONValue {
        [
            "requests": .array(
                requests.map { request in
                    [
                        "method": .string(request.method), "path": .string(request.path),
                        "port": .int(Int(request.port)), "credential": .bool(request.credential),
                        "headers": .array(request.headerNames.map { .string($0) }),
                        "fields": .array(request.fieldNames.map { .string($0) }),
                        "body_bytes": .int(request.bodyBytes),
                        "body_sha256": .string(request.bodySHA256.hex),
                    ]
                }
            )
        ]
    }
}
