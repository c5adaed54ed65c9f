import ExhibitModel

/// Where masks and canvases go: in folders of their own beside what is made (parity A7).
struct PictureFolders {
    let masks: String
    let canvases: String

    init(_ options: MakeOptions, base: String, _ environment: Environment) {
        masks = options.mask.folder.map(environment.absolute) ?? base + "/masks"
        canvases = options.canvas.folder.map(environment.absolute) ?? base + "/canvases"
    }
}
