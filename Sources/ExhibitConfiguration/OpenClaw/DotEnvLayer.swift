import ExhibitModel

/// The `.env` file of one folder; a folder without one gives no values.
struct DotEnvLayer {
    let name: String
    private(set) var values: [String: String] = [:]
    private(set) var notes: [Note] = []

    init(folder: String, shownAs name: String) {
        self.name = name
        let path = folder + "/.env"
        guard RegularFile.exists(path) else { return }
        do throws(ConfigurationError) {
            let file = DotEnvFile(String(decoding: try ConfigFile.read(path), as: UTF8.self))
            values = file.values
            if !file.badLines.isEmpty {
                let lines = file.badLines.prefix(5).map(String.init).joined(separator: ", ")
                notes = [Note("config.env_file_line", "\(name): not NAME=value in line \(lines)")]
            }
        } catch {
            notes = [Note("config.env_file_unreadable", "\(name) is not used: \(error.report.message)")]
        }
    }
}
