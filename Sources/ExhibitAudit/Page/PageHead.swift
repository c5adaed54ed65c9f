import ExhibitJSON
import ExhibitRecord

/// The top of a page: whether the record holds, what was not looked at, and the numbers.
struct PageHead {
    private let document: JSONObject

    init(_ document: JSONObject) {
        self.document = document
    }

    var markup: Markup {
        tag("header", .classes("top")) {
            tag("h1") {
                "Audit report "
                tag("span", .classes("ledger"), text: document["ledger"]?["name"]?.string ?? "")
            }
            tag("p", .classes("meta")) {
                "\(PageWords.time(document["made_at"]?.string)) · \(document["tool"]?.string ?? "") · "
                PageParts.foreign(document["ledger"]?["origin"]?.string ?? "")
            }
            tag("div", .classes("cards")) {
                integrity
                summary
                limits
            }
        }
    }

    private var audit: JSONValue? { document["audit"] }

    private var integrity: Markup {
        let isIntact = audit?["unchanged"]?.bool == true
        let total = audit?["findings_total"]?.int ?? 0
        return tag(
            "section",
            .id("integrity"),
            .classes("card \(isIntact ? "good" : "bad")"),
            .labelledBy("integrity-head")
        ) {
            tag("h2", .id("integrity-head")) {
                PageParts.chip(isIntact ? "unchanged" : "broken", isIntact ? "unchanged" : "evidence broken")
                isIntact ? " The record is as it was written" : " The record is not as it was written"
            }
            if !isIntact {
                tag(
                    "p",
                    text: "\(PageWords.count(total, "finding", "findings")): nothing below rests on a sound record."
                )
                findings
            }
            tag("p", text: counts)
            checkpoint
            dates
            events
            if let notes = audit?["notes"]?.array, !notes.isEmpty {
                tag("h3", text: "Notes")
                PageParts.list(notes.map { $0["message"]?.string ?? "" }, empty: "")
            }
        }
    }

    private var findings: Markup {
        let all = audit?["findings"]?.array ?? []
        return tag("ul", .classes("findings")) {
            for finding in all.prefix(50) {
                tag("li") {
                    finding["message"]?.string ?? ""
                    if let run = finding["run_id"]?.string {
                        " · run "
                        tag("a", .link(to: PageWords.anchor(run: run)), text: PageWords.short(run))
                    }
                    " "
                    tag("code", text: finding["id"]?.string ?? "")
                }
            }
            if all.count > 50 { tag("li", text: "… and \(all.count - 50) more, all of them in the JSON") }
        }
    }

    private var counts: String {
        func count(_ name: String) -> Int { audit?["counts"]?[name]?.int ?? 0 }
        return [
            PageWords.count(count("entries"), "entry", "entries"),
            "\(ClosingLines.grouped(count("pictures_read"))) of \(PageWords.count(count("pictures"), "file", "files")) re-read",
            PageWords.count(count("verdicts"), "verdict", "verdicts") + " judged again",
            PageWords.count(count("checkpoints"), "checkpoint", "checkpoints"),
        ].joined(separator: " · ")
    }

    private var checkpoint: Markup {
        guard let head = document["ledger"]?["checkpoint"], let size = head["size"]?.int else {
            return tag("p", text: "No signed checkpoint.")
        }
        return tag("p") {
            "Signed checkpoint of \(PageWords.count(size, "entry", "entries")), root "
            PageParts.digest(head["root"]?.string, "root of the checkpoint")
        }
    }

    private var dates: Markup? {
        let dates = document["dates"]?.array ?? []
        guard !dates.isEmpty else { return nil }
        return tag("div") {
            tag("h3", text: "Dated by others")
            PageParts.list(
                dates.suffix(8).map { date in
                    "\(date["size"]?.int ?? 0) entries existed at \(PageWords.time(date["time"]?.string)): "
                        + "\(date["kind"]?.string ?? "") by \(date["by"]?.string ?? ""), as entry \(date["entry"]?.int ?? 0) has it"
                },
                empty: ""
            )
        }
    }

    private var events: Markup? {
        let events = document["events"]?.array ?? []
        guard !events.isEmpty else { return nil }
        return tag("div") {
            tag("h3", text: "What happened to the ledger")
            PageParts.list(
                events.map {
                    "\(PageWords.time($0["at"]?.string)): \($0["words"]?.string ?? "") (entry \($0["entry"]?.int ?? 0))"
                },
                empty: ""
            )
        }
    }

    private var limits: Markup {
        func texts(_ name: String) -> [String] { (audit?[name]?.array ?? []).compactMap(\.string) }
        return tag("section", .id("limits"), .classes("card"), .labelledBy("limits-head")) {
            tag("h2", .id("limits-head"), text: "What this page does not show")
            tag("h3", text: "Not checked")
            PageParts.list(texts("not_checked"), empty: "Nothing was left out of the audit.")
            tag("h3", text: "Not shown by anything in the record")
            PageParts.list(texts("not_shown"), empty: "–")
            if document["with_prompts"]?.bool != true {
                tag("p", text: "Prompts, file names and reasons are withheld: their commitments stand in their place.")
            }
        }
    }

    private var summary: Markup {
        let summary = document["summary"]
        return tag("section", .id("summary"), .classes("card"), .labelledBy("summary-head")) {
            tag("h2", .id("summary-head"), text: PageWords.count(summary?["runs"]?.int ?? 0, "run", "runs"))
            tag("ul", .classes("tally")) {
                for (word, count) in summary?["outcomes"]?.object?.members ?? [] {
                    tag("li") {
                        tag("span", .classes("number"), text: PageWords.value(count))
                        PageParts.chip(word, PageWords.outcome(word))
                    }
                }
                for (word, count) in summary?["reviews"]?.object?.members ?? [] where word != "none" {
                    tag("li") {
                        tag("span", .classes("number"), text: PageWords.value(count))
                        PageParts.chip(word, word == "waiting" ? "waiting for a reviewer" : "\(word) by a reviewer")
                    }
                }
            }
            tag("dl", .classes("facts")) {
                fact("from", PageWords.time(summary?["from"]?.string))
                fact("to", PageWords.time(summary?["to"]?.string))
                fact("files made", PageWords.value(summary?["outputs"]))
                fact("bytes", PageWords.value(summary?["bytes"]))
                fact("attempts", PageWords.value(summary?["attempts"]))
                fact("cost", cost)
                if let waived = summary?["waived"]?.int, waived > 0 { fact("runs with waivers", String(waived)) }
            }
        }
    }

    private var cost: String {
        let cost = document["summary"]?["cost"]
        let amounts = (cost?["amounts"]?.array ?? []).map {
            "\($0["amount"]?.string ?? "") \($0["currency"]?.string ?? "")"
        }
        let unknown = cost?["unknown_runs"]?.int ?? 0
        let rest = unknown > 0 ? ["not known of \(PageWords.count(unknown, "run", "runs"))"] : []
        return (amounts + rest).joined(separator: ", ")
    }

    private func fact(_ name: String, _ value: String) -> Markup {
        tag("div") {
            tag("dt", text: name)
            tag("dd", text: value)
        }
    }
}
