import ExhibitArguments

/// The pages of `exhibit help TOPIC`, each written from the table that the program itself obeys.
enum HelpTopics {
    static let all = [
        HelpTopic("errors", "every error: its code, what it means, what to do", text: ErrorsTopic.text),
        HelpTopic("exit-codes", "what the exit status says", text: ExitCodesTopic.text),
        HelpTopic("environment", "the environment variables that are read", text: EnvironmentTopic.text),
        HelpTopic("batch", "manifests: many items from one file", text: BatchTopic.text),
        HelpTopic("models", "what is known of models: sizes, limits, shutdown dates", text: ModelsTopic.text),
        HelpTopic("references", "pictures that go into a request", text: ReferencesTopic.text),
        HelpTopic("masks", "painting a part of a picture, and what changed around it", text: MasksTopic.text),
        HelpTopic("anchors", "dates that an outside party signs", text: AnchorsTopic.text),
        HelpTopic("reviews", "decisions and waivers that a reviewer signs", text: ReviewsTopic.text),
        HelpTopic("migrating", "for users of the scripts that came before", text: MigratingTopic.text),
    ]
}
