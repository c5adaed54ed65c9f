/// The mark in everything that the sandbox makes, so that it is known under whatever provider name it comes back.
///
/// * PNG: the keyword of a text chunk.
/// * JPEG `COM`, GIF comment, WAV `LIST`/`INFO`/`ICMT` and MP4 `free`: the beginning of the text.
/// * WebP: as WAV, in a chunk that its readers skip as unknown (RFC 9649 §2.7.1.5).
/// * Ogg and FLAC: the name of a field of the Vorbis comment (in Ogg, within the page on which the comment begins).
/// * MP3, and AAC in ADTS: the description of a `TXXX` frame, in Latin-1 or UTF-8, of the ID3v2 tag before the sound.
package enum SimulationMark {
    package static let keyword = "exhibit-simulated"
    /// What follows the keyword, for whoever opens the file with another program.
    package static let meaning = "drawn by the sandbox of exhibit; no model and no provider made this"

    static func begins(_ text: some Sequence<UInt8>) -> Bool {
        text.starts(with: Array(keyword.utf8))
    }
}
