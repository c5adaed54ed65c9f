import ExhibitModel

/// The tasks of one file by their own keys: which key stands twice, and who waits for whom.
struct OrderKeys {
    private let orders: [TaskOrder]
    /// The first task of each key.
    private let first: [String: Int]
    private let repeated: [Int]

    init(_ orders: [TaskOrder]) {
        var first: [String: Int] = [:]
        var repeated: [Int] = []
        for (number, order) in orders.enumerated() {
            guard let key = order.key else { continue }
            if first[key] == nil { first[key] = number } else { repeated.append(number) }
        }
        self.orders = orders
        self.first = first
        self.repeated = repeated
    }

    /// Of tasks with one key the queue takes one (parity D13): that is no error, and no secret.
    var repetition: Note? {
        guard let number = repeated.first, let key = orders[number].key else { return nil }
        let place = orders[number].place.map { " (\($0))" } ?? ""
        return Note(
            "manifest.key_repeated",
            repeated.count == 1
                ? "the task key \(ItemKey.shown(key)) stands twice\(place)"
                : "\(repeated.count) tasks repeat the key of an earlier one, the first is \(ItemKey.shown(key))\(place)"
        )
    }

    /// Tasks that wait for each other would wait for ever.
    var circle: ManifestProblem? {
        guard orders.contains(where: { !$0.after.isEmpty }) else { return nil }
        // Whom everything that a task waits for has left behind is taken away, until nobody is left or all wait.
        var waiting = Dictionary(uniqueKeysWithValues: orders.indices.map { ($0, awaited(by: $0).count) })
        var followers: [Int: [Int]] = [:]
        for number in orders.indices {
            for other in awaited(by: number) { followers[other, default: []].append(number) }
        }
        var free = waiting.filter { $0.value == 0 }.map(\.key)
        while let number = free.popLast() {
            waiting[number] = nil
            for follower in followers[number] ?? [] {
                waiting[follower]? -= 1
                if waiting[follower] == 0 { free.append(follower) }
            }
        }
        guard let start = waiting.keys.min() else { return nil }
        return problem(path(from: start, within: waiting))
    }

    /// The tasks of this file that a task waits for; other keys are the queue's.
    private func awaited(by number: Int) -> [Int] { Set(orders[number].after).compactMap { first[$0] } }

    /// Goes from one that waits to one that it waits for, until it comes by twice.
    private func path(from start: Int, within waiting: [Int: Int]) -> [Int] {
        var path: [Int] = []
        var place: [Int: Int] = [:]
        var next: Int? = start
        while let number = next, place[number] == nil {
            place[number] = path.count
            path.append(number)
            next = awaited(by: number).sorted().first { waiting[$0] != nil }
        }
        return Array(path[(next.flatMap { place[$0] } ?? 0)...])
    }

    private func problem(_ circle: [Int]) -> ManifestProblem {
        let keys = circle.prefix(5).compactMap { orders[$0].key.map { ItemKey.shown($0) } }.joined(separator: ", ")
        return ManifestProblem(
            circle.count == 1 ? "the task \(keys) waits for itself" : "tasks wait for each other: \(keys)",
            hint: "take one key out of after",
            at: circle.first.flatMap { orders[$0].place }
        )
    }
}
