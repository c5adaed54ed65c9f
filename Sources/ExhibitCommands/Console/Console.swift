import ExhibitModel
import Glibc

/// Standard output and standard error as the commands use them: results on the one, talk on the other.
struct Console: Sendable {
    let isErrorTerminal: Bool
    /// Whether a question reaches a person, and the answer us.
    let isAsking: Bool
    let isOutputTerminal: Bool
    private let environment: Environment

    init(_ environment: Environment) {
        self.environment = environment
        isErrorTerminal = isatty(2) == 1
        isAsking = isErrorTerminal && isatty(0) == 1
        isOutputTerminal = isatty(1) == 1
    }

    /// One write, so that a kill cannot tear a document; a reader that is gone is no error of ours.
    func out(_ text: String) { Self.write(Array(text.utf8), to: 1) }

    /// A file for the next program.
    func out(_ bytes: [UInt8]) { Self.write(bytes, to: 1) }

    func error(_ text: String) { Self.write(Array(text.utf8), to: 2) }

    /// One line of standard input, without its end; nil when there is none.
    func readLine() -> String? { Swift.readLine() }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) {
        do throws(FileFault) {
            try RegularFile.writeAll(bytes, to: descriptor, "standard output")
        } catch {
            // Nobody is reading: the exit status still tells how it went.
        }
    }

    /// Whether words may be coloured on standard output (<https://no-color.org>).
    func colours(_ choice: ColourChoice) -> Bool {
        switch choice {
        case .always: true
        case .never: false
        case .auto: isOutputTerminal && environment["NO_COLOR"] == nil && environment["TERM"] != "dumb"
        }
    }
}
