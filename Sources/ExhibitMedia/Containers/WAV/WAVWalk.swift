import ExhibitModel

/// WAVE: `fmt ` and `data` give the duration, `LIST`/`INFO`/`ICMT` the comment.
enum WAVWalk {
    static func facts(_ window: inout ByteWindow) throws(FileFault) -> MediaFacts {
        let layout = try WAVLayout(&window)
        var facts = MediaFacts(.wav)
        facts.sound = layout.format?.sound
        facts.simulated = layout.hasMark
        if let format = layout.format, let samples = layout.samples {
            facts.durationMilliseconds = MediaTime.milliseconds(samples.count, per: format.bytesPerSecond)
        }
        facts.complete = layout.isWhole && facts.durationMilliseconds != nil
        return facts
    }
}
