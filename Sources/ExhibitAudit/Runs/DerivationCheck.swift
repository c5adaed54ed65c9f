import ExhibitArchive
import ExhibitJSON
import ExhibitModel
import ExhibitRecord

/// Asks again whether an artifact's bytes follow from a recorded body, and compares with the word that was stored.
struct DerivationCheck {
    private let evidence: any EvidenceSource
    private let blobs: BlobCheck

    init(_ evidence: any EvidenceSource, _ blobs: BlobCheck) {
        self.evidence = evidence
        self.blobs = blobs
    }

    func check(_ artifact: Entry, _ run: RunReplay, _ tally: inout RunTally) throws {
        guard let stored = artifact.body["derivation"]?.string else { return }
        let found = try derive(artifact, run)
        switch found {
        case .verified: tally.counts[.derivationsVerified] += 1
        case .withheld: tally.counts[.derivationsWithheld] += 1
        case .failed: tally.counts[.derivationsFailed] += 1
        }
        guard found != .withheld, found.rawValue != stored else { return }
        tally.find(
            .derivation,
            "entry \(artifact.seq) says that its bytes follow from the answer: \(stored); asked again: \(found.rawValue)",
            at: Place(artifact)
        )
    }

    private func derive(_ artifact: Entry, _ run: RunReplay) throws -> Derivation {
        if let digest = artifact.body["sha256"]?.string.flatMap({ Digest(hex: $0) }),
            case .erased? = blobs.known(digest)
        {
            return .withheld
        }
        guard let from = artifact.body["from"], let hex = artifact.body["sha256"]?.string,
            let digest = Digest(hex: hex),
            let response = entry(from["seq"], of: run), let body = try StoredBody(response, evidence, blobs)
        else { return .failed }
        if from["decode"]?.string == "body" {
            guard body.document.segments == [.raw(digest)] else { return .failed }
            guard let named = from["named_by"] else { return .verified }
            return try follows(response, named, run)
        }
        guard let text = try body.text() else { return .failed }
        let strings = Self.strings(text, response, at: from["pointer"]?.string)
        if strings.contains(where: { text.resolve($0).contains(.withheld) }) { return .withheld }
        if from["decode"]?.string == "base64_join" {
            return try text.digestOfBase64(joining: strings)?.sha256 == digest ? .verified : .failed
        }
        guard let string = strings.first else { return .failed }
        return try text.digestOfBase64(string)?.sha256 == digest ? .verified : .failed
    }

    private func entry(_ seq: JSONValue?, of run: RunReplay) -> Entry? {
        guard let seq = seq?.int else { return nil }
        return run.entries.first { $0.seq == Int64(seq) && $0.type == .responseReceived }
    }

    private static func strings(_ text: BodyText, _ response: Entry, at pointer: String?) -> [String] {
        let type = response.body["headers"]?["content-type"]?.string
        return pointer.map { BodyValue.strings(at: $0, of: text.bytes, contentType: type) } ?? []
    }

    /// Whether a download was made where the answer said, or where the recorded redirects led from there.
    private func follows(_ response: Entry, _ named: JSONValue, _ run: RunReplay) throws -> Derivation {
        if let read = hop(.attemptStarted, response.body["step"]?.int ?? 0, response, run),
            read.body["method"] == "READ"
        {
            return try isNamed(read, named, run)
        }
        guard let request = firstHop(to: response, run), let origin = request.body["origin"]?.string,
            let path = request.body["path"]?.string, let answer = entry(named["seq"], of: run),
            let body = try StoredBody(answer, evidence, blobs), let text = try body.text()
        else { return .failed }
        if let written = named["written"]?.string {
            return Self.holds(text, answer, written, at: named["pointer"]?.string)
                && leads(written, to: origin, path, from: answer, run) ? .verified : .failed
        }
        guard let string = Self.strings(text, answer, at: named["pointer"]?.string).first else {
            // A reference in text that is no JSON has no pointer: its path has to stand in the text.
            return named["pointer"]?.string == "" && String(decoding: text.bytes, as: UTF8.self).contains(path)
                ? .verified : .failed
        }
        let from = asking(for: answer, run)
        let parts = text.resolve(string)
        guard case .text(let start)? = parts.first else { return parts.isEmpty ? .failed : .withheld }
        return MaskedAddress(start).leads(to: origin, path, from: from?.body["origin"]?.string) ? .verified : .failed
    }

    /// Whether the file that was read is the one that the answer names.
    private func isNamed(_ read: Entry, _ named: JSONValue, _ run: RunReplay) throws -> Derivation {
        guard let answer = entry(named["seq"], of: run), let text = try StoredBody(answer, evidence, blobs)?.text(),
            let string = Self.strings(text, answer, at: named["pointer"]?.string).first,
            let commit = read.body["path_commit"]?.string
        else { return .failed }
        guard case .text(let path)? = text.resolve(string).first, let read = try evidence.value(commit) else {
            return .withheld
        }
        return path == read ? .verified : .failed
    }

    /// The request that an answer came to.
    private func asking(for answer: Entry, _ run: RunReplay) -> Entry? {
        run.entries.last {
            $0.type == .attemptStarted && $0.attempt == answer.attempt && $0.body["step"] == answer.body["step"]
        }
    }

    /// Whether a reference stands in the text, or in the string of a document that `pointer` names.
    private static func holds(_ text: BodyText, _ answer: Entry, _ written: String, at pointer: String?) -> Bool {
        let named = strings(text, answer, at: pointer)
        let places = named.isEmpty && pointer == "" ? [String(decoding: text.bytes, as: UTF8.self)] : named
        return places.contains { $0.contains(written) }
    }

    /// Whether a reference in a page means this place: what is relative begins where the page came from.
    private func leads(
        _ written: String,
        to origin: String,
        _ path: String,
        from answer: Entry,
        _ run: RunReplay
    ) -> Bool {
        let body = asking(for: answer, run)?.body
        let page = body?["base"]?.string ?? (body?["origin"]?.string ?? "") + (body?["path"]?.string ?? "")
        let address = WebReference.resolve(written, against: page) ?? written
        return MaskedAddress(address).leads(to: origin, path, from: nil)
    }

    /// The request that began the chain of redirects which ended with `response`: that one was made where the answer said.
    ///
    /// Nil when a hop is not recorded, or was made elsewhere than the one before it led.
    private func firstHop(to response: Entry, _ run: RunReplay) -> Entry? {
        guard var step = response.body["step"]?.int, var request = hop(.attemptStarted, step, response, run) else {
            return nil
        }
        while let redirect = hop(.responseReceived, step - 1, response, run),
            redirect.body["kind"]?.string == "redirect"
        {
            guard let location = redirect.body["location"]?.string, let origin = request.body["origin"]?.string,
                let path = request.body["path"]?.string, MaskedAddress(location).leads(to: origin, path, from: nil),
                let earlier = hop(.attemptStarted, step - 1, response, run)
            else { return nil }
            step -= 1
            request = earlier
        }
        return request.body["method"]?.string == "GET" ? request : nil
    }

    private func hop(_ type: EntryType, _ step: Int, _ response: Entry, _ run: RunReplay) -> Entry? {
        run.entries.last {
            $0.type == type && $0.attempt == response.attempt && $0.body["step"]?.int == step && $0.seq <= response.seq
        }
    }
}
