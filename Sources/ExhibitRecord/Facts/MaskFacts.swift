import ExhibitJSON

/// The facts under `/mask`: what the heat map of the first output measured.
enum MaskFacts {
    /// Also the names of the heat map's measures.
    static let names = [
        "outside_changed_px", "outside_changed_ppm", "outside_mean_abs_milli", "inside_changed_ppm", "geometry",
    ]

    /// Nil when nothing was measured: then nothing is known.
    static func of(_ run: RunReplay) -> JSONObject? {
        guard let measures = run.drift?.body["measures"]?.object else { return nil }
        var facts: JSONObject = [:]
        for name in names { facts[name] = measures[name] }
        facts["preserved"] = .bool(run.preserved != nil)
        return facts
    }
}
