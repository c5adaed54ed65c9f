package import ExhibitModel

/// A transfer that gave no complete answer: why, and above all how far it got.
package struct TransportFailure: Error, Hashable, Sendable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case nameLookup = "name_lookup"
        case connect
        case tlsTrust = "tls_trust"
        case tls
        case proxy
        case timeout
        /// The connection ended before the answer did.
        case reset
        /// What came is not HTTP.
        case garbage
        case headersTooLong = "headers_too_long"
        case bodyTooLong = "body_too_long"
        case sinkStopped = "sink_stopped"
        case addressRefused = "address_refused"
        case cancelled
        case badURL = "bad_url"
        case other
    }

    /// How far the request got; what may have been billed hangs on this.
    package enum Phase: String, Sendable, Hashable {
        /// The server cannot have the whole request.
        case notLeft = "not_left"
        /// The last byte of the request was handed to the connection; no status line came.
        case left
        /// A final status line came.
        case receiving
    }

    package let kind: Kind
    package let phase: Phase
    /// Status and the header fields that came, when a final status line did.
    package let head: HTTPHead?
    package let facts: ConnectionFacts
    package let timing: TransferTiming
    package let bodyBytes: Int64
    /// One line for people, curl's where it has one; it never holds a header value or a proxy's password.
    package let detail: String

    package init(
        kind: Kind,
        phase: Phase,
        head: HTTPHead? = nil,
        facts: ConnectionFacts,
        timing: TransferTiming = TransferTiming(),
        bodyBytes: Int64 = 0,
        detail: String
    ) {
        self.kind = kind
        self.phase = phase
        self.head = head
        self.facts = facts
        self.timing = timing
        self.bodyBytes = bodyBytes
        self.detail = detail
    }
}

extension TransportFailure: Reportable {
    package var report: Report {
        let message = facts.host.isEmpty ? detail : "\(facts.host): \(detail)"
        switch (phase, kind) {
        case (_, .headersTooLong): return Report(.replyHeadersTooLong, message, billed: billed)
        case (_, .bodyTooLong): return Report(.replyMediaTooLarge, message, billed: billed)
        case (_, .addressRefused): return Report(.addressRefused, message)
        case (_, .tlsTrust): return Report(.tlsUntrusted, message)
        case (.notLeft, .badURL): return Report(.configInvalid, message)
        case (.notLeft, .cancelled): return Report(.runInterrupted, message)
        case (.notLeft, .other): return Report(.fileFailed, message)
        case (.notLeft, _): return Report(.providerUnreachable, message)
        case (.left, _): return Report(.outcomeUnknown, message, billed: billed)
        case (.receiving, _): return Report(.replyIncomplete, message, billed: billed)
        }
    }

    /// Whether the request may have cost money, as far as the transfer can tell.
    package var billed: Billed {
        switch phase {
        case .notLeft: .no
        case .left: .maybe
        case .receiving: head.map { (200..<300).contains($0.status) } == true ? .yes : .maybe
        }
    }
}
