/// How far the result is from the original, as a picture and in numbers: sources are those of ``CompositePreserve``.
struct DriftHeatMap: PictureOperation {
    static let name = "drift.heatmap@1"
    static let sources = 3...3

    init() {}
    init(_ parameters: inout ParameterReader) throws(PictureError) {}

    var parameters: [String: Operation.Parameter] { [:] }

    func apply(to sources: [PictureSource]) throws(PictureError) -> OperationResult {
        let (original, mask) = try CompositePreserve.masked(sources)
        let result = try sources[1].pixels()
        let drift = DriftMeasure.measure(original: original, result: result, mask: mask)
        return OperationResult(
            DriftMeasure.heatMap(original: original, result: result, mask: mask),
            measures: Self.measures(drift)
        )
    }

    /// What has no value, such as the change outside a mask that covers all, is absent.
    private static func measures(_ drift: Drift) -> [String: Operation.Parameter] {
        var measures: [String: Operation.Parameter] = ["geometry": .text(drift.geometry.rawValue)]
        measures["outside_changed_px"] = drift.outsideChangedPixels.map { .integer($0) }
        measures["outside_changed_ppm"] = drift.outsideChangedPPM.map { .integer($0) }
        measures["outside_mean_abs_milli"] = drift.outsideMeanAbsMilli.map { .integer($0) }
        measures["inside_changed_ppm"] = drift.insideChangedPPM.map { .integer($0) }
        return measures
    }
}

extension Operation {
    /// From the original, the result and the canonical mask.
    package static var driftHeatMap: Operation { DriftHeatMap().operation }
}
