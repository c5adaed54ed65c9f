import ExhibitJSON
import ExhibitModel
import ExhibitSandbox

/// `sandbox serve`: says where it listens before it waits, and ends with exit 0 when it is told to stop.
enum SandboxServing {
    static func perform(_ options: SandboxCommands.Options, _ context: CommandContext) async -> Int32 {
        context.signals.install()
        let sandbox: Sandbox
        do {
            sandbox = try start(options)
        } catch {
            return context.console.say(
                Answer(report: Reporting.report(error)),
                command: "sandbox serve",
                options.output
            )
        }
        defer { sandbox.stop() }
        _ = context.console.say(answer(sandbox), command: "sandbox serve", options.output)
        if !options.output.quiet, !options.output.isMachine { context.console.error(hint(sandbox)) }
        await context.signals.wait()
        return ExitCode.done.rawValue
    }

    private static func start(_ options: SandboxCommands.Options) throws -> Sandbox {
        guard let port = UInt16(exactly: options.port) else {
            throw Report(
                .usageInvalid,
                "--port must be from 0 to 65535",
                hint: "leave --port out to let the system choose"
            )
        }
        return try Sandbox(port: port, faults: options.faults, strict: options.strict)
    }

    private static func answer(_ sandbox: Sandbox) -> Answer {
        let result = JSONObject([
            ("base_url", .string(sandbox.baseURL)), ("port", .int(Int(sandbox.port))),
            ("second_port", .int(Int(sandbox.secondPort))),
            ("simulated", true),
        ])
        return Answer(result: .object(result), lines: [sandbox.baseURL], quietLines: [sandbox.baseURL])
    }

    private static func hint(_ sandbox: Sandbox) -> String {
        """
        try it    OPENAI_BASE_URL=\(sandbox.baseURL) OPENAI_API_KEY=any-key exhibit generate --provider openai \
        --model gpt-image-2 --prompt 'an orange cat'
        stop      Ctrl-C\n
        """
    }
}
