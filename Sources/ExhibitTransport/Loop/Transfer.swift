import CCurl
import ExhibitModel

/// One transfer under way.
///
/// Lives on the transfer thread; curl's callbacks find it by pointer.
final class Transfer {
    /// What ended it.
    enum End {
        case curl(CURLcode)
        case firstByteOverdue
        case cancelled
    }

    /// Why a callback told curl to stop: curl's own code would only say that one did.
    struct Stop {
        let kind: TransportFailure.Kind
        let detail: String
    }

    let order: TransferOrder
    let handle = EasyHandle()
    let target: URLParts
    let proxy: ProxyChoice?
    let started = ContinuousClock.now
    let headers: HeaderList
    var upload: UploadCursor
    var head: HeadReader
    var bodyBytes = 0
    /// The connection stands, TLS and proxy included, and the request is being written.
    var isRequesting = false
    var headerBytesSent = 0
    var lastSent: ContinuousClock.Instant?
    var firstByte: ContinuousClock.Instant?
    var tlsVersion: String?
    var stop: Stop?
    /// Of the addresses that the host's name led to: the last one refused, and whether another one was tried.
    var refused: Stop?
    var hasDialled = false

    /// Everything that can be refused without opening a connection is refused here.
    init(_ order: TransferOrder) throws(TransportFailure) {
        let request = order.request
        guard let target = URLParts(request.url), !target.hasUserInfo else {
            throw .unsent(.badURL, URLParts(request.url), "not an http or https URL without user name and password")
        }
        func unsent(_ kind: TransportFailure.Kind, _ detail: String) -> TransportFailure {
            .unsent(kind, target, detail)
        }
        self.order = order
        self.target = target
        upload = UploadCursor(request.body)
        head = HeadReader(limit: request.limits.headerBytes)
        do throws(ProxyChoice.Fault) {
            proxy = try ProxyChoice.choose(for: target, request.security.proxyVariables)
        } catch {
            throw unsent(.proxy, "the variable \(error.variable) is not the URL of a proxy")
        }
        do throws(HeaderList.Fault) {
            headers = try HeaderList(request, attempt: order.attempt)
        } catch {
            throw unsent(.other, "the header field \(error.name) cannot be sent")
        }
        do throws(FileFault) {
            try upload.checkFiles()
        } catch {
            throw unsent(.other, "\(error.step) \(error.path): \(error.reason)")
        }
        try checkProxyScope()
        do throws(OptionFault) {
            try configure()
        } catch {
            throw unsent(.other, "curl refused an option: " + Self.sentence(error.code))
        }
    }

    deinit {
        // curl may still speak while the handle is cleaned up, and this object is what it would speak to.
        unsafe _ = exhibit_curl_set_long(handle.pointer, CURLOPT_VERBOSE, 0)
    }

    /// When the transfer ends unless a status line came; nil once it did, or when the limit of the whole is no later.
    var firstByteDeadline: ContinuousClock.Instant? {
        let limits = order.request.limits
        guard head.status == nil, limits.firstByte < limits.total else { return nil }
        return started + limits.firstByte
    }

    /// Over a proxy the connected address says nothing, so the host's own address has to do where it is one.
    private func checkProxyScope() throws(TransportFailure) {
        guard proxy != nil else { return }
        let allowed = order.request.security.allowedScopes
        let scope: PeerScope = IPAddress(target.host) == nil ? .proxy : PeerScope.of(address: target.host)
        guard allowed.contains(.proxy), scope == .public || allowed.contains(scope) else {
            throw .unsent(.addressRefused, target, Self.refusal(target.host, scope))
        }
    }

    static func refusal(_ address: String, _ scope: PeerScope) -> String {
        switch scope {
        case .proxy: "\(address) would be reached over a proxy, which is not allowed here"
        case .public: "\(address) is a public address, which is not allowed here"
        case .private: "\(address) is a private address, which is not allowed here"
        case .loopback: "\(address) is a loopback address, which is not allowed here"
        case .linkLocal: "\(address) is a link-local address, which is not allowed here"
        }
    }

    static func sentence(_ code: CURLcode) -> String {
        unsafe String(cString: curl_easy_strerror(code))
    }
}

extension TransportFailure {
    /// Refused here: no connection was opened.
    static func unsent(_ kind: Kind, _ target: URLParts?, _ detail: String) -> TransportFailure {
        let facts = ConnectionFacts(scheme: target?.scheme ?? "", host: target?.host ?? "", port: target?.port ?? 0)
        return TransportFailure(kind: kind, phase: .notLeft, facts: facts, detail: detail)
    }
}
