package import ExhibitLedger
package import ExhibitModel
package import ExhibitProof
package import ExhibitTransport

/// Asks one witness over HTTP (C2SP tlog-witness) to cosign the ledger's head.
package struct WitnessService: AnchorService {
    private let url: URLParts
    private let key: VerifierKey
    private let allowedScopes: Set<PeerScope>
    private let timeout: Duration
    private let client: HTTPClient
    private let proxyVariables: [String: String]
    private let home: Home
    private let environment: Environment

    /// A witness that took others' requests meanwhile may tell another size a few times.
    private static let tries = 4
    private static let answerLimit = 64 << 10

    /// `url` is the witness's submission prefix.
    ///
    /// Plain http leads to this machine and private networks only, unless `allowHTTP` says otherwise, as with providers.
    /// - Throws: `config.invalid` for an address that is none or carries a credential, and for a key of another kind.
    package init(
        url text: String,
        key: VerifierKey,
        allowHTTP: Bool = false,
        timeout: Duration,
        home: Home,
        _ client: HTTPClient,
        _ environment: Environment,
        proxyVariables: [String: String]
    ) throws(Report) {
        guard let url = URLParts(text), !url.hasUserInfo else {
            throw Report(
                .configInvalid,
                "a witness's address must be http or https, without a user or password",
                hint: "give it as https://HOST/PREFIX"
            )
        }
        guard key.kind == .cosignature else {
            throw Report(
                .configInvalid,
                "\(key.name): this is a log's key, not a witness's",
                hint: "exhibit audit witness init prints the key of a witness"
            )
        }
        self.url = url
        self.key = key
        self.timeout = timeout
        self.client = client
        self.home = home
        self.environment = environment
        self.proxyVariables = proxyVariables
        allowedScopes =
            url.scheme == "https" || allowHTTP
            ? Set(PeerScope.allCases) : [.loopback, .linkLocal, .private]
    }

    package var name: String { key.name }

    package func vouch(for head: SignedHead) async throws(Report) -> Vouched {
        let receipt = try await cosign(head)
        return Vouched(draft: receipt.draft, time: receipt.time, signer: key.name)
    }

    /// Asks from where the ledger believes the witness to be, and again from where the witness says that it is.
    package func cosign(_ head: SignedHead) async throws(Report) -> CosignatureReceipt {
        let (known, log): (Int64, VerifierKey) = try reporting {
            let past = try LedgerPast(home, environment)
            return (try past.lastSize(of: key, upTo: head.size), past.vkey)
        }
        var old = known
        for _ in 0..<Self.tries {
            let request = try reporting { try LedgerPast(home, environment).request(from: old, to: head) }
            switch try await ask(request) {
            case .signed(let lines): return try receipt(lines, head, log)
            case .otherSize(let size):
                guard size <= head.size else {
                    throw Report(
                        .anchorFailed,
                        "it has signed \(size) entries of this ledger, which has \(head.size): the ledger was rolled back, or another process is ahead"
                    )
                }
                old = size
            case .refused(let status): throw Report(.anchorFailed, Self.sentence(status))
            case .garbage(let reason): throw Report(.anchorInvalid, reason)
            }
        }
        throw Report(.anchorFailed, "it told another size each time it was asked")
    }

    private func reporting<T>(_ body: () throws -> T) throws(Report) -> T {
        do {
            return try body()
        } catch {
            throw (error as? any Reportable)?.report ?? Report(.internalError, "\(error)")
        }
    }

    private func receipt(
        _ lines: [NoteSignature],
        _ head: SignedHead,
        _ log: VerifierKey
    ) throws(Report) -> CosignatureReceipt {
        let text: [UInt8]
        do throws(ProofError) {
            text = try SignedNote(parsing: head.note).text
        } catch {
            throw error.report
        }
        for line in lines {
            if let receipt = CosignatureReceipt(line, text: text, witness: key, log: log) { return receipt }
        }
        throw Report(.anchorInvalid, "none of its lines is a good signature of the key \(key.text)")
    }

    private func ask(_ request: WitnessRequest) async throws(Report) -> WitnessAnswer {
        let answer = AnswerBytes()
        do throws(TransportFailure) {
            let exchange = try await client.fetch(httpRequest(request), into: answer.sink)
            return WitnessAnswer(
                status: exchange.head.status,
                contentType: exchange.head.value("content-type"),
                body: answer.bytes
            )
        } catch {
            throw Report(.anchorFailed, reason(error))
        }
    }

    private func reason(_ failure: TransportFailure) -> String {
        switch failure.kind {
        case .timeout: "no answer within \(timeout.components.seconds) s"
        case .addressRefused:
            "plain http leads to this machine or a private network only; use https, or allow_http in config.json"
        case .bodyTooLong: "the answer is larger than any cosignature"
        default: failure.detail
        }
    }

    private static func sentence(_ status: Int) -> String {
        switch status {
        case 403: "it does not trust this ledger's key (403)"
        case 404: "it does not know this ledger (404)"
        case 409: "it has signed another history of this ledger (409): a fork"
        case 422: "it does not accept the proof that this ledger only grew (422)"
        default: "it answered \(status) instead of a cosignature"
        }
    }

    private func httpRequest(_ request: WitnessRequest) -> HTTPRequest {
        let prefix = url.text.hasSuffix("/") ? String(url.text.dropLast()) : url.text
        return HTTPRequest(
            method: "POST",
            url: prefix + "/add-checkpoint",
            headers: [HTTPHeader("User-Agent", Tool.userAgent)],
            body: .pieces([.bytes(request.bytes)]),
            limits: TransferLimits(total: timeout, bodyBytes: Self.answerLimit),
            security: TransportSecurity(allowedScopes: allowedScopes, proxyVariables: proxyVariables),
            isolated: true
        )
    }
}
