import ExhibitCrypto
import ExhibitModel
import Glibc

/// The `openssl` command at work in a folder of its own: a second reader and writer of what we make.
final class OpenSSLCommand {
    private let folder: String

    init() throws {
        let folder = P_tmpdir + "/exhibit-crypto-test-" + Hex.encode(SystemRandom.bytes(8))
        try RegularFile.makeFolder(folder, mode: 0o700)
        self.folder = folder
    }

    deinit {
        for name in RegularFile.names(in: folder) { unsafe unlink("\(folder)/\(name)") }
        unsafe rmdir(folder)
    }

    func write(_ bytes: [UInt8], _ name: String) throws {
        try RegularFile.write(bytes, toNew: "\(folder)/\(name)", mode: 0o600, durable: false)
    }

    func read(_ name: String) throws -> [UInt8] {
        try RegularFile.read("\(folder)/\(name)")
    }

    /// Whether `openssl WORDS`, run in the folder, says yes.
    func succeeds(_ words: String) -> Bool {
        unsafe system("cd \(folder) && openssl \(words) >stdout 2>stderr </dev/null") == 0
    }
}
