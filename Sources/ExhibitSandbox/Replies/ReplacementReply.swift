import ExhibitServing

/// What comes instead of a picture when such a fault is ordered.
struct ReplacementReply {
    let order: FaultOrder
    let dialect: any Dialect
    let request: ServerRequest
    let requestID: String
    let model: String?
    let secondOrigin: String

    func reply() -> ServerReply {
        switch order.fault {
        case .moderation: moderation
        case .echoKey:
            dialect.refusal(
                Refusal(
                    message: "Incorrect API key provided: \(request.header("Authorization") ?? "none").",
                    code: "invalid_api_key"
                ),
                to: request
            )
        case .error: ErrorShapes.reply(order.argument ?? "")
        case .badGateway: JSONReply.html("502 Bad Gateway", status: 502)
        case .unknownError: JSONReply.html("520: Web server is returning an unknown error", status: 520)
        case .wrongType: JSONReply.html("Welcome", status: 200)
        case .redirectPost: ServerReply(status: 302, headers: [("Location", secondOrigin + request.path)])
        case .garbageJSON: JSONReply.reply(Array(#"{"created":1793232000,"data":[{"b64_json":}"#.utf8))
        case .endlessBody: endless
        case .hang: ServerReply(status: 200, delay: .seconds(86_400))
        case .tooManyRequests, .unavailable: busy
        default: dialect.refusal(refusal, to: request)
        }
    }

    private var moderation: ServerReply {
        let message =
            "Your request was rejected by the safety system. If you believe this is an error, contact us and include "
            + "the request ID \(requestID). safety_violations=[violence]."
        return dialect.refusal(
            Refusal(
                message: message,
                type: "image_generation_user_error",
                code: Refusal.moderationBlocked,
                tellsStage: order.argument == "details"
            ),
            to: request
        )
    }

    private var busy: ServerReply {
        var reply = dialect.refusal(refusal, to: request)
        guard let argument = order.argument else { return reply }
        if argument.hasPrefix("ms=") {
            reply.headers.append(("retry-after-ms", String(argument.dropFirst(3))))
        } else if argument == "never" {
            reply.headers.append(("x-should-retry", "false"))
        } else {
            reply.headers.append(("Retry-After", argument))
        }
        return reply
    }

    private var endless: ServerReply {
        let letters = order.argument == "base64"
        let body = letters ? [UInt8](repeating: UInt8(ascii: "A"), count: 1 << 16) : Array("no end in sight, ".utf8)
        return ServerReply(
            status: 200,
            headers: [("Content-Type", "application/json")],
            body: body,
            fault: .endless
        )
    }

    private var refusal: Refusal {
        switch order.fault {
        case .unauthorized:
            Refusal(status: 401, message: "Incorrect API key provided.", code: "invalid_api_key")
        case .forbidden:
            Refusal(status: 403, message: "You are not allowed to use this model.", code: "permission_denied")
        case .modelNotFound:
            Refusal(
                status: 404,
                message: "The model '\(model ?? "")' does not exist or you do not have access to it.",
                param: "model",
                code: "model_not_found"
            )
        case .requestTimeout:
            Refusal(
                status: 408,
                message: "The request took too long to arrive.",
                type: "timeout",
                code: "request_timeout"
            )
        case .conflict:
            Refusal(status: 409, message: "Another request changed the resource.", code: "conflict")
        case .unprocessable:
            Refusal(status: 422, message: "The request could not be processed.", code: "unprocessable_entity")
        case .tooManyRequests:
            Refusal(status: 429, message: "Rate limit reached.", type: "requests", code: "rate_limit_exceeded")
        case .unavailable:
            Refusal(status: 503, message: "The server is overloaded.", type: "server_error", code: "overloaded")
        case .gatewayTimeout:
            Refusal(status: 504, message: "The upstream did not answer in time.", type: "server_error")
        default:
            Refusal(status: 500, message: "The server had an error processing your request.", type: "server_error")
        }
    }
}
