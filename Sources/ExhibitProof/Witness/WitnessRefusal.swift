package import ExhibitModel

/// Why a witness does not sign: each has its status in HTTP (C2SP tlog-witness).
package enum WitnessRefusal: Error, Hashable, Sendable, Reportable {
    case malformed(String)
    case unknownLog(origin: String)
    /// No line is by a key that the witness trusts for the log, or one is wrong.
    case notSigned(String)
    /// The request's proof begins elsewhere than where the witness stands.
    case otherSize(seen: Int64)
    /// The witness saw another root at this size: two histories.
    case forked(size: Int64)
    case notAnAppend(from: Int64, to: Int64)

    package var status: Int {
        switch self {
        case .malformed: 400
        case .unknownLog: 404
        case .notSigned: 403
        case .otherSize, .forked: 409
        case .notAnAppend: 422
        }
    }

    package static let sizeType = "text/x.tlog.size"

    /// What a client reads: the size alone where it can ask again with it, else a sentence.
    package var contentType: String {
        if case .otherSize = self { Self.sizeType } else { "text/plain; charset=utf-8" }
    }

    package var body: String {
        if case .otherSize(let seen) = self { "\(seen)\n" } else { "\(report.message)\n" }
    }

    package var report: Report {
        switch self {
        case .malformed(let reason): Report(.witnessRequestInvalid, "this is not a request to a witness: \(reason)")
        case .unknownLog(let origin): Report(.witnessLogUnknown, "this witness has no key of the log \(origin)")
        case .notSigned(let reason): Report(.evidenceBroken, "the checkpoint is not the log's: \(reason)")
        case .otherSize(let seen):
            Report(
                .witnessSizeDiffers,
                "the witness has signed \(seen) entries of this log; the request begins elsewhere",
                hint: "exhibit audit witness request --old \(seen)"
            )
        case .forked(let size):
            Report(.evidenceBroken, "fork: the witness has signed another root of the log's first \(size) entries")
        case .notAnAppend(let old, let new):
            Report(
                .evidenceBroken,
                "the proof does not show that the log's \(new) entries begin with the \(old) that the witness has signed"
            )
        }
    }
}
