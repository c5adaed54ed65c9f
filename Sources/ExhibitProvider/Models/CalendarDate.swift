package import ExhibitModel

/// A day in UTC, written `2026-11-21`.
package struct CalendarDate: Sendable, Hashable, Comparable, CustomStringConvertible {
    private let midnight: Timestamp

    /// Nil for anything but a day that exists, in this form.
    package init?(_ text: String) {
        guard let midnight = Timestamp(rfc3339: text + "T00:00:00.000Z") else { return nil }
        self.midnight = midnight
    }

    /// The day on which `moment` lies.
    package init(_ moment: Timestamp) {
        let rest = moment.milliseconds % Self.day
        midnight = moment.adding(milliseconds: rest < 0 ? -rest - Self.day : -rest)
    }

    private static let day: Int64 = 86_400_000

    package var description: String { String(midnight.description.prefix(10)) }

    package static func < (left: Self, right: Self) -> Bool { left.midnight < right.midnight }

    /// Negative for a day that is over.
    package func days(until other: CalendarDate) -> Int {
        Int((other.midnight.milliseconds - midnight.milliseconds) / Self.day)
    }
}
