extension Parameter {
    /// `--name VALUE`: the slot's type says whether it has a default, may be absent, or repeats.
    ///
    /// An alias may be short and is then written with its dash, `"-n"`. `value` is the placeholder in usage: by itself
    /// the choices, or the name in capitals. `required` refuses a command line without the option.
    package static func option<Value: ArgumentStorage>(
        _ name: String,
        _ slot: any Slot<Value>,
        _ help: String,
        aliases: [String] = [],
        value: String? = nil,
        essential: Bool = false,
        required: Bool = false,
        completion: Completion = .none
    ) -> Self {
        reading(slot) { count, choices in
            ParameterDescription(
                name: name,
                aliases: aliases,
                kind: .option,
                placeholder: value ?? placeholder(name, choices),
                help: help,
                defaultValue: nil,
                choices: choices,
                repeatable: count == .many,
                required: required,
                essential: essential || required,
                completion: completion,
                heading: nil,
                hidden: false
            )
        }
    }

    /// A word without a flag, filled in the table's order; only the last of a table may be an array.
    ///
    /// Required if the slot is neither optional nor an array; `required` asks an array for at least one.
    package static func argument<Value: ArgumentStorage>(
        _ name: String,
        _ slot: any Slot<Value>,
        _ help: String,
        value: String? = nil,
        required: Bool = false,
        completion: Completion = .none
    ) -> Self {
        reading(slot) { count, choices in
            ParameterDescription(
                name: name,
                aliases: [],
                kind: .argument,
                placeholder: value ?? name.uppercased(),
                help: help,
                defaultValue: nil,
                choices: choices,
                repeatable: count == .many,
                required: required || count == .one,
                essential: true,
                completion: completion,
                heading: nil,
                hidden: false
            )
        }
    }

    /// `--name`, without a value; giving it twice means the same as once.
    ///
    /// `meaning` is what it stores: false for a flag like `--no-download`.
    package static func flag(
        _ name: String,
        _ slot: any Slot<Bool>,
        _ help: String,
        aliases: [String] = [],
        essential: Bool = false,
        meaning: Bool = true
    ) -> Self {
        let facts = ParameterDescription(
            name: name,
            aliases: aliases,
            kind: .flag,
            placeholder: nil,
            help: help,
            defaultValue: nil,
            choices: [],
            repeatable: false,
            required: false,
            essential: essential,
            completion: .none,
            heading: nil,
            hidden: false
        )
        let store: @Sendable (inout Options, String) -> Bool = { options, _ in
            options[keyPath: slot] = meaning
            return true
        }
        return Self(work: .reads(.init(facts: facts, form: "", store: store, initial: { _ in nil })))
    }

    /// Flags that other tools have and this one will never obey: an error that names the flag, the reason and a way.
    package static func refused(_ names: [String], _ message: String, hint: String) -> Self {
        let spellings = names.map(ParameterDescription.spelling)
        return Self(work: .refuses(Refusal(spellings: spellings, message: message, hint: hint)))
    }

    /// Keeps the names (not the aliases) of all rows that the command line filled, arguments included.
    package static func given(_ slot: any Slot<Set<String>>) -> Self {
        Self(work: .notes { $0[keyPath: slot] = $1 })
    }

    private static func reading<Value: ArgumentStorage>(
        _ slot: any Slot<Value>,
        _ describe: (ArgumentCount, [String]) -> ParameterDescription
    ) -> Self {
        let store: @Sendable (inout Options, String) -> Bool = { $0[keyPath: slot].store(argument: $1) }
        return Self(
            work: .reads(
                .init(
                    facts: describe(Value.argumentCount, Value.argumentChoices),
                    form: Value.argumentForm,
                    store: store,
                    initial: { $0[keyPath: slot].argumentDefault }
                )
            )
        )
    }

    private static func placeholder(_ name: String, _ choices: [String]) -> String {
        let listed = choices.joined(separator: "|")
        if !choices.isEmpty, listed.count <= 24 { return listed }
        return name.drop { $0 == "-" }.uppercased()
    }
}
