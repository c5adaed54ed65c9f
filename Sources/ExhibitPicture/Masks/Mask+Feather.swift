extension Mask {
    /// A Gaussian blur: at most one level from the exact one, in whole-number arithmetic; the picture's edge is repeated
    /// outside, so that an area which reaches the edge stays whole there.
    ///
    /// Throws ``PictureError/invalidOperation(_:)`` for a text that is no sigma; see ``Sigma``.
    package func feathered(sigma: String) throws(PictureError) -> Mask {
        feathered(try Sigma(sigma))
    }

    package func feathered(_ sigma: Sigma) -> Mask {
        guard !sigma.isNone else { return self }
        var feathered = self
        feathered.bytes = GaussianBlur(sigma).blur(bytes, width: width, height: height)
        return feathered
    }
}
