/// What the sandbox says: a tone for every letter, silence for everything else, 24 kHz, mono, 16 bits.
///
/// Nobody can take it for a voice, and its length follows the text's.
struct SandboxSpeech {
    let text: String
    var speed = 1.0

    static let samplesPerSecond = 24_000
    private static let letterMilliseconds = 60.0
    /// In tenths of hertz: two octaves of a pentatonic scale.
    private static let pitches = [2616, 2937, 3296, 3920, 4400, 5233, 5873, 6593, 7840, 8800]

    func samples() -> [Int16] {
        let length = max(1, Int(Self.letterMilliseconds / speed * Double(Self.samplesPerSecond) / 1000))
        var samples: [Int16] = []
        for scalar in text.unicodeScalars {
            guard scalar.properties.isAlphabetic else {
                samples += [Int16](repeating: 0, count: length)
                continue
            }
            let pitch = Self.pitches[Int(scalar.value) % Self.pitches.count]
            for index in 0..<length { samples.append(Self.triangle(index, pitch, of: length)) }
        }
        return samples
    }

    /// A triangle wave that swells and fades, so that tones do not click.
    private static func triangle(_ index: Int, _ pitch: Int, of length: Int) -> Int16 {
        let period = samplesPerSecond * 10
        let phase = index * pitch % period
        let wave = abs(phase * 4 / 10 - samplesPerSecond * 2) - samplesPerSecond
        let edge = min(index, length - 1 - index, 120)
        return Int16(wave * 8000 / samplesPerSecond * edge / 120)
    }
}
