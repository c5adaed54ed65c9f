import ExhibitModel

/// The picture at another size.
struct PictureFit: PictureOperation {
    static let name = "picture.fit@1"
    static let sources = 1...1

    let fit: Fit

    init(_ fit: Fit) {
        self.fit = fit
    }

    init(_ parameters: inout ParameterReader) throws(PictureError) {
        let edge = 1...Fit.longestEdge
        fit = try Fit(
            size: PixelSize(
                width: try parameters.integer("width", in: edge),
                height: try parameters.integer("height", in: edge)
            ),
            mode: try parameters.word("mode"),
            linearLight: try parameters.flag("linear_light"),
            background: try parameters.colour("background")
        )
    }

    var parameters: [String: Operation.Parameter] {
        [
            "width": .integer(fit.size.width), "height": .integer(fit.size.height), "mode": .text(fit.mode.rawValue),
            "linear_light": .flag(fit.linearLight), "background": .text(fit.background.text),
        ]
    }

    func apply(to sources: [PictureSource]) throws(PictureError) -> OperationResult {
        OperationResult(fit.apply(try sources[0].pixels()))
    }
}

extension Operation {
    package static func pictureFit(_ fit: Fit) -> Operation { PictureFit(fit).operation }
}
