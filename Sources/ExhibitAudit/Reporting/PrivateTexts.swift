import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitRecord

/// What a report shows of values that stand in the record as commitments only.
struct PrivateTexts {
    let reader: AuditReader
    let isShown: Bool

    /// `{"text":…}`, or the commitment with why nothing stands behind it; nil where nothing was committed to.
    func value(_ commit: JSONValue?) -> JSONValue? {
        guard let hex = commit?.string else { return nil }
        guard isShown else { return ["withheld": true, "commitment": .string(hex)] }
        guard let text = held(hex) else { return ["erased": true, "commitment": .string(hex)] }
        return ["text": .string(text), "commitment": .string(hex)]
    }

    /// The last part of a path: folders name machines and people.
    func fileName(_ commit: JSONValue?) -> JSONValue? {
        guard isShown, let text = commit?.string.flatMap(held) else { return nil }
        return .string(RegularFile.name(of: text))
    }

    /// The paths that a run's entries commit to, the longest first: none of them may stand in a page.
    func paths(_ entries: [Entry]) -> [String] {
        var commits: Set<String> = []
        for entry in entries { Self.collect(.object(entry.body), into: &commits) }
        let paths = commits.compactMap(held).filter { $0.hasPrefix("/") && $0.utf8.count > 1 }
        return Set(paths).sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }
    }

    private func held(_ hex: String) -> String? { (try? reader.privateValue(hex)) ?? nil }  // erased is an answer

    private static func collect(_ value: JSONValue, into found: inout Set<String>) {
        switch value {
        case .array(let elements): for element in elements { collect(element, into: &found) }
        case .object(let object):
            for (key, value) in object.members {
                if key == "path_commit" || key.hasSuffix("_dir_commit"), let commit = value.string {
                    found.insert(commit)
                } else {
                    collect(value, into: &found)
                }
            }
        case .null, .bool, .number, .string: break
        }
    }
}
