#if PLAIN
import ExhibitModel
import Glibc
import TestSupport

/// Gives a target its seeds, and what chance makes of them: `fuzz --target=<name> <seconds> <folder of seeds>`.
///
/// Without a sanitizer, and blind to which code was reached: a quick look, for every change. What a target traps on is left in
/// `/tmp/exhibit-fuzz-<name>.input`.
enum PlainDriver {
    private static let longest = 1 << 16

    static func run() {
        let words = CommandLine.arguments
        guard words.count == 4, let seconds = Int(words[2]) else { preconditionFailure("<seconds> <folder of seeds>") }
        let target = FuzzTarget.chosen
        let seeds = inputs(below: words[3])
        precondition(!seeds.isEmpty, "no seeds in \(words[3])")
        var random = Seeded(UInt64(target.name.utf8.reduce(5) { $0 &* 31 &+ UInt64($1) }))
        let end = ContinuousClock.now + .seconds(seconds)
        var count = 0
        for seed in seeds { give(seed, to: target, &count) }
        while ContinuousClock.now < end {
            var input = seeds.randomElement(using: &random) ?? []
            for _ in 0..<Int.random(in: 1...4, using: &random) { change(&input, seeds, &random) }
            give(input, to: target, &count)
        }
        print("\(target.name): \(count) inputs in \(seconds) s")
    }

    private static func give(_ input: [UInt8], to target: FuzzTarget, _ count: inout Int) {
        let path = "/tmp/exhibit-fuzz-\(target.name).input"
        try? RegularFile.replace(path, with: input, durable: false)
        target.run(input)
        count += 1
        try? RegularFile.remove(path)
    }

    private static func inputs(below folder: String) -> [[UInt8]] {
        RegularFile.names(in: folder).flatMap { name in
            let path = "\(folder)/\(name)"
            if RegularFile.facts(path)?.isFolder == true { return inputs(below: path) }
            guard let bytes = try? RegularFile.read(path, limit: longest) else { return [[UInt8]]() }  // too large
            return [bytes]
        }
    }

    private static func change(_ input: inout [UInt8], _ seeds: [[UInt8]], _ random: inout Seeded) {
        let place = Int.random(in: 0...input.count, using: &random)
        let other = seeds.randomElement(using: &random) ?? []
        switch Int.random(in: 0..<7, using: &random) {
        case 0 where place < input.count: input[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 1 where place < input.count: input[place] = UInt8.random(in: 0...255, using: &random)
        case 2: input.insert(contentsOf: random.bytes(Int.random(in: 1...8, using: &random)), at: place)
        case 3: input.removeSubrange(place..<min(input.count, place + Int.random(in: 0...16, using: &random)))
        case 4: input.insert(contentsOf: piece(of: input, &random), at: place)
        case 5: input.insert(contentsOf: piece(of: other, &random), at: place)
        default: input.removeSubrange(place...)
        }
        if input.count > longest { input.removeSubrange(longest...) }
    }

    private static func piece(of bytes: [UInt8], _ random: inout Seeded) -> ArraySlice<UInt8> {
        let start = Int.random(in: 0...bytes.count, using: &random)
        return bytes[start..<min(bytes.count, start + Int.random(in: 0...256, using: &random))]
    }
}
#endif
