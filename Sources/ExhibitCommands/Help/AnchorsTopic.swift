/// `help anchors`: dates that an outside party signs, and what they are worth.
enum AnchorsTopic {
    static let text = """
        Everything in the ledger is signed by this machine only, and its clock is this
        machine's. A time-stamp authority (RFC 3161) signs that the ledger's newest
        checkpoint existed at a moment; nothing but the checkpoint's SHA-256 is sent.

          exhibit audit anchor --tsa https://tsa.example/tsr --tsa-root tsa-root.pem

        The answer must lead to the certificates in --tsa-root and to no others; these
        are kept with it, so that an auditor has them. In the home's config.json:

          "tsa": [{"url": "https://tsa.example/tsr", "roots": "tsa-root.pem"},
                  {"url": "…", "roots": "…", "name": "second", "timeout_seconds": 10}]

        roots is a PEM file, relative to the home, or the PEM text itself; name what is
        shown instead of the address. Plain http leads to this machine and private
        networks, elsewhere with "allow_http": true: the answer is signed either way.

        Once config.json names authorities, each run is dated twice: its intent before
        anything is sent, and its record at its end. A batch or a queue is dated when
        its work starts and when it ends; the orders stand in the ledger then. A run
        with both dates has grade E2: it existed between the one and the other. What
        fails is recorded as a warning, and stops nothing: the grade stays E1.

          exhibit audit verify                    which entries are dated, and by whom
          exhibit audit verify --require-anchor   exit 3 unless all are
          exhibit audit checkpoint --out FILE     for somebody to keep

        A witness (C2SP tlog-witness) is somebody who signs a checkpoint only if it
        goes on from the one that they signed before: entries cannot be taken back
        unseen, nor two histories shown. With "witnesses": [{"vkey": "…", "url": "…"}]
        config.json has it asked as authorities are; without a url its lines come as
        files.

          exhibit audit witness --help            the reviewer's side, and the owner's

        An authority says when, not what is true. Whether it is one that others trust
        is for them to say: the report names its certificate's subject, and the bundle
        holds its roots.
        """
}
