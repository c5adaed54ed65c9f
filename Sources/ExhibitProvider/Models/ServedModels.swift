package import ExhibitJSON

/// What a provider answers when it is asked for its models, which proves nothing about those it leaves out.
package struct ServedModels: Sendable, Hashable {
    package struct Model: Sendable, Hashable {
        package let name: String
        /// As the provider states it.
        package let shutdown: CalendarDate?
        /// What it is configured for, where the provider says it.
        package let kind: String?
    }

    /// Files of the service, by the folder that holds them: not what a request names.
    package struct Files: Sendable, Hashable {
        package let folder: String
        package let names: [String]
    }

    package private(set) var models: [Model] = []
    package private(set) var files: [Files] = []

    /// The dialects whose answer is understood.
    package static let dialects = ["openai", "jobs", "clacky"]

    /// Where to ask, below the base URL.
    package static func path(_ dialect: String) -> String {
        dialect == "clacky" ? "/api/media/types" : "/models"
    }

    /// Nil when the answer is no such list.
    package init?(_ body: JSONValue, dialect: String) {
        switch dialect {
        case "jobs": self.init(files: body)
        case "clacky": self.init(kinds: body)
        default: self.init(list: body)
        }
    }

    /// `{"data": [{"id", "shutdown_date"?}]}`.
    private init?(list body: JSONValue) {
        guard let data = body["data"]?.array else { return nil }
        models = data.compactMap { item in
            guard let name = item["id"]?.string else { return nil }
            let shutdown = item["shutdown_date"]?.string.flatMap(CalendarDate.init)
            return Model(name: ProviderText.line(name), shutdown: shutdown, kind: nil)
        }
    }

    /// `{"checkpoints": [], "loras": [], …}`: at least one list, and nothing but lists of names.
    private init?(files body: JSONValue) {
        guard let object = body.object, !object.isEmpty else { return nil }
        for (folder, value) in object.members {
            guard let names = value.array?.map(\.string), names.allSatisfy({ $0 != nil }) else { return nil }
            files.append(
                Files(
                    folder: ProviderText.line(folder),
                    names: names.compactMap { $0.map(ProviderText.line) }
                )
            )
        }
    }

    /// `{"image": {"configured": true, "model": "…"}, …}`.
    private init?(kinds body: JSONValue) {
        guard let object = body.object, !object.isEmpty,
            object.members.allSatisfy({ $0.value["configured"]?.bool != nil })
        else { return nil }
        models = object.members.compactMap { kind, value in
            guard value["configured"]?.bool == true, let name = value["model"]?.string else { return nil }
            return Model(name: ProviderText.line(name), shutdown: nil, kind: ProviderText.line(kind))
        }
    }
}
