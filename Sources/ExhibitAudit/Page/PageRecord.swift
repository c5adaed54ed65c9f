import ExhibitJSON

/// Where the run stands in the ledger, and every hash by which it can be found again.
struct PageRecord {
    private let run: JSONObject
    private let id: String

    init(_ run: JSONObject, id: String) {
        self.run = run
        self.id = id
    }

    var markup: Markup {
        tag("section", .labelledBy("\(id)-record")) {
            tag("h3", .id("\(id)-record"), text: "In the ledger")
            position
            entries
            tag("div", .classes("scroll")) {
                tag("table", .classes("hashes")) {
                    PageParts.header("what", "SHA-256", "entry")
                    tag("tbody") {
                        for hash in run["hashes"]?.array ?? [] {
                            tag("tr") {
                                tag("th", Attribute("scope", "row"), text: hash["what"]?.string ?? "")
                                tag("td") { PageParts.digest(hash["sha256"]?.string, hash["what"]?.string ?? "hash") }
                                tag("td") { PageParts.entry(hash["entry"]?.int) }
                            }
                        }
                    }
                }
            }
        }
    }

    private var position: Markup {
        let position = run["position"]
        func number(_ name: String) -> Int { position?[name]?.int ?? 0 }
        let size = number("checkpoint_size")
        return tag("p") {
            "Entries \(number("first_entry")) to \(number("last_entry")) of \(number("ledger_entries")); "
            if position?["signed"]?.bool == true {
                "all of them under the signed checkpoint of \(PageWords.count(size, "entry", "entries"))."
            } else {
                tag("strong", text: "not all of them under a signed checkpoint (\(size)).")
            }
            if let leaf = run["evidence"]?["leaf"]?.string {
                " Leaf of entry \(run["evidence"]?["entry"]?.int ?? 0): "
                PageParts.digest(leaf, "leaf hash")
            }
            if let root = run["evidence"]?["root"]?.string {
                " Root at size \(run["evidence"]?["tree_size"]?.int ?? 0): "
                PageParts.digest(root, "root")
            }
        }
    }

    private var entries: Markup {
        tag("ol", .classes("entries"), .label("Entries of the run")) {
            for entry in run["entries"]?.array ?? [] {
                tag("li", .id(PageWords.anchor(entry: entry["seq"]?.int ?? 0))) {
                    tag("span", .classes("seq"), text: "#\(entry["seq"]?.int ?? 0)")
                    " \(entry["type"]?.string ?? "") "
                    tag("time", Attribute("datetime", entry["ts"]?.string ?? ""), text: Self.clock(entry["ts"]?.string))
                }
            }
        }
    }

    /// The day stands above.
    private static func clock(_ text: String?) -> String { String(text?.dropFirst(11).dropLast(1) ?? "") }
}
