import ExhibitLedger
import ExhibitModel
import ExhibitSandbox
import Synchronization

/// Providers that were chosen for one of many requests, and can be taken for the next: settings are read, helper commands
/// of secrets run and the sandbox started once, not for every task.
///
/// A worker that goes on for days reads them again now and then: a key may be another one by then.
final class ProviderShelf: Sendable {
    private struct Key: Hashable {
        let provider: String?
        let model: String?
        let mode: Mode
        let inputs: [Intent.Input.Role]
        let serverModel: String?
        let config: String?
        let folder: String
        let home: String
    }

    private struct Shelf {
        var resolved: [Key: (provider: ResolvedProvider, at: ContinuousClock.Instant)] = [:]
        var models: [Key: (model: String?, at: ContinuousClock.Instant)] = [:]
        var sandbox: Sandbox?
    }

    private static let age = Duration.seconds(60)

    private let shelf = Mutex(Shelf())

    func resolve(
        _ request: ProviderRequestOptions,
        home: Home,
        _ environment: Environment
    ) throws -> ResolvedProvider {
        let key = Self.key(request, home, environment)
        if let found = kept(key) { return found }
        let resolved = try ProviderSetup.resolve(request, home: home, environment, sandbox: sandbox)
        keep(resolved, key)
        return resolved
    }

    /// As ``ServerModel`` says it.
    func serverModel(
        _ request: ProviderRequestOptions,
        _ home: Home,
        _ environment: Environment
    ) async throws -> String? {
        let key = Self.key(request, home, environment)
        if let found = keptModel(key) { return found }
        let model = try await ServerModel.ask(request, home, environment)
        keep(model, key)
        return model
    }

    private static func key(_ request: ProviderRequestOptions, _ home: Home, _ environment: Environment) -> Key {
        Key(
            provider: request.provider,
            model: request.model,
            mode: request.mode,
            inputs: request.inputs.map(\.role),
            serverModel: request.serverModel,
            config: request.configFlag,
            folder: environment.currentFolder,
            home: home.path
        )
    }

    // No lock is inlined into a function that suspends: see `SignalWatch`.

    @inline(never)
    private func kept(_ key: Key) -> ResolvedProvider? {
        shelf.withLock { shelf in
            shelf.resolved[key].flatMap { .now - $0.at < Self.age ? $0.provider : nil }
        }
    }

    @inline(never)
    private func keep(_ resolved: ResolvedProvider, _ key: Key) {
        shelf.withLock { shelf in
            shelf.resolved[key] = (resolved, .now)
            shelf.sandbox = shelf.sandbox ?? resolved.sandbox
        }
    }

    @inline(never)
    private func keptModel(_ key: Key) -> String?? {
        shelf.withLock { shelf in
            shelf.models[key].flatMap { .now - $0.at < Self.age ? .some($0.model) : nil }
        }
    }

    @inline(never)
    private func keep(_ model: String?, _ key: Key) {
        shelf.withLock { $0.models[key] = (model, .now) }
    }

    /// One for all, also for models of different names.
    private var sandbox: Sandbox? {
        @inline(never) get { shelf.withLock { $0.sandbox } }
    }
}
