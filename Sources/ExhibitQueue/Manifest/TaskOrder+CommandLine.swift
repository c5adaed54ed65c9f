import ExhibitArguments
import ExhibitModel

extension TaskOrder {
    /// The command line that does it again, for a POSIX shell.
    package var commandLine: String {
        ([Tool.name, command] + arguments).map(Self.quoted).joined(separator: " ")
    }

    /// Only what a shell would read otherwise is quoted, and of `--flag=value` only the value.
    private static func quoted(_ word: String) -> String {
        if !word.isEmpty, word.utf8.allSatisfy(isPlain) { return word }
        guard word.hasPrefix("--"), let sign = word.utf8.firstIndex(of: UInt8(ascii: "=")),
            word.utf8[..<sign].allSatisfy(isPlain)
        else { return Shell.bash.quoted(word) }
        let value = word.utf8.index(after: sign)
        return word[..<value] + Shell.bash.quoted(String(word[value...]))
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "-_./:,=@%+".utf8.contains(byte)
        }
    }
}
