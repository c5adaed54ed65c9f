/// Every operation that this program still has: a run makes its files with it, and an audit makes them again.
package enum OperationTable {
    private static let all: [any PictureOperation.Type] = [
        MaskMake.self, MaskObject.self, MaskTransparent.self, MaskOutpaint.self, CanvasOutpaint.self,
        PictureFit.self, CompositePreserve.self, DriftHeatMap.self, PictureThumbnail.self,
    ]

    /// Whether this program has the operation at that version.
    package static func knows(_ name: String) -> Bool { type(of: name) != nil }

    /// - Throws: `invalidOperation` for an unknown name, a parameter that is missing, unknown or out of range, or another
    ///   number of sources; else what the sources' own faults are.
    package static func apply(
        _ operation: Operation,
        to sources: [PictureSource]
    ) throws(PictureError) -> OperationResult {
        guard let type = type(of: operation.name) else {
            throw .invalidOperation("\(operation.name) is no operation of this version")
        }
        var reader = ParameterReader(operation)
        let ready = try type.init(&reader)
        try reader.finish()
        guard type.sources.contains(sources.count) else {
            throw reader.invalid("it is not made from \(sources.count) pictures")
        }
        return try ready.apply(to: sources)
    }

    private static func type(of name: String) -> (any PictureOperation.Type)? { all.first { $0.name == name } }
}
