package import ExhibitModel

/// What a run does on this machine with pictures, before it sends and after its answer.
package struct PictureWork: Sendable {
    /// Pictures that derived files are made from and that are not sent, such as the one under an outpainted canvas.
    package var sources: [Intent.Input]
    /// Each stands behind what it is made from; those that are sent are among the intent's inputs, too.
    package var derived: [DerivedFile]
    /// Nil when nothing says where to paint.
    package var mask: MaskUse?
    package var afterReply: ReplyWork

    package init(
        sources: [Intent.Input] = [],
        derived: [DerivedFile] = [],
        mask: MaskUse? = nil,
        afterReply: ReplyWork = ReplyWork()
    ) {
        self.sources = sources
        self.derived = derived
        self.mask = mask
        self.afterReply = afterReply
    }
}
