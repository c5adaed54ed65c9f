import ExhibitCrypto
import ExhibitModel
import Glibc
import Testing

struct TimeStampTests {
    private let imprint = SHA256.hash(Array("the note".utf8))

    @Test func `a request has the bytes of RFC 3161`() {
        let request = TimeStampRequest(imprint: imprint, nonce: 0x7182_93A4_B5C6_D7E8)
        let head: [UInt8] = [0x30, 0x43, 2, 1, 1, 0x30, 0x31, 0x30, 0x0D, 6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1]
        let tail: [UInt8] = [2, 8, 0x71, 0x82, 0x93, 0xA4, 0xB5, 0xC6, 0xD7, 0xE8, 1, 1, 0xFF]
        #expect(request.der == head + [5, 0, 4, 32] + imprint.bytes + tail)
        #expect(TimeStampRequest.fresh(imprint: imprint).nonce != TimeStampRequest.fresh(imprint: imprint).nonce)
    }

    @Test func `an authority's answer is verified, with its nonce and later without`() throws {
        let authority = try TimeStampAuthority()
        let request = TimeStampRequest.fresh(imprint: imprint)
        let answer = TimeStampResponse(der: try authority.answer(request.der))
        let stamp = try answer.verified(for: request, roots: authority.roots)
        #expect(stamp.subject == "CN=Zeit ä,O=Example\\, Inc.")
        #expect(stamp.serial == "02")
        let later = TimeStampRequest(imprint: imprint, nonce: nil)
        #expect(try answer.verified(for: later, roots: authority.roots) == stamp)
    }

    @Test func `a stamp of other bytes or for another request is refused`() throws {
        let authority = try TimeStampAuthority()
        let request = TimeStampRequest.fresh(imprint: imprint)
        let answer = TimeStampResponse(der: try authority.answer(request.der))
        let other = TimeStampRequest(imprint: SHA256.hash([]), nonce: request.nonce)
        #expect(throws: TimeStampError.otherImprint) { try answer.verified(for: other, roots: authority.roots) }
        let again = TimeStampRequest.fresh(imprint: imprint)
        #expect(throws: TimeStampError.otherNonce) { try answer.verified(for: again, roots: authority.roots) }
        let silent = TimeStampRequest(imprint: imprint, nonce: nil)
        let unasked = TimeStampResponse(der: try authority.answer(silent.der))
        #expect(throws: TimeStampError.otherNonce) { try unasked.verified(for: request, roots: authority.roots) }
    }

    @Test func `only the pinned roots count`() throws {
        let authority = try TimeStampAuthority()
        let stranger = try TimeStampAuthority()
        let request = TimeStampRequest.fresh(imprint: imprint)
        let answer = TimeStampResponse(der: try authority.answer(request.der))
        #expect(throws: TimeStampError.untrusted("unable to get local issuer certificate")) {
            try answer.verified(for: request, roots: stranger.roots)
        }
        let both = try TimeStampRoots(pem: stranger.roots.pem + authority.roots.pem)
        #expect(both.count == 2)
        _ = try answer.verified(for: request, roots: both)
        #expect(throws: TimeStampError.noRoots) { try TimeStampRoots(pem: Array("no certificate".utf8)) }
    }

    @Test func `no byte of the signed part can be changed`() throws {
        let authority = try TimeStampAuthority()
        let request = TimeStampRequest.fresh(imprint: imprint)
        let der = try authority.answer(request.der)
        let truth = try TimeStampResponse(der: der).verified(for: request, roots: authority.roots)
        for place in stride(from: 0, to: der.count, by: 7) {
            var changed = der
            changed[place] ^= 0x20
            // What is not signed may be changed without effect, but nothing that the stamp says.
            let stamp = try? TimeStampResponse(der: changed).verified(for: request, roots: authority.roots)
            #expect(stamp == nil || stamp == truth, "byte \(place)")
        }
        let signature = der.count - 10
        var changed = der
        changed[signature] ^= 1
        #expect(throws: TimeStampError.self) {
            try TimeStampResponse(der: changed).verified(for: request, roots: authority.roots)
        }
    }

    @Test func `a certificate that has expired since still holds, one that had expired does not`() async throws {
        let soon = Self.calendar(in: 2)
        let authority = try TimeStampAuthority(dates: "-startdate 200101000000Z -enddate \(soon)")
        let request = TimeStampRequest.fresh(imprint: imprint)
        let answer = TimeStampResponse(der: try authority.answer(request.der))
        let stamp = try answer.verified(for: request, roots: authority.roots)
        try await Task.sleep(for: .milliseconds(3100))
        #expect(authority.openssl.succeeds("verify -purpose any -CAfile root.pem tsa.pem") == false, "it has expired")
        #expect(try answer.verified(for: request, roots: authority.roots) == stamp)
        let late = TimeStampResponse(der: try authority.answer(request.der))
        #expect(throws: TimeStampError.untrusted("certificate has expired")) {
            try late.verified(for: request, roots: authority.roots)
        }
    }

    @Test func `a certificate must be for time stamps, and for nothing else`() throws {
        let authority = try TimeStampAuthority()
        let request = TimeStampRequest.fresh(imprint: imprint)
        for usage in [nil, "critical,serverAuth", "timeStamping", "critical,timeStamping,serverAuth"] {
            let answer = TimeStampResponse(der: try authority.answer(request.der, signedByALeafFor: usage))
            #expect(throws: TimeStampError.untrusted("unsuitable certificate purpose")) {
                try answer.verified(for: request, roots: authority.roots)
            }
        }
        let answer = TimeStampResponse(
            der: try authority.answer(request.der, signedByALeafFor: "critical,timeStamping")
        )
        #expect(try answer.verified(for: request, roots: authority.roots).subject == "CN=Other")
    }

    @Test func `a refusal is told with the authority's words`() throws {
        let authority = try TimeStampAuthority()
        let answer = TimeStampResponse(der: try authority.answer(Array("no request".utf8)))
        let request = TimeStampRequest.fresh(imprint: imprint)
        #expect(throws: TimeStampError.refused(status: 2, words: "Bad request format or system error.")) {
            try answer.verified(for: request, roots: authority.roots)
        }
    }

    @Test(arguments: [[], [0x30], Array("<html>not found</html>".utf8)])
    func `what is no answer is refused`(bytes: [UInt8]) throws {
        let authority = try TimeStampAuthority()
        let request = TimeStampRequest.fresh(imprint: imprint)
        #expect(throws: TimeStampError.malformed) {
            try TimeStampResponse(der: bytes).verified(for: request, roots: authority.roots)
        }
        let der = try authority.answer(request.der)
        #expect(throws: TimeStampError.malformed) {
            try TimeStampResponse(der: der + [0]).verified(for: request, roots: authority.roots)
        }
    }

    /// ASN.1's UTCTime some seconds from now.
    private static func calendar(in seconds: Int64) -> String {
        var now = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &now)
        let moment = Timestamp(milliseconds: (Int64(now.tv_sec) + seconds) * 1000).compact
        return moment.dropFirst(2).filter { $0 != "T" }
    }
}
