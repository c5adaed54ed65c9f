import ExhibitModel
import ExhibitPicture

extension CanvasOptions {
    /// The sides to add, checked; `alignment` is what `--align` is when nobody says it.
    func outpaint(alignment: Int) throws -> Outpaint {
        let sides = [left, right, top, bottom].map { $0 ?? expand }
        guard sides.contains(where: { $0 != 0 }) else { throw Report(.canvasNoSide, ErrorCode.canvasNoSide.sentence) }
        guard let colour = Colour(background) else {
            throw Report(.usageInvalid, "--bg \(background) is no colour", hint: "give #RRGGBB or #RRGGBBAA")
        }
        return try Outpaint(
            left: sides[0],
            right: sides[1],
            top: sides[2],
            bottom: sides[3],
            mode: mode.outpaintMode,
            background: colour,
            blurRadius: blurRadius,
            alignedTo: self.alignment ?? alignment
        )
    }
}

extension CanvasOptions.Filling {
    fileprivate var outpaintMode: OutpaintMode {
        switch self {
        case .transparent: .transparent
        case .blur: .blur
        case .solid: .solid
        }
    }
}
