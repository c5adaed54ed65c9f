import ExhibitCrypto
import ExhibitLedger
import ExhibitModel
import ExhibitPolicy
import ExhibitRun

/// The policies that can be named: shipped ones, the home's own in `policies/`, and any file.
struct PolicyLibrary: Sendable {
    let home: Home?
    let environment: Environment

    struct Named: Sendable {
        let name: String
        let origin: String
        let policy: Policy
    }

    /// The bytes of a policy before anybody has read them.
    struct Source: Sendable {
        /// How it was found: `shipped`, or its path.
        let origin: String
        /// The name under which it is found; nil for a file anywhere else than in the home.
        let name: String?
        let bytes: [UInt8]
    }

    /// A policy by name or path; `-` reads standard input.
    func find(_ name: String) throws -> Named {
        let source = try source(name)
        if source.origin == "shipped" {
            return try Named(name: name, origin: source.origin, policy: Policy(parsing: source.bytes))
        }
        return try named(source)
    }

    func source(_ name: String) throws -> Source {
        if let bytes = ShippedPolicies.bytes(name) { return Source(origin: "shipped", name: name, bytes: bytes) }
        if let home, !name.contains("/"), RegularFile.exists("\(home.policies)/\(name).json") {
            return try file("\(home.policies)/\(name).json")
        }
        guard name == "-" || name.contains("/") || name.hasSuffix(".json") else { throw missing(name) }
        let path = name == "-" ? name : environment.absolute(name)
        guard path == "-" || RegularFile.exists(path) else { throw missing(name) }
        return try file(path)
    }

    private func missing(_ name: String) -> Report {
        Report(
            .policyNotFound,
            "there is no policy \(name); known: \(ShippedPolicies.all.map(\.name).joined(separator: ", "))"
        )
    }

    private func file(_ path: String) throws -> Source {
        let bytes =
            try path == "-" ? RegularFile.readStandardInput(limit: 1 << 20) : RegularFile.read(path, limit: 1 << 20)
        var name: String?
        if let home, RegularFile.folder(of: path) == home.policies, path.hasSuffix(".json") {
            name = String(RegularFile.name(of: path).dropLast(".json".count))
        }
        return Source(origin: path, name: name, bytes: bytes)
    }

    private func named(_ source: Source) throws -> Named {
        let policy = try Policy(parsing: source.bytes)
        guard !ShippedPolicies.all.contains(where: { $0.name == policy.id }) || isShipped(policy) else {
            throw Report(.policyNameReserved, "\(source.origin) has the id \(policy.id), which is a shipped policy's")
        }
        return Named(name: policy.id, origin: source.origin, policy: policy)
    }

    private func isShipped(_ policy: Policy) -> Bool {
        guard let bytes = ShippedPolicies.bytes(policy.id), let shipped = try? Policy(parsing: bytes) else {
            return false
        }  // shipped ones are tested
        return shipped.canonical == policy.canonical
    }

    /// Shipped policies, then the home's own.
    func all() throws -> [Named] {
        var named = try ShippedPolicies.all.map {
            Named(name: $0.name, origin: "shipped", policy: try Policy(parsing: $0.bytes))
        }
        guard let home else { return named }
        for name in RegularFile.names(in: home.policies) where name.hasSuffix(".json") {
            named.append(try self.named(file("\(home.policies)/\(name)")))
        }
        return named
    }

    /// What judges a run: `integrity`, and whatever else was named.
    func adopted(_ names: [String], defaults: [String]) throws -> [AdoptedPolicy] {
        var adopted = [AdoptedPolicy(try find("integrity").policy)]
        for name in names.isEmpty ? defaults : names {
            let policy = AdoptedPolicy(try find(name).policy)
            if !adopted.contains(where: { $0.policy.id == policy.policy.id }) { adopted.append(policy) }
        }
        return adopted
    }
}
