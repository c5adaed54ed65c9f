import ExhibitModel
import ExhibitQueue

/// A manifest as the command line gives it: read, filled in, and with the command line's defaults.
struct BatchManifest: Sendable {
    let source: ManifestSource
    let manifest: Manifest
    /// With the folder that their relative paths begin in.
    let orders: [TaskOrder]

    /// - Throws: ``ManifestError`` with everything that is wrong with it.
    init(_ options: BatchOptions, _ environment: Environment) throws {
        guard let text = options.manifest ?? options.subject, options.manifest == nil || options.subject == nil else {
            throw Report(
                .usageInvalid,
                options.manifest == nil ? "no manifest was given" : "two manifests were given",
                hint: "name one file, -, or write the JSON itself; exhibit help batch shows the forms"
            )
        }
        source = try ManifestSource(text, environment)
        var reading = Manifest.Reading()
        reading.form = source.form
        reading.boundsTasks = options.boundsTasks
        reading.keepsUnknownVariables = options.keepsUnknownVariables
        reading.variables = try Self.variables(options, environment)
        reading.defaults = try options.defaults.standing()
        if let config = options.home.config { try reading.defaults.add("config", [config]) }
        manifest = try Manifest(reading: source.bytes, reading)
        let policies = options.defaults.policies.map { "--policy=" + $0 }
        orders = manifest.orders.map { order in
            var order = order
            order.folder = environment.currentFolder
            // In front: an argument without a flag comes last.
            order.arguments = policies.filter { !order.arguments.contains($0) } + order.arguments
            return order
        }
    }

    private static func variables(_ options: BatchOptions, _ environment: Environment) throws -> ManifestVariables {
        var variables = ManifestVariables()
        if let text = options.variablesJSON {
            let bytes = text.hasPrefix("@") ? try file(String(text.dropFirst()), environment) : Array(text.utf8)
            try variables.add(bytes, source: "--vars-json")
        }
        if let path = options.variablesFile { try variables.add(try file(path, environment), source: "--vars-file") }
        return variables
    }

    private static func file(_ path: String, _ environment: Environment) throws -> [UInt8] {
        do throws(FileFault) {
            return try RegularFile.read(environment.absolute(path), limit: 1 << 20)
        } catch {
            throw Report(.jsonInvalid, "\(path): \(error.reason)", hint: "name a readable JSON file")
        }
    }
}
