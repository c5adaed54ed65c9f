package import ExhibitLedger
package import ExhibitModel
import ExhibitRecord

/// Has outside parties vouch for the ledger as it stands, and records what they say.
///
/// Each answers for itself: one that fails is told and does not stop the others.
package struct Anchoring: Sendable {
    private let recorder: Recorder
    private let services: [any AnchorService]
    private let environment: Environment

    /// More between this machine's clock and a party's is worth a warning, in milliseconds.
    static let skewLimit: Int64 = 120_000

    package init(_ services: [any AnchorService], _ recorder: Recorder, _ environment: Environment) {
        self.services = services
        self.recorder = recorder
        self.environment = environment
    }

    /// Signs the tree, asks all services at once about that head, and records answers and failures.
    ///
    /// - Throws: only when the ledger cannot be written.
    @discardableResult
    package func anchor() async throws -> [AnchorAnswer] {
        guard !services.isEmpty else { return [] }
        let head = try await recorder.signedHead()
        var answers = await ask(about: head)
        let warnings = answers.compactMap { $0.warning }
        let vouched = answers.compactMap { try? $0.answer.outcome.get() }  // a failure is a warning
        let entries = try await recorder.record(vouched.map(\.draft), warnings: warnings)
        var next = entries.makeIterator()
        for index in answers.indices {
            if case .success = answers[index].answer.outcome { answers[index].answer.entry = next.next()?.seq }
        }
        return answers.map(\.answer)
    }

    private struct Asked: Sendable {
        var answer: AnchorAnswer
        let warning: Note?
    }

    private func ask(about head: SignedHead) async -> [Asked] {
        await withTaskGroup(of: (Int, Asked).self) { group in
            for (index, service) in services.enumerated() {
                group.addTask { (index, await ask(service, about: head)) }
            }
            var answers: [(Int, Asked)] = []
            for await answer in group { answers.append(answer) }
            return answers.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    private func ask(_ service: any AnchorService, about head: SignedHead) async -> Asked {
        do throws(Report) {
            let vouched = try await service.vouch(for: head)
            let skew = environment.now().milliseconds - vouched.time.milliseconds
            let warning =
                abs(skew) > Self.skewLimit
                ? Note(
                    ErrorCode.clockSkewed.rawValue,
                    "this machine's clock is \(abs(skew) / 1000) s \(skew > 0 ? "ahead of" : "behind") \(service.name)"
                ) : nil
            return Asked(answer: AnchorAnswer(name: service.name, outcome: .success(vouched)), warning: warning)
        } catch {
            return Asked(
                answer: AnchorAnswer(name: service.name, outcome: .failure(error)),
                warning: Note(ErrorCode.anchorFailed.rawValue, "\(service.name): \(Self.withoutPaths(error.message))")
            )
        }
    }

    /// Entries go into bundles, and the paths of this machine do not.
    private static func withoutPaths(_ message: String) -> String {
        message.split(separator: " ", omittingEmptySubsequences: false).map { word in
            word.hasPrefix("/") ? "(a path)" + (word.hasSuffix(":") ? ":" : "") : word
        }.joined(separator: " ")
    }
}
