import ExhibitCrypto
import ExhibitModel

/// Takes credentials out of what is to be kept or shown: by where they stand, by the values this process knows, and by
/// what they look like.
///
/// A function of its text alone, linear in its length. What is taken out is replaced by a token that shows the rule and a
/// tag under the ledger's key: equal for equal secrets, and useless for finding them.
package struct Redactor: Sendable {
    private let names: [String]
    private let values: [[UInt8]]
    private let search: SpellingSearch
    /// Which secret each of the search's patterns spells.
    private let owners: [Int]
    private let masks: MaskSearch
    private let key: [UInt8]
    private let home: HomePaths

    /// - Parameters:
    ///   - secrets: values to find in every spelling; those too short to be told from other text are left out.
    ///   - key: `keys/redaction.key`.
    ///   - home: the user's home folder, which texts show as `~`.
    package init(secrets: [KnownSecret], key: [UInt8], home: String?) {
        var known: [(name: String, bytes: [UInt8])] = []
        for secret in secrets {
            let bytes = secret.value.reveal { Array($0.utf8) }
            if bytes.count >= secret.shortest { known.append((secret.name, bytes)) }
        }
        names = known.map(\.name)
        values = known.map(\.bytes)
        let spellings = known.enumerated().flatMap { place, secret in
            Spellings.of(secret.bytes).map { (owner: place, bytes: $0) }
        }
        owners = spellings.map(\.owner)
        search = SpellingSearch(spellings.map(\.bytes))
        masks = MaskSearch(secrets: values)
        self.key = key
        self.home = HomePaths(own: home)
    }

    /// Whether a header of this name must never be written down.
    package static func isSecretHeader(_ name: String) -> Bool { CredentialNames.isHeader(name) }

    /// The text without credentials, and with home folders as `~`: for messages, logs and standard error.
    ///
    /// With `hidingPersons` also without e-mail addresses and telephone numbers: for other people's words.
    package func redact(_ text: String, hidingPersons: Bool = false) -> Redacted {
        let bytes = Array(text.utf8)
        let edits = edits(of: bytes, hidingPersons: hidingPersons)
        guard !edits.isEmpty else { return Redacted(text: text, counts: []) }
        return Redacted(
            text: String(decoding: Edit.applying(edits, to: bytes[...]), as: UTF8.self),
            counts: Edit.counts(edits)
        )
    }

    /// The URL without userinfo and without the values of a signed query; when it expires may stay.
    package func redactURL(_ url: String) -> String {
        let bytes = Array(url.utf8)
        let edits = edits(for: shown(in: bytes), of: bytes)
        return String(decoding: Edit.applying(edits, to: bytes[...]), as: UTF8.self)
    }

    /// What of a body must not be stored in clear: sorted, without overlaps.
    ///
    /// Without `byLooks` only what is known or stands in a credential's place, which is what older versions took out.
    package func spans(in text: [UInt8], byLooks: Bool = true) -> [RedactionSpan] {
        let scan = StructuralScan(text)
        var finds = Find.merged(exact(in: text) + scan.finds + (byLooks ? Self.patterns(in: text, scan) : []))
        let lowers = finds.map(\.range)
        var sealed: [Find] = []
        for query in scan.queries {
            // A query that holds one of the credentials is theirs: only a capability of the provider's own is kept.
            if Self.touches(lowers, query.range) {
                finds += query.values.map { Find($0, .query) }
            } else {
                sealed.append(Find(query.range, .signedURL))
            }
        }
        return Find.merged(finds + sealed).map { span(of: $0, in: text) }
    }

    /// The same as ``redact(_:)`` for bytes that come in pieces.
    ///
    /// With `showingPaths` home folders stay as they are, so that a text without credentials stays itself.
    package func stream(showingPaths: Bool = false) -> RedactionStream {
        RedactionStream(self, showingPaths: showingPaths)
    }

    /// The names of the known secrets that stand in `bytes` in any spelling: what the audit calls its secret scan.
    package func contains(_ bytes: [UInt8]) -> [String] {
        Set(exact(in: bytes).compactMap { $0.secret.map { names[$0] } }).sorted()
    }

    /// The tag of the first known secret that stands in `bytes` in any spelling; nil when there is none.
    package func tag(ofSecretIn bytes: [UInt8]) -> String? {
        Find.merged(exact(in: bytes)).first.map { span(of: $0, in: bytes).tag }
    }

    /// How far a find may reach, so that a stream knows what it has to hold back.
    var reach: Int {
        let mask = MaskSearch.longestMask + 2 * (values.map(\.count).max() ?? 0)
        return 256 + max(StructuralScan.longestValue + 2 * CredentialNames.longest, search.reach, mask)
    }

    private func exact(in text: [UInt8]) -> [Find] {
        var finds = masks.finds(in: text)
        search.search(text) { range, pattern in finds.append(Find(range, .secret, secret: owners[pattern])) }
        return finds
    }

    /// What looks like a credential, but in signed queries: those are hidden whole, and a run still needs its own.
    private static func patterns(in text: [UInt8], _ scan: StructuralScan) -> [Find] {
        let finds = PatternScan(text).finds
        guard !finds.isEmpty else { return [] }
        let queries = scan.queries.map(\.range)
        return finds.filter { !touches(queries, $0.range) }
    }

    /// Whether one of the sorted ranges shares a byte with `range`.
    private static func touches(_ ranges: [Range<Int>], _ range: Range<Int>) -> Bool {
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound <= range.lowerBound { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].overlaps(range)
    }

    private func span(of find: Find, in text: [UInt8]) -> RedactionSpan {
        let value = find.secret.map { values[$0] } ?? Array(text[find.range])
        let tag = Hex.encode(HMACSHA256.tag(key: key, value).prefix(4))
        return RedactionSpan(
            range: find.range,
            rule: find.rule.rawValue,
            tag: tag,
            kind: find.rule == .signedURL ? .signedQuery : .credential
        )
    }

    /// Finds for texts, where a query shows its names and its expiry.
    private func shown(in text: [UInt8]) -> [Find] {
        let scan = StructuralScan(text)
        let queries = scan.queries.flatMap { $0.values.map { Find($0, .query) } }
        return Find.merged(exact(in: text) + scan.finds + queries + Self.patterns(in: text, scan))
    }

    private func edits(for finds: [Find], of text: [UInt8]) -> [Edit] {
        finds.map { find in
            let span = span(of: find, in: text)
            return Edit(range: span.range, text: Array(span.token.utf8), rule: span.rule)
        }
    }

    func edits(of text: [UInt8], showingPaths: Bool = false, hidingPersons: Bool = false) -> [Edit] {
        let finds = shown(in: text)
        var edits = edits(for: finds, of: text)
        guard !showingPaths else { return edits }
        add(home.ranges(in: text).map { Edit(range: $0, text: [UInt8(ascii: "~")], rule: nil) }, to: &edits)
        guard hidingPersons else { return edits }
        let persons = PersonalData.finds(in: text)
        add(persons.map { Edit(range: $0.range, text: $0.kind.token, rule: "pii_\($0.kind.rawValue)") }, to: &edits)
        return edits
    }

    /// Adds those that touch none that is there.
    private func add(_ more: [Edit], to edits: inout [Edit]) {
        let ranges = edits.map(\.range)
        edits += more.filter { !Self.touches(ranges, $0.range) }
        edits.sort { $0.range.lowerBound < $1.range.lowerBound }
    }
}
