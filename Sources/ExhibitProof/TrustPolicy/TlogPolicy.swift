/// Which logs are believed, and how many witnesses must have signed (C2SP tlog-policy).
package struct TlogPolicy: Hashable, Sendable {
    /// A witness by its key, or a number of others: names have been looked up.
    indirect enum Quorum: Hashable, Sendable {
        case none
        case witness(VerifierKey)
        case group(threshold: Int, members: [Quorum])

        /// Whether those who signed are enough.
        func isMet(by signers: Set<VerifierKey>) -> Bool {
            switch self {
            case .none: true
            case .witness(let key): signers.contains(key)
            case .group(let threshold, let members): members.count { $0.isMet(by: signers) } >= threshold
            }
        }
    }

    /// Any log will do when there are none.
    package let logs: [VerifierKey]
    package let witnesses: [VerifierKey]
    let quorum: Quorum

    /// What a note has of what is asked.
    package struct Judgement: Hashable, Sendable {
        /// The log's own key among those of the policy; nil when none of them signed.
        package let log: VerifierKey?
        /// Witnesses of the policy who signed.
        package let witnesses: [VerifierKey]
        package let isAccepted: Bool
    }

    /// Looks for the signatures of the policy's keys; `logs` are asked where the policy names none.
    ///
    /// Throws what ``SignedNote/verified(by:)`` throws, but a note without any known signature is merely not accepted.
    package func judge(_ note: SignedNote, logs known: [VerifierKey]) throws(ProofError) -> Judgement {
        let logs = logs.isEmpty ? known : logs
        let origin = try Checkpoint(parsing: note.text).origin
        var signers: [VerifierKey] = []
        do throws(ProofError) {
            signers = try note.verified(by: logs + witnesses)
        } catch {
            guard error == .unsigned else { throw error }
        }
        let log = signers.first { logs.contains($0) && KeyName.isSame($0.name, origin) }
        let seen = signers.filter { witnesses.contains($0) }
        return Judgement(log: log, witnesses: seen, isAccepted: log != nil && quorum.isMet(by: Set(seen)))
    }
}
