/// `help reviews`: what reviewers sign, and what it changes (parity K7).
enum ReviewsTopic {
    static let text = """
        A reviewer decides on a run with a key of their own, which the production's
        machine does not need to have. The keys of a ledger are refused.

          exhibit review key init --out ~/reviewer.key    once; keep it to yourself
          exhibit review list                             what waits, or was decided
          exhibit review show RUN                         what you are about to sign
          exhibit review approve RUN --key ~/reviewer.key
          exhibit review deny RUN --key ~/reviewer.key --reason 'extra paw'

        A decision names the run, the SHA-256 of its files, the verdict, and the state
        of the ledger that you saw. It is refused when a file in the store, or the
        user's copy of it, is no longer what was recorded. The latest decision counts.

          denied    policy check RUN ends with 6, whatever the verdict
          approved  a verdict of needs_review is answered: policy check RUN ends with 0;
                    a rejected run stays rejected

        A policy may let single rules be waived. It lists them in waivable, and in
        reviewers the ids of the keys that may do it (exhibit review key show FILE):

          exhibit policy waive RUN --rule AGT-01 --expires 2026-12-31 \\
            --key ~/reviewer.key --reason 'the label is known to be wrong'

        The waiver is for this run and this version of the policy, up to the end of that
        day in UTC. The run is judged again at once; explain shows the rule as waived,
        with the day and the reason.

        Reasons stay in the home; the record has commitments to them. What was signed is
        in each bundle (reviews.jsonl, DSSE envelopes of in-toto statements), with the
        ids of keys and no names. audit verify checks every signature again.
        """
}
