import Glibc
import Testing

/// The shells of this machine.
enum Shells {
    static func has(_ shell: String) -> Bool {
        unsafe system("command -v \(shell) >/dev/null 2>&1") == 0
    }

    /// What `shell` prints for `script`.
    static func output(_ shell: String, _ script: String) throws -> String {
        let quoted = "'" + script.replacing("'", with: "'\\''") + "'"
        let pipe = try unsafe #require(unsafe popen("\(shell) -c \(quoted) 2>&1", "r"))
        defer { unsafe pclose(pipe) }
        var bytes: [UInt8] = []
        while case let byte = unsafe getc(pipe), byte != EOF { bytes.append(UInt8(byte)) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
