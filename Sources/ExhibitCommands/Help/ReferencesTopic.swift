import ExhibitRun

/// `help references`: how pictures go into a request.
enum ReferencesTopic {
    static var text: String {
        """
        Reference images are pictures that go into a request, to be edited, combined or
        followed in style. Give them with --image, as often as needed; --input-image and
        --reference-image are the same flag, and --images takes a JSON array or a list
        with commas. PNG, JPEG and WebP, at most \(InputLimits.bytes >> 20) MiB each, at most \(InputLimits.images) in a run
        unless a policy allows more.

          exhibit edit --image shoe.png --prompt 'The same shoe on a beach'
          exhibit generate --image shoe.png --image style.jpg \\
            --prompt 'The shoe of the first picture in the style of the second'

        How they travel. With a picture, generate sends what edit sends: a form to
        /images/edits (img2img), one picture as the part image, several as image[], in
        the order given. Models of the gpt-image family take up to 16; a prompt means
        one of them best by its number: the first picture, the second picture.
        Without pictures the request is JSON to /images/generations (text2img).

        --reference-transport json sends them inside the JSON instead, as data: URLs
        under --reference-key (reference_images); multipart is the form above, and auto
        tries json first and then the form. The evidence says which way was taken.

        A mask (edit --mask FILE) belongs to the first picture, has its size, and goes
        through as it is: it has to be in the provider's own form. inpaint, outpaint and
        object-edit make theirs, in any provider's form (exhibit help masks).

        They are never left out silently. Some providers refuse pictures; the earlier
        scripts then asked again without them and called it a success. Here the request
        fails instead, unless --allow-dropped-references says otherwise; a run without
        its references is rejected by every shipped policy but sandbox. The evidence
        says what was sent: for each picture its role, size and the SHA-256 of its
        bytes as sent, before the request leaves.

        What it does not prove: that the model looked at them. An answer carries no echo
        of its inputs, and a gateway can drop a picture or a mask and still answer 200.
        """
    }
}
