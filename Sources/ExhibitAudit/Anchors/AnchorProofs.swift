import ExhibitRecord

/// Where the proofs of outside parties are, and what it takes to verify them: a home, or a bundle.
protocol AnchorProofs {
    /// The proof that an entry records; nil when it is not there.
    func proof(of entry: Entry) throws -> [UInt8]?
    /// The checkpoint that was vouched for, as it was first signed.
    func note(of entry: Entry) throws -> [UInt8]?
    func roots(_ hex: String) throws -> [UInt8]?
    /// What is wrong with the proofs themselves, whatever they say.
    func findings(_ entries: [Entry]) throws -> [Finding]
}
