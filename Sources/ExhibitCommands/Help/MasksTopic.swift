import ExhibitProvider

/// `help masks`: how a part of a picture is painted anew, and how it is known that only that part changed.
enum MasksTopic {
    static var text: String {
        """
        A mask says where a picture may change. It has the size of the upright picture,
        is grey, and white where something is painted. It is made from regions, from a
        file, or from the object that a picture shows:

          exhibit inpaint --image cat.png --region ellipse:300:120:200:160 \\
            --prompt 'A red hat'
          exhibit inpaint --image cat.png --mask hole.png --prompt 'A red hat'
          exhibit object-edit --image product.png --edit-target background \\
            --prompt 'On a marble table'
          exhibit outpaint --image cat.png --left 256 --right 256

        Regions: rect:X:Y:W:H, box:X1:Y1:X2:Y2 and ellipse:X:Y:W:H in pixels, rect-pct
        and so on in percent, as many as are needed; together they are painted. Edges
        are half open: rect:0:0:10:10 paints ten by ten pixels, no more. A mask file may
        be grey or colour (white is painted) or transparent where something is painted;
        which it was is told. It is never resized: another size is an error.

        Always in this order: regions or file, --invert, --expand, --shrink, --feather.
        --mask-only, --canvas-only, --prepare-only and the command mask make the files
        and stop; they need neither a provider nor a home, and record nothing.

        How it is sent follows from the dialect, and from the model where the model
        table knows better; --mask-form says otherwise:

        \(conventions)

        A model that takes no mask is refused before anything is sent (exit 2), unless
        --preserve-outside is given. A picture that is stored turned is sent upright,
        because not every provider heeds EXIF and the mask has to lie on it.

        Afterwards the first picture of the answer is measured: how many pixels changed
        where the mask is black, and by how much. A provider may drop a mask and answer
        as if nothing were wrong; the line outside … px changed tells, and a policy can
        bound it (/mask/outside_changed_ppm). --preserve-outside puts the original back
        around the mask, pixel by pixel, and keeps the provider's own bytes beside it.
        """
    }

    /// Each dialect's own way, for models of which nothing else is known.
    private static var conventions: String {
        DialectTable.all.map { dialect in
            "  \(dialect.name.padded(8))\(dialect.maskConvention(model: "").sentence)"
        }.joined(separator: "\n")
    }
}
