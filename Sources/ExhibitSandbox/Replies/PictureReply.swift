import ExhibitJSON
import ExhibitMedia
import ExhibitModel

/// The reply to a request for pictures (wire format: OpenAI's ImagesResponse), with what was ordered to be wrong in it.
struct PictureReply {
    let asked: PictureRequest
    let orders: [FaultOrder]
    let store: PictureStore
    let origins: Origins
    /// Unix seconds.
    let created: Int

    func body() -> [UInt8] {
        var body = Array(JSONText.compact(.object(head)).utf8.dropLast())
        if order(.noData) == nil {
            body += Array(#","data":["#.utf8)
            let count = order(.emptyData) != nil ? 0 : asked.count - (order(.fewer) == nil ? 0 : 1)
            for index in 0..<count {
                if index > 0 { body.append(UInt8(ascii: ",")) }
                body += item(index)
            }
            body.append(UInt8(ascii: "]"))
        }
        body += Array(",\"usage\":\(JSONText.compact(usage))".utf8)
        if order(.duplicateKey) != nil { body += Array(#","data":[]"#.utf8) }
        body.append(UInt8(ascii: "}"))
        if order(.trailing) != nil { body += Array("\n<!-- served by a proxy -->".utf8) }
        return body
    }

    private func order(_ fault: SandboxFault) -> FaultOrder? {
        orders.first { $0.fault == fault }
    }

    private var head: JSONObject {
        [
            "created": .int(created), "background": .string(asked.background), "output_format": "png",
            "quality": .string(asked.quality), "size": .string("\(asked.width)x\(asked.height)"),
        ]
    }

    /// One member of the list `data`.
    ///
    /// Base64 is written as bytes: as a JSON string a long one would be copied several times.
    private func item(_ index: Int) -> [UInt8] {
        let png = picture(index)
        var item: [UInt8]
        if let url = reference(to: png) {
            item = Array("{\"url\":\(JSONText.compact(.string(url)))".utf8)
        } else {
            var text = Base64.encodeBytes(png)
            if index == 0, order(.badBase64) != nil { text[text.count / 2] = UInt8(ascii: "*") }
            item = Array(#"{"b64_json":""#.utf8) + text + [UInt8(ascii: "\"")]
        }
        if order(.echoPrompt) != nil {
            let text = JSONText.compact(.string("A careful picture of: \(asked.prompt)"))
            item += Array(",\"revised_prompt\":\(text)".utf8)
        }
        return item + [UInt8(ascii: "}")]
    }

    private func picture(_ index: Int) -> [UInt8] {
        var (width, height) = (asked.width, asked.height)
        if let other = order(.otherSize) {
            (width, height) = other.argument.flatMap { SizeText.parse($0) } ?? (max(1, width / 2), max(1, height / 2))
        }
        if order(.jpegAsPNG) != nil { return PictureDamage.jpeg }
        let png = SandboxPicture(
            prompt: asked.prompt,
            index: index,
            width: width,
            height: height,
            transparent: asked.background == "transparent",
            inputs: inputs
        ).png()
        if order(.truncatedImage) != nil { return PictureDamage.truncated(png) }
        if order(.corruptImage) != nil { return PictureDamage.corrupted(png) }
        if index == 0, let big = order(.big)?.number { return PictureDamage.padded(png, to: (big << 20) / 4 * 3) }
        return png
    }

    private var inputs: String? {
        guard let first = asked.inputs.first else { return nil }
        var sum = CRC32()
        for input in asked.inputs { sum.update(input.bytes[...]) }
        if let mask = asked.mask { sum.update(mask.bytes[...]) }
        let more = asked.inputs.count > 1 ? " + \(asked.inputs.count - 1)" : ""
        let mask = asked.mask == nil ? "" : " + mask"
        return "edit of \(first.caption)\(more)\(mask) - inputs \(String(sum.value, radix: 16))"
    }

    /// Where the picture is, when the reply does not hold it.
    private func reference(to png: [UInt8]) -> String? {
        for order in orders {
            switch order.fault {
            case .url: return origins.url(.main, "/files/" + keep(png, order))
            case .crossURL: return origins.url(.second, "/files/" + keep(png, order))
            case .dataURL: return "data:image/png;base64," + Base64.encode(png)
            case .path: return (order.argument == "v1" ? "/v1/files/" : "/files/") + keep(png, nil)
            case .redirect: return origins.url(.main, "/files/\(keep(png, nil))?hops=\(max(1, order.number ?? 1))")
            case .signedURL:
                let signature = PictureSeed("\(asked.prompt) \(created)").hex
                let name = store.keep(PictureStore.Stored(bytes: png, signature: signature, fault: order.nested))
                let query = "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires=600&X-Amz-Signature=\(signature)"
                return origins.url(.main, "/files/\(name)?\(query)")
            default: continue
            }
        }
        return asked.wantsURL ? origins.url(.main, "/files/" + keep(png, nil)) : nil
    }

    private func keep(_ png: [UInt8], _ order: FaultOrder?) -> String {
        store.keep(PictureStore.Stored(bytes: png, fault: order?.nested))
    }

    /// Plausible numbers, larger for larger and better pictures.
    private var usage: JSONValue {
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
