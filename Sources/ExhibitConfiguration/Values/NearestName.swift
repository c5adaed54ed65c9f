/// The known name that a misspelt one was probably meant to be.
enum NearestName {
    /// Nil when nothing is within two edits, or within a third of the name's length if that is more.
    static func to(_ name: String, among known: [String]) -> String? {
        let limit = max(2, name.count / 3)
        let nearest = known.map { (name: $0, edits: distance(name.lowercased(), $0.lowercased())) }
            .min { $0.edits < $1.edits }
        guard let nearest, nearest.edits <= limit, nearest.edits < name.count else { return nil }
        return nearest.name
    }

    /// Edits (insert, delete, replace) that turn one name into the other: Wagner and Fischer's table, row by row.
    private static func distance(_ left: String, _ right: String) -> Int {
        let target = Array(right)
        var row = Array(0...target.count)
        for (index, character) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for (column, other) in target.enumerated() {
                let replaced = diagonal + (character == other ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, diagonal + 1, row[column] + 1)
            }
        }
        return row[target.count]
    }
}
