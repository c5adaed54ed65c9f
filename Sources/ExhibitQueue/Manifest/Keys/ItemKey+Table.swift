extension ItemKey {
    /// Every key that an item may have: the flags of its command (cli.md) and the keys of the sources' manifests
    /// (wire.md §7.1, §7.3, §7.4), in the order in which they are written on the command line.
    static let table: [ItemKey] =
        naming + prompting + asking + picture + images + masking + canvas + object + video + speech + fetching + sending
        + delivering

    private static let naming: [ItemKey] = [
        ItemKey("mode", .text, .all, use: .mode),
        ItemKey("vars", .variables, .all, use: .variables, mayBeDefault: false),
        ItemKey("priority", .integer, .all, use: .priority),
        ItemKey("after", .labels, .all, use: .after, mayBeDefault: false),
        ItemKey("task_name", .label, .all, aliases: ["name"], use: .name, mayBeDefault: false),
        ItemKey("task_key", .label, .all, aliases: ["key"], use: .key, mayBeDefault: false),
    ]

    private static let prompting: [ItemKey] = [
        ItemKey("prompt", .source, .making.subtracting([.upscale]), slot: .prompt, mayBeDefault: false),
        ItemKey("prompt_file", .source, .making.subtracting([.upscale]), slot: .prompt, mayBeDefault: false),
        ItemKey("negative_prompt", .text, .framed),
    ]

    private static let asking: [ItemKey] = [
        ItemKey("config", .text, .all),
        ItemKey("provider", .text, .making),
        ItemKey("model", .text, .making),
        ItemKey("endpoint", .text, .making),
        ItemKey("policy", .texts, .all),
        ItemKey("extra_json", .json, .making),
        ItemKey("extra_json_file", .source, .making),
    ]

    private static let picture: [ItemKey] = [
        ItemKey("size", .text, .framed, slot: .size),
        ItemKey("width", .integer, .referring, slot: .size),
        ItemKey("height", .integer, .referring, slot: .size),
        ItemKey("aspect_ratio", .text, .framed, slot: .size),
        ItemKey("seed", .integer, .framed),
        ItemKey("steps", .integer, .framed),
        ItemKey("guidance_scale", .number, .framed),
        ItemKey("quality", .text, .pictures),
        ItemKey("style", .text, .pictures),
        ItemKey("background", .text, .pictures),
        ItemKey("output_format", .text, .pictures),
        ItemKey("n", .integer, .pictures),
        ItemKey("denoise", .number, .pictures),
        ItemKey("input_fidelity", .text, .pictures),
        ItemKey("stream", .toggle, .pictures),
        ItemKey("partial_images", .integer, .pictures),
        ItemKey("keep_partials", .toggle, .pictures),
        ItemKey("fit", .text, [.pictures, .upscale]),
        ItemKey("fit_mode", .text, [.pictures, .upscale]),
        ItemKey("fit_linear", .toggle, [.pictures, .upscale]),
    ]

    private static let images: [ItemKey] = [
        ItemKey("image", .sources, [.framed, .upscale], slot: .images, mayBeDefault: false),
        ItemKey("input", .source, [.framed, .upscale], slot: .images, mayBeDefault: false),
        ItemKey("input_image", .sources, .referring, slot: .images, mayBeDefault: false),
        ItemKey(
            "reference_image",
            .sources,
            .referring,
            aliases: ["reference_images"],
            slot: .images,
            mayBeDefault: false
        ),
        ItemKey("images", .imageList, [.generate, .edit], slot: .images, mayBeDefault: false),
        ItemKey("reference_key", .text, .referring),
        ItemKey("reference_transport", .text, .referring, aliases: ["transport"]),
        ItemKey("allow_dropped_references", .toggle, .referring),
        ItemKey("consistent", .toggle, .all, use: .nothing),
    ]

    private static let masking: [ItemKey] = [
        ItemKey("mask", .source, [.edit, .inpaint]),
        ItemKey("region", .texts, [.inpaint]),
        ItemKey("mask_rect", .texts, [.inpaint]),
        ItemKey("mask_size", .text, [.inpaint]),
        ItemKey("x", .integer, [.inpaint]),
        ItemKey("y", .integer, [.inpaint]),
        // Of a region, not of the picture.
        ItemKey("width", .integer, [.inpaint], mayBeDefault: false),
        ItemKey("height", .integer, [.inpaint], mayBeDefault: false),
        ItemKey("x2", .integer, [.inpaint]),
        ItemKey("y2", .integer, [.inpaint]),
        ItemKey("ellipse", .toggle, [.inpaint]),
        ItemKey("mask_invert", .toggle, .masked, aliases: ["invert"]),
        ItemKey("expand", .integer, [.masked, .outpaint]),
        ItemKey("shrink", .integer, .masked),
        ItemKey("feather", .number, .masked),
        ItemKey("mask_dir", .text, .masked),
        ItemKey("mask_form", .text, [.masked, .outpaint]),
        ItemKey("preserve_outside", .toggle, [.edit, .masked, .outpaint]),
    ]

    private static let canvas: [ItemKey] = [
        ItemKey("left", .integer, [.outpaint]),
        ItemKey("right", .integer, [.outpaint]),
        ItemKey("top", .integer, [.outpaint]),
        ItemKey("bottom", .integer, [.outpaint]),
        // The item's own mode says which command it is.
        ItemKey("outpaint_mode", .text, [.outpaint], use: .flag("mode")),
        ItemKey("bg", .text, [.outpaint]),
        ItemKey("blur_radius", .number, [.outpaint]),
        ItemKey("align", .integer, [.outpaint]),
        ItemKey("canvas_dir", .text, [.outpaint], aliases: ["work_dir"]),
    ]

    private static let object: [ItemKey] = [
        ItemKey("selection_mode", .text, [.objectEdit]),
        ItemKey("edit_target", .text, [.objectEdit]),
        ItemKey("threshold", .integer, [.objectEdit]),
        ItemKey("sample_size", .integer, [.objectEdit]),
    ]

    private static let video: [ItemKey] = [
        ItemKey("seconds", .number, [.video], aliases: ["duration"]),
        ItemKey("fps", .number, [.video]),
        ItemKey("status_endpoint_template", .text, [.video]),
        ItemKey("image_transport", .text, [.video]),
        ItemKey("image_field", .text, [.video]),
        ItemKey("video_mode", .text, [.video], use: .flag("mode")),
        ItemKey("video_reference_mode", .text, [.video]),
    ]

    private static let speech: [ItemKey] = [
        ItemKey("input", .source, [.speech], slot: .prompt, mayBeDefault: false),
        ItemKey("input_file", .source, [.speech], slot: .prompt, mayBeDefault: false),
        ItemKey("voice", .text, [.speech]),
        ItemKey("response_format", .text, [.speech]),
        ItemKey("speed", .number, [.speech]),
        ItemKey("instructions", .text, [.speech]),
        ItemKey("split", .text, [.speech]),
    ]

    private static let fetching: [ItemKey] = [
        ItemKey("response_text", .text, [.fetch], slot: .subject, mayBeDefault: false),
        ItemKey("response_file", .source, [.fetch], slot: .subject, mayBeDefault: false),
        ItemKey("origin", .text, [.fetch]),
        ItemKey("header", .headers, [.fetch]),
    ]

    private static let sending: [ItemKey] = [
        ItemKey("timeout_ms", .integer, .all, slot: .timeout),
        ItemKey("timeout", .number, .all, slot: .timeout),
        ItemKey("poll_interval", .number, .making),
        ItemKey("max_polls", .integer, .making),
        ItemKey("max_attempts", .integer, .all),
        ItemKey("retry_base_delay", .number, .all),
        ItemKey("retry_max_delay", .number, .all),
        ItemKey("retry_jitter", .number, .all),
        ItemKey("retry_unknown", .toggle, .making),
        ItemKey("raw", .toggle, .making),
        ItemKey("send_anyway", .toggle, .all),
        ItemKey("max_images", .integer, .making),
        ItemKey("max_cost", .number, .making),
    ]

    private static let delivering: [ItemKey] = [
        ItemKey("prefix", .label, .all),
        ItemKey("out_dir", .text, .all, aliases: ["output_dir"]),
        ItemKey("output", .text, .all, aliases: ["out"], mayBeDefault: false),
        ItemKey("overwrite", .toggle, .all),
        ItemKey("download", .inverseToggle, .all, use: .flag("no-download")),
        ItemKey("no_download", .toggle, .all),
        ItemKey("no_send", .toggle, .making),
        ItemKey("print_json", .toggle, .all, use: .nothing),
        ItemKey("send_to_feishu", .toggle, .all, use: .delivery),
        ItemKey("to_open_id", .text, .all, use: .delivery),
        // Last, behind all flags: the word that `fetch` is given.
        ItemKey("reference", .source, [.fetch], aliases: ["ref", "url"], use: .argument, slot: .subject),
    ]
}
