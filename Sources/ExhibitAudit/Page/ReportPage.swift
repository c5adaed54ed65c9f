import ExhibitCrypto
import ExhibitJSON
import ExhibitModel

/// One HTML page of a report: a file that opens anywhere, asks nothing of a network, and reads without its script.
struct ReportPage {
    private let document: JSONObject
    private let views: [String: PictureView]

    private static let style = PackageResources.style_css
    private static let script = PackageResources.page_js

    init(_ document: JSONObject, _ views: [String: PictureView]) {
        self.document = document
        self.views = views
    }

    var bytes: [UInt8] {
        var writer = MarkupWriter()
        writer.write(
            tag("html", Attribute("lang", "en")) {
                head
                body
            }
        )
        return writer.bytes + [UInt8(ascii: "\n")]
    }

    private var title: String {
        let count = document["summary"]?["runs"]?.int ?? 0
        return
            "Audit report: \(document["ledger"]?["name"]?.string ?? "ledger"), \(count) \(count == 1 ? "run" : "runs")"
    }

    private var head: Markup {
        tag("head") {
            tag("meta", Attribute("charset", "utf-8"))
            tag("meta", Attribute("http-equiv", "Content-Security-Policy"), Attribute("content", Self.policy))
            tag("meta", Attribute("name", "viewport"), Attribute("content", "width=device-width, initial-scale=1"))
            tag("meta", Attribute("name", "referrer"), Attribute("content", "no-referrer"))
            tag("meta", Attribute("name", "color-scheme"), Attribute("content", "light dark"))
            tag("meta", Attribute("name", "generator"), Attribute("content", document["tool"]?.string ?? ""))
            tag("title", text: title)
            Markup.verbatim("style", [], Self.style)
        }
    }

    /// Nothing is loaded, sent or run but what stands here, told by its hash.
    private static var policy: String {
        func source(_ bytes: [UInt8]) -> String { "'sha256-\(Base64.encode(SHA256.hash(bytes).bytes))'" }
        return "default-src 'none'; img-src data:; style-src \(source(style)); script-src \(source(script)); "
            + "base-uri 'none'; form-action 'none'"
    }

    private var body: Markup {
        tag("body") {
            tag("a", .classes("skip"), .link(to: "runs"), text: "Skip to the runs")
            PageHead(document).markup
            PageTools(document).markup
            tag("div", .classes("layout")) {
                PageIndex(runs).markup
                tag("main", .id("runs"), Attribute("tabindex", "-1"), .label("Runs")) {
                    if runs.isEmpty { tag("p", .classes("empty"), text: "No run was chosen.") }
                    for run in runs { PageRun(run, views).markup }
                }
            }
            footer
            Markup.verbatim("script", [Attribute("type", "application/json"), .id("exhibit-report")], data)
            Markup.verbatim("script", [], Self.script)
        }
    }

    private var runs: [JSONObject] { (document["runs"]?.array ?? []).compactMap(\.object) }

    private var data: [UInt8] { PageText.json(JSONText.compact(.object(document))) }

    private var footer: Markup {
        tag("footer") {
            tag("p") {
                "Made by \(document["tool"]?.string ?? "") at \(document["made_at"]?.string ?? "") from one ledger. "
                "The page loads and sends nothing; all it says stands in it once more as JSON (\(ReportDocument.schema))."
            }
        }
    }
}
