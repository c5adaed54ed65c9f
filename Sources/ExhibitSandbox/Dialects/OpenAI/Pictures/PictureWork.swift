import ExhibitJSON
import ExhibitPicture

/// A request for pictures being worked on: what every form of reply to it holds.
struct PictureWork: Sendable {
    let asked: PictureRequest
    let orders: [FaultOrder]
    let links: MediaLinks
    /// Unix seconds.
    let created: Int

    /// What a reply repeats of the request.
    var echo: JSONObject {
        [
            "background": .string(asked.background), "output_format": "png", "quality": .string(asked.quality),
            "size": .string("\(asked.width)x\(asked.height)"),
        ]
    }

    func picture(_ index: Int) -> [UInt8] {
        DrawnPicture(
            prompt: asked.prompt,
            index: index,
            width: asked.width,
            height: asked.height,
            transparent: asked.background == "transparent",
            inputs: asked.inputs,
            mask: asked.mask,
            maskForm: .alpha,
            orders: orders
        ).png()
    }

    /// Where the picture is, when the reply does not hold it.
    func reference(to png: [UInt8]) -> String? {
        links.ordered(orders, .png(png), subject: "\(asked.prompt) \(created)")
            ?? (asked.wantsURL ? links.url(of: .png(png)) : nil)
    }

    /// Plausible numbers, larger for larger and better pictures.
    var usage: JSONObject {
        let text = max(1, asked.prompt.utf8.count / 4)
        let images = asked.inputs.count * 323
        let perMegapixel =
            switch asked.quality {
            case "low": 272
            case "medium": 1056
            default: 4160
            }
        let output = asked.count * max(1, asked.width * asked.height * perMegapixel / (1 << 20))
        return [
            "total_tokens": .int(text + images + output), "input_tokens": .int(text + images),
            "output_tokens": .int(output),
            "input_tokens_details": ["text_tokens": .int(text), "image_tokens": .int(images)],
            "output_tokens_details": ["text_tokens": 0, "image_tokens": .int(output)],
        ]
    }
}
