import ExhibitModel
import Testing

@testable import ExhibitCommands

/// Every flag of the earlier scripts under its own name: with its value, where it has one.
@Suite struct OldFlagTests {
    typealias Script = (kind: MakeKind, name: String, words: String)

    static let shared = "--config c --provider p --model m --endpoint /e --out-dir d --prefix x --print-json"

    static let scripts: [Script] = [
        (
            .generate, "generate_image",
            "--prompt p --size 1x1 --quality q --style s --background b --n 1 --seed 7 --extra-json {} "
                + "--extra-json-file f --timeout 300 --download --no-download " + shared
        ),
        (.edit, "edit_image", "--image i --prompt p --mask m --timeout 180 --download --no-download " + shared),
        (
            .inpaint, "mask_inpaint",
            "--image i --prompt p --mask m --mask-dir d --x 1 --y 2 --width 3 --height 4 --x2 5 --y2 6 --ellipse "
                + "--region rect:1:2:3:4 --region ellipse-pct:1:2:3:4 --feather 8 --expand 1 --shrink 1 --invert "
                + "--mask-only --no-download " + shared
        ),
        (
            .outpaint, "outpaint_image",
            "--image i --prompt p --work-dir d --expand 1 --left 1 --right 2 --top 3 --bottom 4 --mode blur "
                + "--bg #00000000 --blur-radius 24 --no-download " + shared
        ),
        (
            .objectEdit, "object_select_edit",
            "--image i --prompt p --selection-mode corner-bg --edit-target background --threshold 40 --sample-size 8 "
                + "--expand 1 --shrink 1 --feather 8.0 --mask-dir d --prepare-only --no-download " + shared
        ),
        (
            .generate, "generate_consistent_media of images",
            "--mode image --prompt p --reference-image a --reference-image b --reference-key reference_images "
                + "--transport provider-json --video-reference-mode reference --size 1x1 --quality q --style s "
                + "--background b --n 1 --seed 7 " + shared
        ),
        (
            .video, "generate_consistent_media of videos",
            "--mode video --prompt p --reference-image a --reference-image b --reference-key k --transport none "
                + "--video-reference-mode animate --size 1x1 --seed 7 --duration 5 --fps 16 "
                + "--status-endpoint-template /v/{id} " + shared
        ),
        (
            .video, "generate_video",
            "--prompt p --status-endpoint-template /videos/{id} --size 1x1 --duration 5 --fps 16 --seed -1 "
                + "--image i --mode animate --image-transport data-url --image-field first_frame_image --extra-json {} "
                + "--extra-json-file f --timeout 600 --poll-interval 5.0 --max-polls 60 --download --no-download "
                + shared
        ),
        (
            .generate, "run.py",
            "--prompt p --task-name t --provider p --model m --size 1024x1024 --timeout-ms 600000 --output-dir d --raw "
                + "--input-image a --image b --reference-image c --images [\"d\"] --max-attempts 3 "
                + "--retry-base-delay 8.0 --retry-max-delay 45.0 --retry-jitter 5.0 --no-send --to-open-id ou_1"
        ),
        (
            .generate, "generate_image_job.py",
            "--prompt p --output o --model flux-dev --width 512 --height 512 --steps 20 --guidance-scale 3.5 --seed -1 "
                + "--timeout 300 --poll-interval 5"
        ),
        (.edit, "generate_image_img2img_job.py", "--input i --prompt p --output o --denoise 0.65"),
        (
            .inpaint, "generate_image_inpaint_job.py",
            "--input i --mask m --mask-rect 1,2,3,4 --mask-rect 5,6,7,8 --mask-size 9,9 --mask-invert --prompt p "
                + "--output o --denoise 1.0 --steps 20 --timeout 300"
        ),
        (.upscale, "generate_image_upscale_job.py", "--input i --output o --poll-interval 5 --timeout 300"),
        (.video, "generate_image_video_job.py", "--input i --prompt p --output o --width 768 --height 768"),
    ]

    @Test(arguments: scripts)
    func `an earlier command line is understood`(script: Script) async throws {
        let words = script.words.split(separator: " ").map(String.init)
        let options = try await CommandLine.options(script.kind, words)
        #expect(options.output.json == words.contains("--print-json"))
        #expect(options.provider.provider == (words.contains("--provider") ? "p" : nil))
        #expect(options.delivery.copies == !words.contains("--no-download"))
        #expect(options.inputs.images.count + options.inputs.references.count == Self.imageCount(words))
    }

    private static func imageCount(_ words: [String]) -> Int {
        words.count { ["--image", "--input", "--input-image", "--reference-image"].contains($0) }
    }

    @Test func `the words of the old transports are those of the contract`() async throws {
        for (word, sent) in [("provider-json", "json"), ("none", "none"), ("auto", "auto"), ("multipart", "multipart")]
        {
            let fields = try await CommandLine.fields(.video, ["--transport", word])
            #expect(fields == [Intent.Option("reference_transport", .text(sent))])
        }
    }
}
