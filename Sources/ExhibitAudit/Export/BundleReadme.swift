/// What a reader of the bundle finds first.
enum BundleReadme {
    static func text(_ scope: BundleScope) -> String {
        """
        This folder is evidence of AI media runs, made by exhibit. It can be checked without the machine it came from.

        With exhibit:
          exhibit audit verify --bundle .

        Without it, from inside this folder:
          sha256sum -c --quiet SHA256SUMS
          openssl pkeyutl -verify -pubin -inkey keys/log.pem -rawin -in checkpoint.body -sigfile checkpoint.sig

        entries.jsonl holds the record, one entry on each line; an entry's leaf is SHA-256 of a zero byte and the line.
        \(scope == .whole
            ? "All leaves, as a tree of RFC 6962, have the root in the checkpoint."
            : "It holds chosen runs only; proofs.jsonl has each entry's number and its path to the root in the checkpoint.")
        Beside each file in artifacts/ lies a .tlog-proof (c2sp.org/tlog-proof): the entry that recorded it, and its path.
        policies/ and blobs/ hold what the entries name by SHA-256, under that name.

        Whether keys/log.pem is the operator's key, the operator must have told you another way.

        """
    }
}
