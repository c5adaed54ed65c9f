import ExhibitJSON
import ExhibitModel
import ExhibitPolicy
import ExhibitRecord

/// A run whose deciding verdict is accepted, with the documents that statements about its outputs are made from.
struct AttestedRun {
    let replay: RunReplay
    /// The verdict that decides, and the facts that it was made over.
    let deciding: Entry
    let facts: JSONValue
    /// Each policy's latest verdict with its document, in the order in which the policies first judged.
    let verdicts: [(entry: Entry, document: JSONValue)]

    /// Whether something can be said about the run's outputs.
    enum Standing {
        /// Not accepted, or a reviewer said no.
        case none
        /// Accepted, but what its verdicts name is not here as it was recorded.
        case unreadable
        case attested(AttestedRun)
    }

    /// What can be said; `blob` gives the bytes of a hash (hex), nil when they are not here or have another one.
    static func standing(_ replay: RunReplay, blob: (String) -> [UInt8]?) -> Standing {
        guard let deciding = DecidingVerdict.of(replay.verdicts),
            deciding.body["verdict"]?.string == Verdict.accepted.rawValue,
            replay.entries.last(where: { $0.type == .reviewDecision })?.body["decision"]?.string != "denied"
        else { return .none }
        func document(_ entry: Entry, _ key: String) -> JSONValue? {
            // Broken ones are found where verdicts are judged again.
            entry.body[key]?.string.flatMap(blob).flatMap { try? JSONReader.read($0, .canonical) }
        }
        guard let facts = document(deciding, "facts_blob") else { return .unreadable }
        var verdicts: [(Entry, JSONValue)] = []
        for entry in DecidingVerdict.latest(replay.verdicts) {
            guard let verdict = document(entry, "verdict_blob") else { return .unreadable }
            verdicts.append((entry, verdict))
        }
        return .attested(AttestedRun(replay: replay, deciding: deciding, facts: facts, verdicts: verdicts))
    }

    /// The entries of the outputs, the first of each content.
    static func outputs(_ replay: RunReplay) -> [(hex: String, entry: Entry)] {
        var seen: Set<String> = []
        return replay.outputs.compactMap { output in
            guard let hex = output.body["sha256"]?.string, seen.insert(hex).inserted else { return nil }
            return (hex, output)
        }
    }
}
