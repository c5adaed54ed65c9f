/// What `exhibit` says when it stands alone.
enum Introduction {
    static let text = """
        exhibit makes AI pictures with the provider that you pin, and keeps the evidence.

          exhibit demo                               see it work: no account, no cost
          exhibit ledger init --provider NAME        make the home, pin a provider
          exhibit generate --prompt 'an orange cat'  make a picture, recorded and judged

        Nothing is sent before it is recorded, and anyone can verify what was recorded.

          exhibit --help           all commands
          exhibit provider list    what is configured here, and what would be used
          exhibit help exit-codes  what a status means, for people and agents
          exhibit help migrating   for users of the scripts that came before
        """
}
