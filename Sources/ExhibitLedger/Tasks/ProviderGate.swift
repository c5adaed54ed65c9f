import ExhibitModel

/// Whether a provider takes another task now: not while it is parked, at its bound, or out of tokens.
struct ProviderGate {
    enum Opening {
        case open
        /// Until the time, if one is known, or until a task of the provider ends.
        case closed(until: Timestamp?)
    }

    private let db: SQLiteConnection
    private let limits: ClaimLimits
    private let now: Timestamp
    private var known: [Key: Opening] = [:]

    private struct Key: Hashable {
        let provider: String
        let model: String?
    }

    /// One token of a bucket: what flows in is counted by the millisecond, in whole numbers.
    private static let token: Int64 = 60_000

    init(_ db: SQLiteConnection, _ limits: ClaimLimits, at now: Timestamp) {
        self.db = db
        self.limits = limits
        self.now = now
    }

    /// The same answer for the same provider and model until ``take(_:)``.
    mutating func opening(provider: String?, model: String?) throws(SQLiteError) -> Opening {
        guard let provider else { return .open }
        let key = Key(provider: provider, model: model)
        if let answer = known[key] { return answer }
        let answer = try find(provider, model)
        known[key] = answer
        return answer
    }

    private func find(_ provider: String, _ model: String?) throws(SQLiteError) -> Opening {
        try mindClock(provider)
        let until = try db.integer("SELECT until_ms FROM provider_park WHERE provider = ?1", [.text(provider)])
        if let until, until > now.milliseconds { return .closed(until: Timestamp(milliseconds: until)) }
        guard let bound = limits.providers[provider] else { return .open }
        if let most = bound.inFlight, try working(provider) >= most { return .closed(until: nil) }
        if let most = bound.inFlightPerModel, let model, try working(provider, model) >= most {
            return .closed(until: nil)
        }
        guard let rate = bound.rate else { return .open }
        let level = try level(provider, rate)
        guard level < Self.token else { return .open }
        let missing = Self.token - level
        let pace = Int64(max(1, rate.perMinute))
        return .closed(until: now.adding(milliseconds: (missing + pace - 1) / pace))
    }

    /// A clock that was set back must not hold a provider for as long as it was: what was noted counts from now on.
    private func mindClock(_ provider: String) throws(SQLiteError) {
        let values: [SQLiteValue] = [.text(provider), .integer(now.milliseconds)]
        try db.run("UPDATE token_bucket SET at_ms = ?2 WHERE provider = ?1 AND at_ms > ?2", values)
        try db.run(
            "UPDATE provider_park SET until_ms = until_ms - at_ms + ?2, at_ms = ?2 WHERE provider = ?1 AND at_ms > ?2",
            values
        )
    }

    private func working(_ provider: String) throws(SQLiteError) -> Int {
        let count = try db.integer(
            "SELECT count(*) FROM task WHERE provider = ?1 AND state IN ('running','stuck','orphaned')",
            [.text(provider)]
        )
        return Int(count ?? 0)
    }

    private func working(_ provider: String, _ model: String) throws(SQLiteError) -> Int {
        let count = try db.integer(
            "SELECT count(*) FROM task WHERE provider = ?1 AND model = ?2 AND state IN ('running','stuck','orphaned')",
            [.text(provider), .text(model)]
        )
        return Int(count ?? 0)
    }

    /// What is in the bucket now; a provider's first is full.
    private func level(_ provider: String, _ rate: ClaimLimits.Rate) throws(SQLiteError) -> Int64 {
        let full = Int64(max(1, rate.burst)) * Self.token
        let kept = try db.rows("SELECT level, at_ms FROM token_bucket WHERE provider = ?1", [.text(provider)]) { row in
            (level: row.integer(0), at: row.integer(1))
        }.first
        guard let kept else { return full }
        // A clock that leapt ahead fills the bucket at most.
        let passed = min(max(0, now.milliseconds - kept.at), full)
        return min(full, kept.level + passed * Int64(max(1, rate.perMinute)))
    }

    /// Takes a token, where the provider has a rate.
    mutating func take(_ provider: String?) throws(SQLiteError) {
        known = [:]
        guard let provider, let rate = limits.providers[provider]?.rate else { return }
        let left = try level(provider, rate) - Self.token
        try db.run(
            "INSERT OR REPLACE INTO token_bucket(provider, level, at_ms) VALUES(?1, ?2, ?3)",
            [.text(provider), .integer(left), .integer(now.milliseconds)]
        )
    }
}
