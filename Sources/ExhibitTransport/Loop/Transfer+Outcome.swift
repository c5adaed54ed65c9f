import CCurl

extension Transfer {
    /// What the transfer came to.
    ///
    /// Reads curl's facts, so the handle must not have been cleaned up.
    func conclude(_ end: End) -> Result<Exchange, TransportFailure> {
        if case .curl(CURLE_OK) = end, head.isComplete, stop == nil, let head = head.head {
            return .success(Exchange(head: head, facts: facts(nil), timing: timing, bodyBytes: Int64(bodyBytes)))
        }
        let (kind, detail) = reason(end)
        return .failure(
            TransportFailure(
                kind: kind,
                phase: phase,
                head: head.head,
                facts: facts(kind),
                timing: timing,
                bodyBytes: Int64(bodyBytes),
                detail: detail
            )
        )
    }

    /// The whole request was handed to the connection: every byte of the body, or the head of a request without one.
    private var isTaken: Bool {
        isRequesting && headerBytesSent > 0 && handle.offset(CURLINFO_SIZE_UPLOAD_T) == upload.count
    }

    private var phase: TransportFailure.Phase {
        if head.status != nil { return .receiving }
        return isTaken ? .left : .notLeft
    }

    private func reason(_ end: End) -> (TransportFailure.Kind, String) {
        switch end {
        case .cancelled: return (.cancelled, "cancelled")
        case .firstByteOverdue:
            return (.timeout, "no answer within \(order.request.limits.firstByte.wholeMilliseconds) ms")
        case .curl(CURLE_OK):
            // curl takes an end within the head for the end of an answer without length.
            return stop.map { ($0.kind, $0.detail) } ?? (.reset, "the connection ended within the answer's head")
        case .curl(let code):
            if let stop, code == CURLE_WRITE_ERROR || code == CURLE_ABORTED_BY_CALLBACK {
                return (stop.kind, stop.detail)
            }
            if let refused, !hasDialled, code == CURLE_COULDNT_CONNECT { return (refused.kind, refused.detail) }
            let said = handle.errorText
            return (kind(code), said.isEmpty ? Self.sentence(code) : said)
        }
    }

    private func kind(_ code: CURLcode) -> TransportFailure.Kind {
        switch code {
        case CURLE_URL_MALFORMAT, CURLE_LOGIN_DENIED: .badURL
        case CURLE_COULDNT_RESOLVE_HOST: .nameLookup
        case CURLE_COULDNT_CONNECT: proxy == nil ? .connect : .proxy
        case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY: .proxy
        case CURLE_OPERATION_TIMEDOUT: .timeout
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_CACERT_BADFILE,
            CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS:
            .tlsTrust
        case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER, CURLE_SSL_ENGINE_INITFAILED, CURLE_USE_SSL_FAILED: .tls
        case CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_PARTIAL_FILE, CURLE_HTTP2, CURLE_HTTP2_STREAM:
            // Before the request only a proxy's refusal to open the tunnel ends like this, or a broken handshake.
            proxy != nil && !isRequesting ? .proxy : .reset
        case CURLE_WEIRD_SERVER_REPLY: .garbage
        // The URL's own scheme was checked before, so this is an answer that claims no HTTP, or an unknown version of it.
        case CURLE_UNSUPPORTED_PROTOCOL: .garbage
        // curl's limit for one line, 100 KB, is below ours for all.
        case CURLE_OUT_OF_MEMORY where isRequesting && !head.isComplete: .headersTooLong
        default: .other
        }
    }

    private func facts(_ kind: TransportFailure.Kind?) -> ConnectionFacts {
        let peer = handle.text(CURLINFO_PRIMARY_IP)
        var facts = ConnectionFacts(scheme: target.scheme, host: target.host, port: target.port)
        facts.peerAddress = peer
        facts.peerScope = proxy == nil ? peer.map(PeerScope.of) : .proxy
        facts.httpVersion = head.status == nil ? nil : Self.httpVersion(handle.number(CURLINFO_HTTP_VERSION))
        facts.customCA = order.request.security.caFile != nil && target.scheme == "https"
        facts.proxy = proxy != nil
        guard target.scheme == "https" else { return facts }
        facts.tlsVersion = tlsVersion
        // Verification is never off: a connection that a request was written to has passed it, now or when it was opened.
        facts.tlsVerified = isRequesting ? true : kind == .tlsTrust ? false : nil
        let chain = handle.certificates
        facts.certificates = chain.compactMap { $0["Cert"] }
        if let own = chain.first, let subject = own["Subject"], let issuer = own["Issuer"] {
            facts.leaf = LeafCertificate(
                subject: subject,
                issuer: issuer,
                notBefore: own["Start date"] ?? "",
                notAfter: own["Expire date"] ?? ""
            )
        }
        return facts
    }

    private static func httpVersion(_ number: Int) -> String? {
        switch number {
        case CURL_HTTP_VERSION_1_0: "1.0"
        case CURL_HTTP_VERSION_1_1: "1.1"
        case CURL_HTTP_VERSION_2_0: "2"
        case CURL_HTTP_VERSION_3: "3"
        default: nil
        }
    }

    private var timing: TransferTiming {
        func since(_ moment: ContinuousClock.Instant) -> Int { started.duration(to: moment).wholeMilliseconds }
        return TransferTiming(
            nameLookup: handle.offset(CURLINFO_NAMELOOKUP_TIME_T) / 1000,
            connect: handle.offset(CURLINFO_CONNECT_TIME_T) / 1000,
            tls: handle.offset(CURLINFO_APPCONNECT_TIME_T) / 1000,
            sent: isTaken ? lastSent.map(since) : nil,
            firstByte: firstByte.map(since),
            total: since(.now)
        )
    }
}
