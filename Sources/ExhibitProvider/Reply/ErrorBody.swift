import ExhibitJSON

/// What a provider says went wrong, out of the many shapes in which providers say it.
struct ErrorBody: Hashable {
    var message: String?
    var code: String?
    var type: String?
    var parameter: String?
    /// The categories of a moderation, where they are listed.
    var categories: [String] = []

    /// Nil when the body does not speak of an error; `{"error":{"code":0}}` does not.
    init?(_ value: JSONValue) {
        guard let body = Self.nested(value) ?? Self.detail(value) ?? Self.flat(value) else { return nil }
        self = body
    }

    /// What stands at a place of the answer that is there for an error: a sentence, or an object with code and message.
    init?(at place: JSONValue?) {
        guard let place, let body = Self.nested(.object(["error": place])) else { return nil }
        guard body.message != nil || body.code != nil else { return nil }
        self = body
    }

    init(message: String? = nil, code: String? = nil, type: String? = nil, parameter: String? = nil) {
        self.message = message
        self.code = code
        self.type = type
        self.parameter = parameter
    }

    // {"error":{message,type,param,code}}, {"error":"text"}, {"errors":[…]}
    private static func nested(_ value: JSONValue) -> ErrorBody? {
        guard let error = value["error"] ?? value["errors"]?[0], !error.isNull else { return nil }
        if let text = error.string {
            guard !text.isEmpty else { return nil }
            return ErrorBody(message: text, code: scalar(value["code"]), type: value["error_type"]?.string)
        }
        guard error.object != nil, !meansSuccess(error["code"]) else { return nil }
        var body = ErrorBody(
            message: text(error),
            code: scalar(error["code"]),
            type: error["type"]?.string ?? value["error_type"]?.string,
            parameter: scalar(error["param"])
        )
        let details = error["moderation_details"] ?? value["moderation_details"]
        body.categories = details?["categories"]?.array?.compactMap(\.string) ?? []
        if details != nil { body.code = body.code ?? "moderation_details" }
        return body
    }

    // {"detail":"text"}, {"detail":[{loc,msg}]}, and RFC 7807's {type,title,status,detail}
    private static func detail(_ value: JSONValue) -> ErrorBody? {
        let title = value["title"]?.string
        guard let detail = value["detail"], !detail.isNull else {
            return title.map { ErrorBody(message: $0, code: nil, type: value["type"]?.string) }
        }
        if let list = detail.array {
            let messages = list.compactMap { item in text(item).map { location(item) + $0 } }
            return ErrorBody(message: messages.joined(separator: "; "), code: nil, type: list.first?["type"]?.string)
        }
        let sentence = detail.string ?? text(detail)
        let message = title.map { title in sentence.map { "\(title): \($0)" } ?? title } ?? sentence
        return ErrorBody(
            message: message,
            code: scalar(value["code"]) ?? scalar(detail["code"]),
            type: value["type"]?.string
        )
    }

    // {"code":"…","message":"…"}, {"success":false,"message":"…"}, {"message":"…"}
    private static func flat(_ value: JSONValue) -> ErrorBody? {
        guard let message = text(value), !meansSuccess(value["code"]), value["success"]?.bool != true else {
            return nil
        }
        return ErrorBody(
            message: message,
            code: scalar(value["code"]),
            type: value["error_type"]?.string ?? value["type"]?.string
        )
    }

    private static func text(_ value: JSONValue) -> String? {
        if let text = value.string { return text }
        return ["message", "msg", "detail", "error_msg"].lazy
            .compactMap { value[$0]?.string }
            .first { !$0.isEmpty }
    }

    private static func location(_ item: JSONValue) -> String {
        let steps = item["loc"]?.array?.compactMap(scalar) ?? []
        return steps.isEmpty ? "" : steps.joined(separator: ".") + ": "
    }

    private static func scalar(_ value: JSONValue?) -> String? {
        value?.string ?? value?.number?.text
    }

    private static func meansSuccess(_ code: JSONValue?) -> Bool {
        guard let code = scalar(code) else { return false }
        return ["0", "200", "ok", "success"].contains(code.lowercased())
    }
}
