package import ExhibitJSON

/// How many tasks stand at each word.
package struct TaskCounts: Sendable, Hashable {
    private var numbers: [TaskState: Int] = [:]

    package init() {}

    package init(_ states: some Sequence<TaskState>) {
        for state in states { numbers[state, default: 0] += 1 }
    }

    package subscript(_ state: TaskState) -> Int {
        get { numbers[state] ?? 0 }
        set { numbers[state] = newValue }
    }

    package var total: Int { numbers.values.reduce(0, +) }

    /// Those that wait or are worked on.
    package var active: Int { TaskState.allCases.filter(\.isActive).reduce(0) { $0 + self[$1] } }

    /// Every word with its number, also those with none.
    package var object: JSONObject {
        JSONObject(TaskState.allCases.map { ($0.rawValue, .int(self[$0])) })
    }
}
