/// Why an entry that records what an outside party has vouched for does not hold.
enum AnchorFault: Error {
    case lacks
    case unreadable(String)
    case noProof
    case otherProof
    case noNote(Int64)
    case otherNote(Int64)
    case otherTree(Int64)
    case noRoots
    case doesNotHold(String)
    case saysOther

    func message(_ entry: Int64) -> String {
        switch self {
        case .lacks: "entry \(entry) lacks what it takes to verify its date"
        case .unreadable(let reason): "the date of entry \(entry) cannot be read: \(reason)"
        case .noProof: "the proof of the date that entry \(entry) records is not here"
        case .otherProof: "the proof of the date that entry \(entry) records was changed"
        case .noNote(let size): "the checkpoint of \(size) entries, which entry \(entry) says was dated, is not here"
        case .otherNote(let size):
            "the checkpoint of \(size) entries is not the one that entry \(entry) says was dated"
        case .otherTree(let size): "entry \(entry) dates another tree of \(size) entries than this ledger's"
        case .noRoots: "the roots that the date of entry \(entry) has to lead to are not here, or were changed"
        case .doesNotHold(let reason): "the date of entry \(entry) does not hold: \(reason)"
        case .saysOther: "entry \(entry) says of its date what the proof does not say"
        }
    }
}
