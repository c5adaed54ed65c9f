import ExhibitCrypto
import ExhibitModel

/// A time-stamp authority in a folder: `openssl ts -reply` with a root, and a leaf that the root has signed.
final class TimeStampAuthority {
    let openssl: OpenSSLCommand
    let roots: TimeStampRoots
    private var asked = 0
    private var others = 0

    /// `dates` is the leaf's validity, as words of `openssl ca`; a year from now when empty.
    init(dates: String = "") throws {
        openssl = try OpenSSLCommand()
        let usage = "extendedKeyUsage = critical,timeStamping\n"
        try openssl.write(Array(Self.configuration(usage).utf8), "tsa.cnf")
        try openssl.write([], "index.txt")
        try openssl.write(Array("01\n".utf8), "serial")
        try openssl.write(Array("01\n".utf8), "ca-serial")
        let curve = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"
        for words in [
            "req -x509 \(curve) -keyout root.key -out root.pem -days 9000 -subj /CN=Root -config tsa.cnf",
            "req -new \(curve) -keyout tsa.key -out tsa.csr -subj '/O=Example, Inc./CN=Zeit ä' -utf8 -config tsa.cnf",
            "ca -batch -config tsa.cnf -in tsa.csr -out tsa.pem -notext \(dates.isEmpty ? "-days 365" : dates)",
        ] where !openssl.succeeds(words) { throw TimeStampError.noRoots }
        roots = try TimeStampRoots(pem: openssl.read("root.pem"))
    }

    /// The authority's answer to these bytes, which may be no request at all.
    func answer(_ request: [UInt8]) throws -> [UInt8] {
        asked += 1
        try openssl.write(request, "\(asked).tsq")
        guard openssl.succeeds("ts -reply -config tsa.cnf -queryfile \(asked).tsq -out \(asked).tsr") else {
            throw TimeStampError.malformed
        }
        return try openssl.read("\(asked).tsr")
    }

    /// An answer that is right but for the leaf that signed it, which has this extended key usage, or none: `openssl ts`
    /// would not make it.
    func answer(_ request: [UInt8], signedByALeafFor usage: String?) throws -> [UInt8] {
        _ = try answer(request)
        let extended = usage.map { "extendedKeyUsage = \($0)\n" } ?? ""
        others += 1
        let other = "other\(others)"
        try openssl.write(Array(Self.configuration(extended).utf8), "\(other).cnf")
        let curve = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"
        for words in [
            "req -new \(curve) -keyout \(other).key -out \(other).csr -subj /CN=Other -config \(other).cnf",
            "ca -batch -config \(other).cnf -in \(other).csr -out \(other).pem -notext -days 365",
            "ts -reply -in \(asked).tsr -token_out -out \(other)-token.der",
            "cms -verify -noverify -inform DER -in \(other)-token.der -out \(other)-info.der",
            "cms -sign -cades -binary -nodetach -econtent_type 1.2.840.113549.1.9.16.1.4 -in \(other)-info.der "
                + "-signer \(other).pem -inkey \(other).key -outform DER -out \(other).der",
        ] where !openssl.succeeds(words) { throw TimeStampError.noRoots }
        let token = try openssl.read("\(other).der")
        let content: [UInt8] = [0x30, 3, 2, 1, 0] + token
        return [0x30, 0x82, UInt8(content.count >> 8), UInt8(content.count & 255)] + content
    }

    private static func configuration(_ extended: String) -> String {
        """
        [req]
        distinguished_name = dn
        x509_extensions = root
        [dn]
        [root]
        basicConstraints = critical,CA:true
        keyUsage = critical,keyCertSign
        [leaf]
        basicConstraints = CA:false
        keyUsage = critical,digitalSignature
        \(extended)[ca]
        default_ca = authority
        [authority]
        database = index.txt
        new_certs_dir = .
        serial = ca-serial
        certificate = root.pem
        private_key = root.key
        default_md = sha256
        policy = anything
        x509_extensions = leaf
        unique_subject = no
        [anything]
        organizationName = optional
        commonName = supplied
        [tsa]
        default_tsa = service
        [service]
        serial = serial
        signer_cert = tsa.pem
        signer_key = tsa.key
        signer_digest = sha256
        default_policy = 1.2.3.4
        digests = sha256
        ess_cert_id_alg = sha256
        """
    }
}
