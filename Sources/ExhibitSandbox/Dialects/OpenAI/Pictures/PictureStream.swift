import ExhibitJSON
import ExhibitModel
import ExhibitPicture
import ExhibitServing

/// Pictures as server-sent events: so many unfinished ones, then the last with the usage.
struct PictureStream {
    let work: PictureWork

    func reply() -> ServerReply {
        var events = EventStream(orders: work.orders)
        let name = work.asked.isEdit ? "image_edit" : "image_generation"
        let png = work.picture(0)
        for index in 0..<work.asked.partialImages {
            events.send("\(name).partial_image", event(partial(index), ["partial_image_index": .int(index)]))
        }
        events.end(with: "\(name).completed", event(png, ["usage": .object(usage)]))
        return events.reply()
    }

    /// The same picture, not yet sharp: drawn in a smaller size, the smaller the earlier.
    private func partial(_ index: Int) -> [UInt8] {
        let divisor = 1 << (work.asked.partialImages - index)
        return DrawnPicture(
            prompt: work.asked.prompt,
            width: max(1, work.asked.width / divisor),
            height: max(1, work.asked.height / divisor),
            inputs: work.asked.inputs,
            mask: work.asked.mask,
            maskForm: .alpha
        ).png()
    }

    private func event(_ png: [UInt8], _ more: JSONObject) -> JSONObject {
        var event: JSONObject = ["b64_json": .string(Base64.encode(png))]
        event["created_at"] = .int(work.created)
        for (name, value) in work.echo.members + more.members { event[name] = value }
        return event
    }

    /// Streams leave the output's details out.
    private var usage: JSONObject {
        var usage = work.usage
        usage["output_tokens_details"] = nil
        return usage
    }
}
