/// A moment in UTC, to the millisecond.
package struct Timestamp: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
    package let milliseconds: Int64

    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// Reads exactly the form that ``description`` writes.
    package init?(rfc3339 text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 24, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            bytes[19] == UInt8(ascii: "."), bytes[23] == UInt8(ascii: "Z")
        else { return nil }
        func number(_ range: Range<Int>) -> Int64? {
            var value: Int64 = 0
            for byte in bytes[range] {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
                value = value * 10 + Int64(byte - UInt8(ascii: "0"))
            }
            return value
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
            let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
            let millisecond = number(20..<23)
        else { return nil }
        let days = Self.days(year: year, month: month, day: day)
        milliseconds = ((days * 24 + hour) * 60 + minute) * 60_000 + second * 1000 + millisecond
        // What is no date, such as the 31st of June, comes back as another one.
        let part = parts
        guard part.year == year, part.month == month, part.day == day, part.hour == hour, part.minute == minute,
            part.second == second
        else { return nil }
    }

    /// RFC 3339 with exactly three fractional digits: `2026-11-21T06:56:17.123Z`.
    package var description: String {
        let part = parts
        guard (0...9999).contains(part.year) else {
            return "\(pad(part.year, 4))-\(pad(part.month, 2))-\(pad(part.day, 2))T\(pad(part.hour, 2)):"
                + "\(pad(part.minute, 2)):\(pad(part.second, 2)).\(pad(part.millisecond, 3))Z"
        }
        // Every entry has one or more: digit by digit is ten times as fast as by strings.
        var text = Array("0000-00-00T00:00:00.000Z".utf8)
        func put(_ value: Int64, endingAt last: Int) {
            var (rest, place) = (value, last)
            while rest > 0 {
                text[place] += UInt8(rest % 10)
                rest /= 10
                place -= 1
            }
        }
        put(part.year, endingAt: 3)
        put(part.month, endingAt: 6)
        put(part.day, endingAt: 9)
        put(part.hour, endingAt: 12)
        put(part.minute, endingAt: 15)
        put(part.second, endingAt: 18)
        put(part.millisecond, endingAt: 22)
        return String(decoding: text, as: UTF8.self)
    }

    /// For file names: `20261121T065617Z`.
    package var compact: String {
        let part = parts
        return "\(pad(part.year, 4))\(pad(part.month, 2))\(pad(part.day, 2))T\(pad(part.hour, 2))"
            + "\(pad(part.minute, 2))\(pad(part.second, 2))Z"
    }

    /// For people: `2026-11-21 06:56`.
    package var brief: String {
        let part = parts
        return
            "\(pad(part.year, 4))-\(pad(part.month, 2))-\(pad(part.day, 2)) \(pad(part.hour, 2)):\(pad(part.minute, 2))"
    }

    package static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }

    package func adding(milliseconds more: Int64) -> Timestamp {
        Timestamp(milliseconds: milliseconds + more)
    }

    private func pad(_ value: Int64, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private struct Parts {
        var year, month, day, hour, minute, second, millisecond: Int64
    }

    // Days to civil date and back: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    private var parts: Parts {
        let (day, rest) = Self.floorDivide(milliseconds, 86_400_000)
        let shifted = day + 719_468
        let era = Self.floorDivide(shifted, 146_097).quotient
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return Parts(
            year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
            month: month,
            day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1,
            hour: rest / 3_600_000,
            minute: rest / 60_000 % 60,
            second: rest / 1000 % 60,
            millisecond: rest % 1000
        )
    }

    private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = floorDivide(shiftedYear, 400).quotient
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func floorDivide(_ value: Int64, _ by: Int64) -> (quotient: Int64, remainder: Int64) {
        let quotient = value >= 0 ? value / by : (value - by + 1) / by
        return (quotient, value - quotient * by)
    }
}
