import ExhibitModel

/// One form that an intent's request can take: where it goes, and how its references travel.
struct RequestForm: Hashable {
    let route: OpenAIRoute
    /// Nil when there is nothing to choose: no references, and no word about them.
    let transport: ReferenceTransport?

    /// The forms in the order in which they are tried: the next one when the one before was refused for its form.
    ///
    /// - Throws: when the route has no place for the inputs, or references would be left out without consent.
    static func all(of intent: Intent) throws(ProviderError) -> [RequestForm] {
        guard let route = OpenAIRoute(rawValue: intent.route) else {
            throw .routeUnknown(intent.route, dialect: "openai")
        }
        switch route {
        case .generations:
            guard intent.inputs.allSatisfy({ $0.role == .reference }) else {
                throw .inputsNotSupported(route: "generations")
            }
            guard !intent.inputs.isEmpty else { return [RequestForm(route: route, transport: nil)] }
            return try forms(intent, json: route, multipart: .edits, without: route)
        case .edits:
            let isPlain = !intent.hasReferences && intent.option(ReferenceTransport.option) == nil
            guard !isPlain else { return [RequestForm(route: route, transport: nil)] }
            let keepsImage = intent.inputs.contains { $0.role == .image }
            return try forms(intent, json: route, multipart: route, without: keepsImage ? route : nil)
        case .videos:
            guard intent.hasReferences else { return [RequestForm(route: route, transport: nil)] }
            return try forms(intent, json: route, multipart: nil, without: route)
        case .speech:
            guard intent.inputs.isEmpty else { throw .inputsNotSupported(route: route.rawValue) }
            return [RequestForm(route: route, transport: nil)]
        }
    }

    /// With the routes that take references as JSON, as files, and do without them, where there are such.
    private static func forms(
        _ intent: Intent,
        json: OpenAIRoute,
        multipart: OpenAIRoute?,
        without: OpenAIRoute?
    ) throws(ProviderError) -> [RequestForm] {
        let mayDrop = intent.isOn(ReferenceTransport.droppingOption)
        let asJSON = RequestForm(route: json, transport: .json)
        let asFiles = multipart.map { RequestForm(route: $0, transport: .multipart) }
        let dropped = without.map { RequestForm(route: $0, transport: .leftOut) }
        switch try transport(of: intent) ?? (asFiles == nil ? .json : .multipart) {
        case .json: return [asJSON]
        case .multipart:
            guard let asFiles else {
                throw .optionInvalid(
                    name: ReferenceTransport.option,
                    problem: "\(json.rawValue) takes references as json"
                )
            }
            return [asFiles]
        case .auto: return [asJSON] + [asFiles, mayDrop ? dropped : nil].compactMap(\.self)
        case .leftOut:
            guard let dropped else { throw .inputMissing }
            guard mayDrop else {
                throw .optionInvalid(
                    name: ReferenceTransport.option,
                    problem: "none leaves the references out, which --allow-dropped-references has to allow"
                )
            }
            return [dropped]
        }
    }

    /// What the caller asked for; a key for the JSON asks for JSON.
    private static func transport(of intent: Intent) throws(ProviderError) -> ReferenceTransport? {
        guard let word = intent.text(ReferenceTransport.option) else {
            return intent.option(ReferenceTransport.keyOption) == nil ? nil : .json
        }
        guard let transport = ReferenceTransport(rawValue: word) else {
            throw .optionInvalid(
                name: ReferenceTransport.option,
                problem: "\"\(word)\" is none of multipart, json, auto, none"
            )
        }
        return transport
    }

    /// The form to try after the one that a variation tells of; nil when there is none.
    static func next(after variation: Variation, _ intent: Intent) -> RequestForm? {
        guard let forms = try? all(of: intent),  // they were made once already
            let place = forms.firstIndex(where: { $0.variation(of: intent) == variation })
        else { return nil }
        return forms.dropFirst(place + 1).first
    }

    /// The form that a variation of the intent tells of; nil for a word that is none of ours.
    init?(_ variation: Variation, _ intent: Intent) {
        guard let route = OpenAIRoute(rawValue: variation.route ?? intent.route) else { return nil }
        self.init(route: route, transport: variation.transport.flatMap(ReferenceTransport.init))
    }

    private init(route: OpenAIRoute, transport: ReferenceTransport?) {
        self.route = route
        self.transport = transport
    }

    /// Where the request goes: the caller's own path belongs to the intent's own route.
    func url(of intent: Intent, _ endpoint: ProviderEndpoint) throws(ProviderError) -> String {
        let own = route.rawValue == intent.route ? intent.endpoint : nil
        return try EndpointURL.join(endpoint.baseURL, own ?? route.path)
    }

    /// The inputs that go along, by their place in the intent.
    func inputs(of intent: Intent, _ role: Intent.Input.Role) -> [Int] {
        intent.inputs.indices.filter {
            intent.inputs[$0].role == role && (role != .reference || transport != .leftOut)
        }
    }

    func variation(of intent: Intent) -> Variation {
        Variation(
            route: route.rawValue == intent.route ? nil : route.rawValue,
            transport: transport?.rawValue,
            referencesDropped: transport == .leftOut && intent.hasReferences
        )
    }
}

extension Intent {
    fileprivate var hasReferences: Bool { inputs.contains { $0.role == .reference } }
}
