import ExhibitModel
import ExhibitPicture

extension FinishOptions {
    /// Nil when nobody asked for another size.
    var fitting: Fit? {
        get throws {
            guard let fit else {
                guard fitMode == nil, !fitsInLinearLight else {
                    throw Report(.usageInvalid, "--fit-mode and --fit-linear need a size", hint: "add --fit WxH")
                }
                return nil
            }
            guard let size = PixelSize(fit) else {
                throw Report(.usageInvalid, "--fit \(fit) is not WIDTHxHEIGHT", hint: "give it like --fit 512x512")
            }
            return try Fit(size: size, mode: (fitMode ?? .cover).mode, linearLight: fitsInLinearLight)
        }
    }
}

extension FinishOptions.FitMode {
    fileprivate var mode: Fit.Mode {
        switch self {
        case .cover: .cover
        case .contain: .contain
        case .exact: .exact
        }
    }
}
