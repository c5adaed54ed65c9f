package import ExhibitModel

extension ModelTable {
    /// From how many days before a shutdown on it is told.
    private static let warningDays = 30

    /// What the table has to say against a request: warnings for the run's notes, never a refusal.
    ///
    /// The table may be old and a gateway may know better; the provider itself refuses what it cannot do, and a refused
    /// request is not billed.
    package func check(_ request: ModelRequest, today: CalendarDate) -> [Note] {
        guard let row = row(request.model, dialect: request.dialect) else {
            // Of services that choose their models themselves the table knows none.
            guard models.contains(where: { $0.dialect == request.dialect }) else { return [] }
            return [
                Note(
                    "model.unknown",
                    "\(request.model) is not in the model table of \(asOf): its sizes and limits are not checked"
                )
            ]
        }
        return [
            lifetime(row, today), kind(row, request), size(row, request), mask(row, request),
            limit("inputs.outside_model", request.inputs, row.maxInputs, "input images", row),
            limit("count.outside_model", request.count, row.maxCount, "pictures in one request", row),
            limit("prompt.outside_model", request.promptLength, row.maxPrompt, "characters of prompt", row),
        ].compactMap(\.self)
    }

    private func lifetime(_ row: ModelRow, _ today: CalendarDate) -> Note? {
        guard let shutdown = row.shutdown else { return nil }
        let days = today.days(until: shutdown)
        if days <= 0 {
            return Note("model.shut_down", "\(row.name) was shut down on \(shutdown) (table of \(asOf))")
        }
        guard days <= Self.warningDays else { return nil }
        return Note(
            "model.shutting_down",
            "\(row.name) shuts down on \(shutdown), in \(days) day\(days == 1 ? "" : "s") (table of \(asOf))"
        )
    }

    private func kind(_ row: ModelRow, _ request: ModelRequest) -> Note? {
        guard let kinds = row.kinds, let kind = ModelKind(request.mode), !kinds.contains(kind) else { return nil }
        let known = kinds.map(\.rawValue).joined(separator: ", ")
        return Note(
            "model.other_kind",
            "\(row.name) is for \(known), not for \(kind.rawValue) (table of \(asOf))"
        )
    }

    private func size(_ row: ModelRow, _ request: ModelRequest) -> Note? {
        guard let size = request.size, let problem = row.sizes?.problem(size) else { return nil }
        return Note("size.outside_model", "\(row.name) may not make \(size): \(problem) (table of \(asOf))")
    }

    private func mask(_ row: ModelRow, _ request: ModelRequest) -> Note? {
        guard request.hasMask, row.mask == MaskConvention.none else { return nil }
        return Note("mask.outside_model", "\(row.name) may take no mask (table of \(asOf))")
    }

    private func limit(_ code: String, _ asked: Int?, _ limit: Int?, _ what: String, _ row: ModelRow) -> Note? {
        guard let asked, let limit, asked > limit else { return nil }
        return Note(code, "\(asked) \(what), \(row.name) takes at most \(limit) (table of \(asOf))")
    }
}
