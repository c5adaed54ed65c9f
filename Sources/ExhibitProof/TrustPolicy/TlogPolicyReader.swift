/// A trust policy as its lines come.
struct TlogPolicyReader {
    private(set) var logs: [VerifierKey] = []
    private(set) var witnesses: [VerifierKey] = []
    private(set) var quorum: TlogPolicy.Quorum?
    private var names: [[UInt8]: TlogPolicy.Quorum] = [:]
    private var members: Set<[UInt8]> = []
    private var number = 0

    mutating func take(_ line: ArraySlice<UInt8>, number: Int) throws(TlogPolicyError) {
        self.number = number
        guard line.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else {
            throw fault("has a control character")
        }
        let words = line.split { $0 == 0x20 || $0 == 0x09 }.map(Array.init)
        guard let first = words.first, first.first != UInt8(ascii: "#") else { return }
        let rest = Array(words.dropFirst())
        switch String(decoding: first, as: UTF8.self) {
        case "log": try takeLog(rest)
        case "witness": try takeWitness(rest)
        case "group": try takeGroup(rest)
        case "quorum": try takeQuorum(rest)
        case let word: throw fault("begins with \(word), not with log, witness, group or quorum")
        }
    }

    private mutating func takeLog(_ words: [[UInt8]]) throws(TlogPolicyError) {
        guard (1...2).contains(words.count) else { throw fault("is not: log VKEY [URL]") }
        let key = try key(words[0], .ed25519, "a log's")
        guard !logs.contains(where: { $0.publicKey == key.publicKey }) else { throw fault("names a log's key again") }
        logs.append(key)
    }

    private mutating func takeWitness(_ words: [[UInt8]]) throws(TlogPolicyError) {
        guard (2...3).contains(words.count) else { throw fault("is not: witness NAME VKEY [URL]") }
        let key = try key(words[1], .cosignature, "a witness's")
        guard !witnesses.contains(where: { $0.publicKey == key.publicKey }) else {
            throw fault("names a witness's key again")
        }
        try define(words[0], .witness(key))
        witnesses.append(key)
    }

    private mutating func takeGroup(_ words: [[UInt8]]) throws(TlogPolicyError) {
        guard words.count >= 3 else { throw fault("is not: group NAME all|any|K NAME…") }
        let listed = words.dropFirst(2)
        var found: [TlogPolicy.Quorum] = []
        for name in listed {
            guard let member = names[name] else { throw fault("names \(text(name)), which no line before it defines") }
            guard members.insert(name).inserted else { throw fault("names \(text(name)), which is a member already") }
            found.append(member)
        }
        let threshold: Int
        switch text(words[1]) {
        case "all": threshold = found.count
        case "any": threshold = 1
        case let word:
            guard let count = DecimalCount.parse(word), count >= 1, count <= found.count else {
                throw fault("asks for \(word) of \(found.count) members")
            }
            threshold = Int(count)
        }
        try define(words[0], .group(threshold: threshold, members: found))
    }

    private mutating func takeQuorum(_ words: [[UInt8]]) throws(TlogPolicyError) {
        guard words.count == 1 else { throw fault("is not: quorum NAME|none") }
        guard quorum == nil else { throw fault("is a second quorum") }
        if text(words[0]) == "none" {
            quorum = TlogPolicy.Quorum.none
            return
        }
        guard let found = names[words[0]] else {
            throw fault("names \(text(words[0])), which no line before it defines")
        }
        quorum = found
    }

    private mutating func define(_ name: [UInt8], _ meaning: TlogPolicy.Quorum) throws(TlogPolicyError) {
        guard text(name) != "none" else { throw fault("defines none, which has a meaning of its own") }
        guard names.updateValue(meaning, forKey: name) == nil else { throw fault("defines \(text(name)) again") }
    }

    private func key(_ word: [UInt8], _ kind: VerifierKey.Kind, _ whose: String) throws(TlogPolicyError) -> VerifierKey
    {
        guard let text = String(validating: word, as: UTF8.self), let key = VerifierKey(text) else {
            throw fault("has no verifier key where one belongs")
        }
        guard key.kind == kind else { throw fault("has a key that is not of \(whose) kind") }
        return key
    }

    private func text(_ word: [UInt8]) -> String { String(decoding: word, as: UTF8.self) }

    private func fault(_ reason: String) -> TlogPolicyError { TlogPolicyError(line: number, reason: reason) }
}
