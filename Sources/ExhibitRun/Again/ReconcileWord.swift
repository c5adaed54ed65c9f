/// The operator's own word on how a run of unknown outcome ended: recorded as such, level `requested`.
package enum ReconcileWord: Sendable, Hashable {
    case lost(reason: String)
    case recovered(file: String, reason: String)
}
