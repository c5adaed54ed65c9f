import Testing

@testable import ExhibitTransport

struct HeadReaderTests {
    private func read(_ lines: [String], limit: Int = 10_000) -> (HeadReader, [HeadReader.Step]) {
        var reader = HeadReader(limit: limit)
        let steps = lines.map { reader.take(Array($0.utf8)) }
        return (reader, steps)
    }

    @Test func `fields are trimmed, folded ones joined, and lines without a colon left out`() {
        let (reader, _) = read(["HTTP/1.1 200 OK\r\n", "A:  b \r\n", "\t c\r\n", "nonsense\r\n", "D:e:f\r\n", "G:\r\n"])
        #expect(
            reader.head
                == HTTPHead(
                    status: 200,
                    headers: [HTTPHeader("A", "b c"), HTTPHeader("D", "e:f"), HTTPHeader("G", "")]
                )
        )
        #expect(!reader.isComplete)
    }

    @Test func `only the final head is one, and trailers are no part of it`() {
        let head = HTTPHead(status: 201, headers: [HTTPHeader("A", "b")])
        let (reader, steps) = read([
            "HTTP/2 103\r\n", "X: y\r\n", "\r\n", "HTTP/2 201\r\n", "A: b\r\n", "\r\n", "T: z\r\n", "\r\n",
        ])
        #expect(steps == [.more, .more, .more, .more, .more, .head(head), .more, .more])
        #expect(reader.head == head)
    }

    @Test func `the limit counts every line`() {
        let (_, steps) = read(["HTTP/1.1 100 Continue\r\n", "\r\n", "HTTP/1.1 200 OK\r\n", "A: b\r\n"], limit: 42)
        #expect(steps == [.more, .more, .more, .tooLong])
    }
}
