import ExhibitJSON
package import ExhibitModel

/// What of a request the model table has something to say about.
package struct ModelRequest: Sendable, Hashable {
    package var model: String
    package var dialect: String
    package var mode: Mode
    package var size: String?
    package var count: Int?
    /// Pictures besides the mask.
    package var inputs = 0
    package var hasMask = false
    /// Characters.
    package var promptLength = 0

    package init(model: String, dialect: String, mode: Mode) {
        self.model = model
        self.dialect = dialect
        self.mode = mode
    }

    /// As it will be sent: extra JSON goes before the options.
    package init(_ intent: Intent) {
        let extra = intent.extraJSON.flatMap { try? JSONReader.read(Array($0.utf8), .reply) }  // checked by the dialect
        self.init(model: extra?["model"]?.string ?? intent.model, dialect: intent.dialect, mode: intent.mode)
        size = extra?["size"]?.string ?? Self.size(intent.options)
        count = extra?["n"]?.int ?? Self.integer("n", intent.options)
        inputs = intent.inputs.count { $0.role == .image }
        hasMask = intent.inputs.contains { $0.role == .mask }
        promptLength = (extra?["prompt"]?.string ?? intent.sentPrompt).count
    }

    private static func size(_ options: [Intent.Option]) -> String? {
        if case .text(let size)? = options.first(where: { $0.name == "size" })?.value { return size }
        guard let width = integer("width", options), let height = integer("height", options) else { return nil }
        return "\(width)x\(height)"
    }

    private static func integer(_ name: String, _ options: [Intent.Option]) -> Int? {
        guard case .integer(let value)? = options.first(where: { $0.name == name })?.value else { return nil }
        return value
    }
}
