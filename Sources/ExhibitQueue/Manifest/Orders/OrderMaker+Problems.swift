extension OrderMaker {
    static func unknownMode(_ mode: String, _ item: ManifestItem) -> ManifestProblem {
        let words = TaskCommand.modes.map(\.word)
        return ManifestProblem(
            "no mode is called \(ItemKey.shown(mode))",
            hint: ItemKey.guess(mode, among: words) ?? "write one of " + words.joined(separator: ", "),
            at: item.place(of: "mode")
        )
    }

    static func foreign(
        _ spelling: String,
        _ places: [Int],
        _ command: TaskCommand,
        _ item: ManifestItem
    ) -> ManifestProblem {
        ManifestProblem(
            "\(command.rawValue) has no \(ItemKey.shown(spelling))",
            hint: "leave it out, or set mode: it belongs to \(ItemKey.owners(of: places))",
            at: item.place(of: spelling)
        )
    }

    static func repeated(_ spelling: String, _ earlier: Setting, _ item: ManifestItem) -> ManifestProblem {
        ManifestProblem(
            "\(ItemKey.shown(earlier.spelling)) and \(ItemKey.shown(spelling)) say the same thing",
            hint: "keep one of the two",
            at: item.place(of: spelling)
        )
    }
}
