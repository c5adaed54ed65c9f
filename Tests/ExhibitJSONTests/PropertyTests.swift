import TestSupport
import Testing

@testable import ExhibitJSON

@Suite struct `properties of reading and writing` {
    @Test(arguments: UInt64(0)..<300)
    func `what is written in any form reads back equal`(seed: UInt64) throws {
        var random = Seeded(seed)
        let value = random.value(depth: 5, canonical: false)
        #expect(try JSONReader.read(Array(JSONText.compact(value).utf8), .reply) == value)
        #expect(try JSONReader.read(Array(JSONText.pretty(value).utf8), .reply) == value)
        #expect(try JSON5Reader.read(Array(JSONText.pretty(value).utf8)) == value)
    }

    @Test(arguments: UInt64(0)..<300)
    func `the canonical form is one, whatever the order of members was`(seed: UInt64) throws {
        var random = Seeded(seed)
        let value = random.value(depth: 5, canonical: true)
        let bytes = try CanonicalJSON.bytes(value)
        #expect(try CanonicalJSON.read(bytes) == value)
        let other = shuffled(value, &random)
        #expect(other == value)
        #expect(other.hashValue == value.hashValue)
        #expect(try CanonicalJSON.bytes(other) == bytes)
    }

    /// Truncated, overwritten, with bytes put in and taken out: an answer or an error, and the readers agree.
    @Test(arguments: UInt64(0)..<400)
    func `no mutation of a text stops a reader`(seed: UInt64) {
        var random = Seeded(seed)
        let original = Array(JSONText.compact(random.value(depth: 4, canonical: true)).utf8)
        for _ in 0..<25 {
            let bytes = mutated(original, &random)
            let strict = Result { () throws(JSONError) in try JSONReader.read(bytes, .canonical) }
            let reply = Result { () throws(JSONError) in try JSONReader.read(bytes, .reply) }
            let tolerant = Result { () throws(JSONError) in try JSONReader.readTolerant(bytes) }
            let relaxed = Result { () throws(JSONError) in try JSON5Reader.read(bytes) }
            if case .success(let value) = strict {
                #expect(reply == .success(value))
                // The form is told while reading; writing is the definition of it.
                let isCanonical = (try? CanonicalJSON.read(bytes)) != nil  // a refusal is the answer
                #expect(isCanonical == ((try? CanonicalJSON.bytes(value)) == bytes))  // what was read can be written
            }
            if case .success(let value) = reply {
                #expect(relaxed == .success(value))
                #expect((try? tolerant.get())?.value == value)  // a failure compares as nil
                #expect((try? tolerant.get())?.ambiguities == [])  // a failure compares as nil
            }
            if case .failure(let error) = strict {
                #expect(error.line >= 1 && error.column >= 1)
                #expect(JSONPointer(error.pointer) != nil)
            }
        }
    }

    private func mutated(_ original: [UInt8], _ random: inout Seeded) -> [UInt8] {
        var bytes = original
        let place = Int.random(in: 0...bytes.count, using: &random)
        let telling = Array("{}[]:,\"\\u0e-+.dD8/*'tn\n\u{7F}".utf8) + [0x00, 0x80, 0xC0, 0xED, 0xA0, 0xF4, 0xFF]
        let byte = telling[Int.random(in: 0..<telling.count, using: &random)]
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes.removeSubrange(place...)
        case 1: bytes.insert(byte, at: place)
        case 2 where place < bytes.count: bytes.remove(at: place)
        default:
            if place < bytes.count { bytes[place] = byte }
        }
        return bytes
    }

    private func shuffled(_ value: JSONValue, _ random: inout Seeded) -> JSONValue {
        switch value {
        case .array(let elements): return .array(elements.map { shuffled($0, &random) })
        case .object(let object):
            let members = object.members.shuffled(using: &random)
            return .object(JSONObject(members.map { ($0.key, shuffled($0.value, &random)) }))
        default: return value
        }
    }
}
