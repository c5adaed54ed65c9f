import ExhibitModel

/// Collects optional request fields under their wire names: only what the caller gave.
struct FieldList {
    private(set) var all: [Intent.Option] = []

    mutating func text(_ name: String, _ value: String?) {
        if let value { all.append(Intent.Option(name, .text(value))) }
    }

    mutating func privateText(_ name: String, _ value: String?) {
        if let value { all.append(Intent.Option(name, .privateText(value))) }
    }

    mutating func integer(_ name: String, _ value: Int?) {
        if let value { all.append(Intent.Option(name, .integer(value))) }
    }

    /// A number keeps the caller's digits.
    mutating func number(_ name: String, _ value: String?) {
        if let value { all.append(Intent.Option(name, Int(value).map { .integer($0) } ?? .decimal(value))) }
    }

    /// A flag that was not given says nothing.
    mutating func flag(_ name: String, _ isGiven: Bool) {
        if isGiven { all.append(Intent.Option(name, .flag(true))) }
    }
}
