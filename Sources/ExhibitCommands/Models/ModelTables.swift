import ExhibitLedger
import ExhibitModel
import ExhibitProvider

/// The model table in force: the shipped one, and the home's `models.json` before it.
enum ModelTables {
    private static let limit = 1 << 20

    static func path(_ home: Home) -> String { home.path + "/models.json" }

    /// - Throws: `config.invalid` with line and column when the home's table cannot be used.
    static func load(_ home: Home) throws -> ModelTable {
        let path = path(home)
        guard RegularFile.exists(path) else { return .shipped }
        let bytes: [UInt8]
        do throws(FileFault) {
            bytes = try RegularFile.read(path, limit: limit)
        } catch {
            throw Report(.configInvalid, "\(path): \(error.reason)", hint: "make the file readable, or remove it")
        }
        return .shipped.overridden(by: try ModelTable(parsing: bytes, file: path))
    }
}
