/// The mark in everything that the sandbox makes, so that it is known under whatever provider name it comes back.
///
/// PNG: the keyword of a text chunk. JPEG COM, GIF comment, WAV and WebP LIST/ICMT, MP4 `free`: the beginning of the text.
package enum SimulationMark {
    package static let keyword = "exhibit-simulated"
    /// What follows the keyword, for whoever opens the file with another program.
    package static let meaning = "drawn by the sandbox of exhibit; no model and no provider made this"

    static func begins(_ text: some Sequence<UInt8>) -> Bool {
        text.starts(with: Array(keyword.utf8))
    }
}
