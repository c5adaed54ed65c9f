import ExhibitJSON
import ExhibitModel

/// A configuration file as it was read, with faults told as configuration errors.
struct ConfigFile {
    let path: String
    let bytes: [UInt8]
    /// Of the very file that was read.
    let facts: RegularFile.Facts

    /// No config of a person is larger; a mistaken path may be.
    static let sizeLimit = 2 << 20

    init(reading path: String) throws(ConfigurationError) {
        self.path = path
        do throws(FileFault) {
            (bytes, facts) = try RegularFile.readWithFacts(path, limit: Self.sizeLimit)
        } catch {
            throw .unreadable(error)
        }
    }

    static func read(_ path: String) throws(ConfigurationError) -> [UInt8] {
        try ConfigFile(reading: path).bytes
    }

    static func parse(
        _ bytes: [UInt8],
        _ path: String,
        _ reader: ([UInt8]) throws(JSONError) -> JSONValue
    ) throws(ConfigurationError) -> ConfigNode {
        do throws(JSONError) {
            return ConfigNode(place: Place(file: path), value: try reader(bytes))
        } catch {
            throw .syntax(file: path, error)
        }
    }
}
