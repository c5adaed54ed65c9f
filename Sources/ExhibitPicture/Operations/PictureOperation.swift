/// One operation at one version: its parameters read from a record, written to one, and what it does.
protocol PictureOperation: Sendable {
    /// With the version.
    static var name: String { get }
    /// How many pictures it is made from.
    static var sources: ClosedRange<Int> { get }

    init(_ parameters: inout ParameterReader) throws(PictureError)
    var parameters: [String: Operation.Parameter] { get }
    /// `sources` are as many as it takes.
    func apply(to sources: [PictureSource]) throws(PictureError) -> OperationResult
}

extension PictureOperation {
    var operation: Operation { Operation(Self.name, parameters) }
}
