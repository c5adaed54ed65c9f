import ExhibitLedger
import ExhibitModel
import ExhibitQueue

/// One item of a manifest, checked as its command would check it.
struct BatchItem: Sendable {
    let order: TaskOrder
    /// From 1.
    let place: Int
    /// Nil for an item that passes a bound of its own.
    let facts: ItemFacts?
    var refusal: NewTask.Refusal?

    /// For people, and for the folder of its files.
    var name: String { order.name ?? facts?.taskName ?? order.command }

    /// Equal for equal requests; nil where nothing is asked.
    func tag(_ keys: Keys) -> String? { facts?.canonicalRequest.map(keys.requestTag) }

    /// As it is submitted, in its place.
    func task(_ id: ULID, place: Int, _ keys: Keys) throws -> NewTask {
        NewTask(
            id: id,
            order: String(decoding: try order.bytes, as: UTF8.self),
            place: place,
            name: name,
            key: order.key,
            priority: order.priority,
            after: order.after,
            requestTag: tag(keys),
            provider: facts?.provider,
            model: facts.flatMap { $0.model.isEmpty ? nil : $0.model },
            images: facts?.estimate.count ?? 1,
            micros: facts?.estimate.micros,
            refusal: refusal
        )
    }
}
