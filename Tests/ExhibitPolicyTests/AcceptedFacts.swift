import ExhibitJSON
import Testing

@testable import ExhibitPolicy

/// Facts of runs as they should be.
enum AcceptedFacts {
    /// Facts that the shipped policy `name` accepts; the attested one's are those of a provider that signs.
    static func of(_ name: String) throws -> JSONValue {
        let output = #""bytes":1843201,"media_type":"image/png","decodes":true,"complete":true,"derivation":"verified""#
        let facts = try facts(
            """
            {"run":{"id":"01KAHC7Q","task_name":"cat-test","state":"succeeded","attempts":1,"elapsed_ms":8123},
             "request":{"provider":"happy","provider_source":"config","dialect":"openai","model":"gpt-image-2","mode":"edit",
              "route":"edits","guard":"applied","prompt_guarded":true,"prompt_unchanged":false,"size":"1024x1024",
              "input_images":[{"role":"image","sha256":"a1","sent_sha256":"a1"},{"role":"mask","sha256":"b2","sent_sha256":"b2"}],
              "references_dropped":false,"fields_dropped":[]},
             "adapter":{"simulated":false},
             "transport":{"scheme":"https","host":"gw.example","peer_scope":"public","tls_version":"TLSv1.3",
              "tls_verified":true,"custom_ca":false,"status":200},
             "response":{"raw_bytes":2460000,"echoed":{"model":"gpt-image-2"}},
             "outputs":[{\(output)},{\(output)}],"artifact":{"kind":"image","sha256_uses":1,\(output)},
             "mask":{"outside_changed_px":120,"outside_changed_ppm":114,"outside_mean_abs_milli":3,
              "inside_changed_ppm":987654,"geometry":"exact","preserved":false},
             "size":{"requested":"1024x1024","observed":"1024x1024"},"evidence":{"grade":"E1","entry":41}}
            """
        )
        switch name {
        case "sandbox":
            return facts.replacing("/adapter/simulated", by: true)
                .replacing("/transport", by: ["scheme": "http", "host": "127.0.0.1", "peer_scope": "loopback"])
                .replacing("/artifact/sha256_uses", by: 3)
        case "happy-gpt-image-2-attested":
            let signer: JSONValue = [
                "subject": ["O": "OpenAI OpCo, LLC", "CN": "OpenAI Media Service"],
                "anchor_spki": "sha256:ca2c574f4a045d33b7d43aa528be4b9c0c00aa19a263abe1a11d0b875afab0c3",
            ]
            return facts.replacing("/evidence/grade", by: "E3").replacing(
                "/c2pa",
                by: [
                    "signer": signer, "time": ["sandwich": "inside"], "software_agent": ["name": "gpt-image"],
                    "digital_source_type": "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
                ]
            )
        default: return facts
        }
    }
}

extension JSONValue {
    /// The same document with another value at `pointer`, or without it.
    func replacing(_ pointer: String, by value: JSONValue?) -> JSONValue {
        replacing(JSONPointer(pointer)?.tokens[...] ?? [], by: value) ?? self
    }

    private func replacing(_ tokens: ArraySlice<String>, by value: JSONValue?) -> JSONValue? {
        guard let token = tokens.first else { return value }
        switch self {
        case .object(var object):
            object[token] = (object[token] ?? [:]).replacing(tokens.dropFirst(), by: value)
            return .object(object)
        case .array(var elements):
            guard let index = Int(token), elements.indices.contains(index) else { return self }
            if let element = elements[index].replacing(tokens.dropFirst(), by: value) {
                elements[index] = element
            } else {
                elements.remove(at: index)
            }
            return .array(elements)
        default: return self
        }
    }

    /// The pointers of everything in the document that holds no further value.
    func leaves(at tokens: [String] = []) -> [String] {
        switch self {
        case .object(let object): object.members.flatMap { $0.value.leaves(at: tokens + [$0.key]) }
        case .array(let elements) where !elements.isEmpty:
            elements.enumerated().flatMap { $0.element.leaves(at: tokens + [String($0.offset)]) }
        default: [JSONPointer(tokens: tokens).description]
        }
    }
}
