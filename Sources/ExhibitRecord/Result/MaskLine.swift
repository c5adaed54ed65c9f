import ExhibitJSON

/// The facts under `/mask` as one line for people.
enum MaskLine {
    /// What changed where, and whether it is still so.
    ///
    /// `outside 1,234 px changed (0.1 %) · inside 98.7 % · same size · the original was put back outside`
    static func of(_ facts: JSONObject) -> String {
        var parts: [String] = []
        if let pixels = facts["outside_changed_px"]?.int, let ppm = facts["outside_changed_ppm"]?.int {
            parts.append("outside \(ClosingLines.grouped(pixels)) px changed (\(percent(ppm)))")
        }
        if let ppm = facts["inside_changed_ppm"]?.int { parts.append("inside \(percent(ppm))") }
        switch facts["geometry"]?.string {
        case "exact": parts.append("same size")
        case "resized": parts.append("another size")
        default: parts.append("another shape")
        }
        if facts["preserved"]?.bool == true { parts.append("the original was put back outside") }
        return parts.joined(separator: " · ")
    }

    private static func percent(_ ppm: Int) -> String {
        // Little is not nothing, and nearly all is not all.
        if ppm > 0, ppm < 1000 { return "under 0.1 %" }
        return "\(ppm / 10_000).\(ppm / 1000 % 10) %"
    }
}
