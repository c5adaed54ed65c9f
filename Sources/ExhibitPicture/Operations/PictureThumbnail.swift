/// The picture made small; one that is small already stays as it is.
struct PictureThumbnail: PictureOperation {
    static let name = "picture.thumbnail@1"
    static let sources = 1...1

    let longestEdge: Int

    init(longestEdge: Int) {
        self.longestEdge = longestEdge
    }

    init(_ parameters: inout ParameterReader) throws(PictureError) {
        longestEdge = try parameters.integer("longest_edge", in: 1...65_535)
    }

    var parameters: [String: Operation.Parameter] { ["longest_edge": .integer(longestEdge)] }

    func apply(to sources: [PictureSource]) throws(PictureError) -> OperationResult {
        OperationResult(Thumbnail.make(try sources[0].pixels(), longestEdge: longestEdge))
    }
}

extension Operation {
    package static func pictureThumbnail(longestEdge: Int) -> Operation {
        PictureThumbnail(longestEdge: longestEdge).operation
    }
}
