import ExhibitCrypto
import ExhibitModel

extension Manifest {
    /// What is known besides the bytes.
    package struct Reading: Sendable {
        /// Of the command line: `--vars-json`, then `--vars-file`.
        package var variables = ManifestVariables()
        /// `{name}` stays as it is when nothing gives the name.
        package var keepsUnknownVariables = false
        /// What the file's name says, where the content leaves it open.
        package var form: ManifestForm?
        /// Whether source D's form is held to its 200 tasks; a queue tells of each task that it has no room for.
        package var boundsTasks = true
        /// What the command line says for every item that says nothing itself; it goes before what the file says.
        package var defaults = ManifestDefaults()

        package init() {}
    }

    /// Reads a manifest; no file, network or clock is looked at.
    ///
    /// - Throws: with everything that is wrong with it; there is no manifest of the items that are right.
    package init(reading bytes: [UInt8], _ reading: Reading = Reading()) throws(ManifestError) {
        guard bytes.count <= ManifestReader.byteLimit else {
            let message = "\(bytes.count) bytes; the limit is \(ManifestReader.byteLimit)"
            throw ManifestError(ManifestProblem(message, at: nil, code: .manifestTooLarge))
        }
        var reader = ManifestReader(bytes, named: reading.form)
        let (form, items) = reader.read()
        if let problem = Self.countProblem(items.count, form, reading, hasOthers: reader.problems.count > 0) {
            throw ManifestError(problem)
        }
        var maker = OrderMaker(
            form,
            defaults: reading.defaults.completed(by: reader.header.defaults),
            reading.variables,
            keepsUnknown: reading.keepsUnknownVariables,
            reader.problems
        )
        let orders = items.enumerated().compactMap { maker.order($0.element, number: $0.offset + 1) }
        let keys = OrderKeys(orders)
        if let problem = keys.circle { maker.problems.add(problem) }
        if let error = ManifestError(maker.problems) { throw error }
        self.init(
            form: form,
            name: reader.header.name,
            orders: orders,
            limits: reader.header.limits,
            notes: [keys.repetition, Self.undelivered(maker.undelivered)].compactMap(\.self),
            digest: SHA256.hash(bytes)
        )
    }

    private static func countProblem(
        _ count: Int,
        _ form: ManifestForm,
        _ reading: Reading,
        hasOthers: Bool
    ) -> ManifestProblem? {
        if count == 0, !hasOthers {
            return ManifestProblem("there is no task in it", hint: "write an item with a prompt", at: nil)
        }
        let isBounded = form == .tasks && reading.boundsTasks
        let limit = isBounded ? ManifestReader.taskLimit : ManifestReader.itemLimit
        guard count > limit else { return nil }
        let what = isBounded ? "\(count) tasks; this form takes \(limit)" : "\(count) items; the limit is \(limit)"
        return ManifestProblem(
            what,
            hint: isBounded ? "split it, or write a JSON array or JSONL" : nil,
            at: nil,
            code: .manifestTooLarge
        )
    }

    /// Parity D8: delivery was the caller's in the source too.
    private static func undelivered(_ count: Int) -> Note? {
        guard count > 0 else { return nil }
        return Note(
            "delivery.left_to_caller",
            "send_to_feishu or to_open_id of \(count) task\(count == 1 ? "" : "s"): nothing is sent to a chat"
        )
    }
}
