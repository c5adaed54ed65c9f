import ExhibitJSON
import ExhibitModel

extension ModelTable {
    package static let schema = "exhibit.models/1"

    /// Reads a table; errors call it `file`.
    ///
    /// With `needsSources` every fact has to name its source; else the source of those that do not is "models.json".
    package init(parsing bytes: [UInt8], file: String, needsSources: Bool = false) throws(ModelTableError) {
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONReader.read(bytes, .canonical)
        } catch {
            throw .notJSON(file: file, error.message)
        }
        let root = ModelTableNode(value: value, pointer: JSONPointer(), file: file, bytes: bytes)
        _ = try root.members(["schema", "as_of", "sources", "models"])
        let schema = try root.required("schema")
        guard try schema.text() == Self.schema else { throw schema.fault("must be \"\(Self.schema)\"") }
        var sources: [Source] = []
        for (key, node) in try root.member("sources")?.members() ?? [] {
            sources.append(Source(key: key, text: try node.text()))
        }
        var models: [ModelRow] = []
        for node in try root.required("models").elements() {
            let row = try ModelRow(node, sources: needsSources ? sources.map(\.key) : nil)
            guard !models.contains(where: { $0.name == row.name }) else {
                throw node.fault("\"\(row.name)\" is there twice")
            }
            models.append(row)
        }
        self.init(asOf: try root.required("as_of").date(), sources: sources, models: models)
    }
}

extension ModelRow {
    private static let facts = [
        "kinds", "sizes", "max_inputs", "max_n", "max_prompt", "formats", "mask", "shutdown", "prices",
    ]
    private static let ownSource = "models.json"

    /// With `keys`, every fact must name one of them as its source.
    fileprivate init(_ node: ModelTableNode, sources keys: [String]?) throws(ModelTableError) {
        let members = try node.members(["name", "names", "prefixes", "dialect", "family"] + Self.facts + ["sources"])
        self.init(try node.required("name").text())
        names = try node.member("names")?.texts() ?? []
        prefixes = try node.member("prefixes")?.texts() ?? []
        dialect = try node.member("dialect")?.text()
        family = try node.member("family")?.text()
        kinds = try node.member("kinds").map(Self.kinds)
        sizes = try node.member("sizes").map(SizeRule.init)
        maxInputs = try node.member("max_inputs")?.integer(0...1000)
        maxCount = try node.member("max_n")?.integer(1...1000)
        maxPrompt = try node.member("max_prompt")?.integer(1...10_000_000)
        formats = try node.member("formats")?.texts()
        mask = try node.member("mask")?.word(MaskConvention.self)
        shutdown = try node.member("shutdown")?.date()
        prices = try node.member("prices").map(Self.prices)
        let named = node.member("sources")
        _ = try named?.members(Self.facts)
        for (fact, value) in members where Self.facts.contains(fact) {
            let source = try named?.member(fact)?.text()
            if let keys, source == nil || !keys.contains(source ?? "") { throw value.fault("has no source") }
            self.sources[fact] = source ?? Self.ownSource
        }
    }

    private static func kinds(_ node: ModelTableNode) throws(ModelTableError) -> [ModelKind] {
        var kinds: [ModelKind] = []
        for element in try node.elements() { kinds.append(try element.word(ModelKind.self)) }
        return kinds
    }

    private static func prices(_ node: ModelTableNode) throws(ModelTableError) -> [ModelPrice] {
        var prices: [ModelPrice] = []
        for element in try node.elements() { prices.append(try ModelPrice(element)) }
        return prices
    }
}

extension ModelPrice {
    fileprivate init(_ node: ModelTableNode) throws(ModelTableError) {
        _ = try node.members(["unit", "size", "quality", "micros", "currency"])
        unit = try node.required("unit").word(Unit.self)
        size = try node.member("size")?.text()
        quality = try node.member("quality")?.text()
        micros = try node.required("micros").integer(0...1_000_000_000_000)
        currency = try node.required("currency").text()
    }
}

extension SizeRule {
    fileprivate init(_ node: ModelTableNode) throws(ModelTableError) {
        if node.value.string == "any" {
            self = .any
            return
        }
        let auto = try node.member("auto")?.bool() ?? false
        if let list = node.member("listed") {
            _ = try node.members(["listed", "auto"])
            var sizes: [PixelSize] = []
            for element in try list.elements() {
                guard let size = PixelSize(try element.text()) else {
                    throw element.fault("must be such as \"1024x1024\"")
                }
                sizes.append(size)
            }
            self = .listed(sizes, auto: auto)
            return
        }
        _ = try node.members(["multiple_of", "edge", "ratio", "pixels", "auto"])
        let bounds = SizeBounds(
            step: try node.member("multiple_of")?.integer(1...4096),
            edge: try node.member("edge")?.range(),
            ratio: try node.member("ratio")?.integer(1...100),
            pixels: try node.member("pixels")?.range()
        )
        self = .bounded(bounds, auto: auto)
    }
}
