import ExhibitJSON
import ExhibitModel

@testable import ExhibitProvider

/// One dialect, one intent: what it sends, and what it makes of answers.
struct Conversation {
    struct Surprise: Error {
        let step: Step
    }

    let dialect: any Dialect
    let endpoint: ProviderEndpoint
    var intent: Intent

    init(
        _ dialect: any Dialect,
        base: String,
        model: String,
        mode: Mode = .generation,
        prompt: String = "orange cat",
        options: [Intent.Option] = [],
        inputs: [Intent.Input] = [],
        extraJSON: String? = nil,
        path: String? = nil
    ) {
        self.dialect = dialect
        endpoint = ProviderEndpoint(baseURL: base, token: "T0KEN")
        intent = Intent(
            provider: "p",
            providerSource: "--provider",
            dialect: dialect.name,
            model: model,
            modelSource: "--model",
            mode: mode,
            route: dialect.route(mode, inputs: inputs),
            endpoint: path,
            prompt: prompt,
            sentPrompt: prompt,
            promptGuard: .notNeeded,
            options: options,
            inputs: inputs,
            extraJSON: extraJSON,
            taskName: "cat"
        )
    }

    func start() throws -> Planned { try dialect.start(intent, endpoint: endpoint) }

    func after(
        _ body: String,
        _ purpose: Purpose,
        status: Int = 200,
        headers: [HeaderField] = [HeaderField("Content-Type", "application/json")]
    ) throws -> Step {
        after(try Sample.reply(body, status: status, headers: headers), purpose)
    }

    func after(_ reply: Reply, _ purpose: Purpose) -> Step {
        dialect.after(reply, to: purpose, intent, endpoint: endpoint)
    }

    /// What refuses the intent, before anything is sent.
    func refusal() throws -> Report? {
        do {
            _ = try start()
            return nil
        } catch let error as ProviderError {
            return error.report
        }
    }
}

extension Step {
    var request: ProviderRequest {
        get throws {
            switch self {
            case .send(let request), .again(let request, _), .fetch(let request, _): return request
            default: throw Conversation.Surprise(step: self)
            }
        }
    }

    var failure: ProviderFailure {
        get throws {
            switch self {
            case .fail(let failure), .again(_, let failure): return failure
            default: throw Conversation.Surprise(step: self)
            }
        }
    }

    var followed: (job: Job, report: JobReport) {
        get throws {
            guard case .follow(let job, let report, _) = self else { throw Conversation.Surprise(step: self) }
            return (job, report)
        }
    }

    var done: (media: [MediaReference], echoed: Echoed, usage: JSONValue?, check: ProviderRequest?) {
        get throws {
            guard case .done(let media, let echoed, let usage, let check, _) = self else {
                throw Conversation.Surprise(step: self)
            }
            return (media, echoed, usage, check)
        }
    }
}

/// What a failure means for the run, in one line: code, exit, billed, and whether it is sent again.
func meaning(_ failure: ProviderFailure, ambiguous: AttemptOutcome.Ambiguous = .retry) -> String {
    let outcome = failure.outcome(ambiguous: ambiguous)
    let exit = outcome.code?.exit.rawValue ?? -1
    let words = [outcome.code?.rawValue ?? "none", "\(exit)", "\(outcome.billed)"]
    return (words + (outcome.retries ? ["again"] : [])).joined(separator: " ")
}
