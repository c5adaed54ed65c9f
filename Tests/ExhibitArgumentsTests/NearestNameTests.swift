import Testing

@testable import ExhibitArguments

@Suite struct NearestNameTests {
    @Test(arguments: [
        ("", "", 0), ("a", "", 1), ("", "abc", 3), ("cat", "cat", 0), ("cat", "cut", 1), ("cat", "act", 1),
        ("kitten", "sitting", 3), ("abcd", "badc", 2), ("ca", "abc", 3),
    ])
    func `distance counts letters added, dropped, changed or swapped`(left: String, right: String, distance: Int) {
        #expect(NearestName.distance(Array(left), Array(right)) == distance)
        #expect(NearestName.distance(Array(right), Array(left)) == distance)
    }

    @Test(arguments: [
        ("--max", ["--max-cost", "--max-images", "--max-polls"]),
        ("--model", ["--model"]), ("--modle", ["--model", "--mode"]), ("--MODEL", ["--model"]),
        ("--max_cost", ["--max-cost"]), ("--cost", []), ("--xy", []), ("-", []), ("", []),
    ])
    func `suggestions are what begins like the word, else what is nearest`(word: String, expected: [String]) {
        let names = ["--max-cost", "--max-images", "--max-polls", "--max-workers", "--model", "--mode"]
        #expect(NearestName.suggestions(for: word, among: names) == expected)
    }

    @Test func `a question reads like a sentence`() {
        #expect(NearestName.question([]) == nil)
        #expect(NearestName.question(["a"]) == "did you mean a?")
        #expect(NearestName.question(["a", "b"]) == "did you mean a or b?")
        #expect(NearestName.question(["a", "b", "c"]) == "did you mean a, b or c?")
    }
}
