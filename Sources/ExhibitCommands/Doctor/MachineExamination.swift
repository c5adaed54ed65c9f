import ExhibitConfiguration
import ExhibitLedger
import ExhibitModel
import ExhibitTransport

/// The checks of this machine: what a run needs besides a provider.
struct MachineExamination {
    private(set) var checks: [Check] = []
    private let environment: Environment

    /// Beyond it signed addresses expire early, and the record's times mislead.
    private static let skewLimit: Int64 = 300_000

    init(
        _ home: Result<Home, any Error>,
        _ settings: Result<Settings, any Error>,
        clockSkew: Int64?,
        _ environment: Environment
    ) {
        self.environment = environment
        do {
            let home = try home.get()
            checks = [folder("home", home.path, .ledgerReadOnly), ledger(home)]
            let output = outputFolder(settings, home)
            checks += [folder("output", output, .outputUnwritable), space([home.path, output])]
        } catch {
            checks = [.wrong("home", Reporting.report(error))]
            checks += ["ledger", "output", "space"].map { .blocked($0, by: "home") }
        }
        checks += [libraries, clock(clockSkew)]
    }

    /// The folder, or the nearest one above it that is there, can be written.
    private func folder(_ name: String, _ path: String, _ code: ErrorCode) -> Check {
        if let facts = RegularFile.facts(path) {
            return facts.isFolder && RegularFile.isWritableFolder(path)
                ? .ok(name, "\(path), writable")
                : .wrong(name, Report(code, "\(path) is no folder that can be written"))
        }
        var above = RegularFile.folder(of: path)
        while RegularFile.facts(above) == nil, above.count > 1 { above = RegularFile.folder(of: above) }
        return RegularFile.facts(above)?.isFolder == true && RegularFile.isWritableFolder(above)
            ? .ok(name, "\(path), to be made by the first run")
            : .wrong(name, Report(code, "\(path) is not there and cannot be made in \(above)"))
    }

    private func ledger(_ home: Home) -> Check {
        guard home.hasLedger else { return .ok("ledger", "none yet; the first run makes it") }
        do {
            let reader = try Reader(home, environment)
            let counts = try reader.counts()
            let runs = "\(counts.runs) run\(counts.runs == 1 ? "" : "s")"
            return .ok("ledger", "opens: \(counts.entries) entries, \(runs), \(counts.openRuns) open")
        } catch {
            return .wrong("ledger", Reporting.report(error))
        }
    }

    private func outputFolder(_ settings: Result<Settings, any Error>, _ home: Home) -> String {
        // Without settings it is the default: what is wrong with them is told as such.
        let set = try? EffectiveSettings(settings.get(), home: home, flags: .init(home: HomeOptions())).setting(.outDir)
        return set?.value ?? environment.absolute("tmp/images")
    }

    private func space(_ folders: [String]) -> Check {
        let free = folders.map { (folder: $0, bytes: MakeRequest.free(at: $0)) }
        let least = MakeRequest.freeSpace >> 20
        if let full = free.first(where: { $0.bytes.map { $0 < MakeRequest.freeSpace } ?? false }) {
            let message = "only \((full.bytes ?? 0) >> 20) MiB are free for \(full.folder); \(least) MiB are needed"
            return .wrong("space", Report(.diskFull, message))
        }
        guard let smallest = free.compactMap(\.bytes).min(), free.allSatisfy({ $0.bytes != nil }) else {
            return .unknown("space", "the file system does not say what is free", fix: "look with df")
        }
        return .ok("space", "\(smallest >> 20) MiB free, \(least) MiB needed")
    }

    private var libraries: Check {
        let version = TransportLibrary.version
        let message = "\(version), sqlite \(LedgerLibrary.version)"
        guard version.contains("OpenSSL/") else {
            return .unknown(
                "libraries",
                "\(message): without OpenSSL the certificate's facts cannot be told",
                fix: "install libcurl4, the OpenSSL flavour"
            )
        }
        return .ok("libraries", message)
    }

    private func clock(_ skew: Int64?) -> Check {
        guard let skew else {
            return .unknown(
                "clock",
                "the provider's clock was not seen, so ours was compared with none",
                fix: "timedatectl says whether it is synchronized"
            )
        }
        guard abs(skew) <= Self.skewLimit else {
            let way = skew > 0 ? "behind" : "ahead of"
            return .wrong("clock", Report(.clockSkewed, "this machine is \(abs(skew) / 1000) s \(way) the provider"))
        }
        return .ok("clock", "within \(Self.skewLimit / 1000) s of the provider's (\(abs(skew) / 1000) s)")
    }
}
