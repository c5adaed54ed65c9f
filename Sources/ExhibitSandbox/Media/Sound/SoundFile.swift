import ExhibitMedia

/// The sandbox's speech in the formats that need no encoder.
enum SoundFile {
    /// Nil for a format that only an encoder could make: Opus and AAC.
    static func medium(_ format: String, _ speech: SandboxSpeech) -> Medium? {
        switch format {
        case "wav": Medium(bytes: wav(speech.samples()), mediaType: "audio/wav", fileExtension: "wav")
        case "flac": Medium(bytes: FLACFile.bytes(speech.samples()), mediaType: "audio/flac", fileExtension: "flac")
        case "mp3":
            Medium(bytes: MP3File.silence(speech.samples().count), mediaType: "audio/mpeg", fileExtension: "mp3")
        case "pcm": Medium(bytes: pcm(speech.samples()), mediaType: "audio/pcm", fileExtension: "pcm")
        default: nil
        }
    }

    static func wav(_ samples: [Int16]) -> [UInt8] {
        let rate = SandboxSpeech.samplesPerSecond
        let format =
            RIFFWriter.little(1, 2) + RIFFWriter.little(1, 2) + RIFFWriter.little(rate, 4)
            + RIFFWriter.little(rate * 2, 4) + RIFFWriter.little(2, 2) + RIFFWriter.little(16, 2)
        return RIFFWriter.file(
            "WAVE",
            [RIFFWriter.chunk("fmt ", format), RIFFWriter.mark, RIFFWriter.chunk("data", pcm(samples))]
        )
    }

    /// Little-endian, without any head: the one format that has no room for the mark.
    static func pcm(_ samples: [Int16]) -> [UInt8] {
        samples.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    }
}
