import ExhibitJSON
import ExhibitModel

@testable import ExhibitProvider

/// What the tests of this module start from.
enum Sample {
    static let endpoint = ProviderEndpoint(baseURL: "https://gw.example/v1", token: "T0KEN")

    static func intent(
        route: String = "generations",
        prompt: String = "orange cat",
        options: [Intent.Option] = [],
        inputs: [Intent.Input] = [],
        extraJSON: String? = nil,
        endpoint: String? = nil
    ) -> Intent {
        Intent(
            provider: "happy",
            providerSource: "--provider",
            dialect: "openai",
            model: "gpt-image-2",
            modelSource: "--model",
            mode: route == "edits" ? .edit : .generation,
            route: route,
            endpoint: endpoint,
            prompt: prompt,
            sentPrompt: prompt,
            promptGuard: .notNeeded,
            options: options,
            inputs: inputs,
            extraJSON: extraJSON,
            taskName: "cat"
        )
    }

    static func input(
        _ name: String,
        role: Intent.Input.Role = .image,
        mediaType: String = "image/png",
        width: Int? = 64,
        height: Int? = 64
    ) -> Intent.Input {
        Intent.Input(
            role: role,
            path: "pictures/" + name,
            name: name,
            sha256: Digest([UInt8](repeating: 7, count: 32)),
            bytes: 100,
            mediaType: mediaType,
            width: width,
            height: height
        )
    }

    /// The body as it goes over the wire, with `<n>` and `<base64 n>` for files.
    static func wire(_ body: RequestBody) -> String {
        body.pieces.map { piece in
            switch piece {
            case .input(let index): "<\(index)>"
            case .inputBase64(let index): "<base64 \(index)>"
            case .text, .privateText: piece.wireText ?? ""
            }
        }.joined()
    }

    static func json(_ text: String) throws -> JSONValue {
        try JSONReader.read(Array(text.utf8), .reply)
    }

    static func reply(
        _ body: String,
        status: Int = 200,
        headers: [HeaderField] = [HeaderField("Content-Type", "application/json")]
    ) throws -> Reply {
        Reply(status: status, headers: headers, value: try json(body))
    }
}
