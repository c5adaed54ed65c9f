/// Time as containers count it.
enum MediaTime {
    /// Nil for a rate of zero, for negative units, and beyond what an integer holds.
    static func milliseconds(_ units: Int, per second: Int) -> Int? {
        guard second > 0, second <= UInt32.max, units >= 0 else { return nil }
        let (seconds, overflow) = (units / second).multipliedReportingOverflow(by: 1000)
        guard !overflow else { return nil }
        let (sum, more) = seconds.addingReportingOverflow(units % second * 1000 / second)
        return more ? nil : sum
    }
}
