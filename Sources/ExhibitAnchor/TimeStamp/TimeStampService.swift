import ExhibitArchive
import ExhibitCrypto
import ExhibitJSON
package import ExhibitLedger
package import ExhibitModel
import ExhibitRecord
package import ExhibitTransport

/// Asks one time-stamp authority: what is stamped is the SHA-256 of the checkpoint's note as it was first signed.
package struct TimeStampService: AnchorService {
    private let authority: TimeStampAuthority
    private let client: HTTPClient
    private let proxyVariables: [String: String]

    /// No token comes near this size, even with a long chain.
    static let answerLimit = 256 << 10

    package init(_ authority: TimeStampAuthority, _ client: HTTPClient, proxyVariables: [String: String]) {
        self.authority = authority
        self.client = client
        self.proxyVariables = proxyVariables
    }

    package var name: String { authority.name }

    package func vouch(for head: SignedHead) async throws(Report) -> Vouched {
        let request = TimeStampRequest.fresh(imprint: SHA256.hash(head.note))
        let der = try await send(request)
        let stamp: TimeStamp
        do throws(TimeStampError) {
            stamp = try TimeStampResponse(der: der).verified(for: request, roots: authority.roots)
        } catch {
            throw error.report
        }
        let roots = StagedBlob(authority.roots.pem, media: "application/x-pem-file")
        let body: JSONObject = [
            "size": .number(JSONNumber(head.size)), "root": .string(head.root.hex),
            "note_sha256": .string(request.imprint.hex), "der_sha256": .string(SHA256.hash(der).hex),
            "gen_time": .string(stamp.time.description), "tsa": .string(stamp.subject),
            "serial": .string(stamp.serial), "roots_sha256": .string(roots.sha256.hex),
            "origin_of_tsa": .string(authority.url.origin),
        ]
        return Vouched(
            draft: AnchorDraft(
                .rfc3161,
                size: head.size,
                proof: der,
                EntryDraft(.anchorRFC3161, body),
                blobs: [roots]
            ),
            time: stamp.time,
            signer: stamp.subject
        )
    }

    private func send(_ request: TimeStampRequest) async throws(Report) -> [UInt8] {
        let answer = AnswerBytes()
        let exchange: Exchange
        do throws(TransportFailure) {
            exchange = try await client.fetch(httpRequest(request), into: answer.sink)
        } catch {
            throw Report(.anchorFailed, reason(error))
        }
        guard exchange.head.status == 200 else {
            throw Report(.anchorFailed, "it answered \(exchange.head.status) instead of a time stamp")
        }
        let media = exchange.head.value("content-type")?.split(separator: ";").first.map(String.init) ?? "nothing"
        // Some send no type; what is said to be a page is none, whatever its bytes.
        guard media.lowercased() == "application/timestamp-reply" || media == "nothing" else {
            throw Report(.anchorInvalid, "it answered with \(media.prefix(80)) instead of a time stamp")
        }
        return answer.bytes
    }

    private func reason(_ failure: TransportFailure) -> String {
        switch failure.kind {
        case .timeout: "no answer within \(authority.timeout.components.seconds) s"
        case .addressRefused:
            "plain http leads to this machine or a private network only; use https, or allow_http in config.json"
        case .bodyTooLong: "the answer is larger than any time stamp"
        default: failure.detail
        }
    }

    private func httpRequest(_ request: TimeStampRequest) -> HTTPRequest {
        HTTPRequest(
            method: "POST",
            url: authority.url.text,
            headers: [
                HTTPHeader("Content-Type", "application/timestamp-query"),
                HTTPHeader("Accept", "application/timestamp-reply"), HTTPHeader("User-Agent", Tool.userAgent),
            ],
            body: .pieces([.bytes(request.der)]),
            limits: TransferLimits(total: authority.timeout, bodyBytes: Self.answerLimit),
            security: TransportSecurity(allowedScopes: authority.allowedScopes, proxyVariables: proxyVariables),
            isolated: true
        )
    }
}
