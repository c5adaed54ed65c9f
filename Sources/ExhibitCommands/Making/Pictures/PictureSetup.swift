import ExhibitModel
import ExhibitPicture
import ExhibitProvider
import ExhibitRun

/// What a run sends of the pictures that were given, and does with them here: the command line's wish in the form that
/// the chosen provider takes.
struct PictureSetup {
    var inputs: [Intent.Input]
    /// What follows from the pictures and was not said.
    var options: [Intent.Option] = []
    var work: PictureWork?
    var notes: [Note] = []

    /// Who is asked, and where files go.
    struct Place {
        let resolved: ResolvedProvider
        /// What is known of the model.
        let row: ModelRow?
        let delivery: Delivery

        func convention(_ given: MaskOptions.Form?) -> MaskConvention {
            let own = resolved.dialect.maskConvention(model: resolved.model)
            guard own != .none else { return .none }
            // A table that is old is no reason to hold a mask back.
            let known = row?.mask.flatMap { $0 == .none ? nil : $0 }
            return given?.convention ?? known ?? own
        }

        /// Both edges of what such a model is sent are multiples of it.
        var alignment: Int {
            guard case .bounded(let bounds, _)? = row?.sizes else { return 1 }
            return bounds.step ?? 1
        }

        func path(_ folder: String, _ ending: String) -> String? {
            delivery.copies ? "\(folder)/\(delivery.stem)-\(ending).png" : nil
        }
    }

    init(
        _ material: MakeMaterial,
        _ options: MakeOptions,
        _ kind: MakeKind,
        _ place: Place,
        _ environment: Environment
    )
        throws
    {
        let fit = try options.finish.fitting
        inputs = material.inputs
        if let prepared = material.picture {
            let aligned =
                try kind == .outpaint && options.canvas.alignment == nil && place.alignment > 1
                ? PreparedPicture(options, kind, prepared.files, alignment: place.alignment) : prepared
            try send(aligned, options, place, environment)
        } else if inputs.contains(where: { $0.role == .mask }) {
            try pass(material.passed, options, place)
        } else if options.finish.preservesOutside {
            throw Report(.usageInvalid, "--preserve-outside needs a mask", hint: "add --mask FILE, or use inpaint")
        }
        guard let fit else { return }
        work = work ?? PictureWork()
        work?.afterReply.fit = fit
    }
}

extension MaskOptions.Form {
    fileprivate var convention: MaskConvention {
        switch self {
        case .transparent: .transparent
        case .white: .white
        }
    }
}
