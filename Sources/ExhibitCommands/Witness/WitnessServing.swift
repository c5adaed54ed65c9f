import ExhibitAnchor
import ExhibitJSON
import ExhibitModel
import ExhibitProof

/// `audit witness serve`: says where it listens before it waits, and ends with exit 0 when it is told to stop.
enum WitnessServing {
    static func perform(_ options: AuditWitnessCommand.Options, _ context: CommandContext) async -> Int32 {
        context.signals.install()
        let started: (witness: Witness, server: WitnessServer)
        do {
            started = try start(options, context)
        } catch {
            return context.console.say(
                Answer(report: Reporting.report(error)),
                command: "audit witness serve",
                options.output
            )
        }
        defer { started.server.stop() }
        _ = context.console.say(answer(started.witness, started.server), command: "audit witness serve", options.output)
        await context.signals.wait()
        return ExitCode.done.rawValue
    }

    private static func start(
        _ options: AuditWitnessCommand.Options,
        _ context: CommandContext
    ) throws -> (witness: Witness, server: WitnessServer) {
        guard let port = UInt16(exactly: options.port) else {
            throw Report(.usageInvalid, "--port must be from 0 to 65535")
        }
        let witness = try WitnessVerbs.witness(options, context)
        let isQuiet = options.output.quiet || options.output.isMachine
        let console = context.console
        return (
            witness,
            try WitnessServer(witness, port: port) { line in
                if !isQuiet { console.error(line + "\n") }
            }
        )
    }

    private static func answer(_ witness: Witness, _ server: WitnessServer) -> Answer {
        let address = "http://127.0.0.1:\(server.port)"
        let result = JSONObject([
            ("url", .string(address)), ("port", .int(Int(server.port))), ("vkey", .string(witness.verifier.text)),
        ])
        return Answer(result: .object(result), lines: [address, witness.verifier.text], quietLines: [address])
    }
}
