import ExhibitJSON
package import ExhibitModel
package import ExhibitPolicy

/// What reviewers have said of a run.
extension RunReplay {
    /// The files that a reviewer looks at: the outputs, and what the user gets in their place.
    package var reviewable: [Entry] {
        outputs + outputs.indices.compactMap { finished($0 + 1) } + joined
    }

    /// All decisions, in order.
    package var reviews: [Review] { entries.compactMap { Review($0) } }

    /// The decision that counts: the latest about all files; nil before there is one, or when files have come since.
    package var review: Review? {
        let files = reviewable.compactMap { $0.body["sha256"]?.string }
        return reviews.last { files.allSatisfy($0.artifacts.contains) }
    }

    package var isDenied: Bool { review?.decision == .denied }

    /// Whether the run was approved by somebody who had a verdict of this policy before them.
    ///
    /// Another policy may ask for a look at other things.
    package func isApproved(under policy: Digest) -> Bool { isApproved(under: policy.hex) }

    package func isApproved(under policy: String) -> Bool {
        guard let review, review.decision == .approved else { return false }
        return verdicts.contains { $0.seq < review.entry && $0.body["policy_sha256"]?.string == policy }
    }

    /// The waivers that set rules of `policy` aside.
    ///
    /// `moment` is when the verdict is passed; a verdict that is recorded is passed at the time of the run's last entry
    /// before it, so that judging again gives the same.
    package func waivers(_ policy: Policy, _ digest: Digest, at moment: Timestamp? = nil) -> [Waiver] {
        let moment = moment ?? entries.last?.at ?? intentEntry.at
        let file = outputs.first?.body["sha256"]?.string
        return entries.compactMap { Waiver($0) }.filter { waiver in
            waiver.policyDigest == digest.hex && waiver.artifact == file && moment <= waiver.expires
                && policy.waivable.contains(waiver.rule) && policy.reviewers.contains(waiver.key)
        }
    }

    /// The ids of the rules that ``waivers(_:_:at:)`` set aside.
    package func waivedRules(_ policy: Policy, _ digest: Digest, at moment: Timestamp? = nil) -> Set<String> {
        Set(waivers(policy, digest, at: moment).map(\.rule))
    }
}
