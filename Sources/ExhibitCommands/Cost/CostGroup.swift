import ExhibitArguments

/// What `runs cost` adds up by.
enum CostGroup: String, CaseIterable, Sendable, ArgumentValue {
    case day
    case provider
    case model
    case batch
}
