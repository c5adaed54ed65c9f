/// One find of one rule, before finds are merged.
struct Find: Hashable {
    var range: Range<Int>
    var rule: RedactionRule
    /// The value the tag is made of, where it is not the bytes of the range: an escaped or masked secret has the tag of
    /// the secret itself.
    var secret: Int?

    init(_ range: Range<Int>, _ rule: RedactionRule, secret: Int? = nil) {
        self.range = range
        self.rule = rule
        self.secret = secret
    }

    /// Sorted, without overlaps: finds that touch the same byte become one, named by the surest rule.
    static func merged(_ finds: [Find]) -> [Find] {
        let sorted = finds.sorted {
            ($0.range.lowerBound, $1.range.upperBound, $0.rule) < ($1.range.lowerBound, $0.range.upperBound, $1.rule)
        }
        var merged: [Find] = []
        for find in sorted {
            guard let last = merged.last, find.range.lowerBound < last.range.upperBound else {
                merged.append(find)
                continue
            }
            let range = last.range.lowerBound..<max(last.range.upperBound, find.range.upperBound)
            let surest = find.rule < last.rule ? find : last
            merged[merged.count - 1] = Find(range, surest.rule, secret: surest.secret)
        }
        return merged
    }
}
