import ExhibitArguments
import ExhibitModel

/// Where something is to be painted: a file, or regions (wire.md §7.1), and what becomes of them.
struct MaskOptions: Sendable {
    var x: Int?
    var y: Int?
    var width: Int?
    var height: Int?
    var x2: Int?
    var y2: Int?
    var isEllipse = false
    /// `rect:x:y:w:h` and its kin.
    var regions: [String] = []
    /// `x,y,w,h`.
    var rectangles: [String] = []
    /// `W,H`.
    var size: String?
    var inverts = false
    var expand = 0
    var shrink = 0
    /// In pixels; nil is the command's own default.
    var feather: String?
    var stopsAtMask = false
    var folder: String?
    var form: Form?

    /// How the mask is told to the provider, when the caller knows better than its dialect and model.
    enum Form: String, CaseIterable, Sendable, ArgumentValue {
        case transparent, white
    }

    static let feather = "8"

    /// Every region, as specifications of one form.
    ///
    /// - Throws: for a corner without its other numbers.
    func specifications() throws(Report) -> [String] {
        try regions + corner()
            + rectangles.map { rectangle throws(Report) in
                let numbers = rectangle.split(separator: ",", omittingEmptySubsequences: false)
                guard numbers.count == 4 else {
                    throw Report(.regionInvalid, "--mask-rect \(rectangle) is not x,y,w,h")
                }
                return "rect:" + numbers.joined(separator: ":")
            }
    }

    /// `--mask-rect` alone is another source's command line, whose masks were hard.
    var isOfRectanglesAlone: Bool {
        !rectangles.isEmpty && regions.isEmpty && [x, y, width, height, x2, y2].allSatisfy { $0 == nil }
    }

    /// Whether a region is given, in whatever words.
    var saysWhere: Bool {
        !regions.isEmpty || !rectangles.isEmpty || [x, y, width, height, x2, y2].contains { $0 != nil }
    }

    private func corner() throws(Report) -> [String] {
        switch (x, y, width, height, x2, y2) {
        case (nil, nil, nil, nil, nil, nil):
            guard !isEllipse else { throw Report(.regionInvalid, "--ellipse needs --x, --y, --width and --height") }
            return []
        case (let x?, let y?, let width?, let height?, nil, nil):
            return ["\(isEllipse ? "ellipse" : "rect"):\(x):\(y):\(width):\(height)"]
        case (let x?, let y?, nil, nil, let x2?, let y2?):
            return isEllipse ? ["ellipse:\(x):\(y):\(x2 - x):\(y2 - y)"] : ["box:\(x):\(y):\(x2):\(y2)"]
        default:
            throw Report(.regionInvalid, "a corner needs --x, --y, and --width with --height or --x2 with --y2")
        }
    }
}
