import ExhibitJSON

/// A key that an item or its file gives, and its value.
struct Setting {
    let key: ItemKey
    /// Where the key stands in ``ItemKey/table``.
    let place: Int
    /// As the file spells it.
    let spelling: String
    let value: JSONValue
    /// Its template was at fault, so the value is not looked at.
    let isTold: Bool

    init(place: Int, spelling: String, value: JSONValue, isTold: Bool = false) {
        key = ItemKey.table[place]
        self.place = place
        self.spelling = spelling
        self.value = value
        self.isTold = isTold
    }

    /// Whether one item cannot say both.
    func clashes(with other: Int) -> Bool {
        if place == other { return true }
        guard let slot = key.slot, slot.isExclusive else { return false }
        return slot == ItemKey.table[other].slot
    }

    /// Whether what an item says leaves nothing for this to say.
    func isOverridden(by setting: Setting) -> Bool {
        setting.place == place || key.slot != nil && key.slot == setting.key.slot
    }

    /// An empty text says nothing, as an empty cell does, and so does an empty list.
    static func isAbsent(_ value: JSONValue) -> Bool { value.isNull || value == "" || value == [] }
}
