import ExhibitModel
import ExhibitProvider
import ExhibitRun

/// `--confirm`: what will be asked and what it costs, and a person's yes (parity C11).
struct Confirmation {
    let options: ConsentOptions
    let console: Console

    /// - Throws: without a yes; nothing has been sent then.
    func ask(_ plans: [RunPlan], _ planned: [Planned], _ estimate: Estimate) throws {
        try ask(Self.lines(plans, planned, estimate))
    }

    /// The same for what is told by other lines.
    func ask(_ lines: [String]) throws {
        guard options.confirms else { return }
        guard options.isAgreed || console.isAsking else {
            throw Report(.consentMissing, "--confirm asks, and there is no terminal to answer on; nothing was sent")
        }
        console.error(lines.map { $0 + "\n" }.joined())
        guard !options.isAgreed else { return }
        console.error("send it? [y/N] ")
        let answer = console.readLine()?.lowercased()
        guard answer == "y" || answer == "yes" else {
            throw Report(.consentDeclined, "you did not say yes; nothing was sent")
        }
    }

    static func lines(_ plans: [RunPlan], _ planned: [Planned], _ estimate: Estimate) -> [String] {
        guard let intent = plans.first?.intent, let sent = planned.first?.sent else { return [] }
        var lines = [
            "will ask    \(intent.provider)/\(sent.model) for \(intent.mode.businessName)"
                + (plans.count > 1 ? ", \(plans.count) runs" : "")
        ]
        lines += planned.filter { !$0.sent.prompt.isEmpty }.map { "prompt      \($0.sent.prompt)" }
        lines += intent.inputs.map { "\($0.role.rawValue.padded(12))\($0.path), \($0.bytes) bytes" }
        lines.append("price       \(estimate.text)")
        if let expectation = intent.mode.expectation(model: sent.model) { lines.append("expect      \(expectation)") }
        return lines
    }
}
