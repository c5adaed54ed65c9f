import ExhibitArchive

/// A complete answer: how it came, what was kept of it, and how a dialect reads it.
struct Sighting: Sendable {
    let answer: Head
    let captured: CapturedBody
    let read: ReadReply
}
