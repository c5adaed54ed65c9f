import ExhibitLedger
import ExhibitModel
import ExhibitQueue
import ExhibitRecord
import ExhibitRun

/// Makes every item of a manifest ready, and collects what is wrong with any: nothing is sent while one is.
enum BatchCheck {
    /// `asks` is false to ask nobody, not even a server that chooses its model by itself; `isNew` is false for a batch that
    /// is gone on with, whose outputs may be there already.
    ///
    /// - Throws: ``ManifestError`` with the problems of all items.
    static func items(
        _ orders: [TaskOrder],
        home: Home,
        asks: Bool,
        isNew: Bool,
        _ context: CommandContext
    ) async throws -> [BatchItem] {
        var items: [BatchItem] = []
        var problems: [ManifestProblem] = []
        var outputs: [String: Int] = [:]
        for (index, order) in orders.enumerated() {
            do {
                let item = try await item(order, place: index + 1, home, asks: asks, isNew: isNew, context)
                if let path = item.facts?.delivery.exactPath,
                    let other = outputs.updateValue(index + 1, forKey: path)
                {
                    throw Report(.outputExists, "items \(other) and \(index + 1) have the same output")
                }
                items.append(item)
            } catch {
                let report = Reporting.report(error)
                problems.append(
                    ManifestProblem(report.message, hint: report.hint, at: order.place, code: report.code)
                )
            }
        }
        if let error = ManifestError(problems) { throw error }
        return items
    }

    private static func item(
        _ order: TaskOrder,
        place: Int,
        _ home: Home,
        asks: Bool,
        isNew: Bool,
        _ context: CommandContext
    ) async throws -> BatchItem {
        do {
            let request = try await TaskRequest(order, home: home.path, context, asks: asks)
            if isNew { try request.checkNames() }
            return BatchItem(order: order, place: place, facts: try ItemFacts(request, isShown: !asks))
        } catch let report as Report {
            // Its own bound, not a mistake: the others go on.
            guard report.code == .budgetExceeded || report.code == .budgetUnknown else { throw report }
            let note = "\(report.code.rawValue): \(report.code.sentence)"
            return BatchItem(order: order, place: place, facts: nil, refusal: NewTask.Refusal(.budget, note))
        }
    }
}
