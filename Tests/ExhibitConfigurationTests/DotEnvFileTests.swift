import Testing

@testable import ExhibitConfiguration

@Suite struct DotEnvFileTests {
    @Test(arguments: [
        ("A=b", "b"), ("export A=b", "b"), (" A = b c ", "b c"), ("A=", ""), ("A='b # c'", "b # c"), ("A=b # c", "b"),
        ("A=b#c", "b#c"), (#"A="b\n\"c\\""#, "b\n\"c\\"), ("A=b=c", "b=c"), ("\r\nA=b\r\n", "b"), ("A=1\nA=2", "1"),
        ("A=\"b\" # c", "b"), ("A='b' c", "b"),
    ])
    func `an assignment`(text: String, value: String) {
        let file = DotEnvFile(text)
        #expect(file.values == ["A": value])
        #expect(file.badLines.isEmpty)
    }

    @Test func `comments and blank lines say nothing, other lines are named`() {
        let file = DotEnvFile("# c\n\nA=1\nnonsense\n=x\n1A=2\nB='open\nC=\"open\nD=3")
        #expect(file.values == ["A": "1", "D": "3"])
        #expect(file.badLines == [4, 5, 6, 7, 8])
    }
}
