import ExhibitJSON
import ExhibitPolicy

/// Which of several verdicts on one run decides: the worst of each policy's latest.
package enum DecidingVerdict {
    /// The latest verdict of each policy, in the order in which the policies first judged.
    package static func latest(_ verdicts: [Entry]) -> [Entry] {
        var latest: [Entry] = []
        for verdict in verdicts {
            if let place = latest.firstIndex(where: { $0.body["policy_id"] == verdict.body["policy_id"] }) {
                latest[place] = verdict
            } else {
                latest.append(verdict)
            }
        }
        return latest
    }

    /// The entry that decides, on a tie the one of the policy that was named last; nil without a verdict.
    package static func of(_ verdicts: [Entry]) -> Entry? {
        let latest = latest(verdicts)
        let worst = latest.map(word).max()
        return latest.last { word($0) == worst }
    }

    /// A word that no policy can say is as bad as can be.
    private static func word(_ entry: Entry) -> Verdict {
        entry.body["verdict"]?.string.flatMap(Verdict.init(rawValue:)) ?? .rejected
    }
}
