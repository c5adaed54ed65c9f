import ExhibitLedger
import ExhibitModel
import ExhibitQueue
import ExhibitRecord

/// Which items of a manifest are tasks of an earlier batch already.
///
/// An item is the same task while it asks the same: where its files go and how often it is tried makes it no other.
struct BatchComparison {
    struct Match {
        let item: BatchItem
        /// Nil for an item that is new.
        let row: TaskRow?
        /// The task that the item was before it was changed.
        var former: TaskRow?
    }

    /// One for each item, in their order.
    let matches: [Match]
    /// Tasks of which the manifest has no item any more.
    let removed: [TaskRow]

    /// `order` gives a task's command line, for items that ask nobody and have no tag.
    init(
        _ items: [BatchItem],
        _ rows: [TaskRow],
        _ keys: Keys,
        order: (TaskRow) -> TaskOrder?
    ) {
        var left = rows.filter { $0.reason != TaskReason.replaced.rawValue }
        func take(_ isWanted: (TaskRow) -> Bool) -> TaskRow? {
            left.firstIndex(where: isWanted).map { left.remove(at: $0) }
        }
        let tags = items.map { $0.tag(keys) }
        func isSame(_ index: Int, _ row: TaskRow) -> Bool {
            guard row.key == items[index].order.key, row.requestTag == tags[index] else { return false }
            guard tags[index] == nil, let earlier = order(row) else { return true }
            return earlier.command == items[index].order.command && earlier.arguments == items[index].order.arguments
        }
        // First those that also have the same name and key, so that equal requests keep their own tasks.
        var found = items.indices.map { index in take { isSame(index, $0) && $0.name == items[index].name } }
        for index in items.indices where found[index] == nil { found[index] = take { isSame(index, $0) } }
        var former: [Int: TaskRow] = [:]
        for index in items.indices where found[index] == nil {
            let order = items[index].order
            former[index] =
                order.key.flatMap { key in take { $0.key == key } }
                ?? order.name.flatMap { name in take { $0.key == order.key && $0.name == name } }
        }
        matches = items.indices.map { Match(item: items[$0], row: found[$0], former: former[$0]) }
        removed = left
    }
}
