import ExhibitModel
import Glibc
import Testing

/// An https server in another program (Python's `ssl`), with a certificate made by `openssl` for this test alone.
final class TLSServer {
    let port: UInt16
    let certificate: String
    /// `sha256:<hex>` of the certificate's public key.
    let pin: String
    private let folder: TemporaryFolder
    private let process: pid_t

    var url: String { "https://127.0.0.1:\(port)" }

    private static let program = """
        import os, signal, socket, ssl, sys
        signal.alarm(120)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[1], sys.argv[2])
        if sys.argv[3] == "tls12": context.maximum_version = ssl.TLSVersion.TLSv1_2
        listener = socket.create_server(("127.0.0.1", 0))
        print(os.getpid(), listener.getsockname()[1], flush=True)
        os.close(1)
        while True:
            peer = listener.accept()[0]
            try:
                peer = context.wrap_socket(peer, server_side=True)
                while peer.recv(65536):
                    if sys.argv[3] == "silent": break
                    peer.sendall(b"HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nok")
            except OSError:
                pass
            peer.close()
        """

    /// Nil, with the reason printed, where a program is missing; with `CI=true` that is a failure.
    init?(names: String = "DNS:localhost,IP:127.0.0.1", mode: String = "plain") throws {
        let folder = try TemporaryFolder()
        let (key, certificate, script) = (
            folder.path + "/key.pem", folder.path + "/cert.pem", folder.path + "/server.py"
        )
        let made = Self.output(
            "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=test"
                + " -addext subjectAltName=\(names) -keyout \(key) -out \(certificate) 2>/dev/null"
                + " && openssl pkey -in \(key) -pubout -outform DER | openssl dgst -sha256 -r"
        )
        try RegularFile.write(Array(Self.program.utf8), toNew: script, mode: 0o600, durable: false)
        let line = Self.output("python3 \(script) \(certificate) \(key) \(mode) &").split(
            whereSeparator: \.isWhitespace
        )
        guard made.count > 64, line.count == 2, let process = pid_t(line[0]), let port = UInt16(line[1]) else {
            let isCI = unsafe getenv("CI").map { unsafe String(cString: $0) } == "true"
            #expect(!isCI, "openssl and python3 are needed")
            print("skipped: openssl or python3 with ssl is missing")
            return nil
        }
        self.folder = folder
        self.certificate = certificate
        self.process = process
        self.port = port
        pin = "sha256:" + made.prefix(64)
    }

    deinit {
        kill(process, SIGKILL)
    }

    /// What a command line writes until it closes its output.
    private static func output(_ command: String) -> String {
        guard let pipe = unsafe popen(command, "r") else { return "" }
        defer { unsafe pclose(pipe) }
        var bytes = [UInt8](repeating: 0, count: 4096)
        var text = ""
        while true {
            let count = unsafe fread(&bytes, 1, bytes.count, pipe)
            guard count > 0 else { return text }
            text += String(decoding: bytes[..<count], as: UTF8.self)
        }
    }
}
