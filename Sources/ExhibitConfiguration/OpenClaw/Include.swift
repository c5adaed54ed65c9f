import ExhibitJSON

/// OpenClaw's `$include`, which this version does not follow.
enum Include {
    /// The place of the first `$include` inside `node`: what it would bring could change what is sent, and where.
    static func find(in node: ConfigNode) -> Place? {
        switch node.value {
        case .object(let object):
            for (key, value) in object.members {
                if key == "$include" { return node.place[key] }
                if let place = find(in: ConfigNode(place: node.place[key], value: value)) { return place }
            }
        case .array(let elements):
            for (index, value) in elements.enumerated() {
                if let place = find(in: ConfigNode(place: node.place[String(index)], value: value)) { return place }
            }
        default:
            break
        }
        return nil
    }

    /// The place of an `$include` among the node's own members.
    static func direct(in node: ConfigNode) -> Place? {
        node.value["$include"] == nil ? nil : node.place["$include"]
    }
}
