import ExhibitPicture

extension ObjectOptions {
    var objectSelection: ObjectSelection {
        ObjectSelection(mode: mode, threshold: threshold, sampleSize: sampleSize)
    }

    private var mode: ObjectSelection.Mode {
        switch selection {
        case .alpha: .alpha
        case .backdrop, .cornerBackground, nil: .backdrop
        case .auto: .auto
        }
    }
}
