/// A canonical mask in the form in which what is transparent is painted anew.
struct MaskTransparent: PictureOperation {
    static let name = "mask.transparent@1"
    static let sources = 1...1

    init() {}
    init(_ parameters: inout ParameterReader) throws(PictureError) {}

    var parameters: [String: Operation.Parameter] { [:] }

    func apply(to sources: [PictureSource]) throws(PictureError) -> OperationResult {
        OperationResult(try sources[0].mask().transparentEdits())
    }
}

extension Operation {
    /// From a canonical mask.
    package static var maskTransparent: Operation { MaskTransparent().operation }
}
