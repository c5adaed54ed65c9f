import ExhibitModel
import Testing

@testable import ExhibitMedia

/// Files that libjpeg-turbo and libwebp wrote, five by three pixels each unless said otherwise.
struct EncodedByOthersTests {
    static let files = [
        ("baseline JPEG", baseline, "image/jpeg", false),
        ("progressive JPEG with a mark", progressive, "image/jpeg", true),
        ("lossy WebP", lossy, "image/webp", false), ("lossless WebP", lossless, "image/webp", false),
    ]

    @Test(arguments: files)
    func `its size is read and it is complete`(name: String, base64: String, mediaType: String, marked: Bool) throws {
        let bytes = try #require(Base64.decode(base64))
        let facts = try #require(try MediaProbe.probe(ByteSource(bytes: bytes)))
        #expect(facts.mediaType == mediaType)
        #expect(facts.width == 5)
        #expect(facts.height == 3)
        #expect(facts.complete)
        #expect(facts.simulated == marked)
        for length in 0..<bytes.count {
            #expect(try MediaProbe.probe(ByteSource(bytes: Array(bytes[..<length])))?.complete != true)
        }
    }

    private static let baseline =
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1x"
        + "eXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAAR"
        + "CAADAAUDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAT/xAAYEAEAAwEAAAAAAAAAAAAAAAAAAwU1cv/EABQBAQAAAAAAAAAAAAAA"
        + "AAAAAAH/xAAXEQADAQAAAAAAAAAAAAAAAAAAATEC/9oADAMBAAIRAxEAPwCGszoOQDqsFD//2Q=="
    private static let progressive =
        "/9j/4AAQSkZJRgABAQAAAQABAAD//gAWZXhoaWJpdC1zaW11bGF0ZWQ6IHj/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkz"
        + "ODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2Nj"
        + "Y2NjY2NjY2NjY2NjY2NjY2NjY2P/wgARCAADAAUDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAP/xAAVAQEBAAAAAAAAAAAAAAAA"
        + "AAAAAf/aAAwDAQACEAMQAAABgE//xAAVEAEBAAAAAAAAAAAAAAAAAAADM//aAAgBAQABBQI5/wD/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oA"
        + "CAEDAQE/AX//xAAVEQEBAAAAAAAAAAAAAAAAAAAAAf/aAAgBAgEBPwGv/8QAFRABAQAAAAAAAAAAAAAAAAAAAAH/2gAIAQEABj8Cj//EABUQ"
        + "AQEAAAAAAAAAAAAAAAAAAACh/9oACAEBAAE/IZX/2gAMAwEAAgADAAAAEA//xAAWEQADAAAAAAAAAAAAAAAAAAAAATH/2gAIAQMBAT8QUP/E"
        + "ABYRAAMAAAAAAAAAAAAAAAAAAAABMf/aAAgBAgEBPxCmf//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAT8Qd//Z"
    private static let lossy =
        "UklGRi4AAABXRUJQVlA4ICIAAACwAQCdASoFAAMAAsBMJZwCdAEO/gLsAPwjNdlO+MpgtVQA"
    private static let lossless =
        "UklGRkAAAABXRUJQVlA4TDMAAAAvBIAAAHcgJEgS2f+LvTAPato2YPGfdMx/wt5AQSNJzfdC14IntOAJLQiL6H+sLefm+wMA"
}
