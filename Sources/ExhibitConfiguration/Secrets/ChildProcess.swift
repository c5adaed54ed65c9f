import ExhibitModel
import Glibc

/// A program that is started without a shell, told one text, and read until it ends or its time is up.
enum ChildProcess {
    struct Order {
        let path: String
        let arguments: [String]
        /// All that the program gets: nothing is inherited.
        let variables: [String: String]
        /// At most a pipe's buffer, 64 KiB: it is written before the program reads.
        let input: [UInt8]
        let limit: Duration
        let outputLimit: Int
    }

    enum Fault: Error, Hashable {
        case notStarted(errno: Int32)
        case tooLate(Duration)
        case tooMuch(bytes: Int)
        case failed(status: Int32)
        case killed(signal: Int32)

        /// The end of a sentence that begins with the program.
        var sentence: String {
            switch self {
            case .notStarted(let errno): "cannot be started: \(FileFault("start", "", errno: errno).reason)"
            case .tooLate(let limit): "was not done within \(limit) and was ended"
            case .tooMuch(let bytes): "wrote more than \(bytes) bytes and was ended"
            case .failed(let status): "ended with status \(status)"
            case .killed(let signal): "was ended by signal \(signal)"
            }
        }
    }

    /// What the program wrote to its standard output; its standard error goes nowhere, since it may hold the secret.
    ///
    /// Blocks the thread. A program that is not done in time is killed with all that it started.
    static func run(_ order: Order) throws(Fault) -> [UInt8] {
        let end = ContinuousClock.now + order.limit
        var input = try Pipe()
        var output = try Pipe()
        do throws(FileFault) {
            try RegularFile.writeAll(order.input, to: input.writing, "the program's input")
        } catch {
            throw .notStarted(errno: error.errno)
        }
        input.closeWriting()
        let process = try RunningProcess(order, input: input.reading, output: output.writing)
        output.closeWriting()
        let bytes = try read(output.reading, order, until: end)
        try process.wait(order, until: end)
        return bytes
    }

    private static func read(
        _ output: Int32,
        _ order: Order,
        until end: ContinuousClock.Instant
    ) throws(Fault) -> [UInt8] {
        var bytes: [UInt8] = []
        while true {
            let left = ContinuousClock.now.duration(to: end)
            guard left > .zero else { throw .tooLate(order.limit) }
            var watched = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
            guard unsafe poll(&watched, 1, Int32(left / .milliseconds(1)) + 1) > 0 else { continue }
            var got = 0
            bytes += unsafe [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
                got = unsafe Glibc.read(output, buffer.baseAddress, buffer.count)
                count = max(0, got)
            }
            if got == 0 { return bytes }
            guard bytes.count <= order.outputLimit else { throw .tooMuch(bytes: order.outputLimit) }
        }
    }
}

/// Both ends of a pipe, closed with this value and never handed on by exec.
private struct Pipe: ~Copyable {
    let reading: Int32
    private(set) var writing: Int32

    init() throws(ChildProcess.Fault) {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { throw .notStarted(errno: errno) }
        (reading, writing) = (ends[0], ends[1])
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    }

    mutating func closeWriting() {
        close(writing)
        writing = -1
    }

    deinit {
        close(reading)
        if writing >= 0 { close(writing) }
    }
}

/// A program in a process group of its own; one that was not waited for is killed with its whole group.
private struct RunningProcess: ~Copyable {
    private let id: pid_t

    init(_ order: ChildProcess.Order, input: Int32, output: Int32) throws(ChildProcess.Fault) {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe _ = posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_adddup2(&actions, input, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, output, 1)
        unsafe posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe _ = posix_spawnattr_destroy(&attributes) }
        // We ignore signals that a program of its own should not, and our threads may block them.
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe posix_spawnattr_setsigmask(&attributes, &signals)
        unsafe sigfillset(&signals)
        unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        unsafe posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
        unsafe posix_spawnattr_setflags(&attributes, Int16(flags))
        var words = unsafe Self.copied([order.path] + order.arguments)
        var variables = unsafe Self.copied(order.variables.map { "\($0)=\($1)" })
        defer { unsafe (words + variables).forEach { unsafe free($0) } }
        var started: pid_t = 0
        let fault = unsafe posix_spawn(&started, order.path, &actions, &attributes, &words, &variables)
        guard fault == 0 else { throw .notStarted(errno: fault) }
        id = started
    }

    /// As C takes a list of words: with a null at its end.
    private static func copied(_ words: [String]) -> [UnsafeMutablePointer<CChar>?] {
        unsafe words.map { unsafe strdup($0) } + [nil]
    }

    /// Until it ends by itself with status 0.
    consuming func wait(_ order: ChildProcess.Order, until end: ContinuousClock.Instant) throws(ChildProcess.Fault) {
        var status: Int32 = 0
        while unsafe waitpid(id, &status, WNOHANG) == 0 {
            guard ContinuousClock.now < end else {
                _ = consume self
                throw .tooLate(order.limit)
            }
            usleep(1000)
        }
        discard self
        // As WIFSIGNALED and WEXITSTATUS have it.
        guard status & 0x7F == 0 else { throw .killed(signal: status & 0x7F) }
        guard status >> 8 == 0 else { throw .failed(status: status >> 8) }
    }

    deinit {
        kill(-id, SIGKILL)
        var status: Int32 = 0
        unsafe _ = waitpid(id, &status, 0)
    }
}
