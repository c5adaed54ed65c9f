package import ExhibitJSON
package import ExhibitModel
package import ExhibitPolicy
package import ExhibitProvider
package import ExhibitRecord

/// The plan of a run that goes on: read back from its intent, with today's settings of its provider.
package enum ResumedPlan {
    /// What stays at home and has to be there for a run to go on.
    package struct Sources {
        package let privateValue: (String) -> String?
        package let blob: (String) -> [UInt8]?
        /// The policies under their present names, for those that have not judged yet.
        package let policy: (String) throws -> Policy
        package let artifactPath: (Digest) -> String

        package init(
            privateValue: @escaping (String) -> String?,
            blob: @escaping (String) -> [UInt8]?,
            policy: @escaping (String) throws -> Policy,
            artifactPath: @escaping (Digest) -> String
        ) {
            self.privateValue = privateValue
            self.blob = blob
            self.policy = policy
            self.artifactPath = artifactPath
        }
    }

    /// - Throws: `run.not_resumable` when a private value was erased.
    package static func make(
        _ run: RunReplay,
        provider: ProviderConnection,
        config: JSONValue,
        retry: RetryPlan,
        _ sources: Sources
    ) throws -> RunPlan {
        let body = run.intent
        guard let id = ULID(run.run) else { throw Report(.runNotFound, "\(run.run) is no run") }
        let policies = try (body["policies"]?.array ?? []).compactMap(\.string).map {
            AdoptedPolicy(try policy($0, run, sources))
        }
        return RunPlan(
            run: id,
            intent: try intent(run, sources),
            provider: provider,
            policies: policies,
            delivery: try delivery(run, sources),
            pictures: try body["pictures"]?.object.map(PictureWork.init(recorded:)),
            retry: retry,
            timeoutMilliseconds: body["timeout_ms"]?.int ?? 600_000,
            sendsAnyway: true,
            config: config
        )
    }

    private static func policy(_ id: String, _ run: RunReplay, _ sources: Sources) throws -> Policy {
        let digest = run.verdicts.last { $0.body["policy_id"]?.string == id }?.body["policy_sha256"]?.string
        if let bytes = digest.flatMap(sources.blob) { return try Policy(parsing: bytes) }
        return try sources.policy(id)
    }

    private static func value(_ key: String, _ body: JSONObject, _ sources: Sources) throws -> String {
        guard let value = body[key]?.string.flatMap(sources.privateValue) else {
            throw Report(
                .runNotResumable,
                "the run's \(key.dropLast(7)) was erased",
                hint: "give the command again for a new run"
            )
        }
        return value
    }

    private static func intent(_ run: RunReplay, _ sources: Sources) throws -> Intent {
        let body = run.intent
        func text(_ key: String) -> String { body[key]?.string ?? "" }
        return Intent(
            provider: text("provider"),
            providerSource: text("provider_source"),
            dialect: text("dialect"),
            model: text("model"),
            modelSource: text("model_source"),
            mode: Mode(rawValue: text("mode")) ?? .generation,
            route: text("route"),
            endpoint: try body["endpoint_commit"].map { _ in try value("endpoint_commit", body, sources) }
                ?? body["endpoint"]?.string,
            prompt: try value("prompt_commit", body, sources),
            sentPrompt: try value("sent_prompt_commit", body, sources),
            promptGuard: GuardState(rawValue: text("guard")) ?? .notNeeded,
            options: try (body["options"]?.object ?? [:]).members.compactMap { try option($0, body, sources) },
            inputs: try inputs(body, sources),
            extraJSON: try body["extra_json_commit"].map { _ in try value("extra_json_commit", body, sources) },
            taskName: run.task,
            taskKey: body["task_key"]?.string
        )
    }

    private static func option(
        _ member: (key: String, value: JSONValue),
        _ body: JSONObject,
        _ sources: Sources
    ) throws -> Intent.Option? {
        if member.key.hasSuffix(IntentBody.commitSuffix), let options = body["options"]?.object {
            let name = String(member.key.dropLast(IntentBody.commitSuffix.count))
            return Intent.Option(name, .privateText(try value(member.key, options, sources)))
        }
        return switch member.value {
        case .string(let text): Intent.Option(member.key, .text(text))
        case .number(let number): number.int.map { Intent.Option(member.key, .integer($0)) }
        case .bool(let flag): Intent.Option(member.key, .flag(flag))
        case .null, .array, .object: nil
        }
    }

    /// The inputs as the store has them: the user's own files may be gone.
    private static func inputs(_ body: JSONObject, _ sources: Sources) throws -> [Intent.Input] {
        try (body["inputs"]?.array ?? []).compactMap(\.object).map { item in
            guard let digest = item["sha256"]?.string.flatMap({ Digest(hex: $0) }) else {
                throw Report(.runNotResumable, "an input of the run has no digest")
            }
            return Intent.Input(
                role: item["role"]?.string.flatMap(Intent.Input.Role.init(rawValue:)) ?? .image,
                path: sources.artifactPath(digest),
                name: try value("name_commit", item, sources),
                sha256: digest,
                bytes: item["bytes"]?.int ?? 0,
                mediaType: item["media_type"]?.string ?? "application/octet-stream",
                width: item["width"]?.int,
                height: item["height"]?.int
            )
        }
    }

    private static func delivery(_ run: RunReplay, _ sources: Sources) throws -> Delivery {
        let body = run.intent
        return Delivery(
            folder: try value("out_dir_commit", body, sources),
            stem: body["stem"]?.string ?? run.run,
            exactPath: try body["output_commit"].map { _ in try value("output_commit", body, sources) },
            overwrites: body["overwrites"]?.bool ?? false,
            copies: body["copies"]?.bool ?? true,
            runFolder: try value("run_dir_commit", body, sources)
        )
    }
}
