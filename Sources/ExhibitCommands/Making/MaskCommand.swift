import ExhibitArguments
import ExhibitModel

/// `mask`: the mask of `inpaint` or `object-edit` alone.
enum MaskCommand {
    static let command = Command<CommandContext>(
        "mask",
        "Make a mask from regions, from a file, or from the object of a picture; nothing is sent or recorded.",
        MakeOptions(),
        rows,
        examples: [
            "exhibit mask --image cat.png --region ellipse-pct:25:10:50:40 --feather 6 --out mask.png",
            "exhibit mask --image product.png --selection-mode backdrop --edit-target background --out mask.png",
        ],
        exits: [ExitCode.done, .usage].map { ($0.rawValue, $0.meaning) },
        discussion: """
            The mask is grey, as large as the upright picture, and white where it is painted; --mask-form transparent \
            makes the form that edit --mask takes at OpenAI. It is made in this order: regions or file, --invert, \
            --expand, --shrink, --feather. Edges are half open: rect:0:0:10:10 paints ten by ten pixels.
            """
    ) { options, context in
        await context.answering("mask", options.output) {
            var options = options
            options.mask.feather = options.mask.feather ?? "0"
            guard options.object.selection == nil || !options.mask.saysWhere && options.inputs.mask == nil else {
                throw Report(
                    .usageInvalid,
                    "an object is looked for, and a mask or regions are given as well",
                    hint: "give one of them"
                )
            }
            let kind = options.object.selection == nil ? MakeKind.inpaint : .objectEdit
            options.delivery.prefix = options.delivery.prefix ?? "mask"
            return try LocalPictures(options, kind, context).answer()
        }
    }

    private static let rows: [Parameter<MakeOptions>] =
        (InputOptions.ofWork + [InputOptions.givenMask]).map { $0.at(\MakeOptions.inputs) } + MaskRows.mask
        + DeliveryOptions.ofMasks.map { $0.at(\.delivery) } + OutputOptions.rows.map { $0.at(\.output) }
}
