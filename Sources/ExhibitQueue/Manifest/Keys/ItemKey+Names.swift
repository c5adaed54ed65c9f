import ExhibitArguments

extension ItemKey {
    /// The places in ``table`` of every spelling: a word may mean one thing to one command and another to the next.
    private static let places: [String: [Int]] = {
        var places: [String: [Int]] = [:]
        for (place, key) in table.enumerated() {
            for name in [key.name] + key.aliases { places[name, default: []].append(place) }
        }
        return places
    }()

    /// Every name, for guesses.
    static let names: [String] = {
        var seen: Set<String> = []
        return table.flatMap { [$0.name] + $0.aliases }.filter { seen.insert($0).inserted }
    }()

    /// Where the keys of that name stand in ``table``; nil for a word that is no key.
    static func places(of spelling: String) -> [Int]? { places[spelling] ?? places[folded(spelling)] }

    /// `did you mean …?`, or nil when nothing is near.
    static func guess(_ word: String, among words: [String]) -> String? {
        NearestName.question(NearestName.suggestions(for: word, among: words))
    }

    /// The commands that take a key, for the message that this one does not.
    static func owners(of places: [Int]) -> String {
        places.reduce(into: CommandSet()) { $0.formUnion(table[$1].commands) }.names.joined(separator: ", ")
    }
}
