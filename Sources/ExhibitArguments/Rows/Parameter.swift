/// One row of a command's table: a flag, an option or an argument, and the place in `Options` it fills.
package struct Parameter<Options: Sendable>: Sendable {
    package typealias Slot<Value> = WritableKeyPath<Options, Value> & Sendable

    enum Work: Sendable {
        case reads(Reader)
        case refuses(Refusal)
        case notes(@Sendable (inout Options, Set<String>) -> Void)
    }

    struct Reader: Sendable {
        var facts: ParameterDescription
        /// Completes "must be …".
        let form: String
        /// False when the word does not stand for a value.
        let store: @Sendable (inout Options, String) -> Bool
        let initial: @Sendable (Options) -> String?
    }

    var work: Work

    /// Reuses a row of a shared group, such as the common flags, inside a larger options struct.
    package func at<Whole: Sendable>(_ part: any WritableKeyPath<Whole, Options> & Sendable) -> Parameter<Whole> {
        switch work {
        case .reads(let row):
            Parameter<Whole>(
                work: .reads(
                    .init(
                        facts: row.facts,
                        form: row.form,
                        store: { row.store(&$0[keyPath: part], $1) },
                        initial: { row.initial($0[keyPath: part]) }
                    )
                )
            )
        case .refuses(let refusal): Parameter<Whole>(work: .refuses(refusal))
        case .notes(let note): Parameter<Whole>(work: .notes { note(&$0[keyPath: part], $1) })
        }
    }

    /// The same row, accepted but shown nowhere.
    package func hidden() -> Self { changing { $0.hidden = true } }

    /// The same row in a section of its own in the help.
    package func under(_ heading: String) -> Self { changing { $0.heading = heading } }

    private func changing(_ change: (inout ParameterDescription) -> Void) -> Self {
        guard case .reads(var row) = work else { return self }
        change(&row.facts)
        return Self(work: .reads(row))
    }
}

/// Flags that are known and will not be obeyed.
struct Refusal: Hashable, Sendable {
    let spellings: [String]
    let message: String
    let hint: String
}
