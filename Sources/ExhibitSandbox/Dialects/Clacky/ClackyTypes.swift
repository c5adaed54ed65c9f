import ExhibitJSON
import ExhibitServing

/// The kinds of media, and the model that is configured for each.
enum ClackyTypes {
    enum Kind: String, CaseIterable, Sendable {
        case image, video, audio
    }

    static func model(_ kind: Kind, _ orders: [FaultOrder]) -> String {
        switch kind {
        case .image: "gpt-image-2"
        case .video: orders[.seedance] == nil ? "veo-3.1" : "doubao-seedance-1-0-pro"
        case .audio: "gemini-2.5-flash-preview-tts"
        }
    }

    static func reply(_ orders: [FaultOrder]) -> ServerReply {
        var body = JSONObject()
        for kind in Kind.allCases {
            body[kind.rawValue] =
                orders[.notConfigured] != nil
                ? ["configured": false, "source": "off"]
                : [
                    "configured": true, "model": .string(model(kind, orders)), "base_url": "http://127.0.0.1/sandbox",
                    "source": "auto",
                ]
        }
        return JSONReply.reply(.object(body))
    }
}
