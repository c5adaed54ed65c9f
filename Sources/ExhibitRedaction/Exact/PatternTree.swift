/// Finds many byte strings in one pass (Aho and Corasick, 1975): time is linear in the text whatever it holds.
struct PatternTree: Sendable {
    private struct Node {
        let byte: UInt8
        var child: Int32 = -1
        var sibling: Int32 = -1
        /// The longest proper suffix of this node's path that is a path too.
        var failure: Int32 = 0
        /// The pattern that ends here, and the nearest suffix at which another one ends.
        var pattern: Int32 = -1
        var suffix: Int32 = -1
    }

    private var nodes: [Node] = [Node(byte: 0)]
    private var root: [Int32] = Array(repeating: 0, count: 256)
    private let lengths: [Int]

    let longest: Int
    var isEmpty: Bool { nodes.count == 1 }

    /// Equal patterns are found as the first of them, empty ones never.
    init(_ patterns: [[UInt8]]) {
        lengths = patterns.map(\.count)
        longest = lengths.max() ?? 0
        for (number, pattern) in patterns.enumerated() { insert(pattern, number) }
        var edge = nodes[0].child
        while edge >= 0 {
            root[Int(nodes[Int(edge)].byte)] = edge
            edge = nodes[Int(edge)].sibling
        }
        link()
    }

    private mutating func insert(_ pattern: [UInt8], _ number: Int) {
        guard !pattern.isEmpty else { return }
        var node = 0
        for byte in pattern {
            var edge = nodes[node].child
            while edge >= 0, nodes[Int(edge)].byte != byte { edge = nodes[Int(edge)].sibling }
            if edge < 0 {
                edge = Int32(nodes.count)
                nodes.append(Node(byte: byte, sibling: nodes[node].child))
                nodes[node].child = edge
            }
            node = Int(edge)
        }
        if nodes[node].pattern < 0 { nodes[node].pattern = Int32(number) }
    }

    private mutating func link() {
        var queue: [Int32] = [0]
        var next = 0
        while next < queue.count {
            let node = Int(queue[next])
            next += 1
            var edge = nodes[node].child
            while edge >= 0 {
                let target = Int(edge)
                if node != 0 {
                    let failure = follow(nodes[node].failure, nodes[target].byte)
                    let end = nodes[Int(failure)]
                    nodes[target].failure = failure
                    nodes[target].suffix = end.pattern >= 0 ? failure : end.suffix
                }
                queue.append(edge)
                edge = nodes[target].sibling
            }
        }
    }

    private func follow(_ start: Int32, _ byte: UInt8) -> Int32 {
        unsafe nodes.withUnsafeBufferPointer { nodes in
            unsafe root.withUnsafeBufferPointer { root in unsafe Self.follow(start, byte, nodes, root) }
        }
    }

    @inline(__always)
    private static func follow(
        _ start: Int32,
        _ byte: UInt8,
        _ nodes: UnsafeBufferPointer<Node>,
        _ root: UnsafeBufferPointer<Int32>
    ) -> Int32 {
        var node = start
        while node != 0 {
            var edge = unsafe nodes[Int(node)].child
            while edge >= 0 {
                if unsafe nodes[Int(edge)].byte == byte { return edge }
                edge = unsafe nodes[Int(edge)].sibling
            }
            node = unsafe nodes[Int(node)].failure
        }
        return unsafe root[Int(byte)]
    }

    /// Calls `found` with the range of each occurrence and the number of its pattern, in the order in which they end.
    func search(_ text: [UInt8], _ found: (_ range: Range<Int>, _ pattern: Int) -> Void) {
        guard !isEmpty else { return }
        unsafe text.withUnsafeBufferPointer { text in
            unsafe nodes.withUnsafeBufferPointer { nodes in
                unsafe root.withUnsafeBufferPointer { root in
                    var node: Int32 = 0
                    for place in 0..<text.count {
                        let byte = unsafe text[place]
                        node = unsafe node == 0 ? root[Int(byte)] : Self.follow(node, byte, nodes, root)
                        if node == 0 { continue }
                        var end = unsafe nodes[Int(node)].pattern >= 0 ? node : nodes[Int(node)].suffix
                        while end >= 0 {
                            let pattern = unsafe Int(nodes[Int(end)].pattern)
                            found(place + 1 - lengths[pattern]..<place + 1, pattern)
                            end = unsafe nodes[Int(end)].suffix
                        }
                    }
                }
            }
        }
    }
}
