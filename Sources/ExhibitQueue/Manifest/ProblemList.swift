/// Collects what is wrong, as far as a person would read it.
struct ProblemList {
    private(set) var problems: [ManifestProblem] = []
    private(set) var count = 0

    /// The problem is put together only where it will be told: finding its place reads the item again.
    mutating func add(_ problem: @autoclosure () -> ManifestProblem) {
        count += 1
        if problems.count < ManifestError.limit { problems.append(problem()) }
    }
}
