import ExhibitJSON
import ExhibitModel

/// The reply to a request for pictures (wire format: OpenAI's ImagesResponse), with what was ordered to be wrong in it.
struct PictureReply {
    let work: PictureWork
    /// In front of everything: what a gateway adds.
    var preface: JSONObject = [:]

    func body() -> [UInt8] {
        var head = preface
        head["created"] = .int(work.created)
        for (name, value) in work.echo.members { head[name] = value }
        var body = Array(JSONText.compact(.object(head)).utf8.dropLast())
        if orders[.noData] == nil {
            body += Array(#","data":["#.utf8)
            let count = orders[.emptyData] != nil ? 0 : work.asked.count - (orders[.fewer] == nil ? 0 : 1)
            for index in 0..<count {
                if index > 0 { body.append(UInt8(ascii: ",")) }
                body += item(index)
            }
            body.append(UInt8(ascii: "]"))
        }
        body += Array(",\"usage\":\(JSONText.compact(.object(work.usage)))".utf8)
        if orders[.duplicateKey] != nil { body += Array(#","data":[]"#.utf8) }
        body.append(UInt8(ascii: "}"))
        if orders[.trailing] != nil { body += Array("\n<!-- served by a proxy -->".utf8) }
        return body
    }

    private var orders: [FaultOrder] { work.orders }

    /// One member of the list `data`.
    ///
    /// Base64 is written as bytes: as a JSON string a long one would be copied several times.
    private func item(_ index: Int) -> [UInt8] {
        let png = work.picture(index)
        var item: [UInt8]
        if let url = work.reference(to: png) {
            item = Array("{\"url\":\(JSONText.compact(.string(url)))".utf8)
        } else {
            var text = Base64.encodeBytes(png)
            if index == 0, orders[.badBase64] != nil { text[text.count / 2] = UInt8(ascii: "*") }
            item = Array(#"{"b64_json":""#.utf8) + text + [UInt8(ascii: "\"")]
        }
        if orders[.echoPrompt] != nil {
            let text = JSONText.compact(.string("A careful picture of: \(work.asked.prompt)"))
            item += Array(",\"revised_prompt\":\(text)".utf8)
        }
        return item + [UInt8(ascii: "}")]
    }
}
