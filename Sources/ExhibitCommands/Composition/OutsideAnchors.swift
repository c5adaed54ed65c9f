import ExhibitAnchor
import ExhibitConfiguration
import ExhibitCrypto
import ExhibitLedger
import ExhibitModel
import ExhibitProof
import ExhibitTransport

/// Who outside this machine vouches for the ledger, as the home's `config.json` names them.
struct OutsideAnchors: Sendable {
    let services: [any AnchorService]

    /// No root file comes near this size.
    private static let rootsLimit = 1 << 20

    /// - Throws: for a config that cannot be read; an authority whose roots cannot be is one that fails when it is asked.
    init(_ home: Home, _ client: HTTPClient, _ environment: Environment) throws {
        let settings = try HomeConfig.load(home: home.path)
        let authorities = settings.timeStampAuthorities.map { setting -> any AnchorService in
            do throws(Report) {
                let authority = try TimeStampAuthority(
                    url: setting.url,
                    roots: Self.roots(setting.roots, in: home.path, environment),
                    name: setting.name,
                    allowHTTP: setting.allowHTTP,
                    timeout: .seconds(setting.timeoutSeconds)
                )
                return TimeStampService(authority, client, proxyVariables: environment.proxyVariables)
            } catch {
                return UnusableService(name: setting.name ?? URLParts(setting.url)?.origin ?? "tsa", report: error)
            }
        }
        services = authorities + settings.witnesses.compactMap { Self.witness($0, home, client, environment) }
    }

    /// Nil for a witness whose cosignatures come as files.
    private static func witness(
        _ setting: WitnessSettings,
        _ home: Home,
        _ client: HTTPClient,
        _ environment: Environment
    ) -> (any AnchorService)? {
        guard let url = setting.url else { return nil }
        do throws(Report) {
            return try WitnessService(
                url: url,
                key: WitnessKeys.read(setting.vkey, .cosignature),
                allowHTTP: setting.allowHTTP,
                timeout: .seconds(setting.timeoutSeconds),
                home: home,
                client,
                environment,
                proxyVariables: environment.proxyVariables
            )
        } catch {
            return UnusableService(name: URLParts(url)?.origin ?? "witness", report: error)
        }
    }

    /// A witness of a command line.
    init(
        witness url: String,
        key: String,
        timeout: Duration,
        _ home: Home,
        _ client: HTTPClient,
        _ environment: Environment
    ) throws {
        services = [
            try WitnessService(
                url: url,
                key: WitnessKeys.read(key, .cosignature),
                timeout: timeout,
                home: home,
                client,
                environment,
                proxyVariables: environment.proxyVariables
            )
        ]
    }

    /// Those of a command line: each is asked, and all answers have to lead to the same roots.
    init(
        _ urls: [String],
        rootsFile: String,
        timeout: Duration,
        _ client: HTTPClient,
        _ environment: Environment
    ) throws {
        let roots = try Self.roots(rootsFile, in: environment.currentFolder, environment)
        services = try urls.map { url -> any AnchorService in
            try TimeStampService(
                TimeStampAuthority(url: url, roots: roots, timeout: timeout),
                client,
                proxyVariables: environment.proxyVariables
            )
        }
    }

    private static func roots(
        _ text: String,
        in folder: String,
        _ environment: Environment
    ) throws(Report) -> TimeStampRoots {
        let isInline = text.hasPrefix("-----BEGIN")
        let path = text.hasPrefix("~/") ? environment.absolute(text) : text.hasPrefix("/") ? text : "\(folder)/\(text)"
        do {
            return try TimeStampRoots(
                pem: isInline ? Array(text.utf8) : RegularFile.read(path, limit: rootsLimit)
            )
        } catch let error as TimeStampError {
            throw Report(.configInvalid, "\(isInline ? "roots" : path): \(error.report.message)")
        } catch {
            throw Report(.configInvalid, "\(path): the roots cannot be read")
        }
    }
}
