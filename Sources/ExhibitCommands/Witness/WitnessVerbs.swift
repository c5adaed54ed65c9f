import ExhibitAnchor
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitProof
import ExhibitRecord

/// What `audit witness init|sign|request|apply` do.
enum WitnessVerbs {
    typealias Options = AuditWitnessCommand.Options

    static func initialize(_ options: Options, _ context: CommandContext) throws -> Answer {
        let home = try context.home(options.home, options.output)
        let path = context.environment.absolute(options.key ?? "")
        let key = try WitnessKeyFile.make(path, name: options.name ?? "", home: home)
        let vkey = key.verifier(.cosignature).text
        return Answer(
            result: ["path": .string(path), "name": .string(key.name), "vkey": .string(vkey)],
            lines: [vkey, "key        \(path): keep it to yourself, with a backup", "give out   the first line"],
            quietLines: [vkey]
        )
    }

    static func sign(_ options: Options, _ context: CommandContext) throws -> Answer {
        let request = try WitnessInput.read(options.input ?? "", context.environment)
        let signed = try witness(options, context).sign(request)
        let line = signed.line.line
        let out = try options.out.map { try write(Array((line + "\n").utf8), to: $0, context) }
        let result = JSONObject([
            ("origin", .string(signed.checkpoint.origin)), ("size", .number(JSONNumber(signed.checkpoint.size))),
            ("root", .string(signed.checkpoint.root.hex)), ("line", .string(line)),
            ("time", .number(JSONNumber(Int64(signed.line.cosignedAt ?? 0)))),
            ("path", out.map(JSONValue.string) ?? .null),
        ])
        return Answer(result: .object(result), lines: [out ?? line], quietLines: [out ?? line])
    }

    static func witness(_ options: Options, _ context: CommandContext) throws -> Witness {
        try Witness(
            WitnessKeyFile.read(context.environment.absolute(options.key ?? "")),
            folder: context.environment.absolute(options.state ?? ""),
            logs: WitnessKeys.read(options.logs, .ed25519),
            context.environment
        )
    }

    static func request(_ options: Options, _ context: CommandContext) throws -> Answer {
        let home = try context.home(options.home, options.output)
        let witnesses = try WitnessKeys.read(options.witnesses, .cosignature)
        guard witnesses.count <= 1, witnesses.isEmpty || options.old == 0 else {
            throw Report(.usageInvalid, "give one of --old and --witness, once")
        }
        let past = try LedgerPast(home, context.environment)
        let head = try past.head()
        let known = try witnesses.first.map { try past.lastSize(of: $0, upTo: head.size) }
        let request = try past.request(from: known ?? Int64(options.old), to: head)
        let out = try options.out.map { try write(request.bytes, to: $0, context) }
        let text = String(decoding: request.bytes, as: UTF8.self)
        let result = JSONObject([
            ("origin", .string(past.origin)), ("old", .number(JSONNumber(request.old))),
            ("size", .number(JSONNumber(head.size))), ("root", .string(head.root.hex)), ("request", .string(text)),
            ("path", out.map(JSONValue.string) ?? .null),
        ])
        let shown = out ?? String(text.dropLast())
        return Answer(result: .object(result), lines: [shown], quietLines: [shown])
    }

    static func apply(_ options: Options, _ context: CommandContext) async throws -> Answer {
        let home = try context.home(options.home, options.output)
        guard home.hasLedger else { throw LedgerError.missing(home: home.path) }
        let line = try WitnessInput.line(options.input ?? "", context.environment)
        let witnesses = try WitnessKeys.trusted(options.witnesses, home)
        let past = try LedgerPast(home, context.environment)
        let receipt = try past.receipt(for: line, among: witnesses)
        guard try !past.holds(line) else { return applied(receipt, entry: nil) }
        let recorder = try await Recorder(home: home, context.environment)
        let entries = try await recorder.record([receipt.draft])
        try await recorder.close()
        return applied(receipt, entry: entries.first?.seq)
    }

    private static func applied(_ receipt: CosignatureReceipt, entry: Int64?) -> Answer {
        let result = JSONObject([
            ("name", .string(receipt.witness.name)), ("size", .number(JSONNumber(receipt.checkpoint.size))),
            ("root", .string(receipt.checkpoint.root.hex)), ("time", .string(receipt.time.description)),
            ("entry", entry.map { .number(JSONNumber($0)) } ?? .null), ("already", .bool(entry == nil)),
        ])
        let words = "\(receipt.witness.name) saw \(receipt.checkpoint.size) entries at \(receipt.time)"
        return Answer(
            result: .object(result),
            lines: [entry.map { "\(words)   entry \($0)" } ?? "\(words)   it was entered before"]
        )
    }

    private static func write(_ bytes: [UInt8], to path: String, _ context: CommandContext) throws -> String {
        let path = context.environment.absolute(path)
        try RegularFile.replace(path, with: bytes, durable: true)
        return path
    }
}
