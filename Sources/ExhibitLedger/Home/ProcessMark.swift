import ExhibitModel
import Glibc

/// What tells this process from another of the same number, for people: a lease's life rests on the session's lock.
struct ProcessMark: Hashable {
    let pid: Int
    /// Changes with every start of the machine; `unknown` on a system without one.
    let boot: String
    /// Clock ticks from the machine's start to the process's; nil on a system that does not tell.
    let started: Int?

    static let own = ProcessMark()

    private init() {
        pid = Int(getpid())
        // Fixed files of the kernel; a system without them is told as such.
        let boot = try? RegularFile.read("/proc/sys/kernel/random/boot_id", limit: 64)
        self.boot = boot.map { String(decoding: $0.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self) } ?? "unknown"
        let status = try? RegularFile.read("/proc/self/stat", limit: 4096)
        started = status.flatMap(Self.started)
    }

    /// Field 22 of proc(5)'s `stat`; the second, the program's name in brackets, may hold anything.
    private static func started(_ status: [UInt8]) -> Int? {
        guard let end = status.lastIndex(of: UInt8(ascii: ")")) else { return nil }
        let fields = String(decoding: status[(end + 1)...], as: UTF8.self).split(separator: " ")
        return fields.count > 19 ? Int(fields[19]) : nil
    }
}
