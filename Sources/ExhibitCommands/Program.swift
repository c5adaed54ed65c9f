import ExhibitArguments
import ExhibitCrypto
import ExhibitJSON
import ExhibitModel
import Glibc

/// The composition root: real clock, real randomness, real environment.
package enum Program {
    /// The command line, without the program's name; nil for a word that is not valid UTF-8.
    ///
    /// `CommandLine.arguments` would quietly put U+FFFD into a prompt.
    package static func words() -> [String?] {
        (1..<max(1, Int(CommandLine.argc))).map { index in
            guard let word = unsafe CommandLine.unsafeArgv[index] else { return nil }
            return unsafe String(validatingCString: word)
        }
    }

    /// Runs one command line (without the program's name) and returns the exit status.
    package static func run(_ given: [String?]) async -> Int32 {
        let words = given.compactMap(\.self)
        forbidCoreDumps()
        let environment = Environment(
            variables: variables(),
            currentFolder: currentFolder(),
            now: now,
            random: SystemRandom.bytes
        )
        let console = Console(environment)
        let context = CommandContext(environment: environment, console: console, signals: SignalWatch())
        do {
            guard words.count == given.count else {
                throw Report(.promptInvalid, "a word of the command line is not valid UTF-8")
            }
            return try await CommandTree.root.run(words, context) { console.out($0) }
        } catch {
            var report = Reporting.report(error)
            if let usage = error as? UsageError, usage.path.count <= 1, words.first?.hasPrefix("-") == false {
                report = Report(.usageUnknownCommand, report.message, hint: report.hint)
            }
            var options = OutputOptions()
            options.json = words.contains { ["--json", "--print-json", "--jsonl"].contains($0) }
            let command = words.first { !$0.hasPrefix("-") } ?? "exhibit"
            return console.say(Answer(report: report), command: command, options)
        }
    }

    /// A crash must not write keys to the disk.
    private static func forbidCoreDumps() {
        var limit = rlimit(rlim_cur: 0, rlim_max: 0)
        unsafe _ = setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
    }

    private static func now() -> Timestamp {
        var time = timespec()
        unsafe _ = clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    private static func currentFolder() -> String {
        guard let path = unsafe getcwd(nil, 0) else { return "/" }
        defer { unsafe free(path) }
        return unsafe String(cString: path)
    }

    private static func variables() -> [String: String] {
        var found: [String: String] = [:]
        var entry = unsafe environ
        while let text = unsafe entry.pointee {
            let line = unsafe String(cString: text)
            if let equals = line.firstIndex(of: "=") {
                found[String(line[..<equals])] = String(line[line.index(after: equals)...])
            }
            unsafe entry += 1
        }
        return found
    }
}
