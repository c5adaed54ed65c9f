import ExhibitLedger
import ExhibitProof

/// The ledger and the head of it that statements refer to.
struct AttestedHead {
    let identity: Identity
    let checkpoint: Checkpoint
}
