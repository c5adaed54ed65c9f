import ExhibitArchive
import ExhibitJSON
import ExhibitModel
import ExhibitProvider
import ExhibitRedaction
import ExhibitTransport

/// The body of `response.received`: what came, over which connection, and where its bytes are kept.
struct ResponseBody {
    /// What the answer is to the run.
    enum Kind: String {
        case result
        case error
        /// A 2xx answer that broke off or passed a limit.
        case partial
        case media
        case redirect
        /// What came before the request that may bill.
        case prepare
        /// An accepted job.
        case job
        /// A question after the result.
        case check
    }

    let number: Int
    let step: Int
    let kind: Kind
    let head: HTTPHead
    let facts: ConnectionFacts
    let timing: TransferTiming
    let captured: CapturedBody
    let archived: ArchivedBody
    var echoed: Echoed?
    var location: String?

    func object(_ words: ProviderWords, _ values: inout PrivateValues) -> JSONObject {
        let headers = head.headers.map { HeaderField($0.name, $0.value) }
        var body: JSONObject = [
            "n": .int(number), "step": .int(step), "kind": .string(kind.rawValue),
            "headers": .object(
                JSONObject(RecordedHeaders.of(headers).map { ($0.name, .string(words.clean($0.value))) })
            ),
            "transport": .object(transport(headers, words)), "timing": .object(clock),
            "raw_bytes": .number(JSONNumber(captured.rawBytes)),
            "body_blob": .string(archived.documentDigest.hex), "complete": .bool(kind != .partial),
        ]
        // A text that was given has none.
        if !facts.host.isEmpty { body["status"] = .int(head.status) }
        if archived.holdsPrivate {
            body["raw_commit"] = .string(values.commit(captured.rawSHA256.hex))
        } else {
            body["raw_sha256"] = .string(captured.rawSHA256.hex)
        }
        let redactions = archived.redactions
        if !redactions.isEmpty {
            body["redactions"] = .array(
                redactions.prefix(16).map { ["rule": .string($0.rule), "count": .int($0.count)] }
            )
        }
        if headers.value("x-exhibit-sandbox") != nil { body["simulated"] = true }
        if let echoed { body["echoed"] = .object(echoed.object(words)) }
        body["source"] = (echoed?.source ?? headers.value("x-source")).map { .string(words.clean($0)) }
        body["location"] = location.map { .string(words.redactor.redactURL($0)) }
        return body
    }

    private func transport(_ headers: [HeaderField], _ words: ProviderWords) -> JSONObject {
        guard !facts.host.isEmpty else { return ["scheme": .string(facts.scheme)] }
        var object: JSONObject = [
            "scheme": .string(facts.scheme), "host": .string(facts.host), "port": .int(facts.port),
            "custom_ca": .bool(facts.customCA), "proxy": .bool(facts.proxy),
        ]
        object["peer_scope"] =
            facts.proxy ? .string(PeerScope.proxy.rawValue) : facts.peerScope.map { .string($0.rawValue) }
        object["peer_address"] = facts.peerAddress.map(JSONValue.string)
        object["http_version"] = facts.httpVersion.map(JSONValue.string)
        object["tls_version"] = facts.tlsVersion.map(JSONValue.string)
        object["tls_verified"] = facts.tlsVerified.map(JSONValue.bool)
        object["certificates"] = PeerCertificates.object(facts).map(JSONValue.object)
        object["request_id"] = RequestIdentifier.find(in: headers).map { .string(words.clean($0)) }
        return object
    }

    /// Milliseconds from the start of the transfer.
    private var clock: JSONObject {
        var object: JSONObject = [
            "name_lookup": .int(timing.nameLookup), "connect": .int(timing.connect), "tls": .int(timing.tls),
            "total": .int(timing.total),
        ]
        object["sent"] = timing.sent.map(JSONValue.int)
        object["first_byte"] = timing.firstByte.map(JSONValue.int)
        return object
    }
}
