import ExhibitModel
import Glibc

/// Moments as Python's `isoformat` writes them: microseconds, and the offset of UTC.
enum ISOTime {
    static var now: String {
        Timestamp(milliseconds: Int64(time(nil)) * 1000).description.replacing("Z", with: "000+00:00")
    }
}
